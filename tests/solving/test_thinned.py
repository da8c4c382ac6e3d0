"""With other seats the list found among few pairs is the best of all: that of the whole problem."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracles.instances import instance_of, random_problem

from matcher.solving import find_best, thinned
from matcher.solving.thinned import Thinned

ORDERS = [
    ("served", "tiers", "compatibility"),
    ("served", "compatibility", "balance"),
    ("served", "home"),
    ("compatibility",),
]


@settings(max_examples=150)
@given(
    st.integers(0, 10**6),
    st.sampled_from(ORDERS),
    st.sampled_from(["spread", "few", "equal"]),
    st.integers(1, 3),
    st.randoms(use_true_random=False),
)
def test_the_same_list_as_of_the_whole_problem(seed, order, scores, nearest, dice):
    problem = random_problem(seed, 9, 7, scores=scores, dense=0.9)
    problem = replace(problem, min_load=[dice.choice([0, 0, 0, 1]) for _ in problem.capacity])
    instance = instance_of(problem)
    best = find_best(instance, order)
    assume(best is not None)
    kept, thinned.NEAREST = thinned.NEAREST, nearest
    try:
        few = Thinned(best)
        for _ in range(3):
            capacity = np.array([max(0, one + dice.choice([-2, -1, 0, 0, 1])) for one in problem.capacity])
            least = np.minimum(instance.min_load, dice.choice([0, 1]))
            found = few.find(capacity, least)
            whole = find_best(replace(instance, capacity=capacity, min_load=least), order)
            assert (found is None) == (whole is None)
            if whole is not None:
                assert np.array_equal(found.chosen, whole.chosen)
                assert [one.value for one in found.goals] == [one.value for one in whole.goals]
    finally:
        thinned.NEAREST = kept
