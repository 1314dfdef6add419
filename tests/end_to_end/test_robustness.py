"""`ukjapan robustness` as its users run it."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from tests.end_to_end.decisions import TWO_CRITERIA, options, write
from tests.end_to_end.program import run, run_on_terminal, run_process, run_python

# Cost and gain weigh the same; with any weights a is first where the cost's share is above 0.3.
TWO = options(
    "{id: a, name: The cheap one, scores: {cost: 0, gain: 0}}",
    "{id: b, name: The other, scores: {cost: 7, gain: 3}}",
)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("two"), TWO)


def test_the_contract(two: Path) -> None:
    ran = run("robustness", "--weights", "any", "--format", "json", cwd=two)
    assert (ran.code, ran.err) == (0, "")
    record = json.loads(ran.out)
    assert next(iter(record)) == "schema"
    assert record["schema"] == "ukjapan/robustness/1"
    assert (record["draws"], record["seed"], record["weights"]) == (10_000, 1, "any")
    a, b = record["options"]
    assert (a["option"], b["option"]) == ("a", "b")
    assert a["acceptability"][0] == pytest.approx(0.7, abs=0.021)
    assert a["acceptability"][0] + b["acceptability"][0] == pytest.approx(1)
    assert a["standard_error"][0] == pytest.approx(0.00458, rel=0.02)
    assert a["central_weights"]["cost"] == pytest.approx(0.65, abs=0.012)
    assert record["pairwise"]["a"]["b"] == a["acceptability"][0]


def test_every_format_has_the_same_figures(two: Path) -> None:
    arguments = ("robustness", "--weights", "any", "--draws", "5000", "--seed", "3")
    record = json.loads(run(*arguments, "--format", "json", cwd=two).out)
    first = record["options"][0]["acceptability"][0]
    (row, _) = csv.DictReader(io.StringIO(run(*arguments, "--format", "csv", cwd=two).out))
    assert float(row["rank:1"]) == first
    for format_ in ("table", "markdown"):
        text = run(*arguments, "--format", format_, cwd=two).out
        assert f"{100 * first:.1f}%" in text
        assert "5,000 draws" in text
        assert "seed 3" in text


@pytest.mark.process
def test_the_same_bytes_on_one_core_and_on_several(two: Path, library: Path) -> None:
    for folder in (two, library):
        arguments = ("robustness", "--format", "json", "--draws", "40000")
        several = run(*arguments, cwd=folder)
        for threads in ("1", "2", "4"):
            settings = {"OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads}
            assert run_process(*arguments, cwd=folder, settings=settings).raw == several.raw
        assert run(*arguments, "--seed", "2", cwd=folder).raw != several.raw


def test_ways_of_looking(library: Path) -> None:
    def first(*arguments: str) -> float:
        ran = run("robustness", "--format", "json", "--draws", "4000", *arguments, cwd=library)
        assert ran.code == 0, ran.err
        record = json.loads(ran.out)
        shares: dict[str, float] = {o["option"]: o["acceptability"][0] for o in record["options"]}
        assert list(shares) == [o["option"] for o in record["options"]]
        return shares["mobile-van"]

    assert first() == 0
    # The van is best on running cost and nothing else.
    assert first("--weight", "money=1000", "--weight", "running-cost=1000") == 1
    assert first("--perspective", "council", "--weight", "running-cost=1000") == 1
    assert first("--weights", "any") > 0.02
    later = run(
        "robustness", "--as-of", "2026-04-11", "--draws", "4000", "--format", "json", cwd=library
    )
    assert json.loads(later.out)["decision"]["as_of"] == "2026-04-11"
    # By then the old station has the support of all, and 6 points more.
    station = {o["option"]: o["acceptability"][0] for o in json.loads(later.out)["options"]}
    assert station["old-station"] > 0.7


def test_until_draws_as_often_as_it_takes(two: Path) -> None:
    ran = run("robustness", "--weights", "any", "--until", "0.004", "--format", "json", cwd=two)
    record = json.loads(ran.out)
    assert record["until"] == 0.004
    # The standard error √(0.21 / n) is 0.004 at 13,125 draws; blocks are whole.
    assert 13_000 <= record["draws"] <= 13_125 + 8_192
    assert max(o["standard_error"][0] for o in record["options"]) <= 0.004


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--draws", "0"), "--draws"),
        (("--draws", "-5"), "--draws"),
        (("--draws", "many"), "--draws"),
        (("--seed", "-1"), "--seed"),
        (("--until", "0"), "'--until': 0 is not above 0"),
        (("--until", "-0.1"), "'--until': -0.1 is not above 0"),
        (("--until", "nan"), "'--until': nan is not above 0"),
        (("--until", "0.51"), "'--until': 0.51 is not above 0"),
        (("--weights", "uniform"), "--weights"),
        (("--weight", "costs=3"), "no criterion is called 'costs'; did you mean 'cost'?"),
    ],
)
def test_wrong_usage(two: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = run("robustness", *arguments, cwd=two)
    assert ran.code == 2
    assert ran.out == ""
    assert message in ran.err
    assert "Traceback" not in ran.err


def test_nothing_ranked_one_option_and_too_many(tmp_path: Path, many: Path) -> None:
    def pair(role: str) -> str:
        return options(
            f"{{id: a, name: A, {role}scores: {{cost: 1, gain: 1}}}}",
            "{id: b, name: B, scores: {cost: 1, gain: 1}}",
        )

    gate = TWO_CRITERIA.replace("name: Gain,", "name: Gain, must: {at_least: 5},")
    nobody = write(tmp_path / "nobody", pair(""), gate)
    ran = run("robustness", cwd=nobody)
    assert (ran.code, ran.out) == (2, "")
    assert "none is ranked" in ran.err
    alone = write(tmp_path / "alone", pair("role: baseline, "))
    ran = run("robustness", "--format", "json", cwd=alone)
    assert ran.code == 0
    assert json.loads(ran.out)["options"][0]["acceptability"] == [1.0]
    assert run("robustness", cwd=alone).code == 0
    ran = run("robustness", cwd=many)
    assert (ran.code, ran.out) == (2, "")
    assert "robustness compares 1,000 options at most, and more only with --full" in ran.err


def test_missing_scores_are_refused(incomplete: Path) -> None:
    ran = run("robustness", cwd=incomplete)
    assert (ran.code, ran.out) == (2, "")
    assert "UKJ" in ran.err


def test_a_pipe_has_no_bar_and_no_colour(two: Path) -> None:
    ran = run("robustness", "--weights", "any", "--draws", "3000000", cwd=two)
    assert ran.code == 0
    assert ran.err == ""
    assert "\x1b" not in ran.out


terminal = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are Unix's")


@pytest.mark.process
@terminal
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_on_a_terminal(library: Path, columns: int) -> None:
    shown = run_on_terminal("robustness", cwd=library, columns=columns)
    assert shown.code == 0
    assert shown.coloured
    assert all(len(line) <= columns for line in shown.lines)
    header = next(row for row in shown.rows if "Option" in row)
    assert header.split() == ["Option", "1", "2", "3", "Mean", "Confidence"]
    first = shown.rows[shown.rows.index(header) + 2]
    assert first.split()[:4] == ["A", "The", "market", "hall"]
    assert "Ahead of" in shown.text
    assert "Not ranked, and not in these figures: As today, A kiosk." in shown.text


@pytest.mark.process
@terminal
def test_no_colour_says_the_same(library: Path) -> None:
    plain = run_on_terminal("robustness", cwd=library, columns=100, settings={"NO_COLOR": "1"})
    assert not plain.coloured
    assert plain.rows == run_on_terminal("robustness", cwd=library, columns=100).rows


@pytest.mark.process
def test_the_command_line_imports_nothing_for_it_until_it_is_called(two: Path) -> None:
    code = (
        "import sys, ukjapan_cli.cli.app\n"
        "heavy = {'numpy', 'rich', 'ukjapan_cli.features.robustness.analysis.robustness'}\n"
        "print(heavy & set(sys.modules))"
    )
    assert run_python(code, cwd=two).out == "set()\n"
