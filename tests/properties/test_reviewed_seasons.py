"""A list is gone through at random: what is asked for is kept to the letter, or refused with the row that asks."""

import csv
import io
import random
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracles import hand
from oracles.limited_seasons import limited_seasons, regional_seasons
from oracles.problem import problem_of
from oracles.seasons import policy_of, roster_of

from matcher import match
from matcher.reading import read_edits
from matcher.report.tables import result_tables
from matcher.roster import InputError

TITLES = ["mentee_id", "mentor_id", "decision", "listed_mentor_id"]
CHANGES = [
    *["leave"] * 6,
    *["lock", "block", "swap", "swap", "take out"],
    *["swap and lock", "swap and block", "take out and lock", "take out and block", "remove"],
]
SAYS_AS_MUCH = [
    ("confirmed", "lock"),
    ("agreed", "lock"),
    ("lock", "lock"),
    ("block", "block"),
    ("continuing", "block"),
]
FIXED = re.compile(r"(\S+) and (\S+) (?:agreed on each other|are locked)")


@dataclass
class Row:
    mentee: str
    mentor: str
    decision: str
    listed: str


def matched(season, roster=None):
    return match(roster or roster_of(season), policy_of(season), region=season.region)


def listed(matching):
    return set(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))


def given_out(matching):
    """Return the rows of the list that people go through."""
    table = csv.DictReader(io.StringIO(result_tables(matching, with_candidates=False)["assignments.csv"]))
    return [Row(*(row[title] for title in TITLES)) for row in table]


def gone_through(dice, season, rows):
    """Return the rows with changes as people make them, and a few that they add."""
    mentors, mentees = sorted(season.mentor), sorted(season.mentee)
    found = []
    for row in rows:
        change = dice.choice(CHANGES)
        if change == "remove":
            continue
        what, _, decision = change.partition(" and ")
        mentor = {"swap": dice.choice(mentors), "take out": ""}.get(what, row.mentor)
        decision = decision or (what if what in ("lock", "block") else row.decision)
        found.append(Row(row.mentee, mentor, decision, row.listed))
    for _ in range(dice.choice([0, 0, 1, 2])):
        mentor = dice.choice([*mentors, *mentors, ""])
        found.append(Row(dice.choice(mentees), mentor, dice.choice(["", "", "lock", "block"]), ""))
    return dice.sample(found, len(found))


def asked_by(row):
    """Return what a row asks for, by pair; None if that cannot be told."""
    if row.mentor and row.mentor == row.listed:
        return {(row.mentee, row.mentor): row.decision} if row.decision else {}
    if row.mentor and row.listed:
        both = {(row.mentee, row.mentor): "lock", (row.mentee, row.listed): "block"}
        return None if row.decision == "block" else both
    if row.mentor:
        return {(row.mentee, row.mentor): row.decision or "lock"}
    if row.listed:
        return None if row.decision == "lock" else {(row.mentee, row.listed): "block"}
    return None if row.decision else {}


def asked_of(season, rows):
    """Return all that is asked for, and the places of the rows that cannot be followed."""
    kinds = {(row["mentee_id"], row["mentor_id"]): row["kind"] for row in season.pairs}
    asked, refused = {}, set()
    for place, row in enumerate(rows):
        own = asked_by(row)
        if own is None:
            refused.add(place)
            continue
        for pair, decision in own.items():
            if asked.setdefault(pair, (decision, place))[0] != decision:
                refused.add(place)
    for pair, (decision, place) in asked.items():
        kind = kinds.get(pair, "proposed")
        if kind != "proposed" and (kind, decision) not in SAYS_AS_MUCH:
            refused.add(place)
    return {pair: decision for pair, (decision, _) in asked.items()}, refused


def with_asked(season, asked):
    """Return the season in which all that a review asks for is listed."""
    kinds = {(row["mentee_id"], row["mentor_id"]): row["kind"] for row in season.pairs}
    for pair, decision in asked.items():
        if (kinds.get(pair), decision) not in SAYS_AS_MUCH:
            kinds[pair] = decision
    pairs = [{"mentee_id": one, "mentor_id": other, "kind": kind} for (one, other), kind in kinds.items()]
    return season.with_parts(pairs=pairs)


def read_again(season, rows):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "assignments.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(TITLES)
            writer.writerows([row.mentee, row.mentor, row.decision, row.listed] for row in rows)
        return read_edits(path, roster_of(season))


def fixed_in(roster):
    return {tuple(row) for row in roster.pairs[["mentee_id", "mentor_id", "kind"]].to_numpy().tolist()}


def kinds_in(season):
    return {(row["mentee_id"], row["mentor_id"], row["kind"]) for row in season.pairs}


def matched_first(season):
    try:
        matching = matched(season)
    except InputError:  # limits that cut through each other
        assume(False)
    assume(matching.status == "optimal")
    return matching


def see_review(season, rows):
    asked, refused = asked_of(season, rows)
    if refused:
        with pytest.raises(InputError) as error:
            read_again(season, rows)
        told = {problem.row - 2 for problem in error.value.problems}
        assert {problem.table for problem in error.value.problems} == {"edits"}
        assert told == refused
        return
    roster, expected = read_again(season, rows), with_asked(season, asked)
    assert fixed_in(roster) == kinds_in(expected)
    see_decisions_kept(expected, roster, asked, rows)


def see_decisions_kept(season, roster, asked, rows):
    try:
        matching = matched(season, roster)
    except InputError:  # with other pairs possible, limits of both sides may cut through each other
        return
    problem, _, _ = problem_of(season)
    fixed = season.listed_here("agreed", "lock")
    feasible = len(problem.locked) == len(fixed) and problem.best([]) is not None
    assert matching.status == ("optimal" if feasible else "infeasible")
    if not feasible:
        see_sources(matching, rows)
        return
    pairs = listed(matching)
    here = {pair: decision for pair, decision in asked.items() if season.is_here(pair[0])}
    assert {pair for pair, decision in here.items() if decision == "lock"} <= pairs
    assert not {pair for pair, decision in asked.items() if decision == "block"} & pairs
    again = read_again(season, given_out(matching))
    assert fixed_in(again) == kinds_in(season)


def see_sources(matching, rows):
    """Whatever a row of the review is blamed for, it asks for."""
    assert matching.clashes
    for clash in matching.clashes:
        pairs = FIXED.findall(clash.sentence)
        for source in clash.sources:
            if found := re.fullmatch(r"assignments.csv, row (\d+)", source):
                row = rows[int(found[1]) - 2]
                assert (row.mentee, row.mentor) in pairs
                assert asked_by(row)[row.mentee, row.mentor] == "lock"


@settings(max_examples=80)
@given(limited_seasons() | regional_seasons(), st.integers(0, 10**6))
def test_a_review_is_kept_to_the_letter_or_refused_with_the_row_that_asks(season, seed):
    rows = given_out(matched_first(season))
    see_review(season, gone_through(random.Random(seed), season, rows))


@settings(max_examples=40)
@given(regional_seasons(loose=True), st.integers(0, 10**6))
def test_decisions_that_can_all_be_kept_are(season, seed):
    """Without minimums, who locks or blocks pairs of any list that keeps the rules gets a list with them."""
    otherwise = season.with_parts(policy={**season.policy, "objectives": {"order": ["first_come"]}})
    rows, dice = given_out(matched_first(otherwise)), random.Random(seed)
    kinds = {(row["mentee_id"], row["mentor_id"]): row["kind"] for row in season.pairs}
    for row in rows:
        confirmed = kinds.get((row.mentee, row.mentor)) == "confirmed"
        row.decision = dice.choice(["", "lock"] if confirmed else ["", "lock", "block"])
    roster = read_again(season, rows)
    try:
        pairs = listed(matched(season, roster))
    except InputError:  # with other pairs possible, limits of both sides may cut through each other
        return
    assert {(row.mentee, row.mentor) for row in rows if row.decision == "lock"} <= pairs
    assert not {(row.mentee, row.mentor) for row in rows if row.decision == "block"} & pairs


@pytest.mark.parametrize("decision", ["lock", "block"])
def test_a_decision_about_nobody_is_refused(decision):
    season = hand.season([hand.mentor("M1")], [hand.mentee("P1"), hand.mentee("P2")])
    with pytest.raises(InputError) as error:
        read_again(season, [Row("P1", "M1", "", "M1"), Row("P2", "", decision, "")])
    [problem] = error.value.problems
    assert (problem.row, problem.column, problem.value) == (3, "decision", decision)
    assert f"nobody to {decision}" in problem.problem
