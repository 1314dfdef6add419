"""The verdict that ends `score`, and `--require` in CI."""

import json
from pathlib import Path

import pytest
from tests.end_to_end.decisions import options, write
from tests.end_to_end.program import run

# Exact scores on cost and gain: a is better on both, so that no weight and no draw helps b.
CLEAR = options(
    "{id: a, name: The first, scores: {cost: 1, gain: 9}}",
    "{id: b, name: The other, scores: {cost: 5, gain: 5}}",
)
LEVEL = options(
    "{id: a, name: The first, scores: {cost: 1, gain: 5}}",
    "{id: b, name: The other, scores: {cost: 5, gain: 9}}",
)
# b leads by half a point; what it gains and loses on either criterion is 40 points.
CLOSE = options(
    "{id: a, name: The first, scores: {cost: 1, gain: 5}}",
    "{id: b, name: The other, scores: {cost: 5, gain: 9.1}}",
)
ALONE = options(
    "{id: a, name: The first, scores: {cost: 1, gain: 5}}",
    "{id: b, name: Nothing, role: baseline, scores: {cost: 5, gain: 9}}",
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (CLEAR, "Verdict: robust. The first is first in 100.0% of 10,000 draws, and whatever any"),
        (LEVEL, "Verdict: a tie. The first and The other are level"),
        (CLOSE, "Verdict: contested. The other is first in"),
    ],
    ids=["clear", "level", "close"],
)
def test_score_ends_on_the_verdict(tmp_path: Path, text: str, line: str) -> None:
    write(tmp_path, text)
    table = run("score", cwd=tmp_path)
    assert table.lines[-1].startswith(line)
    markdown = run("score", "--format", "markdown", cwd=tmp_path)
    assert markdown.lines[-1].startswith(line)


def test_json_has_what_it_rests_on(tmp_path: Path) -> None:
    write(tmp_path, CLOSE)
    result = json.loads(run("score", "--format", "json", cwd=tmp_path).out)
    assert result["verdict"] == "contested"
    found = result["verdict_from"]
    assert found["leaders"] == ["b"]
    assert 0.4 < found["first"] < 0.8
    assert found["draws"] == 10_000
    assert found["standard_error"] == pytest.approx(
        (found["first"] * (1 - found["first"]) / 10_000) ** 0.5, rel=0.01
    )
    # b - a is 41 s - 40 (1 - s) for the share s of gain, which is 0 at 40/81
    assert found["switch"] == {
        "id": found["switch"]["id"],
        "weight": 0.5,
        "at": pytest.approx(40 / 81 if found["switch"]["id"] == "gain" else 41 / 81),
        "first": "a",
    }
    assert (found["backing"], found["perspectives"]) == ([], [])


@pytest.mark.parametrize(
    ("text", "required", "code"),
    [
        (CLEAR, "robust", 0),
        (CLEAR, "likely", 0),
        (CLOSE, "likely", 1),
        (CLOSE, "robust", 1),
        (LEVEL, "likely", 1),
        (ALONE, "likely", 1),
    ],
)
def test_what_is_required_decides_the_exit_code(
    tmp_path: Path, text: str, required: str, code: int
) -> None:
    write(tmp_path, text)
    ran = run("score", "--require", required, cwd=tmp_path)
    assert ran.code == code
    assert (f"--require {required} is not met" in ran.err) == (code == 1)
    assert ran.lines[0] == "Which one?"


def test_nothing_else_can_be_required(tmp_path: Path) -> None:
    write(tmp_path, CLEAR)
    ran = run("score", "--require", "certain", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "robust" in ran.err


def test_nobody_to_beat_is_no_verdict(tmp_path: Path) -> None:
    write(tmp_path, ALONE)
    assert "Verdict" not in run("score", cwd=tmp_path).out
    assert json.loads(run("score", "--format", "json", cwd=tmp_path).out)["verdict"] is None


def test_explain_says_how_often_and_with_which_weights(tmp_path: Path) -> None:
    write(tmp_path, CLOSE)
    text = run("explain", "a", cwd=tmp_path).out
    assert "draws from the stated ranges of scores and weights, on average with weights of" in text
    found = json.loads(run("explain", "a", "--format", "json", cwd=tmp_path).out)["in_draws"]
    # a is first where cost has more than 41/81 of the weight
    assert found["central_weights"]["cost"] > 41 / 81
    assert sum(found["central_weights"].values()) == pytest.approx(1)


def test_robustness_judges_by_its_own_draws(tmp_path: Path) -> None:
    write(tmp_path, CLOSE)
    arguments = ("robustness", "--draws", "2000", "--weights")
    assert run(*arguments, "stated", cwd=tmp_path).lines[-1].startswith("Verdict: contested.")
    exact = run(*arguments, "exact", cwd=tmp_path)
    assert "in 100.0% of 2,000 draws" in exact.lines[-1]
    found = json.loads(run(*arguments, "exact", "--format", "json", cwd=tmp_path).out)
    assert found["verdict"] == "contested"  # a small change of a weight still turns it
    assert found["verdict_from"]["first"] == 1
