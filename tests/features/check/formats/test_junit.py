from dataclasses import replace
from xml.etree import ElementTree as ET

from junitparser import Failure, JUnitXml, Skipped
from tests.features.found import ERROR, HOSTILE, WAIVED, WARNING, checked, finding

from ukjapan_cli.features.check.formats.junit import junit
from ukjapan_cli.features.check.result import Checked, CheckedDecision, Waived


def suites(result: Checked) -> JUnitXml:
    return JUnitXml.fromstring(junit(result).encode())


def test_a_decision_is_a_suite_and_a_finding_a_test() -> None:
    xml = suites(checked(WARNING, ERROR, waived=(WAIVED,)))
    (suite,) = xml
    assert suite.name == "north/criteria.yaml, north/options.yaml"
    for counted in (xml, suite):
        assert (counted.tests, counted.failures, counted.errors, counted.skipped) == (3, 1, 0, 1)
    warned, failed, skipped = suite
    assert (warned.classname, warned.name) == (
        "north/criteria",
        "UKJ201 12:13 'reach' weighs nothing",
    )
    assert warned.is_passed
    assert warned.system_out.splitlines()[0].startswith("north/criteria.yaml:12:13: warning UKJ201")
    assert (failed.classname, failed.name) == (
        "north/options",
        "UKJ111 6:24 no criterion is called 'suport'",
    )
    (failure,) = failed.result
    assert isinstance(failure, Failure)
    assert (failure.message, failure.type) == ("no criterion is called 'suport'", "UKJ111")
    assert failure.text.splitlines()[2:5] == [
        "6 |     scores: {cost: 85, suport: split}",
        "  |                        ^^^^^^",
        "  = hint: did you mean 'support'?",
    ]
    (reason,) = skipped.result
    assert isinstance(reason, Skipped)
    assert reason.message == "the council asked for it"


def test_a_clean_file_is_a_test_that_passes() -> None:
    xml = suites(checked(ERROR))
    assert [(case.classname, case.is_passed) for suite in xml for case in suite] == [
        ("north/options", False),
        ("north/criteria", True),
    ]


def test_what_two_decisions_share_is_told_once() -> None:
    one = CheckedDecision("", ("north/criteria.yaml", "north/options.yaml"), (WARNING, ERROR))
    two = CheckedDecision("", ("north/criteria.yaml", "north/b.yaml"), (WARNING,))
    result = Checked((one, two))
    assert [[case.name.split()[0] for case in suite] for suite in suites(result)] == [
        ["UKJ201", "UKJ111"],
        ["nothing"],
    ]
    assert suites(result).failures == result.errors == 1


def test_hostile_text_is_text() -> None:
    hostile = finding(file=HOSTILE, message=HOSTILE, hint=HOSTILE)
    excused = Waived(replace(hostile, line=7), HOSTILE)
    written = junit(checked(hostile, waived=(excused,)))
    assert written.isascii()
    top = ET.fromstring(written)
    assert {element.tag for element in top.iter()} == {
        *("testsuites", "testsuite", "testcase", "failure", "skipped")
    }
    shown = r"a ::error::b%0A,c ]]> <script> | \x1b[31m \u202e \ufffe \x23#[error] [x](http://y)"
    failure = top.find(".//failure")
    assert failure is not None
    assert failure.get("message") == rf"{shown} \ud800"
    assert not [line for line in written.split("\n") if line.strip().startswith("::")]
    assert "##[" not in written
