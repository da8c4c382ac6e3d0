"""Why a mentor has a seat left, and whom else they could have: every number and every name is tried out."""

import re
from dataclasses import replace

from hypothesis import given, settings
from matched_seasons import listed_in, matched
from oracles import hand, rules
from oracles.limited_seasons import limited_seasons
from oracles.problem import Group, problem_of
from oracles.said import changed_as_said
from oracles.seasons import policy_of, roster_of, seasons

from matcher import match

NAMED = re.compile(r"Possible (?P<words>.*): (?P<ids>[^:]*?)(?: and (?P<more>\d+) more)?\.$")
SHARED = re.compile(
    r"(\d+) mentors offer (\d+) seats, and (\d+) can be filled by the (\d+) people possible for them\."
)
ALONE = re.compile(
    r"(?:The|Each of the) (\d+) (?:person|people) possible for them has this mentor, or all that they ask for\."
)
REMOVED = re.compile(r"Of (\d+) mentees?: (.*)\.$")


def around(problem, listed, mentor):
    """Return the mentors whose people could move on until a seat of `mentor` is taken, and the people possible for them."""
    loose = set(problem.cost) - problem.locked
    mentors, people, waiting = {mentor}, set(), [mentor]
    while waiting:
        here = waiting.pop()
        for one in {one for one, other in loose - listed if other == here and problem.demand[one]} - people:
            people.add(one)
            more = {other for person, other in listed - problem.locked if person == one} - mentors
            mentors |= more
            waiting += more
    return mentors, {one for one, other in loose if other in mentors}


def most_filled(problem, mentors):
    """Return how many seats of these mentors any list fills beside the locked ones, limits and minimums left aside."""
    free = replace(problem, groups=(), min_load=None)
    found = [sum(other in mentors for _, other in one - problem.locked) for one in free.all_lists()]
    return max(found)


@settings(max_examples=80)
@given(limited_seasons(most=4) | seasons(most=4, keepable=True))
def test_the_cause_of_a_seat_that_is_left_is_the_true_one(season):
    matching = matched(season)
    problem, mentees, mentors = problem_of(season)
    listed = listed_in(matching, mentees, mentors)
    served, loads = problem.counts(listed), problem.loads(listed)
    for place, mentor in enumerate(mentors):
        told = matching.explain_mentor(mentor)
        faults = rules.mentor_faults(season.policy, season.mentor[mentor], season.region)
        left = problem.capacity[place] - loads[place]
        rows = told.idle.to_dict("records")
        if faults:
            assert [row["cause"] for row in rows] == ["not_eligible"]
            continue
        assert bool(rows) == (left > 0)
        if not rows:
            continue
        (row,) = rows
        assert row["left"] == left
        possible = {one for one, other in problem.cost if other == place}
        assert told.possible == len(possible)
        assert (row["cause"] == "no_candidate") == (not possible)
        group, people = around(problem, listed, place)
        could = {
            one
            for one in people
            if served[one] < problem.demand[one] and not_all_with(problem, listed, one, group)
        }
        if possible and not could:
            assert row["cause"] == "enough"
            assert most_filled(problem, group) == sum(other in group for _, other in listed - problem.locked)
            assert_counted(row["detail"], problem, listed, group, people)
        elif possible:
            assert row["cause"] in ("limit", "goal")


def not_all_with(problem, listed, mentee, mentors):
    """Return whether somebody could still be paired with one of these mentors."""
    return any((mentee, mentor) in set(problem.cost) - problem.locked - listed for mentor in mentors)


def assert_counted(detail, problem, listed, group, people):
    if len(group) == 1:
        assert int(ALONE.fullmatch(detail)[1]) == len(people)
        return
    locked = [sum(other == mentor for _, other in problem.locked) for mentor in range(len(problem.capacity))]
    assert list(map(int, SHARED.fullmatch(detail).groups())) == [
        len(group),
        sum(problem.capacity[mentor] - locked[mentor] for mentor in group),
        sum(other in group for _, other in listed - problem.locked),
        len(people),
    ]


@settings(max_examples=80)
@given(seasons(keepable=True))
def test_people_named_for_a_change_become_possible_with_that_change_alone(season):
    matching = matched(season)
    now = rules.candidates(season)
    for mentor in season.mentor:
        for row in matching.explain_mentor(mentor).idle.to_dict("records"):
            if found := NAMED.fullmatch(row["suggestion"]):
                for mentee in found["ids"].split(", "):
                    assert (mentee, mentor) not in now
                    changed = changed_as_said(season, found["words"], mentor)
                    assert (mentee, mentor) in rules.candidates(changed), row["suggestion"]


@settings(max_examples=60)
@given(seasons(keepable=True))
def test_counts_of_removed_mentees_add_up_to_all_mentees(season):
    matching = matched(season)
    for mentor in season.mentor:
        for row in matching.explain_mentor(mentor).idle.to_dict("records"):
            if row["cause"] == "no_candidate":
                found = REMOVED.fullmatch(row["detail"])
                parts = [int(part) for part in re.findall(r"(?:^|; )(?:for )?(\d+) ", found[2])]
                assert int(found[1]) == len(season.mentees) == sum(parts)


@settings(max_examples=40)
@given(limited_seasons(most=4))
def test_whom_a_mentor_could_have_instead_are_those_that_cost_all_together_least(season):
    matching = matched(season)
    problem, mentees, mentors = problem_of(season)
    listed = listed_in(matching, mentees, mentors)
    order = season.policy["objectives"]["order"]
    for place, mentor in enumerate(mentors):
        told = matching.explain_mentor(mentor).alternatives
        best = {
            mentees[pair[0]]: replace(problem, groups=(*problem.groups, Group(frozenset([pair]), 1, 1))).best(
                order
            )
            for pair in set(problem.cost) - listed
            if pair[1] == place
        }
        possible = {one: values for one, values in best.items() if values is not None}
        assert [possible[one] for one in told["mentee_id"]] == sorted(possible.values(), reverse=True)[:5]
        for row in told.to_dict("records"):
            assert row["price"] == matching.explain(row["mentee_id"], mentor).sentence


def test_a_mentor_with_a_seat_left_is_told_in_words():
    mentees = [hand.mentee("P1"), hand.mentee("P2", region="South")]
    tiers = [{"name": "home", "same": ["region"]}]
    season = hand.season([hand.mentor("M1", capacity="2")], mentees, hand.policy(tiers=tiers))
    told = match(roster_of(season), policy_of(season)).explain_mentor("M1")
    assert str(told).splitlines() == [
        "Mentor M1 (M1)",
        "has 2 seats, of which 1 is filled; 1 person is possible.",
        "has Mentee P1 (P1): home; fit 0.50.",
        "  same group.",
        "The 1 person possible for them has this mentor, or all that they ask for. "
        "Possible if 'home' allowed mentors of another region: P2.",
    ]
