"""`ukjapan check` and `ukjapan schema`, and the same diagnostics from the commands that load."""

import json
import sys
from pathlib import Path

import jsonschema_rs
import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, options, write
from tests.end_to_end.program import run, run_on_terminal, run_process
from tests.end_to_end.test_hostile import assert_harmless

ROOT = Path(__file__).parents[2]
STRUCTURE = ("--select", "UKJ1")  # without the rules of quality, which these decisions break


def test_nothing_wrong(library: Path) -> None:
    ran = run("check", *STRUCTURE, cwd=library)
    assert (ran.code, ran.out, ran.err) == (0, "no errors, no warnings in 2 files\n", "")


def test_the_packaged_decision_is_right() -> None:
    ran = run("check", cwd=ROOT)
    assert ran.code == 0
    assert "no errors, no warnings in 2 files" in ran.lines


@pytest.mark.parametrize("flags", [(), ("--strict",), ("--fix",), ("--format", "sarif")])
def test_a_decision_that_nobody_asked_for_is_not_checked(
    empty: Path, flags: tuple[str, ...]
) -> None:
    ran = run("check", *flags, cwd=empty)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "ukjapan: error: there is no options.yaml or criteria.yaml here; name the files to check\n"
    )


def test_files_under_other_names_are_told_of_and_not_passed(tmp_path: Path) -> None:
    folder = write(tmp_path, LIBRARY_OPTIONS, LIBRARY_CRITERIA)
    (folder / "options.yaml").rename(folder / "our-options.yaml")
    (folder / "criteria.yaml").rename(folder / "weights.yaml")
    for command in ("check", "score"):
        ran = run(command, cwd=folder)
        assert (ran.code, ran.out) == (2, "")
        assert "but 'our-options.yaml', 'weights.yaml' look like it" in ran.err


def test_yml_is_yaml(tmp_path: Path) -> None:
    """From a report of files called .yml, which yamllint and check-jsonschema take too."""
    (tmp_path / "criteria.yml").write_text(
        "version: 1\ntitle: Paths\nas_of: 2024-01-01\ncriteria:\n"
        "  - {id: a, name: A, weight: 3, scale: {worst: 1, best: 9}}\n"
        "  - {id: b, name: B, weight: 2, scale: {worst: 1, best: 9}}\n",
        encoding="utf-8",
    )
    (tmp_path / "options.yml").write_text(
        "version: 1\noptions:\n"
        "  - {id: one, name: One, scores: {a: 7, b: 3}}\n"
        "  - {id: two, name: Two, scores: {a: 6, b: 8}}\n",
        encoding="utf-8",
    )
    scored = run("score", "--format", "json", cwd=tmp_path)
    assert scored.code == 0
    record = json.loads(scored.out)
    assert [file["path"] for file in record["decision"]["files"]] == ["criteria.yml", "options.yml"]
    # 0.6 × 62.5 + 0.4 × 87.5 = 72.5; 0.6 × 75 + 0.4 × 25 = 55
    assert [(o["option"], o["value"]) for o in record["ranking"]] == [("two", 72.5), ("one", 55.0)]
    checked = run("check", "--strict", cwd=tmp_path)
    assert checked.code == 1  # scores without reasons, for one
    assert "options.yml:3:" in checked.out


def test_errors_exit_1_as_compilers_print_them(broken: Path) -> None:
    ran = run("check", cwd=broken)
    assert ran.code == 1
    assert ran.err == ""
    assert ran.lines[0].startswith("options.yaml:4:19: warning UKJ108: ")
    assert ran.lines[1:4] == [
        "  |",
        "4 |   - {id: b, name: no, scores: {cost: 5}}",
        "  |                   ^^",
    ]
    assert ran.lines[4].startswith("  = hint: ")
    assert "'no'" in ran.lines[4]
    assert ran.lines[5].startswith("options.yaml:4:23: error UKJ112: ")
    assert ran.lines[8] == "  |                       ^^^^^^"
    assert "1 error, 1 warning in 2 files" in ran.lines


def test_warnings_alone_exit_0(tmp_path: Path) -> None:
    text = options(
        "{id: a, name: no, scores: {cost: 5, gain: 8}}",
        "{id: b, name: Bee, scores: {cost: 5, gain: 7}}",
    )
    folder = write(tmp_path, text)
    ran = run("check", *STRUCTURE, cwd=folder)
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
    counts = checked.lines.index("1 error, 1 warning in 2 files")
    assert counts == 10
    assert ran.err.splitlines() == checked.lines[: counts + 1]


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
    found = [line.split(": ")[1] for line in ran.lines if ".yaml:" in line]
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
    assert ran.lines[-2].endswith("in 2 files")


def test_a_file_is_checked_with_its_partner(library: Path, tmp_path: Path) -> None:
    ran = run("check", str(library / "options.yaml"), *STRUCTURE, cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "no errors, no warnings in 2 files\n")


def test_a_file_without_partner_is_checked_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(LIBRARY_OPTIONS, encoding="utf-8")
    ran = run("check", "mine.yaml", cwd=tmp_path)
    assert (ran.code, ran.lines[0]) == (0, "no errors, no warnings in 1 file")
    assert ran.lines[1:] == [
        "note: 'mine.yaml': UKJ2 to UKJ4 were not run, since there is no criteria file beside it"
    ]


def test_files_of_several_folders(library: Path, broken: Path, tmp_path: Path) -> None:
    files = [str(folder / "options.yaml") for folder in (library, broken)]
    ran = run("check", *files, *STRUCTURE, cwd=tmp_path)
    assert ran.code == 1
    assert "1 error, 1 warning in 4 files" in ran.lines


def on_github(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of a job on GitHub Actions whose checkout is the folder."""
    return {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(folder), **settings}


def test_on_github_a_run_is_annotations(broken: Path) -> None:
    ran = run("check", cwd=broken, settings=on_github(broken.parent))
    assert ran.code == 1
    file = f"file={broken.name}/options.yaml"
    assert [line.split("::")[1] for line in ran.lines[:2]] == [
        f"error {file},line=4,col=23,endLine=4,endColumn=29,title=UKJ112 missing score",
        f"warning {file},line=4,col=19,endLine=4,endColumn=21,title=UKJ108 ambiguous plain scalar",
    ]
    assert ran.lines[2] == "1 error, 1 warning in 2 files"
    asked = run("check", "--format", "text", cwd=broken, settings=on_github(broken.parent))
    assert asked.lines[0].startswith(f"{broken.name}/options.yaml:4:19: warning UKJ108: ")


@pytest.mark.parametrize("format_", ["text", "github", "json", "sarif", "junit"])
def test_on_github_a_summary_goes_to_the_step(
    broken: Path, library: Path, tmp_path: Path, format_: str
) -> None:
    file = tmp_path / "summary.md"
    settings = on_github(broken, GITHUB_STEP_SUMMARY=str(file))
    for folder in (broken, library):
        run("check", *STRUCTURE, "--format", format_, cwd=folder, settings=settings)
    broken_part, _, rest = file.read_text(encoding="utf-8").partition(
        "## Where should the library's next branch go?\n\ncriteria.yaml, options.yaml\n\n"
    )
    assert broken_part.startswith("## criteria.yaml, options.yaml\n\n| Code |")
    assert "\n| error UKJ112 | options.yaml:4:23 |" in broken_part
    assert rest == (
        "**The market hall** is first with 70.0 points, 4.0 ahead of The old station. "
        "Nothing that was checked puts that in doubt.\n\nNo findings.\n\n"
    )


def test_elsewhere_there_is_no_step_summary(broken: Path, tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    ran = run("check", cwd=broken, settings={"GITHUB_STEP_SUMMARY": str(file)})
    assert ran.lines[0].startswith("options.yaml:4:19: warning")
    assert not file.exists()


def test_a_step_summary_that_cannot_be_written_changes_nothing_else(
    broken: Path, tmp_path: Path
) -> None:
    settings = on_github(broken, GITHUB_STEP_SUMMARY=str(tmp_path))
    ran = run("check", cwd=broken, settings=settings)
    assert ran.code == 1
    assert "1 error, 1 warning in 2 files" in ran.lines
    assert ran.err.startswith("ukjapan: the step summary cannot be written: ")


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("settings", "is_coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_gets_colours(broken: Path, settings: dict[str, str], is_coloured: bool) -> None:
    shown = run_on_terminal("check", cwd=broken, columns=160, settings=settings)
    assert shown.coloured is is_coloured
    assert shown.rows[:4] == run("check", cwd=broken).lines[:4]
    assert ("\x1b" in shown.raw) is is_coloured


def test_a_wide_line_is_marked_under_the_place(tmp_path: Path) -> None:
    text = options(
        "{id: a, name: 日本語の名前, scores: {cost: 5, gain: 99}}",
        "{id: b, name: B, scores: {cost: 5, gain: 5}}",
    )
    ran = run("check", *STRUCTURE, cwd=write(tmp_path, text))
    assert_harmless(ran.out)
    assert ran.lines[2:4] == [
        "3 |   - {id: a, name: 日本語の名前, scores: {cost: 5, gain: 99}}",
        # 18 + 6 + 26 characters before the number, six of which take two cells
        "  | " + " " * (18 + 12 + 26) + "^^",
    ]


NOTHING_HEAVY = """
import sys
sys.argv = ["ukjapan", "check", "--format", sys.argv[1]]
from ukjapan_cli.cli.app import main
try:
    main()
finally:
    heavy = {"numpy", "rich", "highspy"} & set(sys.modules)
    print("heavy:", *sorted(heavy), file=sys.stderr)
"""


@pytest.mark.process
@pytest.mark.parametrize("format_", ["text", "github", "json", "sarif", "junit"])
def test_no_format_of_errors_loads_what_computes_or_draws(broken: Path, format_: str) -> None:
    ran = run_process("-c", NOTHING_HEAVY, format_, cwd=broken, command=[sys.executable])
    assert (ran.code, ran.err) == (1, "heavy:\n")


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
