"""YAML text → plain data, and what is wrong with how the text says it."""

from typing import Any

import pytest
import yaml
from tests.documents.decision import CRITERIA, OPTIONS, codes, found, marked, replaced

from ukjapan_cli.diagnostics import Severity
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.yaml import reader
from ukjapan_cli.documents.yaml.document import diagnose, document_of
from ukjapan_cli.documents.yaml.reader import read

DATA = [
    ("", None),
    ("# only a comment\n", None),
    ("a: 1\nb: [x, 'no', \"\\u00a3\", ~]\n", {"a": 1, "b": ["x", "no", "£", None]}),
    ("{a: {b: []}, c: {}}", {"a": {"b": []}, "c": {}}),
    ("- 1\n- - 2\n  - 3\n", [1, [2, 3]]),
    ("a: |\n  one\n  two\nb: >-\n  one\n  two\n", {"a": "one\ntwo\n", "b": "one two"}),
    ("'010': \"010\"\n", {"010": "010"}),
    ("010: 010\n", {"010": 10}),  # a key is text
    ("1: 2\ntrue: false\n", {"1": 2, "true": False}),
    ("a:\nb:\n", {"a": None, "b": None}),
    ("a: !!str 5\nb: !!int '5'\nc: !!float 5\n", {"a": "5", "b": 5, "c": 5}),
    ("a: ! 5\nb: ! no\n! no: ! '5'\n", {"a": "5", "b": "no", "no": "5"}),
    ("a: !!map {b: !!seq [1]}\n", {"a": {"b": [1]}}),
    ("%YAML 1.2\n---\na: 1\n...\n", {"a": 1}),
    ("a: &x {b: 1}\nc: *x\n", {"a": {"b": 1}, "c": {"b": 1}}),
    ("a: &x 1\nb: &x 2\nc: *x\n", {"a": 1, "b": 2, "c": 2}),  # the last one counts
    ("a: &x [1]\nb: [*x, *x]\n", {"a": [1], "b": [[1], [1]]}),
    ("a: <<\n", {"a": "<<"}),
    ("'<<': 1\n", {"<<": 1}),
    ("a: 'it''s'\n", {"a": "it's"}),
    ("a: b\\c\n", {"a": "b\\c"}),
]


@pytest.mark.parametrize(("text", "data"), DATA, ids=[text[:20] for text, _ in DATA])
def test_data(text: str, data: Any) -> None:
    reading = read(text)
    assert reading.data == data
    assert reading.is_complete
    assert all(not finding.is_error for finding in reading.findings)


def test_a_shared_value_is_shared() -> None:
    data = read("a: &x {b: 1}\nc: *x\n").data
    assert data["a"] is data["c"]


# the text with a mark, the code, and words of the message and of the hint
FAULTS = [
    ("a: [1▸", "UKJ102", "did not find expected", ""),
    ("a: b▸: c", "UKJ102", "mapping values are not allowed", "quotes"),
    ("a:\n  b: 1\n ▸c: 2\n", "UKJ102", "block mapping", "same column"),
    ("a: 'b\n▸", "UKJ102", "end of stream", "close the quotation mark"),
    ("a: ▸@b", "UKJ102", "cannot start any token", "quotes"),
    ("a: x\n▸\tb: y\n", "UKJ102", "tab", "spaces"),
    ('a: "▸\\p"', "UKJ102", "escape", "backslash"),
    ("a: ▸\x00b", "UKJ102", "U+0000", "escape"),
    ("a: ▸\x1b[31mred", "UKJ102", "U+001B", "escape"),
    ("a: é▸\x7f", "UKJ102", "U+007F", "escape"),
    ("a: 1\n▸a: 2\n", "UKJ103", "'a' is there twice: on line 1 and on line 2", "keep one"),
    ('{a: 1, b: 2, ▸"a": 3}', "UKJ103", "on line 1 and on line 1", "keep one"),
    ("- b: 1\n  c: 1\n\n  ▸b: 2\n", "UKJ103", "on line 1 and on line 4", "keep one"),
    ("a: ▸!pounds 5", "UKJ104", "'!pounds'", "remove the tag"),
    ("a: ▸!!python/object:os.system x", "UKJ104", "python/object", "remove the tag"),
    ("a: ▸!!python/object/apply:os.system [ls]", "UKJ104", "python/object", "remove the tag"),
    ("a: ▸!!binary aGk=", "UKJ104", "binary", "remove the tag"),
    ("a: ▸!!timestamp 2026-04-01", "UKJ104", "timestamp", "remove the tag"),
    ("▸!!set {a, b}", "UKJ104", "set", "remove the tag"),
    ("▸!thing\na: 1\n", "UKJ104", "!thing", "remove the tag"),
    ("▸%TAG !e! tag:example.com,2000:\n---\na: 1\n", "UKJ104", "%TAG", "delete the line"),
    ("a: 1\n▸---\nb: 2\n", "UKJ104", "second YAML document", "one document"),
    ("---\na: 1\n▸---\n", "UKJ104", "second YAML document", "one document"),
    ("a: &x {b: 1}\nc:\n  ▸<<: *x\n", "UKJ104", "merge keys", "write out"),
    ("▸? [a]\n: b\n".replace("▸? ", "? ▸"), "UKJ104", "a key that is a list", "as text"),
    ("? ▸{a: b}\n: c\n", "UKJ104", "a key that is a list, a mapping", "as text"),
    ("a: &x b\n▸*x : c\n", "UKJ104", "a key that is", "as text"),
    ("▸&x a: b\n", "UKJ104", "anchor or a tag", "alone"),
    ("▸!!int 5: b\n", "UKJ104", "anchor or a tag", "alone"),
    ("a: &x [▸*x]", "UKJ104", "stands inside what it names", "write out"),
    ("a: &x {b: {c: ▸*x}}", "UKJ104", "stands inside what it names", "write out"),
    ("a: ▸*nobody\n", "UKJ104", "no anchor &nobody", "write out"),
    ("[" * 64 + "▸[", "UKJ104", "nested more than 64 deep", "flatter"),
    ("a: ▸!!int five", "UKJ107", "'five' is not of the type !!int", ""),
    ("a: ▸!!null x", "UKJ107", "!!null", ""),
    ("a: ▸!!bool no", "UKJ107", "!!bool", ""),
    ("a: ▸.inf", "UKJ109", "'.inf' is not a finite number", "number that is meant"),
    ("a: [1, ▸-.Inf]", "UKJ109", "'-.Inf' is not a finite number", "number that is meant"),
    ("a: ▸.NaN", "UKJ109", "'.NaN'", "number that is meant"),
    ("a: ▸1e999", "UKJ109", "'1e999'", "number that is meant"),
    ("a: ▸!!float .inf", "UKJ109", "'.inf'", "number that is meant"),
    ("a: ▸" + "9" * 400, "UKJ109", "'99999999999999999999…'", "number that is meant"),
]


def diagnostics(text: str) -> list[Any]:
    document = document_of(text.encode(), "it.yaml")
    return diagnose(document, document.findings)


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"), FAULTS, ids=[f"{c}-{t[:25]!r}" for t, c, _, _ in FAULTS]
)
def test_a_fault_has_its_code_and_place_and_says_what_to_do(
    text: str, code: str, message: str, hint: str
) -> None:
    text, line, column = marked(text)
    (diagnostic,) = diagnostics(text)
    assert diagnostic.rule.code == code
    assert (diagnostic.line, diagnostic.column) == (line, column)
    assert message in diagnostic.message
    assert hint in diagnostic.hint
    assert diagnostic.is_error


# what is written, what it is here, and the hint
AMBIGUOUS = [
    ("no", "text", "write 'no' in quotes"),
    ("Y", "text", "write 'Y' in quotes"),
    ("off", "text", "write 'off' in quotes"),
    ("1:30", "text", "write '1:30' in quotes"),
    ("1_000", "text", "write '1_000' in quotes"),
    ("0b1", "text", "write '0b1' in quotes"),
    ("=", "text", "write '=' in quotes"),
    ("010", "the number 10", "write 10 for the number, or '010' in quotes for text"),
    ("1e3", "the number 1000.0", "write 1000.0 for the number, or '1e3' in quotes for text"),
    ("1e-05", "the number 1e-05", "write 1.0e-05 for the number, or '1e-05' in quotes for text"),
    ("1e+16", "the number 1e+16", "write 1.0e+16 for the number, or '1e+16' in quotes for text"),
    (
        "5e-324",
        "the number 5e-324",
        "write 5.0e-324 for the number, or '5e-324' in quotes for text",
    ),
    ("0o17", "the number 15", "write 15 for the number, or '0o17' in quotes for text"),
]


@pytest.mark.parametrize(("text", "meaning", "hint"), AMBIGUOUS)
def test_an_ambiguous_value_is_warned_of_with_what_to_write(
    text: str, meaning: str, hint: str
) -> None:
    (diagnostic,) = diagnostics(f"a:\n  - {text}\n")
    assert diagnostic.rule is rules.AMBIGUOUS
    assert diagnostic.rule.severity is Severity.WARNING
    assert (diagnostic.line, diagnostic.column, diagnostic.end_column) == (2, 5, 5 + len(text))
    assert diagnostic.message.startswith(f"{text} is {meaning} here")
    assert diagnostic.hint == hint


@pytest.mark.parametrize("text", [text for text, _, _ in AMBIGUOUS])
def test_an_ambiguous_key_is_text(text: str) -> None:
    (diagnostic,) = diagnostics(f"{text}: a\n")
    assert diagnostic.message.startswith(f"{text} is text here")
    assert diagnostic.hint == f"write '{text}' in quotes"


@pytest.mark.parametrize(("text", "_meaning", "_hint"), AMBIGUOUS)
@pytest.mark.parametrize("quoted", ["'{}'", '"{}"', "!!str {}", "|-\n  {}"])
def test_what_is_quoted_is_not_ambiguous(text: str, _meaning: str, _hint: str, quoted: str) -> None:
    assert diagnostics(f"a: {quoted.format(text)}\n") == []
    assert read(f"a: {quoted.format(text)}\n").data == {"a": text}


@pytest.mark.parametrize("text", ["2026-04-01", "split", "no-one", "survey ¶4", "High", "日本"])
def test_what_is_plain_to_all_is_not_warned_of(text: str) -> None:
    assert diagnostics(f"a: {text}\n{text}: b\n") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (".5", "the number 0.5"),
        ("007", "the number 7"),
        ("-0.5", "the number -0.5"),
        ("1", "the number 1"),
        ("null", "nothing"),
        ("~", "nothing"),
        ("true", "true"),
    ],
)
def test_a_key_that_is_no_text_elsewhere_wants_quotes(text: str, value: str) -> None:
    assert diagnostics(f"a: {text}\n") == []
    (diagnostic,) = diagnostics(f"a: 1\n{text}: b\n")
    assert (diagnostic.rule.code, diagnostic.line, diagnostic.column) == ("UKJ108", 2, 1)
    assert diagnostic.message == f"{text} is text here, being a key; as a value it is {value}"
    assert diagnostic.hint == f"write '{text}' in quotes, here and as a value"
    assert diagnostic.replacement == f"'{text}'"
    assert diagnostics(f"a: 1\n'{text}': b\n") == []


def test_each_place_of_an_ambiguous_value_is_named() -> None:
    lines = [d.line for d in diagnostics("- no\n- no\n- 'no'\n- no\n")]
    assert lines == [1, 2, 4]


def test_reading_goes_on_after_faults_that_leave_the_structure_clear() -> None:
    text = "a: 1\na: 2\nb: !x 1\nc: no\nd: .nan\n&e f: 1\n"
    assert codes(diagnostics(text)) == ["UKJ103", "UKJ104", "UKJ108", "UKJ109", "UKJ104"]


def test_what_stands_before_a_syntax_error_is_told_too() -> None:
    assert codes(diagnostics("a: 1\na: 2\nb: [no, 1\nc: 3\n")) == ["UKJ103", "UKJ108", "UKJ102"]


def test_a_list_as_a_key_after_a_duplicate_key() -> None:
    assert codes(diagnostics("a: 1\na: 2\n? [x]\n: y\n")) == ["UKJ103", "UKJ104"]


def test_the_first_of_two_equal_keys_counts() -> None:
    assert read("a: 1\na: 2\n").data == {"a": 1}


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\U0000D800", "\\U00110000"])
def test_half_a_surrogate_pair_is_a_syntax_error(escape: str) -> None:
    (diagnostic,) = diagnostics(f'a: "{escape}"\n')
    assert diagnostic.rule is rules.SYNTAX
    assert diagnostic.line == 1


@pytest.mark.parametrize("tag", ["!%ED%A0%80", "!<%C0%80>", "!%FF", "!%E2%28%A1"])
def test_a_tag_that_is_no_text_is_an_error(tag: str) -> None:
    (diagnostic,) = diagnostics(f"a: 1\nb: {tag} x\n")
    assert diagnostic.is_error
    assert diagnostic.line == 2


# Hostile: each must end, soon, with something said.


def nested_aliases(width: int, depth: int) -> str:
    lines = [f"a0: &a0 [{','.join(['x'] * width)}]"]
    lines += [f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * width)}]" for i in range(1, depth)]
    return "\n".join(lines)


def chained_aliases(depth: int) -> str:
    return "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, depth))


HOSTILE = {
    "a billion laughs": (nested_aliases(10, 10), "UKJ104"),
    "a square of aliases": ("a: &a [" + "x," * 10_000 + "]\nb: [" + "*a," * 300 + "]", "UKJ104"),
    "aliases chained beyond the depth": (chained_aliases(100), "UKJ104"),
    "flow lists": ("[" * 1_000_000, "UKJ104"),
    "flow mappings": ("{a: " * 200_000, "UKJ104"),
    "block lists": ("- " * 500_000, "UKJ104"),
    "block mappings": ("".join(" " * i + "a:\n" for i in range(1000)), "UKJ104"),
    "keys that are mappings": ("{" * 1_000_000, "UKJ104"),
    "question marks": ("? " * 500_000, "UKJ104"),
    "a deep list after a duplicate key": ("a: 1\na: 2\nb: " + "[" * 1_000_000, "UKJ103"),
    "%TAG lines": ("".join(f"%TAG !a{i}! x\n" for i in range(50_000)) + "---\n", "UKJ104"),
    "a long tag prefix": ("%TAG ! tag:" + "a" * 1_000_000 + "\n---\n" + "- !x y\n" * 500, "UKJ104"),
    "a long tag": ("a: !" + "a" * 1_000_000 + " x\n", "UKJ104"),
    "a long alias": ("a: *" + "a" * 1_000_000 + "\n", "UKJ104"),
    "a long key twice": (f"? {'k' * 100_000}\n: 1\n? {'k' * 100_000}\n: 2\n", "UKJ103"),
    "many documents": ("---\n" * 500_000, "UKJ104"),
    "colons": (": " * 500_000, "UKJ102"),
    "tabs": ("a:\n" + "\t" * 1_000_000, "UKJ102"),
    "a number of ten million digits": ("a: " + "9" * 10_000_000, "UKJ109"),
    "a negative one": ("a: -" + "9" * 10_000_000, "UKJ109"),
    "a hexadecimal one": ("a: 0x" + "f" * 1_000_000, "UKJ109"),
}


@pytest.mark.parametrize(("text", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_refused_in_few_words(text: str, code: str) -> None:
    found_ = diagnostics(text)
    assert code in codes(found_)
    assert all(len(d.message) + len(d.hint) < 500 for d in found_)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: "])
def test_too_deep_is_said_in_our_words_whoever_sees_it_first(opening: str) -> None:
    last = diagnostics(opening * 100_000)[-1]
    assert (last.rule.code, last.message) == ("UKJ104", "nested more than 64 deep")
    assert last.hint == "write it flatter"


def test_a_fraction_of_ten_million_digits_is_a_number() -> None:
    assert read("a: 1." + "0" * 10_000_000).data == {"a": 1.0}


def test_depth_that_is_allowed() -> None:
    data = read("[" * 64 + "]" * 64).data
    for _ in range(63):
        (data,) = data
    assert data == []


def test_aliases_count_as_what_they_stand_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_VALUES", 9)
    text = "a: &a [1, 2]\nb: *a\n"  # the top, a list of two, the same again
    assert read(text).is_complete
    assert not read(text + "c: *a\n").is_complete


def test_what_aliases_stand_for_is_bounded_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file may say much more by aliases than a large one in full."""
    monkeypatch.setattr(reader, "MOST_VALUES_BY_ALIAS", 6)
    text = "a: &a [1, 2]\nb: *a\n"  # a list of two again: three
    assert read(text + "c: *a\n").is_complete
    stopped = read(text + "c: *a\nd: *a\n")
    assert not stopped.is_complete
    assert "aliases stand for more than 6 values" in [*stopped.findings][-1].message
    assert read("a: [1, 2, 3, 4, 5, 6, 7, 8]\n").is_complete


def test_keys_of_a_wide_mapping_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_VALUES", 401)
    wide = "".join(f"k{i}: {i}\n" for i in range(199))  # 3 for the mapping, 199 values, 199 keys
    assert not read(f"a:\n{wide}".replace("\nk", "\n k") + "b: 1\n").is_complete
    assert read(f"{wide}").is_complete


def test_warnings_without_end_hide_no_error() -> None:
    diagnostics_ = diagnostics("- no\n" * 12_000 + "- {a: 1, a: 2}\n")
    assert len(diagnostics_) == 10_002
    assert codes(diagnostics_)[-1] == "UKJ103"
    assert "more than 10,000 warnings" in diagnostics_[-2].message


def test_errors_without_end_are_counted_not_kept() -> None:
    diagnostics_ = diagnostics("- .nan\n" * 12_000)
    assert len(diagnostics_) == 10_001
    assert diagnostics_[-1].line == 10_001
    assert "more than 10,000 errors" in diagnostics_[-1].message


class TestWithoutTheCParser:
    """PyYAML's parser in Python gives the same data, codes and places, and no word of it."""

    @pytest.fixture(autouse=True)
    def pure(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reader, "_Loader", yaml.SafeLoader)

    @pytest.mark.parametrize(("text", "data"), DATA, ids=[text[:20] for text, _ in DATA])
    def test_data(self, text: str, data: Any, capfd: pytest.CaptureFixture[str]) -> None:
        assert read(text).data == data
        assert capfd.readouterr() == ("", "")

    @pytest.mark.parametrize(
        ("text", "code"), [(t, c) for t, c, _, _ in FAULTS], ids=[t[:25] for t, _, _, _ in FAULTS]
    )
    def test_faults(self, text: str, code: str) -> None:
        text, line, column = marked(text)
        (diagnostic,) = diagnostics(text)
        assert diagnostic.rule.code == code
        if code != "UKJ102":  # the two parsers notice some faults of syntax at other places
            assert (diagnostic.line, diagnostic.column) == (line, column)

    def test_a_decision_with_faults(self, monkeypatch: pytest.MonkeyPatch) -> None:
        criteria = replaced(CRITERIA, ("name: Money", "nmae: Money"), ("worst: 120", "worst: 40"))
        options = replaced(OPTIONS, ("reach: 800", "reach: 9000"), ("¶4", "¶4\n        when: no"))
        pure = found(criteria, options)
        monkeypatch.undo()
        assert codes(pure) == ["UKJ106", "UKJ114", "UKJ106", "UKJ108", "UKJ113"]
        assert pure == found(criteria, options)

    @pytest.mark.parametrize(
        "text", ['a: "\\ud800"', 'a: "\\U00110000"', 'a: "\\UFFFFFFFF"', 'a: !x "\\ud800"']
    )
    def test_an_escape_that_is_no_character(self, text: str) -> None:
        diagnostics_ = diagnostics(text)
        assert "UKJ102" in codes(diagnostics_)
        assert all(d.message.isascii() for d in diagnostics_)


def test_a_text_that_no_decision_needs_is_not_kept() -> None:
    text = "because: " + "a" * (reader.LONGEST_TEXT + 1)
    (found,) = diagnostics(text)
    assert (found.rule.code, found.line, found.column) == ("UKJ109", 1, 10)
    assert "100,001 characters" in found.message
    assert reader.read(text).data == {"because": None}
    (found,) = diagnostics("? " + "k" * (reader.LONGEST_TEXT + 1) + "\n: 1")
    assert found.rule.code == "UKJ109"


@pytest.mark.slow
def test_a_decision_of_the_promised_size_with_reasons_is_read() -> None:
    score = "{value: 2, low: 1, high: 3, because: so, source: survey}"
    option = ", ".join(f"c{index}: {score}" for index in range(20))
    text = "".join(f"- {{id: o{n}, name: O{n}, scores: {{{option}}}}}\n" for n in range(10_000))
    assert reader.read(text).is_complete
