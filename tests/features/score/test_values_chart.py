"""Shaded cells: the values of the scoring, whole, under the criteria's names and weights."""

from dataclasses import replace

import pytest
from tests.features.made import BEST, FIELD, GAIN, decision, option, scored
from tests.formats.charts.drawn import records, words
from tests.formats.charts.test_palette import PAPERS, contrast

from ukjapan_cli.features.score.values_chart import HUE, STRONGEST, WEAKEST, values
from ukjapan_cli.formats.charts.figure import NARROW, WIDE
from ukjapan_cli.formats.charts.palette import colours
from ukjapan_cli.model.scoring import score

pytestmark = pytest.mark.charts

FIGURE = values(score(FIELD))
INKS = {"white": "#1f2328", "dark": "#e8eaed"}


def channels(colour: str) -> bytes:
    return bytes.fromhex(colour.removeprefix("#"))


def test_a_cell_is_the_value_of_an_option_on_a_criterion() -> None:
    found = [
        (c["option"], c["criterion"], c["value"], c["number"]) for c in records(FIGURE, "number")
    ]
    assert found == [
        ("Best", "Cost", 90, "90"),
        ("Best", "Gain", 100, "100"),
        ("Middle", "Cost", 50, "50"),
        ("Middle", "Gain", 80, "80"),
        ("Twin", "Cost", 80, "80"),
        ("Twin", "Gain", 50, "50"),
        ("Today (baseline)", "Cost", 100, "100"),
        ("Today (baseline)", "Gain", 0, "0"),
        ("Last", "Cost", 20, "20"),
        ("Last", "Gain", 10, "10"),
    ]


def test_a_criterion_has_its_letter_and_colour_its_name_and_its_weight() -> None:
    expected = colours(["cost", "gain"])
    found = [(h["letter"], h["colour"], h["name"], h["weight"]) for h in records(FIGURE, "weight")]
    assert found == [
        ("a", expected["cost"], "Cost\n50.0%", 0.5),
        ("b", expected["gain"], "Gain\n50.0%", 0.5),
    ]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_picture_has_every_name_number_and_weight(width: int) -> None:
    found = set(words(values(score(FIELD), width)))
    assert {"Best", "Middle", "Twin", "Last", "Today (baseline)", "Cost", "Gain", "50.0%"} <= found
    assert {"90", "100", "50", "80", "0", "20", "10"} <= found


def test_a_half_is_rounded_up() -> None:
    found = values(score(decision(BEST, option("half", cost=8.75, gain=3.75))))
    assert [c["number"] for c in records(found, "number")] == ["90", "100", "13", "38"]


def test_a_missing_score_is_a_dash_without_shade() -> None:
    found = values(score(decision(BEST, option("gap", cost=4)), allow_missing=True))
    assert [(c["value"], c["number"]) for c in records(found, "number")][2:] == [
        (60, "60"),
        (None, "–"),
    ]
    assert words(found).count("–") == 1


def test_names_too_long_for_their_columns_are_read_upwards_with_the_weight() -> None:
    ids = [f"c{number}" for number in range(12)]
    criteria = tuple(replace(GAIN, id=id_, name=f"Incontrovertibility {id_}") for id_ in ids)
    five = dict.fromkeys(ids, 5)
    rated = [replace(option(name), scores=scored(**five)) for name in ("one", "two")]
    found = values(score(decision(*rated, criteria=criteria)))
    heads = [head["name"] for head in records(found, "weight")]
    assert heads == [f"Incontrovertibility {id_}  8.3%" for id_ in ids]


@pytest.mark.parametrize("paper", PAPERS)
def test_numbers_are_read_on_every_shade(paper: str) -> None:
    under, over = channels(PAPERS[paper]), channels(HUE)
    for value in range(101):
        part = WEAKEST + (STRONGEST - WEAKEST) * value / 100
        shade = [round(a + (b - a) * part) for a, b in zip(under, over, strict=True)]
        assert contrast(f"#{bytes(shade).hex()}", INKS[paper]) >= 4.5


def test_the_description_says_who_is_best_on_what_weighs_most() -> None:
    assert FIGURE.description == (
        "Best is worth most on Cost, 50.0% of the weight: 90. Best is worth most on Gain, 50.0% of "
        "the weight: 100."
    )
