"""How scores become whole numbers."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.assignment.units import FINENESS, ROOM, units_for

floats = st.floats(allow_nan=False, allow_infinity=False)


def whole(scores, *, longer=0, people=1000):
    scores = np.array(scores, dtype=float)
    return units_for(scores, longer=longer, people=people).whole(scores).tolist()


@given(st.lists(floats, min_size=2), st.sampled_from([0, 1, 50, 1000]))
def test_every_difference_is_kept_to_a_millionth_of_the_span(scores, longer):
    units = units_for(np.array(scores), longer=longer, people=1000)
    span = Fraction(max(scores)) - Fraction(min(scores))
    found = units.whole(np.array(scores))
    assert not span or units.size * FINENESS <= span
    first = Fraction(scores[0])
    for score, place in zip(scores, found.tolist(), strict=True):
        assert abs((Fraction(score) - first) - (place - int(found[0])) * units.size) <= 2 * units.size


@given(st.lists(floats), st.sampled_from([0, 1, 50, 1000]))
def test_order_and_sign_are_kept(scores, longer):
    found = whole(scores, longer=longer)
    assert np.sign(found).tolist() == np.sign(scores).tolist()
    by_score = [place for _, place in sorted(zip(scores, found, strict=True))]
    assert by_score == sorted(by_score)


@pytest.mark.parametrize("exponent", range(-300, 290, 10))
def test_units_are_decimal_where_they_can_be(exponent):
    scores = [float(Fraction(digits) * Fraction(10) ** exponent) for digits in (0, 123, -77, 900, 901)]
    found = whole(scores)
    assert [one * 123 for one in found] == [found[1] * digits for digits in (0, 123, -77, 900, 901)]


def test_scores_near_zero_stay_where_they_are():
    assert whole([0.25, 0.5, -0.75], longer=10) == [250_000, 500_000, -750_000]


def test_scores_far_from_zero_are_moved_only_as_near_as_longer_lists_stay_better():
    assert whole([1e15, 1e15 + 1], longer=3) == [3_000_001, 4_000_001]
    assert whole([3.5, 4.5], longer=3) == [3_000_001, 4_000_001]
    assert whole([2.5, 3.5], longer=3) == [2_500_000, 3_500_000]


def test_scores_below_zero_are_moved_to_zero_as_only_what_is_asked_for_is_chosen_then():
    assert whole([-1e15, -1e15 - 1], longer=3) == [-1, -1_000_001]
    assert whole([-0.5, -1.5], longer=3) == [-1, -1_000_001]


def test_only_the_sign_is_left_of_equal_scores():
    assert whole([5e-324] * 3) == [1, 1, 1]
    assert whole([-1e308] * 2) == [-1, -1]
    assert whole([0.0, -0.0]) == [0, 0]
    assert whole([]) == []


def test_units_are_coarser_for_more_people_but_never_above_a_millionth_of_the_span():
    scores = np.array([400_000.0, 400_000.9])
    few, many = (units_for(scores, longer=450_000, people=people) for people in (100_000, 1_200_000))
    assert few.size == Fraction(1, 10**7)
    assert many.size * FINENESS == Fraction(scores[1]) - Fraction(scores[0])
    assert int(many.whole(scores).max()) * 1_200_001 < ROOM
    with pytest.raises(
        ValueError, match=r"score goes from 400000.0 to 400000.9, too far from zero for 9,000,000"
    ):
        units_for(scores, longer=450_000, people=9_000_000)


def test_the_span_may_be_larger_than_any_float():
    most = np.finfo(float).max
    assert whole([most, -most, 0.0]) == [int(most / 1e302), -int(most / 1e302), 0]
