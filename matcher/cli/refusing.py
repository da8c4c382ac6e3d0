"""Lists that cannot be matched: every problem is told and kept, and nothing else is touched."""

import json
from pathlib import Path

import click

from matcher.cli.console import err, print_problems
from matcher.cli.inputs import Inputs, problems_csv, problems_json
from matcher.report import write_problems
from matcher.report.folder import PROBLEMS

BAD_INPUT = 2


def refuse_unread(ctx: click.Context, inputs: Inputs, as_json: bool) -> None:
    """Tell every problem of lists from which nothing was to be matched; no file is written."""
    _tell(inputs, as_json)
    ctx.exit(BAD_INPUT)


def refuse(ctx: click.Context, inputs: Inputs, folder: Path, as_json: bool) -> None:
    """Tell every problem, keep them in problems.csv, and leave an earlier result as it is."""
    inputs = inputs.with_supply()
    write_problems(folder, problems_csv(inputs.problems))
    _tell(inputs, as_json)
    if not as_json:
        err.print(f"Nothing was matched. All problems are in {folder / PROBLEMS}.", markup=False)
    ctx.exit(BAD_INPUT)


def _tell(inputs: Inputs, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"status": "bad_input", "problems": problems_json(inputs.problems)}, indent=2))
    else:
        print_problems(inputs.problems)
