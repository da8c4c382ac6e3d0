"""Who chose each other needs to fit no kind of match, and must keep every other hard rule."""

from oracles.hand import mentee, mentor, policy, season
from oracles.seasons import policy_of, roster_of

from matcher import match, verify, write_result

SAME_GROUP = policy(tiers=[{"name": "same group", "same": ["component_group"]}])


def agreed_across_groups(**of_the_mentor):
    return season(
        [mentor("M1", component_group="middle", **of_the_mentor)],
        [mentee("P1", component_group="high")],
        SAME_GROUP,
        pairs=[("P1", "M1", "agreed")],
    )


def test_an_agreed_pair_that_fits_no_kind_of_match_is_kept_without_one(tmp_path):
    case = agreed_across_groups()
    matching = match(roster_of(case), policy_of(case))
    assert matching.pairs[["mentee_id", "mentor_id", "kind", "tier", "tier_rank"]].to_numpy().tolist() == [
        ["P1", "M1", "agreed", "", ""]
    ]
    assert {level.name: level.value for level in matching.levels}["tiers"] == 0
    write_result(matching, tmp_path / "out", candidates=True)
    assert verify(tmp_path / "out").holds


def test_an_agreed_pair_is_not_kept_against_another_rule():
    case = agreed_across_groups(avoided_mentees="P1")
    matching = match(roster_of(case), policy_of(case))
    assert matching.status == "infeasible"
    assert "a confidential restriction" in matching.clashes[0].sentence
    assert "kind of match" not in matching.clashes[0].sentence
