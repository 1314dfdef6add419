"""A file is replaced whole, with its mode and through its links, or stays as it was."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ukjapan_cli.atomic_write import NotWrittenError
from ukjapan_cli.documents.files.writing import replace

OLD, NEW = b"old: 1\r\n", b"new: \xff\n"
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links as POSIX has them")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "it.yaml"
    path.write_bytes(OLD)
    return path


def test_a_file_is_replaced(file: Path) -> None:
    replace(file, OLD, NEW)
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


def test_a_path_in_the_current_folder(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    replace(Path(file.name), OLD, NEW)
    assert file.read_bytes() == NEW


@on_posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_the_mode_stays(file: Path, mode: int) -> None:
    file.chmod(mode)
    replace(file, OLD, NEW)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@on_posix
def test_a_link_stays_and_its_target_is_replaced(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    link, second = folder / "link.yaml", folder / "second.yaml"
    link.symlink_to(Path("..", file.name))
    second.symlink_to(link.name)
    replace(second, OLD, NEW)
    assert (second.readlink(), link.readlink()) == (Path(link.name), Path("..", file.name))
    assert file.read_bytes() == NEW
    assert sorted(folder.iterdir()) == [link, second]


def test_a_reader_of_the_old_file_reads_it_to_its_end(file: Path) -> None:
    with file.open("rb") as reader:
        assert reader.read(1) == OLD[:1]
        if sys.platform == "win32":
            pytest.skip("an open file is not replaced there")
        replace(file, OLD, NEW)
        assert reader.read() == OLD[1:]


def test_what_has_changed_since_it_was_read_stays(file: Path) -> None:
    with pytest.raises(NotWrittenError, match="has changed since it was read"):
        replace(file, OLD + b" ", NEW)
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


def test_what_is_gone_stays_gone(file: Path) -> None:
    file.unlink()
    with pytest.raises(NotWrittenError, match="is gone"):
        replace(file, OLD, NEW)
    assert list(file.parent.iterdir()) == []


def test_a_read_only_file_stays(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(NotWrittenError, match="read-only"):
        replace(file, OLD, NEW)
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


@on_posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_in_a_read_only_folder_stays(file: Path) -> None:
    file.parent.chmod(0o555)
    try:
        with pytest.raises(NotWrittenError, match="is read-only"):
            replace(file, OLD, NEW)
    finally:
        file.parent.chmod(0o755)
    assert file.read_bytes() == OLD


LIMITED = """
import resource, sys
from pathlib import Path
from ukjapan_cli.documents.files.writing import replace
from ukjapan_cli.atomic_write import NotWrittenError
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    replace(Path(sys.argv[1]), b"old: 1\\r\\n", b"x" * 2000)
except NotWrittenError as error:
    print(error.reason)
"""


@pytest.mark.process
@on_posix
def test_a_write_that_fails_half_way_leaves_the_old_file_and_no_other(file: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, str(file)], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "cannot be written: File too large\n"
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]
