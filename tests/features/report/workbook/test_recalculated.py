"""LibreOffice computes the workbook; it comes to what the engine comes to, whatever is changed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import Workbook
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, write
from tests.features.report.workbook.written import (
    Change,
    cell,
    changed,
    opened,
    paper,
    recalculated,
)
from tests.properties.decisions import decisions

from ukjapan_cli import load
from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision, Perspective
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Levels, Linear, Local
from ukjapan_cli.features.report.workbook import xlsx
from ukjapan_cli.model.scoring import score

pytestmark = pytest.mark.office

NEAR = 1e-9
ROOT = Path(__file__).parents[4]
PACKAGED = load(ROOT / "options.yaml", ROOT / "criteria.yaml")
PERSPECTIVES = [perspective.id for perspective in PACKAGED.perspectives]


def drawn(count: int) -> list[Decision]:
    """Random decisions with a ranking, the same in every run."""
    found: list[Decision] = []

    @settings(
        max_examples=3 * count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(decisions())
    def draw(decision: Decision) -> None:
        if score(decision).ranking:
            found.append(decision)

    draw()
    return found[-count:]


def with_score(decision: Decision, option: str, criterion: str, performance: float) -> Decision:
    """The same decision with another performance."""
    options = tuple(
        replace(o, scores={**o.scores, criterion: Score(Exact(performance))})
        if o.id == option
        else o
        for o in decision.options
    )
    return replace(decision, options=options)


# Three levels; the local scale's greatest performance, 30, is one of another date.
DEEP = Decision(
    criteria=(
        Criterion(
            "money",
            "Money",
            Weight(3),
            criteria=(
                Criterion(
                    "public",
                    "Public money",
                    Weight(1),
                    criteria=(
                        Criterion("rent", "Rent", Weight(2), scale=Linear(10, 0)),
                        Criterion("staff", "Staff", Weight(1), scale=Linear(10, 0)),
                    ),
                ),
                Criterion("gifts", "Gifts", Weight(4), scale=Local(lower_is_better=False)),
            ),
        ),
        Criterion("reach", "Reach", Weight(2), scale=Linear(0, 10)),
    ),
    options=tuple(
        Option(
            id_,
            id_.title(),
            scores={
                "rent": Score(Exact(rent)),
                "staff": Score(Exact(5)),
                "gifts": gifts,
                "reach": Score(Exact(reach)),
            },
        )
        for id_, rent, gifts, reach in (
            ("north", 2, Score(Exact(10)), 4),
            (
                "south",
                6,
                Score(Exact(20), over_time=((date(2026, 1, 1), 10.0), (date(2026, 1, 21), 30.0))),
                8,
            ),
            ("twin", 6, Score(Exact(20)), 8),
        )
    ),
    title="Where?",
    as_of=date(2026, 1, 11),
    perspectives=(
        Perspective("by-group", "By group", {"money": 1, "reach": 3}),
        Perspective("mixed", "Mixed", {"public": 2, "staff": 1, "gifts": 5}),
    ),
)


NAMES = (
    *("High", "high", "HIGH", "+++", "++", "---", "-", "0", "1", "-0.5", "=1+1", "@SUM(1)", "no"),
    *("*", "?", "a*", "ab", "~", "~~", "H?gh", "日本", "'quoted", '"twice"', "TRUE", "2026-01-01"),
    *("<b>&amp;</b>", "a, b; c", "Partially met", "_x0041_", "\x1b[31mred", "(.*)", "x" * 60),
)
"""Levels as people call them, and as nobody should."""

# An option on each level; what every level is worth is a value of its own.
NAMED = Decision(
    criteria=(
        Criterion(
            "tone",
            "Tone",
            Weight(3),
            scale=Levels({name: 100 * n / (len(NAMES) - 1) for n, name in enumerate(NAMES)}),
        ),
        Criterion("reach", "Reach", Weight(1), scale=Linear(0, len(NAMES))),
    ),
    options=tuple(
        Option(
            f"o{n}",
            f"Option {n}",
            scores={
                "tone": Score(Exact(100 * n / (len(NAMES) - 1))),
                "reach": Score(Exact((7 * n) % len(NAMES))),
            },
        )
        for n in range(len(NAMES))
    ),
    title="Which name?",
)


def expected() -> Iterator[tuple[str, Callable[[], bytes], Decision]]:
    """What makes a changed workbook, and the decision that the engine is to be asked about."""
    yield "packaged", partial(changed, PACKAGED), PACKAGED
    for id_ in PERSPECTIVES:
        yield id_, partial(changed, PACKAGED, perspective=id_), PACKAGED.seen_from(id_)
    group = Change("Weights", "security", "Weight", 90)
    yield "group", partial(changed, PACKAGED, group), PACKAGED.reweighted({"security": 90})
    leaf = Change("Weights", "readiness", "Weight", 0)
    yield "leaf", partial(changed, PACKAGED, leaf), PACKAGED.reweighted({"readiness": 0})
    level = Change("Performances", "peacekeeping", "readiness", "running")
    yield (
        "level",
        partial(changed, PACKAGED, level),
        with_score(PACKAGED, "peacekeeping", "readiness", 100.0),
    )
    sales = Change("Performances", "peacekeeping", "commercial-benefit", 170)
    yield (
        "points",
        partial(changed, PACKAGED, sales),
        with_score(PACKAGED, "peacekeeping", "commercial-benefit", 170.0),
    )
    seen = PACKAGED.seen_from("treasury").reweighted({"readiness": 70})
    yield "seen", partial(changed, seen), seen
    stated = PACKAGED.reweighted({"economy": 70})
    yield "stated", partial(changed, stated), stated
    yield "deep", partial(changed, DEEP), DEEP
    gifts = Change("Performances", "north", "gifts", 25)
    yield "ends", partial(changed, DEEP, gifts), with_score(DEEP, "north", "gifts", 25.0)
    beyond = Change("Performances", "twin", "gifts", 50)
    yield "beyond", partial(changed, DEEP, beyond), with_score(DEEP, "twin", "gifts", 50.0)
    for id_ in ("by-group", "mixed"):
        yield id_, partial(changed, DEEP, perspective=id_), DEEP.seen_from(id_)
    yield "named", partial(changed, NAMED), NAMED
    named = Change("Performances", "o2", "tone", "H?gh")
    worth = 100 * NAMES.index("H?gh") / (len(NAMES) - 1)
    yield "renamed", partial(changed, NAMED, named), with_score(NAMED, "o2", "tone", worth)
    for number, decision in enumerate(drawn(10)):
        if number % 2:
            node = decision.criteria[0]
            more = node.weight.value + 3
            change = Change("Weights", node.id, "Weight", more)
            yield (
                f"drawn-{number}",
                partial(changed, decision, change),
                decision.reweighted({node.id: more}),
            )
        else:
            yield f"drawn-{number}", partial(changed, decision), decision


EXPECTED = {name: (make, decision) for name, make, decision in expected()}
HOSTILE = "=1+1 _x0041_ <b>&amp;</b> \x1b[31m"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Decision:
    folder = write(tmp_path_factory.mktemp("library"), LIBRARY_OPTIONS, LIBRARY_CRITERIA)
    return load(folder / "options.yaml", folder / "criteria.yaml")


@pytest.fixture(scope="module")
def books(library: Decision, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    first, *others = DEEP.options
    hostile = replace(DEEP, options=(replace(first, name=HOSTILE), *others))
    contents = {name: make() for name, (make, _) in EXPECTED.items()}
    contents |= {
        "untouched": xlsx(paper(PACKAGED)),
        "hostile": changed(hostile),
        "gate": changed(library, Change("Performances", "kiosk", "reach", 500)),
        "off": changed(library, Change("Performances", "old-station", "running-cost", 130)),
        "missing": changed(library, Change("Performances", "old-station", "support", None)),
    }
    return recalculated(contents, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("name", EXPECTED)
def test_scores_are_the_engines(name: str, books: dict[str, Workbook]) -> None:
    _, decision = EXPECTED[name]
    scoring, book = score(decision), books[name]
    for standing in (*scoring.ranking, *scoring.excluded):
        id_ = standing.option.id
        assert cell(book, "Scores", id_, "Overall value").value == pytest.approx(
            standing.value, abs=NEAR
        )
        rank = cell(book, "Scores", id_, "Rank").value
        assert (rank or None) == (standing.place.rank if standing.place else None)
        for criterion in scoring.criteria:
            value = cell(book, "Values", id_, criterion.id).value
            points = cell(book, "Scores", id_, criterion.id).value
            assert value == pytest.approx(standing.values[criterion.id], abs=NEAR)
            assert points == pytest.approx(standing.contributions[criterion.id], abs=NEAR)


@pytest.mark.parametrize("name", EXPECTED)
def test_ranking_is_in_the_engines_order(name: str, books: dict[str, Workbook]) -> None:
    scoring = score(EXPECTED[name][1])
    sheet = books[name]["Ranking"]
    ids = [sheet.cell(row, 3).value for row in range(7, sheet.max_row + 1)]
    assert ids == [s.option.id for s in (*scoring.ranking, *scoring.excluded)]
    leads = [sheet.cell(row, 6).value or None for row in range(7, 6 + len(scoring.ranking))]
    values = [standing.value for standing in scoring.ranking]
    assert [lead or 0.0 for lead in leads] == pytest.approx(
        [one - other for one, other in pairwise(values)], abs=NEAR
    )


@pytest.mark.parametrize(
    "name", ["packaged", "deep", "seen", "stated", "named", "drawn-0", "drawn-8"]
)
def test_every_formula_comes_to_what_is_written_beside_it(
    name: str, books: dict[str, Workbook]
) -> None:
    content = xlsx(paper(EXPECTED[name][1]))
    formulas, results = opened(content), opened(content, results=True)
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for found in row:
                if found.data_type == "f":
                    compared += 1
                    then = results[sheet.title][found.coordinate].value
                    now = books[name][sheet.title][found.coordinate].value
                    if isinstance(then, str) or then is None:
                        assert (now or "") == (then or ""), (sheet.title, found.coordinate)
                    else:
                        assert now == pytest.approx(then, abs=NEAR), (sheet.title, found.coordinate)
    assert compared > 30


def test_check_says_whether_anything_was_changed(books: dict[str, Workbook]) -> None:
    assert books["packaged"]["Ranking"]["B4"].value == "Unchanged: equals ukjapan score"
    front = books["packaged"]["Read me"]
    told = {front.cell(row, 1).value: front.cell(row, 2).value for row in range(1, 15)}
    assert told["Check"] == "Unchanged: equals ukjapan score"
    assert told["First in this workbook"] == "Crisis management"
    # All six options lose or gain by a weight, and by a score only the one that has it.
    assert books["group"]["Ranking"]["B4"].value == "Changed: 6 of 6 differ from ukjapan score"
    assert books["level"]["Ranking"]["B4"].value.startswith("Changed: ")


def test_file_as_it_was_written_opens_with_the_same_results(books: dict[str, Workbook]) -> None:
    assert books["untouched"]["Ranking"]["B4"].value == "Unchanged: equals ukjapan score"


def test_option_that_comes_to_meet_a_must_is_ranked(books: dict[str, Workbook]) -> None:
    # The kiosk with 500 readers: 40 + 0 + 0.3 × 30 + 10 = 59, third of four.
    book = books["gate"]
    assert cell(book, "Scores", "kiosk", "Overall value").value == pytest.approx(59.0, abs=NEAR)
    assert cell(book, "Scores", "kiosk", "Status").value == "ranked"
    assert cell(book, "Scores", "kiosk", "Rank").value == 3
    assert cell(book, "Scores", "mobile-van", "Rank").value == 4


@pytest.mark.parametrize(
    ("name", "criterion", "word"),
    [("off", "running-cost", "off the scale"), ("missing", "support", "missing")],
)
def test_performance_that_is_worth_nothing_known_takes_its_option_out(
    name: str, criterion: str, word: str, books: dict[str, Workbook]
) -> None:
    book = books[name]
    assert cell(book, "Values", "old-station", criterion).value == word
    assert cell(book, "Scores", "old-station", "Status").value == "incomplete"
    assert not cell(book, "Scores", "old-station", "Rank").value
    assert cell(book, "Scores", "mobile-van", "Rank").value == 2


def test_hostile_name_is_shown_as_it_is(books: dict[str, Workbook]) -> None:
    shown = cell(books["hostile"], "Performances", "north", "Option").value
    assert shown == "=1+1 _x0041_ <b>&amp;</b> \\x1b[31m"
    found = books["hostile"]["Ranking"]
    escaped = shown.replace("_x0041_", "_x005F_x0041_")  # LibreOffice saves results of formulas so
    assert escaped in [found.cell(row, 2).value for row in range(7, 10)]
