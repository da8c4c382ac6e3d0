"""The best list found among few pairs is the one that is found among all."""

from contextlib import contextmanager

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracles.instances import instance_of
from oracles.limits import goal_orders, limited_problems
from solving.test_resolve_property import CHANGES, changed, nests, season, with_own_bits

from matcher.solving import Shortlist, check, find_best, find_best_near, narrowed


@contextmanager
def small_problems_too(each=1):
    """Narrow problems of any size, to so few pairs that often some are missing."""
    told = {"LARGE": 0, "EACH": each, "WORTH_NARROWING": 0}
    before = {name: getattr(narrowed, name) for name in told}
    try:
        for name, value in told.items():
            setattr(narrowed, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(narrowed, name, value)


def see_the_same_list(before, order, after, later_order):
    found = find_best(before, order)
    assume(found is not None)
    with small_problems_too():
        near = find_best_near(after, later_order, Shortlist.of(found))
    anew = find_best(after, later_order)
    assert (near is None) == (anew is None)
    if near is not None:
        assert np.array_equal(near.chosen, anew.chosen)
        values = [[(one.level.name, one.value) for one in best.goals] for best in (near, anew)]
        assert values[0] == values[1]
        verdict = check(after, later_order, near.proof, near.chosen)
        assert verdict.failure is None
        assert verdict.unique


@settings(max_examples=150)
@given(
    limited_problems(),
    goal_orders,
    goal_orders,
    st.lists(st.sampled_from(CHANGES), min_size=1, max_size=2),
    st.randoms(),
)
def test_the_same_list_after_any_change_and_under_any_goals(problem, order, later_order, kinds, dice):
    before = with_own_bits(instance_of(problem))
    for kind in kinds:
        problem = changed(problem, kind, dice)
    after = with_own_bits(instance_of(problem))
    assume(nests(after))
    see_the_same_list(before, order, after, dice.choice([order, later_order]))


@settings(max_examples=40)
@given(st.randoms(use_true_random=False), st.sampled_from(CHANGES))
def test_a_larger_season_needs_few_of_its_pairs(dice, kind):
    problem, order = season(dice), ["served", "tiers", "compatibility"]
    before = with_own_bits(instance_of(problem))
    after = with_own_bits(instance_of(changed(problem, kind, dice)))
    found = find_best(before, order)
    solver, narrowed.find_best = narrowed.find_best, refuse
    try:
        with small_problems_too(each=3):
            near = find_best_near(after, order, Shortlist.of(found))
    finally:
        narrowed.find_best = solver
    assert np.array_equal(near.chosen, find_best(after, order).chosen)


def refuse(instance, levels):
    raise AssertionError("all pairs were solved")
