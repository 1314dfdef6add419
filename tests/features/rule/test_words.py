import json
import re
from collections.abc import Callable

import pytest
from tests.features.check.examples import example

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.manual import Entry, entries
from ukjapan_cli.features.check.settings import Flags, settings_of
from ukjapan_cli.features.rule import page as rules_page
from ukjapan_cli.features.rule import words as render

ENTRY = Entry(
    Rule("UKJ299", "odd weight", Severity.WARNING),
    "A weight is odd.",
    "Odd weights are hard to halve, and halving is what\nthis example is about.\n\n"
    "Take an even one, so that nobody is\nleft with half a point.",
    "# criteria.yaml\ncriteria:\n  - id: cost\n    weight: 41  # <--",
    "# criteria.yaml\ncriteria:\n  - id: cost\n    weight: 42",
)
FAILING = "    # criteria.yaml\n    criteria:\n      - id: cost\n        weight: 41  # <--\n"


def test_a_listing_has_a_line_a_rule() -> None:
    error = Rule("UKJ199", "wrong thing")
    assert render.listing([error, ENTRY.rule]) == (
        "UKJ199  error    wrong thing\nUKJ299  warning  odd weight\n"
    )
    assert render.listing_markdown([error]).splitlines()[2] == "| `UKJ199` | error | wrong thing |"


def test_in_a_pipe_a_paragraph_is_a_line() -> None:
    lines = render.text(ENTRY, None).splitlines()
    assert lines[:7] == [
        "UKJ299 odd weight (warning)",
        "",
        "A weight is odd.",
        "",
        "Odd weights are hard to halve, and halving is what this example is about.",
        "",
        "Take an even one, so that nobody is left with half a point.",
    ]
    assert f"\n\nFails:\n\n{FAILING}\nPasses:\n\n" in render.text(ENTRY, None)
    assert "ukjapan rule --all" in lines[-1]


def test_on_a_terminal_paragraphs_are_wrapped_and_examples_are_not() -> None:
    shown = render.text(ENTRY, 30)
    assert FAILING in shown
    prose = [line for line in shown.splitlines() if not line.startswith("    ")]
    assert max(map(len, prose)) <= 30
    assert "Odd weights are hard to halve,\nand halving is what this\nexample is about.\n" in shown


def test_markdown_has_a_heading_that_a_code_leads_to() -> None:
    shown = render.markdown(ENTRY)
    assert shown.startswith("### UKJ299\n\n**Odd weight** · warning\n\nA weight is odd.\n\nOdd")
    assert f"Passes:\n\n```yaml\n{ENTRY.passes}\n```\n" in shown


def test_json_is_the_contract() -> None:
    record = json.loads(render.json([ENTRY]))
    assert list(record) == ["schema", "rules"]
    assert record["schema"] == "ukjapan/rule/1"
    assert record["rules"] == [
        {
            "code": "UKJ299",
            "name": "odd weight",
            "severity": "warning",
            "what": "A weight is odd.",
            "why": "Odd weights are hard to halve, and halving is what this example is about.\n\n"
            "Take an even one, so that nobody is left with half a point.",
            "fails": ENTRY.fails,
            "passes": ENTRY.passes,
        }
    ]


@pytest.mark.parametrize("form", [lambda entry: render.text(entry, None), render.markdown])
def test_documentation_that_python_dropped_is_said_to_be_missing(
    form: Callable[[Entry], str],
) -> None:
    shown = form(ENTRY._replace(what="", why="", fails="", passes=""))
    assert "UKJ299" in shown
    assert "-OO" in shown
    assert "Fails" not in shown


PAGE = rules_page.markdown(entries())


def test_every_link_of_the_page_leads_to_one_heading() -> None:
    headings = [heading.lower() for heading in re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)]
    links = re.findall(r"\]\(#([^)]+)\)", PAGE)
    assert {headings.count(link) for link in links} == {1}


def test_the_contents_are_the_entries_in_the_order_of_the_page() -> None:
    listed = re.findall(r"^  - \[(UKJ\d+)\]\(#\w+\)", PAGE, re.MULTILINE)
    assert listed == re.findall(r"^### (UKJ\d+)$", PAGE, re.MULTILINE)
    assert listed == [entry.rule.code for entry in entries()]


def blocks(after: str) -> list[str]:
    section = PAGE[PAGE.index(f"\n## {after}\n") + 1 :]
    return re.findall(r"^```yaml\n(.*?)^```$", section.split("\n## ")[0], re.DOTALL | re.MULTILINE)


def test_the_settings_that_the_page_shows_do_what_it_says() -> None:
    (shown,) = blocks("Settings")
    made = example(f"# criteria.yaml\n{shown}")
    assert made.checked().diagnostics == ()
    settings = settings_of({"checks": {"ignore": ["UKJ3"], "error": ["UKJ202"]}}, Flags())
    assert not settings.runs(Rule("UKJ303", "", Severity.WARNING))
    assert settings.in_force(Rule("UKJ202", "", Severity.WARNING)).severity is Severity.ERROR


def test_the_waivers_that_the_page_shows_excuse_what_they_name() -> None:
    (shown,) = blocks("Waivers")
    checked = example(f"# options.yaml\n{shown}").checked()
    assert checked.diagnostics == ()
    assert [(w.diagnostic.rule.code, w.reason) for w in checked.waived] == [
        ("UKJ304", "it binds every proposal"),
        ("UKJ303", "the council has set the price"),
    ]


def test_the_page_has_the_whole_example_decision_once() -> None:
    assert [block.splitlines()[0] for block in blocks("The example decision")] == [
        "# criteria.yaml",
        "# options.yaml",
    ]
    assert PAGE.count("Where should the library's next branch go?") == 1
    assert rules_page.text(entries(), 80).count("library's next branch go?") == 1
