"""Dates in steps of the calendar."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, date
from typing import Literal

Step = Literal["month", "quarter", "year"]

MONTHS: dict[Step, int] = {"month": 1, "quarter": 3, "year": 12}


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def dates_between(start: date, end: date, step: Step) -> Iterator[date]:
    """From the start on in steps, and the end."""
    months = 0
    while (day := months_after(start, months)) < end:
        yield day
        months += MONTHS[step]
    yield end


def count_between(start: date, end: date, step: Step) -> int:
    """How many dates there are at most from the start on in steps, with the end."""
    months = 12 * (end.year - start.year) + end.month - start.month
    return months // MONTHS[step] + 2
