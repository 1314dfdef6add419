"""`ukjapan check --fix` and `--diff`."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ukjapan_cli.checks.fixing import Fixed, fix
from ukjapan_cli.checks.settings import Flags
from ukjapan_cli.commands.github_actions import is_on_github
from ukjapan_cli.commands.output import emit, emit_bytes, tell, width
from ukjapan_cli.documents.pairing import Pair
from ukjapan_cli.documents.writing import NotWrittenError, replace
from ukjapan_cli.render.diagnostics import counts
from ukjapan_cli.render.patch import patch, shown
from ukjapan_cli.render.visible import visible

if TYPE_CHECKING:
    from ukjapan_cli.checks.checked import Checked


def mend_files(pairs: Iterable[Pair], flags: Flags) -> "Checked":
    """Write what can be mended, and say so; the answer is what is still wrong.

    Raises:
        NotWrittenError: a file cannot be written; those before it are.
    """
    fixed = fix(pairs, flags)
    for file in fixed.files:
        try:
            replace(file.path, file.old, file.new)
        except NotWrittenError as error:
            raise NotWrittenError(f"'{file.name}' was not mended: {error}") from error
        tell(f"mended {file.mends} in {visible(file.name)}\n")
    return fixed.after


def show_mends(pairs: Iterable[Pair], flags: Flags) -> "Checked":
    """Write to stdout the diff that mending would make; the answer is what is wrong without it."""
    fixed = fix(pairs, flags)
    raw = patch(fixed.files)
    if width() is not None:
        emit(shown(raw))
    elif raw and is_on_github():
        emit_bytes(_unobeyed(raw))
    else:
        emit_bytes(raw)
    _tell_counts(fixed)
    return fixed.before


def _tell_counts(fixed: Fixed) -> None:
    for file in fixed.files:
        tell(f"would mend {file.mends} in {visible(file.name)}\n")
    tell(counts(fixed.before.diagnostics, len(fixed.before.files)))


def _unobeyed(raw: bytes) -> bytes:
    """Output in which a GitHub runner obeys no command; `git apply` passes over the two lines."""
    token = os.urandom(16).hex().encode()
    return b"::stop-commands::%b\n%b::%b::\n" % (token, raw, token)
