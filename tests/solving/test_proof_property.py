"""A proof shows its own list to be the best, and no other list, whatever is done to its prices and marks."""

import dataclasses
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.instances import instance_of, mask_of, orders, pairs_of, problems
from oracles.problem import Problem

from matcher.solving import Marks, Proof, check, solve

MARKS = [0, 1, 2, 5, -1, np.iinfo(np.int64).max]


def accepts(problem, proof, pairs):
    goals = [name for name in proof.levels if name != "tie_break"]
    verdict = check(instance_of(problem), goals, proof, mask_of(problem, pairs))
    return verdict.failure is None and verdict.unique


def single_changes(problem, pairs):
    """Return every list that differs by one pair less, one more, another mentor, or two swapped mentors."""
    others = set(problem.cost) - pairs
    found = [pairs - {one} for one in pairs] + [pairs | {one} for one in others]
    found += [
        pairs - {old} | {new} for old in pairs for new in others if old[0] == new[0] or old[1] == new[1]
    ]
    for one, x in pairs:
        for other, y in pairs:
            if one < other and x != y:
                found.append(pairs - {(one, x), (other, y)} | {(one, y), (other, x)})
    return {frozenset(changed) for changed in found if changed != pairs and problem.keeps_the_rules(changed)}


@settings(max_examples=150)
@given(problems(), orders)
def test_true_list_is_accepted_and_is_the_only_one(problem, order):
    solution = solve(instance_of(problem), order)
    assert accepts(problem, solution.proof, pairs_of(problem, solution.chosen))


@settings(max_examples=100)
@given(problems(), orders)
def test_every_single_change_of_the_list_is_refused(problem, order):
    solution = solve(instance_of(problem), order)
    for changed in single_changes(problem, pairs_of(problem, solution.chosen)):
        assert not accepts(problem, solution.proof, changed), changed


@settings(max_examples=100)
@given(problems(most=4), orders)
def test_every_other_list_is_refused(problem, order):
    solution = solve(instance_of(problem), order)
    best = pairs_of(problem, solution.chosen)
    for number, pairs in enumerate(problem.all_lists()):
        assert accepts(problem, solution.proof, pairs) == (pairs == best)
        if number > 300:
            break


def tampered(proof, seed):
    """Return the proof with some prices and marks changed as a number has it."""
    dice = random.Random(seed)
    prices = proof.prices.copy()
    steps = {
        "small": (-3, -2, -1, 1, 2, 3),
        "scores": (-500_000, 250_000, 1_000_000, -123_456),
        "huge": (2**61, -(2**61), 2**62, -(2**62), -(2**63), 2**63 - 1),
    }[dice.choice(["small", "small", "scores", "huge"])]
    with np.errstate(over="ignore"):
        for _ in range(dice.randint(1, 6)):
            level, node = dice.randrange(prices.shape[0]), dice.randrange(prices.shape[1])
            prices[level, node] += np.int64(dice.choice(steps))
    return Proof(proof.levels, prices, tampered_marks(proof, dice))


def tampered_marks(proof, dice):
    """Return the marks with some changed, some left out and some more."""
    nodes = proof.prices.shape[1]
    marks = [list(one) for one in zip(*dataclasses.astuple(proof.marks), strict=True)]
    targets = sorted({target for target, _, _ in marks}) or range(nodes)
    for _ in range(dice.randint(0, 4)):
        if marks and dice.random() < 0.5:
            dice.choice(marks)[2] = dice.choice(MARKS)
        elif marks and dice.random() < 0.5:
            marks.pop(dice.randrange(len(marks)))
        else:
            marks.append([dice.choice(targets), dice.randrange(nodes), dice.choice(MARKS)])
    return Marks(*np.array(marks, dtype=np.int64).reshape(-1, 3).T)


@settings(max_examples=200)
@given(problems(most=4), orders, st.integers(0, 10**6))
def test_tampered_prices_and_marks_never_prove_another_list(problem, order, seed):
    solution = solve(instance_of(problem), order)
    best = pairs_of(problem, solution.chosen)
    forged = [tampered(solution.proof, f"{seed} {number}") for number in range(6)]
    for number, pairs in enumerate(problem.all_lists()):
        if pairs != best:
            assert not any(accepts(problem, proof, pairs) for proof in forged)
        if number > 40:
            break


@pytest.mark.parametrize(
    "forged",
    [(-500_000, 2**63 - 100_001, 2**62), (-(2**63) + 500_000, 0, 0), (0, 0, 2**63 - 500_001)],
    ids=["far above", "far below", "highest"],
)
def test_prices_so_large_that_sums_wrap_round_prove_nothing(forged):
    """Two people want one seat; the better fit is .9, and the list has .5."""
    problem = Problem(
        demand=[1, 1],
        before=[0, 0],
        capacity=[1],
        order=[0, 1],
        cost={(0, 0): 0, (1, 0): 0},
        score={(0, 0): 900_000, (1, 0): 500_000},
    )
    solution = solve(instance_of(problem), ["served", "compatibility"])
    prices = solution.proof.prices.copy()
    prices[1] = [*forged, 0]
    proof = dataclasses.replace(solution.proof, prices=prices)
    assert not accepts(problem, proof, {(1, 0)})


@settings(max_examples=100)
@given(problems(most=4), orders)
def test_a_proof_without_its_marks_or_with_all_marks_does_not_prove_who_was_passed_over(problem, order):
    solution = solve(instance_of(problem), order)
    best = pairs_of(problem, solution.chosen)
    marks = solution.proof.marks
    for changed in (
        Marks.none(),
        *(dataclasses.replace(marks, mark=np.full_like(marks.mark, mark)) for mark in MARKS),
    ):
        proof = dataclasses.replace(solution.proof, marks=changed)
        for number, pairs in enumerate(problem.all_lists()):
            assert pairs == best or not accepts(problem, proof, pairs)
            if number > 40:
                break


@given(problems(most=4), orders)
def test_a_proof_of_other_shape_is_refused(problem, order):
    instance = instance_of(problem)
    solution = solve(instance, order)
    wrong = [
        dataclasses.replace(solution.proof, prices=solution.proof.prices[:, :-1]),
        dataclasses.replace(solution.proof, prices=solution.proof.prices[:-1]),
    ]
    for node in (-1, solution.proof.prices.shape[1]):
        for target, other in ((node, 0), (0, node)):
            marks = Marks(*(np.array([one], dtype=np.int64) for one in (target, other, 0)))
            wrong.append(dataclasses.replace(solution.proof, marks=marks))
    for proof in wrong:
        with pytest.raises(ValueError, match="proof"):
            check(instance, order, proof, solution.chosen)


def test_a_proof_with_a_goal_that_is_none_is_refused():
    problem = Problem([1], [0], [1], [0], {(0, 0): 0}, {(0, 0): 5})
    instance = instance_of(problem)
    solution = solve(instance, ["served"])
    proof = dataclasses.replace(solution.proof, levels=("served", "nonsense"))
    for goals in (["served"], ["served", "nonsense"], ["nonsense"]):
        with pytest.raises(ValueError, match="other goals"):
            check(instance, goals, proof, solution.chosen)


@settings(max_examples=60)
@given(problems(), orders, st.randoms(use_true_random=False))
def test_a_proof_of_the_goals_in_another_order_is_refused(problem, order, dice):
    """Ties broken before the kinds of match would prove a worse list."""
    instance = instance_of(problem)
    solution = solve(instance, order)
    rows = list(range(len(solution.proof.levels)))
    for changed in ([*rows[-1:], *rows[:-1]], dice.sample(rows, len(rows)), rows[1:], [rows[0], *rows]):
        levels = tuple(solution.proof.levels[row] for row in changed)
        if levels != solution.proof.levels:
            proof = dataclasses.replace(solution.proof, levels=levels, prices=solution.proof.prices[changed])
            with pytest.raises(ValueError, match="other goals"):
                check(instance, order, proof, solution.chosen)


@given(problems(), orders)
def test_proof_is_the_same_whatever_list_it_is_read_with(problem, order):
    """Prices are whole numbers that do not depend on the solver's way: two runs agree to the last bit."""
    one, other = (solve(instance_of(problem), order).proof for _ in range(2))
    assert one.levels == other.levels
    assert one.levels[: len(order)] == order
    assert set(one.levels[len(order) :]) == {"tie_break"}
    assert np.array_equal(one.prices, other.prices)
    for name in ("target", "node", "mark"):
        assert np.array_equal(getattr(one.marks, name), getattr(other.marks, name))
    assert one.prices.dtype == np.int64
