"""The same files and seed give the same bytes on every machine.

Whatever its processor, time zone and language, and the order in which its Python has sets.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS
from tests.end_to_end.program import environment

pytestmark = [pytest.mark.process, pytest.mark.charts, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
CHARTS = ("contributions", "values", "sensitivity", "tornado", "robustness", "timeline", "frontier")
ANALYSES = (
    "score",
    "robustness",
    "sensitivity",
    "methods",
    "perspectives",
    "portfolio",
    "timeline",
)
DRAWS = ("--draws", "1000")


def draws(name: str) -> tuple[str, ...]:
    """The flag of what draws."""
    return DRAWS if name in {"robustness", "portfolio"} else ()


RECORDS = {
    **{f"{name}.json": [name, "--format", "json", *draws(name)] for name in ANALYSES},
    "one.json": ["sensitivity", "{criterion}", "--format", "json"],
    "first.json": ["sensitivity", "--first", "{other}", "--format", "json"],
    "explain.json": ["explain", "{option}", "--format", "json"],
    "against.json": ["explain", "{option}", "--against", "{other}", "--format", "json"],
    "check.json": ["check", "--format", "json"],
}
TABLES = {f"{name}.csv": [name, "--format", "csv", *draws(name)] for name in ANALYSES}
DRAWN = {f"{name}.vega": ["plot", name, "--format", "vega", *draws(name)] for name in CHARTS}
PAPERS = {
    f"paper.{suffix}": ["report", *DRAWS, "--out", "{out}"] for suffix in ("html", "md", "xlsx")
}
WORDS = {"words.md": ["report", *DRAWS, "--format", "markdown"], "paper.xlsx": PAPERS["paper.xlsx"]}
PICTURES = {
    f"{name}.{suffix}": ["plot", name, *draws(name), "--out", "{out}"]
    for name, suffix in (
        *(("timeline", suffix) for suffix in ("svg", "pdf")),
        *(("robustness", suffix) for suffix in ("svg", "pdf", "png")),
    )
}

WRITER = """
import io, json, os, sys
from pathlib import Path
import numpy as np
from ukjapan_cli.cli.app import app

top = Path.cwd()
for folder, commands in json.loads(sys.argv[1]).items():
    place = top / folder
    place.mkdir()
    os.chdir(place)
    os.environ.update(UKJAPAN_OPTIONS=f"../{folder}.options.yaml")
    os.environ.update(UKJAPAN_CRITERIA=f"../{folder}.criteria.yaml")
    for name, words in commands.items():
        raw = io.BytesIO()
        sys.stdout = io.TextIOWrapper(raw, encoding="utf-8")
        code = app([word.replace("{out}", name) for word in words], standalone_mode=False)
        sys.stdout.flush()
        if code and words[0] != "check":
            sys.exit(f"{words} ends with {code}")
        if "--out" not in words:
            Path(name).write_bytes(raw.getvalue())
draws = np.random.default_rng(1).random((30, 500))
powers = np.exp(draws) + np.log(draws) + draws**0.3
(top / "sums").write_bytes((draws @ draws.T).tobytes())
(top / "functions").write_bytes(powers.tobytes())
"""


def wide() -> tuple[str, str]:
    """Twelve options on nine criteria: thirds, ranges of every kind, dates, costs."""
    criteria = "".join(
        f"  - {{id: c{j}, name: C{j}, weight: {{value: {3 + j % 4}, low: {1 + j % 3}, high: 9}},"
        f" scale: {{worst: 0, best: {20 + 3 * (j % 2)}}}}}\n"
        for j in range(9)
    )
    shares = ", ".join(f"c{j}: {1 + (j * 5) % 7}" for j in range(9))
    options = "".join(
        f"  - {{id: o{i}, name: O{i}, costs: {{money: {1 + i % 5 / 3}}}, scores: {{"
        + ", ".join(f"c{j}: {_score(i, j)}" for j in range(9))
        + "}}\n"
        for i in range(12)
    )
    perspectives = f"  - {{id: p, name: P, weights: {{{shares}}}}}\n"
    return (
        f"version: 1\nas_of: 2026-01-01\ncriteria:\n{criteria}perspectives:\n{perspectives}",
        f"version: 1\noptions:\n{options}",
    )


def _score(i: int, j: int) -> str:
    at = (i * 7 + j * 13) % 20 / 3 + 0.1
    return (
        f"{at}",
        f"{{value: {at}, low: {at * 0.7}, high: {at}}}",
        f"{{value: {at}, over_time: {{2026-01-01: {at}, 2027-03-02: {6.9 - at * 0.3}}}}}",
        f"{{normal: {{mean: {at}, sd: 0.37}}}}",
        f"{{lognormal: {{mean: {at / 8}, sd: 0.31}}}}",
        f"{{beta: {{alpha: {at}, beta: 2.3}}}}",
        f"{{low: {at * 0.7}, high: {at * 1.1}}}",
    )[(i + j) % 7]


DECISIONS = {
    "packaged": (
        (ROOT / "criteria.yaml").read_text(encoding="utf-8"),
        (ROOT / "options.yaml").read_text(encoding="utf-8"),
        {"option": "peacekeeping", "other": "crisis-management", "criterion": "security"},
    ),
    "library": (
        LIBRARY_CRITERIA,
        LIBRARY_OPTIONS,
        {"option": "old-station", "other": "mobile-van", "criterion": "reach"},
    ),
    "wide": (*wide(), {"option": "o3", "other": "o5", "criterion": "c4"}),
}


COMMANDS = {
    "packaged": RECORDS | PICTURES,
    "library": RECORDS | PAPERS,
    "wide": RECORDS | TABLES | DRAWN | WORDS,
}


def written(folder: Path, **settings: str) -> dict[str, bytes]:
    """What the commands on the decisions write in a process with these settings, by name."""
    folder.mkdir()
    jobs = {}
    for decision, of_it in COMMANDS.items():
        criteria, options, names = DECISIONS[decision]
        (folder / f"{decision}.criteria.yaml").write_text(criteria, encoding="utf-8")
        (folder / f"{decision}.options.yaml").write_text(options, encoding="utf-8")
        jobs[decision] = {
            called: [word.format(out="{out}", **names) for word in words]
            for called, words in of_it.items()
        }
    done = subprocess.run(
        [sys.executable, "-c", WRITER, json.dumps(jobs)],
        cwd=folder,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


def wide_registers() -> str:
    """The features of this processor that NumPy can do without, as it wants them named."""
    from numpy._core import _multiarray_umath as core

    return " ".join(name for name in core.__cpu_dispatch__ if core.__cpu_features__[name])


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What a new machine in the west writes, and an old one in the east.

    Kernels of BLAS add up in orders of their own; wide registers have functions of their own.
    """
    folder = tmp_path_factory.mktemp("machines")
    west = {"TZ": "America/New_York", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1"}
    east = {"TZ": "Pacific/Kiritimati", "LANG": "ja_JP.UTF-8", "PYTHONHASHSEED": "2"}
    return (
        written(folder / "new", **west, OPENBLAS_CORETYPE="Haswell"),
        written(
            folder / "old",
            **east,
            OPENBLAS_CORETYPE="Prescott",
            NPY_DISABLE_CPU_FEATURES=wide_registers(),
        ),
    )


def test_another_machine_writes_the_same(
    machines: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    new, old = machines
    asked = {f"{decision}/{called}" for decision, of_it in COMMANDS.items() for called in of_it}
    assert asked <= set(new) == set(old)
    assert len([name for name in new if name.startswith("library/paper-figures/")]) == 9
    assert {name for name in new if new[name] != old[name]} <= {"sums", "functions"}
    assert b"first from 7 May 2015 to 31 December 2018" in new["packaged/timeline.svg"]


def test_the_machines_are_not_the_same(
    machines: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    new, old = machines
    if new["sums"] == old["sums"]:
        pytest.skip("this BLAS has one kernel")
