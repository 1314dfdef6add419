"""`ukjapan portfolio`: the best package, in every format and width.

By hand, for the library: over today's 38 points the station is worth 28, the market hall 32, the
van 15.5, and the van requires the station, with which it is worth 3 more. The hall and the station
exclude each other. Only the station costs anything: 900 of capital and 2 of staff.
"""

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.decisions import TWO_CRITERIA, many_options, options, write
from tests.end_to_end.program import run, run_on_terminal, run_process
from tests.end_to_end.test_completion import complete, words

RICH = ["--budget", "capital=1000"]
POOR = ["--budget", "capital=100"]


def of(*arguments: str, cwd: Path) -> Any:
    ran = run("portfolio", *arguments, "--format", "json", cwd=cwd)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


@pytest.fixture(scope="module")
def rich(library: Path) -> Any:
    return of(*RICH, "--frontier", "capital", cwd=library)


class TestJson:
    def test_the_contract(self, rich: Any) -> None:
        assert list(rich) == [
            *("schema", "decision", "baseline", "budgets", "must", "at_least", "at_most"),
            *("status", "gap", "complete", "best", "next_best", "options", "left_out", "core"),
            *("frontier", "excluded", "omissions"),
        ]
        assert rich["schema"] == "ukjapan/portfolio/1"
        assert (rich["status"], rich["gap"], rich["complete"]) == ("optimal", 0, True)
        assert (rich["baseline"], rich["budgets"]) == ("today", {"capital": 1000})

    def test_the_best_package_and_the_next(self, rich: Any) -> None:
        best = rich["best"]
        assert best["options"] == ["old-station", "mobile-van"]
        assert best["value"] == pytest.approx(46.5)
        assert best["costs"] == {"capital": 900, "staff": 2}
        assert best["left"] == {"capital": 100}
        assert best["synergies"] == [{"options": ["old-station", "mobile-van"], "value": 3}]
        following = [(p["options"], p["value"], p["behind"]) for p in rich["next_best"]]
        assert following == [
            (["market-hall"], pytest.approx(32), pytest.approx(14.5)),
            (["old-station"], pytest.approx(28), pytest.approx(18.5)),
            ([], 0, pytest.approx(46.5)),
        ]

    def test_what_is_left_out_and_what_gives_way(self, rich: Any) -> None:
        (hall,) = rich["left_out"]
        assert (hall["option"], hall["obstacle"]) == ("market-hall", None)
        assert hall["worth_less"] == pytest.approx(14.5)
        assert hall["leaves"] == ["old-station", "mobile-van"]
        assert hall["brought_in"] == []  # money does not help it

    def test_the_budget_that_brings_an_option_in(self, library: Path) -> None:
        poor = of(*POOR, cwd=library)
        assert poor["best"]["options"] == ["market-hall"]
        station, van = poor["left_out"]
        assert station["obstacle"] == "takes 900 of capital, and the budget is 100"
        for told in (station, van):
            (way,) = told["brought_in"]
            assert (way["budget"], way["least"], way["extra"]) == ("capital", 900, 800)
            assert way["package"] == ["old-station", "mobile-van"]

    def test_the_frontier(self, rich: Any) -> None:
        curve = rich["frontier"]
        assert (curve["cost"], curve["budget"], curve["complete"]) == ("capital", 1000, True)
        hall, both = curve["packages"]
        assert (hall["cost"], hall["options"]) == (0, ["market-hall"])
        assert hall["marginal_cost_per_point"] is None
        assert (both["cost"], both["options"]) == (900, ["old-station", "mobile-van"])
        assert both["cost_per_point"] == pytest.approx(900 / 46.5)
        assert both["marginal_cost_per_point"] == pytest.approx(900 / 14.5)
        # What costs nothing comes first, so that the ranking takes the hall, which is in the way.
        assert curve["ranking"] == ["market-hall", "mobile-van", "old-station"]
        assert both["by_ranking"] == {"options": ["market-hall"], "value": pytest.approx(32)}
        assert [point["agrees"] for point in curve["packages"]] == [True, False]

    def test_how_sure(self, rich: Any) -> None:
        core = rich["core"]
        assert (core["draws"], core["seed"], core["method"]) == (10_000, 1, "all packages")
        indices = {one["option"]: one["core_index"] for one in rich["options"]}
        assert indices["old-station"] == indices["mobile-van"] == core["best_in"]
        assert sum(indices.values()) == pytest.approx(1 + core["best_in"])
        assert core["affordable_in"] == 1
        for one in rich["options"]:
            share = one["core_index"]
            expected = (share * (1 - share) / 10_000) ** 0.5
            assert one["standard_error"] == pytest.approx(expected)

    def test_what_is_not_ranked_takes_no_part(self, rich: Any) -> None:
        assert [one["option"] for one in rich["excluded"]] == ["today", "kiosk"]
        assert "kiosk" not in [one["option"] for one in rich["options"]]

    def test_perspectives_weights_and_dates_count(self, library: Path) -> None:
        # The council: 45 + 5 + 18 1/3 + 2 for the station, 60 + 11.25 for the van, 15 + 10 + 25 + 5
        # for the hall, 30 + 2.5 + 7.5 + 2 for today.
        seen = of("--perspective", "council", cwd=library)
        assert seen["best"]["value"] == pytest.approx(70 + 1 / 3 + 71.25 - 2 * 42 + 3)
        later = of("--as-of", "2026-04-11", cwd=library)
        assert later["best"]["value"] == pytest.approx(46.5 + 6)  # the station's support: 0.1 × 60
        alone = of("--weight", "reach=0", "--must", "market", cwd=library)
        assert alone["must"] == ["market-hall"]
        assert alone["best"]["options"] == ["market-hall"]

    def test_numbers_of_options(self, library: Path) -> None:
        assert of("--at-most", "1", cwd=library)["best"]["options"] == ["market-hall"]
        two = of("--at-least", "2", "--top", "2", cwd=library)
        assert two["best"]["options"] == ["old-station", "mobile-van"]
        assert two["next_best"] == []
        assert len(of("--top", "2", cwd=library)["next_best"]) == 1


class TestPipe:
    def test_the_package_and_its_totals(self, library: Path) -> None:
        lines = [" ".join(line.split()) for line in run("portfolio", *RICH, cwd=library).lines]
        at = lines.index("Best package Value capital staff Core")
        assert lines[at + 1].startswith("The old station +28.0 900 2 ")
        assert lines[at + 2].startswith("The mobile van +15.5 0 0 ")
        assert lines[at + 3 : at + 7] == [
            "together: The old station and The mobile van +3.0",
            "Together 46.5 900 2",
            "Budget 1,000",
            "Left 100",
        ]
        assert "Proven: no package is worth more." in lines
        assert "capital: £k" in lines
        assert "Values are points over As today (baseline), which is worth 38.0." in lines
        assert "Not ranked, and in no package: A kiosk." in lines

    def test_next_best_packages_are_told_by_what_changes(self, library: Path) -> None:
        out = run("portfolio", *RICH, cwd=library).out
        assert "without The old station and The mobile van; with The market hall" in out

    def test_what_is_out_of_reach(self, library: Path) -> None:
        out = run("portfolio", *POOR, cwd=library).out
        assert "it requires 'old-station', and with it takes 900 of capital" in out
        assert "In a best package with 900 of capital (800 more)." in out

    def test_without_a_budget_nothing_limits_it(self, library: Path) -> None:
        out = run("portfolio", cwd=library).out
        assert "No budget limits the package" in out
        assert "keeps the budgets" not in out

    def test_without_a_baseline_values_are_counted_over_zero(self, tied: Path) -> None:
        lines = run("portfolio", cwd=tied).lines
        assert "There is no baseline: values are counted over zero." in lines

    def test_nothing_that_can_be_had(self, tmp_path: Path) -> None:
        text = options(
            "{id: a, name: A, costs: {money: 5}, scores: {cost: 5, gain: 8}}",
            "{id: b, name: B, costs: {money: 6}, scores: {cost: 5, gain: 7}}",
        )
        ran = run("portfolio", "--budget", "money=4", cwd=write(tmp_path, text))
        assert ran.code == 0
        assert "No option is taken: none can be, within the budgets and the rules." in ran.lines

    def test_the_chart_steps_up_to_the_best(self, library: Path) -> None:
        lines = run("portfolio", *RICH, "--frontier", "capital", cwd=library).lines
        axis = next(i for i, line in enumerate(lines) if "└" in line)
        assert lines[axis - 12].startswith("46.5 ┤")
        assert lines[axis - 1].startswith("32.0 ┤")
        step = lines[axis - 12].index("┌") - lines[axis].index("└") - 1
        assert step == int(900 / 1000 * 71)
        assert any("^ the budget, 1,000" in line for line in lines)


class TestFormats:
    def test_csv_agrees_with_json(self, library: Path, rich: Any) -> None:
        ran = run("portfolio", *RICH, "--frontier", "capital", "--format", "csv", cwd=library)
        rows = list(csv.DictReader(io.StringIO(ran.out), strict=True))
        taken = {row["option"]: row["in_package"] for row in rows if row["kind"] == "option"}
        assert taken == {"old-station": "true", "market-hall": "false", "mobile-van": "true"}
        for row, one in zip(rows, rich["options"], strict=False):
            assert float(row["core_index"]) == one["core_index"]
            assert float(row["cost:capital"]) == one["costs"]["capital"]
        packages = [row for row in rows if row["kind"] == "package"]
        assert [row["options"].split() for row in packages] == [
            p["options"] for p in (rich["best"], *rich["next_best"])
        ]
        efficient = [row for row in rows if row["kind"] == "efficient"]
        for row, point in zip(efficient, rich["frontier"]["packages"], strict=True):
            assert float(row["value"]) == point["value"]
            assert float(row["cost:capital"]) == point["cost"]
            assert float(row["cost_per_point"]) == point["cost_per_point"]
            assert float(row["value_by_ranking"]) == point["by_ranking"]["value"]

    def test_markdown_tables_have_as_many_cells_in_every_row(self, library: Path) -> None:
        arguments = [*RICH, "--frontier", "capital", "--format", "markdown"]
        ran = run("portfolio", *arguments, cwd=library)
        assert ran.code == 0
        tables = [block for block in ran.out.split("\n\n") if block.startswith("|")]
        assert len(tables) == 3
        for table in tables:
            assert len({line.count("|") for line in table.splitlines()}) == 1

    @pytest.mark.process
    @pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
    def test_the_same_input_gives_the_same_bytes(self, library: Path, format_: str) -> None:
        command = ["portfolio", *RICH, "--frontier", "staff", "--format", format_]
        first = run(*command, cwd=library)
        second = run_process(*command, cwd=library, settings={"PYTHONHASHSEED": "2"})
        assert (first.code, first.raw) == (0, second.raw)

    @pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
    def test_hostile_names_stay_text(self, tmp_path: Path, format_: str) -> None:
        lines = [
            '{id: a, name: "=1+1\\u202e", costs: {m: 1}, scores: {cost: 5, gain: 8}}',
            '{id: b, name: "\\e[31m[red]<b>|::error::", costs: {m: 2}, scores: {cost: 5, gain: 7}}',
            "{id: c, name: '[link](x)', costs: {m: 9}, scores: {cost: 4, gain: 8}}",
        ]
        text = options(*lines) + 'cost_units: {m: "<i>::"}\n'
        folder = write(tmp_path, text)
        arguments = ["--budget", "m=5", "--frontier", "m", "--format", format_]
        ran = run("portfolio", *arguments, cwd=folder)
        assert ran.code == 0
        assert not {"\x1b", "\u202e"} & set(ran.out)
        assert not any(line.startswith("::") for line in ran.lines)
        if format_ == "csv":
            assert "=1+1" not in [cell.lstrip('"') for cell in ran.out.split(",")]
        if format_ == "markdown":
            assert not {"<b>", "<i>"} & {ran.out[i : i + 3] for i in range(len(ran.out))}
            assert "](x)" not in ran.out.replace("\\]", "")


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--budget", "captal=3"], "no cost is called 'captal'; did you mean 'capital'?"),
            (["--budget", "capital=-1"], "must be a finite number of 0 or more, not -1"),
            (["--budget", "capital=inf"], "must be a finite number of 0 or more, not inf"),
            (["--budget", "capital"], "is not KEY=AMOUNT"),
            (["--budget", "capital=1", "--budget", "capital=2"], "'capital' is given twice"),
            (["--budget", "cap=1", "--budget", "capital=2"], "'capital' is given twice"),
            ([*POOR, "--must", "van", "--must", "mobile-van"], "no option is called 'van'"),
            ([*POOR, "--must", "mobile-van"], "takes 900 of capital, and the budget is 100"),
            (["--must", "mobile", "--must", "market-hall"], "exclude each other"),
            (["--must", "kiosk"], "'kiosk' cannot be in a package: it fails a must"),
            (["--must", "today"], "it is the baseline"),
            (["--must", "mobile", "--without", "old"], "requires 'old-station', which is left out"),
            (["--at-least", "3"], "it has 2 at most"),
            (["--frontier", "stuff"], "no cost is called 'stuff'; did you mean 'staff'?"),
            (["--time-limit", "0"], "not a number of seconds above 0"),
            (["--time-limit", "nan"], "not a number of seconds above 0"),
        ],
    )
    def test_what_cannot_be_meant_is_refused(
        self, library: Path, arguments: list[str], said: str
    ) -> None:
        ran = run("portfolio", *arguments, cwd=library)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
        assert "Traceback" not in ran.err

    def test_a_missing_score_and_nobody_ranked_are_refused(
        self, incomplete: Path, tmp_path: Path
    ) -> None:
        assert run("portfolio", cwd=incomplete).code == 2
        text = options(
            "{id: a, name: A, role: baseline, scores: {cost: 5, gain: 8}}",
            "{id: b, name: B, scores: {cost: 9, gain: 8}}",
        )
        gate = TWO_CRITERIA.replace("weight: 1, scale", "weight: 1, must: {at_most: 8}, scale", 1)
        ran = run("portfolio", cwd=write(tmp_path, text, gate))
        assert (ran.code, ran.out) == (2, "")
        assert "none is ranked" in ran.err

    def test_costs_options_and_budgets_complete(self, library: Path) -> None:
        assert words(complete("ukjapan portfolio --budget ", cwd=library)) == ["capital=", "staff="]
        assert words(complete("ukjapan portfolio --frontier s", cwd=library)) == ["staff"]
        assert words(complete("ukjapan portfolio --must m", cwd=library)) == [
            *("market-hall", "mobile-van")
        ]
        assert words(complete("ukjapan portfolio --without k", cwd=library)) == ["kiosk"]

    def test_sixty_options_take_a_program_a_draw(self, tmp_path: Path) -> None:
        folder = write(tmp_path, many_options(60))
        found = of("--at-most", "3", "--draws", "5", "--top", "1", cwd=folder)
        assert found["core"]["method"] == "a program a draw"
        assert found["core"]["draws"] == 5
        assert len(found["left_out"]) == 20
        # Number i is worth 5 (10 - i % 11) + 5 (i % 7): 80 for 55, 75 for 33 and 34, then 70.
        assert found["best"]["options"] == ["option-33", "option-34", "option-55"]


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are Unix's")
class TestTerminal:
    @pytest.mark.parametrize("columns", [60, 80, 120])
    def test_nothing_is_wider_than_the_terminal_or_cut(self, library: Path, columns: int) -> None:
        from wcwidth import wcswidth

        arguments = [*RICH, "--frontier", "capital"]
        shown = run_on_terminal("portfolio", *arguments, cwd=library, columns=columns)
        assert shown.code == 0
        assert all(wcswidth(line) <= columns for line in shown.lines)
        assert "…" not in shown.text
        text = " ".join(shown.text.split())
        for part in ("46.5", "No budget alone brings it in.", "62.1", "-14.5", "^"):
            assert part in text

    def test_colour_is_never_the_only_carrier(self, library: Path) -> None:
        arguments = ["portfolio", *RICH, "--frontier", "capital"]
        coloured, bare = (
            run_on_terminal(*arguments, cwd=library, columns=80, settings=s)
            for s in ({}, {"NO_COLOR": "1"})
        )
        assert coloured.coloured
        assert not bare.coloured
        assert coloured.rows == bare.rows


def test_the_packaged_decision(empty: Path) -> None:
    """Against the few packages that money and attention allow: all costs are in the file."""
    ran = run("portfolio", "--budget=money=6", "--budget=attention=4", "--format=json", cwd=empty)
    assert ran.code == 0
    found = json.loads(ran.out)
    assert found["status"] == "optimal"
    for package in (found["best"], *found["next_best"]):
        assert package["costs"]["money"] <= 6
        assert package["costs"]["attention"] <= 4
    assert {one["option"] for one in found["left_out"]}.isdisjoint(found["best"]["options"])
