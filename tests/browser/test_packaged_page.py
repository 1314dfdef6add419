"""The packaged decision's page as the command gives it, without a browser."""

import pytest
from tests.end_to_end.program import Ran

pytestmark = pytest.mark.charts

LARGEST = 2_000_000


def test_without_arguments_the_page_goes_to_stdout(packaged: Ran) -> None:
    assert packaged.code == 0
    assert packaged.err.startswith("ukjapan: no options.yaml or criteria.yaml here; ")
    assert packaged.err.count("\n") == 1
    assert packaged.out.startswith("<!DOCTYPE html>")
    assert packaged.out.rstrip().endswith("</html>")


def test_the_packaged_page_is_not_too_large(packaged: Ran) -> None:
    assert 100_000 < len(packaged.raw) <= LARGEST
