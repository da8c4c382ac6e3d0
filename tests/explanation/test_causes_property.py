"""Why somebody is without a mentor, and what would help: every number and every name is tried out."""

import re

from hypothesis import given, settings
from oracles import rules
from oracles.changes import with_cell
from oracles.people import number
from oracles.problem import problem_of
from oracles.said import changed_as_said
from oracles.seasons import policy_of, roster_of, seasons

from matcher import match

SHORTAGE = re.compile(
    r"(\d+) (?:person asks|people ask) for (\d+) seats?, and (\d+|none) can be had from the (\d+) mentors? possible for them\."
    r"(?: In all (\d+) people(?: \([^)]*\))? share (\d+) seats? there, and (\d+) wait\.)?"
)
REMOVED = re.compile(r"Of (\d+) mentors?: (.*)\.$")
NAMED = re.compile(r"Possible (?P<words>.*): (?P<ids>[^:]*?)(?: and (?P<more>\d+) more)?\.$")
SEAT = re.compile(r"One seat more with (?P<ids>.*) serves one more of those who wait\.$")


def matched(season):
    return match(roster_of(season), policy_of(season))


def missing_rows(season):
    matching = matched(season)
    return matching, matching.unserved.to_dict("records")


def counts_of(season, matching, mentees):
    confirmed = season.listed("confirmed")
    pairs = [
        pair
        for pair in zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True)
        if pair not in confirmed
    ]
    return [sum(mentee == one for mentee, _ in pairs) for one in mentees]


@settings(max_examples=80)
@given(seasons(keepable=True))
def test_every_cause_is_the_true_one(season):
    matching, rows = missing_rows(season)
    problem, mentees, _ = problem_of(season)
    counts = counts_of(season, matching, mentees)
    for row in rows:
        place = mentees.index(row["mentee_id"])
        more = [count + (one == place) for one, count in enumerate(counts)]
        if rules.mentee_faults(season.policy, season.mentee[row["mentee_id"]]):
            expected = "not_eligible"
        elif len(problem.ways(place)) < problem.demand[place]:
            expected = "no_candidate"
        else:
            expected = "goal" if problem.can_serve(more) else "shortage"
        assert row["cause"] == expected


@settings(max_examples=80)
@given(seasons(keepable=True))
def test_nobody_is_short_of_a_seat_where_serving_comes_first(season):
    if season.policy["objectives"]["order"][0] in ("served", "first_come"):
        _, rows = missing_rows(season)
        assert "goal" not in {row["cause"] for row in rows}


@settings(max_examples=80)
@given(seasons(keepable=True))
def test_people_seats_and_mentors_of_a_shortage_are_counted_right(season):
    matching, rows = missing_rows(season)
    problem, mentees, _ = problem_of(season)
    counts = counts_of(season, matching, mentees)
    locked = [sum(one == place for one, _ in problem.locked) for place in problem.mentees]
    for row in rows:
        if row["cause"] != "shortage":
            continue
        place = mentees.index(row["mentee_id"])
        # Whoever could give up a seat for this mentee, by moving people along: exactly they are in the group.
        group = reach_of(problem, counts, locked, place)
        people, asked, had, mentors = SHORTAGE.fullmatch(row["detail"]).groups()[:4]
        assert int(people) == len(group)
        assert int(asked) == sum(problem.demand[other] - locked[other] for other in group)
        most = [problem.demand[one] if one in group else locked[one] for one in problem.mentees]
        assert (0 if had == "none" else int(had)) == sum(counts[other] - locked[other] for other in group)
        assert not problem.can_serve(most)
        possible = {
            mentor for one, mentor in problem.cost if one in group and (one, mentor) not in problem.locked
        }
        assert int(mentors) == len(possible)


@given(seasons(keepable=True, order=["first_come", "tiers", "compatibility"]))
def test_under_first_come_all_who_hold_the_seats_of_a_shortage_stand_before_in_the_queue(season):
    matching, rows = missing_rows(season)
    problem, mentees, _ = problem_of(season)
    counts = counts_of(season, matching, mentees)
    queue = problem.queue()
    locked = [sum(one == place for one, _ in problem.locked) for place in problem.mentees]
    for row in rows:
        place = mentees.index(row["mentee_id"])
        if row["cause"] != "shortage":
            continue
        for other in problem.mentees:
            less = [n + (one == place) - (one == other) for one, n in enumerate(counts)]
            if other != place and counts[other] > locked[other] and problem.can_serve(less):
                assert queue.index((other, counts[other] - 1)) < queue.index((place, counts[place]))


@settings(max_examples=80)
@given(seasons(keepable=True))
def test_one_seat_more_where_it_is_suggested_serves_one_more(season):
    matching, rows = missing_rows(season)
    if season.policy["objectives"]["order"][0] not in ("served", "first_come"):
        return
    before = len(matching.pairs)
    for row in rows:
        found = SEAT.fullmatch(row["suggestion"]) if row["cause"] == "shortage" else None
        for mentor in re.split(", | or ", found["ids"]) if found else ():
            if re.fullmatch(r"\d+ others?", mentor):
                continue
            more = with_cell(
                season, "mentors", mentor, "capacity", rules.seats(season.policy, season.mentor[mentor]) + 1
            )
            assert len(matched(more).pairs) == before + 1


@settings(max_examples=80)
@given(seasons(keepable=True))
def test_counts_of_removed_mentors_add_up_to_all_mentors(season):
    _, rows = missing_rows(season)
    problem, mentees, _ = problem_of(season)
    for row in rows:
        if row["cause"] != "no_candidate":
            continue
        found = REMOVED.search(row["detail"])
        if not found:
            possible = len(problem.ways(mentees.index(row["mentee_id"])))
            assert possible == len(season.mentors), row["detail"]
            continue
        assert int(found[1]) == len(season.mentors)
        parts = [int(part) for part in re.findall(r"(?:^|; )(?:for )?(\d+) ", found[2])]
        possible = len(problem.ways(mentees.index(row["mentee_id"])))
        assert sum(parts) == len(season.mentors) - possible


@settings(max_examples=100)
@given(seasons(keepable=True))
def test_mentors_named_for_a_change_become_possible_with_that_change_alone(season):
    _, rows = missing_rows(season)
    for row in rows:
        if row["cause"] != "no_candidate":
            continue
        found = NAMED.fullmatch(row["suggestion"])
        if not found:
            assert row["suggestion"] == "No one change would help; another mentor has to be found."
            continue
        named = found["ids"].split(", ")
        now = rules.candidates(season)
        for mentor in named:
            assert (row["mentee_id"], mentor) not in now
            changed = changed_as_said(season, found["words"], mentor)
            assert (row["mentee_id"], mentor) in rules.candidates(changed), (row["suggestion"], mentor)


@given(seasons(keepable=True))
def test_causes_and_reasons_name_no_kind_of_conflict_and_nobody_who_is_avoided(season):
    matching, rows = missing_rows(season)
    kinds = ("supervisor", "relative", "business", "declared", "past mismatch", "past_mismatch", "avoid")
    texts = [text for row in rows for text in (row["detail"], row["suggestion"])] + list(
        matching.pairs["reasons"]
    )
    assert not [text for text in texts for kind in kinds if kind in text]


@given(seasons(keepable=True))
def test_missing_seats_are_what_was_asked_less_what_was_given(season):
    matching, rows = missing_rows(season)
    for row in rows:
        given_seats = int((matching.pairs["mentee_id"] == row["mentee_id"]).sum())
        assert (
            row["seats_missing"]
            == int(number(season.mentee[row["mentee_id"]], "mentors_needed")) - given_seats
        )


@settings(max_examples=150)
@given(seasons(keepable=True))
def test_groups_of_a_shortage_are_everybody_whose_shortages_touch(season):
    """Two who wait are in one group if somebody, or a mentor's seats, is in both their shortages."""
    matching, rows = missing_rows(season)
    problem, mentees, _ = problem_of(season)
    counts = counts_of(season, matching, mentees)
    locked = [sum(one == place for one, _ in problem.locked) for place in problem.mentees]
    short = [mentees.index(row["mentee_id"]) for row in rows if row["cause"] == "shortage"]
    reach = {place: reach_of(problem, counts, locked, place) for place in short}
    for row in rows:
        if row["cause"] != "shortage":
            continue
        group = {mentees.index(row["mentee_id"])}
        while True:
            people = set().union(*(reach[one] for one in group))
            more = {one for one in short if reach[one] & people} - group
            if not more:
                break
            group |= more
        said = SHORTAGE.fullmatch(row["detail"]).groups()[4:]
        if said[0] is None:
            continue
        assert int(said[0]) >= len(people)
        assert int(said[2]) >= len(group)


def reach_of(problem, counts, locked, place):
    return {
        other
        for other in problem.mentees
        if other == place
        or (
            counts[other] > locked[other]
            and problem.can_serve([n + (one == place) - (one == other) for one, n in enumerate(counts)])
        )
    }
