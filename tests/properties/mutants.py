"""Mutants of real files: what slips of the pen, bad merges, broken disks and malice make of them.

A mutant depends on its seed and number alone, so that one that breaks something can be made again.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeAlias

from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS

ROOT = Path(__file__).parents[2]

Mutation: TypeAlias = Callable[[str, Random], str]


class Mutant(NamedTuple):
    """A decision's two files after some mutations, and the names of those."""

    criteria: bytes
    options: bytes
    mutations: tuple[str, ...] = ()


ORIGINALS = (
    Mutant((ROOT / "criteria.yaml").read_bytes(), (ROOT / "options.yaml").read_bytes()),
    Mutant(LIBRARY_CRITERIA.encode(), LIBRARY_OPTIONS.encode()),
)

_TOKEN = re.compile(r"[^\s,\[\]{}]+")
_KEY = re.compile(r"[a-z_]+(?=:\s)")
_VALUE = re.compile(r"(?<=: )[^\s,\[\]{}#&*|>][^\n,\[\]{}]*")
_NUMBER = re.compile(r"(?<![\w.-])-?\d+(?:\.\d+)?(?![\w.-])")
_ODD_SCALARS = (
    "",
    "~",
    "null",
    "no",
    "on",
    "true",
    "''",
    '"\\ud800"',
    '"\\x07\\e[31m"',
    ".nan",
    "-.inf",
    "-1",
    "0",
    "1e3",
    "010",
    "1:30",
    "1_000",
    "0x1F",
    "2015-02-30",
    "9999-12-31",
    "[]",
    "{}",
    "[[1, 2], {a: b}]",
    "{low: 1, high: 0}",
    "{value: 1, low: 0, high: 2}",
    "{normal: {mean: 1, sd: 0.5}}",
    "{beta: {alpha: 1e-300, beta: 1e300}}",
    "{over_time: {2015-01-01: 1, 2016-01-01: 2}}",
    "|\n   a\n b",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "'\n\n::error::no'",
    "日本 🇯🇵 \u202e\u200d e\u0301",
    "x" * 3_000,
)
_HUGE = (
    "1e308",
    "-1e308",
    "1e-320",
    "9" * 400,
    "5e-324",
    "1.7976931348623157e+308",
    "-0.0",
    "1" + "0" * 30,
    "0." + "3" * 50,
    "9007199254740993",
)
_YAML = (
    "&a ",
    "*a ",
    "*b",
    "!!int ",
    "!odd ",
    "<<: *a",
    "? ",
    "- ",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
)
_CONTROLS = ("\x00", "\x07", "\x1b[2J", "\x7f", "\x85", "\u2028", "\ufeff", "\t", "\r", "\u202e")
_WAIVERS = (
    "# ukjapan: ignore[UKJ201] because it is agreed",
    "# ukjapan: ignore[UKJ301, UKJ302, UKJ303] because nobody wrote it down",
    "# ukjapan: ignore[UKJ999] because",
    "# ukjapan: ignore[]",
    "# ukjapan: ignore",
    "# ukjapan:",
    "# ukjapan: ignore[UKJ101] because errors are dull",
    "# ukjapan: ignore[UKJ4] because \x1b[31m::error::no ]]> --> %0A",
    "# ukjapan: ignore[" + "UKJ205," * 300 + "] because they are many",
    "# ukjapan: ukjapan: ignore[UKJ901] because waivers want waivers",
)
_CHECKS = (
    "checks:",
    "checks: []",
    "checks: {select: [UKJ4], ignore: [UKJ401], error: [UKJ405]}",
    "checks: {select: []}",
    "checks: {select: [UKJ9, ukj2, 3, null, [UKJ1]]}",
    "checks: {ignore: [UKJ]}",
    "checks: {error: [UKJ2, UKJ3, UKJ4, UKJ9]}",
    "checks: {thresholds: {greatest_weight: 0, least_weight: 1, most_criteria: 0.5}}",
    "checks: {thresholds: {widest_range: 1e-9, least_spread: 1e9, least_correlation: 1e-9}}",
    "checks: {thresholds: {weight_change: 1e300, least_correlation: .nan}}",
    "checks: {thresholds: {weight_change: 0.999999, no_such: true}}",
    "checks: &a {error: *a}",
)


def _put(text: str, at: int, new: str, until: int | None = None) -> str:
    return text[:at] + new + text[at if until is None else until :]


def _insert(text: str, draw: Random, choices: tuple[str, ...]) -> str:
    return _put(text, draw.randint(0, len(text)), draw.choice(choices))


def _replace(text: str, draw: Random, where: re.Pattern[str], new: Callable[[str], str]) -> str:
    """The text with one place that matches written otherwise."""
    found = list(where.finditer(text))
    if not found:
        return text
    match = draw.choice(found)
    return _put(text, match.start(), new(match[0]), match.end())


def _swap(text: str, draw: Random, where: re.Pattern[str]) -> str:
    """The text with two places that match exchanged."""
    found = list(where.finditer(text))
    if len(found) < 2:
        return text
    one, other = sorted(draw.sample(found, 2), key=lambda match: match.start())
    between = text[one.end() : other.start()]
    return text[: one.start()] + other[0] + between + one[0] + text[other.end() :]


def _on_lines(text: str, draw: Random, change: Callable[[list[str], int], None]) -> str:
    lines = text.splitlines(keepends=True)
    if lines:
        change(lines, draw.randrange(len(lines)))
    return "".join(lines)


def flip_a_byte(text: str, draw: Random) -> str:
    raw = bytearray(text.encode(errors="surrogateescape"))
    if raw:
        raw[draw.randrange(len(raw))] ^= 1 << draw.randrange(8)
    return raw.decode(errors="surrogateescape")


def break_the_encoding(text: str, draw: Random) -> str:
    return _insert(text, draw, ("\udcff", "\udcc3", "\udced\udca0\udc80"))


def delete_a_line(text: str, draw: Random) -> str:
    return _on_lines(text, draw, lambda lines, at: lines.__delitem__(at))


def repeat_a_line(text: str, draw: Random) -> str:
    return _on_lines(text, draw, lambda lines, at: lines.insert(at, lines[at]))


def swap_lines(text: str, draw: Random) -> str:
    def swap(lines: list[str], at: int) -> None:
        other = draw.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]

    return _on_lines(text, draw, swap)


def indent_a_line(text: str, draw: Random) -> str:
    def indent(lines: list[str], at: int) -> None:
        more = draw.choice(("\t", " ", "  ", ""))
        lines[at] = more + lines[at] if more else lines[at][draw.randint(1, 4) :]

    return _on_lines(text, draw, indent)


def delete_a_token(text: str, draw: Random) -> str:
    return _replace(text, draw, _TOKEN, lambda _: "")


def repeat_a_token(text: str, draw: Random) -> str:
    return _replace(text, draw, _TOKEN, lambda token: f"{token} {token}")


def swap_tokens(text: str, draw: Random) -> str:
    return _swap(text, draw, _TOKEN)


def swap_numbers(text: str, draw: Random) -> str:
    return _swap(text, draw, _NUMBER)


def delete_a_key(text: str, draw: Random) -> str:
    return _replace(text, draw, re.compile(r"[a-z_]+: ?"), lambda _: "")


def misspell_a_token(text: str, draw: Random) -> str:
    def misspell(word: str) -> str:
        at = draw.randrange(len(word))
        return _put(word, at, draw.choice((word[at] * 2, "", "q", word[at].upper())), at + 1)

    return _replace(text, draw, draw.choice((_KEY, _TOKEN)), misspell)


def put_an_odd_value(text: str, draw: Random) -> str:
    return _replace(text, draw, _VALUE, lambda _: draw.choice(_ODD_SCALARS))


def put_an_odd_number(text: str, draw: Random) -> str:
    return _replace(text, draw, _NUMBER, lambda _: draw.choice((*_HUGE, *_ODD_SCALARS)))


def put_a_huge_number(text: str, draw: Random) -> str:
    return _replace(text, draw, _NUMBER, lambda _: draw.choice(_HUGE))


def nudge_a_number(text: str, draw: Random) -> str:
    return _replace(text, draw, _NUMBER, lambda number: f"{float(number) * draw.uniform(0, 2):.6g}")


def cut_the_end(text: str, draw: Random) -> str:
    return text[: draw.randint(0, len(text))]


def insert_yaml(text: str, draw: Random) -> str:
    return _insert(text, draw, _YAML)


def put_yaml_before_a_value(text: str, draw: Random) -> str:
    return _replace(text, draw, _VALUE, lambda value: draw.choice(_YAML) + value)


def insert_a_control_character(text: str, draw: Random) -> str:
    return _insert(text, draw, _CONTROLS)


def waive(text: str, draw: Random) -> str:
    def waive_line(lines: list[str], at: int) -> None:
        waiver = draw.choice(_WAIVERS)
        line = lines[at].rstrip("\r\n")
        lines[at] = draw.choice((f"{line}  {waiver}\n", f"{waiver}\n{line}\n"))

    return _on_lines(text, draw, waive_line)


def set_checks(text: str, draw: Random) -> str:
    return f"{text}\n{draw.choice(_CHECKS)}\n"


def mark_the_byte_order(text: str, draw: Random) -> str:
    return "\ufeff" + text


def end_lines_otherwise(text: str, draw: Random) -> str:
    return text.replace("\n", draw.choice(("\r\n", "\r")))


MUTATIONS: tuple[Mutation, ...] = (
    flip_a_byte,
    break_the_encoding,
    delete_a_line,
    repeat_a_line,
    swap_lines,
    indent_a_line,
    delete_a_token,
    repeat_a_token,
    swap_tokens,
    swap_numbers,
    delete_a_key,
    misspell_a_token,
    put_an_odd_value,
    put_an_odd_number,
    put_a_huge_number,
    nudge_a_number,
    cut_the_end,
    insert_yaml,
    put_yaml_before_a_value,
    insert_a_control_character,
    waive,
    set_checks,
    mark_the_byte_order,
    end_lines_otherwise,
)


def mutant(seed: int, number: int) -> Mutant:
    """The mutant with this number: one to three mutations of one of the originals."""
    draw = Random(f"{seed}-{number}")
    original = draw.choice(ORIGINALS)
    return mutated(original, draw.choices(MUTATIONS, k=draw.choice((1, 1, 2, 3))), draw)


def mutated(original: Mutant, mutations: Sequence[Mutation], draw: Random) -> Mutant:
    """Each mutation made in one of the two files, in turn."""
    files = [original.criteria.decode(), original.options.decode()]
    for mutation in mutations:
        at = 0 if mutation is set_checks else draw.randrange(2)
        files[at] = mutation(files[at], draw)
    criteria, options = (file.encode(errors="surrogateescape") for file in files)
    return Mutant(criteria, options, tuple(mutation.__name__ for mutation in mutations))
