"""A waiver excuses nothing.

What it excused has been mended, or has moved to another line. A waiver that stays behind hides the
next finding of its kind on that line, for a reason that was given for another one. A waiver for a
rule that does not run is left alone.

Fails:

    # options.yaml
    sources:
      # ukjapan: ignore[UKJ304] because every branch proposal has to list the survey  <--
      - {id: survey, title: Readers' survey, date: 2026-01-10}

Passes:

    # options.yaml
    sources:
      - {id: survey, title: Readers' survey, date: 2026-01-10}
"""

from collections.abc import Sequence

from ukjapan_cli.checks.waivers import Waiver
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.documents.finding import Finding

RULE = Rule("UKJ502", "waiver that excuses nothing", Severity.WARNING)


def finding(waiver: Waiver, unused: Sequence[str]) -> Finding:
    """The finding on a waiver of rules that ran and found nothing on its line."""
    codes = " and ".join(unused)
    return Finding(
        RULE,
        f"nothing on line {waiver.line} is found by {codes}",
        "delete the waiver, or move it to the line of its finding",
        span=waiver.span,
    )
