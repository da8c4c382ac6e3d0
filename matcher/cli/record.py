"""`matcher record`: note in the ledger what happened between batches, or say what stands."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from matcher.cli.console import err, print_problems
from matcher.cli.events import Told, ToldInFile
from matcher.cli.inputs import FILE, Sources, read_inputs, roster_options
from matcher.cli.moments import MOMENT
from matcher.cli.people import People
from matcher.cli.telling import tell
from matcher.ledger import EVENTS, account, open_ledger, read_ledger, recorded
from matcher.roster import InputError, MatcherError

BAD_INPUT = 2
SOON = timedelta(minutes=5)
"""Clocks differ by a little."""


@click.command(epilog=f"Events: {', '.join(EVENTS)}.")
@click.argument("ledger", type=FILE)
@click.argument("event", required=False)
@click.option("--mentee", metavar="ID", help="Whom it is about.")
@click.option("--mentor", metavar="ID", help="Whom it is about.")
@click.option("--at", type=MOMENT, help="When, in local time: 2026-10-05T09:30. Left out: now.")
@click.option("--reason", metavar="TEXT", help="In a few words, without names.")
@click.option("--events", type=FILE, help="A CSV file or workbook with a row for each event.")
@roster_options
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
@click.pass_context
def record(
    ctx: click.Context,
    /,
    ledger: Path,
    event: str | None,
    events: Path | None,
    at: datetime | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Record an event in LEDGER; without one, say what stands after all that it has.

    People are named by their ids; where the lists are named too, by e-mail or name as well.
    """
    if event is None and events is None:
        _say_what_stands(ledger, at, options, as_json=as_json)
        return
    if event is not None and events is not None:
        raise click.UsageError("Name one event, or a file with --events; not both.")
    if events is not None and any(options[name] for name in ("mentee", "mentor", "reason")):
        raise click.UsageError("With --events the people and reasons stand in the file.")
    try:
        people, moment = _people(Sources.of(options)), at or datetime.now().replace(microsecond=0)
        told = ToldInFile(events, moment, people) if events else Told(event or "", moment, options, people)
        with open_ledger(ledger) as held:
            before = held.ledger
            after = told.added_to(before)
            held.write(after)
    except InputError as error:
        print_problems(error.problems)
        err.print(f"Nothing was recorded in {ledger}.", markup=False)
        ctx.exit(BAD_INPUT)
    for notice in told.notices:
        err.print(f"Notice: {notice}", markup=False)
    if datetime.fromisoformat(after.last_moment) > datetime.now() + SOON:
        err.print(
            f"The last row is of {after.last_moment}, which is still to come: until then nothing else can be recorded."
        )
    tell(recorded(before, after, ledger=str(ledger), checked=people.are_known), as_json=as_json)


def _say_what_stands(ledger: Path, at: datetime | None, options: dict[str, Any], *, as_json: bool) -> None:
    """Print what the ledger comes to; nothing is held or written."""
    if at is not None or any(options.values()):
        raise click.UsageError(f"Name what happened: {', '.join(EVENTS)}; or a file with --events.")
    if not ledger.exists():
        raise MatcherError(f"There is no ledger {ledger} yet. The first batch makes it.")
    tell(account(read_ledger(ledger)), as_json=as_json)


def _people(sources: Sources) -> People:
    """Read the lists, where any are named.

    Raises
    ------
    InputError
        They are faulty.
    """
    if not sources.any_lists:
        return People(None)
    inputs = read_inputs(sources)
    if inputs.roster is None or inputs.has_errors:
        raise InputError(inputs.problems)
    return People(inputs.roster)
