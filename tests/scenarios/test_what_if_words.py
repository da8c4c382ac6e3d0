"""What is said of each kind of change."""

import pytest
from oracles import hand
from oracles.seasons import policy_of, roster_of

from matcher import InfeasibleError, InputError, match

ANYONE = [{"name": "same group", "same": ["component_group"]}, {"name": "anyone"}]


def matched(mentors, mentees, rules=None, **parts):
    season = hand.season(mentors, mentees, rules or hand.policy(tiers=ANYONE), **parts)
    return match(roster_of(season), policy_of(season))


def two_for_one_seat(**changes):
    return matched([hand.mentor("M1")], [hand.mentee("P1"), hand.mentee("P2")], **changes)


def faults(matching, **changes):
    with pytest.raises(InputError) as refused:
        matching.what_if(**changes)
    return [(one.table, one.column, one.value, one.problem, one.suggestion) for one in refused.value.problems]


def test_a_seat_more_serves_one_more_who_is_named():
    answer = two_for_one_seat().what_if(seats={"M1": 1})
    assert answer.changes == ("Mentor M1 (M1) would have 2 seats instead of 1.",)
    served = answer.moves["mentee_id"][0]
    assert (answer.status, answer.sentence) == (
        "better",
        f"1 more person would have a mentor: Mentee {served} ({served}).",
    )
    assert answer.moves.to_dict("records") == [
        {"mentee_id": served, "before": "", "after": "M1", "change": "new"}
    ]
    assert f"  Mentee {served} ({served}): nobody → Mentor M1 (M1)" in str(answer)
    assert "People with a mentor: 1 → 2" in str(answer)
    assert "1 of 1 pairs would stay." in str(answer)


def test_a_seat_fewer_is_worse():
    answer = two_for_one_seat().what_if(seats={"M1": -1})
    assert answer.status == "worse"
    assert answer.sentence.startswith("1 person fewer would have a mentor: Mentee P")


def test_a_seat_above_what_the_rules_allow_counts_for_nothing_and_that_is_told():
    matching = two_for_one_seat(rules=hand.policy(tiers=ANYONE, mentors={"max_capacity": 1}))
    answer = matching.what_if(seats={"M1": 1})
    assert answer.status == "equal"
    assert answer.sentence == "Nothing would change: the list stays the best."
    assert answer.remarks == (
        "Mentor M1 (M1) would offer 2 seats, but the rules allow 1 (max_capacity of [mentors]): the seats above count "
        "for nothing, unless that rule is changed too.",
    )
    both = matching.what_if(seats={"M1": 1}, rules={"mentors": {"max_capacity": 2}})
    assert both.status == "better"
    assert both.changes[0] == "max_capacity of [mentors] would be 2 instead of 1."


def test_a_rule_that_is_left_out_is_told_in_words():
    mentors = {"max_capacity": 2, "membership": ["active"]}
    matching = two_for_one_seat(rules=hand.policy(tiers=ANYONE, mentors=mentors))
    answer = matching.what_if(lifted=["max_capacity", "mentors.membership"])
    assert sorted(answer.changes) == [
        "max_capacity of [mentors] would be no limit instead of 2.",
        "membership of [mentors] would be any membership instead of active.",
    ]


def test_nobody_can_have_fewer_seats_than_none():
    assert faults(two_for_one_seat(), seats={"M1": -2}) == [
        ("seats", "", "-2", "M1 has 1 seat, and cannot have 2 fewer.", "")
    ]


def test_a_new_mentor_is_read_as_a_row_of_the_lists_is():
    values = {"component_group": {"high": ["High School", "HS"]}, "region": {"North": "The North"}}
    matching = two_for_one_seat(rules=hand.policy(tiers=ANYONE, values=values))
    answer = matching.what_if(mentors=[{"Region": "the north", "Component Group": "HS", "capacity": 2}])
    assert answer.changes == ("New mentor (NEW-1) would be there too, a mentor for High School in North.",)
    assert answer.remarks == ("Who was given no id is called NEW-1.",)
    assert answer.sentence.startswith("1 more person would have a mentor")


def test_a_new_mentor_who_cannot_serve_is_told_why():
    rules = hand.policy(tiers=ANYONE, mentors={"training": ["trained"]})
    matching = matched([hand.mentor("M1", training="trained")], [hand.mentee("P1"), hand.mentee("P2")], rules)
    answer = matching.what_if(
        mentors=[{"mentor_id": "Z", "name": "Di", "region": "North", "component_group": "high"}]
    )
    assert answer.status == "equal"
    assert answer.remarks == ("Z cannot serve: training is not trained.",)


def test_all_faults_of_all_changes_are_told_at_once():
    found = faults(
        two_for_one_seat(),
        seats={"M7": 1},
        mentors=[{"regoin": "North", "component_group": "high"}, {"mentor_id": "M1", "region": "North"}],
        withdrawn=["Q"],
        lifted=["nonsense"],
        weights={"neds": 1},
        locked=[("P1", "M9")],
    )
    assert [(table, column) for table, column, *_ in found] == [
        ("lifted", ""),
        ("weights", "compatibility.neds"),
        ("mentors", "region"),
        ("mentors", "regoin"),
        ("mentors", "component_group"),
        ("mentors", "mentor_id"),
        ("seats", ""),
        ("withdrawn", ""),
        ("locked", ""),
    ]
    assert found[3][3:] == ("mentors have no column 'regoin'.", "Did you mean 'region'?")
    assert found[5][3] == "There is a mentor 'M1' already."
    assert found[7][3] == "There is neither a mentor nor a mentee 'Q'."


def test_more_seats_than_a_list_may_have_are_refused():
    ((table, _, _, problem, _),) = faults(two_for_one_seat(), seats={"M1": 10**30})
    assert (table, problem) == ("seats", "M1 cannot have more than 1,000,000 seats.")


def test_who_withdraws_and_is_a_number_is_not_known():
    ((table, _, value, *_),) = faults(two_for_one_seat(), withdrawn=[3])
    assert (table, value) == ("withdrawn", "3")


def test_limits_that_are_no_list_are_refused_beside_a_limit_more_too():
    changes = {"rules": {"limits": 3}, "limits": [{"by": [], "max": 1}]}
    assert faults(two_for_one_seat(), **changes)[0][:2] == ("rules", "limits")


def test_a_column_about_gender_is_refused_here_too():
    row = {"region": "North", "component_group": "high", "gender": "x"}
    assert "race, gender or age" in faults(two_for_one_seat(), mentors=[row])[0][3]


def test_confirmed_pairs_end_with_who_withdraws():
    matching = matched(
        [hand.mentor("M1"), hand.mentor("M2")],
        [hand.mentee("P1"), hand.mentee("P2")],
        pairs=[("P1", "M1", "confirmed"), ("P2", "M2", "lock")],
    )
    answer = matching.what_if(withdrawn=["M1"])
    assert answer.changes == ("Mentor M1 (M1) would withdraw.",)
    assert answer.remarks == ("The confirmed pair P1 and M1 would end.",)
    assert answer.sentence == "1 person fewer would have a mentor: Mentee P1 (P1)."
    both = matching.what_if(withdrawn=["M1", "P2"])
    assert both.remarks[1] == "The locked pair P2 and M2 would end."
    assert both.moves["mentee_id"].tolist() == ["P1", "P2"]


def test_a_mentee_who_withdraws_is_not_missed_but_leaves_a_seat():
    matching = two_for_one_seat()
    listed = matching.pairs["mentee_id"][0]
    answer = matching.what_if(withdrawn=[listed])
    assert answer.status == "better"
    assert answer.sentence.startswith("1 more person would have a mentor: Mentee P")
    assert matching.what_if(withdrawn=["P1", "P2"]).status == "equal"


def test_with_fewest_changes_only_those_move_who_must():
    groups = [{"component_group": one} for one in ("a", "b", "c")]
    mentors = [hand.mentor(f"M{place}", **one) for place, one in enumerate(groups, 1)]
    mentees = [hand.mentee("P1", component_group="a"), hand.mentee("P2", component_group="b")]
    matching = matched([*mentors, hand.mentor("M4", component_group="a")], [*mentees, hand.mentee("P3")])
    before = dict(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))
    answer = matching.what_if(withdrawn=[before["P2"]], fewest_changes=True)
    assert answer.changes[1] == (
        "As many pairs as possible would stay as they are: that would count next after how many people are served."
    )
    assert answer.moves["mentee_id"].tolist() == ["P2"]
    assert list(answer.goals["goal"]) == ["served", "fewest_changes", "tiers", "compatibility"]
    assert answer.counts.set_index("count")["after"]["pairs that stay"] == 2


@pytest.mark.parametrize(
    ("order", "after"),
    [
        (["served", "tiers"], ["served", "fewest_changes", "tiers"]),
        (
            ["served", "first_come", "home", "tiers"],
            ["served", "first_come", "home", "fewest_changes", "tiers"],
        ),
        (["home", "served", "tiers"], ["home", "served", "fewest_changes", "tiers"]),
        (["served", "tiers", "first_come"], ["served", "fewest_changes", "tiers", "first_come"]),
        (["served", "tiers", "fewest_changes"], ["served", "fewest_changes", "tiers"]),
        (["fewest_changes", "served"], ["fewest_changes", "served"]),
        (["compatibility", "first_come"], ["compatibility", "first_come", "fewest_changes"]),
    ],
)
def test_keeping_pairs_counts_as_soon_as_serving_is_settled(order, after):
    matching = two_for_one_seat(rules=hand.policy(tiers=ANYONE, objectives={"order": order}))
    assert list(matching.what_if(fewest_changes=True).goals["goal"]) == after


def with_limit():
    limit = {"name": "one each", "by": ["mentee.region"], "max": 1}
    rules = hand.policy(tiers=ANYONE, limits=[limit], conflicts={"same": ["district"]})
    return matched(
        [hand.mentor("M1", district="Oak"), hand.mentor("M2")],
        [hand.mentee("P1"), hand.mentee("P2", district="Oak")],
        rules,
    )


def test_a_limit_is_lifted_by_its_name():
    answer = with_limit().what_if(lifted=["One Each"])
    assert answer.changes == ("Without the limit 'one each'.",)
    assert answer.sentence.startswith("1 more person would have a mentor")


def test_a_column_that_must_not_be_the_same_is_lifted_by_either_name():
    for name in ("district", "the same district", "conflicts.same.district"):
        assert with_limit().what_if(lifted=[name]).changes == (
            "Two people with the same district could be paired.",
        )


def test_what_cannot_be_lifted_names_what_can_the_nearest_first():
    ((_, _, value, problem, hint),) = faults(with_limit(), lifted=["one eahc"])
    assert (value, problem) == ("one eahc", "There is no such rule to lift.")
    assert hint.startswith("These are: 'one each', ")
    assert "'district'" in hint
    assert "'anyone'" in hint


def test_a_name_of_two_rules_is_to_be_told_apart():
    rules = hand.policy(tiers=ANYONE, mentors={"membership": ["active"]}, mentees={"membership": ["active"]})
    ((*_, problem, hint),) = faults(two_for_one_seat(rules=rules), lifted=["membership"])
    assert problem == "'membership' fits 2 rules."
    assert hint == "Write 'mentees.membership' or 'mentors.membership'."


@pytest.mark.parametrize(
    "change",
    [
        {"lifted": ["a confidential restriction"]},
        {"lifted": ["relative"]},
        {"lifted": ["avoided_mentors"]},
        {"rules": {"conflicts": {"ask": ["relative"]}}},
    ],
)
def test_confidential_restrictions_cannot_be_lifted_even_to_try(change):
    matching = matched([hand.mentor("M1")], [hand.mentee("P1")], conflicts=[("P1", "M1", "relative")])
    ((*_, problem, hint),) = faults(matching, **change)
    assert problem.startswith("Confidential restrictions stay as they are")
    assert hint == ""


def test_a_kind_of_match_is_lifted_and_the_others_cost_what_they_did():
    mentors = [hand.mentor("M1"), hand.mentor("M2", component_group="low")]
    kinds = [
        {"name": "near", "same": ["region"]},
        {"name": "alike", "same": ["component_group"]},
        {"name": "anyone"},
    ]
    answer = matched(mentors, [hand.mentee("P1")], hand.policy(tiers=kinds)).what_if(lifted=["near"])
    assert answer.changes == ("Without the kind of match 'near'.",)
    assert answer.status == "worse"
    assert answer.sentence == "The kinds of match would be worse by 1 in all, 1 instead of 0."


def test_the_last_kind_of_match_cannot_be_lifted():
    ((*_, problem, _),) = faults(two_for_one_seat(), lifted=["same group", "anyone"])
    assert problem == "A list needs a kind of match; these were all there are."


def test_a_limit_more_stands_beside_the_others():
    answer = with_limit().what_if(limits=[{"by": [], "max": 0}])
    assert answer.changes == ("With the limit 'added limit': at most 0.",)
    assert answer.status == "worse"


def test_a_limit_that_is_written_wrongly_is_refused_at_its_place():
    ((table, column, *_),) = faults(with_limit(), limits=[{"by": ["mentee.regoin"], "max": 1}])
    assert (table, column) == ("limits", "limits[2].by[1]")


def test_other_weights_measure_both_lists_anew():
    mentors = [
        hand.mentor("M1", years_experience="15"),
        hand.mentor("M2", strengths="t1", years_experience="0"),
    ]
    mentees = [hand.mentee("P1", needs="t1", preferred_mentors="")]
    rules = hand.policy(tiers=[{"name": "anyone"}], compatibility={"years": 1.0, "needs": 0.5})
    answer = matched(mentors, mentees, rules).what_if(weights={"needs": 3})
    assert answer.changes == ("The weight of needs would be 3 instead of 0.5.",)
    assert answer.status == "other"
    assert answer.remarks == (
        "The goals themselves change; both columns are measured under the changed rules.",
    )
    before, after = answer.goals.set_index("goal").loc["compatibility"][["before", "after"]]
    assert (before, after) == (0.625, 0.75)
    assert answer.sentence == (
        "The list as it is would not be the best any more. The fit of all pairs together would be higher by 0.12."
    )


def test_other_goals_that_leave_the_list_as_it_is():
    rules = {"objectives": {"order": ["served", "compatibility"]}}
    answer = two_for_one_seat().what_if(rules=rules)
    assert answer.status == "equal"
    assert answer.sentence == (
        "Nobody would have another mentor: the list as it is is the best under the changed rules too."
    )


def test_a_list_that_would_not_be_possible_any_more_has_values_where_they_can_be_compared():
    answer = two_for_one_seat().what_if(seats={"M1": -1}, weights={"needs": 3})
    assert answer.status == "other"
    assert answer.sentence.startswith("1 person fewer would have a mentor: ")
    assert answer.sentence.endswith(". The list as it is would not be possible any more.")
    assert answer.goals.set_index("goal")["before"].isna().to_dict() == {
        "served": False, "tiers": False, "compatibility": True,
    }  # fmt: skip


def test_a_pair_is_locked_or_blocked():
    matching = two_for_one_seat()
    listed = matching.pairs["mentee_id"][0]
    other = {"P1": "P2", "P2": "P1"}[listed]
    blocked = matching.what_if(blocked=[(listed, "M1")])
    assert blocked.changes == (f"{listed} and M1 would not be allowed on the list.",)
    assert blocked.status == "equal"
    assert blocked.sentence == (
        f"As many people as now would have a mentor, but Mentee {listed} ({listed}) would lose theirs and Mentee {other} "
        f"({other}) would have one. No goal would change, but others than now would be together."
    )
    assert matching.what_if(locked=[(other, "M1")]).moves["mentee_id"].tolist() == ["P1", "P2"]


def test_a_pair_that_is_listed_otherwise_is_not_locked():
    matching = matched([hand.mentor("M1")], [hand.mentee("P1")], pairs=[("P1", "M1", "confirmed")])
    assert faults(matching, blocked=[("P1", "M1")])[0][3] == "P1 and M1 are listed as confirmed."
    assert matching.what_if(locked=[("P1", "M1")]).changes == (
        "P1 and M1 would be locked, which they are already (confirmed).",
    )


def test_no_list_is_told_with_what_cannot_hold_together_and_the_least_that_would_do():
    answer = two_for_one_seat().what_if(locked=[("P1", "M1"), ("P2", "M1")])
    assert (answer.status, answer.sentence) == ("impossible", "There would be no list.")
    assert answer.clashes[0].startswith("These cannot all hold: P1 and M1 are locked; P2 and M1 are locked.")
    assert answer.clashes[-1].startswith("It would take at the least: set P")
    assert not len(answer.moves)
    assert "There would be no list.\n  These cannot all hold" in str(answer)


def test_an_earlier_request_is_served_instead():
    rules = hand.policy(tiers=ANYONE, objectives={"order": ["first_come", "tiers"]})
    mentors = [hand.mentor("M1", district="Oak")]
    mentees = [
        hand.mentee("P1", district="Oak", requested_at="2026-07-01"),
        hand.mentee("P2", requested_at="2026-07-02"),
    ]
    matching = matched(mentors, mentees, {**rules, "conflicts": {"same": ["district"]}})
    answer = matching.what_if(lifted=["district"])
    assert answer.status == "better"
    assert answer.sentence == (
        "As many people as now would have a mentor, but Mentee P2 (P2) would lose theirs and Mentee P1 (P1) would have "
        "one. Mentee P1 (P1) would be served before somebody whose request came later."
    )


def test_who_loses_a_mentor_to_a_newcomer_is_named_before_the_goals():
    rules = hand.policy(tiers=ANYONE)
    matching = matched([hand.mentor("M1")], [hand.mentee("P1", component_group="low")], rules)
    answer = matching.what_if(mentees=[{"region": "North", "component_group": "high"}])
    assert answer.sentence == (
        "As many people as now would have a mentor, but Mentee P1 (P1) would lose theirs and New mentee (NEW-1) would "
        "have one. The kinds of match would be better by 1 in all, 0 instead of 1."
    )
    listed = str(answer).splitlines()[-2:]
    assert [one.split(":")[0].strip() for one in listed] == ["Mentee P1 (P1)", "New mentee (NEW-1)"]


def test_with_gains_and_losses_both_are_named_and_all_losses_listed_first():
    mentees = [hand.mentee(f"P{place:02}") for place in range(20)]
    mentors = [hand.mentor("M1", capacity=18), hand.mentor("M2", component_group="low", district="Oak")]
    mentees.append(hand.mentee("A1", component_group="low", district="Oak"))
    rules = hand.policy(tiers=[ANYONE[0]], conflicts={"same": ["district"]}, mentors={"max_capacity": 20})
    answer = matched(mentors, mentees, rules).what_if(withdrawn=["M1"], lifted=["district"])
    assert answer.sentence.startswith("17 people fewer would have a mentor: 18 would lose theirs: Mentee P")
    assert "; 1 would have one: Mentee A1 (A1)." in answer.sentence
    assert str(answer).count("→ nobody") == 18


def test_without_a_list_there_is_nothing_to_compare_with():
    matching = two_for_one_seat(pairs=[("P1", "M1", "lock"), ("P2", "M1", "lock")])
    with pytest.raises(InfeasibleError):
        matching.what_if(seats={"M1": 1})


@pytest.mark.parametrize(
    ("changes", "table"),
    [
        ({"seats": ["M1"]}, "seats"),
        ({"locked": ["a"]}, "locked"),
        ({"limits": ["x"]}, "limits"),
        ({"mentors": 3}, "mentors"),
        ({"rules": [1]}, "rules"),
        ({"locked": [("P1", "M1")], "blocked": [("P1", "M1")]}, "locked"),
        ({"seats": {"M1": 1}, "withdrawn": ["M1"]}, "seats"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(changes, table):
    season = hand.season([hand.mentor("M1")], [hand.mentee("P1")])
    with pytest.raises(InputError) as caught:
        match(roster_of(season), policy_of(season)).what_if(**changes)
    assert {problem.table for problem in caught.value.problems} == {table}


def test_one_name_alone_stands_for_a_list_of_one():
    season = hand.season([hand.mentor("M1")], [hand.mentee("P1")])
    told = match(roster_of(season), policy_of(season)).what_if(withdrawn="M1")
    assert "1 person fewer would have a mentor" in str(told)
