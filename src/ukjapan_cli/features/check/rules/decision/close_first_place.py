"""First place is a tie, or leads by less than its scores' own ranges leave open.

A ranking that the stated ranges could turn round is no answer yet; to present it as one is false
precision (the Green Book's supplementary guidance on multi-criteria analysis, 2024, asks for
sensitivity to be shown with the result). The lead over each rival is held against what the ranges
of both options' scores come to together.

Each range counts with half its width, in points of overall value; the halves are put together by
the square root of the sum of their squares, as independent uncertainties are (JCGM 100:2008, the
*Guide to the expression of uncertainty in measurement*). The range of a distribution without ends
is the middle 90 %. Narrow the ranges that matter, or say in the paper that the two are level; if
the choice is to be made by other means, waive the finding with that reason.

Fails:

    # options.yaml
    options:
      - id: station  # <--
        scores:
          cost: {value: 60, low: 52, high: 68, because: As quoted., source: quotes p. 1}
          reach: {value: 3500, low: 3100, high: 3900, because: Two bus lines., source: survey p. 3}
      - id: hall
        scores:
          cost: {value: 44, low: 40, high: 50, because: As quoted., source: quotes p. 2}
          reach: {value: 3000, low: 2600, high: 3400, because: One bus line., source: survey p. 4}

Passes:

    # options.yaml
    options:
      - id: station
        scores:
          cost: {value: 60, low: 58, high: 62, because: As quoted., source: quotes p. 1}
          reach: {value: 3500, low: 3400, high: 3600, because: Two bus lines., source: survey p. 3}
      - id: hall
        scores:
          cost: {value: 44, low: 42, high: 46, because: As quoted., source: quotes p. 2}
          reach: {value: 3000, low: 2900, high: 3100, because: One bus line., source: survey p. 4}
"""

from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ405", "first place within the ranges", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Hold the lead of the first option against the ranges of its scores and its rivals'."""
    import numpy as np

    from ukjapan_cli.model.values import TIE

    if len(subject.ranked) < 2:
        return
    leader, rivals = subject.ranked[0], list(subject.ranked[1:])
    with np.errstate(over="ignore", invalid="ignore"):  # an end may be more than a number can hold
        halves = (subject.ranges.best - subject.ranges.worst) / 2 * subject.matrix.weights
        own = np.hypot.reduce(halves, axis=1)
    doubts = np.hypot(own[leader], own[rivals])
    leads = subject.overall[leader] - subject.overall[rivals]
    close = np.nonzero((leads < doubts) | (leads <= TIE))[0]
    if not len(close):
        return
    options = subject.decision.options
    first, other = options[leader].id, options[rivals[close[0]]].id
    lead, doubt = float(leads[close[0]]), float(doubts[close[0]])
    others = f"; so are {len(close) - 1} more" if len(close) > 1 else ""
    if lead <= TIE:
        message = f"'{first}' and '{other}' tie for first place{others}"
    else:
        message = (
            f"'{first}' leads '{other}' by {lead:.2g} points, "
            f"less than the {doubt:.2g} that their scores' ranges leave open{others}"
        )
    yield Fault(subject.at_option(leader), message, "narrow the ranges, or call the two level")
