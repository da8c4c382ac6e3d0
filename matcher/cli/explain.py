"""`matcher explain`: why a mentee has whom, or nobody; or why not a certain mentor."""

import json
from pathlib import Path

import click
import pandas as pd

from matcher.cli.console import out, phase
from matcher.cli.inputs import FILE
from matcher.explanation import Explanation, WhyNot
from matcher.verification import read_result


@click.command()
@click.argument("folder", type=FILE)
@click.argument("mentee")
@click.argument("mentor", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def explain(folder: Path, mentee: str, mentor: str | None, as_json: bool) -> None:
    """Say why MENTEE has whom, or nobody; with MENTOR, why not that one, and what it would cost.

    FOLDER is what `matcher run` wrote; MENTEE and MENTOR are ids.
    """
    with phase("Looking …", quiet=as_json):
        matching = read_result(folder)
        answer = matching.explain(mentee) if mentor is None else matching.explain(mentee, mentor)
    if as_json:
        click.echo(json.dumps(_plain(answer), indent=2, ensure_ascii=False))
    else:
        out.print(str(answer), markup=False)


def _plain(answer: Explanation | WhyNot) -> dict[str, object]:
    return {
        name: json.loads(value.to_json(orient="records")) if isinstance(value, pd.DataFrame) else value
        for name, value in vars(answer).items()
    }
