"""How formulas name cells."""

from collections.abc import Iterable


def letters(column: int) -> str:
    """The letters of a column, counted from 1."""
    before, last = divmod(column - 1, 26)
    return (letters(before) if before else "") + chr(ord("A") + last)


def at(column: int, row: int) -> str:
    """A cell's address, which moves when the formula is copied."""
    return f"{letters(column)}{row}"


def fixed(column: int, row: int) -> str:
    """A cell's address, which stays."""
    return f"${letters(column)}${row}"


def down(column: int, first: int, last: int) -> str:
    """The fixed address of a piece of a column."""
    return f"{fixed(column, first)}:{fixed(column, last)}"


def summed(column: int, rows: Iterable[int]) -> str:
    """The sum of some cells of a column, as a formula without its equals sign."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    name = letters(column)
    parts = [
        f"{name}${first}:{name}${last}" if first < last else f"{name}${first}"
        for first, last in runs
    ]
    most = 200  # a spreadsheet's function takes no more than 255 arguments
    return "+".join(
        f"SUM({','.join(parts[start : start + most])})" for start in range(0, len(parts), most)
    )
