"""`ukjapan explain` in a pipe: why an option stands where it does."""

import csv
import json
from pathlib import Path

import pytest
from tests.end_to_end.decisions import options, write
from tests.end_to_end.program import Ran, run


@pytest.fixture(scope="module")
def station(library: Path) -> Ran:
    return run("explain", "old-station", cwd=library)


def test_the_first_lines_say_who_and_where(station: Ran) -> None:
    assert station.code == 0
    assert station.err == ""
    assert station.lines[:4] == [
        "The old station",
        "Rank 2 of 3 · 66.0 points · 4.0 behind The market hall",
        "Where should the library's next branch go?",
        "As of 1 April 2026 · stated weights · criteria.yaml, options.yaml",
    ]
    assert "Convert the ticket hall." in station.lines


def test_every_criterion_has_performance_value_weight_points_and_gap(station: Ran) -> None:
    header = "Criterion      Performance    Value  Weight  Points    Gap"
    at = station.lines.index(header)
    rows = [" ".join(line.split()) for line in station.lines[at + 1 : at + 6]]
    assert rows == [
        "Running cost £60k a year 75.0 40.0% 30.0 +20.0",
        "Rent security 15 years 50.0 20.0% 10.0 -10.0",
        "Reach 2,000 readers 73.3 30.0% 22.0 -8.0",
        "Local support split 40.0 10.0% 4.0 -6.0",
        "Total 100.0% 66.0 -4.0",
    ]


def test_every_reason_range_and_source_is_told(station: Ran) -> None:
    assert "  15 years (10 to 25)" in station.lines
    assert "  2,000 readers (1,500 to 2,500)" in station.lines
    because = "  split — Two of four residents' groups wrote in favour. [survey ¶4]"
    assert because in station.lines
    weight = "  Weight 40.0% — A swing of £80k is worth twice the swing in rent security."
    assert weight in station.lines


def test_a_sentence_each_for_what_carries_and_what_holds_back(station: Ran) -> None:
    assert (
        "Running cost carries it: £60k a year is worth 30.0 of 40.0 points, 3.3 above the mean of "
        "the ranked options." in station.lines
    )
    assert (
        "Local support holds it back: split is worth 4.0 of 10.0 points, 0.7 below the mean of "
        "the ranked options." in station.lines
    )


def test_a_single_weight_that_puts_it_first_really_does(station: Ran, library: Path) -> None:
    sentence = next(line for line in station.lines if "--weight" in line)
    flag = sentence.split(": ")[-1].split()
    assert flag[0] == "--weight"
    ranking = json.loads(run("score", *flag, "--format", "json", cwd=library).out)["ranking"]
    assert ranking[0]["option"] == "old-station"


def test_a_single_score_that_puts_it_first(station: Ran) -> None:
    # Four points are twenty of rent security's hundred: four years of the scale's twenty.
    sentence = "Rent security above 19 years would put it first (now 15; within its stated range)."
    assert sentence in station.lines


def test_the_leader_needs_no_change(library: Path) -> None:
    ran = run("explain", "market-hall", cwd=library)
    assert ran.lines[1] == "Rank 1 of 3 · 70.0 points · 4.0 ahead of The old station"
    assert "would put it first" not in ran.out
    assert "puts it first" not in ran.out
    assert "Lead" in ran.lines[5].split()


def test_an_option_that_nothing_puts_first_is_told_so(tmp_path: Path) -> None:
    text = options(
        "{id: best, name: Best, scores: {cost: 1, gain: 9}}",
        "{id: worse, name: Worse, scores: {cost: 9, gain: 1}}",
    )
    ran = run("explain", "worse", cwd=write(tmp_path, text))
    assert "No single weight puts it first, whatever its size." in ran.lines
    assert "No single score puts it first, even at the best end of its scale." in ran.lines


def test_enablers_requirements_exclusions_synergies_and_costs(station: Ran, library: Path) -> None:
    after = {line: station.lines[i + 1] for i, line in enumerate(station.lines[:-1])}
    assert after["It needs"] == "  The rail company agrees a lease."
    assert after["It excludes"] == "  The market hall"
    assert (
        after["It is worth more together"]
        == "  with The mobile van: +3 points — One stock of books serves both."
    )
    assert after["It costs"] == "  capital: £900k"
    assert station.lines[-1] == "  staff: 2"
    van = run("explain", "mobile-van", cwd=library).lines
    assert van[van.index("It requires") + 1] == "  The old station"


def test_the_baseline_is_explained_but_not_ranked(library: Path) -> None:
    ran = run("explain", "today", cwd=library)
    assert ran.lines[1] == (
        "Not ranked (the baseline, shown as the reference) · 38.0 points · "
        "32.0 behind The market hall"
    )
    assert "It is not ranked, so what would put it first is not looked for." in ran.lines


def test_an_option_that_fails_a_must_says_which(library: Path) -> None:
    ran = run("explain", "kiosk", cwd=library)
    assert ran.lines[1] == (
        "Not ranked (Reach is 400 readers, must be at least 500 readers) · 57.2 points · "
        "12.8 behind The market hall"
    )


@pytest.mark.parametrize("word", ["o", "The old station", "the OLD station"])
def test_an_option_answers_to_id_beginning_or_name(library: Path, word: str) -> None:
    assert run("explain", word, cwd=library).lines[0] == "The old station"


def test_against_another_option_difference_by_difference(library: Path) -> None:
    ran = run("explain", "mobile-van", "--against", "old-station", cwd=library)
    rows = [" ".join(line.split()) for line in ran.lines[5:11]]
    assert rows == [
        "Criterion Performance Against Weight Points Against Gap",
        "Running cost 40 60 40.0% 40.0 30.0 +10.0",
        "Rent security 5 15 20.0% 0.0 10.0 -10.0",
        "Reach 750 2,000 30.0% 13.5 22.0 -8.5",
        "Local support opposed split 10.0% 0.0 4.0 -4.0",
        "Total 100.0% 53.5 66.0 -12.5",
    ]
    assert (
        "The mobile van is 12.5 behind The old station; it gains most on Running cost (10.0 "
        "points); it loses most on Rent security (10.0 points)." in ran.lines
    )


def test_against_puts_the_largest_difference_first(library: Path) -> None:
    ran = run("explain", "market-hall", "--against", "mobile-van", "--format", "csv", cwd=library)
    # 10 - 40, 20 - 0, 30 - 13.5 and 10 - 0 points.
    order = ["running-cost", "rent-security", "reach", "support"]
    assert [row[0] for row in csv.reader(ran.lines[1:])] == order
    ran = run("explain", "market-hall", "--against", "kiosk", "--format", "csv", cwd=library)
    # -30, 20, 22.8 and 0 points.
    order = ["running-cost", "reach", "rent-security", "support"]
    assert [row[0] for row in csv.reader(ran.lines[1:])] == order


def test_perspective_weight_and_date_count_in_an_explanation(library: Path) -> None:
    ran = run("explain", "old-station", "--perspective", "council", cwd=library)
    assert ran.lines[1] == "Rank 2 of 3 · 70.3 points · 0.9 behind The mobile van"
    ran = run("explain", "old-station", "--weight", "reach=0", cwd=library)
    assert ran.lines[1].startswith("Rank 1 of 3 · 62.9 points · 5.7 ahead of")
    ran = run("explain", "old-station", "--as-of", "2026-04-06", cwd=library)
    assert ran.lines[1] == "Rank 2 of 3 · 69.0 points · 1.0 behind The market hall"
    assert "between levels (70)" in ran.out


def test_a_tie_for_first_is_level(tied: Path) -> None:
    assert run("explain", "one", cwd=tied).lines[1] == "Rank 1= of 3 · 65.0 points · level with Two"
    assert run("explain", "two", cwd=tied).lines[1] == "Rank 1= of 3 · 65.0 points · level with One"


def test_the_only_option_has_no_field(tmp_path: Path) -> None:
    text = options(
        "{id: do-it, name: Do it, scores: {cost: 5, gain: 8}}",
        "{id: nothing, name: Nothing, role: baseline, scores: {cost: 0, gain: 0}}",
    )
    ran = run("explain", "do-it", cwd=write(tmp_path, text))
    assert ran.lines[1] == "Rank 1 of 1 · 65.0 points · the only option that is ranked"
    assert "Gap" not in ran.out
    assert ran.out.count("there is no field to compare it with") == 2


def test_nothing_ranked_is_an_error_in_a_sentence(tmp_path: Path) -> None:
    criteria = """\
version: 1
criteria:
  - {id: cost, name: Cost, weight: 1, must: {at_most: 1}, scale: {worst: 10, best: 0}}
"""
    text = options(
        "{id: a, name: A, scores: {cost: 5}}",
        "{id: b, name: B, scores: {cost: 6}}",
    )
    ran = run("explain", "a", cwd=write(tmp_path, text, criteria))
    assert ran.code == 2
    assert ran.raw == b""
    assert (
        ran.err == "ukjapan: error: every option fails a must or is the baseline: none is ranked\n"
    )
