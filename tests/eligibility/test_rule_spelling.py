"""Codes in rules match as titles do, other text without regard to case; default seats of 0 are no seats."""

import pytest
from oracles.hand import mentee, mentor, policy, season
from oracles.seasons import policy_of, roster_of

from matcher import match


def listed(case):
    matching = match(roster_of(case), policy_of(case))
    return list(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))


@pytest.mark.parametrize("spelling", ["high", "High", "HIGH ", "hi-gh", "h_igh"])
@pytest.mark.parametrize("other", ["high", "High", "HI GH"])
def test_a_code_in_a_rule_matches_whatever_spelling_the_lists_use(spelling, other):
    rules = policy(tiers=[{"name": "high", "mentor": {"component_group": "high"}}])
    case = season(
        [mentor("M1", component_group=spelling), mentor("M2", component_group="middle")],
        [mentee("P1", component_group=other), mentee("P2")],
        rules,
    )
    assert len(listed(case)) == 1


@pytest.mark.parametrize("spelling", ["North", "north", "NOR-TH"])
def test_a_region_in_a_rule_matches_whatever_spelling_the_lists_use(spelling):
    rules = policy(tiers=[{"name": "northern", "mentee": {"region": "north"}}])
    assert listed(season([mentor("M1", region=spelling)], [mentee("P1", region=spelling)], rules)) == [
        ("P1", "M1")
    ]


@pytest.mark.parametrize("role", ["principal", "Principal", "PRINCIPAL"])
def test_other_text_in_a_rule_is_compared_without_regard_to_case(role):
    rules = policy(tiers=[{"name": "principals", "mentor": {"role": "principal"}}])
    assert listed(season([mentor("M1", role=role)], [mentee("P1")], rules)) == [("P1", "M1")]


def test_a_mentor_with_no_seats_by_default_says_so():
    case = season([mentor("M1")], [mentee("P1")], policy(mentors={"default_capacity": 0}))
    matching = match(roster_of(case), policy_of(case))
    assert matching.mentors.loc[0, "cause"] != ""
    assert "no seats" in matching.unserved.loc[0, "detail"]
