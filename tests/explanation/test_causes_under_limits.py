"""Why somebody waits where there are limits and minimums, and what would help: every name is tried out."""

import re
from dataclasses import replace

from hypothesis import assume, given, settings
from oracles import rules
from oracles.changes import group_called, with_bound, with_cell
from oracles.limited_seasons import goal_orders, limited_seasons
from oracles.problem import problem_of
from oracles.rules import candidates
from oracles.season_limits import UNLIMITED, groups_of
from oracles.seasons import policy_of, roster_of

from matcher import match
from matcher.roster import InputError

MORE_SEATS = re.compile(r"One seat more with (?P<who>.*) serves one more of those who wait\.")
MORE_PAIRS = re.compile(r"One pair more in (?P<who>.*) serves one more of those who wait\.")
OTHERS = re.compile(r"\d+ others?")
serving_first = goal_orders.filter(lambda order: order[0] in ("served", "first_come"))


def matched(season):
    return match(roster_of(season), policy_of(season), region=season.region)


def waiting(season):
    """Return the rows of those who wait, the oracle's problem, and how many seats each mentee has in the list."""
    # A seat more would put the mentor into another group.
    assume(not any("mentor.capacity" in limit["by"] for limit in season.policy["limits"]))
    try:
        matching = matched(season)
    except InputError:  # limits that cut through each other
        assume(False)
    assume(matching.status == "optimal")
    problem, mentees, _ = problem_of(season)
    confirmed = season.listed("confirmed")
    new = [
        mentee
        for mentee, mentor in zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True)
        if (mentee, mentor) not in confirmed
    ]
    return matching.unserved.to_dict("records"), problem, mentees, [new.count(one) for one in mentees]


def has_room(problem, counts, place):
    """Return whether one mentee could have a seat more, and everybody at least as many as now."""
    more = [count + (one == place) for one, count in enumerate(counts)]
    return replace(problem, least=more).best([]) is not None


def with_one_pair_more(season, group):
    return with_bound(season, group.limit, "max", group.combination, group.most + 1)


def with_one_seat_more(season, mentor):
    return with_cell(
        season, "mentors", mentor, "capacity", rules.seats(season.policy, season.mentor[mentor]) + 1
    )


def named(words):
    """Return what a choice like "a, b or 2 others" names, and whether that is all."""
    parts = re.split(r", (?!')|, (?=')| or ", words)
    known = [part for part in parts if not OTHERS.fullmatch(part)]
    return known, len(known) == len(parts)


def that_help(season, counts, place, changed):
    """Return which of the changed seasons give one mentee a seat more."""
    return [key for key, tried in changed.items() if has_room(problem_of(tried)[0], counts, place)]


def see_limits(season, row, helping):
    """The limits that are named are those of which one pair more helps."""
    found = MORE_PAIRS.fullmatch(row["suggestion"])
    assert row["cause"] == "limit"
    assert bool(found) == bool(helping)
    if not found:
        assert row["suggestion"] == "No one change would help: several limits or seats are full."
        return
    known, is_all = named(found["who"])
    groups = groups_of(season, candidates(season))
    called = [group_called(groups, season.policy, words) for words in known]
    keys = [(group.limit, group.combination) for group in called]
    assert set(keys) <= set(helping)
    assert not is_all or set(keys) == set(helping)
    for group, words in zip(called, known, strict=True):
        if f"{words} (at most" in row["detail"]:
            assert f"{words} (at most {group.most})" in row["detail"]


def see_seats(row, helping, askable):
    """The mentors who are named are those with whom one seat more helps."""
    found = MORE_SEATS.fullmatch(row["suggestion"])
    assert row["cause"] == "shortage"
    assert bool(found) == bool(askable)
    if found:
        known, is_all = named(found["who"])
        assert set(known) <= set(askable)
        assert not is_all or set(known) == set(askable)


@settings(max_examples=200)
@given(limited_seasons(order=goal_orders))
def test_every_cause_is_the_true_one_and_what_is_suggested_helps(season):
    rows, problem, mentees, counts = waiting(season)
    groups = [group for group in groups_of(season, candidates(season)) if group.most is not None]
    for row in rows:
        place = mentees.index(row["mentee_id"])
        if rules.mentee_faults(season.policy, season.mentee[row["mentee_id"]], season.region):
            assert row["cause"] == "not_eligible"
        elif len(problem.ways(place)) < problem.demand[place]:
            assert row["cause"] == "no_candidate"
        elif has_room(problem, counts, place):
            assert row["cause"] == "goal"
        else:
            see_what_helps(season, row, groups, counts, place)


def see_what_helps(season, row, groups, counts, place):
    pairs_more = {(group.limit, group.combination): with_one_pair_more(season, group) for group in groups}
    most = season.policy.get("mentors", {}).get("max_capacity", UNLIMITED)
    seats_more = {
        one: with_one_seat_more(season, one)
        for one, mentor in season.mentor.items()
        if rules.seats(season.policy, mentor) < most
        and not rules.mentor_faults(season.policy, mentor, season.region)
    }
    limits_that_help = that_help(season, counts, place, pairs_more)
    seats_that_help = that_help(season, counts, place, seats_more)
    if limits_that_help or row["cause"] == "limit":
        assert groups
        assert not (seats_that_help and not limits_that_help)
        see_limits(season, row, limits_that_help)
    else:
        see_seats(row, limits_that_help, seats_that_help)


@settings(max_examples=100)
@given(limited_seasons(order=serving_first))
def test_whoever_comes_first_more_are_served_with_what_is_suggested(season):
    rows, problem, _, _ = waiting(season)
    first = season.policy["objectives"]["order"][:1]
    for row in rows:
        for pattern, change in ((MORE_PAIRS, pair_more_as_said), (MORE_SEATS, with_one_seat_more)):
            found = pattern.fullmatch(row["suggestion"])
            for words in named(found["who"])[0] if found else ():
                assert problem_of(change(season, words))[0].best(first) > problem.best(first)


def pair_more_as_said(season, words):
    return with_one_pair_more(
        season, group_called(groups_of(season, candidates(season)), season.policy, words)
    )
