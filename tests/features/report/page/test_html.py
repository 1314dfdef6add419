"""The page as it is written, without a browser."""

import base64
import hashlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest
from tests.features.made import BEST, COST, FIELD, GAIN, MIDDLE, TODAY, decision, option
from tests.features.timeline.crossing import CROSSING

from ukjapan_cli.decision.decision import Decision, File, Perspective
from ukjapan_cli.decision.options import Citation, Cost, Score, Source
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Linear
from ukjapan_cli.diagnostics import Diagnostic, Rule, Severity
from ukjapan_cli.features.check.result import Checked, CheckedDecision, Waived
from ukjapan_cli.features.report.analysis import appraise
from ukjapan_cli.features.report.contents import Paper
from ukjapan_cli.features.report.page.page import html

pytestmark = pytest.mark.charts

DRAWS = 200
NOTHING_FOUND = Checked(())


def page(given: Decision, checked: Checked = NOTHING_FOUND) -> str:
    appraisal = appraise(given, draws=DRAWS)
    return html(Paper(appraisal, checked, 1, "ukjapan report --out 'a <b>.html'"))


class Parsed(HTMLParser):
    """A page's tags in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def each(self, name: str) -> Iterator[dict[str, str | None]]:
        return (attributes for tag, attributes in self.tags if tag == name)

    def sections(self) -> list[str | None]:
        return [attributes["id"] for attributes in self.each("section")]


DECISIONS = {
    "dates, costs and ranges": CROSSING,
    "a field of four": FIELD,
    "one option": decision(BEST),
    "two options and one criterion": decision(BEST, MIDDLE, criteria=FIELD.criteria[:1]),
    "equals": decision(option("one", cost=4, gain=6), option("other", cost=4, gain=6)),
    "forty options": decision(*(option(f"o{i}", cost=i / 4, gain=5) for i in range(40))),
}


@cache
def page_of(name: str) -> str:
    return page(DECISIONS[name])


@pytest.fixture(params=DECISIONS)
def any_page(request: pytest.FixtureRequest) -> str:
    return page_of(request.param)


def test_headings_skip_no_level_and_there_is_one_first(any_page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Parsed(any_page).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_ids_are_one_of_a_kind_and_links_lead_to_them(any_page: str) -> None:
    parsed = Parsed(any_page)
    ids = [attributes["id"] for _, attributes in parsed.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    led_to = {a["href"] or "" for a in parsed.each("a")}
    assert {address[1:] for address in led_to} <= set(ids)
    used = re.findall(r'url\(#([^)]+)\)|<use[^>]+href="#([^"]+)"', any_page)
    assert {one or other for one, other in used} <= set(ids)


def test_the_contents_list_each_section(any_page: str) -> None:
    contents = any_page.partition("<nav")[2].partition("</nav>")[0]
    parsed = Parsed(any_page)
    assert re.findall(r'href="#([^"]+)"', contents) == parsed.sections()
    named = [attributes["aria-labelledby"] for attributes in parsed.each("section")]
    assert named == [f"{id_}-heading" for id_ in parsed.sections()]


def test_each_table_has_a_caption_and_its_heads_a_scope(any_page: str) -> None:
    parsed = Parsed(any_page)
    tables = re.findall(r"<table[^>]*>\s*(<\w+)", any_page)
    assert tables
    assert set(tables) == {"<caption"}
    assert {attributes.get("scope") for attributes in parsed.each("th")} <= {"col", "row"}


def test_each_chart_says_what_it_shows(any_page: str) -> None:
    figures = any_page.count("<figure>")
    told = [
        attributes["aria-label"]
        for attributes in Parsed(any_page).each("div")
        if attributes.get("role") == "img"
    ]
    assert len(told) == 2 * figures > 0
    assert all(text and text.endswith(".") for text in told)


def test_the_policy_allows_what_is_written_in_the_page_and_nothing_else(any_page: str) -> None:
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', any_page)
    assert found is not None
    policy = dict(rule.strip().split(" ", 1) for rule in found[1].split(";"))

    def digest(tag: str) -> str:
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", any_page, re.DOTALL)
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert policy == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest('style')}'",
        "script-src": f"'sha256-{digest('script')}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    for _, attributes in Parsed(any_page).tags:
        assert not any(name == "style" or name.startswith("on") for name in attributes)
        assert not {"src", "srcset", "action", "poster", "data"} & set(attributes)


def test_the_same_decision_makes_the_same_page() -> None:
    assert page(DECISIONS["one option"]) == page_of("one option")


def test_sections_are_those_that_there_are_data_for() -> None:
    assert Parsed(page_of("one option")).sections() == [
        "recommendation", "ranking", "evidence", "explanations", "findings", "method",
    ]  # fmt: skip
    assert Parsed(page_of("a field of four")).sections() == [
        "recommendation", "ranking", "evidence", "explanations", "sensitivity", "robustness",
        "findings", "method",
    ]  # fmt: skip


def test_options_level_in_first_place_are_both_named() -> None:
    told = page_of("equals")
    assert "Level in first place: <strong>One</strong> and <strong>Other</strong>." in told


def test_only_addresses_of_the_web_are_links() -> None:
    addresses = {
        "page": "https://example.org/a?b=1&c=2",
        "run": "javascript:alert(1)",
        "data": "data:text/html,x",
        "file": "file:///etc/passwd",
        "hostless": "https:///a",
        "broken": "http://[",
        "hidden": "https://example.org/\u202e",
    }
    sources = {id_: Source(id_, f"About {id_}", url=url) for id_, url in addresses.items()}
    told = page(decision(BEST, sources=sources)).partition('<section id="sources"')[2]
    links = list(Parsed(told).each("a"))
    assert links == [{"href": "https://example.org/a?b=1&c=2", "rel": "noopener noreferrer"}]
    for id_ in addresses:
        assert f"About {id_}" in told
    assert "About run (javascript:alert(1))" in told
    assert "https://example.org/\\u202e" in told


def test_a_cell_of_the_matrix_leads_to_its_reason_and_source() -> None:
    argued = Score(Exact(1.0), because="It needs <no> staff.", source=Citation("survey", "¶4"))
    best = replace(BEST, scores={**BEST.scores, "cost": argued})
    given = decision(best, TODAY, sources={"survey": Source("survey", "A survey")})
    told = page(given)
    assert '<a href="#why-cost-best">1</a>' in told
    row = told.partition('<tr id="why-cost-best">')[2].partition("</tr>")[0]
    assert "It needs &lt;no&gt; staff." in row
    assert '<a class="citation" href="#source-survey">survey ¶4</a>' in row
    assert '<td class="number">90.0</td>' in row


def test_without_reasons_and_sources_there_is_no_column_for_them() -> None:
    argued = replace(BEST, scores={**BEST.scores, "cost": Score(Exact(1.0), because="It is.")})
    assert page(decision(argued)).count('<th scope="col">Because</th>') == 1
    assert '<th scope="col">Because</th>' not in page_of("one option")


def test_every_text_from_a_file_shows_what_cannot_be_seen() -> None:
    """Wherever it stands: a locator, a path, a unit, an id of a cost."""
    hidden = "a\u202eb\x1b[31m"
    shown = "a\\u202eb\\x1b[31m"
    score_ = Score(Exact(1.0), because=hidden, source=Citation("s", hidden))
    scale = Linear(10.0, 0.0, hidden, anchors={"worst": hidden, "best": hidden})
    cost = replace(
        COST,
        name=hidden,
        question=hidden,
        because=hidden,
        source=Citation("s", hidden),
        scale=scale,
    )
    given = decision(
        replace(
            BEST,
            name=hidden,
            summary=hidden,
            because=hidden,
            enablers=(hidden,),
            costs={hidden: Cost(Exact(1.0), because=hidden)},
            scores={"cost": score_, "gain": score_},
        ),
        replace(MIDDLE, costs={hidden: Cost(Exact(2.0))}),
        criteria=(cost, GAIN),
        title=hidden,
        sources={"s": Source("s", hidden, author=hidden, url=hidden)},
        cost_units={hidden: hidden},
        perspectives=(Perspective("p", hidden, {"cost": 1.0, "gain": 1.0}),),
        files=(File(hidden, "0" * 64),),
    )
    told = page(given, Checked((CheckedDecision(hidden, (), (), notes=(hidden,)),)))
    assert "\u202e" not in told
    assert "\x1b" not in told
    assert f'href="#source-s">s {shown}</a>' in told


def diagnostic(number: int) -> Diagnostic:
    rule = Rule(f"UKJ{number}", "a-rule", Severity.WARNING)
    return Diagnostic(rule, f"fault <{number}>", "fix it", "options.yaml", number, 1, number, 2, "")


def findings(checked: Checked) -> str:
    told = page(decision(BEST), checked).partition('<section id="findings"')[2]
    return told.partition("</section>")[0]


def test_findings_waivers_and_notes_are_told() -> None:
    checked = CheckedDecision(
        "",
        (),
        (diagnostic(401),),
        (Waived(diagnostic(402), "it is known"),),
        ("options.yaml: UKJ403 was not run: too much of it",),
    )
    told = " ".join(findings(Checked((checked,))).split())
    assert (
        "<strong>Warning UKJ401</strong> fault &lt;401&gt;: fix it "
        '<span class="place">options.yaml:401</span>'
    ) in told
    assert "<li>options.yaml: UKJ403 was not run: too much of it</li>" in told
    assert "<strong>UKJ402</strong> fault &lt;402&gt;. Accepted because it is known" in told
    assert "Nothing is open" not in told


def test_without_findings_it_says_so() -> None:
    told = findings(NOTHING_FOUND)
    assert "Nothing is open" in told
    assert "Accepted" not in told
    assert "Not checked" not in told


def test_the_command_and_the_seed_stand_in_it() -> None:
    told = page_of("one option")
    assert "<code>ukjapan report --out &#39;a &lt;b&gt;.html&#39;</code>" in told
    assert "<dt>Seed</dt><dd>1</dd>" in told
