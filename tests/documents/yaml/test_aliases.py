"""What an anchor and its aliases say together: one wrong mapping is one fault."""

from tests.documents.decision import CRITERIA, OPTIONS, codes, found, replaced

from ukjapan_cli.documents.yaml.reader import read

UNCITED = replaced(CRITERIA, ("        source: survey ¶2\n", ""))
SCALE = "scale: {worst: 120, best: 40, unit: £k a year, anchors: {worst: as now, best: halved}}"


def test_reading_tells_where_each_alias_leads() -> None:
    text = "a: &a {x: &x 1}\nb: [*a, *x]\nc: &c [*a]\nd: *c\n"
    assert read(text).aliases == {
        ("b", 0): ("a",),
        ("b", 1): ("a", "x"),
        ("c", 0): ("a",),
        ("d",): ("c",),
    }


def test_a_wrong_key_in_an_anchored_scale_is_one_fault_at_the_anchor() -> None:
    text = replaced(
        CRITERIA,
        (SCALE, "scale: &s {worst: 120, best: 40, unitt: £k}"),
        ("scale: {better: higher}", "scale: *s"),
    )
    (diagnostic,) = found(text, None)
    assert (diagnostic.rule.code, diagnostic.path) == (
        "UKJ106",
        "/criteria/0/criteria/0/scale/unitt",
    )
    assert diagnostic.column > text.splitlines()[diagnostic.line - 1].index("&s")


def test_two_faults_of_one_mapping_are_two() -> None:
    text = """\
version: 1
options:
  - {id: a, name: A, scores: &s {security: 1, reach: 700}}
  - {id: b, name: B, scores: *s}
"""
    messages = [d.message for d in found(UNCITED, text) if d.is_error]
    assert messages == [
        "'a' has no score on 'running-cost'",
        "'a' has no score on 'support'",
    ]  # and not of 'b', which the same two words would fix


def test_a_wrong_word_that_aliases_repeat_is_one_fault() -> None:
    text = replaced(
        OPTIONS,
        ("source: survey ¶4", "source: &s survy ¶4"),
        ("source: survey}", "source: *s}"),
    )
    assert codes(found(CRITERIA, text)) == ["UKJ111"]


def test_the_same_alias_where_it_means_something_else_is_a_fault_of_its_own() -> None:
    """7,000 is off the scale of reach, 0 to 4,000, and off that of running cost, 40 to 120."""
    text = replaced(
        OPTIONS, ("running-cost: 85", "running-cost: &n 7000"), ("reach: 800", "reach: *n")
    )
    assert codes(found(CRITERIA, text)) == ["UKJ113", "UKJ113"]


def test_keys_that_are_wrong_are_told_one_by_one_whatever_alias_they_hold() -> None:
    text = """\
version: 1
options:
  - {id: a, name: A, scores: {running-cost: &n 85, security: 1, reach: 700, support: split}}
  - {id: b, name: B, scores: {runing-cost: *n, security: 1, reach: 700, support: split}}
  - {id: c, name: C, scores: {runing-cost: *n, security: 2, reach: 700, support: split}}
"""
    assert codes(found(UNCITED, text)) == ["UKJ111", "UKJ111"]


def test_a_list_of_unknown_options_is_told_once_and_an_option_that_requires_itself_each() -> None:
    text = """\
version: 1
options:
  - id: a
    name: A
    requires: &r [c, x, y]
    scores: &s {running-cost: 85, security: 1, reach: 700, support: split}
  - {id: b, name: B, requires: *r, scores: *s}
  - {id: c, name: C, requires: *r, scores: *s}
"""
    diagnostics = [d for d in found(UNCITED, text) if d.is_error]
    assert [d.message for d in diagnostics] == [
        "no option is called 'x'",
        "no option is called 'y'",
        "'c' requires itself",
    ]
