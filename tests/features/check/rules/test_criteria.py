"""The rules on criteria: where each begins to find something, and what it leaves alone."""

import sys
from collections.abc import Callable, Iterable, Iterator
from time import process_time
from types import ModuleType
from typing import Any

import pytest
import yaml
from tests.features.check.examples import example

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision, Perspective
from ukjapan_cli.decision.options import Cost, Option, Score
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Linear
from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.documents.files.pairing import Pair
from ukjapan_cli.documents.yaml.document import document_of
from ukjapan_cli.features.check.catalogue import CHECKS
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.rules.criteria import (
    cost_counted_twice,
    dominant_weight,
    equal_weights,
    group_of_one,
    incomplete_perspective,
    negligible_weight,
    scale_without_anchors,
    splitting_bias,
    stale_swing,
    too_many_criteria,
    weighed_local_scale,
    weight_without_reason,
)
from ukjapan_cli.features.check.run import check
from ukjapan_cli.features.check.settings import Flags

RULES: tuple[ModuleType, ...] = (
    dominant_weight,
    negligible_weight,
    equal_weights,
    weight_without_reason,
    splitting_bias,
    scale_without_anchors,
    weighed_local_scale,
    stale_swing,
    cost_counted_twice,
    incomplete_perspective,
    too_many_criteria,
    group_of_one,
)


def test_the_catalogue_has_these_rules_by_their_codes() -> None:
    codes = [module.RULE.code for module in CHECKS if module.RULE.code.startswith("UKJ2")]
    assert codes == [f"UKJ{number}" for number in range(201, 214)]
    assert [module.RULE.code for module in RULES] == codes[1:]


def found(rule: str, criteria: str = "", options: str = "") -> list[Diagnostic]:
    """What a rule finds in the example decision with these changes."""
    changes = f"# criteria.yaml\n{criteria}\n" if criteria else ""
    changes += f"# options.yaml\n{options}\n" if options else ""
    checked = example(changes).checked()
    assert not [d for d in checked.diagnostics if d.is_error]
    return [d for d in checked.diagnostics if d.rule.code == rule]


def in_tree(rule: str, tree: str, scores: str = "") -> list[Diagnostic]:
    """What a rule finds in a decision with this value tree and two options with these scores.

    Without scores, one option scores 1 and the other 2 on every criterion.
    """
    criteria = f"version: 1\ncriteria:\n{tree}"
    ids = [node["id"] for node in leaf_nodes(yaml.safe_load(criteria))]
    options = "version: 1\noptions:\n"
    for number in (1, 2):
        stated = scores or ", ".join(f"{id_}: {number}" for id_ in ids)
        options += f"  - {{id: o{number}, name: o{number}, scores: {{{stated}}}}}\n"
    pair = Pair(
        document_of(criteria.encode(), "criteria.yaml"),
        document_of(options.encode(), "options.yaml"),
    )
    (decision,) = check([pair], Flags(select=(rule,))).decisions
    found = [d for d in decision.diagnostics if not d.rule.code.startswith("UKJ1")]
    assert {d.rule.code for d in found} <= {rule}
    return found


def leaf_nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "scale" in node:
        yield node
    for child in node.get("criteria", ()):
        yield from leaf_nodes(child)


def place(diagnostic: Diagnostic) -> str:
    """The text that a diagnostic points at."""
    excerpt = diagnostic.excerpt
    return excerpt.text[diagnostic.column - excerpt.column : diagnostic.end_column - excerpt.column]


def leaf(id_: str, weight: object, *, more: str = "") -> str:
    return (
        f"{{id: {id_}, name: {id_}, weight: {weight}, scale: {{worst: 0, best: 10}}"
        f"{', ' if more else ''}{more}}}"
    )


def leaves(*stated: object) -> str:
    """A tree without groups; the criteria are c1, c2, …."""
    return "".join(and_leaf(f"c{number}", w) for number, w in enumerate(stated, 1))


def and_leaf(id_: str, weight: object) -> str:
    return f"  - {leaf(id_, weight)}\n"


def group(id_: str, weight: float, *members: str) -> str:
    inner = "".join(f"      - {member}\n" for member in members)
    return f"  - id: {id_}\n    name: {id_}\n    weight: {weight}\n    criteria:\n{inner}"


def weights(cost: float, reach: float, support: float) -> str:
    return "criteria:\n" + "\n".join(
        f"  - id: {id_}\n    weight: {weight}"
        for id_, weight in (("cost", cost), ("reach", reach), ("support", support))
    )


def threshold(name: str, number: float) -> str:
    return f"\nchecks:\n  thresholds: {{{name}: {number}}}"


# UKJ202


@pytest.mark.parametrize(
    ("stated", "limit", "are"),
    [
        ((50, 30, 20), None, []),
        ((50.01, 30, 19.99), None, ["cost"]),
        ((45, 30, 25), 0.4, ["cost"]),
        ((60, 20, 20), 0.6, []),
        ((0.4, 0.3, 0.1), None, []),  # half, though 0.4 / (0.4 + 0.3 + 0.1) is a little more
        ((60, 40, 0), None, []),  # of two that weigh anything one nearly always has over half
    ],
)
def test_one_criterion_with_more_than_half(
    stated: tuple[float, float, float], limit: float | None, are: list[str]
) -> None:
    text = weights(*stated) + (threshold("greatest_weight", limit) if limit else "")
    assert [d.message.split("'")[1] for d in found("UKJ202", text)] == are


def test_a_share_of_the_whole_is_what_counts_not_the_weight_in_a_group() -> None:
    members = [leaf("c1", 90), leaf("c2", 10)]
    assert in_tree("UKJ202", group("g", 50, *members) + and_leaf("c3", 50)) == []
    (fault,) = in_tree("UKJ202", group("g", 60, *members) + and_leaf("c3", 40))
    assert "'c1' has 54% of the whole weight, more than 50%" in fault.message
    assert place(fault) == "90"


# UKJ203


@pytest.mark.parametrize(
    ("stated", "limit", "are"),
    [
        ((50, 48, 2), None, []),
        ((50, 48.01, 1.99), None, ["support"]),
        ((50, 50, 0), None, []),
        ((50, 45, 5), 0.06, ["support"]),
        ((50, 49, 1), 0, []),
    ],
)
def test_a_criterion_with_next_to_nothing(
    stated: tuple[float, float, float], limit: float | None, are: list[str]
) -> None:
    text = weights(*stated) + ("" if limit is None else threshold("least_weight", limit))
    assert [d.message.split("'")[1] for d in found("UKJ203", text)] == are


def test_a_small_share_is_found_through_its_groups() -> None:
    tree = group("g", 10, leaf("c1", 85), leaf("c2", 15)) + and_leaf("c3", 90)
    (fault,) = in_tree("UKJ203", tree)
    assert "'c2' has 1.5% of the whole weight, less than 2%" in fault.message
    assert place(fault) == "15"


def test_a_share_that_is_the_least_but_for_rounding_is_the_least() -> None:
    # 3/50 × 10/30 is 0.02, and a little less as numbers of 64 bits
    tree = group("g", 3, leaf("c1", 10), leaf("c2", 20)) + and_leaf("c3", 47)
    assert in_tree("UKJ203", tree) == []


# UKJ204 and UKJ205


def test_siblings_of_one_weight_are_one_finding_and_not_one_each() -> None:
    (fault,) = in_tree("UKJ204", leaves(7, 7, 7))
    assert "c1, c2, c3 all weigh 7" in fault.message
    assert place(fault) == "7"
    assert in_tree("UKJ205", leaves(7, 7, 7)) == []


def test_a_reason_at_one_of_them_leaves_the_others_without() -> None:
    tree = f"  - {leaf('c1', 7, more='because: So we agreed.')}\n" + and_leaf("c2", 7)
    assert in_tree("UKJ204", tree) == []
    (fault,) = in_tree("UKJ205", tree)
    assert "nobody says why 'c2' weighs 7" in fault.message
    assert place(fault) == "weight"


def test_equal_weights_are_looked_for_in_every_group_and_among_groups() -> None:
    tree = group("g", 5, leaf("c1", 1), leaf("c2", 1)) + group("h", 5, leaf("c3", 1))
    assert [place(d) for d in in_tree("UKJ204", tree)] == ["5", "1"]


@pytest.mark.parametrize("stated", [(7,), (7, 8), (7, 7, 0), (0, 7)])
def test_other_weights_are_not_equal_ones(stated: tuple[float, ...]) -> None:
    assert in_tree("UKJ204", leaves(*stated)) == []


@pytest.mark.parametrize(
    ("stated", "are"),
    [((7,), []), ((7, 8), ["c1", "c2"]), ((7, 0, 8), ["c1", "c3"])],
)
def test_a_weight_needs_a_reason_where_it_means_something(
    stated: tuple[float, ...], are: list[str]
) -> None:
    assert [d.message.split("'")[1] for d in in_tree("UKJ205", leaves(*stated))] == are


def test_the_weight_of_a_group_needs_a_reason_too() -> None:
    tree = group("g", 5, leaf("c1", 1)) + and_leaf("c2", 6)
    assert [d.message.split("'")[1] for d in in_tree("UKJ205", tree)] == ["g", "c2"]


# UKJ206


@pytest.mark.parametrize(
    ("of_three", "of_one", "is_found"),
    [
        (75, 25, True),
        (72.5, 27.5, True),  # the single one has 0.275, a tenth more than its quarter
        (77.5, 22.5, True),
        (72.4, 27.6, False),
        (77.6, 22.4, False),
        (50, 50, False),
        (100, 0, False),
    ],
)
def test_weights_that_follow_the_number_of_criteria(
    of_three: float, of_one: float, *, is_found: bool
) -> None:
    members = [leaf("c1", 50), leaf("c2", 30), leaf("c3", 20)]
    faults = in_tree("UKJ206", group("g", of_three, *members) + and_leaf("c4", of_one))
    assert [(place(d), d.line) for d in faults] == ([("criteria", 2)] if is_found else [])
    if is_found:
        assert "g (3), c4 (1)" in faults[0].message


def test_it_is_found_below_the_top_at_the_group_that_holds_the_branches() -> None:
    inner = [leaf("c1", 1), "{id: in, name: in, weight: 2, criteria: [C2, C3]}"]
    text = group("g", 1, *inner) + and_leaf("c4", 9)
    text = text.replace("C2", leaf("c2", 3)).replace("C3", leaf("c3", 4))
    (fault,) = in_tree("UKJ206", text)
    assert (place(fault), fault.path) == ("criteria", "/criteria/0/criteria")


@pytest.mark.parametrize(
    "tree",
    [
        leaves(1, 1, 1),
        group("g", 50, leaf("c1", 1), leaf("c2", 1)) + group("h", 50, leaf("c3", 1), leaf("c4", 1)),
        group("g", 1, leaf("c1", 1)) + and_leaf("c2", 1),
        group("g", 1, leaf("c1", 1), leaf("c2", 1)),
    ],
    ids=["no groups", "as many in each", "a group of one beside one", "an only group"],
)
def test_branches_of_one_size_say_nothing(tree: str) -> None:
    assert in_tree("UKJ206", tree) == []


# UKJ207


@pytest.mark.parametrize(
    ("scale", "missing"),
    [
        ("{worst: 0, best: 10}", "worst, best"),
        ("{worst: 0, best: 10, anchors: {worst: Nobody.}}", "best"),
        ("{points: [[0, 0], [10, 100]], anchors: {best: All.}}", "worst"),
        ("{levels: {no: 0, some: 50, all: 100}, anchors: {no: None do.}}", "some, all"),
        ("{levels: {no: 0, all: 100}}", "no, all"),
        ("{worst: 0, best: 10, anchors: {worst: Nobody., best: '  '}}", "best"),
        ("{worst: 0, best: 10, anchors: {worst: Nobody., best: All.}}", None),
        ("{points: [[0, 0], [10, 100]], anchors: {worst: Nobody., best: All.}}", None),
        ("{levels: {no: 0, all: 100}, anchors: {no: None do., all: All do.}}", None),
        ("{better: higher}", None),
    ],
)
@pytest.mark.parametrize("weight", [1, 0])
def test_what_a_scale_has_no_words_for(weight: int, scale: str, missing: str | None) -> None:
    tree = f"  - {{id: x, name: x, weight: {weight}, scale: {scale}}}\n"
    tree += and_leaf("y", 1).replace("10}", "10, anchors: {worst: Nobody., best: All.}}")
    level = "no" if "levels" in scale else "1"
    faults = in_tree("UKJ207", tree, f"x: {level}, y: 1")
    assert [(place(d), d.message) for d in faults] == (
        [("scale", f"the scale of 'x' has no words for {missing}")] if missing else []
    )


# UKJ208


LOCAL = "criteria:\n  - id: {}\n    weight: {}\n    scale: {{better: {}}}\n"


@pytest.mark.parametrize(
    ("id_", "better", "ends"),
    [("reach", "higher", "worst: 500, best: 3500"), ("cost", "lower", "worst: 60, best: 40")],
)
def test_a_local_scale_is_to_take_the_ends_that_options_have(
    id_: str, better: str, ends: str
) -> None:
    (fault,) = found("UKJ208", LOCAL.format(id_, 40, better))
    assert place(fault) == "scale"
    assert f"'{id_}'" in fault.message
    assert f"`{ends}`" in fault.hint


def test_a_local_scale_without_range_has_no_ends_to_take() -> None:
    tree = "  - {id: x, name: x, weight: 1, scale: {better: higher}}\n" + and_leaf("y", 1)
    (fault,) = in_tree("UKJ208", tree, "x: 3, y: 1")
    assert fault.hint == "fix its ends with `worst` and `best`"


@pytest.mark.parametrize(
    "weight", ["0", "{value: 35, swing: [500, 3500]}", "{value: 35, swing: [0, 9]}"]
)
def test_a_local_scale_may_weigh_nothing_or_record_its_swing(weight: str) -> None:
    assert found("UKJ208", LOCAL.format("reach", weight, "higher")) == []


# UKJ209


def swing(id_: str, recorded: str, scale: str = "") -> str:
    text = f"criteria:\n  - id: {id_}\n    weight: {{value: 30, swing: {recorded}}}\n"
    return text + (f"    scale: {scale}\n" if scale else "")


FLAT = "{points: [[0, 0], [100, 0], [3000, 100], [4000, 100]], unit: readers}"
BENT = "{points: [[0, 0], [1000, 60], [4000, 100]]}"
FALLING = "{points: [[40, 100], [50, 100], [120, 0]]}"


@pytest.mark.parametrize(
    ("id_", "recorded", "scale", "says"),
    [
        ("cost", "[120, 40]", "", None),
        ("cost", "[120.00000001, 40]", "", None),
        (
            "cost",
            "[120.000001, 40]",
            "",
            "from 120.000001 to 40, but its scale goes from 120 to 40",
        ),
        ("cost", "[40, 120]", "", "from 40 to 120, but its scale goes from 120 to 40"),
        ("cost", "[120, 50]", "", "from 120 to 50, but its scale goes from 120 to 40"),
        ("reach", "[0, 4000]", FLAT, None),
        ("reach", "[50, 3500]", FLAT, None),
        ("reach", "[100, 3000]", FLAT, None),
        ("reach", "[0, 1000]", BENT, "from 0 to 1000, but its scale goes from 0 to 4000"),
        ("reach", "[101, 3000]", FLAT, "from 101 to 3000, but its scale goes from 100 to 3000"),
        ("reach", "[0, 2999]", FLAT, "from 0 to 2999, but its scale goes from 0 to 3000"),
        ("cost", "[120, 45]", FALLING, None),
        ("cost", "[45, 120]", FALLING, "from 45 to 120, but its scale goes from 120 to 50"),
        ("support", "[opposed, behind-it]", "", None),
        (
            "support",
            "[split, behind-it]",
            "",
            "from 'split' to 'behind-it', but its scale goes from 'opposed' to 'behind-it'",
        ),
        ("reach", "[500, 3500]", "{better: higher}", None),
        (
            "reach",
            "[500, 3000]",
            "{better: higher}",
            "from 500 to 3000, but its scale goes from 500 to 3500",
        ),
        ("cost", "[60, 40]", "{better: lower}", None),
        ("cost", "[40, 60]", "{better: lower}", "from 40 to 60, but its scale goes from 60 to 40"),
    ],
)
def test_a_swing_is_stale_when_the_scale_has_other_ends(
    id_: str, recorded: str, scale: str, says: str | None
) -> None:
    faults = found("UKJ209", swing(id_, recorded, scale))
    assert [(place(d), d.message) for d in faults] == (
        [("swing", f"the weight of '{id_}' is for the swing {says}")] if says else []
    )


def test_levels_of_one_value_are_the_same_end() -> None:
    scale = "{levels: {opposed: 0, split: 0, behind-it: 100}}"
    assert found("UKJ209", swing("support", "[split, behind-it]", scale)) == []


# UKJ210


def costs(station: str, hall: str, more: str = "") -> str:
    return (
        f"{more}options:\n  - id: station\n    costs: {{{station}}}\n"
        f"  - id: hall\n    costs: {{{hall}}}\n"
    )


@pytest.mark.parametrize(
    ("station", "hall", "why"),
    [
        ("lease: 120", "lease: 100", "the cost 'lease' look like the same money: one is a fixed"),
        ("lease: 6.00e-2", "lease: 0.05", "'lease'"),
        ("staff: 2, cost: 1", "staff: 1", "the cost 'cost' look like the same money: they have"),
        ("lease: 120", "lease: 101", None),
        ("lease: 120", "lease: 0", None),
        ("lease: 120", "other: 100", None),
        ("cost: 0", "cost: 0", None),
    ],
)
def test_the_same_money_is_known_by_its_id_or_its_numbers(
    station: str, hall: str, why: str | None
) -> None:
    faults = found("UKJ210", options=costs(station, hall))
    assert [place(d) for d in faults] == (["cost"] if why else [])
    assert all(why is not None and why in d.message for d in faults)


@pytest.mark.parametrize(
    ("station", "hall", "today", "is_found"),
    [
        ((60, 120), (50, 100), (40, 80), True),
        ((60, 120), (50, 100), (40, 81), False),
        ((0, 0), (50, 100), (40, 80), True),
        ((1, 0), (50, 100), (40, 80), False),
        ((-60, 120), (-50, 100), (-40, 80), False),  # what costs more is better
        ((60, 120), (0, 0), (0, 0), False),  # one option takes anything, and one point is no line
    ],
)
def test_every_option_with_both_numbers_is_looked_at(
    station: tuple[int, int], hall: tuple[int, int], today: tuple[int, int], *, is_found: bool
) -> None:
    both = "options:\n" + "".join(
        f"  - id: {id_}\n    costs: {{lease: {lease}}}\n    scores:\n      cost: {cost}\n"
        for id_, (cost, lease) in (("station", station), ("hall", hall), ("today", today))
    )
    wide = "criteria:\n  - id: cost\n    scale: {worst: 120, best: -120}"
    assert len(found("UKJ210", wide, both)) == is_found


def test_numbers_that_never_differ_are_no_sign() -> None:
    same = "options:\n" + "".join(
        f"  - id: {id_}\n    costs: {{lease: 100}}\n    scores:\n      cost: 50\n"
        for id_ in ("station", "hall")
    )
    assert found("UKJ210", options=same) == []


@pytest.mark.parametrize("unit", ["£k a year", "£K  A YEAR"])
def test_the_same_money_is_known_by_its_unit(unit: str) -> None:
    units = f"cost_units: {{staff: posts, lease: {unit}}}\n"
    (fault,) = found("UKJ210", options=costs("lease: 3", "lease: 4", units))
    assert "both are in '£k a year'" in fault.message
    assert found("UKJ210", options=costs("staff: 3", "staff: 4", units)) == []


def test_each_criterion_is_reported_once_however_many_budgets_it_is_like() -> None:
    units = "cost_units: {a: £k a year, b: £k a year, cost: £k a year}\n"
    both = costs("a: 120, b: 60, cost: 1", "a: 100, b: 50, cost: 1", units)
    (fault,) = found("UKJ210", options=both)
    assert "the cost 'cost'" in fault.message
    (fault,) = found("UKJ210", options=both.replace("cost: 1", "c: 1").replace("100", "101"))
    assert "the cost 'b'" in fault.message
    other = both.replace("cost: 1", "c: 1").replace("100", "101").replace("50", "51")
    (fault,) = found("UKJ210", options=other)
    assert "the cost 'a'" in fault.message


def test_no_unit_is_nobodys_unit() -> None:
    blank = "cost_units: {lease: '  '}\n"
    bare = "criteria:\n  - id: cost\n    scale: {worst: 120, best: 40}"
    assert found("UKJ210", bare, costs("lease: 3", "lease: 4", blank)) == []


@pytest.mark.parametrize(
    ("scale", "is_found"),
    [
        ("{worst: 0, best: 200, unit: £k a year}", False),
        ("{better: higher}", False),
        ("{better: lower}", True),
        ("{points: [[40, 0], [120, 100]]}", False),
        ("{points: [[40, 100], [120, 0]]}", True),
    ],
)
def test_money_counts_twice_only_where_less_of_it_is_better(scale: str, *, is_found: bool) -> None:
    changed = f"criteria:\n  - id: cost\n    scale: {scale}"
    assert len(found("UKJ210", changed, costs("lease: 120", "lease: 100"))) == is_found


def test_numbers_at_the_ends_of_what_floats_hold_are_no_trouble() -> None:
    changed = "criteria:\n  - id: cost\n    scale: {worst: 1e+300, best: 0}\n"
    tiny = costs("lease: 1.0e-300", "lease: 2.0e-300")
    for id_, number in (("station", "1.0e+299"), ("hall", "1.5e+299")):
        tiny = tiny.replace(f"- id: {id_}\n", f"- id: {id_}\n    scores:\n      cost: {number}\n")
    assert found("UKJ210", changed, tiny) == []


# UKJ211


@pytest.mark.parametrize(
    ("stated", "left_out"),
    [
        ("{cost: 50, reach: 30, support: 0}", None),
        ("{cost: 50, support: 1}", "2 of 3 criteria; it leaves out reach"),
        ("{support: 1}", "1 of 3 criteria; it leaves out cost, reach"),
    ],
)
def test_a_perspective_weighs_every_criterion(stated: str, left_out: str | None) -> None:
    faults = found("UKJ211", f"perspectives:\n  - id: readers\n    weights: {stated}")
    assert [(place(d), d.message) for d in faults] == (
        [("weights", f"'readers' weighs {left_out}")] if left_out else []
    )


def grouped(weights: str) -> str:
    """A perspective with these weights on a tree of reach, and money with rent and pay."""
    inside = f"criteria: [{leaf('wage', 2)}, {leaf('bonus', 1)}]"
    pay = f"{{id: pay, name: pay, weight: 1, {inside}}}"
    tree = group("money", 1, leaf("rent", 1), pay) + and_leaf("reach", 1)
    return tree + f"perspectives:\n  - {{id: them, name: Them, weights: {weights}}}\n"


@pytest.mark.parametrize(
    ("weights", "left_out"),
    [
        ("{money: 2, reach: 1}", None),
        ("{money: 2, reach: 0}", None),
        ("{money: 0, reach: 1}", None),
        ("{money: 0, rent: 1, reach: 1}", None),
        ("{money: 2, rent: 1, pay: 1, reach: 1}", None),
        ("{rent: 1, pay: 1, reach: 1}", None),
        ("{money: 2, rent: 1, pay: 0, wage: 1, reach: 1}", None),
        ("{money: 2}", "3 of 4 criteria; it leaves out reach"),
        ("{money: 2, rent: 1, reach: 1}", "2 of 4 criteria; it leaves out wage, bonus"),
        ("{money: 2, wage: 1, reach: 1}", "2 of 4 criteria; it leaves out rent, bonus"),
        ("{money: 2, pay: 1, wage: 1}", "1 of 4 criteria; it leaves out rent, bonus, reach"),
    ],
)
def test_a_group_stands_for_its_criteria_unless_one_of_them_is_named(
    weights: str, left_out: str | None
) -> None:
    assert [d.message for d in in_tree("UKJ211", grouped(weights))] == (
        [f"'them' weighs {left_out}"] if left_out else []
    )


# UKJ212


@pytest.mark.parametrize(("count", "is_found"), [(20, False), (21, True)])
def test_more_criteria_than_people_can_weigh(count: int, *, is_found: bool) -> None:
    faults = in_tree("UKJ212", leaves(*range(1, count + 1)))
    assert [(place(d), d.message) for d in faults] == (
        [("criteria", "there are 21 criteria to weigh, more than 20")] if is_found else []
    )


@pytest.mark.parametrize(("most", "is_found"), [(2, True), (3, False)])
def test_how_many_is_a_setting(most: int, *, is_found: bool) -> None:
    assert len(found("UKJ212", threshold("most_criteria", most).lstrip())) == is_found


def test_groups_are_not_counted() -> None:
    tree = "".join(group(f"g{n}", n, leaf(f"c{n}", 1)) for n in range(1, 21))
    assert in_tree("UKJ212", tree) == []


# UKJ213


def test_a_group_of_one_says_which_one() -> None:
    tree = group("g", 4, leaf("c1", 1)) + group("h", 5, leaf("c2", 1), leaf("c3", 2))
    (fault,) = in_tree("UKJ213", tree)
    assert (place(fault), fault.message) == ("g", "the group 'g' holds only 'c1'")
    assert "with the weight 4" in fault.hint


# All of them


ONE = """\
  - id: only
    name: Only
    weight: 3
    scale: {worst: 0, best: 10, anchors: {worst: None., best: All.}}
"""


@pytest.mark.parametrize("module", RULES, ids=lambda module: module.RULE.code)
def test_a_decision_of_one_criterion_has_nothing_wrong_with_its_criteria(
    module: ModuleType,
) -> None:
    assert in_tree(module.RULE.code, ONE) == []


def _large(count: int) -> Subject:
    """Groups of a hundred, reasonless; two options with costs; one-sided perspectives."""
    ids = [f"c{number}" for number in range(count)]
    scale = Linear(10.0, 0.0)
    tree = tuple(
        Criterion(
            f"g{start}",
            "g",
            Weight(1 + start),
            criteria=tuple(
                Criterion(id_, id_, Weight(1 + n), scale=scale)
                for n, id_ in enumerate(ids[start : start + 100])
            ),
        )
        for start in range(0, count, 100)
    )
    options = tuple(
        Option(
            f"o{row}",
            f"o{row}",
            scores={id_: Score(Exact(row + n % 7)) for n, id_ in enumerate(ids)},
            costs={"money": Cost(Exact(row + 1.0))},
        )
        for row in (1, 2)
    )
    perspectives = tuple(Perspective(id_, id_, {id_: 1.0}) for id_ in ids)
    paths = {node.id: ("criteria", g) for g, node in enumerate(tree)}
    paths |= {id_: ("criteria", n) for n, id_ in enumerate(ids)}
    return Subject(Decision(tree, options, perspectives=perspectives), paths)


@pytest.mark.slow
@pytest.mark.parametrize("module", RULES, ids=lambda module: module.RULE.code)
def test_ten_times_the_criteria_take_no_hundred_times_the_time(module: ModuleType) -> None:
    def seconds(subject: Subject, run: Callable[[Subject], Iterable[object]]) -> float:
        best = sys.float_info.max
        for _ in range(3):
            start = process_time()
            list(run(subject))
            best = min(best, process_time() - start)
        return best

    small, large = _large(1_000), _large(10_000)
    assert seconds(large, module.check) < 35 * seconds(small, module.check) + 0.005
