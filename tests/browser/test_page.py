"""The page in a browser: closed to the outside, open to everybody."""

import itertools
import re
from pathlib import Path

import pytest
from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser

PAGES = ["packaged_page", "deep_page", "hostile_page"]
SECTIONS = [
    "recommendation",
    "ranking",
    "evidence",
    "explanations",
    "sensitivity",
    "robustness",
    "timeline",
    "perspectives",
    "packages",
    "findings",
    "method",
    "sources",
]


@pytest.fixture(params=PAGES)
def any_page(request: pytest.FixtureRequest) -> Path:
    page: Path = request.getfixturevalue(request.param)
    return page


def test_no_request_leaves_the_page_and_nothing_complains(
    open_page: Opener, any_page: Path
) -> None:
    opened = open_page(any_page)
    opened.page.wait_for_load_state("networkidle")
    assert opened.requests == []
    assert opened.complaints == []


def test_the_policy_stops_what_is_asked_for_elsewhere(
    open_page: Opener, packaged_page: Path
) -> None:
    opened = open_page(packaged_page)
    opened.page.evaluate(
        "() => { const image = new Image(); image.src = 'https://evil.example/x.png';"
        " document.body.append(image); const script = document.createElement('script');"
        " script.textContent = 'window.owned = true'; document.body.append(script); }"
    )
    assert opened.page.evaluate("window.owned") is None
    assert any("Content Security Policy" in text for text in opened.complaints)


def test_hostile_texts_stay_texts(open_page: Opener, hostile_page: Path) -> None:
    opened = open_page(hostile_page)
    page = opened.page
    assert "owned" not in page.title().replace("title='owned'", "")
    assert page.locator("script").count() == 2  # the data and the page's own
    assert page.locator("img").count() == 0
    assert page.locator("b").count() == 0
    addresses = page.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    outside = {address for address in addresses if not address.startswith("#")}
    assert outside == {"https://example.org/a?b=1&c=%22"}
    text = page.locator("body").inner_text()
    assert "</script><img src=x onerror=alert(1)>" in text
    assert "{{ 7 * 7 }} {% raw %} ${7 * 7}" in text
    assert "\\x1b[31mred\\u202e and back" in text


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_never_scrolls_sideways(
    open_page: Opener, any_page: Path, width: int, dark: bool
) -> None:
    page = open_page(any_page, width=width, dark=dark).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide, narrow = page.locator("figure .wide").first, page.locator("figure .narrow").first
    assert wide.is_visible() is (width > 736)
    assert narrow.is_visible() is (width <= 736)


def test_on_a_phone_names_and_reasons_have_the_width_of_the_page(
    open_page: Opener, any_page: Path
) -> None:
    page = open_page(any_page, width=360).page
    hidden = page.locator(".reasons").evaluate_all(
        "all => all.filter(one => one.parentElement.scrollWidth > one.parentElement.clientWidth)"
        ".length"
    )
    assert hidden == 0
    widths = page.locator(".reasons tbody td:last-child, .ranked tbody th").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().width)"
    )
    assert min(widths) > 200
    captions = page.locator(".scroll caption:not(.visually-hidden)").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().right)"
    )
    assert captions
    assert max(captions) <= 360


def test_sections_stand_in_order_and_headings_skip_no_level(
    open_page: Opener, packaged_page: Path
) -> None:
    page = open_page(packaged_page).page
    assert page.locator("main > section").evaluate_all("all => all.map(x => x.id)") == SECTIONS
    levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(x => +x.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = page.locator("[id]").evaluate_all("all => all.map(x => x.id)")
    assert len(ids) == len(set(ids))
    inside = page.locator("a[href^='#']").evaluate_all("all => all.map(a => a.hash.slice(1))")
    assert {id_ for id_ in inside if not id_.startswith("w=")} <= set(ids)


def test_without_data_a_section_is_left_out(open_page: Opener, deep_page: Path) -> None:
    page = open_page(deep_page).page
    shown = page.locator("main > section").evaluate_all("all => all.map(x => x.id)")
    assert shown == [id_ for id_ in SECTIONS if id_ not in {"timeline", "packages", "sources"}]


def test_without_its_script_the_page_is_whole(open_page: Opener, packaged_page: Path) -> None:
    page = open_page(packaged_page, script=False).page
    rows = page.locator("#rows tr")
    assert rows.count() == 6
    assert rows.first.locator("th").inner_text() == "Crisis management"
    assert rows.first.locator("rect").count() == 8
    assert not page.locator("#weighing").is_visible()
    assert page.locator("figure .wide svg").count() == 8
    for id_ in SECTIONS:
        assert page.locator(f"#{id_}").is_visible()


@pytest.mark.parametrize(
    ("width", "dark", "script"),
    [(360, False, True), (1200, True, True), (1200, False, False), (360, True, False)],
)
def test_axe_finds_nothing(
    open_page: Opener,
    packaged_page: Path,
    tmp_path: Path,
    width: int,
    dark: bool,
    script: bool,
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    path = packaged_page
    if not script:  # axe itself is a script, so the page's own is cut out instead
        path = tmp_path / "still.html"
        text = packaged_page.read_text(encoding="utf-8")
        path.write_text(re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL), "utf-8")
    opened = open_page(path, width=width, dark=dark)
    found = Axe().run(opened.page)
    assert found.response["violations"] == [], found.generate_report()


def test_axe_finds_nothing_in_hostile_texts(open_page: Opener, hostile_page: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(open_page(hostile_page).page)
    assert found.response["violations"] == [], found.generate_report()


def test_everything_that_moves_is_reached_by_keyboard(open_page: Opener, deep_page: Path) -> None:
    page = open_page(deep_page).page
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "() => { const at = document.activeElement;"
                " return (at.closest('[data-node]')?.dataset.node ?? '') + '/' + (at.type ?? '')"
                " + '/' + (at.dataset.perspective ?? '') + '/' + at.id; }"
            )
        )
    for node in ("people", "on-foot", "green"):
        assert f"{node}/range//" in reached
        assert any(one.startswith(f"{node}/number") for one in reached)
    assert "/button/groups/" in reached
    assert "/button//reset" in reached


def test_on_paper_no_chart_and_no_row_is_cut(open_page: Opener, packaged_page: Path) -> None:
    page = open_page(packaged_page).page
    page.emulate_media(media="print")
    raw = page.pdf(prefer_css_page_size=True)
    assert raw.startswith(b"%PDF")
    sheets = len(re.findall(rb"/Type\s*/Page\b", raw))
    assert 8 <= sheets <= 30
    assert [float(edge) for edge in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+)", raw)] == (
        pytest.approx([594.96] * sheets, abs=1)  # A4 is 595 points wide
    )
    uncut = page.locator("figure, tr").evaluate_all(
        "all => all.every(one => getComputedStyle(one).breakInside === 'avoid')"
    )
    assert uncut
    page.set_viewport_size({"width": round((210 - 32) / 25.4 * 96), "height": 900})
    tallest = page.locator("figure").evaluate_all(
        "all => Math.max(...all.map(one => one.getBoundingClientRect().height))"
    )
    assert tallest < (297 - 36) / 25.4 * 96  # what an A4 page holds between its margins
    assert not page.locator("#weighing").is_visible()
    assert not page.locator("nav").is_visible()


class TestManyOptions:
    def test_the_page_says_what_it_leaves_out(self, open_page: Opener, many_page: Path) -> None:
        page = open_page(many_page).page
        assert page.locator("#rows tr").count() == 200
        note = page.locator("#ranking .note").first.inner_text()
        assert note.startswith("The best 200 of 230 ranked options with these weights are shown")
        assert "The best 25 of 230" in page.locator("#robustness").inner_text()
        assert page.locator("#explanations .option").count() == 25
        assert "25 of 230 options are explained" in page.locator("#method").inner_text()
        assert page.locator("#findings .findings").first.locator("li").count() == 50
        assert "more are not shown here" in page.locator("#findings").inner_text()

    def test_reasons_are_folded_and_open_where_a_link_leads_to_them(
        self, open_page: Opener, many_page: Path
    ) -> None:
        page = open_page(many_page).page
        row = page.locator("#why-gain-option-3")
        assert not row.is_visible()
        page.locator("a[href='#why-gain-option-3']").click()
        assert row.is_visible()

    def test_on_paper_nothing_is_folded(self, open_page: Opener, many_page: Path) -> None:
        page = open_page(many_page).page
        page.emulate_media(media="print")
        assert page.locator("#why-gain-option-3").is_visible()
