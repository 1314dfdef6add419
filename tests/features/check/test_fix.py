"""Fixing in rounds, and files that several decisions share."""

import sys
from pathlib import Path

import pytest
from tests.documents.decision import CRITERIA, OPTIONS, replaced

from ukjapan_cli.documents.files.locations import Location
from ukjapan_cli.documents.files.pairing import Pair, Pairs
from ukjapan_cli.documents.yaml.document import document_of
from ukjapan_cli.features.check.fix import Fixed, fix
from ukjapan_cli.features.check.settings import Flags

SURWEY = ("source: survey ¶2", "source: surwey ¶2")


def fixed(folder: Path, flags: Flags = Flags(), **texts: str) -> Fixed:  # noqa: B008 (immutable)
    """What fixing makes of files in a folder, named in this order."""
    locations = []
    for name, text in texts.items():
        path = folder / f"{name}.yaml"
        path.write_bytes(text.encode())
        locations.append(Location(path, path.name))
    return fix(Pairs(locations), flags)


def test_nothing_to_fix(tmp_path: Path) -> None:
    found = fixed(tmp_path, criteria=CRITERIA, options=OPTIONS)
    assert found.files == ()
    assert found.after == found.before


def test_a_fix_that_shows_another_is_followed_by_it_and_nothing_is_written(tmp_path: Path) -> None:
    slips = [("enablers:", "enablrs:"), ("\noptions:", "\noption:"), ("[station, van]", "[van, x]")]
    text = replaced(OPTIONS, *slips)
    found = fixed(tmp_path, criteria=CRITERIA, options=text)
    (file,) = found.files
    assert (file.name, file.path, file.fixes) == ("options.yaml", tmp_path / "options.yaml", 2)
    assert file.old == text.encode() == file.path.read_bytes()
    assert file.new == replaced(OPTIONS, slips[2]).encode()
    assert "UKJ106" in {d.rule.code for d in found.before.diagnostics}
    errors = [d.message for d in found.after.diagnostics if d.is_error]
    assert errors == ["no option is called 'x'"]


def test_a_warning_that_is_not_wanted_is_not_fixed(tmp_path: Path) -> None:
    waived = "name: no  # ukjapan: ignore[UKJ108] because that is its name"
    texts = {"criteria": CRITERIA, "options": replaced(OPTIONS, ("name: The van", waived))}
    assert fixed(tmp_path, **texts).files == ()
    texts = {"criteria": CRITERIA, "options": replaced(OPTIONS, ("name: The van", "name: no"))}
    assert fixed(tmp_path, Flags(ignore=("UKJ108",)), **texts).files == ()
    (file,) = fixed(tmp_path, **texts).files
    assert file.new == replaced(OPTIONS, ("name: The van", "name: 'no'")).encode()


@pytest.mark.parametrize(
    ("other", "is_fixed"),
    [
        (OPTIONS, True),
        (OPTIONS.replace("survey", "surwey"), False),  # there it is no slip
        (OPTIONS.replace("survey", "surweyy"), False),  # there it is a slip for another
    ],
)
def test_a_shared_file_is_fixed_where_all_its_decisions_ask_for_it(
    tmp_path: Path, other: str, is_fixed: bool
) -> None:
    criteria = replaced(CRITERIA, SURWEY)
    found = fixed(tmp_path, one=OPTIONS, two=other, criteria=criteria)
    assert len(found.before.decisions) == 2
    assert [file.new for file in found.files] == [CRITERIA.encode()] * is_fixed
    assert [file.fixes for file in found.files] == [1] * is_fixed


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_file_under_two_names_is_one_file(tmp_path: Path) -> None:
    text = replaced(OPTIONS, ("enablers:", "enablrs:"))
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "criteria.yaml").write_bytes(CRITERIA.encode())
    (tmp_path / "one" / "options.yaml").write_bytes(text.encode())
    (tmp_path / "two" / "options.yaml").symlink_to("../one/options.yaml")
    found = fix(Pairs([Location(tmp_path, ".")]))
    (file,) = found.files
    assert file.path == (tmp_path / "one" / "options.yaml").resolve()
    assert (file.new, file.fixes) == (OPTIONS.encode(), 1)


def test_texts_that_were_not_read_from_files_stay() -> None:
    text = replaced(OPTIONS, ("enablers:", "enablrs:"))
    pair = Pair(document_of(CRITERIA.encode(), "c.yaml"), document_of(text.encode(), "o.yaml"))
    found = fix([pair])
    assert found.files == ()
    assert found.after.errors == 1


def test_a_file_that_cannot_be_read_stays_a_fault(tmp_path: Path) -> None:
    (tmp_path / "criteria.yaml").write_bytes(CRITERIA.encode())
    names = ("criteria.yaml", "gone.yaml")
    found = fix(Pairs([Location(tmp_path / name, name) for name in names]))
    assert found.files == ()
    assert [d.rule.code for d in found.after.diagnostics if d.is_error] == ["UKJ101"]
