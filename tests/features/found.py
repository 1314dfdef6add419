"""Findings made by hand: what checking gives to the formats."""

from dataclasses import replace
from typing import Any

from ukjapan_cli.diagnostics import Diagnostic, Excerpt
from ukjapan_cli.documents.rules import UNKNOWN_REFERENCE
from ukjapan_cli.features.check.result import Checked, CheckedDecision, Waived
from ukjapan_cli.features.check.rules.criteria import zero_weight

LINE = "    scores: {cost: 85, suport: split}"


def finding(**changes: Any) -> Diagnostic:
    """An error on the word 'suport', columns 24 to 29 of line 6, with changes."""
    parts = {
        "rule": UNKNOWN_REFERENCE,
        "message": "no criterion is called 'suport'",
        "hint": "did you mean 'support'?",
        "file": "north/options.yaml",
        "line": 6,
        "column": 24,
        "end_line": 6,
        "end_column": 30,
        "path": "/options/0/scores/suport",
        "excerpt": Excerpt(LINE),
        "replacement": "support",
    }
    return Diagnostic(**{**parts, **changes})


ERROR = finding()
WARNING = finding(
    rule=zero_weight.RULE,
    message="'reach' weighs nothing",
    hint="",
    file="north/criteria.yaml",
    line=12,
    column=13,
    end_line=13,
    end_column=2,
    path="/criteria/1/weight",
    excerpt=Excerpt("    weight: 0"),
    replacement=None,
)
WAIVED = Waived(replace(WARNING, line=20, end_line=20, end_column=14), "the council asked for it")


def checked(*diagnostics: Diagnostic, **changes: Any) -> Checked:
    """A run on one decision."""
    files = ("north/criteria.yaml", "north/options.yaml")
    return Checked((CheckedDecision("Which one?", files, diagnostics, **changes),))


# What people may write where a name is asked for, and what every format must not obey.
HOSTILE = "a\n::error::b%0A,c ]]> <script> | \x1b[31m \u202e \ufffe ##[error] [x](http://y) \ud800"
