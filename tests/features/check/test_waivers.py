"""Waivers: which line they are about, whose findings they excuse, and why."""

import time

import pytest

from ukjapan_cli.features.check.waivers import Waiver, waivers

REASON = "ignore[UKJ303] because it is agreed"


def lines(text: str) -> list[tuple[tuple[str, ...], int]]:
    """The codes of each waiver and the line that it is about."""
    return [(waiver.codes, waiver.line) for waiver in waivers(text)]


def only(text: str) -> Waiver:
    (waiver,) = waivers(text)
    return waiver


class TestWhere:
    def test_on_its_own_line(self) -> None:
        text = f"a: 1\nb: 2  # ukjapan: {REASON}\nc: 3\n"
        assert only(text) == Waiver(("UKJ303",), "it is agreed", 2, (11, 57))
        assert text[11:57] == f"# ukjapan: {REASON}"

    def test_alone_before_the_line(self) -> None:
        assert only(f"a: 1\n  # ukjapan: {REASON}\nb: 2\n").line == 3

    def test_before_other_comments(self) -> None:
        assert only(f"# ukjapan: {REASON}\n# and\n  # more\nb: 2\n").line == 4

    def test_an_empty_line_is_a_line(self) -> None:
        assert only(f"# ukjapan: {REASON}\n\nb: 2\n").line == 2

    def test_several_before_one_line_and_on_it(self) -> None:
        text = (
            "# ukjapan: ignore[UKJ301] because a\n"
            "# ukjapan: ignore[UKJ302] because b\n"
            "#   and c\n"
            "# ukjapan: ignore[UKJ303] because d\n"
            "x: 1  # ukjapan: ignore[UKJ304] because e\n"
        )
        assert [(w.codes, w.reason, w.line) for w in waivers(text)] == [
            (("UKJ301",), "a", 5),
            (("UKJ302",), "b and c", 5),
            (("UKJ303",), "d", 5),
            (("UKJ304",), "e", 5),
        ]

    def test_a_comment_behind_something_is_about_that_alone(self) -> None:
        text = f"x: 1  # ukjapan: {REASON}\n# not a part of it\ny: 2\n"
        assert only(text) == only(text)._replace(line=1, reason="it is agreed")

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_lines_are_those_of_editors(self, end: str) -> None:
        text = f"a: 1\n# ukjapan: {REASON}\n# with all\nb: 2 # ukjapan: {REASON}\n"
        waived = waivers(text.replace("\n", end))
        assert [(w.line, w.reason) for w in waived] == [
            (4, "it is agreed with all"),
            (4, "it is agreed"),
        ]

    @pytest.mark.parametrize("end", ["", "\n"])
    def test_at_the_end_of_the_file(self, end: str) -> None:
        assert only(f"a: 1\n# ukjapan: {REASON}{end}").line == 3
        assert only(f"a: 1 # ukjapan: {REASON}{end}").line == 1

    def test_in_a_flow_mapping_over_lines(self) -> None:
        text = f"x: {{a: 1,  # ukjapan: {REASON}\n  # ukjapan: {REASON}\n  b: 2}}\n"
        assert [line for _, line in lines(text)] == [1, 3]

    def test_text_that_looks_like_one_is_none(self) -> None:
        quoted = f"a: 'see # ukjapan: {REASON}'\n"
        block = f"b: |\n  # ukjapan: {REASON}\n  1\n"
        mentioned = f"c: 1 # as in # ukjapan: {REASON}\n"
        assert waivers(quoted + block + mentioned) == []


class TestCodes:
    def test_several(self) -> None:
        waiver = only("a: 1 # ukjapan: ignore[UKJ303, UKJ402 ,UKJ303] because both\n")
        assert (waiver.codes, waiver.unknown) == (("UKJ303", "UKJ402"), ())

    @pytest.mark.parametrize(
        "code", ["ukj303", "UKJ3", "UKJ3030", "UKJ003", "*", "", "UKJ303;UKJ304"]
    )
    def test_what_is_no_code(self, code: str) -> None:
        waiver = only(f"a: 1 # ukjapan: ignore[UKJ402, {code}] because so\n")
        assert (waiver.codes, waiver.unknown) == (("UKJ402",), (code,))

    @pytest.mark.parametrize("form", ["ignore UKJ303 because x", "", "ignore(UKJ303)", "see below"])
    def test_what_is_no_waiver_though_it_begins_like_one(self, form: str) -> None:
        waiver = only(f"a: 1 # ukjapan: {form}\n")
        assert (waiver.codes, waiver.reason, waiver.unknown) == ((), "", (form,))

    def test_spaces_do_not_matter(self) -> None:
        waiver = only("a: 1 #ukjapan:ignore [ UKJ303 ]  because   x\n")
        assert (waiver.codes, waiver.reason, waiver.unknown) == (("UKJ303",), "x", ())


class TestReason:
    @pytest.mark.parametrize(
        "said",
        ["", " ", " because", " because   ", " because\t", ": x", " - x", "because x", " since x"],
    )
    def test_none(self, said: str) -> None:
        waiver = only(f"a: 1 # ukjapan: ignore[UKJ303]{said}\n")
        assert (waiver.codes, waiver.reason, waiver.unknown) == (("UKJ303",), "", ())

    @pytest.mark.parametrize(
        "text",
        [
            "# ukjapan: ignore[UKJ303] because the range\n#   is   \n# agreed\n",
            "# ukjapan: ignore[UKJ303] because\n# the range is agreed\n",
            "# ukjapan: ignore[UKJ303]\n  #because the range is agreed\n",
            "# ukjapan: ignore[\n# UKJ303]\n#\n# because the range is agreed\n",
        ],
    )
    def test_it_goes_on_in_the_comments_that_follow(self, text: str) -> None:
        waiver = only(f"{text}a: 1\n")
        assert (waiver.codes, waiver.reason) == (("UKJ303",), "the range is agreed")

    def test_an_empty_line_ends_it(self) -> None:
        assert only(f"# ukjapan: {REASON}\n\n# Another thing.\n").reason == "it is agreed"

    def test_no_more_of_it_is_kept_than_somebody_reads(self) -> None:
        long = "x" * 5_000
        assert only(f"a: 1 # ukjapan: ignore[UKJ303] because {long}\n").reason == "x" * 1_000 + "…"
        more = only("# ukjapan: ignore[UKJ303] because y\n" + "# x\n" * 5_000 + "a: 1\n")
        assert more.reason.startswith("y x x x")
        assert len(more.reason) == 1_001
        assert more.line == 5_002


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"# ukjapan: {REASON}\n" * 50_000, 50_000),
        (f"# ukjapan: {REASON}\n" + "# x\n" * 500_000, 1),
        (f"a: 1 # ukjapan: {REASON}\n".replace("a:", "- a:") * 20_000, 20_000),
        ("# ukjapan: ignore[" + " " * 1_000_000 + "x\n", 1),
        ("# ukjapan: ignore[UKJ303]" + " " * 1_000_000 + "x\n", 1),
        ("# ukjapan: ignore[" + "UKJ303," * 100_000 + "] because x\n", 1),
    ],
    ids=["waivers", "comments", "lines", "spaces in codes", "spaces before because", "codes"],
)
def test_time_grows_with_the_text_alone(text: str, count: int) -> None:
    start = time.process_time()
    found = waivers(text)
    assert time.process_time() - start < 20  # a second or two; growing with the square, minutes
    assert len(found) == count
