"""A register of applications as a table: so many rows × 20 criteria, seeded, made part by part.

`python -m benchmarks.register FOLDER ROWS` writes `register.parquet` and the `criteria.yaml` it is
scored by: a tree with every kind of scale and a gate.
"""

import sys
from pathlib import Path
from typing import NamedTuple

PART = 100_000
SEED = 2026
LEVELS = {"none": 0, "some": 35, "most": 70, "all": 100}
POINTS = ((0, 0), (20, 45), (60, 80), (100, 100))
GATE = 2.0
GROUPS = 4
FAULTY_EVERY = 1_000
UNKNOWN_LEVEL = "unclear"


class Column(NamedTuple):
    """One criterion of the register: what its scale is, and its share of the whole."""

    id: str
    kind: str
    share: float


def columns() -> list[Column]:
    """The twenty criteria, five to a group; groups and criteria weigh 1, 2, 3 and so on."""
    kinds = ["falling"] * 4 + ["rising"] * 5 + ["points"] * 4 + ["levels"] * 3 + ["local"] * 3
    kinds.append("gated")
    size = len(kinds) // GROUPS
    of_groups, of_members = sum(range(1, GROUPS + 1)), sum(range(1, size + 1))
    return [
        Column(
            f"criterion-{place}",
            kind,
            (place // size + 1) / of_groups * (place % size + 1) / of_members,
        )
        for place, kind in enumerate(kinds)
    ]


def criteria_yaml() -> str:
    """The criteria file."""
    levels = ", ".join(f"{name}: {value}" for name, value in LEVELS.items())
    points = ", ".join(f"[{at}, {value}]" for at, value in POINTS)
    scales = {
        "falling": "scale: {worst: 100, best: 0, unit: points}",
        "rising": "scale: {worst: 0, best: 100, unit: points}",
        "points": f"scale: {{points: [{points}], unit: points}}",
        "levels": f"scale: {{levels: {{{levels}}}}}",
        "local": "scale: {better: higher, unit: points}",
        "gated": f"must: {{at_least: {GATE}}}",
    }
    scales["gated"] += "\n        " + scales["rising"]
    all_of_them = columns()
    size = len(all_of_them) // GROUPS
    lines = ["version: 1", "criteria:"]
    for group in range(GROUPS):
        lines += [f"  - id: group-{group}", f"    name: Group {group}", f"    weight: {group + 1}"]
        lines.append("    criteria:")
        for place, column in enumerate(all_of_them[group * size : (group + 1) * size]):
            lines += [
                f"      - id: {column.id}",
                f"        name: {column.id.replace('-', ' ').capitalize()}",
                f"        weight: {place + 1}",
                f"        {scales[column.kind]}",
            ]
    return "\n".join(lines) + "\n"


def write(folder: Path, rows: int) -> None:
    """The table and its criteria; two decimals a number.

    In a thousand rows one lacks a performance, one is off the scale, one has a level that there is
    not, and one is infinite; each of that on one criterion.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    (folder / "criteria.yaml").write_text(criteria_yaml(), encoding="utf-8")
    random = np.random.default_rng(SEED)
    names = pa.array([*LEVELS, UNKNOWN_LEVEL])
    all_of_them = columns()
    faulty = {all_of_them[place].id: at for at, place in enumerate((0, 4, 13, 16))}
    writer = None
    for start in range(0, rows, PART):
        count = min(PART, rows - start)
        numbers = np.arange(start, start + count)
        made = {"id": pc.utf8_lpad(pa.array(numbers).cast(pa.string()), 9, "0")}
        for column in all_of_them:
            is_faulty = numbers % FAULTY_EVERY == faulty.get(column.id, FAULTY_EVERY)
            if column.kind == "levels":
                drawn = random.integers(0, len(LEVELS), count)
                made[column.id] = names.take(pa.array(np.where(is_faulty, len(LEVELS), drawn)))
                continue
            drawn = random.uniform(0, 100, count).round(2)
            fault = {"rising": -1.0, "local": np.inf}.get(column.kind, np.nan)
            made[column.id] = pa.array(np.where(is_faulty, fault, drawn), from_pandas=True)
        part = pa.table(made)
        writer = writer or pq.ParquetWriter(
            folder / "register.parquet", part.schema, compression="zstd"
        )
        writer.write_table(part)
    if writer is not None:
        writer.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
