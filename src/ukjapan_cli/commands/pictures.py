"""What commands that draw or lay out share: the extra that they need, the folder of figures."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ukjapan_cli.diagnostics import MissingExtraError

_EXTRA = frozenset({"altair", "jinja2", "openpyxl", "vl_convert"})


@contextmanager
def report_extra() -> Iterator[None]:
    """Say what to install where a library of the extra is missing.

    Raises:
        MissingExtraError: one is.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in _EXTRA:
            raise
        raise MissingExtraError(missing, "report") from error


def figures_folder(out: Path) -> Path:
    """Where the figures of a Markdown report stand."""
    return out.with_name(f"{out.stem}-figures")
