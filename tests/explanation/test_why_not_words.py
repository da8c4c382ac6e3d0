"""What is said of a pair that is not on the list."""

import pytest
from oracles import hand
from oracles.seasons import policy_of, roster_of

from matcher import match

ANYONE = [{"name": "same group", "same": ["component_group"]}, {"name": "anyone"}]


def answer(mentors, mentees, order, pair, **changes):
    rules = hand.policy(**{"tiers": ANYONE, "objectives": {"order": order}, **changes})
    season = hand.season(mentors, mentees, rules)
    return match(roster_of(season), policy_of(season)).explain(*pair)


def test_an_earlier_request_would_have_to_wait():
    told = answer(
        [hand.mentor("M1")],
        [hand.mentee("P1", requested_at="2026-07-01"), hand.mentee("P2", requested_at="2026-07-02")],
        ["first_come", "tiers"],
        ("P2", "M1"),
    )
    assert told.sentence == "With this pair an earlier request would have to wait for a later one."
    assert told.moves.to_dict("records") == [
        {"mentee_id": "P1", "before": "M1", "after": ""},
        {"mentee_id": "P2", "before": "", "after": "M1"},
    ]
    assert "P1: M1 → nobody; P2: nobody → M1." in str(told)


def test_an_earlier_request_would_have_to_wait_though_more_would_be_served():
    told = answer(
        [hand.mentor("M1"), hand.mentor("M2", component_group="middle")],
        [
            hand.mentee("P1", requested_at="2026-07-01"),
            hand.mentee("P2", component_group="middle", requested_at="2026-07-02"),
            hand.mentee("P3", region="South", requested_at="2026-07-03"),
        ],
        ["first_come"],
        ("P2", "M2"),
        tiers=ANYONE[:1],
        limits=[{"name": "funded", "by": ["mentee.region"], "max": {"North": 1}}],
    )
    assert told.sentence == "With this pair an earlier request would have to wait for a later one."
    assert told.goals.to_dict("records") == [{"goal": "first_come", "before": 1, "after": 2}]


def test_who_has_a_confirmed_mentor_does_not_have_nobody():
    season = hand.season(
        [hand.mentor("M1"), hand.mentor("M2")],
        [hand.mentee("P1", mentors_needed="2"), hand.mentee("P2")],
        pairs=[("P1", "M1", "confirmed")],
    )
    told = match(roster_of(season), policy_of(season)).explain("P1", "M2")
    assert told.moves.to_dict("records") == [
        {"mentee_id": "P1", "before": "M1", "after": "M1;M2"},
        {"mentee_id": "P2", "before": "M2", "after": ""},
    ]
    assert "P1: M1 → M1, M2; P2: M2 → nobody." in str(told)


def test_one_person_fewer_would_have_a_mentor():
    told = answer(
        [hand.mentor("M1"), hand.mentor("M2", avoided_mentees="P1")],
        [hand.mentee("P1"), hand.mentee("P2")],
        ["served", "tiers"],
        ("P2", "M1"),
    )
    assert told.sentence == "With this pair 1 person fewer would have a mentor."


def test_the_kinds_of_match_would_be_worse():
    told = answer(
        [hand.mentor("M1", component_group="high"), hand.mentor("M2", component_group="middle")],
        [hand.mentee("P1", component_group="high"), hand.mentee("P2", component_group="middle")],
        ["served", "tiers"],
        ("P1", "M2"),
    )
    assert told.sentence == "With this pair the kinds of match would be worse by 2 in all, 2 instead of 0."
    assert told.goals.to_dict("records") == [
        {"goal": "served", "before": 4, "after": 4},
        {"goal": "tiers", "before": 0, "after": 2},
    ]


def test_a_new_pair_among_proposed_ones_would_be_the_first_whose_fit_counts():
    season = hand.season(
        [hand.mentor("M1"), hand.mentor("M2")],
        [hand.mentee("P1")],
        hand.policy(tiers=ANYONE, objectives={"order": ["served", "worst_off"]}),
        pairs=[("P1", "M1", "proposed")],
    )
    told = match(roster_of(season), policy_of(season)).explain("P1", "M2")
    assert told.sentence == "With this pair the lowest fit would be 0.50 instead of no new pair at all."


def test_a_list_that_is_as_good_has_it():
    order = ["served", "tiers"]
    people = [hand.mentor("M1"), hand.mentor("M2")], [hand.mentee("P1")]
    sentences = {answer(*people, order, ("P1", mentor)).status for mentor in ("M1", "M2")}
    assert sentences == {"listed", "equal"}


def test_a_fixed_pair_stands_against_it():
    season = hand.season(
        [hand.mentor("M1")],
        [hand.mentee("P1"), hand.mentee("P2")],
        hand.policy(tiers=ANYONE),
        pairs=[("P1", "M1", "lock")],
    )
    told = match(roster_of(season), policy_of(season)).explain("P2", "M1")
    assert told.status == "impossible"


@pytest.mark.parametrize("kind", ["relative", "declared"])
def test_a_conflict_is_told_as_a_confidential_restriction(kind):
    season = hand.season(
        [hand.mentor("M1")], [hand.mentee("P1")], hand.policy(tiers=ANYONE), conflicts=[("P1", "M1", kind)]
    )
    told = match(roster_of(season), policy_of(season)).explain("P1", "M1")
    assert told.sentence == "The rules forbid this pair: a confidential restriction."


@pytest.mark.parametrize("kind", ["confirmed", "lock"])
def test_a_lent_mentor_whose_seat_another_region_has_is_full(kind):
    lent = {"name": "lent", "mentor": {"other_regions": "yes"}}
    season = hand.season(
        [hand.mentor("M1", lent_to="South"), hand.mentor("M2", region="South")],
        [hand.mentee("P1"), hand.mentee("P2", region="South")],
        hand.policy(tiers=[lent, *ANYONE]),
        pairs=[("P1", "M1", kind)],
    ).with_parts(region="South")
    told = match(roster_of(season), policy_of(season), region="South").explain("P2")
    assert told.better[["mentor_id", "full_with"]].to_numpy().tolist() == [["M1", "P1"]]
    assert "Mentor M1 (M1): lent; fit 0.50; full, with Mentee P1 (P1)." in str(told)


def test_more_people_than_seats_are_not_filled_seats():
    season = hand.season(
        [hand.mentor("M1")],
        [hand.mentee("P1"), hand.mentee("P2")],
        pairs=[("P1", "M1", "confirmed"), ("P2", "M1", "confirmed")],
    )
    told = match(roster_of(season), policy_of(season)).explain_mentor("M1")
    assert str(told).splitlines()[1] == "has 1 seat, but 2 people already; 0 people are possible."


def test_who_has_one_mentor_of_two_could_have_another_as_well():
    season = hand.season(
        [hand.mentor("M1"), hand.mentor("M2")],
        [hand.mentee("P1", mentors_needed="2"), hand.mentee("P2")],
        pairs=[("P1", "M1", "confirmed")],
    )
    told = match(roster_of(season), policy_of(season)).explain("P1")
    assert "Could have as well, or instead, at the least cost for all together:" in str(told)


def fixed_season():
    return hand.season(
        [hand.mentor("M1"), hand.mentor("M2"), hand.mentor("M3")],
        [hand.mentee("P1"), hand.mentee("P2")],
        hand.policy(
            tiers=ANYONE, limits=[{"name": "one only", "by": ["mentor.mentor_id"], "max": {"M3": 0}}]
        ),
        pairs=[("P1", "M1", "lock")],
    )


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (("P1", "M2"), "the fixed pair of P1 with M1 stands against it"),
        (("P2", "M1"), "the seats of M1 are for fixed pairs, with P1"),
        (("P2", "M3"), "no such pair is allowed by 'one only' for M3"),
    ],
)
def test_what_stands_against_a_pair_is_named(pair, reason):
    season = fixed_season()
    told = match(roster_of(season), policy_of(season)).explain(*pair)
    assert told.sentence == f"No list has this pair: {reason}."


def test_a_fixed_pair_is_told_as_such():
    season = fixed_season()
    told = match(roster_of(season), policy_of(season))
    assert "The pair is fixed" in str(told.explain("P1"))
    assert "The pair is fixed" not in str(told.explain("P2"))


def test_who_would_have_to_approve_is_told_of_other_pairs_too():
    tiers = [{"name": "same group", "same": ["component_group"]}, {"name": "anyone", "approval": "region"}]
    season = hand.season(
        [hand.mentor("M1"), hand.mentor("M2", component_group="middle")],
        [hand.mentee("P1")],
        hand.policy(tiers=tiers),
    )
    matching = match(roster_of(season), policy_of(season))
    assert matching.explain("P1", "M2").approval == "region"
    assert "The region would have to approve the pair." in str(matching.explain("P1", "M2"))
    assert "to be approved by the region" in str(matching.explain("P1"))
    assert matching.explain_mentor("M2").alternatives["approval"].tolist() == ["region"]


def test_somebody_of_another_region_is_told_so():
    season = hand.season([hand.mentor("M1")], [hand.mentee("P1"), hand.mentee("P2", region="South")])
    told = match(roster_of(season), policy_of(season), region="North").explain("P2")
    assert "is not of North" in str(told)
    assert told.unserved["cause"].tolist() == ["not_eligible"]
