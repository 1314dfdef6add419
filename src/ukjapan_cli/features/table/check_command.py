"""`ukjapan check --table`: criteria and the table whose options they score."""

from os.path import exists
from pathlib import Path
from typing import TYPE_CHECKING

from ukjapan_cli.features.check.github_actions import relative
from ukjapan_cli.features.table.arguments import TableArguments

if TYPE_CHECKING:
    from ukjapan_cli.features.check.result import Checked
    from ukjapan_cli.features.check.settings import Flags


def check_table(criteria: Path | None, arguments: TableArguments, flags: "Flags") -> "Checked":
    """What is wrong with either.

    Raises:
        InputError: no criteria are here, or what reads the table is not installed, or does not
            read such a table.
        typer.BadParameter: an argument is not of its form.
    """
    from ukjapan_cli.documents.files.locations import NoFilesError, locate_criteria
    from ukjapan_cli.documents.load import load_criteria
    from ukjapan_cli.features.table import check as table_checking

    location = locate_criteria(criteria, Path())
    if location is None:
        raise NoFilesError("there is no criteria.yaml here; name one with --criteria")
    location = location._replace(name=relative(location.path))
    path = Path(arguments.table)
    table = table_checking.TableToCheck(
        given=arguments.table,
        name=relative(path) if exists(path) else arguments.table,  # noqa: PTH110 (raises nothing)
        engine=arguments.engine.value if arguments.engine else None,
        master=arguments.master,
        asked=lambda: arguments.columns.asked,
    )
    return table_checking.check_table(load_criteria(location), table, flags)
