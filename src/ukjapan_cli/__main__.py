"""The program's entry: `ukjapan`, or `python -m ukjapan_cli`."""

import os
import sys


def main() -> None:
    """Run the command line and end the process.

    At the end everything is written: the process goes without taking each object down.
    """
    try:
        try:
            _run()
        finally:
            _flush()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except KeyboardInterrupt:  # before signals are the program's own
        code = 130
    os._exit(code)


def _run() -> None:
    """Run the command line in a process that is this program's alone.

    A command is short, so what Python does around it is most of its time. Imports make many objects
    and no garbage: they are seldom collected.
    """
    from ukjapan_cli.cli.streams import set_apart_stdout

    set_apart_stdout()
    import gc

    from ukjapan_cli.cli.signals import end_on_signals

    gc.set_threshold(100_000, 50, 100)
    end_on_signals()
    from ukjapan_cli.cli.app import main as run

    run()


def _flush() -> None:
    from contextlib import suppress

    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()


if __name__ == "__main__":
    main()
