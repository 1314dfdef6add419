"""A diagnostic, and the error that carries all of them."""

import pytest

from ukjapan_cli.diagnostics import Diagnostic, InvalidDecisionError, Rule, Severity

ERROR = Rule("UKJ107", "wrong type")
WARNING = Rule("UKJ108", "ambiguous plain scalar", Severity.WARNING)


def diagnostic(rule: Rule, line: int = 3) -> Diagnostic:
    return Diagnostic(rule, "it is wrong", "fix it", "o.yaml", line, 7, line, 9, "/options/0")


def test_a_rule_is_an_error_unless_it_says_otherwise() -> None:
    assert ERROR.severity is Severity.ERROR
    assert diagnostic(ERROR).is_error
    assert not diagnostic(WARNING).is_error


def test_severities_read_as_words() -> None:
    assert [str(severity) for severity in Severity] == ["error", "warning"]


def test_the_error_shows_a_line_for_each_in_their_order() -> None:
    error = InvalidDecisionError([diagnostic(ERROR, 9), diagnostic(WARNING, 2)])
    assert error.diagnostics == (diagnostic(ERROR, 9), diagnostic(WARNING, 2))
    assert str(error) == ("o.yaml:9:7: UKJ107 it is wrong\no.yaml:2:7: UKJ108 it is wrong")
    with pytest.raises(ValueError, match="UKJ107"):
        raise error
