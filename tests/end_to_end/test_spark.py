"""`--engine spark` as its users meet it: on this machine, and where something is missing."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA
from tests.end_to_end.program import COMMAND, environment, run, run_process, run_python

pytestmark = pytest.mark.spark

TABLE = """\
id,running-cost,rent-security,reach,support
a,100,5,4000,split
b,60,25,750,behind-it
c,60,25,400,behind-it
d,,10,750,opposed
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spark")
    (folder / "criteria.yaml").write_text(LIBRARY_CRITERIA, encoding="utf-8")
    (folder / "t.csv").write_text(TABLE, encoding="utf-8")
    return folder


@pytest.mark.process
def test_the_same_comes_out_as_of_polars_and_java_is_not_heard(folder: Path) -> None:
    plain = run("table", "score", "t.csv", "--out", "polars.csv", cwd=folder)
    settings = folder / "settings"  # Spark's own script runs this, where it starts Java
    settings.mkdir()
    (settings / "spark-env.sh").write_text("echo out; echo err >&2\n", encoding="utf-8")
    quickly = "spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1\n"  # as in conftest.py
    (settings / "spark-defaults.conf").write_text(quickly, encoding="utf-8")
    ran = subprocess.run(
        [
            *(*COMMAND, "table", "score", "t.csv", "--out", "spark.csv"),
            *("--engine", "spark", "--master", "local[2]"),
        ],
        cwd=folder,
        env=environment(SPARK_CONF_DIR=str(settings)),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, plain.err.replace("polars.csv", "spark.csv"))
    assert ran.stdout == plain.out.replace("(polars)", "(spark)")
    written = (folder / "spark.csv").read_text(encoding="utf-8")
    assert written == (folder / "polars.csv").read_text(encoding="utf-8")
    assert len(written.splitlines()) == 5


BROKEN_OFF = """
import os, signal, sys
from pyspark import java_gateway
from ukjapan_cli.__main__ import main

class Time:
    @staticmethod
    def sleep(_):  # while Java is waited for
        os.kill(os.getpid(), signal.SIGINT)

java_gateway.time = Time
sys.argv = ["ukjapan", "table", "score", "t.csv", "--engine", "spark", "--master", "local[2]"]
main()
"""


def is_there(group: int) -> bool:
    """Whether a process of the group is there still."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.process
def test_a_java_that_has_not_started_yet_ends_with_the_run(folder: Path, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", BROKEN_OFF],
        cwd=folder,
        env=environment(TMPDIR=str(tmp_path)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as ran:
        said = ran.communicate(timeout=300)[0]
    assert (ran.returncode, said) == (130, b"")
    end = time.monotonic() + 30
    while is_there(group=ran.pid) and time.monotonic() < end:
        time.sleep(0.1)
    assert not is_there(group=ran.pid)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.process
def test_without_java_the_message_names_it(folder: Path) -> None:
    nowhere = {"PATH": str(folder), "JAVA_HOME": ""}
    for command in ("score", "check"):
        arguments = ("table", command, "t.csv", "--engine", "spark")
        ran = run_process(*arguments, cwd=folder, settings=nowhere)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            "ukjapan: error: Spark needs Java 17 or newer, and there is no Java here\n"
        )


@pytest.mark.process
@pytest.mark.parametrize("command", ["score", "check"])
def test_without_pyspark_the_message_says_what_to_install(command: str, folder: Path) -> None:
    code = f"""
import sys
sys.modules["pyspark"] = None
sys.argv = ["ukjapan", "table", "{command}", "t.csv", "--engine", "spark"]
from ukjapan_cli.__main__ import main
main()
"""
    ran = run_python(code, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "ukjapan: error: PySpark is not installed; pip install 'ukjapan-cli[spark]'\n"
    )


@pytest.mark.parametrize("engine", [(), ("--engine", "polars"), ("--engine", "duckdb")])
@pytest.mark.parametrize("command", ["score", "check"])
def test_only_spark_runs_on_a_cluster(command: str, engine: tuple[str, ...], folder: Path) -> None:
    ran = run("table", command, "t.csv", *engine, "--master", "local[2]", cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert "--master: only Spark has that; give --engine spark" in ran.err


def test_spark_does_not_read_a_database_of_duckdb(folder: Path) -> None:
    (folder / "d.duckdb").write_bytes(b"")
    ran = run("table", "score", "d.duckdb::t", "--engine", "spark", cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == ("ukjapan: error: PySpark does not read 'd.duckdb::t'; leave --engine out\n")
