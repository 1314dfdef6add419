"""`ukjapan timeline`: a decision over time, in every format and width.

By hand, for the library: the station's support rises from 40 on 1 April to 100 on 11 April, so that
its value rises by 0.6 a day from 66 to 72. The market hall stays at 70: level 6⅔ days after
1 April, and the station is ahead from 8 April on. The van stays at 53.5, today's library at 38.
1 April 2026 is day 20,544 after 1970-01-01.
"""

import csv
import io
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, options, write
from tests.end_to_end.program import Ran, run, run_on_terminal, run_process
from tests.end_to_end.test_hostile import HOSTILE, assert_harmless

DAY_0 = (date(2026, 4, 1) - date(1970, 1, 1)).days


def of(*arguments: str, cwd: Path) -> Any:
    ran = run("timeline", *arguments, "--format", "json", cwd=cwd)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def rows_of(ran: Ran) -> list[dict[str, str]]:
    assert ran.code == 0
    return list(csv.DictReader(io.StringIO(ran.raw.decode(), newline=""), strict=True))


@pytest.fixture(scope="module")
def found(library: Path) -> Any:
    return of(cwd=library)


@pytest.fixture(scope="module")
def gated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library, whose station needs support behind it: it is ranked on the last day alone."""
    criteria = LIBRARY_CRITERIA.replace(
        "    weight: 10\n", "    weight: 10\n    must: {at_least: 90}\n"
    )
    criteria = criteria.replace(
        "levels: {opposed: 0, split: 40, behind-it: 100}", "worst: 0\n      best: 100"
    )
    text = re.sub(r"(?<=support: )behind-it|(?<=: )behind-it", "100", LIBRARY_OPTIONS)
    text = re.sub(r"(?<=: )split", "40", text).replace("opposed", "0")
    return write(tmp_path_factory.mktemp("gated"), text, criteria)


class TestJson:
    def test_keys_stand_in_the_order_of_the_contract(self, found: Any) -> None:
        assert list(found) == [
            *("schema", "decision", "is_dated", "today", "from", "to", "first_stated"),
            *("last_stated", "options", "leaders", "crossings_among", "crossings"),
            *("beats_baseline_until", "act_by", "cost_of_delay", "table", "omissions"),
        ]
        assert found["schema"] == "ukjapan/timeline/1"
        assert found["is_dated"] is True
        assert found["decision"]["as_of"] == found["today"] == "2026-04-01"
        assert (found["from"], found["to"]) == ("2026-04-01", "2026-04-11")

    def test_who_leads_when(self, found: Any) -> None:
        assert found["leaders"] == [
            {"from": "2026-04-01", "to": "2026-04-07", "option": "market-hall", "level_with": []},
            {"from": "2026-04-08", "to": "2026-04-11", "option": "old-station", "level_with": []},
        ]

    def test_crossings_are_exact_and_dated(self, found: Any) -> None:
        assert found["crossings_among"] == ["market-hall", "old-station", "mobile-van"]
        assert found["crossings"] == [
            {
                "date": "2026-04-08",
                "exact": pytest.approx(DAY_0 + 20 / 3, abs=1e-7),
                "above": "old-station",
                "below": "market-hall",
            }
        ]

    def test_the_window_and_what_waiting_costs(self, found: Any) -> None:
        assert found["act_by"] == {
            "option": "market-hall",
            "date": "2026-04-07",
            "next": ["old-station"],
        }
        costs = {entry["option"]: entry for entry in found["cost_of_delay"]}
        assert list(costs) == ["old-station", "market-hall", "mobile-van"]
        assert costs["old-station"]["per_month"] == pytest.approx(-0.6 * 365.2425 / 12)
        assert costs["old-station"]["losses"] == [
            {"months": months, "until": until, "points": pytest.approx(-6)}
            for months, until in ((1, "2026-05-01"), (6, "2026-10-01"), (12, "2027-04-01"))
        ]
        assert costs["mobile-van"]["per_month"] == 0

    def test_knots_and_the_baseline(self, found: Any) -> None:
        by_id = {entry["option"]: entry for entry in found["options"]}
        assert [id_ for id_, entry in by_id.items() if entry["baseline"]] == ["today"]
        assert "kiosk" not in by_id  # it fails a must on every day
        assert by_id["today"]["ranked"] == []
        assert by_id["old-station"]["ranked"] == [{"from": "2026-04-01", "to": "2026-04-11"}]
        assert by_id["old-station"]["knots"] == [
            {"date": "2026-04-01", "exact": DAY_0, "value": pytest.approx(66)},
            {"date": "2026-04-11", "exact": DAY_0 + 10, "value": pytest.approx(72)},
        ]
        assert found["beats_baseline_until"] == [
            {
                "option": id_,
                "until": None,
                "is_lasting": True,
                "days": [{"from": "2026-04-01", "to": None}],
            }
            for id_ in ("old-station", "market-hall", "mobile-van")
        ]

    def test_the_table_is_score_on_each_date_to_the_last_digit(self, library: Path) -> None:
        shown = of("--from", "2026-04-01", "--to", "2027-04-01", "--every", "quarter", cwd=library)
        days = [entry["date"] for entry in shown["table"]]
        assert days == ["2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01", "2027-04-01"]
        for entry in shown["table"][:2]:
            score = json.loads(
                run("score", "--as-of", entry["date"], "--format", "json", cwd=library).out
            )
            expected = {row["option"]: (row["rank"], row["value"]) for row in score["ranking"]}
            expected["today"] = (None, score["excluded"][0]["value"])
            assert expected == {r["option"]: (r["rank"], r["value"]) for r in entry["ranking"]}

    @pytest.mark.parametrize("day", [date(2026, 4, 7), date(2026, 4, 8)])
    def test_score_agrees_with_the_day_of_a_crossing(
        self, library: Path, found: Any, day: date
    ) -> None:
        ran = run("score", "--as-of", str(day), "--format", "json", cwd=library)
        first = json.loads(ran.out)["ranking"][0]["option"]
        (expected,) = (
            lead["option"] for lead in found["leaders"] if lead["from"] <= str(day) <= lead["to"]
        )
        assert first == expected

    def test_a_perspective_and_a_weight_move_it(self, library: Path) -> None:
        # The council's station rises by 0.3 a day from 70⅓; the van is at 71¼: level at 3 1/18.
        council = of("--perspective", "council", cwd=library)
        assert [lead["option"] for lead in council["leaders"]] == ["mobile-van", "old-station"]
        assert council["act_by"]["date"] == "2026-04-04"
        assert council["crossings"][0]["exact"] == pytest.approx(DAY_0 + 3 + 1 / 18)
        without = of("--weight", "support=0", cwd=library)
        assert without["crossings"] == []
        assert {loss["points"] for d in without["cost_of_delay"] for loss in d["losses"]} == {0}


class TestGates:
    def test_who_is_ranked_changes_with_the_date(self, gated: Path) -> None:
        # Support is 90 or more from 8⅓ days on, and the van's 0 never is.
        found = of(cwd=gated)
        station = next(o for o in found["options"] if o["option"] == "old-station")
        assert station["ranked"] == [{"from": "2026-04-10", "to": "2026-04-11"}]
        assert [(lead["from"], lead["option"]) for lead in found["leaders"]] == [
            ("2026-04-01", "market-hall"),
            ("2026-04-10", "old-station"),
        ]
        assert found["crossings"] == []  # on 8 April the station is not ranked
        ranks = [{r["option"]: r["rank"] for r in row["ranking"]} for row in found["table"]]
        assert [row["old-station"] for row in ranks] == [None, 1]

    def test_it_is_said(self, gated: Path) -> None:
        lines = run("timeline", cwd=gated).lines
        assert (
            "The old station fails a must on some days; it is ranked from 10 April 2026 to "
            "11 April 2026." in lines
        )
        assert any(line.startswith("2026-04-01") and "66.0 (-)" in line for line in lines)


class TestWords:
    def test_the_sentences(self, library: Path) -> None:
        lines = run("timeline", cwd=library).lines
        window = (
            "Act by 7 April 2026: until then The market hall is first, and from the next day on "
            "The old station is first."
        )
        better = (
            "Better than As today on every day from 1 April 2026 on: The old station, The market "
            "hall and The mobile van."
        )
        assert lines[:10] == [
            "Where should the library's next branch go?",
            "As of 1 April 2026 · stated weights · criteria.yaml, options.yaml",
            "",
            window,
            "The market hall is first from 1 April 2026 to 7 April 2026.",
            "The old station is first from 8 April 2026 to 11 April 2026.",
            "Waiting from 1 April 2026 to 1 April 2027 costs The market hall nothing.",
            better,
            "Not ranked on any of these days, for failing a must: A kiosk.",
            "",
        ]

    def test_a_lead_that_nothing_ends(self, library: Path) -> None:
        out = run("timeline", "--as-of", "2026-04-09", cwd=library).out
        assert "The old station is first on 9 April 2026 and stays first: no date closes" in out
        assert "9 April 2027, The old station gains 1.20 points of overall value." in out

    def test_outside_the_series_values_are_held_and_that_is_said(self, library: Path) -> None:
        ran = run("timeline", "--from", "2030-01-01", "--to", "2031-01-01", cwd=library)
        assert ran.code == 0
        assert "and are held before and after them." in ran.out
        assert "held" not in run("timeline", cwd=library).out
        dates = [line for line in ran.lines if line.startswith("203")]
        assert len(dates) == 13
        assert {line[10:] for line in dates} == {dates[0][10:]}

    def test_without_as_of_today_is_where_it_starts(self, tmp_path: Path) -> None:
        criteria = LIBRARY_CRITERIA.replace("as_of: 2026-04-01\n", "")
        folder = write(tmp_path, LIBRARY_OPTIONS, criteria)
        assert "no as_of: 1 April 2026 is taken for it" in run("timeline", cwd=folder).out
        result = of(cwd=folder)
        assert (result["decision"]["as_of"], result["today"]) == (None, "2026-04-01")
        assert "no as_of" not in run("timeline", "--as-of", "2026-04-02", cwd=folder).out

    def test_never_better_than_the_baseline_and_for_a_time(self, tmp_path: Path) -> None:
        # Today's 25 rises to 75 in ten days: level with a's 50 on the fifth.
        over_time = "{value: 0, over_time: {2026-04-01: 0, 2026-04-11: 10}}"
        text = options(
            f"{{id: today, name: Today, role: baseline, scores: {{cost: 5, gain: {over_time}}}}}",
            "{id: a, name: Ay, scores: {cost: 5, gain: 5}}",
            "{id: b, name: Bee, scores: {cost: 9, gain: 1}}",
        )
        lines = run("timeline", "--as-of", "2026-04-01", cwd=write(tmp_path, text)).lines
        assert "Better than Today until 5 April 2026: Ay." in lines
        assert "Better than Today on no day from 1 April 2026 on: Bee." in lines


class TestNothingDated:
    def test_the_one_ranking_is_shown(self, tied: Path) -> None:
        ran = run("timeline", cwd=tied)
        assert ran.code == 0
        assert "Nothing in this decision depends on the date" in ran.out
        assert [line.split() for line in ran.lines[-3:]] == [
            ["1=", "One", "65.0"],
            ["1=", "Two", "65.0"],
            ["3", "Low", "50.0"],
        ]

    def test_in_other_formats(self, tied: Path) -> None:
        result = of(cwd=tied)
        assert (result["is_dated"], result["leaders"], result["act_by"]) == (False, [], None)
        dated = [
            *("schema", "decision", "is_dated", "today", "from", "to", "first_stated"),
            *("last_stated", "options", "leaders", "crossings_among", "crossings"),
            *("beats_baseline_until", "act_by", "cost_of_delay", "table", "omissions"),
        ]
        assert list(result) == dated
        ranks = [(r["option"], r["rank"]) for r in result["table"][0]["ranking"]]
        assert ranks == [("one", 1), ("two", 1), ("low", 3)]
        rows = rows_of(run("timeline", "--format", "csv", cwd=tied))
        assert [(r["option"], r["rank"], r["value"]) for r in rows][2] == ("low", "3", "50.0")
        page = run("timeline", "--format", "markdown", cwd=tied).out
        assert "Nothing in this decision depends on the date" in page
        assert "| 3 | Low | 50.0 |" in page


class TestOtherFormats:
    def test_csv_has_a_kind_for_everything(self, library: Path) -> None:
        rows = rows_of(run("timeline", "--format", "csv", cwd=library))
        by_kind: dict[str, list[dict[str, str]]] = {}
        for row in rows:
            by_kind.setdefault(row["kind"], []).append(row)
        assert list(by_kind) == [
            *("value", "lead", "crossing", "beats-baseline", "act-by", "loss-a-month", "loss")
        ]
        assert [(r["date"], r["to"], r["option"]) for r in by_kind["lead"]] == [
            ("2026-04-01", "2026-04-07", "market-hall"),
            ("2026-04-08", "2026-04-11", "old-station"),
        ]
        (crossing,) = by_kind["crossing"]
        assert (crossing["option"], crossing["other"]) == ("old-station", "market-hall")
        assert float(crossing["exact"]) == pytest.approx(DAY_0 + 20 / 3)
        assert len(by_kind["value"]) == 2 * 4
        assert {r["to"] for r in by_kind["beats-baseline"]} == {""}

    def test_markdown(self, library: Path) -> None:
        page = run("timeline", "--format", "markdown", cwd=library).out
        assert "- Act by 7 April 2026: until then The market hall is first" in page
        assert "| Date | The market hall | The old station | The mobile van | As today |" in page
        assert "| 2026-04-11 | 70.0 (2) | 72.0 (1) | 53.5 (3) | 38.0 |" in page
        assert "| 2026-04-08 | The old station | The market hall |" in page

    @pytest.mark.process
    def test_the_same_bytes_every_time(self, library: Path) -> None:
        for name in ("json", "csv", "markdown", "table"):
            words = ("timeline", "--format", name)
            once = run(*words, cwd=library).raw
            assert run_process(*words, cwd=library, settings={"PYTHONHASHSEED": "7"}).raw == once

    @pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
    def test_hostile_names_are_harmless(self, tmp_path: Path, format_: str) -> None:
        over_time = "{value: 0, over_time: {2026-04-01: 0, 2026-04-11: 10}}"
        lines = [
            f'{{id: o{n}, name: "{name}", scores: {{cost: 5, gain: {over_time if n else 5}}}}}'
            for n, name in enumerate(HOSTILE)
        ]
        folder = write(tmp_path, options(*lines))
        ran = run("timeline", "--format", format_, cwd=folder)
        assert (ran.code, ran.err) == (0, "")
        assert_harmless(ran.out, allowed="\u2060" if format_ == "markdown" else "")


class TestWrongUse:
    @pytest.mark.parametrize("flag", ["--from", "--to", "--as-of"])
    @pytest.mark.parametrize("text", ["soon", "2026-13-01", "2026-02-29", ""])
    def test_what_is_no_date(self, library: Path, flag: str, text: str) -> None:
        ran = run("timeline", flag, text, cwd=library)
        assert (ran.code, ran.raw) == (2, b"")
        assert f"'{flag}'" in ran.err
        assert "is not a date such as 2026-04-01" in ran.err

    def test_an_end_before_the_start(self, library: Path) -> None:
        ran = run("timeline", "--from", "2026-05-01", "--to", "2026-04-01", cwd=library)
        assert (ran.code, ran.raw) == (2, b"")
        assert "end on 2026-04-01, before it starts on 2026-05-01" in ran.err

    def test_steps_that_there_are_not(self, library: Path) -> None:
        ran = run("timeline", "--every", "fortnight", cwd=library)
        assert (ran.code, ran.raw) == (2, b"")
        assert "quarter" in ran.err

    def test_nobody_is_ranked_on_any_day(self, tmp_path: Path) -> None:
        criteria = LIBRARY_CRITERIA.replace("{at_least: 500}", "{at_least: 3000, at_most: 3500}")
        ran = run("timeline", cwd=write(tmp_path, LIBRARY_OPTIONS, criteria))
        assert (ran.code, ran.raw) == (2, b"")
        assert "none is ranked" in ran.err

    def test_from_the_first_year_to_the_last(self, library: Path) -> None:
        result = of("--from", "0001-01-01", "--to", "9999-12-31", "--every", "year", cwd=library)
        assert len(result["table"]) == 10_000
        assert result["crossings"][0]["date"] == "2026-04-08"


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
class TestTerminal:
    @pytest.mark.parametrize("columns", [60, 80, 120])
    def test_nothing_is_wider_than_the_screen(self, library: Path, columns: int) -> None:
        shown = run_on_terminal("timeline", cwd=library, columns=columns)
        assert shown.code == 0
        assert max(map(len, shown.lines)) <= columns
        assert any("\u2801" <= character <= "\u28ff" for character in shown.text)
        for text in ("a The market hall", "b The old station", "d As today (baseline, dotted)"):
            assert text in shown.rows
        assert "×" in shown.text
        assert "^ first place changes, 8 April 2026" in shown.rows
        assert "| as of 1 April 2026" in shown.rows

    def test_the_chart_says_the_same_without_colour(self, library: Path) -> None:
        plain = run_on_terminal("timeline", cwd=library, columns=80, settings={"NO_COLOR": "1"})
        coloured = run_on_terminal("timeline", cwd=library, columns=80)
        assert coloured.coloured
        assert not plain.coloured
        assert plain.rows == coloured.rows

    def test_one_date_alone_has_no_chart(self, library: Path) -> None:
        words = ("timeline", "--from", "2026-04-01", "--to", "2026-04-01")
        shown = run_on_terminal(*words, cwd=library, columns=80)
        assert shown.code == 0
        assert "┤" not in shown.text

    def test_letters_are_the_options_own_where_columns_do_not_fit(self, tmp_path: Path) -> None:
        over_time = "{value: 0, over_time: {2026-04-01: 0, 2026-04-11: 10}}"
        lines = [
            f"{{id: o{n}, name: Number {n}, scores: {{cost: 5, gain: {n}}}}}" for n in range(9)
        ]
        lines.append(f"{{id: z, name: Zed, scores: {{cost: 5, gain: {over_time}}}}}")
        lines.append("{id: today, name: Today, role: baseline, scores: {cost: 9, gain: 0}}")
        folder = write(tmp_path, options(*lines))
        shown = run_on_terminal("timeline", cwd=folder, columns=60)
        header = next(row for row in shown.rows if row.startswith("Date"))
        letter = header.split()[-1]
        assert f"{letter} Today (baseline, dotted)" in shown.rows
        assert header.split()[:-1] == ["Date", *"abcd"[: len(header.split()) - 2]]
        pipe = run("timeline", cwd=folder).lines
        assert next(line for line in pipe if line.startswith("Date")).split()[-1] == "Today"
