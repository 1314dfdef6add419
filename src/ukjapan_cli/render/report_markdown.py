"""The report for a pull request or a wiki: the page's sections as Markdown, figures beside it."""

from collections.abc import Iterable, Iterator

from ukjapan_cli import __version__
from ukjapan_cli.decision.options import Source
from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.render import markdown as md
from ukjapan_cli.render.blocks import Block, Bullets, Grid, Own, sentences
from ukjapan_cli.render.charts.contributions import contributions
from ukjapan_cli.render.charts.drawing import svg
from ukjapan_cli.render.charts.figure import WIDE, Figure
from ukjapan_cli.render.evidence import Evidence, evidence
from ukjapan_cli.render.paper import Paper
from ukjapan_cli.render.score import blocks as ranking_blocks
from ukjapan_cli.render.sections import Section, explanations, sections
from ukjapan_cli.render.timeline_words import day
from ukjapan_cli.render.verdict import sentence
from ukjapan_cli.render.wording import stand, title


def markdown(paper: Paper, figures_folder: str | None) -> str:
    """The whole report.

    Args:
        paper: what it tells.
        figures_folder: where `figures` will be, as the report names it; None for a report without.
    """
    decision = paper.appraisal.decision
    parts = [f"# {md.escaped(title(decision))}\n", md.written([sentences(stand(decision))])]
    for section in sections(paper):
        parts.append(f"## {section.heading}\n")
        if figures_folder is not None:
            parts += [_picture(figure, figures_folder) for figure in _figures(section, paper)]
        parts.append(_told(section, paper))
    return "\n".join(part for part in parts if part)


def figures(paper: Paper) -> dict[str, str]:
    """The figures as SVG, by the names under which the report shows them."""
    found = (figure for section in sections(paper) for figure in _figures(section, paper))
    return {figure.name: svg(figure) for figure in found}


def _figures(section: Section, paper: Paper) -> list[Figure]:
    if section.id == "ranking":
        return [contributions(paper.appraisal.scoring, WIDE)]
    return [draw(WIDE) for draw in section.charts]


def _picture(figure: Figure, folder: str) -> str:
    note = f"\n\n{md.escaped(figure.note)}" if figure.note else ""
    address = f"{folder}/{figure.name}.svg"
    return f"![{md.escaped(figure.description)}](<{address}>){note}\n"


def _told(section: Section, paper: Paper) -> str:
    """A section's words and tables; the blocks that other formats link together stand by heads."""
    appraisal = paper.appraisal
    match section.id:
        case "recommendation":
            scoring = appraisal.scoring
            verdict = sentence(scoring.verdict) if scoring.verdict else ""
            return md.written([sentences(verdict), *section.blocks])
        case "ranking":
            return md.written(ranking_blocks(appraisal.scoring))
        case "evidence":
            names = {option.id: option.name for option in appraisal.decision.options}
            told = ((one.name, _evidence(one, names)) for one in evidence(appraisal.scoring))
            return _under_heads(told)
        case "explanations":
            every = explanations(appraisal)
            return _under_heads((one.name, [sentences(one.standing), *one.blocks]) for one in every)
        case "findings":
            return md.written(_findings(paper))
        case "method":
            return md.written([*section.blocks, _again(paper)])
        case "sources":
            return md.written([Bullets(tuple(map(_source, appraisal.decision.sources.values())))])
    return md.written(section.blocks)


def _under_heads(told: Iterable[tuple[str, list[Block]]]) -> str:
    return "\n".join(f"### {md.escaped(head)}\n\n{md.written(blocks)}" for head, blocks in told)


def _evidence(one: Evidence, names: dict[str, str]) -> list[Block]:
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
    found = [_found(diagnostic) for diagnostic in paper.checked.diagnostics]
    if found:
        yield Bullets(tuple(found))
    else:
        yield sentences("Nothing is open: a check finds nothing that is not accepted.")
    if paper.checked.waived:
        waived = (
            f"{_found(one.diagnostic)}; accepted because {one.reason}"
            for one in paper.checked.waived
        )
        yield Bullets(tuple(waived), "Accepted, with a reason:")


def _found(diagnostic: Diagnostic) -> str:
    rule = diagnostic.rule
    place = f"{diagnostic.file}:{diagnostic.line}"
    return f"{rule.severity.value} {rule.code} {place}: {diagnostic.message}"


def _again(paper: Paper) -> Bullets:
    files = (f"{file.path}: SHA-256 {file.sha256}" for file in paper.appraisal.decision.files)
    lines = (paper.command, f"ukjapan {__version__}", f"seed {paper.seed}", *files)
    return Bullets(lines, "To make it again:")


def _source(source: Source) -> str:
    date = day(source.date) if source.date else ""
    told = ", ".join(part for part in (source.author, source.title, date, source.url) if part)
    return f"{source.id}: {told}"
