"""`matcher recruit`: where one more mentor would help most."""

from pathlib import Path

import click

from matcher.cli.console import out, phase
from matcher.cli.inputs import FILE
from matcher.cli.telling import tell
from matcher.verification import read_result


@click.command()
@click.argument("folder", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print all tables as JSON.")
@click.option("--picture", type=FILE, help="Draw it as well, into this SVG file.")
def recruit(folder: Path, as_json: bool, picture: Path | None) -> None:
    """Say what one more mentor would bring, by region and group, and one more seat of each who is there.

    FOLDER is what `matcher run` wrote. Each is taken alone: two new mentors may help the same person.
    """
    with phase("Looking …", quiet=as_json):
        told = read_result(folder).where_to_recruit()
    if picture is not None:
        from matcher.report.pictures import recruiting_picture, write_picture

        write_picture(recruiting_picture(told), picture)
    tell(told, as_json=as_json)
    if picture is not None and not as_json:
        out.print(f"Wrote {picture}", markup=False)
