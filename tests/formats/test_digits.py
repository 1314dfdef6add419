"""Numbers as they are written: twelve significant digits, one at a time or many."""

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ukjapan_cli.formats.digits import significant, significant_array, significant_in

FLOATS = st.floats(allow_nan=False, allow_infinity=False)
DECIMALS = st.builds(
    lambda digits, exponent: float(f"{digits}e{exponent}"),
    st.integers(-(10**15), 10**15),
    st.integers(-20, 6),
)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0.1 + 0.2, "0.3"),
        (0.7808689024390245, "0.780868902439"),
        (0.7808689024390244, "0.780868902439"),
        (73.33333333333333, "73.3333333333"),
        (1234567890123.0, "1234567890120.0"),
        (-1e-300, "-1e-300"),
        (-0.0, "0.0"),
        (120.0, "120.0"),
        (math.inf, "inf"),
    ],
)
def test_by_hand(number: float, written: str) -> None:
    assert repr(significant(number)) == written


@given(FLOATS | DECIMALS)
def test_no_more_than_twelve_digits_and_the_nearest_such_number(number: float) -> None:
    written = significant(number)
    assert significant(written) == written
    assert len(repr(written).lstrip("-").partition("e")[0].replace(".", "").strip("0")) <= 12
    if abs(number) > 1e-300:
        assert abs(written / number - 1) <= 5e-12


@given(st.lists(FLOATS | DECIMALS, max_size=30))
@example([0.0, -0.0, 5e-324, 1.7e308, 999999999999.5, 99.99999999999999, 75.72980798075])
@example([50 + number * 5e-11 for number in range(200)])
def test_many_are_each_as_one(numbers: list[float]) -> None:
    written = significant_array(np.array(numbers, dtype=np.float64))
    assert written.tolist() == [significant(number) for number in numbers]


def test_floats_are_found_however_deep_they_are_and_nothing_else_changes() -> None:
    third, written = 1 / 3, 0.333333333333
    value = {"a": [third, {"b": (third, 12345678901234, "0.33333333333333333", None, True)}]}
    assert significant_in(value) == {
        "a": [written, {"b": [written, 12345678901234, "0.33333333333333333", None, True]}]
    }
