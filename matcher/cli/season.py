"""`matcher season`: how often to run, and what to hold back; a season replayed."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from matcher.cli.console import out, phase, print_problems, tracked
from matcher.cli.inputs import FILE, Sources, read_inputs, roster_options
from matcher.cli.telling import tell
from matcher.report.tables import frame_csv
from matcher.roster import MatcherError
from matcher.season import RHYTHMS, replay_season
from matcher.season.replaying import SEEDS

BAD_INPUT = 2


@click.command()
@click.option("--policy", required=True, help="The rules: awsp, or a file; their first goal is first_come.")
@roster_options
@click.option(
    "--every",
    default=",".join(RHYTHMS),
    show_default=True,
    help="How often batches run, with commas between.",
)
@click.option(
    "--hold",
    default="0",
    show_default=True,
    help="Shares of every region's seats to hold back, as 0,0.1,0.2.",
)
@click.option("--until", help="The first day on which the seats held back are given, as 2026-11-01.")
@click.option(
    "--seeds",
    type=int,
    default=SEEDS,
    show_default=True,
    help="How many seasons: the listed one, and others with the moments of request dealt anew.",
)
@click.option(
    "--declines", type=float, default=0.0, help="Which part of the offered pairs is declined, as 0.1."
)
@click.option("--jobs", type=int, help="How many processors work on it; all if not said.")
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
@click.option("--csv", "table", type=FILE, help="Write the table of all replays into this CSV file.")
@click.option("--picture", type=FILE, help="Draw it as well, into this SVG file.")
@click.pass_context
def season(
    ctx: click.Context,
    /,
    every: str,
    hold: str,
    until: str | None,
    seeds: int,
    declines: float,
    jobs: int | None,
    as_json: bool,
    table: Path | None,
    picture: Path | None,
    **options: Any,
) -> None:
    """Replay a season: how often to run, and what to hold back.

    The requests of the lists are served first come, first served in batches, daily to monthly, beside the best that
    could be had by knowing all of them beforehand.
    """
    shares, day = [_share(one) for one in hold.split(",")], None if until is None else _day(until)
    with phase("Reading …", quiet=as_json):
        inputs = read_inputs(Sources.of(options))
    if inputs.has_errors:
        print_problems([problem for problem in inputs.problems if problem.is_error])
        ctx.exit(BAD_INPUT)
    assert inputs.roster is not None and inputs.policy is not None  # noqa: PT018
    track = tracked(quiet=as_json, what="seasons")
    found = replay_season(
        inputs.roster,
        inputs.policy,
        every=[one.strip() for one in every.split(",")],
        hold=shares,
        until=day,
        seeds=seeds,
        declines=declines,
        jobs=jobs,
        track=track,
    )
    if table is not None:
        table.write_text(frame_csv(found.scenarios), encoding="utf-8")
    if picture is not None:
        from matcher.report.pictures import season_picture, write_picture

        write_picture(season_picture(found), picture)
    tell(found, as_json=as_json)
    for path in (table, picture):
        if path is not None and not as_json:
            out.print(f"Wrote {path}", markup=False)


def _share(text: str) -> float:
    """Return a share, written as 0.1 or as 10%."""
    part = text.strip()
    try:
        return float(part.removesuffix("%")) / 100 if part.endswith("%") else float(part)
    except ValueError:
        raise MatcherError(f"A share is written as 0.1 or 10%, not '{part}'.") from None


def _day(text: str) -> date:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").date()
    except ValueError:
        raise MatcherError(f"A day is written as 2026-11-01, not '{text}'.") from None
