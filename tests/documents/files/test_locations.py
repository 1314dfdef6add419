"""Which files a command reads."""

import os
import sys
from pathlib import Path

import pytest

from ukjapan_cli.documents.files.locations import (
    Location,
    Locations,
    NoFilesError,
    locate_criteria,
    locate_files,
    packaged,
)

ROOT = Path(__file__).parents[3]


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("version: 1\n", encoding="utf-8")


def test_the_packaged_decision_is_there_under_its_own_name() -> None:
    found = packaged()
    assert found.is_packaged
    assert (found.options.name, found.criteria.name) == (
        "packaged:options.yaml",
        "packaged:criteria.yaml",
    )
    assert found.options.path.read_bytes() == (ROOT / "options.yaml").read_bytes()
    assert found.criteria.path.read_bytes() == (ROOT / "criteria.yaml").read_bytes()


def test_an_empty_folder_means_the_packaged_decision(tmp_path: Path) -> None:
    assert locate_files(None, None, tmp_path) == packaged()


def test_the_files_in_the_folder_under_their_usual_names(tmp_path: Path) -> None:
    write(tmp_path, "options.yaml", "criteria.yaml")
    assert locate_files(None, None, tmp_path) == Locations(
        Location(tmp_path / "options.yaml", "options.yaml"),
        Location(tmp_path / "criteria.yaml", "criteria.yaml"),
        is_packaged=False,
    )


@pytest.mark.parametrize("there", ["options.yaml", "criteria.yaml"])
def test_one_of_the_two_is_never_mixed_with_the_packaged_other(tmp_path: Path, there: str) -> None:
    write(tmp_path, there)
    found = locate_files(None, None, tmp_path)
    assert not found.is_packaged
    assert found.options.path == tmp_path / "options.yaml"
    assert found.criteria.path == tmp_path / "criteria.yaml"


def test_a_folder_called_options_yaml_counts_as_there(tmp_path: Path) -> None:
    (tmp_path / "options.yaml").mkdir()
    assert not locate_files(None, None, tmp_path).is_packaged


def test_named_files_are_called_as_they_were_named(tmp_path: Path) -> None:
    write(tmp_path, "options.yaml", "criteria.yaml")
    options, criteria = Path("north/o.yaml"), tmp_path / "c.yaml"
    assert locate_files(options, criteria, tmp_path) == Locations(
        Location(options, "north/o.yaml"), Location(criteria, criteria.as_posix())
    )


def test_one_named_file_goes_with_the_other_in_the_folder(tmp_path: Path) -> None:
    found = locate_files(Path("o.yaml"), None, tmp_path)
    assert found.options == Location(Path("o.yaml"), "o.yaml")
    assert found.criteria == Location(tmp_path / "criteria.yaml", "criteria.yaml")
    found = locate_files(None, Path("c.yaml"), tmp_path)
    assert found.options == Location(tmp_path / "options.yaml", "options.yaml")
    assert found.criteria == Location(Path("c.yaml"), "c.yaml")
    assert not found.is_packaged


@pytest.mark.parametrize("options", ["options.yaml", "options.yml"])
@pytest.mark.parametrize("criteria", ["criteria.yaml", "criteria.yml"])
def test_yml_is_yaml(tmp_path: Path, options: str, criteria: str) -> None:
    write(tmp_path, options, criteria)
    assert locate_files(None, None, tmp_path) == Locations(
        Location(tmp_path / options, options), Location(tmp_path / criteria, criteria)
    )
    assert locate_criteria(None, tmp_path) == Location(tmp_path / criteria, criteria)


def test_a_file_under_both_names_is_not_chosen_for_anybody(tmp_path: Path) -> None:
    write(tmp_path, "options.yaml", "options.yml", "criteria.yaml")
    with pytest.raises(NoFilesError, match=r"options\.yaml and options\.yml are both here.*--opti"):
        locate_files(None, None, tmp_path)
    named = tmp_path / "options.yml"
    assert locate_files(named, None, tmp_path).options.path == named


OURS = "version: 1\noptions: []\n"
THEIRS = "name: my-addon\noptions: {log_level: info}\n"  # another program's


@pytest.mark.parametrize(
    "name",
    [
        "my-options.yaml",
        "Options.YAML",
        "options.yaml.txt",
        "options.json",
        "library.yml",
        "north/options.yaml",
        "decisions/north/options.yml",
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="where case tells names apart")
def test_where_a_decision_is_near_the_packaged_one_is_not_taken(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(OURS, encoding="utf-8")
    with pytest.raises(NoFilesError, match=f"but '{name}' looks like it.*--options"):
        locate_files(None, None, tmp_path)


@pytest.mark.parametrize("name", ["options.yaml", "my-options.yaml", "docker-compose.yml"])
def test_another_program_s_file_is_no_decision(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "addon"
    folder.mkdir()
    (folder / name).write_text(THEIRS, encoding="utf-8")
    assert locate_files(None, None, tmp_path) == packaged()


def test_a_missing_partner_is_looked_for_nearby(tmp_path: Path) -> None:
    write(tmp_path, "options.yaml")
    (tmp_path / "weights.yaml").write_text("criteria: []\n", encoding="utf-8")
    with pytest.raises(NoFilesError, match=r"no criteria\.yaml here, but 'weights\.yaml' looks"):
        locate_files(None, None, tmp_path)


def test_looking_around_ends_in_a_wide_folder(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.yaml").write_text("a: 1\n", encoding="utf-8")
    assert locate_files(None, None, tmp_path) == packaged()


@pytest.mark.skipif(sys.platform == "win32", reason="making links takes a privilege there")
class TestLinks:
    def test_a_link_to_a_decision_s_file_anywhere_is_followed(self, tmp_path: Path) -> None:
        (tmp_path / "here").mkdir()
        write(tmp_path, "ours.yaml", "here/criteria.yaml")
        (tmp_path / "here" / "options.yaml").symlink_to("../ours.yaml")
        assert locate_files(None, None, tmp_path / "here").options.name == "options.yaml"

    @pytest.mark.parametrize("target", ["/proc/self/environ", "/dev/stdin", "/etc/passwd"])
    def test_a_link_to_anything_else_is_not(self, tmp_path: Path, target: str) -> None:
        write(tmp_path, "criteria.yaml")
        (tmp_path / "options.yaml").symlink_to(target)
        with pytest.raises(NoFilesError, match=r"options\.yaml here is not read: .*--options if"):
            locate_files(None, None, tmp_path)
        assert locate_files(Path(target), None, tmp_path).options.path == Path(target)

    def test_nothing_waits_for_a_pipe(self, tmp_path: Path) -> None:
        write(tmp_path, "criteria.yaml")
        os.mkfifo(tmp_path / "options.yml")
        with pytest.raises(NoFilesError, match=r"options\.yml here is not read: it is no regular"):
            locate_files(None, None, tmp_path)
