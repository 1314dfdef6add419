"""Rules on the decision itself, on decisions whose values can be read off: every scale is 0-100."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

import pytest
from tests.features.check.examples import example

from ukjapan_cli.decision.criteria import Criterion, Gate, Weight
from ukjapan_cli.decision.decision import Decision, Perspective
from ukjapan_cli.decision.options import Citation, Option, Score
from ukjapan_cli.decision.performances import Exact, Normal, Performance, Triangular
from ukjapan_cli.decision.scales import Linear, Local, Scale
from ukjapan_cli.features.check.catalogue import Check
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault, NotRunError
from ukjapan_cli.features.check.rules.decision import (
    close_first_place,
    divided_perspectives,
    dominated,
    double_counting,
    fragile_score,
    fragile_weight,
    indistinct_criterion,
    never_first,
)
from ukjapan_cli.features.check.settings import Thresholds

PERCENT = Linear(0, 100)
Row = Sequence[float | Performance | Score]


def subject(
    options: Mapping[str, Row],
    weights: Sequence[float] = (1, 1),
    *,
    scales: Sequence[Scale] | None = None,
    baseline: str = "",
    gate: Gate | None = None,
    perspectives: Mapping[str, Sequence[float]] | None = None,
    thresholds: Thresholds = Thresholds(),  # noqa: B008
) -> Subject:
    """A decision of options by id on criteria c0, c1, …; the gate is on the first of them."""

    def stated(given: float | Performance | Score) -> Score:
        if isinstance(given, Score):
            return given
        return Score(Exact(given) if isinstance(given, int | float) else given)

    criteria = tuple(
        Criterion(
            f"c{k}",
            f"C{k}",
            Weight(weight),
            scale=scales[k] if scales else PERCENT,
            gate=gate if k == 0 else None,
        )
        for k, weight in enumerate(weights)
    )
    decision = Decision(
        criteria=criteria,
        options=tuple(
            Option(
                id_,
                id_.upper(),
                scores={f"c{k}": stated(given) for k, given in enumerate(row)},
                is_baseline=id_ == baseline,
            )
            for id_, row in options.items()
        ),
        perspectives=tuple(
            Perspective(id_, id_.upper(), {f"c{k}": w for k, w in enumerate(row)})
            for id_, row in (perspectives or {}).items()
        ),
    )
    return Subject(decision, {f"c{k}": ("criteria", k) for k in range(len(weights))}, thresholds)


def found(rule: Check, of: Subject) -> list[Fault]:
    return list(rule.check(of))


def messages(rule: Check, of: Subject) -> list[str]:
    return [fault.message for fault in found(rule, of)]


class TestDominated:
    def test_by_which_with_the_margins(self) -> None:
        (fault,) = found(dominated, subject({"a": [80, 60], "b": [30, 60], "c": [0, 90]}))
        assert fault.where.path == ("options", 1, "id")
        assert "'b' is dominated by 'a'" in fault.message
        assert "50 points on 'c0'" in fault.message
        assert "c1" not in fault.message

    def test_the_largest_margins_are_named_and_the_others_counted(self) -> None:
        of = subject({"a": [10, 20, 30, 40, 50], "b": [0, 0, 0, 0, 0]}, [1] * 5)
        (message,) = messages(dominated, of)
        assert "50 points on 'c4', 40 points on 'c3', 30 points on 'c2' and on 2 more" in message

    def test_worse_than_doing_nothing(self) -> None:
        of = subject({"a": [80, 60], "b": [30, 20], "today": [40, 20]}, baseline="today")
        assert [m.split(",")[0] for m in messages(dominated, of)] == ["'b' is dominated by 'a'"]
        of = subject({"a": [80, 0], "b": [30, 20], "today": [40, 20]}, baseline="today")
        assert [m.split(",")[0] for m in messages(dominated, of)] == ["'b' is dominated by 'today'"]

    def test_the_baseline_may_be_dominated(self) -> None:
        assert not found(dominated, subject({"a": [80, 60], "t": [30, 20]}, baseline="t"))

    def test_what_fails_a_must_neither_dominates_nor_counts(self) -> None:
        of = subject(
            {"a": [80, 60], "b": [70, 50], "c": [10, 0]}, gate=Gate(at_least=20, at_most=75)
        )
        assert not found(dominated, of)

    def test_equal_options_do_not_dominate_each_other(self) -> None:
        assert not found(dominated, subject({"a": [80, 60], "b": [80, 60]}))


class TestNeverFirst:
    def test_the_mixture_is_named(self) -> None:
        (fault,) = found(never_first, subject({"a": [0, 100], "b": [100, 0], "c": [40, 40]}))
        assert fault.where.path == ("options", 2, "id")
        assert "50% 'a'" in fault.message
        assert "50% 'b'" in fault.message
        assert "10 points" in fault.message

    def test_what_one_option_dominates_is_told_elsewhere(self) -> None:
        of = subject({"a": [0, 100], "b": [100, 0], "c": [0, 40]})
        assert not found(never_first, of)
        assert len(found(dominated, of)) == 1

    def test_the_baseline_takes_no_part(self) -> None:
        rows = {"a": [0, 100], "b": [100, 0], "c": [40, 40]}
        assert not found(never_first, subject(rows, baseline="a"))
        assert not found(never_first, subject(rows, baseline="c"))

    def test_it_says_that_it_is_skipped_above_so_many_options(self) -> None:
        def register(count: int) -> Subject:
            return subject({f"o{n}": [n, 1000 - n] for n in range(count)}, [1, 1])

        with pytest.raises(NotRunError, match="501 options are more than 500"):
            found(never_first, register(501))
        assert not found(never_first, register(500))

    def test_the_summary_says_that_it_was_skipped(self) -> None:
        scores = "scores: {cost: 50, reach: 100, support: split}"
        many = "".join(f"  - {{id: o{n}, name: O{n}, {scores}}}\n" for n in range(600))
        notes = example(f"# options.yaml\noptions:\n{many}").checked().notes
        assert any("UKJ402 was not run: 602 options are more than 500" in note for note in notes)


class TestIndistinctCriterion:
    def test_the_threshold_is_a_spread_that_is_enough(self) -> None:
        def spread(points: float, least: float = 1.0) -> list[str]:
            thresholds = Thresholds(least_spread=least)
            return messages(
                indistinct_criterion,
                subject({"a": [50, 0], "b": [50 + points, 90]}, thresholds=thresholds),
            )

        assert not spread(1)
        assert "'c0' does not tell the options apart" in spread(0.99)[0]
        assert not spread(0.99, least=0.5)
        assert spread(5, least=6)

    def test_only_ranked_options_count(self) -> None:
        rows = {"a": [50, 0], "b": [50, 90], "t": [0, 0]}
        assert len(found(indistinct_criterion, subject(rows, baseline="t"))) == 1
        assert not found(indistinct_criterion, subject(rows))
        assert not found(indistinct_criterion, subject({"a": [50, 0]}))

    def test_zero_weights_and_local_scales_without_range_are_told_elsewhere(self) -> None:
        rows = {"a": [50, 0], "b": [50, 90]}
        assert not found(indistinct_criterion, subject(rows, [0, 1]))
        local = [Local(lower_is_better=False), PERCENT]
        assert not found(indistinct_criterion, subject(rows, scales=local))


class TestDoubleCounting:
    @staticmethod
    def rows(*places: tuple[str, str]) -> dict[str, list[Score]]:
        """Options on two criteria that move together, with the places that each score cites."""
        return {
            f"o{n}": [
                Score(Exact(20 * n), source=Citation("report", first)),
                Score(Exact(10 + 15 * n), source=Citation("report", second)),
            ]
            for n, (first, second) in enumerate(places)
        }

    def test_together_and_from_the_same_places(self) -> None:
        of = subject(self.rows(*[("p. 3", "p. 3")] * 4))
        (fault,) = found(double_counting, of)
        assert fault.where.path == ("criteria", 1, "id")
        assert "'c0' and 'c1'" in fault.message
        assert "r = 1.00" in fault.message
        assert "4 of 4 options" in fault.message

    @pytest.mark.parametrize(
        ("places", "is_found"),
        [
            ([("p. 3", "p. 4")] * 4, False),
            ([("p. 3", "p. 3"), ("p. 3", "p. 3"), ("p. 3", "p. 4"), ("p. 3", "p. 4")], True),
            ([("p. 3", "p. 3"), ("p. 3", "p. 4"), ("p. 3", "p. 4"), ("p. 3", "p. 4")], False),
            ([("¶3 ¶9", "¶4 ¶9")] * 4, True),
            ([("¶39", "¶3 ¶9")] * 4, False),
            ([("table 3", "p. 3")] * 4, False),
            ([("", "p. 3")] * 4, True),
            ([("foreword", "foreword")] * 4, True),
            ([("foreword", "annex")] * 4, False),
            ([("p. 3", "p. 3")] * 3, False),
        ],
    )
    def test_which_places_are_the_same(self, places: list[tuple[str, str]], is_found: bool) -> None:
        assert bool(found(double_counting, subject(self.rows(*places)))) == is_found

    def test_another_source_is_other_evidence(self) -> None:
        rows = self.rows(*[("p. 3", "p. 3")] * 4)
        for row in rows.values():
            row[1] = Score(row[1].performance, source=Citation("survey", "p. 3"))
        assert not found(double_counting, subject(rows))
        assert not found(double_counting, subject({k: [n, n] for n, k in enumerate("abcd")}))

    def test_a_criterion_that_weighs_nothing_counts_nothing_twice(self) -> None:
        assert not found(double_counting, subject(self.rows(*[("p. 3", "p. 3")] * 4), [1, 0]))

    def test_the_threshold_is_the_correlation(self) -> None:
        # c0 0, 10, 20, 30; c1 0, 20, 10, 30: r = 400/500
        rows = self.rows(*[("p. 3", "p. 3")] * 4)
        for (first, second), row in zip(
            [(0, 0), (10, 20), (20, 10), (30, 30)], rows.values(), strict=True
        ):
            row[:] = [
                Score(Exact(first), source=row[0].source),
                Score(Exact(second), source=row[1].source),
            ]
        assert not found(double_counting, subject(rows))
        low = Thresholds(least_correlation=0.8)
        assert len(found(double_counting, subject(rows, thresholds=low))) == 1


class TestCloseFirstPlace:
    def test_a_tie(self) -> None:
        (fault,) = found(close_first_place, subject({"a": [80, 20], "b": [40, 60], "c": [0, 0]}))
        assert fault.message == "'a' and 'b' tie for first place"
        assert fault.where.path == ("options", 0, "id")

    def test_half_the_ranges_add_up_as_squares(self) -> None:
        # Halves of 6 and 8 points of overall value come to 10.
        def lead(points: float) -> list[Fault]:
            return found(
                close_first_place,
                subject(
                    {
                        "a": [Triangular(50, 38, 62), 50 + points],
                        "b": [50, Triangular(50 - points, 34 - points, 66 - points)],
                    }
                ),
            )

        assert not lead(10.1)
        assert "leads 'b' by 9.9 points, less than the 10" in lead(9.9)[0].message

    def test_a_distribution_without_ends_counts_with_its_middle(self) -> None:
        # 1.645 standard deviations of 10, weighed a half: 8.2 points.
        def lead(points: float) -> list[Fault]:
            return found(
                close_first_place, subject({"a": [Normal(50, 10), 50 + 2 * points], "b": [50, 50]})
            )

        assert not lead(8.3)
        assert lead(8.1)

    def test_a_wide_rival_further_down_counts_too(self) -> None:
        wide = Triangular(10, 0, 90)
        (fault,) = found(
            close_first_place, subject({"a": [90, 40], "b": [80, 40], "c": [wide, 90]})
        )
        assert "leads 'c'" in fault.message

    def test_one_ranked_option_is_not_close_to_anybody(self) -> None:
        assert not found(close_first_place, subject({"a": [1, 1], "b": [1, 1]}, baseline="b"))


class TestFragileWeight:
    ROWS: ClassVar = {"a": [60, 40], "b": [40, 58.1]}  # level at 18.1/20 of the weight of c0

    def test_both_options_and_the_weight_are_named(self) -> None:
        of = subject(self.ROWS, [10, 10])
        faults = found(fragile_weight, of)
        assert [f.where.path for f in faults] == [("criteria", 0, "weight")]
        assert "'b' is first instead of 'a'" in faults[0].message
        assert "'c0' is below 9.05, which is within 10% of 10" in faults[0].message

    def test_the_threshold_is_the_change(self) -> None:
        # c1 has to rise to 10 / 0.905 = 11.05, which is more than a tenth.
        strict = Thresholds(weight_change=0.12)
        faults = found(fragile_weight, subject(self.ROWS, [10, 10], thresholds=strict))
        assert [f.where.path for f in faults] == [("criteria", k, "weight") for k in (0, 1)]
        assert "'c1' is above 11.05" in faults[1].message
        calm = Thresholds(weight_change=0.05)
        assert not found(fragile_weight, subject(self.ROWS, [10, 10], thresholds=calm))

    def test_a_tie_is_told_elsewhere(self) -> None:
        assert not found(fragile_weight, subject({"a": [60, 40], "b": [40, 60]}))

    def test_one_criterion_has_nothing_to_weigh_against(self) -> None:
        assert not found(fragile_weight, subject({"a": [60], "b": [40]}, [1]))


class TestFragileScore:
    def test_the_leader_s_score_at_its_worse_end(self) -> None:
        (fault,) = found(fragile_score, subject({"a": [Triangular(60, 20, 70), 50], "b": [50, 50]}))
        assert fault.where.path == ("options", 0, "scores", "c0")
        assert "'b' is first instead of 'a' if 'a' does 20 on 'c0'" in fault.message

    def test_a_rival_s_score_at_its_better_end(self) -> None:
        cost = [Linear(100, 0), PERCENT]
        (fault,) = found(
            fragile_score,
            subject({"a": [40, 50], "b": [Triangular(50, 20, 60), 50]}, scales=cost),
        )
        assert "'b' is first instead of 'a' if 'b' does 20 on 'c0'" in fault.message

    def test_a_range_that_does_not_reach(self) -> None:
        assert not found(fragile_score, subject({"a": [Triangular(60, 50, 99), 50], "b": [50, 50]}))

    def test_a_distribution_without_ends_has_none_to_be_at(self) -> None:
        assert not found(fragile_score, subject({"a": [Normal(60, 50), 50], "b": [50, 50]}))


class TestDividedPerspectives:
    ROWS: ClassVar = {"a": [90, 10], "b": [10, 90]}

    def test_who_is_first_for_whom(self) -> None:
        of = subject(self.ROWS, perspectives={"p": [3, 1], "q": [1, 3], "r": [2, 1]})
        (fault,) = found(divided_perspectives, of)
        assert fault.where.path == ("perspectives",)
        assert fault.where.on_key
        assert "'a' for p, r; 'b' for q" in fault.message

    def test_agreement(self) -> None:
        of = subject(self.ROWS, perspectives={"p": [3, 1], "q": [2, 1]})
        assert not found(divided_perspectives, of)
        assert not found(divided_perspectives, subject(self.ROWS))
        assert not found(divided_perspectives, subject(self.ROWS, perspectives={"p": [1, 3]}))

    def test_a_tie_agrees_with_both(self) -> None:
        of = subject(self.ROWS, perspectives={"p": [1, 1], "q": [2, 1]})
        assert not found(divided_perspectives, of)
