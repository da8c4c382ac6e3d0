"""Every number of the table of funding is what looking at all lists of a small season says."""

import re
from collections import Counter

import pandas as pd
import pytest
from funded_seasons import ORDERS, UNLIMITED, Oracle, funded_seasons
from hypothesis import given, settings
from matched_seasons import matched
from oracles.seasons import policy_of, roster_of

from matcher import funding_of, match

FIRST_COME = ORDERS[:1]
RAISED = re.compile(
    r"(?:(\d+) more (?:here|in (?!all)\w+)(?: and in all| and (\d+) in all)?|(\d+) more in all)$"
)


def told(season):
    return funding_of(matched(season)).rows


def by_code(table):
    return {row["code"]: row for row in table.to_dict("records")}


def raised(words):
    """Return by how many the cap of a row, and the cap in all, are raised."""
    here, with_all, whole = RAISED.match(words).groups()
    if whole:
        return 0, int(whole)
    return int(here), int(with_all) if with_all else int(here) if words.endswith("and in all") else 0


def with_more(caps, region, here, more):
    regions, whole = caps
    if here:
        regions = {**regions, region: regions[region] + here}
    return regions, None if whole is None else whole + more


def ids(cell):
    return set(filter(None, cell.split(";")))


def new_ids(oracle, served):
    return {oracle.mentees[one] for one, _ in served}


@settings(max_examples=40)
@given(funded_seasons(orders=FIRST_COME))
def test_counts_are_those_of_the_list_that_serves_in_order_within_the_caps(season):
    oracle, rows = Oracle(season), by_code(told(season))
    regions, whole = oracle.caps()
    _, _, served = oracle.best(regions, whole)
    for region in {*oracle.region, *regions} & set(rows):
        row = rows[region]
        assert row["paid"] == oracle.count(served, region)
        assert row["served"] + row["ended"] == row["paid"]
        assert row["waiting"] == row["asked"] - row["served"]
        assert (row["funded"] if region in regions else None) == regions.get(region)
    assert rows[""]["paid"] == oracle.count(served)
    assert rows[""]["ended"] == oracle.ended
    assert rows[""]["waiting"] == sum(oracle.problem.demand) - len(served)


@settings(max_examples=40)
@given(funded_seasons(orders=FIRST_COME))
def test_who_waits_for_money_is_who_would_be_served_if_money_were_no_limit(season):
    oracle, rows = Oracle(season), by_code(told(season))
    _, _, now = oracle.best(*oracle.caps())
    _, _, then = oracle.best({}, None)
    for region in [*{*oracle.region}, ""]:
        own = [one for one, _ in then - now if region in ("", oracle.region[one])]
        assert rows[region]["for_money"] == len(own)
        assert rows[region]["useful_all"] == oracle.count(then, region or None)
        reasons = ("for_money", "no_seat", "no_mentor", "other")
        assert sum(rows[region][one] for one in reasons) == rows[region]["waiting"]
        beyond = [
            max(0, seats - len(oracle.problem.possible[one]))
            for one, seats in enumerate(oracle.problem.demand)
            if region in ("", oracle.region[one])
        ]
        assert rows[region]["no_mentor"] == sum(beyond)


@settings(max_examples=40)
@given(funded_seasons(orders=FIRST_COME))
def test_the_next_dollar_serves_whom_all_lists_with_the_caps_raised_say(season):
    oracle, rows = Oracle(season), by_code(told(season))
    caps = oracle.caps()
    _, _, now = oracle.best(*caps)
    for region in [*caps[0], ""]:
        row = rows.get(region)
        if row is None or not (row["raised"] if region else row["raised"].endswith("more in all")):
            continue
        _, _, then = oracle.best(*with_more(caps, region, *raised(row["raised"])))
        assert ids(row["serves"]) == new_ids(oracle, then - now)
        assert ids(row["instead"]) == new_ids(oracle, now - then)


@settings(max_examples=40)
@given(funded_seasons(orders=FIRST_COME))
def test_nothing_is_bought_only_where_one_place_more_in_a_region_and_in_all_serves_the_same_people(season):
    oracle, rows = Oracle(season), by_code(told(season))
    regions, whole = oracle.caps()
    for region in regions:
        row = rows.get(region)
        if row is None or row["serves"] or not row["waiting"]:
            continue
        least = {**regions, region: max(regions[region], row["paid"] + 1)}
        more = None if whole is None else max(whole, rows[""]["paid"] + 1)
        now, then = oracle.best(regions, whole), oracle.best(least, more)
        assert now[2] == then[2]


@settings(max_examples=40)
@given(funded_seasons(orders=FIRST_COME))
def test_the_next_dollar_in_all_goes_to_the_earliest_request_that_it_could_serve(season):
    oracle, matching = Oracle(season), matched(season)
    row = by_code(funding_of(matching).rows)[""]
    regions, whole = oracle.caps()
    if row["raised"] != "1 more in all" or not row["serves"]:
        return
    _, _, now = oracle.best(regions, whole)
    problem = oracle.limited(regions, whole + 1)
    lists = [Counter(mentee for mentee, _ in pairs) for pairs in problem.all_lists()]
    earlier = Counter()
    for mentee, seat in problem.queue():
        if (mentee, seat) in now:
            earlier[mentee] += 1
        elif any(earlier + Counter([mentee]) <= one for one in lists):
            assert oracle.mentees[mentee] in ids(row["serves"])
            return
    raise AssertionError("nobody who waits could have been served")


@settings(max_examples=40)
@given(funded_seasons(orders=FIRST_COME))
def test_from_the_useful_number_on_more_money_changes_nothing(season):
    oracle, rows = Oracle(season), by_code(told(season))
    regions, whole = oracle.caps()
    for region in regions:
        if region not in rows:
            continue
        useful = rows[region]["useful_alone"]
        lifted = {one: most for one, most in regions.items() if one != region}
        values, _, served = oracle.best(lifted, whole)
        assert useful == oracle.count(served, region)
        assert oracle.best({**regions, region: useful}, whole)[0] == values
        assert oracle.best({**regions, region: useful + 3}, whole)[0] == values
        if useful > max(regions[region], oracle.standing(region)):
            assert oracle.best({**regions, region: useful - 1}, whole)[2] != served
    if whole is not None:
        _, _, served = oracle.best(regions, UNLIMITED)
        assert rows[""]["useful_alone"] == oracle.count(served)


@settings(max_examples=40)
@given(funded_seasons())
def test_the_best_use_is_the_best_list_of_the_money_of_all_capped_regions_together(season):
    oracle, rows = Oracle(season), by_code(told(season))
    regions, whole = oracle.caps()
    capped = {one: most for one, most in regions.items() if one in rows}
    if not capped:
        assert pd.isna(rows[""]["best_use"])
        return
    pool = None
    if whole is None:
        pool = (tuple(capped), sum(max(0, most - oracle.standing(one)) for one, most in capped.items()))
    _, count, served = oracle.best({}, whole, pool)
    assert rows[""]["best_use"] == oracle.standing() + count
    assert rows[""]["best_use"] >= rows[""]["paid"]
    if served is not None:
        for region in set(oracle.region):
            assert rows[region]["best_use"] == oracle.count(served, region)


@settings(max_examples=40)
@given(funded_seasons(orders=ORDERS[1:]))
def test_totals_hold_where_serving_most_comes_first(season):
    oracle, rows = Oracle(season), by_code(told(season))
    caps = oracle.caps()
    _, now, _ = oracle.best(*caps)
    _, then, _ = oracle.best({}, None)
    assert rows[""]["paid"] == oracle.standing() + now
    assert rows[""]["useful_all"] == oracle.standing() + then
    for region in caps[0]:
        row = rows.get(region)
        if row is not None and row["raised"]:
            _, more, _ = oracle.best(*with_more(caps, region, *raised(row["raised"])))
            assert more - now == len(ids(row["serves"])) - len(ids(row["instead"]))


def with_caps(season, regions, whole):
    """Return the season under these caps, in the policy."""
    limits = []
    if regions:
        limits.append({"name": "regions", "by": ["mentee.region"], "max": regions, "funding": True})
    if whole is not None:
        limits.append({"name": "all", "by": [], "max": whole, "funding": True})
    return season.with_parts(policy={**season.policy, "limits": limits})


def pairs(season):
    found = match(roster_of(season), policy_of(season)).pairs
    return set(zip(found["mentee_id"], found["mentor_id"], strict=True))


@settings(max_examples=40)
@given(funded_seasons())
def test_caps_lowered_to_what_is_used_leave_the_list_as_it_is(season):
    rows, (regions, whole) = by_code(told(season)), Oracle(season).caps()
    lowered = {one: min(most, rows[one]["paid"]) for one, most in regions.items() if one in rows}
    assert pairs(with_caps(season, lowered, whole)) == pairs(with_caps(season, regions, whole))


@settings(max_examples=40)
@given(funded_seasons())
def test_pairs_that_are_bought_are_on_the_list_that_the_raised_caps_of_a_policy_make(season):
    answer, caps = funding_of(matched(season)), Oracle(season).caps()
    for region in caps[0]:
        row = by_code(answer.rows).get(region)
        if row is not None and row["serves"]:
            after = pairs(with_caps(season, *with_more(caps, region, *raised(row["raised"]))))
            own = answer.bought[answer.bought["code"] == region]
            assert {
                (one, other) for one, other in zip(own["mentee_id"], own["mentor_id"], strict=True)
            } <= after
            assert row["costs"] == pytest.approx(cost(season, after) - cost(season, pairs(season)))


@settings(max_examples=60)
@given(funded_seasons())
def test_the_useful_number_is_what_the_list_of_a_policy_without_that_cap_uses(season):
    rows, oracle = by_code(told(season)), Oracle(season)
    regions, whole = oracle.caps()
    for region in regions.keys() & rows.keys():
        lifted = {one: most for one, most in regions.items() if one != region}
        after = pairs(with_caps(season, lifted, whole))
        own = [one for one, _ in after if season.mentee[one]["region"] == region]
        assert rows[region]["useful_alone"] == len(own) + rows[region]["ended"]
        assert rows[region]["net_alone"] == len(after) - len(pairs(season))


def cost(season, listed):
    """Return what a list costs, with pairs that ended and are paid in full."""
    money = season.policy["money"]
    paid = [*listed, *(season.listed("ended") if money["part_year"] == "full" else ())]
    return 500 * (len(paid) if money["per"] == "pair" else len({mentor for _, mentor in paid}))


@settings(max_examples=40)
@given(funded_seasons())
def test_dollars_of_the_regions_add_up_to_what_all_pairs_cost(season):
    rows = told(season)
    own = rows[rows["kind"] == "region"]["dollars"]
    assert round(own.sum() * 100) == round(rows.iloc[-1]["dollars"] * 100)
    assert rows.iloc[-1]["dollars"] == cost(season, pairs(season))
