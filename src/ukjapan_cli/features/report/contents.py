"""What a decision paper is written from, whatever its format."""

from typing import NamedTuple

from ukjapan_cli.features.check.result import Checked
from ukjapan_cli.features.report.analysis import Appraisal


class Paper(NamedTuple):
    """Everything that a report tells.

    Attributes:
        appraisal: the analyses.
        checked: what `check` finds in the files as they are.
        seed: of the draws.
        command: the command line that makes the report again.
        score: the one that scores the same files on the same day, with the stated weights.
        full: leave nothing out for its size.
    """

    appraisal: Appraisal
    checked: Checked
    seed: int
    command: str
    score: str = "ukjapan score"
    full: bool = False
