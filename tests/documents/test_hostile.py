"""What the worst files cost: each is checked by a process of its own, whose memory is measured.

Each broke the promise once, or is the largest of its kind that the limits let through.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ukjapan_cli.documents.yaml.document import LARGEST
from ukjapan_cli.documents.yaml.reader import MOST_VALUES

unix = pytest.mark.skipif(sys.platform == "win32", reason="measures with getrusage")
pytestmark = [pytest.mark.process, unix]

MOST_MEGABYTES = 500
MOST_SECONDS = 120  # of the processor's time; a few are usual

CHECK = """
import collections, json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from ukjapan_cli.features.check.run import check
from ukjapan_cli.documents.files.locations import Location
from ukjapan_cli.documents.files.pairing import Pairs
names = ["criteria.yaml", "options.yaml"]
checked = check(Pairs([Location(Path(name), name) for name in names]))
codes = collections.Counter(d.rule.code for d in checked.diagnostics)
lengths = [len(d.message) + len(d.hint) + len(d.path) for d in checked.diagnostics]
if sys.platform == "linux":  # where ru_maxrss counts the parent before exec
    status = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
    peak = int(status["VmHWM"].split()[0]) / 1024
else:
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
print(json.dumps([codes, max(lengths, default=0), peak]))
"""

CRITERIA = b"""\
version: 1
criteria:
  - {id: a, name: A, weight: 1, scale: {worst: 0, best: 10}}
"""
OPTIONS = b"""\
version: 1
options:
  - {id: one, name: One, scores: {a: 1}}
  - {id: two, name: Two, scores: {a: 2}}
"""
SMILE = "\U0001f600".encode()  # makes every character of a text take four bytes


def checked(folder: Path, criteria: bytes, options: bytes) -> tuple[dict[str, int], int]:
    """The number of diagnostics by code, and the length of the longest, if it cost little."""
    (folder / "criteria.yaml").write_bytes(criteria)
    (folder / "options.yaml").write_bytes(options)
    code = CHECK.format(seconds=MOST_SECONDS)
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    codes, longest, megabytes = json.loads(ran.stdout)
    assert megabytes < MOST_MEGABYTES, megabytes
    return codes, longest


def many(text: str, count: int, start: bytes = b"", end: bytes = b"") -> bytes:
    """A text so often, with its number for each {i}."""
    return start + ",".join(text.replace("{i}", str(i)) for i in range(count)).encode() + end


def padded(text: bytes) -> bytes:
    """The text with a comment that makes it as large and as wide as a file may be."""
    comment = b"\n# " + SMILE
    return text + comment + b"x" * (LARGEST - len(text) - len(comment) - 2) + b"\r\n"


def of_small_mappings(key: str) -> bytes:
    start = f"version: 1\n{key}: [".encode()
    return padded(many("{k{i}: v{i}}", MOST_VALUES // 4 - 10, start, b"]"))


def of_one_text(start: bytes) -> bytes:
    text = start + b'? "' + SMILE
    return text + b"x" * (LARGEST - len(text) - 10) + b'"\n: 1'


def options(more: str, count: int, name: str = "O{i}") -> bytes:
    """So many options, each with more in it."""
    lines = "".join(
        f"- {{id: o{i}, name: {name}, scores: {{a: 1}}{more}}}\n".replace("{i}", str(i))
        for i in range(count)
    )
    return b"version: 1\noptions:\n" + lines.encode()


def criteria(count: int) -> bytes:
    lines = "".join(
        f"- {{id: c{i}, name: C{i}, weight: 1, scale: {{better: lower}}}}\n" for i in range(count)
    )
    return b"version: 1\ncriteria:\n" + lines.encode()


COSTS = many("K{i}: 1", 4_000, b", costs: {", b"}").decode()
NAMES = many("K{i}: 1", 1_500, b", costs: {", b"}").decode()

CASES: dict[str, tuple[Callable[[], tuple[bytes, bytes]], set[str]]] = {
    "two files of small mappings": (
        lambda: (of_small_mappings("criteria"), of_small_mappings("options")),
        {"UKJ105", "UKJ106", "UKJ109"},
    ),
    "two files of one text": (
        lambda: (of_one_text(CRITERIA), of_one_text(OPTIONS)),
        {"UKJ109"},
    ),
    "two files of options and criteria": (
        lambda: (criteria(9_999), options("", 99_999)),
        {"UKJ109"},
    ),
    "lines without end": (
        lambda: (CRITERIA, OPTIONS + b"#" + SMILE + b"\r\n" * 5_000_000 + b"bad: 1\n"),
        {"UKJ106"},
    ),
    "names that are not allowed": (
        lambda: (CRITERIA, options(NAMES, 60) + options(COSTS, 60)[20:]),
        {"UKJ109", "UKJ110", "UKJ124"},
    ),
    "options of one name": (
        lambda: (CRITERIA, options("", 90_000, '"P\\u200Blan"')),
        {"UKJ124"},
    ),
    "ambiguous values": (
        lambda: (CRITERIA, OPTIONS + many("no", 490_000, b"synergies: [", b"]")),
        {"UKJ107", "UKJ108"},
    ),
    "duplicate keys": (
        lambda: (CRITERIA, OPTIONS + b"k: 1\n" * 490_000),
        {"UKJ103", "UKJ106"},
    ),
    "faults below an endless key": (
        lambda: (
            CRITERIA,
            b'? "' + b"k" * 5_000_000 + b'"\n: ' + many(".nan", 400_000, b"[", b"]"),
        ),
        {"UKJ109"},
    ),
    "requirements that all go back": (
        lambda: (CRITERIA, options(", requires: [o0, o7]", 60_000)),
        {"UKJ117"},
    ),
    "tags with a long prefix": (
        lambda: (CRITERIA, b"%TAG ! x" + b"x" * 5_000_000 + b"\n---\n" + b"- !y z\n" * 100_000),
        {"UKJ104"},
    ),
}


@pytest.mark.parametrize(("made", "expected"), CASES.values(), ids=CASES)
def test_a_hostile_file_costs_little(
    tmp_path: Path, made: Callable[[], tuple[bytes, bytes]], expected: set[str]
) -> None:
    codes, longest = checked(tmp_path, *made())
    assert set(codes) == expected
    assert all(count <= 2 * 10_001 for count in codes.values())
    assert longest < 2_000


def test_two_hundred_thousand_wrong_scores(tmp_path: Path) -> None:
    scores = many("c{i}: [1]", 2_000, b"{", b"}").decode()
    lines = "".join(f"- {{id: o{i}, name: O{i}, scores: {scores}}}\n" for i in range(100))
    codes, _ = checked(tmp_path, criteria(2_000), b"version: 1\noptions:\n" + lines.encode())
    assert codes == {"UKJ107": 10_001}
