"""A whole season that is short of mentors: its firmness and its frontiers, against lists made anew from changed tables."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

import matcher
from matcher.policy import parse_policy
from matcher.policy.load import extend

RULES = matcher.load_policy("masa")


@pytest.fixture(scope="module")
def tables(shared_data):
    folder = shared_data / "masa-2026-27-short"
    return {
        name: pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
        for name in ("mentors", "mentees", "conflicts")
    }


@pytest.fixture(scope="module")
def matching(tables):
    return matched(tables)


@pytest.fixture(scope="module")
def firm(matching):
    return matching.firmness()


def matched(tables, rules=RULES):
    return matcher.match(matcher.read_frames(**tables, expectations=rules.expectations), rules)


def listed(matching):
    return set(matching.pairs[["mentee_id", "mentor_id"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("percent", [-40, -20, -10, 10, 20, 40])
def test_firm_pairs_survive_in_lists_made_by_changed_rules(matching, firm, tables, percent):
    enough = firm.pairs[firm.pairs["firm_up_to"] >= abs(percent)]
    firm_pairs = set(enough[["mentee_id", "mentor_id"]].itertuples(index=False, name=None))
    for feature, weight in RULES.compatibility.model_dump().items():
        if feature == "model" or not weight:
            continue
        change = {"compatibility": {feature: weight * (100 + percent) / 100}}
        other = listed(matched(tables, parse_policy(extend(RULES.model_dump(), change))))
        assert firm_pairs <= other
        row = firm.weights[(firm.weights["feature"] == feature) & (firm.weights["percent"] == percent)]
        assert row["pairs_changed"].tolist() == [len(listed(matching) - other)]


def test_who_is_at_risk_has_nobody_in_the_list_made_without_the_mentor(matching, firm, tables):
    before = listed(matching)
    for row in firm.mentors.iloc[::6].to_dict("records"):
        gone = row["mentor_id"]
        mentors = tables["mentors"][tables["mentors"]["mentor_id"] != gone]
        conflicts = tables["conflicts"][tables["conflicts"]["mentor_id"] != gone]
        if wished_for(tables, gone):
            continue
        after = listed(matched({**tables, "mentors": mentors, "conflicts": conflicts}))
        lost = {mentee for mentee, _ in before} - {mentee for mentee, _ in after}
        assert row["without"] == ";".join(sorted(lost))


def wished_for(tables, mentor):
    """Return whether somebody names a mentor, whom the list without them would not know."""
    columns = [name for name in ("preferred_mentors", "avoided_mentors") if name in tables["mentees"]]
    named = tables["mentors"].loc[tables["mentors"]["mentor_id"] == mentor]
    words = {mentor, *named.get("name", []), *named.get("email", [])} - {""}
    cells = " ; ".join(cell for name in columns for cell in tables["mentees"][name])
    return any(word in cells for word in words)


@pytest.mark.parametrize("goal", ["worst_off", "balance"])
def test_the_ends_of_a_frontier_are_the_lists_of_rules_with_that_goal(matching, tables, goal):
    points = matching.frontier(goal).points
    order = {"objectives": {"order": ["served", "tiers", goal, "compatibility"]}}
    other = matched(tables, parse_policy(extend(RULES.model_dump(), order)))
    value = {one.name: one.value for one in other.levels}
    last = points.iloc[-1]
    assert (last["compatibility"], last[goal]) == (value["compatibility"], value[goal])
    now = {one.name: one.value for one in matching.levels}
    assert points["compatibility"].iloc[0] == now["compatibility"]
    fairer = np.array([-1 if goal == "balance" else 1])
    assert all(fit > less for fit, less in pairwise(points["compatibility"]))
    assert all(fairer * (more - one) > 0 for one, more in pairwise(points[goal]))
