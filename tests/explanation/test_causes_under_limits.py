"""Why somebody waits where there are limits and minimums, and what would help: every number and every name is tried out."""

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from oracles import hand, rules
from oracles.changes import group_called, with_bound, with_cell
from oracles.limited_seasons import all_goals, goal_orders, limited_seasons, regional_seasons
from oracles.milp import is_feasible
from oracles.nesting import crosses_someone
from oracles.problem import Group, problem_of
from oracles.rules import candidates
from oracles.season_limits import UNLIMITED, groups_of
from oracles.seasons import policy_of, roster_of

from matcher import match
from matcher.roster import InputError

MORE_SEATS = re.compile(r"One seat more with (?P<who>.*) serves one more of those who wait\.")
MORE_PAIRS = re.compile(r"One pair more in (?P<who>.*) serves one more of those who wait\.")
NO_SEATS = re.compile(
    r"Every mentor possible for them has the most seats that the rules allow(, or more pairs already than seats)?; "
    r"another mentor is needed\."
)
SEVERAL = "No one change would help: several limits or seats are full."
EXCEEDED = "No one pair more would help: more stand already than the limit allows."
ASKED = re.compile(
    r"(\d+) (?:person asks|people ask) for (\d+) seats?, and (\d+|none) can be had from the (\d+) mentors? possible for them\."
)
ALLOWED = re.compile(
    r"(?P<words>'limit \d+'(?: for .*?)?) \(at most (?P<most>\d+)(?:, and (?P<stand>\d+) stands? already)?\)"
)
OTHERS = re.compile(r"\d+ others?")
serving_first = goal_orders.filter(lambda order: order[0] in ("served", "first_come"))
serving_later = all_goals.filter(lambda order: order[0] not in ("served", "first_come"))


def matched(season):
    return match(roster_of(season), policy_of(season), region=season.region)


class Waiting:
    """A list, those who wait, and the oracle's problem; who is in the list is asked by place."""

    def __init__(self, season):
        # A seat more would put the mentor into another group.
        assume(not any("mentor.capacity" in limit["by"] for limit in season.policy["limits"]))
        try:
            self.matching = matched(season)
        except InputError:  # limits that cut through each other
            assume(False)
        assume(self.matching.status == "optimal")
        self.season = season
        self.rows = self.matching.unserved.to_dict("records")
        assume(self.rows)
        self.problem, self.mentees, self.mentors = problem_of(season)
        self.groups = groups_of(season, candidates(season))
        pairs = self.matching.pairs[["mentee_id", "mentor_id"]].itertuples(index=False)
        self.listed = {tuple(pair) for pair in pairs}
        self.chosen = {
            (self.mentees.index(one), self.mentors.index(other))
            for one, other in self.listed - season.listed("confirmed")
        }
        self.counts = self.problem.counts(self.chosen)

    def has_room(self, place, problem=None):
        """Return whether one mentee could have a seat more, and everybody at least as many as now."""
        more = [count + (one == place) for one, count in enumerate(self.counts)]
        return replace(problem or self.problem, least=more).best([]) is not None

    def that_help(self, place, changed):
        """Return which of the changed seasons give one mentee a seat more."""
        return [key for key, tried in changed.items() if self.has_room(place, problem_of(tried)[0])]

    def with_limits_raised(self):
        return {
            (one.limit, one.combination): with_one_pair_more(self.season, one)
            for one in self.groups
            if one.most is not None
        }

    def with_seats_added(self):
        """Return the seasons with one seat more with each mentor who can serve, whatever the most by the rules."""
        return {
            one: with_one_seat_more(self.season, one)
            for one, row in self.season.mentor.items()
            if not rules.mentor_faults(self.season.policy, row, self.season.region)
        }

    def is_allowed_more(self, mentor):
        most = self.season.policy.get("mentors", {}).get("max_capacity", UNLIMITED)
        return rules.seats(self.season.policy, self.season.mentor[mentor]) < most


def with_one_pair_more(season, group):
    return with_bound(season, group.limit, "max", group.combination, group.most + 1)


def with_one_seat_more(season, mentor):
    """Return the season in which a mentor has one seat more, if need be against the most that the rules allow."""
    now = rules.seats(season.policy, season.mentor[mentor])
    more = with_cell(season, "mentors", mentor, "capacity", now + 1)
    most = season.policy.get("mentors", {}).get("max_capacity", UNLIMITED)
    if now < most:
        return more
    lowered = [
        {**row, "capacity": str(rules.seats(season.policy, row))} if row["mentor_id"] != mentor else row
        for row in more.mentors
    ]
    policy = {**season.policy, "mentors": {**season.policy["mentors"], "max_capacity": now + 1}}
    return more.with_parts(mentors=lowered, policy=policy)


def named(words):
    """Return what a choice like "a, b or 2 others" names, and whether that is all."""
    parts = re.split(r", (?!')|, (?=')| or ", words)
    known = [part for part in parts if not OTHERS.fullmatch(part)]
    return known, len(known) == len(parts)


def see_choice(words, helping):
    known, is_all = named(words)
    assert known
    assert set(known) <= set(helping)
    assert not is_all or set(known) == set(helping)


def see_limit(case, row, limits_that_help, seats_that_help):
    """The limits that are named are full, those of which one pair more helps if any does; else no one change helps."""
    assert row["cause"] == "limit"
    see_full_limits(case, row)
    if not limits_that_help:
        assert not seats_that_help
        assert row["suggestion"] in (SEVERAL, EXCEEDED)
        return
    known, _ = named(MORE_PAIRS.fullmatch(row["suggestion"])["who"])
    called = {words: group_called(case.groups, case.season.policy, words) for words in known}
    keys = {(group.limit, group.combination): words for words, group in called.items()}
    helping = [keys.get(key, str(key)) for key in limits_that_help]
    see_choice(MORE_PAIRS.fullmatch(row["suggestion"])["who"], helping)


def see_full_limits(case, row):
    if row["detail"] == "Several full limits stand in the way.":
        return
    one_would_do = row["suggestion"] != SEVERAL
    begins = "Would need one pair more than allowed by " if one_would_do else "Cannot be had within "
    said = row["detail"].removeprefix(begins).removesuffix(".")
    found = list(ALLOWED.finditer(said))
    rest = ALLOWED.sub("", said)
    assert found
    assert re.fullmatch(r"(, )*( or (\d+ others?)?)?" if one_would_do else r"(, )*( and \d+ more)?", rest)
    for one in found:
        group = group_called(case.groups, case.season.policy, one["words"])
        own = {(case.mentees[mentee], case.mentors[mentor]) for mentee, mentor in case.chosen}
        assert group.standing + len(own & group.pairs) >= group.most == int(one["most"])
        assert (one["stand"] is not None) == (group.standing > group.most)
        assert one["stand"] in (None, str(group.standing))
    if row["suggestion"] == EXCEEDED:
        assert all(one["stand"] for one in found)


def see_shortage(case, row, place, seats_that_help):
    """The mentors who are named are those with whom one seat more helps and may be had; the numbers are right."""
    assert row["cause"] == "shortage"
    allowed = [one for one in seats_that_help if case.is_allowed_more(one)]
    found = MORE_SEATS.fullmatch(row["suggestion"])
    assert bool(found) == bool(allowed)
    if found:
        see_choice(found["who"], allowed)
    else:
        assert NO_SEATS.fullmatch(row["suggestion"])
    see_numbers(case, row, place)


def see_numbers(case, row, place):
    people, asked, had, mentors = ASKED.match(row["detail"]).groups()
    locked = case.problem.counts(case.problem.locked)
    fewest, group = (
        those_who_could_give_way(case, place, about) for about in (on_one_side, is_about_mentees)
    )
    if fewest != group:
        # A minimum that fits either side counts, or not, with the side on which it hangs.
        assert len(fewest) <= int(people) <= len(group)
        return
    assert int(people) == len(group)
    assert int(asked) == sum(case.problem.demand[one] - locked[one] for one in group)
    assert (0 if had == "none" else int(had)) == sum(case.counts[one] - locked[one] for one in group)
    possible = {
        mentor
        for one, mentor in case.problem.cost
        if one in group and (one, mentor) not in case.problem.locked
    }
    assert int(mentors) == len(possible)


def those_who_could_give_way(case, place, is_aside):
    """Return the mentee, and all others of whom one could have a seat less and the mentee one more.

    What limits say of whole mentees is left aside: it does not bar the way from one mentor to another.
    """
    groups = tuple(one for one in case.problem.groups if not is_aside(case.problem, one))
    problem = replace(case.problem, groups=groups)
    return {place} | {
        other
        for other in problem.mentees
        if other != place and case.counts[other] and can_have(problem, exchanged(case.counts, place, other))
    }


def exchanged(counts, place, other):
    return [count + (one == place) - (one == other) for one, count in enumerate(counts)]


def is_about_mentees(problem, group):
    people = {one for one, _ in group.pairs}
    return all((one, mentor) in group.pairs for one in people for mentor in problem.ways(one))


def on_one_side(problem, group):
    """Return whether a limit is about whole mentees, and not at the same time about whole mentors."""
    return is_about_mentees(problem, group) and crosses_someone(problem, group, 1)


def can_have(problem, counts):
    """Return whether there is a list in which each mentee has exactly so many seats."""
    exactly = tuple(
        Group(frozenset(pair for pair in problem.cost if pair[0] == one), count, count)
        for one, count in enumerate(counts)
    )
    return is_feasible(replace(problem, groups=(*problem.groups, *exactly)))


def see_cause(case, row):
    place = case.mentees.index(row["mentee_id"])
    if rules.mentee_faults(case.season.policy, case.season.mentee[row["mentee_id"]], case.season.region):
        assert row["cause"] == "not_eligible"
    elif len(case.problem.ways(place)) < case.problem.demand[place]:
        assert row["cause"] == "no_candidate"
    elif case.has_room(place):
        assert row["cause"] == "goal"
    else:
        limits_that_help = case.that_help(place, case.with_limits_raised())
        seats_that_help = case.that_help(place, case.with_seats_added())
        if row["cause"] == "shortage" and not limits_that_help:
            assert seats_that_help or NO_SEATS.fullmatch(row["suggestion"])
            see_shortage(case, row, place, seats_that_help)
        else:
            see_limit(case, row, limits_that_help, seats_that_help)


@settings(max_examples=60)
@given(limited_seasons(with_region=False) | limited_seasons(order=serving_later))
def test_every_cause_is_the_true_one_and_what_is_suggested_helps(season):
    case = Waiting(season)
    for row in case.rows:
        see_cause(case, row)


@settings(max_examples=40)
@given(regional_seasons(order=serving_first))
def test_so_is_it_where_one_region_is_served(season):
    case = Waiting(season)
    for row in case.rows:
        see_cause(case, row)


@settings(max_examples=30)
@given(limited_seasons(order=serving_first))
def test_matched_again_with_what_is_suggested_more_are_served(season):
    case = Waiting(season)
    first = season.policy["objectives"]["order"][:1]
    for row in case.rows:
        for pattern, change in ((MORE_PAIRS, pair_more_as_said), (MORE_SEATS, with_one_seat_more)):
            found = pattern.fullmatch(row["suggestion"])
            for words in named(found["who"])[0] if found else ():
                changed = change(season, words)
                now, before = seats_given(matched(changed)), seats_given(case.matching)
                assert problem_of(changed)[0].best(first) > case.problem.best(first)
                assert now > before or first == ["first_come"]


def seats_given(matching):
    """Return how many seats are filled, first seats counted twice."""
    return len(matching.pairs) + matching.pairs["mentee_id"].nunique()


def pair_more_as_said(season, words):
    return with_one_pair_more(
        season, group_called(groups_of(season, candidates(season)), season.policy, words)
    )


def only_row(mentors, mentees, limit, **changes):
    rule = hand.policy(limits=[{"name": "limit 0", **limit}], **changes.pop("rules", {}))
    rows = matched(hand.season(mentors, mentees, rule, **changes)).unserved.to_dict("records")
    assert len(rows) == 1
    return rows[0]


def test_one_pair_more_is_not_suggested_where_more_stand_than_the_limit_allows():
    row = only_row(
        [hand.mentor(f"M{number}") for number in (1, 2, 3)],
        [hand.mentee(f"P{number}") for number in (1, 2, 3)],
        {"by": [], "max": 1},
        pairs=[("P2", "M2", "confirmed"), ("P3", "M3", "confirmed")],
    )
    assert row["cause"] == "limit"
    said = "Would need one pair more than allowed by 'limit 0' (at most 1, and 2 stand already)."
    assert (row["detail"], row["suggestion"]) == (said, EXCEEDED)


def test_where_a_seat_and_a_limit_are_full_the_limit_is_named_and_no_one_change_promised():
    row = only_row(
        [hand.mentor("M1")],
        [hand.mentee("P1"), hand.mentee("P2")],
        {"by": ["mentee.region"], "max": 1},
    )
    assert row["cause"] == "limit"
    said = "Cannot be had within 'limit 0' for North (at most 1)."
    assert (row["detail"], row["suggestion"]) == (said, SEVERAL)


def test_limits_of_which_one_would_do_are_told_as_a_choice():
    row = only_row(
        [hand.mentor(f"M{n}", district=name) for n, name in enumerate(("Oak", "Elm"))],
        [hand.mentee("P1")],
        {"by": ["mentor.district"], "max": 0},
    )
    said = "Would need one pair more than allowed by 'limit 0' for Elm (at most 0) or 'limit 0' for Oak (at most 0)."
    assert row["detail"] == said


IN_ORDER = {"objectives": {"order": ["first_come", "tiers", "compatibility"]}}


@pytest.mark.parametrize(
    ("pairs", "avoided", "said"),
    [
        ([], "P2", "2 people ask for 3 seats, and 2 can be had from the 2 mentors"),
        ([("P1", "M2", "lock")], "", "2 people ask for 2 seats, and 1 can be had from the 2 mentors"),
    ],
    ids=["whom they have already is possible for them", "what is locked is not shared"],
)
def test_a_minimum_that_changes_nothing_changes_no_number_of_a_shortage(pairs, avoided, said):
    people = (
        [hand.mentor("M1"), hand.mentor("M2", avoided_mentees=avoided)],
        [hand.mentee("P1", mentors_needed="2"), hand.mentee("P2")],
    )
    for least in (0, 1):
        row = only_row(*people, {"by": [], "min": least, "max": 99}, rules=IN_ORDER, pairs=pairs)
        assert row["cause"] == "shortage"
        assert row["detail"] == f"{said} possible for them."


def test_whom_others_have_who_would_have_to_give_way_is_possible_for_them_too():
    """P1 has M1 or M2 and P2 has M1 or M3; whoever has M1, the other waits for it."""
    row = only_row(
        [hand.mentor("M1"), hand.mentor("M2", avoided_mentees="P2"), hand.mentor("M3", avoided_mentees="P1")],
        [hand.mentee("P1", mentors_needed="2"), hand.mentee("P2", mentors_needed="2")],
        {"by": [], "min": 1},
    )
    assert row["cause"] == "shortage"
    said = "2 people ask for 4 seats, and 3 can be had from the 3 mentors possible for them."
    assert row["detail"] == said


def test_a_goal_before_serving_is_told_under_limits_too():
    """P1 could move to M2 and leave M1 to P2, but is then not within the home region."""
    row = only_row(
        [hand.mentor("M1"), hand.mentor("M2", region="South", avoided_mentees="P2")],
        [hand.mentee("P1"), hand.mentee("P2", region="West")],
        {"by": [], "min": 1},
        rules={"objectives": {"order": ["home", "served"]}},
    )
    assert (row["mentee_id"], row["cause"]) == ("P2", "goal")


def test_a_limit_on_some_of_ones_own_pairs_is_named_where_it_alone_bars_the_way():
    row = only_row(
        [hand.mentor(f"M{n}", district=name) for n, name in enumerate(("Oak", "Oak", "Elm", "Elm"))],
        [hand.mentee("P1"), hand.mentee("P2")],
        {"by": ["mentee.mentee_id", "mentor.district"], "max": {"P1|Oak": 0, "P1|Elm": 0}},
    )
    assert row["cause"] == "limit"
    either = "'limit 0' for P1 / Elm or 'limit 0' for P1 / Oak"
    assert row["suggestion"] == f"One pair more in {either} serves one more of those who wait."
