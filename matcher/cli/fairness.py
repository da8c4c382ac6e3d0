"""`matcher fairness`: what it costs that nobody fits badly, and that mentors are evenly loaded."""

import json
from pathlib import Path
from typing import Literal

import click

from matcher.cli.console import out, phase
from matcher.cli.inputs import FILE
from matcher.cli.telling import plain
from matcher.verification import read_result

GOALS: tuple[Literal["worst_off"], Literal["balance"]] = ("worst_off", "balance")


@click.command()
@click.argument("folder", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
@click.option("--picture", type=FILE, help="Draw it as well, into this SVG file.")
def fairness(folder: Path, as_json: bool, picture: Path | None) -> None:
    """Say what fairness costs in fit: a higher lowest fit, and evenly loaded mentors; exactly, all lists.

    FOLDER is what `matcher run` wrote.
    """
    with phase("Making the lists …", quiet=as_json):
        matching = read_result(folder)
        found = {goal: matching.frontier(goal) for goal in GOALS}
    if picture is not None:
        from matcher.report.pictures import fairness_picture, write_picture

        write_picture(fairness_picture(list(found.values())), picture)
    if as_json:
        told = {goal: plain(vars(one)) for goal, one in found.items()}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        out.print("\n\n".join(map(str, found.values())), markup=False)
    if picture is not None and not as_json:
        out.print(f"Wrote {picture}", markup=False)
