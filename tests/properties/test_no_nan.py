"""Whatever a decision's numbers are, an analysis gives numbers or says why it gives none.

All analyses are run as the command runs them, with NumPy's warnings as errors.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.end_to_end.decisions import options, write
from tests.examples import examples

from ukjapan_cli.cli.app import main

_ANALYSES = {
    "score": ([],),
    "explain": (["a"], ["b"], ["a", "--against", "b"]),
    "methods": ([],),
    "sensitivity": ([], ["cost"], ["--first", "a"], ["--first", "b"]),
    "robustness": tuple(
        ["--draws", "300", "--weights", which] for which in ("stated", "ranked", "any", "exact")
    ),
}
COMMANDS = [[name, *arguments] for name, variants in _ANALYSES.items() for arguments in variants]

A, B = (
    "{id: a, name: Ay, scores: {cost: 5, gain: 8}}",
    "{id: b, name: Bee, scores: {cost: 2, gain: 5}}",
)
ALIKE = "{id: b, name: Bee, scores: {cost: 5, gain: 8}}"
TODAY = "{id: z, name: Today, role: baseline, scores: {cost: 5, gain: 5}}"
LINEAR = "{worst: 10, best: 0}"


def criteria(cost: str = LINEAR, gain: str = "{worst: 0, best: 10}", **more: str) -> str:
    """Two criteria; `cost_weight`, `gain_weight` and `cost_must` as YAML."""
    must = f", must: {more['cost_must']}" if "cost_must" in more else ""
    weights = [more.get(f"{id_}_weight", "1") for id_ in ("cost", "gain")]
    return (
        "version: 1\ncriteria:\n"
        f"  - {{id: cost, name: Cost, weight: {weights[0]}, scale: {cost}{must}}}\n"
        f"  - {{id: gain, name: Gain, weight: {weights[1]}, scale: {gain}}}\n"
    )


def on(cost: str, gain: str, id_: str = "a") -> str:
    """An option with its scores as YAML."""
    return f"{{id: {id_}, name: {id_.upper()}, scores: {{cost: {cost}, gain: {gain}}}}}"


LOCAL = "{better: higher}"
ODD: dict[str, tuple[str, str]] = {
    "one option": (options(A), criteria()),
    "one option beside the baseline": (options(A, TODAY), criteria()),
    "only the baseline": (options(TODAY.replace("id: z", "id: a")), criteria()),
    "two alike": (options(A, ALIKE), criteria()),
    "two alike on local scales": (options(A, ALIKE), criteria(LOCAL, LOCAL)),
    "one beside the baseline on local scales": (options(A, TODAY), criteria(LOCAL, LOCAL)),
    "one like the baseline on local scales": (
        options(on("5", "5"), TODAY),
        criteria(LOCAL, LOCAL),
    ),
    "all worth nothing": (options(on("10", "0"), on("10", "0", "b")), criteria()),
    "a weight of 0": (options(A, B), criteria(cost_weight="0")),
    "weights of 0": (options(A, B), criteria(cost_weight="0", gain_weight="0")),
    "an interval from 0 to 0": (
        options(A, B),
        criteria(cost_weight="{value: 0, low: 0, high: 0}"),
    ),
    "nobody passes": (options(A, B), criteria(cost_must="{at_least: 9}")),
    "one passes": (options(A, B), criteria(cost_must="{at_least: 4}")),
    "nobody but the baseline passes": (options(A, TODAY), criteria(cost_must="{at_most: 1}")),
    "a great scale": (
        options(on("1e300", "5"), on("0", "6", "b")),
        criteria("{worst: 0, best: 1e300}"),
    ),
    "the greatest scale": (
        options(on("-1.7e308", "5"), on("1.7e308", "6", "b")),
        criteria("{worst: -1.7e308, best: 1.7e308}"),
    ),
    "a scale as wide as there is": (
        options(on("-8e307", "5"), on("8e307", "6", "b")),
        criteria("{worst: -8e307, best: 8e307}"),
    ),
    "a local scale as wide as there is": (
        options(on("-8e307", "5"), on("8e307", "6", "b")),
        criteria(LOCAL),
    ),
    "a local scale that is wider": (
        options(on("-1.7e308", "5"), on("1.7e308", "6", "b")),
        criteria(LOCAL),
    ),
    "a tiny scale": (
        options(on("1e-300", "5"), on("0", "6", "b")),
        criteria("{worst: 0, best: 1e-300}"),
    ),
    "a scale of subnormal numbers": (
        options(on("5e-324", "5"), on("0", "6", "b")),
        criteria("{worst: 0, best: 5e-324}"),
    ),
    "a scale between neighbours": (
        options(on("1", "5"), on("1.0000000000000002", "6", "b")),
        criteria("{worst: 1, best: 1.0000000000000002}"),
    ),
    "great points": (
        options(on("1e300", "5"), on("0", "6", "b")),
        criteria("{points: [[-1e300, 0], [0, 50], [1e300, 100]]}"),
    ),
    "great and tiny weights": (
        options(A, B),
        criteria(cost_weight="1e300", gain_weight="1e-300"),
    ),
    "weights whose sum overflows": (
        options(A, B),
        criteria(cost_weight="1.7e308", gain_weight="1.7e308"),
    ),
    "tiny weights": (options(A, B), criteria(cost_weight="5e-324", gain_weight="5e-324")),
    "wide ranges": (
        options(
            on("{normal: {mean: 5, sd: 1e300}}", "5"),
            on("{value: 5, low: -1e308, high: 1e308}", "{value: 5, low: 5, high: 5}", "b"),
        ),
        criteria(),
    ),
    "draws beyond numbers on a scale without range": (
        options(on("5", "1.7e308"), on("5", "{normal: {mean: 1.7e308, sd: 1e308}}", "b")),
        criteria(gain=LOCAL),
    ),
    "a lognormal without end": (
        options(on("{lognormal: {mean: 0, sd: 30}}", "5"), on("5", "6", "b")),
        criteria("{worst: 0, best: 1e300}"),
    ),
    "ranges without width": (
        options(on("{value: 5, low: 5, high: 5}", "{low: 5, high: 5}"), B),
        criteria(),
    ),
}


@pytest.fixture(scope="module")
def here() -> Iterator[pytest.MonkeyPatch]:
    """Something to change the working folder and the arguments with."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def refused(constant: str) -> NoReturn:
    raise AssertionError(f"{constant} in JSON")


def keeps_its_word(
    arguments: list[str], patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Run one command: exit code 0 with finite JSON, or 2 with a message and nothing else."""
    patch.setattr(sys, "argv", ["ukjapan", *arguments, "--format", "json"])
    try:
        main()
        code: Any = 0
    except SystemExit as end:
        code = end.code or 0
    out, err = capsys.readouterr()
    assert "Traceback" not in err, err
    assert code in {0, 2}, err
    if code == 0:
        record = json.loads(out, parse_constant=refused)
        assert record["schema"].startswith("ukjapan/")
        assert "Infinity" not in out
    else:
        assert out == ""
        assert err.strip()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("name", ODD)
def test_odd_decisions(
    name: str,
    command: list[str],
    tmp_path: Path,
    here: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    here.chdir(write(tmp_path, *ODD[name]))
    keeps_its_word(command, here, capsys)


def test_what_is_refused_at_the_door(
    tmp_path: Path, here: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It tells nothing of what is behind it, so that the others have to get there."""
    refused_ones = set()
    for number, (name, texts) in enumerate(ODD.items()):
        here.chdir(write(tmp_path / str(number), *texts))
        here.setattr(sys, "argv", ["ukjapan", "score"])
        try:
            main()
        except SystemExit as end:
            if end.code:
                refused_ones.add(name)
    capsys.readouterr()
    assert refused_ones == {
        "one option",
        "only the baseline",
        "weights of 0",
        "the greatest scale",
        "a local scale that is wider",
        "a scale of subnormal numbers",
        "weights whose sum overflows",
    }


NUMBERS = st.sampled_from(
    [0.0, 1.0, 5.0, 10.0, -1.0, 1e-300, 5e-324, 1e300, -1e300, 1.7e308, -1.7e308]
)
WEIGHTS = st.sampled_from([1.0, 3.0, 0.0, 5e-324, 1e-300, 1e300, 1e308])
KINDS = st.sampled_from(["rising", "falling", "points", "higher", "lower"])


def scale(kind: str, low: float, high: float) -> str:
    """A scale between two ends."""
    match kind:
        case "rising":
            return f"{{worst: {low!r}, best: {high!r}}}"
        case "falling":
            return f"{{worst: {high!r}, best: {low!r}}}"
        case "points":
            return f"{{points: [[{low!r}, 0], [{high!r}, 100]]}}"
        case _:
            return f"{{better: {kind}}}"


@st.composite
def scores(draw: st.DrawFn, low: float, high: float) -> str:
    """A score whose point is on the scale, whatever its range."""
    point = draw(st.sampled_from([low, high]) | NUMBERS.filter(lambda n: low <= n <= high))
    kind = draw(st.sampled_from(["exact", "triangular", "uniform", "normal"]))
    match kind:
        case "triangular":
            least, most = sorted([draw(NUMBERS), draw(NUMBERS)])
            least, most = min(least, point), max(most, point)
            return f"{{low: {least!r}, value: {point!r}, high: {most!r}}}"
        case "uniform":
            return f"{{low: {low!r}, high: {point!r}}}"
        case "normal":
            return f"{{normal: {{mean: {point!r}, sd: {draw(WEIGHTS)!r}}}}}"
        case _:
            return repr(point)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str]:
    """A decision's two files with numbers of every size."""
    ends = [sorted(draw(st.lists(NUMBERS, min_size=2, max_size=2, unique=True))) for _ in "cg"]
    made = criteria(
        *(scale(draw(KINDS), *pair) for pair in ends),
        cost_weight=repr(draw(WEIGHTS)),
        gain_weight=repr(draw(WEIGHTS)),
    )
    ids = "abc"[: draw(st.integers(2, 3))]
    return options(*(on(*(draw(scores(*pair)) for pair in ends), id_) for id_ in ids)), made


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(files())
def test_numbers_of_every_size(
    tmp_path: Path,
    here: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    texts: tuple[str, str],
) -> None:
    here.chdir(write(tmp_path, *texts))
    for command in COMMANDS:
        keeps_its_word(command, here, capsys)
