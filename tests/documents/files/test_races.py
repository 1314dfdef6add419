"""What another program saves while a file is fixed is never lost: staged races.

Another process waits until the new file stands beside the old one, lets a random moment pass and
saves a line of its own. Whichever of the two comes first, that line is in the file in the end.
"""

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ukjapan_cli.atomic_write import NotWrittenError
from ukjapan_cli.documents.files.writing import replace

pytestmark = pytest.mark.process

RACES = 60
OLD, NEW, LINE = b"old: 1\n" * 2_000, b"new: 1\n" * 2_000, b"# mine\n"
WRITER = r"""
import os, sys, time

def spent(seconds):
    end = time.perf_counter() + seconds
    time.sleep(max(0, seconds - 0.0005))
    while time.perf_counter() < end:
        pass

for line in sys.stdin:
    how, delay, folder = line.rstrip("\n").split(" ", 2)
    target, other = os.path.join(folder, "it.yaml"), os.path.join(folder, "other")
    held = open(target, "ab", 0) if how == "held-open" else None
    print("ready", flush=True)
    end = time.monotonic() + 1
    while time.monotonic() < end and len(os.listdir(folder)) < 2:
        time.sleep(0.00002)
    spent(float(delay))
    if how == "appended":
        with open(target, "ab") as file:
            file.write(b"# mine\n")
    elif how == "appended-slowly":
        with open(target, "ab", 0) as file:
            spent(0.002)
            file.write(b"# mine\n")
    elif how == "held-open":
        held.write(b"# mine\n")
        held.close()
    else:
        with open(target, "rb") as file:
            raw = file.read()
        with open(other, "wb") as file:
            file.write(raw + b"# mine\n")
        os.replace(other, target)
    print("done", flush=True)
"""


@pytest.fixture
def writer() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a moment is left open, as it says")
@pytest.mark.parametrize("how", ["appended", "appended-slowly", "held-open", "renamed"])
def test_no_line_of_another_program_is_lost(
    how: str, writer: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert writer.stdin is not None
    assert writer.stdout is not None
    chance = random.Random(how)
    fixed = 0
    for race in range(RACES):
        folder = tmp_path / str(race)
        folder.mkdir()
        file = folder / "it.yaml"
        file.write_bytes(OLD)
        delay = chance.random() * chance.choice([1e-4, 1e-3, 4e-3])
        writer.stdin.write(f"{how} {delay} {folder}\n")
        writer.stdin.flush()
        assert writer.stdout.readline() == "ready\n"
        with suppress(NotWrittenError):
            replace(file, OLD, NEW)
            fixed += 1
        assert writer.stdout.readline() == "done\n"
        assert file.read_bytes() in (OLD + LINE, NEW + LINE)
        assert [path.name for path in folder.iterdir()] == ["it.yaml"]
    assert fixed < RACES  # the races were races
