"""A wheel and an editable install, each in an environment of its own, run from an empty folder.

The wheel's has what it depends on, and the editable one borrows that from it.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from tests.end_to_end.program import environment, run, run_process

pytestmark = pytest.mark.process

ROOT = Path(__file__).parents[2]
CONSTRAINTS = ROOT / "constraints.txt"
BIN, SUFFIX = ("Scripts", ".exe") if sys.platform == "win32" else ("bin", "")


def pip(*arguments: str, **settings: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *arguments],
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def install(*arguments: str, into: Path | None = None, **settings: str) -> None:
    where = ["--python", str(into)] if into else []
    constraints = ["-c", str(CONSTRAINTS)] if CONSTRAINTS.exists() else []
    pip(*where, "install", "--no-compile", *constraints, *arguments, **settings)


def environment_in(folder: Path) -> Path:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True, timeout=120)
    return folder


def packages_of(folder: Path) -> Path:
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(folder)}))


@pytest.fixture(scope="session")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What builds the package, so that pip need not get it for every build."""
    folder = tmp_path_factory.mktemp("backend")
    install("--target", str(folder), "hatchling", "editables")
    return folder


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, as a new clone has it."""
    copy = tmp_path_factory.mktemp("clone") / "ukjapan"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "options.yaml", "criteria.yaml"):
        shutil.copy(ROOT / name, copy)
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.fixture(scope="session")
def wheel(source: Path, backend: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    flags = ("--no-deps", "--no-build-isolation", "-w", str(folder))
    pip("wheel", *flags, str(source), PYTHONPATH=str(backend))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def from_wheel(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = environment_in(tmp_path_factory.mktemp("from-wheel") / "venv")
    install(str(wheel), into=folder)
    return folder / BIN / f"ukjapan{SUFFIX}"


@pytest.fixture(scope="session")
def editable(
    source: Path, backend: Path, from_wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = environment_in(tmp_path_factory.mktemp("editable") / "venv")
    flags = ("--no-deps", "--no-build-isolation")
    install(*flags, "-e", str(source), into=folder, PYTHONPATH=str(backend))
    borrowed = packages_of(from_wheel.parents[1])
    (packages_of(folder) / "zz_borrowed.pth").write_text(f"{borrowed}\n", encoding="utf-8")
    return folder / BIN / f"ukjapan{SUFFIX}"


@pytest.fixture(scope="session", params=["from_wheel", "editable"])
def command(request: pytest.FixtureRequest) -> Path:
    """The `ukjapan` of each kind of install."""
    found: Path = request.getfixturevalue(request.param)
    assert found.exists()
    return found


def test_the_wheel_has_the_packaged_decision_schemas_and_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "ukjapan_cli/documents/packaged/options.yaml",
        "ukjapan_cli/documents/packaged/criteria.yaml",
        "ukjapan_cli/documents/schemas/options.schema.json",
        "ukjapan_cli/documents/schemas/criteria.schema.json",
        "ukjapan_cli/features/score/score.schema.json",
        "ukjapan_cli/features/table/score-table.schema.json",
        "ukjapan_cli/formats/shared_records.schema.json",
        "ukjapan_cli/features/report/page/script.js",
        "ukjapan_cli/features/report/page/style.css",
        "ukjapan_cli/features/report/page/templates/page.html.jinja",
        "ukjapan_cli/py.typed",
    } <= names
    assert all(name.startswith(("ukjapan_cli/", "ukjapan_cli-")) for name in names)


def test_the_packaged_decision_is_found_from_an_empty_folder(command: Path, empty: Path) -> None:
    ran = run_process("score", "--format", "json", cwd=empty, command=[str(command)])
    assert ran.code == 0
    assert "packaged decision" in ran.err
    assert len(json.loads(ran.out)["ranking"]) == 5
    assert ran.raw == run("score", "--format", "json", cwd=empty).raw  # as in this environment


def test_every_command_works(command: Path, empty: Path, library: Path) -> None:
    for arguments in (
        ["--version"],
        ["score"],
        ["explain", "peacekeeping"],
        ["schema", "options"],
        ["schema", "score"],
    ):
        ran = run_process(*arguments, cwd=empty, command=[str(command)])
        assert (ran.code, ran.raw) == (0, run(*arguments, cwd=empty).raw)
    ran = run_process("check", cwd=library, command=[str(command)])
    assert (ran.code, ran.raw) == (0, run("check", cwd=library).raw)
    assert "The market hall" in run_process("score", cwd=library, command=[str(command)]).out


@pytest.mark.parametrize("arguments", ["report", "report --format xlsx", "plot values --out v.svg"])
def test_without_the_extra_a_report_says_what_to_install(
    from_wheel: Path, empty: Path, arguments: str
) -> None:
    ran = run_process(*arguments.split(), cwd=empty, command=[str(from_wheel)])
    assert (ran.code, ran.raw) == (2, b"")
    assert "is not installed; pip install 'ukjapan-cli[report]'" in ran.err
    assert "Traceback" not in ran.err


def test_python_can_import_it(command: Path, empty: Path) -> None:
    python = command.with_name(f"python{SUFFIX}")
    code = "import ukjapan_cli as u; print(u.score(u.load()).ranking[0].option.id)"
    ran = run_process("-c", code, cwd=empty, command=[str(python)])
    best = json.loads(run("score", "--format", "json", cwd=empty).out)["ranking"][0]["option"]
    assert (ran.code, ran.out, ran.err) == (0, f"{best}\n", "")


def test_an_editable_install_reads_the_checkouts_files(
    editable: Path, source: Path, empty: Path
) -> None:
    path = source / "criteria.yaml"
    text = path.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    changed = text.replace(title, "title: Changed in the checkout?")
    try:
        path.write_text(changed, encoding="utf-8")
        ran = run_process(
            "score", "--as-of", "2016-01-01", cwd=empty, command=[os.fspath(editable)]
        )
    finally:
        path.write_text(text, encoding="utf-8")
    assert ran.lines[0] == "Changed in the checkout?"
