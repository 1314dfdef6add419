"""The GitHub action: what it runs with what it was given, hostile or not."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.end_to_end.decisions import TWO_CRITERIA, options, write
from tests.end_to_end.program import COMMAND, environment
from tests.pages import ROOT, shown

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
INSTALL = STEPS[-2]
CHECK = STEPS[-1]
EXPRESSION = re.compile(r"\$\{\{ inputs\.(\w+) \}\}")

in_bash = pytest.mark.skipif(sys.platform == "win32", reason="bash is not at hand")

HOSTILE = [
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned",
    "x && touch pwned",
    "| touch pwned",
    "> pwned",
    '"; touch pwned; "',
    "'; touch pwned; '",
    "--fix",
    "-",
    "*",
    "~",
    " a folder ",
    "a\\b",
    "${HOME}",
    "::error::pwned",
]


def check(
    folder: Path, *, command: Path | None = None, summary: str = "", **inputs: str
) -> tuple[int, str, str]:
    """Run the action's check in bash; gives the exit code, stdout and stderr.

    With a file for the summary it is run as on GitHub.
    """
    given = {name: entry["default"] for name, entry in ACTION["inputs"].items()} | inputs
    passed = {
        name: given[match[1]]
        for name, value in CHECK["env"].items()
        if (match := EXPRESSION.fullmatch(value))
    }
    script = folder.parent / "step.sh"
    script.write_text(CHECK["run"], encoding="utf-8")
    bash = shutil.which("bash")
    assert bash is not None
    done = subprocess.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", script],
        cwd=folder,
        env=environment(
            **passed,
            UKJAPAN=str(command or COMMAND[0]),
            GITHUB_ACTIONS="true" if summary else "",
            GITHUB_WORKSPACE=str(folder),
            GITHUB_STEP_SUMMARY=summary,
        ),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder, two levels down, so that nothing else is written into it."""
    made = tmp_path / "checkout"
    made.mkdir()
    return made


@pytest.fixture
def echo(tmp_path: Path) -> Path:
    """A command that prints what it was called with, as JSON."""
    script = tmp_path / "echo"
    code = "import json, sys; print(json.dumps(sys.argv[1:]))"
    script.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{code}' \"$@\"\n", encoding="utf-8")
    script.chmod(0o755)
    return script


def called_with(folder: Path, echo: Path, **inputs: str) -> list[str]:
    code, out, err = check(folder, command=echo, **inputs)
    assert (code, err) == (0, "")
    words: list[str] = json.loads(out)
    return words


def test_no_expression_stands_in_a_script() -> None:
    scripts = [step["run"] for step in STEPS if "run" in step]
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts)


def test_every_input_is_used() -> None:
    given = [v for step in STEPS for key in ("env", "with") for v in step.get(key, {}).values()]
    used = {match[1] for value in given if (match := EXPRESSION.fullmatch(str(value)))}
    assert used == set(ACTION["inputs"])


@pytest.mark.process
@in_bash
def test_without_inputs_it_looks_through_the_checkout(folder: Path, echo: Path) -> None:
    assert called_with(folder, echo) == ["check", "--", "."]


@pytest.mark.process
@in_bash
def test_every_input_becomes_a_flag(folder: Path, echo: Path) -> None:
    words = called_with(
        folder,
        echo,
        paths="north\nsouth/options.yaml\n",
        strict="true",
        select="UKJ4,UKJ302",
        ignore="UKJ403",
        format="junit",
    )
    flags = ["--strict", "--select=UKJ4,UKJ302", "--ignore=UKJ403", "--format=junit"]
    assert words == ["check", *flags, "--", "north", "south/options.yaml"]


@pytest.mark.process
@in_bash
def test_hostile_paths_stay_paths(folder: Path, echo: Path) -> None:
    assert called_with(folder, echo, paths="\n".join(HOSTILE)) == ["check", "--", *HOSTILE]
    assert list(folder.iterdir()) == []


@pytest.mark.process
@in_bash
@pytest.mark.parametrize("name", ["select", "ignore", "format"])
def test_a_hostile_flag_stays_one_word(name: str, folder: Path, echo: Path) -> None:
    hostile = "\n".join(HOSTILE)
    assert called_with(folder, echo, **{name: hostile}) == [
        "check",
        f"--{name}={hostile}",
        "--",
        ".",
    ]
    assert list(folder.iterdir()) == []


@pytest.mark.process
@in_bash
@pytest.mark.parametrize("strict", ["", "yes", "True", "true; touch pwned", "$(touch pwned)"])
def test_strict_is_true_or_false(strict: str, folder: Path, echo: Path) -> None:
    code, out, _ = check(folder, command=echo, strict=strict)
    assert (code, out) == (2, "the input 'strict' is neither true nor false\n")
    assert list(folder.iterdir()) == []


@pytest.mark.process
@in_bash
@pytest.mark.parametrize("paths", ["", "\n\n"])
def test_no_path_is_refused_rather_than_the_packaged_decision_checked(
    paths: str, folder: Path, echo: Path
) -> None:
    code, out, _ = check(folder, command=echo, paths=paths)
    assert (code, out) == (2, "the input 'paths' names nothing to check\n")


@pytest.mark.process
@in_bash
@pytest.mark.parametrize("output", ["found $(touch pwned).json", "--fix", "; touch pwned"])
def test_the_output_is_one_file(output: str, folder: Path, echo: Path) -> None:
    assert called_with(folder, echo, output=output) == ["check", f"--out={output}", "--", "."]
    write(folder / "in", options("{id: a, name: A}", "{id: b, name: B}"))
    code, out, _ = check(folder, output=output, paths="in")
    assert (code, out) == (1, "")
    assert sorted(path.name for path in folder.iterdir()) == sorted(["in", output])
    assert " error UKJ105: " in (folder / output).read_text(encoding="utf-8")


@pytest.mark.process
@in_bash
@pytest.mark.parametrize(
    "inputs", [{}, {"select": "UKJ9999"}, {"format": "sarif "}, {"strict": "maybe"}]
)
@pytest.mark.parametrize("before", [None, "of an earlier run"])
def test_no_empty_report_is_left_for_the_next_step(
    inputs: dict[str, str], before: str | None, folder: Path
) -> None:
    """A folder without decisions, and inputs that mean nothing."""
    output = folder / "found.sarif"
    if before is not None:
        output.write_text(before, encoding="utf-8")
    code, out, _ = check(folder, **{"format": "sarif", "output": output.name, **inputs})
    assert code == 2
    assert out in ("", "the input 'strict' is neither true nor false\n")
    assert (output.read_text(encoding="utf-8") if output.exists() else None) == before


def test_the_upload_waits_for_a_report() -> None:
    workflow = yaml.safe_load(shown(".github/workflows/decisions.yml"))
    *_, checked, uploaded = workflow["jobs"]["code-scanning"]["steps"]
    assert uploaded["with"]["sarif_file"] == checked["with"]["output"]
    assert uploaded["if"] == f"hashFiles('{checked['with']['output']}') != ''"


@pytest.mark.process
@in_bash
def test_the_step_ends_as_the_check_does(folder: Path) -> None:
    two = ["{id: a, name: no, scores: {cost: 5, gain: 8}}", "{id: b, name: B, scores: {cost: 5}}"]
    write(folder / "bad", options(*two))
    write(folder / "odd", options(two[0], "{id: b, name: B, scores: {cost: 5, gain: 9}}"))
    assert check(folder)[0] == 1
    assert check(folder, paths="bad")[0] == 1
    assert check(folder, paths="odd", select="UKJ108")[0] == 0  # 'no' is a warning
    assert check(folder, paths="odd", select="UKJ108", strict="true")[0] == 1
    assert check(folder, paths="odd", select="UKJ1", ignore="UKJ108", strict="true")[0] == 0
    assert check(folder, paths="odd", select="; touch pwned")[0] == 2
    assert check(folder, paths="odd", format="$(touch pwned)")[0] == 2
    assert sorted(path.name for path in folder.iterdir()) == ["bad", "odd"]


@pytest.mark.process
@in_bash
def test_hostile_paths_are_only_read(folder: Path) -> None:
    text = options("{id: a, nam: no, scores: {cost: 5}}", "{id: b, name: B, scores: {cost: 5}}")
    write(folder, text)
    code, _, _ = check(folder, paths="\n".join([*HOSTILE, "options.yaml"]))
    assert code == 1
    assert sorted(path.name for path in folder.iterdir()) == ["criteria.yaml", "options.yaml"]
    assert (folder / "options.yaml").read_text(encoding="utf-8") == text  # --fix was no flag
    assert (folder / "criteria.yaml").read_text(encoding="utf-8") == TWO_CRITERIA


@pytest.mark.process
@in_bash
@pytest.mark.parametrize("format", ["", "text"])
def test_hostile_paths_give_the_runner_no_commands(
    format: str,  # noqa: A002 (the input's name)
    folder: Path,
    tmp_path: Path,
) -> None:
    summary = tmp_path / "summary.md"
    code, out, err = check(folder, paths="\n".join(HOSTILE), format=format, summary=str(summary))
    assert code == 1
    lines = [line.strip() for line in (out + err).splitlines()]
    commands = [line for line in lines if line.startswith(("::", "##["))]
    assert len(commands) == (0 if format else len(HOSTILE))
    assert all(line.startswith("::error file=") for line in commands)
    assert "UKJ101" in summary.read_text(encoding="utf-8")


@pytest.mark.process
@in_bash
def test_the_report_goes_to_the_output(folder: Path) -> None:
    write(folder, options("{id: a, name: A}", "{id: b, name: B, scores: {cost: 5, gain: 9}}"))
    code, out, err = check(folder, format="json", output="found.json")
    assert (code, out) == (1, "")
    assert err.startswith("ukjapan: wrote found.json (")
    found = json.loads((folder / "found.json").read_text(encoding="utf-8"))["diagnostics"]
    assert "UKJ105" in {diagnostic["code"] for diagnostic in found}


def install(python: str | Path, place: Path, action: Path) -> subprocess.CompletedProcess[str]:
    """Run the step that makes the environment."""
    bash = shutil.which("bash")
    assert bash is not None
    return subprocess.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", INSTALL["run"]],
        env=environment(
            PYTHON=str(python),
            PLACE=str(place),
            GITHUB_ACTION_PATH=str(action),
            PIP_NO_COMPILE="no",  # which is how pip spells yes here
        ),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@pytest.mark.process
@in_bash
def test_what_builds_the_package_is_pinned_with_all_it_needs(tmp_path: Path) -> None:
    """pip makes environments for builds that no --constraint reaches, so there is none."""
    log = tmp_path / "python"
    log.write_text(f'#!/bin/sh\necho "$*" >> "{tmp_path}/log"\n', encoding="utf-8")
    log.chmod(0o755)
    ran = install(log, tmp_path / "place", ROOT)
    assert ran.returncode == 0, ran.stderr
    _, backend, package = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    pinned = f"--constraint {ROOT}/constraints.txt"
    assert backend.endswith(f"{pinned} hatchling")
    assert package.endswith(f"{pinned} --no-build-isolation {ROOT}")
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    names = {line.partition("==")[0].lower() for line in lines if "==" in line}
    assert {"hatchling", "packaging", "pathspec", "pluggy", "trove-classifiers"} <= names


@pytest.mark.process
@in_bash
def test_the_environment_holds_what_the_constraints_say(tmp_path: Path) -> None:
    """With this pip; the flags are as old as pip 22.3."""
    copy = tmp_path / "an action"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "options.yaml", "criteria.yaml"):
        shutil.copy(ROOT / name, copy)
    shutil.copy(ROOT / "constraints.txt", copy)
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    place = tmp_path / "a place"
    ran = install(sys.executable, place, copy)
    assert ran.returncode == 0, ran.stderr
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(place), "list", "--format", "freeze"],
        capture_output=True,
        text=True,
        check=True,
    )
    there = {_normal(line) for line in listed.stdout.splitlines()}
    wanted = {_normal(line) for line in (copy / "constraints.txt").read_text().splitlines()}
    assert {line.partition("==")[0] for line in there - wanted} == {"ukjapan-cli"}
    assert any(line.startswith("hatchling==") for line in there)


def _normal(line: str) -> str:
    return line.lower().replace("_", "-")
