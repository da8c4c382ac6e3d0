"""A season that somebody else made: each change beside the list made from scratch of the changed lists and rules."""

import pandas as pd
import pytest

from matcher import load_policy, match, read_roster
from matcher.policy import parse_policy
from matcher.policy.load import extend


@pytest.fixture(scope="module")
def short(shared_data):
    policy = load_policy("masa")
    roster = read_roster(shared_data / "masa-2026-27-short", expectations=policy.expectations)
    return match(roster, policy)


def with_cells(roster, table, one, **cells):
    frame = roster.table(table).copy()
    for column, value in cells.items():
        frame.loc[frame[f"{table[:-1]}_id"] == one, column] = value
    return roster.with_tables(**{table: frame})


def listed(matching):
    return set(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))


def see_the_list_from_scratch(now, answer, roster, policy):
    then = match(roster, policy)
    moves = answer.moves.to_dict("records")
    moved = {row["mentee_id"] for row in moves}
    after = {pair for pair in listed(now) if pair[0] not in moved}
    after |= {(row["mentee_id"], one) for row in moves for one in row["after"].split(";") if one}
    assert after == listed(then)
    goals = {one.name: one.value for one in then.levels}
    assert dict(zip(answer.goals["goal"], answer.goals["after"], strict=True)) == {
        name: goals[name] for name in answer.goals["goal"]
    }


def test_a_seat_more_of_every_third_mentor(short):
    seats = dict(zip(short.mentors["mentor_id"], short.mentors["seats"], strict=True))
    for one in list(seats)[::3]:
        if seats[one]:
            roster = with_cells(short.roster, "mentors", one, capacity=float(seats[one] + 1))
            see_the_list_from_scratch(short, short.what_if(seats={one: 1}), roster, short.policy)


def test_every_third_mentor_on_the_list_withdraws(short):
    for one in short.pairs["mentor_id"].unique()[::3]:
        roster = with_cells(short.roster, "mentors", one, capacity=0.0, min_mentees=0.0)
        answer = short.what_if(withdrawn=[one])
        assert answer.status in ("worse", "equal")
        see_the_list_from_scratch(short, answer, roster, short.policy)


def test_who_else_must_move_is_the_fewest(short):
    order = ["served", "fewest_changes", "tiers", "compatibility"]
    policy = parse_policy(extend(short.policy.canonical(), {"objectives": {"order": order}}))
    proposed = pd.DataFrame(
        [(mentor, mentee, "proposed") for mentee, mentor in sorted(listed(short))],
        columns=["mentor_id", "mentee_id", "kind"],
        dtype=object,
    )
    for one in short.pairs["mentor_id"].unique()[::15]:
        roster = with_cells(short.roster, "mentors", one, capacity=0.0, min_mentees=0.0)
        roster = roster.with_tables(pairs=proposed[proposed["mentor_id"] != one])
        answer = short.what_if(withdrawn=[one], fewest_changes=True)
        see_the_list_from_scratch(short, answer, roster, policy)
        assert len(answer.moves) <= len(short.what_if(withdrawn=[one]).moves)


def test_a_mentor_more_for_whom_nobody_serves(short):
    first = short.unserved[short.unserved["cause"].isin(["shortage", "no_candidate"])]["mentee_id"].iloc[0]
    mentees = short.roster.mentees.set_index("mentee_id")
    row = {"region": mentees["region"][first], "component_group": mentees["component_group"][first]}
    answer = short.what_if(mentors=[row])
    assert answer.status == "better"
    assert answer.sentence.startswith("1 more person would have a mentor: ")


@pytest.mark.parametrize(
    ("changes", "over"),
    [
        ({"lifted": ["district"]}, {"conflicts": {"same": []}}),
        ({"rules": {"mentors": {"max_capacity": 1}}}, {"mentors": {"max_capacity": 1}}),
        ({"weights": {"needs": 0.4}}, {"compatibility": {"needs": 0.4}}),
        (
            {"limits": [{"name": "regions", "by": ["mentee.region"], "max": 6}]},
            {"limits": [{"name": "regions", "by": ["mentee.region"], "max": 6}]},
        ),
        (
            {"rules": {"objectives": {"order": ["served", "worst_off", "compatibility"]}}},
            {"objectives": {"order": ["served", "worst_off", "compatibility"]}},
        ),
    ],
)
def test_other_rules(short, changes, over):
    policy = parse_policy(extend(short.policy.canonical(), over))
    see_the_list_from_scratch(short, short.what_if(**changes), short.roster, policy)
