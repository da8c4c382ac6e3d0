"""How firm a list is, against lists made from the changed rows and rules."""

import math
from copy import deepcopy
from xml.etree import ElementTree

from hypothesis import assume, given, settings
from oracles.limited_seasons import limited_seasons, regional_seasons
from oracles.problem import problem_of
from oracles.seasons import policy_of, roster_of

from matcher import InputError, match
from matcher.report.pictures import firmness_picture
from matcher.scenarios.firmness.weights import STEPS, changes, reweighted

DEFAULT = {
    "preference": 0.25,
    "needs": 0.25,
    "context": 0.20,
    "style": 0.15,
    "proximity": 0.10,
    "years": 0.05,
}


def matched(season):
    try:
        matching = match(roster_of(season), policy_of(season), region=season.region)
    except InputError:  # its limits cut through each other
        assume(False)
    return matching


def with_weight(season, feature, percent):
    policy = deepcopy(season.policy)
    weights = policy.setdefault("compatibility", dict(DEFAULT))
    weights[feature] = weights[feature] * (100 + percent) / 100
    return season.with_parts(policy=policy)


def listed(matching):
    return set(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))


def weights_of(season):
    weights = season.policy.get("compatibility", DEFAULT)
    return [name for name, weight in weights.items() if weight > 0]


def assert_is_best(season, matching):
    """Hold a list against the best values that an oracle finds, with the program's own rounding of the scores."""
    problem, mentees, mentors = problem_of(season)
    frame = matching.candidates
    problem.score = {
        (mentees.index(one), mentors.index(other)): round(score * 1_000_000)
        for one, other, score in zip(frame["mentee_id"], frame["mentor_id"], frame["score"], strict=True)
    }
    new = matching.pairs[matching.pairs["kind"] != "confirmed"]
    pairs = {
        (mentees.index(one), mentors.index(other))
        for one, other in zip(new["mentee_id"], new["mentor_id"], strict=True)
    }
    order = season.policy["objectives"]["order"]
    assert problem.values(order, pairs) == problem.best(order)


@settings(max_examples=15)
@given(limited_seasons(most=4))
def test_scores_under_other_weights_are_those_of_a_file_with_these_weights(season):
    matching = matched(season)
    for change in changes(matching.policy):
        other = matched(with_weight(season, change.feature, change.percent))
        found = reweighted(matching.prepared, change)
        assert found.scores.micro.tobytes() == other.prepared.scores.micro.tobytes()
        assert found.policy.compatibility.weights == other.policy.compatibility.weights


@settings(max_examples=15)
@given(limited_seasons(most=4))
def test_firm_pairs_survive_every_change_of_a_weight_and_others_break_where_it_is_said(season):
    matching = matched(season)
    assume(matching.status == "optimal")
    found = matching.firmness()
    lists = {}
    if {"compatibility", "worst_off"} & set(season.policy["objectives"]["order"]):
        for feature in weights_of(season):
            for percent in (sign * step for step in STEPS for sign in (1, -1)):
                changed = with_weight(season, feature, percent)
                other = matched(changed)
                lists[feature, percent] = listed(other)
                if abs(percent) == STEPS[1]:
                    assert_is_best(changed, other)
    assert {(row["feature"], row["percent"]) for row in found.weights.to_dict("records")} == set(lists)
    for row in found.weights.to_dict("records"):
        pairs = lists[row["feature"], row["percent"]]
        assert row["pairs_changed"] == len(listed(matching) - pairs)
    for row in found.pairs.to_dict("records"):
        pair = row["mentee_id"], row["mentor_id"]
        breaks = {change for change, pairs in lists.items() if pair not in pairs}
        least = min((abs(percent) for _, percent in breaks), default=None)
        assert row["firm_up_to"] == max([0, *(step for step in STEPS if least is None or step < least)])
        words = {
            f"if {name} counted {abs(percent)}% {'more' if percent > 0 else 'less'}"
            for name, percent in breaks
            if abs(percent) == least
        }
        assert row["breaks"] in (words or {""})
        assert row["fixed"] == (pair in season.listed("confirmed", "agreed", "lock"))
    assert str(found)
    assert ElementTree.fromstring(firmness_picture(found)).find("desc") is not None


def without(season, mentor):
    """Return the season without a mentor and without everything that names the mentor."""
    mentees = [
        {**row, "avoided_mentors": forget(row.get("avoided_mentors", ""), mentor)} for row in season.mentees
    ]
    others = [row for row in season.mentors if row["mentor_id"] != mentor]
    pairs, conflicts = (
        [row for row in rows if row["mentor_id"] != mentor] for rows in (season.pairs, season.conflicts)
    )
    return season.with_parts(mentors=others, mentees=mentees, pairs=pairs, conflicts=conflicts)


def forget(names, mentor):
    return ";".join(one for one in names.split(";") if one != mentor)


@settings(max_examples=50)
@given(limited_seasons(most=5) | regional_seasons(most=5))
def test_with_a_mentor_gone_people_fare_as_in_the_list_made_without_the_mentor(season):
    mentees = [{**row, "preferred_mentors": ""} for row in season.mentees]
    season = season.with_parts(mentees=mentees)
    matching = matched(season)
    assume(matching.status == "optimal" and len(season.mentors) > 1)
    found = matching.firmness()
    before = listed(matching)
    assert found.mentors["mentor_id"].tolist() == sorted({mentor for _, mentor in before})
    at_risk = set()
    for row in found.mentors.to_dict("records"):
        gone = row["mentor_id"]
        rest = without(season, gone)
        other = match(roster_of(rest), policy_of(rest), region=rest.region)
        assert row["possible"] == (other.status == "optimal")
        own = {mentee for mentee, mentor in before if mentor == gone}
        assert set(row["mentees"].split(";")) == own
        if not row["possible"]:
            assert (row["without"], row["moved"]) == ("", 0)
            continue
        assert_is_best(rest, other)
        after = listed(other)
        lost = {mentee for mentee, _ in before} - {mentee for mentee, _ in after}
        changed = {mentee for mentee, _ in before ^ after} - own
        assert row["without"] == ";".join(sorted(lost))
        assert row["moved"] == len(changed - lost)
        for one in other.levels[:-1]:
            assert row[one.name] == one.value or (one.value is None and math.isnan(row[one.name]))
        at_risk |= {(mentee, gone, mentee in own) for mentee in lost}
    assert set(found.at_risk.itertuples(index=False, name=None)) == at_risk
    assert found.regions["at_risk"].sum() == len({mentee for mentee, _, _ in at_risk})
    assert found.regions["with_mentor"].sum() == len({mentee for mentee, _ in before})
