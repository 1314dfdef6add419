"""Paths into the data → places in the text, by one more walk of the events when asked."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ukjapan_cli.documents.yaml.finding import NodePath
from ukjapan_cli.documents.yaml.reader import DEEPEST, events

Span: TypeAlias = tuple[int, int]

_STRIDE = 65_536


class Place:
    """Where a key and its value stand, as character offsets; what is below it by key or index.

    It is shared where an anchor on it, or on what it stands in, lets aliases say the same again.
    """

    __slots__ = ("below", "is_shared", "key", "value")

    def __init__(self) -> None:
        self.is_shared = False
        self.key: Span | None = None
        self.value: Span | None = None
        self.below: dict[str | int, Place] = {}

    def find(self, path: NodePath) -> "Place":
        """The place of `path`, or of the nearest thing above it that has one."""
        place = self
        for step in path:
            inner = place.below.get(step)
            if inner is None or (inner.key is None and inner.value is None):
                break
            place = inner
        return place


def locate(text: str, paths: Iterable[NodePath]) -> Place:
    """The places of `paths`, as a tree from the document's top.

    A key that is there twice has the place of its first. The text of a block collection is its
    first key or item, so that a place never spans the file.
    """
    top, wanted = Place(), 1
    for path in paths:
        place = top
        for step in path:
            wanted += step not in place.below
            place = place.below.setdefault(step, Place())
    with suppress(yaml.YAMLError):  # what stands before a fault has its place
        _walk(text, top, wanted)
    return top


def _walk(text: str, top: Place, wanted: int) -> None:
    # A stack entry is [place or None where nothing below is wanted, index or None for a mapping,
    # whether it is shared].
    # The walk ends where so many places are found, or where the reader stopped.
    stack: list[list[Any]] = []
    current: Place | None = top
    is_key = False
    unended: list[Place] = []
    for event in events(text):
        if not wanted and not unended:
            return
        kind = type(event)
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            stack.pop()
            is_key = bool(stack) and stack[-1][1] is None
            continue
        if kind is DocumentEndEvent or len(stack) > DEEPEST or (is_key and kind is not ScalarEvent):
            return
        if not issubclass(kind, NodeEvent):
            continue
        span = (event.start_mark.index, event.end_mark.index)
        if is_key:
            holder = stack[-1][0]
            current = holder.below.get(event.value) if holder is not None else None
            if current is not None and current.key is not None:
                current = None
            if current is not None:
                current.key = span
                current.is_shared = stack[-1][2]
            for place in unended:
                place.value = (place.value or span)[0], span[1]
            unended.clear()
            is_key = False
            continue
        if stack and stack[-1][1] is not None:
            holder, index, _ = stack[-1]
            current = holder.below.get(index) if holder is not None else None
            stack[-1][1] = index + 1
        is_shared = event.anchor is not None or (bool(stack) and stack[-1][2])
        if current is not None:
            current.value = span
            current.is_shared = is_shared
            wanted -= 1
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            if current is not None and not event.flow_style:
                unended.append(current)
            stack.append([current, 0 if kind is SequenceStartEvent else None, is_shared])
            is_key = kind is MappingStartEvent
        else:
            for place in unended:
                place.value = (place.value or span)[0], span[1]
            unended.clear()
            is_key = bool(stack) and stack[-1][1] is None


class Lines:
    """The lines of a text as editors count them: ended by LF, CR LF or CR."""

    def __init__(self, text: str) -> None:
        # A byte stands for each character: only line ends matter here, and wide texts are large.
        self._bytes = text.encode("ascii", "replace").replace(b"\r\n", b" \n").replace(b"\r", b"\n")
        self._strides = [(1, 0)]  # the line at every so many characters, and where it starts
        for offset in range(0, len(text) - _STRIDE + 1, _STRIDE):
            self._strides.append(self._from(offset, offset + _STRIDE))

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of a character offset."""
        line, start = self._from(offset - offset % _STRIDE, offset)
        return line, offset - start + 1

    def _from(self, stride: int, offset: int) -> tuple[int, int]:
        line, start = self._strides[stride // _STRIDE]
        line += self._bytes.count(b"\n", stride, offset)
        return line, max(start, self._bytes.rfind(b"\n", stride, offset) + 1)
