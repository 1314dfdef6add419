"""The page's sliders rank as `ukjapan score` does with the same weights."""

import json
import random
import re
import shlex
from pathlib import Path

import pytest
from tests.browser.conftest import Opened, Opener
from tests.end_to_end.decisions import write
from tests.end_to_end.program import run

from ukjapan_cli import load, score
from ukjapan_cli.decision.criteria import nodes_of
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.formats.phrases import points

pytestmark = pytest.mark.browser

DRAWS = 30
ROWS = """rows => rows.map(row => ({
    option: row.dataset.option,
    value: Number(row.dataset.value),
    rank: row.querySelector(".rank").textContent,
    shown: row.querySelector(".value").textContent,
}))"""


def ranked(opened: Opened) -> list[dict[str, object]]:
    """The table's rows once the page has drawn."""
    opened.page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    return opened.page.locator("#rows tr").evaluate_all(ROWS)


def told(opened: Opened) -> str:
    """What the page says of the ranking, and the address it has, once moving has stopped."""
    opened.page.wait_for_timeout(300)
    return opened.page.locator("#said").text_content() or ""


def field(opened: Opened, node: str):
    return opened.page.locator(f"[data-node={node}] input[type=number]")


def slider(opened: Opened, node: str):
    return opened.page.locator(f"[data-node={node}] input[type=range]")


def type_weights(opened: Opened, weights: dict[str, float]) -> None:
    """Give every field its number, as typing it does."""
    for node, number in weights.items():
        field(opened, node).evaluate(
            "(field, text) => { field.value = text; field.dispatchEvent(new Event('input')); }",
            repr(number),
        )


def check_against_engine(opened: Opened, decision: Decision) -> None:
    """Hold the table against the engine's own scoring."""
    scoring = score(decision)
    rows = ranked(opened)
    by_id = {row["option"]: row for row in rows}
    for standing in scoring.ranking:
        row = by_id[standing.option.id]
        assert row["value"] == pytest.approx(standing.value, abs=1e-9)
        assert row["rank"] == str(standing.place)
        assert row["shown"] == points(standing.value)
    in_order = [row["option"] for row in rows if row["rank"] != "–"]
    assert in_order == [standing.option.id for standing in scoring.ranking]
    assert scoring.baseline is not None
    reference = by_id[scoring.baseline.option.id]
    assert reference["value"] == pytest.approx(scoring.baseline.value, abs=1e-9)
    above = rows[: rows.index(reference)]
    assert all(row["value"] >= reference["value"] - 1e-9 for row in above)


def test_random_weights_rank_as_the_engine_does(
    open_page: Opener, deep: Path, deep_page: Path
) -> None:
    decision = load(deep / "options.yaml", deep / "criteria.yaml")
    opened = open_page(deep_page)
    draw = random.Random(6)
    nodes = [node.id for node in nodes_of(decision.criteria)]
    for _ in range(DRAWS):
        weights = {
            node: draw.choice([draw.uniform(0, 100), draw.uniform(0, 1), float(draw.randint(1, 9))])
            for node in nodes
        }
        type_weights(opened, weights)
        check_against_engine(opened, decision.reweighted(weights))
    assert opened.complaints == []


@pytest.mark.parametrize("perspective", ["groups", "leaves", "both"])
def test_a_perspective_and_its_leaves_rank_as_the_engine_does(
    open_page: Opener, deep: Path, deep_page: Path, perspective: str
) -> None:
    decision = load(deep / "options.yaml", deep / "criteria.yaml").seen_from(perspective)
    opened = open_page(deep_page)
    opened.page.click(f"[data-perspective={perspective}]")
    check_against_engine(opened, decision)
    assert opened.page.locator(f"[data-perspective={perspective}][aria-pressed=true]").count() == 1
    assert field(opened, "people").is_disabled()
    draw = random.Random(7)
    for _ in range(5):
        weights = {leaf.id: draw.uniform(0, 50) for leaf in decision.leaves}
        type_weights(opened, weights)
        check_against_engine(opened, decision.reweighted(weights))


def test_the_command_that_the_page_shows_gives_the_same_numbers(
    open_page: Opener, deep: Path, deep_page: Path
) -> None:
    opened = open_page(deep_page)
    opened.page.click("[data-perspective=both]")
    type_weights(opened, {"quiet": 12.5, "build": 1 / 3, "green": 1e21})
    rows = {row["option"]: row for row in ranked(opened)}
    words = shlex.split(opened.page.locator("#command").text_content() or "")
    assert words[:2] == ["ukjapan", "score"]
    ranking = json.loads(run(*words[1:], "--format", "json", cwd=deep).out)["ranking"]
    assert ranking
    for standing in ranking:
        assert rows[standing["option"]]["value"] == pytest.approx(standing["value"], abs=1e-9)


def test_the_command_names_the_files_and_the_day_that_the_page_was_made_of(
    open_page: Opener, deep: Path, tmp_path: Path
) -> None:
    files = ["--options", str(deep / "options.yaml"), "--criteria", str(deep / "criteria.yaml")]
    given = [*files, "--as-of", "2027-01-31"]
    weights = ["--perspective", "both", "--weight", "green=10"]
    ran = run("report", *given, *weights, "--draws", "10", "--out", "page.html", cwd=tmp_path)
    assert ran.code == 0, ran.err
    opened = open_page(tmp_path / "page.html")
    words = shlex.split(opened.page.locator("#command").text_content() or "")
    assert words == ["ukjapan", "score", *given, *weights]


def test_the_page_as_it_opens_shows_what_score_shows(
    open_page: Opener, packaged_page: Path
) -> None:
    rows = run("score", "--format", "csv", cwd=packaged_page.parent).lines[1:]
    table = run("score", cwd=packaged_page.parent).out
    for row in ranked(open_page(packaged_page)):
        assert any(f',"{row["option"]}",' in line for line in rows)
        assert re.search(rf"  {re.escape(str(row['shown']))}  ", table)


def test_values_half_way_between_tenths_are_shown_as_score_shows_them(
    open_page: Opener, tmp_path: Path
) -> None:
    """To one decimal by hand: what lies exactly half-way goes to the even tenth."""
    expected = {0.25: "0.2", 0.35: "0.3", 0.75: "0.8", 12.25: "12.2", 62.45: "62.5", 99.95: "100.0"}
    criteria = """\
version: 1
criteria:
  - {id: one, name: One, weight: 1, scale: {worst: 0, best: 100}}
  - {id: none, name: None, weight: 0, scale: {worst: 0, best: 100}}
"""
    options = "version: 1\noptions:\n" + "".join(
        f"  - {{id: o{number}, name: O{number}, scores: {{one: {value}, none: 0}}}}\n"
        for number, value in enumerate(expected)
    )
    write(tmp_path, options, criteria)
    ran = run("report", "--out", "report.html", "--draws", "10", cwd=tmp_path)
    assert ran.code == 0, ran.err
    opened = open_page(tmp_path / "report.html")
    still = {row["option"]: row["shown"] for row in ranked(opened)}
    type_weights(opened, {"one": 2})
    moved = {row["option"]: row["shown"] for row in ranked(opened)}
    assert moved == still
    assert still == {f"o{number}": points(value) for number, value in enumerate(expected)}
    assert list(still.values()) == list(reversed(expected.values()))


def test_a_slider_moves_by_mouse(open_page: Opener, deep: Path, deep_page: Path) -> None:
    opened = open_page(deep_page)
    before = ranked(opened)
    slider(opened, "green").scroll_into_view_if_needed()
    box = slider(opened, "green").bounding_box()
    assert box is not None
    opened.page.mouse.click(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2)
    after = ranked(opened)
    moved = float(field(opened, "green").input_value())
    assert moved == 100
    assert [row["option"] for row in after] != [row["option"] for row in before]
    decision = load(deep / "options.yaml", deep / "criteria.yaml")
    check_against_engine(opened, decision.reweighted({"green": moved}))


def test_a_slider_moves_by_keyboard(open_page: Opener, deep: Path, deep_page: Path) -> None:
    opened = open_page(deep_page)
    slider(opened, "green").focus()
    opened.page.keyboard.press("ArrowRight")
    ranked(opened)
    assert float(field(opened, "green").input_value()) == 21
    opened.page.keyboard.press("End")
    decision = load(deep / "options.yaml", deep / "criteria.yaml")
    check_against_engine(opened, decision.reweighted({"green": 100}))
    assert re.fullmatch(r"South is first, \d+\.\d ahead of .+\.", told(opened))


def test_shares_stand_beside_the_sliders(open_page: Opener, deep_page: Path) -> None:
    opened = open_page(deep_page)
    type_weights(opened, {"people": 20, "purse": 60, "green": 20, "build": 30, "run": 10})
    ranked(opened)
    shares = opened.page.locator("[data-node] output").all_text_contents()
    nodes = opened.page.locator("[data-node]").evaluate_all("all => all.map(x => x.dataset.node)")
    shown = dict(zip(nodes, shares, strict=True))
    assert shown["purse"] == "60.0%"
    assert shown["build"] == "45.0%"  # three quarters of 60 %
    assert shown["quiet"] == "8.0%"  # two fifths of 20 %


def test_siblings_that_weigh_nothing_are_named(open_page: Opener, deep_page: Path) -> None:
    opened = open_page(deep_page)
    type_weights(opened, {"build": 0})
    before = ranked(opened)
    type_weights(opened, {"run": 0})
    assert ranked(opened) == before
    problem = opened.page.locator("#problem")
    assert "Building cost, Running cost together weigh nothing" in (problem.text_content() or "")
    assert "stale" in (opened.page.locator("#ranked").get_attribute("class") or "")
    type_weights(opened, {"build": 5})
    ranked(opened)
    assert problem.is_hidden()


def test_a_number_that_is_none_changes_nothing(open_page: Opener, deep_page: Path) -> None:
    opened = open_page(deep_page)
    before = ranked(opened)
    field(opened, "green").fill("-5")
    field(opened, "green").fill("")
    assert ranked(opened) == before
    field(opened, "green").blur()
    assert field(opened, "green").input_value() == "20"


def test_reset_goes_back_to_how_the_page_was_made(
    open_page: Opener, deep: Path, started_page: Path
) -> None:
    decision = load(deep / "options.yaml", deep / "criteria.yaml")
    started = decision.seen_from("both").reweighted({"green": 10})
    opened = open_page(started_page)
    check_against_engine(opened, started)
    opened.page.click('[data-perspective=""]')
    check_against_engine(opened, decision)
    opened.page.click("#reset")
    check_against_engine(opened, started)


def test_the_address_carries_the_weights(open_page: Opener, deep: Path, deep_page: Path) -> None:
    opened = open_page(deep_page)
    opened.page.click("[data-perspective=leaves]")
    type_weights(opened, {"quiet": 9.25})
    rows = ranked(opened)
    told(opened)
    assert opened.page.evaluate("location.hash") == "#w=quiet:9.25&p=leaves"
    link = opened.page.locator("#link").get_attribute("href") or ""
    assert link == "#w=quiet:9.25&p=leaves"
    again = open_page(deep_page, fragment=link)
    assert ranked(again) == rows
    decision = load(deep / "options.yaml", deep / "criteria.yaml")
    check_against_engine(again, decision.seen_from("leaves").reweighted({"quiet": 9.25}))


@pytest.fixture(scope="module")
def as_it_opens(open_page: Opener, deep_page: Path) -> object:
    """The ranking of a page that nobody has moved."""
    return ranked(open_page(deep_page))


@pytest.mark.parametrize(
    "fragment",
    [
        "#w=nobody:1",
        "#w=green:-1",
        "#w=green:1e999",
        "#w=green:one",
        "#w=green",
        "#w=green:1:2",
        "#w=__proto__:1",
        "#w=&p=nobody",
        "#p=constructor",
        "#w=<script>alert(1)</script>:1",
        "#w=%E0%A4%A",
    ],
)
def test_a_link_that_carries_no_weights_says_so(
    open_page: Opener, deep_page: Path, as_it_opens: object, fragment: str
) -> None:
    opened = open_page(deep_page, fragment=fragment)
    assert ranked(opened) == as_it_opens
    assert "does not carry weights" in (opened.page.locator("#problem").text_content() or "")
    assert opened.complaints == []


def test_a_page_that_nobody_has_moved_says_nothing_and_keeps_its_address(
    open_page: Opener, deep_page: Path
) -> None:
    opened = open_page(deep_page, fragment="#method")
    assert told(opened) == ""
    assert opened.page.evaluate("location.hash") == "#method"


def test_a_page_of_other_weights_says_where_reset_leads(
    open_page: Opener, deep_page: Path, started_page: Path
) -> None:
    said = "“Reset” goes back to those that it was made with"
    assert said in open_page(started_page).page.locator("#weighing").inner_text()
    assert said not in open_page(deep_page).page.locator("#weighing").inner_text()


def test_many_moves_before_a_frame_draw_once(open_page: Opener, deep_page: Path) -> None:
    opened = open_page(deep_page)
    drawn = slider(opened, "green").evaluate(
        """async range => {
            let drawn = 0;
            new MutationObserver(() => drawn++)
                .observe(document.querySelector("#command"), { childList: true });
            for (let number = 1; number <= 50; number++) {
                range.value = number;
                range.dispatchEvent(new Event("input"));
            }
            await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
            return drawn;
        }"""
    )
    assert drawn == 1
    assert field(opened, "green").input_value() == "50"


def test_going_back_leaves_the_page_and_not_a_slider(open_page: Opener, deep_page: Path) -> None:
    opened = open_page(deep_page, anew=True)
    entries = opened.page.evaluate("history.length")
    for number in (1, 2, 3):
        type_weights(opened, {"green": number})
        ranked(opened)
    told(opened)
    assert opened.page.evaluate("location.hash") == "#w=green:3"
    assert opened.page.evaluate("history.length") == entries


def test_rows_glide_unless_motion_is_unwelcome(open_page: Opener, deep_page: Path) -> None:
    for reduced, expected in ((True, False), (False, True)):
        opened = open_page(deep_page, reduced_motion=reduced)
        opened.page.evaluate(
            "() => { const was = Element.prototype.animate; window.glided = false;"
            " Element.prototype.animate = function (...all) { window.glided = true;"
            " return was.apply(this, all); }; }"
        )
        type_weights(opened, {"green": 900})
        ranked(opened)
        assert opened.page.evaluate("window.glided") is expected
