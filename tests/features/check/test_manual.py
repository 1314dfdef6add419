"""What the documentation of rules promises beside its examples."""

import pytest

from ukjapan_cli.documents import rules as structure
from ukjapan_cli.documents.schemas import manual as structure_manual
from ukjapan_cli.documents.schemas.schema import schema_of
from ukjapan_cli.features.check.catalogue import BY_CODE, RULES
from ukjapan_cli.features.check.manual import entries, entry
from ukjapan_cli.features.check.settings import Thresholds

THRESHOLDS = schema_of("criteria")["$defs"]["checks"]["properties"]["thresholds"]["properties"]


def test_the_schema_has_the_thresholds_with_their_defaults() -> None:
    assert {name: one["default"] for name, one in THRESHOLDS.items()} == Thresholds()._asdict()


@pytest.mark.parametrize("name", Thresholds._fields)
def test_a_threshold_is_argued_for_by_its_rule(name: str) -> None:
    code = THRESHOLDS[name]["description"].partition(":")[0]
    assert f"`{name}`" in entry(BY_CODE[code]).why


def test_every_rule_of_structure_is_documented_and_no_other() -> None:
    assert list(structure_manual.TEXTS) == [rule.code for rule in structure.RULES]


def test_there_is_an_entry_a_rule_in_the_catalogues_order() -> None:
    assert [said.rule for said in entries()] == list(RULES)


def test_an_entry_is_cut_at_its_headings() -> None:
    said = entry(structure.UNKNOWN_VERSION)
    assert said.what == "The file is of a version of the format that is not known."
    assert said.why.startswith("Version 1 is the only one.")
    assert said.fails == "# options.yaml\nversion: 2  # <--"
    assert said.passes == "# options.yaml\nversion: 1"
