"""What a page says of the packaged decision is what the commands find."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.program import run
from tests.pages import PAGES

SAID = " ".join(PAGES["docs/explanation/packaged-decision.md"].split())


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("empty")


def found(empty: Path, *arguments: str) -> Any:
    return json.loads(run(*arguments, "--format", "json", cwd=empty).out)


def says(pattern: str, *numbers: float) -> None:
    """Assert that the page says this, with these numbers as far as it gives their digits."""
    match = re.search(pattern, SAID)
    assert match is not None, pattern
    for said, number in zip(match.groups(), numbers, strict=True):
        digits = len(said.partition(".")[2])
        assert round(number, digits) == float(said)


def test_what_is_best(empty: Path) -> None:
    scoring = found(empty, "score")
    first, second = scoring["ranking"][:2]
    assert (first["option"], second["option"]) == ("crisis-management", "defence-co-development")
    says(
        r"Crisis management, with ([\d.]+) points, ([\d.]+) ahead of defence co-development",
        first["value"],
        first["value"] - second["value"],
    )
    because = scoring["verdict_from"]
    assert (scoring["verdict"], because["switch"]["id"]) == ("likely", "security")
    says(
        r"\*likely\*: it is first in ([\d.]+) % of the draws.* security has ([\d.]+) % of the "
        r"whole instead of ([\d.]+) %",
        100 * because["first"],
        100 * because["switch"]["at"],
        100 * because["switch"]["weight"],
    )


def test_when_that_changes(empty: Path) -> None:
    timeline = found(empty, "timeline")
    (leader,) = timeline["leaders"]
    assert (leader["option"], leader["to"]) == ("crisis-management", "2018-12-31")
    says(r"Not before the end of 2018")
    year = {
        delay["option"]: next(x["points"] for x in delay["losses"] if x["months"] == 12)
        for delay in timeline["cost_of_delay"]
    }
    assert max(year, key=year.__getitem__) == "peacekeeping"
    says(
        r"a year takes ([\d.]+) points from crisis management and ([\d.]+) from peacekeeping",
        year["crisis-management"],
        year["peacekeeping"],
    )


def test_whom_it_suits(empty: Path) -> None:
    offices = ("treasury", "ministry-of-defence", "foreign-office", "prime-ministers-office")
    orders = {
        office: [
            standing["option"]
            for standing in found(empty, "score", "--perspective", office)["ranking"]
        ]
        for office in offices
    }
    assert {order[0] for order in orders.values()} == {"crisis-management"}
    assert orders["foreign-office"][1] == orders["treasury"][-1] == "peacekeeping"
    says(
        r"All four perspectives put it first\. .*the Foreign Office has peacekeeping second, where"
    )


def test_which_together(empty: Path) -> None:
    budgets = ("--budget", "money=6", "--budget", "attention=4")
    package = found(empty, "portfolio", *budgets)
    best = package["best"]
    assert best["options"] == [
        *("counterterrorism-training", "crisis-management", "intelligence-sharing")
    ]
    assert package["status"] == "optimal"
    says(
        r"intelligence sharing, worth ([\d.]+) points over carrying on, ([\d.]+) of them because",
        best["value"],
        sum(synergy["value"] for synergy in best["synergies"]),
    )
    says(r"the best in ([\d.]+) % of the draws\. Def", 100 * package["core"]["best_in"])
    left_out = {entry["option"]: entry for entry in package["left_out"]}
    (brought_in,) = left_out["defence-co-development"]["brought_in"]
    says(r"comes in with £([\d.]+)m", brought_in["least"])
