"""The page: the paper's words and charts in one HTML file, closed to everything outside it."""

import base64
import hashlib
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ukjapan_cli import __version__
from ukjapan_cli.render.page.ranking import ranking
from ukjapan_cli.render.paper import Paper
from ukjapan_cli.render.visible import visible
from ukjapan_cli.render.wording import stand, title

_FOLDER = Path(__file__).parent


class _Inline(NamedTuple):
    """A style sheet or script in the page, and what the page's policy knows it by."""

    text: str
    digest: str


def html(paper: Paper) -> str:
    """The whole page."""
    decision = paper.appraisal.decision
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            title=visible(title(decision)),
            stand=visible(stand(decision)),
            version=__version__,
            style=_inline("style.css", "ranking.css"),
            script=_inline("script.js"),
            ranking=ranking(paper.appraisal.scoring),
        )
    )


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _inline(*names: str) -> _Inline:
    text = "".join((_FOLDER / name).read_text(encoding="utf-8") for name in names)
    return _Inline(text, base64.b64encode(hashlib.sha256(text.encode()).digest()).decode())
