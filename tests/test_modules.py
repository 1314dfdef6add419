"""What every module of the package keeps to."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "ukjapan_cli"


def assigned(target: ast.expr) -> Iterator[str]:
    """The names that an assignment gives."""
    if isinstance(target, ast.Name):
        yield target.id
    for part in getattr(target, "elts", ()):
        yield from assigned(part)


def test_no_module_gives_two_constants_one_name() -> None:
    """The later would stand in for the earlier, and nothing says so."""
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assignments = (node for node in tree.body if isinstance(node, ast.Assign))
        names = Counter(name for a in assignments for t in a.targets for name in assigned(t))
        assert [name for name, times in names.items() if times > 1] == [], path
