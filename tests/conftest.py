"""Settings for every test."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# The same examples at every run, so that a change fails for what it changes; once a week others:
# HYPOTHESIS_PROFILE=searching pytest -m "" tests/properties
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
settings.register_profile("brisk", settings.get_profile("steady"), max_examples=10)
settings.register_profile(
    "searching",
    settings.get_profile("steady"),
    derandomize=False,
    max_examples=500,
    print_blob=True,
)


def left_out(config: pytest.Config) -> set[str]:
    """The marks of `-m "not (a or b)"`, by which the default run is kept small; of others none."""
    found = re.fullmatch(r"not \((\w+(?: or \w+)*)\)", config.option.markexpr)
    return set(found[1].split(" or ")) if found else set()


def pytest_configure(config: pytest.Config) -> None:
    """Every example in the whole run, the first of them by default."""
    profile = "brisk" if left_out(config) else "steady"
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", profile))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A module that is left out whole, and not imported: what it needs may not be installed."""
    if not collection_path.match("test_*.py"):
        return None
    marks = re.findall(r"^pytestmark = (.+)$", collection_path.read_text("utf-8"), re.MULTILINE)
    named = {name for line in marks for name in re.findall(r"pytest\.mark\.(\w+)", line)}
    return True if named & left_out(config) else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file's tests in one process, and those of one kind, which share what is dear to start."""
    from xdist.scheduler import LoadFileScheduling

    class ByFileOrKind(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            kinds = ("spark", "tests/browser")
            return next((kind for kind in kinds if kind in nodeid), super()._split_scope(nodeid))

    return ByFileOrKind(config, log)


@pytest.fixture(scope="session", autouse=True)
def _signals_of_processes_are_as_usual() -> Iterator[None]:
    """`nohup pytest &` ignores some, as would what it starts; a handler is not inherited."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    ignored = [number for number in numbers if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, lambda *_: None)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.fixture(scope="session", autouse=True)
def _parser_built_once() -> Iterator[None]:
    """The command line's parser, which Typer builds of all commands whenever it is called."""
    import typer.main

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_command", cache(typer.main.get_command))
        yield


@pytest.fixture(scope="session", autouse=True)
def _json_is_as_its_schema_says() -> Iterator[None]:
    """What this process makes as JSON, by a command or by a record alone; see `run_process` too."""
    from tests.contracts import hold

    from ukjapan_cli.formats import json_and_csv

    make = json_and_csv.json_document

    def made(record: Any) -> str:
        text = make(record)
        hold(text)
        return text

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_and_csv, "json_document", made)
        yield


@pytest.fixture(autouse=True)
def _no_program_without_a_mark(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The default run starts none but git, which a check of a folder asks."""
    marks = {mark.name for mark in request.node.iter_markers()}
    if marks & {"process", "browser", "office", "spark", "judges"}:
        return
    start = subprocess.Popen.__init__

    def only_git(self: Any, args: Any, *rest: Any, **named: Any) -> None:
        program = args if isinstance(args, str) else args[0]
        assert Path(program).name == "git", f"{program} is started by a test without a mark"
        start(self, args, *rest, **named)

    monkeypatch.setattr(subprocess.Popen, "__init__", only_git)


@pytest.fixture(scope="session")
def spark() -> Iterator[None]:
    """A Spark of two cores on this machine, one for all tests."""
    from ukjapan_cli.features.table.engines.java import OLDEST, java_version

    if (java_version() or 0) < OLDEST:
        pytest.fail(f"Spark needs Java {OLDEST} or newer; -m 'not spark' leaves its tests out")
    from ukjapan_cli.features.table.engines import spark as spark_engine

    short = {
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",  # too short to compile better
    }
    session = spark_engine.started("local[2]", short)
    yield
    session.stop()
