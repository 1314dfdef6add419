"""What checking found: in one decision, and in all of a run."""

from typing import NamedTuple

from ukjapan_cli.diagnostics import Diagnostic


class Waived(NamedTuple):
    """A finding that its author accepts, and why."""

    diagnostic: Diagnostic
    reason: str


class FirstPlace(NamedTuple):
    """Who is first, and by how much.

    Attributes:
        names: of the options in first place, more than one in a tie.
        value: their overall value.
        runner_up: the name of the next option; empty where there is none.
        lead: points of overall value ahead of it.
        doubts: the codes of the rules, waived ones too, that found a reason to doubt it.
    """

    names: tuple[str, ...]
    value: float
    runner_up: str
    lead: float
    doubts: tuple[str, ...]


class CheckedDecision(NamedTuple):
    """What was found in one decision.

    Attributes:
        title: the question; empty where the files do not make a decision.
        files: the names of its files, criteria first.
        diagnostics: what is not waived, file by file, in the order of the text.
        waived: the findings that are accepted.
        notes: what was not checked, and why, as sentences without full stops.
        first: None where nothing is ranked.
    """

    title: str
    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...] = ()
    notes: tuple[str, ...] = ()
    first: FirstPlace | None = None


class Checked(NamedTuple):
    """What was found in a run: each decision once, each finding once.

    Attributes:
        decisions: in the order in which they were named.
        passed_over: what was left out of the run, as sentences without full stops.
    """

    decisions: tuple[CheckedDecision, ...]
    passed_over: tuple[str, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything found that is not waived, each once."""
        every = (found for decision in self.decisions for found in decision.diagnostics)
        return tuple(dict.fromkeys(every))

    @property
    def waived(self) -> tuple[Waived, ...]:
        """Every finding that is accepted, each once."""
        return tuple(dict.fromkeys(w for decision in self.decisions for w in decision.waived))

    @property
    def notes(self) -> tuple[str, ...]:
        """What was not checked, and why."""
        notes = (note for decision in self.decisions for note in decision.notes)
        return tuple(dict.fromkeys((*notes, *self.passed_over)))

    @property
    def files(self) -> tuple[str, ...]:
        """The names of all files that were read."""
        return tuple(dict.fromkeys(name for decision in self.decisions for name in decision.files))

    @property
    def errors(self) -> int:
        """How many of the diagnostics are errors."""
        return sum(diagnostic.is_error for diagnostic in self.diagnostics)
