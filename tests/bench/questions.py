"""Questions about a list that is there: where to recruit, one person's page; beside finding the list itself."""

import statistics
import time
from collections.abc import Callable

import numpy as np

from matcher import load_policy, match, read_frames
from matcher.explanation import Forcing
from matcher.matching import Matching
from matcher.results import Choices
from matcher.sample import invent
from matcher.solving import find_best

ROUNDS, PEOPLE = 3, 20
SEASONS = (
    ("masa", None, None),
    ("masa", 1_000, 700),
    ("national", 10_000, None),
    ("national", 100_000, None),
)


def median_seconds(ask: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median seconds of asking several times."""
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        ask()
        found.append(time.perf_counter() - started)
    return statistics.median(found)


def first_page(matching: Matching) -> None:
    """Price one person's mentors as the first who asks: nothing is prepared."""
    Choices(matching.listing, Forcing(matching.prepared, matching.best), 0).alternatives()


def page(matching: Matching) -> float:
    """Return the median seconds of one person's page, of several people, once a first one has been made."""
    ids = matching.roster.mentees["mentee_id"].to_numpy()
    people = ids[np.linspace(1, len(ids) - 1, PEOPLE).astype(int)]
    matching.explain(ids[0])
    return statistics.median(
        median_seconds(lambda one=one: str(matching.explain(one)), rounds=1) for one in people
    )


def print_questions() -> None:
    """Print a row for each season."""
    print(
        "\nQuestions about a list, seconds; and how many times as long as finding the list with its proof\n"
    )
    print(
        "| season | mentees | possible pairs | the list | where to recruit | ratio | first page | a page | ratio |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name, mentees, mentors in SEASONS:
        roster = read_frames(**invent(name, 1, mentees=mentees, mentors=mentors))
        matching = match(roster, load_policy(name))
        best = matching.best
        itself = median_seconds(lambda best=best: find_best(best.instance, best.levels))
        recruiting = median_seconds(matching.where_to_recruit)
        first = median_seconds(lambda matching=matching: first_page(matching))
        one = page(matching)
        print(
            f"| {name} | {len(roster.mentees):,} | {len(best.chosen):,} | {itself:.3f} | {recruiting:.3f} | "
            f"{recruiting / itself:.1f} | {first:.3f} | {one:.3f} | {one / itself:.2f} |",
            flush=True,
        )
