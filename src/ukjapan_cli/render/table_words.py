"""What is said of a table of options, in sentences."""

from ukjapan_cli.analysis.table_result import TableScoring


def of_table(result: TableScoring) -> str:
    """Which table it is, and how many of its options are ranked and shown."""
    rows, ranked = result.summary.rows, result.summary.ranked
    shown = len(result.scoring.ranking)
    of = f"{rows:,} options" if rows == ranked else f"{rows:,} options, {ranked:,} of them ranked"
    best = f" · the best {shown:,} shown" if shown < ranked else ""
    return f"{result.table} ({result.engine}): {of}{best}"


def left_out(result: TableScoring) -> list[str]:
    """How many options are not ranked and why, by criterion; nothing where all are ranked."""
    if not result.unranked:
        return []
    summary = result.summary
    kinds = [
        ("no number on the scale", summary.unusable),
        ("fails its must", summary.failing),
    ]
    if not result.allows_missing:
        kinds.insert(0, ("missing", summary.missing))
    reasons = [
        f"{criterion.id} {what} in {counts[criterion.id]:,}"
        for criterion in result.scoring.criteria
        for what, counts in kinds
        if counts[criterion.id]
    ]
    is_one = result.unranked == 1
    options = "1 option is" if is_one else f"{result.unranked:,} options are"
    return [f"{options} not ranked: {'; '.join(reasons)}"]
