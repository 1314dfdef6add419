"""Draw the README's picture: what `ukjapan score` shows of the packaged decision on a terminal.

`python docs/draw.py` writes `docs/score.svg`; a test draws it again and compares.
"""

import io
import os
import re
from pathlib import Path

from rich.console import Console
from rich.text import Text

from ukjapan_cli.documents.files.locations import packaged
from ukjapan_cli.documents.load import load_files
from ukjapan_cli.features.score.terminal import ranking
from ukjapan_cli.features.verdict.analysis import verdict
from ukjapan_cli.formats.terminal import Screen
from ukjapan_cli.model.scoring import score

PICTURE = Path(__file__).with_name("score.svg")
WIDTH = 92


def svg() -> str:
    """The picture, without fonts from elsewhere."""
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    decision = load_files(packaged()).decision
    if decision is None:
        raise ValueError("the packaged decision has errors")
    scoring = score(decision)
    shown = ranking(scoring, Screen(width=WIDTH, colour=True), verdict(scoring))
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, legacy_windows=False
    )
    console.print(Text("$ ukjapan score", "bold"))
    console.print(Text.from_ansi(shown))
    drawn = console.export_svg(title="ukjapan", unique_id="score")
    without_fonts = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    return without_fonts.replace("Fira Code", "ui-monospace, Menlo, Consolas")


if __name__ == "__main__":
    PICTURE.write_text(svg(), encoding="utf-8")
