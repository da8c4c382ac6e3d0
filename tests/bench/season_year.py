"""A whole season replayed in batches, each of these in a process of its own."""

import json
import resource
import sys
import time

import numpy as np
from arrays import in_own_process

from matcher import load_policy, read_frames, replay_season
from matcher.policy import parse_policy
from matcher.sample import invent
from matcher.season.batches import run_batches
from matcher.season.planning import plan_season
from matcher.season.rhythm import batch_days

FIRST_COME = {"objectives": {"order": ["first_come", "tiers", "compatibility"]}}
SEASONS = {
    "awsp daily": ("awsp", None, None, "daily", None),
    "awsp weekly": ("awsp", 5_000, 4_000, "weekly", 40),
    "national daily": ("national", 100_000, 70_000, "daily", None),
}
"""Program, mentees, mentors, rhythm, and how many batches at the most."""
SEEDS = 20


def measure(name: str) -> dict[str, float]:
    """Return seconds of the processor for preparing and for all batches, and megabytes."""
    program, mentees, mentors, rhythm, most = SEASONS[name]
    policy = parse_policy({**load_policy(program).canonical(), **FIRST_COME})
    tables = invent(program, 1, mentees=mentees, mentors=mentors)
    roster = read_frames(**tables, expectations=policy.expectations)
    started = time.process_time()
    _, plan = plan_season(roster, policy, {0.0: []})
    prepared = time.process_time()
    days = batch_days(rhythm, plan.first, plan.last)[:most]
    declines = np.zeros(len(plan.tier), dtype=bool)
    made = run_batches(plan.everybody, plan.asking, days, declines)
    ended = time.process_time()
    return {
        "mentees": len(roster.mentees), "mentors": len(roster.mentors), "candidates": len(declines),
        "batches": len(days), "pairs": len(made.pairs), "preparing": prepared - started, "all": ended - prepared,
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def command_seconds(jobs: int) -> float:
    """Return the seconds of a whole answer: all rhythms, two shares held back, many orders of requests."""
    policy = load_policy("awsp")
    roster = read_frames(**invent("awsp", 1), expectations=policy.expectations)
    until = policy.program.starts.replace(month=11, day=1)
    started = time.perf_counter()
    replay_season(roster, policy, hold=[0.0, 0.1], until=until, seeds=SEEDS, jobs=jobs)
    return time.perf_counter() - started


def print_season_year() -> None:
    """Print a row for each season, and how long an answer takes."""
    print("\nA season replayed, seconds of the processor, and MB at the most\n")
    print(
        "| season | mentees | mentors | possible pairs | batches | pairs made | preparing | all batches | a batch | MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name in SEASONS:
        found = in_own_process(name, 0, script=__file__)
        counts = [f"{found[one]:,}" for one in ("mentees", "mentors", "candidates", "batches", "pairs")]
        times = [f"{found['preparing']:.2f}", f"{found['all']:.2f}", f"{found['all'] / found['batches']:.4f}"]
        memory = f"{found['MB']:,.0f}"
        print(f"| {' | '.join([name, *counts, *times, memory])} |", flush=True)
    print(
        f"\n`matcher season` on a season of AWSP, four rhythms, 0 and 10% held back, {SEEDS} seasons, seconds on the clock:"
    )
    print("; ".join(f"{jobs} job{'s' if jobs > 1 else ''} {command_seconds(jobs):.1f}" for jobs in (1, 2)))


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
