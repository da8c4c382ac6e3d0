"""Small problems as a caller of `assign` has them: arrays in any order."""

import random
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st
from oracles.instances import COSTS, SCORES, random_problem
from oracles.limits import MOODS, with_limits

LEVELS = ["served", "first_come", "tiers", "worst_off", "compatibility", "balance"]


def is_meaningful(order):
    """Return whether nothing that is best if nobody is served comes before all that serves."""
    serving = min(
        [order.index(name) for name in ("served", "first_come") if name in order], default=len(order)
    )
    return not {"tiers", "worst_off", "balance"} & set(order[:serving])


orders = (
    st.lists(st.sampled_from(LEVELS), min_size=1, max_size=6, unique=True).filter(is_meaningful).map(tuple)
)


@st.composite
def problems(draw, most=4, *, moods=MOODS, scores=None):
    """Draw a problem with locks and minimum loads, and with nothing that arrays do not have."""
    seed = draw(st.integers(0, 10**6))
    drawn = random_problem(
        seed,
        draw(st.integers(1, most)),
        draw(st.integers(1, most)),
        costs=draw(st.sampled_from(sorted(COSTS))),
        scores=scores or draw(st.sampled_from(sorted(SCORES))),
        most_needed=draw(st.sampled_from([1, 2, 3])),
        most_seats=draw(st.sampled_from([1, 2, 3])),
        dense=draw(st.sampled_from([0.3, 0.6, 1.0])),
        dead_ends=draw(st.booleans()),
    )
    drawn = replace(drawn, before=[0] * len(drawn.demand))
    drawn = with_limits(drawn, seed, mood=draw(st.sampled_from(list(moods))))
    rank, dice = [0] * len(drawn.demand), random.Random(f"rank {seed}")
    for mentee in drawn.mentees:
        rank[mentee] = dice.randint(-2, 2)
    # Equal ranks go by index, so that sorting pairs of both gives the order of requests.
    queue = sorted(drawn.mentees, key=lambda mentee: (rank[mentee], mentee))
    found = replace(
        drawn,
        order=[queue.index(mentee) for mentee in drawn.mentees],
        load_before=None,
        home=frozenset(),
        proposed=frozenset(),
    )
    found.rank = rank
    return found


def arrays_of(problem, *, scores=None, seed=0):
    """Return the arguments of `assign`, with the arcs in some order.

    Parameters
    ----------
    scores
        Float per pair in ascending order of pairs; those of the problem if left out.
    """
    pairs = sorted(problem.cost)
    floats = [float(problem.score[pair]) for pair in pairs] if scores is None else scores
    arcs = random.Random(seed).sample(range(len(pairs)), len(pairs))
    return {
        "mentee": np.array([pairs[arc][0] for arc in arcs], dtype=np.int64),
        "mentor": np.array([pairs[arc][1] for arc in arcs], dtype=np.int64),
        "score": np.array([floats[arc] for arc in arcs], dtype=float),
        "demand": np.array(problem.demand),
        "capacity": np.array(problem.capacity),
        "min_load": np.array(problem.min_load),
        "tier_cost": np.array([problem.cost[pairs[arc]] for arc in arcs], dtype=np.int64),
        "rank": np.array(getattr(problem, "rank", problem.order)),
        "locked": np.array([pairs[arc] in problem.locked for arc in arcs], dtype=bool),
    }


def pairs_of(arrays, chosen):
    """Return the chosen arcs as pairs."""
    picked = np.flatnonzero(chosen)
    return frozenset(zip(arrays["mentee"][picked].tolist(), arrays["mentor"][picked].tolist(), strict=True))
