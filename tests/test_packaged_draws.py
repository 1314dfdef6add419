"""Shares of draws of the packaged decision, drawn again by a sampler that knows nothing of ours.

It reads the YAML itself: NumPy's triangular distribution, weights by rejection from boxes, every
package tried.
"""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from numpy.typing import NDArray
from tests.end_to_end.program import run

ROOT = Path(__file__).parents[1]
N = 50_000
RANDOM = np.random.default_rng(2015)


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


CRITERIA, OPTIONS = read("criteria.yaml"), read("options.yaml")


def shares(siblings: list[Any]) -> NDArray[np.float64]:
    """Uniform in the box of the stated intervals, where all but the last leave the last its own."""
    weights = [node["weight"] for node in siblings]
    total = sum(weight["value"] for weight in weights)
    low, high = (np.array([w[end] for w in weights]) / total for end in ("low", "high"))
    kept = np.empty((len(weights), 0))
    while kept.shape[1] < N:
        others = RANDOM.uniform(low[:-1, None], high[:-1, None], (len(weights) - 1, N))
        last = 1 - others.sum(axis=0)
        is_in = (low[-1] <= last) & (last <= high[-1])
        kept = np.hstack([kept, np.vstack([others, last])[:, is_in]])
    return kept[:, :N]


def triangular(low: float, mode: float, high: float) -> NDArray[np.float64]:
    return np.full(N, mode) if low == high else RANDOM.triangular(low, mode, high, N)


def values(scale: Any, score: Any) -> NDArray[np.float64]:
    """On the date of the analysis, when every dated score is at its first value."""
    stated = score if isinstance(score, dict) else {"value": score}
    ends = [stated.get(end, stated["value"]) for end in ("low", "value", "high")]
    if "levels" in scale:
        return triangular(*(float(scale["levels"][level]) for level in ends))
    performances = triangular(*map(float, ends))
    if "points" in scale:
        return np.interp(performances, *zip(*scale["points"], strict=True))
    return 100 * (performances - scale["worst"]) / (scale["best"] - scale["worst"])


@pytest.fixture(scope="module")
def totals() -> dict[str, NDArray[np.float64]]:
    """The overall value of each option in each draw."""
    found = {option["id"]: np.zeros(N) for option in OPTIONS["options"]}
    groups = CRITERIA["criteria"]
    for group, share in zip(groups, shares(groups), strict=True):
        for leaf, part in zip(group["criteria"], shares(group["criteria"]), strict=True):
            for option in OPTIONS["options"]:
                score = option["scores"][leaf["id"]]
                found[option["id"]] += share * part * values(leaf["scale"], score)
    return found


BASELINE = next(o["id"] for o in OPTIONS["options"] if o.get("role") == "baseline")


def found(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--format", "json", cwd=ROOT).out)


def is_near(value: float, error: float, share: float) -> bool:
    """Within four and a half standard errors, of what the tool drew and of what is drawn here."""
    return bool(abs(value - share) <= 4.5 * np.hypot(error, (share * (1 - share) / N) ** 0.5))


def test_how_often_each_is_first(totals: dict[str, NDArray[np.float64]]) -> None:
    ids = [id_ for id_ in totals if id_ != BASELINE]
    firsts = np.argmax([totals[id_] for id_ in ids], axis=0)
    share = {id_: float((firsts == row).mean()) for row, id_ in enumerate(ids)}
    for draws in ((), ("--draws", "100000")):
        for one in found("robustness", *draws)["options"]:
            first, error = one["acceptability"][0], one["standard_error"][0]
            assert is_near(first, error, share[one["option"]])
    because = found("score")["verdict_from"]
    assert is_near(because["first"], because["standard_error"], share[because["leaders"][0]])


def test_how_often_the_package_is_the_best(totals: dict[str, NDArray[np.float64]]) -> None:
    budgets = {"money": 6, "attention": 4}
    stated = [f"--budget={key}={budget}" for key, budget in budgets.items()]
    told = found("portfolio", *stated)
    drawn = {
        (option["id"], key): triangular(
            *(option["costs"][key][e] for e in ("low", "value", "high"))
        )
        for option in OPTIONS["options"]
        for key in budgets
        if option["id"] != BASELINE
    }
    ids = [id_ for id_ in totals if id_ != BASELINE]
    highest, best = np.zeros(N), np.zeros(N, dtype=int)
    packages: list[tuple[str, ...]] = [()]
    for size in range(1, len(ids) + 1):
        for package in combinations(ids, size):
            gain = sum(totals[id_] - totals[BASELINE] for id_ in package) + sum(
                synergy["value"]
                for synergy in OPTIONS["synergies"]
                if set(synergy["options"]) <= set(package)
            )
            costs = [sum(drawn[id_, key] for id_ in package) <= b for key, b in budgets.items()]
            is_better = np.logical_and.reduce(costs) & (gain > highest)
            highest[is_better], best[is_better] = gain[is_better], len(packages)
            packages.append(package)
    chosen = next(k for k, p in enumerate(packages) if {*p} == {*told["best"]["options"]})
    share = float((best == chosen).mean())
    assert is_near(told["core"]["best_in"], told["core"]["best_in_error"], share)
