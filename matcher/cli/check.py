"""`matcher check`: read and validate only."""

import json
from pathlib import Path
from typing import Any

import click

from matcher.cli.console import out, print_problems
from matcher.cli.inputs import FILE, Inputs, Sources, problems_csv, problems_json, read_inputs, roster_options
from matcher.eligibility import Rules
from matcher.explanation import crossing_limits
from matcher.policy import load_policy
from matcher.preparation import prepare
from matcher.reading.guess import guess_map
from matcher.report import write_problems
from matcher.roster import MatcherError

BAD_INPUT = 2
GUESSED = "map.toml"


@click.command()
@click.option("--policy", help="Check codes and needed columns against these rules too.")
@roster_options
@click.option("--out", "folder", type=FILE, help="Folder for problems.csv.")
@click.option(
    "--guess-map",
    "guessed",
    type=FILE,
    is_flag=False,
    flag_value=Path(GUESSED),
    help=f"Write a map file for the list as it is, to be looked through; {GUESSED} if no name is given.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.pass_context
def check(
    ctx: click.Context,
    /,
    folder: Path | None,
    guessed: Path | None,
    as_json: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Read the lists and tell every problem; nothing is matched."""
    sources = Sources.of(options)
    if guessed is not None:
        _guess(sources, guessed, quiet=quiet or as_json)
        sources = Sources(sources.roster, sources.files, guessed, sources.policy)
    inputs = read_inputs(sources).with_supply()
    if (
        inputs.roster is not None
        and inputs.policy is not None
        and (inputs.policy.limits or inputs.policy.held_back)
    ):
        inputs = inputs.with_problems(crossing_limits(prepare(inputs.roster, inputs.policy)))
    if folder is not None:
        write_problems(folder, problems_csv(inputs.problems))
    if as_json:
        listed = {"problems": problems_json(inputs.problems), "notices": list(inputs.notices)}
        click.echo(json.dumps(listed, indent=2, ensure_ascii=False))
    else:
        _print(inputs, quiet=quiet)
    ctx.exit(BAD_INPUT if inputs.has_errors else 0)


def _guess(sources: Sources, path: Path, *, quiet: bool) -> None:
    """Write the guessed map, never over a file that is there: it may hold somebody's corrections."""
    if sources.roster is None:
        raise MatcherError("Name the list whose map is to be guessed: --roster FILE.")
    if path.exists():
        raise MatcherError(f"{path} is there already. Move it away, or name another file after --guess-map.")
    vocabularies = load_policy(sources.policy).vocabularies if sources.policy else {}
    path.write_text(guess_map(sources.roster, vocabularies), encoding="utf-8")
    if not quiet:
        out.print(f"Wrote {path}. Look it through, correct it, and give it with --map {path}.", markup=False)


def _print(inputs: Inputs, *, quiet: bool) -> None:
    shown = [problem for problem in inputs.problems if problem.is_error or not quiet]
    if shown:
        print_problems(shown)
    if quiet:
        return
    for notice in inputs.notices:
        out.print(f"Notice: {notice}", markup=False)
    if inputs.roster is None or inputs.has_errors:
        return
    roster = inputs.roster
    if inputs.policy is None:
        out.print(f"Read {len(roster.mentees)} mentees and {len(roster.mentors)} mentors.")
        out.print("Codes were not checked against any rules; --policy NAME does that.")
        return
    rules = Rules(roster, inputs.policy)
    served, serving = int(rules.mentees.eligible.sum()), int(rules.mentors.eligible.sum())
    out.print(
        f"{served} of {len(roster.mentees)} mentees can be served, and {serving} of {len(roster.mentors)} mentors "
        f"can serve, with {int(rules.seats.sum())} seats."
    )
