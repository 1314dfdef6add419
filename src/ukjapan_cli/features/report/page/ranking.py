"""What the ranking on the page is drawn from: by Jinja as it stands, by the script as it moves."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ukjapan_cli.decision.criteria import Criterion, leaves, nodes_of
from ukjapan_cli.formats.charts.drawn_criteria import MOST, OTHERS, weightiest
from ukjapan_cli.formats.charts.palette import colours, ink_on
from ukjapan_cli.formats.digits import significant_in
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.frame import letter
from ukjapan_cli.formats.phrases import name_of, ordered, percent, points, why_excluded
from ukjapan_cli.model.scoring import Scoring, Standing

MOST_SHOWN, LEAST_SHOWN, MOST_PARTS = 200, 25, 5_000
"""Options that the page holds, and parts of all their bars, unless all is wanted.

Beyond those it would be too large, and slow to move.
"""

MOST_MOVED = 100
"""With more criteria than this nothing on the page moves, unless all is wanted."""

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
    """A criterion in the legend, or all that have no part of their own.

    Attributes:
        ids: of what is in the part.
    """

    letter: str
    colour: str
    ink: str
    name: str
    share: str
    ids: tuple[str, ...]


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
        is_movable: whether there are sliders, and a script that moves the rows.
        data: JSON for the script, which may stand in HTML as it is.
    """

    rows: tuple[Row, ...]
    failed: tuple[Row, ...]
    legend: tuple[Entry, ...]
    sliders: tuple[Slider, ...]
    perspectives: tuple[tuple[str, str], ...]
    in_force: str
    is_stated: bool
    is_movable: bool
    note: str
    data: str


def ranking(scoring: Scoring, command: str, *, full: bool = False) -> Ranking:
    """Everything that the section needs.

    Args:
        scoring: with the weights that the page begins with.
        command: the command line that scores the same files with the stated weights.
        full: have every option, and a part and a slider for every criterion.
    """
    is_movable = full or len(scoring.criteria) <= MOST_MOVED
    legend = _legend(scoring, len(scoring.criteria) if is_movable else MOST)
    most = len(scoring.decision.options)
    if not full:
        most = min(MOST_SHOWN, max(LEAST_SHOWN, MOST_PARTS // len(legend)))
    best = scoring.ranking[:most]
    ids = {standing.option.id for standing in best}
    shown = [s for s in ordered(scoring) if s.place is None or s.option.id in ids]
    failed = [s for s in scoring.excluded if not s.option.is_baseline]
    kept = [*shown, *failed[:most]]
    places = {
        standing.option.id: place for place, standing in enumerate(_in_file_order(scoring, kept))
    }
    rows = [_row(standing, legend, places) for standing in kept]
    decision = scoring.decision
    note = ""
    if len(best) < len(scoring.ranking):
        note = (
            f"The best {len(best)} of {len(scoring.ranking)} ranked options with these weights "
            "are shown; other weights rank only these anew: --full shows all. "
        )
    if len(failed) > most:
        note += (
            f"Of {len(failed)} options that fail a requirement, the first {most} are shown: "
            "--full shows all."
        )
    if not is_movable:
        note += (
            f" {len(scoring.criteria):,} criteria are too many for sliders; the {MOST} "
            "weightiest have parts of their own: --full has all."
        )
    return Ranking(
        rows=tuple(rows[: len(shown)]),
        failed=tuple(rows[len(shown) :]),
        legend=legend,
        sliders=tuple(_sliders(scoring)) if is_movable else (),
        perspectives=tuple((p.id, visible(p.name)) for p in decision.perspectives),
        in_force=decision.perspective or "",
        is_stated=not (decision.perspective or decision.changed_weights),
        is_movable=is_movable,
        note=note.strip(),
        data=_in_html({"command": visible(command)} | _data(scoring, list(places), kept))
        if is_movable
        else "",
    )


def _legend(scoring: Scoring, most: int) -> tuple[Entry, ...]:
    """So many criteria, the weightiest, in the file's order; then all others together."""
    colour = colours(criterion.id for criterion in scoring.criteria)
    drawn = weightiest(scoring.criteria, scoring.weights, most)
    entries = [
        Entry(
            letter(place),
            colour[criterion.id],
            ink_on(colour[criterion.id]),
            visible(criterion.name),
            percent(scoring.weights[criterion.id]),
            (criterion.id,),
        )
        for place, criterion in drawn
    ]
    own = {criterion.id for _, criterion in drawn}
    others = tuple(c.id for c in scoring.criteria if c.id not in own)
    if others:
        share = percent(sum(scoring.weights[id_] for id_ in others))
        name = f"{len(others):,} other criteria"
        entries.append(Entry("", OTHERS, ink_on(OTHERS), name, share, others))
    return tuple(entries)


def _in_file_order(scoring: Scoring, kept: Sequence[Standing]) -> list[Standing]:
    rows = {option.id: row for row, option in enumerate(scoring.decision.options)}
    return sorted(kept, key=lambda standing: rows[standing.option.id])


def _row(standing: Standing, legend: Sequence[Entry], places: Mapping[str, int]) -> Row:
    parts, start = [], 0.0
    for entry in legend:
        worth = sum(standing.contributions[id_] or 0.0 for id_ in entry.ids)
        fit = "hidden" if worth < LEAST_LETTER else "slim" if worth < LEAST_ON_A_PHONE else ""
        parts.append(Part(entry.letter, entry.colour, entry.ink, start, worth, points(worth), fit))
        start += worth
    words = ", ".join(
        f"{entry.name} {part.shown}" for entry, part in zip(legend, parts, strict=True)
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
