"""The frontiers are exactly the lists that no other list beats at both goals: against all lists, one by one."""

import math
import random
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracles.instances import instance_of, pairs_of, random_problem
from oracles.limits import limited_problems
from oracles.problem import Problem

from matcher.solving import find_best
from matcher.solving.frontiers import face_of, frontier_of_balance, frontier_of_lowest

BEFORE = [(), ("served",), ("served", "tiers"), ("home", "served"), ("first_come",), ("fewest_changes",)]
MAKES = {"worst_off": frontier_of_lowest, "balance": frontier_of_balance}


def frontier(problem, goals, other):
    instance = instance_of(problem)
    best = find_best(instance, [*goals, "compatibility"])
    return MAKES[other](instance, face_of(best, goals, other))


def all_values(problem, goals, other):
    """Return total fit and the other goal's value of every list that is the best at the goals before."""
    lists = list(problem.all_lists())
    values = [problem.values(goals, pairs) for pairs in lists]
    best = max(values)
    return {
        problem.values(("compatibility", other), pairs)
        for pairs, value in zip(lists, values, strict=True)
        if value == best
    }


def non_dominated(values):
    return {
        one
        for one in values
        if not any(all(a >= b for a, b in zip(two, one, strict=True)) for two in values - {one})
    }


def in_oracle_units(point, other):
    if other == "balance":
        return point.compatibility, -point.other
    return point.compatibility, math.inf if point.other is None else point.other


def assert_is_the_frontier(problem, goals, other):
    found = frontier(problem, goals, other)
    values = [in_oracle_units(point, other) for point in found.points]
    assert set(values) == non_dominated(all_values(problem, goals, other))
    assert values == sorted(values, reverse=True)
    assert not found.gaps
    for point, value in zip(found.points, values, strict=True):
        pairs = pairs_of(problem, point.chosen)
        assert problem.keeps_the_rules(pairs)
        assert problem.values(("compatibility", other), pairs) == value
    return found


@settings(max_examples=150)
@given(
    st.integers(0, 10**6),
    st.integers(2, 5),
    st.integers(2, 4),
    st.sampled_from(["spread", "few", "tiny"]),
    st.sampled_from(BEFORE),
    st.sampled_from(sorted(MAKES)),
)
def test_all_lists_that_none_beats_and_no_others(seed, mentees, mentors, scores, goals, other):
    dice = random.Random(seed)
    problem = random_problem(seed, mentees, mentors, scores=scores, most_needed=1, most_seats=4, dense=0.8)
    problem = replace(problem, capacity=[dice.choice([1, 2, 3, 4, 4]) for _ in problem.capacity])
    assume(any(True for _ in problem.all_lists()))
    assert_is_the_frontier(problem, goals, other)


@settings(max_examples=100)
@given(limited_problems(most=4), st.sampled_from(BEFORE), st.sampled_from(sorted(MAKES)))
def test_all_lists_that_none_beats_under_limits(problem, goals, other):
    assume(any(True for _ in problem.all_lists()))
    assert_is_the_frontier(problem, goals, other)


def bent():
    """Return a problem whose frontier has a point below the line between its neighbours.

    Three people fit best with the first mentor. One of them could go to the third mentor, who has nobody, or another to
    the second, who has one already.
    """
    fits = {(0, 0): 900_000, (1, 0): 900_000, (2, 0): 900_000, (3, 1): 300_000}
    fits |= {(0, 2): 300_000, (1, 1): 450_000}
    return Problem(
        demand=[1] * 4,
        before=[0] * 4,
        capacity=[3, 2, 1],
        order=list(range(4)),
        cost=dict.fromkeys(fits, 0),
        score=fits,
    )


def test_a_list_below_the_line_between_two_others_is_found():
    found = assert_is_the_frontier(bent(), ("served",), "balance")
    values = [(point.compatibility, point.other) for point in found.points]
    assert values == [(3_000_000, 10), (2_550_000, 8), (2_400_000, 6)]
    assert values[1][0] < (values[0][0] + values[2][0]) / 2


def test_where_the_search_is_broken_off_the_gap_is_told():
    instance = instance_of(bent())
    best = find_best(instance, ["served", "compatibility"])
    found = frontier_of_balance(instance, face_of(best, ["served"], "balance"), most_lists=0)
    assert [point.other for point in found.points] == [10, 6]
    assert found.gaps == (0,)


def test_goals_in_another_order_than_the_list_was_made_by():
    problem = bent()
    instance = instance_of(problem)
    best = find_best(instance, ["served", "balance", "compatibility"])
    found = frontier_of_balance(instance, face_of(best, ["served"], "balance"))
    assert [point.other for point in found.points] == [10, 8, 6]
