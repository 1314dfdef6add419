"""Decisions of any size, made up from a seed."""

import random


def criteria_yaml(criteria: int) -> str:
    """A criteria file with linear scales from 0 to 100 and different weights."""
    lines = ["version: 1", "title: A made-up decision", "as_of: 2026-01-01", "criteria:"]
    for index in range(criteria):
        lines += [
            f"  - id: criterion-{index}",
            f"    name: Criterion {index}",
            f"    weight: {index + 1}",
            "    scale: {worst: 0, best: 100, unit: points}",
        ]
    return "\n".join(lines) + "\n"


def options_yaml(options: int, criteria: int, seed: int = 1) -> str:
    """An options file with a plain number for every score."""
    draw = random.Random(seed)
    lines = ["version: 1", "options:"]
    for option in range(options):
        lines += [f"  - id: option-{option}", f"    name: Option {option}", "    scores:"]
        lines += [f"      criterion-{c}: {draw.uniform(0, 100):.2f}" for c in range(criteria)]
    return "\n".join(lines) + "\n"
