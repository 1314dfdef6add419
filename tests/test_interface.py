"""The package as a notebook uses it."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import ukjapan_cli
from ukjapan_cli import Decision, InvalidDecisionError, UnknownNameError, explain, load, score


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Decision:
    """The packaged decision, which is read where there are no files."""
    monkeypatch.chdir(tmp_path)
    return load()


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.process
def test_importing_the_package_imports_nothing_that_is_not_used_yet() -> None:
    code = """
import sys
import ukjapan_cli
dir(ukjapan_cli), ukjapan_cli.__version__, ukjapan_cli.__all__
print(sorted({"numpy", "yaml", "rich", "typer", "jsonschema_rs"} & set(sys.modules)))
print(sorted(name for name in sys.modules if name.startswith("ukjapan_cli.")))
"""
    assert python(code) == "[]\n['ukjapan_cli.version']\n"


@pytest.mark.process
def test_loading_does_not_import_what_only_scoring_uses() -> None:
    assert python("import sys, ukjapan_cli; ukjapan_cli.load; print('numpy' in sys.modules)") == (
        "False\n"
    )


@pytest.mark.parametrize("name", ukjapan_cli.__all__)
def test_every_name_is_there(name: str) -> None:
    found = getattr(ukjapan_cli, name)
    assert found.__name__ == name
    assert found.__doc__
    assert name in dir(ukjapan_cli)
    assert getattr(ukjapan_cli, name) is found


def test_no_other_name_is() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'scores'"):
        _ = ukjapan_cli.scores
    with pytest.raises(ImportError):
        exec("from ukjapan_cli import nothing_of_the_kind")


def test_the_example_in_the_docstring(packaged: Decision) -> None:
    ranking = [standing.option.id for standing in score(packaged.seen_from("treasury")).ranking]
    assert sorted(ranking) == [
        "counterterrorism-training",
        "crisis-management",
        "defence-co-development",
        "intelligence-sharing",
        "peacekeeping",
    ]
    assert "seen_from(" in (ukjapan_cli.__doc__ or "")


def test_a_decision_is_looked_at_otherwise_before_it_is_scored(packaged: Decision) -> None:
    later = packaged.as_at(date(2018, 12, 31))
    windows = [
        {s.option.id: s.values["political-window"] for s in score(d).ranking}
        for d in (packaged, later)
    ]
    assert windows[0] != windows[1]  # it narrows, and not alike for all
    heavier = packaged.reweighted({"security": 90})
    assert score(heavier).weights["regional-stability"] > packaged.weights["regional-stability"]
    seen = score(packaged.seen_from("Treasury"))
    assert seen.weights["cost-effectiveness"] == pytest.approx(36 / 100)


def test_explaining_the_packaged_decision(packaged: Decision) -> None:
    for option in packaged.options:
        explanation = explain(packaged, option.id)
        gaps = sum(account.gap for account in explanation.accounts)
        apart = explanation.subject.value - explanation.other.value
        assert gaps == pytest.approx(apart)
        assert all(account.own.score.because for account in explanation.accounts)
    with pytest.raises(UnknownNameError, match="did you mean 'peacekeeping'"):
        explain(packaged, "peacekepeing")


def test_files_that_make_no_decision_say_why(tmp_path: Path) -> None:
    options, criteria = tmp_path / "options.yaml", tmp_path / "criteria.yaml"
    criteria.write_text(
        "version: 1\n"
        "criteria:\n"
        "  - {id: reach, name: Reach, weight: -1, scale: {worst: 0, best: 9}}\n",
        encoding="utf-8",
    )
    options.write_text(
        "version: 1\n"
        "options:\n"
        "  - {id: a, name: A, scores: {reach: 5}}\n"
        "  - {id: b, name: B, scores: {}}\n",
        encoding="utf-8",
    )
    with pytest.raises(InvalidDecisionError) as caught:
        load(options, criteria)
    diagnostics = caught.value.diagnostics
    assert {(Path(d.file).name, d.line) for d in diagnostics} == {
        ("criteria.yaml", 3),
        ("options.yaml", 4),
    }
    assert all(d.is_error for d in diagnostics)
    for diagnostic in diagnostics:
        assert diagnostic.rule.code in str(caught.value)
        assert diagnostic.message in str(caught.value)
    with pytest.raises(InvalidDecisionError) as caught:
        load(options, criteria, allow_missing=True)
    assert {Path(d.file).name for d in caught.value.diagnostics} == {"criteria.yaml"}
