"""`ukjapan check` and `ukjapan schema`, and the same diagnostics from the commands that load."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, options, write
from tests.end_to_end.program import run


def test_nothing_wrong(library: Path) -> None:
    ran = run("check", cwd=library)
    assert (ran.code, ran.out, ran.err) == (0, "no errors, no warnings in 2 files\n", "")


def test_the_packaged_decision_is_right(empty: Path) -> None:
    ran = run("check", cwd=empty)
    assert (ran.code, ran.out) == (0, "no errors, no warnings in 2 files\n")
    assert "packaged decision" in ran.err


def test_errors_exit_1_as_compilers_print_them(broken: Path) -> None:
    ran = run("check", cwd=broken)
    assert ran.code == 1
    assert ran.err == ""
    assert ran.lines[0].startswith("options.yaml:4:19: warning UKJ108: ")
    assert ran.lines[1].startswith("    hint: ")
    assert '"no"' in ran.lines[1] or "'no'" in ran.lines[1]
    assert ran.lines[2].startswith("options.yaml:4:23: error UKJ112: ")
    assert ran.lines[-1] == "1 error, 1 warning in 2 files"


def test_warnings_alone_exit_0(tmp_path: Path) -> None:
    text = options(
        "{id: a, name: no, scores: {cost: 5, gain: 8}}",
        "{id: b, name: Bee, scores: {cost: 5, gain: 7}}",
    )
    folder = write(tmp_path, text)
    ran = run("check", cwd=folder)
    assert ran.code == 0
    assert ran.lines[-1] == "no errors, 1 warning in 2 files"
    scored = run("score", cwd=folder)
    assert scored.code == 0
    assert "options.yaml:3:19: warning UKJ108" in scored.err
    assert "UKJ108" not in scored.out
    assert scored.lines[4].split()[:2] == ["1", "no"]  # as editors read it


@pytest.mark.parametrize("command", [["score"], ["explain", "a"]])
def test_commands_that_load_show_the_same_diagnostics_and_exit_2(
    broken: Path, command: list[str]
) -> None:
    checked = run("check", cwd=broken)
    ran = run(*command, cwd=broken)
    assert ran.code == 2
    assert ran.raw == b""
    assert ran.err.splitlines()[:-1] == checked.lines[:-1]


def test_everything_wrong_is_found_in_one_run(tmp_path: Path) -> None:
    criteria = LIBRARY_CRITERIA.replace("weight: 30", "weight: -30")
    text = (
        LIBRARY_OPTIONS.replace("running-cost: 60", "running-cost: 600")
        .replace("source: survey", "source: surwey")
        .replace("requires: [old-station]", "requires: [old-staton]")
        .replace("summary:", "sumary:")
    )
    ran = run("check", cwd=write(tmp_path, text, criteria))
    assert ran.code == 1
    found = [line.split(": ")[1] for line in ran.lines[:-1] if not line.startswith(" ")]
    assert found == [
        "error UKJ115",  # the weight
        "error UKJ106",  # the key
        "error UKJ113",  # off its scale
        "error UKJ111",  # the source
        "error UKJ111",  # the option
    ]
    assert "did you mean 'summary'?" in ran.out
    assert "did you mean 'survey'?" in ran.out
    assert "did you mean 'old-station'?" in ran.out


def test_files_are_named_as_they_were_given(tmp_path: Path) -> None:
    folder = write(tmp_path / "north", LIBRARY_OPTIONS, LIBRARY_CRITERIA)
    (folder / "options.yaml").write_text("version: 2\n", encoding="utf-8")
    ran = run("check", "north/options.yaml", "north/criteria.yaml", cwd=tmp_path)
    assert ran.code == 1
    assert ran.lines[0].startswith("north/options.yaml:1:")
    assert ran.lines[-1].endswith("in 2 files")


def test_a_file_is_checked_with_its_partner(library: Path, tmp_path: Path) -> None:
    ran = run("check", str(library / "options.yaml"), cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "no errors, no warnings in 2 files\n")


def test_a_file_without_partner_is_checked_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(LIBRARY_OPTIONS, encoding="utf-8")
    ran = run("check", "mine.yaml", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "no errors, no warnings in 1 file\n")


def test_files_of_several_folders(library: Path, broken: Path, tmp_path: Path) -> None:
    ran = run("check", str(library / "options.yaml"), str(broken / "options.yaml"), cwd=tmp_path)
    assert ran.code == 1
    assert ran.lines[-1] == "1 error, 1 warning in 4 files"


VALID = {
    "options": {
        "version": 1,
        "options": [
            {"id": "a", "name": "A", "scores": {"cost": 1}},
            {"id": "b", "name": "B", "role": "baseline", "scores": {"cost": {"low": 1, "high": 2}}},
        ],
    },
    "criteria": {
        "version": 1,
        "criteria": [
            {"id": "cost", "name": "Cost", "weight": 1, "scale": {"worst": 2, "best": 1}},
        ],
    },
}


@pytest.mark.parametrize("kind", ["options", "criteria"])
def test_schema_prints_a_json_schema_that_tells_right_from_wrong(empty: Path, kind: str) -> None:
    ran = run("schema", kind, cwd=empty)
    assert (ran.code, ran.err) == (0, "")
    schema = json.loads(ran.out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    validator = jsonschema_rs.validator_for(schema)
    assert validator.is_valid(VALID[kind])
    assert not validator.is_valid({**VALID[kind], "version": 2})
    assert not validator.is_valid({**VALID[kind], "surplus": True})
    assert not validator.is_valid({"version": 1})
