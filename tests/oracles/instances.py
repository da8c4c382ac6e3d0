"""Small random problems without people, and how they are handed to the engine that is tested."""

import random

import numpy as np
from hypothesis import strategies as st
from oracles.problem import Problem

from matcher.solving import Groups, Instance

REAL_LEVELS = ["served", "first_come", "tiers", "compatibility"]


def meaningful(order):
    """Return whether `tiers` does not stand before all that serves people."""
    serving = [place for place, name in enumerate(order) if name in ("served", "first_come")]
    return "tiers" not in order or (bool(serving) and order.index("tiers") > min(serving))


orders = (
    st.lists(st.sampled_from(REAL_LEVELS), min_size=1, max_size=4, unique=True).filter(meaningful).map(tuple)
)
COSTS = {"spread": range(6), "two": (0, 1), "equal": (3,), "none": (0,)}
SCORES = {
    "spread": range(0, 1_000_001),
    "few": (0, 250_000, 500_000),
    "tiny": (0, 1, 2),
    "equal": (700_000,),
    "none": (0,),
}


def random_problem(
    seed,
    mentees,
    mentors,
    *,
    costs="spread",
    scores="spread",
    most_needed=3,
    most_seats=3,
    dense=0.6,
    dead_ends=False,
):
    """Return a problem as a number has it.

    Parameters
    ----------
    dead_ends
        Whether people who ask for no seat, or have none, are in pairs.
    """
    dice = random.Random(seed)
    demand = [dice.choice([0, 1, 1, 1, *range(1, most_needed + 1)]) for _ in range(mentees)]
    before = [dice.choice([0, 0, 0, 0, 1, 2]) if most_needed > 1 else 0 for _ in range(mentees)]
    capacity = [dice.choice([0, 1, 1, *range(1, most_seats + 1)]) for _ in range(mentors)]
    pairs = [(one, other) for one in range(mentees) for other in range(mentors) if dice.random() < dense]
    pairs = [pair for pair in pairs if dead_ends or (demand[pair[0]] and capacity[pair[1]])]
    locked, left, room = set(), list(demand), list(capacity)
    for mentee, mentor in dice.sample(pairs, min(len(pairs), dice.choice([0, 0, 1, 2]))):
        if left[mentee] and room[mentor]:
            locked.add((mentee, mentor))
            left[mentee] -= 1
            room[mentor] -= 1
    return Problem(
        demand=demand,
        before=before,
        capacity=capacity,
        order=dice.sample(range(mentees), mentees),
        cost={pair: dice.choice(COSTS[costs]) for pair in pairs},
        score={pair: dice.choice(SCORES[scores]) for pair in pairs},
        locked=frozenset(locked),
    )


@st.composite
def problems(draw, most=5, **kinds):
    return random_problem(
        draw(st.integers(0, 10**6)),
        draw(st.integers(1, most)),
        draw(st.integers(1, most)),
        costs=kinds.get("costs") or draw(st.sampled_from(sorted(COSTS))),
        scores=kinds.get("scores") or draw(st.sampled_from(sorted(SCORES))),
        most_needed=draw(st.sampled_from([1, 2, 3])),
        most_seats=draw(st.sampled_from([1, 2, 3])),
        dense=draw(st.sampled_from([0.3, 0.6, 1.0])),
    )


def instance_of(problem):
    """Return the arrays that the engine takes."""
    pairs = sorted(problem.cost)
    people = random.Random(0)

    def numbers(values):
        return np.array(list(values), dtype=np.int64)

    def bits(count):
        return np.array([people.getrandbits(64) for _ in range(count)], dtype=np.uint64)

    return Instance(
        mentee=numbers(mentee for mentee, _ in pairs),
        mentor=numbers(mentor for _, mentor in pairs),
        demand=numbers(problem.demand),
        seats_before=numbers(problem.before),
        capacity=numbers(problem.capacity),
        min_load=numbers(problem.min_load),
        load_before=numbers(problem.load_before),
        locked=mask_of(problem, problem.locked),
        home=mask_of(problem, problem.home),
        proposed=mask_of(problem, problem.proposed),
        tier_cost=numbers(problem.cost[pair] for pair in pairs),
        score=numbers(problem.score[pair] for pair in pairs),
        groups=groups_of(problem),
        order=numbers(problem.order),
        mentee_bits=bits(len(problem.demand)),
        mentor_bits=bits(len(problem.capacity)),
    )


def groups_of(problem):
    """Return the limits as arrays, their members in no particular order."""
    place = {pair: number for number, pair in enumerate(sorted(problem.cost))}
    members = [(place[pair], number) for number, group in enumerate(problem.groups) for pair in group.pairs]
    random.Random(0).shuffle(members)
    pair, group, lower, upper = (
        np.array(values, dtype=np.int64)
        for values in (
            [pair for pair, _ in members],
            [group for _, group in members],
            [group.lower for group in problem.groups],
            [group.upper for group in problem.groups],
        )
    )
    return Groups(pair, group, lower, upper)


def pairs_of(problem, chosen):
    return frozenset(pair for pair, taken in zip(sorted(problem.cost), chosen.tolist(), strict=True) if taken)


def mask_of(problem, pairs):
    return np.array([pair in pairs for pair in sorted(problem.cost)], dtype=bool)
