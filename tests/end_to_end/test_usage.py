"""Wrong usage: exit 2, with a line that helps."""

import shlex
from pathlib import Path

import pytest
from tests.end_to_end.program import run, run_python


@pytest.mark.parametrize(
    ("arguments", "helps"),
    [
        (
            ["explain", "old-staton"],
            "no option is called 'old-staton'; did you mean 'old-station'?",
        ),
        (["explain", "The old staton"], "did you mean 'old-station'?"),
        (["explain", "m"], "'m' could be more than one option: market-hall, mobile-van"),
        (["explain", "zzzzzz"], "no option is called 'zzzzzz'"),
        (["explain", ""], "no option is called ''"),
        (["explain"], "Missing argument 'OPTION'"),
        (["explain", "kiosk", "--against", "kisok"], "did you mean 'kiosk'?"),
        (["score", "--perspective", "coucil"], "no perspective is called 'coucil'; did you mean"),
        (["score", "--weight", "reech=5"], "no criterion is called 'reech'; did you mean 'reach'?"),
        (["score", "--weight", "reach"], "'--weight': 'reach' is not ID=NUMBER, such as"),
        (["score", "--weight", "reach=much"], "'--weight': 'reach=much' is not ID=NUMBER"),
        (["score", "--weight", "=5"], "'--weight': '=5' is not ID=NUMBER"),
        (["score", "--weight", "reach=-1"], "'reach' must be a finite number of 0 or more, not -1"),
        (["score", "--weight", "reach=nan"], "must be a finite number of 0 or more, not nan"),
        (["score", "--weight", "reach=inf"], "must be a finite number of 0 or more, not inf"),
        (["score", "--weight", "reach=1e999"], "must be a finite number of 0 or more, not inf"),
        (
            ["score", "--weight", "running-cost=0", "--weight", "rent-security=0"],
            "with these weights 'running-cost', 'rent-security' together weigh nothing",
        ),
        (
            ["score", "--as-of", "tomorrow"],
            "'--as-of': 'tomorrow' is not a date such as 2026-04-01",
        ),
        (["score", "--as-of", "2026-02-30"], "'--as-of': '2026-02-30' is not a date"),
        (["score", "--as-of", ""], "is not a date"),
        (["score", "--format", "xml"], "'table', 'json', 'csv', 'markdown'"),
        (["check", "--format", "xml"], "'text', 'github', 'json', 'sarif', 'junit'"),
        (["rule", "--format", "xml"], "'text', 'markdown', 'json'"),
        (["schema", "xml"], "'options', 'criteria', 'score', 'explain'"),
        (["schema"], "Missing argument 'NAME'"),
        (["scores"], "No such command 'scores'"),
        (["table"], "Missing command"),
        (["table", "scores", "t.csv"], "No such command 'scores'. Did you mean 'score'?"),
        (["table", "score"], "Missing argument 'TABLE'"),
        (["table", "check", "t.csv", "--sellect", "UKJ6"], "--select"),
        (["score", "--wieght", "reach=5"], "--weight"),
    ],
)
def test_a_line_that_helps(library: Path, arguments: list[str], helps: str) -> None:
    ran = run(*arguments, cwd=library)
    assert ran.code == 2
    assert ran.raw == b""
    assert helps in ran.err
    assert "Traceback" not in ran.err
    assert "fault of ours" not in ran.err


def test_help_is_what_a_bare_command_shows(empty: Path) -> None:
    ran = run(cwd=empty)
    assert ran.code == 2
    assert run("--help", cwd=empty).out in ran.out + ran.err


@pytest.mark.parametrize(
    "command", ["score", "explain", "check", "table score", "table check", "schema", "rule"]
)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_has_help_with_examples_that_are_of_it(
    empty: Path, command: str, flag: str
) -> None:
    ran = run(*command.split(), flag, cwd=empty)
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0].startswith(f"Usage: ukjapan {command}")
    examples = ran.lines[next(i for i, line in enumerate(ran.lines) if "Examples:" in line) + 1 :]
    examples = [line.strip() for line in examples if line.strip()]
    assert len(examples) >= 2
    assert all(example.startswith(f"ukjapan {command}") for example in examples)
    assert max(map(len, ran.lines)) <= 80


@pytest.mark.parametrize("command", ["score", "check", "table score", "table check"])
def test_a_help_fits_a_screen(empty: Path, command: str) -> None:
    shown = run(*command.split(), "--help", cwd=empty, settings={"COLUMNS": "80"})
    assert len(shown.lines) <= 40


def test_the_help_of_tables_lists_what_is_done_with_them(empty: Path) -> None:
    listed = run("table", "--help", cwd=empty).out.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == ["score", "check"]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("score --table t.csv", "ukjapan table score t.csv"),
        ("check --table t.csv", "ukjapan table check t.csv"),
        ("score --table=d.duckdb::t", "ukjapan table score d.duckdb::t"),
        (
            "score -c criteria.yaml --table t.csv --id site --column reach=R --top 3",
            "ukjapan table score t.csv -c criteria.yaml --id site --column reach=R --top 3",
        ),
        ("check --strict --table t.csv", "ukjapan table check t.csv --strict"),
        ("score --table 'the sites.csv'", "ukjapan table score 'the sites.csv'"),
        ("score --table '$(id)\n\x1b[31m'", r"ukjapan table score '$(id) \x1b[31m'"),
        ("score --table", "ukjapan table score TABLE"),
    ],
)
def test_what_tables_were_given_with_says_what_to_write(
    library: Path, typed: str, line: str
) -> None:
    ran = run(*shlex.split(typed), cwd=library)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"ukjapan: error: --table: write `{line}`\n"


@pytest.mark.parametrize(
    "arguments", [["explain", "kiosk", "--table", "t.csv"], ["score", "--tables", "t.csv"]]
)
def test_no_other_flag_is_taken_for_the_one_of_tables(library: Path, arguments: list[str]) -> None:
    assert f"No such option: {arguments[-2]}" in run(*arguments, cwd=library).err


def test_a_file_may_be_called_as_the_flag_of_tables_was(library: Path) -> None:
    ran = run("check", "--", "--table", cwd=library)
    assert (ran.code, ran.err) == (1, "")
    assert "--table:1:1: error UKJ101: there is no such file" in ran.out


@pytest.mark.parametrize("command", ["score", "check"])
@pytest.mark.parametrize(
    "flag",
    ["--engine", "--master", "--column", "--id", "--name", "--low-suffix", "--high-suffix"],
)
def test_what_only_tables_have_is_asked_of_tables(library: Path, command: str, flag: str) -> None:
    ran = run(command, flag, "x", cwd=library)
    assert (ran.code, ran.out) == (2, "")
    assert f"No such option: {flag}" in ran.err


@pytest.mark.parametrize(
    "flag", ["--options", "--criteria", "--perspective", "--weight", "--as-of", "--format"]
)
@pytest.mark.parametrize("command", ["score", "explain"])
def test_analyses_take_the_same_flags(empty: Path, command: str, flag: str) -> None:
    assert flag in run(command, "--help", cwd=empty).out


def test_the_main_help_lists_every_command(empty: Path) -> None:
    ran = run("--help", cwd=empty)
    assert ran.code == 0
    for command in ("score", "explain", "check", "schema", "rule"):
        assert any(line.startswith(f"  {command} ") for line in ran.lines)
    assert "Examples:" in ran.out
    assert "--version" in ran.out


def test_examples_of_the_packaged_decision_work(empty: Path) -> None:
    """Each example in a help text that needs no file of the reader's runs as it stands."""
    tried = 0
    for command in ("score", "explain", "schema", "rule"):
        for line in run(command, "--help", cwd=empty).lines:
            words = shlex.split(line) if line.startswith("    ukjapan") else []
            if words[:1] == ["ukjapan"] and ".yaml" not in line and ">" not in words:
                assert run(*words[1:], cwd=empty).code == 0, line
                tried += 1
    assert tried >= 10


IMPORTED = """
import sys
sys.argv = ["ukjapan", *{arguments!r}]
from ukjapan_cli.cli.app import main
try:
    main()
except SystemExit:
    pass
print(*(name for name in {unwanted!r} if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.process
@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], ["numpy", "rich", "yaml", "jsonschema_rs", "json", "csv"]),
        (["check"], ["rich"]),
        (["check", "--format", "json"], ["rich"]),
        (["schema", "options"], ["numpy", "rich"]),
        (["rule", "UKJ201"], ["numpy", "rich"]),
        (["score", "--format", "json"], ["rich"]),
        (["explain", "mar", "--format", "csv"], ["rich"]),
    ],
)
def test_a_command_does_not_import_what_it_does_not_use(
    library: Path, arguments: list[str], unwanted: list[str]
) -> None:
    ran = run_python(IMPORTED.format(arguments=arguments, unwanted=unwanted), cwd=library)
    assert ran.code == 0
    assert ran.out
    assert ran.err == "\n"


@pytest.mark.process
def test_a_broken_decision_does_not_import_them_either(broken: Path) -> None:
    code = IMPORTED.format(arguments=["check"], unwanted=["numpy", "rich"])
    assert run_python(code, cwd=broken).err == "\n"
