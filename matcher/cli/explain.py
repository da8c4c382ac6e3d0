"""`matcher explain`: why a mentee has whom, or nobody; or why not a certain mentor."""

from pathlib import Path

import click

from matcher.cli.console import phase
from matcher.cli.inputs import FILE
from matcher.cli.telling import tell
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
    tell(answer, as_json=as_json)
