"""Paths into the data → places in the text."""

from collections.abc import Iterator
from typing import Any

import pytest

from ukjapan_cli.documents.rules import NOT_ALLOWED
from ukjapan_cli.documents.yaml import positions
from ukjapan_cli.documents.yaml.document import diagnose, document_of
from ukjapan_cli.documents.yaml.finding import Finding, NodePath
from ukjapan_cli.documents.yaml.positions import Lines, locate
from ukjapan_cli.documents.yaml.reader import events


def place(text: str, path: NodePath, *, on_key: bool = False) -> tuple[int, int, int, int]:
    """Where a finding on a path is shown: line and column, and those of its end."""
    document = document_of(text.encode(), "it.yaml")
    finding = Finding(NOT_ALLOWED, "wrong", path=path, on_key=on_key)
    (d,) = diagnose(document, [finding])
    return d.line, d.column, d.end_line, d.end_column


BLOCK = """\
# a comment

one: first
two:
  - {id: a, name: "Ä ¶ 日本 😀", value: 5}
  -   id: b
      "the name": two words   # and a comment
      text: >-
        folded
        lines
three: &anchor
  deep: [[1, 22], [333]]
four: *anchor
"""

PLACES = [
    (("one",), True, (3, 1, 3, 4)),
    (("one",), False, (3, 6, 3, 11)),
    (("two",), True, (4, 1, 4, 4)),
    (("two", 0), False, (5, 5, 5, 6)),
    (("two", 0, "id"), True, (5, 6, 5, 8)),
    (("two", 0, "id"), False, (5, 10, 5, 11)),
    (("two", 0, "name"), False, (5, 19, 5, 29)),
    (("two", 0, "value"), True, (5, 31, 5, 36)),  # characters, not bytes, stand before it
    (("two", 0, "value"), False, (5, 38, 5, 39)),
    (("two", 1), False, (6, 7, 6, 9)),  # a block collection is its first key
    (("two", 1, "id"), False, (6, 11, 6, 12)),
    (("two", 1, "the name"), True, (7, 7, 7, 17)),
    (("two", 1, "the name"), False, (7, 19, 7, 28)),
    (("two", 1, "text"), True, (8, 7, 8, 11)),
    (("three", "deep", 0, 1), False, (12, 14, 12, 16)),
    (("three", "deep", 1, 0), False, (12, 20, 12, 23)),
    (("four",), True, (13, 1, 13, 5)),
    (("four",), False, (13, 7, 13, 14)),
    (("four", "deep", 0, 1), False, (13, 7, 13, 14)),  # through an alias: the alias
    (("two", 1, "missing"), False, (6, 7, 6, 9)),  # what is not there: what it is not in
    (("two", 7, "name"), True, (4, 1, 4, 4)),
    ((), False, (3, 1, 3, 4)),
]


@pytest.mark.parametrize(("path", "on_key", "expected"), PLACES)
def test_places_in_block_and_flow_style(
    path: NodePath, on_key: bool, expected: tuple[int, int, int, int]
) -> None:
    assert place(BLOCK, path, on_key=on_key) == expected


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@pytest.mark.parametrize(("path", "on_key", "expected"), PLACES)
def test_places_are_the_same_under_other_line_ends(
    path: NodePath, on_key: bool, expected: tuple[int, int, int, int], ending: str
) -> None:
    assert place(BLOCK.replace("\n", ending), path, on_key=on_key) == expected


def test_a_byte_order_mark_takes_no_column() -> None:
    assert place("\ufeffone: 1\n", ("one",), on_key=True) == (1, 1, 1, 4)


def test_characters_that_only_yaml_1_1_ends_lines_at_end_none() -> None:
    text = 'a: "x\u2028\u0085y"\nb: 1\n'
    assert place(text, ("b",), on_key=True)[:2] == (2, 1)


@pytest.mark.parametrize(
    ("text", "path", "on_key", "expected"),
    [
        ("- a\n- b\n", (1,), False, (2, 3)),
        ("- - a\n  - b\n", (0, 1), False, (2, 5)),
        ("[a,\n b]", (1,), False, (2, 2)),
        ("{a: {b: c}}", ("a", "b"), False, (1, 9)),
        ("{a: b,\n  'c': d}", ("c",), True, (2, 3)),
        ("'it''s': 1", ("it's",), True, (1, 1)),
        ('"\\u00e9": [1, 2]', ("é", 1), False, (1, 15)),
        ("? a\n: b\n", ("a",), False, (2, 3)),
        ("a: b\n---\nc: d\n", ("a",), False, (1, 4)),
        ("---\na: 1\n", ("a",), True, (2, 1)),
        ("a: !!str 5\n", ("a",), False, (1, 4)),
        ("a: |\n  x\n", ("a",), False, (1, 4)),
        ("a:\nb: 1\n", ("b",), True, (2, 1)),
        ("010: {no: x}\n", ("010", "no"), False, (1, 11)),
    ],
)
def test_forms(text: str, path: NodePath, on_key: bool, expected: tuple[int, int]) -> None:
    assert place(text, path, on_key=on_key)[:2] == expected


def test_a_key_that_is_there_twice_has_the_place_of_its_first() -> None:
    text = "a: {x: 1}\nb: 1\na: {x: 2}\n"
    assert place(text, ("a",), on_key=True)[:2] == (1, 1)
    assert place(text, ("a", "x"))[:2] == (1, 8)


def test_what_stands_before_a_syntax_error_has_its_place() -> None:
    top = locate("a: 1\nb: [2\n", [("a",), ("b", 0)])
    assert top.find(("a",)).value == (3, 4)
    assert top.find(("b", 0)).value == (9, 10)


def test_the_walk_ends_with_the_document() -> None:
    top = locate("a: {b: 1}\n---\na: {b: 1, c: 2}\n", [("a", "b"), ("a", "c")])
    assert top.find(("a", "b")).value == (7, 8)
    assert top.below["a"].below["c"].value is None


def test_a_place_is_the_same_whatever_else_is_looked_for() -> None:
    paths = [path for path, _, _ in PLACES]
    whole = locate(BLOCK, paths)
    for path in paths:
        alone, among = locate(BLOCK, [path]).find(path), whole.find(path)
        assert (alone.key, alone.value) == (among.key, among.value)


def test_the_walk_ends_where_all_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def recorded(text: str) -> Iterator[Any]:
        for event in events(text):
            read.append(getattr(event, "value", None))
            yield event

    monkeypatch.setattr(positions, "events", recorded)
    top = locate("a:\n  - {b: 1}\n  - c\nd: 2\ne: 3\n", [("a", 0, "b"), ("a",)])
    assert top.find(("a", 0, "b")).value == (11, 12)
    assert top.find(("a",)).value == (5, 9)  # from the dash to the first key
    assert "b" in read
    assert "e" not in read


class TestLines:
    def test_every_offset(self) -> None:
        text = "ab\ncd\r\n\re\n"
        assert [Lines(text).position(at) for at in range(len(text) + 1)] == [
            *((1, 1), (1, 2), (1, 3)),  # a b LF
            *((2, 1), (2, 2), (2, 3), (2, 4)),  # c d CR LF
            (3, 1),  # CR
            *((4, 1), (4, 2)),  # e LF
            (5, 1),
        ]

    def test_of_nothing(self) -> None:
        assert Lines("").position(0) == (1, 1)

    @pytest.mark.parametrize("size", [65_536, 65_537, 131_071, 131_072, 200_000])
    def test_far_down(self, size: int) -> None:
        lines = Lines("x\n" * (size // 2) + "y" * (size % 2 + 3))
        assert lines.position(0) == (1, 1)
        assert lines.position(65_536) == (32_769, 1)
        end = 2 * (size // 2)
        assert lines.position(end + 2) == (size // 2 + 1, 3)
        assert lines.position(end + size % 2 + 3) == (size // 2 + 1, size % 2 + 4)

    @pytest.mark.parametrize("size", [65_535, 65_536, 65_537, 400_000])
    def test_far_right(self, size: int) -> None:
        lines = Lines("a\n" + "x" * size + "\nb")
        assert lines.position(size) == (2, size - 1)
        assert lines.position(size + 2) == (2, size + 1)
        assert lines.position(size + 3) == (3, 1)
