"""Which names are one to a reader, and which only look alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjapan_cli.decision.likeness import as_seen, at_a_glance, by_shape


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Plan", "Plan"),
        ("Plan A", " Plan \u00a0 A\n"),
        ("Plan", "Pl\u200ban"),  # a space of no width
        ("Plan", "\ufeffPlan\u2060"),
        ("Plan", "Plan\u202e"),
        ("Plan", "Plan\u3164"),  # a letter without ink
        ("Plan", "Pl\u034fan\U000e0101\u17b4"),  # marks without ink
        ("Caf\u00e9", "Cafe\u0301"),  # NFC and NFD
        ("", "\u200b \u2800"),
    ],
)
def test_what_differs_by_nothing_that_is_seen_is_the_same(one: str, other: str) -> None:
    assert as_seen(one) == as_seen(other)
    assert at_a_glance(one) == at_a_glance(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Plan", "PLAN"),
        ("Plan", "Рlan"),  # Cyrillic
        ("Cost", "Соѕt"),
        ("Kiosk", "Κiosk"),  # Greek
        ("Plan A", "Plan \uff21"),  # full width
        ("office", "o\ufb03ce"),  # a ligature
        ("Straße", "STRASSE"),
        ("Coop", "C\u0585\u0585p"),  # Armenian
        ("WALK", "\u13d4A\u13de\u13e6"),  # Cherokee
        ("A-B 'x'", "A\u2013B \u2018x\u2019"),
    ],
)
def test_what_looks_alike_is_not_the_same(one: str, other: str) -> None:
    assert as_seen(one) != as_seen(other)
    assert at_a_glance(one) == at_a_glance(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Plan I", "Plan l"), ("Plan 1", "Plan I"), ("A0", "AO"), ("modern", "modem")],
)
def test_what_has_one_shape(one: str, other: str) -> None:
    assert at_a_glance(one) != at_a_glance(other)
    assert by_shape(one) == by_shape(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bail fund", "Ball fund"),
        ("Phase 1", "Phase 2"),
        ("Plan A", "Plan B"),
        ("Option 1", "Option 2"),
        ("Cafe", "Café"),
        ("東", "束"),
        ("план", "plan"),
    ],
)
def test_what_differs_to_everybody(one: str, other: str) -> None:
    assert at_a_glance(one) != at_a_glance(other)
    assert by_shape(one) != by_shape(other)


@given(st.text(max_size=40))
def test_normalisation_and_marks_never_tell_names_apart(name: str) -> None:
    seen = as_seen(name)
    assert as_seen(seen) == seen
    for form in ("NFC", "NFD"):
        assert as_seen(unicodedata.normalize(form, name)) == seen
    assert as_seen("\u200b".join(name)) == seen
    assert at_a_glance(name) == at_a_glance(seen)
