"""`ukjapan sensitivity`: what first place hangs on, in every format and width.

By hand, for the library (shares 0.4, 0.2, 0.3, 0.1; values of the market 25, 100, 100, 100, of the
station 75, 50, 73⅓, 40, of the van 100, 0, 45, 0), with s a node's share, the rest in proportion:

    running cost   market 100 - 75 s, station 60 + 15 s, van 22.5 + 77.5 s: flips at 4/9 and 0.6
    rent security  market 62.5 + 37.5 s, station 70 - 20 s: 3/23
    reach          market 57 1/7 + 42 6/7 s, station 62 6/7 + 10 10/21 s: 3/17
    support        market 66⅔ + 33⅓ s, station 68 8/9 - 28 8/9 s: 1/28
    money          market 100 - 50 s, station 65 + 1⅔ s: 21/31
"""

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.decisions import TWO_CRITERIA, many_options, options, write
from tests.end_to_end.program import Ran, run, run_on_terminal, run_process


@pytest.fixture(scope="module")
def found(library: Path) -> Any:
    return json.loads(run("sensitivity", "--format", "json", cwd=library).out)


def node(found: Any, id_: str) -> Any:
    return next(entry for entry in found["criteria"] if entry["id"] == id_)


class TestWeights:
    def test_nodes_stand_in_the_trees_order_with_their_shares(self, found: Any) -> None:
        assert list(found)[:4] == ["schema", "decision", "leader", "criteria"]
        assert found["schema"] == "ukjapan/sensitivity/1"
        assert found["leader"] == "market-hall"
        told = [(e["id"], e["group"], e["weight"]) for e in found["criteria"]]
        assert told == [
            ("money", True, pytest.approx(0.6)),
            ("running-cost", False, pytest.approx(0.4)),
            ("rent-security", False, pytest.approx(0.2)),
            ("reach", False, pytest.approx(0.3)),
            ("support", False, pytest.approx(0.1)),
        ]

    @pytest.mark.parametrize(
        ("id_", "at_zero", "flips", "stable"),
        [
            ("money", "market-hall", [(21 / 31, "old-station")], (0, 21 / 31)),
            (
                "running-cost",
                "market-hall",
                [(4 / 9, "old-station"), (0.6, "mobile-van")],
                (0, 4 / 9),
            ),
            ("rent-security", "old-station", [(3 / 23, "market-hall")], (3 / 23, 1)),
            ("reach", "old-station", [(3 / 17, "market-hall")], (3 / 17, 1)),
            ("support", "old-station", [(1 / 28, "market-hall")], (1 / 28, 1)),
        ],
    )
    def test_flips_and_stability_intervals(
        self,
        found: Any,
        id_: str,
        at_zero: str,
        flips: list[tuple[float, str]],
        stable: tuple[float, float],
    ) -> None:
        entry = node(found, id_)
        assert entry["first_at_zero"] == {"first": at_zero, "level_with": []}
        told = [(flip["weight"], flip["first"]) for flip in entry["flips"]]
        assert told == [(pytest.approx(share), first) for share, first in flips]
        assert (entry["stable_from"], entry["stable_to"]) == pytest.approx(stable)

    def test_one_weight_gives_the_ends_of_every_line(self, library: Path) -> None:
        one = json.loads(run("sensitivity", "Reach", "--format", "json", cwd=library).out)
        assert [entry["id"] for entry in one["criteria"]] == ["reach"]
        lines = {
            line["option"]: (line["at_zero"], line["at_one"])
            for line in one["criteria"][0]["lines"]
        }
        assert lines == {
            "market-hall": pytest.approx((400 / 7, 100)),
            "old-station": pytest.approx((440 / 7, 220 / 3)),
            "mobile-van": pytest.approx((400 / 7, 45)),
        }

    def test_a_perspective_has_no_groups(self, library: Path) -> None:
        ran = run("sensitivity", "--perspective", "council", "--format", "json", cwd=library)
        seen = json.loads(ran.out)
        assert not any(entry["group"] for entry in seen["criteria"])
        assert node(seen, "running-cost")["weight"] == pytest.approx(0.6)
        assert seen["leader"] == "mobile-van"  # 71.25 against 67.33 and 55


class TestScores:
    def test_the_one_that_its_own_range_reaches(self, found: Any) -> None:
        inside = [score for score in found["scores"] if score["within_range"]]
        assert [(s["option"], s["criterion"]) for s in inside] == [("old-station", "rent-security")]
        assert inside[0]["threshold"] == pytest.approx(19)  # 4 points are 20 of 100: 4 of 20 years
        assert inside[0]["first"] == "old-station"
        assert inside[0]["range"] == [10, 25]

    def test_where_the_leader_loses(self, found: Any) -> None:
        # 4 points are 10 of running cost's 100, £8k; 13 1/3 of reach's, 1,000 readers of 3,000 a
        # 40. On the local scale the hall's 25 years are the best end: at x years the station's 15
        # are worth 100 · 10 / (x - 5), 20 more than today's 50 where x = 5 + 100 / 7.
        leaders = {s["criterion"]: s for s in found["scores"] if s["option"] == "market-hall"}
        assert {s["first"] for s in leaders.values()} == {"old-station"}
        assert leaders["running-cost"]["threshold"] == pytest.approx(108)
        assert leaders["reach"]["threshold"] == pytest.approx(3000)
        assert leaders["rent-security"]["threshold"] == pytest.approx(5 + 100 / 7)
        assert leaders["support"]["threshold"] == "split"

    def test_no_performance_on_the_scale_is_null(self, found: Any) -> None:
        van = {s["criterion"]: s for s in found["scores"] if s["option"] == "mobile-van"}
        assert (van["running-cost"]["threshold"], van["running-cost"]["first"]) == (None, None)

    def test_the_tornado(self, found: Any) -> None:
        told = [
            (t["option"], t["criterion"], t["low"], t["high"], t["lead_at_low"], t["lead_at_high"])
            for t in found["tornado"]
        ]
        # Five years are 25 of 100 times 0.2, 5 points; 1,500 readers are worth 66⅔, 2,500 are 80.
        assert told == [
            ("old-station", "rent-security", 10, 25, pytest.approx(9), pytest.approx(-6)),
            ("old-station", "reach", 1500, 2500, pytest.approx(6), pytest.approx(2)),
        ]


class TestJointChange:
    def test_the_least_changes_that_put_the_van_first(self, library: Path) -> None:
        # 12.5 behind the station: moving weight from rent (50 behind) to cost (25 ahead) gains 75.
        ran = run("sensitivity", "--first", "mobile", "--format", "json", cwd=library)
        change = json.loads(ran.out)["joint_change"]
        assert change["option"] == "mobile-van"
        assert change["is_needed"] is True
        assert change["least_total"]["total"] == pytest.approx(2 / 6)
        assert change["least_total"]["weights"]["running-cost"] == pytest.approx(0.4 + 1 / 6)
        weights = [
            f"--weight={id_}={number}"
            for id_, number in change["least_total"]["weights"].items()
            if id_ not in ("running-cost", "rent-security")
        ]
        money = {k: change["least_total"]["weights"][k] for k in ("running-cost", "rent-security")}
        weights += [f"--weight={id_}={number}" for id_, number in money.items()]
        weights.append(f"--weight=money={sum(money.values())}")
        ranking = json.loads(run("score", *weights, "--format", "json", cwd=library).out)["ranking"]
        van = next(entry for entry in ranking if entry["option"] == "mobile-van")
        assert van["value"] == pytest.approx(ranking[0]["value"])

    def test_within_the_stated_intervals_none_does_and_says_by_how_much(
        self, library: Path
    ) -> None:
        ran = run(
            "sensitivity", "--first=mobile-van", "--within=stated", "--format=json", cwd=library
        )
        change = json.loads(ran.out)["joint_change"]
        assert (change["least_total"], change["least_largest"]) == (None, None)
        assert change["obstacle"]["deficit"] > 0
        assert sum(change["obstacle"]["mixture"].values()) == pytest.approx(1)
        # Money's 45 to 75 against 30 to 50 for the other two; running cost's 30 to 55 against 15 to
        # 25 for rent security.
        most = 75 / 105 * 55 / 70
        assert change["bounds"]["running-cost"] == pytest.approx([45 / 95 * 30 / 55, most])
        said = run("sensitivity", "--first", "mobile-van", "--within", "stated", cwd=library).out
        assert "No weights within the stated intervals put The mobile van first" in said

    def test_what_is_first_needs_no_change(self, library: Path) -> None:
        said = run("sensitivity", "--first", "market-hall", cwd=library).lines
        assert said[-1] == "The market hall is first already: no change of weights is needed."

    def test_a_dominated_option_has_a_certificate(self, tmp_path: Path) -> None:
        text = options(
            "{id: best, name: Best, scores: {cost: 1, gain: 9}}",
            "{id: worse, name: Worse, scores: {cost: 3, gain: 4}}",
        )
        said = run("sensitivity", "--first", "worse", cwd=write(tmp_path, text)).lines
        assert said[-1] == (
            "No weights put Worse first: Best is worth 20.0 points more than it at least, whatever "
            "they are."
        )


class TestPipe:
    def test_bars_show_who_is_first_over_the_weight(self, library: Path) -> None:
        ran = run("sensitivity", cwd=library)
        assert ran.code == 0
        row = next(line for line in ran.lines if line.startswith("  Running cost"))
        name, weight, bar, stays, others = re.split(r" {2,}", row.strip())
        assert (name, weight, stays) == ("Running cost", "40.0%", "0.0-44.4%")
        assert others == "b above 44.4%, c above 60.0%"
        assert len(bar) == 40
        assert bar.index("|") == 16
        assert [bar.replace("|", "a").count(letter) for letter in "abc"] == [18, 6, 16]
        assert "First: The market hall, 70.0 points, 4.0 ahead of The old station" in ran.lines
        assert {"a The market hall", "b The old station", "c The mobile van"} <= set(ran.lines)

    def test_the_score_that_moves_first_place_is_told(self, library: Path) -> None:
        lines = [" ".join(line.split()) for line in run("sensitivity", cwd=library).lines]
        assert "The old station Rent security 15 years above 19 years The old station" in lines
        assert any(line.startswith("b Rent security 10 to 25 years -6.0 to +9.0") for line in lines)

    def test_a_chart_of_one_weight_has_lines_with_letters_and_the_flip(self, library: Path) -> None:
        ran = run("sensitivity", "reach", cwd=library)
        assert ran.code == 0
        assert "The old station is first from 0.0% to 17.6%." in ran.lines
        axis = next(i for i, line in enumerate(ran.lines) if "└" in line)
        chart, marks = ran.lines[axis - 16 : axis], ran.lines[axis + 1]
        assert {letter for line in chart for letter in line if letter.isalpha()} == set("abc")
        start = ran.lines[axis].index("└") + 1
        assert marks.index("^") - start == int(3 / 17 * 72)
        assert marks.index("|") - start == int(0.3 * 72)
        assert chart[0].startswith("100.0")
        assert chart[-1].strip().startswith("45.0")


class TestFormats:
    def test_csv_agrees_with_json(self, library: Path, found: Any) -> None:
        ran = run("sensitivity", "--format", "csv", cwd=library)
        rows = list(csv.DictReader(io.StringIO(ran.out)))
        flips = [(r["criterion"], float(r["at"]), r["first"]) for r in rows if r["kind"] == "first"]
        expected = [
            (entry["id"], flip.get("weight", 0.0), flip["first"])
            for entry in found["criteria"]
            for flip in (entry["first_at_zero"], *entry["flips"])
        ]
        assert flips == expected
        scores = [(r["option"], r["criterion"], r["at"]) for r in rows if r["kind"] == "score"]
        assert scores == [
            (
                s["option"],
                s["criterion"],
                "" if s["threshold"] is None else str(s["threshold"]),
            )
            for s in found["scores"]
        ]
        assert sum(row["kind"] == "tornado" for row in rows) == len(found["tornado"])

    @pytest.mark.parametrize("arguments", [[], ["reach"], ["--first", "mobile-van"]])
    def test_markdown_tables_have_as_many_cells_in_every_row(
        self, library: Path, arguments: list[str]
    ) -> None:
        ran = run("sensitivity", *arguments, "--format", "markdown", cwd=library)
        assert ran.code == 0
        tables = [block for block in ran.out.split("\n\n") if block.startswith("|")]
        assert tables
        for table in tables:
            assert len({line.count("|") for line in table.splitlines()}) == 1

    @pytest.mark.process
    @pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
    @pytest.mark.parametrize("arguments", [[], ["money"], ["--first=mobile-van"]])
    def test_the_same_input_gives_the_same_bytes(
        self, library: Path, arguments: list[str], format_: str
    ) -> None:
        command = ["sensitivity", *arguments, "--format", format_]
        first = run(*command, cwd=library)
        second = run_process(*command, cwd=library, settings={"PYTHONHASHSEED": "2"})
        assert (first.code, first.raw) == (0, second.raw)

    @pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
    @pytest.mark.parametrize("arguments", [[], ["cost"]])
    def test_hostile_names_stay_text(
        self, tmp_path: Path, arguments: list[str], format_: str
    ) -> None:
        criteria = TWO_CRITERIA.replace("name: Cost", 'name: "\\e[31m[red]<b>|::error::"')
        text = options(
            '{id: a, name: "=1+1\\u202e", scores: {cost: {value: 5, low: 1, high: 9}, gain: 8}}',
            "{id: b, name: '[link](x)', scores: {cost: 4, gain: 8}}",
        )
        folder = write(tmp_path, text, criteria)
        ran = run("sensitivity", *arguments, "--format", format_, cwd=folder)
        assert ran.code == 0
        assert not {"\x1b", "\u202e"} & set(ran.out)
        assert not any(line.startswith("::") for line in ran.lines)
        if format_ == "csv":
            assert "=1+1" not in [cell.lstrip('"') for cell in ran.out.split(",")]
        if format_ == "markdown":
            assert "<b>" not in ran.out
            assert "](x)" not in ran.out.replace("\\]", "")


class TestFewOptions:
    def test_one_option_is_first_whatever_the_weights(self, tmp_path: Path) -> None:
        text = options(
            "{id: a, name: A, scores: {cost: {low: 1, high: 9}, gain: 8}}",
            "{id: b, name: B, role: baseline, scores: {cost: 0, gain: 9}}",
        )
        folder = write(tmp_path, text)
        found = json.loads(run("sensitivity", "--format", "json", cwd=folder).out)
        assert (found["scores"], found["tornado"]) == ([], [])
        assert [entry["flips"] for entry in found["criteria"]] == [[], []]
        ran = run("sensitivity", cwd=folder)
        assert "First: A, 65.0 points, the only option that is ranked" in ran.lines
        assert run("sensitivity", "gain", cwd=folder).code == 0
        assert run("sensitivity", "--first", "a", cwd=folder).code == 0

    def test_all_alike_are_level_everywhere(self, tmp_path: Path) -> None:
        lines = (f"{{id: o-{i}, name: O {i}, scores: {{cost: 5, gain: 8}}}}" for i in range(3))
        folder = write(tmp_path, options(*lines))
        found = json.loads(run("sensitivity", "--format", "json", cwd=folder).out)
        level = {"first": "o-0", "level_with": ["o-1", "o-2"]}
        assert [entry["first_at_zero"] for entry in found["criteria"]] == [level, level]
        assert "First: O 0, 65.0 points, level with O 1" in run("sensitivity", cwd=folder).lines
        said = run("sensitivity", "--first", "o-2", cwd=folder).lines
        assert said[-1] == "O 2 is first already: no change of weights is needed."
        assert run("sensitivity", "cost", cwd=folder).code == 0

    def test_one_criterion_cannot_move(self, tmp_path: Path) -> None:
        criteria = "\n".join(TWO_CRITERIA.splitlines()[:-1]) + "\n"
        text = options("{id: a, name: A, scores: {cost: 5}}", "{id: b, name: B, scores: {cost: 6}}")
        folder = write(tmp_path, text, criteria)
        entry = json.loads(run("sensitivity", "--format", "json", cwd=folder).out)["criteria"][0]
        assert (entry["can_move"], entry["weight"], entry["flips"]) == (False, 1, [])
        assert "Cost has all the weight" in run("sensitivity", "cost", cwd=folder).out
        said = run("sensitivity", "--first", "b", cwd=folder).lines[-1]
        assert said.startswith("No weights put B first: A is worth 10.0 points more")

    def test_nobody_ranked_is_said(self, tmp_path: Path) -> None:
        text = options(
            "{id: a, name: A, role: baseline, scores: {cost: 5, gain: 8}}",
            "{id: b, name: B, scores: {cost: 9, gain: 8}}",
        )
        criteria = TWO_CRITERIA.replace(
            "weight: 1, scale", "weight: 1, must: {at_most: 8}, scale", 1
        )
        for arguments in ([], ["cost"]):
            ran = run("sensitivity", *arguments, cwd=write(tmp_path, text, criteria))
            assert (ran.code, ran.out) == (2, "")
            assert "none is ranked" in ran.err

    def test_a_gate_takes_the_leader_out(self, tmp_path: Path) -> None:
        # 10 points ahead, a would be level with cost at 7; at 5.5 it stops being ranked.
        criteria = TWO_CRITERIA.replace(
            "weight: 1, scale: {worst: 10", "weight: 1, must: {at_most: 5.5}, scale: {worst: 10"
        )
        text = options(
            "{id: a, name: A, scores: {cost: 5, gain: 6}}",
            "{id: b, name: B, scores: {cost: 5, gain: 4}}",
        )
        ran = run("sensitivity", "--format", "json", cwd=write(tmp_path, text, criteria))
        cost = json.loads(ran.out)["scores"][0]
        assert (cost["option"], cost["criterion"]) == ("a", "cost")
        assert (cost["threshold"], cost["first"], cost["fails_must"]) == (5.5, "b", True)


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["raech"], "no criterion is called 'raech'; did you mean 'reach'?"),
            (["--first", "markt-hall"], "no option is called 'markt-hall'; did you mean"),
            (["--first", "kiosk"], "'kiosk' is not ranked"),
            (["--first", "today"], "'today' is not ranked"),
            (["--within", "any"], "--within"),
            (["reach", "--first", "kiosk"], "--first"),
        ],
    )
    def test_what_cannot_be_meant_is_refused(
        self, library: Path, arguments: list[str], said: str
    ) -> None:
        ran = run("sensitivity", *arguments, cwd=library)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
        assert "Traceback" not in ran.err

    def test_a_missing_score_is_refused(self, incomplete: Path) -> None:
        ran = run("sensitivity", cwd=incomplete)
        assert (ran.code, ran.out) == (2, "")

    def test_a_thousand_options(self, tmp_path: Path) -> None:
        ran = run("sensitivity", cwd=write(tmp_path, many_options(1_000)))
        assert ran.code == 0
        assert len(ran.lines) < 100


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are Unix's")
class TestTerminal:
    @pytest.mark.parametrize("columns", [60, 80, 120])
    @pytest.mark.parametrize("arguments", [[], ["reach"], ["--first", "mobile-van"]])
    def test_nothing_is_wider_than_the_terminal_or_cut(
        self, library: Path, columns: int, arguments: list[str]
    ) -> None:
        from wcwidth import wcswidth

        shown = run_on_terminal("sensitivity", *arguments, cwd=library, columns=columns)
        assert shown.code == 0
        assert shown.coloured
        assert all(wcswidth(line) <= columns for line in shown.lines)
        assert "…" not in shown.text
        if arguments == ["reach"]:
            assert (
                sum("^" in row for row in shown.rows) == 2
            )  # the axis and the line that explains it
            return
        text = " ".join(shown.text.split())
        for part in ("b above 44.4%, c", "13.0-100.0%", "-6.0 to +9.0", "above 19"):
            assert part in text

    def test_colour_is_never_the_only_carrier(self, library: Path) -> None:
        for arguments in ([], ["reach"]):
            coloured, bare = (
                run_on_terminal("sensitivity", *arguments, cwd=library, columns=80, settings=s)
                for s in ({}, {"NO_COLOR": "1"})
            )
            assert not bare.coloured
            assert coloured.rows == bare.rows


def test_the_packaged_decision(empty: Path) -> None:
    ran: Ran = run("sensitivity", "--format", "json", cwd=empty)
    assert ran.code == 0
    found = json.loads(ran.out)
    for entry in found["criteria"]:
        assert 0 <= entry["stable_from"] <= entry["weight"] <= entry["stable_to"] <= 1
