"""After a change the new best list and its proof are the same in every bit, solved anew or from the earlier prices."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracles.instances import instance_of
from oracles.limits import goal_orders, limited_problems
from oracles.problem import Problem

from matcher.solving import CrossingGroups, SolverFailure, nest, resolve, solve, state

CHANGES = ["person leaves", "person comes", "mentor leaves", "seat more", "seat less", "lock", "block", "fit"]


def with_own_bits(instance):
    """Return the instance with bits that do not depend on how many others there are."""
    people = np.random.default_rng(7).integers(0, 2**63, 2000).astype(np.uint64)
    return replace(
        instance,
        mentee_bits=people[: len(instance.demand)],
        mentor_bits=people[1000 : 1000 + len(instance.capacity)],
    )


def without_pairs(problem, gone):
    """Return the problem without these pairs; a group keeps the others."""
    return replace(
        problem,
        cost={pair: cost for pair, cost in problem.cost.items() if pair not in gone},
        score={pair: score for pair, score in problem.score.items() if pair not in gone},
        locked=problem.locked - gone,
        home=problem.home - gone,
        proposed=problem.proposed - gone,
        groups=tuple(replace(group, pairs=group.pairs - gone) for group in problem.groups),
    )


def changed(problem, kind, dice):
    """Return the problem after one change."""
    pairs = sorted(problem.cost)
    mentee, mentor = dice.randrange(len(problem.demand)), dice.randrange(len(problem.capacity))
    if kind == "person leaves":
        return without_pairs(problem, {pair for pair in pairs if pair[0] == mentee})
    if kind == "mentor leaves":
        least = [*problem.min_load[:mentor], 0, *problem.min_load[mentor + 1 :]]
        return replace(without_pairs(problem, {pair for pair in pairs if pair[1] == mentor}), min_load=least)
    if kind in ("seat more", "seat less"):
        seats = list(problem.capacity)
        seats[mentor] = max(0, seats[mentor] + (1 if kind == "seat more" else -1))
        return replace(problem, capacity=seats)
    if kind == "person comes":
        new = len(problem.demand)
        mentors = [one for one in range(len(problem.capacity)) if dice.random() < 0.7]
        return replace(
            problem,
            demand=[*problem.demand, 1],
            before=[*problem.before, 0],
            order=[place + 1 for place in problem.order] + [0]
            if dice.random() < 0.5
            else [*problem.order, new],
            cost={**problem.cost, **{(new, one): dice.randrange(4) for one in mentors}},
            score={**problem.score, **{(new, one): dice.randrange(1_000_000) for one in mentors}},
        )
    if not pairs:
        return problem
    pair = dice.choice(pairs)
    if kind == "lock":
        return replace(problem, locked=problem.locked | {pair})
    if kind == "block":
        return without_pairs(problem, {pair})
    return replace(problem, score={**problem.score, pair: dice.randrange(1_000_000)})


def bits_of(solution):
    """Return everything that a solution says, as bytes."""
    if solution.chosen is None:
        return None
    marks = solution.proof.marks
    arrays = (solution.chosen, solution.proof.prices, marks.target, marks.node, marks.mark)
    return solution.proof.levels, *(array.tobytes() for array in arrays)


def nests(instance):
    """Return whether the groups still nest: somebody new may be outside of some."""
    try:
        nest(instance)
    except CrossingGroups:
        return False
    return True


@settings(max_examples=250)
@given(
    limited_problems(), goal_orders, st.lists(st.sampled_from(CHANGES), min_size=1, max_size=2), st.randoms()
)
def test_the_same_bits_as_solved_anew(problem, order, kinds, dice):
    instance = with_own_bits(instance_of(problem))
    solution = solve(instance, order)
    for kind in kinds:
        problem = changed(problem, kind, dice)
    after = with_own_bits(instance_of(problem))
    assume(nests(after))
    assert bits_of(resolve(after, order, instance, solution)) == bits_of(solve(after, order))


def season(dice, mentees=60, mentors=30):
    """Return a larger instance without limits."""
    pairs = {(one, other) for one in range(mentees) for other in dice.sample(range(mentors), 8)}
    return Problem(
        demand=[1] * mentees,
        before=[0] * mentees,
        capacity=[dice.choice([1, 2]) for _ in range(mentors)],
        order=dice.sample(range(mentees), mentees),
        cost={pair: dice.randrange(4) for pair in sorted(pairs)},
        score={pair: dice.randrange(1_000_000) for pair in sorted(pairs)},
    )


@settings(max_examples=40)
@given(
    st.randoms(use_true_random=False),
    st.sampled_from(CHANGES),
    st.sampled_from(
        [
            ["served", "tiers", "compatibility"],
            ["first_come", "tiers", "compatibility"],
            ["served", "balance"],
        ]
    ),
)
def test_one_change_needs_no_solver(dice, kind, order):
    problem = season(dice)
    instance = with_own_bits(instance_of(problem))
    solution = solve(instance, order)
    after = with_own_bits(instance_of(changed(problem, kind, dice)))
    anew = solve(after, order)
    solver, state.cheapest_flow = state.cheapest_flow, refuse
    try:
        again = resolve(after, order, instance, solution)
    finally:
        state.cheapest_flow = solver
    assert bits_of(again) == bits_of(anew)


def refuse(network, cost):
    raise SolverFailure("the solver was asked")
