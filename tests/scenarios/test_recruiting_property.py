"""What one more mentor or seat would bring is what the best list of the season with it brings."""

import math

import pytest
from hypothesis import assume, given, settings
from matched_seasons import matched
from oracles import hand
from oracles.limited_seasons import limited_seasons, regional_seasons
from oracles.people import fold_code, values
from oracles.problem import problem_of
from oracles.seasons import policy_of, roster_of, seasons

from matcher import InputError, load_policy, match, read_frames, read_roster
from matcher.report.pictures import recruiting_picture

LOWER_IS_BETTER = ("tiers", "balance")


def new_mentor(season, region, group):
    """Return the row of a mentor who fulfils what the program asks of all, and of whom nothing else is known."""
    rules = season.policy.get("mentors", {})
    asked = {"membership": rules.get("membership", ["active"])[0]}
    trainings = rules.get("training", ["none"])

    def kinds_open(training):
        wanted = [tier.get("mentor", {}).get("training", training) for tier in season.policy["tiers"]]
        return sum(training in ([one] if isinstance(one, str) else one) for one in wanted)

    most = max(map(kinds_open, trainings))
    asked["training"] = next(one for one in trainings if kinds_open(one) == most)
    asked["certified_until"] = season.policy["program"]["ends"]
    place = {"region": region, "component_group": group, "capacity": "1"}
    return {"mentor_id": "~ new", "name": "New", **place, **asked}


def worth(season):
    """Return the best that is possible at each goal, or None where no list keeps the rules."""
    problem, _, _ = problem_of(season)
    return problem.best(season.policy["objectives"]["order"])


def reached(best):
    """Return values that are numbers; of an order of requests, how many are served."""
    return None if best is None else [sum(one) if isinstance(one, tuple) else one for one in best]


def change(name, before, after):
    """Return by how much a goal's value changes, in its own unit."""
    if math.inf in (before, after):
        return math.nan
    amount = (before - after) if name in LOWER_IS_BETTER else (after - before)
    return amount / 1e6 if name in ("compatibility", "worst_off") else amount


def is_better(after, before):
    """Return whether a list is better; a lowest fit where there was no new pair is neither better nor worse."""
    both = [(one, other) for one, other in zip(after, before, strict=True) if math.inf not in (one, other)]
    return [one for one, _ in both] > [other for _, other in both]


def assert_told(row, order, before, after):
    assert (row["gain"] != "") == (after is not None and is_better(after, before))
    before, after = reached(before), reached(after)
    for name, one, other in zip(order, before, after or [math.inf] * len(before), strict=True):
        assert row[name] == pytest.approx(change(name, one, other), nan_ok=True)


@settings(max_examples=60)
@given(limited_seasons(most=4) | regional_seasons(most=4))
def test_a_new_mentor_brings_what_the_season_with_one_brings(season):
    matching = matched(season)
    order, before = season.policy["objectives"]["order"], worth(season)
    table = matching.where_to_recruit().cells
    people = [*season.mentors, *season.mentees]
    regions = {fold_code(row["region"]) for row in people}
    groups = {one for row in people for one in values(season.policy, row, "component_group")}
    assert len(table) == len(groups) * (1 if season.region else len(regions))
    for row in table.to_dict("records"):
        new = new_mentor(season, row["region"], row["component_group"])
        later = season.with_parts(mentors=[*season.mentors, new])
        try:
            match(roster_of(later), policy_of(later), region=later.region)
        except InputError:  # its limits cut through each other with one mentor more
            assert all(math.isnan(row[name]) for name in order)
            continue
        assert_told(row, order, before, worth(later))


def test_a_new_mentor_who_has_to_be_given_somebody_at_a_loss_is_no_gain():
    limit = {"name": "every region's mentors", "by": ["mentor.region"], "min": 1}
    rules = hand.policy(compatibility={"preference": 1}, limits=[limit])
    mentees = [
        hand.mentee("P1", preferred_mentors="M1"),
        hand.mentee("P2", preferred_mentors="M1", region="South"),
    ]
    season = hand.season([hand.mentor("M1", capacity="2")], mentees, rules)
    told = match(roster_of(season), policy_of(season)).where_to_recruit()
    assert told.cells[["region", "compatibility", "rank", "gain"]].to_numpy().tolist() == [
        ["North", 0.0, 1, ""],
        ["South", -1.0, 2, ""],
    ]
    assert str(told).splitlines()[1] == "  Nothing would be better."


def offering(season, mentor, seats):
    rows = [{**row, "capacity": str(seats)} if row["mentor_id"] == mentor else row for row in season.mentors]
    return season.with_parts(mentors=rows)


@settings(max_examples=40)
@given(limited_seasons(most=4) | seasons(most=4, keepable=True))
def test_one_more_seat_brings_what_the_season_with_it_brings(season):
    assume(not any("mentor.capacity" in limit["by"] for limit in season.policy.get("limits", [])))
    matching = matched(season)
    order, before = season.policy["objectives"]["order"], worth(season)
    table = matching.where_to_recruit().mentors
    for row in table.to_dict("records"):
        assert_told(row, order, before, worth(offering(season, row["mentor_id"], int(row["seats"]) + 1)))
    for row in matching.mentors[matching.mentors["seats"] > 0].to_dict("records"):
        if row["mentor_id"] not in set(table["mentor_id"]):
            assert worth(offering(season, row["mentor_id"], int(row["seats"]) + 1)) == before


def test_the_best_come_first_and_equal_ones_share_a_rank():
    mentees = [hand.mentee("P1"), hand.mentee("P2", region="South"), hand.mentee("P3", region="South")]
    tiers = [{"name": "home", "same": ["region"]}]
    rules = hand.policy(tiers=tiers, compatibility={"group": 1})
    season = hand.season([hand.mentor("M1", component_group="middle")], mentees, rules)
    told = match(roster_of(season), policy_of(season)).where_to_recruit()
    assert told.cells[
        ["region", "component_group", "possible", "waiting", "rank", "gain"]
    ].to_numpy().tolist() == [
        ["South", "high", 2, 2, 1, "1 more person with a mentor"],
        ["South", "middle", 2, 2, 2, "1 more person with a mentor"],
        ["North", "high", 1, 0, 3, "a better fit, by 1.000 in all"],
        ["North", "middle", 1, 0, 4, ""],
    ]
    assert str(told).splitlines()[1:5] == [
        "  high, South: 1 more person with a mentor; fit +1.00. Possible for 2, of whom 2 wait.",
        "  middle, South: 1 more person with a mentor. Possible for 2, of whom 2 wait.",
        "  high, North: a better fit, by 1.000 in all. Possible for 1.",
        "  1 more: nothing would be better.",
    ]


def test_an_earlier_request_instead_of_a_later_one_is_a_gain():
    funded = {"name": "funded", "by": ["mentee.district"], "max": {"Oak": 1}}
    rules = hand.policy(
        tiers=[{"name": "same", "same": ["component_group"]}],
        compatibility={"preference": 1},
        objectives={"order": ["first_come", "compatibility"]},
        limits=[funded],
    )
    mentees = [
        hand.mentee("P1", requested_at="2026-07-01"),
        hand.mentee("P2", requested_at="2026-07-02", district="Oak"),
        hand.mentee("P3", requested_at="2026-07-03", district="Oak", component_group="middle"),
    ]
    season = hand.season([hand.mentor("M1"), hand.mentor("M2", component_group="middle")], mentees, rules)
    told = match(roster_of(season), policy_of(season)).where_to_recruit()
    gain = "an earlier request served instead of a later one"
    assert told.cells[["component_group", "first_come", "gain"]].to_numpy().tolist() == [
        ["high", 0.0, gain],
        ["middle", 0.0, ""],
    ]
    assert f"  high, North: {gain}. Possible for 2, of whom 1 waits." in str(told).splitlines()
    assert f"high, North: {gain}<" in recruiting_picture(told)


def test_only_who_is_allowed_a_seat_more_and_could_fill_it_is_told_of_one():
    mentors = [hand.mentor("M1", capacity="2"), hand.mentor("M2"), hand.mentor("M3")]
    mentees = [hand.mentee(f"P{number}") for number in range(1, 7)]
    standing = [("P1", "M2", "confirmed"), ("P2", "M2", "confirmed")]
    season = hand.season(mentors, mentees, hand.policy(mentors={"max_capacity": 2}), pairs=standing)
    told = match(roster_of(season), policy_of(season)).where_to_recruit()
    assert told.mentors[["mentor_id", "seats", "used"]].to_numpy().tolist() == [["M3", 1, 1]]


def test_a_short_season_is_told_as_full_solutions_have_it(shared_data):
    policy = load_policy("masa")
    roster = read_roster(shared_data / "masa-2026-27-short")
    matching = match(roster, policy)
    table = matching.where_to_recruit().cells
    before = [one.value for one in matching.levels[:3]]
    for row in table.iloc[::5].to_dict("records"):
        new = {"mentor_id": "~", "name": "New", "membership": "active", "capacity": 1}
        new |= {"region": row["region"], "component_group": row["component_group"]}
        mentors = roster.mentors.copy()
        mentors.loc[len(mentors)] = new
        after = match(read_frames(mentors, roster.mentees, conflicts=roster.conflicts), policy)
        changes = [other.value - one for one, other in zip(before, after.levels, strict=False)]
        assert [row["served"], row["tiers"], row["compatibility"]] == pytest.approx(changes)
