"""What a replay tells: its tables fit together, do not depend on how they were made, and say what was really waited."""

import datetime
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from matcher import InfeasibleError, MatcherError, load_policy, match, read_frames, replay_season
from matcher.policy import parse_policy
from matcher.sample import invent
from matcher.season.batches import run_batches
from matcher.season.planning import plan_season
from matcher.season.rhythm import RHYTHMS, batch_days

UNTIL = datetime.date(2026, 11, 1)
TABLES = ("scenarios", "at_once", "kinds", "waits", "months", "prices")


def invented(shuffled=None, **columns):
    policy = load_policy("awsp")
    tables = invent("awsp", 5, mentees=60, mentors=40)
    for table, changed in columns.items():
        tables[table] = tables[table].assign(**changed)
    if shuffled is not None:
        tables = {name: table.sample(frac=1, random_state=shuffled) for name, table in tables.items()}
    return read_frames(**tables, expectations=policy.expectations), policy


@pytest.fixture(scope="module")
def found():
    roster, policy = invented()
    return replay_season(roster, policy, hold=[0.25], until=UNTIL, seeds=4, declines=0.2, jobs=1)


def test_people_pairs_and_months_add_up(found):
    keys = ["seed", "every", "hold"]
    whole = found.scenarios.set_index(keys)
    assert len(whole) == 4 * 4 * 2
    assert (whole["served"] + whole["never"] == whole["asked"]).all()
    waited = found.waits.groupby(keys)["people"].sum()
    assert (waited.reindex(whole.index) == whole["served"]).all()
    kinds = found.kinds.groupby(keys)["pairs"].sum()
    assert (kinds.reindex(whole.index) == whole["pairs"]).all()
    months = found.months.groupby(keys)[["asked", "served"]].sum().reindex(whole.index)
    assert (months == whole[["asked", "served"]]).all(axis=None)
    for name in ("asked", "served"):
        assert (whole[f"early_{name}"] + whole[f"late_{name}"] == whole[name]).all()
    assert whole["declined"].sum() > 0
    assert (whole["served_by_then"] <= whole["served"]).all()
    assert (whole["served_by_then"] < whole["served"]).any()


def test_the_named_prices_add_up_to_the_whole_way_from_hindsight(found):
    best = found.at_once[found.at_once["every"] == "hindsight"].set_index("seed")
    prices = found.prices.set_index(["of", "seed"])
    for row in found.scenarios.to_dict("records"):
        steps = [prices.loc[[("first come", row["seed"])]], prices.loc[[("batching", row["seed"])]]]
        steps[1] = steps[1][steps[1]["every"] == row["every"]]
        if row["hold"]:
            held = prices.loc[[("holding back", row["seed"])]]
            steps.append(held[(held["every"] == row["every"]) & (held["hold"] == row["hold"])])
        lost = pd.concat(steps)[["served", "tier_cost", "fit"]].sum()
        assert lost["served"] == best["served"][row["seed"]] - row["served"]
        assert lost["tier_cost"] == row["tier_cost"] - best["tier_cost"][row["seed"]]
        assert lost["fit"] == pytest.approx(best["fit"][row["seed"]] - row["fit"], abs=1e-9)


def test_the_first_season_is_the_one_that_is_listed(found):
    roster, policy = invented()
    alone = replay_season(roster, policy, every=["weekly"], hold=[0.25], until=UNTIL, seeds=1, declines=0.2, jobs=1)  # fmt: skip
    same = found.scenarios[(found.scenarios["seed"] == 0) & (found.scenarios["every"] == "weekly")]
    pd.testing.assert_frame_equal(alone.scenarios, same.reset_index(drop=True))


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_answer_is_the_same_in_any_row_order_and_on_any_number_of_processors(found, jobs):
    roster, policy = invented(shuffled=jobs)
    again = replay_season(roster, policy, hold=[0.25], until=UNTIL, seeds=4, declines=0.2, jobs=jobs)
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(again, name), getattr(found, name))
    assert str(again) == str(found)


def test_waits_are_days_from_the_request_to_the_batch_that_served():
    roster, policy = invented()
    found = replay_season(roster, policy, every=["two-weekly"], seeds=1, jobs=1).scenarios.iloc[0]
    prepared, plan = plan_season(roster, policy, {0.0: []})
    days = batch_days("two-weekly", plan.first, plan.last)
    made = run_batches(plan.everybody, plan.asking, days, np.zeros(len(plan.tier), dtype=bool))
    asked_on = [one.date() for one in roster.mentees["requested_at"]]
    waits = sorted(
        (days[batch].item() - asked_on[prepared.candidates.mentee[pair]]).days
        for pair, batch in zip(made.pairs, made.batch, strict=True)
    )
    assert min(waits) >= 0
    assert found["wait_mean"] == pytest.approx(sum(waits) / len(waits))
    assert found["wait_longest"] == waits[-1]
    assert sum(one <= found["wait_p90"] for one in waits) >= 0.9 * len(waits)
    assert sum(one < found["wait_p90"] for one in waits) < 0.9 * len(waits)


def test_a_mentor_who_comes_later_serves_from_that_day_on():
    later = pd.Series(["2026-12-24"] * 40)
    roster, policy = invented(mentors={"available_from": later})
    found = replay_season(roster, policy, every=["daily"], seeds=1, jobs=1)
    assert found.scenarios["served"].iloc[0] == found.at_once["served"].iloc[0] > 0
    first = datetime.date.fromisoformat(found.facts["first"])
    assert found.scenarios["wait_longest"].iloc[0] == (datetime.date(2026, 12, 24) - first).days


def test_seats_held_back_by_the_rules_are_held_in_every_scenario():
    roster, policy = invented()
    until = "2026-11-01"
    held = parse_policy({**policy.canonical(), "held_back": [{"name": "all", "share": 1.0, "until": until}]})
    found = replay_season(roster, held, every=["daily"], seeds=2, jobs=1)
    plain = replay_season(roster, policy, every=["daily"], seeds=2, jobs=1)
    before = found.months[(found.months["month"] < "2026-11") & (found.months["served"] > 0)]
    assert (before["wait_mean"] >= 1).all()
    assert (found.scenarios["early_wait"] > plain.scenarios["wait_mean"]).all()
    pd.testing.assert_frame_equal(found.at_once, plain.at_once)
    assert found.facts["until"] == until


def test_requests_after_the_end_are_left_out_and_said():
    moments = pd.Series(["2026-09-01T10:00"] * 59 + ["2027-06-01T08:00"])
    roster, policy = invented(mentees={"requested_at": moments})
    found = replay_season(roster, policy, every=["monthly"], seeds=1, jobs=1)
    assert found.facts["after_the_end"] + found.facts["asking"] in (59, 60)
    assert found.months["month"].unique().tolist() == ["2026-09"]
    assert ("after the season's end" in str(found)) == bool(found.facts["after_the_end"])


@pytest.mark.parametrize("rhythm", RHYTHMS)
@pytest.mark.parametrize(("first", "last"), [("2026-08-31", "2027-05-31"), ("2026-07-01", "2026-07-01"), ("2027-01-30", "2027-03-01")])  # fmt: skip
def test_batches_begin_on_the_first_day_and_end_on_the_last(rhythm, first, last):
    days = batch_days(rhythm, np.datetime64(first), np.datetime64(last)).tolist()
    assert (days[0].isoformat(), days[-1].isoformat()) == (first, last)
    assert days == sorted(set(days))
    longest = {"daily": 1, "weekly": 7, "two-weekly": 14, "monthly": 31}[rhythm]
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    assert all(gap <= longest for gap in gaps)
    if rhythm != "monthly":
        assert all(gap == longest for gap in gaps[:-1])


def test_monthly_batches_are_on_the_same_day_or_the_last_of_a_shorter_month():
    days = batch_days("monthly", np.datetime64("2026-12-31"), np.datetime64("2027-04-30")).astype(str)
    assert days.tolist() == ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"every": ["hourly"]}, "not 'hourly'"),
        ({"every": []}, "at least one"),
        ({"hold": [1.5], "until": UNTIL}, "a share from 0 to 1, not 1.5"),
        ({"hold": [0.1]}, "until which day"),
        ({"until": UNTIL}, "how many seats"),
        ({"declines": -0.1}, "a share from 0 to 1, not -0.1"),
        ({"seeds": 0}, "at least 1, not 0"),
        ({"jobs": 0}, "at least 1, not 0"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(asked, said):
    roster, policy = invented()
    with pytest.raises(MatcherError, match=said):
        replay_season(roster, policy, **asked)


def test_rules_that_do_not_serve_in_the_order_of_requests_are_refused():
    roster, _ = invented()
    with pytest.raises(MatcherError, match="the first goal must be 'first_come'"):
        replay_season(roster, load_policy("masa"))


def test_a_list_without_a_moment_of_request_is_refused():
    policy = load_policy("awsp")
    tables = invent("awsp", 5, mentees=20, mentors=20)
    tables["mentees"].loc[3, "requested_at"] = ""
    roster = read_frames(**tables)
    with pytest.raises(MatcherError, match="requested_at"):
        replay_season(roster, policy)


def test_a_fixed_pair_that_rules_forbid_is_told():
    policy = load_policy("awsp")
    tables = invent("awsp", 5, mentees=20, mentors=20)
    mentors = tables["mentors"]
    untrained = mentors.loc[mentors["training"] == "none", "mentor_id"].iloc[0]
    tables["pairs"] = pd.DataFrame(
        {"mentor_id": [untrained], "mentee_id": tables["mentees"]["mentee_id"][:1], "kind": "lock"}
    )
    with pytest.raises(InfeasibleError):
        replay_season(read_frames(**tables), policy)


def test_fixed_pairs_stand_from_the_beginning_and_are_nobodys_wait():
    policy = load_policy("awsp")
    tables = invent("awsp", 5, mentees=60, mentors=40)
    made = match(read_frames(**tables), policy).pairs
    tables["pairs"] = made[["mentor_id", "mentee_id"]].assign(kind="lock").head(5)
    plain, found = (
        replay_season(read_frames(**{**tables, "pairs": pairs}), policy, every=["monthly"], seeds=1, jobs=1)
        for pairs in (None, tables["pairs"])
    )
    assert found.facts["standing"] == 5
    assert found.facts["asking"] == plain.facts["asking"] - 5
    assert found.scenarios["served"].iloc[0] <= plain.scenarios["served"].iloc[0] - 4
    assert "5 pairs stand from the beginning." in str(found)
