"""`ukjapan perspectives` as its users run it, on the library's decision with three perspectives.

The readers name the groups and criteria at the top with their stated weights; the landlord names
money, and in it rent security alone.

    option        council    readers   landlord   mean      regrets
    market-hall   55         70        100        75        16.25, 0, 0
    old-station   70 1/3     66        50         62 1/9    11/12, 4, 50
    mobile-van    71.25      53.5      0          41.58     0, 16.5, 100

Without the landlord the mean of the market hall is 62.5, that of the old station 68 1/6.
"""

import csv
import io
import json
import string
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, write
from tests.end_to_end.program import run, run_on_terminal, run_python

close = partial(pytest.approx, abs=1e-9)
COUNCIL = LIBRARY_CRITERIA.index("perspectives:")
MORE = """\
  - {id: readers, name: The readers, weights: {money: 60, reach: 30, support: 10}}
  - {id: landlord, name: The landlord, weights: {money: 1, rent-security: 1}}
"""
LETTERS = [*string.ascii_uppercase, *(f"A{letter}" for letter in string.ascii_uppercase)]
# 200 letters are the most that a name may have.
NAMES = ["||" * 9, "<b>bold</b> [x](y) *z*", "=1+1", "::error::" + "w " * 90]


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("three"), LIBRARY_OPTIONS, LIBRARY_CRITERIA + MORE)


@pytest.fixture(scope="module")
def record(three: Path) -> Any:
    ran = run("perspectives", "--format", "json", cwd=three)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def with_perspectives(folder: Path, count: int) -> Path:
    """The library with so many perspectives with long names."""
    lines = "".join(
        f'  - {{id: p{n}, name: "The {n}th of the old and new reading circles", '
        f"weights: {{money: {n}, reach: {count - n}, support: {n % 3 * 9}}}}}\n"
        for n in range(count)
    )
    return write(folder, LIBRARY_OPTIONS, f"{LIBRARY_CRITERIA[:COUNCIL]}perspectives:\n{lines}")


def test_the_contract(record: Any) -> None:
    assert list(record) == [
        *("schema", "decision", "criteria", "perspectives", "options", "agreement"),
        *("disagreements", "always_in_top_two", "mean", "compromise", "excluded"),
        "omissions",
    ]
    assert record["schema"] == "ukjapan/perspectives/1"
    assert [p["first"] for p in record["perspectives"]] == [
        ["mobile-van"],
        ["market-hall"],
        ["market-hall"],
    ]
    hall, station, van = record["options"]
    assert list(hall) == [
        *("option", "name", "rank", "value", "ranks", "values", "regrets"),
        *("mean_rank", "mean_value", "worst_rank", "largest_regret"),
    ]
    assert hall["ranks"] == {"council": 3, "readers": 1, "landlord": 1}
    assert van["values"] == close({"council": 71.25, "readers": 53.5, "landlord": 0})
    assert station["regrets"] == close({"council": 11 / 12, "readers": 4, "landlord": 50})
    assert [o["mean_value"] for o in record["options"]] == close([75, 559 / 9, 499 / 12])
    assert [o["largest_regret"] for o in record["options"]] == close([16.25, 50, 100])
    assert [o["worst_rank"] for o in record["options"]] == [3, 2, 3]
    assert record["agreement"]["concordance"] == close(1 / 9)
    assert record["agreement"]["tau"] == {
        "council": {"readers": -1, "landlord": -1},
        "readers": {"council": -1, "landlord": 1},
        "landlord": {"council": -1, "readers": 1},
    }
    assert record["always_in_top_two"] == ["old-station"]
    assert record["mean"] == {
        "first": ["market-hall"],
        "changed_without": [{"perspective": "landlord", "first": ["old-station"]}],
    }
    assert record["compromise"] == {"options": ["market-hall"], "largest_regret": close(16.25)}
    assert [out["option"] for out in record["excluded"]] == ["today", "kiosk"]


def test_weights_are_shares_and_criteria_stand_by_what_they_move(record: Any) -> None:
    by_id = {c["id"]: c for c in record["criteria"]}
    assert by_id["rent-security"]["weights"] == close(
        {"council": 0.1, "readers": 0.2, "landlord": 1}
    )
    # the spread of shares times the ranked options' range of values
    assert {id_: c["moves"] for id_, c in by_id.items()} == close(
        {
            "rent-security": 0.9 * 100,
            "running-cost": 0.6 * 75,
            "reach": 0.3 * 55,
            "support": 0.1 * 100,
        }
    )
    assert record["disagreements"] == ["rent-security", "running-cost", "reach", "support"]
    for perspective in record["perspectives"]:
        shares = [c["weights"][perspective["id"]] for c in record["criteria"]]
        assert sum(shares) == close(1)
    assert [c["weight"] for c in record["criteria"]] == close([0.4, 0.2, 0.3, 0.1])


def test_score_under_a_perspective_has_the_same_values(record: Any, three: Path) -> None:
    for id_ in ("council", "readers", "landlord"):
        ran = run("score", "--perspective", id_, "--format", "json", cwd=three)
        for row in json.loads(ran.out)["ranking"]:
            (option,) = [o for o in record["options"] if o["option"] == row["option"]]
            assert (option["values"][id_], option["ranks"][id_]) == (row["value"], row["rank"])


def test_csv_has_a_row_an_option_with_the_same_numbers(record: Any, three: Path) -> None:
    ran = run("perspectives", "--format", "csv", cwd=three)
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["option"] for row in rows] == [o["option"] for o in record["options"]]
    for row, option in zip(rows, record["options"], strict=True):
        for kind in ("rank", "value", "regret"):
            found = {id_: float(row[f"{kind}:{id_}"]) for id_ in option["ranks"]}
            assert found == option[f"{kind}s"]
        for name in ("rank", "value", "mean_rank", "mean_value", "worst_rank", "largest_regret"):
            assert float(row[name]) == option[name]


SAID = [
    "First: The mobile van for The council; The market hall for The readers and The landlord.",
    "Agreement on the order is very weak: Kendall's W is 0.11, where 1 is one order for all and 0",
    "Closest are The readers and The landlord (Kendall's tau 1.00), furthest apart",
    "In every perspective's top two: The old station.",
    "puts The market hall first; without The landlord The old station.",
    "disagree most on Rent security: 10.0% of the weight for The council, 100.0% for The landlord",
    "can move two options apart by 90.0 points",
    "The compromise, by the least largest regret, is The market hall: it costs The council 16.",
    "points and the others nothing.",
    "Not ranked, and not in these figures: As today, A kiosk.",
]


@pytest.mark.parametrize("format_", ["table", "markdown"])
def test_what_follows_is_said(three: Path, format_: str) -> None:
    out = run("perspectives", "--format", format_, cwd=three).out
    assert [words for words in SAID if words not in out] == []


def test_a_pipe_has_names_over_plain_columns(three: Path) -> None:
    lines = run("perspectives", cwd=three).lines
    header = next(i for i, line in enumerate(lines) if line.startswith("Option"))
    assert [word.strip() for word in lines[header].split("  ") if word.strip()] == [
        *("Option", "Stated", "The council", "The readers", "The landlord", "Mean"),
    ]
    assert [line.split()[-5:] for line in lines[header + 1 : header + 4]] == [
        ["1", "3", "1", "1", "1"],
        ["2", "2", "2", "2", "2"],
        ["3", "1", "3", "3", "3"],
    ]
    assert not set("─│━┃") & set("".join(lines))


def test_weights_from_the_command_line_stand_beside_the_perspectives(three: Path) -> None:
    arguments = ("perspectives", "--perspective", "council", "--weight", "rent-security=1000")
    ran = run(*arguments, "--format", "json", cwd=three)
    changed = json.loads(ran.out)
    assert changed["decision"]["perspective"] == "council"
    assert changed["options"][0]["option"] == "market-hall"
    assert {o["option"]: o["ranks"]["council"] for o in changed["options"]} == {
        "market-hall": 3,
        "old-station": 2,
        "mobile-van": 1,
    }
    assert "In force" in run(*arguments, cwd=three).out


def test_another_date(three: Path) -> None:
    """From 11 April all are behind the old station: 60 points more at a share of 0.05."""
    ran = run("perspectives", "--as-of", "2026-05-01", "--format", "json", cwd=three)
    (station,) = [o for o in json.loads(ran.out)["options"] if o["option"] == "old-station"]
    assert station["values"]["council"] == close(70 + 1 / 3 + 3)


@pytest.mark.process
@pytest.mark.parametrize(
    ("columns", "count"), [(60, 4), (80, 4), (60, 10), (80, 10), (120, 10), (80, 30)]
)
def test_every_rank_regret_and_share_is_on_any_screen(
    tmp_path: Path, columns: int, count: int
) -> None:
    folder = with_perspectives(tmp_path, count)
    shown = run_on_terminal("perspectives", cwd=folder, columns=columns)
    assert shown.code == 0
    assert max(map(len, shown.rows)) <= columns
    assert "…" not in shown.text
    for n in range(count):
        assert f"{LETTERS[n]}  The {n}th of the old and new reading circles" in shown.text
    headings = [row.split() for row in shown.rows if row.startswith(("Option ", "Criterion "))]
    letters = [word for row in headings for word in row if word.isupper()]
    assert sorted(letters) == sorted(LETTERS[:count] * 3)
    found = json.loads(run("perspectives", "--format", "json", cwd=folder).out)
    for criterion in found["criteria"]:
        rows = [row for row in shown.rows if row.startswith(criterion["name"])]
        cells = [cell for row in rows for cell in row.split() if cell.endswith("%")]
        assert cells == [f"{100 * share:.1f}%" for share in criterion["weights"].values()]


@pytest.mark.process
def test_names_that_fit_stand_over_their_columns(three: Path) -> None:
    shown = run_on_terminal("perspectives", cwd=three, columns=80)
    header = next(row for row in shown.rows if row.startswith("Option"))
    assert "The council" in header
    assert "A  The council" not in shown.text


@pytest.mark.process
def test_nothing_of_meaning_is_in_colour_alone(three: Path) -> None:
    coloured = run_on_terminal("perspectives", cwd=three, columns=100)
    plain = run_on_terminal("perspectives", cwd=three, columns=100, settings={"NO_COLOR": "1"})
    assert plain.rows == coloured.rows
    assert not plain.coloured


@pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
def test_one_perspective(library: Path, format_: str) -> None:
    ran = run("perspectives", "--format", format_, cwd=library)
    assert (ran.code, ran.err) == (0, "")
    if format_ == "json":
        assert json.loads(ran.out)["agreement"] == {"concordance": None, "tau": {"council": {}}}
    elif format_ in ("table", "markdown"):
        assert "First: The mobile van for The council." in ran.out
        assert "There is only one perspective: none to agree or disagree with." in ran.out
        assert "tau" not in ran.out


def test_one_option(tmp_path: Path) -> None:
    head, _, _ = LIBRARY_OPTIONS.partition("  - id: old-station")
    one = head + "  - {id: o, name: O, scores: {running-cost: 60, rent-security: 9, reach: 600, "
    folder = write(tmp_path, f"{one}support: split}}}}\n", LIBRARY_CRITERIA + MORE)
    ran = run("perspectives", cwd=folder)
    assert ran.code == 0
    assert "First for all 3 perspectives: O." in ran.out
    assert "Only one option is ranked: there is nothing to disagree on." in ran.out


def test_no_perspectives(tied: Path) -> None:
    ran = run("perspectives", cwd=tied)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "ukjapan: error: there are no perspectives to compare; add 'perspectives' to the criteria "
        "file, each with an id, a name and weights\n"
    )


def test_nothing_ranked(tmp_path: Path) -> None:
    strict = (LIBRARY_CRITERIA + MORE).replace("at_least: 500", "at_least: 9000")
    folder = write(tmp_path, LIBRARY_OPTIONS, strict.replace("[4000, 100]", "[9000, 100]"))
    ran = run("perspectives", cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert "none is ranked" in ran.err


@pytest.mark.process
def test_names_that_would_be_obeyed_elsewhere_are_text(tmp_path: Path) -> None:
    lines = "".join(
        f'  - {{id: p{n}, name: "{name}", weights: {{money: {n}, reach: 2}}}}\n'
        for n, name in enumerate(NAMES)
    )
    text = f"{LIBRARY_CRITERIA[:COUNCIL]}perspectives:\n{lines}"
    folder = write(tmp_path, LIBRARY_OPTIONS, text.replace("name: Reach", 'name: "<i>Reach|"'))
    page = run("perspectives", "--format", "markdown", cwd=folder).out
    assert [part for part in ("<b>", "<i>", "[x](y)") if part in page] == []
    rows = [line.replace("\\|", "") for line in page.splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {8, 7}
    for format_ in ("table", "markdown", "csv"):
        out = run("perspectives", "--format", format_, cwd=folder).out
        assert not any(line.lstrip().startswith("::") for line in out.splitlines())
    assert run_on_terminal("perspectives", cwd=folder, columns=60).code == 0


@pytest.mark.process
def test_for_python(three: Path) -> None:
    code = """
from ukjapan_cli import NoPerspectivesError, Perspectives, load, perspectives
found = perspectives(load("options.yaml", "criteria.yaml"))
assert isinstance(found, Perspectives)
print(found.compromise[0].option.id, [option.id for option in found.mean.first])
"""
    assert run_python(code, cwd=three).lines == ["market-hall ['market-hall']"]
