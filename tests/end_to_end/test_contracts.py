"""JSON, CSV and Markdown of `score`, `explain` and `check`: what programs may rely on."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.program import Ran, run, run_process

from ukjapan_cli import __version__

DECISION_KEYS = ["title", "as_of", "perspective", "files", "version"]


def of(*arguments: str, cwd: Path) -> Any:
    ran = run(*arguments, "--format", "json", cwd=cwd)
    assert ran.err == ""
    return json.loads(ran.out)


def rows_of(ran: Ran) -> list[dict[str, str]]:
    assert ran.code == 0
    return list(csv.DictReader(io.StringIO(ran.raw.decode(), newline=""), strict=True))


@pytest.fixture(scope="module")
def scoring(library: Path) -> Any:
    return of("score", cwd=library)


@pytest.fixture(scope="module")
def explanation(library: Path) -> Any:
    return of("explain", "old-station", cwd=library)


class TestScoreAsJson:
    def test_keys_stand_in_the_order_of_the_contract(self, scoring: Any) -> None:
        assert list(scoring) == [
            *("schema", "decision", "criteria", "ranking", "excluded", "verdict", "verdict_from")
        ]
        assert scoring["schema"] == "ukjapan/score/1"
        assert list(scoring["decision"]) == DECISION_KEYS
        for file in scoring["decision"]["files"]:
            assert list(file) == ["path", "sha256"]
        for criterion in scoring["criteria"]:
            assert list(criterion) == ["id", "name", "weight"]
        for row in scoring["ranking"]:
            assert list(row) == [
                *("rank", "option", "name", "value", "tied", "values", "contributions"),
            ]
        for row in scoring["excluded"]:
            assert list(row) == ["option", "name", "value", "because"]

    def test_the_decision_names_what_it_stands_on(self, scoring: Any, library: Path) -> None:
        decision = scoring["decision"]
        assert decision["title"] == "Where should the library's next branch go?"
        assert decision["as_of"] == "2026-04-01"
        assert decision["perspective"] is None
        assert decision["version"] == __version__
        assert decision["files"] == [
            {"path": name, "sha256": hashlib.sha256((library / name).read_bytes()).hexdigest()}
            for name in ("criteria.yaml", "options.yaml")
        ]

    def test_weights_are_shares_that_sum_to_one(self, scoring: Any) -> None:
        weights = {c["id"]: c["weight"] for c in scoring["criteria"]}
        assert weights == pytest.approx(
            {"running-cost": 0.4, "rent-security": 0.2, "reach": 0.3, "support": 0.1}
        )
        assert sum(weights.values()) == pytest.approx(1, abs=1e-12)

    def test_contributions_are_weight_times_value_and_sum_to_the_overall_value(
        self, scoring: Any
    ) -> None:
        weights = {c["id"]: c["weight"] for c in scoring["criteria"]}
        for row in scoring["ranking"]:
            assert list(row["values"]) == list(row["contributions"]) == list(weights)
            for id_, contribution in row["contributions"].items():
                assert contribution == pytest.approx(weights[id_] * row["values"][id_])
            assert sum(row["contributions"].values()) == pytest.approx(row["value"], abs=1e-9)

    def test_the_ranking(self, scoring: Any) -> None:
        found = [(r["rank"], r["option"], r["name"], r["tied"]) for r in scoring["ranking"]]
        assert found == [
            (1, "market-hall", "The market hall", False),
            (2, "old-station", "The old station", False),
            (3, "mobile-van", "The mobile van", False),
        ]
        assert [row["value"] for row in scoring["ranking"]] == pytest.approx([70, 66, 53.5])
        assert scoring["ranking"][1]["values"] == pytest.approx(
            {"running-cost": 75, "rent-security": 50, "reach": 220 / 3, "support": 40}
        )

    def test_the_baseline_and_what_fails_a_must_are_excluded(self, scoring: Any) -> None:
        today, kiosk = scoring["excluded"]
        assert (today["option"], today["name"]) == ("today", "As today")
        assert today["value"] == pytest.approx(38)
        assert "baseline" in today["because"]
        assert (kiosk["option"], kiosk["value"]) == ("kiosk", pytest.approx(57.2))
        assert kiosk["because"] == "Reach is 400 readers, must be at least 500 readers"

    def test_ranks_are_competition_ranks(self, tied: Path) -> None:
        result = of("score", cwd=tied)
        assert [(r["rank"], r["tied"]) for r in result["ranking"]] == [
            (1, True),
            (1, True),
            (3, False),
        ]


class TestExplainAsJson:
    def test_keys_of_the_contract_stand_in_its_order(self, explanation: Any) -> None:
        contract = ["option", "name", "rank", "of", "value", "leader", "criteria", "to_be_first"]
        assert next(iter(explanation)) == "schema"
        assert explanation["schema"] == "ukjapan/explain/1"
        assert [key for key in explanation if key in contract] == contract
        assert list(explanation["decision"]) == DECISION_KEYS
        contract = [
            *("id", "performance", "value", "weight", "contribution", "gap", "because", "source")
        ]
        for criterion in explanation["criteria"]:
            assert [key for key in criterion if key in contract] == contract

    def test_where_it_stands(self, explanation: Any) -> None:
        found = {key: explanation[key] for key in ("option", "name", "rank", "of", "leader")}
        assert found == {
            "option": "old-station",
            "name": "The old station",
            "rank": 2,
            "of": 3,
            "leader": "market-hall",
        }
        assert explanation["value"] == pytest.approx(66)

    def test_a_criterion_in_the_files_terms(self, explanation: Any) -> None:
        support = explanation["criteria"][3]
        assert support["id"] == "support"
        assert support["performance"] == "split"
        assert support["because"] == "Two of four residents' groups wrote in favour."
        assert support["source"] == "survey ¶4"
        assert support["gap"] == pytest.approx(-6)
        rent = explanation["criteria"][1]
        assert (rent["performance"], rent["range"], rent["unit"]) == (15, [10, 25], "years")
        assert (rent["because"], rent["source"]) == ("", None)
        numbers = [rent[key] for key in ("value", "weight", "contribution", "gap")]
        assert numbers == pytest.approx([50, 0.2, 10, -10])

    def test_gaps_sum_to_the_distance_from_the_leader(self, explanation: Any) -> None:
        assert sum(c["gap"] for c in explanation["criteria"]) == pytest.approx(-4)
        assert sum(c["contribution"] for c in explanation["criteria"]) == pytest.approx(66)

    def test_what_would_put_it_first(self, explanation: Any) -> None:
        score = explanation["to_be_first"]["score"]
        assert (score["id"], score["direction"], score["within_range"]) == (
            "rent-security",
            "above",
            True,
        )
        assert score["threshold"] == pytest.approx(19)
        weight = explanation["to_be_first"]["weight"]
        assert weight["id"] in {"running-cost", "rent-security"}  # either moves four points

    def test_nothing_would_put_a_leader_or_an_unranked_option_first(self, library: Path) -> None:
        for option in ("market-hall", "kiosk", "today"):
            assert of("explain", option, cwd=library)["to_be_first"] is None
        assert of("explain", "kiosk", cwd=library)["rank"] is None

    def test_against(self, library: Path) -> None:
        result = of("explain", "market-hall", "--against", "old-station", cwd=library)
        assert result["against"] == "old-station"
        running = result["criteria"][0]
        assert running["against"]["performance"] == 60
        assert running["against"]["contribution"] == pytest.approx(30)
        assert running["against"]["difference"] == pytest.approx(-20)
        assert running["gap"] == pytest.approx(0)  # to the leader, itself


class TestCheckAsJson:
    def test_the_contract(self, broken: Path) -> None:
        ran = run("check", "--format", "json", cwd=broken)
        assert ran.code == 1
        assert ran.err == ""
        result = json.loads(ran.out)
        assert list(result) == ["schema", "diagnostics", "summary"]
        assert result["schema"] == "ukjapan/check/1"
        summary = result["summary"]
        assert list(summary) == ["errors", "warnings", "files", "waived", "notes"]
        assert (summary["errors"], summary["warnings"], summary["files"]) == (1, 1, 2)
        assert summary["waived"] == []
        assert len(summary["notes"]) == 1  # what an error keeps from being checked
        for diagnostic in result["diagnostics"]:
            assert list(diagnostic) == [
                *("code", "severity", "message", "hint", "file", "line", "column"),
                *("end_line", "end_column", "path"),
            ]

    def test_places_are_one_based_and_paths_are_pointers(self, broken: Path) -> None:
        lines = (broken / "options.yaml").read_text(encoding="utf-8").splitlines()
        result = json.loads(run("check", "--format", "json", cwd=broken).out)
        found = {d["code"]: d for d in result["diagnostics"]}
        no = found["UKJ108"]
        assert (no["severity"], no["file"], no["path"]) == (
            "warning",
            "options.yaml",
            "/options/1/name",
        )
        assert (no["line"], no["end_line"]) == (4, 4)
        assert lines[3][no["column"] - 1 : no["end_column"] - 1] == "no"
        missing = found["UKJ112"]
        assert (missing["severity"], missing["line"]) == ("error", 4)
        assert missing["path"] == "/options/1/scores"
        assert lines[3][missing["column"] - 1 :].startswith("scores")

    def test_nothing_wrong(self, library: Path) -> None:
        result = of("check", "--select", "UKJ1", cwd=library)
        assert result["diagnostics"] == []
        assert result["summary"] == {
            "errors": 0,
            "warnings": 0,
            "files": 2,
            "waived": [],
            "notes": [],
        }


class TestCsv:
    def test_score_agrees_with_json_to_full_precision(self, library: Path, scoring: Any) -> None:
        rows = rows_of(run("score", "--format", "csv", cwd=library))
        assert [row["option"] for row in rows] == [
            *("market-hall", "old-station", "mobile-van", "today", "kiosk")
        ]
        for row, same in zip(rows, scoring["ranking"], strict=False):
            assert int(row["rank"]) == same["rank"]
            assert row["name"] == same["name"]
            assert row["tied"] == "false"
            assert float(row["value"]) == same["value"]
            for id_ in same["values"]:
                assert float(row[f"value:{id_}"]) == same["values"][id_]
                assert float(row[f"contribution:{id_}"]) == same["contributions"][id_]
        for row, same in zip(rows[3:], scoring["excluded"], strict=True):
            assert row["rank"] == row["tied"] == ""
            assert float(row["value"]) == same["value"]
            assert row["excluded_because"] == same["because"]

    def test_explain_agrees_with_json_to_full_precision(
        self, library: Path, explanation: Any
    ) -> None:
        rows = rows_of(run("explain", "old-station", "--format", "csv", cwd=library))
        assert len(rows) == 4
        for row, same in zip(rows, explanation["criteria"], strict=True):
            assert row["criterion"] == same["id"]
            assert row["because"] == same["because"]
            assert row["source"] == (same["source"] or "")
            for key in ("value", "weight", "contribution", "gap"):
                assert float(row[key]) == same[key]
        assert [row["performance"] for row in rows] == ["60.0", "15.0", "2000.0", "split"]
        assert {row["against"] for row in rows} == {"market-hall"}

    def test_ties_and_missing_scores(self, tied: Path, incomplete: Path) -> None:
        rows = rows_of(run("score", "--format", "csv", cwd=tied))
        assert [(row["rank"], row["tied"]) for row in rows] == [
            ("1", "true"),
            ("1", "true"),
            ("3", "false"),
        ]
        rows = rows_of(run("score", "--allow-missing", "--format", "csv", cwd=incomplete))
        bee = rows[1]
        assert (bee["rank"], bee["last_rank"], bee["value"], bee["most"]) == (
            *("1", "3", "25.0", "75.0"),
        )
        assert (bee["value:gain"], bee["contribution:gain"]) == ("", "")


def markdown_tables(text: str) -> list[list[str]]:
    tables: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.startswith("|"):
            tables[-1].append(line)
        elif tables[-1]:
            tables.append([])
    return [table for table in tables if table]


class TestMarkdown:
    @pytest.mark.parametrize(
        "arguments",
        [
            ["score"],
            ["explain", "old-station"],
            ["explain", "market-hall"],
            ["explain", "kiosk", "--against", "today"],
        ],
    )
    def test_tables_have_as_many_cells_in_every_row(
        self, library: Path, arguments: list[str]
    ) -> None:
        ran = run(*arguments, "--format", "markdown", cwd=library)
        assert ran.code == 0
        tables = markdown_tables(ran.out)
        assert tables
        for table in tables:
            assert len({line.replace(r"\|", "").count("|") for line in table}) == 1

    def test_score(self, library: Path) -> None:
        lines = run("score", "--format", "markdown", cwd=library).lines
        assert lines[0] == "## Where should the library's next branch go?"
        assert "| 1 | The market hall | 70.0 | Rent security +10.0 | Running cost -16.7 |" in lines
        assert "| – | As today (baseline) | 38.0 | Local support -0.7 | Reach -12.8 |" in lines
        assert "| Running cost | 40.0% |" in lines
        assert "- A kiosk (57.2): Reach is 400 readers, must be at least 500 readers" in lines

    def test_explain(self, library: Path) -> None:
        lines = run("explain", "old-station", "--format", "markdown", cwd=library).lines
        assert lines[0] == "## The old station"
        row = "| Rent security | 15 years (10 to 25) | 50.0 | 20.0% | 10.0 | -10.0 |  |"
        assert row in lines
        assert any(r"\[survey ¶4\]" in line for line in lines)


@pytest.mark.process
@pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize("command", [["score"], ["explain", "old-station"]])
def test_the_same_input_gives_the_same_bytes(
    library: Path, command: list[str], format_: str
) -> None:
    """Whatever the seed of Python's hashes."""
    first = run(*command, "--format", format_, cwd=library)
    seed = {"PYTHONHASHSEED": "2"}
    second = run_process(*command, "--format", format_, cwd=library, settings=seed)
    assert first.code == 0
    assert first.raw == second.raw
    assert b"\r" not in first.raw
    assert first.raw.endswith(b"\n")
