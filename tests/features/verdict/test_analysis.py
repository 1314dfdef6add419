"""The verdict, on decisions of two criteria from 0 to 100 whose numbers can be worked out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision, Perspective
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact, Performance, Uniform
from ukjapan_cli.decision.scales import Linear
from ukjapan_cli.features.robustness.analysis.robustness import robustness
from ukjapan_cli.features.verdict.analysis import Verdict, verdict
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.sampling.first_draws import MOST_RIVALS, first_draws
from ukjapan_cli.model.scoring import score

PERCENT = Linear(0, 100)


def decision(
    options: Mapping[str, Sequence[float | Performance]],
    weights: Sequence[Weight | float] = (1, 1),
    perspectives: Mapping[str, Sequence[float]] | None = None,
) -> Decision:
    def stated(given: float | Performance) -> Score:
        return Score(Exact(given) if isinstance(given, int | float) else given)

    return Decision(
        criteria=tuple(
            Criterion(f"c{k}", f"C{k}", w if isinstance(w, Weight) else Weight(w), scale=PERCENT)
            for k, w in enumerate(weights)
        ),
        options=tuple(
            Option(id_, id_.upper(), scores={f"c{k}": stated(p) for k, p in enumerate(row)})
            for id_, row in options.items()
        ),
        perspectives=tuple(
            Perspective(id_, id_, {f"c{k}": w for k, w in enumerate(row)})
            for id_, row in (perspectives or {}).items()
        ),
    )


def judged(of: Decision) -> Verdict:
    found = verdict(score(of))
    assert found is not None
    return found


def test_nothing_can_happen_to_a_dominating_option() -> None:
    found = judged(decision({"b": [40, 40], "a": [60, 60]}, perspectives={"p": [9, 1]}))
    assert found.word == "robust"
    assert [option.id for option in found.leaders] == ["a"]
    assert found.first == (1, 0)
    assert found.switch is None
    assert found.backing == found.perspectives == ("p",)


def test_level_options_tie() -> None:
    found = judged(decision({"a": [60, 40], "b": [40, 60], "c": [0, 0]}))
    assert found.word == "a tie"
    assert [option.id for option in found.leaders] == ["a", "b"]


def fixed(weight: float) -> Weight:
    """A weight that is not drawn."""
    return Weight(weight, weight, weight)


def test_the_share_of_draws_that_each_word_asks_for() -> None:
    """With exact weights 1 and 1, b is first where its score, from 0 up, is above that of a."""

    def word(highest: float) -> tuple[str, float]:
        found = judged(
            decision({"a": [50, 50], "b": [50, Uniform(0, highest)]}, [fixed(1), fixed(1)])
        )
        return found.word, found.first.value

    assert word(50) == ("robust", 1)
    likely, share = word(60)  # 5 of 6 draws
    assert (likely, share) == ("likely", pytest.approx(5 / 6, abs=0.02))
    contested, share = word(99)  # 50 of 99
    assert (contested, share) == ("contested", pytest.approx(50 / 99, abs=0.02))
    robust, share = word(54)  # 50 of 54
    assert (robust, share) == ("robust", pytest.approx(50 / 54, abs=0.02))


@pytest.mark.parametrize(
    ("rival", "word", "at"),
    [
        # a is worth 60 s + 40 (1 - s); the share s of c0 at which the rival is level
        ([20, 100], "robust", 0.6),
        ([52, 44], "contested", 1 / 3),
        ([50, 49], "contested", 9 / 19),
    ],
)
def test_a_switch_is_the_nearest_share_at_which_another_takes_over(
    rival: list[float], word: str, at: float
) -> None:
    found = judged(decision({"a": [60, 40], "b": rival}, [fixed(1), fixed(1)]))
    if word == "robust":  # b leads there today
        assert [option.id for option in found.leaders] == ["b"]
    else:
        assert found.leaders[0].id == "a"
    assert found.switch is not None
    assert found.switch.share == 0.5
    places = {round(at, 9), round(1 - at, 9)}
    assert round(found.switch.at, 9) in places


def test_how_far_a_weight_may_move() -> None:
    """a and b are level where c0 has the share s: at 0.5 less a part of it."""

    def word(part: float) -> str:
        level = 0.5 * (1 - part)
        # a - b is 100 (s - level) on a line: at s = 1 and at s = 0
        ahead, behind = 50 * (1 - level), 50 * level
        rows = {"a": [50 + ahead, 50 - behind], "b": [50, 50]}
        return judged(decision(rows, [fixed(1), fixed(1)])).word

    assert word(0.26) == "robust"
    assert word(0.24) == "likely"
    assert word(0.11) == "likely"
    assert word(0.09) == "contested"


def test_perspectives_must_agree_for_robust_and_half_of_them_for_likely() -> None:
    rows = {"a": [90, 30], "b": [10, 70]}  # b is first where c1 has more than two thirds

    def word(*perspectives: Sequence[float]) -> str:
        named = {f"p{n}": row for n, row in enumerate(perspectives)}
        return judged(decision(rows, [fixed(1), fixed(1)], named)).word

    assert word([1, 1], [1, 1]) == "robust"
    assert word([1, 1], [1, 9]) == "likely"
    assert word([1, 1], [1, 9], [1, 8]) == "contested"
    assert word([1, 2], [1, 9]) == "likely"  # level is first too


def test_no_verdict_without_a_rival_or_with_missing_scores() -> None:
    assert verdict(score(decision({"a": [60, 40]}))) is None
    whole = decision({"a": [60, 40], "b": [50, 50]})
    first, second = whole.options
    gap = replace(whole, options=(first, replace(second, scores={"c0": second.scores["c0"]})))
    assert verdict(score(gap, allow_missing=True)) is None


def test_what_is_required() -> None:
    robust = judged(decision({"a": [60, 60], "b": [40, 40]}))
    contested = replace(robust, word="contested")
    likely = replace(robust, word="likely")
    tie = replace(robust, word="a tie")
    assert robust.is_at_least("robust")
    assert robust.is_at_least("likely")
    assert likely.is_at_least("likely")
    assert not likely.is_at_least("robust")
    for word in ("likely", "robust"):
        assert not contested.is_at_least(word)
        assert not tie.is_at_least(word)


def test_the_draws_are_those_of_robustness() -> None:
    of = decision(
        {"a": [Uniform(30, 80), 50], "b": [50, Uniform(20, 90)], "c": [Uniform(0, 90), 45]}
    )
    ranked = score(of).ranked_rows
    few, more = first_draws(of, matrix(of), ranked), robustness(of)
    assert few.draws == more.draws
    for row, found in zip(ranked, more.options, strict=True):
        share = few.of(row)
        assert share.first == found.first
        assert found.central_weights is not None
        assert share.central_weights == {id_: w.value for id_, w in found.central_weights.items()}
    assert sum(share.value for share in few.first.values()) == pytest.approx(1)


def test_the_draws_of_the_best_are_the_same_whoever_else_is_drawn() -> None:
    """Three of 130 options are ever first; the hundredth and those below it never are."""
    best = {"a": [Uniform(60, 90), 80], "b": [80, Uniform(70, 85)], "c": [Uniform(60, 90), 79]}
    others = {f"o{n}": [Uniform(0, 50), Uniform(10, 50 - n / 5)] for n in range(127)}
    of = decision({**others, **best})
    ranked = score(of).ranked_rows
    table, all_ranked = matrix(of), robustness(of)
    few = first_draws(of, table, ranked)
    assert (len(few.first), few.draws) == (MOST_RIVALS, all_ranked.draws)
    last = first_draws(of, table, ranked, including=ranked[-1])
    assert last.first.keys() == {*ranked[:MOST_RIVALS], *ranked[120:]}
    for row, found in zip(ranked, all_ranked.options, strict=True):
        for drawn in (few, last):
            assert drawn.first.get(row, found.first) == found.first
    firsts = [share.value for share in few.first.values()]
    assert sum(0 < first < 1 for first in firsts) == 3


def test_an_option_far_down_can_be_asked_for() -> None:
    of = decision({f"o{n}": [1000 - n, 0] for n in range(MOST_RIVALS + 50)})
    ranked = list(range(MOST_RIVALS + 50))
    assert MOST_RIVALS + 10 not in first_draws(of, matrix(of), ranked).first
    asked = first_draws(of, matrix(of), ranked, including=MOST_RIVALS + 10)
    assert asked.of(MOST_RIVALS + 10) == ((0, 0), None, asked.draws)
    assert asked.of(0).first.value == 1
