"""The verdict on first place, in a sentence and in JSON."""

from typing import Any

from ukjapan_cli.features.verdict.analysis import Switch, Verdict
from ukjapan_cli.formats.phrases import listed, percent


def sentence(verdict: Verdict) -> str:
    """The verdict in a word, and what it rests on."""
    names = [option.name for option in verdict.leaders]
    if len(names) > 1:
        return f"Verdict: a tie. {listed(names)} are level with the stated scores and weights."
    parts = [f"{percent(verdict.first.value)} of {verdict.draws:,} draws"]
    if verdict.perspectives:
        parts.append(f"under {len(verdict.backing)} of {len(verdict.perspectives)} perspectives")
    parts.append(f"and {_until(verdict.switch)}")
    return f"Verdict: {verdict.word}. {names[0]} is first in {', '.join(parts)}."


def _until(switch: Switch | None) -> str:
    """How far the other options are from first place by one weight alone."""
    if switch is None:
        return "whatever any one weight is"
    verb = "has" if switch.at > switch.share else "falls to"
    weight = f"{percent(switch.at)} of the weight (now {percent(switch.share)})"
    return f"until {switch.node.name} {verb} {weight}"


def record(verdict: Verdict | None) -> dict[str, Any]:
    """The verdict as JSON outputs have it: the word, and what it rests on."""
    if verdict is None:
        return {"verdict": None, "verdict_from": None}
    switch = verdict.switch
    return {
        "verdict": verdict.word,
        "verdict_from": {
            "leaders": [option.id for option in verdict.leaders],
            "first": verdict.first.value,
            "standard_error": verdict.first.error,
            "draws": verdict.draws,
            "switch": None
            if switch is None
            else {
                "id": switch.node.id,
                "weight": switch.share,
                "at": switch.at,
                "first": switch.first.id,
            },
            "backing": list(verdict.backing),
            "perspectives": list(verdict.perspectives),
        },
    }
