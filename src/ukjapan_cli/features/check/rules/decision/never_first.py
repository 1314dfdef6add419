"""No weights at all put an option first, though no single other option dominates it.

Whoever argues for it cannot do so by weighing the criteria otherwise: whatever the weights, some
other option is worth more (Hazen 1986, *Operations Research* 34, on potential optimality). The
certificate is a mixture of other options that is worth more on every criterion; the message names
it, with its least margin. It comes from a linear program and is checked by exact arithmetic.

Dominated options are left to UKJ401. Above 500 ranked options the rule is not run, and the summary
says so: a program for each would take longer than reading the files. Drop the option, or look again
at its scores; if it belongs to packages that the ranking does not see, waive the finding with that
reason.

Fails:

    # options.yaml
    options:
      - id: van  # <--
        name: A mobile van
        scores:
          cost: {value: 58, low: 57, high: 59, because: As quoted., source: quotes p. 4}
          reach: {value: 2400, low: 2300, high: 2500, because: Six stops., source: survey p. 5}
          support: {value: opposed, low: opposed, high: opposed,
            because: Letters., source: survey p. 9}

Passes:

    # options.yaml
    options:
      - id: van
        name: A mobile van
        scores:
          cost: {value: 45, low: 44, high: 46, because: As quoted., source: quotes p. 4}
          reach: {value: 1000, low: 900, high: 1100, because: Six stops., source: survey p. 5}
          support: {value: opposed, low: opposed, high: opposed,
            because: Letters., source: survey p. 9}
"""

from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault, NotRunError

RULE = Rule("UKJ402", "option that is never first", Severity.WARNING)

MOST_OPTIONS = 500
_MOST_IN_MIXTURE = 4


def check(subject: Subject) -> Iterator[Fault]:
    """Find options that are first under no weights."""
    from ukjapan_cli.features.sensitivity.analysis.potential import never_first

    options, ranked = subject.decision.options, sorted(subject.ranked)
    if len(ranked) > MOST_OPTIONS:
        raise NotRunError(f"{len(ranked):,} options are more than {MOST_OPTIONS}")
    if len(ranked) < 3:
        return
    for never in never_first(subject.matrix.values, ranked, tuple(subject.dominators)):
        shares = sorted(never.mixture.items(), key=lambda entry: -entry[1])
        told = [f"{share:.0%} '{options[row].id}'" for row, share in shares[:_MOST_IN_MIXTURE]]
        others = len(shares) - len(told)
        mixture = " + ".join([*told, *([f"{others} more"] if others else [])])
        yield Fault(
            subject.at_option(never.row),
            f"no weights put '{options[never.row].id}' first: a mixture of {mixture} "
            f"is worth at least {never.margin:.2g} points more on every criterion",
            "drop it, or look again at its scores",
        )
