"""A timeline: blocks, and the Markdown that they make."""

from ukjapan_cli.decision.options import Option
from ukjapan_cli.features.timeline import words as say
from ukjapan_cli.features.timeline.analysis.timeline import Course, Timeline
from ukjapan_cli.formats import markdown as md
from ukjapan_cli.formats.blocks import Block, Bullets, Grid, Own, sentences
from ukjapan_cli.formats.phrases import name_of, ordered, points, stand, title

_MOST_COLUMNS = 12


def _iso(day: float, course: Course) -> str:
    return course.date_of(day).isoformat()


def markdown(found: Timeline) -> str:
    """The sentences, values and ranks by date, who overtakes whom, what waiting costs."""
    decision = found.scoring.decision
    told = md.written([sentences(stand(decision)), *blocks(found)])
    return f"## {md.escaped(title(decision))}\n\n{told}"


def blocks(found: Timeline) -> list[Block]:
    """The sentences, values and ranks by date, who overtakes whom, what waiting costs."""
    scoring, course = found.scoring, found.course
    options = scoring.decision.options
    if course is None:
        ranking = [
            [Own(s.place or "–"), name_of(s), Own(points(s.value))] for s in ordered(scoring)
        ]
        header = ["Rank", "Option", "Value"]
        grid = Grid("Options by overall value on any date", header, ranking, numbers=(0, 2))
        return [sentences(say.NOTHING_DATED), grid]
    told: list[Block] = [Bullets(tuple(say.sentences(found, course)))]
    columns = columns_of(course, options)
    header = ["Date", *(options[course.rows[at]].name for at in columns)]
    by_date = [
        [Own(day.isoformat()), *map(Own, cells_of(course, options, index, columns))]
        for index, day in enumerate(course.dates)
    ]
    caption = "Overall values by date, with ranks in brackets"
    told.append(Grid(caption, header, by_date, numbers=range(1, len(header))))
    told.append(sentences(*say.omissions(course)))
    if course.crossings:
        overtakings = [
            [
                Own(_iso(crossing.day, course)),
                options[crossing.above].name,
                options[crossing.below].name,
            ]
            for crossing in course.crossings
        ]
        header = [Own(text) for text in say.CROSSING_HEADER]
        told.append(Grid("Which option overtakes which, and when", header, overtakings))
    if course.delays:
        waiting = [
            [options[delay.row].name, *map(Own, say.losses(delay))]
            for delay in course.delays
            if delay.row in course.shown
        ]
        header = [Own("Option"), *(Own(text) for text in say.LOSS_HEADER)]
        told.append(sentences(say.LOSSES))
        grid = Grid("What waiting costs", header, waiting, numbers=range(1, len(header)))
        told.append(grid)
    return told


def columns_of(course: Course, options: tuple[Option, ...], most: int = _MOST_COLUMNS) -> list[int]:
    """The columns of the table by date that are shown: the first of those shown, the baseline."""
    wanted = list(course.shown[:most])
    wanted += [row for row in course.rows if options[row].is_baseline]
    return [course.rows.index(row) for row in wanted]


def cells_of(
    course: Course, options: tuple[Option, ...], index: int, columns: list[int]
) -> list[str]:
    """The values and ranks of some columns on the date with an index."""
    return [
        say.value_and_rank(
            float(course.values[index, at]),
            int(course.ranks[index, at]),
            is_baseline=options[course.rows[at]].is_baseline,
        )
        for at in columns
    ]
