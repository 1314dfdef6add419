"""A decision over time, as JSON, CSV or Markdown."""

from datetime import date
from typing import TYPE_CHECKING, Any

from ukjapan_cli.analysis.day_runs import Run
from ukjapan_cli.analysis.timeline import AgainstBaseline, Course, Timeline
from ukjapan_cli.decision.options import Option
from ukjapan_cli.render import markdown as md
from ukjapan_cli.render import timeline_words as say
from ukjapan_cli.render.blocks import Block, Bullets, Grid, Own, sentences
from ukjapan_cli.render.record import csv_text, json_text
from ukjapan_cli.render.shared_records import decision_record
from ukjapan_cli.render.wording import name_of, ordered, points, stand, title

if TYPE_CHECKING:
    from ukjapan_cli.render.screen import Screen

_EPOCH = date(1970, 1, 1)
_MOST_COLUMNS = 12


def table(found: Timeline, screen: "Screen") -> str:
    """What people read in a terminal or a pipe."""
    from ukjapan_cli.render.timeline_table import table as drawn  # Rich is not for every format

    return drawn(found, screen)


def json(found: Timeline) -> str:
    """The contract `ukjapan/timeline/1`.

    What has a time of day is `exact`, days after 1970-01-01 with a fraction.
    """
    record = {"decision": decision_record(found.scoring.decision)}
    course = found.course
    if course is None:
        return json_text("ukjapan/timeline/1", {**record, **_undated(found)})
    if not course.is_today_stated:
        record["decision"]["as_of"] = None
    options = found.scoring.decision.options
    ids = [option.id for option in options]
    window = course.window
    return json_text(
        "ukjapan/timeline/1",
        {
            **record,
            "is_dated": True,
            "today": course.today.isoformat(),
            "from": course.start.isoformat(),
            "to": course.end.isoformat(),
            "first_stated": course.first_stated.isoformat(),
            "last_stated": course.last_stated.isoformat(),
            "options": [
                {
                    "option": ids[line.row],
                    "name": options[line.row].name,
                    "baseline": options[line.row].is_baseline,
                    "ranked": [_run(run, course) for run in course.ranked.get(line.row, ())],
                    "knots": [
                        {**_moment(when, course), "value": value}
                        for when, value in zip(
                            line.days.tolist(), line.values.tolist(), strict=True
                        )
                    ],
                }
                for line in course.lines
            ],
            "leaders": [
                {
                    **_run(lead.run, course),
                    "option": ids[lead.rows[0]],
                    "level_with": [ids[row] for row in lead.rows[1:]],
                }
                for lead in course.leads
            ],
            "crossings_among": [ids[row] for row in course.shown],
            "crossings": [
                {
                    "date": _iso(crossing.day, course),
                    "exact": _exact(crossing.exact, course),
                    "above": ids[crossing.above],
                    "below": ids[crossing.below],
                }
                for crossing in course.crossings
            ],
            "beats_baseline_until": [
                {
                    "option": ids[against.row],
                    "until": next((end for _, end in reversed(_better(against, course))), None),
                    "is_lasting": against.is_lasting,
                    "days": [{"from": start, "to": end} for start, end in _better(against, course)],
                }
                for against in course.against_baseline
            ],
            "act_by": window
            and {
                "option": ids[window.row],
                "date": None if window.last is None else _iso(window.last, course),
                "next": [ids[row] for row in window.next],
            },
            "cost_of_delay": [
                {
                    "option": ids[delay.row],
                    "per_month": delay.per_month,
                    "losses": [
                        {
                            "months": loss.months,
                            "until": loss.until.isoformat(),
                            "points": loss.points,
                        }
                        for loss in delay.losses
                    ],
                }
                for delay in course.delays
            ],
            "table": [
                {
                    "date": day.isoformat(),
                    "ranking": [
                        {"rank": rank or None, "option": ids[row], "value": value}
                        for row, value, rank in zip(course.rows, values, ranks, strict=True)
                    ],
                }
                for day, values, ranks in zip(
                    course.dates, course.values.tolist(), course.ranks.tolist(), strict=True
                )
            ],
            "omissions": say.omissions(course),
        },
    )


def _undated(found: Timeline) -> dict[str, Any]:
    """The same keys where nothing depends on the date."""
    scoring = found.scoring
    day = scoring.decision.as_of
    ranking = [
        {"rank": s.place.rank if s.place else None, "option": s.option.id, "value": s.value}
        for s in ordered(scoring)
    ]
    nothing: dict[str, Any] = dict.fromkeys(("from", "to", "first_stated", "last_stated"))
    lists: dict[str, Any] = {
        key: []
        for key in (
            *("options", "leaders", "crossings_among", "crossings", "beats_baseline_until"),
            *("act_by", "cost_of_delay"),
        )
    }
    return {
        "is_dated": False,
        "today": day.isoformat() if day else None,
        **nothing,
        **lists,
        "act_by": None,
        "table": [{"date": day.isoformat() if day else None, "ranking": ranking}],
        "omissions": [],
    }


def _better(against: AgainstBaseline, course: Course) -> list[tuple[str, str | None]]:
    """From when to when an option is better than the baseline; no end where that lasts."""
    days: list[tuple[str, str | None]] = [
        (_iso(run.first, course), _iso(run.last, course)) for run in against.runs
    ]
    return [*days[:-1], (days[-1][0], None)] if against.is_lasting else days


def _run(run: Run, course: Course) -> dict[str, Any]:
    return {"from": _iso(run.first, course), "to": _iso(run.last, course)}


def _moment(when: float, course: Course) -> dict[str, Any]:
    return {"date": _iso(when, course), "exact": _exact(when, course)}


def _iso(day: float, course: Course) -> str:
    return course.date_of(day).isoformat()


def _exact(when: float, course: Course) -> float:
    return (course.first_stated - _EPOCH).days + when


def csv(found: Timeline) -> str:
    """Rows by kind: values by date, leads, overtakings, the baseline, the window, losses.

    `date` and `to` are the first and the last day, `exact` is when two options are level, in days
    after 1970-01-01; `other` is who is overtaken, or worth less, or first next.
    """
    header = ["kind", "date", "to", "exact", "option", "other", "rank", "value"]
    scoring, course = found.scoring, found.course
    ids = [option.id for option in scoring.decision.options]
    if course is None:
        as_of = scoring.decision.as_of
        day = as_of.isoformat() if as_of else None
        places = [(s.place.rank if s.place else None, s) for s in ordered(scoring)]
        return csv_text(
            header,
            [["value", day, None, None, s.option.id, None, rank, s.value] for rank, s in places],
        )
    today = course.today.isoformat()
    rows: list[list[Any]] = [
        ["value", day.isoformat(), None, None, ids[row], None, rank or None, value]
        for day, values, ranks in zip(
            course.dates, course.values.tolist(), course.ranks.tolist(), strict=True
        )
        for row, value, rank in zip(course.rows, values, ranks, strict=True)
    ]
    for run, leaders in course.leads:
        ends = [_iso(run.first, course), _iso(run.last, course)]
        rows += [["lead", *ends, None, ids[row], None, None, None] for row in leaders]
    for crossing in course.crossings:
        when = [_iso(crossing.day, course), None, _exact(crossing.exact, course)]
        rows.append(["crossing", *when, ids[crossing.above], ids[crossing.below], None, None])
    baseline = next((o.id for o in scoring.decision.options if o.is_baseline), None)
    for against in course.against_baseline:
        rows += [
            ["beats-baseline", start, end, None, ids[against.row], baseline, None, None]
            for start, end in _better(against, course)
        ]
    window = course.window
    if window is not None:
        until = None if window.last is None else _iso(window.last, course)
        for other in window.next or (None,):
            then = None if other is None else ids[other]
            rows.append(["act-by", today, until, None, ids[window.row], then, None, None])
    for delay in course.delays:
        option = ids[delay.row]
        rows.append(["loss-a-month", today, None, None, option, None, None, delay.per_month])
        rows += [
            ["loss", today, loss.until.isoformat(), None, option, None, None, loss.points]
            for loss in delay.losses
        ]
    return csv_text(header, rows)


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
