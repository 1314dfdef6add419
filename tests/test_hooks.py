"""The pre-commit hook that other repositories use, and the one that this one does."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


(OFFERED,) = read(".pre-commit-hooks.yaml")


@pytest.mark.parametrize(
    ("path", "is_checked"),
    [
        ("options.yaml", True),
        ("criteria.yaml", True),
        ("decisions/north/options.yaml", True),
        ("my-options.yaml", False),
        ("options.yaml.orig", False),
        ("options.yml", True),
        ("src/options.py", False),
    ],
)
def test_the_hook_is_for_files_with_the_usual_names(path: str, is_checked: bool) -> None:
    assert bool(re.search(OFFERED["files"], path)) is is_checked


def test_the_readme_shows_the_hook_that_is_offered() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"(?ms)^```yaml\n# \.pre-commit-config\.yaml\n(.+?)^```$", readme)
    assert block is not None
    (repo,) = yaml.safe_load(block[1])["repos"]
    (hook,) = repo["hooks"]
    assert hook["id"] == OFFERED["id"]
    assert re.search(hook["files"], "decisions/north/options.yaml")
    assert not re.search(hook["files"], "src/options.yaml")


def test_this_repository_checks_itself_as_it_offers_to_check_others() -> None:
    hooks = [hook for repo in read(".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]
    (own,) = [hook for hook in hooks if hook["id"] == OFFERED["id"]]
    same = ("name", "entry", "files", "require_serial")
    assert [own[key] for key in same] == [OFFERED[key] for key in same]
