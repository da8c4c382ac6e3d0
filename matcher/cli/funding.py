"""`matcher funding`: pairs served against pairs funded, and what the next dollar buys."""

from pathlib import Path

import click

from matcher.cli.console import out, phase
from matcher.cli.inputs import FILE
from matcher.cli.telling import tell
from matcher.funding import funding_of
from matcher.verification import read_result


@click.command()
@click.argument("folder", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print both tables as JSON.")
@click.option("--csv", "table", type=FILE, help="Write the table as well, into this CSV file.")
@click.option("--picture", type=FILE, help="Draw it as well, into this SVG file.")
def funding(folder: Path, as_json: bool, table: Path | None, picture: Path | None) -> None:
    """Say for how many pairs there is money, by region, how many are served, and what the next dollar buys.

    FOLDER is what `matcher run` wrote.
    """
    with phase("Making the lists …", quiet=as_json):
        told = funding_of(read_result(folder))
    if picture is not None:
        from matcher.report.pictures import funding_picture, write_picture

        write_picture(funding_picture(told), picture)
    if table is not None:
        from matcher.report.tables import write_table

        write_table(told.written, table)
    tell(told, as_json=as_json)
    for path in (picture, table):
        if path is not None and not as_json:
            out.print(f"Wrote {path}", markup=False)
