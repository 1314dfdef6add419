"""`ukjapan check` as a linter: its flags, waivers, folders, and what it does not import."""

import json
from pathlib import Path

import pytest
from tests.documents.decision import replaced
from tests.end_to_end.program import Ran, run, run_python

from ukjapan_cli.features.check.manual import CRITERIA, OPTIONS

ROOT = Path(__file__).parents[2]
ZERO = replaced(CRITERIA, ("weight: 25\n", "weight: 0\n"))  # UKJ201 on line 25
BARE = replaced(
    OPTIONS,
    ("cost: {value: 60, low: 55, high: 65, because: As quoted., source: quotes p. 1}", "cost: 60"),
)  # UKJ301 and UKJ302 on line 15
WAIVED = replaced(ZERO, ("weight: 0\n", "weight: 0  # ukjapan: ignore[UKJ201] because\x07 of it\n"))
RIGHT = "no errors, no warnings in 2 files\n"


def write(folder: Path, criteria: str = CRITERIA, options: str = OPTIONS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "criteria.yaml").write_text(criteria, encoding="utf-8", newline="\n")
    (folder / "options.yaml").write_text(options, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a decision that has three warnings and no error."""
    return write(tmp_path_factory.mktemp("doubtful"), ZERO, BARE)


def found(ran: Ran) -> list[str]:
    """Severities and codes, in their order."""
    return [line.split(": ")[1] for line in ran.lines if line[:1].isalpha() and ".yaml:" in line]


class TestFlags:
    def test_warnings_are_told_and_pass(self, doubtful: Path) -> None:
        ran = run("check", cwd=doubtful)
        assert (ran.code, ran.err) == (0, "")
        assert found(ran) == ["warning UKJ201", "warning UKJ301", "warning UKJ302"]
        assert ran.lines[0].startswith("criteria.yaml:25:13: ")
        assert ran.lines[-1] == "no errors, 3 warnings in 2 files"

    def test_strict_fails_for_them(self, doubtful: Path) -> None:
        ran = run("check", "--strict", cwd=doubtful)
        assert ran.code == 1
        assert found(ran) == ["error UKJ201", "error UKJ301", "error UKJ302"]
        assert ran.lines[-1] == "3 errors, no warnings in 2 files"

    @pytest.mark.parametrize(
        ("flags", "codes"),
        [
            (["--select", "UKJ3"], ["UKJ301", "UKJ302"]),
            (["--select", "UKJ201,UKJ302"], ["UKJ201", "UKJ302"]),
            (["--select", "UKJ201", "--select", " UKJ302 "], ["UKJ201", "UKJ302"]),
            (["--select", "UKJ4"], []),
            (["--ignore", "UKJ3"], ["UKJ201"]),
            (["--ignore", "UKJ301,UKJ2"], ["UKJ302"]),
            (["--ignore", "UKJ3", "--select", "UKJ302"], ["UKJ302"]),
            (["--ignore", "UKJ"], []),
        ],
    )
    def test_what_runs(self, doubtful: Path, flags: list[str], codes: list[str]) -> None:
        ran = run("check", *flags, cwd=doubtful)
        assert ran.code == 0
        assert found(ran) == [f"warning {code}" for code in codes]

    def test_strict_fails_only_for_what_runs(self, doubtful: Path) -> None:
        assert run("check", "--strict", "--ignore", "UKJ2,UKJ3", cwd=doubtful).code == 0
        assert run("check", "--strict", "--select", "UKJ4", cwd=doubtful).code == 0

    @pytest.mark.parametrize(
        ("flags", "said"),
        [
            (["--select", "UKJ999"], "no rule has the code 'UKJ999'"),
            (["--select", "UKJ2,ukj3"], "no rule has the code 'ukj3'"),
            (["--ignore", "E501"], "no rule has the code 'E501'"),
            (["--ignore", "UKJ112"], "UKJ112 is an error, which cannot be ignored"),
        ],
    )
    def test_codes_that_cannot_be_exit_2(self, doubtful: Path, flags: list[str], said: str) -> None:
        ran = run("check", *flags, cwd=doubtful)
        assert (ran.code, ran.out) == (2, "")
        assert said in " ".join(ran.err.replace("│", " ").split())
        assert flags[0] in ran.err

    def test_the_flags_go_over_the_file(self, tmp_path: Path) -> None:
        folder = write(tmp_path, f"{ZERO}checks: {{select: [UKJ2], error: [UKJ301]}}\n", BARE)
        assert found(run("check", cwd=folder)) == ["warning UKJ201"]
        ran = run("check", "--select", "UKJ3", cwd=folder)
        assert ran.code == 1
        assert found(ran) == ["error UKJ301", "warning UKJ302"]

    def test_no_flag_hides_an_error(self, tmp_path: Path) -> None:
        folder = write(tmp_path, options=replaced(OPTIONS, ("value: 3500,", "value: 9000,")))
        ran = run("check", "--select", "UKJ4", "--ignore", "UKJ", cwd=folder)
        assert ran.code == 1
        assert "error UKJ113" in found(ran)


class TestWaivers:
    def test_they_are_listed_with_their_reasons(self, tmp_path: Path) -> None:
        text = WAIVED.replace("\x07", "")
        ran = run("check", "--strict", cwd=write(tmp_path, text))
        assert ran.code == 0
        assert ran.lines == [
            "no errors, no warnings in 2 files",
            "1 waived:",
            "  criteria.yaml:25 UKJ201, because of it",
        ]

    def test_in_json(self, tmp_path: Path) -> None:
        text = WAIVED.replace("\x07", "")
        record = json.loads(run("check", "--format", "json", cwd=write(tmp_path, text)).out)
        assert record["diagnostics"] == []
        (waived,) = record["summary"]["waived"]
        assert (waived["code"], waived["line"], waived["because"]) == ("UKJ201", 25, "of it")

    def test_one_that_excuses_nothing_fails_when_strict(self, tmp_path: Path) -> None:
        text = WAIVED.replace("\x07", "").replace("weight: 0  #", "weight: 25  #")
        folder = write(tmp_path, text)
        assert found(run("check", cwd=folder)) == ["warning UKJ502"]
        assert run("check", "--strict", cwd=folder).code == 1

    def test_a_file_that_is_not_yaml_has_no_say(self, tmp_path: Path) -> None:
        ran = run("check", cwd=write(tmp_path, WAIVED))  # with a bell in the reason
        assert ran.code == 1
        assert found(ran) == ["error UKJ102"]
        assert "\x07" not in ran.out


class TestSeveralDecisions:
    def test_a_folder_with_one_summary(self, tmp_path: Path) -> None:
        write(tmp_path / "decisions" / "a", ZERO)
        write(tmp_path / "decisions" / "b" / "c", options=BARE)
        write(tmp_path / "decisions" / ".old", "broken: [")
        write(tmp_path / "elsewhere", "broken: [")
        ran = run("check", "decisions/", cwd=tmp_path)
        assert ran.code == 0
        assert [line.split(":")[0] for line in ran.lines if ": warning " in line] == [
            "decisions/a/criteria.yaml",
            "decisions/b/c/options.yaml",
            "decisions/b/c/options.yaml",
        ]
        assert [line for line in ran.lines if " in " in line and line.endswith("files")] == [
            "no errors, 3 warnings in 4 files"
        ]

    def test_an_error_in_one_fails_all_and_hides_nothing(self, tmp_path: Path) -> None:
        write(tmp_path / "a", "broken: [")
        write(tmp_path / "b", ZERO)
        ran = run("check", "a", "b", cwd=tmp_path)
        assert ran.code == 1
        assert found(ran) == ["error UKJ102", "warning UKJ201"]
        assert "1 error, 1 warning in 4 files" in ran.lines

    def test_each_has_its_own_settings(self, tmp_path: Path) -> None:
        write(tmp_path / "a", f"{ZERO}checks: {{ignore: [UKJ201]}}\n")
        write(tmp_path / "b", ZERO)
        ran = run("check", "a", "b", cwd=tmp_path)
        assert [line.split(":")[0] for line in ran.lines if ": warning " in line] == [
            "b/criteria.yaml"
        ]

    def test_a_folder_twice_with_its_files_counts_once(self, tmp_path: Path) -> None:
        folder = write(tmp_path / "a", ZERO)
        ran = run("check", "a", "a/", str(folder), "a/options.yaml", "a/../a", cwd=tmp_path)
        assert found(ran) == ["warning UKJ201"]
        assert ran.lines[-1] == "no errors, 1 warning in 2 files"

    def test_options_that_share_their_criteria(self, tmp_path: Path) -> None:
        write(tmp_path, WAIVED.replace("\x07", ""))
        (tmp_path / "options-too.yaml").write_text(BARE, encoding="utf-8")
        ran = run("check", "options.yaml", "options-too.yaml", cwd=tmp_path)
        assert found(ran) == ["warning UKJ301", "warning UKJ302"]
        assert "no errors, 2 warnings in 3 files" in ran.lines
        assert "1 waived:" in ran.lines

    def test_a_folder_without_a_decision_exits_2(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        write(tmp_path / "a", ZERO)
        ran = run("check", "a", "empty", cwd=tmp_path)
        assert (ran.code, ran.out) == (2, "")
        assert "there is no options.yaml or criteria.yaml in the folder 'empty'" in ran.err
        assert "Traceback" not in ran.err

    def test_a_file_without_a_partner_is_noted(self, tmp_path: Path) -> None:
        (tmp_path / "options.yaml").write_text(OPTIONS, encoding="utf-8")
        ran = run("check", "options.yaml", cwd=tmp_path)
        assert ran.code == 0
        assert ran.lines[0] == "no errors, no warnings in 1 file"
        assert ran.lines[1].startswith("note: 'options.yaml': ")


IMPORTED = """
import sys
sys.argv = ["ukjapan", "check", *{arguments!r}]
from ukjapan_cli.cli.app import main
try:
    main()
except SystemExit:
    pass
print(*(name for name in ("numpy", "highspy") if name in sys.modules), file=sys.stderr)
"""


def imported(folder: Path, *arguments: str) -> list[str]:
    """Which of the heavy packages checking imports."""
    ran = run_python(IMPORTED.format(arguments=arguments), cwd=folder)
    assert ran.out
    return ran.err.splitlines()[-1].split()


@pytest.mark.process
class TestImports:
    @pytest.mark.parametrize(
        ("criteria", "options"),
        [
            ("broken: [", OPTIONS),
            (replaced(CRITERIA, ("weight: 25\n", "weight: -25\n")), OPTIONS),
            (CRITERIA, replaced(OPTIONS, ("value: 3500,", "value: 9000,"))),
            (WAIVED.replace("\x07", ""), "version: 2\n"),
        ],
        ids=["syntax", "weight", "off scale", "version"],
    )
    def test_files_with_errors_never_load_numpy(
        self, tmp_path: Path, criteria: str, options: str
    ) -> None:
        assert imported(write(tmp_path, criteria, options), "--strict") == []

    def test_nor_does_a_file_alone(self, tmp_path: Path) -> None:
        (tmp_path / "options.yaml").write_text(OPTIONS, encoding="utf-8")
        assert imported(tmp_path, "options.yaml") == []

    def test_the_packaged_decision_needs_no_solver(self) -> None:
        assert imported(ROOT) == ["numpy"]

    def test_an_option_between_others_needs_it(self, tmp_path: Path) -> None:
        between = """\
  - id: hut
    name: A hut
    scores: {cost: 58, reach: 2600, support: opposed}
"""
        at = OPTIONS.index("  - id: today")
        folder = write(tmp_path, options=OPTIONS[:at] + between + OPTIONS[at:])
        assert imported(folder) == ["numpy", "highspy"]
        assert imported(folder, "--ignore", "UKJ402") == ["numpy"]


def test_nothing_wrong(tmp_path: Path) -> None:
    ran = run("check", "--strict", cwd=write(tmp_path))
    assert (ran.code, ran.out, ran.err) == (0, RIGHT, "")
