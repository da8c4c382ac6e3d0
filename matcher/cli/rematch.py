"""`matcher rematch`: after the start, the list again with the fewest changes, and why each of them."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from matcher.cli.changes import OPTIONS, people_options, read_people_changes
from matcher.cli.clashes import INFEASIBLE, clashes_json, print_clashes
from matcher.cli.console import err, out, phase, print_problems
from matcher.cli.inputs import FILE, Inputs, Sources, edits_option, read_inputs, roster_options
from matcher.cli.moments import MOMENT
from matcher.cli.refusing import BAD_INPUT, refuse
from matcher.cli.telling import plain
from matcher.matching import OPTIMAL, Matching
from matcher.policy import load_policy
from matcher.reading import read_edits
from matcher.rematching import Rematch
from matcher.rematching import rematch as match_again
from matcher.report import OccupiedError, check_free, read_status, write_result
from matcher.report.folder import CHANGES
from matcher.roster import InputError, MatcherError
from matcher.verification import read_result


@click.command()
@click.argument("folder", type=FILE)
@people_options
@click.option(
    "--confirmed", is_flag=True, help="All earlier pairs that can still be stand; only open seats are filled."
)
@click.option(
    "--at",
    type=MOMENT,
    help="The moment of matching, a date or 2026-11-02T09:00; left out, it is that of FOLDER.",
)
@click.option("--policy", help="The rules as they are now; left out, they are those of FOLDER.")
@roster_options
@edits_option
@click.option(
    "--out", "new", type=FILE, required=True, help="Folder for the new list, another one than FOLDER."
)
@click.option("--no-inputs", is_flag=True, help="Leave the lists out of the result; verify then needs them.")
@click.option("--no-report", is_flag=True, help="Leave report.html and matching.xlsx out.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.pass_context
def rematch(
    ctx: click.Context,
    /,
    folder: Path,
    new: Path,
    as_json: bool,
    quiet: bool,
    confirmed: bool,
    **options: Any,
) -> None:
    """Make the list again after the start, with the fewest changes: somebody withdrew, a seat opened, a mentee came late.

    FOLDER is what `matcher run` wrote. It stays as it is. Say what happened by options, or name the lists as they are now
    with --roster, or both.
    """
    sources = Sources.of(options)
    _check_folders(folder, new)
    _check_asked(sources, options, confirmed=confirmed)
    with phase("Reading …", quiet=quiet or as_json):
        earlier = read_result(folder)
        _check_no_batch(folder)
        inputs = _as_they_are_now(sources, folder, earlier)
    if inputs.has_errors:
        refuse(ctx, inputs, new, as_json)
        return
    try:
        changes = read_people_changes(options)
        with phase("Matching …", quiet=quiet or as_json):
            answer = match_again(
                earlier,
                roster=inputs.roster,
                policy=inputs.policy,
                at=options["at"],
                confirmed=confirmed,
                **changes,
            )
    except InputError as error:
        print_problems([replace(one, table=OPTIONS.get(one.table, one.table)) for one in error.problems])
        ctx.exit(BAD_INPUT)
    if answer.status != OPTIMAL:
        _no_list(answer.matching, new, as_json=as_json)
    if answer.status == OPTIMAL or read_status(new) != OPTIMAL:
        with phase("Writing …", quiet=quiet or as_json):
            _write(answer, folder, new, options)
    if answer.status != OPTIMAL:
        ctx.exit(INFEASIBLE)
    if as_json:
        told = {name: value for name, value in vars(answer).items() if name != "matching"}
        click.echo(json.dumps(plain(told), indent=2, ensure_ascii=False))
    elif not quiet:
        _print(answer, new)


def _check_no_batch(folder: Path) -> None:
    """Refuse the list of a batch: its pairs stand by the ledger, which would know nothing of the change."""
    if "batch" in json.loads((folder / "summary.json").read_text(encoding="utf-8")):
        raise MatcherError(
            f"{folder} is the list of a batch, and its pairs stand by the ledger. Record there what happened (`matcher record`), "
            "and run the next batch."
        )


def _check_folders(folder: Path, new: Path) -> None:
    """Refuse to write the new list over the earlier one, which says who had whom."""
    if new.resolve() == folder.resolve():
        raise OccupiedError(
            f"{new} holds the earlier list, which is to stay. Name another folder with --out."
        )
    check_free(new)


def _check_asked(sources: Sources, options: dict[str, Any], *, confirmed: bool) -> None:
    changes = ("seat", "mentor", "mentee", "withdraw", "lock", "block", "at", "policy", "edits")
    if not (sources.any_lists or confirmed or any(options[name] for name in changes)):
        raise click.UsageError(
            "Say what happened, --withdraw M00044 for instance, or name the lists as they are now with --roster."
        )
    if sources.map_file and not sources.any_lists:
        raise click.UsageError("--map says how to read lists; name them too: --roster.")


def _as_they_are_now(sources: Sources, folder: Path, earlier: Matching) -> Inputs:
    """Return lists and rules as they are now; None for what is as it was."""
    if sources.any_lists:
        # Without other rules the lists are read by those of the earlier list, so that every fault is told by its row.
        rules = sources.policy or str(folder / "inputs" / "policy.json")
        inputs = read_inputs(replace(sources, policy=rules))
        return inputs if sources.policy else replace(inputs, policy=None)
    try:
        policy = load_policy(sources.policy) if sources.policy else None
        roster = read_edits(sources.edits, earlier.roster) if sources.edits else None
    except InputError as error:
        return Inputs(None, None, error.problems, ())
    return Inputs(roster, policy, (), ())


def _no_list(matching: Matching, new: Path, *, as_json: bool) -> None:
    """Say why there is no list; one that is there already stays."""
    if as_json:
        click.echo(clashes_json(matching))
    print_clashes(matching)
    if read_status(new) == OPTIMAL:
        err.print(f"The list in {new} was left as it is.", markup=False)


def _write(answer: Rematch, folder: Path, new: Path, options: dict[str, Any]) -> None:
    command = {name: str(options[name]) for name in ("policy", "edits") if options[name]}
    write_result(
        answer.matching,
        new,
        inputs=not options["no_inputs"],
        report=not options["no_report"],
        changes=answer.changes if answer.status == OPTIMAL else None,
        command={"rematch": str(folder), **command},
    )


def _print(answer: Rematch, new: Path) -> None:
    """Print the answer as a person wants to read it."""
    if answer.matching.warnings:
        print_problems(answer.matching.warnings)
    out.print(str(answer), markup=False)
    out.print(f"The new list: {new / 'assignments.csv'}", markup=False)
    if len(answer.changes):
        out.print(f"What changed: {new / CHANGES}", markup=False)
    out.print(f"Check the proof: matcher verify {new}", markup=False)
