import pytest

from ukjapan_cli.decision.names import UnknownNameError, find, nearest, slip

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


IDS = ["running-cost", "rent-security", "reach", "site-1", "plan-a", "rail", "at_least"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("runing-cost", "running-cost"),  # missing
        ("running-costs", "running-cost"),  # added
        ("runningg-cost", "running-cost"),
        ("rumning-cost", "running-cost"),  # wrong
        ("runnign-cost", "running-cost"),  # swapped
        ("erach", "reach"),
        ("rech", "reach"),
        ("reac", "reach"),
        ("rai", "rail"),
        ("Rent Security", "rent-security"),
        (" RENT_SECURITY ", "rent-security"),
        ("at-least", "at_least"),
        ("Plan A", "plan-a"),
        ("SITE_1", "site-1"),
        ("plann-a", "plan-a"),
    ],
)
def test_a_slip_of_the_pen(word: str, meant: str) -> None:
    assert slip(word, IDS) == meant


@pytest.mark.parametrize(
    "word",
    [
        "site-2",  # a digit
        "site-11",
        "site-",
        "site",
        "plan-b",  # a short part
        "plan-ab",
        "plan",
        "plan-a-b",
        "mail",  # a first letter
        "trail",
        "ail",
        "runing-cots",  # two slips
        "running-cst-a",
        "runningcost",  # another number of parts
        "running--cost",
        "hcaer",
        "",
        "-",
        "x" * 1000,
    ],
)
def test_what_somebody_should_be_asked_about_is_no_slip(word: str) -> None:
    assert slip(word, IDS) is None


@pytest.mark.parametrize(
    ("word", "candidates"),
    [
        ("harbour-eust", ["harbour-eest", "harbour-eist"]),
        ("plan a", ["plan-a", "plan_a"]),
        ("stations", ["station", "stationss"]),
        ("station", []),
    ],
)
def test_a_slip_for_two_candidates_or_none_is_no_slip(word: str, candidates: list[str]) -> None:
    assert slip(word, candidates) is None


@pytest.mark.parametrize("more", ["b", "-b", "bbb"])
def test_long_words_that_differ_at_their_ends_are_told_apart(more: str) -> None:
    word = "-".join(["long-word"] * 20)
    assert slip(word + more + "cc", [word]) is None


def test_digits_are_never_fixed_wherever_they_stand() -> None:
    assert slip("phase2x", ["phase3x"]) is None
    assert slip("phase12", ["phase21"]) is None
    assert slip("phases2", ["phase2"]) is None
    assert slip("phase2", ["phase"]) is None
    assert slip("phase", ["phase2"]) is None
