"""Two names look alike: a hurried reader takes one for the other.

They differ by case, by the width of letters, by dashes or quotes, by signs of one shape such as I,
l and 1, or by letters of other scripts that look like Latin ones, as a Cyrillic "а" does; or
criteria in different groups have the very same name. A table or a vote is then about another thing
than its reader thinks, and whoever puts a letter of another script into a name may mean it so.
Options, criteria and perspectives are compared with their own kind. Names that are the same to
every reader are errors (UKJ124).

Fails:

    # options.yaml
    options:
      - id: hall
        name: The Old Station  # <--

Passes:

    # options.yaml
    options:
      - id: hall
        name: The school hall
"""

from collections.abc import Iterable, Iterator

from ukjapan_cli.decision.criteria import nodes_of
from ukjapan_cli.decision.likeness import as_seen, at_a_glance, by_shape
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.documents.yaml.finding import cut
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault, Where

RULE = Rule("UKJ311", "names that look alike", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find names that are taken for one another, at the later of the two."""
    decision = subject.decision
    nodes = nodes_of(decision.criteria)
    yield from _alike((n.id, n.name, subject.at_criterion(n.id, "name", key=False)) for n in nodes)
    yield from _alike(
        (p.id, p.name, subject.at_perspective(index, "name", key=False))
        for index, p in enumerate(decision.perspectives)
    )
    yield from _alike(
        (option.id, option.name, subject.at_option(row, "name", key=False))
        for row, option in enumerate(decision.options)
    )


def _alike(named: Iterable[tuple[str, str, Where]]) -> Iterator[Fault]:
    first: dict[tuple[str, bool], tuple[str, str]] = {}
    for id_, name, where in named:
        keys = (at_a_glance(name), True), (by_shape(name), False)
        for other, other_name in [first.setdefault(key, (id_, name)) for key in keys]:
            if other != id_:
                same = "is called like" if as_seen(name) == as_seen(other_name) else "looks like"
                message = f"the name of '{id_}' {same} that of '{other}', '{cut(other_name)}'"
                yield Fault(where, message, "tell them apart by more than letters that look alike")
                break
