"""Every rule that there is: of structure, of this package, of tables, in the codes' order."""

from collections.abc import Iterator
from typing import Protocol

from ukjapan_cli.checks import (
    close_first_place,
    cost_counted_twice,
    divided_perspectives,
    dominant_weight,
    dominated,
    double_counting,
    equal_weights,
    fragile_score,
    fragile_weight,
    group_of_one,
    identical_options,
    incomplete_perspective,
    indistinct_criterion,
    judgement_without_range,
    names_alike,
    negligible_weight,
    never_first,
    no_baseline,
    scale_without_anchors,
    score_without_reason,
    score_without_source,
    source_from_the_future,
    splitting_bias,
    stale_score,
    stale_swing,
    table_rules,
    too_many_criteria,
    uncited_source,
    unexplained_failure,
    waiver_without_finding,
    waiver_without_reason,
    weighed_local_scale,
    weight_without_reason,
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
    dominant_weight,
    negligible_weight,
    equal_weights,
    weight_without_reason,
    splitting_bias,
    scale_without_anchors,
    weighed_local_scale,
    stale_swing,
    cost_counted_twice,
    incomplete_perspective,
    too_many_criteria,
    group_of_one,
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
    names_alike,
    dominated,
    never_first,
    indistinct_criterion,
    double_counting,
    close_first_place,
    fragile_weight,
    fragile_score,
    divided_perspectives,
)
WAIVER_RULES = (waiver_without_reason.RULE, waiver_without_finding.RULE)
RULES = (
    *structure.RULES,
    *(check.RULE for check in CHECKS),
    *WAIVER_RULES,
    *table_rules.RULES,
)
BY_CODE = {rule.code: rule for rule in RULES}
