"""`matcher verify`: check the proof of a result."""

import json
from pathlib import Path
from typing import Any

import click

from matcher.cli.console import err, out, print_problems, say_error
from matcher.cli.inputs import FILE, Sources, edits_option, read_inputs, roster_options
from matcher.policy import load_policy
from matcher.roster import MatcherError
from matcher.verification import verify as verify_folder

BAD_INPUT, REFUSED = 2, 5


@click.command()
@click.argument("folder", type=FILE)
@click.option("--policy", help="The rules, where the result was written without its inputs.")
@roster_options
@edits_option
@click.option("--json", "as_json", is_flag=True, help="Print the finding as JSON.")
@click.option("--quiet", is_flag=True, help="Print refusals only.")
@click.pass_context
def verify(ctx: click.Context, /, folder: Path, as_json: bool, quiet: bool, **options: Any) -> None:
    """Check that a list keeps every rule and that no list is better; no solver is used."""
    sources = Sources.of(options)
    roster, policy = None, None
    if sources.map_file and not sources.any_lists:
        raise MatcherError("--map says how to read lists; name them too: --roster.")
    if sources.edits and not sources.any_lists:
        raise MatcherError("--edits changes lists; name them too: --roster.")
    if sources.policy and not sources.any_lists:
        policy = load_policy(sources.policy)
    elif sources.any_lists:
        inputs = read_inputs(sources)
        if inputs.has_errors:
            print_problems(inputs.problems)
            ctx.exit(BAD_INPUT)
        roster, policy = inputs.roster, inputs.policy
    finding = verify_folder(folder, roster=roster, policy=policy)
    if as_json:
        result = {"confirmed": finding.holds, "refusals": finding.refusals, "checked": finding.confirmed}
        click.echo(json.dumps(result, indent=2, ensure_ascii=False))
    else:
        for sentence in finding.refusals:
            err.print(f"  {sentence}", markup=False)
        if not finding.holds:
            say_error(f"Refused: {folder} is not what was proven.")
        elif not quiet:
            for sentence in finding.confirmed:
                out.print(sentence, markup=False)
            out.print("Confirmed.")
    ctx.exit(0 if finding.holds else REFUSED)
