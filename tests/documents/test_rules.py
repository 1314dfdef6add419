"""Every rule of the catalogue: a file that breaks it gives its code, at its place, and no other.

Files are changes of two valid ones. `▸` in a change marks where the diagnostic must point; it is
taken out before the file is read.
"""

import pytest

from ukjapan_cli.diagnostics import Diagnostic, Severity
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.load import Loaded, build
from ukjapan_cli.documents.yaml.document import document_of

CRITERIA = """\
version: 1
title: Which?
as_of: 2026-04-01
criteria:
  - id: money
    name: Money
    weight: 60
    criteria:
      - id: cost
        name: Cost
        weight: {value: 40, low: 30, high: 55}
        scale: {worst: 120, best: 40, unit: £k}
      - id: rent
        name: Rent
        weight: 20
        scale: {better: higher, unit: years}
  - id: reach
    name: Reach
    weight: 30
    must: {at_least: 500}
    scale:
      points: [[0, 0], [1000, 60], [4000, 100]]
  - id: support
    name: Support
    weight: 10
    scale:
      levels: {opposed: 0, split: 40, behind-it: 100}
perspectives:
  - id: council
    name: The council
    weights: {cost: 60, rent: 10, reach: 25, support: 5}
"""
OPTIONS = """\
version: 1
sources:
  - {id: survey, title: Survey}
options:
  - id: station
    name: The old station
    requires: [van]
    scores:
      cost: 85
      rent: {value: 15, low: 10, high: 25}
      reach: {low: 1500, high: 2500, source: survey p. 3}
      support:
        value: split
        over_time: {2026-04-01: split, 2027-05-01: behind-it}
  - id: van
    name: The van
    scores: {cost: 60, rent: 3, reach: 900, support: behind-it}
  - id: today
    name: As today
    role: baseline
    scores: {cost: 50, rent: 9, reach: 100, support: opposed}
synergies:
  - {options: [station, van], value: 3}
"""
MARK = "▸"

# code, the file that is changed, what is replaced, by what, words that the message or hint has
CASES = [
    ("UKJ102", "options", "name: The van", "name: The▸: van", "quotes"),
    (
        "UKJ103",
        "options",
        "name: The van",
        "name: The van\n    ▸name: Again",
        "on line 16 and on line 17",
    ),
    ("UKJ104", "options", "cost: 85", "cost: ▸!pounds 85", "!pounds"),
    ("UKJ104", "options", "cost: 85", "▸<<: {}\n      cost: 85", "merge keys"),
    ("UKJ104", "options", "synergies:", "▸---\nsynergies:", "second YAML document"),
    ("UKJ105", "criteria", "    name: Reach\n", "", "'name' is missing in 'reach'"),
    ("UKJ106", "options", "requires:", "▸require:", "did you mean 'requires'?"),
    ("UKJ107", "options", "cost: 85", "cost: ▸eighty", "'eighty'"),
    ("UKJ107", "criteria", "weight: 30", "weight: ▸[30]", "not a list"),
    ("UKJ108", "options", "name: The van", "name: ▸no", "write 'no' in quotes"),
    ("UKJ109", "options", "role: baseline", "role: ▸reference", "baseline"),
    ("UKJ109", "options", "cost: 85", "cost: ▸.nan", "not a finite number"),
    ("UKJ110", "options", "id: today", "id: ▸van", "on line 15 and on line 18"),
    ("UKJ111", "options", "support: opposed", "suport: opposed", "did you mean 'support'?"),
    ("UKJ111", "options", "requires: [van]", "requires: [▸vann]", "did you mean 'van'?"),
    ("UKJ111", "options", "survey p. 3", "▸surveys p. 3", "did you mean 'survey'?"),
    ("UKJ111", "options", "support: opposed", "support: ▸oposed", "did you mean 'opposed'?"),
    ("UKJ111", "criteria", "cost: 60", "▸mony: 60", "did you mean 'money'?"),
    ("UKJ112", "options", ", support: opposed", "", "'today' has no score on 'support'"),
    ("UKJ113", "options", "cost: 85", "cost: ▸185", "40 to 120"),
    ("UKJ114", "criteria", "worst: 120", "worst: 40", "both 40"),
    ("UKJ114", "criteria", "[4000, 100]", "[4000, 40]", "turn"),
    ("UKJ114", "criteria", "behind-it: 100", "behind-it: 90", "the best 100"),
    ("UKJ115", "criteria", "weight: 30", "weight: ▸-30", "at least 0"),
    ("UKJ115", "criteria", "cost: 60, rent: 10", "money: 60, rent: 0", "among rent"),
    ("UKJ116", "options", "low: 10", "low: 18", "order"),
    ("UKJ117", "options", "name: The van", "name: The van\n    requires: [station]", "circle"),
    ("UKJ117", "options", "name: The van", "name: The van\n    excludes: [station]", "excludes"),
    ("UKJ119", "options", "version: 1", "version: ▸2", "write version: 1"),
    ("UKJ121", "options", "value: split", "value: ▸opposed", "over_time"),
]


def check(criteria: str, options: str) -> Loaded:
    return build(
        document_of(criteria.encode(), "criteria.yaml"),
        document_of(options.encode(), "options.yaml"),
    )


def change(file: str, old: str, new: str) -> tuple[str, str, tuple[int, int] | None]:
    """The two files with a change, and the place of the mark."""
    texts = {"criteria": CRITERIA, "options": OPTIONS}
    assert texts[file].count(old) >= 1
    changed = texts[file].replace(old, new, 1)
    place = None
    if MARK in changed:
        before = changed[: changed.index(MARK)]
        place = (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    texts[file] = changed.replace(MARK, "")
    return texts["criteria"], texts["options"], place


def test_the_unchanged_files_are_a_decision_without_a_word() -> None:
    loaded = check(CRITERIA, OPTIONS)
    assert loaded.diagnostics == ()
    assert loaded.decision is not None


@pytest.mark.parametrize(
    ("code", "file", "old", "new", "words"), CASES, ids=[f"{c[0]}-{c[3][:20]}" for c in CASES]
)
def test_a_fault_gives_its_code_alone_at_its_place(
    code: str, file: str, old: str, new: str, words: str
) -> None:
    criteria, options, place = change(file, old, new)
    loaded = check(criteria, options)
    assert [d.rule.code for d in loaded.diagnostics] == [code]
    (found,) = loaded.diagnostics
    assert found.file == f"{file}.yaml"
    assert words in f"{found.message} {found.hint}"
    if place is not None:
        assert (found.line, found.column) == place
    assert (loaded.decision is None) == (found.rule.severity is Severity.ERROR)


def only(loaded: Loaded) -> Diagnostic:
    (found,) = loaded.diagnostics
    return found


def test_bytes_that_are_not_utf_8_are_unreadable() -> None:
    criteria = document_of(CRITERIA.encode(), "criteria.yaml")
    options = document_of(OPTIONS.replace("The van", "caf\xe9").encode("latin-1"), "options.yaml")
    found = only(build(criteria, options))
    assert found.rule is rules.UNREADABLE
    assert "0xE9" in found.message
    assert "UTF-8" in found.hint


def test_one_option_and_no_criteria_are_too_few() -> None:
    alone = OPTIONS[: OPTIONS.index("  - id: van")].replace("    requires: [van]\n", "")
    found = only(check(CRITERIA.replace("better: higher", "worst: 0, best: 20"), alone))
    assert (found.rule, found.line) == (rules.TOO_FEW, 4)
    empty = "version: 1\ncriteria: []\n"
    found = only(build(document_of(empty.encode(), "criteria.yaml"), None))
    assert (found.rule, found.line) == (rules.TOO_FEW, 2)


def test_a_local_scale_on_which_nothing_differs_is_warned_of_and_worth_nothing() -> None:
    options = OPTIONS.replace("{value: 15, low: 10, high: 25}", "9").replace("rent: 3", "rent: 9")
    loaded = check(CRITERIA, options)
    found = only(loaded)
    assert found.rule is rules.NO_RANGE
    assert found.line == CRITERIA[: CRITERIA.index("scale: {better")].count("\n") + 1
    assert loaded.decision is not None


def test_weights_that_add_up_to_nothing_or_overflow_are_unusable() -> None:
    for weight in ("0", "1.0e+308"):
        text = CRITERIA
        for old in ("60", "30", "10\n    s"):
            text = text.replace(f"weight: {old}", f"weight: {weight}{old[2:]}", 1)
        found = only(check(text, OPTIONS))
        assert found.rule is rules.UNUSABLE_WEIGHTS
        assert found.line == 4


def test_all_faults_of_both_files_come_in_one_run_in_the_order_of_the_text() -> None:
    criteria = CRITERIA.replace("worst: 120", "worst: 40").replace("weight: 30", "weight: -1")
    options = OPTIONS.replace("requires:", "require:").replace("cost: 60", "cost: no")
    options = options.replace("id: survey", "id: surveys")
    found = [(d.file, d.rule.code) for d in check(criteria, options).diagnostics]
    assert found == [
        ("criteria.yaml", "UKJ114"),
        ("criteria.yaml", "UKJ115"),
        ("options.yaml", "UKJ106"),
        ("options.yaml", "UKJ111"),
        ("options.yaml", "UKJ108"),  # what `no` is worth cannot be said: its scale is unusable
    ]


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in rules.RULES]
    assert codes == [f"UKJ{number}" for number in range(101, 101 + len(codes))]
