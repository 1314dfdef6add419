"""Which rules run and how much they matter: `checks` in a criteria file, and flags over it."""

from typing import Any

import pytest

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.settings import Flags, Settings, Thresholds, settings_of

WARNING = Rule("UKJ303", "a warning", Severity.WARNING)
ERROR = Rule("UKJ112", "an error")


def of(flags: Flags = Flags(), **checks: Any) -> Settings:  # noqa: B008 (immutable)
    return settings_of({"version": 1, "checks": checks}, flags)


class TestWhatRuns:
    @pytest.mark.parametrize(
        ("select", "ignore", "runs"),
        [
            ([], [], True),
            (["UKJ3"], [], True),
            (["UKJ"], [], True),
            (["UKJ303"], [], True),
            (["UKJ4"], [], False),
            (["UKJ30", "UKJ4"], [], True),
            ([], ["UKJ303"], False),
            ([], ["UKJ3"], False),
            ([], ["UKJ4"], True),
            (["UKJ303"], ["UKJ3"], True),  # the longer code decides
            (["UKJ3"], ["UKJ303"], False),
            (["UKJ", "UKJ303"], ["UKJ30"], True),
            (["UKJ30"], ["UKJ3", "UKJ303"], False),
            (["UKJ303"], ["UKJ303"], False),  # of equal ones, ignore
            (["UKJ"], ["UKJ"], False),
        ],
    )
    def test_the_longer_code_decides(
        self, select: list[str], ignore: list[str], runs: bool
    ) -> None:
        assert of(select=select, ignore=ignore).runs(WARNING) is runs
        assert of(Flags(tuple(select), tuple(ignore))).runs(WARNING) is runs

    @pytest.mark.parametrize(
        "flags", [Flags(ignore=("UKJ112",)), Flags(ignore=("UKJ",)), Flags(select=("UKJ4",))]
    )
    def test_errors_always_do(self, flags: Flags) -> None:
        assert of(flags).runs(ERROR)
        assert of(select=[*flags.select], ignore=[*flags.ignore]).runs(ERROR)

    def test_rules_of_structure_are_selected_unless_they_are_ignored(self) -> None:
        structure = WARNING._replace(code="UKJ108")
        assert of(select=["UKJ4"]).runs(structure)
        assert not of(select=["UKJ4"], ignore=["UKJ108"]).runs(structure)
        assert not of(select=["UKJ4"], ignore=["UKJ1"]).runs(structure)
        assert of(select=["UKJ108"], ignore=["UKJ1"]).runs(structure)

    def test_select_on_the_command_line_stands_in_place_of_the_file_s(self) -> None:
        assert not of(Flags(select=("UKJ4",)), select=["UKJ303"]).runs(WARNING)
        assert of(Flags(select=("UKJ303",)), select=["UKJ4"]).runs(WARNING)

    def test_ignore_on_the_command_line_stands_beside_the_file_s(self) -> None:
        both = of(Flags(ignore=("UKJ4",)), ignore=["UKJ303"])
        assert not both.runs(WARNING)
        assert not both.runs(WARNING._replace(code="UKJ401"))
        assert both.runs(WARNING._replace(code="UKJ304"))


class TestSeverity:
    @pytest.mark.parametrize("code", ["UKJ303", "UKJ3", "UKJ"])
    def test_a_warning_is_raised(self, code: str) -> None:
        assert of(error=[code]).in_force(WARNING) == WARNING._replace(severity=Severity.ERROR)

    def test_others_stay(self) -> None:
        assert of(error=["UKJ304", "UKJ4"]).in_force(WARNING) == WARNING
        assert of(error=["UKJ304"]).in_force(ERROR) == ERROR

    def test_strict_raises_all(self) -> None:
        assert of(Flags(is_strict=True)).in_force(WARNING).severity is Severity.ERROR

    def test_raising_does_not_select(self) -> None:
        assert not of(error=["UKJ303"], ignore=["UKJ303"]).runs(WARNING)


class TestThresholds:
    def test_what_is_not_given_stays(self) -> None:
        given = of(thresholds={"least_spread": 5, "most_criteria": 8}).thresholds
        assert given == Thresholds()._replace(least_spread=5.0, most_criteria=8.0)

    def test_nothing_given(self) -> None:
        assert of().thresholds == Thresholds()


@pytest.mark.parametrize(
    "criteria",
    [
        None,
        [],
        "checks",
        {},
        {"checks": None},
        {"checks": ["UKJ3"]},
        {"checks": {"select": "UKJ4", "ignore": {"UKJ3": 1}, "error": [1, None, ["UKJ3"]]}},
        {"checks": {"thresholds": [0.5]}},
        {"checks": {"thresholds": {"least_spread": "5", "most_criteria": True, "other": 1}}},
    ],
)
def test_what_has_not_its_structure_is_passed_over(criteria: Any) -> None:
    assert settings_of(criteria, Flags()) == Settings()
