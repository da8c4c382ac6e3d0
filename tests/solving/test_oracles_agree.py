"""What the engine is held to, found in two ways: by looking at every list, and by integer programs."""

from hypothesis import given, settings
from oracles.limits import goal_orders, limited_problems
from oracles.milp import best_values, is_feasible, least_loosening


@settings(max_examples=60)
@given(limited_problems(most=4), goal_orders)
def test_integer_programs_and_search_find_the_same(problem, order):
    assert best_values(problem, order) == problem.best(order)


@settings(max_examples=100)
@given(limited_problems(most=4, moods=["loose", "tight"]), goal_orders)
def test_search_that_remembers_finds_what_looking_at_every_list_finds(problem, order):
    lists = list(problem.all_lists())
    assert lists
    assert problem.best(order) == max(problem.values(order, pairs) for pairs in lists)


@settings(max_examples=60)
@given(limited_problems(most=4, moods=["broken", "wild"]))
def test_there_is_a_list_iff_nothing_must_give_way(problem):
    there_is = any(True for _ in problem.all_lists())
    assert is_feasible(problem) == there_is == (least_loosening(problem) == 0)
