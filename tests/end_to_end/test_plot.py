"""`ukjapan plot`: pictures of every chart, or what they are drawn from."""

import json
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import vl_convert as vlc
from altair import load_schema
from altair.utils.schemapi import validate_jsonschema
from tests.browser.decisions import write_hostile
from tests.end_to_end.decisions import options, write
from tests.end_to_end.program import Ran, run, run_python

pytestmark = pytest.mark.charts

CHARTS = (
    "contributions",
    "values",
    "sensitivity",
    "tornado",
    "robustness",
    "timeline",
    "frontier",
)
"""The library's decision has the data of each."""

FIRST_TWO = ("The market hall", "The old station")
RANKED = (*FIRST_TWO, "The mobile van")


def plot(folder: Path, chart: str, *arguments: str) -> Ran:
    fewer = ["--draws", "1000"] if chart == "robustness" else []
    return run("plot", chart, *fewer, *arguments, cwd=folder)


def drawn(folder: Path, chart: str, out: Path, *arguments: str) -> bytes:
    """What a run that says that it wrote a file put there."""
    ran = plot(folder, chart, "--out", str(out), *arguments)
    assert (ran.code, ran.raw) == (0, b""), ran.err
    assert f"ukjapan: wrote {out} (" in ran.err
    return out.read_bytes()


def words(svg: bytes) -> str:
    """Every text of a picture, in order."""
    return " ".join(element.text or "" for element in ET.fromstring(svg).iter())


def refused(ran: Ran) -> str:
    """What a run that was refused said."""
    assert (ran.code, ran.raw) == (2, b"")
    assert "Traceback" not in ran.err
    return " ".join(ran.err.replace("│", " ").split())


@pytest.fixture(scope="module")
def unranged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two options with exact scores, without dates and costs."""
    text = options(
        "{id: a, name: A, scores: {cost: 5, gain: 8}}",
        "{id: b, name: B, scores: {cost: 5, gain: 5}}",
    )
    return write(tmp_path_factory.mktemp("unranged"), text)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One option beside the baseline."""
    text = options(
        "{id: a, name: A, scores: {cost: 5, gain: 8}}",
        "{id: b, name: B, role: baseline, scores: {cost: 5, gain: 5}}",
    )
    return write(tmp_path_factory.mktemp("alone"), text)


@pytest.mark.parametrize("chart", CHARTS)
def test_the_picture_is_what_the_specification_draws_and_names_the_options(
    library: Path, tmp_path: Path, chart: str
) -> None:
    svg = drawn(library, chart, tmp_path / "chart.svg")
    specification = json.loads(plot(library, chart, "--format", "vega").out)
    validate_jsonschema(specification, load_schema())
    assert vlc.vegalite_to_svg(specification).encode() == svg
    found = words(svg)
    assert all(name in found for name in (FIRST_TWO if chart == "tornado" else RANKED))


def test_another_seed_is_another_picture(library: Path, tmp_path: Path) -> None:
    stated = drawn(library, "robustness", tmp_path / "a.svg")
    assert drawn(library, "robustness", tmp_path / "b.svg", "--seed", "1") == stated
    assert drawn(library, "robustness", tmp_path / "c.svg", "--seed", "2") != stated


def test_each_suffix_is_its_kind_of_file(library: Path, tmp_path: Path) -> None:
    png = drawn(library, "values", tmp_path / "chart.PNG")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">I", png[16:20]) == (2 * 720,)
    pdf = drawn(library, "values", tmp_path / "chart.pdf")
    assert pdf.startswith(b"%PDF-")
    assert b"/Count 1" in pdf
    specification = drawn(library, "values", tmp_path / "chart.json")
    assert specification.decode() == plot(library, "values", "--format", "vega").out


@pytest.mark.parametrize("chart", ["contributions", "values", "sensitivity"])
def test_hostile_names_are_text(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, chart: str
) -> None:
    folder = write_hostile(tmp_path_factory.mktemp("hostile"))
    ran = plot(folder, chart, "--out", str(tmp_path / "chart.svg"))
    assert ran.code == 0, ran.err
    root = ET.fromstring((tmp_path / "chart.svg").read_bytes())
    kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert kinds <= {"svg", "g", "rect", "path", "text", "tspan", "line", "defs", "clipPath"}
    assert not any(name.startswith("on") for e in root.iter() for name in e.attrib)
    assert not {"\x1b", "\u202e"} & set("".join(root.itertext()) + ran.err)


def test_it_is_drawn_as_the_decision_is_looked_at(library: Path, tmp_path: Path) -> None:
    stated = words(drawn(library, "contributions", tmp_path / "a.svg"))
    seen = words(drawn(library, "contributions", tmp_path / "b.svg", "--perspective", "council"))
    changed = words(
        drawn(library, "contributions", tmp_path / "c.svg", "--weight", "reach=0", "--as-of",
              "2026-05-01")
    )  # fmt: skip
    assert "Running cost (40.0%)" in stated
    assert "Running cost (60.0%)" in seen
    assert "Reach (0.0%)" in changed
    assert len({stated, seen, changed}) == 3


def test_the_frontier_is_against_the_cost_that_is_named_or_the_first(
    library: Path, tmp_path: Path
) -> None:
    assert "capital (£k)" in words(drawn(library, "frontier", tmp_path / "a.svg"))
    assert "staff" in words(drawn(library, "frontier", tmp_path / "b.svg", "--cost", "staff"))
    said = refused(plot(library, "frontier", "--cost", "stuff", "--format", "vega"))
    assert "no cost is called 'stuff'; did you mean 'staff'?" in said


def test_what_is_left_out_is_said_beside_the_picture(library: Path) -> None:
    ran = plot(library, "contributions", "--format", "vega")
    assert (
        ran.err
        == "ukjapan: Not ranked: A kiosk (Reach is 400 readers, must be at least 500 readers).\n"
    )


@pytest.mark.parametrize(
    ("chart", "says"),
    [
        ("tornado", "no score of 'a' or 'b', the first two, has a range that moves the lead"),
        ("timeline", "no score is dated: add 'over_time' to a score for a timeline"),
        ("frontier", "no ranked option has a cost: add 'costs' to options"),
    ],
)
def test_a_chart_without_data_is_refused(
    unranged: Path, tmp_path: Path, chart: str, says: str
) -> None:
    out = tmp_path / "chart.svg"
    assert says in refused(plot(unranged, chart, "--out", str(out)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("chart", ["sensitivity", "tornado", "robustness"])
def test_one_option_has_nothing_to_be_held_against(alone: Path, chart: str) -> None:
    said = refused(plot(alone, chart, "--format", "vega"))
    assert "only one option is ranked: nothing can take its first place" in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "'--out': is needed, as in --out chart.svg; or --format vega"),
        (["--out", "chart.gif"], "'chart.gif' is not called .svg, .png, .pdf or .json"),
        (["--out", "chart"], "'chart' is not called .svg, .png, .pdf or .json"),
        (
            ["--out", "chart.svg", "--format", "vega"],
            "'chart.svg' is not called .json with --format vega",
        ),
        (["--out", "no/chart.svg"], "there is no folder 'no'"),
        (["--format", "svg"], "'vega'"),
        (["--out", "a.svg", "--cost", "x"], "'--cost': is for frontier, not for values"),
        (["--out", "a.svg", "--draws", "5"], "'--draws': is for robustness, not for values"),
        (["--out", "a.svg", "--seed", "1"], "'--seed': is for robustness, not for values"),
    ],
)
def test_wrong_usage_says_what_is_possible(library: Path, arguments: list[str], says: str) -> None:
    assert says in refused(plot(library, "values", *arguments))


def test_an_unknown_chart_is_refused_with_those_there_are(library: Path) -> None:
    said = refused(plot(library, "pie", "--out", "a.svg"))
    assert all(f"'{chart}'" in said for chart in CHARTS)


def test_a_folder_and_a_read_only_file_are_refused_and_stay(library: Path, tmp_path: Path) -> None:
    folder, locked = tmp_path / "folder.svg", tmp_path / "locked.svg"
    folder.mkdir()
    locked.write_text("mine")
    locked.chmod(0o444)
    assert "is a folder" in refused(plot(library, "values", "--out", str(folder)))
    assert "is read-only" in refused(plot(library, "values", "--out", str(locked)))
    assert locked.read_text() == "mine"


def test_missing_scores_are_refused(broken: Path, tmp_path: Path) -> None:
    said = refused(plot(broken, "contributions", "--out", str(tmp_path / "a.svg")))
    assert "error UKJ112: 'b' has no score on 'gain'" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.process
@pytest.mark.parametrize("missing", ["altair", "vl_convert"])
def test_without_the_extra_it_says_what_to_install(library: Path, missing: str) -> None:
    code = (
        "import sys\n"
        f"sys.modules['{missing}'] = None\n"
        "sys.argv = ['ukjapan', 'plot', 'values', '--format', 'vega']\n"
        "from ukjapan_cli.cli.app import main\n"
        "main()\n"
    )
    said = refused(run_python(code, cwd=library))
    assert f"{missing} is not installed; pip install 'ukjapan-cli[report]'" in said


def test_sixty_options_on_twenty_criteria_are_drawn(tmp_path: Path) -> None:
    criteria = "version: 1\ntitle: Which?\ncriteria:\n" + "".join(
        f"  - {{id: c{j}, name: Criterion {j}, weight: {1 + j % 4}, "
        "scale: {worst: 0, best: 10}}\n"
        for j in range(20)
    )
    lines = (
        f"{{id: o{i}, name: Option {i}, scores: {{"
        + ", ".join(f"c{j}: {(i * 7 + j * 13) % 11}" for j in range(20))
        + "}}"
        for i in range(60)
    )
    folder = write(tmp_path / "many", options(*lines), criteria)
    for chart in ("contributions", "values"):
        ran = plot(folder, chart, "--out", str(tmp_path / f"{chart}.svg"))
        assert ran.code == 0, ran.err
        assert "The best 25 of 60 ranked options are drawn." in ran.err
