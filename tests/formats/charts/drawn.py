"""What a chart draws: its records, and the words in its picture."""

import json
import re
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import quote

import jsonschema_rs
from altair import load_schema

from ukjapan_cli.formats.charts.drawing import IN_PAGE, svg
from ukjapan_cli.formats.charts.figure import Figure


def records(figure: Figure, *fields: str) -> list[dict[str, Any]]:
    """The records that have all of these fields, whatever chart of the figure they are in."""
    every = [row for rows in figure.specification["datasets"].values() for row in rows]
    return [row for row in every if set(fields) <= set(row)]


def words(figure: Figure) -> list[str]:
    """Every piece of text in the picture, line by line, as it is read."""
    return [unescape(text) for text in re.findall(r">([^<>]+)</t(?:ext|span)>", drawn(figure))]


def drawn(figure: Figure) -> str:
    """The picture for a page, of a specification that is valid."""
    return _drawn(json.dumps(figure))


@cache
def _drawn(of: str) -> str:
    figure = Figure(*json.loads(of))
    _vega_lite().validate(figure.specification)
    return svg(figure, IN_PAGE)


@cache
def _vega_lite() -> jsonschema_rs.Validator:
    """Vega-Lite's schema, whose references are written as addresses have to be."""

    def addressed(node: dict[str, Any]) -> dict[str, Any]:
        return {**node, "$ref": quote(node["$ref"], "#/")} if "$ref" in node else node

    return jsonschema_rs.validator_for(json.loads(json.dumps(load_schema()), object_hook=addressed))


def width(figure: Figure) -> float:
    """How wide the picture is."""
    found = re.search(r'<svg [^>]*?\bwidth="([\d.]+)"', drawn(figure))
    assert found
    return float(found[1])
