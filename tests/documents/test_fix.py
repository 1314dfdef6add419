"""What is fixed without asking, what is not, and that nothing else of the file changes."""

from itertools import permutations

import pytest
from tests.documents.decision import CRITERIA, OPTIONS, codes, found, replaced

from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.fix import fixed

BOM = b"\xef\xbb\xbf"


def fixed_pair(criteria: str = CRITERIA, options: str = OPTIONS) -> tuple[str, str]:
    """Both texts after one round of fixing."""
    diagnostics = found(criteria, options)
    of_criteria, of_options = (
        fixed(text.encode(), [d for d in diagnostics if d.file == name]).raw.decode()
        for text, name in ((criteria, "criteria.yaml"), (options, "options.yaml"))
    )
    return of_criteria, of_options


def on(text: str, word: str, new: str | None, *, error: bool = True) -> Diagnostic:
    """A diagnostic on the one place where a word stands, and what to write there."""
    assert text.count(word) == 1
    before = text[: text.index(word)].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line, column = len(before), len(before[-1]) + 1
    rule = rules.UNKNOWN_KEY if error else rules.AMBIGUOUS
    place = line, column, line, column + len(word)
    return Diagnostic(rule, "wrong", "", "f.yaml", *place, "/x", replacement=new)


SLIPS_IN_OPTIONS = [
    # what the file should have, what it has, what is fixed to
    ("    costs: {capital: 900}", "    cotss: {capital: 900}", "    costs: {capital: 900}"),
    ("    costs: {capital: 900}", "    'cost': {capital: 900}", "    'costs': {capital: 900}"),
    ("    costs: {capital: 900}", '    "Costs"  : {capital: 900}', '    "costs"  : {capital: 900}'),
    ("enablers:", "enablrs:", "enablers:"),
    ("role: baseline", "rolle: baseline", "role: baseline"),
    ("cost_units:", "cost-units:", "cost_units:"),
    ("{value: 15, low", "{ valeu : 15, low", "{ value : 15, low"),
    ("running-cost: 85", "runing-cost: 85", "running-cost: 85"),
    ("running-cost: 85", "running_cost: 85", "running-cost: 85"),
    ("running-cost: 85", "'runnign-cost': 85  # £k", "'running-cost': 85  # £k"),
    ("source: survey ¶4", "source: surwey ¶4", "source: survey ¶4"),
    ("source: survey ¶4", "source: 'surwey ¶4'", "source: 'survey ¶4'"),
    ("source: survey ¶4", 'source: "surwey ¶4: it\'s so"', 'source: "survey ¶4: it\'s so"'),
    ("{value: 90, source: survey}", "{value: 90, source: surveyy}", "{value: 90, source: survey}"),
    ("options: [station, van]", "options: [staton, van]", "options: [station, van]"),
    ("    name: The van\n", "    name: The van\n    requires:\n    - staton\n", None),
    ("    name: The van\n", "    name: The van\n    excludes: [staton ] # x\n", None),
    # words that want quotes
    ("name: The van", "name: 2026  # the year", "name: '2026'  # the year"),
    ("name: The van", "name: 1.10", "name: '1.10'"),
    ("name: The van", "name: 0x1F", "name: '0x1F'"),
    ("name: The van", "name: true", "name: 'true'"),
    ("name: The van", "name: no", "name: 'no'"),
    ("because: Two of four groups.", "because: 12", "because: '12'"),
    ("[The rail company agrees a lease.]", "[on, 7]", "['on', '7']"),
]


@pytest.mark.parametrize(("right", "wrong", "fix"), SLIPS_IN_OPTIONS)
def test_in_options(right: str, wrong: str, fix: str | None) -> None:
    text = replaced(OPTIONS, (right, wrong))
    expected = wrong.replace("staton", "station") if fix is None else fix
    assert fixed_pair(options=text) == (CRITERIA, replaced(OPTIONS, (right, expected)))


@pytest.mark.parametrize(
    ("right", "wrong", "fix"),
    [
        ("title: Where", "titel: Where", "title: Where"),
        ("    weight: 60", "    wieght: 60", "    weight: 60"),
        ("must: {at_least", "must: {at-least", "must: {at_least"),
        ("source: survey ¶2", "source: survay ¶2", "source: survey ¶2"),
        ("{worst: as now", "{wrost: as now", "{worst: as now"),
        ("reach: 25, support: 5", "reach: 25, suport: 5", "reach: 25, support: 5"),
        ("name: Reach", "name: on", "name: 'on'"),
    ],
)
def test_in_criteria(right: str, wrong: str, fix: str) -> None:
    text = replaced(CRITERIA, (right, wrong))
    assert fixed_pair(criteria=text) == (replaced(CRITERIA, (right, fix)), OPTIONS)


@pytest.mark.parametrize(
    ("id_", "slip", "fix"),
    [
        ("2026-plan", "2026-plann", "2026-plan"),
        ("null-null", "nulll-null", "null-null"),
        ("true", "truee", "'true'"),
        ("null", "nulll", "'null'"),
        ("false", "flase", "'false'"),
    ],
)
def test_an_id_that_looks_like_something_else_gets_quotes(id_: str, slip: str, fix: str) -> None:
    van = replaced(OPTIONS, ("id: van", f"id: '{id_}'"), ("[station, van]", f"[station, {slip}]"))
    expected = replaced(van, (f"[station, {slip}]", f"[station, {fix}]"))
    assert fixed_pair(options=van)[1] == expected


@pytest.mark.parametrize("id_", ["2026", "1e3", "010"])
def test_a_number_that_is_an_id_is_quoted_as_it_is_written(id_: str) -> None:
    text = replaced(OPTIONS, ("id: van", f"id: {id_}"), ("[station, van]", f"[station, '{id_}']"))
    assert fixed_pair(options=text)[1] == replaced(text, (f"id: {id_}", f"id: '{id_}'"))


JUDGED_IN_OPTIONS = [
    # a score, a cost and what synergies are worth, whatever they should be
    ("        value: split", "        value: splitt"),
    ("support: {low: opposed,", "support: {low: oposed,"),
    ("reach: 800", "reach: true"),
    ("reach: 800", "reach: 1_000"),
    ("reach: 800", "reach: {value: true}"),
    ("2027-05-01: behind-it", "2027-05-01: behnd-it"),
    ("        value: split", "        value: no"),
    ("{capital: 900}", "{capital: 1_000}"),
    ("{capital: 900}", "{capital: no}"),
    ("value: 3, because", "value: 1_0, because"),
    # what is not one slip, or of which nobody knows what it is a slip for
    ("role: baseline", "role: baselin"),
    ("role: baseline", "rle: baseline\n    roe: baseline"),
    ("options: [station, van]", "options: [stattoin, van]"),
    ("options: [station, van]", "options: [station, van, staton]"),
    ("    name: The van\n", "    name: The van\n    requires: [station, staton]\n"),
    ("    name: The van\n", "    name: The van\n    requires: [staton, statoin]\n"),
    ("    name: The van\n", "    name: The van\n    requires: [station]\n    excludes: [staton]\n"),
    ("    name: The old station\n", "    name: The old station\n    requires: [staton]\n"),
    ("      running-cost: 85\n", "      running-cost: 85\n      runing-cost: 80\n"),
    ("      running-cost: 85\n", "      runing-cost: 85\n      running-cots: 80\n"),
    ("      running-cost: 85\n", "      runing-cost: 85\n      runing-cost: 80\n"),
    ("    name: The van\n", "    name: The van\n    nmae: The bus\n"),
    ("source: survey ¶4", "source: urvey ¶4"),
    # what is more than a word
    ("source: survey ¶4", "source: &s surwey ¶4"),
    ("source: survey ¶4", "source: !!str surwey ¶4"),
    ("source: survey ¶4", 'source: "surw\\x65y ¶4"'),
    ("source: survey ¶4", "source: >-\n          surwey ¶4"),
    ("source: survey ¶4", "source: surwey\n          ¶4"),
    ("name: The van", "name: !!int 2026"),
    # what is wrong in quotes too
    ("date: 2026-01-10", "date: 2026"),
    ("id: van", "id: 1.5"),
    ("id: van", "id: 0x1F"),
]


@pytest.mark.parametrize(("right", "wrong"), JUDGED_IN_OPTIONS)
def test_what_somebody_has_to_judge_is_not_fixed_in_options(right: str, wrong: str) -> None:
    text = replaced(OPTIONS, (right, wrong))
    assert found(options=text)
    assert fixed_pair(options=text) == (CRITERIA, text)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("    weight: 30\n", "    weight: no\n"),
        ("    weight: 30\n", "    weight: 3_0\n"),
        ("    weight: 30\n", "    weight: {value: 30, swing: [true, 10]}\n"),
        ("must: {at_least: 500}", "must: {at_least: true}"),
        ("must: {at_least: 500}", "must: {at_least: 5_00}"),
        ("worst: 120,", "worst: 1_20,"),
        ("[[0, 0], [1000", "[[0, 0], [1_000"),
        ("support: 5}", "support: 1_0}"),
        ("support: 5}", "support: 5, suport: 5}"),
        ("support: 5}", "suport: 5, supportt: 5}"),
        ("{better: higher}", "{better: highr}"),
    ],
)
def test_what_somebody_has_to_judge_is_not_fixed_in_criteria(right: str, wrong: str) -> None:
    text = replaced(CRITERIA, (right, wrong))
    assert found(criteria=text)
    assert fixed_pair(criteria=text) == (text, OPTIONS)


@pytest.mark.parametrize(
    ("ids", "given"),
    [
        (("site-1", "site-2"), "site-3"),
        (("plan-a", "plan-b"), "plan-c"),
        (("north-line", "other"), "north-lane2"),
        (("harbour-east", "harbour-eest"), "harbour-eust"),
        (("rail", "other"), "mail"),
    ],
)
def test_what_tells_ids_apart_is_no_slip(ids: tuple[str, str], given: str) -> None:
    text = replaced(
        OPTIONS,
        ("id: station", f"id: {ids[0]}"),
        ("id: van", f"id: {ids[1]}"),
        ("[station, van]", f"[{ids[0]}, {given}]"),
    )
    assert codes(found(options=text)) == ["UKJ111"]
    assert fixed_pair(options=text) == (CRITERIA, text)


def test_a_candidate_that_could_be_no_id_is_not_written() -> None:
    text = replaced(OPTIONS, ("{id: survey,", "{id: Survey,"))
    assert codes(found(options=text)).count("UKJ111") == 3  # all that cite it, in both files
    assert fixed_pair(options=text) == (CRITERIA, text)


def test_what_aliases_share_is_not_fixed_since_it_is_said_in_two_places() -> None:
    criteria = replaced(
        CRITERIA,
        ("anchors: {worst: as now, best: halved}", "anchors: &words {bets: halved}"),
        ("{levels: {opposed: 0,", "{anchors: *words, levels: {opposed: 0, bets: 10,"),
    )
    (diagnostic,) = found(criteria=criteria)
    assert diagnostic.message == "the scale has no anchor 'bets'"
    assert diagnostic.hint == "did you mean 'best'?"
    assert fixed_pair(criteria=criteria) == (criteria, OPTIONS)


def test_an_alias_of_a_slip_is_not_written_over() -> None:
    text = replaced(
        OPTIONS,
        ("source: survey ¶4", "source: &cited surwey"),
        ("{value: 90, source: survey}", "{valeu: 90, source: *cited}"),
    )
    expected = replaced(text, ("valeu", "value"))
    assert fixed_pair(options=text) == (CRITERIA, expected)


def test_several_on_a_line_and_everything_round_them_byte_for_byte() -> None:
    before = "a: 1  \t# x: yy\r\n  {xx: £, 'yyy': zz} \rzzz: 😀 vv # ww\n\n\x20\x20\r\nlast: uu"
    after = "a: 1  \t# x: yy\r\n  {x: £, 'y' : Z} \rzzz: 😀 longer # ww\n\n\x20\x20\r\nlast: ''"
    diagnostics = [
        on(before, "xx", "x"),
        on(before, "'yyy'", "'y' "),
        on(before, "zz}", "Z}"),
        on(before, "vv", "longer"),
        on(before, "uu", "''"),
        on(before, "ww", None),
    ]
    for mark in (b"", BOM):
        raw = mark + before.encode()
        for order in permutations(diagnostics):
            assert fixed(raw, order) == (mark + after.encode(), 5)


def test_overlapping_ones_once_and_errors_before_warnings() -> None:
    text = "abcdef"
    both = [on(text, "bcd", "X"), on(text, "de", "Y")]
    assert fixed(b"abcdef", both) == (b"aXef", 1)
    assert fixed(b"abcdef", both[::-1]) == (b"aXef", 1)
    assert fixed(b"abcdef", [both[0], both[0]]) == (b"aXef", 1)
    warning = on(text, "bcd", "X", error=False)
    assert fixed(b"abcdef", [warning, both[1]]) == (b"abcYf", 1)
    assert fixed(b"abcdef", [on(text, "abc", "X"), on(text, "def", "Y")]) == (b"XY", 2)


def test_nothing_to_fix_leaves_the_bytes() -> None:
    assert fixed(b"\xff\x00", []) == (b"\xff\x00", 0)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_goes_and_all_else_stays(end: str) -> None:
    raw = BOM + OPTIONS.replace("\n", end).encode()
    diagnostics = [d for d in found(options=raw) if d.file == "options.yaml"]
    assert codes(diagnostics) == ["UKJ122"]
    assert fixed(raw, diagnostics) == (raw.removeprefix(BOM), 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_stays_where_nobody_asked(end: str) -> None:
    raw = BOM + replaced(OPTIONS, ("surve\u0079 ¶4", "surwey ¶4")).replace("\n", end).encode()
    diagnostics = [d for d in found(options=raw) if d.rule.code == "UKJ111"]
    assert fixed(raw, diagnostics) == (raw.replace(b"surwey", b"survey"), 1)


@pytest.mark.parametrize("marks", [2, 3])
def test_no_number_of_marks_shifts_a_column_and_all_of_them_go(marks: int) -> None:
    """Files that are joined, or saved by one careless editor after another, have several."""
    text = replaced(OPTIONS, ("version: 1", "versoin: 1"), ("surve\u0079 ¶4", "surwey ¶4"))
    raw = BOM * marks + text.encode()
    diagnostics = [d for d in found(options=raw) if d.file == "options.yaml"]
    plain = [d for d in found(options=text) if d.file == "options.yaml"]
    others = [d for d in diagnostics if d.rule.code != "UKJ122"]
    assert len(others) == len(diagnostics) - 1 == len(plain) == 2
    assert [(d.line, d.column) for d in others] == [(d.line, d.column) for d in plain]
    fixed_text = text.replace("versoin", "version").replace("surwey", "survey")
    assert fixed(raw, diagnostics) == (fixed_text.encode(), 3)
