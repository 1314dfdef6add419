"""Two documents → one decision, or everything that stands in its way."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from tests.documents.decision import CRITERIA, OPTIONS, built, codes, found, replaced

from ukjapan_cli.decision.decision import File
from ukjapan_cli.decision.options import performance_range
from ukjapan_cli.diagnostics import InvalidDecisionError
from ukjapan_cli.documents import load as module
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.files.locations import Location, Locations
from ukjapan_cli.documents.load import load, load_files

SCORES = "{running-cost: 100, security: 1, reach: 700, support: opposed}"


class TestLoad:
    def write(self, folder: Path, options: str = OPTIONS, criteria: str = CRITERIA) -> None:
        (folder / "options.yaml").write_text(options, encoding="utf-8")
        (folder / "criteria.yaml").write_text(criteria, encoding="utf-8")

    def test_from_paths(self, tmp_path: Path) -> None:
        self.write(tmp_path)
        decision = load(tmp_path / "options.yaml", str(tmp_path / "criteria.yaml"))
        assert decision.title == "Where should the library go?"
        assert str(decision.as_of) == "2026-04-01"
        assert [option.id for option in decision.options] == ["station", "van", "as-now"]

    def test_from_the_current_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.write(tmp_path)
        monkeypatch.chdir(tmp_path)
        assert load() == load("options.yaml", "criteria.yaml")

    def test_the_packaged_decision(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        decision = load()
        assert [len(decision.options), len(decision.leaves)] == [6, 8]
        assert [file.path for file in decision.files] == [
            "packaged:criteria.yaml",
            "packaged:options.yaml",
        ]

    def test_the_files_are_named_with_their_digests(self, tmp_path: Path) -> None:
        self.write(tmp_path)
        names = [tmp_path / "criteria.yaml", tmp_path / "options.yaml"]
        assert load(names[1], names[0]).files == tuple(
            File(name.as_posix(), hashlib.sha256(name.read_bytes()).hexdigest()) for name in names
        )

    def test_everything_wrong_is_in_the_error(self, tmp_path: Path) -> None:
        self.write(
            tmp_path,
            replaced(OPTIONS, ("reach: 800", "reach: 9000"), ("name: The van", "name: no")),
            replaced(CRITERIA, ("worst: 120", "worst: 40")),
        )
        with pytest.raises(InvalidDecisionError) as caught:
            load(tmp_path / "options.yaml", tmp_path / "criteria.yaml")
        assert codes(caught.value.diagnostics) == ["UKJ114", "UKJ108", "UKJ113"]
        options = (tmp_path / "options.yaml").as_posix()
        last = str(caught.value).splitlines()[-1]
        assert last == (f"{options}:25:14: UKJ113 9000 is outside the scale of 'reach', 0 to 4000")

    def test_files_that_are_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidDecisionError) as caught:
            load(tmp_path / "o.yaml", tmp_path / "c.yaml")
        assert codes(caught.value.diagnostics) == ["UKJ101", "UKJ101"]

    def test_missing_scores_are_allowed_on_request(self, tmp_path: Path) -> None:
        self.write(tmp_path, replaced(OPTIONS, (SCORES, "{reach: 700}")))
        paths = (tmp_path / "options.yaml", tmp_path / "criteria.yaml")
        with pytest.raises(InvalidDecisionError):
            load(*paths)
        assert list(load(*paths, allow_missing=True).options[2].scores) == ["reach"]

    def test_load_files_keeps_warnings(self, tmp_path: Path) -> None:
        self.write(tmp_path, replaced(OPTIONS, ("name: The van", "name: no")))
        loaded = load_files(
            Locations(
                Location(tmp_path / "options.yaml", "o"), Location(tmp_path / "criteria.yaml", "c")
            )
        )
        assert loaded.decision is not None
        assert [(d.file, d.rule.code) for d in loaded.diagnostics] == [("o", "UKJ108")]
        assert [file.path for file in loaded.decision.files] == ["c", "o"]


def test_the_decision_is_right_as_it_is() -> None:
    loaded = built()
    assert loaded.diagnostics == ()
    assert loaded.decision is not None
    assert loaded.decision.files == ()


@pytest.mark.parametrize("texts", [(CRITERIA, None), (None, OPTIONS)])
def test_one_file_alone_is_checked_by_itself(texts: tuple[str | None, str | None]) -> None:
    loaded = built(*texts)
    assert loaded.decision is None
    assert loaded.diagnostics == ()


def test_faults_of_every_kind_come_in_one_run_in_the_order_of_the_text() -> None:
    criteria = replaced(
        CRITERIA,
        ("title: Where", "titel: Where"),
        ("weight: {value: 40, low: 30", "weight: {value: 40, low: 45"),
        ("weight: 20", "weight: -20"),
        ("points: [[0, 0], ", "points: ["),
        ("reach: 25", "rech: 25"),
    )
    options = replaced(
        OPTIONS,
        ("version: 1\n", "version: 3\n"),
        ("capital: 900", "capital: {low: 2, high: 1}"),
        ("running-cost: 85\n", "running-cost: 85\n      running-cost: 86\n"),
        ("value: split", "value: splitt"),
        ("survey ¶4", "surwey ¶4"),
        ("name: The van\n", "name: 010\n    requires: [van]\n"),
        ("sd: 5", "sd: wide"),
        ("{low: opposed, high: split}", "!level {low: opposed, high: split}"),
        ("role: baseline", "role: reference"),
        (SCORES, "{running-cost: .inf, security: 1, reach: 700}"),
    )
    diagnostics = found(criteria, options)
    assert [(d.file[0], d.line, d.rule.code) for d in diagnostics] == [
        ("c", 2, "UKJ106"),
        ("c", 11, "UKJ116"),
        ("c", 16, "UKJ115"),
        ("c", 22, "UKJ114"),
        ("c", 30, "UKJ111"),
        ("o", 1, "UKJ119"),
        ("o", 8, "UKJ116"),
        ("o", 12, "UKJ103"),
        ("o", 16, "UKJ111"),
        ("o", 18, "UKJ111"),
        ("o", 21, "UKJ107"),
        ("o", 21, "UKJ108"),
        ("o", 22, "UKJ117"),
        ("o", 25, "UKJ107"),
        ("o", 28, "UKJ104"),
        ("o", 31, "UKJ109"),
        ("o", 32, "UKJ112"),
        ("o", 32, "UKJ109"),
    ]
    places = [(d.file, d.line, d.column) for d in diagnostics]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [\n", ["UKJ102"]),
        (OPTIONS + "---\n", ["UKJ104"]),
        (b"\xff", ["UKJ101"]),
        (OPTIONS.replace("sd: 5", "sd: [5"), ["UKJ102"]),
    ],
)
def test_of_a_file_that_cannot_be_read_whole_nothing_else_is_told(
    text: str | bytes, expected: list[str]
) -> None:
    assert codes(found(CRITERIA, text)) == expected


def test_a_criterion_called_weight_is_no_weight() -> None:
    criteria = CRITERIA.replace("reach", "weight")
    options = replaced(OPTIONS.replace("reach:", "weight:"), ("weight: 800", "weight: .inf"))
    assert codes(found(criteria, options)) == ["UKJ109"]


def test_a_merge_key_s_keys_are_not_missed() -> None:
    text = replaced(
        OPTIONS,
        ("  - id: van\n    name: The van\n", "  - id: van\n    <<: {name: The van}\n"),
        ("      reach: 800\n", "      <<: {reach: 800}\n"),
    )
    assert codes(found(CRITERIA, text)) == ["UKJ104", "UKJ104"]


class TestWarnings:
    def test_they_stop_nothing(self) -> None:
        loaded = built(options=replaced(OPTIONS, ("value: split", "value: opposed")))
        assert codes(loaded.diagnostics) == ["UKJ121"]
        assert loaded.decision is not None

    def test_they_are_told_beside_errors(self) -> None:
        text = replaced(OPTIONS, ("value: split", "value: opposed"), ("reach: 800", "reach: -1"))
        loaded = built(options=text)
        assert codes(loaded.diagnostics) == ["UKJ121", "UKJ113"]
        assert loaded.decision is None


class TestMissingScores:
    TEXT = replaced(OPTIONS, (SCORES, "{running-cost: 100, reach: 700, support: opposed}"))

    def test_they_are_errors(self) -> None:
        assert codes(found(options=self.TEXT)) == ["UKJ112"]

    def test_they_may_be_allowed(self) -> None:
        loaded = built(options=self.TEXT, allow_missing=True)
        assert loaded.diagnostics == ()
        assert loaded.decision is not None
        assert "security" not in loaded.decision.options[2].scores

    def test_nothing_else_is_allowed_with_them(self) -> None:
        text = replaced(self.TEXT, ("reach: 700", "reach: -1"), ("name: As now", "name: []"))
        assert codes(built(options=text, allow_missing=True).diagnostics) == ["UKJ107", "UKJ113"]


class TestLocalScales:
    """Their range is that of all options, the baseline too, on all dates."""

    STATION = "{value: 15, low: 10, high: 25}"
    VAN = "{lognormal: {mean: 1, sd: 0.5}}"
    BASELINE = "security: 1,"

    def scored(self, station: str, van: str, baseline: str) -> str:
        return replaced(
            OPTIONS,
            (f"security: {self.STATION}", f"security: {station}"),
            (f"security: {self.VAN}", f"security: {van}"),
            (self.BASELINE, f"security: {baseline},"),
        )

    @pytest.mark.parametrize(
        ("scores", "expected"),
        [
            (("5", "5", "1"), (1, 5)),  # the baseline counts
            (("{low: 2, high: 6}", "{value: 5, low: 0, high: 9}", "5"), (4, 5)),  # points count
            (("5", "{over_time: {2026-04-01: 5, 2027-01-01: 8}}", "5"), (5, 8)),  # all dates count
            (
                ("5", "{value: 5, over_time: {2026-04-01: 5, 2030-01-01: -2}}", "5"),
                (-2, 5),
            ),
        ],
    )
    def test_the_range(self, scores: tuple[str, str, str], expected: tuple[float, float]) -> None:
        loaded = built(options=self.scored(*scores))
        assert loaded.diagnostics == ()
        assert loaded.decision is not None
        assert performance_range(loaded.decision.options, "security") == expected

    def test_one_without_a_range_is_warned_of(self) -> None:
        (diagnostic,) = found(options=self.scored("5", "{low: 4, high: 6}", "5.0"))
        assert diagnostic.rule is rules.NO_RANGE
        assert diagnostic.message.startswith("every option does 5 on 'security'")
        assert "worst and best" in diagnostic.hint
        assert (diagnostic.file, diagnostic.line, diagnostic.column) == ("criteria.yaml", 17, 9)

    @pytest.mark.parametrize(
        ("van", "code"), [(".nan", "UKJ109"), ("many", "UKJ107"), ("{value: [5]}", "UKJ107")]
    )
    def test_a_wrong_score_may_have_been_the_one_that_differs(self, van: str, code: str) -> None:
        assert codes(found(options=self.scored("5", van, "5"))) == [code]

    def test_a_missing_score_may_be_the_one_that_differs(self) -> None:
        text = self.scored("5", "5", "5").replace("security: 5, ", "")
        assert codes(found(options=text)) == ["UKJ112"]
        assert codes(built(options=text, allow_missing=True).diagnostics) == ["UKJ120"]

    def test_a_span_that_numbers_cannot_hold(self) -> None:
        text = self.scored("1.0e+308", "-1.0e+308", "0")
        (diagnostic,) = found(options=text)
        assert diagnostic.rule is rules.UNUSABLE_SCALE
        assert (diagnostic.file, diagnostic.line) == ("criteria.yaml", 17)
        (diagnostic,) = found(options=self.scored("1.0e-320", "0", "0"))
        assert diagnostic.rule is rules.UNUSABLE_SCALE


@pytest.mark.process
def test_importing_it_imports_no_hashing_and_no_numbers_library() -> None:
    code = f"import sys, {module.__name__}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "rich", "typer", "hashlib"} & set(ran.stdout.split())
