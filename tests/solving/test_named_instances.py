"""Problems that are known to be hard for a program: worked out by hand, and seen to be right by the oracle."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from oracles.instances import instance_of, pairs_of
from oracles.limits import GOALS
from oracles.problem import Group, Problem

from matcher.solving import check, solve

MIXED = ["served", "home", "first_come", "fewest_changes", "tiers", "worst_off", "compatibility", "balance"]


def everybody(mentees, mentors, score=0, **changes):
    """Return the problem in which every pair is possible and all are equal."""
    possible = dict.fromkeys(product(range(mentees), range(mentors)), score)
    problem = Problem(
        demand=[1] * mentees,
        before=[0] * mentees,
        capacity=[1] * mentors,
        order=list(range(mentees)),
        cost=dict.fromkeys(possible, 0),
        score=possible,
    )
    return replace(problem, **changes)


def best_list(problem, order):
    """Return the best list, proven."""
    instance = instance_of(problem)
    solution = solve(instance, order)
    verdict = check(instance, order, solution.proof, solution.chosen)
    assert verdict.failure is None
    assert verdict.unique
    return pairs_of(problem, solution.chosen)


@pytest.mark.parametrize("order", [("served",), ("first_come",), ("tiers",), ("balance",), tuple(MIXED)])
def test_a_conflict_and_a_minimum_that_leave_one_way(order):
    """Mentee 0 must not have r1; r1 and r2 take one each, and r2 must have somebody."""
    r1, r2 = 0, 1
    possible = dict.fromkeys([(0, r2), (1, r1), (1, r2)], 0)
    problem = Problem([1, 1], [0, 0], [1, 1], [0, 1], possible, possible, min_load=[0, 1])
    pairs = best_list(problem, order)
    assert problem.values(order, pairs) == problem.best(order)
    assert r2 in {mentor for _, mentor in pairs}
    if "served" in order or "first_come" in order:
        assert pairs == {(0, r2), (1, r1)}


def test_the_same_with_limits_in_place_of_seats_and_minimum():
    possible = dict.fromkeys([(0, 1), (1, 0), (1, 1)], 0)
    groups = Group(frozenset({(1, 0)}), 0, 1), Group(frozenset({(0, 1), (1, 1)}), 1, 1)
    problem = Problem([1, 1], [0, 0], [5, 5], [0, 1], possible, possible, groups=groups)
    assert best_list(problem, ["served"]) == {(0, 1), (1, 0)}


def test_the_smallest_scores_decide():
    problem = everybody(2, 2)
    problem.score = {(0, 0): 0, (0, 1): 1, (1, 0): 0, (1, 1): 0}
    assert best_list(problem, ["served", "compatibility"]) == {(0, 1), (1, 0)}


def test_scores_without_which_nobody_is_worth_more_still_choose_one_list():
    assert len(best_list(everybody(6, 4, score=500_000), ["served", "compatibility"])) == 4


@pytest.mark.parametrize("goal", GOALS)
def test_all_scores_equal_under_each_goal(goal):
    problem = everybody(5, 5, score=7)
    assert problem.values([goal], best_list(problem, [goal])) == problem.best([goal])


@pytest.mark.parametrize("order", [(goal,) for goal in GOALS] + [tuple(GOALS)])
def test_one_person(order):
    problem = everybody(1, 1, score=5)
    assert problem.values(order, best_list(problem, order)) == problem.best(order)


@pytest.mark.parametrize("order", [(goal,) for goal in GOALS] + [tuple(GOALS)])
@pytest.mark.parametrize(("mentees", "mentors"), [(0, 0), (3, 0), (0, 3), (3, 3)])
def test_nobody_can_be_paired(order, mentees, mentors):
    problem = everybody(mentees, mentors, cost={}, score={})
    assert best_list(problem, order) == frozenset()


@pytest.mark.parametrize("order", [(goal,) for goal in GOALS] + [tuple(GOALS)])
@pytest.mark.parametrize("changes", [{"capacity": [0, 0]}, {"demand": [0, 0, 0]}])
def test_nobody_has_or_wants_a_seat(order, changes):
    assert best_list(everybody(3, 2, score=9, **changes), order) == frozenset()


@pytest.mark.parametrize("seats", [1, 400])
@pytest.mark.parametrize(
    "order",
    [("first_come", "compatibility"), ("served", "first_come", "balance"), ("first_come", "worst_off")],
)
def test_a_thousand_people_who_all_want_one_mentor_are_served_in_order(seats, order):
    problem = everybody(1000, 1, score=500_000, capacity=[seats], order=list(range(1000))[::-1])
    assert best_list(problem, order) == {(mentee, 0) for mentee in range(1000 - seats, 1000)}


@pytest.mark.parametrize("seats", [1, 400])
def test_a_thousand_people_who_all_want_one_mentor_are_served_by_fit(seats):
    problem = everybody(1000, 1, capacity=[seats])
    problem.score = {(mentee, 0): (mentee * 377) % 1000 for mentee in range(1000)}
    pairs = best_list(problem, ["served", "worst_off", "compatibility"])
    assert {problem.score[pair] for pair in pairs} == set(range(1000 - seats, 1000))


def test_a_thousand_people_for_one_mentor_without_anything_to_choose_by():
    assert len(best_list(everybody(1000, 1, capacity=[400]), ["served"])) == 400


def test_loads_that_stand_already_are_balanced_with_the_new_ones():
    problem = everybody(4, 2, capacity=[4, 4], load_before=[3, 0])
    pairs = best_list(problem, ["served", "balance"])
    assert problem.loads(pairs) in ([0, 4], [1, 3])
    assert problem.values(["served", "balance"], pairs) == problem.best(["served", "balance"])


def test_the_lowest_fit_is_raised_before_the_total():
    problem = everybody(2, 2)
    problem.score = {(0, 0): 1000, (0, 1): 300, (1, 0): 300, (1, 1): 0}
    assert best_list(problem, ["served", "compatibility"]) == {(0, 0), (1, 1)}
    assert best_list(problem, ["served", "worst_off", "compatibility"]) == {(0, 1), (1, 0)}


@pytest.mark.parametrize("kept", ["locked", "proposed"])
def test_pairs_that_stand_or_were_proposed_are_not_looked_at_for_the_lowest_fit(kept):
    problem = everybody(2, 2, **{kept: frozenset({(1, 1)})})
    problem.score = {(0, 0): 1000, (0, 1): 300, (1, 0): 300, (1, 1): 0}
    assert best_list(problem, ["served", "worst_off"]) == {(0, 0), (1, 1)}


def test_proposed_pairs_stay_where_the_goals_say_so():
    problem = everybody(2, 2, proposed=frozenset({(0, 1), (1, 0)}))
    problem.score = {(0, 0): 1000, (0, 1): 0, (1, 0): 0, (1, 1): 1000}
    assert best_list(problem, ["served", "fewest_changes", "compatibility"]) == {(0, 1), (1, 0)}
    assert best_list(problem, ["served", "compatibility", "fewest_changes"]) == {(0, 0), (1, 1)}


def test_no_two_of_one_district_with_one_mentor():
    """Mentees 0 and 1 are of one district; each mentor takes at most one of them."""
    groups = [Group(frozenset({(0, mentor), (1, mentor)}), 0, 1) for mentor in range(2)]
    problem = everybody(3, 2, capacity=[3, 3], groups=tuple(groups))
    problem.score = {pair: 1000 if pair[1] == 0 else 0 for pair in problem.cost}
    pairs = best_list(problem, ["served", "compatibility"])
    assert len(pairs) == 3
    assert {mentor for mentee, mentor in pairs if mentee < 2} == {0, 1}
    assert (2, 0) in pairs


def test_scores_as_large_as_they_come():
    """A span of a million million: the flow must not lose digits."""
    problem = everybody(3, 3)
    problem.score = {pair: 10**12 + (pair[0] * 7 + pair[1] * 5) % 11 for pair in problem.cost}
    order = ["served", "worst_off", "compatibility"]
    assert problem.values(order, best_list(problem, order)) == problem.best(order)


def test_a_limit_without_an_upper_end():
    most = int(np.iinfo(np.int64).max)
    pairs = frozenset(product(range(3), range(2)))
    problem = everybody(3, 2, capacity=[3, 3], groups=(Group(pairs, 2, most),))
    order = ["tiers", "balance"]
    assert problem.values(order, best_list(problem, order)) == problem.best(order)
