"""`matcher answers`: which answers to collect, since they could change the list."""

from pathlib import Path

import click

from matcher.cli.console import phase, tracked
from matcher.cli.inputs import FILE
from matcher.cli.telling import tell
from matcher.verification import read_result


@click.command()
@click.argument("folder", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
def answers(folder: Path, as_json: bool) -> None:
    """Say which facts that nobody has told could change the list, and whom to ask first.

    FOLDER is what `matcher run` wrote. Each answer is taken alone.
    """
    with phase("Reading …", quiet=as_json):
        matching = read_result(folder)
    tell(matching.answers_to_collect(tracked(quiet=as_json)), as_json=as_json)
