from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.examples import examples
from tests.features.made import BEST, COST, FIELD, GAIN, LAST, MIDDLE, decision, option, scored

from ukjapan_cli.decision.criteria import Gate, Weight
from ukjapan_cli.features.score.terminal import ranking as table
from ukjapan_cli.formats.phrases import points
from ukjapan_cli.formats.terminal import Screen
from ukjapan_cli.model.scoring import Scoring, score

# Of four that are ranked the mean contributions are 30 and 30.
PIPED = """\
Which one?
Undated · stated weights

Rank  Option            Value  Contributions                             Strongest   Weakest
   1  Best               95.0  aaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbbb  Gain +20.0  Cost +15.0
  2=  Middle             65.0  aaaaaaaaaaabbbbbbbbbbbbbbbb               Gain +10.0  Cost -5.0
  2=  Twin               65.0  aaaaaaaaaaaaaaaaabbbbbbbbbb               Cost +10.0  Gain -5.0
   -  Today (baseline)   50.0  aaaaaaaaaaaaaaaaaaaaa                     Cost +20.0  Gain -30.0
   4  Last               15.0  aaaabb                                    Cost -20.0  Gain -25.0

a Cost 50.0%
b Gain 50.0%
Bars: value by criterion; the longest stands for the highest value.
Strongest and weakest: points against the mean of the ranked options.
"""

NARROW = """\
Which one?
Undated · stated weights

Rank  Option                       Value  Strongest  Weakest
────────────────────────────────────────────────────────────
   1  Best                          95.0  b +20.0    a +15.0
      aaaaaaaaaaaaabbbbbbbbbbbbbb
  2=  Middle                        65.0  b +10.0    a -5.0
      aaaaaaabbbbbbbbbbb
  2=  Twin                          65.0  a +10.0    b -5.0
      aaaaaaaaaaabbbbbbb
   -  Today (baseline)              50.0  a +20.0    b -30.0
      aaaaaaaaaaaaaa
   4  Last                          15.0  a -20.0    b -25.0
      aaab

a Cost 50.0%   b Gain 50.0%
Bars: value by criterion; the longest stands for the highest
value.
Strongest and weakest: points against the mean of the ranked
options.
"""


def test_in_a_pipe() -> None:
    assert table(score(FIELD), Screen()) == PIPED


def test_on_a_narrow_terminal_bars_stand_under_names() -> None:
    assert table(score(FIELD), Screen(width=60)) == NARROW


def test_on_a_wide_terminal_an_option_has_a_line() -> None:
    lines = table(score(FIELD), Screen(width=160)).splitlines()
    piped = PIPED.splitlines()
    assert lines[3] == piped[3]
    assert set(lines[4]) == {"─"}
    assert lines[5:10] == piped[4:9]


def test_what_fails_a_must_stands_apart() -> None:
    gated = replace(GAIN, gate=Gate(at_least=2))
    text = table(score(replace(FIELD, criteria=(COST, gated))), Screen())
    assert text.endswith("\n\nNot ranked\nLast (15.0): Gain is 1, must be at least 2\n")
    assert "Last  " not in text


def test_what_fails_a_must_says_why_it_is_there() -> None:
    gated = replace(GAIN, gate=Gate(at_least=2))
    kept = replace(LAST, because="It was promised.")
    text = table(score(decision(BEST, kept, criteria=(COST, gated))), Screen())
    assert text.endswith(
        "\n\nNot ranked\nLast (15.0): Gain is 1, must be at least 2 — It was promised.\n"
    )


def test_missing_scores_are_explained() -> None:
    scoring = score(decision(BEST, option("half", cost=5), LAST), allow_missing=True)
    text = table(scoring, Screen())
    assert "\n   2  Half    25.0-75.0  aaaaaaaaaaa·····················  " in text
    assert text.splitlines()[-1] == (
        "Scores are missing: values run from the worst to the best that they could be (dotted in "
        "the bars), and ranks from the best to the worst."
    )


def test_colour_changes_no_letter() -> None:
    import re

    for width in (60, 160):
        coloured = table(score(FIELD), Screen(width=width, colour=True))
        assert "\x1b[" in coloured
        plain = re.sub(r"\x1b\[[\d;]*m", "", coloured)
        assert [line.rstrip() for line in plain.splitlines()] == table(
            score(FIELD), Screen(width=width)
        ).splitlines()


def test_the_first_is_bold_and_the_baseline_dim() -> None:
    lines = table(score(FIELD), Screen(width=160, colour=True)).splitlines()
    first = next(line for line in lines if "Best" in line)
    baseline = next(line for line in lines if "Today" in line)
    assert first.startswith("\x1b[1m")
    assert baseline.startswith("\x1b[2m")


NAMES = st.text(st.sampled_from("abcdefgh -日本語é👍\x1b["), min_size=1, max_size=80)


@st.composite
def scorings(draw: st.DrawFn) -> Scoring:
    """Up to twelve options on up to sixty criteria, with names of every width."""
    criteria = tuple(
        replace(GAIN, id=f"c{i}", name=draw(NAMES), weight=Weight(float(draw(st.integers(1, 9)))))
        for i in range(draw(st.sampled_from([1, 2, 5, 60])))
    )
    made = []
    for i in range(draw(st.integers(2, 6))):
        gain = draw(st.integers(0, 10))
        scores = scored(**{c.id: (gain + j) % 11 for j, c in enumerate(criteria)})
        made.append(replace(option(f"o{i}"), name=draw(NAMES), scores=scores))
    made[0] = replace(made[0], is_baseline=draw(st.booleans()))
    return score(decision(*made, criteria=criteria, title=draw(NAMES)))


@settings(max_examples=examples(40), deadline=None)
@given(scorings(), st.integers(60, 200))
def test_no_line_is_wider_than_the_terminal_and_no_number_is_cut(
    scoring: Scoring, width: int
) -> None:
    lines = table(scoring, Screen(width=width)).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    text = "\n".join(lines)
    assert "…" not in text
    for standing in (*scoring.ranking, *scoring.excluded):
        assert f" {points(standing.value)}" in text
    header = next(line for line in lines if line.startswith("Rank"))
    assert [word for word in header.split() if word != "Contributions"] == [
        *("Rank", "Option", "Value", "Strongest", "Weakest")
    ]


@pytest.mark.parametrize("width", [40, 50])
def test_numbers_are_whole_even_where_there_is_little_room(width: int) -> None:
    lines = table(score(FIELD), Screen(width=width)).splitlines()
    assert max(map(len, lines)) <= width
    for numbers in ("95.0  b +20.0    a +15.0", "65.0  b +10.0    a -5.0"):
        assert any(numbers in line for line in lines)


def test_only_the_baseline_is_left() -> None:
    gated = replace(GAIN, gate=Gate(at_least=20))
    scoring = score(decision(MIDDLE, BEST, criteria=(COST, gated)))
    lines = table(scoring, Screen()).splitlines()
    assert lines[-3:] == [
        "Not ranked",
        "Middle (65.0): Gain is 8, must be at least 20",
        "Best (95.0): Gain is 10, must be at least 20",
    ]
