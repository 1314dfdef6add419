"""What upsets first place, held against scoring the changed decision."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.properties.decisions import Kinds, decisions

from ukjapan_cli.decision.criteria import nodes_of
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Score
from ukjapan_cli.decision.performances import Exact, bounds
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.rules.decision import fragile_weight
from ukjapan_cli.features.check.score_upsets import score_upsets
from ukjapan_cli.features.check.settings import Thresholds
from ukjapan_cli.features.sensitivity.analysis.weights import weight_sensitivity
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.ranges import ranges
from ukjapan_cli.model.values import TIE

UNGATED = Kinds(gates=False, baseline=False)


def overall(decision: Decision) -> np.ndarray:
    table = matrix(decision)
    return table.values @ table.weights


def ranked(decision: Decision) -> list[int]:
    totals = overall(decision).tolist()
    return sorted(range(len(totals)), key=lambda row: -totals[row])


def led(decision: Decision) -> list[int]:
    """The rows best first, in a decision that one option leads alone."""
    rows = ranked(decision)
    totals = overall(decision)
    assume(totals[rows[0]] - totals[rows[1]] > 1e-6)
    return rows


@given(decisions(UNGATED))
def test_a_number_flip_is_where_first_place_moves(decision: Decision) -> None:
    rows = led(decision)
    leader = rows[0]
    for found in weight_sensitivity(decision, tuple(rows)):
        stated, id_ = found.node.weight.value, found.node.id

        def lead(weight: float, id_: str = id_) -> np.ndarray:
            totals = overall(decision.reweighted({id_: weight}))
            return totals[leader] - totals

        sides = (found.below, [stated * k / 5 for k in range(1, 5)], 1 - 1e-4)
        others = (found.above, [stated * k + k / 9 for k in (1.1, 2, 9, 99)], 1 + 1e-4)
        for flip, numbers, past in (sides, others):
            if flip is None or not np.isfinite(flip.number):
                assert all(lead(number).min() > -1e-6 for number in numbers if number)
                continue
            assert (flip.number < stated) == (past < 1)
            if not flip.number:
                continue  # a weight of none may leave its group with none
            assert lead(flip.number)[flip.first] == pytest.approx(0, abs=1e-7)
            assert lead((stated + flip.number) / 2).min() > -1e-9
            assert lead(flip.number * past)[flip.first] < 1e-12


@given(decisions(UNGATED), st.sampled_from([0.1, 0.5]))
def test_the_rule_finds_first_place_moved_by_a_part_of_a_weight(
    decision: Decision, change: float
) -> None:
    """Held against scoring seven weights within the part, and the number that it names."""
    rows = led(decision)
    leader = rows[0]
    paths = {node.id: ("criteria", node.id) for node in nodes_of(decision.criteria)}
    subject = Subject(decision, paths, Thresholds(weight_change=change))
    told = {str(fault.where.path[1]): fault.message for fault in fragile_weight.check(subject)}
    for node in nodes_of(decision.criteria):
        stated = node.weight.value

        def lead(weight: float, id_: str = node.id) -> np.ndarray:
            totals = overall(decision.reweighted({id_: weight}))
            return totals[leader] - totals

        if not stated:
            assert node.id not in told
        elif node.id not in told:
            for factor in np.linspace(1 - change, 1 + change, 7).tolist():
                assert lead(stated * factor).min() > -1e-7
        else:
            side, number = re.search(r" is (above|below) ([\d.e-]+),", told[node.id]).groups()  # type: ignore[union-attr]
            assert float(number) == pytest.approx(stated, rel=change * 1.01)
            beyond = stated * (1 + change if side == "above" else 1 - change)
            first = int(lead(beyond).argmin())
            assert lead(beyond)[first] < 0


def with_end(decision: Decision, row: int, criterion: str, end: float) -> Decision:
    """The decision with one performance at `end` on its date, other dates as they are."""
    option = decision.options[row]
    kept = tuple(p for p in option.scores[criterion].over_time if p[0] != decision.as_of)
    assert decision.as_of is not None
    series = tuple(sorted([*kept, (decision.as_of, end)])) if kept else ()
    scores = {**option.scores, criterion: Score(Exact(end), over_time=series)}
    options = list(decision.options)
    options[row] = replace(option, scores=scores)
    return replace(decision, options=tuple(options))


@given(decisions(UNGATED))
def test_a_score_upset_is_a_score_whose_range_moves_first_place(decision: Decision) -> None:
    rows = led(decision)
    leader, table = rows[0], matrix(decision)
    found = score_upsets(decision, table, ranges(decision, table), rows)
    expected = set()
    for row, option in enumerate(decision.options):
        for criterion in table.criteria:
            score = option.scores[criterion.id]
            stated = bounds(score.on(decision.as_of))
            if stated is None or isinstance(score.performance, Exact) or "Beta" in repr(score):
                continue
            for end in stated:
                totals = overall(with_end(decision, row, criterion.id, end))
                first = int(totals.argmax())
                is_ahead = totals[first] > totals[leader] + TIE
                if is_ahead and (row == leader or totals[row] >= totals[first] - TIE):
                    expected.add((row, criterion.id))
    assert {(u.row, table.criteria[u.column].id) for u in found} == expected
    for upset in found:
        id_ = table.criteria[upset.column].id
        totals = overall(with_end(decision, upset.row, id_, upset.end))
        assert totals[upset.first] > totals[leader]
