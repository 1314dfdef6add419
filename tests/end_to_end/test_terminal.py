"""`score`, `explain`, `check` and `--help` on terminals of 60, 80 and 160 columns."""

import re
import sys
from functools import cache
from pathlib import Path

import pytest
from tests.end_to_end.decisions import TWO_CRITERIA, options, write
from tests.end_to_end.program import STYLE, Shown, run, run_on_terminal

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are Unix's", allow_module_level=True)
from wcwidth import wcswidth

pytestmark = pytest.mark.process

WIDTHS = [60, 80, 160]
on_terminal = cache(run_on_terminal)  # reading folders that stay as they are

WORDS = ["regional", "resilience", "participation", "stewardship", "affordability", "inclusion"]


def long_name(seed: int, words: int) -> str:
    return " ".join(WORDS[(seed * 5 + i * (seed % 3 + 1)) % 6] for i in range(words)) + f" {seed}"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty options on twelve criteria, all with long names."""
    criteria = "version: 1\ntitle: Which?\ncriteria:\n" + "".join(
        f"  - {{id: c-{i}, name: {long_name(i, 3)}, weight: {i + 1}, "
        "scale: {worst: 0, best: 100, unit: thousand pounds a year}}\n"
        for i in range(12)
    )
    text = options(
        *(
            f"{{id: option-{i}, name: {long_name(i, 6)}, scores: {{"
            + ", ".join(f"c-{j}: {(i * 37 + j * 53) % 101}" for j in range(12))
            + "}}"
            for i in range(30)
        )
    )
    return write(tmp_path_factory.mktemp("large"), text, criteria)


@pytest.fixture(scope="module")
def wide_characters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Names in characters that take two cells, or none."""
    criteria = TWO_CRITERIA.replace("name: Cost", "name: 費用対効果および持続可能性の評価").replace(
        "name: Gain", "name: 利益と国際的な存在感"
    )
    text = options(
        "{id: a, name: 防衛装備品の共同開発と相互運用性の強化と管理, scores: {cost: 5, gain: 8}}",
        "{id: b, name: Cafe\u0301 👍 日本, scores: {cost: 4, gain: 8}}",
        "{id: c, name: 危機管理, role: baseline, scores: {cost: 3, gain: 8}}",
    )
    return write(tmp_path_factory.mktemp("wide"), text, criteria)


EVERYTHING = [
    ("library", ("score",)),
    ("library", ("explain", "old-station")),
    ("large", ("score",)),
    ("large", ("explain", "option-3")),
    ("large", ("explain", "option-3", "--against", "option-5")),
    ("wide_characters", ("score",)),
    ("wide_characters", ("explain", "a", "--against", "b")),
    ("empty", ("score",)),
    ("empty", ("explain", "--help")),
]


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize(("folder", "command"), EVERYTHING)
def test_no_result_is_wider_than_the_terminal(
    request: pytest.FixtureRequest, folder: str, command: tuple[str, ...], columns: int
) -> None:
    shown = on_terminal(*command, cwd=request.getfixturevalue(folder), columns=columns)
    assert shown.code in {0, 1, 2}
    assert shown.lines
    # Messages are left to the terminal to wrap, as compilers' are, and examples for copying.
    left = re.compile(r".+:\d+:\d+: | *\d* \| | += hint: |ukjapan: |    ukjapan ")
    for line in shown.lines:
        if left.match(line):
            continue
        assert wcswidth(line) <= columns, line
        assert "…" not in line
    assert not re.search("[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f]", shown.raw.replace("\r\n", "\n"))
    assert "\x1b" not in STYLE.sub("", shown.raw)


@pytest.mark.parametrize("columns", WIDTHS)
def test_the_ranking_is_whole(library: Path, columns: int) -> None:
    shown = on_terminal("score", cwd=library, columns=columns)
    assert shown.rows[0] == "Where should the library's next branch go?"
    header = next(row for row in shown.rows if row.startswith("Rank"))
    assert [word for word in header.split() if word != "Contributions"] == [
        *("Rank", "Option", "Value", "Strongest", "Weakest")
    ]
    rule = shown.rows[shown.rows.index(header) + 1]
    assert set(rule) == {"─"}
    first = shown.rows[shown.rows.index(header) + 2]
    assert first.split()[:5] == ["1", "The", "market", "hall", "70.0"]
    assert all("kiosk" not in row for row in shown.rows[: shown.rows.index("Not ranked")])
    reason = "A kiosk (57.2): Reach is 400 readers, must be at least 500 readers"
    assert reason in " ".join(shown.rows)


@pytest.mark.parametrize("columns", WIDTHS)
def test_bars_and_legend_are_there(library: Path, columns: int) -> None:
    shown = on_terminal("score", cwd=library, columns=columns)
    bars = [re.search(r"\b(a+b+c+d+|a+c+)\b", row) for row in shown.rows]
    lengths = [len(bar[0]) for bar in bars if bar]
    assert len(lengths) == 4  # three that are ranked and the baseline
    longest = lengths[0]
    assert longest >= 20
    for length, value in zip(lengths, (70, 66, 53.5, 38), strict=True):
        assert abs(length - value / 70 * longest) <= 1
    for entry in ("a Running cost 40.0%", "b Rent security 20.0%", "c Reach 30.0%"):
        assert entry in shown.text
    assert "d Local support 10.0%" in shown.text


@pytest.mark.parametrize("columns", WIDTHS)
def test_the_baseline_is_a_reference_without_rank(library: Path, columns: int) -> None:
    shown = on_terminal("score", cwd=library, columns=columns)
    row = next(row for row in shown.rows if "As today (baseline)" in row)
    assert row.split()[0] == "-"
    assert "38.0" in row


def test_strongest_and_weakest_are_named_where_there_is_room(library: Path) -> None:
    assert "Rent security +10.0" in on_terminal("score", cwd=library, columns=160).text
    narrow = on_terminal("score", cwd=library, columns=60)
    row = next(row for row in narrow.rows if "The market hall" in row)
    assert row.split()[-4:] == ["b", "+10.0", "a", "-16.7"]  # by their letters in the legend


@pytest.mark.parametrize("columns", WIDTHS)
def test_long_names_are_folded_and_never_cut(large: Path, columns: int) -> None:
    shown = on_terminal("score", cwd=large, columns=columns)
    header = next(row for row in shown.rows if row.startswith("Rank"))
    start, end = header.index("Option"), header.index("Value") - 1
    legend = next(i for i, row in enumerate(shown.rows) if row.startswith("a "))
    column = " ".join(" ".join(row[start:end] for row in shown.rows[:legend]).split())
    for i in range(30):
        assert long_name(i, 6) in column
    below = " ".join(" ".join(shown.rows[legend:]).split())
    if columns == 60:  # one legend entry a line, so that a name stays together
        for i in range(12):
            assert long_name(i, 3) in below


@pytest.mark.parametrize("columns", WIDTHS)
def test_an_explanation_has_its_headers_and_numbers_whole(large: Path, columns: int) -> None:
    shown = on_terminal("explain", "option-3", cwd=large, columns=columns)
    header = next(row for row in shown.rows if row.startswith("Criterion"))
    assert header.split() == ["Criterion", "Performance", "Value", "Weight", "Points", "Gap"]
    shown = on_terminal("explain", "option-3", "--against", "option-5", cwd=large, columns=columns)
    header = next(row for row in shown.rows if row.startswith("Criterion"))
    assert header.split()[-4:] == ["Weight", "Points", "Against", "Gap"]
    assert ("Performance" in header.split()) == (columns >= 80)


@pytest.mark.parametrize("columns", WIDTHS)
def test_an_explanation_reads_the_same_as_in_a_pipe(library: Path, columns: int) -> None:
    piped = run("explain", "old-station", cwd=library)
    shown = on_terminal("explain", "old-station", cwd=library, columns=columns)

    def words(lines: list[str]) -> list[str]:
        return [word for word in " ".join(lines).split() if set(word) != {"─"}]

    assert words(shown.rows) == words(piped.lines)


def test_wide_characters_keep_columns_aligned(wide_characters: Path) -> None:
    shown = on_terminal("score", cwd=wide_characters, columns=80)
    header = next(row for row in shown.lines if row.startswith("Rank"))
    end = header.index("Value") + len("Value")
    for value in ("65.0", "70.0", "75.0"):
        line = next(line for line in shown.lines if value in line)
        assert wcswidth(line[: line.index(value)]) + len(value) == end


def test_colours_on_a_terminal(library: Path) -> None:
    shown = on_terminal("score", cwd=library, columns=80)
    assert shown.coloured
    assert STYLE.search(shown.raw)


@pytest.mark.parametrize("settings", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
@pytest.mark.parametrize("command", [("score",), ("explain", "old-station"), ("check",)])
def test_no_escapes_where_colour_is_not_wanted(
    library: Path, settings: dict[str, str], command: tuple[str, ...]
) -> None:
    shown = run_on_terminal(*command, cwd=library, columns=80, settings=settings)
    assert "\x1b" not in shown.raw
    coloured: Shown = on_terminal(*command, cwd=library, columns=80)
    assert shown.lines == [line.rstrip() for line in coloured.lines]


def test_an_empty_no_color_is_as_none(library: Path) -> None:
    """As https://no-color.org has it."""
    assert run_on_terminal("score", cwd=library, columns=80, settings={"NO_COLOR": ""}).coloured


@pytest.mark.parametrize("format_", ["json", "csv", "markdown"])
def test_other_formats_are_the_same_on_a_terminal(library: Path, format_: str) -> None:
    shown = on_terminal("score", "--format", format_, cwd=library, columns=60)
    assert shown.raw.replace("\r\n", "\n") == run("score", "--format", format_, cwd=library).out
