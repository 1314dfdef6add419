"""A range is so wide that it says nothing.

A range over nearly the whole scale is what anybody would state who knew nothing of the option but
the scale. It looks like a considered statement, and lets the option come out anywhere; where such a
range decides the ranking, what is missing is evidence and not arithmetic. Morgan & Henrion
(*Uncertainty*, 1990) show how to elicit ranges that say what is known, neither wider nor narrower.

Setting: `widest_range`, the part of its scale beyond which a range says nothing. The default is
three quarters: "in the better half" is still a statement, but a range over three quarters always
holds the whole middle half of the scale, whatever was meant. What counts is the difference in value
between the two ends on the decision's date. An end outside the scale counts as the scale's end. Of
a normal, a lognormal or a beta distribution it is the central 90 %, which for a beta is taken as
1.64 standard deviations on either side of the mean. Look for evidence, ask several people apart, or
make two options of one that can turn out in two ways.

Fails:

    # options.yaml
    options:
      - id: today
        scores:
          reach: {value: 500, low: 0, high: 3200, because: A guess., source: survey p. 2}  # <--

Passes:

    # options.yaml
    options:
      - id: today
        scores:
          reach: {value: 500, low: 0, high: 2900, because: The van's users., source: survey p. 2}
"""

from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ310", "range that says nothing", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find ranges that cover most of their scales."""
    import numpy as np

    from ukjapan_cli.model.values import TIE

    ranges = subject.ranges
    worst, best = np.clip(ranges.worst, 0, 100), np.clip(ranges.best, 0, 100)
    widest = 100 * subject.thresholds.widest_range
    is_wide = (ranges.low < ranges.high) & (best - worst >= widest - TIE)
    places = np.argwhere(is_wide).tolist()
    ends = zip(worst[is_wide].tolist(), best[is_wide].tolist(), strict=True)
    for (row, column), (low, high) in zip(places, ends, strict=True):
        option, criterion = subject.decision.options[row], subject.leaves[column]
        yield Fault(
            subject.at_option(row, "scores", criterion.id),
            f"the range of '{option.id}' on '{criterion.id}' covers {high - low:.0f}% of the "
            f"scale, from {low:.0f} to {high:.0f} points of value",
            "narrow it with evidence, or make options of the ways in which it can turn out",
        )
