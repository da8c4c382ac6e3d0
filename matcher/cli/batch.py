"""`matcher batch`: read, serve those who wait, write the ledger, then the outputs."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from matcher.batches import Batch, run_batch
from matcher.cli.console import out, phase, print_problems
from matcher.cli.inputs import FILE, Sources, read_inputs, roster_options
from matcher.cli.moments import MOMENT
from matcher.cli.refusing import refuse
from matcher.ledger import open_ledger
from matcher.report import check_free, write_result
from matcher.roster import InputError


@click.command()
@click.option("--policy", required=True, help="awsp, or a TOML file whose first goal is first_come.")
@roster_options
@click.option(
    "--ledger", "path", type=FILE, required=True, help="What was decided so far; made by the first batch."
)
@click.option(
    "--at", type=MOMENT, required=True, help="The moment, as 2026-10-05T09:00; a date alone is its 00:00."
)
@click.option("--out", "folder", type=FILE, required=True, help="Folder for this batch's outputs.")
@click.option(
    "--wait", type=click.FloatRange(min=0), default=0, help="Seconds to wait for another batch to end."
)
@click.option("--candidates", is_flag=True, help="Also list every possible pair.")
@click.option("--no-report", is_flag=True, help="Leave report.html and matching.xlsx out.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.pass_context
def batch(
    ctx: click.Context,
    /,
    path: Path,
    at: datetime,
    folder: Path,
    wait: float,
    as_json: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Serve those who wait first come, first served, and write down what was decided.

    Pairs that stand by the ledger are kept. The ledger is written first, then the outputs: if anything stops in between, the
    same command again writes the outputs of the same batch.
    """
    check_free(folder)
    with phase("Reading the lists …", quiet=quiet or as_json):
        inputs = read_inputs(Sources.of(options))
    if inputs.has_errors or inputs.roster is None or inputs.policy is None:
        refuse(ctx, inputs, folder, as_json)
        return
    with open_ledger(path, wait=wait) as held:
        try:
            with phase("Matching …", quiet=quiet or as_json):
                found = run_batch(inputs.roster, inputs.policy, held.ledger, at)
        except InputError as error:
            refuse(ctx, inputs.with_problems(error.problems), folder, as_json)
            return
        held.write(found.ledger)
        with phase("Writing …", quiet=quiet or as_json):
            _write(found, folder, options)
    if as_json:
        click.echo((folder / "summary.json").read_text(encoding="utf-8"), nl=False)
    elif not quiet:
        if found.matching.warnings:
            print_problems(found.matching.warnings)
        out.print(str(found), markup=False, soft_wrap=True)
        out.print(f"\n{path} has what was decided; {folder} has the lists.", markup=False, soft_wrap=True)


def _write(found: Batch, folder: Path, options: dict[str, Any]) -> None:
    told = {"number": found.number, "held_back": list(found.held_back), "remarks": list(found.remarks)}
    write_result(
        found.matching,
        folder,
        candidates=options["candidates"],
        report=not options["no_report"],
        command={"policy": options["policy"], "at": found.moment},
        more={"batch": told},
    )
