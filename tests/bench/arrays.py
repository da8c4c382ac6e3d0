"""`matcher.assign` on random arcs, beside one plain flow solve of the same arcs; each run in a process of its own."""

import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from ortools.graph.python import min_cost_flow

from matcher.assignment import assign

ARCS_EACH = 30
ORDERS = (("first_come", "tiers", "compatibility"), ("served", "compatibility"))
LOCKS = "locks"
BONUS, MICRO = 10_000_000, 1_000_000
"""What the plain solve gives for serving somebody, and the units of its scores."""


def random_arrays(mentees: int) -> dict[str, np.ndarray]:
    """Return what `assign` takes: half as many mentors as mentees with one or two seats, costs 0 to 4, a random queue."""
    dice = np.random.default_rng(mentees)
    mentors = mentees // 2
    drawn = dice.integers(0, mentors, (mentees, ARCS_EACH))
    while len(twice := np.flatnonzero((np.diff(np.sort(drawn)) == 0).any(axis=1))):
        drawn[twice] = dice.integers(0, mentors, (len(twice), ARCS_EACH))
    arcs = drawn.size
    return {
        "mentee": np.repeat(np.arange(mentees), ARCS_EACH),
        "mentor": drawn.ravel(),
        "score": dice.random(arcs),
        "demand": np.ones(mentees, dtype=np.int64),
        "capacity": dice.integers(1, 3, mentors),
        "tier_cost": dice.integers(0, 5, arcs),
        "rank": dice.permutation(mentees),
    }


def random_locks(arcs: int, count: int) -> np.ndarray:
    """Return some arcs at random, of which many are for one seat."""
    locked = np.zeros(arcs, dtype=bool)
    locked[np.random.default_rng(arcs).choice(arcs, count, replace=False)] = True
    return locked


def solve_plainly(arrays: dict[str, np.ndarray]) -> None:
    """Solve the same arcs once, as anybody would with the solver alone: total score, with a bonus for serving."""
    mentees, mentors = len(arrays["demand"]), len(arrays["capacity"])
    root = mentees + mentors
    worth = BONUS + np.rint(arrays["score"] * MICRO).astype(np.int64)
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([np.full(mentees, root), arrays["mentee"], mentees + np.arange(mentors)]),
        np.concatenate([np.arange(mentees), mentees + arrays["mentor"], np.full(mentors, root)]),
        np.concatenate([arrays["demand"], np.ones_like(arrays["mentee"]), arrays["capacity"]]),
        np.concatenate([np.zeros(mentees, np.int64), -worth, np.zeros(mentors, np.int64)]),
    )
    solver.set_nodes_supplies(np.arange(root + 1), np.zeros(root + 1, np.int64))
    assert solver.solve() == solver.OPTIMAL
    solver.flows(arcs)


def measure(what: str, mentees: int) -> dict[str, float]:
    """Return seconds by phase, in all, and the megabytes that came on top of the imports; `what` is levels or "plain"."""
    before = _megabytes()
    arrays = random_arrays(mentees)
    started = time.perf_counter()
    phases: dict[str, float] = {}
    if what == "plain":
        solve_plainly(arrays)
    elif what == LOCKS:
        arrays["locked"] = random_locks(len(arrays["mentee"]), mentees // 5)
        assert assign(**arrays).status == "infeasible"
    else:
        phases = assign(**arrays, levels=what.split(",")).seconds
    return {**phases, "all": time.perf_counter() - started, "MB": _megabytes() - before}


def _megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def in_own_process(what: str, mentees: int, script: str = __file__) -> dict[str, float]:
    """Measure in a new process, so that peaks of memory do not mix."""
    command = [sys.executable, str(Path(script)), what, str(mentees)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def medians(mentees: int, rounds: int) -> dict[str, dict[str, float]]:
    """Return what was measured for the plain solve and each order of levels; rounds alternate between them."""
    names = ["plain", *(",".join(levels) for levels in ORDERS), LOCKS]
    found = [{name: in_own_process(name, mentees) for name in names} for _ in range(rounds)]
    return {
        name: {key: statistics.median(one[name][key] for one in found) for key in found[0][name]}
        for name in names
    }


def print_tables(sizes: list[int]) -> None:
    """Print a table for each order of levels."""
    measured = {mentees: medians(mentees, 3 if mentees <= 10_000 else 1) for mentees in sizes}
    for levels in ORDERS:
        columns = ["arrays", "start", *levels, "tie_break", "proof", "all"]
        print(f"\n`matcher.assign`, levels {', '.join(levels)}; seconds, and MB beyond the imports\n")
        print(f"| mentees | arcs | {' | '.join(columns)} | plain solve | ratio | MB | plain solve's MB |")
        print("|---" * (len(columns) + 6) + "|")
        for mentees, found in measured.items():
            own, plain = found[",".join(levels)], found["plain"]
            cells = [f"{mentees:,}", f"{mentees * ARCS_EACH:,}", *(f"{own[name]:.2f}" for name in columns)]
            cells += [f"{plain['all']:.2f}", f"{own['all'] / plain['all']:.1f}"]
            print(f"| {' | '.join(cells)} | {own['MB']:,.0f} | {plain['MB']:,.0f} |")
    print("\nWhy there is no list where a fifth as many arcs as there are mentees are locked at random\n")
    print("| mentees | locks | seconds | plain solve | ratio | MB |\n|---|---|---|---|---|---|")
    for mentees, found in measured.items():
        own, plain = found[LOCKS]["all"], found["plain"]["all"]
        cells = [f"{mentees:,}", f"{mentees // 5:,}", f"{own:.2f}", f"{plain:.2f}", f"{own / plain:.1f}"]
        print(f"| {' | '.join(cells)} | {found[LOCKS]['MB']:,.0f} |")


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
