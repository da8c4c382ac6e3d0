"""Every goal's value is the best that any list reaches, level after level: against a search through all lists."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.instances import instance_of, orders, pairs_of, problems, random_problem

from matcher.solving import check, solve


@settings(max_examples=500)
@given(problems(), orders)
def test_list_is_the_best_level_after_level(problem, order):
    solution = solve(instance_of(problem), order)
    pairs = pairs_of(problem, solution.chosen)
    assert problem.keeps_the_rules(pairs)
    assert problem.values(order, pairs) == problem.best(order)


@settings(max_examples=150)
@given(problems(most=4), orders)
def test_search_that_remembers_finds_what_looking_at_every_list_finds(problem, order):
    assert problem.best(order) == max(problem.values(order, pairs) for pairs in problem.all_lists())


@settings(max_examples=200)
@given(problems(most=7))
def test_first_come_serves_each_request_in_turn_if_it_can_be_served(problem):
    solution = solve(instance_of(problem), ["first_come", "tiers", "compatibility"])
    assert problem.counts(pairs_of(problem, solution.chosen)) == problem.first_come()


@settings(max_examples=100)
@given(problems(most=4))
def test_serving_the_queue_in_turn_is_the_best_in_lexicographic_order(problem):
    served = problem.first_come()
    value = tuple(int(seat < served[mentee]) for mentee, seat in problem.queue())
    assert problem.best(["first_come"]) == (value,)


@settings(max_examples=100)
@given(problems(most=6))
def test_first_come_serves_as_many_seats_as_the_largest_list(problem):
    first_come = solve(instance_of(problem), ["first_come"]).chosen.sum()
    served = solve(instance_of(problem), ["served"]).chosen.sum()
    assert first_come == served


@given(problems(most=5), orders)
def test_values_and_bounds_of_the_proof_are_those_of_the_list(problem, order):
    instance = instance_of(problem)
    solution = solve(instance, order)
    pairs = pairs_of(problem, solution.chosen)
    for one in check(instance, order, solution.proof, solution.chosen).checks:
        assert one.value == one.bound
        name = one.level.name
        if name in ("served", "compatibility"):
            assert one.value == problem.value(name, pairs)
        elif name == "tiers":
            assert one.value == -problem.value(name, pairs)
        elif name == "first_come":
            assert one.value == sum(problem.value(name, pairs))


@settings(max_examples=100)
@given(problems(most=5), orders)
def test_ties_are_broken_the_same_way_whatever_has_no_weight(problem, order):
    """Seats that stand already and the order of requests decide only where a goal asks for them."""
    if "served" in order or "first_come" in order:
        return
    first = solve(instance_of(problem), order).chosen
    problem.order = problem.order[::-1]
    problem.before = [0] * len(problem.before)
    assert np.array_equal(first, solve(instance_of(problem), order).chosen)


@settings(max_examples=25)
@given(st.integers(0, 10**6), orders)
def test_a_dozen_people_with_every_score_equal(seed, order):
    problem = random_problem(seed, 7, 6, costs="equal", scores="none", dense=1.0, most_seats=2)
    pairs = pairs_of(problem, solve(instance_of(problem), order).chosen)
    assert problem.values(order, pairs) == problem.best(order)
