"""Every rule that there is: those of structure, and those of this package, in the codes' order."""

from collections.abc import Iterator
from typing import Protocol

from ukjapan_cli.checks import (
    dominated,
    identical_options,
    judgement_without_range,
    no_baseline,
    score_without_reason,
    score_without_source,
    source_from_the_future,
    stale_score,
    uncited_source,
    unexplained_failure,
    waiver_without_finding,
    waiver_without_reason,
    wide_range,
    zero_weight,
)
from ukjapan_cli.checks.fault import Fault
from ukjapan_cli.checks.subject import Subject
from ukjapan_cli.diagnostics import Rule
from ukjapan_cli.documents import rules as structure


class Check(Protocol):
    """A module that holds a rule and finds where a decision breaks it."""

    __name__: str
    RULE: Rule

    def check(self, subject: Subject) -> Iterator[Fault]:
        """Where the decision breaks the rule, in the files' order."""


CHECKS: tuple[Check, ...] = (
    zero_weight,
    score_without_source,
    score_without_reason,
    judgement_without_range,
    uncited_source,
    source_from_the_future,
    identical_options,
    no_baseline,
    unexplained_failure,
    stale_score,
    wide_range,
    dominated,
)
WAIVER_RULES = (waiver_without_reason.RULE, waiver_without_finding.RULE)
RULES = (*structure.RULES, *(check.RULE for check in CHECKS), *WAIVER_RULES)
BY_CODE = {rule.code: rule for rule in RULES}
