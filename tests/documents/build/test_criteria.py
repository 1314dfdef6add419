"""The criteria document → the value tree and the perspectives."""

import pytest
import yaml
from tests.documents.decision import CRITERIA, OPTIONS, built, codes, found, marked, replaced

from ukjapan_cli.decision.criteria import Criterion, Gate, Weight
from ukjapan_cli.decision.decision import Decision, Perspective
from ukjapan_cli.decision.options import Citation
from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.build import criteria as module

COUNCIL = "{running-cost: 60, security: 10, reach: 25, support: 5}"


def decision_of(criteria: str = CRITERIA) -> Decision:
    loaded = built(criteria)
    assert loaded.diagnostics == ()
    assert loaded.decision is not None
    return loaded.decision


def test_everything_in_the_file_is_in_the_tree() -> None:
    running_cost = Criterion(
        "running-cost",
        "Running cost",
        Weight(40, 30, 50),
        source=Citation("survey", "¶2"),
        scale=Linear(120.0, 40.0, "£k a year", {"worst": "as now", "best": "halved"}),
    )
    security = Criterion("security", "Rent security", Weight(20), scale=Local(False))
    assert decision_of().criteria == (
        Criterion("money", "Money", Weight(60), criteria=(running_cost, security)),
        Criterion(
            "reach",
            "Reach",
            Weight(30),
            scale=Piecewise(((0.0, 0.0), (1000.0, 60.0), (4000.0, 100.0))),
            gate=Gate(at_least=500.0),
        ),
        Criterion(
            "support",
            "Local support",
            Weight(10),
            scale=Levels({"opposed": 0.0, "split": 40.0, "behind-it": 100.0}),
        ),
    )


def test_perspectives() -> None:
    weights = {"running-cost": 60.0, "security": 10.0, "reach": 25.0, "support": 5.0}
    assert decision_of().perspectives == (Perspective("council", "The council", weights),)
    text = replaced(CRITERIA, ("name: The council", "name: The council\n    because: They pay.\n"))
    assert decision_of(text).perspectives[0].because == "They pay."


def test_a_perspective_may_leave_criteria_out() -> None:
    text = replaced(CRITERIA, ("{running-cost: 60, security: 10, reach: 25, ", "{"))
    assert decision_of(text).perspectives[0].weights == {"support": 5.0}


@pytest.mark.parametrize(
    "weights",
    [
        "{money: 60, reach: 40}",
        "{money: 60, running-cost: 3, security: 1, reach: 40}",
        "{money: 0, running-cost: 0, security: 0, reach: 1}",
        "{money: 1, running-cost: 0, security: 1}",
    ],
)
def test_a_perspective_may_name_groups(weights: str) -> None:
    decision = decision_of(replaced(CRITERIA, (COUNCIL, weights)))
    assert decision.perspectives[0].weights == yaml.safe_load(weights)
    assert sum(decision.seen_from("council").weights.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("weights", "names"),
    [
        ("{money: 0, reach: 0}", "money, reach"),
        ("{money: 0, running-cost: 1}", "money"),
        ("{money: 60, running-cost: 0, security: 0, reach: 40}", "running-cost, security"),
        ("{money: 60, security: 0, reach: 40}", "security"),
    ],
)
def test_what_shares_a_groups_part_has_a_weight_among_it(weights: str, names: str) -> None:
    (diagnostic,) = found(replaced(CRITERIA, (COUNCIL, weights)))
    assert (diagnostic.rule, diagnostic.message) == (
        rules.UNUSABLE_WEIGHTS,
        f"no weight is positive among {names}",
    )
    assert diagnostic.path == "/perspectives/0/weights"


def test_parts_of_a_part_of_nothing_need_no_weight() -> None:
    nested = """\
      - id: rent
        name: Rent
        weight: 20
        criteria:
          - {id: security, name: Rent security, weight: 2, scale: {better: higher}}
          - {id: price, name: Rent, weight: 1, scale: {worst: 2, best: 0}}
"""
    leaf = CRITERIA[CRITERIA.index("      - id: security") : CRITERIA.index("  - id: reach")]
    weights = "{money: 0, rent: 5, price: 0, reach: 1}"
    text = replaced(CRITERIA, (leaf, nested), (COUNCIL, weights))
    options = OPTIONS.replace("security:", "price: 1\n      security:").replace(
        "price: 1\n      security: 1, ", "price: 1, security: 1, "
    )
    assert [d.message for d in built(text, options).diagnostics] == []
    more = replaced(text, ("money: 0, rent: 5", "money: 1, rent: 5"))
    assert [d.message for d in built(more, options).diagnostics] == [
        "no weight is positive among price"
    ]


def test_weights_of_groups_that_are_more_than_a_number_can_hold() -> None:
    weights = "{money: 1, running-cost: 1.7e+308, security: 1.7e+308}"
    (diagnostic,) = found(replaced(CRITERIA, (COUNCIL, weights)))
    assert diagnostic.message == (
        "the weights of running-cost, security add up to more than a number can hold"
    )


def test_texts_lose_the_line_end_of_block_scalars() -> None:
    text = replaced(
        CRITERIA,
        ("weight: 30\n", "weight: 30\n    because: >\n      One\n      reason.\n"),
        ("name: Reach\n", "name: |\n      Reach\n    question: |\n      How\n      many?\n"),
    )
    reach = decision_of(text).criteria[1]
    assert (reach.name, reach.because, reach.question) == ("Reach", "One reason.", "How\nmany?")


@pytest.mark.parametrize(
    ("must", "gate"),
    [
        ("{at_least: 500}", Gate(500.0)),
        ("{at_most: 900}", Gate(None, 900.0)),
        ("{at_least: 500, at_most: 500}", Gate(500.0, 500.0)),
    ],
)
def test_gates(must: str, gate: Gate) -> None:
    assert decision_of(replaced(CRITERIA, ("{at_least: 500}", must))).criteria[1].gate == gate


def test_a_gate_on_levels_is_a_level() -> None:
    text = replaced(CRITERIA, ("weight: 10\n", "weight: 10\n    must: {at_least: split}\n"))
    assert decision_of(text).criteria[2].gate == Gate(40.0)


# what is replaced, by what (▸: the place), the code, the message, the hint
FAULTS = [
    (
        "must: {at_least: 500}",
        "must: ▸{at_least: 5, at_most: 4}",
        "UKJ116",
        "least 5 and at most 4",
        "order",
    ),
    ("at_least: 500", "at_least: ▸many", "UKJ107", "takes a number", "without its unit"),
    ("weight: 10\n", "weight: 10\n    must: {at_most: ▸splot}\n", "UKJ111", "no level", "'split'"),
    (
        "value: 40, low: 30",
        "value: 20, low: 30",
        "UKJ116",
        "20 is not between low 30 and high 50",
        "order",
    ),
    ("low: 30, high: 50", "low: 50, high: 30", "UKJ116", "not between low 50 and high 30", "order"),
    ("reach: 25", "▸rech: 25", "UKJ111", "no criterion is called 'rech'", "did you mean 'reach'?"),
    (
        "reach: 25",
        "▸zzz: 25",
        "UKJ111",
        "called 'zzz'",
        "the criteria are: money, running-cost, security, reach, support",
    ),
    (
        "source: survey",
        "source: ▸surwey",
        "UKJ111",
        "no source is called 'surwey'",
        "did you mean 'survey'?",
    ),
    (
        "weight: 30",
        "weight: ▸.inf",
        "UKJ115",
        "'.inf' is not a finite number",
        "number that is meant",
    ),
    (
        "reach: 25",
        "reach: ▸.nan",
        "UKJ115",
        "'.nan' is not a finite number",
        "number that is meant",
    ),
    (
        "low: 30,",
        "low: ▸-.inf,",
        "UKJ115",
        "'-.inf' is not a finite number",
        "number that is meant",
    ),
    (
        "weights: {running-cost: 60, security: 10, reach: 25, support: 5}",
        "▸weights: {reach: 0, support: 0}",
        "UKJ115",
        "no weight is positive among reach, support",
        "give one a weight",
    ),
    (
        "weights: {running-cost: 60, security: 10, reach: 25, support: 5}",
        "▸weights: {}",
        "UKJ115",
        "there are no weights",
        "give one a weight",
    ),
    (
        "running-cost: 60, security: 10, reach: 25, support: 5}",
        "reach: 1.7e+308, support: 1.7e+308}",
        "UKJ115",
        "more than a number can hold",
        "divide",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "hint"), FAULTS, ids=[f"{f[2]}-{f[1][:40]}" for f in FAULTS]
)
def test_a_fault_is_told_once_with_its_place(
    old: str, new: str, code: str, message: str, hint: str
) -> None:
    text, line, column = marked(replaced(CRITERIA, (old, new)))
    diagnostics = found(criteria=text)
    assert codes(diagnostics) == [code]
    (diagnostic,) = diagnostics
    assert message in diagnostic.message
    assert hint in diagnostic.hint
    if "▸" in new:
        assert (diagnostic.line, diagnostic.column) == (line, column)


@pytest.mark.parametrize(
    ("id_", "old", "new", "swing"),
    [
        ("running-cost", "{value: 40,", "{value: 40, swing: [120, 40],", (120.0, 40.0)),
        ("security", "weight: 20", "weight: {value: 20, swing: [1, 15]}", (1.0, 15.0)),
        ("reach", "weight: 30", "weight: {value: 30, swing: [0, 4000]}", (0.0, 4000.0)),
        ("support", "weight: 10", "weight: {value: 10, swing: [split, behind-it]}", (40.0, 100.0)),
    ],
)
def test_the_swing_that_was_weighed_is_kept_as_numbers(
    id_: str, old: str, new: str, swing: tuple[float, float]
) -> None:
    leaves = {leaf.id: leaf for leaf in decision_of(replaced(CRITERIA, (old, new))).leaves}
    assert leaves[id_].weight.swing == swing
    assert [leaf.id for leaf in leaves.values() if leaf.weight.swing is not None] == [id_]


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("weight: 10", "weight: {value: 10, swing: [▸splot, behind-it]}", "UKJ111", "'splot'"),
        ("weight: 10", "weight: {value: 10, swing: [split, ▸100]}", "UKJ107", "not the number 100"),
        ("weight: 30", "weight: {value: 30, swing: [0, ▸many]}", "UKJ107", "the text 'many'"),
        ("weight: 30", "weight: {value: 30, ▸swing: [0]}", "UKJ109", "needs at least 2"),
        ("weight: 30", "weight: {value: 30, swing: ▸[0, 1, 2]}", "UKJ109", "no more than 2"),
        ("weight: 30", "weight: {value: 30, swing: ▸4000}", "UKJ107", "must be a list"),
        ("weight: 30", "▸weight: {swing: [0, 1]}", "UKJ105", "'value' is missing"),
        ("weight: 60", "weight: {value: 60, ▸swing: [0, 1]}", "UKJ109", "'swing' cannot be here"),
    ],
)
def test_a_swing_goes_between_two_performances_on_its_own_scale(
    old: str, new: str, code: str, message: str
) -> None:
    text, line, column = marked(replaced(CRITERIA, (old, new)))
    (diagnostic,) = found(text)
    assert diagnostic.rule.code == code
    assert message in diagnostic.message
    assert (diagnostic.line, diagnostic.column) == (line, column)


@pytest.mark.parametrize("weight", ["-1", "true", ".nan", "much"])
def test_of_a_weight_with_a_wrong_part_nothing_else_is_wrong(weight: str) -> None:
    assert len(found(replaced(CRITERIA, ("high: 50", f"high: {weight}")))) == 1


@pytest.mark.parametrize("other", ["money", "security", "support"])
def test_an_id_is_unique_in_the_whole_tree(other: str) -> None:
    text = replaced(CRITERIA, ("id: reach", f"id: {other}"))
    duplicates = [d for d in found(text, None) if d.rule.code == "UKJ110"]
    (diagnostic,) = duplicates
    lines = [n for n, line in enumerate(text.splitlines(), 1) if f"- id: {other}" in line]
    assert diagnostic.message == (
        f"two criteria have the id '{other}': on line {lines[0]} and on line {lines[1]}"
    )
    assert diagnostic.line == lines[1]
    assert diagnostic.hint == "rename one of them"


def test_an_id_is_unique_among_perspectives() -> None:
    again = "  - {id: council, name: Again, weights: {reach: 1}}\n"
    (diagnostic,) = found(CRITERIA + again)
    assert diagnostic.message == "two perspectives have the id 'council': on line 28 and on line 31"
    assert (diagnostic.line, diagnostic.column) == (31, 10)


@pytest.mark.parametrize(
    ("changes", "line", "names"),
    [
        (
            [
                ("weight: 60\n", "weight: 0\n"),
                ("weight: 30\n", "weight: 0\n"),
                ("weight: 10\n", "weight: 0\n"),
            ],
            4,
            "money, reach, support",
        ),
        (
            [("{value: 40, low: 30, high: 50}", "0"), ("weight: 20\n", "weight: 0.0\n")],
            8,
            "running-cost, security",
        ),
    ],
)
def test_siblings_need_a_weight_among_them(
    changes: list[tuple[str, str]], line: int, names: str
) -> None:
    (diagnostic,) = found(replaced(CRITERIA, *changes))
    assert diagnostic.rule.code == "UKJ115"
    assert diagnostic.message == f"no weight is positive among {names}"
    assert diagnostic.line == line


def test_weights_that_overflow_together() -> None:
    text = replaced(
        CRITERIA, ("weight: 60\n", "weight: 1.7e+308\n"), ("weight: 30\n", "weight: 1.7e+308\n")
    )
    (diagnostic,) = found(text)
    assert diagnostic.rule.code == "UKJ115"
    assert "more than a number can hold" in diagnostic.message


def test_a_weight_of_nothing_is_one_beside_others() -> None:
    assert decision_of(replaced(CRITERIA, ("weight: 30\n", "weight: 0\n"))).weights["reach"] == 0


# Incomplete trees: what is missing is told, what refers to it is not.
INCOMPLETE = [
    ("  - id: reach\n    name: Reach\n", "  - name: Reach\n", ["UKJ105"]),
    ("  - id: reach\n", "  - id: 5\n", ["UKJ107"]),
    ("  - id: reach\n", "  - id: [reach]\n", ["UKJ107"]),
    ("  - id: reach\n    name: Reach\n", "  - idd: reach\n    name: Reach\n", ["UKJ106"]),
    ("weight: 60\n    criteria:", "weight: 60\n    critera:", ["UKJ106"]),
    (
        "weight: 60\n    criteria:",
        "weight: 60\n    criteria: []\n    subcriteria:",
        ["UKJ118", "UKJ106"],
    ),
    ("  - id: support\n", "  - Support\n  - id: support\n", ["UKJ107"]),
    ("criteria:\n  - id: money", "criteria: {}\nx:\n  - id: money", ["UKJ107", "UKJ106"]),
    ("criteria:\n  - id: money", "criteria: []\nx:\n  - id: money", ["UKJ118", "UKJ106"]),
    ("criteria:\n  - id: money", "Criteria:\n  - id: money", ["UKJ106"]),
]


@pytest.mark.parametrize(
    ("old", "new", "expected"), INCOMPLETE, ids=[i[1][:30] for i in INCOMPLETE]
)
def test_what_an_incomplete_tree_lacks_is_not_missed_elsewhere(
    old: str, new: str, expected: list[str]
) -> None:
    assert codes(found(replaced(CRITERIA, (old, new)))) == expected


def test_more_criteria_than_anybody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CRITERIA", 4)
    (diagnostic,) = found()
    assert diagnostic.rule is rules.NOT_ALLOWED
    assert "more than 4 criteria" in diagnostic.message
    monkeypatch.setattr(module, "MOST_CRITERIA", 5)
    assert found() == ()


@pytest.mark.parametrize("text", ["", "[]", "5", "version: 1\n"])
def test_scores_are_not_held_against_no_criteria(text: str) -> None:
    assert {d.file for d in found(text)} == {"criteria.yaml"}


def test_names_of_siblings_are_told_apart_and_those_of_cousins_need_not_be() -> None:
    siblings = replaced(CRITERIA, ("name: Rent security", "name: Running cost"))
    (diagnostic,) = found(criteria=siblings)
    assert (diagnostic.rule.code, diagnostic.path) == ("UKJ124", "/criteria/0/criteria/1/name")
    assert "two criteria are called 'Running cost'" in diagnostic.message
    cousins = replaced(CRITERIA, ("name: Rent security", "name: Reach"))
    assert found(criteria=cousins) == ()


def test_names_of_perspectives_are_told_apart() -> None:
    more = "  - {id: mayor, name: The  council, weights: {reach: 1}}\n"
    assert codes(found(criteria=CRITERIA + more)) == ["UKJ124"]


def test_levels_that_are_one_to_a_reader() -> None:
    text = replaced(CRITERIA, ("split: 40,", 'split: 40, "split\\u200B": 50,'))
    (diagnostic,) = found(criteria=text)
    assert diagnostic.rule.code == "UKJ124"
    assert "two levels are called 'split', as far as can be seen" in diagnostic.message
