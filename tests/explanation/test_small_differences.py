"""What differs by little is not told as nothing."""

import pytest
from oracles import hand
from oracles.seasons import policy_of, roster_of

from matcher import match
from matcher.results import SHORT_WORDS, gain_words

TINY = {"years": 1, "preference": 1e-4, "needs": 10}
"""Of two mentors with as many years the one who is named fits better by a few millionths."""


def told(goal):
    mentors = [hand.mentor("M1", years_experience="5"), hand.mentor("M2", years_experience="5")]
    rules = hand.policy(objectives={"order": ["served", goal]}, compatibility=TINY)
    season = hand.season(mentors, [hand.mentee("P1", preferred_mentors="M1")], rules)
    return match(roster_of(season), policy_of(season)).explain("P1", "M2").sentence


def test_a_fit_that_is_lower_by_little_is_not_lower_by_nothing():
    assert told("compatibility") == "With this pair the fit of all pairs together would be lower by 0.00001."


def test_two_lowest_fits_that_differ_do_not_read_alike():
    assert told("worst_off") == "With this pair the lowest fit would be 0.4848 instead of 0.4849."


@pytest.mark.parametrize(
    ("change", "short", "long"),
    [(0.5, "+0.50", "0.500"), (0.004, "+0.004", "0.004"), (4e-6, "+0.000004", "0.000004")],
)
@pytest.mark.parametrize(("goal", "words"), [("compatibility", "fit"), ("worst_off", "lowest")])
def test_a_small_gain_is_not_told_as_nothing(goal, words, change, short, long):
    assert SHORT_WORDS[goal](change) == f"{words} {short}"
    assert f"by {long}" in gain_words(goal, change)
