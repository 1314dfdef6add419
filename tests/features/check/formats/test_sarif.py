import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.features.found import ERROR, HOSTILE, WAIVED, WARNING, checked, finding

from ukjapan_cli import __version__
from ukjapan_cli.diagnostics import Diagnostic, Severity
from ukjapan_cli.documents.load import build
from ukjapan_cli.documents.yaml.document import document_of
from ukjapan_cli.features.check.formats.sarif import sarif
from ukjapan_cli.features.check.result import Checked, Waived

EVERYTHING = checked(WARNING, ERROR, waived=(WAIVED,), notes=("UKJ402 was not run",))
NAMED_BADLY = finding(message=HOSTILE, hint=HOSTILE)
EVERYTHING_HOSTILE = checked(NAMED_BADLY, waived=(Waived(NAMED_BADLY, HOSTILE),), notes=(HOSTILE,))


def run_of(result: Checked) -> dict[str, Any]:
    (run,) = json.loads(sarif(result))["runs"]
    assert isinstance(run, dict)
    return run


def result_of(diagnostic: Diagnostic) -> dict[str, Any]:
    (result,) = run_of(checked(diagnostic))["results"]
    assert isinstance(result, dict)
    return result


@pytest.mark.judges
def test_sarif_pydantic_reads_the_findings() -> None:
    from sarif_pydantic import Level, Sarif

    (run,) = Sarif.model_validate_json(sarif(EVERYTHING)).runs
    driver = run.tool.driver
    assert (driver.name, driver.version) == ("ukjapan", __version__)
    assert [(rule.id, rule.name) for rule in driver.rules or ()] == [
        ("UKJ111", "UnknownReference"),
        ("UKJ201", "ZeroWeight"),
    ]
    assert [(r.rule_id, r.rule_index, r.level) for r in run.results or ()] == [
        ("UKJ201", 1, Level.WARNING),
        ("UKJ111", 0, Level.ERROR),
        ("UKJ201", 1, Level.WARNING),
    ]
    result = (run.results or [])[1]
    assert result.message.text == "no criterion is called 'suport'\ndid you mean 'support'?"
    place = (result.locations or [])[0].physical_location
    assert place is not None
    assert place.artifact_location is not None
    assert place.region is not None
    assert place.artifact_location.uri == "north/options.yaml"
    region = place.region
    assert (region.start_line, region.start_column) == (6, 24)
    assert (region.end_line, region.end_column) == (6, 30)


@pytest.mark.judges
def test_sarif_tools_counts_what_is_not_waived(tmp_path: Path) -> None:
    from sarif.loader import load_sarif_file

    path = tmp_path / "run.sarif"
    path.write_text(sarif(EVERYTHING), encoding="utf-8")
    file = load_sarif_file(str(path))
    assert file.get_distinct_tool_names() == ["ukjapan"]
    report = file.get_report()
    assert report.get_issue_count_for_severity("error") == 1
    done = subprocess.run(
        [sys.executable, "-m", "sarif", "summary", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "error: 1" in done.stdout


def test_columns_are_counted_in_characters() -> None:
    assert run_of(EVERYTHING)["columnKind"] == "unicodeCodePoints"


def test_a_rule_is_documented_where_it_is_reported() -> None:
    rule = run_of(checked(WARNING))["tool"]["driver"]["rules"][0]
    assert rule["shortDescription"]["text"] == "A criterion or a group weighs nothing."
    assert rule["help"]["text"].startswith("A criterion or a group weighs nothing.\n\nIts scores")
    assert (
        "Fails:\n\n```yaml\n# criteria.yaml\ncriteria:\n  - id: support\n    weight: 0"
        in (rule["help"]["markdown"])
    )
    assert "Passes:\n\n```yaml\n" in rule["help"]["markdown"]


def test_a_warning_that_is_raised_is_an_error_of_a_rule_that_warns() -> None:
    raised = replace(WARNING, rule=WARNING.rule._replace(severity=Severity.ERROR))
    run = run_of(checked(raised))
    assert run["results"][0]["level"] == "error"
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": "warning"}


def test_the_fix_replaces_the_place() -> None:
    (fix,) = result_of(ERROR)["fixes"]
    (change,) = fix["artifactChanges"]
    assert change == {
        "artifactLocation": {"uri": "north/options.yaml"},
        "replacements": [
            {
                "deletedRegion": {"startLine": 6, "startColumn": 24, "endLine": 6, "endColumn": 30},
                "insertedContent": {"text": "support"},
            }
        ],
    }


def test_a_byte_order_mark_has_no_place_to_be_deleted_from() -> None:
    mark = finding(line=1, column=1, end_line=1, end_column=1, replacement="")
    assert "fixes" not in result_of(mark)
    assert "fixes" not in result_of(replace(ERROR, replacement=None))


def test_the_snippet_is_the_text_of_the_place() -> None:
    def region(diagnostic: Diagnostic) -> dict[str, Any]:
        location = result_of(diagnostic)["locations"][0]["physicalLocation"]["region"]
        assert isinstance(location, dict)
        return location

    assert region(ERROR)["snippet"] == {"text": "suport"}
    assert "snippet" not in region(WARNING)  # it goes on over lines


def test_only_waived_findings_are_suppressed() -> None:
    assert [result["suppressions"] for result in run_of(EVERYTHING)["results"]] == [
        [],
        [],
        [{"kind": "inSource", "justification": "the council asked for it"}],
    ]


def test_what_was_not_checked_is_a_notification() -> None:
    (invocation,) = run_of(EVERYTHING)["invocations"]
    assert invocation["executionSuccessful"] is True
    assert invocation["toolExecutionNotifications"] == [
        {"level": "note", "message": {"text": "UKJ402 was not run"}}
    ]


def test_fingerprints_do_not_move_with_lines_and_tell_findings_apart() -> None:
    def prints(*diagnostics: Diagnostic) -> list[str]:
        results = run_of(checked(*diagnostics))["results"]
        return [result["partialFingerprints"]["fileCodePath/v2"] for result in results]

    moved = replace(ERROR, line=60, end_line=60, column=2, end_column=8)
    assert prints(moved) == prints(ERROR)
    others = [
        replace(ERROR, file="south/options.yaml"),
        replace(ERROR, path="/options/1/scores/suport"),
        replace(ERROR, rule=WARNING.rule),
        moved,  # the same as the first, but for its place
    ]
    assert len(set(prints(ERROR, *others))) == 5


CRITERIA_TEXT = """\
version: 1
criteria:
  - id: money
    name: Money
    weight: 60
    criteria:
      - {id: cost, name: Cost, weight: 40, scale: {worst: 120, best: 40}}
      - {id: rent, name: Rent, weight: 20, scale: {better: higher}}
  - {id: reach, name: Reach, weight: 0, scale: {points: [[0, 0], [9, 9], [4, 100]]}}
perspectives:
  - {id: council, name: Council, weights: {cots: 60}}
"""
OPTIONS_TEXT = """\
version: 1
sources:
  - {id: survey, title: The survey}
options:
  - {id: van, name: Van, requires: [hal, van], scores: {cost: 60, rent: 1, reach: much}}
  - {id: hall, nam: Hall, scores: {cost: 999, rent: 5, support: 1}}
  - {name: nobody, scores: {cost: 50}}
synergies:
  - {options: [van, haul], value: 3}
"""
MOVED = {
    "options": (
        "options:\n",
        "options:\n  - {id: kiosk, name: Kiosk, scores: {cost: 60, rent: 2, reach: 3}}\n",
    ),
    "sources": ("sources:\n", "sources:\n  - {id: map, title: The map}\n"),
    "synergies": ("synergies:\n", "synergies:\n  - {options: [van, hall], value: 1}\n"),
    "requires": ("requires: [hal, van]", "requires: [hall, hal, van]"),
    "criteria": (
        "criteria:\n  - id: money",
        "criteria:\n  - {id: time, name: Time, weight: 5, scale: {better: lower}}\n  - id: money",
    ),
    "criteria of a group": (
        "      - {id: cost,",
        "      - {id: fee, name: Fee, weight: 5, scale: {better: lower}}\n      - {id: cost,",
    ),
    "perspectives": (
        "perspectives:\n",
        "perspectives:\n  - {id: mayor, name: Mayor, weights: {reach: 1}}\n",
    ),
}


def named_prints(criteria: str, options: str) -> set[tuple[str, str, str]]:
    """Code, message without its lines and fingerprint of what is wrong with two files."""
    found = build(
        document_of(criteria.encode(), "criteria.yaml"),
        document_of(options.encode(), "options.yaml"),
    ).diagnostics
    return {
        (
            one["ruleId"],
            re.sub(r": on line.*|\n.*", "", one["message"]["text"]),
            one["partialFingerprints"]["fileCodePath/v2"],
        )
        for one in run_of(checked(*found))["results"]
    }


@pytest.mark.parametrize("what", MOVED)
def test_fingerprints_do_not_change_when_others_are_put_before(what: str) -> None:
    before = named_prints(CRITERIA_TEXT, OPTIONS_TEXT)
    assert len(before) > 8
    assert len({fingerprint for _, _, fingerprint in before}) == len(before)
    old, new = MOVED[what]
    assert (CRITERIA_TEXT + OPTIONS_TEXT).count(old) == 1
    after = named_prints(CRITERIA_TEXT.replace(old, new), OPTIONS_TEXT.replace(old, new))
    assert before <= after


def test_fingerprints_do_not_change_when_options_change_places() -> None:
    head, *listed = OPTIONS_TEXT.partition("synergies:")[0].splitlines(keepends=True)[3:]
    text = OPTIONS_TEXT.replace(head + "".join(listed), head + "".join(reversed(listed)))
    assert text != OPTIONS_TEXT
    assert named_prints(CRITERIA_TEXT, text) == named_prints(CRITERIA_TEXT, OPTIONS_TEXT)


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b/100 %.yaml", "a%20b/100%20%25.yaml"),
        ("packaged:options.yaml", "packaged%3Aoptions.yaml"),
        ("日.yaml", "%E6%97%A5.yaml"),
        ("../x?#[]\n.yaml", "../x%3F%23%5B%5D%0A.yaml"),
        pytest.param(
            "/tmp/a b.yaml",
            "file:///tmp/a%20b.yaml",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="a path of Unix"),
        ),
        pytest.param(
            "byte\udcff.yaml",
            "byte%FF.yaml",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="a path of Unix"),
        ),
    ],
)
def test_a_path_is_a_uri(file: str, uri: str) -> None:
    place = result_of(finding(file=file))["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": uri}


def test_the_same_findings_are_the_same_bytes() -> None:
    assert sarif(EVERYTHING) == sarif(
        checked(*EVERYTHING.diagnostics, waived=(WAIVED,), notes=EVERYTHING.notes)
    )


def test_a_clean_run_has_no_results() -> None:
    run = run_of(checked())
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


@pytest.mark.judges
def test_sarif_pydantic_reads_hostile_text() -> None:
    from sarif_pydantic import Sarif

    Sarif.model_validate_json(sarif(EVERYTHING_HOSTILE))


def test_hostile_text_is_text() -> None:
    written = sarif(EVERYTHING_HOSTILE)
    assert written.isascii()
    assert "##[" not in written
    (run,) = json.loads(written)["runs"]
    text = run["results"][0]["message"]["text"]
    shown = r"a ::error::b%0A,c ]]> <script> | \x1b[31m \u202e \ufffe \x23#[error] [x]\(http://y)"
    assert text.split("\n") == [rf"{shown} \ud800"] * 2
