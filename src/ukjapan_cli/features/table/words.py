"""What is said of a table of options, in sentences."""

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.scales import Levels, Local
from ukjapan_cli.features.table.analysis.result import TableScoring


def of_table(result: TableScoring) -> str:
    """Which table it is, and how many of its options are ranked and shown."""
    rows, ranked = result.summary.rows, result.summary.ranked
    shown = len(result.scoring.ranking)
    of = "1 option" if rows == 1 else f"{rows:,} options"
    if ranked < rows:
        of += f", {ranked:,} of them ranked"
    best = f" · the best {shown:,} shown" if shown < ranked else ""
    return f"{result.table} ({result.engine}): {of}{best}"


def left_out(result: TableScoring) -> list[str]:
    """How many options are not ranked and why, by criterion; nothing where all are ranked."""
    if not result.unranked:
        return []
    reasons = [
        f"{criterion.id} {what} in {count:,}"
        for criterion in result.scoring.criteria
        for what, count in _faults(criterion, result)
        if count
    ]
    is_one = result.unranked == 1
    options = "1 option is" if is_one else f"{result.unranked:,} options are"
    said = [f"{options} not ranked: {'; '.join(reasons)}"]
    if any(result.summary.unusable.values()):
        said.append("what stands there instead: `ukjapan table check`")
    return said


def _faults(criterion: Criterion, result: TableScoring) -> list[tuple[str, int]]:
    """What keeps options out of the ranking on one criterion, and how many."""
    summary = result.summary
    match criterion.scale:
        case Levels():
            unusable = "is no level of its scale"
        case Local():
            unusable = "is no number"
        case _:
            unusable = "is off its scale or no number"
    return [
        ("is missing", 0 if result.allows_missing else summary.missing[criterion.id]),
        (unusable, summary.unusable[criterion.id]),
        ("fails its must", summary.failing[criterion.id]),
    ]
