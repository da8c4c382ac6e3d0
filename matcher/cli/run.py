"""`matcher run`: read, match, write."""

import time
from pathlib import Path
from typing import Any

import click
from rich.markup import escape

from matcher.cli.clashes import INFEASIBLE, clashes_json, print_clashes
from matcher.cli.console import err, out, phase, print_problems, print_table
from matcher.cli.inputs import (
    FILE,
    Sources,
    edits_option,
    read_inputs,
    roster_options,
)
from matcher.cli.refusing import refuse
from matcher.matching import OPTIMAL, Matching, match
from matcher.report import check_free, read_status, write_result
from matcher.report.words import CAUSES, headline
from matcher.results import fits_workbook
from matcher.roster import InputError, MatcherError

MOST_REGIONS = 20


@click.command()
@click.option("--policy", required=True, help="masa, awsp, naesp, naesp-cohorts, national, or a TOML file.")
@roster_options
@click.option("--region", help="Serve this region only, from its own mentors and those lent to it.")
@edits_option
@click.option("--out", "folder", type=FILE, required=True, help="Folder for the result.")
@click.option("--candidates", is_flag=True, help="Also list every possible pair.")
@click.option("--no-inputs", is_flag=True, help="Leave the lists out of the result; verify then needs them.")
@click.option("--no-report", is_flag=True, help="Leave report.html and matching.xlsx out.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.pass_context
def run(ctx: click.Context, /, folder: Path, as_json: bool, quiet: bool, **options: Any) -> None:
    """Make the best list of pairs, and prove it."""
    started = time.perf_counter()
    region = _asked_region(options["region"])
    check_free(folder)
    with phase("Reading the lists …", quiet=quiet or as_json):
        inputs = read_inputs(Sources.of(options))
    if inputs.has_errors or inputs.roster is None or inputs.policy is None:
        refuse(ctx, inputs, folder, as_json)
        return
    seconds = {"reading": time.perf_counter() - started}
    try:
        with phase("Matching …", quiet=quiet or as_json):
            matching = match(inputs.roster, inputs.policy, region=region)
    except InputError as error:
        refuse(ctx, inputs.with_problems(error.problems), folder, as_json)
        return
    writing = {
        "candidates": options["candidates"],
        "inputs": not options["no_inputs"],
        "report": not options["no_report"],
    }
    if matching.status != OPTIMAL and read_status(folder) == OPTIMAL:
        if as_json:
            click.echo(clashes_json(matching))
        print_clashes(matching)
        err.print(f"The earlier list in {folder} was left as it is.", markup=False)
        ctx.exit(INFEASIBLE)
    with phase("Writing …", quiet=quiet or as_json):
        command = {name: str(options[name]) for name in ("policy", "region", "edits") if options[name]}
        write_result(matching, folder, seconds=seconds, command=command, **writing)
    if as_json:
        click.echo((folder / "summary.json").read_text(encoding="utf-8"), nl=False)
    elif not quiet:
        _print_result(matching, folder, with_report=writing["report"])
    if matching.status != OPTIMAL:
        print_clashes(matching)
        ctx.exit(INFEASIBLE)


def _asked_region(region: str | None) -> str:
    """Return the region that is asked for; an empty one is no wish for all, but probably a forgotten name."""
    if region is not None and not region.strip():
        raise MatcherError(
            "--region names no region. Name one, or leave the option out to serve all together."
        )
    return region or ""


def _print_result(matching: Matching, folder: Path, *, with_report: bool) -> None:
    """Print the result as a person wants to read it."""
    if matching.warnings:
        print_problems(matching.warnings)
    if matching.status != OPTIMAL:
        return
    program = matching.policy.program
    region = f", {matching.prepared.rules.region} only" if matching.prepared.rules.region else ""
    out.print(f"\n[bold]{escape(f'{program.name} {program.season}{region}')}[/]")
    out.print(headline(matching), markup=False)
    out.print()
    kinds = {**matching.counts["by_tier"], "confirmed before": matching.counts["confirmed"]}
    shown = [
        (name, str(count)) for name, count in kinds.items() if count or name in matching.counts["by_tier"]
    ]
    print_table("Kinds of match", ["Kind", "Pairs"], shown)
    out.print()
    _print_regions(matching)
    causes = matching.counts["unserved_by_cause"].items()
    if causes:
        rows2 = [(CAUSES[cause], str(count)) for cause, count in causes]
        print_table("Without a mentor, or with one too few", ["Cause", "People"], rows2)
        out.print()
    for notice in matching.notices[:5]:
        out.print(f"Remark: {notice}", markup=False)
    if len(matching.notices) > 5:
        out.print(f"… and {len(matching.notices) - 5} more remarks in summary.json.")
    if with_report:
        out.print(f"The report: {folder / 'report.html'}", markup=False)
    if with_report and fits_workbook(matching.prepared):
        out.print(f"To review and call: {folder / 'matching.xlsx'}", markup=False)
    out.print(f"The list: {folder / 'assignments.csv'}", markup=False)
    out.print(f"Check the proof: matcher verify {folder}", markup=False)


def _print_regions(matching: Matching) -> None:
    rows = [
        (name, str(row["mentees_served"]), str(row["mentees_eligible"]))
        for name, row in matching.counts["by_region"].items()
    ]
    print_table("Mentees by region", ["Region", "Have a mentor", "Can be served"], rows[:MOST_REGIONS])
    if len(rows) > MOST_REGIONS:
        out.print(f"… and {len(rows) - MOST_REGIONS} more regions in summary.json.")
    out.print()
