"""`matcher calendar`: renewals, internships and hours of a season, and who is still without a protégé."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from matcher.calendars import calendar_faults, icalendar, season_calendar
from matcher.cli.console import err, out, phase
from matcher.cli.inputs import FILE, Sources, read_inputs, roster_options
from matcher.cli.moments import MOMENT
from matcher.cli.refusing import refuse_unread
from matcher.cli.telling import tell
from matcher.report.single import check_single, write_single
from matcher.report.tables import frame_csv

ENDINGS = {".csv": "a table is written as CSV", ".ics": "a calendar is written as iCalendar"}


@click.command()
@click.option("--policy", required=True, help="naesp, or a TOML file with [internship].")
@roster_options
@click.option("--at", type=MOMENT, help="The day, as 2026-12-01. Left out: the season's first day.")
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
@click.option("--csv", "table", type=FILE, help="Write what is to be done, all of it, into this CSV file.")
@click.option("--ics", "ics", type=FILE, help="Write what has a date into this file for calendar programs.")
@click.pass_context
def calendar(
    ctx: click.Context,
    /,
    at: datetime | None,
    as_json: bool,
    table: Path | None,
    ics: Path | None,
    **options: Any,
) -> None:
    """Say what the season asks of a program's staff, by date; nothing is matched.

    Certificates that end, internships with their hours from each intern's own start, interns without a protégé, and what is to
    be asked.
    """
    files = {path: ending for path, ending in ((table, ".csv"), (ics, ".ics")) if path is not None}
    for path, ending in files.items():
        check_single(path, ending, ENDINGS[ending])
    with phase("Reading the lists …", quiet=as_json):
        inputs = read_inputs(Sources.of(options), matched=False)
    if inputs.policy is not None:
        inputs = inputs.with_problems(calendar_faults(inputs.policy))
    if inputs.has_errors or inputs.roster is None or inputs.policy is None:
        refuse_unread(ctx, inputs, as_json)
        return
    found = season_calendar(inputs.roster, inputs.policy, at)
    for path, ending in files.items():
        text = frame_csv(found.dates) if ending == ".csv" else icalendar(found)
        write_single(path, text.encode(), ending, ENDINGS[ending])
    for notice in () if as_json else inputs.notices:
        err.print(f"Notice: {notice}", markup=False)
    tell(found, as_json=as_json)
    if files and not as_json:
        out.print(f"\nWrote {' and '.join(map(str, files))}.", markup=False)
