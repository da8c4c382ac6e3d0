"""First come may stand after goals that it must not spoil."""

import pytest
from oracles.instances import instance_of, pairs_of
from oracles.problem import Problem

from matcher.solving import check, solve


@pytest.mark.parametrize(
    "order", [("served", "tiers", "first_come"), ("served", "tiers", "first_come", "compatibility")]
)
def test_an_earlier_request_does_not_take_a_seat_that_would_cost_an_earlier_goal(order):
    """The first mentee's second seat would cost 4; the second mentee, who asked later, takes it for 0."""
    problem = Problem(
        demand=[2, 2],
        before=[0, 1],
        capacity=[1, 1],
        order=[0, 1],
        cost={(0, 0): 2, (0, 1): 2, (1, 0): 0, (1, 1): 2},
        score={(0, 0): 0, (0, 1): 0, (1, 0): 0, (1, 1): 0},
    )
    instance = instance_of(problem)
    solution = solve(instance, order)
    assert pairs_of(problem, solution.chosen) == {(0, 1), (1, 0)}
    verdict = check(instance, order, solution.proof, solution.chosen)
    assert verdict.failure is None
    assert verdict.unique


def test_a_goal_before_it_decides_who_is_served():
    """Both want the one seat; the later request fits better."""
    problem = Problem([1, 1], [0, 0], [1], [0, 1], {(0, 0): 0, (1, 0): 0}, {(0, 0): 500_000, (1, 0): 900_000})
    instance = instance_of(problem)
    assert pairs_of(problem, solve(instance, ["compatibility", "first_come"]).chosen) == {(1, 0)}
    assert pairs_of(problem, solve(instance, ["first_come", "compatibility"]).chosen) == {(0, 0)}
