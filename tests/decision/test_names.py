import pytest

from ukjapan_cli.decision.names import UnknownNameError, find, nearest

NAMES = {
    "old-station": "The old station",
    "old-mill": "The old mill",
    "mobile-van": "A van",
    "shop": "Shopfront",
    "shop-and-cafe": "Shop with a café",
}


@pytest.mark.parametrize("given", list(NAMES))
def test_an_exact_id_wins(given: str) -> None:
    assert find("option", given, NAMES) == given  # `shop` too, with which another id begins


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("The old mill", "old-mill"),
        ("the OLD mill", "old-mill"),
        ("  a van ", "mobile-van"),
        ("SHOP WITH A CAFÉ", "shop-and-cafe"),
        ("mob", "mobile-van"),
        ("old-s", "old-station"),
        ("MOBILE-V", "mobile-van"),
        ("shop-", "shop-and-cafe"),
    ],
)
def test_a_name_in_any_case_or_a_beginning_that_only_one_id_has(given: str, meant: str) -> None:
    assert find("option", given, NAMES) == meant


def test_an_id_wins_over_a_name_and_a_name_over_a_beginning() -> None:
    names = {"a": "B", "b": "C", "c-long": "Z", "d": "c"}
    assert find("option", "b", names) == "b"
    assert find("option", "B", names) == "a"
    assert find("option", "c", {"c-long": "Z", "d": "c"}) == "d"


def test_capitals_count_neither_in_what_is_given_nor_in_ids() -> None:
    codes = {"UKJ101": "unreadable file", "UKJ201": "zero weight"}
    assert find("rule", "ukj201", codes) == "UKJ201"
    assert find("rule", "ukj2", codes) == "UKJ201"
    assert find("option", "OLD", {"old-station": "The station"}) == "old-station"


def test_a_beginning_that_several_ids_have_is_ambiguous_and_names_them() -> None:
    with pytest.raises(UnknownNameError, match="more than one option") as caught:
        find("option", "old", NAMES)
    assert caught.value.ambiguous
    assert caught.value.candidates == ("old-station", "old-mill")
    assert all(id_ in str(caught.value) for id_ in caught.value.candidates)


def test_a_name_that_two_have_is_ambiguous() -> None:
    with pytest.raises(UnknownNameError) as caught:
        find("option", "twin", {"a": "Twin", "b": "twin", "c": "Other"})
    assert (caught.value.ambiguous, caught.value.candidates) == (True, ("a", "b"))


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("old-staton", "old-station"),
        ("mobile van", "mobile-van"),
        ("Mobile_Van", "mobile-van"),
        ("sohp", "shop"),
        ("Shopfrnot", "shop"),
    ],
)
def test_a_near_miss_is_not_taken_but_suggests_what_was_meant(given: str, meant: str) -> None:
    with pytest.raises(UnknownNameError, match=f"did you mean '{meant}'") as caught:
        find("option", given, NAMES)
    assert caught.value.candidates == (meant,)
    assert (caught.value.kind, caught.value.given) == ("option", given)
    assert not caught.value.ambiguous


@pytest.mark.parametrize("given", ["", "   ", "zzzzzz", "x" * 100_000])
def test_what_is_like_nothing_suggests_nothing(given: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        find("option", given, NAMES)
    assert caught.value.candidates == ()
    assert not caught.value.ambiguous
    assert "did you mean" not in str(caught.value)


def test_nothing_is_found_among_nothing() -> None:
    with pytest.raises(UnknownNameError, match="no perspective is called 'x'"):
        find("perspective", "x", {})


@pytest.mark.parametrize(
    ("word", "found"),
    [("runing-cost", "running-cost"), ("RENT SECURITY", "rent-security"), ("qqqq", None)],
)
def test_nearest(word: str, found: str | None) -> None:
    assert nearest(word, ["running-cost", "rent-security"]) == found
