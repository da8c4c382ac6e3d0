"""First come under limits: nobody is passed over, nobody could be added, and how large the list is then."""

import numpy as np
import pytest
from hypothesis import given, settings
from oracles.instances import instance_of, pairs_of
from oracles.limits import ON_MENTORS_SIDE, feasible_problems
from oracles.milp import Lists, largest
from oracles.nesting import nest_on_the_mentors_side
from oracles.problem import Group, Problem

from matcher.solving import check, solve


def served_by(problem, order=("first_come",)):
    return problem.counts(pairs_of(problem, solve(instance_of(problem), order).chosen))


def can_all_have(problem, requests):
    """Return whether there is a list that serves all these requests."""
    lists = Lists(problem)
    for mentee, seat in requests:
        lists.row(lists.of_mentee(mentee), low=seat + 1)
    return lists.most({}) is not None


@settings(max_examples=80)
@given(feasible_problems(most=6))
def test_nobody_is_passed_over_for_a_later_request(problem):
    served = served_by(problem)
    earlier = []
    for mentee, seat in problem.queue():
        if seat < served[mentee]:
            earlier.append((mentee, seat))
        else:
            assert not can_all_have(problem, [*earlier, (mentee, seat)])


@settings(max_examples=80)
@given(feasible_problems(most=6))
def test_nobody_without_a_seat_could_be_added(problem):
    served = served_by(problem)
    everyone = [(mentee, seat) for mentee, seat in problem.queue() if seat < served[mentee]]
    for mentee, seat in problem.queue():
        if seat == served[mentee]:
            assert not can_all_have(problem, [*everyone, (mentee, seat)])


@settings(max_examples=100)
@given(feasible_problems(most=8))
def test_list_is_at_least_half_of_the_largest(problem):
    assert 2 * sum(served_by(problem)) >= largest(problem)


@settings(max_examples=100)
@given(feasible_problems(most=8, kinds=ON_MENTORS_SIDE))
def test_list_is_the_largest_where_all_limits_are_on_the_mentors_side(problem):
    assert nest_on_the_mentors_side(problem)
    assert sum(served_by(problem)) == largest(problem)


@settings(max_examples=60)
@given(feasible_problems(most=15, least=8))
def test_dozens_of_people_in_order_after_the_largest_list(problem):
    """With one seat each, the goal before it makes the list the largest."""
    problem.demand = [min(asked, 1) for asked in problem.demand]
    problem.before = [0] * len(problem.demand)
    if (most := largest(problem)) is not None:
        lists = Lists(problem)
        best = (lists.raise_to_best("served"), lists.raise_to_best("first_come"))
        solution = solve(instance_of(problem), ["served", "first_come"])
        assert problem.values(["served", "first_come"], pairs_of(problem, solution.chosen)) == best
        assert solution.chosen.sum() == most


def budget_for_two():
    """Three ask in the order a, b, c; x takes a or c, y takes b; one pair for a and b together is paid for."""
    a, b, c, x, y = 0, 1, 2, 0, 1
    possible = dict.fromkeys([(a, x), (b, y), (c, x)], 0)
    budget = Group(frozenset({(a, x), (b, y)}), 0, 1)
    return Problem([1, 1, 1], [0, 0, 0], [1, 1], [0, 1, 2], possible, possible, groups=(budget,))


def accepted(problem, order, solution):
    verdict = check(instance_of(problem), order, solution.proof, solution.chosen)
    return verdict.failure is None and verdict.unique


@pytest.mark.parametrize(
    ("order", "served"),
    [
        (["first_come"], {0}),
        (["served"], {1, 2}),
        (["served", "first_come"], {1, 2}),
        (["first_come", "served"], {0}),
    ],
)
def test_first_come_alone_need_not_be_the_largest_list(order, served):
    problem = budget_for_two()
    solution = solve(instance_of(problem), order)
    assert {mentee for mentee, _ in pairs_of(problem, solution.chosen)} == served
    assert accepted(problem, order, solution)


def test_the_largest_list_is_not_proven_by_first_come():
    problem = budget_for_two()
    solution = solve(instance_of(problem), ["first_come"])
    larger = np.array([False, True, True])
    verdict = check(instance_of(problem), ["first_come"], solution.proof, larger)
    assert verdict.failure is not None


def test_of_the_largest_lists_the_earliest_is_taken():
    """Four ask; the list with a and d is as large as the one with b and c, and no list has three."""
    possible = dict.fromkeys([(0, 0), (2, 0), (1, 1), (3, 1)], 0)
    budget = Group(frozenset({(0, 0), (1, 1)}), 0, 1)
    problem = Problem([1] * 4, [0] * 4, [1, 1], [0, 1, 2, 3], possible, possible, groups=(budget,))
    for order in (["served", "first_come"], ["first_come"]):
        solution = solve(instance_of(problem), order)
        assert pairs_of(problem, solution.chosen) == {(0, 0), (3, 1)}
        assert accepted(problem, order, solution)
