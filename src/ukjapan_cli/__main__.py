"""The program's entry: `ukjapan`, or `python -m ukjapan_cli`."""

import contextlib
import gc
import os
import sys

from ukjapan_cli.commands.streams import set_apart_stdout


def main() -> None:
    """Run the command line and end the process.

    A command is short, so what Python does around it is most of its time. Imports make many objects
    and no garbage: they are seldom collected. At the end everything is written: the process goes
    without taking each object down.
    """
    gc.set_threshold(100_000, 50, 100)
    set_apart_stdout()
    from ukjapan_cli.cli import main as run

    code = 0
    try:
        run()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
