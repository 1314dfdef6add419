"""A score's data → the performance it states, held against the criterion's scale."""

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from ukjapan_cli.decision.options import Score, interpolate
from ukjapan_cli.decision.performances import (
    Beta,
    Exact,
    Lognormal,
    Normal,
    Performance,
    Triangular,
    Uniform,
)
from ukjapan_cli.decision.scales import Levels, Scale, stated_ends
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.build.scales import performance_on
from ukjapan_cli.documents.yaml.data import citation, text_of
from ukjapan_cli.documents.yaml.finding import NodePath
from ukjapan_cli.documents.yaml.report import Report
from ukjapan_cli.documents.yaml.scalars import unambiguous


class Scorer:
    """Builds the scores of one criterion; made once, used for every option."""

    def __init__(self, id_: str, scale: Scale, as_of: date | None, report: Report) -> None:
        self.id = id_
        self.scale = scale
        self.as_of = as_of
        self.report = report
        self.low, self.high = stated_ends(self.scale)
        self.takes_numbers = not isinstance(self.scale, Levels)

    def build(self, node: Any, option: NodePath) -> Score | None:
        """The score that `node` states for the option at this path, or None, with a report."""
        is_number = type(node) is float or type(node) is int
        if is_number and self.takes_numbers and self.low <= node <= self.high:
            return Score(Exact(float(node)))
        path = (*option, "scores", self.id)
        if not isinstance(node, dict):
            point = self._point(node, path)
            return None if point is None else Score(Exact(point))
        series = self._series(node.get("over_time"), (*path, "over_time"))
        performance = self._performance(node, series, path)
        if performance is None:
            return None
        return Score(
            performance, text_of(node.get("because")), citation(node.get("source")), series
        )

    def _point(self, node: Any, path: NodePath) -> float | None:
        point = performance_on(self.scale, node, path, self.report)
        if point is not None and not self.low <= point <= self.high:
            self._off_scale(point, path)
        return point

    def _off_scale(self, point: float, path: NodePath) -> None:
        message = f"{point:g} is outside the scale of '{self.id}', {self.low:g} to {self.high:g}"
        self.report.add(
            rules.OFF_SCALE, message, "correct the performance, or widen the scale", path
        )

    def _series(self, node: Any, path: NodePath) -> tuple[tuple[date, float], ...]:
        if not isinstance(node, dict):
            return ()
        series: list[tuple[date, float]] = []
        for key, value in node.items():
            point = self._point(value, (*path, key))
            try:
                day = date.fromisoformat(key)
            except ValueError:
                continue
            if point is not None:
                series.append((day, point))
        return tuple(sorted(series))

    def _performance(
        self, node: Mapping[str, Any], series: tuple[tuple[date, float], ...], path: NodePath
    ) -> Performance | None:
        value = self._point(node["value"], (*path, "value")) if "value" in node else None
        if "value" in node and value is None:
            return None
        if "low" in node and "high" in node:
            low = performance_on(self.scale, node["low"], (*path, "low"), self.report)
            high = performance_on(self.scale, node["high"], (*path, "high"), self.report)
            if low is None or high is None:
                return None
            return self._range(value, low, high, series, path)
        if value is not None:
            self._check_series(value, series, (*path, "value"))
            return Exact(value)
        if series:
            return Exact(series[0][1])
        return self._distribution(node, path)

    def _range(
        self,
        value: float | None,
        low: float,
        high: float,
        series: tuple[tuple[date, float], ...],
        path: NodePath,
    ) -> Performance | None:
        if low > high or (value is not None and not low <= value <= high):
            middle = "" if value is None else f", value {value:g}"
            message = f"low {low:g}{middle} and high {high:g} are not in order"
            if isinstance(self.scale, Levels):
                message = f"by their levels' values, {message}"
            hint = "put low, value and high in order"
            self.report.add(rules.IMPOSSIBLE_RANGE, message, hint, path, on_key=True)
            return None
        if value is None:
            uniform = Uniform(low, high)
            if not self.low <= uniform.point <= self.high:
                self._off_scale(uniform.point, path)
            self._check_series(uniform.point, series, path)
            return uniform
        self._check_series(value, series, (*path, "value"))
        return Triangular(value, low, high)

    def _check_series(
        self, stated: float, series: tuple[tuple[date, float], ...], path: NodePath
    ) -> None:
        if not series or self.as_of is None:
            return
        dated = interpolate(series, self.as_of)
        if not math.isclose(stated, dated, rel_tol=1e-9, abs_tol=1e-9):
            message = f"stated as {stated:g}, but over_time gives {dated:g} on {self.as_of}"
            hint = f"over_time is what counts; write {unambiguous(f'{dated:g}')}, or fix the dates"
            if isinstance(self.scale, Levels):
                hint = "over_time is what counts; make the two agree"
            self.report.add(rules.CONTRADICTED, message, hint, path)

    def _distribution(self, node: Mapping[str, Any], path: NodePath) -> Performance | None:
        performance = distribution(node, path, self.report)
        if performance is None:
            return None
        if isinstance(self.scale, Levels):
            message = "a scale of levels takes levels, not a distribution of numbers"
            self.report.add(rules.WRONG_TYPE, message, "write low and high levels", path)
            return None
        if not self.low <= performance.point <= self.high:
            self._off_scale(performance.point, path)
        return performance


def distribution(
    node: Mapping[str, Any], path: NodePath, report: Report
) -> Normal | Lognormal | Beta | None:
    """The distribution that `node` states, or None, with a report where its mean is no number."""
    stated: Normal | Lognormal | Beta
    match node:
        case {"normal": {"mean": int() | float() as mean, "sd": int() | float() as sd}}:
            stated = Normal(mean, sd)
        case {"lognormal": {"mean": int() | float() as mean, "sd": int() | float() as sd}}:
            stated = Lognormal(mean, sd)
        case {"beta": {"alpha": int() | float() as alpha, "beta": int() | float() as beta}}:
            if alpha <= 0 or beta <= 0:
                return None
            stated = Beta(alpha, beta)
        case _:
            return None
    if not math.isfinite(stated.point):
        message = "the distribution's mean is larger than a number can hold"
        hint = "mean and sd of a lognormal are those of the logarithm"
        report.add(rules.IMPOSSIBLE_RANGE, message, hint, path)
        return None
    return stated
