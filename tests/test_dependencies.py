"""What is installed: bounds that CI runs with, and versions that are the same for everybody."""

import re
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from tests.pages import ROOT, marked

PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def stated() -> Iterator[Requirement]:
    """What pyproject.toml requires, the build backend and all extras but the benchmarks' peers."""
    project = tomllib.loads(PYPROJECT)
    extras = project["project"]["optional-dependencies"]
    lists = [
        project["build-system"]["requires"],
        project["project"]["dependencies"],
        *(lines for extra, lines in extras.items() if extra != "bench"),
    ]
    for requirement in (Requirement(line) for lines in lists for line in lines):
        if requirement.name != "ukjapan-cli":
            yield requirement


def pinned(name: str) -> dict[str, Version]:
    """The version of each library in a file of constraints."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {canonicalize_name(library): Version(version) for library, version in pairs}


def test_the_lowest_versions_are_the_bounds_that_pyproject_states() -> None:
    bounds: dict[str, Version] = {}
    for requirement in stated():
        lower = [part.version for part in requirement.specifier if part.operator == ">="]
        assert len(lower) == 1, f"{requirement} has no lower bound"
        library = canonicalize_name(requirement.name)
        assert bounds.setdefault(library, Version(lower[0])) == Version(lower[0]), library
    assert pinned("constraints-lowest.txt") == bounds


def test_what_everybody_installs_is_pinned_and_within_the_bounds() -> None:
    versions = pinned("constraints.txt")
    for requirement in stated():
        assert versions[canonicalize_name(requirement.name)] in requirement.specifier


def test_an_upper_bound_has_its_reason_and_an_address_beside_it() -> None:
    bounded = [line for line in PYPROJECT.splitlines() if re.match(r'\s+".*<\d', line)]
    assert bounded
    for line in bounded:
        assert re.search(r"# .+ https://\S+", line), line


@pytest.mark.parametrize("name", ["run", "test"])
def test_the_two_commands_of_the_readme_install_the_same_for_everybody(name: str) -> None:
    assert "pip install -c constraints.txt " in marked(name).text
