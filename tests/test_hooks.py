"""The pre-commit hook that other repositories use, and the one that this one does."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.pages import ROOT, shown

from ukjapan_cli.features.check.manual import CRITERIA, OPTIONS


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


(OFFERED,) = read(".pre-commit-hooks.yaml")


def test_the_documentation_shows_the_hook_that_is_offered() -> None:
    (repo,) = yaml.safe_load(shown(".pre-commit-config.yaml"))["repos"]
    (hook,) = repo["hooks"]
    assert hook["id"] == OFFERED["id"]
    assert shlex.split(hook["entry"])[:2] == shlex.split(OFFERED["entry"])[:2]


def test_this_repository_checks_itself_as_it_offers_to_check_others() -> None:
    hooks = [hook for repo in read(".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]
    (own,) = [hook for hook in hooks if hook["id"] == OFFERED["id"]]
    same = ("name", "entry", "always_run", "pass_filenames")
    assert [own[key] for key in same] == [OFFERED[key] for key in same]


@pytest.mark.skipif(sys.platform == "win32", reason="making links takes a privilege there")
@pytest.mark.judges
class TestCommits:
    """What pre-commit does with the hook, run by this environment's own command."""

    @pytest.fixture
    def repository(self, tmp_path: Path) -> Path:
        for name in ("north", "south"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "options.yaml").write_text(OPTIONS, encoding="utf-8")
        (tmp_path / "north" / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
        (tmp_path / "shared").mkdir()
        (tmp_path / "shared" / "ours.yaml").write_text(CRITERIA, encoding="utf-8")
        (tmp_path / "south" / "criteria.yaml").symlink_to("../shared/ours.yaml")
        hook = {**OFFERED, "language": "system", "entry": f"{sys.executable} -m {self.module()}"}
        config = {"repos": [{"repo": "local", "hooks": [hook]}]}
        (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
        self.git(tmp_path, "init", "-q")
        self.git(tmp_path, "add", ".")
        self.git(tmp_path, "commit", "-q", "-m", "x")
        return tmp_path

    @staticmethod
    def module() -> str:
        return OFFERED["entry"].replace("ukjapan", "ukjapan_cli", 1)

    @staticmethod
    def git(folder: Path, *arguments: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)

    @staticmethod
    def commit(folder: Path) -> tuple[int, str]:
        """What the hook says of the index, and with which exit code."""
        environment = {**os.environ, "PRE_COMMIT_HOME": str(folder.parent / "pre-commit")}
        environment.pop("GITHUB_ACTIONS", None)
        ran = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return ran.returncode, ran.stdout + ran.stderr

    def test_a_good_commit_passes(self, repository: Path) -> None:
        (repository / "readme").touch()
        self.git(repository, "add", ".")
        code, said = self.commit(repository)
        assert code == 0, said

    def test_a_deletion_is_seen(self, repository: Path) -> None:
        self.git(repository, "rm", "-q", "north/criteria.yaml")
        code, said = self.commit(repository)
        assert code == 1
        assert "north/options.yaml:1:1: error UKJ123" in said

    def test_a_change_behind_a_link_is_seen(self, repository: Path) -> None:
        text = CRITERIA.replace("weight: 40", "weight: -40")
        (repository / "shared" / "ours.yaml").write_text(text, encoding="utf-8")
        self.git(repository, "add", ".")
        code, said = self.commit(repository)
        assert code == 1
        assert "south/criteria.yaml:7:13: error UKJ115" in said
