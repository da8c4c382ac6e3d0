"""`matcher compare`: what is different between two results."""

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import click
import pandas as pd

from matcher.cli.console import out, phase
from matcher.cli.inputs import FILE
from matcher.comparison import Comparison
from matcher.comparison import compare as compare_lists
from matcher.matching import Matching
from matcher.report.pictures.compare import comparison_svg
from matcher.report.pictures.sheet import write_picture
from matcher.verification import RefusedError, read_result


@click.command()
@click.argument("before", type=FILE, metavar="FOLDER_A")
@click.argument("after", type=FILE, metavar="FOLDER_B")
@click.option("--json", "as_json", is_flag=True, help="Print all tables as JSON.")
@click.option("--picture", type=FILE, metavar="FILE.svg", help="Draw it too, to this file.")
def compare(before: Path, after: Path, as_json: bool, picture: Path | None) -> None:
    """Say what is different between two lists: goals, people, coverage, loads, pairs, rules and rows.

    FOLDER_A (before) and FOLDER_B (after) are what `matcher run` wrote.
    """
    with phase("Comparing …", quiet=as_json):
        answer = compare_lists(_read(before), _read(after))
    if picture is not None:
        write_picture(picture, comparison_svg(answer))
    if as_json:
        click.echo(json.dumps(_plain(answer), indent=2, ensure_ascii=False))
    else:
        out.print(str(answer), markup=False)


def _read(folder: Path) -> Matching:
    """Read a result; which of the two is not what was proven is said first."""
    try:
        return read_result(folder)
    except RefusedError as error:
        raise RefusedError([f"It is in {folder}.", *error.refusals]) from None


def _plain(answer: Comparison) -> dict[str, object]:
    return {one.name: _value(getattr(answer, one.name)) for one in fields(answer)}


def _value(value: object) -> object:
    if isinstance(value, pd.DataFrame):
        return json.loads(value.to_json(orient="records"))
    return dict(value) if isinstance(value, Mapping) else value
