"""Limits that do not nest are refused, by name; all others are taken."""

import pytest
from hypothesis import given, settings
from oracles.instances import instance_of
from oracles.limits import CROSSING, NESTED, limited_problems
from oracles.nesting import cross, crosses_someone, nest
from oracles.problem import Group, Problem

from matcher.solving import CrossingGroups, check, solve


def refused(problem):
    """Return what is named as crossing; None if the limits are taken."""
    try:
        solve(instance_of(problem), ["served"])
    except CrossingGroups as problems:
        return problems.crossing
    return None


def see_crossing(problem):
    crossing = refused(problem)
    assert (crossing is None) == nest(problem)
    if crossing is None:
        return
    assert crossing
    for one, other in crossing:
        pairs = problem.groups[one].pairs
        assert problem.groups[one].can_bind
        if other is None:
            assert all(crosses_someone(problem, problem.groups[one], side) for side in (0, 1))
        else:
            assert problem.groups[other].can_bind
            assert cross(pairs, problem.groups[other].pairs)


@settings(max_examples=200)
@given(limited_problems(at_random=True, moods=["tight", "wild"]))
def test_sets_at_random_are_refused_iff_no_split_makes_them_nest(problem):
    see_crossing(problem)


@settings(max_examples=150)
@given(limited_problems(most=4, kinds=[*CROSSING, "mentee region", "mentor region"], moods=["tight", "wild"]))
def test_limits_about_both_sides_are_refused_iff_no_split_makes_them_nest(problem):
    if len(problem.groups) <= 12:
        see_crossing(problem)


@settings(max_examples=150)
@given(limited_problems(kinds=NESTED))
def test_limits_that_nest_are_never_refused(problem):
    assert refused(problem) is None


def square(*groups):
    pairs = [(mentee, mentor) for mentee in range(3) for mentor in range(3)]
    nothing = dict.fromkeys(pairs, 0)
    return Problem([1] * 3, [0] * 3, [1] * 3, [0, 1, 2], nothing, nothing, groups=groups)


def test_one_limit_that_cuts_through_people_of_both_sides_is_named_alone():
    assert refused(square(Group(frozenset({(0, 0), (1, 1)}), 0, 1))) == [(0, None)]


def test_the_check_refuses_them_too():
    solution = solve(instance_of(square()), ["served"])
    crossing = instance_of(square(Group(frozenset({(0, 0), (1, 1)}), 0, 1)))
    with pytest.raises(CrossingGroups) as refusal:
        check(crossing, ["served"], solution.proof, solution.chosen & False)
    assert refusal.value.crossing == [(0, None)]


def test_two_limits_on_mentees_that_overlap_are_named_together():
    one, other = ({(mentee, mentor) for mentee in who for mentor in range(3)} for who in ((0, 1), (1, 2)))
    assert refused(square(Group(frozenset(one), 0, 1), Group(frozenset(other), 0, 1))) == [(0, 1)]


def test_limits_on_mentees_and_on_mentors_may_overlap():
    one = {(mentee, mentor) for mentee in (0, 1) for mentor in range(3)}
    other = {(mentee, mentor) for mentee in range(3) for mentor in (0, 1)}
    assert refused(square(Group(frozenset(one), 0, 1), Group(frozenset(other), 1, 1))) is None


def test_a_limit_that_can_never_bind_crosses_nothing():
    assert refused(square(Group(frozenset({(0, 0), (1, 1)}), 0, 2))) is None


def test_a_limit_on_no_pair_crosses_nothing():
    everything = frozenset(square().cost)
    assert (
        refused(square(Group(frozenset(), 1, 1), Group(everything, 0, 1), Group(frozenset(), 0, 0))) is None
    )


def test_the_same_limit_twice_nests():
    one = frozenset((0, mentor) for mentor in range(3))
    assert refused(square(Group(one, 0, 1), Group(one, 0, 0), Group(one, 0, 1))) is None
