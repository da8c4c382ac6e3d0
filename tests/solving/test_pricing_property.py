"""A change by one pair or one seat, priced on ways round the best list, is what solving the changed problem finds."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from oracles.instances import instance_of, pairs_of
from oracles.limits import goal_orders, limited_problems
from oracles.problem import Group, Problem

from matcher.solving import CrossingGroups, Pricing, can_price, find_best

NOBODY_ALLOWED = Problem(
    [1], [0], [0], [0], {(0, 0): 3}, {(0, 0): 700_000}, groups=(Group(frozenset([(0, 0)]), 0, 0),)
)
"""A mentor without a seat yet, of whom a limit allows no pair."""


def solved(problem, order):
    """Return the instance and its best list; only problems that have one, under goals that can be priced."""
    instance = instance_of(problem)
    try:
        assume(can_price(instance, order))
        best = find_best(instance, order)
    except CrossingGroups:
        assume(False)
    assume(best is not None)
    return instance, best


def with_pair(problem, pair):
    return replace(problem, groups=(*problem.groups, Group(frozenset([pair]), 1, 1)))


def with_seats(problem, mentor, seats):
    return replace(problem, capacity=[*problem.capacity[:mentor], seats, *problem.capacity[mentor + 1 :]])


def found_values(changed, number):
    return changed.value[:, number].tolist()


@settings(max_examples=120, deadline=None)
@given(limited_problems(), goal_orders)
def test_having_a_pair_costs_what_the_best_list_with_it_loses(problem, order):
    instance, best = solved(problem, order)
    pricing, now = (
        Pricing(instance, order, best.chosen),
        problem.values(order, pairs_of(problem, best.chosen)),
    )
    left_out = np.flatnonzero(~best.chosen)
    told = pricing.pairs_more(left_out)
    pairs = sorted(problem.cost)
    for number, place in enumerate(left_out.tolist()):
        changed = with_pair(problem, pairs[place])
        after = changed.best(order)
        assert told.possible[number] == (after is not None)
        if after is None:
            continue
        listed = pairs_of(problem, pricing.list_with(place))
        again = find_best(instance_of(changed), order)
        assert listed == pairs_of(problem, again.chosen)
        assert problem.values(order, listed) == after
        checks = zip(again.goals, best.goals, strict=True)
        assert found_values(told, number) == [one.value - other.value for one, other in checks]
        assert (told.rank[number] == 0) or now != after or not told.value.any()


@settings(max_examples=120, deadline=None)
@example(NOBODY_ALLOWED, ("served", "balance"))
@given(limited_problems(), goal_orders)
def test_a_seat_more_brings_what_solving_with_it_brings(problem, order):
    instance, best = solved(problem, order)
    mentors = np.arange(len(problem.capacity))
    told = Pricing(instance, order, best.chosen).seats_more(mentors)
    for mentor in mentors.tolist():
        changed = with_seats(problem, mentor, problem.capacity[mentor] + 1)
        again = find_best(instance_of(changed), order)
        checks = zip(again.goals, best.goals, strict=True)
        assert changed.best(order) == problem.values(order, pairs_of(problem, again.chosen))
        assert found_values(told, mentor) == [one.value - other.value for one, other in checks]


@settings(max_examples=120, deadline=None)
@given(limited_problems(), goal_orders, st.data())
def test_an_imagined_mentor_brings_what_a_real_one_brings(problem, order, data):
    mentor = data.draw(st.integers(0, len(problem.capacity) - 1))
    assume(not problem.min_load[mentor] and not any(pair[1] == mentor for pair in problem.locked))
    without, with_one = with_seats(problem, mentor, 0), with_seats(problem, mentor, 1)
    _, best = solved(without, order)
    there = instance_of(with_one)
    imagined = np.arange(len(problem.capacity)) == mentor
    told = Pricing(there, order, best.chosen, imagined).seats_more(np.array([mentor]))
    after = find_best(there, order)
    assert found_values(told, 0) == [
        one.value - other.value for one, other in zip(after.goals, best.goals, strict=True)
    ]
