import csv
import io
import json
from dataclasses import replace

import pytest
from tests.features.made import BEST, COST, FIELD, GAIN, MIDDLE, SUPPORT, decision, option, scored

from ukjapan_cli.decision.options import Citation, Score
from ukjapan_cli.decision.performances import Normal, Triangular, Uniform
from ukjapan_cli.features.explain import blocks, record
from ukjapan_cli.features.explain.analysis.explanation import explain

CONTRACT = ["id", "performance", "value", "weight", "contribution", "gap", "because", "source"]
REASONED = replace(
    MIDDLE,
    summary="In between.",
    scores=scored(
        cost=Score(Triangular(5, 4, 7), "Somebody asked.", Citation("survey", "¶4")), gain=8
    ),
)


def test_json_has_the_contracts_keys_in_its_order() -> None:
    result = json.loads(record.json(explain(decision(BEST, REASONED), "middle")))
    keys = ["option", "name", "rank", "of", "value", "leader", "criteria", "to_be_first"]
    assert [key for key in result if key in keys] == keys
    assert result["schema"] == "ukjapan/explain/1"
    for criterion in result["criteria"]:
        assert [key for key in criterion if key in CONTRACT] == CONTRACT
    cost = {key: result["criteria"][0][key] for key in CONTRACT}
    assert cost == {
        "id": "cost",
        "performance": 5,
        "value": 50,
        "weight": 0.5,
        "contribution": 25,
        "gap": -20,
        "because": "Somebody asked.",
        "source": "survey ¶4",
    }
    assert result["criteria"][0]["range"] == [4, 7]
    assert result["criteria"][0]["unit"] == "£m"
    assert result["criteria"][1]["range"] is None
    assert (result["rank"], result["of"], result["leader"]) == (2, 2, "best")
    assert result["summary"] == "In between."


def test_json_of_an_option_without_rank() -> None:
    result = json.loads(record.json(explain(FIELD, "today")))
    assert result["rank"] is None
    assert result["to_be_first"] is None
    assert result["of"] == 4


def test_json_of_what_would_put_it_first() -> None:
    other = option("other", cost=2, gain=6)  # 70, five ahead of the middle
    result = json.loads(record.json(explain(decision(other, MIDDLE), "middle")))
    assert result["to_be_first"]["score"] == {
        "id": "cost",
        "performance": 5,
        "threshold": pytest.approx(4),  # 10 points of cost's fifty
        "direction": "below",
        "within_range": False,
    }
    weight = result["to_be_first"]["weight"]
    assert list(weight) == [
        *("id", "weight", "threshold", "direction", "enough", "share", "threshold_share")
    ]
    nothing = json.loads(record.json(explain(FIELD, "last")))["to_be_first"]
    assert nothing == {"weight": None, "score": None}


def test_levels_are_ids_where_one_is_meant() -> None:
    one, two, three, four = (
        replace(option(id_), scores=scored(gain=5, support=stated))
        for id_, stated in (("one", 100), ("two", 70), ("three", 40), ("four", Uniform(0, 100)))
    )
    made = decision(one, two, three, four, criteria=(GAIN, SUPPORT))
    found = {
        id_: json.loads(record.json(explain(made, id_)))["criteria"][1]
        for id_ in ("one", "two", "three", "four")
    }
    assert found["one"]["performance"] == "behind-it"
    assert found["two"]["performance"] == 70  # between levels
    assert found["three"]["performance"] == 40  # two levels have this value
    assert found["four"]["range"] == ["opposed", "behind-it"]


def test_csv_against_the_leader_and_against_another() -> None:
    rows = list(csv.DictReader(io.StringIO(record.csv(explain(FIELD, "last")))))
    assert [(row["criterion"], row["against"], row["gap"]) for row in rows] == [
        ("cost", "best", "-35.0"),
        ("gain", "best", "-45.0"),
    ]
    assert (rows[0]["performance"], rows[0]["unit"], rows[0]["against_performance"]) == (
        *("8.0", "£m", "1.0"),
    )
    against = explain(FIELD, "last", against="twin")  # 30 and 20 points apart
    rows = list(csv.DictReader(io.StringIO(record.csv(against))))
    assert [(row["criterion"], row["against"], row["gap"]) for row in rows] == [
        ("cost", "twin", "-30.0"),
        ("gain", "twin", "-20.0"),
    ]


def test_markdown() -> None:
    made = decision(BEST, replace(REASONED, enablers=("A law passes.",)))
    assert blocks.markdown(explain(made, "middle")) == (
        "## Middle\n\n"
        "Rank 2 of 2 · 65.0 points · 30.0 behind Best\n\n"
        "Which one?\n\n"
        "Undated · stated weights\n\n"
        "In between.\n\n"
        "| Criterion | Performance | Value | Weight | Points | Gap to Best | Because |\n"
        "| --- | --- | --: | --: | --: | --: | --- |\n"
        "| Cost | £5m (4 to 7) | 50.0 | 50.0% | 25.0 | -20.0 "
        "| Somebody asked. \\[survey ¶4\\] |\n"
        "| Gain | 8 | 80.0 | 50.0% | 40.0 | -10.0 |  |\n\n"
        "- Nothing carries it: on no criterion is it above the mean of the ranked options.\n"
        "- Cost holds it back: £5m is worth 25.0 of 50.0 points, 10.0 below the mean of the ranked "
        "options.\n"
        "- No single weight puts it first, whatever its size.\n"
        "- No single score puts it first, even at the best end of its scale.\n"
        "- It is first in none of 10,000 draws from the stated ranges of scores and weights.\n\n"
        "It needs:\n\n"
        "- A law passes.\n"
    )


def test_why_an_option_is_among_the_options() -> None:
    kept = explain(decision(BEST, replace(REASONED, because="<b>It</b> was promised.")), "middle")
    assert json.loads(record.json(kept))["because"] == "<b>It</b> was promised."
    assert (
        "\n\nIn between.\n\n"
        "It is among the options because: &lt;b&gt;It&lt;/b&gt; was promised.\n\n|"
    ) in blocks.markdown(kept)
    silent = explain(decision(BEST, REASONED), "middle")
    assert json.loads(record.json(silent))["because"] == ""
    assert "among the options" not in blocks.markdown(silent)


def test_markdown_of_the_only_option_has_no_gap() -> None:
    text = blocks.markdown(
        explain(decision(MIDDLE, option("x", is_baseline=True, cost=1, gain=1)), "middle")
    )
    assert "| Criterion | Performance | Value | Weight | Points | Because |" in text


def test_markdown_against_another_has_the_comparison_in_place_of_the_account() -> None:
    text = blocks.markdown(explain(FIELD, "middle", against="twin"))
    assert "Gap to Twin" in text
    assert text.endswith(
        "\n\nMiddle is level with Twin; it gains most on Gain (15.0 points); it loses most on Cost "
        "(15.0 points).\n"
    )
    assert "holds it back" not in text


def test_a_distribution_without_bounds_has_no_range() -> None:
    made = replace(MIDDLE, scores=scored(cost=Normal(5, 1), gain=8))
    result = json.loads(record.json(explain(decision(BEST, made), "middle")))
    assert result["criteria"][0]["range"] is None
    assert COST.scale is not None
