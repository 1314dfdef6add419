"""`ukjapan score` in a pipe: the ranking, and what changes it."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, options, write
from tests.end_to_end.program import Ran, run


def scored(*arguments: str, cwd: Path) -> dict[str, Any]:
    ran = run("score", "--format", "json", *arguments, cwd=cwd)
    assert ran.code == 0, ran.err
    result: dict[str, Any] = json.loads(ran.out)
    return result


def values(result: dict[str, Any]) -> dict[str, float]:
    return {row["option"]: row["value"] for row in result["ranking"]}


def ranks(result: dict[str, Any]) -> dict[str, int]:
    return {row["option"]: row["rank"] for row in result["ranking"]}


@pytest.fixture(scope="module")
def table(library: Path) -> Ran:
    return run("score", cwd=library)


def test_above_the_table_stand_title_date_weights_and_files(table: Ran) -> None:
    assert table.lines[0] == "Where should the library's next branch go?"
    assert table.lines[1] == "As of 1 April 2026 · stated weights · criteria.yaml, options.yaml"


def test_the_table_has_rank_option_value_bar_strongest_and_weakest(table: Ran) -> None:
    header = table.lines[3].split()
    assert header == ["Rank", "Option", "Value", "Contributions", "Strongest", "Weakest"]
    rows = [line.split("  ") for line in table.lines[4:8]]
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    assert [row[:3] for row in cells] == [
        ["1", "The market hall", "70.0"],
        ["2", "The old station", "66.0"],
        ["3", "The mobile van", "53.5"],
        ["-", "As today (baseline)", "38.0"],
    ]
    # The ranked options' mean contributions are 80/3, 10, 65.5/3 and 14/3 points.
    assert [row[4:] for row in cells] == [
        ["Rent security +10.0", "Running cost -16.7"],
        ["Running cost +3.3", "Local support -0.7"],
        ["Running cost +13.3", "Rent security -10.0"],
        ["Local support -0.7", "Reach -12.8"],
    ]


def test_a_bar_has_cells_in_proportion_to_contributions(table: Ran) -> None:
    # 70 points fill 40 cells: 10, 20, 30 and 10 points end at 5.7, 17.1, 34.3 and 40 of them.
    assert "a" * 6 + "b" * 11 + "c" * 17 + "d" * 6 in table.lines[4]
    # 40, 0 and 13.5 points end at 22.9 and 30.6.
    assert "a" * 23 + "c" * 8 + " " in table.lines[6]


def test_the_legend_names_every_letter_with_its_share(table: Ran) -> None:
    for entry in (
        "a Running cost 40.0%",
        "b Rent security 20.0%",
        "c Reach 30.0%",
        "d Local support 10.0%",
    ):
        assert entry in table.lines


def test_an_option_that_fails_a_must_stands_apart_with_the_reason_in_units(table: Ran) -> None:
    at = table.lines.index("Not ranked")
    assert table.lines[at + 1 : -2] == [
        "A kiosk (57.2): Reach is 400 readers, must be at least 500 readers"
    ]
    assert not any("kiosk" in line for line in table.lines[:at])


def test_a_pipe_gets_no_boxes_no_escapes_and_no_cut_text(tmp_path: Path) -> None:
    names = [f"{word} " * 19 + "end" for word in ("Promenade", "Boulevard")]
    text = options(
        *(
            f"{{id: o{i}, name: {name}, scores: {{cost: {i}, gain: 5}}}}"
            for i, name in enumerate(names)
        )
    )
    ran = run("score", cwd=write(tmp_path, text))
    assert all(any(name in line for line in ran.lines) for name in names)
    assert "\x1b" not in ran.out
    assert "…" not in ran.out
    assert not any("\u2500" <= character <= "\u259f" for character in ran.out)


def test_a_pipe_gets_the_same_whatever_the_terminal_is_said_to_be(library: Path) -> None:
    plain = run("score", cwd=library)
    for settings in ({"COLUMNS": "30"}, {"TERM": "xterm-256color"}, {"NO_COLOR": "1"}):
        assert run("score", cwd=library, settings=settings).raw == plain.raw


def test_ties_are_shown_as_ties(tied: Path) -> None:
    ran = run("score", cwd=tied)
    assert [line.split()[:2] for line in ran.lines[4:7]] == [
        ["1=", "One"],
        ["1=", "Two"],
        ["3", "Low"],
    ]
    assert [(row["rank"], row["tied"]) for row in scored(cwd=tied)["ranking"]] == [
        (1, True),
        (1, True),
        (3, False),
    ]
    markdown = run("score", "--format", "markdown", cwd=tied)
    assert [line.split()[1] for line in markdown.lines[6:9]] == ["1=", "1=", "3"]


def test_a_weight_of_a_criterion_is_relative_to_its_siblings(library: Path) -> None:
    # Without reach, money has 60 of 70 and support 10 of 70. Money alone is worth 50, 66⅔ and 66⅔.
    result = scored("--weight", "reach=0", cwd=library)
    assert values(result) == pytest.approx(
        {"old-station": 4400 / 70, "market-hall": 4000 / 70, "mobile-van": 4000 / 70}
    )
    assert ranks(result) == {"old-station": 1, "market-hall": 2, "mobile-van": 2}
    assert [c["weight"] for c in result["criteria"]] == pytest.approx([4 / 7, 2 / 7, 0, 1 / 7])


def test_a_weight_of_a_group_moves_all_of_it(library: Path) -> None:
    # Without money, reach has 30 of 40 and support 10 of 40.
    result = scored("--weight", "money=0", cwd=library)
    assert values(result) == pytest.approx(
        {"market-hall": 100, "old-station": 55 + 10, "mobile-van": 33.75}
    )


def test_several_weights_can_be_given(library: Path) -> None:
    # Running cost and support count half each: 25 and 100, 75 and 40, 100 and 0.
    weights = ["rent-security=0", "reach=0", "money=5", "support=5"]
    result = scored(*(word for weight in weights for word in ("--weight", weight)), cwd=library)
    assert values(result) == pytest.approx(
        {"market-hall": 62.5, "old-station": 57.5, "mobile-van": 50}
    )


def test_changed_weights_are_named_above_the_table(library: Path) -> None:
    ran = run("score", "--weight", "reach=0", "--weight", "support=1", cwd=library)
    assert "stated weights but for reach, support" in ran.lines[1]


def test_a_perspective_brings_its_own_weights(library: Path) -> None:
    # 60, 10, 25 and 5 of 100.
    result = scored("--perspective", "council", cwd=library)
    assert result["decision"]["perspective"] == "council"
    assert values(result) == pytest.approx(
        {
            "mobile-van": 60 + 11.25,
            "old-station": 45 + 5 + 25 * 11 / 15 + 2,
            "market-hall": 15 + 10 + 25 + 5,
        }
    )
    assert (
        "weights of The council" in run("score", "--perspective", "council", cwd=library).lines[1]
    )


def test_a_perspective_answers_to_its_name_too(library: Path) -> None:
    assert scored("--perspective", "The Council", cwd=library) == scored(
        "--perspective", "council", cwd=library
    )


@pytest.mark.parametrize(
    ("day", "support", "first"),
    [
        ("2026-01-01", 40, "market-hall"),  # held before the first date
        ("2026-04-06", 70, "market-hall"),  # half-way from split to behind-it
        ("2026-04-11", 100, "old-station"),
        ("2031-01-01", 100, "old-station"),  # held after the last
    ],
)
def test_a_date_reads_dated_scores(library: Path, day: str, support: float, first: str) -> None:
    result = scored("--as-of", day, cwd=library)
    assert result["decision"]["as_of"] == day
    assert result["ranking"][0]["option"] == first
    station = next(row for row in result["ranking"] if row["option"] == "old-station")
    assert station["values"]["support"] == pytest.approx(support)
    assert station["value"] == pytest.approx(62 + support / 10)


def test_a_missing_score_is_refused_and_placed(incomplete: Path) -> None:
    ran = run("score", cwd=incomplete)
    assert ran.code == 2
    assert ran.raw == b""
    assert "options.yaml:4:" in ran.err
    assert "UKJ112" in ran.err
    assert "--allow-missing" in ran.err


def test_missing_scores_make_values_and_ranks_ranges(incomplete: Path) -> None:
    ran = run("score", "--allow-missing", cwd=incomplete)
    assert ran.code == 0
    rows = [line.split() for line in ran.lines[4:8]]
    # Ay is surely worth 65; Bee may be worth 25 to 75, Dee 0 to 100: both, one or none above it.
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("1-3", "Ay", "65.0"),
        ("1-3", "Bee", "25.0-75.0"),
        ("1-4", "Dee", "0.0-100.0"),
        ("3-4", "Sea", "10.0"),
    ]
    assert "0.0-50.0" in ran.lines[8]  # the baseline, whose cost is missing
    assert "Scores are missing" in ran.out
    assert "·" in rows[1][3]  # what the missing score could add


def test_missing_scores_in_json(incomplete: Path) -> None:
    result = scored("--allow-missing", cwd=incomplete)
    bee = result["ranking"][1]
    assert list(bee) == [
        *("rank", "option", "name", "value", "tied", "values", "contributions"),
        *("last_rank", "most"),
    ]
    assert (bee["rank"], bee["last_rank"], bee["value"], bee["most"]) == (1, 3, 25, 75)
    assert bee["values"] == {"cost": 50, "gain": None}
    assert bee["contributions"] == {"cost": 25, "gain": None}
    assert result["excluded"][0]["most"] == 50


def test_without_missing_scores_allowing_them_changes_nothing(library: Path) -> None:
    assert scored("--allow-missing", cwd=library) == scored(cwd=library)


def test_one_option_beside_the_baseline(tmp_path: Path) -> None:
    text = options(
        "{id: do-it, name: Do it, scores: {cost: 5, gain: 8}}",
        "{id: nothing, name: Nothing, role: baseline, scores: {cost: 0, gain: 0}}",
    )
    ran = run("score", cwd=write(tmp_path, text))
    assert ran.lines[1] == "Undated · stated weights · criteria.yaml, options.yaml"
    assert ran.lines[4].split()[:4] == ["1", "Do", "it", "65.0"]
    assert ran.lines[4].split()[-2:] == ["-", "-"]  # there is no field to stand out from
    assert "mean of the ranked" not in ran.out


def test_every_option_fails_a_must(tmp_path: Path) -> None:
    criteria = LIBRARY_CRITERIA.replace("{at_least: 500}", "{at_least: 3000, at_most: 3500}")
    folder = write(tmp_path, LIBRARY_OPTIONS, criteria)
    ran = run("score", cwd=folder)
    assert ran.code == 0
    reason = "must be at least 3,000 readers and at most 3,500 readers"
    at = ran.lines.index("Not ranked")
    assert ran.lines[at + 1 :] == [
        f"The old station (66.0): Reach is 2,000 readers, {reason}",
        f"The market hall (70.0): Reach is 4,000 readers, {reason}",
        f"The mobile van (53.5): Reach is 750 readers, {reason}",
        f"A kiosk (57.2): Reach is 400 readers, {reason}",
    ]
    assert scored(cwd=folder)["ranking"] == []


def test_a_must_on_levels_speaks_of_levels(tmp_path: Path) -> None:
    criteria = LIBRARY_CRITERIA.replace(
        "    weight: 10\n", "    weight: 10\n    must: {at_least: behind-it}\n"
    )
    ran = run("score", cwd=write(tmp_path, LIBRARY_OPTIONS, criteria))
    assert "The old station (66.0): Local support is split, must be at least behind-it" in ran.lines
    assert "Not ranked" in ran.lines
    assert "The mobile van (53.5): Local support is opposed, must be at least behind-it" in ran.out


def test_the_baseline_above_the_leader_stands_above_it(tmp_path: Path) -> None:
    text = options(
        "{id: a, name: Ay, scores: {cost: 9, gain: 1}}",
        "{id: b, name: Bee, scores: {cost: 9, gain: 2}}",
        "{id: today, name: Today, role: baseline, scores: {cost: 0, gain: 0}}",
    )
    ran = run("score", cwd=write(tmp_path, text))
    assert [line.split()[:2] for line in ran.lines[4:7]] == [
        ["-", "Today"],
        ["1", "Bee"],
        ["2", "Ay"],
    ]
