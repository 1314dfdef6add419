"""All options over one weight, as JSON, CSV or Markdown."""

from typing import TYPE_CHECKING

from ukjapan_cli.analysis.sensitivity import OneWeight
from ukjapan_cli.render import hinges as say
from ukjapan_cli.render import markdown as md
from ukjapan_cli.render.record import csv_text, json_text
from ukjapan_cli.render.sensitivity import SCHEMA, weight_record
from ukjapan_cli.render.shared_records import decision_record
from ukjapan_cli.render.wording import points, stand, title

if TYPE_CHECKING:
    from ukjapan_cli.render.screen import Screen


def table(one: OneWeight, screen: "Screen") -> str:
    """What people read in a terminal or a pipe."""
    from ukjapan_cli.render.one_weight_table import table as drawn  # Rich is not for every format

    return drawn(one, screen)


def json(one: OneWeight) -> str:
    """The contract `ukjapan/sensitivity/1` with one criterion, and the options' lines."""
    decision = one.scoring.decision
    ends = zip(one.scoring.ranking, one.found.at_zero, one.found.at_one, strict=True)
    record = {
        "decision": decision_record(decision),
        "leader": one.scoring.ranking[0].option.id,
        "criteria": [
            {
                **weight_record(one.found, decision.options),
                "lines": [
                    {
                        "option": standing.option.id,
                        "at_zero": float(at_zero),
                        "at_one": float(at_one),
                    }
                    for standing, at_zero, at_one in ends
                ],
            }
        ],
    }
    return json_text(SCHEMA, record)


def csv(one: OneWeight) -> str:
    """A row an option, best ranked first: its overall value at 0 %, today and at 100 %."""
    header = ["option", "name", "criterion", "weight", "at_zero", "now", "at_one"]
    rows = [
        [
            standing.option.id,
            standing.option.name,
            one.found.node.id,
            one.found.weight,
            float(at_zero),
            standing.value,
            float(at_one),
        ]
        for standing, at_zero, at_one in zip(
            one.scoring.ranking, one.found.at_zero, one.found.at_one, strict=True
        )
    ]
    return csv_text(header, rows)


def markdown(one: OneWeight) -> str:
    """Who is first over the weight, and every option's value at its ends."""
    decision = one.scoring.decision
    rows = [
        [
            md.escaped(standing.option.name),
            points(float(at_zero)),
            points(standing.value),
            points(float(at_one)),
        ]
        for standing, at_zero, at_one in zip(
            one.scoring.ranking, one.found.at_zero, one.found.at_one, strict=True
        )
    ]
    listed = "".join(f"- {md.escaped(line)}\n" for line in say.along(one))
    return "\n".join(
        [
            f"## {md.escaped(one.found.node.name)}\n",
            f"{md.escaped(title(decision))}\n",
            f"{md.escaped(stand(decision))}\n",
            listed,
            md.table(["Option", "At 0%", "Now", "At 100%"], rows, numbers=(1, 2, 3)),
        ]
    )
