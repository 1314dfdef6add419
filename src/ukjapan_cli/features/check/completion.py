"""Shell completion of rules' codes."""

from collections.abc import Iterator

from ukjapan_cli.cli.completion import beginning


def complete_rule(incomplete: str) -> Iterator[tuple[str, str]]:
    """Rules' codes, with their names."""
    from ukjapan_cli.features.check.catalogue import RULES

    yield from beginning(incomplete, {rule.code: rule.name for rule in RULES})
