"""What is said of a package when time ran out."""

import json
import time
from dataclasses import replace

import pytest
from tests.features.made import FIELD

from ukjapan_cli.features.portfolio import blocks, terminal
from ukjapan_cli.features.portfolio import record as written
from ukjapan_cli.features.portfolio import words as say
from ukjapan_cli.features.portfolio.analysis.portfolio import Portfolio, portfolio
from ukjapan_cli.features.portfolio.analysis.program import Package, Programs, StoppedError
from ukjapan_cli.formats.terminal import Screen


@pytest.fixture
def stopped() -> Portfolio:
    """Stopped with the best option alone, worth 45 over today, where 62.5 are not ruled out."""
    found = portfolio(FIELD)
    best = Package((1,), 45.0)
    others = (0, 2, 3)
    return replace(
        found,
        best=best,
        gap=17.5,
        next_best=(best,),
        left_out=(),
        unexplained=others,
        core=None,
        time_limit=5,
        ran_out=True,
    )


def test_an_unproven_package_says_so_with_its_gap(stopped: Portfolio) -> None:
    said = (
        "Not proven: the search stopped after 5 seconds; another package may be worth up to 17.5 "
        "points more. Give it longer with --time-limit."
    )
    lines = terminal.table(stopped, Screen()).splitlines()
    assert said in lines
    assert "  3 are left out." in lines
    assert not any("Core" in line or "Proven" in line for line in lines)
    assert said in blocks.markdown(stopped).replace("\\-", "-")


def test_in_json_its_status_is_not_optimal(stopped: Portfolio) -> None:
    record = json.loads(written.json(stopped))
    assert (record["status"], record["gap"], record["complete"]) == ("time limit", 17.5, False)
    assert record["core"] is None
    assert [one["core_index"] for one in record["options"]] == [None] * 4


def test_a_proven_package_without_time_for_the_rest(stopped: Portfolio) -> None:
    text = terminal.table(replace(stopped, gap=0.0), Screen())
    assert "Proven: no package is worth more." in text
    assert "Time ran out after 5 seconds: not everything below is there." in text


def test_what_is_left_out_is_said_to_programs_too(stopped: Portfolio) -> None:
    not_proven = (
        "Not proven: the search stopped after 5 seconds; another package may be worth up to 17.5 "
        "points more. Give it longer with --time-limit."
    )
    omissions = [not_proven, "3 are left out."]
    assert say.omissions(stopped) == omissions
    assert json.loads(written.json(stopped))["omissions"] == omissions
    assert say.omissions(portfolio(FIELD)) == []
    explained = replace(portfolio(FIELD), unexplained=(0, 2))
    assert say.omissions(explained) == [
        "2 more are left out; of those that are worth most it is said why: --full says it of all."
    ]


def test_no_program_begins_after_its_deadline() -> None:
    model = portfolio(FIELD).model
    with pytest.raises(StoppedError):
        Programs(model, deadline=time.monotonic() - 1).solve()
