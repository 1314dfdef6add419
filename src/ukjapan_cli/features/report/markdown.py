"""The report for a pull request or a wiki: the page's sections as Markdown, figures beside it."""

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from ukjapan_cli.decision.options import Source
from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.features.report.analysis import Appraisal
from ukjapan_cli.features.report.contents import Paper
from ukjapan_cli.features.report.evidence import CriterionEvidence, evidence
from ukjapan_cli.features.report.sections import Section, explanations, sections
from ukjapan_cli.features.score.blocks import blocks as ranking_blocks
from ukjapan_cli.features.score.chart import contributions
from ukjapan_cli.features.timeline.words import day
from ukjapan_cli.features.verdict.words import sentence
from ukjapan_cli.formats import markdown as md
from ukjapan_cli.formats.blocks import Block, Bullets, Grid, Own, cut, sentences
from ukjapan_cli.formats.charts.figure import WIDE, Figure
from ukjapan_cli.formats.phrases import (
    MOST_NAMED,
    listed,
    name_of,
    ordered,
    points,
    stand,
    title,
    value_of,
)
from ukjapan_cli.model.scoring import Scoring
from ukjapan_cli.version import __version__


class Written(NamedTuple):
    """A report.

    Attributes:
        figures: those that it shows, each with a name of its own; none in a report without.
    """

    text: str
    figures: tuple[Figure, ...]


def markdown(paper: Paper, figures_folder: str | None) -> Written:
    """The whole report.

    Args:
        paper: what it tells.
        figures_folder: where its figures will be, named as seen from the report; None for a report
            without.
    """
    decision = paper.appraisal.decision
    parts = [f"# {md.escaped(title(decision))}\n", md.written([sentences(stand(decision))])]
    shown: list[Figure] = []
    for section in sections(paper):
        parts.append(f"## {section.heading}\n")
        if figures_folder is not None:
            figures = _figures(section, paper)
            parts += [_picture(figure, figures_folder) for figure in figures]
            shown += figures
        parts.append(_told(section, paper))
    return Written("\n".join(part for part in parts if part), tuple(shown))


def _figures(section: Section, paper: Paper) -> list[Figure]:
    if section.id == "ranking":
        return [contributions(paper.appraisal.scoring, WIDE)]
    return [draw(WIDE) for draw in section.charts]


def _picture(figure: Figure, folder: str) -> str:
    note = f"\n\n{md.escaped(figure.note)}" if figure.note else ""
    address = quote(os.fsencode(f"{folder}/{figure.name}.svg"))
    return f"![{md.escaped(figure.description)}]({address}){note}\n"


def _told(section: Section, paper: Paper) -> str:
    """A section's words and tables; the blocks that other formats link together stand by heads."""
    appraisal = paper.appraisal
    match section.id:
        case "recommendation":
            return md.written([*_answer(appraisal), *section.blocks])
        case "ranking":
            blocks = [*ranking_blocks(appraisal.scoring), *_parts(appraisal.scoring)]
            return md.written(blocks if paper.full else cut(blocks))
        case "evidence":
            names = {option.id: option.name for option in appraisal.decision.options}
            told = evidence(appraisal.scoring, full=paper.full)
            heads = _under_heads((one.name, _evidence(one, names)) for one in told.criteria)
            return md.written([sentences(told.left_out)]) + heads
        case "explanations":
            every = explanations(paper)
            return _under_heads((one.name, [sentences(one.standing), *one.blocks]) for one in every)
        case "findings":
            return md.written(_findings(paper) if paper.full else cut(_findings(paper)))
        case "method":
            return md.written([*section.blocks, _again(paper)])
        case "sources":
            return md.written([Bullets(tuple(map(_source, appraisal.decision.sources.values())))])
    return md.written(section.blocks)


def _answer(appraisal: Appraisal) -> Iterator[Block]:
    leaders = [standing.option for standing in appraisal.scoring.ranking if standing.is_first]
    names = [f"**{md.escaped(leader.name)}**" for leader in leaders]
    if len(names) == 1:
        yield sentences(Own(f"Put {names[0]} first."))
    else:
        yield sentences(Own(f"Level in first place: {listed(names)}."))
    yield from (sentences(leader.summary) for leader in leaders[:MOST_NAMED])
    if appraisal.verdict:
        yield sentences(sentence(appraisal.verdict))


def _parts(scoring: Scoring) -> Iterator[Block]:
    header = ["Option", *(criterion.name for criterion in scoring.criteria), "Value"]
    rows = [
        [
            name_of(standing),
            *(Own(points(part)) for part in standing.contributions.values() if part is not None),
            Own(value_of(standing)),
        ]
        for standing in ordered(scoring)
    ]
    yield sentences("What each criterion contributes, in points; the contributions sum to a value.")
    numbers = range(1, len(header))
    yield Grid("Contributions of the criteria", header, rows, numbers)


def _under_heads(told: Iterable[tuple[str, list[Block]]]) -> str:
    return "\n".join(f"### {md.escaped(head)}\n\n{md.written(blocks)}" for head, blocks in told)


def _evidence(one: CriterionEvidence, names: dict[str, str]) -> list[Block]:
    facts = [f"Scale: {one.scale}"]
    facts += [f"Must: {one.gate}"] if one.gate else []
    facts.append(f"Weight: {one.share} of the whole, stated as {one.weight}")
    because = f"{one.because} [{one.source}]" if one.source else one.because
    facts += [f"Because: {because}"] if because else []
    rows = [
        [
            names[id_],
            score.full,
            Own(score.value),
            f"{score.because} [{score.source}]" if score.source else score.because,
        ]
        for id_, score in one.scores.items()
    ]
    header = ["Option", "Performance", "Value", "Because"]
    grid = Grid(f"{one.name}: performances and reasons", header, rows, numbers=(2,))
    return [sentences(one.question), Bullets(tuple(facts)), grid]


def _findings(paper: Paper) -> Iterator[Block]:
    found = [_found(diagnostic, diagnostic.hint) for diagnostic in paper.checked.diagnostics]
    if found:
        yield Bullets(tuple(found))
    else:
        text = "Nothing is open: 'ukjapan check' finds nothing that is not accepted with a reason."
        yield sentences(text)
    if paper.checked.notes:
        yield Bullets(paper.checked.notes, "Not checked, or not shown:")
    if paper.checked.waived:
        waived = [
            _found(one.diagnostic, f"accepted because {one.reason}") for one in paper.checked.waived
        ]
        yield Bullets(tuple(waived), "Accepted, with a reason:")


def _found(diagnostic: Diagnostic, more: str) -> Own:
    rule = f"**{diagnostic.rule.severity.value.capitalize()} {diagnostic.rule.code}**"
    told = "; ".join(filter(None, (diagnostic.message, more)))
    return Own(f"{rule} {md.escaped(f'{told} ({diagnostic.file}:{diagnostic.line})')}")


def _again(paper: Paper) -> Bullets:
    lines = (
        f"Command: {md.code(paper.command)}",
        f"Version: ukjapan {__version__}",
        f"Seed: {paper.seed}",
        *(
            f"{md.escaped(file.path)}: SHA-256 {md.code(file.sha256)}"
            for file in paper.appraisal.decision.files
        ),
    )
    return Bullets(tuple(map(Own, lines)), "To make this again:")


def _source(source: Source) -> str:
    date = day(source.date) if source.date else ""
    told = ", ".join(part for part in (source.author, source.title, date, source.url) if part)
    return f"{source.id}: {told}"
