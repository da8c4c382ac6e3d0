import numpy as np
import pytest
from scipy.stats import binomtest

from matcher.outcomes import wilson


@pytest.mark.parametrize("known", [1, 2, 3, 5, 12, 44, 1000])
def test_intervals_are_those_of_scipy(known):
    for yes in {0, 1, known // 3, known // 2, known - 1, known}:
        right = binomtest(yes, known).proportion_ci(confidence_level=0.95, method="wilson")
        low, high = wilson([yes], [known])
        assert (low[0], high[0]) == pytest.approx((right.low, right.high), abs=1e-12)


def test_nobody_who_answered_has_no_interval():
    low, high = wilson([0], [0])
    assert np.isnan(low[0])
    assert np.isnan(high[0])


def test_an_interval_keeps_within_its_borders():
    low, high = wilson([0, 7], [7, 7])
    assert (low[0], high[1]) == (0, 1)
    assert low[1] > 0.5 > high[0]
