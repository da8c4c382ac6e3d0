import pandas as pd
import pytest

from matcher.season.spread import Spread, Words

SERVED = Words(
    "{} more [are|is] served", "{} fewer [are|is] served", "just as many are served", "how many are served"
)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([2], "2 more are served"),
        ([-1], "1 fewer is served"),
        ([0], "just as many are served"),
        ([0, 0, 0], "just as many are served"),
        ([3, 3], "3 more are served"),
        ([1, 4, 2], "2.3 more are served (1–4)"),
        ([-4, -1], "2.5 fewer are served (1–4)"),
        ([-9, -12], "10.5 fewer are served (9–12)"),
        ([-1, 2], "no clear difference in how many are served (0.5 more on average, from 1 fewer to 2 more)"),
        ([0, 1], "no clear difference in how many are served (0.5 more on average, from none to 1 more)"),
        ([-1, 1], "no clear difference in how many are served (none on average, from 1 fewer to 1 more)"),
        ([1_500, 2_500], "2,000.0 more are served (1,500–2,500)"),
    ],
)
def test_a_difference_is_told_only_where_every_season_has_it(values, said):
    assert Spread.of(pd.Series(values, dtype="float64")).told(SERVED) == said


@pytest.mark.parametrize(
    ("values", "digits", "said"),
    [
        ([122, 122], 0, "122"),
        ([120, 123], 0, "121.5 (120–123)"),
        ([0.5271, 0.5359], 3, "0.532 (0.527–0.536)"),
        ([0.52711, 0.52709], 3, "0.527"),
        ([float("nan"), 3], 0, "3"),
        ([float("nan")], 1, "–"),
    ],
)
def test_a_number_is_told_with_its_least_and_most(values, digits, said):
    assert Spread.of(pd.Series(values), digits).shown() == said


def test_a_difference_smaller_than_what_is_shown_is_none():
    assert Spread.of(pd.Series([0.0004, -0.0002]), 3).told(SERVED) == "just as many are served"
    assert not Spread.of(pd.Series([0.0004, 0.2]), 3).is_clear
