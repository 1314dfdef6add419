"""The documentation's examples of tables: one that fails gives its rule alone, on every engine."""

from pathlib import Path

import pytest
from tests.features.check.tables import ENGINES, checked, write_example

from ukjapan_cli.diagnostics import Rule
from ukjapan_cli.features.check.manual import entry
from ukjapan_cli.features.check.rules import tables_manual as table_manual
from ukjapan_cli.features.check.rules.tables import RULES

pytestmark = pytest.mark.tables

CODES = [rule.code for rule in RULES]


def test_every_rule_on_tables_is_documented_and_no_other() -> None:
    assert list(table_manual.TEXTS) == CODES


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_the_failing_example_gives_its_rule_for_the_table(
    rule: Rule, engine: str, tmp_path: Path
) -> None:
    table = write_example(entry(rule).fails, tmp_path)
    found = checked(tmp_path, table, engine).diagnostics
    assert [(d.rule, d.file, d.line, d.column) for d in found] == [(rule, table, 1, 1)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_the_passing_example_gives_nothing(rule: Rule, engine: str, tmp_path: Path) -> None:
    table = write_example(entry(rule).passes, tmp_path)
    assert table
    found = checked(tmp_path, table, engine)
    assert (found.diagnostics, found.notes) == ((), ())
