"""The Markdown report and the folder of figures beside it: imports what draws them."""

from pathlib import Path

from ukjapan_cli.atomic_write import judge
from ukjapan_cli.cli.output import tell
from ukjapan_cli.cli.pictures import figures_folder
from ukjapan_cli.features.report.contents import Paper
from ukjapan_cli.features.report.markdown import markdown as written
from ukjapan_cli.formats.charts.drawing import svg


def markdown(paper: Paper, out: Path | None) -> tuple[bytes, dict[Path, bytes]]:
    """The report, and the figures that it shows by where they are to stand."""
    if out is None or judge(out).is_stream:
        tell("ukjapan: without figures, which stand beside a file: --out report.md\n")
        return written(paper, None).text.encode(), {}
    folder = figures_folder(out)
    report = written(paper, folder.name)
    figures = {folder / f"{figure.name}.svg": svg(figure).encode() for figure in report.figures}
    return report.text.encode(), figures
