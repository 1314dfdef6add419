import csv
import io
import json
from dataclasses import replace
from datetime import date

from tests.features.made import BEST, COST, FIELD, GAIN, LAST, MIDDLE, TODAY, TWIN, decision, option

from ukjapan_cli import __version__
from ukjapan_cli.decision.criteria import Gate
from ukjapan_cli.decision.decision import File
from ukjapan_cli.features.score import blocks, record
from ukjapan_cli.features.verdict.analysis import Judged
from ukjapan_cli.model.scoring import score


def test_the_decision_as_every_json_states_it() -> None:
    files = (File("criteria.yaml", "ab"), File("options.yaml", "cd"))
    made = replace(FIELD, as_of=date(2026, 4, 1), files=files)
    assert list(record.decision_record(made).items()) == [
        ("title", "Which one?"),
        ("as_of", "2026-04-01"),
        ("perspective", None),
        (
            "files",
            [{"path": "criteria.yaml", "sha256": "ab"}, {"path": "options.yaml", "sha256": "cd"}],
        ),
        ("version", __version__),
    ]


def test_json() -> None:
    result = json.loads(record.json(Judged(score(FIELD), None)))
    assert list(result) == [
        "schema",
        "decision",
        "criteria",
        "ranking",
        "excluded",
        "verdict",
        "verdict_from",
    ]
    assert result["verdict"] is None
    assert result["criteria"] == [
        {"id": "cost", "name": "Cost", "weight": 0.5},
        {"id": "gain", "name": "Gain", "weight": 0.5},
    ]
    assert [(r["rank"], r["option"], r["value"], r["tied"]) for r in result["ranking"]] == [
        (1, "best", 95, False),
        (2, "middle", 65, True),
        (2, "twin", 65, True),
        (4, "last", 15, False),
    ]
    assert result["ranking"][1] == {
        "rank": 2,
        "option": "middle",
        "name": "Middle",
        "value": 65,
        "tied": True,
        "values": {"cost": 50, "gain": 80},
        "contributions": {"cost": 25, "gain": 40},
    }
    assert result["excluded"] == [
        {
            "option": "today",
            "name": "Today",
            "value": 50,
            "because": "the baseline, shown as the reference",
        }
    ]


def test_missing_scores_bring_the_most_and_the_last_rank() -> None:
    scoring = score(decision(BEST, option("half", cost=5), LAST, TODAY), allow_missing=True)
    result = json.loads(record.json(Judged(scoring, None)))
    half = next(row for row in result["ranking"] if row["option"] == "half")
    assert (half["value"], half["most"], half["rank"], half["last_rank"]) == (25, 75, 2, 2)
    assert half["values"] == {"cost": 50, "gain": None}
    assert result["excluded"][0]["most"] == 50


def test_csv() -> None:
    rows = list(csv.reader(io.StringIO(record.csv(Judged(score(FIELD), None)))))
    assert rows == [
        [
            *("rank", "last_rank", "option", "name", "value", "most", "tied", "excluded_because"),
            *("value:cost", "value:gain", "contribution:cost", "contribution:gain"),
        ],
        ["1", "1", "best", "Best", "95.0", "95.0", "false", "", "90.0", "100.0", "45.0", "50.0"],
        ["2", "2", "middle", "Middle", "65.0", "65.0", "true", "", "50.0", "80.0", "25.0", "40.0"],
        ["2", "2", "twin", "Twin", "65.0", "65.0", "true", "", "80.0", "50.0", "40.0", "25.0"],
        ["4", "4", "last", "Last", "15.0", "15.0", "false", "", "20.0", "10.0", "10.0", "5.0"],
        [
            *("", "", "today", "Today", "50.0", "50.0", ""),
            *("the baseline, shown as the reference", "100.0", "0.0", "50.0", "0.0"),
        ],
    ]


def test_markdown() -> None:
    gated = replace(GAIN, gate=Gate(at_least=2))
    scoring = score(decision(TODAY, MIDDLE, BEST, LAST, TWIN, criteria=(COST, gated)))
    # Of three that are ranked the mean contributions are 110/3 and 115/3.
    assert blocks.markdown(Judged(scoring, None)) == (
        "## Which one?\n\n"
        "Undated · stated weights\n\n"
        "| Rank | Option | Value | Strongest | Weakest |\n"
        "| --: | --- | --: | --- | --- |\n"
        "| 1 | Best | 95.0 | Gain +11.7 | Cost +8.3 |\n"
        "| 2= | Middle | 65.0 | Gain +1.7 | Cost -11.7 |\n"
        "| 2= | Twin | 65.0 | Cost +3.3 | Gain -13.3 |\n"
        "| – | Today (baseline) | 50.0 | Cost +13.3 | Gain -38.3 |\n\n"
        "| Criterion | Weight |\n"
        "| --- | --: |\n"
        "| Cost | 50.0% |\n"
        "| Gain | 50.0% |\n\n"
        "Not ranked:\n\n"
        "- Last (15.0): Gain is 1, must be at least 2\n"
    )


def test_markdown_says_when_scores_are_missing() -> None:
    scoring = score(decision(BEST, option("half", cost=5)), allow_missing=True)
    text = blocks.markdown(Judged(scoring, None))
    assert "| 2 | Half | 25.0-75.0 |" in text
    assert text.endswith(
        "Scores are missing: values and ranks are the ranges that they could have.\n"
    )
