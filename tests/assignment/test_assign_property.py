"""The list that `assign` finds: against searching all lists, integer programs, and the assignment problem of scipy."""

import math
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from asked import arrays_of, orders, pairs_of, problems
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.milp import best_values, is_feasible
from scipy.optimize import linear_sum_assignment

from matcher.assignment import assign

SHOWN_AS_LEAST = ("tiers", "balance")
UNIT = Fraction(1, 10**6)


def solved(problem, levels, **changes):
    """Return what `assign` returns and the pairs, after seeing that every rule is kept and the proof holds."""
    arrays = arrays_of(problem, **changes)
    found = assign(**arrays, levels=levels)
    assert found.status == "optimal"
    assert found.conflicts == ()
    assert found.loosening is None
    assert found.verify()
    assert [one.name for one in found.levels] == list(levels)
    assert all(one.proven and one.bound == one.value for one in found.levels)
    pairs = pairs_of(arrays, found.chosen)
    assert problem.keeps_the_rules(pairs)
    return found, pairs


def as_told(name, value):
    """Return a goal's value, of which more is better with the oracle, as it is told."""
    if name == "first_come":
        return sum(value)
    if name == "worst_off" and value == math.inf:
        return None
    return -value if name in SHOWN_AS_LEAST else value


@settings(max_examples=300)
@given(problems(), orders)
def test_list_is_the_best_level_after_level_and_none_is_found_iff_there_is_none(problem, levels):
    best = problem.best(levels)
    if best is None:
        found = assign(**arrays_of(problem), levels=levels)
        assert found.status == "infeasible"
        assert found.chosen is None
    else:
        found, pairs = solved(problem, levels)
        assert problem.values(levels, pairs) == best
        assert [one.value for one in found.levels] == [
            as_told(name, value) for name, value in zip(levels, best, strict=True)
        ]


@settings(max_examples=25)
@given(problems(most=25, moods=["tight", "broken"]), orders)
def test_dozens_of_people(problem, levels):
    best = best_values(problem, levels)
    if best is None:
        assert assign(**arrays_of(problem), levels=levels).status == "infeasible"
    else:
        assert problem.values(levels, solved(problem, levels)[1]) == best


@settings(max_examples=150)
@given(
    problems(moods=["loose", "tight"]),
    orders,
    st.sampled_from([0, 1, -1, 3, 10**6, -(10**6), 10**9, -(10**9)]),
    st.integers(-20, 20),
)
def test_scores_of_few_digits_are_exact_whatever_their_size_and_sign(problem, levels, moved, exponent):
    """Whether a list is better if it is longer depends on where the scores lie, so they are moved for the oracle too."""
    problem = replace(problem, score={pair: score + moved for pair, score in problem.score.items()})
    scores = [float(problem.score[pair] * Fraction(10) ** exponent) for pair in sorted(problem.cost)]
    _, pairs = solved(problem, levels, scores=scores)
    assert problem.values(levels, pairs) == problem.best(levels)


def finite_floats(count):
    """Draw floats that are alike, or not at all, in size."""
    powers = st.sampled_from([-1074, -1000, -300, -40, -1, 0, 1, 3, 60, 900, 1020])
    whole = st.integers(-(2**53), 2**53)
    near = st.integers(0, 1000)
    return st.one_of(
        st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=count, max_size=count),
        st.builds(
            lambda numbers, power: [math.ldexp(number, power - 53) for number in numbers],
            st.lists(whole, min_size=count, max_size=count),
            powers,
        ),
        st.builds(
            lambda base, steps, power: [math.ldexp(base + step, power - 53) for step in steps],
            st.sampled_from([2**20, -(2**20), 2**53 - 1001, -(2**53)]) | st.integers(-8000, 8000),
            st.lists(near, min_size=count, max_size=count),
            powers,
        ),
    )


@settings(max_examples=400)
@given(
    st.data(),
    problems(moods=["loose", "tight"]),
    st.sampled_from([("compatibility",), ("served", "compatibility"), ("first_come", "compatibility")]),
)
def test_any_floats_are_weighed_to_a_millionth_of_their_span(data, problem, levels):
    pairs = sorted(problem.cost)
    scores = data.draw(finite_floats(len(pairs)))
    exact = dict(zip(pairs, map(Fraction, scores), strict=True))
    problem = replace(problem, score=exact)
    found, chosen = solved(problem, levels, scores=scores)
    best, reached = problem.best(levels), problem.values(levels, chosen)
    assert reached[:-1] == best[:-1]
    span = Fraction(max(scores)) - Fraction(min(scores)) if scores else 0
    most = min(sum(problem.demand), sum(problem.capacity))
    assert reached[-1] >= best[-1] - 2 * most * UNIT * span
    assert found.levels[-1].value == rounded(reached[-1])


def rounded(number):
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


@settings(max_examples=100)
@given(st.data(), problems(moods=["loose", "tight"]))
def test_an_arc_of_negative_score_is_never_worth_choosing_alone(data, problem):
    problem = replace(problem, locked=frozenset(), min_load=None)
    scores = data.draw(finite_floats(len(problem.cost)))
    arrays = arrays_of(problem, scores=scores)
    chosen = assign(**arrays, levels=("compatibility",)).chosen
    assert not (chosen & (arrays["score"] < 0)).any()


@settings(max_examples=100)
@given(st.data(), problems(moods=["loose", "tight"]))
def test_the_lowest_score_is_as_high_as_can_be(data, problem):
    scores = data.draw(finite_floats(len(problem.cost)))
    problem = replace(problem, score=dict(zip(sorted(problem.cost), scores, strict=True)))
    found, pairs = solved(problem, ("served", "worst_off"), scores=scores)
    best, reached = problem.best(("served", "worst_off")), problem.values(("served", "worst_off"), pairs)
    assert reached[0] == best[0]
    if best[1] == math.inf:
        assert found.levels[1].value is None
    else:
        span = Fraction(max(scores)) - Fraction(min(scores))
        assert Fraction(found.levels[1].value) >= Fraction(best[1]) - span * UNIT
        assert found.levels[1].value == reached[1]


@settings(max_examples=300)
@given(problems(most=7))
def test_locks_and_minimum_loads_are_kept_whenever_any_list_keeps_them(problem):
    found = assign(**arrays_of(problem))
    assert (found.status == "optimal") == is_feasible(problem)


@pytest.mark.parametrize("offset", [0.0, 1.0, -1.0, 1e3, -1e9])
@pytest.mark.parametrize("scale", [1e-300, 1e-12, 1.0, 1e5, 1e290])
def test_a_full_square_is_solved_as_well_as_by_scipy(offset, scale):
    size = 60
    dice = np.random.default_rng(7)
    score = (dice.random((size, size)) + offset) * scale
    mentee, mentor = np.divmod(np.arange(size * size), size)
    ones = np.ones(size, dtype=int)
    found = assign(mentee, mentor, score.ravel(), demand=ones, capacity=ones)
    rows, columns = linear_sum_assignment(-(score / scale))
    best = sum(map(Fraction, score[rows, columns].tolist()))
    reached = sum(map(Fraction, score.ravel()[found.chosen].tolist()))
    assert found.chosen.sum() == size
    assert reached >= best - 2 * size * UNIT * (Fraction(score.max()) - Fraction(score.min()))
