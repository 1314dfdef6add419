"""The Markdown report and the folder of figures beside it: imports what draws them."""

from pathlib import Path

from ukjapan_cli.commands.output import tell
from ukjapan_cli.commands.pictures import figures_folder
from ukjapan_cli.placing import judge
from ukjapan_cli.render.charts.drawing import svg
from ukjapan_cli.render.paper import Paper
from ukjapan_cli.render.report_markdown import markdown as written


def markdown(paper: Paper, out: Path | None) -> tuple[bytes, dict[Path, bytes]]:
    """The report, and the figures that it shows by where they are to stand."""
    if out is None or judge(out).is_stream:
        tell("ukjapan: without figures, which stand beside a file: --out report.md\n")
        return written(paper, None).text.encode(), {}
    folder = figures_folder(out)
    report = written(paper, folder.name)
    figures = {folder / f"{figure.name}.svg": svg(figure).encode() for figure in report.figures}
    return report.text.encode(), figures
