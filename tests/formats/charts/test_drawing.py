"""PDF without an order of its own is put in one, and stays the same document."""

import re

import pytest
import vl_convert as vlc
from tests.features.made import FIELD

from ukjapan_cli.features.score.chart import contributions
from ukjapan_cli.formats.charts.drawing import in_order, specification
from ukjapan_cli.model.scoring import score

pytestmark = pytest.mark.charts

TIMES = 6


@pytest.fixture(scope="module")
def written() -> list[bytes]:
    chart = specification(contributions(score(FIELD)))
    return [vlc.vegalite_to_pdf(chart) for _ in range(TIMES)]


def streams(pdf: bytes) -> list[bytes]:
    """What is drawn, and the fonts it is drawn in."""
    return sorted(re.findall(rb"\nstream\n(.*?)\nendstream", pdf, re.DOTALL))


def test_documents_that_differ_in_order_alone_become_the_same_bytes(written: list[bytes]) -> None:
    assert len(set(written)) > 1
    assert len({in_order(pdf) for pdf in written}) == 1


def test_nothing_is_lost(written: list[bytes]) -> None:
    assert streams(in_order(written[0])) == streams(written[0])
    assert in_order(written[0]).count(b" 0 obj\n") == written[0].count(b" 0 obj\n")


def test_the_table_says_where_each_object_is_and_each_name_is_of_one(written: list[bytes]) -> None:
    pdf = in_order(written[0])
    start = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    head, *entries = pdf[start : pdf.rindex(b"trailer")].splitlines()[1:]
    count = int(head.split()[1])
    assert len(entries) == count
    for number, entry in enumerate(entries[1:], 1):
        at = int(entry[:10])
        assert pdf[at:].startswith(b"%d 0 obj" % number)
    outside = re.sub(rb"\nstream\n.*?\nendstream", b"", pdf, flags=re.DOTALL)
    assert {int(n) for n in re.findall(rb"\b(\d+) 0 R\b", outside)} == set(range(1, count))
    assert b"/Size %d" % count in pdf[pdf.rindex(b"trailer") :]


def test_what_is_in_order_stays_as_it_is(written: list[bytes]) -> None:
    pdf = in_order(written[0])
    assert in_order(pdf) == pdf


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7\nstartxref\n4\n%%EOF", b"no PDF at all"])
def test_a_file_without_a_table_is_given_back(raw: bytes) -> None:
    assert in_order(raw) == raw
