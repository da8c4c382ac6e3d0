"""`matcher sample`: an invented season to try it on."""

from pathlib import Path

import click

from matcher.cli.console import out
from matcher.cli.inputs import FILE
from matcher.roster import MatcherError
from matcher.sample import MOST_IN_WORKBOOK, PROGRAMS, invent, write


@click.command()
@click.argument("program", type=click.Choice(PROGRAMS))
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Another number, other people."
)
@click.option(
    "--mentees", type=click.IntRange(min=0), help="How many mentees; left out: as many as is usual."
)
@click.option(
    "--mentors",
    type=click.IntRange(min=0),
    help="How many mentors; left out: as many as is usual, of national half as many as mentees.",
)
@click.option("--out", "folder", type=FILE, required=True, help="Folder for the lists.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
def sample(
    program: str, seed: int, mentees: int | None, mentors: int | None, folder: Path, quiet: bool
) -> None:
    """Invent a season of masa, awsp, naesp or national: people, wishes, conflicts.

    National is for trying the program at scale: any number of people up to a million, in service areas of the
    regions of Minnesota and Washington. More than 20,000 people are written as CSV files only, without a
    workbook.
    """
    try:
        written = write(invent(program, seed, mentees=mentees, mentors=mentors), folder)
    except ValueError as error:
        raise MatcherError(str(error)) from None
    if not quiet:
        for path in written:
            out.print(f"Wrote {path}", markup=False)
        if all(path.suffix == ".csv" for path in written):
            out.print(f"There is no workbook, since it would hold more than {MOST_IN_WORKBOOK:,} people.")
        out.print(f"Match it: matcher run --policy {program} --roster {folder} --out NAME", markup=False)
