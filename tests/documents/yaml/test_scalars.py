"""The core schema of YAML 1.2.2, §10.3.2, and what readers of YAML 1.1 take otherwise."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjapan_cli.documents.yaml.scalars import is_ambiguous, resolve, unambiguous

MEANINGS = [
    ("", None),
    ("~", None),
    ("null", None),
    ("Null", None),
    ("NULL", None),
    ("nULL", "nULL"),
    ("true", True),
    ("True", True),
    ("TRUE", True),
    ("false", False),
    ("tRUE", "tRUE"),
    ("yes", "yes"),
    ("no", "no"),
    ("on", "on"),
    ("off", "off"),
    ("y", "y"),
    ("0", 0),
    ("-0", 0),
    ("+12", 12),
    ("-19", -19),
    ("010", 10),
    ("0o17", 15),
    ("0x1F", 31),
    ("0xff", 255),
    ("0o8", "0o8"),
    ("0x", "0x"),
    ("-0x1F", "-0x1F"),
    ("0b1", "0b1"),
    ("1_000", "1_000"),
    ("1:30", "1:30"),
    ("1e3", 1000.0),
    ("1E+3", 1000.0),
    (".5", 0.5),
    ("-.5", -0.5),
    ("5.", 5.0),
    ("1.5", 1.5),
    ("12e03", 12000.0),
    ("-2E-05", -2e-05),
    (".", "."),
    ("-", "-"),
    ("+", "+"),
    ("1e", "1e"),
    ("e3", "e3"),
    ("1.2.3", "1.2.3"),
    (".inf", math.inf),
    ("-.INF", -math.inf),
    ("inf", "inf"),
    ("infinity", "infinity"),
    ("nan", "nan"),
    ("2026-04-01", "2026-04-01"),
    ("2026-04-01T12:00:00Z", "2026-04-01T12:00:00Z"),
    ("£5", "£5"),
    ("١٢", "١٢"),  # Arabic digits are digits to int(), not to YAML
    ("12345678901234567890", 12345678901234567890.0),
    ("0xFFFFFFFFFFFFFFFFFFFF", float(2**80 - 1)),
    ("1e999", math.inf),
    ("-1e999", -math.inf),
    ("9" * 500, math.inf),
    ("+" + "9" * 500, math.inf),
    ("-" + "9" * 500, -math.inf),
    ("0x" + "F" * 500, math.inf),
    ("-" * 500 + "1", "-" * 500 + "1"),
    ("1." + "0" * 500, 1.0),
]


@pytest.mark.parametrize(("text", "meaning"), MEANINGS, ids=[t[:25] for t, _ in MEANINGS])
def test_a_plain_scalar_means_what_the_core_schema_says(text: str, meaning: object) -> None:
    found = resolve(text)
    assert found == meaning
    assert type(found) is type(meaning)


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_not_a_number(text: str) -> None:
    found = resolve(text)
    assert isinstance(found, float)
    assert math.isnan(found)


@pytest.mark.parametrize(
    "text",
    [
        *("y", "Y", "n", "N", "yes", "Yes", "no", "NO", "on", "On", "off", "OFF"),
        *("010", "-010", "08", "0777", "0o17", "0b1", "1_000", "1_000.5", "0_1"),
        *("1:30", "1:30:00", "190:20:30", "1:30.5"),
        *("1e3", "1E+3", "1.5e3", "-.5", "-0x1F", "="),
    ],
)
def test_what_yaml_1_1_takes_for_something_else_is_ambiguous(text: str) -> None:
    assert is_ambiguous(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "~", "null", "true", "False", ".inf", ".nan"),
        *("0", "12", "-3", "+3", "00", "007", "0x1F", "1.5", ".5", "5.", "1.5e+3"),
        *("2026-04-01", "2026-04-01 12:00:00"),
        *("split", "old-station", "no-one", "yellow", "north", "£5", "survey ¶4", "The van"),
        *("12345678901234567890", "-" + "9" * 300, "9" * 10_000),
    ],
)
def test_what_every_reader_takes_alike_is_not_ambiguous(text: str) -> None:
    assert not is_ambiguous(text)


@pytest.mark.parametrize("text", ["-0.0", "-.0", "-0e5", "-0"])
def test_nought_has_no_sign(text: str) -> None:
    assert math.copysign(1, resolve(text)) == 1


@given(st.one_of(st.integers(-(10**16), 10**16), st.floats(allow_nan=False, allow_infinity=False)))
def test_a_number_is_written_as_every_reader_takes_it(number: float) -> None:
    for written in (repr(number), f"{number:g}"):
        text = unambiguous(written)
        assert resolve(text) == float(written)
        assert not is_ambiguous(text)
