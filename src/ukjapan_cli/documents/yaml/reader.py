"""YAML text → plain data (dict, list, str, int, float, bool, None) and what is wrong with it.

A small iterative builder on PyYAML's event stream. It exists because `yaml.load` resolves scalars
under YAML 1.1, lets the last of two equal keys win, and takes five times as long. Everything that
makes a hostile file expensive is bounded here: nesting, the number of values, and what aliases
expand to. Aliased values are shared, never copied.
"""

import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import Reader

from ukjapan_cli.diagnostics import Rule
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.yaml.aliases import MOST_ALIASES
from ukjapan_cli.documents.yaml.finding import Finding, Findings, Fix, NodePath, cut
from ukjapan_cli.documents.yaml.report import shown
from ukjapan_cli.documents.yaml.scalars import Scalar, is_ambiguous, resolve, unambiguous

MOST_VALUES, MOST_VALUES_BY_ALIAS = 1_800_000, 400_000
DEEPEST = 64
LONGEST_TEXT = 100_000
_MAPPING = 3  # a mapping costs as much as so many values; of a wide one, each key is one more
_WIDE = 100
_JUDGED = {"scores", "weight", "weights", "costs", "must"}  # nothing there is fixed unasked
_TOO_DEEP = (f"nested more than {DEEPEST} deep", "write it flatter")
_CACHED_SCALARS = 20_000
_LONGEST_CACHED = 100

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_KEY: Any = object()
_CORE_TAG = "tag:yaml.org,2002:"
_TAG_DIRECTIVE = re.compile(r"(?:^\ufeff?|[\n\r\x85\u2028\u2029])(%TAG)")
_SCALAR_TAGS: dict[str, type | tuple[type, ...]] = {
    "null": type(None),
    "bool": bool,
    "int": int,
    "float": (int, float),
}


class _StopReading(Exception):  # noqa: N818 (a signal, not an error)
    """Reading cannot go on after the finding that was just made."""


class Reading:
    """What a text says, as far as it could be read, and what is wrong with how it says it.

    Attributes:
        data: plain data.
        findings: what is wrong.
        aliases: the path of each alias, and the path of the anchor that it names.
        is_complete: whether `data` is all that the text says.
    """

    def __init__(self) -> None:
        self.data: Any = None
        self.findings = Findings()
        self.aliases: dict[NodePath, NodePath] = {}
        self.is_complete = False


def events(text: str) -> Iterator[Any]:
    """PyYAML's events, from its C parser where there is one. Raises yaml.YAMLError."""
    loader = _Loader(text)
    get_event = loader.get_event
    event = None
    while True:
        try:
            event = get_event()
        except (ValueError, OverflowError) as error:  # not all that PyYAML raises is its own
            at = None if event is None else event.end_mark
            raise MarkedYAMLError(
                None, None, "an escape that stands for no character", at
            ) from error
        if type(event) is StreamEndEvent:
            return
        yield event


def read(text: str) -> Reading:
    """The data of the one YAML document in `text`."""
    reading = Reading()
    unprintable = Reader.NON_PRINTABLE.search(text)
    if unprintable:
        at = unprintable.start()
        message = f"the character U+{ord(text[at]):04X} is not allowed in YAML"
        hint = "delete it, or write it as an escape inside double quotes"
        reading.findings.add(Finding(rules.SYNTAX, message, hint, span=(at, at + 1)))
        return reading
    directive = _TAG_DIRECTIVE.search(text) if "%TAG" in text else None
    if directive:  # a thousand of them take the parser minutes, a long one makes every tag long
        message = "%TAG directives are not supported"
        reading.findings.add(
            Finding(rules.UNSUPPORTED, message, "delete the line", span=directive.span(1))
        )
        return reading
    try:
        _Builder(reading).run(text)
        reading.is_complete = True
    except yaml.YAMLError as error:
        reading.findings.add(_syntax(error, len(text)))
    except _StopReading:
        pass
    return reading


class _Frame:
    """A collection that is being read."""

    __slots__ = ("anchor", "container", "height", "key", "values_before")

    def __init__(self, container: Any, anchor: str | None = None, values_before: int = 0) -> None:
        self.container = container
        self.key: Any = _NO_KEY
        self.height = 1
        self.anchor = anchor
        self.values_before = values_before


class _Anchored:
    """A value that aliases can name."""

    __slots__ = ("height", "path", "value", "values")

    def __init__(self, value: Any, values: int, height: int, path: NodePath) -> None:
        self.value = value
        self.values = values
        self.height = height
        self.path = path


class _Builder:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.stack: list[_Frame] = []
        self.anchors: dict[str, _Anchored] = {}
        self.values = 0
        self.values_by_alias = 0
        self.scalars: dict[str, tuple[Scalar, bool]] = {}

    def run(self, text: str) -> None:
        stack, scalars = self.stack, self.scalars
        documents = 0
        frame = _Frame(None)
        for event in events(text):
            kind = type(event)
            if kind is ScalarEvent:
                if type(frame.container) is dict and frame.key is _NO_KEY:
                    self.open_key(frame, event)
                    continue
                is_plain = event.implicit[0] and event.tag is None
                known = scalars.get(event.value) if is_plain else None
                if known is None or known[1] or event.anchor:
                    value = self.scalar(event)
                else:
                    value = known[0]
                self.values += 1
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self.check_key_is_scalar(frame, event)
                self.check_collection(event)
                frame = _Frame({} if kind is MappingStartEvent else [], event.anchor, self.values)
                stack.append(frame)
                self.values += _MAPPING if kind is MappingStartEvent else 1
                if len(stack) > DEEPEST:
                    self.stop(*_TOO_DEEP, event)
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                stack.pop()
                value, height = frame.container, frame.height
                if len(value) > _WIDE and kind is MappingEndEvent:
                    self.values += len(value)
                if frame.anchor:
                    size = self.values - frame.values_before
                    self.anchors[frame.anchor] = _Anchored(value, size, height, self.path())
                frame = stack[-1] if stack else _Frame(None)
                frame.height = max(frame.height, height + 1)
            elif kind is AliasEvent:
                self.check_key_is_scalar(frame, event)
                value = self.alias(frame, event)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.stop(
                        "a second YAML document begins here",
                        "keep one document a file; delete the line '---'",
                        event,
                    )
                continue
            else:
                continue

            if self.values > MOST_VALUES:
                self.stop(
                    f"more than {MOST_VALUES:,} values, aliases expanded",
                    "split the decision, or write out what the aliases stand for",
                    event,
                )
            container = frame.container
            if type(container) is dict:
                container.setdefault(frame.key, value)
                frame.key = _NO_KEY
            elif type(container) is list:
                container.append(value)
            else:
                self.reading.data = value

    def open_key(self, frame: _Frame, event: Any) -> None:
        key = event.value
        if len(key) > LONGEST_TEXT:
            self.report_too_long(key, event)
            raise _StopReading
        frame.key = key
        is_plain = event.implicit[0] and event.tag is None
        if event.anchor or event.tag not in (None, "!", _CORE_TAG + "str"):
            self.report(
                rules.UNSUPPORTED, "a key with an anchor or a tag", "write the key alone", event
            )
        elif is_plain and key == "<<":
            self.report(
                rules.UNSUPPORTED,
                "merge keys ('<<') are not part of YAML 1.2",
                "write out the keys that it would merge",
                event,
            )
        elif key in frame.container:
            path = self.path()
            span = (event.start_mark.index, event.end_mark.index)
            message = f"the key '{cut(key)}' is there twice"
            hint = "keep one of them"
            self.reading.findings.add(
                Finding(rules.DUPLICATE_KEY, message, hint, path, span=span, first=path)
            )
        elif is_plain:
            known = self.scalars.get(key)
            if known is None:
                known = self.learn(key)
            if known[1]:
                self.warn_ambiguous(key, key, event)
            elif key and type(known[0]) is not str:
                self.warn_of_no_text(key, event)
        if not key.isascii():
            self.check_encodable(key, event)

    def scalar(self, event: Any) -> Scalar:
        text: str = event.value
        tag = event.tag
        value: Scalar
        is_plain = event.implicit[0] and tag is None
        if is_plain:
            value, ambiguous = self.scalars.get(text) or self.learn(text)
            if type(value) is float and not math.isfinite(value):
                self.report_not_finite(text, event)
                value = None
            elif ambiguous and not self.reading.findings.is_full_of_warnings:
                self.warn_ambiguous(text, value, event)
        elif tag is None or tag in ("!", _CORE_TAG + "str"):
            value = text
        else:
            value = resolve(text)
            name = tag.removeprefix(_CORE_TAG)
            expected = _SCALAR_TAGS.get(name)
            if expected is None:
                self.report(
                    rules.UNSUPPORTED,
                    f"the tag {cut(tag)!r} is not supported",
                    "remove the tag",
                    event,
                )
            elif not isinstance(value, expected) or (
                isinstance(value, bool) and expected is not bool
            ):
                self.report(
                    rules.WRONG_TYPE, f"'{cut(text)}' is not of the type !!{name}", "", event
                )
            elif isinstance(value, float) and not math.isfinite(value):
                self.report_not_finite(text, event)
                value = None
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            self.report_too_long(value, event)
            value = None
        elif not is_plain and not text.isascii():
            self.check_encodable(text, event)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(value, 1, 0, self.path())
        return value

    def learn(self, text: str) -> tuple[Scalar, bool]:
        value = resolve(text)
        finite = type(value) is not float or math.isfinite(value)
        known = (value, is_ambiguous(text))
        if finite and len(text) <= _LONGEST_CACHED and len(self.scalars) < _CACHED_SCALARS:
            self.scalars[text] = known
        return known

    def report_too_long(self, text: str, event: Any) -> None:
        message = f"a text of {len(text):,} characters; no more than {LONGEST_TEXT:,} are read"
        self.report(rules.NOT_ALLOWED, message, "shorten it", event)

    def report_not_finite(self, text: str, event: Any) -> None:
        shown = text if len(text) <= 20 else text[:20] + "…"
        self.report(
            rules.NOT_ALLOWED,
            f"'{shown}' is not a finite number",
            "write the number that is meant",
            event,
        )

    def warn_ambiguous(self, text: str, meaning: Scalar, event: Any) -> None:
        in_core = "text" if isinstance(meaning, str) else f"the number {meaning!r}"
        hint = f"write '{text}' in quotes"
        if isinstance(meaning, int | float):
            hint = (
                f"write {unambiguous(repr(meaning))} for the number, or '{text}' in quotes for text"
            )
        message = f"{text} is {in_core} here, but YAML 1.1 readers take it for something else"
        fix = self.quotes(text) if isinstance(meaning, str) else None
        self.report(rules.AMBIGUOUS, message, hint, event, fix)

    def quotes(self, text: str) -> Fix | None:
        """Quotes around a word, where nothing is judged."""
        return Fix(text) if _JUDGED.isdisjoint(self.path()) else None

    def warn_of_no_text(self, key: str, event: Any) -> None:
        message = f"{key} is text here, being a key; as a value it is {shown(resolve(key))}"
        hint = f"write '{key}' in quotes, here and as a value"
        self.report(rules.AMBIGUOUS, message, hint, event, self.quotes(key))

    def alias(self, frame: _Frame, event: Any) -> Any:
        if any(open_.anchor == event.anchor for open_ in self.stack):
            self.stop(
                f"the alias *{cut(event.anchor)} stands inside what it names",
                "write out what it stands for",
                event,
            )
        anchored = self.anchors.get(event.anchor)
        if anchored is None:
            self.stop(
                f"no anchor &{cut(event.anchor)} comes before this alias",
                "write out what it stands for",
                event,
            )
        self.values += anchored.values
        self.values_by_alias += anchored.values
        if self.values_by_alias > MOST_VALUES_BY_ALIAS:
            self.stop(
                f"aliases stand for more than {MOST_VALUES_BY_ALIAS:,} values",
                "split the decision, or write out what the aliases stand for",
                event,
            )
        frame.height = max(frame.height, anchored.height + 1)
        if len(self.stack) + anchored.height > DEEPEST:
            self.stop(f"aliases nest more than {DEEPEST} deep", "write it flatter", event)
        if len(self.reading.aliases) < MOST_ALIASES:
            self.reading.aliases[self.path()] = anchored.path
        return anchored.value

    def check_key_is_scalar(self, frame: _Frame, event: Any) -> None:
        if type(frame.container) is dict and frame.key is _NO_KEY:
            self.stop("a key that is a list, a mapping or an alias", "write the key as text", event)

    def check_collection(self, event: Any) -> None:
        kind = "map" if type(event) is MappingStartEvent else "seq"
        if event.tag not in (None, "!", _CORE_TAG + kind):
            self.report(
                rules.UNSUPPORTED,
                f"the tag {cut(event.tag)!r} is not supported",
                "remove the tag",
                event,
            )

    def check_encodable(self, text: str, event: Any) -> None:
        if any("\ud800" <= character <= "\udfff" for character in text):
            self.report(
                rules.SYNTAX, "half of a surrogate pair is not a character", "delete it", event
            )
            raise _StopReading

    def path(self) -> NodePath:
        return tuple(
            frame.key if type(frame.container) is dict else len(frame.container)
            for frame in self.stack
            if type(frame.container) is list or frame.key is not _NO_KEY
        )

    def report(
        self, rule: Rule, message: str, hint: str, event: Any, fix: Fix | None = None
    ) -> None:
        span = (event.start_mark.index, event.end_mark.index)
        self.reading.findings.add(Finding(rule, message, hint, self.path(), span=span, fix=fix))

    def stop(self, message: str, hint: str, event: Any) -> NoReturn:
        self.report(rules.UNSUPPORTED, message, hint, event)
        raise _StopReading


def _syntax(error: yaml.YAMLError, length: int) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    at = min(mark.index, length) if mark else 0
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    if "nesting" in problem:  # PyYAML looks ahead, and from 6.0.4 on it has a limit of its own
        return Finding(rules.UNSUPPORTED, *_TOO_DEEP, span=(at, at))
    context = getattr(error, "context", None)
    message = f"{context}: {problem}" if context else str(problem)
    return Finding(rules.SYNTAX, message, _syntax_hint(message), span=(at, at))


def _syntax_hint(message: str) -> str:
    if "escape" in message:
        return "write the character itself; a backslash in double quotes is written twice"
    if "\\t" in message or "tab" in message:
        return "indent with spaces, not tabs"
    if "mapping values are not allowed" in message:
        return "put a text that holds ': ' in quotes, and check the indentation"
    if "block" in message or "expected key" in message:
        return "check that keys on the same level begin in the same column"
    if "quoted scalar" in message:
        return "close the quotation mark"
    if "cannot start any token" in message:
        return "put the text in quotes"
    return ""
