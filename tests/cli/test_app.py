"""`main` in this process: which error becomes which message and exit code."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, options, write
from tests.end_to_end.program import run_python

from ukjapan_cli import __version__, features
from ukjapan_cli.cli.app import COMMANDS, main

Ended = tuple[int | str | None, str, str]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """Run the command line in a folder that has the library's decision."""
    monkeypatch.chdir(write(tmp_path, LIBRARY_OPTIONS, LIBRARY_CRITERIA))
    for name in ("UKJAPAN_OPTIONS", "UKJAPAN_CRITERIA", "_UKJAPAN_COMPLETE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["ukjapan", *arguments])
        monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        code: int | str | None = 0
        try:
            main()
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        return code or 0, out, err

    return run


def test_done(run: Callable[..., Ended]) -> None:
    code, out, err = run("score")
    assert (code, err) == (0, "")
    assert "The market hall" in out
    assert run("--version") == (0, f"ukjapan {__version__}\n", "")


def test_check_found_errors(run: Callable[..., Ended], tmp_path: Path) -> None:
    assert run("check", "--select", "UKJ1") == (0, "no errors, no warnings in 2 files\n", "")
    (tmp_path / "options.yaml").write_text("version: 1\n", encoding="utf-8")
    code, out, err = run("check")
    assert (code, err) == (1, "")
    assert "error UKJ105" in out


def test_invalid_input(run: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "options.yaml").write_text("version: 1\n", encoding="utf-8")
    for command in (["score"], ["explain", "kiosk"]):
        code, out, err = run(*command)
        assert (code, out) == (2, "")
        assert "error UKJ105" in err
        assert err.endswith("1 error, no warnings in 2 files\n")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("explain", "kiosq"),
            "ukjapan: error: no option is called 'kiosq'; did you mean 'kiosk'?\n",
        ),
        (
            ("score", "--weight", "money=0", "--weight", "reach=0", "--weight", "support=0"),
            (
                "ukjapan: error: with these weights 'money', 'reach', 'support' together weigh "
                "nothing\n"
            ),
        ),
    ],
)
def test_wrong_usage(run: Callable[..., Ended], arguments: tuple[str, ...], line: str) -> None:
    assert run(*arguments) == (2, "", line)


def test_nothing_ranked(run: Callable[..., Ended], tmp_path: Path) -> None:
    text = LIBRARY_CRITERIA.replace("at_least: 500", "at_least: 4000.5")
    (tmp_path / "criteria.yaml").write_text(text, encoding="utf-8")
    assert run("explain", "kiosk") == (
        2,
        "",
        "ukjapan: error: every option fails a must or is the baseline: none is ranked\n",
    )


def test_a_fault_of_ours(run: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("the roof fell in")

    monkeypatch.setattr("ukjapan_cli.documents.load.build", broken)
    code, out, err = run("score")
    assert (code, out) == (70, "")
    assert "ZeroDivisionError: the roof fell in" in err
    assert err.splitlines()[-1].startswith("ukjapan: this is a fault of ours; please report it")


def test_missing_scores_in_explain(run: Callable[..., Ended], tmp_path: Path) -> None:
    write(
        tmp_path,
        options(
            "{id: a, name: A, scores: {cost: 1}}", "{id: b, name: B, scores: {cost: 1, gain: 1}}"
        ),
    )
    code, out, err = run("explain", "a")
    assert (code, out) == (2, "")
    assert "error UKJ112" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--select", "{}"),
        ("check", "--ignore", "UKJ4{}"),
        ("check", "--format", "{}"),
        ("score", "--weight", "{}"),
        ("score", "--as-of", "{}"),
        ("score", "--{}"),
        ("table", "{}"),
        ("table", "score", "t.csv", "--{}"),
        ("table", "score", "t.csv", "{}"),
        ("table", "check", "t.csv", "--select", "{}"),
        ("score", "{}"),
        ("robustness", "--draws", "{}"),
        ("schema", "{}"),
        ("report", "--out", "{}"),
        ("report", "--out", "no/{}.md"),
        ("plot", "values", "--out", "{}"),
        ("plot", "{}"),
        ("{}",),
    ],
)
@pytest.mark.parametrize("hostile", ["\n::error::x", "\r\n##[error]x", "\x1b]0;x\x07", "\u202e"])
def test_wrong_usage_shows_arguments_as_they_can_do_no_harm(
    run: Callable[..., Ended], arguments: tuple[str, ...], hostile: str
) -> None:
    code, out, err = run(*(argument.format(hostile) for argument in arguments))
    assert (code, out) == (2, "")
    assert err.startswith("Usage: ukjapan ")
    assert "\nError: " in err
    lines = err.split("\n")
    assert not any(line.startswith("::") or "##[" in line for line in lines)
    assert all(line.isprintable() for line in lines)


def test_a_bare_command_shows_help_and_is_wrong_usage(run: Callable[..., Ended]) -> None:
    code, out, err = run()
    assert (code, out) == (2, "")
    assert err == run("--help")[1]


def test_where_memory_does_not_suffice(
    run: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    def greedy(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("ukjapan_cli.documents.load.build", greedy)
    assert run("score") == (2, "", "ukjapan: error: there is not enough memory for this\n")


@pytest.mark.process
def test_a_command_is_imported_when_it_runs(tmp_path: Path) -> None:
    """Nor is any for the list of them, which has every folder of `features` with a command."""
    code = (
        "import sys\n"
        "from ukjapan_cli.cli.app import app\n"
        "def ran(*words):\n"
        "    app(list(words), standalone_mode=False)\n"
        "    names = [name.split('.') for name in sys.modules if '.features.' in name]\n"
        "    print('ran', sorted(name[2] for name in names if name[3:] == ['command']))\n"
        "ran('--help')\n"
        "ran('schema', 'options')\n"
        "ran('score')\n"
    )
    folder = write(tmp_path, LIBRARY_OPTIONS, LIBRARY_CRITERIA)
    lines = run_python(code, cwd=folder).out.splitlines()
    assert [line for line in lines if line.startswith("ran ")] == [
        "ran []",
        "ran ['schema']",
        "ran ['schema', 'score']",
    ]


def test_every_feature_with_a_command_is_listed() -> None:
    folders = Path(features.__file__).parent.glob("*/command.py")
    assert set(COMMANDS) == {path.parent.name for path in folders}
