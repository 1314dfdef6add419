"""Judges that know nothing of this project agree with it: check-jsonschema, zizmor, pre-commit."""

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest
import yaml
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, options, write
from tests.end_to_end.program import environment, run
from tests.pages import ROOT, marked, shown

pytestmark = pytest.mark.judges

SARIF_SCHEMA = Path(
    os.environ.get("UKJAPAN_SARIF_SCHEMA", ROOT.parent / "shared" / "schemas" / "sarif-2.1.0.json")
)
DRAFT = "https://json-schema.org/draft/2020-12/schema"

# What is changed in one of the library's files, and to what.
VALID = {
    "as-it-is": ("options", "", ""),
    "a-word-that-yaml-1.1-takes-for-a-truth-value": ("options", "name: A kiosk", "name: no"),
    "a-number-with-an-exponent": ("options", "reach: 4000", "reach: 4e3"),
    "a-number-with-a-leading-zero": ("options", "reach: 750", "reach: 0750"),
    "an-alias": ("options", "capital: 900, staff: 2", "capital: &much 900, staff: *much"),
    "a-byte-order-mark": ("options", "# yaml", "\ufeff# yaml"),
    "a-whole-number-with-a-point": ("options", "version: 1", "version: 1.0"),
    "a-quoted-date": ("criteria", "as_of: 2026-04-01", "as_of: '2026-04-01'"),
    "a-leap-day": ("criteria", "as_of: 2026-04-01", "as_of: 2028-02-29"),
    "thresholds": ("criteria", "version: 1", "version: 1\nchecks: {thresholds: {least_weight: 0}}"),
}
INVALID = {
    "another-version": ("options", "version: 1", "version: 2"),
    "a-truth-value-for-a-version": ("options", "version: 1", "version: true"),
    "a-quoted-number": ("criteria", "weight: 30", "weight: '30'"),
    "a-truth-value-for-a-weight": ("criteria", "weight: 30", "weight: true"),
    "a-negative-weight": ("criteria", "weight: 30", "weight: -30"),
    "half-a-range-of-a-weight": ("criteria", "low: 30, high: 55", "low: 30"),
    "no-name": ("options", "    name: A kiosk\n", ""),
    "an-empty-name": ("options", "name: A kiosk", "name: ''"),
    "a-long-name": ("options", "name: A kiosk", f"name: {'k' * 201}"),
    "a-misspelt-key": ("options", "summary:", "sumary:"),
    "a-key-twice": ("options", "    name: A kiosk\n", "    name: A kiosk\n    name: Kiosk\n"),
    "broken-yaml": ("options", "scores: {running-cost: 80,", "scores: {running-cost: 80"),
    "an-id-with-a-capital": ("options", "id: kiosk", "id: Kiosk"),
    "an-id-that-ends-in-a-line-break": ("options", "id: kiosk", r'id: "kiosk\n"'),
    "another-role": ("options", "role: baseline", "role: base"),
    "half-a-range": ("options", "{low: 1500, high: 2500}", "{low: 1500}"),
    "a-score-without-performance": ("options", "{low: 1500, high: 2500}", "{because: Guess.}"),
    "a-list-for-a-score": ("options", "reach: 4000", "reach: [4000]"),
    "nothing-for-a-score": ("options", "reach: 4000", "reach: null"),
    "a-deviation-of-zero": ("options", "reach: 4000", "reach: {normal: {mean: 4000, sd: 0}}"),
    "two-distributions": (
        "options",
        "reach: 4000",
        "reach: {normal: {mean: 1, sd: 1}, beta: {alpha: 1, beta: 1}}",
    ),
    "no-dates": (
        "options",
        "over_time: {2026-04-01: split, 2026-04-11: behind-it}",
        "over_time: {}",
    ),
    "a-date-that-is-none": ("criteria", "as_of: 2026-04-01", "as_of: 2026-02-30"),
    "a-date-in-another-order": ("criteria", "as_of: 2026-04-01", "as_of: 01/04/2026"),
    "a-negative-cost": ("options", "capital: 900", "capital: -900"),
    "an-option-required-twice": ("options", "requires: [old-station]", "requires: [a, a]"),
    "a-synergy-of-one": ("options", "options: [old-station, mobile-van]", "options: [kiosk]"),
    "a-scale-of-two-kinds": (
        "criteria",
        "{better: higher, ",
        "{better: higher, worst: 1, best: 2, ",
    ),
    "a-group-with-a-scale": (
        "criteria",
        "    weight: 60\n",
        "    weight: 60\n    must: {at_least: 1}\n",
    ),
    "a-leaf-without-a-scale": (
        "criteria",
        "        scale: {better: higher, unit: years}\n",
        "",
    ),
    "one-level": ("criteria", "{opposed: 0, split: 40, behind-it: 100}", "{opposed: 0}"),
    "a-value-over-100": ("criteria", "behind-it: 100", "behind-it: 101"),
    "a-point-of-three": ("criteria", "[1000, 60]", "[1000, 60, 2]"),
    "an-empty-gate": ("criteria", "must: {at_least: 500}", "must: {}"),
    "a-code-that-is-none": ("criteria", "version: 1", "version: 1\nchecks: {ignore: [E501]}"),
    "a-threshold-over-1": (
        "criteria",
        "version: 1",
        "version: 1\nchecks: {thresholds: {least_weight: 2}}",
    ),
}
TEXTS = {"options": LIBRARY_OPTIONS, "criteria": LIBRARY_CRITERIA}


def judge(name: str, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment."""
    program = which(name, path=Path(sys.executable).parent)
    assert program is not None, f"{name} comes with the extra 'test-all'"
    return subprocess.run(
        [program, *arguments],
        cwd=cwd,
        env=environment(PYTHONUTF8="1"),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="session")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two schemas, as `ukjapan schema` prints them."""
    folder = tmp_path_factory.mktemp("schemas")
    for kind in TEXTS:
        (folder / f"{kind}.schema.json").write_bytes(run("schema", kind, cwd=folder).raw)
    return folder


@pytest.fixture(scope="session")
def decisions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a decision in a folder for every case, in which one file is changed."""
    folder = tmp_path_factory.mktemp("decisions")
    for name, (kind, old, new) in {**VALID, **INVALID}.items():
        assert old in TEXTS[kind], name
        changed = {**TEXTS, kind: TEXTS[kind].replace(old, new, 1)}
        write(folder / name, changed["options"], changed["criteria"])
    return folder


@pytest.fixture(scope="session")
def refused_by_judge(schemas: Path, decisions: Path) -> set[str]:
    """The files that check-jsonschema finds invalid under our schemas."""
    refused = set()
    for kind in TEXTS:
        done = judge(
            "check-jsonschema",
            "--schemafile",
            schemas / f"{kind}.schema.json",
            "--default-filetype=yaml",
            "--output-format=json",
            *sorted(path.relative_to(decisions) for path in decisions.glob(f"*/{kind}.yaml")),
            cwd=decisions,
        )
        report = json.loads(done.stdout)
        found = [*report["errors"], *report["parse_errors"]]
        refused |= {Path(error["filename"]).as_posix() for error in found}
    return refused


@pytest.fixture(scope="session")
def refused_by_us(decisions: Path) -> set[str]:
    """The files in which `ukjapan check` finds errors of structure."""
    ran = run("check", ".", "--select", "UKJ1", "--format", "json", cwd=decisions)
    found = json.loads(ran.out)["diagnostics"]
    return {error["file"] for error in found if error["severity"] == "error"}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_schema_is_one_under_its_metaschema(kind: str, schemas: Path) -> None:
    path = schemas / f"{kind}.schema.json"
    assert json.loads(path.read_text(encoding="utf-8"))["$schema"] == DRAFT
    done = judge("check-jsonschema", "--check-metaschema", path, cwd=schemas)
    assert done.returncode == 0, done.stdout


def test_what_is_no_schema_is_refused_by_the_metaschema(tmp_path: Path) -> None:
    path = tmp_path / "wrong.schema.json"
    path.write_text(json.dumps({"$schema": DRAFT, "minItems": -1}), encoding="utf-8")
    assert judge("check-jsonschema", "--check-metaschema", path, cwd=tmp_path).returncode == 1


@pytest.mark.parametrize(
    "command",
    [
        "score",
        "explain kiosk",
        "sensitivity reach",
        "perspectives",
        "timeline",
        "check",
        "rule UKJ401",
    ],
)
def test_an_output_is_valid_under_its_schema(command: str, library: Path, tmp_path: Path) -> None:
    name = command.split()[0]
    schema, output = tmp_path / "schema.json", tmp_path / "output.json"
    schema.write_bytes(run("schema", name, cwd=library).raw)
    output.write_bytes(run(*command.split(), "--format", "json", cwd=library).raw)
    done = judge("check-jsonschema", "--check-metaschema", schema, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    done = judge("check-jsonschema", "--schemafile", schema, output, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    output.write_text(output.read_text("utf-8").replace("{", '{"more": 1, ', 1), "utf-8")
    assert judge("check-jsonschema", "--schemafile", schema, output, cwd=tmp_path).returncode == 1


def test_a_file_is_held_to_its_schema_as_the_page_says(library: Path, tmp_path: Path) -> None:
    *made, held = marked("validate").text.splitlines()
    for line in made:
        command, _, name = line.partition(" > ")
        (tmp_path / name).write_bytes(run(*command.split()[1:], cwd=library).raw)
    done = judge(*held.split(), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n")


@pytest.mark.parametrize("name", VALID)
def test_a_valid_decision_is_valid_to_both(
    name: str, refused_by_judge: set[str], refused_by_us: set[str]
) -> None:
    files = {f"{name}/options.yaml", f"{name}/criteria.yaml"}
    assert (files & refused_by_judge, files & refused_by_us) == (set(), set())


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_file_is_invalid_to_both(
    name: str, refused_by_judge: set[str], refused_by_us: set[str]
) -> None:
    files = {f"{name}/options.yaml", f"{name}/criteria.yaml"}
    broken = {f"{name}/{INVALID[name][0]}.yaml"}
    assert (files & refused_by_judge, files & refused_by_us) == (broken, broken)


@pytest.mark.parametrize("kind", TEXTS)
def test_the_packaged_files_are_valid_to_the_judge(kind: str, schemas: Path) -> None:
    schema, file = schemas / f"{kind}.schema.json", ROOT / f"{kind}.yaml"
    done = judge("check-jsonschema", "--schemafile", schema, file, cwd=schemas)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".github/workflows/ci.yml"),
    ],
)
def test_what_github_reads_has_its_structure(schema: str, path: str) -> None:
    done = judge("check-jsonschema", "--builtin-schema", schema, ROOT / path, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_nothing_in_what_github_runs() -> None:
    paths = [ROOT / "action.yml", ROOT / ".github" / "workflows" / "ci.yml"]
    done = judge("zizmor", "--offline", "--no-progress", *paths, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_the_shown_workflow_is_accepted_and_gives_the_action_what_it_takes(
    tmp_path: Path,
) -> None:
    name = ".github/workflows/decisions.yml"
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(shown(name), encoding="utf-8")
    schema = ("--builtin-schema", "vendor.github-workflows")
    done = judge("check-jsonschema", *schema, path, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    done = judge("zizmor", "--offline", "--no-progress", path, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    jobs = yaml.safe_load(shown(name))["jobs"].values()
    given = [
        set(step["with"]) for job in jobs for step in job["steps"] if "/ukjapan@" in step["uses"]
    ]
    inputs = set(yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"])
    assert len(given) == 2
    assert all(names <= inputs for names in given)


def test_zizmor_would_find_an_injection(tmp_path: Path) -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    path = tmp_path / "action.yml"
    path.write_text(text.replace('<<< "$PATHS"', '<<< "${{ inputs.paths }}"'), encoding="utf-8")
    done = judge("zizmor", "--offline", "--no-progress", path, cwd=tmp_path)
    assert done.returncode > 0
    assert "template-injection" in done.stdout


def test_pre_commit_accepts_the_hooks() -> None:
    done = judge("pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml", cwd=ROOT)
    assert done.returncode == 0, done.stdout


WAIVED = """\
version: 1
title: Which one?
criteria:
  - id: cost
    name: Cost
    weight: 1
    scale: {worst: 10, best: 0}
  - id: gain
    name: Gain
    # ukjapan: ignore[UKJ201] because the board still argues about it
    weight: 0
    scale: {worst: 0, best: 10}
"""
HOSTILE = r"""
version: 1
options:
  - {id: a, name: "\e[31m\n::error::<script>\u202e\0", "sum\nmary\u2028": 1}
  - {id: "b\t%0A", name: "=cmd()", scores: {cost: 5, "]]>&amp;": no}}
"""


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a decision of each kind that a report must hold, some under awkward names."""
    folder = tmp_path_factory.mktemp("reported")
    write(
        folder / "errors", LIBRARY_OPTIONS.replace("reach: 4000", "reech: 4000"), LIBRARY_CRITERIA
    )
    two = [f"{{id: {i}, name: Option {i}, scores: {{cost: 5, gain: 8}}}}" for i in "ab"]
    write(folder / "waived", options(*two), WAIVED)
    write(folder / "hostile 100% [é] #1", HOSTILE)
    (folder / "nothing").mkdir()
    (folder / "nothing" / "options.yaml").write_bytes(b"")
    (folder / "bytes").mkdir()
    (folder / "bytes" / "options.yaml").write_bytes(b"\xff\xfe\xfa:\x00")
    return folder


@pytest.mark.skipif(not SARIF_SCHEMA.is_file(), reason="the schema of SARIF is not at hand")
@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("errors", {"UKJ111"}),
        ("waived", {"UKJ201"}),
        ("hostile 100% [é] #1", {"UKJ106", "UKJ109"}),
        ("nothing", {"UKJ107"}),
        ("bytes", {"UKJ101"}),
        (".", {"UKJ101", "UKJ106", "UKJ111", "UKJ201"}),
    ],
)
def test_a_sarif_report_has_the_structure_that_oasis_gives_it(
    name: str, codes: set[str], reported: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.sarif"
    report.write_bytes(run("check", name, "--format", "sarif", cwd=reported).raw)
    results = json.loads(report.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert codes <= {result["ruleId"] for result in results}
    done = judge("check-jsonschema", "--schemafile", SARIF_SCHEMA, report, cwd=tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(not SARIF_SCHEMA.is_file(), reason="the schema of SARIF is not at hand")
def test_what_is_no_sarif_is_refused_by_the_schema(reported: Path, tmp_path: Path) -> None:
    report = json.loads(run("check", "errors", "--format", "sarif", cwd=reported).out)
    del report["runs"][0]["tool"]
    path = tmp_path / "report.sarif"
    path.write_text(json.dumps(report), encoding="utf-8")
    done = judge("check-jsonschema", "--schemafile", SARIF_SCHEMA, path, cwd=tmp_path)
    assert done.returncode == 1
