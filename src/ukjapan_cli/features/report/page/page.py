"""The page: the paper's words and charts in one HTML file, closed to everything outside it."""

import base64
import hashlib
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ukjapan_cli.features.report.contents import Paper
from ukjapan_cli.features.report.evidence import evidence
from ukjapan_cli.features.report.page.pictures import picture
from ukjapan_cli.features.report.page.ranking import ranking
from ukjapan_cli.features.report.sections import explanations, sections
from ukjapan_cli.features.timeline.words import day
from ukjapan_cli.features.verdict.words import sentence
from ukjapan_cli.formats.blocks import Bullets, Grid, Own, Strong
from ukjapan_cli.formats.digits import significant
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.phrases import MOST_NAMED, stand, title
from ukjapan_cli.version import __version__

_MOST_OPEN = 12
"""With more options than this, each criterion's reasons are folded away."""

_MOST_FINDINGS = 50
"""Findings of the check that are shown; the others are counted."""

_FOLDER = Path(__file__).parent
_TEMPLATES = {
    id_: f"{id_}.html.jinja"
    for id_ in (
        "recommendation", "ranking", "evidence", "explanations", "findings", "method", "sources",
    )
}  # fmt: skip
"""Of the sections that are more than charts and blocks."""


class _Inline(NamedTuple):
    """A style sheet or script in the page, and what the page's policy knows it by."""

    text: str
    digest: str


def html(paper: Paper) -> str:
    """The whole page: nothing in it is asked for elsewhere, and no text from a file is obeyed."""
    appraisal = paper.appraisal
    scoring, decision = appraisal.scoring, appraisal.decision
    told = evidence(scoring, full=paper.full)
    leaders = [standing for standing in scoring.ranking if standing.is_first]
    named = len(leaders) if len(leaders) <= MOST_NAMED else MOST_NAMED - 1
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            title=title(decision),
            stand=stand(decision),
            version=__version__,
            style=_inline("style.css", "ranking.css"),
            script=_inline("script.js"),
            sections=list(sections(paper)),
            leaders=leaders[:named],
            more_leaders=f"{more:,}" if (more := len(leaders) - named) else "",
            verdict=sentence(appraisal.verdict) if appraisal.verdict else "",
            ranking=ranking(scoring, paper.score, full=paper.full),
            templates=_TEMPLATES,
            picture=picture,
            options=told.options,
            explained={one.subject.option.id for one in appraisal.explanations},
            evidence=told,
            explanations=explanations(paper),
            checked=paper.checked,
            command=paper.command,
            seed=paper.seed,
            files=decision.files,
            sources=list(decision.sources.values()),
            day=day,
            most_open=_MOST_OPEN,
            most_findings=_MOST_FINDINGS,
        )
    )


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER / "templates", encoding="utf-8"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.tests |= {
        "bullets": lambda block: isinstance(block, Bullets),
        "grid_block": lambda block: isinstance(block, Grid),
        "own": lambda text: isinstance(text, Own),
        "strong": lambda text: isinstance(text, Strong),
        "web_address": _is_web_address,
    }
    return made


def _shown(value: object) -> object:
    """Whatever a template writes, with nothing in it that could be obeyed."""
    if isinstance(value, Markup):
        return value
    return visible(str(significant(value) if isinstance(value, float) else value))


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and visible(text) == text


def _inline(*names: str) -> _Inline:
    text = "".join((_FOLDER / name).read_text(encoding="utf-8") for name in names)
    return _Inline(text, base64.b64encode(hashlib.sha256(text.encode()).digest()).decode())
