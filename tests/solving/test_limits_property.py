"""Limits that nest, minimums and fixed pairs, under every goal: against searching all lists, and integer programs."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.instances import instance_of, pairs_of
from oracles.limits import GOALS, NESTED, feasible_problems, goal_orders, limited_problems
from oracles.milp import best_values

from matcher.solving import check, solve

SHOWN_AS_LEAST = ("tiers", "balance")


def solved(problem, order):
    """Return the best list, after seeing that it keeps the rules and that its proof is accepted."""
    instance = instance_of(problem)
    solution = solve(instance, order)
    assert solution.chosen is not None
    assert solution.conflicts == ()
    assert solution.loosening is None
    pairs = pairs_of(problem, solution.chosen)
    assert problem.keeps_the_rules(pairs)
    verdict = check(instance, order, solution.proof, solution.chosen)
    assert verdict.failure is None
    assert verdict.unique
    assert [one.value for one in verdict.checks] == [one.bound for one in verdict.checks]
    shown = [as_shown(name, problem.value(name, pairs)) for name in order]
    assert [one.value for one in verdict.checks[: len(order)]] == shown
    return pairs


def as_shown(name, value):
    """Return a goal's value, of which more is better here, as the check counts it."""
    if name == "first_come":
        return sum(value)
    if name == "worst_off" and value == math.inf:
        return None
    return -value if name in SHOWN_AS_LEAST else value


@settings(max_examples=300)
@given(limited_problems(), goal_orders)
def test_list_is_the_best_level_after_level_and_none_is_found_iff_there_is_none(problem, order):
    best = problem.best(order)
    if best is None:
        solution = solve(instance_of(problem), order)
        assert solution.chosen is None
        assert solution.proof is None
        assert solution.conflicts
    else:
        assert problem.values(order, solved(problem, order)) == best


@pytest.mark.parametrize("goal", GOALS)
@settings(max_examples=40)
@given(feasible_problems())
def test_each_goal_alone_is_reached_as_far_as_it_can_be(goal, problem):
    assert problem.values([goal], solved(problem, [goal])) == problem.best([goal])


@settings(max_examples=60)
@given(feasible_problems(), st.permutations(GOALS))
def test_all_goals_in_any_order(problem, order):
    assert problem.values(order, solved(problem, order)) == problem.best(order)


@settings(max_examples=25)
@given(limited_problems(most=25, least=10), goal_orders)
def test_dozens_of_people(problem, order):
    best = best_values(problem, order)
    if best is None:
        assert solve(instance_of(problem), order).chosen is None
    else:
        assert problem.values(order, solved(problem, order)) == best


@pytest.mark.slow
@settings(max_examples=150)
@given(limited_problems(most=40, least=15, moods=["loose", "tight", "broken"]), st.permutations(GOALS))
def test_larger_rosters_under_all_goals(problem, order):
    best = best_values(problem, order)
    if best is None:
        assert solve(instance_of(problem), order).chosen is None
    else:
        assert problem.values(order, solved(problem, order)) == best


@pytest.mark.slow
@settings(max_examples=3000)
@given(limited_problems(most=6), goal_orders)
def test_many_small_rosters(problem, order):
    best = problem.best(order)
    if best is None:
        assert solve(instance_of(problem), order).chosen is None
    else:
        assert problem.values(order, solved(problem, order)) == best


@pytest.mark.parametrize("kind", NESTED)
@settings(max_examples=25)
@given(st.data())
def test_limits_of_each_kind_alone(kind, data):
    problem = data.draw(limited_problems(kinds=[kind]))
    order = ["first_come", "tiers", "balance"]
    best = problem.best(order)
    if best is None:
        assert solve(instance_of(problem), order).chosen is None
    else:
        assert problem.values(order, solved(problem, order)) == best


@settings(max_examples=60)
@given(feasible_problems(), goal_orders)
def test_limits_that_no_list_can_break_change_nothing(problem, order):
    """Nor does the order in which limits are given."""
    first = solve(instance_of(problem), order).chosen
    more = [group for group in problem.groups if group.can_bind][::-1]
    problem.groups = (*more, *(group for group in problem.groups if not group.can_bind))
    assert np.array_equal(first, solve(instance_of(problem), order).chosen)
    problem.groups = tuple(more)
    assert np.array_equal(first, solve(instance_of(problem), order).chosen)
