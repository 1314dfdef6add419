"""Collecting findings, and proposing the word that was meant."""

import pytest

from ukjapan_cli.documents import rules
from ukjapan_cli.documents.yaml import finding
from ukjapan_cli.documents.yaml.finding import Finding, Findings, cut
from ukjapan_cli.documents.yaml.report import Report, listed, shown


def test_an_id_that_is_used_again() -> None:
    report, seen = Report(), {}
    for index, id_ in enumerate(["a", "b", "a", "a"]):
        report.check_unique("options", id_, ("options", index), seen)
    first = ("options", 0, "id")
    assert list(report.findings) == [
        Finding(
            rules.DUPLICATE_ID,
            "two options have the id 'a'",
            "rename one of them",
            ("options", index, "id"),
            first=first,
        )
        for index in (2, 3)
    ]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("summry", "summary"),
        ("Summary", "summary"),
        ("running_cost", "running-cost"),
        ("running cost", "running-cost"),
        ("zzz", None),
        ("", None),
    ],
)
def test_the_near_word(word: str, near: str | None) -> None:
    hint = Report().suggest(word, ["running-cost", "summary"], "otherwise")
    assert hint == (f"did you mean '{near}'?" if near else "otherwise")


def test_a_word_is_looked_for_among_its_own_candidates() -> None:
    report = Report()
    assert report.suggest("statio", ["static"]) == "did you mean 'static'?"
    assert report.suggest("statio", ["station"]) == "did you mean 'station'?"
    assert report.suggest("statio", ["other"], "none") == "none"


def test_the_same_word_is_always_told_the_same() -> None:
    report = Report()
    assert {report.suggest("optoin-1", ["option-1"]) for _ in range(10_000)} == {
        "did you mean 'option-1'?"
    }


def test_words_of_many_sorts_get_suggestions() -> None:
    report = Report()
    hints = [report.suggest(f"criterio-{i}", [f"criterion-{i}"]) for i in range(1_000)]
    assert hints == [f"did you mean 'criterion-{i}'?" for i in range(1_000)]


def test_there_is_an_end_to_looking_for_words() -> None:
    """A thousand long words among ten thousand would take an hour."""
    report = Report()
    candidates = [f"{'abc' * 30}{i:06}" for i in range(10_000)]
    hints = [report.suggest(f"{'acb' * 30}{i:06}", candidates, "none") for i in range(1_000)]
    assert hints[-1] == "none"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a, b"),
        (list("abcdefghijkl"), "a, b, c, d, e, f, g, h, i, j, k, l"),
        (list("abcdefghijklm"), "a, b, c, d, e, f, g, h, i, j, k, l, …"),
        (["x" * 1_000], "x" * 60 + "…"),
    ],
)
def test_listed(words: list[str], expected: str) -> None:
    assert listed(words) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "nothing"),
        (True, "true"),
        (False, "false"),
        (5, "the number 5"),
        (0.5, "the number 0.5"),
        ("five", "the text 'five'"),
        ("x" * 1_000, f"the text '{'x' * 60}…'"),
        ([1], "a list"),
        ({"a": 1}, "a mapping"),
    ],
)
def test_shown(value: object, expected: str) -> None:
    assert shown(value) == expected


def test_cut() -> None:
    assert cut("x" * 60) == "x" * 60
    assert cut("x" * 61) == "x" * 60 + "…"


class TestFindings:
    @pytest.fixture(autouse=True)
    def few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(finding, "MOST_FINDINGS", 3)

    def test_they_are_kept_up_to_a_number(self) -> None:
        findings = Findings()
        for index in range(9):
            findings.add(Finding(rules.WRONG_TYPE, f"wrong {index}", "fix it", (index,)))
        kept = list(findings)
        assert len(findings) == len(kept) == 4
        assert [f.message for f in kept[:3]] == ["wrong 0", "wrong 1", "wrong 2"]
        assert kept[3].message == "more than 3 errors; this and the others are not shown"
        assert kept[3].path == (3,)
        assert findings.is_full

    def test_warnings_take_no_place_from_errors(self) -> None:
        findings = Findings()
        for index in range(9):
            findings.add(Finding(rules.AMBIGUOUS, "no", "", (index,)))
        assert not findings.is_full
        findings.add(Finding(rules.WRONG_TYPE, "wrong"))
        assert [f.message for f in findings if f.is_error] == ["wrong"]
        assert len(findings) == 5
