"""A distribution's data → the performance that it states; scores and costs have the same ones."""

import math
from collections.abc import Mapping
from typing import Any

from ukjapan_cli.decision.performances import Beta, Lognormal, Normal
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.finding import Path
from ukjapan_cli.documents.report import Report


def distribution(
    node: Mapping[str, Any], path: Path, report: Report
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
