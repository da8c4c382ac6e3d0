"""What is said to be proven."""

import pytest
from oracles.hand import mentee, mentor, policy, season
from oracles.seasons import policy_of, roster_of

from matcher import match
from matcher.report.words import Claim, claims, headline


def matched(mentees, order=("served", "tiers", "compatibility")):
    rules = policy(objectives={"order": list(order)})
    case = season([mentor("M1", capacity="2"), mentor("M2", capacity="0")], mentees, rules)
    return match(roster_of(case), policy_of(case))


def test_where_each_needs_one_mentor_the_most_people_are_served():
    found = headline(matched([mentee("P1"), mentee("P2"), mentee("P3")]))
    assert found == (
        "2 of 3 people who can be served have a mentor; no list under these rules gives more people a mentor. "
        "Proven best after that, in order: kinds of match, fit."
    )


def test_where_somebody_needs_two_it_is_seats_that_are_counted():
    found = headline(matched([mentee("P1", mentors_needed="2"), mentee("P2")]))
    assert "no list under these rules fills more seats, a person’s first counting double." in found
    assert "more people" not in found


def test_a_goal_after_another_is_claimed_of_the_lists_that_are_equal_so_far():
    first, *later = claims(matched([mentee("P1")], ("home", "served", "compatibility")))
    assert first.sentence == "Proven: no list under these rules has more pairs within one region."
    assert [claim.sentence for claim in later] == [
        "Proven: of the lists equal so far, none gives more people a mentor.",
        "Proven: of the lists equal so far, none has a higher total fit.",
    ]


@pytest.mark.parametrize("proven", [True, False])
def test_what_is_not_proven_is_not_said_to_be(proven):
    said = Claim("Fit", "no list has a higher total fit", proven).sentence
    assert ("no list" in said) is proven
    assert said.startswith("Proven" if proven else "Not proven")


def test_one_person_has_a_mentor():
    assert headline(matched([mentee("P1")])).startswith("1 of 1 people who can be served has a mentor; ")
