"""Files and bytes → documents; findings → diagnostics."""

import os
from pathlib import Path

import pytest

from ukjapan_cli.diagnostics import Diagnostic, Excerpt
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.yaml import document
from ukjapan_cli.documents.yaml.document import (
    Document,
    diagnose,
    document_of,
    open_document,
    pointer,
)
from ukjapan_cli.documents.yaml.finding import Finding, Fix


def only(unread: Document) -> Diagnostic:
    """The one diagnostic of a document that could not be read."""
    assert unread.data is None
    assert not unread.is_complete
    (diagnostic,) = diagnose(unread, unread.findings)
    assert diagnostic.rule is rules.UNREADABLE
    assert (diagnostic.line, diagnostic.column) == (1, 1)
    assert diagnostic.hint
    return diagnostic


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "it.yaml"
    path.write_bytes(b"\xef\xbb\xbfname: \xc2\xa35\r\n")
    opened = open_document(path, "given/it.yaml")
    assert opened.name == "given/it.yaml"
    assert opened.raw == path.read_bytes()
    assert opened.text == "name: £5\r\n"
    assert opened.data == {"name": "£5"}
    assert opened.is_complete
    assert [finding.rule.code for finding in opened.findings] == ["UKJ122"]


def test_a_file_is_called_by_its_path_where_no_name_is_given(tmp_path: Path) -> None:
    assert open_document(tmp_path / "it.yaml").name == str(tmp_path / "it.yaml")


def test_no_file(tmp_path: Path) -> None:
    diagnostic = only(open_document(tmp_path / "it.yaml"))
    assert "no such file" in diagnostic.message
    assert diagnostic.file == str(tmp_path / "it.yaml")


def test_a_folder(tmp_path: Path) -> None:
    assert "folder" in only(open_document(tmp_path)).message


def test_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "it").write_text("")
    only(open_document(tmp_path / "it" / "more.yaml"))


def test_a_name_that_no_file_can_have() -> None:
    only(open_document(Path("a\0b")))


@pytest.mark.skipif(
    os.name == "nt" or getattr(os, "geteuid", lambda: 1)() == 0, reason="may read every file"
)
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "it.yaml"
    path.write_text("a: 1")
    path.chmod(0)
    assert "ermission" in only(open_document(path)).message


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "it.yaml"
    path.symlink_to(path)
    only(open_document(path))


@pytest.mark.parametrize(("size", "is_read"), [(100, True), (101, False)])
def test_a_file_up_to_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, is_read: bool
) -> None:
    monkeypatch.setattr(document, "LARGEST", 100)
    path = tmp_path / "it.yaml"
    path.write_bytes(b"a".ljust(size))
    opened = open_document(path)
    assert opened.is_complete == is_read
    if not is_read:
        assert "larger" in only(opened).message


def test_the_limit_is_named(tmp_path: Path) -> None:
    path = tmp_path / "it.yaml"
    with path.open("wb") as file:
        file.truncate(document.LARGEST + 1)
    assert "larger than 20 MB" in only(open_document(path)).message


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"a: \xff", "byte 0xFF on line 1"),
        (b"a: 1\nb: caf\xe9\n", "byte 0xE9 on line 2"),
        (b"\xef\xbb\xbfa: 1\n\xffb: 2\n", "byte 0xFF on line 2"),
        ("a: 1".encode("utf-16"), "byte 0xFF on line 1"),
        (b"\xfe\xff\x00a", "byte 0xFE on line 1"),
        (b"a: \xed\xa0\x80", "byte 0xED on line 1"),  # a surrogate
        (b"a: \xc0\x80", "byte 0xC0 on line 1"),  # an overlong NUL
        (b"a: \xf4\x90\x80\x80", "byte 0xF4 on line 1"),  # beyond Unicode
        (b"a: \xe2\x82", "byte 0xE2 on line 1"),  # cut off
    ],
)
def test_bytes_that_are_not_utf_8(raw: bytes, words: str) -> None:
    diagnostic = only(document_of(raw, "it.yaml"))
    assert words in diagnostic.message
    assert "UTF-8" in diagnostic.hint


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32-be"])
def test_wide_characters_without_a_mark_are_no_yaml(encoding: str) -> None:
    opened = document_of("a: 1".encode(encoding), "it.yaml")
    (diagnostic,) = diagnose(opened, opened.findings)
    assert diagnostic.rule is rules.SYNTAX
    assert "U+0000" in diagnostic.message


class TestDiagnose:
    def test_findings_come_in_the_order_of_the_text(self) -> None:
        read = document_of(b"a: 1\nb: {c: 2, d: 3}\n", "it.yaml")
        findings = [
            Finding(rules.NOT_ALLOWED, "last", path=("b", "d")),
            Finding(rules.WRONG_TYPE, "second", path=("b",)),
            Finding(rules.SYNTAX, "first", span=(3, 4)),
            Finding(rules.NOT_ALLOWED, "third", path=("b", "c"), on_key=True),
        ]
        diagnostics = diagnose(read, findings)
        assert [d.message for d in diagnostics] == ["first", "second", "third", "last"]
        assert [(d.line, d.column) for d in diagnostics] == [(1, 4), (2, 4), (2, 5), (2, 14)]

    def test_at_one_place_they_come_by_code(self) -> None:
        read = document_of(b"a: 1\n", "it.yaml")
        findings = [
            Finding(rules.NOT_ALLOWED, "", path=("a",)),
            Finding(rules.MISSING_KEY, "", path=("a",)),
        ]
        assert [d.rule.code for d in diagnose(read, findings)] == ["UKJ105", "UKJ109"]

    def test_the_line_of_the_first_is_named_with_that_of_the_second(self) -> None:
        read = document_of(b"- id: a\n- id: b\n- id: a\n", "it.yaml")
        finding = Finding(rules.DUPLICATE_ID, "same", path=(2, "id"), first=(0, "id"))
        (diagnostic,) = diagnose(read, [finding])
        assert diagnostic.message == "same: on line 1 and on line 3"
        assert (diagnostic.line, diagnostic.column) == (3, 7)

    def test_everything_a_diagnostic_says(self) -> None:
        read = document_of(b"a: {b c: [1, 23]}\n", "it.yaml")
        path = ("a", "b c", 1)
        finding = Finding(rules.NOT_ALLOWED, "wrong", "fix it", path, fix=Fix(23, "32x"))
        assert diagnose(read, [finding]) == [
            Diagnostic(
                *(rules.NOT_ALLOWED, "wrong", "fix it", "it.yaml", 1, 14, 1, 16, "/a/b c/1"),
                anchor="/a/b c/23",
                excerpt=Excerpt("a: {b c: [1, 23]}", 1),
                replacement="32x",
            )
        ]

    def test_of_a_long_line_the_part_around_the_place_is_kept(self) -> None:
        read = document_of(b"a: [" + b"1, " * 1_000 + b"x]\r\nb: 2\n", "it.yaml")
        (diagnostic,) = diagnose(read, [Finding(rules.NOT_ALLOWED, "", path=("a", 1_000))])
        assert diagnostic.column == 3_005
        text, column = diagnostic.excerpt
        assert column == 2_905
        assert text.endswith(" 1, x]")
        assert text[3_005 - column] == "x"

    def test_of_a_document_without_text(self) -> None:
        (diagnostic,) = diagnose(Document("it.yaml"), [Finding(rules.NOT_ALLOWED, "", path=("a",))])
        assert (diagnostic.line, diagnostic.column) == (1, 1)
        assert (diagnostic.end_line, diagnostic.end_column) == (1, 1)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), ""),
        (("options", 0, "id"), "/options/0/id"),
        (("a/b", "c~d", "~1"), "/a~1b/c~0d/~01"),
        (("",), "/"),
        (("é ¶",), "/é ¶"),
    ],
)
def test_a_pointer_is_that_of_rfc_6901(path: tuple[str | int, ...], expected: str) -> None:
    assert pointer(path) == expected


def test_a_pointer_through_an_endless_key_is_short() -> None:
    assert len(pointer(("k" * 1_000_000, 1))) < 300
