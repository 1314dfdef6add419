"""A robustness analysis in each format; figures are made up, so that every one can be told."""

import csv
import io
import json
from dataclasses import replace

import pytest

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Linear
from ukjapan_cli.features.robustness import blocks, terminal
from ukjapan_cli.features.robustness import record as written
from ukjapan_cli.features.robustness import words as say
from ukjapan_cli.features.robustness.analysis.robustness import (
    OptionRobustness,
    Robustness,
    robustness,
)
from ukjapan_cli.formats.terminal import Screen
from ukjapan_cli.model.estimate import Estimate

COST = Criterion("cost", "Cost", Weight(3), scale=Linear(10, 0))
GAIN = Criterion("gain", "Gain", Weight(1), scale=Linear(0, 10))


def option(id_: str, name: str, cost: float = 5, *, is_baseline: bool = False) -> Option:
    scores = {"cost": Score(Exact(cost)), "gain": Score(Exact(5))}
    return Option(id_, name, scores=scores, is_baseline=is_baseline)


def estimates(*pairs: tuple[float, float]) -> tuple[Estimate, ...]:
    return tuple(Estimate(*pair) for pair in pairs)


BEST, WORST = option("best", "The best"), option("worst", "The worst")
FOUND = Robustness(
    decision=Decision((COST, GAIN), (BEST, WORST), title="Which?"),
    criteria=(COST, GAIN),
    shares={"cost": 0.75, "gain": 0.25},
    options=(
        OptionRobustness(
            BEST,
            estimates((0.998, 0.0011), (0.002, 0.0012)),
            {"cost": Estimate(0.76, 0.01), "gain": Estimate(0.24, 0.02)},
            Estimate(0.875, 0.003),
            Estimate(1.002, 0.004),
            {"worst": Estimate(0.998, 0.005)},
        ),
        OptionRobustness(
            WORST,
            estimates((0.0, 0.0), (1.0, 0.0)),
            None,
            None,
            Estimate(2.0, 0.0),
            {"best": Estimate(0.002, 0.006)},
        ),
    ),
    excluded=(),
    weights="ranked",
    draws=12_345,
    confidence_draws=1_000,
    seed=9,
    until=None,
    verdict=None,
)


def test_json() -> None:
    record = json.loads(written.json(FOUND))
    assert record["decision"]["title"] == "Which?"
    del record["decision"]
    assert record == {
        "schema": "ukjapan/robustness/1",
        "draws": 12_345,
        "seed": 9,
        "weights": "ranked",
        "verdict": None,
        "verdict_from": None,
        "until": None,
        "confidence_draws": 1_000,
        "criteria": [
            {"id": "cost", "name": "Cost", "weight": 0.75},
            {"id": "gain", "name": "Gain", "weight": 0.25},
        ],
        "options": [
            {
                "option": "best",
                "name": "The best",
                "acceptability": [0.998, 0.002],
                "standard_error": [0.0011, 0.0012],
                "central_weights": {"cost": 0.76, "gain": 0.24},
                "central_weights_error": {"cost": 0.01, "gain": 0.02},
                "confidence": 0.875,
                "confidence_error": 0.003,
                "expected_rank": 1.002,
                "expected_rank_error": 0.004,
            },
            {
                "option": "worst",
                "name": "The worst",
                "acceptability": [0.0, 1.0],
                "standard_error": [0.0, 0.0],
                "central_weights": None,
                "central_weights_error": None,
                "confidence": None,
                "confidence_error": None,
                "expected_rank": 2.0,
                "expected_rank_error": 0.0,
            },
        ],
        "excluded": [],
        "pairwise": {"best": {"worst": 0.998}, "worst": {"best": 0.002}},
        "pairwise_error": {"best": {"worst": 0.005}, "worst": {"best": 0.006}},
        "omissions": [],
    }


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(written.csv(FOUND))))
    assert [row["option"] for row in rows] == ["best", "worst"]
    best, worst = rows
    assert best["rank:1"] == "0.998"
    assert best["error:rank:2"] == "0.0012"
    assert best["central_weight:gain"] == "0.24"
    assert best["error:central_weight:gain"] == "0.02"
    assert best["beats:worst"] == "0.998"
    assert best["beats:best"] == ""
    assert best["error:confidence"] == "0.003"
    assert worst["rank:1"] == "0.0"
    assert worst["confidence"] == worst["central_weight:cost"] == worst["error:confidence"] == ""


def test_markdown() -> None:
    page = blocks.markdown(FOUND)
    assert "| The best | 99.8% | 0.2% | 1.00 | 87.5% |\n" in page
    assert "| The worst | 0.0% | 100.0% | 2.00 | – |\n" in page
    assert "| Criterion | Stated | The best |\n" in page
    assert "| Cost | 75.0% | 76.0% |\n" in page
    assert "| The best | – | >99% |\n" in page
    assert "12,345 draws" in page
    assert "seed 9" in page
    assert "0.11 points" in page
    assert "over 1,000 draws" in page


def test_a_table_in_a_pipe() -> None:
    lines = terminal.table(FOUND, Screen()).splitlines()
    ranks = next(i for i, line in enumerate(lines) if "Option" in line)
    assert lines[ranks].split() == ["Option", "1", "2", "Mean", "Confidence"]
    assert lines[ranks + 1].split() == ["A", "The", "best", "99.8%", "0.2%", "1.00", "87.5%"]
    assert lines[ranks + 2].split() == ["B", "The", "worst", "0.0%", "100.0%", "2.00", "-"]
    central = next(i for i, line in enumerate(lines) if line.startswith("Central weights  "))
    assert lines[central].split() == ["Central", "weights", "Stated", "A"]
    assert lines[central + 2].split() == ["Gain", "25.0%", "24.0%"]
    assert any(line.endswith("One is never first.") for line in lines)
    pairs = next(i for i, line in enumerate(lines) if line.startswith("Ahead of   "))
    assert lines[pairs + 1].split() == ["A", "-", ">99%"]
    assert lines[pairs + 2].split() == ["B", "<1%", "-"]


def test_shades_only_with_colour_and_numbers_always() -> None:
    plain, coloured = (terminal.table(FOUND, Screen(100, colour=c)) for c in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert "99.8%" in plain
    assert "99.8%" in coloured
    # What never happens has no background.
    row = next(line for line in coloured.splitlines() if "The worst" in line)
    never, always = (part for part in row.split("\x1b[") if part.rstrip().endswith("0.0%"))
    assert "48;" not in never
    assert "48;" in always


SHARES = {
    0: "0",
    1e-7: "<1",
    0.005: "<1",
    0.01: "1",
    0.5: "50",
    0.99: "99",
    0.9949: ">99",
    1 - 1e-7: ">99",
    1 - 1e-16: "100",
    1: "100",
}


@pytest.mark.parametrize("share", SHARES)
def test_seldom_is_told_from_never_and_often_from_always(share: float) -> None:
    assert say.whole_percent(share) == SHARES[share]


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("size", [1, 2, 5, 12, 30])
def test_tables_fit(size: int, columns: int) -> None:
    names = ["A name of many words, as such names are", "Another that is long as well", "Short"]
    options = tuple(option(f"o{i}", f"{names[i % 3]} {i}", i % 7) for i in range(size))
    found = robustness(Decision((COST, GAIN), options), draws=10)
    drawn = terminal.table(found, Screen(columns))
    assert all(len(line) <= columns for line in drawn.splitlines())
    assert "…" not in drawn
    header = next(line.split() for line in drawn.splitlines() if "Option" in line)
    assert header[:2] == ["Option", "1"]
    assert header[-2:] == ["Mean", "Confidence"]
    assert ("Below" in header) == (str(size) not in header)
    assert ("Below: all ranks" in " ".join(drawn.split())) == ("Below" in header)


def test_many_ranks_are_put_together_in_a_pipe_too() -> None:
    """Thirty options that are all alike: eleven ranks on their own, and nineteen below."""
    options = tuple(option(f"o{i}", f"Option {i}") for i in range(30))
    lines = terminal.table(robustness(Decision((COST, GAIN), options), draws=10), Screen())
    header, first = [line.split() for line in lines.splitlines() if "ption" in line[:12]][:2]
    assert header[1:] == [*(str(rank) for rank in range(1, 12)), "Below", "Mean", "Confidence"]
    assert first[3:] == ["3.3%"] * 11 + ["63.3%", "15.50", "3.3%"]


def test_who_is_not_in_it_is_said() -> None:
    options = (option("a", "Ay"), option("b", "Bee", is_baseline=True))
    found = robustness(Decision((COST, GAIN), options), draws=10)
    for text in (terminal.table(found, Screen()), blocks.markdown(found)):
        assert "Not ranked, and not in these figures: Bee." in text
    assert [left["option"] for left in json.loads(written.json(found))["excluded"]] == ["b"]


HOSTILE = "::error::\x1b[31m<b>|=1+1"


def test_hostile_names_are_shown_and_not_obeyed() -> None:
    criterion = replace(COST, name=HOSTILE)
    options = (option("a", HOSTILE), option("b", HOSTILE, is_baseline=True))
    found = robustness(Decision((criterion, GAIN), options, title=HOSTILE), draws=10)
    page = blocks.markdown(found)
    assert "<b>" not in page
    assert "\\|" in page
    for text in (terminal.table(found, Screen()), page, written.csv(found), written.json(found)):
        assert "\x1b" not in text
        assert not any(line.startswith("::") for line in text.splitlines())
    assert written.csv(replace(found, options=())).count("\n") == 1
