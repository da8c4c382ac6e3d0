"""`matcher compare`: what is different between two results."""

from pathlib import Path

import click

from matcher.cli.console import out, phase
from matcher.cli.inputs import FILE
from matcher.cli.telling import tell
from matcher.comparison import compare as compare_lists
from matcher.matching import Matching
from matcher.verification import RefusedError, read_result


@click.command()
@click.argument("before", type=FILE, metavar="FOLDER_A")
@click.argument("after", type=FILE, metavar="FOLDER_B")
@click.option("--json", "as_json", is_flag=True, help="Print all tables as JSON.")
@click.option("--picture", type=FILE, help="Draw it as well, into this SVG file.")
def compare(before: Path, after: Path, as_json: bool, picture: Path | None) -> None:
    """Say what is different between two lists: goals, people, coverage, loads, pairs, rules and rows.

    FOLDER_A (before) and FOLDER_B (after) are what `matcher run` wrote.
    """
    with phase("Comparing …", quiet=as_json):
        answer = compare_lists(_read(before), _read(after))
    if picture is not None:
        from matcher.report.pictures import comparison_picture, write_picture

        write_picture(comparison_picture(answer), picture)
    tell(answer, as_json=as_json)
    if picture is not None and not as_json:
        out.print(f"Wrote {picture}", markup=False)


def _read(folder: Path) -> Matching:
    """Read a result; which of the two is not what was proven is said first."""
    try:
        return read_result(folder)
    except RefusedError as error:
        raise RefusedError([f"It is in {folder}.", *error.refusals]) from None
