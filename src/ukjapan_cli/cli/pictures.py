"""What commands that draw or lay out share: what they need, the folder of figures."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ukjapan_cli.diagnostics import InputError, MissingExtraError

_EXTRA = frozenset({"altair", "jinja2", "openpyxl", "vl_convert"})
_DRAW = "import vl_convert; vl_convert.vega_to_svg({})"


class NoChartsError(InputError):
    """Charts cannot be made in a process that was started like this one."""


def check_charts(*, are_drawn: bool) -> None:
    """Refuse what would make the libraries for charts fail, or fall with the whole process.

    Args:
        are_drawn: as pictures, not only specified.

    Raises:
        NoChartsError: something would.
    """
    if sys.flags.optimize > 1:
        raise NoChartsError(
            "what makes charts reads docstrings, and Python leaves them out: "
            "start it without -OO, or PYTHONOPTIMIZE=2"
        )
    if are_drawn and _has_few_addresses() and not _draws():
        raise NoChartsError(
            "what draws charts reserves more addresses than are allowed here, though it uses few: "
            "lift the limit, as by ulimit -v unlimited"
        )


def _has_few_addresses() -> bool:
    if sys.platform == "win32":
        return False
    from resource import RLIM_INFINITY, RLIMIT_AS, getrlimit

    return getrlimit(RLIMIT_AS)[0] != RLIM_INFINITY


def _draws() -> bool:
    """Whether a process that draws lives under the limits of this one."""
    import subprocess

    tried = subprocess.run([sys.executable, "-c", _DRAW], capture_output=True, check=False)  # noqa: S603
    return tried.returncode >= 0


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
