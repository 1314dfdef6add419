"""A flag that has become a command: what to write instead of it."""

import shlex

from ukjapan_cli.cli.arguments import refuse


def refuse_moved(command: str, *words: str) -> None:
    """Refuse `--table` after `score` and `check`, whatever flags of tables come with it.

    Raises:
        UnfitArgumentError: it is there; with the line to write instead.
    """
    flags = words[: words.index("--")] if "--" in words else words
    for index, word in enumerate(flags):
        flag, equals, table = word.partition("=")
        if flag == "--table" and command in {"score", "check"}:
            after = words[index + 1 :]
            given = (table, *after) if equals else after or ("TABLE",)
            line = shlex.join(("ukjapan", "table", command, given[0], *words[:index], *given[1:]))
            refuse(f"write `{line}`", {"--table": word})
