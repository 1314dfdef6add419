"""Check mutants of real files; `python -m benchmarks.fuzz` prints what became of them.

Every mutant loads or is refused with a diagnostic inside its file, every format writes what was
found, and fixing changes no number; exit 1, with the mutant saved, where that does not hold.
"""

import argparse
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from tests.properties.mutants import Mutant, mutant
from tests.properties.promise import keeps_its_promise


def save(broken: Mutant, number: int) -> Path:
    """Write a mutant into a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix=f"mutant-{number}-"))
    (folder / "criteria.yaml").write_bytes(broken.criteria)
    (folder / "options.yaml").write_bytes(broken.options)
    return folder


def main() -> int:
    """Print the table; the answer is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=10_000)
    arguments = parser.parse_args()
    became: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    start, slowest = time.perf_counter(), 0.0
    for number in range(arguments.first, arguments.first + arguments.count):
        changed = mutant(arguments.seed, number)
        begun = time.perf_counter()
        try:
            checked = keeps_its_promise(changed.criteria, changed.options)
        except Exception:
            became["broken"] += 1
            traceback.print_exc(limit=-3)
            mutations = ", ".join(changed.mutations)
            print(f"mutant {number} ({mutations}) is in {save(changed, number)}", file=sys.stderr)
            continue
        slowest = max(slowest, time.perf_counter() - begun)
        became["refused" if checked.errors else "loaded"] += 1
        codes.update({diagnostic.rule.code for diagnostic in checked.diagnostics})
    seconds = time.perf_counter() - start
    print(f"{arguments.count:,} mutants from seed {arguments.seed} in {seconds:.0f} s", end="")
    print(f", the slowest {slowest:.2f} s")
    for what in ("loaded", "refused", "broken"):
        print(f"{what:<10}{became[what]:>8,}")
    for code, count in sorted(codes.items()):
        print(f"{code:<10}{count:>8,}")
    return 1 if became["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
