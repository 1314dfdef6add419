"""Files that are named one by one, each checked with its partner."""

from pathlib import Path

import pytest
from tests.documents.decision import CRITERIA, OPTIONS, replaced

from ukjapan_cli.documents.checking import Checked, check_files
from ukjapan_cli.documents.locations import Location

OFF = replaced(OPTIONS, ("reach: 800", "reach: 9000"))  # wrong beside the criteria alone
ODD = replaced(CRITERIA, ("worst: 120", "worst: 40"))  # wrong by itself


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(files: dict[str, str], *names: str) -> Checked:
    """Write files below the current folder and check the named ones."""
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    return check_files([Location(Path(name), name) for name in names])


def found(checked: Checked) -> list[tuple[str, str]]:
    return [(d.file, d.rule.code) for d in checked.diagnostics]


@pytest.mark.usefixtures("here")
class TestPartners:
    def test_two_files_of_one_folder_belong_together(self) -> None:
        checked = check({"o.yaml": OFF, "c.yaml": CRITERIA}, "o.yaml", "c.yaml")
        assert found(checked) == [("o.yaml", "UKJ113")]
        assert checked.files == 2
        assert checked.has_errors

    def test_nothing_wrong(self) -> None:
        assert check({"o.yaml": OPTIONS, "c.yaml": CRITERIA}, "c.yaml", "o.yaml") == ((), 2)

    def test_a_file_goes_with_the_one_beside_it_under_the_usual_name(self) -> None:
        files = {"a/mine.yaml": OFF, "a/criteria.yaml": ODD, "criteria.yaml": CRITERIA}
        checked = check(files, "a/mine.yaml")
        assert found(checked) == [("a/criteria.yaml", "UKJ114"), ("a/mine.yaml", "UKJ113")]
        assert checked.files == 2
        assert found(check({"b/options.yaml": OFF, "b/my.yaml": CRITERIA}, "b/my.yaml")) == [
            ("b/options.yaml", "UKJ113")
        ]

    def test_a_named_partner_comes_before_the_usual_one(self) -> None:
        files = {"o.yaml": OFF, "c.yaml": CRITERIA, "criteria.yaml": ODD}
        assert found(check(files, "o.yaml", "c.yaml")) == [("o.yaml", "UKJ113")]

    def test_a_file_without_a_partner_is_checked_by_itself(self) -> None:
        checked = check({"o.yaml": OFF}, "o.yaml")
        assert checked == ((), 1)  # what is off a scale cannot be known
        assert found(check({"x/c.yaml": ODD}, "x/c.yaml")) == [("x/c.yaml", "UKJ114")]

    def test_files_of_several_folders_keep_to_their_own(self) -> None:
        files = {
            "a/options.yaml": OFF,
            "a/criteria.yaml": CRITERIA,
            "b/options.yaml": OPTIONS,
            "b/criteria.yaml": ODD,
        }
        checked = check(files, "a/options.yaml", "b/criteria.yaml", "a/criteria.yaml")
        assert found(checked) == [("a/options.yaml", "UKJ113"), ("b/criteria.yaml", "UKJ114")]
        assert checked.files == 4

    def test_one_partner_may_serve_several_files_and_is_told_of_once(self) -> None:
        files = {"one.yaml": OFF, "two.yaml": OFF, "criteria.yaml": ODD}
        checked = check(files, "one.yaml", "two.yaml")
        assert sorted(found(checked)) == [
            ("criteria.yaml", "UKJ114"),
            ("one.yaml", "UKJ113"),
            ("two.yaml", "UKJ113"),
        ]
        assert checked.files == 3

    def test_a_file_that_is_named_twice_is_checked_once(self) -> None:
        checked = check({"o.yaml": OFF, "c.yaml": ODD}, "o.yaml", "c.yaml", "o.yaml")
        assert sorted(found(checked)) == [("c.yaml", "UKJ114"), ("o.yaml", "UKJ113")]
        assert checked.files == 2

    def test_what_a_file_is_shows_in_what_it_holds_not_in_its_name(self) -> None:
        checked = check({"options.yaml": CRITERIA, "criteria.yaml": OFF}, "options.yaml")
        assert checked == ((), 1)  # a file is not its own partner
        both = check({}, "options.yaml", "criteria.yaml")
        assert found(both) == [("criteria.yaml", "UKJ113")]

    def test_one_folder_under_two_names(self, here: Path) -> None:
        absolute = (here / "c.yaml").as_posix()
        checked = check({"o.yaml": OFF, "c.yaml": CRITERIA}, "o.yaml", absolute)
        assert found(checked) == [("o.yaml", "UKJ113")]
        assert checked.files == 2


@pytest.mark.usefixtures("here")
class TestUnreadable:
    @pytest.mark.parametrize(
        ("name", "kind"), [("my-criteria.yaml", "judged by"), ("mine.yaml", "could be done")]
    )
    def test_of_a_file_without_data_the_name_says_what_it_is(self, name: str, kind: str) -> None:
        (diagnostic,) = check({name: ""}, name).diagnostics
        assert kind in diagnostic.hint

    @pytest.mark.parametrize("name", ["a" * 5_000, "a" * 5_000 + "/o.yaml", "a\0b/o.yaml", "."])
    def test_names_that_no_file_can_have(self, name: str) -> None:
        assert found(check({}, name)) == [(name, "UKJ101")]

    def test_no_file(self) -> None:
        checked = check({}, "nowhere.yaml")
        assert found(checked) == [("nowhere.yaml", "UKJ101")]
        assert checked.files == 1

    def test_an_unreadable_file_does_not_hide_its_partner_s_faults(self) -> None:
        checked = check({"criteria.yaml": ODD, "o.yaml": "a: ["}, "o.yaml")
        assert found(checked) == [("criteria.yaml", "UKJ114"), ("o.yaml", "UKJ102")]

    def test_no_files(self) -> None:
        assert check({}) == ((), 0)


def test_warnings_are_no_errors(here: Path) -> None:
    text = replaced(OPTIONS, ("name: The van", "name: no"))
    checked = check({"o.yaml": text, "criteria.yaml": CRITERIA}, "o.yaml")
    assert found(checked) == [("o.yaml", "UKJ108")]
    assert not checked.has_errors
