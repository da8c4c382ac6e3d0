"""Whatever replaces listed pairs, all at once or in part, keeps seats and limits."""

import random
from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracles.instances import instance_of, pairs_of
from oracles.limits import limited_problems

from matcher.solving import solve, spare


def replaced(listed, backups, dice, share):
    """Return the list after some of its pairs were replaced by a backup of the same mentee."""
    left, found = sorted(listed), set()
    for mentee, mentor in sorted(backups, key=lambda _: dice.random()):
        own = [pair for pair in left if pair[0] == mentee]
        if own and dice.random() < share:
            left.remove(dice.choice(own))
            found.add((mentee, mentor))
    return set(left) | found


def see_that_any_part_fits(problem, seed):
    solution = solve(instance_of(problem), ["served"])
    assume(solution.chosen is not None)
    places, part = spare(instance_of(problem), solution.chosen, [])
    chosen = solve(part, ["served"]).chosen
    picked = np.zeros(len(solution.chosen), dtype=bool)
    picked[places[chosen]] = True
    listed, backups = pairs_of(problem, solution.chosen), pairs_of(problem, picked)
    assert not listed & backups
    free = replace(problem, locked=frozenset(), min_load=None)
    dice = random.Random(seed)
    for share in (1.0, 0.7, 0.5, 0.3):
        after = replaced(listed, backups, dice, share)
        assert len(after) == len(listed)
        assert free.keeps_the_rules(after)


@settings(max_examples=300)
@given(limited_problems(), st.integers(0, 10**6))
def test_a_few_people(problem, seed):
    see_that_any_part_fits(problem, seed)


@settings(max_examples=200)
@given(limited_problems(most=12, least=4, moods=["tight", "loose"]), st.integers(0, 10**6))
def test_a_dozen_people(problem, seed):
    see_that_any_part_fits(problem, seed)
