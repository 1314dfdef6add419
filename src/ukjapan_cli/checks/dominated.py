"""An option is dominated: another is as good on every criterion and better on one."""

from collections.abc import Iterator

from ukjapan_cli.checks.fault import Fault
from ukjapan_cli.checks.subject import Subject
from ukjapan_cli.diagnostics import Rule, Severity

RULE = Rule("UKJ401", "dominated option", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find options that another one dominates."""
    yield from ()
