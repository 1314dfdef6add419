"""Files and folders that are named, and the decisions that they are."""

import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.documents.decision import CRITERIA, OPTIONS

from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.documents.files.locations import Location, Locations, NoFilesError
from ukjapan_cli.documents.files.pairing import Pair, Pairs, pair_of, pairs_here
from ukjapan_cli.documents.yaml.document import Document

pytestmark = pytest.mark.usefixtures("here")
needs_links = pytest.mark.skipif(
    sys.platform == "win32", reason="making links takes a privilege there"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str) -> None:
    """Write files below the current folder: of options if the name begins with o, or criteria."""
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(OPTIONS if path.name.startswith("o") else CRITERIA, encoding="utf-8")


def named(*names: str) -> Iterator[Pair]:
    yield from Pairs([Location(Path(name), name) for name in names])


def together(*names: str) -> list[tuple[str, ...]]:
    """The names of the criteria and of the options that go together; empty for none."""
    return [
        tuple(
            "" if document is None else document.name for document in (pair.criteria, pair.options)
        )
        for pair in named(*names)
    ]


def faults(*names: str) -> list[tuple[str, str, str]]:
    """What is wrong with which files there are: the file, the code and the message."""
    return [
        (document.name, finding.rule.code, finding.message)
        for pair in named(*names)
        for kind, finding in pair.findings
        if (document := pair.criteria if kind == "criteria" else pair.options) is not None
    ]


class TestFiles:
    @pytest.mark.parametrize("names", [("o.yaml", "c.yaml"), ("c.yaml", "o.yaml")])
    def test_two_files_of_one_folder_belong_together(self, names: tuple[str, str]) -> None:
        write("o.yaml", "c.yaml")
        assert together(*names) == [("c.yaml", "o.yaml")]

    def test_each_document_stands_under_what_it_is(self) -> None:
        write("o.yaml", "c.yaml")
        (pair,) = named("o.yaml", "c.yaml")
        assert pair.criteria is not None
        assert pair.options is not None
        assert "criteria" in pair.criteria.data
        assert "options" in pair.options.data

    def test_a_file_goes_with_the_one_beside_it_under_the_usual_name(self) -> None:
        write("a/our.yaml", "a/criteria.yaml", "criteria.yaml", "b/options.yaml", "b/my.yaml")
        assert together("a/our.yaml") == [("a/criteria.yaml", "a/our.yaml")]
        assert together("b/my.yaml") == [("b/my.yaml", "b/options.yaml")]

    def test_a_named_partner_comes_before_the_usual_one(self) -> None:
        write("o.yaml", "c.yaml", "criteria.yaml")
        assert together("o.yaml", "c.yaml") == [("c.yaml", "o.yaml")]

    def test_a_file_without_a_partner_stands_by_itself(self) -> None:
        write("o.yaml", "x/c.yaml")
        assert together("o.yaml") == [("", "o.yaml")]
        assert together("x/c.yaml") == [("x/c.yaml", "")]

    def test_files_of_several_folders_keep_to_their_own(self) -> None:
        write("a/options.yaml", "a/criteria.yaml", "b/options.yaml", "b/criteria.yaml")
        assert together("a/options.yaml", "b/criteria.yaml", "a/criteria.yaml") == [
            ("a/criteria.yaml", "a/options.yaml"),
            ("b/criteria.yaml", "b/options.yaml"),
        ]

    def test_one_partner_may_serve_several_files(self) -> None:
        write("o1.yaml", "o2.yaml", "criteria.yaml")
        both = [("criteria.yaml", "o1.yaml"), ("criteria.yaml", "o2.yaml")]
        assert together("o1.yaml", "o2.yaml") == both
        assert together("o1.yaml", "o2.yaml", "criteria.yaml") == both

    def test_a_file_that_is_named_twice_counts_once(self, here: Path) -> None:
        write("o.yaml", "c.yaml")
        once = [("c.yaml", "o.yaml")]
        assert together("o.yaml", "c.yaml", "o.yaml") == once
        assert together("o.yaml", "c.yaml", (here / "o.yaml").as_posix()) == once
        absolute = (here / "c.yaml").as_posix()
        assert together("o.yaml", absolute) == [(absolute, "o.yaml")]

    def test_what_a_file_is_shows_in_what_it_holds_not_in_its_name(self) -> None:
        Path("options.yaml").write_text(CRITERIA, encoding="utf-8")
        Path("criteria.yaml").write_text(OPTIONS, encoding="utf-8")
        assert together("options.yaml") == [("options.yaml", "")]  # it is not its own partner
        assert together("options.yaml", "criteria.yaml") == [("options.yaml", "criteria.yaml")]

    def test_two_files_of_one_kind_are_both_there_whatever_their_names(self) -> None:
        write("options.yaml")
        Path("criteria.yaml").write_text(OPTIONS, encoding="utf-8")
        both = [("", "options.yaml"), ("", "criteria.yaml")]
        assert together("options.yaml", "criteria.yaml") == both
        assert sorted(together(".")) == sorted(both)
        assert together("options.yaml") == [("", "options.yaml")]

    def test_nothing_named(self) -> None:
        assert together() == []


class TestUnreadableFiles:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [("my-criteria.yaml", ("my-criteria.yaml", "")), ("mine.yaml", ("", "mine.yaml"))],
    )
    def test_of_a_file_without_data_the_name_says_what_it_is(
        self, name: str, expected: tuple[str, str]
    ) -> None:
        Path(name).touch()
        assert together(name) == [expected]

    @pytest.mark.parametrize(
        "name", ["nowhere.yaml", "a" * 5_000, "a" * 5_000 + "/o.yaml", "a\0b/o.yaml"]
    )
    def test_a_file_that_is_not_there_is_a_finding_of_its_document(self, name: str) -> None:
        (pair,) = named(name)
        assert pair.criteria is None
        assert pair.options is not None
        assert [finding.rule.code for finding in pair.options.findings] == ["UKJ101"]

    def test_an_unreadable_file_keeps_its_partner(self) -> None:
        write("criteria.yaml")
        Path("o.yaml").write_text("a: [", encoding="utf-8")
        assert together("o.yaml") == [("criteria.yaml", "o.yaml")]


class TestFolders:
    def test_a_folder_stands_for_what_is_in_it_and_below_it_sorted(self) -> None:
        write("d/b/options.yaml", "d/b/criteria.yaml", "d/a/x/options.yaml", "d/a/x/criteria.yaml")
        write("d/options.yaml", "d/criteria.yaml", "d/c/criteria.yaml")
        assert together("d") == [
            ("d/criteria.yaml", "d/options.yaml"),
            ("d/a/x/criteria.yaml", "d/a/x/options.yaml"),
            ("d/b/criteria.yaml", "d/b/options.yaml"),
            ("d/c/criteria.yaml", ""),
        ]

    def test_only_files_with_the_usual_names(self) -> None:
        write("d/options.yaml", "d/old-criteria.yaml", "d/criteria.yaml.bak")
        assert together("d") == [("", "d/options.yaml")]

    @pytest.mark.parametrize(
        ("criteria", "options"),
        [
            ("criteria.yml", "options.yml"),
            ("criteria.yaml", "options.yml"),
            ("criteria.yml", "options.yaml"),
        ],
    )
    def test_yml_is_yaml(self, criteria: str, options: str) -> None:
        write(f"d/{criteria}", f"d/{options}")
        pair = (f"d/{criteria}", f"d/{options}")
        assert together("d") == [pair]
        assert together(pair[0]) == [pair]
        assert together(pair[1]) == [pair]
        assert faults("d") == []

    def test_both_of_one_file_s_names_are_both_checked_and_one_is_wrong(self) -> None:
        write("d/criteria.yaml", "d/options.yaml", "d/options.yml")
        assert together("d") == [
            ("d/criteria.yaml", "d/options.yaml"),
            ("d/criteria.yaml", "d/options.yml"),
        ]
        ((name, code, message),) = faults("d")
        assert (name, code) == ("d/options.yml", "UKJ123")
        assert message.startswith("options.yaml is beside it")

    @needs_links
    def test_one_file_under_both_names_is_one_file(self) -> None:
        write("d/criteria.yaml", "d/options.yaml")
        Path("d/options.yml").symlink_to("options.yaml")
        assert together("d") == [("d/criteria.yaml", "d/options.yaml")]
        assert faults("d") == []

    @pytest.mark.parametrize("there", ["options.yaml", "options.yml", "criteria.yaml"])
    def test_half_a_decision_is_an_error_in_a_folder_and_not_by_itself(self, there: str) -> None:
        write(f"d/{there}")
        missing = "criteria" if there.startswith("options") else "options"
        ((name, code, message),) = faults("d")
        assert (name, code) == (f"d/{there}", "UKJ123")
        assert message == f"half a decision: there is no {missing}.yaml beside it"
        assert faults(f"d/{there}") == []

    def test_a_partner_under_another_name_is_named(self) -> None:
        write("d/options.yaml", "d/my-criteria.yaml")
        (pair,) = named("d")
        ((kind, finding),) = pair.findings
        assert kind == "options"
        assert "'my-criteria.yaml' looks like it" in finding.hint

    @pytest.mark.parametrize("table", ["sites.csv", "register.PARQUET", "sites.xlsx"])
    def test_criteria_beside_a_table_are_whole(self, table: str) -> None:
        write("d/criteria.yaml")
        Path("d", table).touch()
        assert faults("d") == []

    def test_two_files_of_one_kind_in_a_folder_are_two_halves(self) -> None:
        write("d/options.yaml")
        Path("d/criteria.yaml").write_text(OPTIONS, encoding="utf-8")
        assert [(name, code) for name, code, _ in faults("d")] == [
            ("d/criteria.yaml", "UKJ123"),
            ("d/options.yaml", "UKJ123"),
        ]

    def test_hidden_folders_are_left_out_unless_they_are_named(self) -> None:
        write("d/options.yaml", "d/criteria.yaml", "d/.git/options.yaml", "d/a/.b/c/criteria.yaml")
        assert together("d") == [("d/criteria.yaml", "d/options.yaml")]
        assert together("d/.git") == [("", "d/.git/options.yaml")]

    def test_the_current_folder(self) -> None:
        write("options.yaml", "criteria.yaml", "a/options.yaml")
        assert together(".") == [("criteria.yaml", "options.yaml"), ("", "a/options.yaml")]

    def test_names_begin_as_the_folder_was_named(self, here: Path) -> None:
        write("d/a/options.yaml")
        (pair,) = Pairs([Location(here / "d", "from/afar")])
        assert pair.options is not None
        assert pair.options.name == "from/afar/a/options.yaml"
        assert pair.options.data["version"] == 1

    def test_a_folder_twice_and_with_its_files(self, here: Path) -> None:
        write("d/options.yaml", "d/criteria.yaml", "d/a/options.yaml", "d/a/criteria.yaml")
        once = [("d/criteria.yaml", "d/options.yaml"), ("d/a/criteria.yaml", "d/a/options.yaml")]
        assert together("d", "d", "d/a", "d/a/options.yaml") == once
        assert together("d", (here / "d").as_posix()) == once
        assert together("d/a", "d") == once[::-1]  # in the order of the naming

    def test_a_file_beside_those_of_its_folder(self) -> None:
        write("d/options.yaml", "d/criteria.yaml", "d/other.yaml")
        assert together("d", "d/other.yaml") == [
            ("d/criteria.yaml", "d/options.yaml"),
            ("d/criteria.yaml", "d/other.yaml"),
        ]

    def test_a_folder_with_a_file_s_name_is_a_folder(self) -> None:
        write("d/options.yaml/criteria.yaml")
        assert together("d") == [("d/options.yaml/criteria.yaml", "")]

    @pytest.mark.parametrize("others", [(), ("d/.hidden/options.yaml",), ("d/a/mine.yaml",)])
    def test_a_folder_without_a_decision(self, others: tuple[str, ...]) -> None:
        Path("d").mkdir()
        write(*others)
        with pytest.raises(NoFilesError, match=r"no options\.yaml or criteria\.yaml .* 'd'") as no:
            together("d")
        assert isinstance(no.value, InputError)

    def test_one_empty_folder_among_others_is_told_before_anything_is_read(self) -> None:
        write("a/options.yaml")
        Path("z").mkdir()
        with pytest.raises(NoFilesError, match="'z'"):
            next(named("a", "z"))

    def test_another_program_s_files_are_passed_over_with_a_word(self) -> None:
        write("d/options.yaml", "d/criteria.yaml")
        Path("d/addon").mkdir()
        text = "name: my-addon\noptions: {log_level: info}\n"
        Path("d/addon/options.yaml").write_text(text, encoding="utf-8")
        found = Pairs([Location(Path("d"), "d")])
        assert len(list(found)) == 1
        (word,) = found.passed_over
        assert word.startswith("'d/addon/options.yaml' is another program's")
        assert together("d/addon/options.yaml") == [("", "d/addon/options.yaml")]  # if named

    def test_where_all_is_another_program_s_there_is_nothing_to_check(self) -> None:
        Path("d").mkdir()
        Path("d/options.yaml").write_text("log_level: info\n", encoding="utf-8")
        with pytest.raises(NoFilesError, match=r"no decision to check; 'd/options\.yaml' is"):
            together("d")

    @pytest.mark.parametrize("text", ["", "a: [", "version: 2\noptions: x\n", "options:\n"])
    def test_a_file_that_may_be_ours_is_not_passed_over(self, text: str) -> None:
        write("d/criteria.yaml", "e/options.yaml", "e/criteria.yaml")
        Path("d/options.yaml").write_text(text, encoding="utf-8")
        assert together("d", "e")[0] == ("d/criteria.yaml", "d/options.yaml")

    def test_beside_one_of_ours_any_file_is_ours(self) -> None:
        """A slip in the key itself: it has no list of options, and is no other program's."""
        write("d/criteria.yaml")
        Path("d/options.yaml").write_text("version: 1\noption: []\n", encoding="utf-8")
        assert together("d") == [("d/criteria.yaml", "d/options.yaml")]


class TestWhatNobodyNamed:
    """The file beside a named one, and those in the current folder, are read where that is safe."""

    @needs_links
    def test_a_partner_that_leads_out_of_here_is_not_read(self) -> None:
        write("o.yaml")
        Path("criteria.yaml").symlink_to("/proc/self/environ")
        (pair,) = named("o.yaml")
        assert pair.criteria is not None
        assert pair.criteria.raw == b""
        (finding,) = pair.criteria.findings
        assert (finding.rule.code, finding.hint) == ("UKJ101", "name it if it is meant")
        assert "leads out of the folder" in finding.message

    @needs_links
    def test_a_link_to_another_folder_s_criteria_is_read(self) -> None:
        write("shared/criteria.yaml", "north/options.yaml")
        Path("north/criteria.yaml").symlink_to("../shared/criteria.yaml")
        both = [("north/criteria.yaml", "north/options.yaml")]
        assert together("north/options.yaml") == both
        assert ("north/criteria.yaml", "north/options.yaml") in together(".")

    @needs_links
    @pytest.mark.parametrize("is_repository", [True, False])
    def test_files_here_may_lead_to_the_rest_of_the_repository(
        self, monkeypatch: pytest.MonkeyPatch, is_repository: bool
    ) -> None:
        write("shared/ours.yaml", "north/options.yaml")
        Path("shared/ours.yaml").write_text(CRITERIA, encoding="utf-8")
        Path("north/criteria.yaml").symlink_to("../shared/ours.yaml")
        if is_repository:
            Path(".git").mkdir()
        monkeypatch.chdir("north")
        (pair,) = pairs_here(Location(Path(), "."))
        assert pair.criteria is not None
        assert pair.criteria.is_complete is is_repository

    @needs_links
    def test_files_here_that_lead_out_are_not_read(self) -> None:
        write("criteria.yaml")
        Path("options.yaml").symlink_to("/etc/passwd")
        (pair,) = pairs_here(Location(Path(), "."))
        assert pair.options is not None
        assert pair.options.raw == b""
        assert [finding.rule.code for finding in pair.options.findings] == ["UKJ101"]


def test_only_the_files_of_a_folder_itself_are_those_here() -> None:
    write("d/options.yaml", "d/criteria.yaml", "d/a/options.yaml")
    (pair,) = pairs_here(Location(Path("d"), "d"))
    assert pair.options is not None
    assert pair.options.name == "d/options.yaml"
    with pytest.raises(
        NoFilesError, match=r"here, but 'd/criteria\.yaml', 'd/options\.yaml', .* look"
    ):
        next(pairs_here(Location(Path(), ".")))


def test_two_locations_are_a_pair_wherever_they_stand() -> None:
    write("a/my.yaml", "b/our.yaml", "b/criteria.yaml")
    pair = pair_of(
        Locations(
            options=Location(Path("b/our.yaml"), "packaged:two"),
            criteria=Location(Path("a/my.yaml"), "packaged:one"),
        )
    )
    assert pair.criteria is not None
    assert pair.options is not None
    assert (pair.criteria.name, pair.options.name) == ("packaged:one", "packaged:two")
    assert "criteria" in pair.criteria.data


def documents_held() -> int:
    gc.collect()
    return sum(type(thing) is Document for thing in gc.get_objects())


def test_no_more_than_one_folder_s_files_are_held() -> None:
    write(*(f"d/{n}/{name}.yaml" for n in range(20) for name in ("options", "criteria")))
    gc.collect()
    gc.freeze()  # the collector looks at nothing that was there before
    held = []
    found = named("d")
    while next(found, None) is not None:
        held.append(documents_held())
    gc.unfreeze()
    assert len(held) == 20
    assert max(held) == 2
