"""A scale does not say in words what its ends or its levels mean.

A weight is the worth of the swing from worst to best, so that whoever weighs must be able to
picture both; and two people who score an option should come to the same level. Numbers and short
names do not do that (Keeney & Gregory 2005, *Selecting attributes to measure the achievement of
objectives*, Operations Research 53; *Multi-criteria analysis: a manual*, 2009, §6.2).

What counts is a scale with fixed ends or with points that lacks words for `worst` or `best`, and a
scale of levels that lacks words for a level. A criterion that weighs nothing needs them too, since
its weight may be changed. Local scales have no fixed ends to describe; UKJ208 looks at them.

Write `anchors`: what the world looks like at each end, or at each level.

Fails:

    # criteria.yaml
    criteria:
      - id: reach
        scale: {worst: 0, best: 4000, unit: readers}  # <--

Passes:

    # criteria.yaml
    criteria:
      - id: reach
        scale:
          worst: 0
          best: 4000
          unit: readers
          anchors: {worst: Nobody comes., best: All who live far from the main library.}
"""

from collections.abc import Iterator

from ukjapan_cli.decision.scales import Levels, Local, Scale
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.documents.yaml.report import listed
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ207", "scale without anchors", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find scales whose ends or levels nobody can picture."""
    for leaf in subject.leaves:
        if leaf.scale is None:
            continue
        missing = [name for name in _described(leaf.scale) if not leaf.scale.anchors.get(name)]
        if missing:
            yield Fault(
                subject.at_criterion(leaf.id, "scale"),
                f"the scale of '{leaf.id}' has no words for {listed(missing)}",
                "add them under `anchors`: what things look like there",
            )


def _described(scale: Scale) -> tuple[str, ...]:
    match scale:
        case Levels(levels=levels):
            return tuple(levels)
        case Local():
            return ()
        case _:
            return "worst", "best"
