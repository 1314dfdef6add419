from typing import Any

from markdown_it import MarkdownIt
from tests.features.found import ERROR, HOSTILE, WAIVED, WARNING, checked, finding

from ukjapan_cli.features.check.formats.github import step_summary
from ukjapan_cli.features.check.result import Checked, CheckedDecision, FirstPlace, Waived

FIRST = FirstPlace(("The van",), 73.94, "The old station", 20.66, ())


def first(**changes: Any) -> str:
    """The sentences on first place."""
    return step_summary(checked(first=FIRST._replace(**changes))).split("\n\n")[2]


def test_first_place_comes_before_the_findings() -> None:
    assert step_summary(
        checked(WARNING, ERROR, waived=(WAIVED,), notes=("UKJ402 was not run",), first=FIRST)
    ) == (
        "## Which one?\n\n"
        "north/criteria.yaml, north/options.yaml\n\n"
        "**The van** is first with 73.9 points, 20.7 ahead of The old station. "
        "Nothing that was checked puts that in doubt.\n\n"
        "| Code | Place | Message |\n"
        "| --- | --- | --- |\n"
        "| warning UKJ201 | north/criteria.yaml:12:13 | 'reach' weighs nothing |\n"
        "| error UKJ111 | north/options.yaml:6:24 | no criterion is called 'suport' |\n\n"
        "### 1 waived\n\n"
        "- north/criteria.yaml:20:13 UKJ201: 'reach' weighs nothing, "
        "because the council asked for it\n\n"
        "### Not checked\n\n"
        "- UKJ402 was not run\n\n"
    )


def test_a_verdict_names_what_puts_first_place_in_doubt() -> None:
    assert first(doubts=("UKJ405", "UKJ406")).endswith("That is contested: see UKJ405 and UKJ406.")
    assert first(names=("A", "B"), runner_up="", lead=0.0).startswith(
        "**A** and **B** are tied for first place with 73.9 points. "
    )


def test_files_that_make_no_decision_are_named_by_their_files() -> None:
    decision = CheckedDecision("", ("options.yaml",), ())
    assert step_summary(Checked((decision,))) == "## options.yaml\n\nNo findings.\n\n"


def test_fifty_findings_of_a_decision_are_shown() -> None:
    written = step_summary(checked(*(finding(line=n) for n in range(1, 54))))
    assert written.count("\n| error UKJ111 |") == 50
    assert "\n\n3 more not shown.\n" in written
    exactly = step_summary(checked(*(finding(line=n) for n in range(1, 51))))
    assert "more not shown" not in exactly


def test_no_summary_is_larger_than_github_takes() -> None:
    large = checked(finding(message="界" * 10_000)).decisions[0]
    written = step_summary(Checked((large,) * 100))
    assert len(written.encode()) < 1024 * 1024
    shown = written.count("## Which one?")
    assert 20 < shown < 100
    assert written.endswith(f"\n{100 - shown} decisions more not shown.\n\n")


def test_hostile_text_is_text() -> None:
    hostile = finding(file=HOSTILE, message=HOSTILE)
    decision = CheckedDecision(
        HOSTILE,
        (HOSTILE,),
        (hostile,),
        (Waived(hostile, HOSTILE),),
        (HOSTILE,),
        FIRST._replace(names=(HOSTILE,), runner_up=HOSTILE),
    )
    written = step_summary(Checked((decision,)))
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(written)
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "strong_open", "strong_close", "text_special"}
    assert not [token for token in tokens if token.type.startswith("html")]
    assert written.count("\n| ") == 3
    assert "##[" not in written
    assert not [line for line in written.split("\n") if line.strip().startswith("::")]
