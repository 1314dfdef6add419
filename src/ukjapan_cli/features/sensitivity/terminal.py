"""What first place hangs on, for people at a terminal, or for a pipe."""

from collections.abc import Iterator
from itertools import groupby

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ukjapan_cli.features.sensitivity import words as say
from ukjapan_cli.features.sensitivity.analysis.scores import Swing
from ukjapan_cli.features.sensitivity.analysis.sensitivity import Sensitivity
from ukjapan_cli.features.sensitivity.analysis.weights import WeightSensitivity
from ukjapan_cli.features.sensitivity.option_letters import OptionLetters
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.frame import grid, plain
from ukjapan_cli.formats.phrases import percent, stand, title, with_unit
from ukjapan_cli.formats.terminal import Screen

_WIDE = 110
_BAR = 40
_NARROWEST_BAR = 16
_MOST_ROWS = 12
_GAP = 2
_TODAY = "|"


def table(sensitivity: Sensitivity, screen: Screen) -> str:
    """A bar a weight, the lead at the ends of ranges, the scores that move first place."""
    scoring = sensitivity.scoring
    decision = scoring.decision
    letters = OptionLetters(decision.options, _rows(sensitivity))
    parts: list[RenderableType] = [
        plain(title(decision), "bold"),
        plain(stand(decision), "dim"),
        Text(),
        plain(say.lead(scoring)),
        Text(),
        _weights(sensitivity, letters, screen),
        Text(),
        letters.legend(screen),
        Text(
            "Bars: who is first while one weight goes from 0 to 100% of the whole and all others "
            f"keep their proportions; {_TODAY} is today's weight.",
            "dim",
        ),
    ]
    parts += _tornado(sensitivity, letters, screen)
    parts += _scores(sensitivity, screen)
    parts += _joint(sensitivity, screen)
    return screen.drawn(*parts)


def _rows(sensitivity: Sensitivity) -> Iterator[int]:
    """The options that anything is said of, the first two of the ranking before others."""
    options = sensitivity.scoring.decision.options
    rows = {option.id: row for row, option in enumerate(options)}
    yield from (rows[standing.option.id] for standing in sensitivity.scoring.ranking[:2])
    firsts = {
        row for found in sensitivity.weights for *_, first in say.segments(found) for row in first
    }
    yield from (
        rows[s.option.id] for s in sensitivity.scoring.ranking if rows[s.option.id] in firsts
    )


def _weights(sensitivity: Sensitivity, letters: OptionLetters, screen: Screen) -> Table:
    leader = sensitivity.scoring.decision.options.index(sensitivity.leader.option)
    is_wide = screen.width is None or screen.width >= _WIDE
    header = ["Criterion", "Weight", "Stays first", "Others first"]
    if is_wide:
        header.insert(2, "0%" + "100%".rjust(_BAR - 2))
    drawn = grid(screen, header, right=(1,))
    width = _BAR
    if is_wide:
        drawn.columns[2].no_wrap = True
    elif screen.width is not None:
        stays = max(len("Stays first"), *(len(say.stays_first(f)) for f in sensitivity.weights))
        width = _share_out(drawn, 3, screen.width - stays - len("Weight"))
    drawn.columns[-2].no_wrap = True
    for found in sensitivity.weights:
        name = Text("  " * found.depth)
        name.append(visible(found.node.name), "bold" if found.node.criteria else "")
        cells = [
            name,
            Text(percent(found.weight)),
            Text(say.stays_first(found)),
            Text(say.others_first(found, leader, letters.by_row()) or "-"),
        ]
        chart = _bar(found, letters, width)
        if is_wide:
            cells.insert(2, chart)
        else:
            name.append("\n").append_text(chart)
        drawn.add_row(*cells)
    return drawn


def _share_out(drawn: Table, last: int, room: int) -> int:
    """Give the first column, with its bar, and another what is left; how long the bar may be."""
    gaps = _GAP * (len(drawn.columns) - 1)
    width = max(_NARROWEST_BAR, min(_BAR, (room - gaps) // 2))
    drawn.columns[0].min_width = width
    drawn.columns[last].max_width = max(8, room - gaps - width)
    return width


def _bar(found: WeightSensitivity, letters: OptionLetters, width: int) -> Text:
    """Who is first over 0-100 %, the best ranked of those that are level, and today's weight."""
    text = Text()
    today = min(width - 1, int(found.weight * width + 1e-9))
    segments = list(say.segments(found))
    cells = [
        None
        if cell == today
        else next(first for _, end, first in segments if (cell + 0.5) / width <= end)[0]
        for cell in range(width)
    ]
    for row, alike in groupby(cells):
        if row is None:
            text.append(_TODAY, "bold")
        else:
            letters.append(text, row, len(list(alike)))
    return text


def _tornado(
    sensitivity: Sensitivity, letters: OptionLetters, screen: Screen
) -> list[RenderableType]:
    swings = sensitivity.tornado
    if not swings:
        return []
    first, second = sensitivity.scoring.ranking[:2]
    options = sensitivity.scoring.decision.options
    lead = first.value - second.value
    ends = [0.0, lead, *(end for swing in swings for end in (swing.at_low, swing.at_high))]
    span = min(ends), max(ends)
    is_wide = screen.width is None or screen.width >= _WIDE
    header = ["Score", "Range", "Lead", *([""] if is_wide else [])]
    drawn = grid(screen, header)
    drawn.columns[2].no_wrap = True
    width = _BAR
    if is_wide:
        drawn.columns[3].no_wrap = True
    elif screen.width is not None:
        width = _share_out(drawn, 1, screen.width - max(len(say.lead_between(s)) for s in swings))
    pair = (options.index(first.option), options.index(second.option))
    for swing in swings[:_MOST_ROWS]:
        name = Text()
        letters.append(name, swing.row)
        name.append(f" {visible(swing.criterion.name)}")
        cells = [name, plain(say.score_range(swing)), Text(say.lead_between(swing))]
        chart = _swing(swing, lead, span, letters, pair, width)
        if is_wide:
            cells.append(chart)
        else:
            name.append("\n").append_text(chart)
        drawn.add_row(*cells)
    parts: list[RenderableType] = [
        Text(),
        plain(
            f"The lead of {first.option.name} over {second.option.name}, "
            "with one score at the ends of its range",
            "bold",
        ),
        drawn,
    ]
    if len(swings) > _MOST_ROWS:
        parts.append(Text(f"and {len(swings) - _MOST_ROWS} narrower ones: --format csv", "dim"))
    note = f"Bars: which of the two is ahead; {_TODAY} is today's lead."
    return [*parts, Text(note, "dim")]


def _swing(
    swing: Swing,
    lead: float,
    span: tuple[float, float],
    letters: OptionLetters,
    pair: tuple[int, int],
    width: int,
) -> Text:
    """The lead from one end of a range to the other, by the letters of who is ahead there."""
    low, high = sorted((swing.at_low, swing.at_high))
    step = (span[1] - span[0]) / width
    today = min(width - 1, int((lead - span[0]) / step + 1e-9))
    text = Text()
    for cell in range(width):
        start = span[0] + cell * step
        middle = start + step / 2
        if cell == today:
            text.append(_TODAY, "bold")
        elif start + step > low and start < high:
            letters.append(text, pair[0] if middle >= 0 else pair[1])
        else:
            text.append(" ")
    return text


def _scores(sensitivity: Sensitivity, screen: Screen) -> list[RenderableType]:
    inside = say.within_ranges(sensitivity)
    if not sensitivity.scores:
        return []
    if not inside:
        return [Text(), Text(say.NO_SCORE)]
    options = sensitivity.scoring.decision.options
    drawn = grid(screen, ["Option", "Criterion", "Now", "First place changes", "First then"])
    for found in inside[:_MOST_ROWS]:
        drawn.add_row(
            plain(options[found.row].name),
            plain(found.criterion.name),
            plain(with_unit(found.criterion.scale, found.performance)),
            plain(say.beyond(found)),
            plain(options[found.first].name if found.first is not None else "-"),
        )
    parts: list[RenderableType] = [
        Text(),
        Text("Scores that move first place from within their own range", "bold"),
        drawn,
    ]
    if len(inside) > _MOST_ROWS:
        parts.append(Text(f"and {len(inside) - _MOST_ROWS} more: --format csv", "dim"))
    return parts


def _joint(sensitivity: Sensitivity, screen: Screen) -> list[RenderableType]:
    change = sensitivity.joint
    if change is None:
        return []
    parts: list[RenderableType] = [Text(), plain(say.joint(sensitivity, change))]
    if not (change.is_needed and change.least_total and change.least_largest):
        return parts
    drawn = grid(screen, ["Criterion", "Now", "Least sum", "Least largest"], right=(1, 2, 3))
    for criterion in sensitivity.scoring.criteria:
        shares = [
            sensitivity.scoring.weights[criterion.id],
            change.least_total.shares[criterion.id],
            change.least_largest.shares[criterion.id],
        ]
        drawn.add_row(plain(criterion.name), *(Text(percent(share)) for share in shares))
    return [*parts, drawn]
