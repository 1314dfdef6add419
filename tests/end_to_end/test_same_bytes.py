"""The same files and seed give the same bytes, whatever the processor and the time zone."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, write
from tests.end_to_end.program import environment

pytestmark = [pytest.mark.process, pytest.mark.charts, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
KERNELS = ("Haswell", "SkylakeX", "Sandybridge", "Prescott")
ZONES = ("UTC", "America/New_York", "Pacific/Pago_Pago", "Pacific/Kiritimati", "Asia/Kolkata")
ANALYSES = (
    "score",
    "robustness",
    "sensitivity",
    "methods",
    "perspectives",
    "portfolio",
    "timeline",
)
CHARTS = ("contributions", "values", "sensitivity", "tornado", "robustness", "timeline", "frontier")
NUMBERS = {
    **{f"{name}.json": [name, "--format", "json"] for name in ANALYSES},
    **{f"{name}.csv": [name, "--format", "csv"] for name in ANALYSES},
    "one.json": ["sensitivity", "{criterion}", "--format", "json"],
    "explain.json": ["explain", "{option}", "--format", "json"],
    "against.json": ["explain", "{option}", "--against", "{other}", "--format", "json"],
    "check.json": ["check", "--format", "json"],
    **{f"{name}.vega": ["plot", name, "--format", "vega"] for name in CHARTS},
}
PAPERS = {
    "paper.html": ["report", "--draws", "2000", "--out", "{out}"],
    "paper.md": ["report", "--draws", "2000", "--out", "{out}"],
    "paper.xlsx": ["report", "--draws", "2000", "--out", "{out}"],
}
PICTURES = {
    f"{name}.{suffix}": ["plot", name, "--out", "{out}"]
    for name in ("timeline", "robustness")
    for suffix in ("svg", "png", "pdf", "json")
}
WRITER = """
import io, json, os, sys
from pathlib import Path
import numpy as np
import typer
from ukjapan_cli.cli import app
from ukjapan_cli.diagnostics import InputError

out = Path(sys.argv[1])
for name, words in json.loads(sys.argv[2]).items():
    raw = io.BytesIO()
    sys.stdout = io.TextIOWrapper(raw, encoding="utf-8")
    os.chdir(out)
    words = [word.replace("{out}", name) for word in words]
    os.environ.update(UKJAPAN_OPTIONS="../options.yaml", UKJAPAN_CRITERIA="../criteria.yaml")
    try:
        app(words, standalone_mode=False)
    except (typer.Exit, InputError) as end:
        print(type(end).__name__, end)
    sys.stdout.flush()
    if not (out / name).exists():
        (out / name).write_bytes(raw.getvalue())
draws = np.random.default_rng(1).random((30, 500))
(out / "product").write_bytes((draws @ draws.T).tobytes())
"""


def wide() -> tuple[str, str]:
    """Twelve options on nine criteria, with thirds, ranges, dates and costs."""
    criteria = "".join(
        f"  - {{id: c{j}, name: C{j}, weight: {{value: {1 + j % 4}, low: {0.5 + j % 3}, high: 9}},"
        f" scale: {{worst: 0, best: {7 + 3 * (j % 2)}}}}}\n"
        for j in range(9)
    )
    shares = ", ".join(f"c{j}: {1 + (j * 5) % 7}" for j in range(9))
    options = "".join(
        f"  - {{id: o{i}, name: O{i}, costs: {{money: {1 + i % 5}}}, scores: {{"
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
    at = (i * 7 + j * 13) % 20 / 3
    if (i + j) % 4 == 0:
        return f"{{value: {at}, low: {at * 0.7}, high: {at}}}"
    if (i + j) % 7 == 0:
        return f"{{value: {at}, over_time: {{2026-01-01: {at}, 2027-03-02: {6.9 - at * 0.3}}}}}"
    return str(at)


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


def written(folder: Path, commands: dict[str, list[str]], **settings: str) -> dict[str, bytes]:
    """What the commands write under these settings, each by its name."""
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(folder), json.dumps(commands)],
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


def core(kernel: str) -> str:
    """What OpenBLAS runs on where it is asked for a kernel; empty for another BLAS."""
    done = subprocess.run(
        [sys.executable, "-c", "import numpy"],
        env=environment(OPENBLAS_CORETYPE=kernel, OPENBLAS_VERBOSE="2"),
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"Core: (\w+)", done.stdout + done.stderr)
    return found[1] if found else ""


@pytest.mark.parametrize("name", DECISIONS)
def test_another_processor_writes_the_same(name: str, tmp_path: Path) -> None:
    """Kernels that add up in other orders, as other processors have them."""
    cores = {core(kernel): kernel for kernel in KERNELS}
    cores.pop("", None)
    if len(cores) < 2:
        pytest.skip("this BLAS takes no other kernel: OPENBLAS_CORETYPE has no effect")
    criteria, options, names = DECISIONS[name]
    write(tmp_path, options, criteria)
    commands = {
        called: [word.format(out="{out}", **names) for word in words]
        for called, words in (NUMBERS | PAPERS).items()
    }
    by_kernel = {
        kernel: written(tmp_path / kernel, commands, OPENBLAS_CORETYPE=kernel)
        for kernel in cores.values()
    }
    products = {files.pop("product") for files in by_kernel.values()}
    if len(products) < 2:
        pytest.skip("these kernels add up alike")
    first, *others = by_kernel.values()
    assert set(commands) <= set(first)
    for other in others:
        assert [called for called in first if first[called] != other[called]] == []


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="TZ is of Unix")
def test_another_time_zone_writes_the_same(tmp_path: Path) -> None:
    criteria, options, _ = DECISIONS["packaged"]
    write(tmp_path, options, criteria)
    first, *others = (
        written(tmp_path / zone.replace("/", "-"), PAPERS | PICTURES, TZ=zone) for zone in ZONES
    )
    for other in others:
        assert [called for called in first if first[called] != other[called]] == []
    assert b"first from 7 May 2015 to 31 December 2018" in first["timeline.svg"]
