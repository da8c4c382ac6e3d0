"""What is said of people of a real season with too few seats is what matching it again with the pair fixed finds."""

import pandas as pd
import pytest

from matcher import load_policy, match, read_frames, read_roster


@pytest.fixture(scope="module")
def short(shared_data):
    roster = read_roster(shared_data / "masa-2026-27-short")
    return roster, match(roster, load_policy("masa"))


def with_pair(roster, mentee, mentor):
    """Return the list of the season in which a pair is locked."""
    lock = pd.DataFrame([{"mentee_id": mentee, "mentor_id": mentor, "kind": "lock"}])
    fixed = read_frames(roster.mentors, roster.mentees, conflicts=roster.conflicts, pairs=lock)
    return match(fixed, load_policy("masa"))


def has(matching):
    return dict(matching.pairs.groupby("mentee_id")["mentor_id"].agg(";".join))


def assert_told(row, mentee, mentor, roster, matching):
    """Check goals and moves of an answer against the season with the pair locked."""
    again = with_pair(roster, mentee, mentor)
    for level in again.levels[:3]:
        assert row[level.name] == pytest.approx(level.value)
    before, after = has(matching), has(again)
    moved = {one for one in {*before, *after} if before.get(one) != after.get(one)} - {mentee}
    assert set(row["others"].split(";")) - {""} == moved
    assert set(row["without"].split(";")) - {""} == {one for one in moved if one not in after}


def test_alternatives_of_people_cost_what_they_are_said_to(short):
    roster, matching = short
    asked = [*matching.unserved["mentee_id"], *matching.pairs["mentee_id"][::9]]
    for mentee in asked:
        for row in matching.explain(mentee).alternatives.head(2).to_dict("records"):
            assert_told(row, mentee, row["mentor_id"], roster, matching)


def test_whom_mentors_could_have_costs_what_it_is_said_to(short):
    roster, matching = short
    for mentor in matching.mentors["mentor_id"][::5]:
        for row in matching.explain_mentor(mentor).alternatives.head(2).to_dict("records"):
            assert_told(row, row["mentee_id"], mentor, roster, matching)


def test_better_ones_are_kept_by_what_is_named(short):
    roster, matching = short
    now = [level.value for level in matching.levels[:3]]
    for mentee in matching.pairs["mentee_id"][::7]:
        for row in matching.explain(mentee).better.head(2).to_dict("records"):
            then = [level.value for level in with_pair(roster, mentee, row["mentor_id"]).levels[:3]]
            assert (row["status"] == "equal") == (then == pytest.approx(now))
            seats = matching.mentors.set_index("mentor_id").loc[row["mentor_id"]]
            own = matching.pairs[matching.pairs["mentor_id"] == row["mentor_id"]]["mentee_id"]
            assert row["full_with"] == (";".join(own) if seats["used"] >= seats["seats"] else "")


def around(mentee, possible, holders):
    """Return everybody who would have to give way, whoever moved, and the mentors possible for them."""
    people, mentors, waiting = {mentee}, set(), [mentee]
    while waiting:
        for mentor in possible[waiting.pop()] - mentors:
            mentors.add(mentor)
            waiting += [one for one in holders.get(mentor, ()) if one not in people]
            people |= holders.get(mentor, set())
    return people, mentors


def test_shortages_are_the_people_and_seats_that_they_are_said_to_be(short):
    _, matching = short
    possible = matching.candidates.groupby("mentee_id")["mentor_id"].agg(set)
    holders = dict(matching.pairs.groupby("mentor_id")["mentee_id"].agg(set))
    short_of = matching.unserved[matching.unserved["cause"] == "shortage"]
    assert len(short_of)
    reach = {one: around(one, possible, holders) for one in short_of["mentee_id"]}
    for row in short_of.to_dict("records"):
        people, mentors = reach[row["mentee_id"]]
        had = sum(len(holders.get(one, ())) for one in mentors)
        seats = matching.mentors.set_index("mentor_id").loc[sorted(mentors), "seats"].sum()
        # All their seats are filled, and by them: no list serves more of them.
        assert had == seats == len(people) - 1
        assert row["detail"].startswith(
            f"{len(people)} people ask for {len(people)} seats, and {had} can be had from the {len(mentors)} mentors"
        )
