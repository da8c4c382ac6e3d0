"""What the day of matching decides: who is there, and which seats are still held back for later requests."""

import datetime
from collections import Counter

import pandas as pd
import pytest

from matcher import InputError, load_policy, match, read_frames
from matcher.policy import parse_policy
from matcher.sample import invent

BEFORE, AFTER = datetime.date(2026, 10, 31), datetime.datetime(2026, 11, 1, 0, 0)


def rules(**more):
    return parse_policy({**load_policy("awsp").canonical(), **more})


def held(**said):
    return {"name": "for the winter", "until": "2026-11-01", **said}


def invented(policy, seed=5, mentees=60, mentors=40):
    tables = invent("awsp", seed, mentees=mentees, mentors=mentors)
    return read_frames(**tables, expectations=policy.expectations)


def offered(roster, column):
    """Return the seats of trained members by value, counted one by one."""
    found = Counter()
    for one in roster.mentors.to_dict("records"):
        serves = one["training"] in ("trained", "certified") and one["membership"] != "none"
        seats = 1 if pd.isna(one["capacity"]) else min(int(one["capacity"]), 3)
        found[one[column].split(";")[0]] += seats * serves
    return found


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("said", "back"),
    [
        ({"seats": 2}, lambda region, seats: min(2, seats)),
        (
            {"seats": {"ESD-121": 4, "default": 1}},
            lambda region, seats: min(4 if region == "ESD-121" else 1, seats),
        ),
        ({"share": 0.5}, lambda region, seats: (seats + 1) // 2),
    ],
    ids=["a number", "a number each", "a share"],
)
def test_seats_held_back_by_region_are_a_limit_on_the_pairs_of_its_mentors(seed, said, back):
    policy = rules(held_back=[held(by="region", **said)])
    roster = invented(policy, seed)
    seats = offered(roster, "region")
    most = {region: count - back(region, count) for region, count in seats.items() if back(region, count)}
    limit = {"name": "as a limit", "by": ["mentor.region"], "max": most}
    limited = match(roster, rules(limits=[limit]))
    found = match(roster, policy, at=BEFORE)
    assert found.pairs.equals(limited.pairs)
    assert found.unserved["mentee_id"].tolist() == limited.unserved["mentee_id"].tolist()
    assert len(found.pairs) < len(match(roster, rules()).pairs)


def test_seats_held_back_by_group_count_for_the_main_group_of_each_mentor():
    policy = rules(held_back=[held(by="component_group", share=0.4)])
    roster = invented(policy)
    main = [one.split(";")[0] for one in roster.mentors["component_group"]]
    by_id = dict(zip(roster.mentors["mentor_id"], main, strict=True))
    given = Counter(by_id[one] for one in match(roster, policy).pairs["mentor_id"])
    seats = offered(roster, "component_group")
    assert all(given[group] <= count - round(0.4 * count + 1e-9) for group, count in seats.items())
    assert any(given[group] == count - round(0.4 * count + 1e-9) for group, count in seats.items())


def test_seats_are_given_from_the_day_on_until_which_they_are_held_back():
    policy = rules(held_back=[held(share=0.5)])
    roster = invented(policy)
    back = (sum(offered(roster, "region").values()) + 1) // 2
    most = sum(offered(roster, "region").values()) - back
    assert len(match(roster, policy).pairs) == len(match(roster, policy, at=BEFORE).pairs) == most
    assert match(roster, policy, at=AFTER).pairs.equals(match(roster, rules()).pairs)


def test_pairs_that_stand_count_among_the_seats_that_are_given():
    policy = rules(held_back=[held(share=0.5)])
    roster = invented(policy)
    first = match(roster, policy).pairs
    pairs = first[["mentor_id", "mentee_id"]].assign(kind="confirmed")
    again = match(roster.with_tables(pairs=pairs), policy).pairs
    assert again[["mentor_id", "mentee_id"]].equals(first[["mentor_id", "mentee_id"]])
    assert set(again["kind"]) == {"confirmed"}


def test_who_waits_because_of_seats_held_back_is_told_so():
    policy = rules(held_back=[held(by="region", share=1.0)])
    found = match(invented(policy), policy)
    assert not len(found.pairs)
    told = found.unserved.set_index("mentee_id")
    limited = told[told["cause"] == "limit"]
    assert len(limited)
    assert limited["detail"].str.contains("held back until 2026-11-01").all()


def test_a_mentor_is_there_on_the_day_of_matching_or_not():
    policy = rules()
    roster = invented(policy)
    from_winter = roster.mentors.assign(available_from=pd.Timestamp("2026-11-01"))
    roster = roster.with_tables(mentors=from_winter)
    assert not len(match(roster, policy).pairs)
    assert not len(match(roster, policy, at=BEFORE).pairs)
    assert "is not there yet on 2026-10-31" in match(roster, policy, at=BEFORE).mentors["cause"].iloc[0]
    assert len(match(roster, policy, at=AFTER).pairs)


def test_a_pair_that_ended_is_not_made_again():
    policy = rules()
    roster = invented(policy)
    first = match(roster, policy).pairs[["mentor_id", "mentee_id"]]
    again = match(roster.with_tables(pairs=first.assign(kind="ended")), policy).pairs
    assert not set(first.itertuples(index=False, name=None)) & set(
        again[["mentor_id", "mentee_id"]].itertuples(index=False, name=None)
    )


@pytest.mark.parametrize(("part_year", "counts"), [("full", True), ("none", False), ("by_month", False)])
def test_a_pair_that_ended_counts_as_paid_for_where_a_part_of_the_season_is_paid_in_full(part_year, counts):
    limit = {"name": "paid for", "by": [], "max": 10, "funding": True}
    money = {**load_policy("awsp").canonical()["money"], "part_year": part_year}
    policy = rules(limits=[limit], money=money)
    roster = invented(policy)
    ended = match(roster, policy).pairs[["mentor_id", "mentee_id"]].head(4).assign(kind="ended")
    again = match(roster.with_tables(pairs=ended), policy)
    assert len(again.pairs) == (6 if counts else 10)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({}, "Give either seats, a number, or share"),
        ({"seats": 1, "share": 0.1}, "Give either seats, a number, or share"),
        ({"seats": {"ESD-121": 1}}, "Without 'by' there is one number only."),
        ({"by": "region", "seats": {"ESD-999": 1}}, "is never 'ESD-999'"),
        ({"share": 1.5}, "share"),
    ],
)
def test_what_cannot_be_held_back_is_refused(said, problem):
    with pytest.raises(InputError) as refused:
        rules(held_back=[held(**said)])
    assert any(problem in f"{one.column} {one.problem}" for one in refused.value.problems)
