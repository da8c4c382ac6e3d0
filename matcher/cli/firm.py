"""`matcher firm`: which pairs stay under other weights, and who is at risk if a mentor steps out."""

from pathlib import Path

import click

from matcher.cli.console import err, out, phase, tracked
from matcher.cli.inputs import FILE
from matcher.cli.telling import tell
from matcher.scenarios.firmness import lists_to_make
from matcher.solving import LARGE
from matcher.verification import read_result


@click.command()
@click.argument("folder", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
@click.option("--picture", type=FILE, help="Draw it as well, into this SVG file.")
def firm(folder: Path, as_json: bool, picture: Path | None) -> None:
    """Say how firm a list is: under other weights, and with any one mentor gone.

    FOLDER is what `matcher run` wrote. Every list that this rests on is really made and proven.
    """
    with phase("Reading …", quiet=as_json):
        matching = read_result(folder)
    if not as_json and len(matching.prepared.candidates) >= LARGE:
        weights, gone = lists_to_make(matching.listing)
        err.print(
            f"{weights:,} lists with other weights and {gone:,} with one mentor gone are made and proven; that takes a while."
        )
    found = matching.firmness(tracked(quiet=as_json))
    if picture is not None:
        from matcher.report.pictures import firmness_picture, write_picture

        write_picture(firmness_picture(found), picture)
    tell(found, as_json=as_json)
    if picture is not None and not as_json:
        out.print(f"Wrote {picture}", markup=False)
