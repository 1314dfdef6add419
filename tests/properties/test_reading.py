"""Laws of reading: what a scalar means, where a thing stands, and that no writing of it matters."""

import json
import math
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.properties.test_schema import criteria_files, options_files
from yaml.constructor import ConstructorError

from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.load import Loaded, build
from ukjapan_cli.documents.yaml import reader
from ukjapan_cli.documents.yaml.document import diagnose, document_of
from ukjapan_cli.documents.yaml.finding import Finding
from ukjapan_cli.documents.yaml.reader import read
from ukjapan_cli.documents.yaml.scalars import is_ambiguous, resolve

# Texts that stand plain in YAML, most of them near to a number, a date or a word that means one.
plain = st.one_of(
    st.text("0123456789+-._:eExobBaAfF", min_size=1, max_size=10),
    st.text("yYnNtTfFoOeEsSrRuUlLaAsS~=", min_size=1, max_size=5),
    st.from_regex(r"\A[-+]?[0-9]{1,4}(:[0-5][0-9]){0,2}(\.[0-9]*)?([eE][-+]?[0-9]+)?\Z"),
    st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"),
    st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8),
)


def older(text: str) -> Any:
    """What PyYAML, a reader of YAML 1.1, takes a plain scalar for."""
    return yaml.safe_load(f"- {text}\n")[0]


@settings(max_examples=examples(500), deadline=None)
@given(plain)
@example("010")
@example("08")
@example("1_000")
@example("190:20:30")
@example("-.5")
@example("1e3")
@example("12345678901234567890")
def test_what_is_not_ambiguous_means_the_same_to_a_reader_of_yaml_1_1(text: str) -> None:
    reading = read(f"- {text}\n")
    assume(isinstance(reading.data, list) and len(reading.data) == 1 and reading.is_complete)
    assume(text not in {"y", "Y", "n", "N"})  # PyYAML leaves these of YAML 1.1 out
    ours = resolve(text)
    try:
        theirs = older(text)
    except ValueError:  # a date that there is not
        return
    except ConstructorError:  # '=', which it knows and cannot make
        theirs = None
    if not isinstance(theirs, str | int | float | bool | None):
        theirs = text  # dates are text to both files and people
    same = type(ours) is type(theirs) and (ours == theirs or (ours != ours and theirs != theirs))
    if isinstance(ours, float) and isinstance(theirs, int) and not isinstance(theirs, bool):
        same = ours == float(theirs)  # an integer too long to be kept exact
    assert is_ambiguous(text) != same


@settings(max_examples=examples(500), deadline=None)
@given(st.text(max_size=20))
def test_every_text_means_something_and_a_number_only_as_python_reads_it(text: str) -> None:
    meaning = resolve(text)
    is_ambiguous(text)
    if isinstance(meaning, float) and math.isfinite(meaning):
        assert meaning == (float(text) if "x" not in text and "o" not in text else int(text, 0))
    elif type(meaning) is int:
        assert meaning == (int(text, 0) if text[:2] in {"0x", "0o"} else int(text))
    elif isinstance(meaning, str):
        assert meaning == text


trees = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**17), 10**17),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12),
        plain,
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.text("abcñ¶ :#-0", min_size=1, max_size=6), inner, max_size=4),
    ),
    max_leaves=12,
)


class Dumper(yaml.SafeDumper):
    """Quotes what a reader of YAML 1.2 or 1.1 could take for something else."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def represent(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    needs_quotes = not isinstance(resolve(text), str) or is_ambiguous(text)
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="'" if needs_quotes else None
    )


def represent_float(dumper: yaml.SafeDumper, number: float) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:float", repr(number))


Dumper.add_representer(str, represent)
Dumper.add_representer(float, represent_float)


def dumped(data: Any, *, flow: bool | None) -> str:
    return yaml.dump(data, Dumper=Dumper, default_flow_style=flow, allow_unicode=True)


styles = st.sampled_from([True, False, None])


@settings(max_examples=examples(200), deadline=None)
@given(trees, styles)
def test_what_was_written_is_read(data: Any, flow: bool | None) -> None:
    reading = read(dumped(data, flow=flow))
    assert reading.data == data
    assert reading.is_complete
    # A float as Python writes it, such as 1e-07, is another thing to readers of YAML 1.1.
    assert {finding.rule for finding in reading.findings} <= {rules.AMBIGUOUS}


def paths(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Everything in the data, with its path."""
    if isinstance(data, dict):
        below = [paths(inner, (*path, key)) for key, inner in data.items()]
    elif isinstance(data, list):
        below = [paths(inner, (*path, index)) for index, inner in enumerate(data)]
    else:
        below = []
    return [(path, data), *(found for inner in below for found in inner)]


@settings(max_examples=examples(200), deadline=None)
@given(trees, styles, st.sampled_from(["\n", "\r\n"]))
def test_at_the_place_of_a_value_stands_that_value(
    data: Any, flow: bool | None, ending: str
) -> None:
    """What stands at a scalar's place, read by itself, is the scalar."""
    text = dumped(data, flow=flow).replace("\n", ending)
    document = document_of(text.encode(), "it.yaml")
    assume(document.data == data)
    lines = text.split(ending)
    scalars = [(path, value) for path, value in paths(data) if not isinstance(value, dict | list)]
    for path, value in scalars:
        (found,) = diagnose(document, [Finding(rules.NOT_ALLOWED, "", path=path)])
        if found.line == found.end_line:
            there = lines[found.line - 1][found.column - 1 : found.end_column - 1]
            assert read(f"- {there}").data == [value]


@settings(max_examples=examples(100), deadline=None)
@given(trees, styles)
def test_parsers_in_c_and_in_python_agree(data: Any, flow: bool | None) -> None:
    text = dumped(data, flow=flow)
    in_c = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_Loader", yaml.SafeLoader)
        in_python = read(text)
    assert in_python.data == in_c.data
    assert list(in_python.findings) == list(in_c.findings)


def checked(criteria: str, options: str) -> Loaded:
    return build(
        document_of(criteria.encode(), "criteria.yaml"),
        document_of(options.encode(), "options.yaml"),
    )


@settings(max_examples=examples(100), deadline=None)
@given(criteria_files, options_files, styles)
def test_how_a_decision_is_written_changes_nothing(
    criteria: dict[str, Any], options: dict[str, Any], flow: bool | None
) -> None:
    """In JSON, in block style, in flow style: the same decision, or the same faults."""
    texts = [json.dumps(data) for data in (criteria, options)]
    as_json = checked(*texts)
    as_yaml = checked(*(dumped(json.loads(text), flow=flow) for text in texts))
    assert as_yaml.decision == as_json.decision

    def faults(loaded: Loaded) -> list[tuple[str, str, str]]:
        return sorted((d.file, d.rule.code, place(d)) for d in loaded.diagnostics)

    def place(fault: Diagnostic) -> str:
        """Which of two levels has the other's name is told by their order, which JSON keeps."""
        is_name = fault.rule is rules.DUPLICATE_NAME
        return fault.path.rpartition("/")[0] if is_name else fault.path

    assert faults(as_yaml) == faults(as_json)
