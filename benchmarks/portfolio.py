"""Measure what is promised of `ukjapan portfolio`; `python benchmarks/portfolio.py` prints a table.

The floor of the proven optimum is the same program written down in arrays and given to HiGHS as it
is, with the gaps closed, in the same run and in turn.
"""

import random
import statistics
import sys
from dataclasses import replace
from fractions import Fraction
from typing import Any

import highspy
import numpy as np
from run import UKJAPAN, compare, process, row, seconds

from ukjapan_cli.decision.options import Option, Synergy
from ukjapan_cli.features.portfolio.analysis.best_packages import best_package
from ukjapan_cli.features.portfolio.analysis.frontier import frontier
from ukjapan_cli.features.portfolio.analysis.model import PackageModel, Together
from ukjapan_cli.features.portfolio.analysis.program import Programs


def model_of(options: int, budgets: int, synergies: int, seed: int) -> PackageModel:
    """Values of -2 to 30 points, costs of 1 to 20 in tenths, budgets for 30 % of all."""
    draw = random.Random(seed)
    costs = {
        f"cost-{key}": tuple(Fraction(draw.randint(10, 200), 10) for _ in range(options))
        for key in range(budgets)
    }
    together = []
    for _ in range(synergies):
        members = tuple(draw.sample(range(options), 2))
        value = draw.randint(-40, 60) / 10
        together.append(Together(members, Synergy(tuple(map(str, members)), value)))
    return PackageModel(
        options=tuple(Option(f"option-{i}", f"Option {i}") for i in range(options)),
        gains=np.array([draw.randint(-200, 3000) / 100 for _ in range(options)]),
        costs=costs,
        budgets={key: sum(amounts) * Fraction(3, 10) for key, amounts in costs.items()},
        synergies=tuple(together),
        requires=(),
        excludes=(),
        must=frozenset(),
        barred={},
        at_least=0,
        at_most=options,
    )


def given_directly(model: PackageModel) -> float:
    """The value of the optimum as HiGHS finds it."""
    count, columns = len(model.options), len(model.options) + len(model.synergies)
    rows: list[dict[int, float]] = []
    upper: list[float] = []
    for key, budget in model.budgets.items():
        rows.append({i: float(10 * cost) for i, cost in enumerate(model.costs[key])})
        upper.append(float(10 * budget))
    for column, (members, synergy) in enumerate(model.synergies, count):
        if synergy.value > 0:
            rows += [{column: 1.0, place: -1.0} for place in members]
            upper += [0.0] * len(members)
        else:
            rows.append({**dict.fromkeys(members, 1.0), column: -1.0})
            upper.append(len(members) - 1.0)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = columns, len(rows)
    program.col_cost_ = np.append(model.gains, [s.synergy.value for s in model.synergies])
    program.col_lower_, program.col_upper_ = np.zeros(columns), np.ones(columns)
    program.row_lower_, program.row_upper_ = np.full(len(rows), -np.inf), np.array(upper)
    program.sense_ = highspy.ObjSense.kMaximize
    program.integrality_ = [highspy.HighsVarType.kInteger] * count + [
        highspy.HighsVarType.kContinuous
    ] * len(model.synergies)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.cumsum([0, *map(len, rows)]).astype(np.int32)
    program.a_matrix_.index_ = np.array([i for terms in rows for i in terms], dtype=np.int32)
    program.a_matrix_.value_ = np.array([term for terms in rows for term in terms.values()])
    solver: Any = highspy.Highs()
    solver.silent()
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    solver.passModel(program)
    solver.run()
    return float(solver.getInfo().objective_function_value)


def proven_optimum() -> None:
    """200 options, 3 budgets, 100 synergies: the median of five such models."""
    ours, floors = [], []
    for seed in range(5):
        model = model_of(200, 3, 100, seed)
        if abs(best_package(Programs(model)).value - given_directly(model)) > 1e-6:
            raise RuntimeError(f"the two optima of model {seed} differ")
        found, floor, _ = compare(
            lambda model=model: best_package(Programs(model)),
            lambda model=model: given_directly(model),
            runs=3,
        )
        ours.append(found)
        floors.append(floor)
    mine, theirs = statistics.median(ours), statistics.median(floors)
    ratio = statistics.median(o / f for o, f in zip(ours, floors, strict=True))
    row("optimum of 200 options, 3 budgets, 100 synergies / HiGHS", mine, theirs, ratio, 2.0)


def frontiers() -> None:
    """The frontier of 40 options, against the ten seconds that it may take."""
    plain = model_of(40, 1, 20, 1)
    limited = model_of(40, 2, 20, 2)
    limited = replace(limited, budgets={"cost-1": limited.budgets["cost-1"]})
    for what, model in (("one cost", plain), ("another budget kept", limited)):
        took = seconds(lambda model=model: frontier(Programs(model), "cost-0"))
        row(f"frontier of 40 options, {what} / 10 s", took, 10.0, took / 10, 1.0)


def packaged() -> None:
    """The command on the packaged decision against the imports that it cannot do without."""
    imports = "typer, rich.console, rich.table, yaml, jsonschema_rs, numpy, highspy"
    floor = process(sys.executable, "-c", f"import {imports}")
    for what, arguments in (
        ("portfolio", ["portfolio", "--budget", "money=6", "--budget", "attention=4"]),
        ("portfolio --frontier", ["portfolio", "--budget", "money=6", "--frontier", "money"]),
    ):
        measured = compare(process(str(UKJAPAN), *arguments), floor, runs=15)
        row(f"ukjapan {what} / import highspy …", *measured, 1.5)


def main() -> None:
    """Print the table."""
    print(f"{'':<58}{'ours, ms':>10}{'floor, ms':>10}{'ratio':>8}  promised")
    packaged()
    frontiers()
    proven_optimum()


if __name__ == "__main__":
    main()
