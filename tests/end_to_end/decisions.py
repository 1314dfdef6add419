"""Decisions that end-to-end tests run on, with numbers that can be worked out by hand.

The library (shares: running cost 0.4, rent security 0.2, reach 0.3, support 0.1):

    running cost: value (120 - x) / 80 of 100        rent security: value 5 (x - 5), 5 to 25 years
    reach: 0, 60 at 1,000, 100 at 4,000              support: opposed 0, split 40, behind-it 100

    option       running cost   rent security  reach            support    overall value
    market-hall  100: 25 → 10   25: 100 → 20   4,000: 100 → 30  100 → 10   70
    old-station   60: 75 → 30   15:  50 → 10   2,000: 73⅓ → 22   40 →  4   66
    mobile-van    40: 100 → 40   5:   0 →  0     750: 45 → 13.5   0 →  0   53.5
    today         80: 50 → 20   10:  25 →  5     500: 30 →  9    40 →  4   38, the baseline
    kiosk         40: 100 → 40   5:   0 →  0     400: 24 →  7.2 100 → 10   57.2, fails the gate
"""

from pathlib import Path

LIBRARY_CRITERIA = """\
# yaml-language-server: $schema=criteria.schema.json
version: 1
title: Where should the library's next branch go?
as_of: 2026-04-01
criteria:
  - id: money
    name: Money
    weight: 60
    criteria:
      - id: running-cost
        name: Running cost
        weight: {value: 40, low: 30, high: 55}
        because: A swing of £80k is worth twice the swing in rent security.
        scale: {worst: 120, best: 40, unit: £k a year}
      - id: rent-security
        name: Rent security
        weight: 20
        scale: {better: higher, unit: years}
  - id: reach
    name: Reach
    weight: 30
    must: {at_least: 500}
    scale:
      points: [[0, 0], [1000, 60], [4000, 100]]
      unit: readers
  - id: support
    name: Local support
    weight: 10
    scale:
      levels: {opposed: 0, split: 40, behind-it: 100}
perspectives:
  - id: council
    name: The council
    weights: {running-cost: 60, rent-security: 10, reach: 25, support: 5}
"""

LIBRARY_OPTIONS = """\
# yaml-language-server: $schema=options.schema.json
version: 1
cost_units: {capital: £k}
sources:
  - {id: survey, title: Readers' survey, author: Town council, date: 2026-01-10}
options:
  - id: today
    name: As today
    role: baseline
    scores: {running-cost: 80, rent-security: 10, reach: 500, support: split}
  - id: old-station
    name: The old station
    summary: Convert the ticket hall.
    costs: {capital: 900, staff: 2}
    excludes: [market-hall]
    enablers: [The rail company agrees a lease.]
    scores:
      running-cost: 60
      rent-security: {value: 15, low: 10, high: 25}
      reach: {low: 1500, high: 2500}
      support:
        value: split
        because: Two of four residents' groups wrote in favour.
        source: survey ¶4
        over_time: {2026-04-01: split, 2026-04-11: behind-it}
  - id: market-hall
    name: The market hall
    scores: {running-cost: 100, rent-security: 25, reach: 4000, support: behind-it}
  - id: mobile-van
    name: The mobile van
    requires: [old-station]
    scores: {running-cost: 40, rent-security: 5, reach: 750, support: opposed}
  - id: kiosk
    name: A kiosk
    scores: {running-cost: 40, rent-security: 5, reach: 400, support: behind-it}
synergies:
  - {options: [old-station, mobile-van], value: 3, because: One stock of books serves both.}
"""

# One ranked option, for whose report there is little to draw; it takes the library's criteria.
ONE_OPTION = """\
version: 1
options:
  - id: today
    name: As today
    role: baseline
    scores: {running-cost: 80, rent-security: 10, reach: 500, support: split}
  - id: market-hall
    name: The market hall
    scores: {running-cost: 100, rent-security: 25, reach: 4000, support: behind-it}
"""

# Cost and gain weigh 0.5 each: value 10 (10 - cost) and 10 gain.
TWO_CRITERIA = """\
version: 1
title: Which one?
criteria:
  - {id: cost, name: Cost, weight: 1, scale: {worst: 10, best: 0, unit: £m}}
  - {id: gain, name: Gain, weight: 1, scale: {worst: 0, best: 10}}
"""


def write(folder: Path, options: str, criteria: str = TWO_CRITERIA) -> Path:
    """Write a decision's two files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "criteria.yaml").write_text(criteria, encoding="utf-8", newline="\n")
    (folder / "options.yaml").write_text(options, encoding="utf-8", newline="\n")
    return folder


def options(*lines: str) -> str:
    """An options file with an option a line, such as `{id: a, name: A, scores: {cost: 5}}`."""
    return "version: 1\noptions:\n" + "".join(f"  - {line}\n" for line in lines)


def many_options(count: int) -> str:
    """An options file with so many options on the two criteria."""
    lines = (
        f"{{id: option-{i}, name: Number {i}, scores: {{cost: {i % 11}, gain: {i % 7}}}}}"
        for i in range(count)
    )
    return options(*lines)
