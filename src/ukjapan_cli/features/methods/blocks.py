"""Other methods: blocks, and the Markdown that they make."""

from ukjapan_cli.features.methods import words as say
from ukjapan_cli.features.methods.analysis.methods import CrossCheck
from ukjapan_cli.formats import markdown as md
from ukjapan_cli.formats.phrases import points, stand, title


def markdown(found: CrossCheck) -> str:
    """Ranks and scores by each method, how far they agree, and what explains the rest."""
    decision = found.scoring.decision
    header = ["Option", "Additive", *(method.name for method in found.methods)]
    ranking = found.scoring.ranking
    columns = [_cells(found.ranks, [points(standing.value) for standing in ranking])]
    columns += [
        _cells(method.ranks, [say.score(method, number) for number in method.scores])
        for method in found.methods
    ]
    names = [md.escaped(standing.option.name) for standing in ranking]
    rows = [list(row) for row in zip(names, *columns, strict=True)]
    rows.append(["Kendall's tau", "", *(say.tau(method) for method in found.methods)])
    parts = [
        f"## {md.escaped(title(decision))}\n",
        f"{md.escaped(stand(decision))}\n",
        md.table(header, rows, numbers=range(1, len(header))),
        f"{say.agreement(found)} {say.BASIS}\n",
    ]
    for method in found.methods:
        if method.changes:
            lines = [say.change(change) for change in say.most_moved(method)]
            lines += filter(None, [say.rest(method)])
            listed = "".join(f"- {md.escaped(line)}\n" for line in lines)
            parts.append(f"{say.heading(method)}:\n\n{listed}")
    if left_out := say.left_out(found):
        parts.append(f"{md.escaped(left_out)}\n")
    parts.append(f"{say.CAUTION}\n")
    return "\n".join(parts)


def _cells(ranks: tuple[int, ...], scores: list[str]) -> list[str]:
    return [f"{rank} ({score})" for rank, score in zip(say.ranks(ranks), scores, strict=True)]
