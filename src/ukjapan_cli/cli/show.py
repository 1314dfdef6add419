"""A result in the format that was asked for."""

from collections.abc import Sequence
from importlib import import_module

from ukjapan_cli.cli.arguments import Format
from ukjapan_cli.cli.output import emit, screen, tell


def show(
    result: object,
    format: Format,  # noqa: A002 (the flag's name)
    feature: str | None,
    omissions: Sequence[str] = (),
) -> None:
    """Write a result to stdout; what is left out of it to stderr where CSV has no place for it.

    Args:
        result: of the feature's analysis.
        format: what to write.
        feature: the package that writes it: its `terminal.table`, `record.json`, `record.csv` or
            `blocks.markdown`; no other module of them is imported.
        omissions: what is left out of the result, in sentences.
    """
    match format:
        case Format.TABLE:
            emit(import_module(f"{feature}.terminal").table(result, screen()))
        case Format.JSON:
            emit(import_module(f"{feature}.record").json(result))
        case Format.CSV:
            emit(import_module(f"{feature}.record").csv(result))
            for line in omissions:
                tell(f"ukjapan: {line}\n")
        case Format.MARKDOWN:
            emit(import_module(f"{feature}.blocks").markdown(result))
