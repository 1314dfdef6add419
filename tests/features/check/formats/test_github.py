import re

from tests.features.found import ERROR, HOSTILE, WAIVED, WARNING, checked, finding

from ukjapan_cli.features.check.formats.github import github


def test_an_annotation_a_finding_errors_first_and_then_the_counts() -> None:
    assert github(checked(WARNING, ERROR)) == (
        "::error file=north/options.yaml,line=6,col=24,endLine=6,endColumn=30,"
        "title=UKJ111 unknown reference"
        "::no criterion is called 'suport'%0Adid you mean 'support'?\n"
        "::warning file=north/criteria.yaml,line=12,endLine=13,title=UKJ201 zero weight"
        "::'reach' weighs nothing\n"
        "1 error, 1 warning in 2 files\n"
    )


def test_what_is_waived_is_no_annotation() -> None:
    assert github(checked(waived=(WAIVED,), notes=("UKJ402 was not run",))) == (
        "no errors, no warnings in 2 files\n"
        "1 waived:\n"
        "  north/criteria.yaml:20 UKJ201, because the council asked for it\n"
        "note: UKJ402 was not run\n"
    )


def unescaped(text: str) -> str:
    """As the runner reads it."""
    codes = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
    return re.sub(r"%(25|0D|0A|3A|2C)", lambda match: codes[match[0]], text)


def test_a_property_ends_nowhere_but_at_its_end() -> None:
    hostile = finding(file="a,line=1::b:%3A.yaml", message="100 %: a::b, c%0Ad", hint="")
    line = github(checked(hostile)).split("\n")[0]
    command, properties, message = line.split("::", 2)[0], *line.split("::", 2)[1:]
    assert command == ""
    assert unescaped(message) == "100 %: a::b, c%0Ad"
    values = dict(part.split("=", 1) for part in properties.removeprefix("error ").split(","))
    assert list(values) == ["file", "line", "col", "endLine", "endColumn", "title"]
    assert unescaped(values["file"]) == "a,line=1::b:%3A.yaml"


def test_a_path_that_ends_in_what_nobody_sees_is_shown() -> None:
    hostile = finding(file=" north/options.yaml\r")
    first = github(checked(hostile, waived=((hostile, "so"),))).split("\n")
    assert first[0].startswith(r"::error file=\x20north/options.yaml\x0d,line=6,")
    assert r"  \x20north/options.yaml\x0d:6 UKJ111, because so" in first


def test_hostile_text_makes_no_command() -> None:
    hostile = finding(file=HOSTILE, message=HOSTILE, hint=HOSTILE)
    lines = github(checked(hostile, waived=((hostile, HOSTILE),), notes=(HOSTILE,))).split("\n")
    assert [line for line in lines if line.strip().startswith("::")] == lines[:1]
    assert "##[" not in "".join(lines)
    assert lines[0].count("%0A") == 1  # between message and hint
    assert "b%250A,c" in lines[0]
    assert r"\x1b[31m \u202e \ufffe \x23#[error]" in lines[0]
