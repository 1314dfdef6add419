"""`ukjapan report` as its users run it."""

import hashlib
import io
import json
import re
import shlex
import sys
import zipfile
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.browser.decisions import write_hostile
from tests.end_to_end.decisions import (
    LIBRARY_CRITERIA,
    LIBRARY_OPTIONS,
    ONE_OPTION,
    TWO_CRITERIA,
    options,
    write,
)
from tests.end_to_end.program import Ran, run, run_process, run_python
from tests.end_to_end.tags import Tags

ROOT = Path(__file__).parents[2]
SUFFIXES = ["html", "md", "xlsx"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, ONE_OPTION, LIBRARY_CRITERIA)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose reports are each written once."""
    return write(tmp_path_factory.mktemp("papers"), LIBRARY_OPTIONS, LIBRARY_CRITERIA)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile(tmp_path_factory.mktemp("hostile"))


def refused(ran: Ran) -> str:
    """What a run that was refused said, without a traceback and without anything on stdout."""
    assert ran.code == 2
    assert ran.raw == b""
    assert "Traceback" not in ran.err
    return " ".join(ran.err.split())


@pytest.mark.charts
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_is_written_as_it_is_called_and_told(papers: Path, suffix: str) -> None:
    ran = run("report", "--out", f"paper.{suffix}", cwd=papers)
    assert ran.code == 0
    assert ran.raw == b""
    written = (papers / f"paper.{suffix}").read_bytes()
    begins = {"html": b"<!DOCTYPE html>", "md": b"# Where should", "xlsx": b"PK\x03\x04"}
    assert written.startswith(begins[suffix])
    assert re.search(
        rf"^ukjapan: wrote paper\.{suffix} \([\d,]+ (kB|bytes)\)$", ran.err, re.MULTILINE
    )
    assert not list(papers.glob(".ukjapan-*"))


@pytest.mark.charts
def test_another_seed_gives_other_draws(library: Path) -> None:
    one, other = (
        run("report", "--format", "markdown", "--seed", seed, cwd=library).out for seed in "12"
    )
    assert "seed 1" in one
    assert "seed 2" in other
    assert one.replace("seed 1", "").replace("--seed 1", "") != other.replace("seed 2", "")


@pytest.mark.charts
def test_the_report_says_how_to_make_it_again(folder: Path) -> None:
    given = ["--perspective", "council", "--weight", "reach=40", "--as-of", "2026-04-06"]
    ran = run("report", *given, "--seed", "3", "--out", "my paper.html", cwd=folder)
    assert ran.code == 0
    page = (folder / "my paper.html").read_bytes()
    command = re.search(r"<dt>Command</dt><dd><code>(.*?)</code>", page.decode())
    assert command is not None
    words = shlex.split(command[1].replace("&#39;", "'"))
    assert words[:2] == ["ukjapan", "report"]
    (folder / "my paper.html").unlink()
    assert run(*words[1:], "--options", "options.yaml", cwd=folder).code == 0
    rewritten = (folder / "my paper.html").read_bytes()
    assert rewritten.replace(b" --options options.yaml", b"") == page
    for path in ("options.yaml", "criteria.yaml"):
        assert hashlib.sha256((folder / path).read_bytes()).hexdigest().encode() in page


@pytest.mark.charts
def test_a_name_and_a_format_that_disagree_are_refused(folder: Path) -> None:
    said = refused(run("report", "--out", "paper.html", "--format", "xlsx", cwd=folder))
    assert "'paper.html' is called as html is, not as xlsx" in said
    said = refused(run("report", "--out", "paper.doc", cwd=folder))
    assert "not called .html, .md or .xlsx; say --format" in said
    assert run("report", "--out", "paper.txt", "--format", "xlsx", cwd=folder).code == 0


def test_a_place_where_nothing_can_be_written_is_refused(folder: Path) -> None:
    assert "there is no folder 'gone'" in refused(run("report", "--out", "gone/a.html", cwd=folder))
    (folder / "a.html").mkdir()
    assert "'a.html' is a folder" in refused(run("report", "--out", "a.html", cwd=folder))


def test_files_with_errors_are_told_of_one_and_all(broken: Path) -> None:
    said = refused(run("report", cwd=broken))
    assert "UKJ" in said
    assert "error" in said


@pytest.mark.charts
def test_where_nothing_is_ranked_it_says_so(tmp_path: Path) -> None:
    text = options(
        "{id: a, name: A, role: baseline, scores: {cost: 5, gain: 8}}",
        "{id: b, name: B, scores: {cost: 5, gain: 8}}",
    )
    gated = TWO_CRITERIA.replace("name: Gain,", "name: Gain, must: {at_least: 9},")
    said = refused(run("report", cwd=write(tmp_path, text, gated)))
    assert "none is ranked" in said


@pytest.mark.charts
def test_one_option_makes_a_report_without_what_needs_two(tmp_path: Path) -> None:
    text = options(
        "{id: a, name: A, role: baseline, scores: {cost: 5, gain: 8}}",
        "{id: b, name: B, scores: {cost: 5, gain: 8}}",
    )
    folder = write(tmp_path, text)
    for arguments in (["--format", "html"], ["--format", "markdown"], ["--out", "a.xlsx"]):
        ran = run("report", *arguments, cwd=folder)
        assert ran.code == 0, ran.err
    page = Tags(run("report", "--format", "html", cwd=folder).out)
    sections = [attributes["id"] for tag, attributes in page.tags if tag == "section"]
    assert sections == [
        "recommendation",
        "ranking",
        "evidence",
        "explanations",
        "findings",
        "method",
    ]


@pytest.mark.charts
@pytest.mark.process
@pytest.mark.parametrize("missing", ["altair", "vl_convert", "jinja2", "openpyxl"])
def test_a_missing_extra_is_named_with_what_installs_it(folder: Path, missing: str) -> None:
    out = "a.xlsx" if missing == "openpyxl" else "a.html"
    code = (
        f"import sys; sys.modules[{missing!r}] = None; sys.argv = ['ukjapan', 'report', '--out', "
        f"{out!r}]; from ukjapan_cli.cli.app import main; main()"
    )
    said = refused(run_python(code, cwd=folder))
    assert f"{missing} is not installed; pip install 'ukjapan-cli[report]'" in said
    assert not (folder / out).exists()


@pytest.mark.charts
@pytest.mark.process
def test_no_other_command_imports_what_only_reports_need(library: Path) -> None:
    code = """
import sys
from ukjapan_cli.cli.app import app
extra = {"altair", "vl_convert", "jinja2", "openpyxl", "narwhals", "polars", "duckdb", "pyarrow",
         "pyspark"}
for command in sys.argv[1].split(","):
    sys.argv = ["ukjapan", *command.split()]
    try:
        app()
    except SystemExit as stop:
        assert not stop.code, command
    found = extra & set(sys.modules)
    assert not found, (command, found)
"""
    commands = (
        "score,explain old-station,check,sensitivity,robustness,methods,perspectives,timeline,"
        "portfolio,schema options,rule UKJ101,report --help,plot --help"
    )
    ran = run_process("-c", code, commands, cwd=library, command=[sys.executable])
    assert ran.code == 0, ran.err


@pytest.mark.charts
class TestMarkdown:
    def test_its_figures_stand_beside_it(self, papers: Path) -> None:
        assert run("report", "--out", "paper.md", cwd=papers).code == 0
        text = (papers / "paper.md").read_text(encoding="utf-8")
        shown = re.findall(r"!\[[^\]]+\]\(<?(paper-figures/[a-z0-9-]+\.svg)>?\)", text)
        written = {
            path.relative_to(papers).as_posix() for path in (papers / "paper-figures").iterdir()
        }
        assert len(shown) == len(set(shown)) > 5
        assert set(shown) == written
        for path in written:
            assert (papers / path).read_text(encoding="utf-8").startswith("<svg")

    def test_on_stdout_it_has_no_figures(self, library: Path) -> None:
        text = run("report", "--format", "markdown", cwd=library).out
        assert "![" not in text
        assert text.startswith("# Where should the library")

    def test_every_number_is_the_commands_own(self, library: Path) -> None:
        text = run("report", "--format", "markdown", cwd=library).out
        for command in ("sensitivity", "robustness", "timeline", "perspectives"):
            for line in run(command, "--format", "markdown", cwd=library).lines[4:]:
                assert not line or line in text or line.startswith("Verdict"), (command, line)

    def test_what_a_check_finds_is_in_it_and_stops_nothing(self, library: Path) -> None:
        ran = run("report", "--format", "markdown", cwd=library)
        assert ran.code == 0
        findings = ran.out.partition("## What a check of the files finds")[2].partition("\n## ")[0]
        listed = findings.replace("\\", "").replace("\u2060", "").splitlines()
        checked = json.loads(run("check", "--format", "json", cwd=library).out)
        assert checked["diagnostics"]
        for found in checked["diagnostics"]:
            place = f"({found['file']}:{found['line']})"
            assert any(
                found["code"] in line and found["message"] in line and line.endswith(place)
                for line in listed
            ), found

    def test_what_is_accepted_is_in_it_with_its_reason(self, empty: Path) -> None:
        text = run("report", "--format", "markdown", cwd=empty).out
        findings = text.partition("## What a check of the files finds")[2].partition("\n## ")[0]
        waived = json.loads(run("check", "--format", "json", cwd=ROOT).out)["summary"]["waived"]
        assert waived
        assert findings.count("; accepted because ") == len(waived)

    def test_contributions_stand_in_a_table(self, library: Path) -> None:
        """40 % of 25, 20 % of 100, 30 % of 100 and 10 % of 100 for the market hall."""
        lines = run("report", "--format", "markdown", cwd=library).lines
        names = "Running cost | Rent security | Reach | Local support"
        assert f"| Option | {names} | Value |" in lines
        assert "| The market hall | 10.0 | 20.0 | 30.0 | 10.0 | 70.0 |" in lines
        assert "| As today (baseline) | 20.0 | 5.0 | 9.0 | 4.0 | 38.0 |" in lines

    def test_it_answers_first_and_says_how_to_make_it_again(self, library: Path) -> None:
        given = ("--format", "markdown", "--seed", "5", "--weight", "reach=31")
        lines = run("report", *given, cwd=library).lines
        assert lines[2] == (
            "As of 1 April 2026 · stated weights but for reach · criteria.yaml, options.yaml"
        )
        assert lines[4:7] == ["## Recommendation", "", "Put **The market hall** first."]
        again = "ukjapan report --weight reach=31 --seed 5 --format markdown"
        assert f"- Command: `{again}`" in lines
        digest = hashlib.sha256((library / "options.yaml").read_bytes()).hexdigest()
        assert f"- options.yaml: SHA-256 `{digest}`" in lines

    def test_options_level_in_first_place_are_both_named(self, tied: Path) -> None:
        lines = run("report", "--format", "markdown", cwd=tied).lines
        assert "Level in first place: **One** and **Two**." in lines

    def test_headings_stand_under_each_other(self, library: Path) -> None:
        tokens = (
            MarkdownIt()
            .enable("table")
            .parse(run("report", "--format", "markdown", cwd=library).out)
        )
        levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert set(levels) == {1, 2, 3}

    def test_hostile_texts_stay_texts(self, hostile: Path) -> None:
        assert run("report", "--out", "paper.md", cwd=hostile).code == 0
        text = (hostile / "paper.md").read_text(encoding="utf-8")
        page = MarkdownIt("commonmark").enable("table").render(text)
        tags = Tags(page)
        assert not {"script", "b", "a", "title", "style"} & {tag for tag, _ in tags.tags}
        images = [attributes["src"] for tag, attributes in tags.tags if tag == "img"]
        assert images
        assert all(source and source.startswith("paper-figures/") for source in images)
        assert "{{ 7 * 7 }} {% raw %} ${7 * 7}" in "".join(tags.texts)


@pytest.mark.charts
def test_the_policy_allows_nothing_from_outside(papers: Path) -> None:
    assert run("report", "--out", "paper.html", cwd=papers).code == 0
    page = Tags((papers / "paper.html").read_text(encoding="utf-8"))
    policy = next(
        attributes["content"]
        for tag, attributes in page.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert set(rules) == {"default-src", "style-src", "script-src", "base-uri", "form-action"}
    assert all(re.fullmatch(r"'none'|'sha256-[\w+/=]+'", rule) for rule in rules.values())
    assert not any("style" in attributes for _, attributes in page.tags)


def test_the_workbook_is_a_workbook(folder: Path) -> None:
    assert run("report", "--out", "a.xlsx", cwd=folder).code == 0
    with zipfile.ZipFile(io.BytesIO((folder / "a.xlsx").read_bytes())) as book:
        assert "xl/workbook.xml" in book.namelist()
        assert book.testzip() is None
