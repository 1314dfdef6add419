"""How changes are merged into the example decision, on which all tests of examples stand."""

import pytest
from tests.features.check.examples import example, merged

TEXT = """\
title: Which?
options:
  - id: one
    name: One
    scores:
      cost: {value: 1, low: 0}
      gain: 2
  - id: two
    name: Two
    scores:
      cost: 3
"""


def test_a_value_takes_the_place_of_the_one_that_is_there() -> None:
    change = (
        "options:\n  - id: one\n    scores:\n      cost: 5  # said\n      gain:\n        low: 1\n"
    )
    assert merged(TEXT, change) == TEXT.replace(
        "      cost: {value: 1, low: 0}\n      gain: 2\n",
        "      cost: 5  # said\n      gain:\n        low: 1\n",
    )


def test_what_is_not_there_is_added_to_its_level() -> None:
    change = "options:\n  - id: two\n    # why\n    role: baseline\nchecks:\n  select: [A]\n"
    assert merged(TEXT, change).rstrip() == (
        f"{TEXT}    # why\n    role: baseline\nchecks:\n  select: [A]"
    )


def test_keys_and_items_are_taken_away_alone() -> None:
    change = (
        "options:\n  - id: one\n    scores:\n      gain:  # not there\n  - id: two  # not there\n"
    )
    left = TEXT[: TEXT.index("  - id: two")].replace("      gain: 2\n", "")
    assert merged(TEXT, change).rstrip() == left.rstrip()


def test_a_key_that_the_change_has_twice_is_there_twice() -> None:
    twice = "    name: One\n    name: Again\n"
    change = f"options:\n  - id: one\n{twice}"
    assert merged(TEXT, change) == TEXT.replace("    name: One\n", twice)


def test_a_mark_is_a_line_of_the_file_and_not_in_it() -> None:
    made = example("# options.yaml\nversion: 1\ncost_units: {staff: posts}  # <--\n")
    assert made.marked == {("options.yaml", 2)}
    assert b"<--" not in made.options
    assert made.options.splitlines()[1] == b"cost_units: {staff: posts}"


@pytest.mark.parametrize(
    ("said", "beginning", "pound"),
    [
        ("", b"version", b"\xc2\xa3k"),
        (", saved as UTF-8", b"version", b"\xc2\xa3k"),
        (", saved as UTF-8 with a byte order mark", b"\xef\xbb\xbfversion", b"\xc2\xa3k"),
        (", saved as Latin-1", b"version", b" \xa3k"),
    ],
)
def test_a_file_is_saved_as_its_name_says(said: str, beginning: bytes, pound: bytes) -> None:
    made = example(f"# criteria.yaml{said}\nversion: 1\n")
    assert made.criteria.startswith(beginning)
    assert pound in made.criteria
    assert made.options.startswith(b"version")
