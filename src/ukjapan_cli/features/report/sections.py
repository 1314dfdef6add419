"""The sections of a report, in order: those that the decision has data for."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple, TypeAlias

from ukjapan_cli.features.explain import blocks as explain_blocks
from ukjapan_cli.features.explain.words import standing
from ukjapan_cli.features.perspectives import blocks as perspectives_blocks
from ukjapan_cli.features.perspectives import words as perspectives_words
from ukjapan_cli.features.portfolio import blocks as portfolio_blocks
from ukjapan_cli.features.portfolio.analysis.frontier import Frontier
from ukjapan_cli.features.portfolio.chart import frontier as frontier_chart
from ukjapan_cli.features.report.analysis import Appraisal
from ukjapan_cli.features.report.contents import Paper
from ukjapan_cli.features.robustness import blocks as robustness_blocks
from ukjapan_cli.features.robustness import words as robustness_words
from ukjapan_cli.features.robustness.central_weights_chart import central_weights
from ukjapan_cli.features.robustness.chart import robustness as robustness_chart
from ukjapan_cli.features.score.values_chart import values as values_chart
from ukjapan_cli.features.sensitivity import blocks as sensitivity_blocks
from ukjapan_cli.features.sensitivity.chart import sensitivity as sensitivity_chart
from ukjapan_cli.features.sensitivity.tornado_chart import tornado
from ukjapan_cli.features.sensitivity.words import lead
from ukjapan_cli.features.timeline import blocks as timeline_blocks
from ukjapan_cli.features.timeline import words as timeline_words
from ukjapan_cli.features.timeline.chart import timeline as timeline_chart
from ukjapan_cli.features.verdict.analysis import (
    LIKELY_DRAWS,
    LIKELY_WEIGHTS,
    ROBUST_DRAWS,
    ROBUST_WEIGHTS,
)
from ukjapan_cli.formats.blocks import Block, Bullets, cut, sentences
from ukjapan_cli.formats.charts.figure import Figure
from ukjapan_cli.model.scoring import Scoring

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


Chart: TypeAlias = Callable[[int], Figure]


class Section(NamedTuple):
    """A part of a report under a heading of its own.

    Attributes:
        id: what links to it name.
        charts: each as a function of the width in pixels.
        blocks: its words and tables; empty where each format writes them in its own way.
    """

    id: str
    heading: str
    charts: tuple[Chart, ...] = ()
    blocks: tuple[Block, ...] = ()


class Explained(NamedTuple):
    """An option's explanation."""

    id: str
    name: str
    standing: str
    blocks: list[Block]


def sections(paper: Paper) -> Iterator[Section]:
    """What a report has, from the answer to how it came about."""
    for section in _sections(paper):
        yield section if paper.full else section._replace(blocks=tuple(cut(section.blocks)))


def _sections(paper: Paper) -> Iterator[Section]:
    appraisal = paper.appraisal
    scoring = appraisal.scoring
    yield Section("recommendation", "Recommendation", (), _answer(appraisal))
    yield Section("ranking", "The ranking, and what each value is made of")
    overview = (partial(values_chart, scoring),)
    yield Section("evidence", "How each option performs, and why we think so", overview)
    yield Section("explanations", "Each option explained")
    yield from _analyses(appraisal)
    yield Section("findings", "What a check of the files finds")
    yield Section("method", "Method, and how to make this again", (), _method(paper))
    if appraisal.decision.sources:
        yield Section("sources", "Sources")


def explanations(paper: Paper) -> list[Explained]:
    """Each option, the best first."""
    told = (
        (one, explain_blocks.blocks(one, with_reasons=False))
        for one in paper.appraisal.explanations
    )
    return [
        Explained(
            one.subject.option.id,
            one.subject.option.name,
            standing(one),
            blocks if paper.full else [*cut(blocks)],
        )
        for one, blocks in told
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
    if found := appraisal.sensitivity:
        charts = [partial(sensitivity_chart, found)]
        charts += [partial(tornado, found)] if found.tornado else []
        told = sensitivity_blocks.blocks(found)
        yield Section("sensitivity", "What would change the answer", tuple(charts), tuple(told))
    if drawn := appraisal.robustness:
        drawn_charts = [partial(robustness_chart, drawn)]
        if any(one.central_weights for one in drawn.options):
            drawn_charts.append(partial(central_weights, drawn))
        told = [*robustness_blocks.blocks(drawn), sentences(robustness_words.left_out(drawn))]
        yield Section("robustness", "How sure the ranking is", tuple(drawn_charts), tuple(told))
    if course := appraisal.timeline:
        told = timeline_blocks.blocks(course)
        yield Section("timeline", "When to act", (partial(timeline_chart, course),), tuple(told))
    if seen := appraisal.perspectives:
        told = [*perspectives_blocks.blocks(seen), sentences(perspectives_words.left_out(seen))]
        yield Section("perspectives", "Who sees it otherwise", (), tuple(told))
    if curves := [curve for curve in appraisal.frontiers if curve.packages]:
        told = [b for one in curves for b in portfolio_blocks.frontier_blocks(one)]
        steps = tuple(_curve(appraisal.scoring, *each) for each in enumerate(curves, 1))
        yield Section("packages", "Which options together, and at what cost", steps, tuple(told))


def _curve(scoring: Scoring, number: int, curve: Frontier) -> Chart:
    """A frontier's chart; each has a name of its own."""

    def draw(width: int) -> Figure:
        figure = frontier_chart(curve, scoring, width)
        return figure if number == 1 else figure._replace(name=f"{figure.name}-{number}")

    return draw


def _method(paper: Paper) -> tuple[Block, ...]:
    omitted = paper.appraisal.omissions
    told: list[Block] = [sentences(text) for text in (_MODEL, _DRAWS, _VERDICT)]
    return (*told, *((Bullets(omitted, "Left out for its size:"),) if omitted else ()))
