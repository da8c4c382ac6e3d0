"""A season in real batches: each reads the ledger's rows, decides, and writes the ledger; in one process each size."""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from matcher import Policy, load_policy, read_frames, run_batch
from matcher.ledger import open_ledger
from matcher.policy import parse_policy
from matcher.sample import invent

WEEKLY = ("awsp", 5_000, 4_000, 7)
DAILY = ("national", 100_000, 70_000, 1)
"""Program, mentees, mentors, and days from one batch to the next."""
IN_ORDER = {"order": ["first_come", "tiers", "compatibility"]}


def measure(program: str, mentees: int, mentors: int, days: int, most: int) -> dict[str, float]:
    """Return how long a season takes, a batch, and what the process held at the most."""
    policy = parse_policy({**load_policy(program).canonical(), "objectives": IN_ORDER})
    tables = invent(program, 1, mentees=mentees, mentors=mentors)
    started = time.perf_counter()
    roster = read_frames(**tables, expectations=policy.expectations)
    del tables
    reading = time.perf_counter() - started
    asked = roster.mentees["requested_at"]
    moments = list(_moments(asked.min().to_pydatetime(), asked.max().to_pydatetime(), days, policy))
    each, spent = [], []
    with tempfile.TemporaryDirectory() as folder:
        for at in moments[:most]:
            started, worked = time.perf_counter(), time.process_time()
            with open_ledger(Path(folder) / "ledger.csv") as held:
                batch = run_batch(roster, policy, held.ledger, at)
                held.write(batch.ledger)
            each.append(time.perf_counter() - started)
            spent.append(time.process_time() - worked)
    return {
        "batches": len(each),
        "reading": reading,
        "total": sum(each),
        "median": statistics.median(each),
        "longest": max(each),
        "processor": sum(spent),
        "pairs": len(batch.ledger.decided.standing),
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }


def _moments(first: datetime, last: datetime, days: int, policy: Policy) -> list[datetime]:
    """Return the moments of the batches, the last one when everybody has asked, or on the season's last day."""
    at, found = first.replace(hour=0, minute=0, second=0), []
    while at < last:
        at += timedelta(days=days)
        found.append(at)
    return [one for one in found if one.date() <= policy.program.ends]


def print_batches(*, daily: bool, most: int = 1_000) -> None:
    """Print both seasons; the daily one of 100,000 requests takes half an hour."""
    print("\nA season in batches, the ledger read and written for each; no other outputs\n")
    print("| requests | mentors | batches | pairs | reading | in all | a batch, median | longest | memory |")
    print("|---|---|---|---|---|---|---|---|---|")
    for size in [WEEKLY, DAILY] if daily else [WEEKLY]:
        command = [sys.executable, __file__, json.dumps([*size, most])]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found = json.loads(done.stdout)
        print(
            f"| {size[1]:,} | {size[2]:,} | {found['batches']:.0f} | {found['pairs']:,.0f} | {found['reading']:.1f} s | "
            f"{found['total']:.0f} s | {found['median']:.2f} s | {found['longest']:.1f} s | {found['gigabytes']:.2f} GB |"
        )


if __name__ == "__main__":
    print(json.dumps(measure(*json.loads(sys.argv[1]))))
