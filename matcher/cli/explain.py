"""`matcher explain`: why somebody has whom, or nobody; or why not a certain mentor."""

from pathlib import Path

import click

from matcher.cli.console import phase
from matcher.cli.inputs import FILE
from matcher.cli.telling import tell
from matcher.verification import read_result


@click.command()
@click.argument("folder", type=FILE)
@click.argument("person")
@click.argument("mentor", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def explain(folder: Path, person: str, mentor: str | None, as_json: bool) -> None:
    """Say why PERSON has whom, or nobody; with MENTOR, why not that one, and what it would cost.

    FOLDER is what `matcher run` wrote; PERSON is the id of a mentee or of a mentor, MENTOR that of a mentor.
    """
    with phase("Looking …", quiet=as_json):
        matching = read_result(folder)
        answer: object
        if mentor is not None:
            answer = matching.explain(person, mentor)
        elif matching.has("mentors", person) and not matching.has("mentees", person):
            answer = matching.explain_mentor(person)
        else:
            answer = matching.explain(person)
    tell(answer, as_json=as_json)
