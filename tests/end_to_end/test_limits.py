"""What is left out of large decisions is said, with the flag that has it; the rest is right."""

import csv
import io
import json
import os
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from benchmarks import hostile_files
from tests.end_to_end.program import run

ALL_YEARS = 30
TIMELINE = "The table has 8,333 of 10,000 dates, spread over all: --full has all."
PAIRS = "How far each two of 1,001 perspectives agree is left out: --full has it."
COLUMNS = "The first 100 of 1,001 perspectives have a column: --format csv has all."


def write(folder: Path, files: hostile_files.Files) -> Path:
    criteria, options = files
    (folder / "criteria.yaml").write_text(criteria)
    (folder / "options.yaml").write_text(options)
    return folder


@pytest.fixture(scope="module")
def all_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Options that are dated in the years 1 and 9999."""
    return write(tmp_path_factory.mktemp("years"), hostile_files.all_years(ALL_YEARS))


@pytest.fixture(scope="module")
def viewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("viewed"), hostile_files.viewed(1_001, 2, 2))


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def record(*arguments: str, cwd: Path) -> Any:
    return json.loads(run(*arguments, "--format", "json", cwd=cwd).out)


@pytest.mark.slow
class TestTimeline:
    def test_a_long_table_has_dates_that_are_spread_over_all(self, all_years: Path) -> None:
        found = record("timeline", cwd=all_years)
        assert found["omissions"] == [TIMELINE]
        days = [date.fromisoformat(entry["date"]) for entry in found["table"]]
        assert len(days) == 8_333
        assert (days[0], days[-1]) == (date(1, 1, 1), date(9999, 12, 31))
        assert {after.year - before.year for before, after in pairwise(days[:-1])} == {1, 2}

    def test_every_format_says_so_and_the_table_is_on_stdout_alone(self, all_years: Path) -> None:
        for format_ in ("table", "markdown"):
            assert TIMELINE in run("timeline", "--format", format_, cwd=all_years).out
        ran = run("timeline", "--format", "csv", cwd=all_years)
        assert ran.err == f"ukjapan: {TIMELINE}\n"
        assert TIMELINE not in ran.out

    def test_the_values_are_those_of_score(self, all_years: Path) -> None:
        entry = record("timeline", cwd=all_years)["table"][4_000]
        ranked = record("score", "--as-of", entry["date"], cwd=all_years)["ranking"]
        values = {standing["option"]: standing["value"] for standing in ranked}
        assert {one["option"]: one["value"] for one in entry["ranking"]} == values

    def test_steps_that_are_asked_for_are_had_or_refused(self, all_years: Path) -> None:
        ran = run("timeline", "--every", "month", cwd=all_years)
        assert (ran.code, ran.raw) == (2, b"")
        for way in ("take longer steps", "--from, --to", "--full for all of it"):
            assert way in " ".join(ran.err.split())
        whole = run("timeline", "--full", "--format", "csv", cwd=all_years)
        assert whole.err == ""
        assert whole.out.count('\n"value",') == 10_000 * ALL_YEARS


@pytest.mark.slow
class TestPerspectives:
    def test_pairs_of_many_are_left_out(self, viewed: Path) -> None:
        found = record("perspectives", cwd=viewed)
        assert found["omissions"] == [PAIRS]
        assert len(found["perspectives"]) == 1_001
        assert len(found["options"][0]["ranks"]) == 1_001

    def test_people_see_some_columns_and_read_where_all_are(self, viewed: Path) -> None:
        for format_ in ("table", "markdown"):
            out = run("perspectives", "--format", format_, cwd=viewed).out
            assert COLUMNS in out
            assert PAIRS in out
        ran = run("perspectives", "--format", "csv", cwd=viewed)
        assert ran.err == f"ukjapan: {PAIRS}\n"
        assert sum(name.startswith("rank:") for name in rows_of(ran.out)[0]) == 1_001


class TestRobustness:
    @pytest.mark.parametrize("draws", ["100000001", "100000000000000000000"])
    def test_no_more_draws_than_there_may_be(self, viewed: Path, draws: str) -> None:
        for command in ("robustness", "report", "portfolio"):
            ran = run(command, "--draws", draws, cwd=viewed)
            assert (ran.code, ran.raw) == (2, b"")
            assert "100000000" in ran.err

    @pytest.mark.slow
    def test_an_error_that_cannot_be_reached_is_not(self, tmp_path: Path) -> None:
        folder = write(tmp_path, hostile_files.ranged(20, 5))
        found = record("robustness", "--until", "1e-9", cwd=folder)
        assert found["omissions"] == [
            "The error of 1e-09 is not reached: --draws N allows more draws."
        ]
        assert found["draws"] > 100_000


@pytest.mark.charts
class TestReport:
    @pytest.mark.skipif(not Path("/dev/fd").exists(), reason="there are no names for descriptors")
    def test_files_that_can_be_read_once_are_read_once(self, tmp_path: Path) -> None:
        """A second reading of a pipe finds nothing, and a check of nothing an empty file."""
        names = []
        for text in hostile_files.plain(3, 2):
            reader, writer = os.pipe()
            os.write(writer, text.encode())
            os.close(writer)
            names.append(f"/dev/fd/{reader}")
        criteria, options = names
        ran = run("report", "--format", "markdown", "-c", criteria, "-o", options, cwd=tmp_path)
        for name in names:
            os.close(int(name.rpartition("/")[2]))
        assert ran.code == 0
        assert "UKJ302" in ran.out
        assert "UKJ107" not in ran.out

    def test_with_full_nothing_is_left_out_and_the_command_says_so(self, tmp_path: Path) -> None:
        folder = write(tmp_path, hostile_files.plain(28, 2))
        flags = ("--format", "markdown", "--draws", "10")
        said = "Only the first 25 of 28 options are explained one by one: --full explains all."
        assert said in run("report", *flags, cwd=folder).out.replace("\\-", "-")
        whole = run("report", *flags, "--full", cwd=folder).out.replace("\\-", "-")
        assert "Left out" not in whole
        assert "ukjapan report --draws 10 --full --format markdown" in whole

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("decision", "said"),
        [
            (
                hostile_files.plain(400, 5),
                [
                    "Shown are the first 200 of 400 options: --full shows all.",
                    "Only the first 25 of 400 options are explained one by one: --full explains",
                ],
            ),
            (
                hostile_files.plain(3, 600),
                [
                    "Shown are the 100 weightiest of 600 criteria: --full shows all.",
                    "600 criteria are too many for sliders; the 30 weightiest have parts of",
                    "The 30 weightiest of 600 criteria are shown.",
                    "The table has 100 of 600 rows: --full has all.",
                ],
            ),
        ],
        ids=["options", "criteria"],
    )
    def test_a_page_is_no_larger_than_a_letter_carries(
        self, tmp_path: Path, decision: hostile_files.Files, said: list[str]
    ) -> None:
        """With --full they have 2.3 and 2.5 MB."""
        folder = write(tmp_path, decision)
        page = run("report", "--format", "html", cwd=folder).raw
        assert len(page) < 1_500_000
        text = " ".join(page.decode().split())
        for sentence in said:
            assert sentence in text
