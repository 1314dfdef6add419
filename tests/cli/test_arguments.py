from datetime import date
from inspect import signature
from pathlib import Path

import pytest
import typer
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, options, write

from ukjapan_cli.cli.arguments import Asked, asks
from ukjapan_cli.decision.decision import Decision, UnusableWeightsError
from ukjapan_cli.decision.names import UnknownNameError
from ukjapan_cli.diagnostics import InvalidDecisionError


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write(tmp_path, LIBRARY_OPTIONS, LIBRARY_CRITERIA))
    return tmp_path


def opened(
    perspective: str | None = None, weight: list[str] | None = None, as_of: str | None = None
) -> Decision:
    return Asked(None, None, perspective, weight, as_of).decision()


def test_as_the_files_have_it(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decision = opened()
    assert decision.as_of == date(2026, 4, 1)
    assert decision.perspective is None
    assert decision.changed_weights == ()
    assert capsys.readouterr() == ("", "")


def test_named_files_are_called_what_they_were_called(library: Path) -> None:
    named = Asked(Path("options.yaml"), library / "criteria.yaml").decision()
    assert [file.path for file in named.files] == [
        (library / "criteria.yaml").as_posix(),
        "options.yaml",
    ]


@pytest.mark.parametrize(
    ("weight", "value"),
    [("reach=5", 5), ("reach=0", 0), ("reach=2.5", 2.5), (" reach = 5 ", 5), ("reach=1e2", 100)],
)
def test_a_weight(library: Path, weight: str, value: float) -> None:
    decision = opened(weight=[weight])
    reach = next(c for c in decision.criteria if c.id == "reach")
    assert reach.weight.value == value
    assert decision.changed_weights == ("reach",)


def test_two_weights_for_one_criterion_are_refused(library: Path) -> None:
    with pytest.raises(typer.BadParameter, match="'reach' is given two weights"):
        opened(weight=["reach=5", "support=1", " reach=7"])


@pytest.mark.parametrize("weight", ["", "reach", "reach=", "=", "=5", "reach=five", "reach:5"])
def test_what_is_no_weight(library: Path, weight: str) -> None:
    with pytest.raises(typer.BadParameter, match="is not ID=NUMBER, such as running-cost=40"):
        opened(weight=[weight])


@pytest.mark.parametrize(
    "day", ["", "tomorrow", "2026", "2026-13-01", "01/04/2026", "2026-04-01T0"]
)
def test_what_is_no_date(library: Path, day: str) -> None:
    with pytest.raises(typer.BadParameter, match="is not a date such as 2026-04-01"):
        opened(as_of=day)


def test_a_date(library: Path) -> None:
    assert opened(as_of="2031-12-31").as_of == date(2031, 12, 31)


def test_weights_are_given_on_top_of_a_perspective(library: Path) -> None:
    decision = opened(perspective="council", weight=["reach=0"])
    # 60, 10 and 5 of 75 are left of the council's weights.
    assert decision.weights == pytest.approx(
        {"running-cost": 0.8, "rent-security": 10 / 75, "reach": 0, "support": 5 / 75}
    )


@pytest.mark.parametrize(
    ("perspective", "weight", "error"),
    [
        ("nobody", None, UnknownNameError),
        (None, ["nothing=5"], UnknownNameError),
        (None, ["reach=-5"], UnusableWeightsError),
        (None, ["money=0", "reach=0", "support=0"], UnusableWeightsError),
    ],
)
def test_what_cannot_be(
    library: Path, perspective: str | None, weight: list[str] | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        opened(perspective, weight)


def test_warnings_are_told_and_do_not_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = options(
        "{id: a, name: no, scores: {cost: 1, gain: 1}}",
        "{id: b, name: B, scores: {cost: 1, gain: 2}}",
    )
    monkeypatch.chdir(write(tmp_path, text))
    assert len(opened().options) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "warning UKJ108" in err


def test_errors_are_raised_with_every_diagnostic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = options("{id: a, name: no, scores: {cost: 1}}", "{id: b, name: B, scores: {gain: 2}}")
    monkeypatch.chdir(write(tmp_path, text))
    with pytest.raises(InvalidDecisionError) as raised:
        opened()
    assert [d.rule.code for d in raised.value.diagnostics] == ["UKJ108", "UKJ112", "UKJ112"]


def test_the_packaged_decision_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(opened().options) == 6
    out, err = capsys.readouterr()
    assert out == ""
    assert "packaged decision" in err


def test_the_flags_of_a_decision_stand_where_the_parameter_stood() -> None:
    given = []

    @asks
    def command(option: str, asked: Asked, format: str = "table") -> None:  # noqa: A002
        given.append((option, asked, format))

    names = ["option", "options", "criteria", "perspective", "weight", "as_of", "format"]
    assert list(signature(command).parameters) == names
    files = {"options": Path("o.yaml"), "criteria": Path("c.yaml")}
    command(option="a", perspective="p", weight=["w=1"], as_of="2026-01-01", format="csv", **files)
    asked = Asked(Path("o.yaml"), Path("c.yaml"), "p", ["w=1"], "2026-01-01")
    assert given == [("a", asked, "csv")]
