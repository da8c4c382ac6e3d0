"""Whom a team calls: what is to be minded of backups stands beside them."""

from oracles import hand
from oracles.seasons import policy_of, roster_of

from matcher import match
from matcher.report.calls import calls_by_region

TIERS = [
    {"name": "same region", "same": ["region"]},
    {"name": "another region", "approval": "region"},
]


def backups(mentors, **changes):
    season = hand.season(mentors, [hand.mentee("P1")], hand.policy(tiers=TIERS, **changes))
    (call,) = calls_by_region(match(roster_of(season), policy_of(season)))["North"].calls
    return [(one.rank, one.mentor, one.cautions) for one in call.backups]


def test_a_backup_of_another_region_says_so_and_that_it_needs_an_approval():
    mentors = [hand.mentor("M1"), hand.mentor("M2", region="South")]
    assert backups(mentors) == [(1, "M2", ("to be approved by the region", "from South"))]


def test_a_backup_at_home_has_nothing_to_be_minded():
    assert backups([hand.mentor("M1"), hand.mentor("M2")])[0][2] == ()


def test_a_conflict_that_needs_an_approval_is_told_of_a_backup_too():
    season = hand.season(
        [hand.mentor("M1"), hand.mentor("M2", region="South")],
        [hand.mentee("P1")],
        hand.policy(tiers=[{"name": "anyone"}, TIERS[0]], conflicts={"ask": ["former_supervisor"]}),
        conflicts=[("P1", "M1", "former_supervisor"), ("P1", "M2", "former_supervisor")],
    )
    (call,) = calls_by_region(match(roster_of(season), policy_of(season)))["North"].calls
    assert [one.cautions[0] for one in call.backups] == ["to be approved by the region"]


def test_a_long_way_is_told():
    near, far = {"latitude": "45", "longitude": "-93"}, {"latitude": "49", "longitude": "-93"}
    season = hand.season(
        [hand.mentor("M1", **near), hand.mentor("M2", **far)],
        [hand.mentee("P1", **near)],
        hand.policy(tiers=TIERS[:1], compatibility={"proximity": 1}),
    )
    (call,) = calls_by_region(match(roster_of(season), policy_of(season)))["North"].calls
    assert call.mentor == "M1"
    assert [one.cautions for one in call.backups] == [("445 km apart",)]
