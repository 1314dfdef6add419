"""What the schemas say, told to a decision's author."""

from typing import Any

import pytest
from tests.documents.decision import CRITERIA, OPTIONS, codes, found, marked, replaced

from ukjapan_cli.documents.schemas.structure import check_structure

LEVELS = "{levels: {opposed: 0, split: 40, behind-it: 100}}"
POINTS = "{points: [[0, 0], [1000, 60], [4000, 100]]}"
ENDS = "{worst: 120, best: 40, unit: £k a year, anchors: {worst: as now, best: halved}}"

# the code, what is replaced, by what (▸ is where the diagnostic points), the message, the hint
IN_CRITERIA = [
    ("UKJ105", "version: 1\n▸", "▸", "'version' is missing", "add it: The version"),
    ("UKJ105", "    name: Reach\n", "", "'name' is missing in 'reach'", "add it: A name"),
    ("UKJ105", "    weight: 30\n", "", "'weight' is missing in 'reach'", "add it: A swing weight"),
    ("UKJ105", f"    scale: {POINTS}\n", "", "'scale' is missing in 'reach'", "'criteria' instead"),
    ("UKJ105", ", best: 40,", ",", "'worst' is there without 'best'", "add it"),
    ("UKJ105", "{worst: 120, best", "{best", "'best' is there without 'worst'", "add it"),
    ("UKJ105", ", high: 50}", "}", "'low' is there without 'high'", "add it"),
    ("UKJ105", "{value: 40, low", "{low", "'value' is missing", "add it"),
    ("UKJ105", "    name: The council\n", "", "'name' is missing in 'council'", "add it"),
    ("UKJ106", "title:", "▸titel:", "'titel' is unknown", "did you mean 'title'?"),
    ("UKJ106", "weight: 30", "▸wieght: 30", "'wieght' is unknown", "did you mean 'weight'?"),
    ("UKJ106", "    must:", "    ▸musst:", "'musst'", "did you mean 'must'?"),
    ("UKJ106", "scale: {better", "▸scal: {better", "'scal'", "did you mean 'scale'?"),
    ("UKJ106", "at_least", "▸at-least", "'at-least'", "did you mean 'at_least'?"),
    ("UKJ106", "unit: £k", "▸units: £k", "'units'", "did you mean 'unit'?"),
    ("UKJ106", "low: 30", "▸lo: 30, low: 30", "'lo'", "the keys here are: value, low, high"),
    ("UKJ106", "title:", "▸zzz: 1\ntitle:", "'zzz'", "the keys here are: version, title, as_of"),
    ("UKJ107", "name: Reach", "name: ▸[Reach]", "'name' must be text, not a list", "A name"),
    ("UKJ107", "name: Reach", "name: ▸5", "not the number 5", "put it in quotes"),
    ("UKJ107", "name: Reach", "name: ▸true", "not true", "put it in quotes"),
    ("UKJ107", "name: Reach", "name:▸", "not nothing", "write it, or delete the line"),
    (
        "UKJ107",
        "weight: 30",
        "weight: ▸'30'",
        "a number or a mapping, not the text '30'",
        "A swing",
    ),
    ("UKJ107", "weight: 30", "weight: ▸true", "not true", "A swing weight"),
    ("UKJ107", "worst: 120", "worst: ▸dear", "must be a number, not the text 'dear'", "worth 0"),
    (
        "UKJ107",
        "[1000, 60]",
        "▸1000",
        "must be a list, not the number 1000",
        "[performance, value]",
    ),
    ("UKJ107", "[1000, 60]", "[1000, ▸much]", "not the text 'much'", "from 0 (worst) to 100"),
    ("UKJ107", LEVELS, "▸local", "'scale' must be a mapping, not the text 'local'", "{levels}"),
    ("UKJ107", "as_of: 2026-04-01", "as_of: ▸20260401", "text, not the number", "quotes"),
    ("UKJ107", "security: 10", "security: ▸much", "must be a number", "0 or more"),
    ("UKJ109", "id: council", "id: ▸The Council", "cannot be the text 'The Council'", "hyphens"),
    ("UKJ109", "id: council", f"id: ▸{'a' * 101}", "cannot be the text 'aaaa", "hyphens"),
    ("UKJ109", "id: council", 'id: ▸"council\\n"', "cannot be", "hyphens"),
    ("UKJ109", "name: Reach", "name: ▸''", "'name' is empty", "1 to 200"),
    ("UKJ109", "name: Reach", f"name: ▸{'a' * 201}", "longer than 200", "shorten it"),
    ("UKJ109", "as_of: 2026-04-01", "as_of: ▸2026-02-30", "cannot be the text", "A date such as"),
    ("UKJ109", "as_of: 2026-04-01", "as_of: ▸1 April 2026", "cannot be the text", "A date such as"),
    ("UKJ109", "as_of: 2026-04-01", "as_of: ▸0000-01-01", "cannot be the text", "A date such as"),
    ("UKJ109", "better: higher", "better: ▸more", "cannot be the text 'more'", "higher or lower"),
    ("UKJ109", "{better: higher}", "{better: lower, worst: 1, best: 0}", "together", "{points}"),
    ("UKJ109", "{better: higher}", "{unit: years}", "none of the keys", "{points}"),
    ("UKJ109", POINTS, "{▸points: [[0, 0]]}", "needs at least 2; 1 is there", "piecewise"),
    ("UKJ109", "[1000, 60]", "▸[1000]", "needs at least 2; 1 is there", "[performance, value]"),
    ("UKJ109", "[1000, 60]", "▸[1, 2, 3]", "no more than 2; 3 are there", "[performance, value]"),
    ("UKJ109", LEVELS, "{▸levels: {split: 0}}", "needs at least 2; 1 is there", "each named level"),
    (
        "UKJ109",
        "must: {at_least: 500}",
        "▸must: {}",
        "'must' needs at least 1; 0 are there",
        "gate",
    ),
    (
        "UKJ109",
        "weight: 60\n",
        "weight: 60\n    ▸scale: {better: lower}\n",
        "cannot be here",
        "group",
    ),
    ("UKJ109", "source: survey ¶2", "source: ▸Survey ¶2", "cannot be the text", "survey ¶4"),
    ("UKJ114", "split: 40", "split: ▸140", "'split' must be at most 100, not 140", "0 (worst)"),
    ("UKJ114", "split: 40", "split: ▸-1", "'split' must be at least 0, not -1", "0 (worst)"),
    ("UKJ114", "[1000, 60]", "[1000, ▸101]", "must be at most 100, not 101", "0 (worst)"),
    ("UKJ115", "weight: 30", "weight: ▸-30", "'weight' must be at least 0, not -30", "A swing"),
    ("UKJ115", "low: 30", "low: ▸-30", "'low' must be at least 0, not -30", "0 or more"),
    ("UKJ115", "reach: 25", "reach: ▸-25", "'reach' must be at least 0, not -25", "0 or more"),
    ("UKJ119", "version: 1", "version: ▸2", "the number 2 is unknown", "write version: 1"),
    ("UKJ119", "version: 1", "version: ▸'1'", "the text '1' is unknown", "write version: 1"),
    ("UKJ119", "version: 1", "version:▸", "nothing is unknown", "write version: 1"),
]
VAN = "    scores:\n      running-cost: {normal: {mean: 60, sd: 5}}\n"
IN_OPTIONS = [
    ("UKJ105", ", title: The survey", "", "'title' is missing in 'survey'", "add it: A name"),
    ("UKJ105", "    name: The van\n", "", "'name' is missing in 'van'", "add it: A name"),
    ("UKJ105", ", sd: 5", "", "'sd' is missing", "add it: The standard deviation"),
    ("UKJ105", "mean: 1, ", "", "'mean' is missing", "add it: The mean"),
    ("UKJ105", ", high: 25}", "}", "'low' is there without 'high'", "add it"),
    ("UKJ105", "low: 1500, ", "", "'high' is there without 'low'", "add it"),
    ("UKJ105", ", value: 3,", ",", "'value' is missing", "add it"),
    ("UKJ105", "options: [station, van], ", "", "'options' is missing", "add it"),
    ("UKJ106", "enablers", "▸enabler", "'enabler'", "did you mean 'enablers'?"),
    ("UKJ106", "        because", "        ▸beacuse", "'beacuse'", "did you mean 'because'?"),
    ("UKJ106", "sd: 5", "▸sdd: 5", "'sdd'", "did you mean 'sd'?"),
    ("UKJ106", "date: 2026", "▸dated: 2026", "'dated'", "did you mean 'date'?"),
    ("UKJ106", "value: 15", "▸valeu: 15, value: 15", "'valeu'", "value, low, high, normal"),
    (
        "UKJ107",
        "[The rail company agrees a lease.]",
        "▸a lease",
        "'enablers' must be a list",
        "happen",
    ),
    (
        "UKJ107",
        "reach: 800",
        "reach: ▸[800]",
        "a number or text or a mapping, not a list",
        "A number",
    ),
    ("UKJ107", "reach: 800", "reach: ▸false", "not false", ""),
    ("UKJ107", "reach: 800", "reach:▸", "not nothing", "leave the score out"),
    ("UKJ107", "sd: 5", "sd: ▸wide", "'sd' must be a number, not the text 'wide'", "deviation"),
    ("UKJ107", "capital: 900", "capital: ▸much", "a number or a mapping, not the text", "A number"),
    ("UKJ107", "{capital: £k}", "▸£k", "'cost_units' must be a mapping", "counted in"),
    ("UKJ107", "{capital: £k}", "{capital: ▸5}", "'capital' must be text", "quotes"),
    (
        "UKJ109",
        "role: baseline",
        "role: ▸Baseline",
        "cannot be the text 'Baseline'",
        "write baseline",
    ),
    ("UKJ109", "capital: 900", "capital: ▸-900", "must be at least 0, not -900", "A number"),
    ("UKJ109", "{capital: 900}", "{▸Capital: 900}", "'Capital' is not allowed here", "hyphens"),
    ("UKJ109", "{capital: £k}", "{▸Capital: £k}", "'Capital' is not allowed here", "hyphens"),
    ("UKJ109", "2027-05-01: b", "▸2027-05-32: b", "'2027-05-32' is not allowed", "A date such as"),
    ("UKJ109", "2027-05-01: b", "▸soon: b", "'soon' is not allowed", "A date such as"),
    ("UKJ109", "date: 2026-01-10", "date: ▸January", "cannot be the text 'January'", "A date"),
    ("UKJ109", "{low: 1500, high: 2500}", "{because: x}", "none of the keys", "low and high"),
    (
        "UKJ109",
        "{value: 90, source: survey}",
        "{source: survey}",
        "none of the keys",
        "low and high",
    ),
    (
        "UKJ109",
        "{normal: {mean: 60, sd: 5}}",
        "{value: 60, normal: {mean: 60, sd: 5}}",
        "do not go together",
        "says all",
    ),
    (
        "UKJ109",
        "options: [station, van]",
        "▸options: [van]",
        "needs at least 2; 1 is there",
        "two options or more",
    ),
    ("UKJ109", "[station, van]", "▸[van, van]", "holds an entry twice", "delete one"),
    ("UKJ109", "because: Two", f"because: ▸{'a' * 10_001}", "longer than 10,000", "shorten it"),
    ("UKJ116", "sd: 5", "sd: ▸0", "'sd' must be above 0, not 0", "above 0"),
    ("UKJ116", "sd: 0.5", "sd: ▸-0.5", "'sd' must be above 0, not -0.5", "above 0"),
    ("UKJ116", "reach: 800", "reach: {beta: {alpha: ▸0, beta: 2}}", "'alpha' must be above 0", ""),
    ("UKJ119", "version: 1", "version: ▸1.5", "the number 1.5 is unknown", "write version: 1"),
]


def changed(text: str, old: str, new: str) -> tuple[str, tuple[int, int] | None]:
    """The text with the change, and the place of the mark if there is one."""
    if "▸" not in new:
        return replaced(text, (old, new)), None
    without, line, column = marked(replaced(text, (old.replace("▸", ""), new)))
    return without, (line, column)


@pytest.mark.parametrize(
    ("in_criteria", "code", "old", "new", "message", "hint"),
    [
        pytest.param(is_criteria, *case, id=f"{case[0]}-{case[2][:25]}-{case[3][:25]}")
        for is_criteria, cases in ((True, IN_CRITERIA), (False, IN_OPTIONS))
        for case in cases
    ],
)
def test_a_fault_of_structure_is_told_once_with_its_place(
    in_criteria: bool, code: str, old: str, new: str, message: str, hint: str
) -> None:
    text, place = changed(CRITERIA if in_criteria else OPTIONS, old, new)
    diagnostics = found(criteria=text) if in_criteria else found(options=text)
    assert codes(diagnostics) == [code]
    (diagnostic,) = diagnostics
    assert diagnostic.file == ("criteria.yaml" if in_criteria else "options.yaml")
    assert message in diagnostic.message
    assert hint in diagnostic.hint
    if place is not None:
        assert (diagnostic.line, diagnostic.column) == place


def test_every_key_that_is_missing_is_told() -> None:
    messages = [d.message for d in found(criteria="version: 1\ncriteria:\n  - {}\n", options=None)]
    assert [message.split()[0] for message in messages] == ["'id'", "'name'", "'weight'", "'scale'"]


def test_every_unknown_key_is_told() -> None:
    unknown = "".join(f"key{i}: 1\n" for i in range(200))
    assert codes(found(options=OPTIONS + unknown)) == ["UKJ106"] * 200


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the file is empty"),
        ("# a comment\n", "the file is empty"),
        ("---\n", "the file is empty"),
        ("- a\n", "must be a mapping, not a list"),
        ("a\n", "must be a mapping, not the text 'a'"),
        ("5\n", "must be a mapping, not the number 5"),
        ("{}\n", "'version' is missing"),
    ],
)
def test_a_file_that_is_no_mapping(text: str, words: str) -> None:
    diagnostics = found(None, text)
    assert words in diagnostics[0].message
    assert (diagnostics[0].line, diagnostics[0].column) == (2 if text == "---\n" else 1, 1)
    assert len(diagnostics) == (2 if text == "{}\n" else 1)


@pytest.mark.parametrize("key", ["options", "sources", "synergies", "cost_units", "version"])
@pytest.mark.parametrize(
    "value", [5, "x", True, None, [], {}, [1], {"a": 1}, [[]], [{}], ["a", {}]]
)
def test_any_value_under_any_key_of_the_top(key: str, value: Any) -> None:
    data = {"version": 1, "options": [], key: value}
    for finding in check_structure("options", data):
        assert finding.path == () or finding.path[0] in {key, "options"}


def test_of_many_wrong_items_each_is_told_at_its_place() -> None:
    options = [{"id": f"o-{i}", "name": "O", "scores": {"a": [i]}} for i in range(500)]
    findings = list(check_structure("options", {"version": 1, "options": options}))
    assert [f.path for f in findings] == [("options", i, "scores", "a") for i in range(500)]


def test_beyond_ten_thousand_faults_are_counted_not_kept() -> None:
    options = [{"id": f"o-{i}", "name": "O", "scores": {"a": [i]}} for i in range(11_000)]
    findings = list(check_structure("options", {"version": 1, "options": options}))
    assert len(findings) == 10_001
    assert "more than 10,000 errors" in findings[-1].message
    assert findings[-1].path == ("options", 10_000, "scores", "a")


def test_wrong_names_are_told_one_by_one_without_the_square_of_their_number() -> None:
    costs = {f"K{i}": 1 for i in range(2_000)}
    option = {"id": "o", "name": "O", "scores": {}, "costs": costs}
    findings = list(check_structure("options", {"version": 1, "options": [option, option]}))
    assert len(findings) == 4_000
    assert findings[0].path == ("options", 0, "costs", "K0")


def test_of_a_huge_item_only_that_it_is_wrong_is_told() -> None:
    scores = {f"c{i}": 1 for i in range(10_000)}
    option = {"id": "o", "name": "O", "scores": scores}
    right = {"version": 1, "options": [option, option]}
    assert list(check_structure("options", right)) == []
    wrong = {"version": 1, "options": [option, {**option, "scores": {**scores, "z": []}}]}
    (finding,) = check_structure("options", wrong)
    assert finding.path == ("options", 1)
    assert "too much to tell" in finding.message


def test_of_a_long_text_the_place_is_told() -> None:
    option = {"id": "o", "name": "O", "summary": "x" * 5_000_000, "scores": {}}
    (finding,) = check_structure(
        "options", {"version": 1, "options": [option, {**option, "summary": "s"}]}
    )
    assert finding.path == ("options", 0, "summary")
    assert "longer than 10,000" in finding.message
