"""The pages that the browser opens, as they are written."""

import json
import re
from pathlib import Path

import pytest
from tests.end_to_end.program import Ran
from tests.end_to_end.tags import Tags

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


def test_hostile_texts_stay_texts(hostile_page: Path) -> None:
    page = Tags(hostile_page.read_text(encoding="utf-8"))
    names = [tag for tag, _ in page.tags]
    assert names.count("script") == 2
    assert not {"img", "b", "iframe", "object"} & set(names)
    for _, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert not (attributes.get("href") or "").startswith("javascript:")


def test_the_data_of_the_script_end_nothing(hostile_page: Path) -> None:
    page = hostile_page.read_text(encoding="utf-8")
    data = re.search(r'<script type="application/json" id="ranking-data">(.*?)</script>', page)
    assert data is not None
    assert "<" not in data[1]
    names = [option["name"] for option in json.loads(data[1])["options"]]
    assert "<script>document.title='owned'</script>" in names
