"""What a rematch says, in seasons made by hand for one point each."""

import datetime

import pytest
from oracles.hand import mentee, mentor, policy, season
from oracles.seasons import policy_of, roster_of

from matcher import InfeasibleError, InputError, match, rematch

BY_GROUP = [
    {"name": "near", "same": ["component_group", "region"]},
    {"name": "far", "same": ["component_group"]},
]


def row_of_three(**rules):
    """P0 can have M0 or M1, P1 M1 or M2, P2 M2 or M3, the first of them best: three in a row, with M3 free at the end."""
    mentees = [mentee(f"P{n}", component_group="abc"[n], requested_at=f"2026-07-0{n + 1}") for n in range(3)]
    mentors = [
        mentor("M0", component_group="a"),
        mentor("M1", component_group="a;b", region="South"),
        mentor("M2", component_group="b;c", region="South"),
        mentor("M3", component_group="c", region="West"),
    ]
    return season(mentors, mentees, policy(tiers=BY_GROUP, **rules))


def list_of_three(**rules):
    listed = match(roster_of(row_of_three(**rules)), policy_of(row_of_three(**rules)))
    assert listed.pairs["mentor_id"].tolist() == ["M0", "M1", "M2"]
    return listed


def test_a_chain_is_told_from_its_cause_to_the_free_seat_with_the_price_of_each_step():
    earlier = list_of_three()
    answer = rematch(earlier, withdrawn=["M0"])
    assert answer.happened == ("Mentor M0 (M0) withdrew.",)
    assert answer.stories == (
        (
            "Mentor M0 (M0) withdrew, so Mentee P0 (P0) has Mentor M1 (M1), whom Mentee P1 (P1) had; Mentee P1 (P1) has "
            "Mentor M2 (M2), whom Mentee P2 (P2) had; Mentee P2 (P2) has Mentor M3 (M3), with whom a seat was free.",
            "If Mentee P1 (P1) stayed with Mentor M1 (M1), 1 person fewer would have a mentor; without a mentor then: "
            "Mentee P0 (P0).",
            "If Mentee P2 (P2) stayed with Mentor M2 (M2), 1 person fewer would have a mentor; without a mentor then: "
            "Mentee P0 (P0).",
        ),
    )
    told = answer.changes.set_index("mentee_id")
    assert told["change"].to_dict() == {"P0": "replaced", "P1": "moved", "P2": "moved"}
    assert told["why"].to_dict() == {
        "P0": "M0 withdrew.",
        "P1": "M0 withdrew, so P0 has M1, whom P1 had.",
        "P2": "M0 withdrew, so P0 has M1, whom P1 had; P1 has M2, whom P2 had.",
    }
    assert answer.sentence == (
        "1 person has another mentor, as the earlier pair cannot go on: Mentee P0 (P0). 2 people move to another mentor, "
        "though the earlier pairs could go on: Mentee P1 (P1), Mentee P2 (P2). 0 of 3 pairs stay."
    )


def test_a_mentee_who_withdraws_leaves_a_place_and_nobody_needs_to_move():
    answer = rematch(list_of_three(), withdrawn="P1")
    assert answer.sentence == "Nobody needs to move. 2 of 3 pairs stay."
    assert answer.stories == (
        ("Mentee P1 (P1) withdrew; nobody else has the place with Mentor M1 (M1) yet.",),
    )
    assert answer.changes["change"].tolist() == ["left"]


def test_nothing_that_matters_changes_nothing():
    answer = rematch(list_of_three(), seats={"M3": 1})
    assert answer.sentence == "Nobody needs to move: the list stays as it is."
    assert not len(answer.changes)
    assert str(answer).splitlines() == [
        "What happened:", "  Mentor M3 (M3) has 2 seats instead of 1.", answer.sentence,
    ]  # fmt: skip


def test_confirmed_pairs_stay_and_only_who_lost_the_mentor_is_without():
    answer = rematch(list_of_three(), withdrawn=["M0"], confirmed=True)
    assert answer.changes[["mentee_id", "change"]].to_numpy().tolist() == [["P0", "lost"]]
    assert answer.matching.pairs["kind"].tolist() == ["confirmed", "confirmed"]
    assert "2 earlier pairs stand as confirmed." in answer.remarks
    assert "Still without a mentor, or with too few:" in str(answer)


def test_an_earlier_request_goes_before_a_pair_and_that_is_said():
    earlier = list_of_three(objectives={"order": ["first_come", "compatibility"]})
    answer = rematch(earlier, withdrawn=["M0", "M3"])
    assert answer.changes.set_index("mentee_id")["change"]["P2"] == "lost"
    assert any("Where all earlier pairs are to stand, confirm them" in one for one in answer.remarks)
    stand = rematch(earlier, withdrawn=["M0", "M3"], confirmed=True)
    assert stand.changes.set_index("mentee_id")["change"].to_dict() == {"P0": "lost"}


def test_a_blocked_pair_cannot_go_on():
    answer = rematch(list_of_three(), blocked=[("P2", "M2")])
    assert answer.stories == (
        (
            "Mentee P2 (P2) cannot have Mentor M2 (M2) any more (the pair is blocked), so Mentee P2 (P2) has Mentor M3 (M3), "
            "with whom a seat was free.",
        ),
    )


def test_a_locked_pair_is_the_cause_of_its_own():
    answer = rematch(list_of_three(), locked=[("P1", "M2")])
    why = answer.changes.set_index("mentee_id")["why"]
    assert why["P1"] == "P1 and M2 have to be together."
    assert "P1 has M2, whom P2 had" in why["P2"]
    impossible = answer.prices.set_index("mentee_id").loc["P1"]
    assert impossible["status"] == "impossible"
    assert impossible["sentence"].startswith("P1 could not stay with M1: the fixed pair of P1 with M2")


def test_a_seat_fewer_is_said_of_whom_it_costs_the_place():
    two = season([mentor("M", capacity="2")], [mentee("P"), mentee("Q")])
    answer = rematch(match(roster_of(two), policy_of(two)), seats={"M": -1})
    assert answer.changes["change"].tolist() == ["lost"]
    assert answer.changes["why"].tolist() == ["M has 1 seat instead of 2."]


def test_who_left_the_lists_has_withdrawn_and_who_is_new_is_said():
    first = season([mentor("M0"), mentor("M1")], [mentee("P0"), mentee("P1")])
    now = season([mentor("M1"), mentor("M2")], [mentee("P0"), mentee("P2")])
    answer = rematch(match(roster_of(first), policy_of(first)), roster=roster_of(now))
    assert answer.happened == (
        "Mentor M0 (M0) is not on the lists any more.",
        "Mentor M2 (M2) is newly on the lists.",
        "Mentee P1 (P1) is not on the lists any more.",
        "Mentee P2 (P2) is newly on the lists.",
    )
    assert answer.matching.status == "optimal"


def test_whoever_cannot_serve_any_more_is_told_why():
    first = season([mentor("M0", training="trained"), mentor("M1", training="trained")], [mentee("P0")],
                   policy(mentors={"training": ["trained"]}))  # fmt: skip
    listed = match(roster_of(first), policy_of(first))
    mentors = [
        {**row, "training": "none"} if row["mentor_id"] == listed.pairs["mentor_id"][0] else row
        for row in first.mentors
    ]
    answer = rematch(listed, roster=roster_of(first.with_parts(mentors=mentors)))
    one = listed.pairs["mentor_id"][0]
    assert answer.happened == (f"Mentor {one} ({one}) cannot serve any more: training is not trained.",)
    assert answer.changes["why"].tolist() == [f"{one} cannot serve any more (training is not trained)."]


def test_a_confidential_restriction_is_told_by_no_other_words():
    first = season([mentor("M0"), mentor("M1")], [mentee("P0")])
    listed = match(roster_of(first), policy_of(first))
    one = listed.pairs["mentor_id"][0]
    now = season([mentor("M0"), mentor("M1")], [mentee("P0", avoided_mentors=one)])
    answer = rematch(listed, roster=roster_of(now))
    assert answer.changes["why"].tolist() == [f"P0 cannot have {one} any more (a confidential restriction)."]
    assert "avoid" not in str(answer)


def test_a_confirmed_pair_that_is_blocked_or_withdrawn_from_has_ended():
    first = season([mentor("M0"), mentor("M1")], [mentee("P0"), mentee("P1")],
                   pairs=[("P0", "M0", "confirmed"), ("P1", "M1", "confirmed")])  # fmt: skip
    listed = match(roster_of(first), policy_of(first))
    answer = rematch(listed, blocked=[("P0", "M0")], withdrawn=["P1"])
    kinds = answer.matching.roster.pairs.set_index("mentee_id")["kind"]
    assert kinds.to_dict() == {"P0": "ended", "P1": "ended"}
    assert "The confirmed pair P0 and M0 ends." in answer.remarks
    assert answer.changes.set_index("mentee_id")["after"].to_dict() == {"P0": "M1", "P1": ""}


def test_the_day_decides_who_is_there():
    first = season([mentor("M0"), mentor("M1", available_from="2026-11-01")], [mentee("P0")])
    listed = match(roster_of(first), policy_of(first))
    assert rematch(listed, withdrawn=["M0"]).changes["change"].tolist() == ["lost"]
    answer = rematch(listed, withdrawn=["M0"], at=datetime.date(2026, 11, 2))
    assert answer.changes["after"].tolist() == ["M1"]
    assert answer.happened[-1] == "Mentor M1 (M1) can serve now."
    again = rematch(answer.matching, seats={"M1": 1})
    assert again.matching.prepared.rules.at == answer.matching.prepared.rules.at


def test_a_second_rematch_goes_on_from_the_first():
    once = rematch(list_of_three(), withdrawn=["M0"])
    again = rematch(once.matching, mentors=[{"mentor_id": "M9", "region": "North", "component_group": "a"}])
    assert not len(again.changes)
    order = once.matching.policy.objectives.order
    assert (
        again.matching.policy.objectives.order
        == order
        == ["served", "fewest_changes", "tiers", "compatibility"]
    )


def test_other_rules_are_named_as_such():
    earlier = list_of_three()
    other = row_of_three(objectives={"order": ["served", "compatibility"]})
    answer = rematch(earlier, policy=policy_of(other))
    assert "The rules are others than those of the earlier list" in answer.happened[0]
    assert not rematch(earlier, policy=earlier.policy).happened


def test_where_no_list_is_possible_the_answer_says_so():
    answer = rematch(list_of_three(), locked=[("P1", "M2"), ("P2", "M2")])
    assert answer.status == "infeasible"
    assert answer.sentence == "No list keeps all fixed pairs, minimums and limits."
    assert answer.matching.clashes
    with pytest.raises(InfeasibleError):
        rematch(answer.matching, withdrawn=["M0"])


def test_every_fault_is_told_at_once():
    with pytest.raises(InputError) as error:
        rematch(list_of_three(), withdrawn=["X"], seats={"Y": 1}, locked=[("P0", "Z")])
    assert {one.table for one in error.value.problems} == {"withdrawn", "seats", "locked"}
