"""Calendar months and hours, held against counting day by day with the standard library's dates."""

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.calendars.interns import last_days
from matcher.calendars.months import after_months, hours_by, months_over

DAYS = st.dates(date(1990, 1, 1), date(2110, 12, 31))
UNKNOWN = np.datetime64("NaT", "D")


def column(*days):
    return np.array(days, dtype="datetime64[D]")


def later(day, months):
    """Return the day so many months later, going down from it where the month is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError


def over(start, day):
    months = 0
    while later(start, months + 1) <= day:
        months += 1
    return months


def hours(start, day, all_hours, months):
    """Return the hours by adding up every single day's part of its month, and of that whole ones only."""
    so_far = Fraction(0)
    for month in range(months):
        first, end = later(start, month), later(start, month + 1)
        one = first
        while one < min(end, day):
            so_far += Fraction(all_hours, months * (end - first).days)
            one += timedelta(days=1)
    return int(so_far)


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-05-31", 9, "2027-02-28"),
        ("2028-02-29", 36, "2031-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2100-01-31", 1, "2100-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-09-01", 9, "2027-06-01"),
    ],
)
def test_a_month_without_such_a_day_gives_its_last(day, months, found):
    assert after_months(column(day), months).astype(str).tolist() == [found]


def test_an_internship_from_the_first_of_a_month_ends_with_a_month():
    assert last_days(column("2026-09-01"), 9).astype(str).tolist() == ["2027-05-31"]


@given(st.lists(st.tuples(DAYS, st.integers(0, 700)), min_size=1, max_size=8))
def test_months_later_are_those_of_the_calendar(asked):
    days, months = zip(*asked, strict=True)
    found = after_months(column(*days), np.array(months))
    assert found.astype(object).tolist() == [later(*one) for one in asked]


@given(DAYS, st.integers(0, 4000))
def test_months_that_are_over_are_those_whose_day_has_come(start, days):
    day = start + timedelta(days=days)
    assert months_over(column(start), np.datetime64(day)).tolist() == [over(start, day)]


@given(DAYS, st.integers(-40, 500), st.integers(1, 300), st.integers(1, 14))
def test_hours_are_every_days_part_added_up(start, days, all_hours, months):
    day = start + timedelta(days=days)
    found = hours_by(column(start), np.datetime64(day), all_hours, months)
    assert found.tolist() == [hours(start, day, all_hours, months)]


def test_72_hours_over_nine_months_are_eight_a_month():
    starts = column("2026-09-01", "2026-08-31", "2026-12-02", "2025-09-01")
    assert hours_by(starts, np.datetime64("2026-12-01"), 72, 9).tolist() == [24, 24, 0, 72]


def test_a_day_that_nobody_knows_stays_unknown():
    assert np.isnat(after_months(np.array([UNKNOWN]), 9)).all()
    day = np.datetime64("2026-12-01")
    assert months_over(np.array([UNKNOWN]), day).tolist() == [0]
    assert hours_by(np.array([UNKNOWN]), day, 72, 9).tolist() == [0]
