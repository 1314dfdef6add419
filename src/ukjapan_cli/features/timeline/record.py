"""A timeline: the JSON record and the CSV rows."""

from datetime import date
from typing import Any

from ukjapan_cli.features.timeline import words as say
from ukjapan_cli.features.timeline.analysis.days import Run
from ukjapan_cli.features.timeline.analysis.timeline import AgainstBaseline, Course, Timeline
from ukjapan_cli.features.timeline.blocks import _iso
from ukjapan_cli.formats.json_and_csv import csv_text, json_text
from ukjapan_cli.formats.phrases import ordered
from ukjapan_cli.formats.shared_records import decision_record

_EPOCH = date(1970, 1, 1)


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
