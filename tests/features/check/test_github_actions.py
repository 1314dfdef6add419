import os
import sys
from pathlib import Path

import pytest

from ukjapan_cli.features.check.github_actions import add_to_step_summary, is_on_github, relative
from ukjapan_cli.features.check.result import Checked, CheckedDecision

CLEAN = Checked((CheckedDecision("Which one?", ("options.yaml",), ()),))
WRITTEN = "## Which one?\n\noptions.yaml\n\nNo findings.\n\n"

links = pytest.mark.skipif(sys.platform == "win32", reason="makes links as Unix does")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder `top/here` of a machine that is not GitHub's."""
    for name in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    folder = Path(os.path.realpath(tmp_path)) / "top" / "here"
    (folder / "below").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def on_github(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same in a job whose checkout is `top`."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(here.parent))
    return here


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("options.yaml", "options.yaml"),
        ("./below//options.yaml", "below/options.yaml"),
        ("below/../options.yaml", "options.yaml"),
        ("../here/below/x.yaml", "below/x.yaml"),
        ("../x.yaml", "../x.yaml"),
        (".", "."),
    ],
)
def test_paths_are_named_from_the_current_folder(here: Path, given: str, named: str) -> None:
    assert relative(Path(given)) == named


def test_absolute_paths_are_relative_where_they_are_below(here: Path) -> None:
    assert relative(here / "below" / "x.yaml") == "below/x.yaml"
    assert relative(here.parent / "x.yaml") == (here.parent / "x.yaml").as_posix()


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("options.yaml", "here/options.yaml"),
        ("below/x.yaml", "here/below/x.yaml"),
        ("../x.yaml", "x.yaml"),
        ("..", "."),
        ("../../x.yaml", "../../x.yaml"),
    ],
)
def test_on_github_paths_are_named_from_the_checkout(
    on_github: Path, given: str, named: str
) -> None:
    assert relative(Path(given)) == named
    if not named.startswith(".."):
        assert relative(on_github / given) == named


def test_a_workspace_means_nothing_elsewhere(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(here.parent))
    assert relative(Path("x.yaml")) == "x.yaml"
    monkeypatch.setenv("GITHUB_ACTIONS", "false")
    assert relative(Path("x.yaml")) == "x.yaml"
    assert not is_on_github()


def test_outside_of_the_checkout_paths_are_named_from_the_current_folder(
    on_github: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(on_github / "below"))
    assert relative(Path("x.yaml")) == "x.yaml"
    assert relative(on_github / "below" / "x.yaml") == "x.yaml"


@links
def test_links(here: Path) -> None:
    (here / "link").symlink_to(here.parent)  # leads out
    assert relative(Path("link/x.yaml")) == "link/x.yaml"
    (here.parent / "beside").symlink_to(here)  # leads in
    assert relative(here.parent / "beside" / "below" / "x.yaml") == "below/x.yaml"
    (here / "deep").symlink_to(here / "below")  # `..` is where the link leads
    assert relative(Path("deep/../x.yaml")) == "x.yaml"
    (here / "out").symlink_to(here.parent.parent)
    assert relative(Path("out/../x.yaml")) == "out/../x.yaml"
    (here / "round").symlink_to(here / "round")
    assert relative(Path("round/x.yaml")) == "round/x.yaml"


@links
def test_a_checkout_may_be_named_by_a_link(
    on_github: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "linked").symlink_to(on_github.parent)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "linked"))
    assert relative(Path("x.yaml")) == "here/x.yaml"
    assert relative(tmp_path / "linked" / "here" / "x.yaml") == "here/x.yaml"


def test_the_step_summary_is_added_to(on_github: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = on_github / "summary.md"
    file.write_text("what was there\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    add_to_step_summary(CLEAN)
    add_to_step_summary(CLEAN)
    assert file.read_text(encoding="utf-8") == "what was there\n" + 2 * WRITTEN


def test_elsewhere_no_summary_is_written(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(here / "summary.md"))
    add_to_step_summary(CLEAN)
    assert not (here / "summary.md").exists()


def test_a_summary_that_cannot_be_written_is_told(
    on_github: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(on_github / "none" / "summary.md"))
    add_to_step_summary(CLEAN)
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.startswith("ukjapan: the step summary cannot be written: ")
    assert written.err.count("\n") == 1
