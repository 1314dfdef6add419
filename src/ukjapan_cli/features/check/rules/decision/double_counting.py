"""Two criteria move together over the options and rest on the same evidence.

They may be two names for one thing, which then counts twice. Additive values need criteria that can
be judged one by one (Keeney & Raiffa 1976 on preferential independence; the *Multi-criteria
analysis* manual of 2009 warns of double counting). Correlation alone is no fault: dear options may
well be good ones. Together with the same pages of the same sources it deserves an answer.

Setting: `least_correlation`, 0.9 by default: four fifths of what varies on one criterion is then
foretold by the other. At least four options are needed, since three points lie on a line too
easily, and for half of them or more both scores must cite the same place of a source, such as
`survey p. 3` (a citation without a place stands for the whole source). The baseline counts.

Merge the two, or score one of them given the other; if they are different things that happen to go
together, waive the finding with that reason.

Fails:

    # criteria.yaml
    criteria:
      - id: support  # <--

    # options.yaml
    options:
      - id: station
        scores:
          support: {value: behind-it, low: behind-it, high: behind-it,
            because: Many readers., source: survey p. 3}
      - id: hall
        scores:
          reach: {value: 2400, low: 2300, high: 2500, because: One bus line., source: survey p. 4}
          support: {value: split, low: split, high: split,
            because: Some readers., source: survey p. 4}
      - id: van
        name: A mobile van
        scores:
          cost: {value: 42, low: 41, high: 43, because: As quoted., source: quotes p. 4}
          reach: {value: 1000, low: 900, high: 1100, because: Six stops., source: survey p. 5}
          support: {value: opposed, low: opposed, high: opposed,
            because: Few readers., source: survey p. 5}

Passes:

    # options.yaml
    options:
      - id: station
        scores:
          support: {value: behind-it, low: behind-it, high: behind-it,
            because: Letters., source: survey p. 9}
      - id: hall
        scores:
          reach: {value: 2400, low: 2300, high: 2500, because: One bus line., source: survey p. 4}
          support: {value: split, low: split, high: split, because: Letters., source: survey p. 9}
      - id: van
        name: A mobile van
        scores:
          cost: {value: 42, low: 41, high: 43, because: As quoted., source: quotes p. 4}
          reach: {value: 1000, low: 900, high: 1100, because: Six stops., source: survey p. 5}
          support: {value: opposed, low: opposed, high: opposed,
            because: Letters., source: survey p. 9}
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ukjapan_cli.decision.options import Citation, Option
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ404", "double counting", Severity.WARNING)

_FEWEST_OPTIONS = 4
_PLACE = re.compile(r"([^\W\d]*|[¶§])[\s.:]*(\d+(?:[.\-–]\d+)*)")


def check(subject: Subject) -> Iterator[Fault]:
    """Find pairs of criteria that correlate and share the sources of their scores."""
    from ukjapan_cli.model.statistics import correlated

    options = subject.decision.options
    if len(options) < _FEWEST_OPTIONS:
        return
    cited = {leaf.id: [_cited(option, leaf.id) for option in options] for leaf in subject.leaves}
    columns = [
        column
        for column, (id_, places) in enumerate(cited.items())
        if subject.shares[id_] and 2 * sum(place is not None for place in places) >= len(options)
    ]
    ids = [subject.leaves[column].id for column in columns]
    values = subject.matrix.values[:, columns]
    for one, other, r in correlated(values, subject.thresholds.least_correlation):
        pair = ids[one], ids[other]
        both = map(_shared, cited[pair[0]], cited[pair[1]])
        shared = [places for places in both if places]
        if 2 * len(shared) >= len(options):
            yield Fault(
                subject.at_criterion(pair[1]),
                f"'{pair[0]}' and '{pair[1]}' may count one thing twice: they move together "
                f"(r = {r:.2f}), and for {len(shared)} of {len(options)} options "
                f"both cite {min(shared[0])}",
                "merge them, or score one given the other",
            )


class _Cited(NamedTuple):
    """A score's source, and the places in it that are cited; none for all of it."""

    source: str
    places: set[str]


def _cited(option: Option, criterion: str) -> _Cited | None:
    citation = option.scores[criterion].source
    if citation is None:
        return None
    return _Cited(citation.source, _places(citation) if citation.locator else set())


def _shared(one: _Cited | None, other: _Cited | None) -> set[str]:
    """The places that two scores both cite."""
    if one is None or other is None or one.source != other.source:
        return set()
    if not one.places or not other.places:
        return {one.source}
    return one.places & other.places


def _places(citation: Citation) -> set[str]:
    """The numbered places in a citation, such as `survey p3`; its text where it has no numbers."""
    found = _PLACE.findall(citation.locator)
    return {f"{citation.source} {label}{number}" for label, number in found} or {str(citation)}
