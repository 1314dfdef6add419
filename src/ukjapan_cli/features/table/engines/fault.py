"""What keeps a table from being read or written."""

import re

from ukjapan_cli.diagnostics import InputError

_KIND = re.compile(r"^(?:\[[A-Z0-9_.]+\] |(?:[A-Z]\w* )+Error: )")
_STATE = re.compile(r" SQLSTATE: \w+$")
_LONGEST = 200


class TableError(InputError, ValueError):
    """What was given as a table cannot be used as one."""


def unreadable(engine: str, said: str) -> TableError:
    """What an engine could not read, with the first line of its reason.

    What is wrong with a table is said in this program's own words wherever it can be known. What
    is left is what only the engine knows of: a damaged file, a view that fails, an address.
    """
    reason = _STATE.sub("", _KIND.sub("", said.strip().split("\n")[0]))[:_LONGEST]
    return TableError(
        f"{engine} cannot read the table: {reason or 'it gives no reason'}; "
        "see whether it is whole, or try another --engine"
    )
