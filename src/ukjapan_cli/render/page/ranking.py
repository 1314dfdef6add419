"""What the ranking on the page is drawn from: by Jinja as it stands, by the script as it moves."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ukjapan_cli.analysis.scoring import Scoring, Standing
from ukjapan_cli.decision.criteria import Criterion, leaves, nodes_of
from ukjapan_cli.digits import significant_in
from ukjapan_cli.render.charts.palette import colours, ink_on
from ukjapan_cli.render.frame import letter
from ukjapan_cli.render.visible import visible
from ukjapan_cli.render.wording import name_of, ordered, percent, points, why_excluded

MOST_SHOWN = 200
"""Options that the page holds; beyond those it would be too large, and slow to move."""


LEAST_LETTER, LEAST_ON_A_PHONE = 1.6, 4
"""The points of a part of a bar that is wide enough for its letter."""

_ROOM = 1.5
"""How far a slider goes beyond the largest of its siblings' numbers."""


class Part(NamedTuple):
    """A criterion's part of a bar.

    Attributes:
        start: where it begins, in points of overall value.
        points: the contribution.
        shown: the same to one decimal.
        fit: where its letter fits: `hidden` for nowhere, `slim` for not on a phone, else empty.
    """

    letter: str
    colour: str
    ink: str
    start: float
    points: float
    shown: str
    fit: str


class Row(NamedTuple):
    """An option in the ranking.

    Attributes:
        place: its place among the options of the script's data.
        rank: as the table has it; `-` for one that is not ranked.
        contributions: what the bar shows, in words.
        because: why it is not ranked; empty for one that is.
    """

    place: int
    rank: str
    id: str
    name: str
    value: str
    is_first: bool
    parts: tuple[Part, ...]
    contributions: str
    because: str


class Entry(NamedTuple):
    """A criterion in the legend."""

    letter: str
    colour: str
    ink: str
    name: str
    share: str


class Slider(NamedTuple):
    """A weight that can be moved.

    Attributes:
        depth: how many groups it is in.
        weight: the number today, relative to its siblings; None for a group without one, as under
            a perspective.
        top: the end of the slider.
    """

    id: str
    name: str
    depth: int
    is_group: bool
    weight: float | None
    top: float
    share: str


class Ranking(NamedTuple):
    """The section of the page that moves.

    Attributes:
        in_force: the perspective's id; empty without one.
        is_stated: the page begins with the stated weights.
        data: JSON for the script, which may stand in HTML as it is.
    """

    rows: tuple[Row, ...]
    failed: tuple[Row, ...]
    legend: tuple[Entry, ...]
    sliders: tuple[Slider, ...]
    perspectives: tuple[tuple[str, str], ...]
    in_force: str
    is_stated: bool
    note: str
    data: str


def ranking(scoring: Scoring, command: str) -> Ranking:
    """Everything that the section needs.

    Args:
        scoring: with the weights that the page begins with.
        command: the command line that scores the same files with the stated weights.
    """
    best = scoring.ranking[:MOST_SHOWN]
    ids = {standing.option.id for standing in best}
    shown = [s for s in ordered(scoring) if s.place is None or s.option.id in ids]
    failed = [s for s in scoring.excluded if not s.option.is_baseline]
    kept = [*shown, *failed[:MOST_SHOWN]]
    places = {
        standing.option.id: place for place, standing in enumerate(_in_file_order(scoring, kept))
    }
    colour = colours(criterion.id for criterion in scoring.criteria)
    rows = [_row(standing, scoring, places, colour) for standing in kept]
    decision = scoring.decision
    note = ""
    if len(best) < len(scoring.ranking):
        note = (
            f"The best {len(best)} of {len(scoring.ranking)} ranked options with these weights "
            "are shown; other weights rank only these anew. "
        )
    if len(failed) > MOST_SHOWN:
        note += (
            f"Of {len(failed)} options that fail a requirement, the first {MOST_SHOWN} are shown."
        )
    return Ranking(
        rows=tuple(rows[: len(shown)]),
        failed=tuple(rows[len(shown) :]),
        legend=tuple(
            Entry(
                letter(i),
                colour[c.id],
                ink_on(colour[c.id]),
                visible(c.name),
                percent(scoring.weights[c.id]),
            )
            for i, c in enumerate(scoring.criteria)
        ),
        sliders=tuple(_sliders(scoring)),
        perspectives=tuple((p.id, visible(p.name)) for p in decision.perspectives),
        in_force=decision.perspective or "",
        is_stated=not (decision.perspective or decision.changed_weights),
        note=note.strip(),
        data=_in_html({"command": visible(command)} | _data(scoring, list(places), kept)),
    )


def _in_file_order(scoring: Scoring, kept: Sequence[Standing]) -> list[Standing]:
    rows = {option.id: row for row, option in enumerate(scoring.decision.options)}
    return sorted(kept, key=lambda standing: rows[standing.option.id])


def _row(
    standing: Standing, scoring: Scoring, places: Mapping[str, int], colour: Mapping[str, str]
) -> Row:
    parts, start = [], 0.0
    for index, criterion in enumerate(scoring.criteria):
        worth = standing.contributions[criterion.id] or 0.0
        fill = colour[criterion.id]
        fit = "hidden" if worth < LEAST_LETTER else "slim" if worth < LEAST_ON_A_PHONE else ""
        parts.append(Part(letter(index), fill, ink_on(fill), start, worth, points(worth), fit))
        start += worth
    words = ", ".join(
        f"{visible(criterion.name)} {part.shown}"
        for criterion, part in zip(scoring.criteria, parts, strict=True)
    )
    return Row(
        place=places[standing.option.id],
        rank="-" if standing.place is None else str(standing.place),
        id=standing.option.id,
        name=visible(name_of(standing)),
        value=points(standing.value),
        is_first=standing.is_first,
        parts=tuple(parts),
        contributions=words,
        because=visible(why_excluded(standing)) if standing.place is None else "",
    )


def _sliders(scoring: Scoring) -> Iterator[Slider]:
    """The nodes of the stated tree with the numbers in force, groups before their own criteria."""
    decision = scoring.decision
    flat = (
        {leaf.id: leaf.weight.value for leaf in decision.criteria} if decision.perspective else None
    )

    def nodes(siblings: Sequence[Criterion], depth: int) -> Iterator[Slider]:
        top = nice_top(node.weight.value for node in siblings)
        for node in siblings:
            number = node.weight.value if flat is None else flat.get(node.id)
            yield Slider(
                id=node.id,
                name=visible(node.name),
                depth=depth,
                is_group=bool(node.criteria),
                weight=number,
                top=top if flat is None else nice_top(flat.values()),
                share=percent(sum(scoring.weights[leaf.id] for leaf in leaves([node]))),
            )
            yield from nodes(node.criteria, depth + 1)

    tree = (decision.stated or decision.criteria) if flat is not None else decision.criteria
    yield from nodes(tree, 0)


def nice_top(numbers: Iterable[float]) -> float:
    """The end of the sliders of siblings: 1, 2 or 5 and noughts, with room above the largest."""
    least = _ROOM * max(numbers, default=0.0) or 1.0
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= least * (1 - 1e-9))


def _data(scoring: Scoring, ids: Sequence[str], kept: Sequence[Standing]) -> dict[str, Any]:
    """What the script scores from."""
    decision = scoring.decision
    by_id = {standing.option.id: standing for standing in kept}
    stated = decision.stated or decision.criteria
    return {
        "criteria": [c.id for c in scoring.criteria],
        "leastLetter": LEAST_LETTER,
        "leastOnAPhone": LEAST_ON_A_PHONE,
        "names": [visible(c.name) for c in scoring.criteria],
        "tree": list(_tree(stated, None)),
        "options": [
            {
                "name": visible(name_of(by_id[id_])),
                "ranked": by_id[id_].place is not None,
                "values": [by_id[id_].values[c.id] for c in scoring.criteria],
            }
            for id_ in ids
        ],
        "perspectives": {p.id: decision.weights_of(p) for p in decision.perspectives},
        "start": {
            "perspective": decision.perspective,
            "weights": {
                node.id: node.weight.value
                for node in nodes_of(decision.criteria)
                if node.id in decision.changed_weights
            },
        },
    }


def _tree(siblings: Sequence[Criterion], parent: str | None) -> Iterator[dict[str, Any]]:
    for node in siblings:
        yield {
            "id": node.id,
            "parent": parent,
            "name": visible(node.name),
            "weight": node.weight.value,
        }
        yield from _tree(node.criteria, node.id)


def _in_html(record: Mapping[str, Any]) -> str:
    """JSON that ends no element and opens none."""
    text = json.dumps(significant_in(record), allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
