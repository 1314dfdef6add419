"""Three options under three perspectives, worked out by hand.

Values on x, y and z: a 100, 40, 0; b 60, 60, 60; c 0, 20, 100. x and y are the group g, 3 to 1, and
g and z weigh the same, so that stated values are a 42.5, b 60, c 52.5.

    perspective              shares of x, y, z      values of a, b, c     regrets
    p, group g alone         3/4, 1/4, 0            85, 60, 5             0, 25, 80
    q, z alone               0, 0, 1                0, 60, 100            100, 40, 0
    r, g 1, x = y, z 2       1/6, 1/6, 2/3          23 1/3, 60, 70        46 2/3, 10, 0
    mean                     11/36, 5/36, 5/9       36 1/9, 60, 58 1/3
"""

from dataclasses import replace
from functools import partial

import pytest

from ukjapan_cli.decision.criteria import Criterion, Gate, Weight
from ukjapan_cli.decision.decision import Decision, Perspective
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Linear
from ukjapan_cli.features.perspectives.analysis.first_by_perspective import first_by_perspective
from ukjapan_cli.features.perspectives.analysis.perspectives import (
    NoPerspectivesError,
    Perspectives,
    TooManyPerspectivesError,
    perspectives,
)
from ukjapan_cli.features.report.analysis import appraise
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.scoring import MissingScoresError, NothingRankedError

close = partial(pytest.approx, abs=1e-12)


def leaf(id_: str, weight: float) -> Criterion:
    return Criterion(id_, id_.upper(), Weight(weight), scale=Linear(0, 100))


def option(id_: str, *values: float, is_baseline: bool = False) -> Option:
    scores = {name: Score(Exact(value)) for name, value in zip("xyz", values, strict=True)}
    return Option(id_, id_.upper(), scores=scores, is_baseline=is_baseline)


A, B, C = option("a", 100, 40, 0), option("b", 60, 60, 60), option("c", 0, 20, 100)
P = Perspective("p", "Pat", {"g": 1})
Q = Perspective("q", "Quinn", {"z": 1})
R = Perspective("r", "Robin", {"g": 1, "x": 1, "y": 1, "z": 2})
DECISION = Decision(
    criteria=(
        Criterion("g", "G", Weight(1), criteria=(leaf("x", 3), leaf("y", 1))),
        leaf("z", 1),
    ),
    options=(A, B, C, option("now", 100, 100, 100, is_baseline=True)),
    perspectives=(P, Q, R),
)


@pytest.fixture(scope="module")
def found() -> Perspectives:
    return perspectives(DECISION)


def names(options: tuple[Option, ...]) -> str:
    return "".join(option.id for option in options)


def test_values_ranks_and_first_places_beside_the_stated_ones(found: Perspectives) -> None:
    assert names(tuple(seen.option for seen in found.options)) == "bca"
    b, c, a = found.options
    assert (b.standing.value, c.standing.value, a.standing.value) == close((60, 52.5, 42.5))
    assert a.values == close((85, 0, 70 / 3))
    assert b.values == close((60, 60, 60))
    assert c.values == close((5, 100, 70))
    assert [[place.rank for place in seen.places] for seen in (a, b, c)] == [
        [1, 3, 3],
        [2, 2, 2],
        [3, 1, 1],
    ]
    assert [names(view.first) for view in found.views] == ["a", "c", "c"]
    assert found.views[2].shares == close({"x": 1 / 6, "y": 1 / 6, "z": 2 / 3})


def test_regrets_and_the_compromise(found: Perspectives) -> None:
    b, c, a = found.options
    assert a.regrets == close((0, 100, 140 / 3))
    assert b.regrets == close((25, 40, 10))
    assert c.regrets == close((80, 0, 0))
    assert [seen.largest_regret for seen in (a, b, c)] == close([100, 40, 80])
    assert [seen.worst_rank for seen in (a, b, c)] == [3, 2, 3]
    assert found.compromise == (b,)
    assert found.always_in_top_two == (b,)


def test_agreement(found: Perspectives) -> None:
    assert found.concordance == close(1 / 9)
    assert [(tau.one.id + tau.other.id, tau.tau) for tau in found.taus] == [
        ("pq", -1),
        ("pr", -1),
        ("qr", 1),
    ]


def test_the_mean_and_who_could_change_it(found: Perspectives) -> None:
    assert found.mean.shares == close({"x": 11 / 36, "y": 5 / 36, "z": 5 / 9})
    assert found.mean.values == close((60, 175 / 3, 325 / 9))
    assert [place.rank for place in found.mean.places] == [1, 2, 3]
    assert names(found.mean.first) == "b"
    assert [(a.perspective.id, names(a.first)) for a in found.absences] == [("p", "c")]


def test_criteria_stand_in_the_order_of_what_the_disagreement_moves(found: Perspectives) -> None:
    assert [one.criterion.id for one in found.disagreements] == ["z", "x", "y"]
    assert [one.spread for one in found.disagreements] == close([1, 3 / 4, 1 / 4])
    assert [one.moves for one in found.disagreements] == close([100, 75, 10])
    assert found.disagreements[1].shares == close((3 / 4, 0, 1 / 6))


def test_options_that_do_not_compete_count_nowhere() -> None:
    """The baseline would be first for all, and a failed must takes c out."""
    gated = replace(leaf("x", 3), gate=Gate(at_least=50))
    group = replace(DECISION.criteria[0], criteria=(gated, leaf("y", 1)))
    found = perspectives(replace(DECISION, criteria=(group, leaf("z", 1))))
    assert [seen.option.id for seen in found.options] == ["b", "a"]
    assert found.options[0].regrets == close((25, 0, 0))
    assert [one.moves for one in found.disagreements if one.criterion.id == "x"] == close([30])
    assert [standing.option.id for standing in found.scoring.excluded] == ["c", "now"]


def test_perspectives_are_the_same_whatever_weights_are_in_force(found: Perspectives) -> None:
    for decision in (
        DECISION.seen_from("r"),
        DECISION.reweighted({"x": 90}),
        DECISION.seen_from("q").reweighted({"x": 7}),
    ):
        other = perspectives(decision)
        assert {o.option.id: (o.values, o.regrets) for o in other.options} == {
            o.option.id: (close(o.values), close(o.regrets)) for o in found.options
        }
        assert other.concordance == close(found.concordance)
    seen = perspectives(DECISION.seen_from("r"))
    assert [o.standing.value for o in seen.options] == [o.values[2] for o in seen.options]


def test_one_perspective_has_nobody_to_agree_with() -> None:
    found = perspectives(replace(DECISION, perspectives=(P,)))
    assert (found.concordance, found.taus, found.absences) == (None, (), ())
    assert [seen.option.id for seen in found.compromise] == ["a"]
    assert found.mean.values == found.views[0].values
    assert [one.moves for one in found.disagreements] == [0, 0, 0]


def test_one_option_is_everybodys() -> None:
    found = perspectives(replace(DECISION, options=(A,)))
    (only,) = found.options
    assert (only.regrets, only.worst_rank, found.concordance) == ((0, 0, 0), 1, None)
    assert [tau.tau for tau in found.taus] == [None] * 3
    assert (found.compromise, found.absences) == ((only,), ())


def test_options_that_tie_share_places_and_the_compromise() -> None:
    twin = replace(B, id="d")
    found = perspectives(replace(DECISION, options=(A, B, C, twin)))
    assert [seen.option.id for seen in found.compromise] == ["b", "d"]
    assert [str(place) for place in found.options[0].places] == ["2=", "2=", "2="]
    assert found.always_in_top_two == found.compromise
    # ranks with the tie as 2.5: sums a 1 + 4 + 4, b and d 7.5, c 4 + 1 + 1; each tie counts 6
    assert found.concordance == close(12 * (1.5**2 + 1.5**2) / (9 * 60 - 3 * 3 * 6))


def test_first_places_of_rows(found: Perspectives) -> None:
    del found
    table = matrix(DECISION)
    assert first_by_perspective(DECISION, table, [0, 1, 2]) == [{0}, {2}, {2}]
    assert first_by_perspective(DECISION, table, [1, 0]) == [{0}, {1}, {1}]
    assert first_by_perspective(DECISION, table, []) == []


def test_a_decision_without_perspectives() -> None:
    with pytest.raises(NoPerspectivesError, match="no perspectives to compare; add 'perspectives'"):
        perspectives(replace(DECISION, perspectives=()))


def test_a_decision_without_options_to_rank() -> None:
    with pytest.raises(NothingRankedError, match="none is ranked"):
        perspectives(replace(DECISION, options=DECISION.options[3:]))


def test_a_missing_score() -> None:
    gap = replace(A, scores={"x": A.scores["x"], "z": A.scores["z"]})
    with pytest.raises(MissingScoresError, match="'a' has no score on 'y'"):
        perspectives(replace(DECISION, options=(gap, B)))


def test_of_more_perspectives_than_there_is_time_for_pairs_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ukjapan_cli.features.perspectives.analysis.perspectives.MOST_IN_PAIRS", 2)
    some, whole = perspectives(DECISION), perspectives(DECISION, full=True)
    assert some.taus == ()
    assert len(whole.taus) == 3
    assert replace(some, taus=whole.taus) == whole


def test_more_values_than_fit_are_refused_with_what_has_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ukjapan_cli.features.perspectives.analysis.perspectives.MOST_VALUES", 8)
    with pytest.raises(TooManyPerspectivesError, match=r"3 options under 3 .*--full"):
        perspectives(DECISION)
    assert len(perspectives(DECISION, full=True).options) == 3
    appraisal = appraise(DECISION, draws=10)
    assert appraisal.perspectives is None
    assert any(said.startswith("Perspectives were not compared:") for said in appraisal.omissions)
