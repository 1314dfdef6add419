"""One weight: blocks, and the Markdown that they make."""

from ukjapan_cli.features.sensitivity import words as say
from ukjapan_cli.features.sensitivity.analysis.sensitivity import OneWeight
from ukjapan_cli.formats import markdown as md
from ukjapan_cli.formats.phrases import points, stand, title


def markdown(one: OneWeight) -> str:
    """Who is first over the weight, and every option's value at its ends."""
    decision = one.scoring.decision
    rows = [
        [
            md.escaped(standing.option.name),
            points(float(at_zero)),
            points(standing.value),
            points(float(at_one)),
        ]
        for standing, at_zero, at_one in zip(
            one.scoring.ranking, one.found.at_zero, one.found.at_one, strict=True
        )
    ]
    listed = "".join(f"- {md.escaped(line)}\n" for line in say.along(one))
    return "\n".join(
        [
            f"## {md.escaped(one.found.node.name)}\n",
            f"{md.escaped(title(decision))}\n",
            f"{md.escaped(stand(decision))}\n",
            listed,
            md.table(["Option", "At 0%", "Now", "At 100%"], rows, numbers=(1, 2, 3)),
        ]
    )
