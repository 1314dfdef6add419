"""Comments, told from text that only looks like one."""

import time

import pytest

from ukjapan_cli.documents.yaml.comments import Comment, comments


def found(text: str) -> list[str]:
    return [comment.text for comment in comments(text, "note:")]


def test_a_comment_has_its_text_its_place_and_whether_it_is_alone() -> None:
    text = "a: 1  # note: one \n  # note: two\nb: 2\n"
    assert list(comments(text, "note:")) == [
        Comment("note: one", (6, 18), is_alone=False),
        Comment("note: two", (21, 32), is_alone=True),
    ]
    assert text[6:18] == "# note: one "
    assert text[21:32] == "# note: two"


@pytest.mark.parametrize(
    "text",
    [
        "#note: x",  # without a space, and without a line's end
        "#\t  note: x\n",
        "a: 'b # c'  # note: x\n",  # after quoted text with a sign in it
        'a: "# note: y"  # note: x\n',
        'a: "one\n  # note: y\n  two"  # note: x\n',
        "a: b#c # note: x\n",
        "a: b #c\nd: 1 # note: x\n",
        "a: '#' # note: x\n",
        "'a # b': 1 # note: x\n",
        "a: [1, # note: x\n  2]\n",
        "a: {b: 1, # note: x\n  c: 2}\n",
        "- # note: x\n  1\n",
        "a: # note: x\n  1\n",
        "a: | # note: x\n  text\n",
        "a: >- # note: x\n  text\n",
        "a: |\n  # note: y\n\n# note: x\nb: 1\n",
        "a: |\n  text\n # note: x\n",  # less indented than the text
        "a: &b 1 # note: x\nc: *b\n",
        "--- # note: x\na: 1\n",
        "%YAML 1.1 # note: x\n---\na: 1\n",
        "ä: '日本 🏯 # note: y' # note: x\n",
        "a: 1\r\n# note: x\r\nb: 2\r\n",
        "a: 1\r# note: x\rb: 2\r",
    ],
)
def test_what_is_a_comment(text: str) -> None:
    assert found(text) == ["note: x"]
    (comment,) = comments(text, "note:")
    assert text[slice(*comment.span)].startswith("#")
    assert "\r" not in text[slice(*comment.span)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: 1\n",
        "note: x\n",
        "a: '# note: x'\n",
        "a: ' # note: x'\n",
        "'a # note: x': 1\n",
        'a: "b\n  # note: x\n  c"\n',
        "a: |\n  # note: x\n",
        "a: >\n  text\n\n  # note: x\n",
        "- |\n # note: x\n-\n",
        "a: b# note: x\n",
        "# see: # note: x\n",  # within another comment
        "a: 1 # as above # note: x\n",
        "a: 'b' # c # note: x\n",
        "# the note: x\n",
        "# Note: x\n",
        "# not e: x\n",
    ],
)
def test_what_is_none_that_begins_so(text: str) -> None:
    assert found(text) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "# note: x\n" * 200_000,
        "# note: x " * 200_000,
        "#\n" * 2_000_000 + "# note: x\n",
        "a:\n" + "- ' # note: x'\n" * 100_000,
        "a: [" + "' # note: x'," * 100_000 + "]\n",
        "a: " + "# " * 500_000 + "\n# note: x\n",
    ],
    ids=["lines", "one line", "others", "items", "one line of texts", "signs"],
)
def test_time_grows_with_the_text_alone(text: str) -> None:
    start = time.process_time()
    count = sum(1 for _ in comments(text, "note:"))
    assert time.process_time() - start < 15  # a second or so; growing with the square, minutes
    assert count in (0, 1, 200_000)
