"""A file of a decision: its text, what it says as plain data, and where each thing stands."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from os.path import isdir
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ukjapan_cli.diagnostics import Diagnostic, Excerpt
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.yaml.finding import Finding, Fix, NodePath
from ukjapan_cli.documents.yaml.positions import Lines, Place, Span, locate
from ukjapan_cli.documents.yaml.reader import read
from ukjapan_cli.documents.yaml.scalars import is_ambiguous, resolve

LARGEST = 20 * 1024 * 1024
_MOST_OF_A_NAME = 10
_LONGEST_STEP = 200
_BEFORE, _AFTER = 100, 150  # characters of a line that an excerpt has around its place
_MARKS = re.compile(b"(?:%b)+" % BOM_UTF8)
_LINE_END = re.compile(r"[\r\n]")
_NOT_A_WORD = ("*", "&", "!", "|", ">")


class Document(NamedTuple):
    """A file as it was read.

    Attributes:
        name: the path as the user reads it.
        raw: the file's bytes; empty where the file could not be read.
        data: plain data; as much of it as could be read.
        findings: what is wrong with the file as YAML.
        aliases: the path of each alias in it, and the path of the anchor that it names.
        is_complete: whether `data` is all that the file says.
        path: where the file is; None for a text that was not read from one.
    """

    name: str
    raw: bytes = b""
    data: Any = None
    findings: tuple[Finding, ...] = ()
    aliases: Mapping[NodePath, NodePath] = MappingProxyType({})
    is_complete: bool = False
    path: Path | None = None

    @property
    def text(self) -> str:
        """Decoded, without byte order marks; not kept, since it may be four times the bytes."""
        return self.raw[marks(self.raw) :].decode()


def open_document(path: Path, name: str | None = None) -> Document:
    """Read a file; what prevents that is a finding of the document."""
    name = str(path) if name is None else name
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        return unreadable(name, "there is no such file", "check the path")
    except IsADirectoryError:
        return unreadable(name, "this is a folder", "name the file in it")
    except (OSError, ValueError) as error:
        if isinstance(error, PermissionError) and is_folder(
            path
        ):  # as Windows answers for a folder
            return unreadable(name, "this is a folder", "name the file in it")
        reason = getattr(error, "strerror", None) or str(error)
        return unreadable(name, f"the file cannot be read: {reason}", "check the path")
    if len(raw) > LARGEST:
        limit = LARGEST // (1024 * 1024)
        return unreadable(name, f"the file is larger than {limit} MB", "split the decision")
    return document_of(raw, name)._replace(path=path)


def is_folder(path: Path) -> bool:
    """Whether a folder is there, as far as one may look."""
    return isdir(path)  # noqa: PTH112 (Path.is_dir raises where one may not)


def document_of(raw: bytes, name: str) -> Document:
    """The document that these bytes are."""
    marked = marks(raw)
    try:
        text = raw[marked:].decode()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8: byte 0x{error.object[error.start]:02X} on line {line}"
        return unreadable(name, message, "save the file as UTF-8")
    reading = read(text)
    findings = list(reading.findings)
    if marked:
        message = "the file begins with a byte order mark, which some readers stumble over"
        mark = Finding(rules.BYTE_ORDER_MARK, message, "save it as UTF-8 without one", span=(0, 0))
        findings.insert(0, mark._replace(fix=Fix("", "")))
    return Document(
        name=name,
        raw=raw,
        data=reading.data,
        findings=tuple(findings),
        aliases=reading.aliases,
        is_complete=reading.is_complete,
    )


def marks(raw: bytes) -> int:
    """How many bytes of a file are byte order marks at its beginning; joining files makes more."""
    match = _MARKS.match(raw)
    return match.end() if match else 0


def unreadable(name: str, message: str, hint: str) -> Document:
    """The document of a file that cannot be read, and the finding that says why."""
    return Document(name, findings=(Finding(rules.UNREADABLE, message, hint),))


def diagnose(document: Document, findings: Iterable[Finding]) -> list[Diagnostic]:
    """The findings with their places in the document's text, in the text's order."""
    findings = list(findings)
    wanted = {finding.path for finding in findings if finding.span is None}
    wanted |= {finding.first for finding in findings if finding.first is not None}
    text = document.text
    places = locate(text, wanted) if text and wanted else Place()
    lines = Lines(text)
    diagnostics = [_diagnostic(document, text, finding, places, lines) for finding in findings]
    diagnostics.sort(key=lambda d: (d.line, d.column, d.rule.code))
    return diagnostics


def _diagnostic(
    document: Document, text: str, finding: Finding, places: Place, lines: Lines
) -> Diagnostic:
    place = places.find(finding.path)
    span = finding.span
    if span is None:
        span = (place.key if finding.on_key else None) or place.value or place.key or (0, 0)
    message = finding.message
    if finding.first is not None:
        first = places.find(finding.first)
        line = lines.position((first.key or first.value or span)[0])[0]
        message = f"{message}: on line {line} and on line {lines.position(span[0])[0]}"
    line, column = lines.position(span[0])
    end_line, end_column = lines.position(max(span))
    return Diagnostic(
        rule=finding.rule,
        message=message,
        hint=finding.hint,
        file=document.name,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        path=pointer(finding.path),
        anchor=_anchor(document.data, finding.path),
        excerpt=_excerpt(text, span[0], column),
        replacement=(
            None
            if finding.fix is None or (finding.span is None and place.is_shared)
            else _replacement(text, span, finding.fix)
        ),
    )


def _excerpt(text: str, at: int, column: int) -> Excerpt:
    start = max(at - column + 1, at - _BEFORE)
    found = _LINE_END.search(text, at, at + _AFTER)
    end = found.start() if found else min(len(text), at + _AFTER)
    return Excerpt(text[start:end], column - (at - start))


def _replacement(text: str, span: Span, fix: Fix) -> str | None:
    """What to write in place of a scalar; None where the text is not just the word.

    An alias, a block scalar, a word with an anchor, a tag or escapes is more than that.
    """
    source = text[slice(*span)]
    old, new, fits = fix
    if source == "" == old:
        return new
    quote = source[:1] if source[:1] in ("'", '"') else ""
    word = source[1:-1] if quote else source
    if source[:1] in _NOT_A_WORD or old != (word if isinstance(old, str) else resolve(source)):
        return None
    if new is None:
        return None if quote or (fits is not None and not fits(word)) else _quoted(word)
    if quote:
        return f"{quote}{new}{quote}"
    wants_quotes = not isinstance(resolve(new), str) or is_ambiguous(new)
    return _quoted(new) if wants_quotes else new


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


def _anchor(data: Any, path: NodePath) -> str:
    """A path by what list items are called, not by how many are before them."""
    steps: list[str | int] = []
    for step in path:
        try:
            data = data[step]
        except (LookupError, TypeError):
            data = None
        steps.append(_called(data, step) if isinstance(step, int) else step)
    return pointer(tuple(steps))


def _called(item: Any, index: int) -> str | int:
    """What tells a list item from the others: its id, or else its name, its options, itself."""
    if isinstance(item, dict):
        item = next((item[key] for key in ("id", "name", "options") if key in item), None)
    if isinstance(item, list):
        return " ".join(map(str, item[:_MOST_OF_A_NAME]))
    return index if item is None or isinstance(item, dict) else str(item)


def pointer(path: NodePath) -> str:
    """A path as a JSON Pointer (RFC 6901), without the ends of keys that no file may have."""
    steps = (str(step)[:_LONGEST_STEP] for step in path)
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)
