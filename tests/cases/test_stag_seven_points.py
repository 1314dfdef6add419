"""The seven-point scale of Scottish transport appraisal, as numbers and by its own signs.

Source: *Scottish Transport Appraisal Guidance*, summary tables from a major negative (---) to a
major positive impact (+++), as in transportscotland.gov.uk/reports/corporate/j9760-04.htm. Five
criteria weigh the same, so that an option whose points add up to s is worth (s + 15) / 30 of 100.
"""

from pathlib import Path

import pytest

from ukjapan_cli import load, score

IDS = ("environment", "safety", "economy", "integration", "access")
POINTS = {
    "nothing": (0, 0, 0, 0, 0),
    "bypass": (-3, 2, 3, 0, 1),
    "bus": (1, 1, 1, 2, 2),
    "toll": (1, 0, -2, 0, -2),
}
VALUES = {"bus": 73.3, "bypass": 60.0, "nothing": 50.0, "toll": 40.0}
NUMBERS = "{worst: -3, best: 3}"
SIGNS = {-3: "---", -2: "--", -1: "-", 0: "0", 1: "+", 2: "++", 3: "+++"}
LEVELS = (
    '{levels: {"---": 0, "--": 16.67, "-": 33.33, "0": 50, "+": 66.67, "++": 83.33, "+++": 100}}'
)


def write(folder: Path, scale: str, *, by_signs: bool) -> None:
    criteria = "".join(
        f"  - {{id: {id_}, name: {id_}, weight: 20, scale: {stated}}}\n"
        for id_, stated in zip(IDS, [f"&stag {scale}", *["*stag"] * 4], strict=True)
    )
    options = "".join(
        f"  - {{id: {option}, name: {option}, scores: {{{scores}}}}}\n"
        for option, points in POINTS.items()
        for scores in [
            ", ".join(
                f'{id_}: "{SIGNS[point]}"' if by_signs else f"{id_}: {point:+}"
                for id_, point in zip(IDS, points, strict=True)
            )
        ]
    )
    (folder / "criteria.yaml").write_text(f"version: 1\ncriteria:\n{criteria}", encoding="utf-8")
    (folder / "options.yaml").write_text(f"version: 1\noptions:\n{options}", encoding="utf-8")


@pytest.mark.parametrize(("scale", "by_signs"), [(NUMBERS, False), (LEVELS, True)])
def test_the_ranking(tmp_path: Path, scale: str, by_signs: bool) -> None:
    write(tmp_path, scale, by_signs=by_signs)
    ranking = score(load(tmp_path / "options.yaml", tmp_path / "criteria.yaml")).ranking
    assert {s.option.id: round(s.value, 1) for s in ranking} == VALUES
    assert [s.option.id for s in ranking] == list(VALUES)
