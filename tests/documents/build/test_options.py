"""The options document → options, sources, synergies."""

from datetime import date

import pytest
from tests.documents.decision import CRITERIA, OPTIONS, built, codes, found, marked, replaced

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Citation, Cost, Option, Score, Source, Synergy
from ukjapan_cli.decision.performances import Beta, Exact, Lognormal, Normal, Triangular, Uniform
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.build import options as module


def decision_of(options: str = OPTIONS) -> Decision:
    loaded = built(CRITERIA, options)
    assert loaded.diagnostics == ()
    assert loaded.decision is not None
    return loaded.decision


def test_options_in_the_order_of_the_file() -> None:
    station, van, as_now = decision_of().options
    assert (station.id, station.name, station.is_baseline) == ("station", "The old station", False)
    assert station.enablers == ("The rail company agrees a lease.",)
    assert station.scores["support"] == Score(
        Exact(40.0),
        "Two of four groups.",
        Citation("survey", "¶4"),
        ((date(2026, 4, 1), 40.0), (date(2027, 5, 1), 100.0)),
    )
    assert list(van.scores) == ["running-cost", "security", "reach", "support"]
    assert as_now == Option(
        "as-now",
        "As now",
        scores={
            "running-cost": Score(Exact(100.0)),
            "security": Score(Exact(1.0)),
            "reach": Score(Exact(700.0)),
            "support": Score(Exact(0.0)),
        },
        is_baseline=True,
    )


def test_sources_costs_and_synergies() -> None:
    decision = decision_of()
    assert decision.sources == {"survey": Source("survey", "The survey", date=date(2026, 1, 10))}
    assert decision.cost_units == {"capital": "£k"}
    assert decision.options[0].costs == {"capital": Cost(Exact(900.0))}
    assert decision.options[1].costs == {"capital": Cost(Exact(90.0), "", Citation("survey"))}
    because = "One stock of books serves both."
    assert decision.synergies == (Synergy(("station", "van"), 3.0, because),)


@pytest.mark.parametrize(
    ("cost", "amount"),
    [
        ("0", Exact(0.0)),
        ("{low: 1, high: 2}", Uniform(1, 2)),
        ("{value: 1, low: 1, high: 2}", Triangular(1, 1, 2)),
        ("{value: 2.5}", Exact(2.5)),
        ("{normal: {mean: 3, sd: 0.5}}", Normal(3, 0.5)),
        ("{lognormal: {mean: 1, sd: 0.5}}", Lognormal(1, 0.5)),
        ("{beta: {alpha: 2, beta: 6}}", Beta(2, 6)),
    ],
)
def test_costs(cost: str, amount: object) -> None:
    decision = decision_of(replaced(OPTIONS, ("{capital: 900}", f"{{capital: {cost}}}")))
    assert decision.options[0].costs["capital"].amount == amount


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        ("{normal: {mean: -3, sd: 0.5}}", "a cost cannot be -3"),
        ("{lognormal: {mean: 900, sd: 60}}", "larger than a number can hold"),
        ("{value: 3, normal: {mean: 3, sd: 0.5}}", ""),
        ("{normal: {mean: 3, sd: 0}}", ""),
    ],
)
def test_costs_that_cannot_be_meant(cost: str, said: str) -> None:
    loaded = built(CRITERIA, replaced(OPTIONS, ("{capital: 900}", f"{{capital: {cost}}}")))
    assert loaded.decision is None
    (diagnostic,) = loaded.diagnostics
    assert said in diagnostic.message
    assert diagnostic.path.startswith("/options/0/costs/capital")


def test_links() -> None:
    text = replaced(
        OPTIONS,
        ("name: The van\n", "name: The van\n    requires: [station]\n    excludes: [as-now]\n"),
    )
    van = decision_of(text).options[1]
    assert (van.requires, van.excludes) == (("station",), ("as-now",))


def linked(station: str, van: str = "", as_now: str = "") -> str:
    """The options with more lines on each; ▸ stays."""
    return replaced(
        OPTIONS,
        ("name: The old station\n", f"name: The old station\n{station}"),
        ("name: The van\n", f"name: The van\n{van}"),
        ("name: As now\n", f"name: As now\n{as_now}"),
    )


FAULTS = [
    (
        linked("    requires: [▸van-2]\n"),
        "UKJ111",
        "no option is called 'van-2'",
        "did you mean 'van'?",
    ),
    (
        linked("    excludes: [van, ▸zzz]\n"),
        "UKJ111",
        "called 'zzz'",
        "the options are: station, van, as-now",
    ),
    (
        replaced(OPTIONS, ("[station, van]", "[▸staton, van]")),
        "UKJ111",
        "'staton'",
        "did you mean 'station'?",
    ),
    (
        replaced(OPTIONS, ("        source: s", "        source: ▸sur s")),
        "UKJ111",
        "source is called 'sur'",
        "'survey'?",
    ),
    (
        replaced(OPTIONS, ("90, source: survey", "90, source: ▸zzz")),
        "UKJ111",
        "'zzz'",
        "the sources are: survey",
    ),
    (
        replaced(OPTIONS, ("value: 3,", "value: 3, source: ▸surv,")),
        "UKJ111",
        "'surv'",
        "did you mean 'survey'?",
    ),
    (
        replaced(OPTIONS, ("reach: 800", "▸rech: 800")),
        "UKJ111",
        "no criterion is called 'rech'",
        "did you mean 'reach'?",
    ),
    (
        replaced(OPTIONS, ("reach: 800\n", "reach: 800\n      ▸zzz: 1\n")),
        "UKJ111",
        "'zzz'",
        "the criteria are: running-cost",
    ),
    (
        replaced(OPTIONS, ("reach: 800\n", "reach: 800\n      ▸money: 1\n")),
        "UKJ111",
        "'money' is a group",
        "criteria in the group",
    ),
    (
        replaced(OPTIONS, ("    scores: {running-cost: 100, ", "    ▸scores: {")),
        "UKJ112",
        "no score on 'running-cost'",
        "--allow-missing",
    ),
    (
        replaced(OPTIONS, ("capital: 900", "▸capital: {low: 2, high: 1}")),
        "UKJ116",
        "low 2 and high 1",
        "order",
    ),
    (
        replaced(OPTIONS, ("capital: 900", "▸capital: {value: 3, low: 1, high: 2}")),
        "UKJ116",
        "low 1, value 3 and high 2",
        "order",
    ),
    (linked("    requires: [▸station]\n"), "UKJ117", "'station' requires itself", "delete it"),
    (linked("    excludes: [▸station]\n"), "UKJ117", "'station' excludes itself", "delete it"),
    (
        linked("    ▸requires: [van]\n", "    requires: [as-now]\n", "    requires: [station]\n"),
        "UKJ117",
        "in a circle: station → van → as-now → station",
        "delete one",
    ),
    (
        linked("    ▸requires: [van]\n    excludes: [van]\n"),
        "UKJ117",
        "'station' excludes 'van', which it requires",
        "delete the requirement or the exclusion",
    ),
    (
        linked("    ▸requires: [van]\n", "    excludes: [station]\n"),
        "UKJ117",
        "'station' requires 'van', which excludes it",
        "delete",
    ),
    (
        linked(
            "    ▸requires: [van, as-now]\n", "    excludes: [as-now]\n", "    excludes: [van]\n"
        ),
        "UKJ117",
        "'station' requires both 'van' and 'as-now', which exclude each other",
        "delete",
    ),
    (
        replaced(
            OPTIONS,
            ("    name: The van\n", "    name: The van\n    role: baseline\n"),
            ("    role: baseline\n    scores: {", "    role: ▸baseline\n    scores: {"),
        ),
        "UKJ109",
        "two options are the baseline: on line 21 and on line 30",
        "keep the role on one",
    ),
    (
        replaced(OPTIONS, ("- id: as-now", "- id: ▸van")),
        "UKJ110",
        "two options have the id 'van': on line 19 and on line 27",
        "rename",
    ),
    (
        replaced(
            OPTIONS, ("date: 2026-01-10}\n", "date: 2026-01-10}\n  - {id: ▸survey, title: T}\n")
        ),
        "UKJ110",
        "two sources have the id 'survey': on line 4 and on line 5",
        "rename",
    ),
]


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"), FAULTS, ids=[f"{f[1]}-{f[2]}" for f in FAULTS]
)
def test_a_fault_is_told_once_with_its_place(text: str, code: str, message: str, hint: str) -> None:
    text, line, column = marked(text)
    diagnostics = found(CRITERIA, text)
    assert codes(diagnostics) == [code]
    (diagnostic,) = diagnostics
    assert message in diagnostic.message
    assert hint in diagnostic.hint
    assert (diagnostic.line, diagnostic.column) == (line, column)


def test_a_source_where_there_are_none() -> None:
    text = replaced(
        OPTIONS,
        ("sources:\n  - {id: survey, title: The survey, date: 2026-01-10}\n", ""),
        ("        source: survey ¶4\n", ""),
    )
    diagnostics = found(replaced(CRITERIA, ("        source: survey ¶2\n", "")), text)
    assert codes(diagnostics) == ["UKJ111"]
    assert diagnostics[0].hint == "list it under sources"


def test_every_missing_score_is_told() -> None:
    text = replaced(
        OPTIONS, ("{running-cost: 100, security: 1, reach: 700, support: opposed}", "{}")
    )
    diagnostics = found(CRITERIA, text)
    assert codes(diagnostics) == ["UKJ112"] * 4
    named = [d.message.rpartition("'")[0].rpartition("'")[2] for d in diagnostics]
    assert named == ["running-cost", "security", "reach", "support"]
    assert all("'as-now'" in d.message for d in diagnostics)


def test_one_misspelt_word_is_suggested_from_its_own_kind() -> None:
    """`stat` is near a criterion in one place and near an option in another."""
    criteria = CRITERIA.replace("support", "static")
    options = replaced(
        OPTIONS.replace("support:", "static:"),
        ("static: opposed}", "statc: opposed}"),
        ("[station, van]", "[statc, van]"),
    )
    diagnostics = found(criteria, options)
    assert codes(diagnostics) == ["UKJ111", "UKJ111"]
    assert [d.hint for d in diagnostics] == ["did you mean 'static'?", "did you mean 'station'?"]


# What an incomplete list lacks is told; what refers to it is not.
INCOMPLETE = [
    ("  - id: van\n    name", "  - name", ["UKJ105"]),
    ("  - id: van\n", "  - van\n  - id: van\n", ["UKJ107"]),
    ("options:\n  - id: station", "options: 5\nx:\n  - id: station", ["UKJ107", "UKJ106"]),
    ("options:\n  - id: station", "option:\n  - id: station", ["UKJ106"]),
    ("  - {id: survey, ", "  - {", ["UKJ105"]),
    ("  - {id: survey, ", "  - {ID: survey, ", ["UKJ106"]),
    ("sources:\n  - ", "sources: none\nx:\n  - ", ["UKJ107", "UKJ106"]),
]


@pytest.mark.parametrize(
    ("old", "new", "expected"), INCOMPLETE, ids=[i[1][:25] for i in INCOMPLETE]
)
def test_what_an_incomplete_list_lacks_is_not_missed_elsewhere(
    old: str, new: str, expected: list[str]
) -> None:
    assert codes(found(CRITERIA, replaced(OPTIONS, (old, new)))) == expected


def test_two_options_without_an_id_are_not_two_of_the_same() -> None:
    text = OPTIONS.replace("  - id: van\n    name", "  - name").replace(
        "  - id: as-now\n    n", "  - n"
    )
    assert codes(found(CRITERIA, text)) == ["UKJ105", "UKJ105"]


def test_links_of_the_second_of_two_equal_ids_are_placed_in_it() -> None:
    text = replaced(OPTIONS, ("- id: as-now", "- id: van\n    requires: [▸nobody]"))
    text, line, column = marked(text)
    diagnostics = found(CRITERIA, text)
    assert codes(diagnostics) == ["UKJ110", "UKJ111"]
    assert (diagnostics[1].line, diagnostics[1].column) == (line, column)


def test_one_option_is_too_few() -> None:
    start = OPTIONS.index("  - id: van")
    (diagnostic,) = found(CRITERIA, OPTIONS[:start])
    assert diagnostic.rule is rules.TOO_FEW
    assert "needs at least 2; 1 is there" in diagnostic.message


def test_a_baseline_and_an_option_are_enough() -> None:
    start, end = OPTIONS.index("  - id: van"), OPTIONS.index("  - id: as-now")
    text = OPTIONS[:start] + OPTIONS[end : OPTIONS.index("synergies:")]
    assert len(decision_of(text).options) == 2


def test_more_options_than_anybody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_OPTIONS", 2)
    (diagnostic,) = found()
    assert diagnostic.rule is rules.NOT_ALLOWED
    assert "more than 2 options" in diagnostic.message
    assert (diagnostic.line, diagnostic.column) == (5, 1)
    monkeypatch.setattr(module, "MOST_OPTIONS", 3)
    assert found() == ()


def test_more_options_times_criteria_than_a_file_can_score(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_VALUES", 11)
    (diagnostic,) = found()
    assert diagnostic.rule is rules.NOT_ALLOWED
    assert "3 options on 4 criteria" in diagnostic.message
    monkeypatch.setattr(module, "MOST_VALUES", 12)
    assert found() == ()


class TestNames:
    @pytest.mark.parametrize(
        "name", ["The old station", '"The old  station"', '"The\\u200B old station"']
    )
    def test_two_options_of_one_name_to_a_reader(self, name: str) -> None:
        (diagnostic,) = found(options=replaced(OPTIONS, ("name: The van", f"name: {name}")))
        assert (diagnostic.rule.code, diagnostic.path) == ("UKJ124", "/options/1/name")
        assert diagnostic.message.startswith("two options are called 'The old station'")
        assert diagnostic.message.endswith(": on line 7 and on line 20")
        assert ("as far as can be seen" in diagnostic.message) is name.startswith('"')

    @pytest.mark.parametrize("name", ['"  "', '"\\u200B"', '"\\u3164 "'])
    def test_a_name_without_anything_to_see(self, name: str) -> None:
        (diagnostic,) = found(options=replaced(OPTIONS, ("name: The van", f"name: {name}")))
        assert (diagnostic.rule.code, diagnostic.path) == ("UKJ109", "/options/1/name")
