"""`ukjapan check --fix` and `--diff`, with git and patch as judges of the diff."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, write
from tests.end_to_end.program import run, run_on_terminal

BOM = b"\xef\xbb\xbf"
SLIPS = (
    ("    summary: Convert", "    sumary: Convert"),
    ("source: survey ¶4", "source: surwey ¶4"),
    ("name: A kiosk", "name: no  # not yet"),
    ("requires: [old-station]", "requires: [old-staton]"),
)
FIXED = LIBRARY_OPTIONS.replace("name: A kiosk", "name: 'no'  # not yet")
STRUCTURE = ("--select", "UKJ1")
HOSTILE = """\
    summary: |
      \u202e
      ::error::not an annotation

      --- a/options.yaml
      @@ -1,1 +1,1 @@
      ##[error]neither is this
"""


def misspelt(text: str = LIBRARY_OPTIONS) -> str:
    for right, wrong in SLIPS:
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    return text


def applied(folder: Path, diff: bytes, *command: str) -> bytes:
    """The options file after another program has taken the diff."""
    done = subprocess.run(command, cwd=folder, input=diff, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return (folder / "options.yaml").read_bytes()


def test_fix_fixes_the_file_and_reports_what_remains(tmp_path: Path) -> None:
    folder = write(tmp_path, misspelt().replace("reach: 750", "reach: 7_50"), LIBRARY_CRITERIA)
    before = run("check", *STRUCTURE, cwd=folder)
    ran = run("check", "--fix", *STRUCTURE, cwd=folder)
    expected = FIXED.replace("reach: 750", "reach: 7_50")
    assert (folder / "options.yaml").read_text(encoding="utf-8") == expected
    assert (folder / "criteria.yaml").read_text(encoding="utf-8") == LIBRARY_CRITERIA
    assert ran.err == "fixed 4 in options.yaml\n"
    assert (before.code, ran.code) == (1, 1)
    assert before.lines[-2] == "4 errors, 2 warnings in 2 files"
    assert ran.lines[-2] == "1 error, 1 warning in 2 files"
    assert ran.out == run("check", *STRUCTURE, ".", cwd=folder).out


def test_fix_that_fixes_everything_exits_0_and_has_nothing_left_to_do(tmp_path: Path) -> None:
    folder = write(tmp_path, misspelt(), LIBRARY_CRITERIA)
    first = run("check", "--fix", *STRUCTURE, "options.yaml", cwd=folder)
    assert (first.code, first.err) == (0, "fixed 4 in options.yaml\n")
    assert first.out == "no errors, no warnings in 2 files\n"
    second = run("check", "--fix", *STRUCTURE, cwd=folder)
    assert (second.code, second.err, second.out) == (0, "", first.out)
    assert (folder / "options.yaml").read_text(encoding="utf-8") == FIXED
    assert sorted(path.name for path in folder.iterdir()) == ["criteria.yaml", "options.yaml"]


def test_fix_in_folders_says_what_it_fixed_file_by_file(tmp_path: Path) -> None:
    write(tmp_path / "north", misspelt(), LIBRARY_CRITERIA)
    write(tmp_path / "south", LIBRARY_OPTIONS, LIBRARY_CRITERIA.replace("title:", "titel:"))
    ran = run("check", "--fix", *STRUCTURE, "--format", "json", ".", cwd=tmp_path)
    assert ran.err == "fixed 4 in north/options.yaml\nfixed 1 in south/criteria.yaml\n"
    assert ran.out.startswith('{\n  "schema": "ukjapan/check/1"')
    assert ran.code == 0


def test_files_named_by_flags(tmp_path: Path) -> None:
    write(tmp_path, misspelt(), LIBRARY_CRITERIA)
    (tmp_path / "options.yaml").rename(tmp_path / "mine.yaml")
    ran = run("check", "--fix", *STRUCTURE, "-o", "mine.yaml", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "fixed 4 in mine.yaml\n")
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == FIXED


def test_the_packaged_decision_is_not_written(empty: Path) -> None:
    ran = run("check", "--fix", cwd=empty)
    assert (ran.code, ran.raw) == (2, b"")
    assert "there is no options.yaml or criteria.yaml here" in ran.err


def test_a_read_only_file_stays_and_the_exit_code_is_2(tmp_path: Path) -> None:
    folder = write(tmp_path, misspelt(), LIBRARY_CRITERIA)
    (folder / "options.yaml").chmod(0o444)
    ran = run("check", "--fix", cwd=folder)
    assert (ran.code, ran.raw) == (2, b"")
    assert ran.err == "ukjapan: error: 'options.yaml' was not fixed: it is read-only\n"
    assert (folder / "options.yaml").read_text(encoding="utf-8") == misspelt()
    assert sorted(path.name for path in folder.iterdir()) == ["criteria.yaml", "options.yaml"]


unix = pytest.mark.skipif(sys.platform == "win32", reason="links and owners as POSIX has them")


@unix
@pytest.mark.parametrize(
    "named", [("in",), ("in/options.yaml",), ("-o", "in/options.yaml", "-c", "in/criteria.yaml")]
)
def test_no_link_is_followed_out_of_the_folder(tmp_path: Path, named: tuple[str, ...]) -> None:
    """Git can store such a link, and a checkout is not to be trusted."""
    folder = write(tmp_path / "here" / "in", LIBRARY_OPTIONS, LIBRARY_CRITERIA)
    outside = tmp_path / "outside.yaml"
    outside.write_text(misspelt(), encoding="utf-8")
    (folder / "options.yaml").unlink()
    (folder / "options.yaml").symlink_to("../../outside.yaml")
    (folder / "criteria.yaml").write_text(
        LIBRARY_CRITERIA.replace("title:", "titel:"), encoding="utf-8"
    )
    ran = run("check", "--fix", *STRUCTURE, *named, cwd=tmp_path / "here")
    assert outside.read_text(encoding="utf-8") == misspelt()
    if named != ("in",):  # of a folder, such a link is passed over
        assert (ran.code, ran.raw) == (2, b"")
        assert "'in/options.yaml' was not fixed: it is a link out of the folder" in ran.err
    fixed = (folder / "criteria.yaml").read_text(encoding="utf-8")
    assert fixed == LIBRARY_CRITERIA  # what can be fixed is


@unix
def test_a_link_out_of_the_folder_that_was_named_is_not_followed_within_the_current_one(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path / "in", misspelt(), LIBRARY_CRITERIA)
    shared = tmp_path / "shared.yaml"
    (folder / "options.yaml").rename(shared)
    (folder / "options.yaml").symlink_to("../shared.yaml")
    run("check", "--fix", *STRUCTURE, "in", cwd=tmp_path)
    assert shared.read_text(encoding="utf-8") == misspelt()


@unix
def test_links_of_files_that_were_named_may_lead_about_below_the_current_folder(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path / "in", misspelt(), LIBRARY_CRITERIA)
    shared = tmp_path / "shared.yaml"
    (folder / "options.yaml").rename(shared)
    (folder / "options.yaml").symlink_to("../shared.yaml")
    ran = run("check", "--fix", *STRUCTURE, "in/options.yaml", cwd=tmp_path)
    assert ran.code == 0
    told = f"fixed 4 in in/options.yaml; it is a link, and '{shared}' was written\n"
    assert ran.err == told
    assert (folder / "options.yaml").is_symlink()
    assert shared.read_text(encoding="utf-8") == FIXED


@unix
def test_hard_links_are_told(tmp_path: Path) -> None:
    folder = write(tmp_path, misspelt(), LIBRARY_CRITERIA)
    (folder / "copy.yaml").hardlink_to(folder / "options.yaml")
    ran = run("check", "--fix", *STRUCTURE, "options.yaml", cwd=folder)
    told = "fixed 4 in options.yaml; its other hard link keeps what was there before\n"
    assert ran.err == told
    assert (folder / "options.yaml").read_text(encoding="utf-8") == FIXED
    assert (folder / "copy.yaml").read_text(encoding="utf-8") == misspelt()


@unix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() != 0, reason="root gives files away")
def test_owner_group_and_mode_stay(tmp_path: Path) -> None:
    folder = write(tmp_path, misspelt(), LIBRARY_CRITERIA)
    file = folder / "options.yaml"
    os.chown(file, 65534, 65534)
    file.chmod(0o4640)
    ran = run("check", "--fix", *STRUCTURE, cwd=folder)
    assert ran.err == "fixed 4 in options.yaml\n"
    now = file.stat()
    assert (now.st_uid, now.st_gid, now.st_mode & 0o7777) == (65534, 65534, 0o640)


@pytest.mark.parametrize("flags", [["--diff"], ["--fix", "--diff"]])
def test_diff_shows_what_fix_would_do_and_writes_nothing(tmp_path: Path, flags: list[str]) -> None:
    folder = write(tmp_path, misspelt(), LIBRARY_CRITERIA)
    ran = run("check", *flags, *STRUCTURE, cwd=folder)
    assert ran.code == 1  # as without it
    assert ran.err == "would fix 4 in options.yaml\n3 errors, 1 warning in 2 files\n"
    assert ran.lines[:2] == ["--- a/options.yaml", "+++ b/options.yaml"]
    changed = [line for line in ran.lines[2:] if line[0] in "-+"]
    assert changed == [
        "-    sumary: Convert the ticket hall.",
        "+    summary: Convert the ticket hall.",
        "-        source: surwey ¶4",
        "+        source: survey ¶4",
        "-    requires: [old-staton]",
        "+    requires: [old-station]",
        "-    name: no  # not yet",
        "+    name: 'no'  # not yet",
    ]
    assert (folder / "options.yaml").read_text(encoding="utf-8") == misspelt()


def test_diff_of_what_needs_no_fix_is_empty(library: Path) -> None:
    ran = run("check", "--diff", *STRUCTURE, cwd=library)
    assert (ran.code, ran.raw) == (0, b"")
    assert ran.err == "no errors, no warnings in 2 files\n"


CHANGES = {
    "as it is": lambda raw: raw,
    "with a mark": lambda raw: BOM + raw,
    "with CR LF": lambda raw: raw.replace(b"\n", b"\r\n"),
    "with CR LF and a mark": lambda raw: BOM + raw.replace(b"\n", b"\r\n"),
    "with CR": lambda raw: raw.replace(b"\n", b"\r"),
    "without an end": lambda raw: raw.replace(b"name: no", b"name: No").rstrip(b"\n}") + b"}",
    "with the last line fixed": lambda raw: raw[: raw.index(b"synergies")] + b"titel: no",
    "in the first line": lambda raw: raw.split(b"\n", 1)[1].replace(b"version", b"verison"),
    "hostile": lambda raw: raw.replace(b"    sumary: Convert the ticket hall.\n", HOSTILE.encode()),
}


@pytest.mark.process
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "command",
    [("git", "apply"), ("patch", "-p1", "--binary")],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize("settings", [{}, {"GITHUB_ACTIONS": "true"}], ids=["here", "on GitHub"])
def test_others_take_the_diff_and_come_to_what_fix_does(
    tmp_path: Path, change: str, command: tuple[str, ...], settings: dict[str, str]
) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not here")
    for name in ("diffed", "fixed"):
        write(tmp_path / name, misspelt(), LIBRARY_CRITERIA)
        raw = CHANGES[change](misspelt().encode())
        (tmp_path / name / "options.yaml").write_bytes(raw)
    ran = run("check", "--diff", *STRUCTURE, cwd=tmp_path / "diffed", settings=settings)
    run("check", "--fix", *STRUCTURE, cwd=tmp_path / "fixed")
    expected = (tmp_path / "fixed" / "options.yaml").read_bytes()
    assert expected != raw
    assert applied(tmp_path / "diffed", ran.raw, *command) == expected


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not have")
@pytest.mark.parametrize("folder", ["my plans", 'a "plan"', "pläne", "back\\slash", "new\nline"])
def test_names_that_a_header_has_to_quote(tmp_path: Path, folder: str) -> None:
    write(tmp_path / folder, misspelt(), LIBRARY_CRITERIA)
    ran = run("check", "--diff", *STRUCTURE, ".", cwd=tmp_path)
    applied_to = subprocess.run(
        ["git", "apply"], cwd=tmp_path, input=ran.raw, capture_output=True, check=False
    )
    assert applied_to.returncode == 0, applied_to.stderr
    assert (tmp_path / folder / "options.yaml").read_text(encoding="utf-8") == FIXED


def test_a_runner_is_told_to_obey_nothing_in_a_diff(tmp_path: Path) -> None:
    text = misspelt().replace("    sumary: Convert the ticket hall.\n", HOSTILE)
    folder = write(tmp_path, text, LIBRARY_CRITERIA)
    ran = run("check", "--diff", *STRUCTURE, cwd=folder, settings={"GITHUB_ACTIONS": "true"})
    first, *inside, last = ran.lines
    token = first.removeprefix("::stop-commands::")
    assert first != token
    assert len(token) >= 20
    assert last == f"::{token}::"
    assert not any(token in line for line in inside)
    again = run("check", *STRUCTURE, "--diff", cwd=folder, settings={"GITHUB_ACTIONS": "true"})
    assert token not in again.out


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_what_it_would_obey_is_written_out(tmp_path: Path) -> None:
    text = misspelt().replace("Convert the ticket hall.", "Convert \u202e the \u2060 hall.\u2066")
    folder = write(tmp_path, text, LIBRARY_CRITERIA)
    (folder / "options.yaml").write_bytes(BOM + text.encode())
    shown = run_on_terminal("check", "--diff", *STRUCTURE, cwd=folder, columns=120)
    assert shown.code == 1
    assert "+    summary: Convert \\u202e the \\u2060 hall.\\u2066" in shown.lines
    assert any(line.startswith("-\\ufeff# yaml-language-server") for line in shown.lines)
    assert not any(character in shown.raw for character in "\u202e\u2060\u2066\ufeff\x1b")
