"""What checking found as JUnit's XML, which CI servers show as tests.

A decision is a suite and a finding a test: an error fails, a warning passes with what it says as
its output, and a waived finding is skipped for its reason. A file without findings is one test that
passes.
"""

from xml.etree import ElementTree as ET

from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.features.check.result import Checked, CheckedDecision
from ukjapan_cli.formats.diagnostics import text
from ukjapan_cli.formats.escape import visible, visible_path


def junit(checked: Checked) -> str:
    """The document; a finding on a file of several decisions is in the first of their suites."""
    top = ET.Element("testsuites", name="ukjapan check")
    seen: set[Diagnostic] = set()
    clean: set[str] = set()
    for decision in checked.decisions:
        _add_suite(top, decision, seen, clean)
    for element in (*top, top):
        _count(element)
    ET.indent(top)
    # ASCII with character references, so that it is right in whatever encoding it is written.
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(top).decode("ascii")}\n'


def _add_suite(
    top: ET.Element, decision: CheckedDecision, seen: set[Diagnostic], clean: set[str]
) -> None:
    suite = ET.SubElement(top, "testsuite", name=visible_path(", ".join(decision.files)))
    for d in _unseen(decision.diagnostics, seen):
        case = _case(suite, d)
        if d.is_error:
            failure = ET.SubElement(case, "failure", message=visible(d.message), type=d.rule.code)
            failure.text = text([d])
        else:
            ET.SubElement(case, "system-out").text = text([d])
    reasons = {waived.diagnostic: waived.reason for waived in decision.waived}
    for d in _unseen(tuple(reasons), seen):
        ET.SubElement(_case(suite, d), "skipped", message=visible(reasons[d]))
    faulty = {d.file for d in (*decision.diagnostics, *reasons)}
    for file in decision.files:
        if file not in faulty and file not in clean:
            clean.add(file)
            ET.SubElement(suite, "testcase", classname=_class(file), name="nothing found")


def _unseen(diagnostics: tuple[Diagnostic, ...], seen: set[Diagnostic]) -> list[Diagnostic]:
    new = [d for d in diagnostics if d not in seen]
    seen.update(new)
    return new


def _case(suite: ET.Element, d: Diagnostic) -> ET.Element:
    name = f"{d.rule.code} {d.line}:{d.column} {visible(d.message)}"
    return ET.SubElement(suite, "testcase", classname=_class(d.file), name=name)


def _class(file: str) -> str:
    return visible_path(file.removesuffix(".yaml").removesuffix(".yml"))


def _count(element: ET.Element) -> None:
    for attribute, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        element.set(attribute, str(sum(1 for _ in element.iter(tag))))
    element.set("errors", "0")
