"""Records that several JSON outputs hold: the decision, its criteria, what is excluded."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.scales import Levels, Scale
from ukjapan_cli.formats.phrases import why_excluded
from ukjapan_cli.model.scoring import Standing
from ukjapan_cli.version import __version__


def decision_record(decision: Decision) -> dict[str, Any]:
    """What an analysis stood on, as every JSON output states it."""
    return {
        "title": decision.title,
        "as_of": decision.as_of.isoformat() if decision.as_of else None,
        "perspective": decision.perspective,
        "files": [{"path": file.path, "sha256": file.sha256} for file in decision.files],
        "version": __version__,
    }


def criteria_records(
    criteria: Iterable[Criterion], shares: Mapping[str, float]
) -> list[dict[str, Any]]:
    """The criteria that were scored, each with its share of the whole weight."""
    return [{"id": c.id, "name": c.name, "weight": shares[c.id]} for c in criteria]


def excluded_records(excluded: Iterable[Standing]) -> list[dict[str, Any]]:
    """The options that are not ranked, each with the reason."""
    return [
        {"option": s.option.id, "name": s.option.name, "because": why_excluded(s)} for s in excluded
    ]


def own_terms(scale: Scale | None, performance: float) -> float | str | None:
    """A level's id where the performance is one level's value, otherwise the number.

    None for an end of a distribution that no number can hold.
    """
    if isinstance(scale, Levels) and len(names := scale.names_at(performance)) == 1:
        return names[0]
    return performance if math.isfinite(performance) else None
