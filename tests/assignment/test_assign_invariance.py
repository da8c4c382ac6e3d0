"""What must not matter: the order of the arcs, the kind of array; and what must not happen to the caller's arrays."""

import numpy as np
import pandas as pd
import pytest
from asked import arrays_of, orders, pairs_of, problems
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.instances import random_problem

from matcher.assignment import assign, assigning

PER_ARC = ("mentee", "mentor", "score", "tier_cost", "locked")


@settings(max_examples=150)
@given(problems(most=6), orders, st.integers(1, 1000))
def test_order_of_the_arcs_changes_nothing(problem, levels, seed):
    here, there = arrays_of(problem), arrays_of(problem, seed=seed)
    one, other = assign(**here, levels=levels), assign(**there, levels=levels)
    assert one.status == other.status
    assert one.levels == other.levels
    if one.chosen is None:
        assert conflicts_of(here, one) == conflicts_of(there, other)
        assert pairs_of(here, one.loosening.chosen) == pairs_of(there, other.loosening.chosen)
    else:
        assert pairs_of(here, one.chosen) == pairs_of(there, other.chosen)
        assert np.array_equal(one.proof.prices, other.proof.prices)


def conflicts_of(arrays, found):
    return [
        (pairs_of(arrays, np.isin(np.arange(len(arrays["mentee"])), one.locked)), one.min_loads.tolist())
        for one in found.conflicts
    ]


def test_one_of_many_equal_lists_is_taken_whatever_the_order_of_the_arcs():
    size = 40
    mentee, mentor = np.divmod(np.arange(size * size), size)
    ones = np.ones(size, dtype=int)
    lists = set()
    for seed in range(5):
        arcs = np.random.default_rng(seed).permutation(size * size)
        found = assign(mentee[arcs], mentor[arcs], np.ones(size * size), demand=ones, capacity=ones)
        lists.add(tuple(sorted(arcs[found.chosen].tolist())))
    assert len(lists) == 1


@given(problems(), orders)
def test_arrays_of_the_caller_stay_as_they_are_and_can_be_changed_afterwards(problem, levels):
    arrays = arrays_of(problem)
    ascending = np.lexsort([arrays["mentor"], arrays["mentee"]])
    # In the engine's own order nothing has to be sorted, and nothing must be taken over.
    arrays |= {name: arrays[name][ascending] for name in PER_ARC}
    before = {name: array.copy() for name, array in arrays.items()}
    for array in arrays.values():
        array.flags.writeable = False
    found = assign(**arrays, levels=levels)
    assert all(np.array_equal(array, before[name]) for name, array in arrays.items())
    for array in arrays.values():
        array.flags.writeable = True
        array[:] = 1
    assert found.verify()


DTYPES = [np.int8, np.uint8, np.int32, np.uint64, ">i8"]


@pytest.mark.parametrize("dtype", DTYPES)
def test_any_integers_will_do(dtype):
    arrays = arrays_of(random_problem(3, 12, 12, costs="two"))
    own = {name: array.astype(dtype) for name, array in arrays.items() if array.dtype == np.int64}
    expected = assign(**arrays).chosen
    assert np.array_equal(assign(**{**arrays, **own}).chosen, expected)


@pytest.mark.parametrize("dtype", [np.float32, np.float16, ">f8", np.longdouble, np.int64])
def test_any_real_scores_will_do(dtype):
    arrays = arrays_of(random_problem(3, 12, 12, costs="two"))
    arrays["score"] = np.floor(arrays["score"] / 1024)
    expected = assign(**arrays)
    found = assign(**{**arrays, "score": arrays["score"].astype(dtype)})
    assert np.array_equal(found.chosen, expected.chosen)
    assert found.levels == expected.levels


def test_lists_strided_views_and_series_will_do():
    arrays = arrays_of(random_problem(3, 12, 12, costs="two"))
    expected = assign(**arrays).chosen
    assert np.array_equal(assign(**{name: array.tolist() for name, array in arrays.items()}).chosen, expected)
    views = {name: np.repeat(array, 2)[::2] for name, array in arrays.items()}
    assert np.array_equal(assign(**views).chosen, expected)
    series = {name: pd.Series(array, index=range(len(array), 0, -1)) for name, array in arrays.items()}
    assert np.array_equal(assign(**series).chosen, expected)


def test_from_an_earlier_list_comes_the_same(monkeypatch):
    monkeypatch.setattr(assigning, "LARGE", 0)
    dice = np.random.default_rng(3)
    mentee = np.repeat(np.arange(40), 6)
    mentor = np.concatenate([dice.permutation(20)[:6] for _ in range(40)])
    arrays = {"demand": np.ones(40, int), "capacity": dice.integers(1, 3, 20)}
    before = assign(mentee, mentor, dice.random(240), **arrays)
    scores = dice.random(240)
    anew = assign(mentee, mentor, scores, **arrays)
    again = assign(mentee, mentor, scores, **arrays, earlier=before)
    assert np.array_equal(again.chosen, anew.chosen)
    assert np.array_equal(again.proof.prices, anew.proof.prices)
