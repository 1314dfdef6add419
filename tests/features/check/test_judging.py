"""Waivers come before the cap on what is shown, and what is not shown still counts."""

import pytest

from ukjapan_cli.documents.files.pairing import Pair
from ukjapan_cli.documents.yaml import finding
from ukjapan_cli.documents.yaml.document import document_of
from ukjapan_cli.features.check import run as checking
from ukjapan_cli.features.check.result import CheckedDecision
from ukjapan_cli.features.check.run import check
from ukjapan_cli.features.check.settings import Flags

CRITERIA = """\
version: 1
criteria:
  - {id: cost, name: Cost, weight: 1, because: All of it., scale: {worst: 9999, best: 0}}
"""
ONLY = Flags(select=("UKJ302", "UKJ5"), is_strict=True)  # scores without a reason, and waivers
WAIVER = "  # ukjapan: ignore[UKJ302] because it is agreed"


def options(count: int, waived: range) -> str:
    """An option a line from line 3 on, each with one score without a reason."""
    return "version: 1\noptions:\n" + "".join(
        f"  - {{id: o{n}, name: O{n}, scores: {{cost: {n}}}}}{WAIVER if n in waived else ''}\n"
        for n in range(count)
    )


def checked(text: str, flags: Flags = ONLY, criteria: str = CRITERIA) -> CheckedDecision:
    pair = Pair(
        document_of(criteria.encode(), "criteria.yaml"), document_of(text.encode(), "options.yaml")
    )
    (decision,) = check([pair], flags).decisions
    return decision


def codes(decision: CheckedDecision) -> set[str]:
    return {d.rule.code for d in decision.diagnostics}


def test_what_is_left_after_a_thousand_waivers_stands() -> None:
    decision = checked(options(1_500, range(1_000)))
    assert len(decision.waived) == 1_000
    assert [d.line for d in decision.diagnostics] == list(range(1_003, 1_503))
    assert all(d.is_error for d in decision.diagnostics)
    assert decision.notes == ()


def test_a_waiver_beyond_the_first_thousand_excuses_its_finding() -> None:
    decision = checked(options(1_500, range(1_200, 1_201)))
    assert codes(decision) == {"UKJ302"}  # and not UKJ502
    assert [w.diagnostic.line for w in decision.waived] == [1_203]
    assert len(decision.diagnostics) == 1_000
    assert decision.notes == (
        "'criteria.yaml' and 'options.yaml': UKJ302: 499 findings more are not shown",
    )


def test_one_finding_more_is_one() -> None:
    (note,) = checked(options(1_001, range(0))).notes
    assert note.endswith("UKJ302: 1 finding more is not shown")


def test_with_all_waived_nothing_stands() -> None:
    decision = checked(options(1_500, range(1_500)))
    assert (decision.diagnostics, decision.notes) == ((), ())
    assert len(decision.waived) == 1_500


def test_what_is_too_much_to_be_held_against_waivers_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "MOST_TO_WAIVE", 20)
    decision = checked(options(30, range(30)))
    assert len(decision.waived) == 20
    (diagnostic,) = decision.diagnostics
    assert diagnostic.is_error
    assert diagnostic.line == 23
    assert diagnostic.message.startswith("more than 20 findings of UKJ302; this and the others")
    (note,) = decision.notes
    assert note.endswith("UKJ302: 9 findings more are not shown")


def test_no_waiver_excuses_what_reading_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_FINDINGS", 20)
    waiver = "  # ukjapan: ignore[UKJ108] because of the old reader"
    text = options(30, range(0)).replace("name: O", "summary: no, name: O")
    text = "".join(
        f"{line}{waiver}\n" if "no," in line else f"{line}\n" for line in text.splitlines()
    )
    decision = checked(text, Flags(select=("UKJ1", "UKJ5"), is_strict=True))
    assert len(decision.waived) == 20
    (diagnostic,) = decision.diagnostics
    assert (diagnostic.rule.code, diagnostic.is_error) == ("UKJ108", True)
    assert diagnostic.message.startswith("more than 20 warnings; this and the others")


class TestSelectAndTheFile:
    IGNORING = f"{CRITERIA}checks: {{ignore: [UKJ302]}}\n"

    def test_the_same_code_on_the_command_line_goes_before_the_file(self) -> None:
        decision = checked(options(3, range(0)), Flags(select=("UKJ302",)), self.IGNORING)
        assert codes(decision) == {"UKJ302"}
        assert decision.notes == ()

    def test_a_shorter_one_does_not_and_says_so(self) -> None:
        decision = checked(options(3, range(0)), Flags(select=("UKJ3",)), self.IGNORING)
        assert "UKJ302" not in codes(decision)
        (note,) = decision.notes
        assert note.endswith("UKJ302: ignored by the file, unless --select has the whole code")

    def test_ignore_on_the_command_line_is_the_last_word(self) -> None:
        flags = Flags(select=("UKJ302",), ignore=("UKJ302",))
        decision = checked(options(3, range(0)), flags, self.IGNORING)
        assert (codes(decision), decision.notes) == (set(), ())

    def test_without_select_nothing_is_said_of_what_the_file_ignores(self) -> None:
        decision = checked(options(3, range(0)), Flags(ignore=("UKJ2", "UKJ4")), self.IGNORING)
        assert decision.notes == ()
