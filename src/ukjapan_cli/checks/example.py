"""The decision that the examples of the rules are changes of; it breaks none of them.

In an example a key with a value of its own stands in place of the decision's, a list's item in
place of the one with its id; what the decision does not have is added, and `# not there` takes a
key away.
"""

CRITERIA = """\
version: 1
title: Where should the library's next branch go?
as_of: 2026-04-01
criteria:
  - id: cost
    name: Running cost
    weight: 40
    because: What a branch costs is what books go without.
    scale:
      worst: 120
      best: 40
      unit: £k a year
      anchors: {worst: The dearest lease on offer., best: A hall that the town owns.}
  - id: reach
    name: Reach
    weight: 35
    because: A branch that nobody visits is no branch; the swing is worth a little less than cost.
    scale:
      worst: 0
      best: 4000
      unit: readers
      anchors: {worst: Nobody comes., best: All come who live far from the main library.}
  - id: support
    name: Local support
    weight: 25
    because: Opposed branches open a year late; the others open on time.
    scale:
      levels: {opposed: 0, split: 40, behind-it: 100}
      anchors:
        opposed: The residents' groups have said no.
        split: Some groups are for it, some against.
        behind-it: All groups have written in favour.
perspectives:
  - id: treasurer
    name: The treasurer
    weights: {cost: 50, reach: 30, support: 20}
  - id: readers
    name: The readers' circle
    weights: {cost: 30, reach: 45, support: 25}
"""

OPTIONS = """\
version: 1
cost_units: {staff: posts}
sources:
  - id: survey
    title: Readers' survey
    date: 2026-01-10
  - id: quotes
    title: Quotes of three landlords
    date: 2026-02-20
options:
  - id: station
    name: The old station
    costs: {staff: 2}
    scores:
      cost: {value: 60, low: 55, high: 65, because: As quoted., source: quotes p. 1}
      reach: {value: 3500, low: 3300, high: 3700, because: Two bus lines., source: survey p. 3}
      support: {value: split, low: split, high: split, because: Letters., source: survey p. 9}
  - id: hall
    name: The school hall
    costs: {staff: 1}
    scores:
      cost: {value: 50, low: 45, high: 55, because: As quoted., source: quotes p. 2}
      reach: {value: 2000, low: 1800, high: 2200, because: One bus line., source: survey p. 4}
      support: {value: opposed, low: opposed, high: opposed, because: Letters., source: survey p. 9}
  - id: today
    name: No branch
    role: baseline
    scores:
      cost: {value: 40, low: 40, high: 40, because: The van alone., source: quotes p. 3}
      reach: {value: 500, low: 400, high: 600, because: The van's users., source: survey p. 2}
      support: {value: opposed, low: opposed, high: opposed, because: Letters., source: survey p. 9}
"""
