"""Where there is no list: what is named really cannot hold together, needs all its parts, and gives way the least."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from oracles.instances import instance_of, pairs_of
from oracles.limits import goal_orders, limited_problems
from oracles.milp import is_feasible, least_loosening
from oracles.problem import Group, Problem

from matcher.solving import Borders, is_least, solve

EVERY_PAIR = frozenset({(0, 0), (0, 1), (1, 0), (1, 1)})
KINDS = ("locked", "min_loads", "minimums", "maximums")


def members_of(problem, conflict):
    """Return the members of a conflict as (kind, which) with pairs by their people."""
    pairs = sorted(problem.cost)
    found = {(kind, int(one)) for kind in KINDS[1:] for one in getattr(conflict, kind)}
    return found | {("locked", pairs[one]) for one in conflict.locked}


def all_members(problem):
    return {
        *(("locked", pair) for pair in problem.locked),
        *(("min_loads", mentor) for mentor, least in enumerate(problem.min_load) if least),
        *(("minimums", number) for number, group in enumerate(problem.groups) if group.lower),
        *(("maximums", number) for number, group in enumerate(problem.groups)),
    }


def can_hold(problem, members):
    """Return whether there is a list that keeps these and the seats asked for and offered."""
    return is_feasible(
        problem.relaxed_to(**{kind: {one for name, one in members if name == kind} for kind in KINDS})
    )


def loosened(problem, loosening):
    pairs = sorted(problem.cost)
    return replace(
        problem,
        locked=problem.locked - {pairs[one] for one in loosening.locked},
        min_load=[
            least - by for least, by in zip(problem.min_load, loosening.min_loads.tolist(), strict=True)
        ],
        groups=tuple(
            Group(group.pairs, group.lower - less, group.upper + more)
            for group, less, more in zip(
                problem.groups, loosening.minimums.tolist(), loosening.maximums.tolist(), strict=True
            )
        ),
    )


def total(loosening):
    return len(loosening.locked) + sum(int(getattr(loosening, kind).sum()) for kind in KINDS[1:])


def see_conflicts(problem, solution):
    left = all_members(problem)
    assert solution.conflicts
    for conflict in solution.conflicts:
        members = members_of(problem, conflict)
        assert members <= left
        left -= members
        assert not can_hold(problem, members)
        for member in members:
            assert can_hold(problem, members - {member})
        assert Borders(instance_of(problem)).is_proven(conflict)
    assert can_hold(problem, left)


def see_loosening(problem, solution):
    loosening = solution.loosening
    assert all(getattr(loosening, kind).min(initial=0) >= 0 for kind in KINDS[1:])
    assert total(loosening) == least_loosening(problem)
    eased = loosened(problem, loosening)
    assert is_feasible(eased)
    assert solve(instance_of(eased), ["served"]).chosen is not None
    assert is_least(instance_of(problem), loosening)


@settings(max_examples=150)
@given(limited_problems(moods=["broken", "wild"]), goal_orders)
def test_named_members_cannot_hold_together_and_without_any_one_of_them_can(problem, order):
    solution = solve(instance_of(problem), order)
    assume(solution.chosen is None)
    see_conflicts(problem, solution)


@settings(max_examples=150)
@given(limited_problems(moods=["broken", "wild"]))
def test_loosening_suffices_and_is_the_least(problem):
    solution = solve(instance_of(problem), ["served"])
    assume(solution.chosen is None)
    see_loosening(problem, solution)


@pytest.mark.slow
@settings(max_examples=150)
@given(limited_problems(most=25, least=8, moods=["broken", "wild"]))
def test_dozens_of_people_who_cannot_all_be_kept(problem):
    solution = solve(instance_of(problem), ["served"])
    assume(solution.chosen is None)
    see_conflicts(problem, solution)
    see_loosening(problem, solution)


def only(problem):
    """Return the members of the one conflict."""
    solution = solve(instance_of(problem), ["served"])
    see_conflicts(problem, solution)
    see_loosening(problem, solution)
    assert len(solution.conflicts) == 1
    return members_of(problem, solution.conflicts[0])


def two_and_two(**changes):
    nothing = dict.fromkeys(EVERY_PAIR, 0)
    return replace(Problem([1, 1], [0, 0], [1, 1], [0, 1], nothing, nothing), **changes)


def test_two_fixed_pairs_for_one_seat():
    assert only(two_and_two(locked=frozenset({(0, 0), (1, 0)}))) == {("locked", (0, 0)), ("locked", (1, 0))}


def test_one_minimum_above_all_seats_is_at_fault_alone():
    assert only(two_and_two(min_load=[2, 0])) == {("min_loads", 0)}


@pytest.mark.parametrize("order", [["served"], ["balance"], ["served", "balance"], ["worst_off", "balance"]])
def test_a_minimum_above_all_seats_is_seen_under_every_goal(order):
    problem = two_and_two(min_load=[2, 0])
    solution = solve(instance_of(problem), order)
    assert solution.chosen is None
    assert [members_of(problem, one) for one in solution.conflicts] == [{("min_loads", 0)}]


def test_a_limit_whose_least_is_above_its_most():
    group = Group(EVERY_PAIR, 2, 1)
    assert only(two_and_two(groups=(group,))) == {("minimums", 0), ("maximums", 0)}


def test_a_least_that_cannot_be_reached_does_not_need_its_most_to_fail():
    group = Group(frozenset({(0, 0), (0, 1)}), 2, 1)
    assert only(two_and_two(groups=(group,))) == {("minimums", 0)}


def test_a_limit_on_no_pair_with_a_minimum():
    assert only(two_and_two(groups=(Group(frozenset(), 1, 5),))) == {("minimums", 0)}


def test_a_limit_and_the_minimum_of_one_inside_it():
    inside = frozenset({(0, 0), (1, 0)})
    problem = two_and_two(groups=(Group(EVERY_PAIR, 0, 0), Group(inside, 1, 2)))
    assert only(problem) == {("minimums", 1), ("maximums", 0)}


def test_two_things_that_have_nothing_to_do_with_each_other_are_two_conflicts():
    problem = two_and_two(
        capacity=[2, 2],
        min_load=[3, 0],
        locked=frozenset({(1, 1)}),
        groups=(Group(frozenset({(1, 1)}), 0, 0),),
    )
    solution = solve(instance_of(problem), ["served"])
    see_conflicts(problem, solution)
    assert len(solution.conflicts) == 2
    assert total(solution.loosening) == 2 == least_loosening(problem)


def test_after_loosening_the_named_list_is_there():
    problem = two_and_two(locked=frozenset({(0, 0), (1, 0)}), min_load=[0, 1])
    loosening = solve(instance_of(problem), ["served"]).loosening
    assert len(loosening.locked) == 1
    assert total(loosening) == 1
    eased = instance_of(loosened(problem, loosening))
    assert len(pairs_of(problem, solve(eased, ["served"]).chosen)) == 2
