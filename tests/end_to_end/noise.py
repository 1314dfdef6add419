"""A library that writes to descriptor 1, for processes that are forked: it imports little."""

import os
import threading
import time


def make_noise() -> None:
    """Be a library that writes to descriptor 1 as soon as the program has begun, and goes on."""
    from ukjapan_cli.cli import streams

    set_apart = streams.set_apart_stdout

    def without_end() -> None:
        while True:
            os.write(1, b"noise from C\n")
            time.sleep(0.001)

    def begin() -> None:
        set_apart()
        os.write(1, b"noise from C\n")
        threading.Thread(target=without_end, daemon=True).start()

    streams.set_apart_stdout = begin
