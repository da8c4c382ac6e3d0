"""Details and suggestions that were, or could be, untrue."""

import re

import pytest
from oracles.hand import mentee, mentor, policy, season
from oracles.seasons import policy_of, roster_of

from matcher import match


def unserved(case):
    matching = match(roster_of(case), policy_of(case))
    return {row["mentee_id"]: row for row in matching.unserved.to_dict("records")}


def test_nobody_is_offered_as_their_own_mentor():
    case = season([mentor("M1", email="ann@x.org")], [mentee("P1", email="ann@x.org")])
    assert "M1" not in unserved(case)["P1"]["suggestion"]


def test_seats_of_a_shortage_are_those_of_all_the_mentors_it_names():
    """P1 needs two mentors and can have only M1 and M2; P2 can have only M1. 3 seats are asked for, M1 and M2 have 2."""
    case = season(
        [mentor("M1", capacity="1"), mentor("M2", capacity="1", avoided_mentees="P2")],
        [mentee("P1", mentors_needed="2"), mentee("P2")],
        policy(objectives={"order": ["first_come", "tiers", "compatibility"]}),
    )
    rows = unserved(case)
    assert list(rows) == ["P1"]
    assert rows["P1"]["cause"] == "shortage"
    asked, had, mentors = re.search(
        r"for (\d+) seats, and (\d+|none) can be had from the (\d+)", rows["P1"]["detail"]
    ).groups()
    assert (asked, had, mentors) == ("3", "2", "2")


def test_a_seat_more_is_not_suggested_where_confirmed_pairs_fill_it_already():
    """M1 has one seat and two confirmed mentees: with two seats there is still none for P3."""
    case = season(
        [mentor("M1", capacity="1")],
        [mentee("P1"), mentee("P2"), mentee("P3")],
        pairs=[("P1", "M1", "confirmed"), ("P2", "M1", "confirmed")],
    )
    row = unserved(case)["P3"]
    assert row["cause"] == "shortage"
    assert "One seat more with M1" not in row["suggestion"]


def test_a_trained_title_is_not_suggested_where_the_certificate_would_still_be_missing():
    rules = policy(
        mentors={"certified": "at_start"},
        tiers=[{"name": "certified mentors", "mentor": {"training": "certified"}}],
    )
    row = unserved(season([mentor("M1", training="intern")], [mentee("P1")], rules))["P1"]
    assert "if they had training 'certified'" not in row["suggestion"]


def test_a_mentor_without_seats_by_default_is_not_suggested_for_another_change():
    rules = policy(
        mentors={"default_capacity": 0},
        tiers=[{"name": "willing", "mentor": {"other_regions": "yes"}}],
    )
    row = unserved(season([mentor("M1", other_regions="no")], [mentee("P1")], rules))["P1"]
    assert "if they had other regions" not in row["suggestion"]


def test_willing_to_serve_other_regions_is_suggested_where_it_alone_would_do():
    rules = policy(
        tiers=[{"name": "elsewhere", "same": ["component_group"], "mentor": {"other_regions": "yes"}}]
    )
    row = unserved(season([mentor("M1"), mentor("M2", component_group="middle")], [mentee("P1")], rules))[
        "P1"
    ]
    assert row["cause"] == "no_candidate"
    assert row["suggestion"] == "Possible if they had other regions 'yes' (ask them): M1."


@pytest.mark.parametrize("kind", ["declared", "relative", "past_mismatch"])
def test_a_conflict_reads_as_a_confidential_restriction(kind):
    case = season([mentor("M1")], [mentee("P1")], conflicts=[("P1", "M1", kind)])
    row = unserved(case)["P1"]
    assert "1 is ruled out by a confidential restriction" in row["detail"]
    assert row["suggestion"] == "No one change would help; another mentor has to be found."


def test_those_who_wait_for_the_same_seats_are_told_as_a_group():
    case = season([mentor("M1", capacity="1")], [mentee("P1"), mentee("P2"), mentee("P3")])
    rows = unserved(case)
    assert len(rows) == 2
    for row in rows.values():
        assert row["detail"] == (
            "2 people ask for 2 seats, and 1 can be had from the 1 mentor possible for them. "
            "In all 3 people (high; North) share 1 seat there, and 2 wait."
        )


def test_a_group_of_people_of_many_regions_is_told_without_them():
    regions = ["North", "South", "East", "West"]
    people = [mentee(f"P{place}", region=region) for place, region in enumerate(regions)]
    details = {row["detail"] for row in unserved(season([mentor("M1", capacity="1")], people)).values()}
    assert all(one.endswith("In all 4 people (high) share 1 seat there, and 3 wait.") for one in details)


def test_asking_a_mentor_who_has_a_seat_comes_before_changing_a_rule():
    rules = policy(
        tiers=[
            {"name": "near", "same": ["component_group", "region"]},
            {"name": "far", "same": ["component_group"], "mentor": {"other_regions": "yes"}},
        ],
    )
    case = season(
        [mentor("M1", region="south"), *(mentor(f"M{n}", component_group="middle") for n in range(2, 6))],
        [mentee("P1", region="north")],
        rules,
    )
    assert unserved(case)["P1"]["suggestion"] == "Possible if they had other regions 'yes' (ask them): M1."
