"""`ukjapan methods` as its users run it.

The figures of the library's decision are worked out in
`tests/features/methods/analysis/test_methods.py`.
"""

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, options, write
from tests.end_to_end.program import run, run_on_terminal, run_process, run_python

FORMATS = ("table", "json", "csv", "markdown")
CAUTION = "A cross-check, never the recommendation"


def record_of(*arguments: str, cwd: Path) -> Any:
    ran = run("methods", "--format", "json", *arguments, cwd=cwd)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def ranks_of(record: Any) -> dict[str, dict[str, int]]:
    return {method["id"]: method["ranks"] for method in record["methods"]}


def test_the_contract(library: Path) -> None:
    record = record_of(cwd=library)
    assert record["schema"] == "ukjapan/methods/1"
    assert record["decision"]["as_of"] == "2026-04-01"
    assert record["additive"]["ranks"] == {"market-hall": 1, "old-station": 2, "mobile-van": 3}
    turned = {"market-hall": 2, "old-station": 1, "mobile-van": 3}
    assert ranks_of(record) == {
        "weighted-product": turned,
        "topsis": turned,
        "vikor": turned,
        "promethee-ii": record["additive"]["ranks"],
    }
    assert [method["tau"] for method in record["methods"]] == pytest.approx([1 / 3] * 3 + [1])
    assert [one["option"] for one in record["excluded"]] == ["today", "kiosk"]


def test_the_additive_part_is_what_score_says(library: Path) -> None:
    ranking = json.loads(run("score", "--format", "json", cwd=library).out)["ranking"]
    additive = record_of(cwd=library)["additive"]
    assert additive["scores"] == {row["option"]: row["value"] for row in ranking}
    assert additive["ranks"] == {row["option"]: row["rank"] for row in ranking}


def test_every_format_has_the_same_figures_and_people_are_cautioned(library: Path) -> None:
    record = record_of(cwd=library)
    rows = list(csv.DictReader(io.StringIO(run("methods", "--format", "csv", cwd=library).out)))
    for method in record["methods"]:
        told = [row for row in rows if row["method"] == method["id"]]
        assert {row["option"]: float(row["score"]) for row in told} == method["scores"]
        assert {row["option"]: int(row["rank"]) for row in told} == method["ranks"]
    reasons = {row["because"] for row in rows if row["because"]}
    assert reasons == {difference["because"] for difference in record["differences"]}
    for format_ in ("table", "markdown"):
        text = run("methods", "--format", format_, cwd=library).out
        assert all(reason in text for reason in reasons)
        for score in ("57.4", "64.5", "0.574", "0.804", "-0.200", "0.33"):
            assert score in text
        assert CAUTION in text
        assert "As today, A kiosk" in text


@pytest.mark.process
@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_input_gives_the_same_bytes(library: Path, format_: str) -> None:
    arguments = ("methods", "--format", format_)
    first = run(*arguments, cwd=library)
    again = run_process(*arguments, cwd=library, settings={"PYTHONHASHSEED": "2"})
    assert first.code == 0
    assert first.raw == again.raw


def test_ways_of_looking(library: Path) -> None:
    # On running cost alone all agree, the product too: the zeros of the van weigh nothing.
    nothing = [f"--weight={id_}=0" for id_ in ("rent-security", "reach", "support")]
    for ranks in ranks_of(record_of(*nothing, cwd=library)).values():
        assert ranks == {"mobile-van": 1, "old-station": 2, "market-hall": 3}
    record = record_of("--perspective", "council", cwd=library)
    assert record["decision"]["perspective"] == "council"
    assert [c["weight"] for c in record["criteria"]] == pytest.approx([0.6, 0.1, 0.25, 0.05])
    later = record_of("--as-of", "2026-04-11", cwd=library)
    assert later["additive"]["ranks"]["old-station"] == 1
    named = run(
        "methods", "-o", "options.yaml", "-c", "criteria.yaml", "--format", "csv", cwd=library
    )
    assert named.raw == run("methods", "--format", "csv", cwd=library).raw


def test_the_packaged_decision(empty: Path) -> None:
    ran = run("methods", cwd=empty)
    assert ran.code == 0
    assert "packaged decision" in ran.err
    for name in ("Weighted product", "TOPSIS", "VIKOR", "PROMETHEE II", "Kendall's tau", CAUTION):
        assert name in ran.out


def test_a_pipe_gets_plain_lines(library: Path) -> None:
    ran = run("methods", cwd=library)
    assert "\x1b" not in ran.out
    assert not any("\u2500" <= character <= "\u259f" for character in ran.out)
    assert run("methods", cwd=library, settings={"COLUMNS": "30"}).raw == ran.raw


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are Unix's")
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_on_a_terminal(library: Path, columns: int) -> None:
    shown = run_on_terminal("methods", cwd=library, columns=columns)
    assert shown.code == 0
    assert shown.coloured is False  # bold and dim are enough
    assert max(map(len, shown.lines)) <= columns
    for word in ("Additive", "TOPSIS", "VIKOR", "PROMETHEE", "0.574", "0.33", "recommendation:"):
        assert word in shown.text
    bare = run_on_terminal("methods", cwd=library, columns=columns, settings={"NO_COLOR": "1"})
    assert bare.rows == shown.rows
    assert "\x1b[" not in bare.raw


def test_one_option_and_all_alike_are_results(tmp_path: Path) -> None:
    one = "{id: a, name: Ay, scores: {cost: 5, gain: 8}}"
    same = "{id: b, name: Bee, scores: {cost: 5, gain: 8}}"
    today = "{id: z, name: Today, role: baseline, scores: {cost: 0, gain: 0}}"
    alone = run("methods", cwd=write(tmp_path / "one", options(one, today)))
    assert alone.code == 0
    assert "Only one option is ranked: there is nothing to disagree on." in alone.out
    record = record_of(cwd=write(tmp_path / "alike", options(one, same, today)))
    assert all(set(ranks.values()) == {1} for ranks in ranks_of(record).values())
    assert [method["tau"] for method in record["methods"]] == [None] * 4
    assert record["differences"] == []


def test_nothing_is_ranked(tmp_path: Path) -> None:
    criteria = LIBRARY_CRITERIA.replace("{at_least: 500}", "{at_least: 3000, at_most: 3500}")
    ran = run("methods", cwd=write(tmp_path, LIBRARY_OPTIONS, criteria))
    assert ran.code == 2
    assert ran.raw == b""
    assert ran.err == (
        "ukjapan: error: every option fails a must or is the baseline: none is ranked\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--perspective", "coucil"], "no perspective is called 'coucil'; did you mean 'council'?"),
        (["--weight", "reach=-1"], "'reach' must be a finite number of 0 or more"),
        (["--weight", "reach"], "is not ID=NUMBER"),
        (["--as-of", "tomorrow"], "is not a date"),
        (["--format", "xml"], "'table', 'json', 'csv', 'markdown'"),
        (["--allow-missing"], "No such option: --allow-missing"),
        (["-o", "nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_wrong_use_is_told(library: Path, arguments: list[str], message: str) -> None:
    ran = run("methods", *arguments, cwd=library)
    assert (ran.code, ran.raw) == (2, b"")
    assert message in " ".join(ran.err.replace("│", " ").split())
    assert "Traceback" not in ran.err


def test_a_missing_score_is_refused_and_placed(incomplete: Path) -> None:
    ran = run("methods", cwd=incomplete)
    assert (ran.code, ran.raw) == (2, b"")
    assert "options.yaml:4:" in ran.err
    assert "UKJ112" in ran.err


def test_help_names_the_methods(empty: Path) -> None:
    ran = run("methods", "--help", cwd=empty)
    assert ran.code == 0
    for name in ("weighted product", "TOPSIS", "VIKOR", "PROMETHEE", "Kendall"):
        assert name in ran.out


@pytest.mark.process
def test_from_python(library: Path) -> None:
    ran = run_python(
        "from ukjapan_cli import load, methods\n"
        "found = methods(load('options.yaml', 'criteria.yaml'))\n"
        "print(found.ranks, {one.id: one.ranks for one in found.methods}['vikor'])",
        cwd=library,
    )
    assert ran.out == "(1, 2, 3) (2, 1, 3)\n"


@pytest.mark.process
def test_json_imports_no_rich(library: Path) -> None:
    ran = run_python(
        "import sys, contextlib, io\n"
        "from ukjapan_cli.cli.app import app\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    app(['methods', '--format', 'json'], standalone_mode=False)\n"
        "print('rich' in sys.modules, 'highspy' in sys.modules)",
        cwd=library,
    )
    assert ran.out == "False False\n"
