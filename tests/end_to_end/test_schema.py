"""`ukjapan schema`: of outputs, that there is one each, that it stands by itself and is strict.

Every JSON output in the tests is held to its schema where all are made: see `tests/conftest.py`.
"""

import copy
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import meta
from tests.contracts import name_of, schema_of, validator
from tests.end_to_end.decisions import (
    LIBRARY_CRITERIA,
    LIBRARY_OPTIONS,
    TWO_CRITERIA,
    options,
    write,
)
from tests.end_to_end.program import run

import ukjapan_cli
from ukjapan_cli.features.schema.command import OUTPUTS
from ukjapan_cli.formats.json_and_csv import json_text

PACKAGE = Path(ukjapan_cli.__file__).parent
NAMES = [str(name) for name in OUTPUTS]
TABLE = "score-table"  # needs the extra `tables`

BY_ID = {  # keys of mappings from ids, in which no key is required
    *("values", "contributions", "weights", "central_weights", "central_weights_error", "bounds"),
    *("mixture", "pairwise", "pairwise_error", "scores", "ranks", "regrets", "tau", "budgets"),
    *("costs", "left"),
}
ROWS = """\
id,name,running-cost,running-cost_low,running-cost_high,rent-security,reach,support
market-hall,The market hall,100,90,120,25,4000,behind-it
old-station,The old station,60,60,60,15,2000,split
mobile-van,The mobile van,40,40,40,5,750,
"""
RECORDS = {
    "score": ["library: score", "nothing: score", "incomplete: score --allow-missing"],
    "explain": [
        "library: explain market-hall",
        "library: explain old-station --against market-hall",
        "library: explain kiosk",
        "nothing: explain peacekeeping",
    ],
    "sensitivity": [
        "library: sensitivity --first old-station",
        "library: sensitivity reach",
        "nothing: sensitivity --first peacekeeping",
        "behind: sensitivity --first behind",
        "nothing: sensitivity security",
    ],
    "robustness": ["library: robustness --draws 1000", "nothing: robustness --draws 1000"],
    "methods": ["library: methods", "nothing: methods"],
    "perspectives": ["library: perspectives", "nothing: perspectives"],
    "timeline": ["library: timeline", "nothing: timeline", "tied: timeline"],
    "portfolio": [
        "library: portfolio --budget capital=100 --frontier capital",
        "library: portfolio --budget capital=1000",
        "nothing: portfolio --budget money=6 --draws 100 --frontier money",
    ],
    "check": ["broken: check", "waived: check"],
    "rule": ["nothing: rule UKJ401"],
    TABLE: ["table: table score rows.csv --allow-missing", "table: table score rows.csv"],
}
EACH = [pytest.param(name, marks=pytest.mark.tables if name == TABLE else ()) for name in NAMES]


@pytest.fixture(scope="module")
def records(
    tmp_path_factory: pytest.TempPathFactory,
    library: Path,
    incomplete: Path,
    tied: Path,
    broken: Path,
    empty: Path,
) -> Callable[[str], list[Any]]:
    """The records of an output's name: of missing scores, dates, ranges, costs, what is excluded.

    `nothing` is an empty folder, where the packaged decision is read; it has perspectives.
    """
    folder = tmp_path_factory.mktemp
    accepted = TWO_CRITERIA.replace(
        "  - {id: cost, name: Cost, weight: 1,",
        "  # ukjapan: ignore[UKJ201] because it counts next year\n"
        "  - {id: cost, name: Cost, weight: 0,",
    )
    behind = options(
        "{id: first, name: First, scores: {cost: 0, gain: 6}}",
        "{id: other, name: Other, scores: {cost: 6, gain: 10}}",
        "{id: behind, name: Behind, scores: {cost: 9, gain: 1}}",
    )
    folders = {
        "library": library,
        "incomplete": incomplete,
        "tied": tied,
        "broken": broken,
        "nothing": empty,
        "behind": write(folder("behind"), behind),
        "waived": write(folder("waived"), behind, accepted),
        "table": write(folder("table"), LIBRARY_OPTIONS, LIBRARY_CRITERIA),
    }
    (folders["table"] / "rows.csv").write_text(ROWS, encoding="utf-8")

    def record(line: str) -> Any:
        where, _, command = line.partition(": ")
        ran = run(*command.split(), "--format", "json", cwd=folders[where])
        assert ran.code in {0, 1}, ran.err
        return json.loads(ran.out)

    return lambda name: [record(line) for line in RECORDS[name]]


def mappings_in(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a document, the document itself first."""
    if isinstance(node, dict):
        yield node
    if isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from mappings_in(inner)


def is_by_id(kind: tuple[str, ...]) -> bool:
    """Whether the keys of the mapping that these keys lead to are ids."""
    return kind[-1:] != () and (kind[-1] in BY_ID or (kind[-1] == "*" and kind[-2] in BY_ID))


def kinds_in(node: Any, kind: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value in a record, with the keys that lead to it; `*` is any id, `[]` any item."""
    yield kind, node
    if isinstance(node, dict):
        for key, inner in node.items():
            yield from kinds_in(inner, (*kind, "*" if is_by_id(kind) else key))
    elif isinstance(node, list):
        for inner in node:
            yield from kinds_in(inner, (*kind, "[]"))


class TestThereIsOneEach:
    def test_what_names_a_schema_has_one_and_nothing_else_does(self) -> None:
        sources = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
        written = {found for text in sources for found in re.findall(r'"(ukjapan/[^"]+)"', text)}
        assert {schema_of(name)["properties"]["schema"]["const"] for name in NAMES} == written
        assert {name_of({"schema": schema}) for schema in written} == set(NAMES)
        files = {path.name for path in PACKAGE.glob("features/*/*.schema.json")}
        assert files == {f"{name}.schema.json" for name in NAMES}

    @pytest.mark.parametrize("name", NAMES)
    def test_is_printed(self, name: str, empty: Path) -> None:
        ran = run("schema", name, cwd=empty)
        assert (ran.code, ran.err) == (0, "")
        assert json.loads(ran.out) == schema_of(name)
        assert schema_of(name)["$id"] == f"urn:ukjapan:{name}:1"

    @pytest.mark.parametrize("name", EACH)
    def test_is_of_what_is_printed(self, name: str, records: Any) -> None:
        assert {name_of(record) for record in records(name)} == {name}


def test_an_output_that_is_not_as_its_schema_says_fails_whatever_test_makes_it() -> None:
    with pytest.raises(pytest.fail.Exception, match="ukjapan/rule/1 is not as its schema says"):
        json_text("ukjapan/rule/1", {"rules": [], "more": 1})


@pytest.mark.parametrize("name", NAMES)
class TestASchema:
    def test_is_one(self, name: str) -> None:
        assert schema_of(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert meta.is_valid(schema_of(name))

    def test_stands_by_itself(self, name: str) -> None:
        schema = schema_of(name)
        references = {mapping["$ref"] for mapping in mappings_in(schema) if "$ref" in mapping}
        assert references == {f"#/$defs/{part}" for part in schema.get("$defs", {})}

    def test_says_what_every_key_is(self, name: str) -> None:
        for mapping in mappings_in(schema_of(name)):
            if "description" in mapping or "$schema" in mapping:
                for key, inner in mapping.get("properties", {}).items():
                    assert inner is False or {"description", "$ref"} & inner.keys(), key


@pytest.mark.parametrize("name", EACH)
class TestASchemaIsStrict:
    @pytest.fixture
    def kinds(self, name: str, records: Any) -> list[tuple[Any, tuple[str, ...], Any]]:
        """A value of every kind in the records, with its record and what leads to it."""
        found: dict[Any, tuple[Any, tuple[str, ...], Any]] = {}
        for index, record in enumerate(copy.deepcopy(records(name))):
            assert validator(name).is_valid(record)
            for kind, value in kinds_in(record):
                keys = tuple(value) if isinstance(value, dict) else type(value)
                found.setdefault((index, kind, keys), (record, kind, value))
        return list(found.values())

    def test_a_key_that_it_does_not_know_is_refused(self, name: str, kinds: Any) -> None:
        for record, kind, mapping in kinds:
            if isinstance(mapping, dict):
                mapping["an unknown key"] = next(iter(mapping.values()), 0)
                assert not validator(name).is_valid(record), kind
                del mapping["an unknown key"]
                assert validator(name).is_valid(record)

    def test_a_key_that_is_missing_is_refused(self, name: str, kinds: Any) -> None:
        for record, kind, mapping in kinds:
            if isinstance(mapping, dict) and not is_by_id(kind):
                for key in list(mapping):
                    held = mapping.pop(key)
                    assert not validator(name).is_valid(record), (*kind, key)
                    mapping[key] = held

    def test_a_value_of_another_kind_is_refused(self, name: str, kinds: Any) -> None:
        for record, kind, mapping in kinds:
            if isinstance(mapping, dict):
                for key, held in mapping.items():
                    for wrong in (True, [0], {"a": 0}):
                        if type(wrong) is not type(held):
                            mapping[key] = wrong
                            assert not validator(name).is_valid(record), (*kind, key, wrong)
                    mapping[key] = held

    def test_every_key_that_it_has_is_one_of_an_output(self, name: str, kinds: Any) -> None:
        seen = {key for _, _, value in kinds if isinstance(value, dict) for key in value}
        described = {
            key
            for mapping in mappings_in(schema_of(name))
            if isinstance(mapping.get("properties"), dict)
            for key in mapping["properties"]
        }
        assert described <= seen
