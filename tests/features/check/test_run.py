"""What is told of a decision: rules, then settings, waivers and notes, over one decision or many.

The example decision breaks no rule. In values of 100, with the shares 0.4, 0.35 and 0.25:

    option   cost: (120 - x) / 80   reach: x / 4,000     support              overall value
    station  60:   75 → 30          3,500: 87.5 → 30.625  split:   40 → 10     70.625
    hall     50: 87.5 → 35          2,000:   50 → 17.5    opposed:  0 →  0     52.5
"""

import gc
import time
from collections.abc import Iterator

import pytest
from benchmarks import hostile_files
from tests.documents.decision import replaced
from tests.features.check.examples import example

from ukjapan_cli.diagnostics import Severity
from ukjapan_cli.documents.files.pairing import Pair
from ukjapan_cli.documents.yaml.document import Document, document_of
from ukjapan_cli.features.check.catalogue import BY_CODE
from ukjapan_cli.features.check.manual import CRITERIA, OPTIONS, entry
from ukjapan_cli.features.check.result import Checked, CheckedDecision
from ukjapan_cli.features.check.run import check, unknown_code
from ukjapan_cli.features.check.settings import Flags

ZERO = replaced(CRITERIA, ("weight: 25\n", "weight: 0\n"))  # UKJ201 on line 25
ZERO_LINE = 25
COST = "cost: {value: 60, low: 55, high: 65, because: As quoted., source: quotes p. 1}"
BARE = replaced(OPTIONS, (COST, "cost: 60"))  # UKJ301 and UKJ302 on line 15
BECAUSE = "because it is agreed"
BOTH = "'criteria.yaml' and 'options.yaml'"


def document(text: str, name: str) -> Document:
    return document_of(text.encode(), name)


def pair(criteria: str | None = CRITERIA, options: str | None = OPTIONS) -> Pair:
    return Pair(
        None if criteria is None else document(criteria, "criteria.yaml"),
        None if options is None else document(options, "options.yaml"),
    )


def checked(
    criteria: str | None = CRITERIA,
    options: str | None = OPTIONS,
    flags: Flags = Flags(),  # noqa: B008 (immutable)
) -> CheckedDecision:
    (decision,) = check([pair(criteria, options)], flags).decisions
    return decision


def found(of: CheckedDecision | Checked) -> list[tuple[str, int]]:
    return [(d.rule.code, d.line) for d in of.diagnostics]


def waived(of: CheckedDecision | Checked) -> list[tuple[str, int, str]]:
    return [(w.diagnostic.rule.code, w.diagnostic.line, w.reason) for w in of.waived]


def at_line(text: str, line: int, comment: str) -> str:
    """The text with a comment at the end of a line."""
    lines = text.split("\n")
    lines[line - 1] += f"  # {comment}"
    return "\n".join(lines)


def before_line(text: str, line: int, *comments: str) -> str:
    """The text with comments on lines of their own before a line."""
    lines = text.split("\n")
    return "\n".join([*lines[: line - 1], *(f"# {c}" for c in comments), *lines[line - 1 :]])


class TestWaivers:
    def test_on_the_line_of_the_finding(self) -> None:
        assert found(checked(ZERO)) == [("UKJ201", ZERO_LINE)]
        decision = checked(at_line(ZERO, ZERO_LINE, f"ukjapan: ignore[UKJ201] {BECAUSE}"))
        assert found(decision) == []
        assert waived(decision) == [("UKJ201", ZERO_LINE, "it is agreed")]

    def test_alone_before_it(self) -> None:
        text = before_line(ZERO, ZERO_LINE, "ukjapan: ignore[UKJ201] because", "it is agreed")
        decision = checked(text)
        assert found(decision) == []
        assert waived(decision) == [("UKJ201", ZERO_LINE + 2, "it is agreed")]

    def test_on_another_line_it_excuses_nothing(self) -> None:
        text = at_line(ZERO, ZERO_LINE + 1, f"ukjapan: ignore[UKJ201] {BECAUSE}")
        assert found(checked(text)) == [("UKJ201", ZERO_LINE), ("UKJ502", ZERO_LINE + 1)]

    def test_in_the_other_file_it_excuses_nothing(self) -> None:
        options = at_line(OPTIONS, ZERO_LINE, f"ukjapan: ignore[UKJ201] {BECAUSE}")
        assert found(checked(ZERO, options)) == [("UKJ201", ZERO_LINE), ("UKJ502", ZERO_LINE)]

    @pytest.mark.parametrize("said", ["", " because", " because   ", ", it is agreed"])
    def test_without_a_reason_the_finding_stands(self, said: str) -> None:
        decision = checked(at_line(ZERO, ZERO_LINE, f"ukjapan: ignore[UKJ201]{said}"))
        assert found(decision) == [("UKJ201", ZERO_LINE), ("UKJ501", ZERO_LINE)]
        assert "no reason" in decision.diagnostics[1].message
        assert waived(decision) == []

    def test_of_several_findings_on_a_line_only_those_that_it_names(self) -> None:
        assert found(checked(options=BARE)) == [("UKJ301", 15), ("UKJ302", 15)]
        one = checked(options=at_line(BARE, 15, f"ukjapan: ignore[UKJ302] {BECAUSE}"))
        assert found(one) == [("UKJ301", 15)]
        assert waived(one) == [("UKJ302", 15, "it is agreed")]
        both = checked(options=at_line(BARE, 15, f"ukjapan: ignore[UKJ301, UKJ302] {BECAUSE}"))
        assert found(both) == []
        assert waived(both) == [("UKJ301", 15, "it is agreed"), ("UKJ302", 15, "it is agreed")]

    def test_two_waivers_for_one_line(self) -> None:
        text = at_line(BARE, 15, "ukjapan: ignore[UKJ301] because of this")
        text = before_line(text, 15, "ukjapan: ignore[UKJ302] because of that")
        decision = checked(options=text)
        assert found(decision) == []
        assert waived(decision) == [("UKJ301", 16, "of this"), ("UKJ302", 16, "of that")]

    @pytest.mark.parametrize("code", ["ukj201", "UKJ999", "UKJ2", ""])
    def test_what_names_no_rule_is_told_and_the_rest_holds(self, code: str) -> None:
        text = at_line(ZERO, ZERO_LINE, f"ukjapan: ignore[UKJ201, {code}] {BECAUSE}")
        decision = checked(text)
        assert found(decision) == [("UKJ501", ZERO_LINE)]
        assert f"'{code}'" in decision.diagnostics[0].message
        assert waived(decision) == [("UKJ201", ZERO_LINE, "it is agreed")]

    def test_a_waiver_that_is_none_is_quoted_in_part(self) -> None:
        (diagnostic,) = checked(CRITERIA + "# ukjapan: " + "x" * 9_000 + "\n").diagnostics
        assert diagnostic.rule.code == "UKJ501"
        assert len(diagnostic.message) < 150

    def test_an_error_cannot_be_waived(self) -> None:
        text = replaced(CRITERIA, ("weight: 25\n", "weight: -25\n"))
        decision = checked(at_line(text, ZERO_LINE, f"ukjapan: ignore[UKJ115] {BECAUSE}"))
        assert found(decision) == [("UKJ115", ZERO_LINE), ("UKJ501", ZERO_LINE)]
        assert decision.diagnostics[1].message == "UKJ115 cannot be waived"
        assert waived(decision) == []

    @pytest.mark.parametrize("flags", [Flags(), Flags(is_strict=True)])
    def test_a_warning_that_is_raised_to_an_error_can(self, flags: Flags) -> None:
        text = f"{ZERO}checks: {{error: [UKJ201]}}\n"
        decision = checked(at_line(text, ZERO_LINE, f"ukjapan: ignore[UKJ201] {BECAUSE}"), OPTIONS)
        assert found(decision) == []
        assert waived(decision) == [("UKJ201", ZERO_LINE, "it is agreed")]
        assert checked(text, flags=flags).diagnostics[0].is_error

    def test_a_warning_about_structure_can(self) -> None:
        text = replaced(OPTIONS, ("name: The old station", "name: no"))
        assert found(checked(options=text)) == [("UKJ108", 12)]
        decision = checked(options=at_line(text, 12, f"ukjapan: ignore[UKJ108] {BECAUSE}"))
        assert found(decision) == []
        assert waived(decision) == [("UKJ108", 12, "it is agreed")]

    @pytest.mark.parametrize("code", ["UKJ501", "UKJ502"])
    def test_what_is_found_about_waivers_cannot(self, code: str) -> None:
        text = at_line(CRITERIA, 3, f"ukjapan: ignore[{code}] {BECAUSE}")
        decision = checked(before_line(text, 3, f"ukjapan: ignore[UKJ201] {BECAUSE}"))
        assert found(decision) == [("UKJ502", 3), ("UKJ501", 4)]

    def test_in_a_file_that_is_not_yaml_to_its_end_none_are_looked_for(self) -> None:
        text = at_line(CRITERIA, 3, "ukjapan: ignore[UKJ201]")
        assert found(checked(text)) == [("UKJ501", 3)]
        for fault in ('x: "# ukjapan: y\n', "x: \0\n"):
            assert [d.rule.code for d in checked(text + fault).diagnostics] == ["UKJ102"]

    def test_many_directives_do_not_reach_the_parser(self) -> None:
        start = time.process_time()
        text = "".join(f"%TAG !{n}! tag:x,2000:\n" for n in range(20_000))
        decision = checked(f"{text}---\n{CRITERIA}# ukjapan: x\n")
        assert [d.rule.code for d in decision.diagnostics] == ["UKJ104"]
        assert time.process_time() - start < 20  # well under a second; parsed, minutes


class TestWaiversThatExcuseNothing:
    IDLE = at_line(CRITERIA, 3, f"ukjapan: ignore[UKJ201] {BECAUSE}")

    def test_it_is_told_where_the_waiver_stands(self) -> None:
        (diagnostic,) = checked(self.IDLE).diagnostics
        assert (diagnostic.rule.code, diagnostic.line) == ("UKJ502", 3)
        assert diagnostic.message == "nothing on line 3 is found by UKJ201"
        source = self.IDLE.split("\n")[2]
        span = source[diagnostic.column - 1 : diagnostic.end_column - 1]
        assert span == f"# ukjapan: ignore[UKJ201] {BECAUSE}"

    def test_each_code_that_excuses_nothing_is_told(self) -> None:
        comment = f"ukjapan: ignore[UKJ203, UKJ201, UKJ202, UKJ203] {BECAUSE}"
        decision = checked(at_line(ZERO, ZERO_LINE, comment))
        assert [d.message for d in decision.diagnostics] == [
            f"nothing on line {ZERO_LINE} is found by UKJ203",
            f"nothing on line {ZERO_LINE} is found by UKJ202",
        ]
        assert waived(decision) == [("UKJ201", ZERO_LINE, "it is agreed")]

    @pytest.mark.parametrize(
        "flags",
        [
            Flags(ignore=("UKJ201",)),
            Flags(ignore=("UKJ2",)),
            Flags(select=("UKJ3", "UKJ5")),
            Flags(ignore=("UKJ5",)),
            Flags(ignore=("UKJ502",)),
            Flags(select=("UKJ2",)),
        ],
    )
    def test_not_where_the_rule_or_this_one_does_not_run(self, flags: Flags) -> None:
        assert found(checked(self.IDLE, flags=flags)) == []

    def test_not_where_the_decision_did_not_load(self) -> None:
        assert found(checked(self.IDLE, None)) == []
        wrong = replaced(OPTIONS, (COST, "cost: 600"))
        assert [code for code, _ in found(checked(self.IDLE, wrong))] == ["UKJ113"]

    def test_but_rules_of_structure_have_run_then_too(self) -> None:
        text = at_line(CRITERIA, 3, f"ukjapan: ignore[UKJ108] {BECAUSE}")
        assert found(checked(text, None)) == [("UKJ502", 3)]

    def test_not_where_the_rule_could_not_be_run(self) -> None:
        scores = "scores: {cost: 50, reach: 100, support: split}"
        many = "".join(f"  - {{id: o{n}, name: O{n}, {scores}}}\n" for n in range(600))
        text = at_line(CRITERIA, 3, f"ukjapan: ignore[UKJ402] {BECAUSE}")
        decision = checked(text, OPTIONS + many, Flags(select=("UKJ402", "UKJ5")))
        assert found(decision) == []
        assert any(f"{BOTH}: UKJ402 was not run: " in note for note in decision.notes)

    def test_strict_makes_errors_of_them(self) -> None:
        (diagnostic,) = checked(self.IDLE, flags=Flags(is_strict=True)).diagnostics
        assert diagnostic.is_error
        raised = f"{self.IDLE}checks: {{error: [UKJ502]}}\n"
        assert checked(raised).diagnostics[0].is_error


class TestSettings:
    @pytest.mark.parametrize(
        ("checks", "codes"),
        [
            ("{}", ["UKJ201"]),
            ("{ignore: [UKJ2]}", []),
            ("{select: [UKJ3]}", []),
            ("{select: [UKJ201], ignore: [UKJ2]}", ["UKJ201"]),
            ("{select: [UKJ2], ignore: [UKJ201]}", []),
        ],
    )
    def test_the_file_says_what_runs(self, checks: str, codes: list[str]) -> None:
        decision = checked(f"{ZERO}checks: {checks}\n")
        assert [d.rule.code for d in decision.diagnostics] == codes

    def test_what_runs_in_both_files(self) -> None:
        decision = checked(f"{ZERO}checks: {{ignore: [UKJ301]}}\n", BARE)
        assert found(decision) == [("UKJ201", ZERO_LINE), ("UKJ302", 15)]

    def test_what_is_raised_is_an_error_and_nothing_else_changes(self) -> None:
        plain = checked(ZERO, BARE)
        raised = checked(f"{ZERO}checks: {{error: [UKJ301]}}\n", BARE)
        assert found(raised) == found(plain)
        assert [d.is_error for d in plain.diagnostics] == [False, False, False]
        assert [d.is_error for d in raised.diagnostics] == [False, True, False]
        assert raised.first == plain.first
        strict = checked(ZERO, BARE, Flags(is_strict=True))
        assert [d.is_error for d in strict.diagnostics] == [True, True, True]

    def test_a_threshold(self) -> None:
        assert found(checked(f"{CRITERIA}checks: {{thresholds: {{most_criteria: 3}}}}\n")) == []
        decision = checked(f"{CRITERIA}checks: {{thresholds: {{most_criteria: 2}}}}\n")
        assert [d.rule.code for d in decision.diagnostics] == ["UKJ212"]

    def test_codes_that_no_rule_has_are_errors_where_they_stand(self) -> None:
        text = f"{CRITERIA}checks:\n  select: [UKJ999, UKJ]\n  ignore: [UKJ2, UKJ7]\n"
        decision = checked(f"{text}  error: [UKJ201, UKJ0]\n")
        assert [(d.rule.code, d.line, d.column, d.path) for d in decision.diagnostics] == [
            ("UKJ111", 41, 12, "/checks/select/0"),
            ("UKJ111", 42, 18, "/checks/ignore/1"),
            ("UKJ111", 43, 19, "/checks/error/1"),
        ]
        assert all(d.is_error for d in decision.diagnostics)
        assert decision.first is not None  # the decision itself loads

    def test_an_error_cannot_be_ignored(self) -> None:
        (diagnostic,) = checked(f"{CRITERIA}checks: {{ignore: [UKJ112]}}\n").diagnostics
        assert diagnostic.rule.code == "UKJ111"
        assert diagnostic.message == "UKJ112 is an error, which cannot be ignored"
        wrong = replaced(OPTIONS, (f"      {COST}\n", ""))
        codes = {c for c, _ in found(checked(options=wrong, flags=Flags(ignore=("UKJ1", "UKJ"))))}
        assert codes == {"UKJ112"}

    @pytest.mark.parametrize("code", ["foo", "ukj201", "UKJ2010", "UKJ 2"])
    def test_what_is_no_code_at_all_is_told_once(self, code: str) -> None:
        decision = checked(f"{CRITERIA}checks: {{select: [{code}]}}\n")
        assert [d.rule.code for d in decision.diagnostics] == ["UKJ109"]

    @pytest.mark.parametrize(
        ("code", "key", "is_known"),
        [
            ("UKJ201", "select", True),
            ("UKJ", "ignore", True),
            ("UKJ1", "ignore", True),  # the warnings of structure
            ("UKJ112", "select", True),
            ("UKJ112", "ignore", False),
            ("UKJ10", "ignore", True),  # UKJ108
            ("UKJ9", "select", False),
            ("ukj2", "error", False),
        ],
    )
    def test_which_codes_are_known(self, code: str, key: str, is_known: bool) -> None:
        assert (unknown_code(code, key) is None) is is_known


class TestTooMany:
    SCORES = "scores: {cost: 50, reach: 100, support: split}"

    def test_a_rule_s_findings_are_bounded_and_the_others_counted(self) -> None:
        many = "".join(f"  - {{id: o{n}, name: O{n}, {self.SCORES}}}\n" for n in range(400))
        decision = checked(options=OPTIONS + many, flags=Flags(select=("UKJ301",)))
        assert len(decision.diagnostics) == 1_000
        assert decision.diagnostics[-1].line == OPTIONS.count("\n") + 334  # three an option
        assert decision.notes == (f"{BOTH}: UKJ301: 200 findings more are not shown",)

    @pytest.mark.parametrize(
        ("counted", "said"), [(1_000, "770 findings more are"), (500, "500 findings or more are")]
    )
    def test_the_others_are_counted_as_far_as_that_takes_little(
        self, monkeypatch: pytest.MonkeyPatch, counted: int, said: str
    ) -> None:
        """Of 60 criteria that move together and cite one place each two may count one thing."""
        monkeypatch.setattr("ukjapan_cli.features.check.judging.MOST_COUNTED", counted)
        decision = checked(*hostile_files.citing(4, 60), flags=Flags(select=("UKJ404",)))
        assert len(decision.diagnostics) == 1_000
        assert decision.notes == (f"{BOTH}: UKJ404: {said} not shown",)

    def test_no_note_where_all_are_shown(self) -> None:
        decision = checked(options=BARE)
        assert decision.notes == ()

    def test_waivers_are_bounded_too(self) -> None:
        lines = "# ukjapan: ignore[UKJ201]\n" * 1_002 + f"# ukjapan: ignore[UKJ201] {BECAUSE}\n"
        decision = checked(CRITERIA + lines)
        codes = [d.rule.code for d in decision.diagnostics]
        assert (codes.count("UKJ501"), codes.count("UKJ502")) == (1_000, 1)
        assert decision.notes == (f"{BOTH}: UKJ501: 2 findings more are not shown",)

    def test_unknown_codes_are_bounded_too(self) -> None:
        decision = checked(f"{CRITERIA}checks: {{select: [{'UKJ9, ' * 1_003}UKJ]}}\n")
        assert [d.rule.code for d in decision.diagnostics] == ["UKJ111"] * 1_000
        assert decision.notes == (f"{BOTH}: UKJ111: 3 findings more are not shown",)


class TestNotes:
    def test_a_file_without_a_partner(self) -> None:
        (note,) = checked(CRITERIA, None).notes
        assert note.startswith("'criteria.yaml': ")
        assert note.endswith("no options file beside it")
        (note,) = checked(None, OPTIONS).notes
        assert note.startswith("'options.yaml': ")
        assert note.endswith("no criteria file beside it")

    @pytest.mark.parametrize(
        "files", [(CRITERIA, "a: ["), ("version: 2\n", OPTIONS), (CRITERIA, "")]
    )
    def test_files_with_errors(self, files: tuple[str, str]) -> None:
        decision = checked(*files)
        (note,) = decision.notes
        assert note.startswith("'criteria.yaml' and 'options.yaml': ")
        assert note.endswith("since there are errors")
        assert (decision.title, decision.first) == ("", None)

    def test_a_decision_that_is_judged(self) -> None:
        decision = checked()
        assert decision == CheckedDecision(
            title="Where should the library's next branch go?",
            files=("criteria.yaml", "options.yaml"),
            diagnostics=(),
            first=decision.first,
        )


class TestFirstPlace:
    START, HALL, END = (
        OPTIONS.index(part) for part in (f"      {COST}", "  - id: hall", "  - id: t")
    )
    HALL_SCORES = OPTIONS.index("      cost: {value: 50")
    TIED = OPTIONS[:HALL_SCORES] + OPTIONS[START:HALL] + OPTIONS[END:]  # the hall as the station

    def test_who_and_by_how_much(self) -> None:
        first = checked().first
        assert first is not None
        assert (first.names, first.runner_up) == (("The old station",), "The school hall")
        assert first.value == pytest.approx(70.625)
        assert first.lead == pytest.approx(18.125)
        assert first.doubts == ()

    def test_a_tie(self) -> None:
        first = checked(options=self.TIED).first
        assert first is not None
        assert first.names == ("The old station", "The school hall")
        assert (first.runner_up, first.lead) == ("", 0.0)
        assert first.value == pytest.approx(70.625)

    def test_the_one_behind_a_tie(self) -> None:
        hut = OPTIONS[self.HALL : self.END].replace("id: hall", "id: hut")
        first = checked(options=self.TIED + hut.replace("The school hall", "A hut")).first
        assert first is not None
        assert first.names == ("The old station", "The school hall")
        assert first.runner_up == "A hut"
        assert first.lead == pytest.approx(18.125)

    def test_nothing_is_ranked(self) -> None:
        text = replaced(CRITERIA, ("weight: 35\n", "weight: 35\n    must: {at_least: 3900}\n"))
        assert checked(text).first is None

    @pytest.mark.parametrize("code", ["UKJ405", "UKJ406", "UKJ407", "UKJ408"])
    def test_doubts_are_those_of_the_rules_also_when_they_are_waived(self, code: str) -> None:
        made = example(entry(BY_CODE[code]).fails)
        decision = made.checked()
        assert decision.first is not None
        assert decision.first.doubts == (code,)
        texts = {"criteria.yaml": made.criteria.decode(), "options.yaml": made.options.decode()}
        for diagnostic in decision.diagnostics:
            comment = f"ukjapan: ignore[{code}] {BECAUSE}"
            texts[diagnostic.file] = at_line(texts[diagnostic.file], diagnostic.line, comment)
        excused = checked(texts["criteria.yaml"], texts["options.yaml"])
        assert found(excused) == []
        assert {c for c, _, _ in waived(excused)} == {code}
        assert excused.first == decision.first

    def test_a_rule_that_does_not_run_doubts_nothing(self) -> None:
        first = checked(options=self.TIED, flags=Flags(ignore=("UKJ405",))).first
        assert first is not None
        assert first.doubts == ()


class TestSeveralDecisions:
    # all groups are against: UKJ403 on support, line 23, beside these options alone
    ALIKE = OPTIONS.replace(
        "split, low: split, high: split", "opposed, low: opposed, high: opposed"
    )

    def run(self, criteria: str, *options: str) -> Checked:
        shared = document(criteria, "criteria.yaml")
        return check(Pair(shared, document(text, f"{n}.yaml")) for n, text in enumerate(options, 1))

    def test_what_is_found_in_a_shared_file_is_told_once(self) -> None:
        run = self.run(ZERO, OPTIONS, BARE)
        assert found(run) == [("UKJ201", ZERO_LINE), ("UKJ301", 15), ("UKJ302", 15)]
        assert run.files == ("criteria.yaml", "1.yaml", "2.yaml")
        assert run.errors == 0
        assert [len(decision.diagnostics) for decision in run.decisions] == [1, 3]

    def test_what_is_waived_in_a_shared_file_is_told_once(self) -> None:
        text = at_line(ZERO, ZERO_LINE, f"ukjapan: ignore[UKJ201] {BECAUSE}")
        run = self.run(text, OPTIONS, OPTIONS)
        assert found(run) == []
        assert waived(run) == [("UKJ201", ZERO_LINE, "it is agreed")]

    def test_a_waiver_in_a_shared_file_needs_to_excuse_something_in_one_decision(self) -> None:
        text = at_line(CRITERIA, 23, f"ukjapan: ignore[UKJ403] {BECAUSE}")
        for options in ((OPTIONS, self.ALIKE), (self.ALIKE, OPTIONS)):
            run = self.run(text, *options)
            assert waived(run) == [("UKJ403", 23, "it is agreed")]
            assert found(run) == []
        assert found(self.run(text, OPTIONS, OPTIONS)) == [("UKJ502", 23)]

    def test_what_it_excuses_nowhere_is_told_once(self) -> None:
        text = at_line(CRITERIA, 23, f"ukjapan: ignore[UKJ403, UKJ209] {BECAUSE}")
        (diagnostic,) = self.run(text, OPTIONS, self.ALIKE).diagnostics
        assert diagnostic.message == "nothing on line 23 is found by UKJ209"

    def test_notes_are_told_once(self) -> None:
        run = check([pair(CRITERIA, None), pair(CRITERIA, None), pair(None, OPTIONS)])
        assert len(run.notes) == 2

    def test_nothing(self) -> None:
        run = check([])
        assert (run.diagnostics, run.waived, run.notes, run.files, run.errors) == (
            (),
            (),
            (),
            (),
            0,
        )

    def test_no_files_are_held_when_the_next_are_asked_for(self) -> None:
        def held() -> int:
            gc.collect()
            return sum(type(thing) is Document for thing in gc.get_objects())

        gc.collect()
        gc.freeze()  # the collector looks at nothing that was there before
        counts = []

        def three() -> Iterator[Pair]:
            for _ in range(3):
                counts.append(held())
                yield pair()

        check(three())
        gc.unfreeze()
        assert counts == [0, 0, 0]


def test_the_order_is_that_of_the_files_and_their_text() -> None:
    criteria = at_line(ZERO, 3, f"ukjapan: ignore[UKJ201] {BECAUSE}")
    criteria = at_line(criteria, 30, "ukjapan: x")
    options = at_line(BARE, 4, f"ukjapan: ignore[UKJ304] {BECAUSE}")
    assert [(d.file, d.line, d.rule.code) for d in checked(criteria, options).diagnostics] == [
        ("criteria.yaml", 3, "UKJ502"),
        ("criteria.yaml", ZERO_LINE, "UKJ201"),
        ("criteria.yaml", 30, "UKJ501"),
        ("options.yaml", 4, "UKJ502"),
        ("options.yaml", 15, "UKJ301"),
        ("options.yaml", 15, "UKJ302"),
    ]


def test_every_quality_rule_is_a_warning_that_can_be_raised() -> None:
    quality = [rule for rule in BY_CODE.values() if not rule.code.startswith(("UKJ1", "UKJ6"))]
    assert len(quality) > 30
    assert {rule.severity for rule in quality} == {Severity.WARNING}


def test_what_aliases_say_again_is_found_once() -> None:
    """Four criteria on one anchored scale without words for its ends: one scale to fix."""
    criteria = "version: 1\ncriteria:\n" + "".join(
        f"  - {{id: c{n}, name: C{n}, weight: {n + 1}, scale: {scale}}}\n"
        for n, scale in enumerate(["&s {worst: 0, best: 9}", "*s", "*s", "*s"])
    )
    options = "version: 1\noptions:\n" + "".join(
        f"  - {{id: {id_}, name: {id_}, scores: {{{scores}}}}}\n"
        for id_, scores in (
            ("a", "c0: 1, c1: 2, c2: 3, c3: 4"),
            ("b", "c0: 2, c1: 1, c2: 4, c3: 3"),
        )
    )
    assert found(checked(criteria, options, Flags(select=("UKJ207",)))) == [("UKJ207", 3)]
