"""Rules on options and evidence: where they begin, and what they leave alone.

Their findings and their places are shown by their own examples; these are the boundaries.
"""

from textwrap import dedent

import pytest
from tests.features.check.examples import example

from ukjapan_cli.diagnostics import Diagnostic


def found(code: str, options: str, criteria: str = "") -> list[Diagnostic]:
    """What one rule finds in the example decision with changes in its two files."""
    changes = "".join(
        f"# {name}\n{dedent(change).strip()}\n"
        for name, change in (("criteria.yaml", criteria), ("options.yaml", options))
        if change
    )
    diagnostics = example(changes).checked().diagnostics
    assert not [d for d in diagnostics if d.is_error], "the changes leave a decision"
    return [d for d in diagnostics if d.rule.code == code]


def paths(code: str, options: str, criteria: str = "") -> list[str]:
    return [diagnostic.path for diagnostic in found(code, options, criteria)]


def shown(diagnostic: Diagnostic) -> str:
    """The text at which a diagnostic of one line points."""
    start = diagnostic.column - diagnostic.excerpt.column
    return diagnostic.excerpt.text[start : start + diagnostic.end_column - diagnostic.column]


def reach(score: str, option: str = "station") -> str:
    """A change of an option's score on reach."""
    return f"options:\n  - id: {option}\n    scores:\n      reach: {score}\n"


def cost(score: str) -> str:
    """A change of the station's score on cost, which runs from 120 at worst to 40 at best."""
    return reach(score).replace("reach", "cost")


class TestScoreWithoutSourceAndReason:
    def test_a_bare_number_has_neither_and_is_no_judgement(self) -> None:
        bare = reach("3500")
        for code in ("UKJ301", "UKJ302"):
            (diagnostic,) = found(code, bare)
            assert diagnostic.path == "/options/0/scores/reach"
            assert shown(diagnostic) == "reach"
        assert found("UKJ303", bare) == []

    def test_the_baseline_is_asked_too(self) -> None:
        change = reach("{value: 500, low: 400, high: 600}", "today")
        assert paths("UKJ301", change) == ["/options/2/scores/reach"]
        assert paths("UKJ302", change) == ["/options/2/scores/reach"]

    def test_a_reason_of_spaces_is_none(self) -> None:
        change = reach('{value: 3500, low: 3300, high: 3700, because: " ", source: survey}')
        assert paths("UKJ302", change) == ["/options/0/scores/reach"]

    def test_a_source_needs_no_locator(self) -> None:
        change = reach("{value: 3500, low: 3300, high: 3700, because: Lines., source: survey}")
        assert found("UKJ301", change) == []


class TestJudgementWithoutRange:
    @pytest.mark.parametrize(
        "score",
        [
            "{value: 3500, because: Two bus lines.}",
            "{value: 3500, because: Two bus lines., source: survey}",
            "{because: Two bus lines., over_time: {2026-04-01: 3500, 2027-04-01: 3600}}",
        ],
    )
    def test_a_number_with_a_reason_is_a_judgement(self, score: str) -> None:
        (diagnostic,) = found("UKJ303", reach(score))
        assert diagnostic.path == "/options/0/scores/reach"
        assert shown(diagnostic) == "reach"

    @pytest.mark.parametrize(
        "score",
        [
            "{value: 3500, low: 3500, high: 3500, because: Counted.}",
            "{low: 3500, high: 3500, because: Counted.}",
            "{low: 3300, high: 3700, because: Two bus lines.}",
            "{normal: {mean: 3500, sd: 100}, because: Two bus lines.}",
            "{lognormal: {mean: 8, sd: 0.1}, because: Two bus lines.}",
        ],
    )
    def test_a_stated_range_is_enough_however_narrow(self, score: str) -> None:
        assert found("UKJ303", reach(score)) == []


class TestUncitedSource:
    PLAN = "sources:\n  - {id: plan, title: Town plan}\n"

    def test_it_is_found_at_its_id(self) -> None:
        (diagnostic,) = found("UKJ304", self.PLAN)
        assert (diagnostic.path, shown(diagnostic)) == ("/sources/2/id", "plan")
        assert "'plan'" in diagnostic.message

    @pytest.mark.parametrize(
        "citing",
        [
            reach("{value: 3500, source: plan p. 4}"),
            "options:\n  - id: hall\n    costs: {staff: {value: 1, source: plan}}\n",
            "synergies:\n  - {options: [station, hall], value: 1, source: plan}\n",
        ],
    )
    def test_a_score_a_cost_or_a_synergy_cites_it(self, citing: str) -> None:
        assert found("UKJ304", self.PLAN + citing) == []

    def test_a_group_of_criteria_cites_it(self) -> None:
        group = """
        criteria:
          - id: group
            name: Group
            weight: 5
            source: plan
            criteria:
              - {id: new, name: New, weight: 1, scale: {worst: 0, best: 1}}
        """
        scores = "".join(
            f"  - id: {id_}\n    scores:\n      new: 0.5\n" for id_ in ("station", "hall", "today")
        )
        change = f"{self.PLAN}options:\n{scores}"
        assert found("UKJ304", change, group) == []
        assert paths("UKJ304", change, group.replace("source: plan", "source: survey")) == [
            "/sources/2/id"
        ]


class TestSourceFromTheFuture:
    @pytest.mark.parametrize(("day", "count"), [("2026-04-01", 0), ("2026-04-02", 1)])
    def test_the_day_of_the_decision_is_not_after_it(self, day: str, count: int) -> None:
        diagnostics = found("UKJ305", f"sources:\n  - id: quotes\n    date: {day}\n")
        assert [(d.path, shown(d)) for d in diagnostics] == [("/sources/1/date", day)] * count

    def test_without_dates_nothing_is_after_another(self) -> None:
        late = "sources:\n  - id: quotes\n    date: 2099-01-01\n"
        assert len(found("UKJ305", late)) == 1
        assert found("UKJ305", late, "as_of:  # not there\n") == []
        assert found("UKJ305", "sources:\n  - id: quotes\n    date:  # not there\n") == []


class TestIdenticalOptions:
    SCORES = """\
    scores:
      cost: {value: 50, low: 45, high: 55}
      reach: {value: 2000, low: 1800, high: 2200}
      support: {value: opposed, low: opposed, high: opposed}
"""

    def twin(self, id_: str, old: str = "", new: str = "") -> str:
        """An option that states what the school hall does, but for one part."""
        assert old in self.SCORES
        return f"  - id: {id_}\n    name: {id_}\n{self.SCORES.replace(old, new)}"

    def test_each_later_one_names_the_first(self) -> None:
        change = f"options:\n{self.twin('second')}{self.twin('third')}"
        diagnostics = found("UKJ306", change)
        assert [(d.path, shown(d)) for d in diagnostics] == [
            ("/options/3/id", "second"),
            ("/options/4/id", "third"),
        ]
        assert all("'hall'" in d.message for d in diagnostics)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("value: 2000, low", "value: 2001, low"),
            ("high: 2200", "high: 2201"),
            ("{value: 2000, low: 1800, high: 2200}", "{low: 1800, high: 2200}"),
            ("high: 2200", "high: 2200, over_time: {2026-04-01: 2000, 2027-04-01: 2100}"),
        ],
    )
    def test_another_value_range_or_date_is_a_difference(self, old: str, new: str) -> None:
        assert found("UKJ306", f"options:\n{self.twin('second', old, new)}") == []

    def test_an_option_like_the_baseline_changes_nothing(self) -> None:
        idle = """
        options:
          - id: idle
            name: Idle
            scores:
              cost: {value: 40, low: 40, high: 40}
              reach: {value: 500, low: 400, high: 600}
              support: {value: opposed, low: opposed, high: opposed}
        """
        (diagnostic,) = found("UKJ306", idle)
        assert diagnostic.path == "/options/3/id"
        assert "the baseline 'today'" in diagnostic.message


def test_without_a_baseline_the_list_of_options_is_pointed_at() -> None:
    change = "options:\n  - id: today\n    role:  # not there\n    name: A van\n"
    (diagnostic,) = found("UKJ307", change)
    assert (diagnostic.path, shown(diagnostic)) == ("/options", "options")


class TestUnexplainedFailure:
    GATE = "criteria:\n  - id: reach\n    must: {at_least: 2500}\n"

    def test_every_must_that_fails_is_named_with_what_the_option_does(self) -> None:
        # The baseline fails both as well, and is left alone.
        gates = self.GATE + "  - id: support\n    must: {at_least: split}\n"
        (diagnostic,) = found("UKJ308", "", gates)
        assert (diagnostic.path, shown(diagnostic)) == ("/options/1/id", "hall")
        assert "'reach' with 2000" in diagnostic.message
        assert "'support' with 'opposed'" in diagnostic.message

    @pytest.mark.parametrize(("least", "count"), [(2000, 0), (2001, 1)])
    def test_a_must_that_is_just_met_is_met(self, least: int, count: int) -> None:
        assert len(found("UKJ308", "", self.GATE.replace("2500", str(least)))) == count

    @pytest.mark.parametrize(("because", "count"), [("It was promised.", 0), ('" "', 1)])
    def test_a_reason_on_the_option_explains_it(self, because: str, count: int) -> None:
        option = f"options:\n  - id: hall\n    because: {because}\n"
        assert len(found("UKJ308", option, self.GATE)) == count


class TestStaleScore:
    @pytest.mark.parametrize(("last", "count"), [("2026-03-31", 1), ("2026-04-01", 0)])
    def test_the_day_of_the_decision_is_soon_enough(self, last: str, count: int) -> None:
        score = f"{{over_time: {{2025-01-01: 3000, {last}: 3500}}}}"
        diagnostics = found("UKJ309", reach(score))
        assert [(d.path, shown(d)) for d in diagnostics] == [
            ("/options/0/scores/reach/over_time", "over_time")
        ] * count

    def test_the_last_date_counts_wherever_it_is_written(self) -> None:
        score = "{over_time: {2026-09-01: 3500, 2025-01-01: 3500}}"
        assert found("UKJ309", reach(score)) == []

    def test_a_decision_without_a_date_is_not_judged(self) -> None:
        score = reach("{over_time: {2025-01-01: 3500}}")
        assert len(found("UKJ309", score)) == 1
        assert found("UKJ309", score, "as_of:  # not there\n") == []


class TestWideRange:
    @pytest.mark.parametrize(
        ("score", "count"),
        [
            ("{value: 3500, low: 1000, high: 4000}", 1),  # 25 to 100
            ("{value: 3500, low: 1001, high: 4000}", 0),
            ("{low: 500, high: 3500}", 1),  # 12.5 to 87.5
            ("{low: 501, high: 3500}", 0),
            ("{value: 3500, low: 1001, high: 9000}", 0),  # cut to 4000
            ("{value: 3500, low: -9000, high: 3500}", 1),  # cut to 0
            ("{normal: {mean: 2000, sd: 911}}", 0),  # 1.6449 sd = 1498.5 on either side
            ("{normal: {mean: 2000, sd: 913}}", 1),  # 1501.8
            ("{normal: {mean: 4000, sd: 1823}}", 0),  # 2998.6 on the one side that is left
            ("{normal: {mean: 4000, sd: 1825}}", 1),  # 3001.9
            ("{lognormal: {mean: 7, sd: 0.67}}", 0),  # 364 to 3302
            ("{lognormal: {mean: 7, sd: 0.70}}", 1),  # 347 to 3468
            ("{lognormal: {mean: 7, sd: 1.50}}", 1),  # 93 to 12,930, cut to 4000
            ("3500", 0),
        ],
    )
    def test_three_quarters_of_the_scale(self, score: str, count: int) -> None:
        diagnostics = found("UKJ310", reach(score))
        assert [(d.path, shown(d)) for d in diagnostics] == [
            ("/options/0/scores/reach", "reach")
        ] * count

    def test_the_message_says_what_part_it_is(self) -> None:
        (diagnostic,) = found("UKJ310", reach("{value: 3500, low: 400, high: 3600}"))
        assert diagnostic.message == (
            "the range of 'station' on 'reach' covers 80% of the scale, from 10 to 90 points of "
            "value"
        )

    @pytest.mark.parametrize(("high", "count"), [(105, 1), (104, 0)])
    def test_where_lower_is_better(self, high: int, count: int) -> None:
        # 80 points of cost from worst to best, of which 60 are three quarters.
        assert len(found("UKJ310", cost(f"{{value: 60, low: 45, high: {high}}}"))) == count

    @pytest.mark.parametrize(
        ("low", "high", "count"),
        [("opposed", "behind-it", 1), ("split", "behind-it", 0), ("opposed", "split", 0)],
    )
    def test_levels_count_by_their_values(self, low: str, high: str, count: int) -> None:
        score = reach(f"{{low: {low}, high: {high}}}").replace("reach", "support")
        assert len(found("UKJ310", score)) == count

    @pytest.mark.parametrize(("low", "high", "count"), [(0, 1000, 1), (1000, 4000, 0)])
    def test_a_bent_scale_counts_by_value(self, low: int, high: int, count: int) -> None:
        bent = """
        criteria:
          - id: reach
            scale: {points: [[0, 0], [1000, 75], [4000, 100]]}
        """
        score = f"{{low: {low}, high: {high}}}"
        assert len(found("UKJ310", reach(score), bent)) == count

    @pytest.mark.parametrize(("high", "count"), [(2749, 0), (2750, 1)])
    def test_a_local_scale_ends_at_the_options_performances(self, high: int, count: int) -> None:
        # 500 for the baseline to 3500 for the station.
        local = "criteria:\n  - id: reach\n    scale: {better: higher}\n"
        score = reach(f"{{value: 2000, low: 100, high: {high}}}", "hall")
        assert len(found("UKJ310", score, local)) == count

    @pytest.mark.parametrize(
        ("alpha", "beta", "count"),
        [
            (1, 1, 1),  # 0.5 with 0.475 on either side
            (1.9, 1.9, 1),  # 0.375 on either side
            (2, 2, 0),  # 0.368 on either side
            (1, 1.8, 1),  # 0.357 and 0.404 above it; the side below is cut at 0
            (1, 1.9, 0),  # 0.345 and 0.396
        ],
    )
    def test_shares(self, alpha: float, beta: float, count: int) -> None:
        share = "criteria:\n  - id: reach\n    scale: {worst: 0, best: 1}\n"
        change = reach(f"{{beta: {{alpha: {alpha}, beta: {beta}}}}}")
        change += "".join(
            f"  - id: {id_}\n    scores:\n      reach: 0.5\n" for id_ in ("hall", "today")
        )
        assert len(found("UKJ310", change, share)) == count

    @pytest.mark.parametrize(("widest", "count"), [(0.1, 1), (0.11, 0)])
    def test_the_threshold_is_a_setting(self, widest: float, count: int) -> None:
        setting = f"checks: {{thresholds: {{widest_range: {widest}}}}}\n"
        score = reach("{value: 3500, low: 3300, high: 3700}")  # a tenth of 4000
        assert paths("UKJ310", score, setting).count("/options/0/scores/reach") == count

    def test_what_is_known_is_never_too_wide(self) -> None:
        setting = "checks: {thresholds: {widest_range: 0}}\n"
        change = reach("3500") + "      cost: {low: 50, high: 50}\n"
        assert not [p for p in paths("UKJ310", change, setting) if p.startswith("/options/0")]

    def test_an_end_may_be_more_than_a_number_can_hold(self) -> None:
        # 1.64 sd above the middle is e to the 710; the mean, 9.3e307, is still a number.
        huge = "{lognormal: {mean: 706, sd: 2.5}}"
        scale = "criteria:\n  - id: reach\n    scale: {worst: 0, best: 1.0e+308}\n"
        assert len(found("UKJ310", reach(huge), scale)) == 1
        local = "criteria:\n  - id: reach\n    scale: {better: higher}\n"
        alike = reach(huge) + "".join(
            f"  - id: {id_}\n    scores:\n      reach: {huge}\n" for id_ in ("hall", "today")
        )
        assert found("UKJ310", alike, local) == []  # a scale without range has no parts


class TestNamesAlike:
    @pytest.mark.parametrize("name", ["THE OLD STATION", "Тhe оld stаtion", "\uff34he old station"])
    def test_an_option_whose_name_is_taken_for_another_s(self, name: str) -> None:
        (diagnostic,) = found("UKJ311", options=f"options:\n  - id: hall\n    name: {name}")
        assert diagnostic.path == "/options/1/name"
        assert diagnostic.message == (
            "the name of 'hall' looks like that of 'station', 'The old station'"
        )

    def test_criteria_of_two_groups_with_one_name(self) -> None:
        group = """\
criteria:
  - id: money
    name: Money
    weight: 30
    because: As much as the rest.
    criteria:
      - id: access
        name: Reach
        weight: 1
        scale: {worst: 0, best: 1, anchors: {worst: None., best: All.}}
      - id: parking
        name: Parking
        weight: 2
        scale: {worst: 0, best: 1, anchors: {worst: None., best: All.}}
"""
        score = "{value: 1, because: b, source: survey p. 1}"
        scores = "".join(
            f"  - id: {id_}\n    scores:\n      access: {score}\n      parking: {score}\n"
            for id_ in ("station", "hall", "today")
        )
        (diagnostic,) = found("UKJ311", f"options:\n{scores}", group)
        assert diagnostic.message == "the name of 'access' is called like that of 'reach', 'Reach'"
