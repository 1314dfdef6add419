"""The Markdown report and the folder of figures beside it: imports what draws them."""

from pathlib import Path

from ukjapan_cli.commands.output import tell
from ukjapan_cli.commands.pictures import figures_folder, is_stream, write_out
from ukjapan_cli.documents.writing import NotWrittenError
from ukjapan_cli.render.charts.drawing import svg
from ukjapan_cli.render.paper import Paper
from ukjapan_cli.render.report_markdown import markdown as written


def markdown(paper: Paper, out: Path | None) -> bytes:
    """The report, its figures written before it so that it never shows what is not there.

    Raises:
        NotWrittenError: a figure cannot be written.
    """
    if out is None or is_stream(out):
        tell("ukjapan: without figures, which stand beside a file: --out report.md\n")
        return written(paper, None).text.encode()
    folder = figures_folder(out)
    report = written(paper, folder.name)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise NotWrittenError(f"cannot write '{folder}': {error.strerror or error}") from error
    for figure in report.figures:
        write_out(folder / f"{figure.name}.svg", svg(figure).encode())
    return report.text.encode()
