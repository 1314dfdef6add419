from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.examples import examples
from tests.features.made import BEST, COST, FIELD, GAIN, MIDDLE, TODAY, decision, option, scored

from ukjapan_cli.decision.criteria import Gate
from ukjapan_cli.decision.options import Citation, Score
from ukjapan_cli.decision.performances import Triangular
from ukjapan_cli.features.explain.analysis.explanation import Explanation, explain
from ukjapan_cli.features.explain.terminal import table
from ukjapan_cli.formats.phrases import points
from ukjapan_cli.formats.terminal import Screen

REASONED = replace(
    MIDDLE,
    summary="In between.",
    enablers=("A law passes.",),
    scores=scored(
        cost=Score(Triangular(5, 4, 7), "Somebody asked.", Citation("survey", "¶4")), gain=8
    ),
)
WEIGHED = replace(COST, because="Money is short.")
EXPLAINED = explain(decision(BEST, REASONED, criteria=(WEIGHED, GAIN)), "middle")

PIPED = """\
Middle
Rank 2 of 2 · 65.0 points · 30.0 behind Best
Which one?
Undated · stated weights

In between.

Criterion  Performance  Value  Weight  Points    Gap
Cost       £5m           50.0   50.0%    25.0  -20.0
Gain       8             80.0   50.0%    40.0  -10.0
Total                          100.0%    65.0  -30.0

Nothing carries it: on no criterion is it above the mean of the ranked options.
Cost holds it back: £5m is worth 25.0 of 50.0 points, 10.0 below the mean of the ranked options.
No single weight puts it first, whatever its size.
No single score puts it first, even at the best end of its scale.
It is first in none of 10,000 draws from the stated ranges of scores and weights.

Cost
  £5m (4 to 7) — Somebody asked. [survey ¶4]
  Weight 50.0% — Money is short.

It needs
  A law passes.
"""

TERMINAL = """\
Middle
Rank 2 of 2 · 65.0 points · 30.0 behind Best
Which one?
Undated · stated weights

In between.

Criterion  Performance  Value  Weight  Points    Gap
────────────────────────────────────────────────────
Cost       £5m           50.0   50.0%    25.0  -20.0
Gain       8             80.0   50.0%    40.0  -10.0

Total                          100.0%    65.0  -30.0

Nothing carries it: on no criterion is it above the mean of
the ranked options.
Cost holds it back: £5m is worth 25.0 of 50.0 points, 10.0
below the mean of the ranked options.
No single weight puts it first, whatever its size.
No single score puts it first, even at the best end of its
scale.
It is first in none of 10,000 draws from the stated ranges
of scores and weights.

Cost
  £5m (4 to 7) — Somebody asked. [survey ¶4]
  Weight 50.0% — Money is short.

It needs
  A law passes.
"""


def test_in_a_pipe() -> None:
    assert table(EXPLAINED, Screen()) == PIPED


def test_why_it_is_among_the_options_stands_once() -> None:
    kept = option("kept", cost=5, gain=1, summary="A tent.", because="It was promised.")
    gated = replace(GAIN, gate=Gate(at_least=2))
    text = table(explain(decision(BEST, kept, criteria=(COST, gated)), "kept"), Screen())
    assert text.startswith(
        "Kept\n"
        "Not ranked (Gain is 1, must be at least 2) · 30.0 points · 65.0 behind Best\n"
        "Which one?\n"
        "Undated · stated weights\n\n"
        "A tent.\n\n"
        "It is among the options because: It was promised.\n\n"
        "Criterion"
    )
    assert text.count("promised") == 1


def test_on_a_terminal() -> None:
    assert table(EXPLAINED, Screen(width=60)) == TERMINAL


def test_the_leader_has_a_lead_over_the_next() -> None:
    lines = table(explain(FIELD, "best"), Screen()).splitlines()
    assert lines[5:9] == [
        "Criterion  Performance  Value  Weight  Points   Lead",
        "Cost       £1m           90.0   50.0%    45.0  +20.0",
        "Gain       10           100.0   50.0%    50.0  +10.0",
        "Total                          100.0%    95.0  +30.0",
    ]


def test_the_only_option_is_compared_with_nobody() -> None:
    lines = table(explain(decision(MIDDLE, TODAY), "middle"), Screen()).splitlines()
    assert lines[5] == "Criterion  Performance  Value  Weight  Points"


AGAINST = """\
Criterion  Performance  Against  Weight  Points  Against    Gap
Cost       5            2         50.0%    25.0     40.0  -15.0
Gain       8            5         50.0%    40.0     25.0  +15.0
Total                            100.0%    65.0     65.0    0.0

Middle is level with Twin; it gains most on Gain (15.0 points); it loses most on Cost (15.0 points).

Cost
  Middle: £5m
  Twin: £2m
Gain
  Middle: 8
  Twin: 5
"""


def test_against_another_both_stand_side_by_side() -> None:
    text = table(explain(FIELD, "middle", against="twin"), Screen())
    assert text.split("\n\n", 1)[1] == AGAINST


def test_a_narrow_terminal_reads_performances_below_the_comparison() -> None:
    lines = table(explain(FIELD, "middle", against="twin"), Screen(width=60)).splitlines()
    assert lines[5].split() == ["Criterion", "Weight", "Points", "Against", "Gap"]
    assert "  Middle: £5m" in lines
    assert "  Twin: £2m" in lines
    wide = table(explain(FIELD, "middle", against="twin"), Screen(width=80)).splitlines()
    assert wide[5].split()[:3] == ["Criterion", "Performance", "Against"]


NAMES = st.text(st.sampled_from("abcdefgh -日本語é👍\x1b["), min_size=1, max_size=80)


@st.composite
def explanations(draw: st.DrawFn) -> Explanation:
    criteria = tuple(
        replace(GAIN, id=f"c{i}", name=draw(NAMES), because=draw(NAMES | st.just("")))
        for i in range(draw(st.integers(1, 5)))
    )
    options = []
    for i in range(draw(st.integers(1, 4))):
        gains = {c.id: draw(st.integers(0, 10)) for c in criteria}
        options.append(replace(option(f"o{i}"), name=draw(NAMES), scores=scored(**gains)))
    made = decision(*options, criteria=criteria, title=draw(NAMES))
    against = draw(st.sampled_from([None, *(o.id for o in options)]))
    return explain(made, draw(st.sampled_from(options)).id, against=against)


@settings(max_examples=examples(40), deadline=None)
@given(explanations(), st.integers(60, 200))
def test_no_line_is_wider_than_the_terminal_and_no_number_is_cut(
    explanation: Explanation, width: int
) -> None:
    lines = table(explanation, Screen(width=width)).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    text = "\n".join(lines)
    assert "…" not in text
    header = next(line for line in lines if line.startswith("Criterion "))
    assert header.split()[0] == "Criterion"  # and no other header is folded
    assert set(header.split()) <= {
        *("Criterion", "Performance", "Against", "Value", "Weight", "Points", "Gap", "Lead")
    }
    total = next(line for line in lines if line.startswith("Total "))
    assert f" {points(explanation.subject.value)}" in total


@pytest.mark.parametrize("width", [40, 50])
def test_numbers_are_whole_even_where_there_is_little_room(width: int) -> None:
    lines = table(EXPLAINED, Screen(width=width)).splitlines()
    assert max(map(len, lines)) <= width
    assert any(" ".join(line.split()).endswith("50.0 50.0% 25.0 -20.0") for line in lines)
