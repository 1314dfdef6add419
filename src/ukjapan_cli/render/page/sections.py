"""The sections of the page, in order: those that the decision has data for."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from ukjapan_cli.analysis.appraisal import Appraisal
from ukjapan_cli.analysis.portfolio import Portfolio
from ukjapan_cli.analysis.verdict import (
    LIKELY_DRAWS,
    LIKELY_WEIGHTS,
    ROBUST_DRAWS,
    ROBUST_WEIGHTS,
)
from ukjapan_cli.render import (
    explain,
    perspectives,
    perspectives_words,
    portfolio,
    robustness,
    robustness_words,
    sensitivity,
    timeline,
    timeline_words,
)
from ukjapan_cli.render.account import standing
from ukjapan_cli.render.blocks import Block, Bullets, sentences
from ukjapan_cli.render.charts.figure import Figure
from ukjapan_cli.render.charts.frontier import frontier as frontier_chart
from ukjapan_cli.render.charts.robustness import robustness as robustness_chart
from ukjapan_cli.render.charts.sensitivity import sensitivity as sensitivity_chart
from ukjapan_cli.render.charts.timeline import timeline as timeline_chart
from ukjapan_cli.render.charts.tornado import tornado
from ukjapan_cli.render.hinges import lead
from ukjapan_cli.render.page.pictures import Picture, picture
from ukjapan_cli.render.paper import Paper
from ukjapan_cli.render.wording import left_out

_MODEL = (
    "Each option’s performance on a criterion becomes a value between 0, for the worst anchor of "
    "the criterion’s scale, and 100, for the best. The overall value is the sum over criteria of "
    "weight times value, where a weight is the worth of the swing from the worst anchor to the "
    "best (Keeney & Raiffa 1976; Belton & Stewart 2002; the UK government’s Multi-criteria "
    "analysis: a manual, 2009)."
)
_DRAWS = (
    "Scores and weights that are stated with ranges are drawn from them to see how often each "
    "option takes each rank (SMAA-2: Lahdelma & Salminen 2001)."
)
_VERDICT = (
    f"A verdict is robust where the leader is first in {ROBUST_DRAWS:.0%} of draws or more, no "
    f"change of one weight by {ROBUST_WEIGHTS:.0%} of itself puts another first, and every "
    f"perspective agrees; likely at {LIKELY_DRAWS:.0%}, {LIKELY_WEIGHTS:.0%} and half of the "
    "perspectives; otherwise contested."
)


class Section(NamedTuple):
    """A part of the page under a heading of its own.

    Attributes:
        id: what links to it name.
        template: what it is written with.
        pictures: its charts.
        blocks: its words and tables.
    """

    id: str
    heading: str
    template: str
    pictures: tuple[Picture, ...] = ()
    blocks: tuple[Block, ...] = ()


class Explained(NamedTuple):
    """An option's explanation."""

    id: str
    name: str
    standing: str
    blocks: list[Block]


def sections(paper: Paper) -> Iterator[Section]:
    """What the page has, from the answer to how it came about."""
    appraisal = paper.appraisal
    yield Section("recommendation", "Recommendation", "recommendation", (), _answer(appraisal))
    yield Section("ranking", "The ranking, and what each value is made of", "ranking")
    yield Section("evidence", "How each option performs, and why we think so", "evidence")
    yield Section("explanations", "Each option explained", "explanations")
    yield from _analyses(appraisal)
    yield Section("findings", "What a check of the files finds", "findings")
    method = Section("method", "Method, and how to make this again", "method")
    yield method._replace(blocks=_method(paper))
    if appraisal.decision.sources:
        yield Section("sources", "Sources", "sources")


def explanations(appraisal: Appraisal) -> list[Explained]:
    """Each option, the best first."""
    return [
        Explained(
            one.subject.option.id,
            one.subject.option.name,
            standing(one),
            explain.blocks(one, with_reasons=False),
        )
        for one in appraisal.explanations
    ]


def _answer(appraisal: Appraisal) -> tuple[Block, ...]:
    """What the recommendation rests on beside the verdict."""
    lines = [f"{lead(appraisal.scoring)}."]
    if appraisal.timeline and appraisal.timeline.course:
        lines += [*timeline_words.sentences(appraisal.timeline, appraisal.timeline.course)][:1]
    if appraisal.perspectives:
        lines.append(perspectives_words.compromise(appraisal.perspectives))
    return (Bullets(tuple(lines)),)


def _analyses(appraisal: Appraisal) -> Iterator[Section]:
    scoring = appraisal.scoring
    if found := appraisal.sensitivity:
        charts = (
            partial(sensitivity_chart, found),
            *((partial(tornado, found),) if found.tornado else ()),
        )
        yield _analysis(
            "sensitivity", "What would change the answer", charts, sensitivity.blocks(found)
        )
    if drawn := appraisal.robustness:
        told = [*robustness.blocks(drawn), sentences(robustness_words.left_out(drawn))]
        yield _analysis(
            "robustness", "How sure the ranking is", (partial(robustness_chart, drawn),), told
        )
    if course := appraisal.timeline:
        yield _analysis(
            "timeline", "When to act", (partial(timeline_chart, course),), timeline.blocks(course)
        )
    if seen := appraisal.perspectives:
        told = [*perspectives.blocks(seen), sentences(left_out(scoring.excluded))]
        yield _analysis("perspectives", "Who sees it otherwise", (), told)
    if appraisal.frontiers:
        told = [block for one in appraisal.frontiers for block in _package(one)]
        charts = tuple(partial(frontier_chart, one) for one in appraisal.frontiers)
        yield _analysis("packages", "Which options together, and at what cost", charts, told)


def _package(found: Portfolio) -> list[Block]:
    return portfolio.frontier_blocks(found, found.frontier) if found.frontier else []


def _analysis(
    id_: str, heading: str, charts: tuple[partial[Figure], ...], told: list[Block]
) -> Section:
    return Section(id_, heading, "analysis", tuple(map(picture, charts)), tuple(told))


def _method(paper: Paper) -> tuple[Block, ...]:
    omitted = paper.appraisal.omissions
    told: list[Block] = [sentences(text) for text in (_MODEL, _DRAWS, _VERDICT)]
    return (*told, *((Bullets(omitted, "Left out for its size:"),) if omitted else ()))
