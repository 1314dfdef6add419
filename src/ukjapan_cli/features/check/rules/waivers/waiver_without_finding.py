"""A waiver excuses nothing.

What it excused has been fixed, or has moved to another line. A waiver that stays behind hides the
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

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.documents.yaml.finding import Finding
from ukjapan_cli.features.check.waivers import Waiver

RULE = Rule("UKJ502", "waiver that excuses nothing", Severity.WARNING)


def finding(waiver: Waiver, code: str) -> Finding:
    """The finding on a waiver of a rule that ran and found nothing on its line."""
    if len(waiver.codes) == 1:
        hint = "delete the waiver, or move it to the line of its finding"
    else:
        hint = f"delete {code} from the waiver, or waive it on the line of its finding"
    return Finding(RULE, message(waiver.line, code), hint, span=waiver.span)


def message(line: int, code: str) -> str:
    """What is said of a waiver that excuses nothing."""
    return f"nothing on line {line} is found by {code}"
