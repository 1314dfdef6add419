"""The key of options keeps its own rows, whatever the key of criteria beside it has."""

from typing import Any

import pytest

from ukjapan_cli.formats.charts.drawn_options import OptionMark
from ukjapan_cli.formats.charts.keys import Swatch, key, swatches

pytestmark = pytest.mark.charts


def rows_of(chart: dict[str, Any], field: str) -> list[float]:
    (rows, *_) = sorted(chart["datasets"].values(), key=len, reverse=True)
    return sorted({row[field] for row in rows})


def test_options_stand_nineteen_pixels_apart() -> None:
    marks = [OptionMark(str(n), "#000000", f"Option {n}", is_baseline=False) for n in range(4)]
    drawn = key(marks, 100).to_dict(validate=False)
    assert rows_of(drawn, "y") == [9.5, 28.5, 47.5, 66.5]
    assert drawn["height"] == 4 * 19


def test_criteria_stand_twenty_two_pixels_apart() -> None:
    drawn = swatches([Swatch("#000000", "a", f"Criterion {n}") for n in range(3)], 100)
    assert rows_of(drawn.to_dict(validate=False), "line") == [11, 33, 55]
