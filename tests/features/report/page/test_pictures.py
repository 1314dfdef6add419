"""A chart in the page: drawn twice, with ids of its own, its texts as they are."""

import re

import pytest

from ukjapan_cli.features.report.page.pictures import picture
from ukjapan_cli.formats.charts.figure import Figure

pytestmark = pytest.mark.charts

SAID = 'id="a" url(#a) href="#a" < > &'


def clipped(width: int) -> Figure:
    """A bar that ends at the chart's edge, with a label that looks like ids."""
    bar = {"mark": {"type": "bar", "clip": True}, "encoding": {"x": {"datum": 3}}}
    label = {"mark": {"type": "text"}, "encoding": {"text": {"datum": SAID}}}
    specification = {"data": {"values": [{}]}, "layer": [bar, label], "width": width - 20}
    return Figure("cut", "Title", "Description.", "Note.", specification)


def ids(drawn: str) -> set[str]:
    return set(re.findall(r'<[^>]* id="([^"]*)"', drawn))


def test_every_id_is_of_one_drawing_alone() -> None:
    shown = picture(clipped)
    for drawn, prefix in ((shown.wide, "cut-wide-"), (shown.narrow, "cut-narrow-")):
        assert ids(drawn)
        assert all(id_.startswith(prefix) for id_ in ids(drawn))
        assert set(re.findall(r'="url\(#([^)]*)\)"', drawn)) == ids(drawn)


def test_texts_that_look_like_ids_stay_as_they_are() -> None:
    assert '>id="a" url(#a) href="#a" &lt; &gt; &amp;</text>' in picture(clipped).wide.replace(
        "&quot;", '"'
    )


def test_it_is_hidden_from_those_who_hear_its_description() -> None:
    shown = picture(clipped)
    assert shown.wide.startswith('<svg aria-hidden="true" ')
    assert (shown.title, shown.description, shown.note) == ("Title", "Description.", "Note.")
