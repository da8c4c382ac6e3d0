"""A replay on arrays makes the lists that `match` makes, batch after batch, of people and pairs."""

import datetime
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from oracles.seasons import forget_strangers, policy_of, roster_of
from replayed import nesting, planned, seasons_to_replay

from matcher import load_policy, match, read_frames, read_roster, run_batch
from matcher.ledger import Ledger
from matcher.reading import conform
from matcher.sample import invent
from matcher.season.batches import run_batches
from matcher.season.planning import plan_season
from matcher.season.rhythm import batch_days

DAYS = ["2026-06-30", "2026-07-01", "2026-07-02", "2026-08-15", "2026-08-16", "2027-05-31"]


def by_matching(season, refuses=()):
    """Return the new pairs of each batch, made by `match` of those who have asked, with earlier pairs confirmed."""
    made, blocked, batches = [], [], []
    policy = policy_of(season)
    for day in DAYS:
        mentees = [dict(row) for row in season.mentees if row["requested_at"][:10] <= day]
        ids = {row["mentee_id"] for row in mentees}
        mentors = [dict(row) for row in season.mentors]
        for row in mentors:
            forget_strangers(row, ids, "avoided_mentees")
        decided = [*((*pair, "confirmed") for pair in made), *((*pair, "block") for pair in blocked)]
        pairs = [
            row
            for row in season.pairs
            if row["mentee_id"] in ids and (row["mentee_id"], row["mentor_id"]) not in {*made, *blocked}
        ] + [{"mentee_id": one, "mentor_id": other, "kind": kind} for one, other, kind in decided]
        stand = {(row["mentee_id"], row["mentor_id"]) for row in pairs if row["kind"] == "confirmed"}
        conflicts = [row for row in season.conflicts if row["mentee_id"] in ids]
        part = replace(season, mentors=mentors, mentees=mentees, conflicts=conflicts, pairs=pairs)
        new = []
        if mentees:
            found = match(roster_of(part), policy, at=datetime.date.fromisoformat(day)).pairs
            listed = set(zip(found["mentee_id"], found["mentor_id"], strict=True))
            new = sorted(listed - stand)
        blocked += [pair for pair in new if pair in refuses]
        made += [pair for pair in new if pair not in refuses]
        batches.append([pair for pair in new if pair not in refuses])
    return batches


def replayed(season, *, some_decline=False):
    """Return the same on arrays, and the pairs that are refused: every third possible one where some are declined."""
    plan, pairs = planned(season)
    declines = np.array([some_decline and place % 3 == 1 for place in range(len(pairs))], dtype=bool)
    days = np.array(DAYS, dtype="datetime64[D]")
    made = nesting(lambda: run_batches(plan.everybody, plan.asking, days, declines))
    batches = [sorted(pairs[one] for one in made.pairs[made.batch == place]) for place in range(len(DAYS))]
    return batches, {pair for pair, refused in zip(pairs, declines, strict=True) if refused}


@pytest.mark.slow
@given(seasons_to_replay())
def test_a_replay_is_the_sequence_of_lists_that_match_makes(season):
    assert replayed(season)[0] == nesting(lambda: by_matching(season))


@pytest.mark.slow
@settings(max_examples=40)
@given(seasons_to_replay())
def test_a_declined_pair_is_blocked_and_its_seat_and_place_in_line_are_open_again(season):
    batches, refuses = replayed(season, some_decline=True)
    assert batches == nesting(lambda: by_matching(season, refuses))


@pytest.mark.parametrize("rhythm", ["weekly", "monthly"])
def test_a_real_season_is_replayed_as_batches_would_run(rhythm, shared_data):
    policy = load_policy("awsp")
    roster = conform(read_roster(shared_data / "awsp-2026-27"), policy.expectations)
    prepared, plan = plan_season(roster, policy, {0.0: []})
    days = batch_days(rhythm, plan.first, plan.last)
    made = run_batches(plan.everybody, plan.asking, days, np.zeros(len(plan.tier), dtype=bool))
    ids = [roster.table(table)[f"{table[:-1]}_id"].to_numpy() for table in ("mentees", "mentors")]
    candidates = prepared.candidates
    found = {
        (str(ids[0][candidates.mentee[pair]]), str(ids[1][candidates.mentor[pair]]))
        for pair in made.pairs.tolist()
    }
    stand = pd.DataFrame({"mentor_id": [], "mentee_id": [], "kind": []}, dtype="str")
    for day in days.tolist():
        here = roster.mentees["requested_at"] < pd.Timestamp(day) + pd.Timedelta(days=1)
        mentees = roster.mentees[here].reset_index(drop=True)
        known = roster.conflicts["mentee_id"].isin(mentees["mentee_id"])
        part = roster.with_tables(
            mentees=mentees, conflicts=roster.conflicts[known].reset_index(drop=True), pairs=stand
        )
        stand = match(part, policy, at=day).pairs[["mentor_id", "mentee_id"]].assign(kind="confirmed")
    assert found == set(zip(stand["mentee_id"], stand["mentor_id"], strict=True))
    assert len(found) > 100


def test_a_replay_is_what_the_batch_runner_makes_with_its_ledger():
    policy = load_policy("awsp")
    tables = invent("awsp", 6, mentees=60, mentors=40)
    roster = read_frames(**tables, expectations=policy.expectations)
    prepared, plan = plan_season(roster, policy, {0.0: []})
    days = batch_days("monthly", plan.first, plan.last)
    made = run_batches(plan.everybody, plan.asking, days, np.zeros(len(plan.tier), dtype=bool))
    ids = [roster.table(table)[f"{table[:-1]}_id"].tolist() for table in ("mentees", "mentors")]
    candidates = prepared.candidates
    found = {(ids[0][candidates.mentee[pair]], ids[1][candidates.mentor[pair]]) for pair in made.pairs}
    ledger = Ledger()
    for day in days.tolist():
        ledger = run_batch(
            roster, policy, ledger, datetime.datetime(day.year, day.month, day.day, 23, 59, 59)
        ).ledger
    assert found == set(ledger.decided.standing)
    assert found
