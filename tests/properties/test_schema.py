"""Whatever the schemas accept, the reader accepts, or it names what cannot be meant."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator, meta
from tests.examples import examples

from ukjapan_cli.documents.load import build
from ukjapan_cli.documents.schemas.schema import Kind, schema_text
from ukjapan_cli.documents.yaml.document import document_of

STRUCTURE = {f"UKJ{number}" for number in (101, 102, 103, 104, 105, 106, 107, 109, 119)}

ids = st.sampled_from(["a", "b", "c", "cost-2", "long-id-of-many-words"])
numbers = st.one_of(st.integers(-1000, 1000), st.floats(-1e6, 1e6, width=32))
weights = st.one_of(
    st.integers(0, 100),
    st.fixed_dictionaries({"value": st.integers(0, 9)}, optional={}),
    st.fixed_dictionaries({key: st.integers(0, 9) for key in ("value", "low", "high")}),
)
texts = st.text("abc 'é:#-{}[]&*!|>%@`\u200b", min_size=1, max_size=30).filter(str.strip)
dates = st.dates().map(lambda day: day.isoformat())
citations = st.builds("{} ¶{}".format, ids, st.integers(1, 30))
values = st.one_of(st.integers(0, 100), st.sampled_from([0, 100]))
levels = st.one_of(ids, texts, st.sampled_from(["1", "null", "+++", "High"]))
performances = st.one_of(numbers, levels)
scales = st.one_of(
    st.fixed_dictionaries({"worst": numbers, "best": numbers}, optional={"unit": texts}),
    st.fixed_dictionaries({"better": st.sampled_from(["higher", "lower"])}),
    st.fixed_dictionaries({"points": st.lists(st.tuples(numbers, values), min_size=2, max_size=4)}),
    st.fixed_dictionaries({"levels": st.dictionaries(levels, values, min_size=2)}),
)
positive = st.floats(0.01, 50)
distributions = st.one_of(
    st.fixed_dictionaries({"normal": st.fixed_dictionaries({"mean": numbers, "sd": positive})}),
    st.fixed_dictionaries(
        {"lognormal": st.fixed_dictionaries({"mean": st.integers(-9, 2000), "sd": positive})}
    ),
    st.fixed_dictionaries({"beta": st.fixed_dictionaries({"alpha": positive, "beta": positive})}),
)
stated = st.one_of(
    st.fixed_dictionaries(
        {"value": performances},
        optional={"over_time": st.dictionaries(dates, performances, min_size=1, max_size=3)},
    ),
    st.fixed_dictionaries({"low": performances, "high": performances}),
    st.fixed_dictionaries({"value": performances, "low": performances, "high": performances}),
    distributions,
)
reasons = st.fixed_dictionaries({}, optional={"because": texts, "source": citations})
scores = st.one_of(performances, st.builds(lambda a, b: a | b, stated, reasons))
named = {"id": ids, "name": texts.filter(str.strip)}


def leaf() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {**named, "weight": weights, "scale": scales},
        optional={
            "because": texts,
            "question": texts,
            "source": citations,
            "must": st.fixed_dictionaries({"at_least": performances}),
        },
    )


criteria_files = st.fixed_dictionaries(
    {
        "version": st.just(1),
        "criteria": st.lists(
            st.recursive(
                leaf(),
                lambda node: st.fixed_dictionaries(
                    {
                        **named,
                        "weight": weights,
                        "criteria": st.lists(node, min_size=1, max_size=3),
                    }
                ),
                max_leaves=4,
            ),
            min_size=1,
            max_size=4,
        ),
    },
    optional={
        "title": texts,
        "as_of": dates,
        "perspectives": st.lists(
            st.fixed_dictionaries({**named, "weights": st.dictionaries(ids, st.integers(0, 9))}),
            max_size=2,
        ),
    },
)
links = st.lists(ids, unique=True, max_size=2)
options_files = st.fixed_dictionaries(
    {
        "version": st.just(1),
        "options": st.lists(
            st.fixed_dictionaries(
                {**named, "scores": st.dictionaries(ids, scores)},
                optional={
                    "summary": texts,
                    "role": st.just("baseline"),
                    "requires": links,
                    "excludes": links,
                    "enablers": st.lists(texts, max_size=2),
                    "costs": st.dictionaries(ids, st.integers(0, 9), max_size=2),
                },
            ),
            min_size=2,
            max_size=4,
        ),
    },
    optional={
        "sources": st.lists(st.fixed_dictionaries({"id": ids, "title": texts}), max_size=2),
        "synergies": st.lists(
            st.fixed_dictionaries(
                {"options": st.lists(ids, min_size=2, max_size=2, unique=True), "value": numbers}
            ),
            max_size=2,
        ),
    },
)


def accepts(kind: Kind, data: object) -> bool:
    validator = Draft202012Validator(json.loads(schema_text(kind)), validate_formats=True)
    return validator.is_valid(data)


@settings(max_examples=examples(300), deadline=None)
@given(criteria_files, options_files)
def test_what_the_schemas_accept_is_read_or_named(
    criteria: dict[str, Any], options: dict[str, Any]
) -> None:
    # JSON is YAML, and says exactly what the data is.
    criteria, options = json.loads(json.dumps(criteria)), json.loads(json.dumps(options))
    assert accepts("criteria", criteria)
    assert accepts("options", options)
    loaded = build(
        document_of(json.dumps(criteria, indent=1).encode(), "criteria.yaml"),
        document_of(json.dumps(options, indent=1).encode(), "options.yaml"),
    )
    for diagnostic in loaded.diagnostics:
        is_structure = diagnostic.rule.code in STRUCTURE
        # What no schema can say: what a scale takes, that a role is taken, that a name has no ink.
        meanings = ("this scale takes", "levels", "the baseline", "nothing that can be seen")
        assert not is_structure or any(said in diagnostic.message for said in meanings)
        assert diagnostic.line > 1
    assert (loaded.decision is None) == any(d.is_error for d in loaded.diagnostics)


@pytest.mark.parametrize("kind", ["criteria", "options"])
def test_a_schema_is_one(kind: Kind) -> None:
    schema = json.loads(schema_text(kind))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert meta.is_valid(schema)
    for name, definition in schema["$defs"].items():
        assert definition.get("description"), name


def test_what_both_schemas_define_is_the_same() -> None:
    ours, theirs = (json.loads(schema_text(kind))["$defs"] for kind in ("criteria", "options"))
    different = {
        name
        for name in ours.keys() & theirs.keys()
        if {k: v for k, v in ours[name].items() if k != "description"}
        != {k: v for k, v in theirs[name].items() if k != "description"}
    }
    assert different == set()
