"""After the fit of pairs has changed, the list that keeps what is proven already is the one found from scratch."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracles.instances import instance_of
from oracles.limits import goal_orders, limited_problems
from oracles.problem import Problem

from matcher.solving import find_best, find_best_again, state
from matcher.solving.flow import cheapest_flow

SCORES = {"any": range(1_000_001), "few": (0, 250_000, 500_000)}


def bits_of(best):
    marks = best.proof.marks
    arrays = (best.chosen, best.proof.prices, marks.target, marks.node, marks.mark)
    return best.proof.levels, *(array.tobytes() for array in arrays)


def with_other_fits(instance, dice, kind):
    fits = np.array([dice.choice(SCORES[kind]) for _ in instance.score.tolist()], dtype=np.int64)
    return replace(instance, score=np.where(fits % 3 == 0, instance.score, fits))


@settings(max_examples=200)
@given(limited_problems(), goal_orders, st.sampled_from(sorted(SCORES)), st.randoms())
def test_the_same_bits_as_from_scratch(problem, order, kind, dice):
    instance = instance_of(problem)
    best = find_best(instance, order)
    assume(best is not None)
    after = with_other_fits(instance, dice, kind)
    again, anew = find_best_again(after, best), find_best(after, order)
    assert bits_of(again) == bits_of(anew)
    assert [one.value for one in again.goals] == [one.value for one in anew.goals]


def test_the_goals_before_the_fit_are_not_solved_again(monkeypatch):
    pairs = [(one, other) for one in range(6) for other in range(4)]
    problem = Problem(
        demand=[1] * 6,
        before=[0] * 6,
        capacity=[2] * 4,
        order=list(range(6)),
        cost={pair: sum(pair) % 3 for pair in pairs},
        score={pair: 1000 * (7 * pair[0] + 3 * pair[1] ** 2) % 911 for pair in pairs},
    )
    instance = instance_of(problem)
    best = find_best(instance, ["served", "tiers", "compatibility"])
    free = []

    def noting(network, cost):
        free.append(int(network.free[network.pair_arcs].sum()))
        return cheapest_flow(network, cost)

    monkeypatch.setattr(state, "cheapest_flow", noting)
    find_best_again(replace(instance, score=instance.score[::-1].copy()), best)
    assert max(free) < len(pairs)
