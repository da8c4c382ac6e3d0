"""Whatever replaces listed pairs, all at once or in part, keeps seats and limits."""

import random
from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracles.instances import instance_of, pairs_of
from oracles.limits import limited_problems
from oracles.problem import Group, Problem

from matcher.solving import CrossingGroups, nest, solve, spare


def replaced(listed, backups, dice, share):
    """Return the list after some of its pairs were replaced by a backup of the same mentee."""
    left, found = sorted(listed), set()
    for mentee, mentor in sorted(backups, key=lambda _: dice.random()):
        own = [pair for pair in left if pair[0] == mentee]
        if own and dice.random() < share:
            left.remove(dice.choice(own))
            found.add((mentee, mentor))
    return set(left) | found


def see_that_any_part_fits(problem, seed):
    solution = solve(instance_of(problem), ["served"])
    assume(solution.chosen is not None)
    places, part = spare(instance_of(problem), solution.chosen, [])
    chosen = solve(part, ["served"]).chosen
    picked = np.zeros(len(solution.chosen), dtype=bool)
    picked[places[chosen]] = True
    listed, backups = pairs_of(problem, solution.chosen), pairs_of(problem, picked)
    assert not listed & backups
    free = replace(problem, locked=frozenset(), min_load=None)
    dice = random.Random(seed)
    for share in (1.0, 0.7, 0.5, 0.3):
        after = replaced(listed, backups, dice, share)
        assert len(after) == len(listed)
        assert free.keeps_the_rules(after)


@settings(max_examples=300)
@given(limited_problems(), st.integers(0, 10**6))
def test_a_few_people(problem, seed):
    see_that_any_part_fits(problem, seed)


@settings(max_examples=200)
@given(limited_problems(most=12, least=4, moods=["tight", "loose"]), st.integers(0, 10**6))
def test_a_dozen_people(problem, seed):
    see_that_any_part_fits(problem, seed)


def spare_problem(problem, listed):
    """Return the problem of finding backups where everybody has one mentor: those who enter, and leave, a group count."""
    own = dict(listed)
    left = [seats - load for seats, load in zip(problem.capacity, problem.loads(listed), strict=True)]
    possible = {pair for pair in problem.cost if pair[0] in own and pair not in listed and left[pair[1]]}
    groups = []
    for group in problem.groups:
        count = len(group.pairs & listed)
        inside = {mentee for mentee, mentor in listed if (mentee, mentor) in group.pairs}
        enter = frozenset(pair for pair in possible & group.pairs if pair[0] not in inside)
        leave = frozenset(pair for pair in possible - group.pairs if pair[0] in inside)
        groups.append(Group(enter, 0, group.upper - count))
        if group.lower:
            groups.append(Group(leave, 0, count - group.lower))
    return Problem(
        demand=[int(mentee in own) for mentee in problem.mentees],
        before=[0] * len(problem.demand),
        capacity=left,
        order=problem.order,
        cost={pair: problem.cost[pair] for pair in possible},
        score={pair: problem.score[pair] for pair in possible},
        groups=tuple(groups),
    )


@settings(max_examples=200)
@given(limited_problems(most=6, moods=["tight", "loose"]))
def test_as_many_step_in_as_limits_allow_where_everybody_has_one_mentor(problem):
    problem = replace(
        problem, demand=[min(one, 1) for one in problem.demand], locked=frozenset(), min_load=None
    )
    solution = solve(instance_of(problem), ["served"])
    assume(solution.chosen is not None)
    _, part = spare(instance_of(problem), solution.chosen, [])
    found = int(solve(part, ["served"]).chosen.sum())
    wanted = spare_problem(problem, pairs_of(problem, solution.chosen))
    best = len(most_served(wanted))
    assert found <= best
    try:
        nest(instance_of(wanted))
    except CrossingGroups:  # then they are chosen more cautiously
        return
    assert found == best


def most_served(problem):
    """Return a largest list by trying all."""
    (served,) = problem.best(["served"])
    return range(served // 2)
