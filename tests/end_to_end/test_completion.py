"""Shell completion by its own protocol: what the shells' scripts ask, and what they get."""

import re
import sys
from pathlib import Path

import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA, options, write
from tests.end_to_end.program import Ran, run


def complete(line: str, *, cwd: Path, shell: str = "bash", **settings: str) -> Ran:
    """Ask for the completions of a command line's last word."""
    asked = {"_UKJAPAN_COMPLETE": f"complete_{shell}", **settings}
    if shell == "bash":
        asked |= {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    else:
        asked |= {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    return run(cwd=cwd, settings=asked)


def words(ran: Ran) -> list[str]:
    assert (ran.code, ran.err) == (0, "")
    return ran.out.split()


def test_option_ids_of_the_decision_in_the_folder(library: Path) -> None:
    everything = ["today", "old-station", "market-hall", "mobile-van", "kiosk"]
    assert words(complete("ukjapan explain ", cwd=library)) == everything
    assert words(complete("ukjapan explain m", cwd=library)) == ["market-hall", "mobile-van"]
    assert words(complete("ukjapan explain kiosk --against o", cwd=library)) == ["old-station"]


@pytest.mark.parametrize(
    "flags",
    [
        "-o {0}/options.yaml -c {0}/criteria.yaml",
        "--options {0}/options.yaml --criteria {0}/criteria.yaml",
        "--options={0}/options.yaml --criteria={0}/criteria.yaml",
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="bash's paths")
def test_ids_of_the_decision_that_the_line_names(library: Path, empty: Path, flags: str) -> None:
    named = flags.format(library)
    assert words(complete(f"ukjapan explain {named} m", cwd=empty)) == ["market-hall", "mobile-van"]
    assert words(complete(f"ukjapan score {named} --perspective ", cwd=empty)) == ["council"]
    assert words(complete(f"ukjapan score {named} --weight r", cwd=empty)) == [
        *("running-cost=", "rent-security=", "reach=")
    ]


def test_ids_of_the_decision_in_the_environment(library: Path, empty: Path) -> None:
    files = {
        "UKJAPAN_OPTIONS": str(library / "options.yaml"),
        "UKJAPAN_CRITERIA": str(library / "criteria.yaml"),
    }
    assert words(complete("ukjapan explain m", cwd=empty, **files)) == ["market-hall", "mobile-van"]


def test_ids_of_the_packaged_decision(empty: Path) -> None:
    assert words(complete("ukjapan explain p", cwd=empty)) == ["peacekeeping"]
    assert "treasury" in words(complete("ukjapan score --perspective ", cwd=empty))


def test_groups_and_criteria_are_ready_for_a_number(library: Path) -> None:
    assert words(complete("ukjapan score --weight ", cwd=library)) == [
        *("money=", "running-cost=", "rent-security=", "reach=", "support=")
    ]


def test_names_in_the_criteria_of_a_table_for_which_there_are_no_options(tmp_path: Path) -> None:
    (tmp_path / "criteria.yaml").write_text(LIBRARY_CRITERIA, encoding="utf-8")
    score = "ukjapan table score sites.csv"
    assert words(complete(f"{score} --perspective ", cwd=tmp_path)) == ["council"]
    assert words(complete("ukjapan table score --weight rea", cwd=tmp_path)) == ["reach="]
    named = f"{score} -c {tmp_path}/criteria.yaml --perspective "
    assert words(complete(named, cwd=tmp_path.parent)) == ["council"]


def test_names_in_the_packaged_criteria_for_a_table(empty: Path) -> None:
    assert "treasury" in words(complete("ukjapan table score t.csv --perspective ", cwd=empty))


def test_commands_flags_and_formats(empty: Path) -> None:
    assert words(complete("ukjapan ", cwd=empty)) == [
        *("score", "explain", "robustness", "sensitivity", "methods"),
        *("perspectives", "portfolio", "timeline", "plot", "report"),
        *("check", "table", "schema", "rule"),
    ]
    assert "--allow-missing" in words(complete("ukjapan score --a", cwd=empty))
    assert words(complete("ukjapan score --t", cwd=empty)) == []
    assert words(complete("ukjapan score --table t.csv --a", cwd=empty)) == [
        *("--as-of", "--allow-missing")
    ]
    assert words(complete("ukjapan table ", cwd=empty)) == ["score", "check"]
    assert "--low-suffix" in words(complete("ukjapan table check t.csv --l", cwd=empty))
    assert words(complete("ukjapan schema ", cwd=empty))[:3] == ["options", "criteria", "score"]
    assert words(complete("ukjapan schema score", cwd=empty)) == ["score", "score-table"]
    assert words(complete("ukjapan score --format ", cwd=empty)) == [
        *("table", "json", "csv", "markdown")
    ]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_decision_with_missing_scores_still_completes(incomplete: Path, shell: str) -> None:
    ran = complete("ukjapan explain n", cwd=incomplete, shell=shell)
    assert (ran.code, ran.err) == (0, "")
    assert "nothing" in ran.out


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", "ukjapan explain "),
        ("zsh", "ukjapan score --weight "),
        ("fish", "ukjapan score --perspective "),
    ],
)
@pytest.mark.parametrize("content", ["options: [\x00", "version: 3\noptions: 4\n"])
def test_broken_files_give_nothing_and_no_noise(
    tmp_path: Path, shell: str, line: str, content: str
) -> None:
    ran = complete(line, cwd=write(tmp_path, content), shell=shell)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.strip() in {"", "_files"}


def test_a_missing_file_gives_nothing_and_no_noise(empty: Path) -> None:
    ran = complete("ukjapan explain -o there/is/none.yaml ", cwd=empty)
    assert (ran.code, ran.out.strip(), ran.err) == (0, "", "")


def test_names_help_in_zsh_and_fish(library: Path) -> None:
    assert complete("ukjapan explain k", cwd=library, shell="fish").out == "kiosk\tA kiosk\n"
    assert '"kiosk":"A kiosk"' in complete("ukjapan explain k", cwd=library, shell="zsh").out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_hostile_names_are_text_to_the_shell(tmp_path: Path, shell: str) -> None:
    """Zsh evaluates what it gets: nothing may leave the quotes that typer puts round a name."""
    names = [
        r"ends with a backslash \\",
        "<(touch owned)",
        "$(touch owned) `touch owned`",
        "'; touch owned; '",
        '\\"; touch owned; \\"',
        "[/red] [red]markup[/red]",
        r"\e[31m\n::error::x",
    ]
    lines = [
        f'{{id: o{i}, name: "{name}", scores: {{cost: 1, gain: {i}}}}}'
        for i, name in enumerate(names)
    ]
    folder = write(tmp_path, options(*lines))
    ran = complete("ukjapan explain ", cwd=folder, shell=shell)
    assert (ran.code, ran.err) == (0, "")
    for i in range(len(names)):
        assert f"o{i}" in ran.out
    assert "\x1b" not in ran.out
    if shell == "zsh":
        assert "\\" not in re.sub(r"\\[$`]|\\\\:", "", ran.out)  # but for typer's own escapes
        assert ran.out.count('"') % 2 == 0
        assert ran.out.count("'") % 2 == 0
    if shell != "bash":
        assert "markup" in ran.out
