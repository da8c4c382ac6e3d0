"""One change in random arrays: the new best list from the earlier one, beside solving anew; in one process each size."""

import json
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from arrays import random_arrays

from matcher.assignment import assign
from matcher.solving import Instance, Solution, resolve, solve

ORDERS = (("first_come", "tiers", "compatibility"), ("served", "compatibility"))


def changes(instance: Instance, chosen: np.ndarray) -> dict[str, Instance]:
    """Return the instance after one change of each kind, near a listed pair in the middle."""
    pair = int(np.flatnonzero(chosen)[chosen.sum() // 2])
    mentee, mentor = instance.mentee[pair], instance.mentor[pair]
    more, fewer, locked = instance.capacity.copy(), instance.capacity.copy(), instance.locked.copy()
    more[mentor] += 1
    fewer[mentor] -= 1
    locked[np.flatnonzero((instance.mentee == mentee) & ~chosen)[0]] = True
    return {
        "a seat more": replace(instance, capacity=more),
        "a seat less": replace(instance, capacity=fewer),
        "a lock": replace(instance, locked=locked),
        "a block": without(instance, np.arange(len(chosen)) == pair),
        "a person less": without(instance, instance.mentee == mentee),
    }


def without(instance: Instance, gone: np.ndarray) -> Instance:
    """Return the instance without some pairs."""
    return instance.with_pairs(np.flatnonzero(~gone))


def measure(levels: list[str], mentees: int) -> dict[str, list[float]]:
    """Return for each change the seconds of solving anew and from the earlier list; both come to the same.

    What the processor spent is counted: on a machine that does other things too, two runs differ by more than these.
    """
    instance, solution = assign(**random_arrays(mentees), levels=levels).solution
    found = {}
    for words, after in changes(instance, solution.chosen).items():
        started = time.process_time()
        anew = solve(after, levels)
        between = time.process_time()
        again = resolve(after, levels, instance, solution)
        found[words] = [between - started, time.process_time() - between]
        assert same(anew, again)
    return found


def same(one: Solution, other: Solution) -> bool:
    """Return whether list and prices are the same."""
    return np.array_equal(one.chosen, other.chosen) and np.array_equal(one.proof.prices, other.proof.prices)


def print_changes(sizes: list[int]) -> None:
    """Print a table for each order of levels."""
    for levels in ORDERS:
        print(
            f"\nOne change, levels {', '.join(levels)}; seconds anew, from the earlier list, and the ratio\n"
        )
        print("| mentees | change | anew | from the earlier list | times quicker |\n|---|---|---|---|---|")
        for mentees in sizes:
            command = [sys.executable, str(Path(__file__)), ",".join(levels), str(mentees)]
            rounds = [
                json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                for _ in range(3 if mentees <= 10_000 else 1)
            ]
            for words in rounds[0]:
                anew, again = (statistics.median(one[words][place] for one in rounds) for place in (0, 1))
                print(f"| {mentees:,} | {words} | {anew:.2f} | {again:.2f} | {anew / again:.1f} |")


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1].split(","), int(sys.argv[2]))))
