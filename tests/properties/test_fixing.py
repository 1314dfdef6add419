"""Laws of fixing: it never makes another decision, and fixing twice is fixing once."""

import re
from pathlib import Path
from typing import Any, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.decision import CRITERIA, OPTIONS
from tests.examples import examples
from tests.properties.test_any_bytes import PIECES

from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.documents.files.pairing import Pair
from ukjapan_cli.documents.fix import fixed
from ukjapan_cli.documents.load import build
from ukjapan_cli.documents.yaml.document import Document, document_of
from ukjapan_cli.features.check.fix import Fixed, fix

ROOT = Path(__file__).parents[2]
DECISIONS = (
    (CRITERIA.encode(), OPTIONS.encode()),
    ((ROOT / "criteria.yaml").read_bytes(), (ROOT / "options.yaml").read_bytes()),
)
JUDGED = {"scores", "weight", "weights", "costs", "must"}
TEXTS = {"because", "source"}
SLIPS = ("delete", "double", "swap", "change", "upper")
OTHERS = ("quote", "true", "number", "word")
WORD = re.compile(rb"[A-Za-z0-9_-]+")

Files: TypeAlias = tuple[bytes, bytes]
Leaves: TypeAlias = list[tuple[tuple[Any, ...], Any]]


@st.composite
def mutants(draw: st.DrawFn, most: int = 4, changes: tuple[str, ...] = (*SLIPS, *OTHERS)) -> Files:
    """A copy of a valid decision in which words have been changed, or with no changes any bytes."""
    wrong = list(draw(st.sampled_from(DECISIONS)))
    for _ in range(draw(st.integers(1, most))):
        which = draw(st.integers(0, 1))
        raw = wrong[which]
        if changes:
            words = list(WORD.finditer(raw))
            start, end = draw(st.sampled_from(words)).span()
            added = _changed(draw, raw[start:end], draw(st.sampled_from(changes)))
        else:
            start = draw(st.integers(0, len(raw)))
            end = start + draw(st.integers(0, 12))
            added = draw(st.sampled_from(PIECES))
        wrong[which] = raw[:start] + added + raw[end:]
    if draw(st.booleans()):
        wrong = [raw.replace(b"\n", b"\r\n") for raw in wrong]
    if draw(st.booleans()):
        wrong[1] = b"\xef\xbb\xbf" + wrong[1]
    return wrong[0], wrong[1]


def _changed(draw: st.DrawFn, word: bytes, change: str) -> bytes:
    at = draw(st.integers(0, len(word) - 1))
    match change:
        case "delete":
            return word[:at] + word[at + 1 :]
        case "double":
            return word[: at + 1] + word[at:]
        case "swap":
            return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        case "change":
            return word[:at] + b"x" + word[at + 1 :]
        case "upper":
            return word[:at] + word[at:].upper()
        case "quote":
            return b"'" + word + b"'"
        case "true":
            return draw(st.sampled_from([b"true", b"no", b"~", b"1_000", b"010"]))
        case "number":
            return draw(st.sampled_from([b"2026", b"1e3", b"0x1F", b"7.50"]))
        case _:
            return draw(st.sampled_from([m[0] for m in WORD.finditer(DECISIONS[0][1])]))


def documents(files: Files) -> tuple[Document, Document]:
    criteria, options = files
    return document_of(criteria, "criteria.yaml"), document_of(options, "options.yaml")


def diagnosed(files: Files) -> tuple[Diagnostic, ...]:
    return build(*documents(files)).diagnostics


def once(files: Files) -> Files:
    """Both files after one round."""
    found = diagnosed(files)
    criteria = fixed(files[0], [d for d in found if d.file == "criteria.yaml"]).raw
    return criteria, fixed(files[1], [d for d in found if d.file == "options.yaml"]).raw


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Leaves:
    """Everything in plain data that holds nothing, in the file's order, with where it is."""
    if isinstance(data, dict) and data:
        return [leaf for key, held in data.items() for leaf in leaves(held, (*path, key))]
    if isinstance(data, list) and data:
        return [leaf for i, held in enumerate(data) for leaf in leaves(held, (*path, i))]
    return [(path, data)]


def pointer(path: tuple[Any, ...]) -> str:
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def is_judged(path: tuple[Any, ...]) -> bool:
    """Whether a number or a level stands there: a score, a weight, a cost or a gate."""
    return not JUDGED.isdisjoint(path) and path[-1] not in TEXTS


@settings(max_examples=examples(150), deadline=None)
@given(mutants())
def test_data_differ_only_where_a_fix_says_so_and_never_in_what_is_judged(
    before: Files,
) -> None:
    after = once(before)
    places = {(d.file, d.path) for d in diagnosed(before) if d.replacement is not None}
    for old, new in zip(documents(before), documents(after), strict=True):
        assert old.is_complete == new.is_complete
        if not old.is_complete:
            continue
        had, has = leaves(old.data), leaves(new.data)
        assert len(had) == len(has)
        for (old_path, old_value), (new_path, new_value) in zip(had, has, strict=True):
            assert len(old_path) == len(new_path)
            for depth, (one, other) in enumerate(zip(old_path, new_path, strict=True), 1):
                assert one == other or (old.name, pointer(old_path[:depth])) in places
            is_same = (type(old_value), old_value) == (type(new_value), new_value)
            if not is_same:
                assert (old.name, pointer(old_path)) in places
                assert not is_judged(old_path)
                assert isinstance(new_value, str)


@settings(max_examples=examples(150), deadline=None)
@given(mutants())
def test_only_the_characters_of_the_fixed_places_change(before: Files) -> None:
    after = once(before)
    for name, old, new in zip(("criteria.yaml", "options.yaml"), before, after, strict=True):
        places = [d for d in diagnosed(before) if d.file == name and d.replacement is not None]
        lines = {d.line for d in places}
        had, has = old.split(b"\n"), new.split(b"\n")
        assert len(had) == len(has)
        for number, (was, is_now) in enumerate(zip(had, has, strict=True), 1):
            assert was == is_now or number in lines


def fixed_whole(files: Files, folder: Path) -> tuple[Fixed, Files]:
    """What `--fix` makes of two files: its account, and the files."""
    pair = Pair(*(document._replace(path=folder / document.name) for document in documents(files)))
    account = fix([pair])
    new = {file.name: file.new for file in account.files}
    criteria, options = files
    return account, (new.get("criteria.yaml", criteria), new.get("options.yaml", options))


@settings(max_examples=examples(60), deadline=None)
@given(mutants())
def test_fixing_to_the_end_is_fixing_once(before: Files) -> None:
    account, after = fixed_whole(before, Path("folder"))
    assert once(after) == after
    again, same = fixed_whole(after, Path("folder"))
    assert (again.files, same) == ((), after)
    assert again.before.diagnostics == account.after.diagnostics


@settings(max_examples=examples(100), deadline=None)
@given(mutants(1, SLIPS))
def test_fixing_one_slip_in_a_valid_decision_adds_no_error(before: Files) -> None:
    account, _ = fixed_whole(before, Path("folder"))
    assert account.after.errors <= account.before.errors


@settings(max_examples=examples(120), deadline=None)
@given(mutants(changes=()))
def test_any_mutant_can_be_fixed(before: Files) -> None:
    after = once(before)
    for old, new in zip(documents(before), documents(after), strict=True):
        assert len(leaves(old.data)) == len(leaves(new.data))
        assert old.is_complete == new.is_complete


def test_a_decision_without_a_fault_has_no_fix() -> None:
    for files in DECISIONS:
        assert [d for d in diagnosed(files) if d.replacement is not None] == []
        assert once(files) == files
