"""Hindsight is never beaten, whatever the rhythm, the seats held back, the order of requests and the declines."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.seasons import policy_of, roster_of
from replayed import ENDS, nesting, planned, seasons_to_replay

from matcher import match
from matcher.season.batches import all_at_once, run_batches
from matcher.season.rhythm import RHYTHMS, batch_days


def served(plan, made):
    """Return how many mentors each mentee has got."""
    return np.bincount(plan.everybody.instance.mentee[made.pairs], minlength=len(plan.asking)).tolist()


def values(plan, made):
    """Return what some pairs reach at each goal of hindsight, pair by pair; more is better."""
    instance, found = plan.everybody.instance, []
    chosen = made.pairs.tolist()
    got, loads = served(plan, made), [0] * len(instance.capacity)
    for pair in chosen:
        loads[instance.mentor[pair]] += 1
    fits = [instance.score[pair] for pair in chosen if not instance.proposed[pair]]
    for name in ("served", *(one for one in plan.everybody.levels if one not in ("served", "first_come"))):
        found.append(
            {
                "served": sum(
                    count + (before == 0 and count > 0)
                    for count, before in zip(got, instance.seats_before, strict=True)
                ),
                "home": sum(instance.home[pair] for pair in chosen),
                "fewest_changes": sum(instance.proposed[pair] for pair in chosen),
                "tiers": -sum(instance.tier_cost[pair] for pair in chosen),
                "compatibility": sum(instance.score[pair] for pair in chosen),
                "worst_off": min(fits, default=10**9),
                "balance": -sum(
                    (load + before) ** 2 for load, before in zip(loads, instance.load_before, strict=True)
                ),
            }[name]
        )
    return found


@pytest.mark.slow
@given(
    seasons_to_replay(), st.sampled_from(RHYTHMS[1:]), st.integers(0, 5), st.sampled_from([0.0, 0.0, 0.3, 0.8])
)  # fmt: skip
def test_no_replay_comes_to_more_than_hindsight(season, rhythm, seed, rate):
    plan, _ = planned(season)
    everybody = plan.everybody.dealt(seed, plan.asking)
    declines = everybody.declining(rate, seed)
    days = batch_days(rhythm, plan.first, plan.last)
    made = nesting(lambda: run_batches(everybody, plan.asking, days, declines))
    best = nesting(lambda: all_at_once(everybody, plan.asking, declines, in_order=False))
    at_once = nesting(lambda: all_at_once(everybody, plan.asking, declines, in_order=True))
    assert not declines[best.pairs].any()
    assert values(plan, made) <= values(plan, best)
    assert values(plan, at_once) <= values(plan, best)


@pytest.mark.slow
@settings(max_examples=40)
@given(seasons_to_replay(held=False))
def test_at_once_is_what_one_matching_of_everybody_on_the_last_day_is(season):
    plan, pairs = planned(season)
    declines = np.zeros(len(pairs), dtype=bool)
    order = season.policy["objectives"]["order"]
    unordered = ["served", *(one for one in order if one not in ("served", "first_come"))]
    for in_order, goals in ((True, order), (False, unordered)):
        made = nesting(
            lambda in_order=in_order: all_at_once(plan.everybody, plan.asking, declines, in_order=in_order)
        )
        policy = policy_of({**season.policy, "objectives": {"order": goals}})
        listed = nesting(lambda policy=policy: match(roster_of(season), policy, at=ENDS)).pairs
        listed = listed[listed["kind"] != "confirmed"]
        expected = sorted(zip(listed["mentee_id"], listed["mentor_id"], strict=True))
        assert sorted(pairs[one] for one in made.pairs) == expected


@settings(max_examples=30)
@given(seasons_to_replay(held=False), st.integers(0, 3))
def test_daily_batches_with_seats_for_everybody_serve_whom_hindsight_serves(season, seed):
    mentors = [{**row, "capacity": "20"} for row in season.mentors]
    rules = {key: value for key, value in season.policy["mentors"].items() if key != "max_capacity"}
    plan, _ = planned(
        season.with_parts(mentors=mentors, policy={**season.policy, "limits": [], "mentors": rules})
    )
    everybody = plan.everybody.dealt(seed, plan.asking)
    nobody = np.zeros(len(everybody.instance.mentee), dtype=bool)
    days = batch_days("daily", plan.first, plan.last)
    made = run_batches(everybody, plan.asking, days, nobody)
    assert served(plan, made) == served(plan, all_at_once(everybody, plan.asking, nobody, in_order=False))


@given(seasons_to_replay(), st.integers(1, 50))
def test_dealing_anew_moves_moments_among_those_who_ask_and_nothing_else(season, seed):
    plan, _ = planned(season)
    before, after = plan.everybody, plan.everybody.dealt(seed, plan.asking)
    assert sorted(after.requested[plan.asking]) == sorted(before.requested[plan.asking])
    assert np.array_equal(after.requested[~plan.asking], before.requested[~plan.asking])
    line = sorted(range(len(plan.asking)), key=lambda one: (not after.urgent[one], after.requested[one], one))
    assert np.argsort(after.instance.order).tolist() == line
    for name in ("mentee", "mentor", "score", "demand", "capacity", "mentee_bits"):
        assert np.array_equal(getattr(after.instance, name), getattr(before.instance, name))
