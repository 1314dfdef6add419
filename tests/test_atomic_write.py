"""Files stand under their names when they are whole; what is no file is written to as a stream."""

import os
import socket
import stat
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ukjapan_cli.atomic_write import NotWrittenError, judge, placed

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and pipes of POSIX")
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away"
)
NOBODY = 65534


def write(path: Path, raw: bytes = b"new") -> None:
    with placed(path) as file:
        file.write(raw)


def refusal(path: Path) -> str:
    with pytest.raises(NotWrittenError) as refused:
        judge(path)
    with pytest.raises(NotWrittenError):
        write(path)
    return refused.value.reason


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "it.txt"
    path.write_bytes(b"old")
    return path


@pytest.fixture
def device(tmp_path: Path) -> Path:
    """A device of our own that takes everything, as the machine's own does."""
    path = tmp_path / "device"
    try:
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
    except (AttributeError, PermissionError):
        pytest.skip("devices are made by root on Linux")
    return path


def test_nothing_stands_there_before_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "it.txt"
    with placed(path) as file:
        file.write(b"half")
        file.flush()
        assert not path.exists()
        (beside,) = tmp_path.iterdir()
        assert beside.name.startswith(".ukjapan-")
    assert path.read_bytes() == b"half"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, OSError])
def test_what_was_there_stays_where_writing_ends_early(
    file: Path, fault: type[BaseException]
) -> None:
    def write_half() -> None:
        with placed(file) as new:
            new.write(b"half")
            raise fault

    with pytest.raises(fault):
        write_half()
    assert file.read_bytes() == b"old"
    assert list(file.parent.iterdir()) == [file]


@on_posix
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_mode_of_new_files(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        write(tmp_path / "it.txt")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "it.txt").stat().st_mode) == mode


@on_posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_a_file_that_was_there_keeps_its_mode_and_no_right_to_run_as_its_owner(
    file: Path, mode: int
) -> None:
    file.chmod(mode | stat.S_ISUID | stat.S_ISGID)
    write(file)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@as_root
def test_a_file_that_was_there_keeps_its_owner_and_group(file: Path) -> None:
    os.chown(file, NOBODY, NOBODY)
    file.chmod(0o640)
    place = judge(file)
    write(file)
    now = file.stat()
    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (NOBODY, NOBODY, 0o640)
    assert place.aftermath() == []


NOBODY_ELSE = [(1, 6, -1), (2, 6, NOBODY), (4, 0, -1), (16, 6, -1), (32, 0, -1)]
LIST = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *entry) for entry in NOBODY_ELSE)


@pytest.mark.skipif(sys.platform != "linux", reason="as Linux has them")
@pytest.mark.parametrize(("name", "value"), [("user.of", b"it"), ("system.posix_acl_access", LIST)])
def test_a_file_that_was_there_keeps_what_its_owner_says_of_it(
    file: Path, name: str, value: bytes
) -> None:
    """A list of access (acl(5)): the owner and one other user, no group and nobody else."""
    try:
        os.setxattr(file, name, value)
    except OSError:
        pytest.skip("this file system has none")
    mode = stat.S_IMODE(file.stat().st_mode)
    write(file)
    assert os.getxattr(file, name) == value
    assert stat.S_IMODE(file.stat().st_mode) == mode


GIVEN_AWAY = f"""
import os, sys
from pathlib import Path
from ukjapan_cli.atomic_write import judge
from ukjapan_cli.atomic_write import placed
os.setgroups([])
os.setgid({NOBODY})
os.setuid({NOBODY})
path = Path(sys.argv[1])
place = judge(path)
with placed(path) as file:
    file.write(b"new")
print(place.aftermath())
"""


@pytest.mark.process
@as_root
def test_an_owner_that_cannot_be_kept_is_told_and_opens_nothing_to_others() -> None:
    """Somebody may write the file who is not its owner, and not in its group."""
    with tempfile.TemporaryDirectory() as made:
        folder, file = Path(made), Path(made, "it.txt")
        folder.chmod(0o777)
        file.write_bytes(b"old")
        file.chmod(0o662)
        ran = subprocess.run(
            [sys.executable, "-c", GIVEN_AWAY, file], capture_output=True, text=True, check=False
        )
        assert ran.stdout == "['its owner or group could not be kept']\n", ran.stderr
        now = file.stat()
    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (NOBODY, NOBODY, 0o622)


@on_posix
def test_a_link_stays_and_is_told(file: Path) -> None:
    link = file.with_name("link")
    link.symlink_to(file.name)
    place = judge(link)
    write(link)
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert place.aftermath() == [f"it is a link, and '{file}' was written"]


@on_posix
def test_a_link_to_nothing_makes_its_target(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "link"
    link.symlink_to("there/it.txt")
    write(link)
    assert (tmp_path / "there" / "it.txt").read_bytes() == b"new"
    link.unlink()
    link.symlink_to("nowhere/it.txt")
    assert refusal(link) == f"cannot be written: there is no folder '{tmp_path}/nowhere'"


@on_posix
@pytest.mark.parametrize(
    ("names", "those"), [(1, "other hard link keeps"), (2, "2 other hard links keep")]
)
def test_hard_links_stay_with_what_was_there_and_that_is_told(
    file: Path, names: int, those: str
) -> None:
    others = [file.with_name(f"other{number}") for number in range(names)]
    for other in others:
        other.hardlink_to(file)
    place = judge(file)
    write(file)
    assert file.read_bytes() == b"new"
    assert [other.read_bytes() for other in others] == [b"old"] * names
    assert place.aftermath() == [f"its {those} what was there before"]


@pytest.mark.process
@on_posix
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        write(pipe)
        assert reader.stdout is not None
        assert reader.stdout.read() == b"new"
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_device_is_written_to_and_so_is_one_behind_a_link(device: Path) -> None:
    link = device.with_name("link")
    link.symlink_to(device.name)
    for path in (device, link):
        assert judge(path).is_stream
        write(path)
        assert device.is_char_device()
    assert link.is_symlink()
    assert sorted(path.name for path in device.parent.iterdir()) == ["device", "link"]


@pytest.mark.process
@on_posix
@pytest.mark.parametrize("path", ["/dev/stdout", "/dev/fd/1", "link"])
def test_standard_output_in_a_file_is_added_to(tmp_path: Path, path: str) -> None:
    """`>> log` keeps what the log holds, and what is said before and after."""
    if path == "link":
        (tmp_path / "link").symlink_to("/dev/stdout")
    code = f"""
import os
from pathlib import Path
from ukjapan_cli.atomic_write import placed
os.write(1, b"before ")
with placed(Path({path!r})) as file:
    file.write(b"new ")
os.write(1, b"after")
"""
    log = tmp_path / "log"
    log.write_bytes(b"old ")
    with log.open("ab") as out:
        subprocess.run([sys.executable, "-c", code], stdout=out, cwd=tmp_path, check=True)
    assert log.read_bytes() == b"old before new after"


def test_what_cannot_be_written_is_refused_with_its_reason(tmp_path: Path, file: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert refusal(tmp_path / "folder") == "is a folder"
    nowhere = tmp_path / "no"
    assert refusal(nowhere / "it") == f"cannot be written: there is no folder '{nowhere}'"
    assert refusal(file / "it") == f"cannot be written: there is no folder '{file}'"
    file.chmod(0o444)
    assert refusal(file) == "is read-only"
    assert file.read_bytes() == b"old"


@on_posix
def test_names_that_no_file_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(tmp_path / ("x" * 300)) == "cannot be written: File name too long"
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    assert refusal(tmp_path / "one").startswith("cannot be written: Too many levels")
    with socket.socket(socket.AF_UNIX) as listener:
        monkeypatch.chdir(tmp_path)  # the name of a socket is short
        listener.bind("socket")
    assert refusal(tmp_path / "socket") == "is a socket"


@on_posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        assert refusal(tmp_path / "it") == (
            f"cannot be written: the folder '{tmp_path}' is read-only"
        )
    finally:
        tmp_path.chmod(0o755)


@on_posix
def test_a_place_that_becomes_another_is_not_written_over(file: Path) -> None:
    """Somebody puts a pipe where the file was while the new one is written."""

    def write_late() -> None:
        with placed(file) as new:
            new.write(b"new")
            file.unlink()
            os.mkfifo(file)

    with pytest.raises(NotWrittenError, match="is not the file that it was"):
        write_late()
    assert file.is_fifo()
    assert list(file.parent.iterdir()) == [file]
