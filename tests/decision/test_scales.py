from ukjapan_cli.decision.scales import Levels

SUPPORT = Levels({"opposed": 0, "split": 40, "divided": 40, "behind-it": 100})


def test_names_at_a_level_between_two_and_where_two_tie() -> None:
    assert SUPPORT.names_at(100) == ("behind-it",)
    assert SUPPORT.names_at(40) == ("split", "divided")
    assert SUPPORT.names_at(70) == ()


def test_levels_have_no_unit() -> None:
    assert SUPPORT.unit == ""


def test_the_values_of_levels_are_in_order_each_once() -> None:
    assert Levels({"all": 100, "some": 40, "none": 0, "few": 40}).worths == (0, 40, 100)
    assert Levels({"all": 100, "some": 40, "none": 0, "few": 40}).names_at(40) == ("some", "few")
