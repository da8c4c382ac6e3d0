"""How firm a list is, and what fairness costs: seconds of the processor after the run."""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

import matcher
from matcher.matching import Matching
from matcher.results import Listing
from matcher.sample import invent
from matcher.scenarios import plainly
from matcher.scenarios.firmness.absence import absences
from matcher.scenarios.firmness.weights import under_weights
from matcher.solving import find_best, find_best_again

SIZES = ((96, 108), (1_000, 700))
ROUNDS = 7


def season(mentees: int, mentors: int) -> Matching:
    """Return the list of an invented MASA season."""
    rules = matcher.load_policy("masa")
    tables = invent("masa", 1, mentees=mentees, mentors=mentors)
    return matcher.match(matcher.read_frames(**tables, expectations=rules.expectations), rules)


def seconds(work: Callable[[], object], rounds: int = 1) -> float:
    """Return the median of what the processor spends."""
    found = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return float(np.median(found))


def print_firmness() -> None:
    """Print a table with a row for each question and size."""
    print("\nHow firm the list is, and what fairness costs\n")
    print("| mentees × mentors | possible pairs | what | lists | seconds |\n|---|---|---|---|---|")
    for mentees, mentors in SIZES:
        found = season(mentees, mentors)
        size = f"| {mentees:,} × {mentors:,} | {len(found.prepared.candidates):,} |"
        for words, lists, spent in measured(found, found.listing):
            print(f"{size} {words} | {lists:,} | {spent:.3f} |")


def measured(found: Matching, listing: Listing) -> list[tuple[str, int, float]]:
    """Return what was measured, how many lists it is about, and the seconds."""
    best = found.best
    other = replace(best.instance, score=best.instance.score[::-1].copy())
    gone = np.unique(listing.mentor)
    lowest, even = (found.frontier(goal).points for goal in ("worst_off", "balance"))
    return [
        ("other fits, anew", 1, seconds(lambda: find_best(other, best.levels), ROUNDS)),
        ("other fits, what is proven kept", 1, seconds(lambda: find_best_again(other, best), ROUNDS)),
        ("other weights", 36, seconds(lambda: under_weights(found.prepared, best, plainly))),
        ("any one mentor gone", len(gone), seconds(lambda: absences(listing, best, plainly))),
        ("the lowest fit", len(lowest), seconds(lambda: found.frontier("worst_off"))),
        ("even loads", len(even), seconds(lambda: found.frontier("balance"))),
    ]
