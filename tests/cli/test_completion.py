from pathlib import Path

import pytest
import typer
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, options, write
from typer.main import get_command

from ukjapan_cli.cli.app import app
from ukjapan_cli.cli.completion import complete_option, complete_perspective, complete_weight


@pytest.fixture
def context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> typer.Context:
    monkeypatch.chdir(write(tmp_path, LIBRARY_OPTIONS, LIBRARY_CRITERIA))
    monkeypatch.delenv("UKJAPAN_OPTIONS", raising=False)
    monkeypatch.delenv("UKJAPAN_CRITERIA", raising=False)
    return typer.Context(get_command(app))


def test_options_with_their_names(context: typer.Context) -> None:
    assert list(complete_option(context, "m")) == [
        ("market-hall", "The market hall"),
        ("mobile-van", "The mobile van"),
    ]
    assert len(list(complete_option(context, ""))) == 5
    assert list(complete_option(context, "x")) == []


def test_perspectives_with_their_names(context: typer.Context) -> None:
    assert list(complete_perspective(context, "")) == [("council", "The council")]


def test_groups_and_criteria_ready_for_a_number(context: typer.Context) -> None:
    assert list(complete_weight(context, "r")) == [
        ("running-cost=", "Running cost"),
        ("rent-security=", "Rent security"),
        ("reach=", "Reach"),
    ]
    assert ("money=", "Money") in list(complete_weight(context, ""))
    assert list(complete_weight(context, "reach=4")) == []


def test_files_that_the_line_names(context: typer.Context, tmp_path: Path) -> None:
    other = write(
        tmp_path / "other",
        options(
            "{id: one, name: One, scores: {cost: 1, gain: 1}}",
            "{id: two, name: Two, scores: {cost: 1, gain: 1}}",
        ),
    )
    context.params = {
        "options": str(other / "options.yaml"),
        "criteria": str(other / "criteria.yaml"),
    }
    assert [id_ for id_, _ in complete_option(context, "")] == ["one", "two"]


def test_a_broken_decision_completes_nothing(context: typer.Context, tmp_path: Path) -> None:
    (tmp_path / "options.yaml").write_text("options: [", encoding="utf-8")
    assert list(complete_option(context, "")) == []
    assert list(complete_perspective(context, "")) == []
    assert list(complete_weight(context, "")) == []


def test_a_name_has_nothing_that_a_shell_or_markup_would_take_up(
    context: typer.Context, tmp_path: Path
) -> None:
    lines = [
        r'{id: one, name: "[/red]\e[31m ends \\", scores: {cost: 1, gain: 1}}',
        "{id: two, name: Two, scores: {cost: 1, gain: 1}}",
    ]
    write(tmp_path, options(*lines))
    assert next(complete_option(context, "")) == ("one", "(/red)/x1b(31m ends /")
