"""Colours that stand out from the page, and from each other, to people who see fewer of them.

How the colour-blind see is simulated after Machado, Oliveira & Fernandes (2009), "A
physiologically-based model for simulation of color vision deficiency", at full severity.
"""

from itertools import combinations, pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from ukjapan_cli.formats.charts.palette import colours, ink_on

PAPERS = {"white": "#ffffff", "dark": "#14171c"}
EYES = {
    "all colours": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
DAYLIGHT = np.array([0.95047, 1.0, 1.08883])

# Of two patches side by side 2.3 is just seen. A segment and its letter in the key are far apart
# and small: ten times that for any two neighbours of a bar leaves no doubt, and any two at all are
# at least six times as far apart as what is just seen.
BESIDE, ANYWHERE = 23.0, 13.8

EVERY = list(colours(map(str, range(8))).values())


def linear(colour: str) -> NDArray[np.float64]:
    channels = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio."""
    low, high = sorted(float(linear(colour) @ TO_XYZ[1]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, eyes: str) -> NDArray[np.float64]:
    seen = np.clip(EYES[eyes] @ linear(colour), 0, 1)
    shares = TO_XYZ @ seen / DAYLIGHT
    bent = np.where(shares > (6 / 29) ** 3, np.cbrt(shares), shares * 841 / 108 + 4 / 29)
    return np.array([116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])])


def difference(one: str, other: str, eyes: str) -> float:
    """CIE's colour difference of 1976."""
    return float(np.linalg.norm(lab(one, eyes) - lab(other, eyes)))


def test_the_measures_are_right() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # WebAIM's example
    assert difference("#ffffff", "#000000", "all colours") == pytest.approx(100, abs=0.01)
    assert lab("#ff0000", "all colours") == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    assert difference("#ff0000", "#00ff00", "deuteranopia") < difference(
        "#ff0000", "#00ff00", "all colours"
    )


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_every_colour_stands_out_from_the_paper(paper: str) -> None:
    assert min(contrast(colour, paper) for colour in EVERY) >= 3


@pytest.mark.parametrize("eyes", EYES)
def test_neighbours_are_told_apart(eyes: str) -> None:
    in_a_bar = [*EVERY, EVERY[0]]  # the ninth is the first again
    assert min(difference(*pair, eyes) for pair in pairwise(in_a_bar)) >= BESIDE


@pytest.mark.parametrize("eyes", EYES)
def test_no_two_are_alike(eyes: str) -> None:
    assert min(difference(*pair, eyes) for pair in combinations(EVERY, 2)) >= ANYWHERE


def test_letters_are_read_on_every_colour() -> None:
    assert min(contrast(colour, ink_on(colour)) for colour in EVERY) >= 4.5


def test_a_colour_each_in_order_and_anew_after_the_last() -> None:
    given = colours(f"criterion-{place}" for place in range(10))
    assert list(given) == [f"criterion-{place}" for place in range(10)]
    assert len(set(given.values())) == 8
    assert given["criterion-8"] == given["criterion-0"]
    assert given["criterion-9"] == given["criterion-1"]
