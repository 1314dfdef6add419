"""A waiver names no rule that can be waived, or gives no reason.

A comment that begins with `ukjapan:` is meant to excuse a finding. It has one form,
`# ukjapan: ignore[UKJ303] because the range is agreed`: the codes of rules, with commas between
several, then `because` and why the finding is accepted. The reason is for the reader who meets the
number after its author has left. Without one the finding stands. Errors cannot be waived, nor can
what is found about waivers; a warning that `checks: {error: …}` raises can.

Fails:

    # options.yaml
    sources:
      # ukjapan: ignore[UKJ304]  <--
      - {id: survey, title: Readers' survey, date: 2026-01-10}

Passes:

    # options.yaml
    sources:
      - {id: survey, title: Readers' survey, date: 2026-01-10}
      # ukjapan: ignore[UKJ304] because every branch proposal has to list the town plan
      - {id: town-plan, title: Town plan, date: 2025-06-01}
"""

from collections.abc import Collection

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.documents.yaml.finding import Finding, cut
from ukjapan_cli.features.check.waivers import Waiver

RULE = Rule("UKJ501", "waiver without a reason", Severity.WARNING)


def finding(waiver: Waiver, known: Collection[str], waivable: Collection[str]) -> Finding | None:
    """What is wrong with a waiver's form, if anything is.

    Args:
        waiver: the one to judge.
        known: the codes of all rules.
        waivable: the codes of the rules whose findings can be excused.
    """
    hint = "write `# ukjapan: ignore[UKJ303] because …`, with the code of the rule and the reason"
    unknown = [*waiver.unknown, *(code for code in waiver.codes if code not in known)]
    fixed = [code for code in waiver.codes if code not in waivable]
    if unknown:
        message = f"the waiver names no rule by '{cut(unknown[0])}'"
    elif fixed:
        message = f"{fixed[0]} cannot be waived"
        hint = "fix what it finds, and take the code out of the waiver"
    elif not waiver.reason:
        message = "the waiver gives no reason, so that the finding stands"
    else:
        return None
    return Finding(RULE, message, hint, span=waiver.span)
