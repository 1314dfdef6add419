"""An option fails a `must`, and nobody says why it stays.

It is valued but never ranked, so that whoever reads the files has to guess: is it here because
somebody powerful asked for it, because the `must` may yet be relaxed, or because nobody noticed?
The Green Book (HM Treasury 2022) rules out what fails a critical success factor on the way from the
longlist to the shortlist; what stays on the list all the same needs its reason. What counts is
`because` on the option, which `ukjapan score` and `ukjapan explain` show. The baseline is exempt:
it is the reference whatever it does. Say why the option is there, or drop it.

Fails:

    # criteria.yaml
    criteria:
      - id: reach
        must: {at_least: 2500}

    # options.yaml
    options:
      - id: hall  # <--
        name: The school hall

Passes:

    # criteria.yaml
    criteria:
      - id: reach
        must: {at_least: 2500}

    # options.yaml
    options:
      - id: hall
        because: The school has offered it for nothing, and may ask what became of the offer.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ukjapan_cli.decision.scales import Levels
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

if TYPE_CHECKING:
    from ukjapan_cli.model.scoring import FailedGate

RULE = Rule("UKJ308", "unexplained failure of a must", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find options that are ruled out and give no reason to be there."""
    for row, failed in sorted(subject.failed_gates.items()):
        option = subject.decision.options[row]
        if option.is_baseline or option.because:
            continue
        gates = " and ".join(map(_in_words, failed))
        yield Fault(
            subject.at_option(row),
            f"'{option.id}' fails {gates}, and nobody says why it stays",
            "write `because:` on the option, or drop it",
        )


def _in_words(failed: "FailedGate") -> str:
    """The criterion whose `must` an option fails, and what it does there."""
    scale = failed.criterion.scale
    names = scale.names_at(failed.performance) if isinstance(scale, Levels) else ()
    does = " or ".join(f"'{name}'" for name in names) or f"{failed.performance:g}"
    return f"the must on '{failed.criterion.id}' with {does}"
