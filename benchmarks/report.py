"""The report: how long the page takes, how large it is, how soon it answers a slider.

    python -m benchmarks.report

Times are medians; each command is timed beside a floor in the same run.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.decisions import argued_options_yaml, criteria_yaml

RUNS = 5
MOVES = 40
_COMMAND = Path(sys.executable).with_name("ukjapan")
_FLOOR = (
    "import altair, jinja2, vl_convert; vl_convert.vegalite_to_svg({'mark': 'bar', 'data': []})"
)
_MOVE = """(number) => new Promise((done) => {
  const range = document.querySelector(".slider [type=range]");
  const began = performance.now();
  range.value = number;
  range.dispatchEvent(new Event("input"));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})"""


def seconds(command: list[str], folder: Path) -> float:
    """How long a command takes as a whole process."""
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - began


def medians(commands: dict[str, list[str]], folder: Path) -> dict[str, float]:
    """The commands in turn, so that noise falls on all of them."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            taken[name].append(seconds(command, folder))
    return {name: statistics.median(times) for name, times in taken.items()}


def answers(page: Path) -> list[float]:
    """Milliseconds from a slider's move until what it changed is drawn."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        opened = browser.new_page()
        opened.goto(page.as_uri())
        taken = [opened.evaluate(_MOVE, 1 + move % 7 * 13) for move in range(MOVES)]
        browser.close()
    return taken


def main() -> None:
    """Print a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        empty, large = folder / "empty", folder / "large"
        empty.mkdir()
        large.mkdir()
        (large / "criteria.yaml").write_text(criteria_yaml(20))
        (large / "options.yaml").write_text(argued_options_yaml(100, 20))
        found = medians(
            {
                "floor": [sys.executable, "-c", _FLOOR],
                "page": [str(_COMMAND), "report", "--out", "report.html"],
                "workbook": [str(_COMMAND), "report", "--out", "report.xlsx"],
                "plot": [str(_COMMAND), "plot", "contributions", "--out", "contributions.svg"],
            },
            empty,
        )
        for row, took in found.items():
            print(f"{row:<28} {took:6.2f} s  {took / found['floor']:5.2f} x the floor")
        print(f"{'page, bytes':<28} {(empty / 'report.html').stat().st_size:,}")
        took = seconds([str(_COMMAND), "report", "--out", "report.html"], large)
        size = (large / "report.html").stat().st_size
        print(f"{'page of 100 x 20':<28} {took:6.2f} s  {size:,} bytes")
        for label, page in (("packaged", empty), ("100 x 20", large)):
            moves = answers(page / "report.html")
            print(
                f"{f'slider, {label}':<28} {statistics.median(moves):6.1f} ms, "
                f"at most {max(moves):.1f} ms"
            )


if __name__ == "__main__":
    main()
