"""The library's decision of `tests/analysis/test_methods.py` by several methods, as text.

By the product the hall has 57.4 and the station 64.5; by TOPSIS 0.502, 0.574 and 0.498; by VIKOR
0.5, 0.097 and 0.804; by PROMETHEE II 0.2, 0 and -0.2.
"""

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from tests.features.made import BEST, COST, FIELD, GAIN, TODAY, decision, option

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Linear
from ukjapan_cli.features.methods import blocks
from ukjapan_cli.features.methods import record as written
from ukjapan_cli.features.methods import words as say
from ukjapan_cli.features.methods.analysis.methods import CrossCheck, methods
from ukjapan_cli.features.methods.terminal import table
from ukjapan_cli.formats.terminal import Screen

VALUES = {
    "Market hall": (25, 100, 100, 100),
    "Old station": (75, 50, 220 / 3, 40),
    "Mobile van": (100, 0, 45, 0),
    "As today": (50, 25, 30, 40),
}
NAMES = {"rent": "Running cost", "security": "Security", "reach": "Reach", "support": "Support"}
LIBRARY = Decision(
    criteria=tuple(
        Criterion(id_, name, Weight(weight), scale=Linear(0, 100))
        for (id_, name), weight in zip(NAMES.items(), (40, 20, 30, 10), strict=True)
    ),
    options=tuple(
        Option(
            name.split()[-1].lower(),
            name,
            scores={id_: Score(Exact(v)) for id_, v in zip(NAMES, values, strict=True)},
            is_baseline=name == "As today",
        )
        for name, values in VALUES.items()
    ),
    title="Where?",
)

PIPED = """\
Where?
Undated · stated weights

Option         Additive  Weighted product    TOPSIS     VIKOR  PROMETHEE II
Market hall     1  70.0           2  57.4  2  0.502  2  0.500     1   0.200
Old station     2  66.0           1  64.5  1  0.574  1  0.097     2   0.000
Mobile van      3  53.5           3   0.0  3  0.498  3  0.804     3  -0.200
Kendall's tau                        0.33      0.33      0.33          1.00

PROMETHEE II puts the same option first; Weighted product, TOPSIS and VIKOR do not.
"""

NARROW = """\
                      Weighted                 PROMETHEE
Option      Additive   product  TOPSIS  VIKOR         II
────────────────────────────────────────────────────────
Market             1         2       2      2          1
hall            70.0      57.4   0.502  0.500      0.200
"""

TOLD = """\
Weighted product ranks 2 of 3 options otherwise (a product punishes low values)
  Market hall, 2 instead of 1: what costs it most is 25.0 on Running cost
  Old station, 1 instead of 2: its values are more even, and what costs it most is 50.0 on Security

TOPSIS ranks 2 of 3 options otherwise (squared distances make the most of wide gaps)
  Market hall, 2 instead of 1: 100.0% of its squared distance from the best is on Running cost
  Old station, 1 instead of 2: 64.5% of its squared distance from the worst is on Running cost

VIKOR ranks 2 of 3 options otherwise (the largest single regret counts half)
  Market hall, 2 instead of 1: its largest regret is 0.400 on Running cost; the least of any option's is 0.145
  Old station, 1 instead of 2: its largest regret is 0.145 on Reach; the greatest of any option's is 0.400

Not ranked, and not in these figures: As today.
"""  # noqa: E501 (a pipe's lines are not wrapped)


@pytest.fixture(scope="module")
def library() -> CrossCheck:
    return methods(LIBRARY)


def test_in_a_pipe(library: CrossCheck) -> None:
    text = table(library, Screen())
    assert text.startswith(PIPED)
    assert text.endswith(f"\n\n{TOLD}\n{say.CAUTION}\n")


def test_on_a_narrow_terminal_scores_stand_under_ranks(library: CrossCheck) -> None:
    lines = table(library, Screen(width=56)).splitlines()
    at = lines.index(NARROW.splitlines()[0])
    assert "\n".join(lines[at : at + 5]) + "\n" == NARROW


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_no_line_is_wider_than_the_terminal_and_no_number_is_cut(
    library: CrossCheck, width: int
) -> None:
    text = table(library, Screen(width=width))
    assert max(map(cell_len, text.splitlines())) <= width
    assert "…" not in text
    words = text.split()
    for number in ("70.0", "57.4", "0.502", "0.804", "-0.200", "0.33", "1.00"):
        assert number in words


def test_colour_changes_no_letter(library: CrossCheck) -> None:
    for width in (60, 120):
        coloured = table(library, Screen(width=width, colour=True))
        assert "\x1b[" in coloured
        plain = re.sub(r"\x1b\[[\d;]*m", "", coloured)
        bare = table(library, Screen(width=width))
        assert [line.rstrip() for line in plain.splitlines()] == bare.splitlines()


def test_the_caution_says_what_it_is_and_why() -> None:
    assert "never the recommendation" in say.CAUTION
    for method in ("TOPSIS", "VIKOR", "PROMETHEE II"):
        assert method in say.CAUTION


def test_json(library: CrossCheck) -> None:
    record = json.loads(written.json(library))
    assert list(record) == [
        *("schema", "decision", "criteria", "options", "additive", "methods", "differences"),
        "excluded",
    ]
    assert record["schema"] == "ukjapan/methods/1"
    assert record["options"][0] == {"option": "hall", "name": "Market hall"}
    assert record["additive"]["ranks"] == {"hall": 1, "station": 2, "van": 3}
    assert record["additive"]["scores"] == pytest.approx({"hall": 70, "station": 66, "van": 53.5})
    vikor = record["methods"][2]
    assert list(vikor) == ["id", "name", "better", "scores", "ranks", "tau"]
    assert (vikor["id"], vikor["better"]) == ("vikor", "lower")
    assert {method["better"] for method in record["methods"] if method is not vikor} == {"higher"}
    assert vikor["ranks"] == {"hall": 2, "station": 1, "van": 3}
    assert vikor["tau"] == pytest.approx(1 / 3)
    assert [(d["method"], d["option"]) for d in record["differences"]] == [
        (method, option)
        for method in ("weighted-product", "topsis", "vikor")
        for option in ("hall", "station")
    ]
    assert record["differences"][0] == {
        "method": "weighted-product",
        "option": "hall",
        "rank": 2,
        "additive_rank": 1,
        "criterion": "rent",
        "numbers": {"value": 25},
        "because": "what costs it most is 25.0 on Running cost",
    }
    assert [one["option"] for one in record["excluded"]] == ["today"]


def test_csv(library: CrossCheck) -> None:
    rows = list(csv.DictReader(io.StringIO(written.csv(library))))
    assert [(row["method"], row["option"], row["rank"]) for row in rows[:6]] == [
        ("additive", "hall", "1"),
        ("additive", "station", "2"),
        ("additive", "van", "3"),
        ("weighted-product", "hall", "2"),
        ("weighted-product", "station", "1"),
        ("weighted-product", "van", "3"),
    ]
    assert len(rows) == 15
    hall, _, van = rows[3:6]
    assert float(hall["tau"]) == pytest.approx(1 / 3)
    assert (hall["additive_rank"], hall["criterion"]) == ("1", "rent")
    assert hall["because"] == "what costs it most is 25.0 on Running cost"
    assert (van["criterion"], van["because"]) == ("", "")
    assert (rows[0]["tau"], rows[0]["because"]) == ("", "")


def test_markdown(library: CrossCheck) -> None:
    lines = blocks.markdown(library).splitlines()
    assert lines[:8] == [
        "## Where?",
        "",
        "Undated · stated weights",
        "",
        "| Option | Additive | Weighted product | TOPSIS | VIKOR | PROMETHEE II |",
        "| --- | --: | --: | --: | --: | --: |",
        "| Market hall | 1 (70.0) | 2 (57.4) | 2 (0.502) | 2 (0.500) | 1 (0.200) |",
        "| Old station | 2 (66.0) | 1 (64.5) | 1 (0.574) | 1 (0.097) | 2 (0.000) |",
    ]
    assert "| Kendall's tau |  | 0.33 | 0.33 | 0.33 | 1.00 |" in lines
    assert "- Market hall, 2 instead of 1: what costs it most is 25.0 on Running cost" in lines
    assert lines[-1] == say.CAUTION


def test_ties_and_what_has_no_agreement() -> None:
    alike = methods(decision(option("a", cost=5, gain=5), option("b", cost=5, gain=5)))
    lines = table(alike, Screen()).splitlines()
    by_method = ["50.0", "50.0", "0.500", "0.000", "0.000"]
    assert lines[4].split() == ["A", *(word for score in by_method for word in ("1=", score))]
    assert lines[6].split() == ["Kendall's", "tau", "-", "-", "-", "-"]
    assert "Every other method puts the same options first." in lines
    assert json.loads(written.json(alike))["methods"][0]["tau"] is None


def test_one_option_has_nothing_to_disagree_with() -> None:
    text = table(methods(decision(BEST, TODAY)), Screen())
    assert "Only one option is ranked: there is nothing to disagree on." in text


def test_a_value_of_nothing_and_what_wins_or_loses_in_pairs() -> None:
    """Values 100 and 0, 40 and 41, 20 and 42: 50, 40.5 and 31 by the sum."""
    made = decision(
        option("top", cost=0, gain=0),
        option("mid", cost=6, gain=4.1),
        option("low", cost=8, gain=4.2),
    )
    text = table(methods(made), Screen())
    assert "  Top, 3 instead of 1: its value of 0 on Gain makes its whole product 0\n" in text
    assert "PROMETHEE II ranks" in text
    # All three win and lose as often, and tie.
    assert (
        "  Low, 1 instead of 3: it wins 2 and loses 2 of 4 comparisons; most for it is Gain, "
        "where it wins 2 and loses 0 of 2\n"
    ) in text


def test_many_changes_are_told_in_part() -> None:
    """A hundred options whose product is 0 but for the last by the sum, which all others pass."""
    many = decision(
        *(option(f"o{n:03}", cost=n / 100, gain=0) for n in range(100)),
        option("even", cost=9, gain=1),
    )
    text = table(methods(many), Screen())
    product = text[text.index("Weighted product ranks") :].split("\n\n")[0].splitlines()
    # 99 others share rank 2, so that all but the second move.
    assert product[0].startswith("Weighted product ranks 100 of 101 options otherwise")
    assert len(product) == 1 + say.MOST_CHANGES + 1
    assert product[-2].startswith("  Even, 1 instead of 101: ")
    assert product[-1] == "  and 90 more, which move no further: --format csv has them all"
    rows = list(csv.DictReader(io.StringIO(written.csv(methods(many)))))
    told = [row for row in rows if row["method"] == "weighted-product" and row["because"]]
    assert len(told) == 100


def test_text_from_files_is_shown_and_never_obeyed() -> None:
    evil = "\x1b[31m::error::<b>|[x](y)"
    criteria = (COST, replace(GAIN, name=evil))
    options = (replace(o, name=f"{evil}{i}") for i, o in enumerate(FIELD.options))
    made = replace(FIELD, criteria=criteria, options=tuple(options), title=evil)
    found = methods(made)
    for text in (table(found, Screen()), blocks.markdown(found), written.csv(found)):
        assert "\x1b" not in text
        assert not re.search("^::", text, re.MULTILINE)
    assert "<b>" not in blocks.markdown(found)
    assert "[x](" not in blocks.markdown(found)
