"""What a comparison says in words."""

from functools import partial

import pandas as pd
import pytest
from hypothesis import given, settings
from oracles.seasons import policies, policy_of

from matcher import InfeasibleError, compare, load_policy, match, read_frames
from matcher.comparison.rules import rule_lines, rules_table
from matcher.policy import parse_policy
from matcher.policy.load import extend
from matcher.policy.model import TABLES

MENTORS = pd.DataFrame(
    {
        "mentor_id": ["M1", "M2", "M3"],
        "name": ["Ada Holm", "Bo Ek", "Cy Dahl"],
        "region": ["MASA-1", "MASA-1", "MASA-2"],
        "component_group": ["superintendent"] * 3,
        "strengths": ["psel-1", "psel-2", "psel-3"],
        "other_regions": ["yes"] * 3,
    }
)
MENTEES = pd.DataFrame(
    {
        "mentee_id": ["P1", "P2", "P3"],
        "name": ["Di Moe", "Eli Roe", "Fay Lund"],
        "region": ["MASA-1", "MASA-1", "MASA-2"],
        "component_group": ["superintendent; curriculum", "superintendent", "curriculum; superintendent"],
        "new_to_role": ["yes"] * 3,
        "needs": ["psel-1", "psel-2", "psel-3"],
    }
)
BASE = load_policy("masa").canonical()


def listed(mentors=MENTORS, mentees=MENTEES, rules=None, region="", **tables):
    policy = parse_policy(extend(BASE, rules or {}))
    return match(read_frames(mentors, mentees, **tables), policy, region=region)


def lines(before, after):
    return str(compare(before, after)).splitlines()


def rule(before, after):
    """Return each rule that differs, by its key."""
    table = compare(listed(rules=before), listed(rules=after)).rules
    return {row["key"]: (row["before"], row["after"]) for row in table.to_dict("records")}


@pytest.mark.parametrize(
    ("rules", "key", "before", "after"),
    [
        ({"mentors": {"max_capacity": None}}, "mentors.max_capacity", "3", "any number"),
        ({"mentors": {"membership": None}}, "mentors.membership", "active, retired or pending", "any"),
        ({"mentees": {"any_of": {"category": "novice"}}}, "mentees.any_of", "one of these holds: new to role, new to state or special application approved", "one of these holds: category novice, new to role, new to state or special application approved"),
        ({"conflicts": {"same": ["district", "school"]}}, "conflicts.same", "district", "district or school"),
        ({"program": {"season": "2027-28"}}, "program.season", "2026-27", "2027-28"),
        ({"objectives": {"order": ["served", "compatibility"]}}, "objectives.order", "People with a mentor, then Kinds of match, then Fit", "People with a mentor, then Fit"),
        ({"money": None}, "money", "$500 for each mentor who has a mentee, paid to the mentor’s region; all of it also for a part of the season", "none"),
        ({"internship": {"hours": 72, "months": 9, "certificate_years": 1}}, "internship", "none", "72 hours with one protégé over 9 months from each intern’s own start, after the training; the certificate is valid for 1 year, renewed by what the association asks for"),
        ({"limits": [{"name": "few", "by": ["mentee.region"], "max": 2}]}, "limits.few", "not there", "at most 2 pairs, for each mentee’s region"),
        ({"values": {"region": {"MASA-1": "South-east"}}}, "values.region.MASA-1", "Southeast; Region 1", "South-east"),
        ({"proximity": {"full_km": 10.0}}, "proximity", "fully up to 30 km, not at all from 200 km on", "fully up to 10 km, not at all from 200 km on"),
    ],
)  # fmt: skip
def test_a_changed_rule_is_said_in_words(rules, key, before, after):
    assert rule({}, rules)[key] == (before, after)
    assert list(rule({}, rules)) == [key]


def test_kinds_of_match_in_another_order_are_told():
    tiers = [BASE["tiers"][place] | {"cost": place} for place in range(4)]
    told = rule({"tiers": tiers}, {"tiers": [tiers[0], tiers[2], tiers[1], tiers[3]]})
    assert list(told) == ["tiers"]
    assert told["tiers"][1].startswith("same group, home region; same group, another region; practice-area")


def test_kinds_of_confidential_restrictions_are_never_named():
    told = rule({}, {"conflicts": {"ask": ["past_mismatch"]}})
    assert told == {
        "conflicts.ask": ("never paired; some need an approval instead", "never paired; others need an approval instead")
    }  # fmt: skip
    before, after = listed(), listed(rules={"conflicts": {"ask": ["past_mismatch"]}})
    assert "mismatch" not in str(compare(before, after))
    assert "supervisor" not in str(compare(before, after))


def test_nothing_is_said_of_who_avoids_whom():
    conflicts = pd.DataFrame({"mentor_id": ["M1"], "mentee_id": ["P1"], "kind": ["declared"]})
    after = listed(mentors=MENTORS.assign(avoided_mentees=["", "P2", ""]), conflicts=conflicts)
    told = compare(listed(), after)
    assert told.inputs["changed"].tolist() == [0, 0, 0, 0]
    assert "avoided" not in str(told)
    assert "declared" not in str(told)


def test_fit_under_other_weights_is_not_compared_but_the_first_list_is_valued_again():
    told = compare(listed(), listed(rules={"compatibility": {"needs": 0.9}}))
    fit = told.goals.set_index("goal").loc["compatibility"]
    assert not fit["comparable"]
    assert fit["under_after"] == fit["after"]
    said = next(line for line in str(told).splitlines() if " Fit of all pairs together: " in line)
    assert "not to be compared: the parts of the fit weigh otherwise" in said
    assert "These are not to be compared" in str(told)


def test_weights_that_are_the_same_once_divided_by_their_sum_are_no_difference():
    doubled = {name: 2 * weight for name, weight in BASE["compatibility"].items() if weight}
    assert not compare(listed(), listed(rules={"compatibility": doubled})).differs


def test_the_first_goal_at_which_the_first_list_is_worse_is_the_last_that_is_valued_again():
    rules = {"objectives": {"order": ["served", "home", "tiers"]}}
    worse = listed(mentors=MENTORS.assign(capacity=["1", "1", "0"]))
    goals = compare(worse, listed(rules=rules)).goals.set_index("goal")
    assert goals.loc["served", "under_after"] < goals.loc["served", "after"]
    assert goals.loc[["home", "tiers"], "under_after"].isna().all()


def test_goals_in_another_order_are_told_in_both_orders():
    after = listed(rules={"objectives": {"order": ["served", "compatibility", "balance"]}})
    told = lines(listed(), after)
    assert "  Order before: People with a mentor, then Kinds of match, then Fit." in told
    assert "  Order after: People with a mentor, then Fit, then Even loads." in told
    assert any(
        "Unevenness of loads (less is better): none before, 3 after; not to be compared: a goal of one list only"
        in line
        for line in told
    )


def test_who_came_and_who_left_is_named():
    newer = pd.concat([MENTEES.iloc[1:], MENTEES.iloc[:1].assign(mentee_id="P9", name="Gus Aas")])
    told = lines(listed(), listed(mentees=newer))
    assert "  Newly on the list of mentees (1): Gus Aas (P9)." in told
    assert "  No longer on the list of mentees (1): Di Moe (P1)." in told
    assert "1 has a mentor who had none: 1 newly on the list." in told
    assert "1 had a mentor and has none: 1 no longer on the list." in told


def test_ids_that_stand_for_other_people_are_not_taken_for_the_same():
    others = MENTEES.assign(name=["Gus Aas", "Hal Berg", "Ida Cole"])
    told = compare(listed(), listed(mentees=others))
    assert told.counts["kept"] == told.counts["moved"] == 0
    assert told.remarks[0].startswith("3 of the 3 ids of mentees that both lists have stand for other names")
    assert "Nobody is a mentee on both lists" in str(told)


def test_a_corrected_name_is_the_same_person_and_told():
    told = compare(listed(), listed(mentees=MENTEES.assign(name=["Di Moe-Ek", "Eli Roe", "Fay Lund"])))
    assert told.counts["kept"] == 3
    assert told.remarks == (
        "1 id stands for another name among the mentees of the other list, and is taken for the same person: P1.",
    )
    assert "  Mentees: 3 on both lists, 1 of them with another row (name 1)." in str(told).splitlines()


def test_a_person_of_several_groups_counts_by_the_main_one():
    groups = compare(listed(), listed(mentees=MENTEES.iloc[:2])).groups.set_index("code")
    assert groups.loc["superintendent", ["served_before", "served_after"]].tolist() == [2, 2]
    assert groups.loc["curriculum", ["served_before", "served_after"]].tolist() == [1, 0]


def test_one_region_only_is_said():
    told = lines(listed(), listed(region="MASA-1"))
    assert told[1] == "After: MASA Mentor Program 2026-27, MASA-1 only"
    assert "1 had a mentor and has none: 1 no longer on the list." in told


def test_all_are_100_percent_and_nothing_less():
    many = pd.concat([MENTEES.iloc[:1]] * 300, ignore_index=True)
    many = many.assign(mentee_id=[f"P{one}" for one in range(300)], name=[f"Di {one}" for one in range(300)])
    seats = partial(MENTORS.assign, other_regions=["no"] * 3)
    rules = {"mentors": {"max_capacity": None}}
    before, after = (listed(seats(capacity=[count, 0, 0]), many, rules) for count in (300, 299))
    assert "  MASA-1 Southeast  300 of 300  100%  299 of 300  99%" in lines(before, after)


def test_names_with_semicolons_do_no_harm():
    told = lines(
        listed(mentors=MENTORS.assign(name=["Ada; Holm", "Bo", "Cy"])), listed(mentors=MENTORS.iloc[1:])
    )
    assert any("Ada, Holm (M1)" in line for line in told)


def test_a_run_without_a_list_cannot_be_compared():
    pairs = pd.DataFrame({"mentor_id": ["M1", "M1"], "mentee_id": ["P1", "P2"], "kind": ["agreed", "agreed"]})
    with pytest.raises(InfeasibleError, match="M1"):
        compare(listed(), listed(pairs=pairs))


@pytest.mark.parametrize(
    "table", ["program", "mentees", "mentors", "conflicts", "objectives", "compatibility"]
)
def test_every_key_of_the_rules_is_compared(table):
    keys = {key for key, _ in rule_lines(load_policy("masa"))}
    assert {f"{table}.{name}" for name in TABLES[table].model_fields} - {"compatibility.model"} <= keys


@settings(max_examples=40)
@given(policies(), policies())
def test_rules_compared_the_other_way_round_are_the_same_rules(one, other):
    before, after = policy_of(one), policy_of(other)
    there, back = rules_table(before, after), rules_table(after, before)
    assert set(there["key"]) == set(back["key"])
    assert rules_table(before, before).empty
    if there.empty:
        assert before.tier_costs == after.tier_costs
        assert before.objectives == after.objectives
