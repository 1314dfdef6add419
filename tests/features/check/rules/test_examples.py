"""The documentation's examples: one that fails gives its rule alone where it says."""

import pytest
from tests.features.check.examples import example

from ukjapan_cli.diagnostics import Rule
from ukjapan_cli.features.check.catalogue import RULES
from ukjapan_cli.features.check.manual import entry
from ukjapan_cli.features.check.rules import tables as table_rules

OF_DECISIONS = tuple(rule for rule in RULES if rule not in table_rules.RULES)


def codes(rules: tuple[Rule, ...]) -> list[str]:
    return [rule.code for rule in rules]


def test_the_example_decision_breaks_no_rule() -> None:
    checked = example("").checked()
    assert checked.diagnostics == ()
    assert checked.notes == ()
    assert checked.first is not None


@pytest.mark.parametrize("rule", OF_DECISIONS, ids=codes(OF_DECISIONS))
def test_the_failing_example_gives_its_code_at_the_marked_line(rule: Rule) -> None:
    made = example(entry(rule).fails)
    assert made.marked
    found = {((d.file, d.line), d.rule.code) for d in made.checked().diagnostics}
    assert found == {(place, rule.code) for place in made.marked}


@pytest.mark.parametrize("rule", OF_DECISIONS, ids=codes(OF_DECISIONS))
def test_the_passing_example_gives_nothing(rule: Rule) -> None:
    text = entry(rule).passes
    assert text
    assert example(text).checked().diagnostics == ()


@pytest.mark.parametrize("rule", RULES, ids=codes(RULES))
def test_the_documentation_says_what_is_wrong_and_why(rule: Rule) -> None:
    said = entry(rule)
    assert said.what.endswith(".")
    assert len(said.why.split()) > 20
