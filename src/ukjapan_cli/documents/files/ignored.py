"""What git ignores below a folder: git itself is asked, and given nothing to run.

A checkout's configuration may name programs: one that watches files, hooks, and the ways to fetch
what a partial clone lacks. None of them is to run, whoever made the checkout.
"""

import os
from pathlib import Path
from typing import NamedTuple

LONGEST = 10.0  # seconds
_LATE = f"it takes longer than {LONGEST:g} seconds"
_NO_PROGRAM = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_SETTINGS = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",  # none: versions before 2.45 know only that
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
}
_KEPT = ("GIT_CONFIG", "GIT_EXEC_PATH")  # the user's; others are of the repository that runs a hook


class Ignored(NamedTuple):
    """The answer of git.

    Attributes:
        paths: the real paths of the folders and files that it ignores.
        problem: why there is no answer; empty where there is one, or no git.
    """

    paths: frozenset[Path] = frozenset()
    problem: str = ""


def is_repository(folder: Path) -> bool:
    """Whether a repository of git begins in a folder."""
    return os.path.lexists(folder / ".git")


def repository_of(folder: Path) -> Path | None:
    """The folder, or the one above it, in which its repository begins."""
    return next((path for path in (folder, *folder.parents) if is_repository(path)), None)


def ignored(repository: Path, folder: Path, longest: float = LONGEST) -> Ignored:
    """What git ignores of a repository, in a folder of it; nothing where git is not installed.

    What is tracked is not ignored, nor is the folder itself.

    Args:
        repository: the real path of the folder in which it begins.
        folder: the real path of that folder, or of one below it.
        longest: how many seconds git may take.
    """
    import subprocess  # only here, since most checks look through no folder

    git = _git()
    if git is None:
        return Ignored()
    if longest <= 0:
        return Ignored(problem=_LATE)
    asked = ("ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z", "--")
    environment = {
        name: text
        for name, text in os.environ.items()
        if name.startswith(_KEPT) or not name.startswith("GIT_")
    }
    try:
        ran = subprocess.run(  # noqa: S603 (a list of arguments, no shell)
            [git, "-C", repository, *_NO_PROGRAM, *asked, folder.relative_to(repository)],
            env=environment | _SETTINGS,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=longest,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        return Ignored(problem=os.fsdecode(error.stderr).strip().partition("\n")[0])
    except subprocess.TimeoutExpired:
        return Ignored(problem=_LATE)
    except OSError as error:
        return Ignored(problem=str(error))
    names = filter(None, os.fsdecode(ran.stdout).split("\0"))
    paths = frozenset(repository / name for name in names)
    return Ignored(paths - {folder, *folder.parents})


def _git() -> str | None:
    """The program, unless it lies in the current folder, where Windows looks first."""
    import shutil

    found = shutil.which("git")
    return None if found is None or Path(found).absolute().parent == Path.cwd() else found
