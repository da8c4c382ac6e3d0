"""`matcher what-if`: the exact best list under other circumstances, beside the one that was found."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from matcher.cli.changes import OPTIONS as OF_PEOPLE
from matcher.cli.changes import people_options, read_changes
from matcher.cli.console import phase, print_problems
from matcher.cli.inputs import FILE
from matcher.cli.telling import tell
from matcher.roster import InputError
from matcher.verification import read_result

BAD_INPUT = 2
OPTIONS = {
    **OF_PEOPLE,
    "lifted": "--lift",
    "rules": "--set, --rules",
    "limits": "--limit",
    "weights": "--weight",
}
"""What problems call a change, and the option that asks for it."""


@click.command("what-if")
@click.argument("folder", type=FILE)
@people_options
@click.option(
    "--fewest-changes", is_flag=True, help="Keep as many pairs as possible, once serving people is settled."
)
@click.option(
    "--lift", multiple=True, metavar="NAME", help="Without this rule: a limit, a kind of match, a column, …"
)
@click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="KEY=VALUE",
    help="Another value of a rule: mentors.max_capacity=2.",
)
@click.option("--rules", multiple=True, type=FILE, help="A TOML file with what differs of the rules.")
@click.option("--weight", multiple=True, metavar="FACT=N", help="Another weight: needs=0.4.")
@click.option(
    "--limit", multiple=True, metavar="LIMIT", help="A limit more: 'by = [\"mentee.region\"], max = 12'."
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.pass_context
def what_if(ctx: click.Context, /, folder: Path, as_json: bool, **options: Any) -> None:
    """Say what other circumstances would change; several options are one scenario.

    FOLDER is what `matcher run` wrote. It stays as it is.
    """
    if not any(options.values()):
        raise click.UsageError(
            "Name a change, --seat M00044 for instance; `matcher what-if --help` lists them."
        )
    try:
        changes = read_changes(options)
        with phase("Looking …", quiet=as_json):
            answer = read_result(folder).what_if(**changes)
    except InputError as error:
        print_problems([replace(one, table=OPTIONS.get(one.table, one.table)) for one in error.problems])
        ctx.exit(BAD_INPUT)
    tell(answer, as_json=as_json)
