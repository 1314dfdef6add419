"""Which files a command reads."""

from pathlib import Path

import pytest

from ukjapan_cli.documents.locations import Location, Locations, locate_files, packaged

ROOT = Path(__file__).parents[2]


def write(folder: Path, *names: str) -> None:
    for name in names:
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
