"""Which files a walk through a folder takes, which it leaves out, and what it says of them."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ukjapan_cli.documents.files import walking
from ukjapan_cli.documents.files.locations import Location
from ukjapan_cli.documents.files.walking import Walked, files_below

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="making links takes a privilege")
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str, text: str = "version: 1\n") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def walked(folder: str = "d", *exclude: str) -> Walked:
    return files_below(Location(Path(folder), folder), exclude)


def taken(folder: str = "d", *exclude: str) -> list[str]:
    return [location.name for location in walked(folder, *exclude).files]


def test_files_with_the_usual_names_folder_by_folder() -> None:
    write(
        "d/b/options.yml", "d/a/x/criteria.yaml", "d/options.yaml", "d/criteria.yaml", "d/c/o.yaml"
    )
    assert taken() == [
        "d/criteria.yaml",
        "d/options.yaml",
        "d/a/x/criteria.yaml",
        "d/b/options.yml",
    ]
    assert walked().passed_over == []


class TestLinks:
    def test_links_to_folders_are_not_followed_so_that_loops_end(self) -> None:
        write("d/a/options.yaml", "e/criteria.yaml")
        Path("d/a/up").symlink_to("..", target_is_directory=True)
        Path("d/e").symlink_to(Path("e").absolute(), target_is_directory=True)
        assert taken() == ["d/a/options.yaml"]
        assert taken("d/e") == ["d/e/criteria.yaml"]  # a link that is named is
        links = "links out of the folder, which are not followed: 'd/e'"
        assert walked().passed_over == [links]

    def test_a_link_inside_the_folder_is_read(self) -> None:
        write("d/shared/criteria.yaml", "d/north/options.yaml")
        Path("d/north/criteria.yaml").symlink_to("../shared/criteria.yaml")
        assert "d/north/criteria.yaml" in taken()

    @pytest.mark.parametrize("target", ["/proc/self/environ", "/etc/passwd", "../e/options.yaml"])
    def test_a_link_out_of_the_folder_is_not(self, target: str) -> None:
        write("d/criteria.yaml", "e/options.yaml")
        Path("d/options.yaml").symlink_to(target)
        assert taken() == ["d/criteria.yaml"]
        assert walked().passed_over == [
            "'d/options.yaml' is not read: it is a link that leads out of the folder"
        ]

    @pytest.mark.parametrize("target", [".git/config", ".env", "secrets.txt", "key.pem"])
    def test_a_link_to_what_is_no_decision_s_is_not(self, target: str) -> None:
        write("d/criteria.yaml", f"d/{target}", text="[core]\n\ttoken = hunter2\n")
        Path("d/options.yaml").symlink_to(target)
        assert taken() == ["d/criteria.yaml"]
        reason = "it is a link to what is no file of a decision"
        assert f"'d/options.yaml' is not read: {reason}" in walked().passed_over

    def test_a_link_to_nothing_is_read_so_that_it_is_told(self) -> None:
        write("d/criteria.yaml")
        Path("d/options.yaml").symlink_to("gone.yaml")
        assert taken() == ["d/criteria.yaml", "d/options.yaml"]

    @pytest.mark.parametrize("name", ["options.yaml", "criteria.yml"])
    def test_a_fifo_is_not_waited_for(self, name: str) -> None:
        write("d/a/options.yaml")
        os.mkfifo(f"d/{name}")
        assert taken() == ["d/a/options.yaml"]
        assert walked().passed_over == [f"'d/{name}' is not read: it is no regular file"]

    @pytest.mark.parametrize("device", ["/dev/stdin", "/dev/zero", "/dev/null"])
    def test_nor_is_a_device(self, device: str) -> None:
        write("d/a/options.yaml")
        Path("d/options.yaml").symlink_to(device)
        assert taken() == ["d/a/options.yaml"]


class TestExclude:
    @pytest.mark.parametrize(
        "glob", ["old", "d/old", "d/old/", "./old", "ol*", "d/old/*", "old/x", "x", "*/x"]
    )
    def test_by_name_or_path(self, glob: str) -> None:
        write("d/options.yaml", "d/old/x/options.yaml")
        found = walked("d", glob)
        assert [location.name for location in found.files] == ["d/options.yaml"]
        (word,) = found.passed_over
        assert word.startswith("excluded: 'd/old")

    @pytest.mark.parametrize("glob", ["ol", "OLD", "d", "options", "x/old"])
    def test_what_is_not_called_so_stays(self, glob: str) -> None:
        write("d/options.yaml", "d/old/x/options.yaml")
        assert len(taken("d", glob)) == 2

    def test_a_file(self) -> None:
        write("d/options.yaml", "d/old/options.yaml")
        assert taken("d", "old/options.yaml") == ["d/options.yaml"]

    def test_criteria_exclude_what_is_below_them(self) -> None:
        text = "version: 1\nchecks: {exclude: [drafts, 'a/b*']}\ncriteria: []\n"
        write("d/n/criteria.yaml", text=text)
        write("d/drafts/options.yaml", "d/n/drafts/options.yaml", "d/n/x/drafts/options.yaml")
        write("d/n/a/b1/options.yaml", "d/n/a/c/options.yaml", "d/n/options.yaml")
        assert taken() == [
            "d/drafts/options.yaml",
            "d/n/criteria.yaml",
            "d/n/options.yaml",
            "d/n/a/c/options.yaml",
        ]

    @pytest.mark.parametrize("text", ["exclude: [", "checks: exclude", "checks: {exclude: {a: 1}}"])
    def test_criteria_that_are_not_whole_exclude_nothing(self, text: str) -> None:
        write("d/criteria.yaml", text=text)
        write("d/a/options.yaml")
        assert taken() == ["d/criteria.yaml", "d/a/options.yaml"]


@needs_git
class TestGit:
    @pytest.fixture(autouse=True)
    def alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            monkeypatch.delenv(name)

    def git(self, *arguments: str, cwd: str = "d") -> None:
        subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True)

    def repository(self, folder: str = "d", ignored: str = "node_modules/\n*.tmp/\n") -> None:
        write(f"{folder}/.gitignore", text=ignored)
        self.git("init", "-q", cwd=folder)

    def test_what_git_ignores_is_left_out_and_told(self) -> None:
        write("d/options.yaml", "d/node_modules/x/options.yaml", "d/a/b.tmp/options.yaml")
        self.repository()
        found = walked()
        assert [location.name for location in found.files] == ["d/options.yaml"]
        assert found.passed_over == ["git ignores 'd/a', 'd/node_modules'"]

    def test_what_is_tracked_is_not_ignored(self) -> None:
        write("d/options.yaml", "d/node_modules/x/options.yaml")
        self.repository()
        self.git("add", "-f", "node_modules/x/options.yaml")
        assert "d/node_modules/x/options.yaml" in taken()

    def test_below_the_top_and_above_it(self) -> None:
        write("d/a/options.yaml", "d/a/node_modules/options.yaml", "d/a/x/options.yaml")
        self.repository()
        assert taken("d/a") == ["d/a/options.yaml", "d/a/x/options.yaml"]

    def test_a_folder_that_is_named_is_looked_into(self) -> None:
        write("d/options.yaml", "d/node_modules/x/options.yaml")
        self.repository()
        assert taken("d/node_modules") == ["d/node_modules/x/options.yaml"]

    def test_a_repository_in_a_repository_has_its_own_rules(self) -> None:
        write("d/options.yaml", "d/inner/options.yaml", "d/inner/out/options.yaml")
        self.repository()
        self.repository("d/inner", "out\n")
        assert taken() == ["d/options.yaml", "d/inner/options.yaml"]

    @pytest.mark.parametrize(
        "settings",
        [
            {"GIT_DIR": "e/.git", "GIT_INDEX_FILE": "e/.git/index"},
            {"GIT_OBJECT_DIRECTORY": "e/.git/objects", "GIT_QUARANTINE_PATH": "e"},
            {"GIT_WORK_TREE": "e", "GIT_PREFIX": "e/", "GIT_COMMON_DIR": "gone"},
            {"GIT_GLOB_PATHSPECS": "1", "GIT_NAMESPACE": "e", "GIT_CEILING_DIRECTORIES": "d"},
        ],
    )
    def test_what_a_hook_sets_is_of_another_repository(
        self, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write("d/options.yaml", "d/node_modules/x/options.yaml", "e/options.yaml")
        self.repository()
        self.repository("e", "")
        for name, value in settings.items():
            monkeypatch.setenv(name, str(Path(value).absolute()))
        assert taken() == ["d/options.yaml"]

    @pytest.mark.parametrize("name", ["we[ird", "sp ace ", "-dash", "new\nline", "ünï", "*", "a*"])
    def test_a_name_is_no_pattern(self, name: str) -> None:
        write("d/options.yaml", f"d/{name}/options.yaml", f"d/{name}/out/options.yaml")
        self.repository(ignored="out/\n")
        assert taken("d") == ["d/options.yaml", f"d/{name}/options.yaml"]
        assert taken(f"d/{name}") == [f"d/{name}/options.yaml"]

    def test_rules_nearer_to_a_file_come_last(self) -> None:
        write("d/a/x/options.yaml", "d/a/y/options.yaml", "d/b/x/options.yaml")
        self.repository(ignored="x/\ny/\n")
        write("d/a/.gitignore", text="!y/\n")
        assert taken() == ["d/a/y/options.yaml"]

    @pytest.fixture
    def evil(self) -> Path:
        """A program that leaves a file where it was run."""
        program = Path("evil").absolute()
        program.write_text(f"#!/bin/sh\ntouch {program}.ran\n", encoding="utf-8")
        program.chmod(0o755)
        return program

    def test_no_program_of_the_checkout_is_run(self, evil: Path) -> None:
        write("d/options.yaml")
        self.repository()
        self.git("config", "core.fsmonitor", str(evil))
        assert taken() == ["d/options.yaml"]
        assert not Path("evil.ran").exists()

    @pytest.mark.parametrize("url", ["ext::{evil} x", "ssh://host/x", "{here}/d", "evil::x"])
    def test_nothing_is_fetched_into_a_partial_clone(
        self, url: str, evil: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """One whose rules are neither checked out nor there, so that git would go for them."""
        write("d/options.yaml", "d/node_modules/options.yaml")
        self.repository()
        self.git("add", ".gitignore")
        self.git("update-index", "--skip-worktree", ".gitignore")
        Path("d/.gitignore").unlink()
        for blob in Path("d/.git/objects").glob("??/*"):
            blob.unlink()
        evil.with_name("git-remote-evil").symlink_to(evil)
        monkeypatch.setenv("PATH", f"{evil.parent}:{os.environ['PATH']}")
        for key, value in {
            "core.repositoryFormatVersion": "1",
            "extensions.partialClone": "origin",
            "remote.origin.promisor": "true",
            "remote.origin.url": url.format(evil=evil, here=evil.parent),
            "remote.origin.uploadpack": str(evil),
            "core.sshCommand": str(evil),
            "protocol.allow": "always",
        }.items():
            self.git("config", key, value)
        assert sorted(taken()) == ["d/node_modules/options.yaml", "d/options.yaml"]
        assert not Path("evil.ran").exists()

    def test_a_folder_that_looks_like_a_repository_is_none(self) -> None:
        """A bare repository in a checkout brings a configuration of its own."""
        write("d/options.yaml")
        Path("d/bare").mkdir()
        self.git("init", "-q", "--bare", cwd="d/bare")
        program = Path("evil").absolute()
        program.write_text(f"#!/bin/sh\ntouch {program}.ran\n", encoding="utf-8")
        program.chmod(0o755)
        for key, value in (("core.fsmonitor", str(program)), ("core.bare", "false")):
            self.git("config", "-f", "config", key, value, cwd="d/bare")
        write("d/bare/options.yaml")
        assert taken("d/bare") == ["d/bare/options.yaml"]
        assert not Path("evil.ran").exists()

    def test_what_is_no_repository_is_said_and_all_is_looked_through(self) -> None:
        write("d/options.yaml", "d/a/options.yaml", "d/.git", text="nonsense")
        found = walked()
        assert len(found.files) == 2
        (word,) = found.passed_over
        assert word.startswith("git did not say what it ignores in 'd': fatal: ")

    def test_git_is_not_waited_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """All repositories together have the time of one."""
        for folder in ("d", "d/a", "d/b"):
            write(f"{folder}/options.yaml")
            self.git("init", "-q", cwd=folder)
            os.mkfifo(f"{folder}/.gitignore")
        monkeypatch.setattr(walking, "LONGEST", 0.1)
        found = walked()
        assert len(found.files) == 3
        (word,) = found.passed_over
        assert word.startswith("git did not say what it ignores in 'd', 'd/a', 'd/b': it takes")

    def test_without_git_all_is_looked_through(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write("d/options.yaml", "d/node_modules/x/options.yaml")
        self.repository()
        monkeypatch.setenv("PATH", "/nowhere")
        assert len(taken()) == 2


@pytest.fixture
def somebody() -> Iterator[None]:
    """Somebody who may not read everything, in a folder of theirs."""
    is_root = os.geteuid() == 0
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    if is_root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        os.chdir("/")
        subprocess.run(["chmod", "-R", "u+rwX", folder], check=True)
        shutil.rmtree(folder)


@pytest.mark.usefixtures("somebody")
class TestWhatCannotBeRead:
    @pytest.mark.process
    def test_a_folder_is_a_finding_and_the_rest_goes_on(self) -> None:
        write("d/options.yaml", "d/shut/options.yaml", "d/z/options.yaml")
        Path("d/shut").chmod(0)
        found = walked()
        assert [location.name for location in found.files] == ["d/options.yaml", "d/z/options.yaml"]
        (document,) = found.unreadable
        assert document.name == "d/shut"
        (finding,) = document.findings
        assert (finding.rule.code, finding.is_error) == ("UKJ101", True)
        assert finding.message == "the folder cannot be read: Permission denied"

    @pytest.mark.process
    def test_files_of_a_folder_that_can_only_be_listed_are_taken(self) -> None:
        """So that opening them tells; Python 3.11 raises where such a folder is asked about."""
        write("d/two/options.yaml", "d/two/criteria.yaml", "d/two/x/options.yaml")
        write("d/z/options.yaml")
        Path("d/two").chmod(0o444)
        assert taken() == ["d/two/criteria.yaml", "d/two/options.yaml", "d/z/options.yaml"]
        assert [document.name for document in walked().unreadable] == ["d/two/x"]

    @pytest.mark.process
    def test_the_folder_itself(self) -> None:
        write("d/options.yaml")
        Path("d").chmod(0)
        (document,) = walked().unreadable
        assert document.name == "d"
