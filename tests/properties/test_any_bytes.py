"""Whatever bytes a file has, reading gives a decision or diagnostics inside the file."""

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.examples import examples

from ukjapan_cli.documents.load import Loaded, build
from ukjapan_cli.documents.yaml.document import document_of

ROOT = Path(__file__).parents[2]
CRITERIA = (ROOT / "criteria.yaml").read_bytes()
OPTIONS = (ROOT / "options.yaml").read_bytes()
PIECES = (
    b"{",
    b"}",
    b"[",
    b"]",
    b"*a",
    b"&a ",
    b"? ",
    b": ",
    b"- ",
    b"!!int ",
    b"\n",
    b"\r",
    b"\t",
)
PIECES += (
    b'"',
    b"'",
    b"|",
    b"#",
    b".nan",
    b"1e999",
    b"<<",
    b"\x00",
    b"\xff",
    b"---\n",
    b"null",
    b"no",
)


def check(criteria: bytes, options: bytes) -> Loaded:
    loaded = build(document_of(criteria, "criteria.yaml"), document_of(options, "options.yaml"))
    ends = {"criteria.yaml": criteria, "options.yaml": options}
    for diagnostic in loaded.diagnostics:
        text = ends[diagnostic.file].decode("utf-8-sig", "replace")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= diagnostic.line <= diagnostic.end_line <= len(lines)
        assert 1 <= diagnostic.column <= len(lines[diagnostic.line - 1]) + 1
        assert diagnostic.message
    assert (loaded.decision is None) == any(d.is_error for d in loaded.diagnostics)
    return loaded


def test_the_packaged_files_are_a_decision() -> None:
    assert check(CRITERIA, OPTIONS).diagnostics == ()


@settings(max_examples=examples(300), deadline=None)
@given(st.binary(max_size=200))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfea\x00")
@example(b"{" * 100)
@example(b"&a [*a]")
@example(b'"\\ud800"')
@example(b"a: \x85b: [\xe2\x80\xa8]")
def test_any_bytes(raw: bytes) -> None:
    check(raw, OPTIONS)
    check(CRITERIA, raw)


@settings(max_examples=examples(150), deadline=None)
@given(
    st.booleans(),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(PIECES)),
        min_size=1,
        max_size=4,
    ),
)
def test_any_mutation_of_the_packaged_files(
    is_options: bool, mutations: list[tuple[float, int, bytes]]
) -> None:
    raw = OPTIONS if is_options else CRITERIA
    for share, removed, added in mutations:
        at = int(share * len(raw))
        raw = raw[:at] + added + raw[at + removed :]
    check(*((CRITERIA, raw) if is_options else (raw, OPTIONS)))
