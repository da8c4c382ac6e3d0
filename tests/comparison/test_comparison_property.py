"""A comparison against plain counting over the tables of both runs and the seasons' own rows."""

import math
from collections import Counter

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from oracles.people import CODES, LISTS, cell, fold_code, fold_text, items
from oracles.problem import problem_of
from oracles.seasons import policy_of, roster_of
from two_seasons import two_seasons

from matcher import InputError, compare, match

NUMBERS = ("capacity", "years_experience", "district_size", "latitude", "longitude", "style_1", "style_2", "style_m", "mentors_needed", "min_mentees")  # fmt: skip


class Run:
    """One run: its season, and what its tables say, as plain rows."""

    def __init__(self, season):
        self.season = season
        try:
            self.matching = match(roster_of(season), policy_of(season), region=season.region)
        except InputError:  # limits that cut through each other, or a region in which nobody is
            assume(False)
        assume(self.matching.status == "optimal")
        self.rows = self.matching.pairs.to_dict("records")
        self.mentors = self.matching.mentors.to_dict("records")
        left = self.matching.unserved.to_dict("records")
        self.served = {row["mentee_id"] for row in self.rows}
        self.eligible = self.served | {row["mentee_id"] for row in left if row["cause"] != "not_eligible"}
        self.here = self.served | {row["mentee_id"] for row in left}
        self.shown = {row["mentor_id"] for row in self.mentors}

    def name(self, side, one):
        return fold_text(getattr(self.season, side)[one]["name"])


class Both:
    """Two runs, and who of the one is who of the other."""

    def __init__(self, seasons):
        self.runs = [Run(season) for season in seasons]
        self.told = compare(*(run.matching for run in self.runs))
        self.trusted = {}
        for side in ("mentee", "mentor"):
            known = [set(getattr(run.season, side)) for run in self.runs]
            both = known[0] & known[1]
            renamed = [one for one in both if len({run.name(side, one) for run in self.runs}) == 2]
            self.trusted[side] = len(renamed) <= len(both) / 2

    def key(self, run, side, one):
        return one if self.trusted[side] else (one, run.name(side, one))

    def mentors_of(self, run):
        found = {}
        for row in run.rows:
            mentee = self.key(run, "mentee", row["mentee_id"])
            found.setdefault(mentee, set()).add(self.key(run, "mentor", row["mentor_id"]))
        return found

    def people(self, run, side):
        ids = run.here if side == "mentee" else run.shown
        return {self.key(run, side, one) for one in ids}


def counted(table, *columns):
    return {
        row[columns[0]]: tuple(0 if pd.isna(row[one]) else row[one] for one in columns[1:])
        for row in table.to_dict("records")
    }


@settings(max_examples=60)
@given(two_seasons())
def test_every_number_is_that_of_plain_counting(seasons):
    both = Both(seasons)
    one, other = both.runs
    check_pairs(both)
    check_people(both)
    check_coverage(both)
    for when, run in (("before", one), ("after", other)):
        tiers = Counter(row["tier"] for row in run.rows)
        kinds = both.told.kinds.set_index("tier")[when].dropna().to_dict()
        assert {tier: count for tier, count in kinds.items() if count} == tiers
        assert set(kinds) - {""} == {tier["name"] for tier in run.season.policy["tiers"]}
        loads = Counter(row["used"] for row in run.mentors if row["seats"] or row["used"])
        assert {
            load: count for load, count in both.told.loads.set_index("load")[when].items() if count
        } == loads
        fit = both.told.fit.set_index("what")[when]
        scores = [row["score"] for row in run.rows]
        assert fit["mean"] == pytest.approx(sum(scores) / len(scores)) if scores else math.isnan(fit["mean"])
        assert fit["lowest"] == min(scores) if scores else math.isnan(fit["lowest"])
    assert str(both.told)


def check_pairs(both):
    told = both.told
    before, after = (both.mentors_of(run) for run in both.runs)
    changes = Counter()
    for mentee in before.keys() | after.keys():
        had, has = before.get(mentee), after.get(mentee)
        changes["new" if not had else "lost" if not has else "kept" if had == has else "moved"] += 1
    assert {change: told.counts[change] for change in ("kept", "moved", "new", "lost")} == {
        change: changes[change] for change in ("kept", "moved", "new", "lost")
    }
    assert Counter(told.pairs["change"]) == changes
    pairs = [{(mentee, mentor) for mentee, own in side.items() for mentor in own} for side in (before, after)]
    assert told.counts["pairs_in_both"] == len(pairs[0] & pairs[1])
    assert (told.counts["pairs_before"], told.counts["pairs_after"]) == tuple(map(len, pairs))
    counts = told.counts
    assert counts["new"] == counts["new_waited"] + counts["new_not_eligible"] + counts["new_on_list"]
    assert counts["lost"] == counts["lost_waiting"] + counts["lost_not_eligible"] + counts["lost_gone"]
    for when, run in (("before", both.runs[0]), ("after", both.runs[1])):
        listed = Counter()
        for row in told.pairs.to_dict("records"):
            if row[f"mentors_{when}"]:
                listed.update((row["mentee_id"], mentor) for mentor in row[f"mentors_{when}"].split(";"))
        assert listed == Counter((row["mentee_id"], row["mentor_id"]) for row in run.rows)
    people = [both.people(run, "mentee") for run in both.runs]
    assert counts["new_on_list"] == len((after.keys() - before.keys()) - people[0])
    assert counts["lost_gone"] == len((before.keys() - after.keys()) - people[1])


def check_people(both):
    told = both.told
    for place, (when, run) in enumerate((("before", both.runs[0]), ("after", both.runs[1]))):
        counts = told.people.set_index("what")[when]
        assert counts["mentees"] == len(run.here)
        assert counts["mentees_eligible"] == len(run.eligible)
        assert counts["mentees_served"] == len(run.served)
        assert counts["mentees_waiting"] == len(run.eligible - run.served)
        assert counts["mentors_used"] == len({row["mentor_id"] for row in run.rows})
        assert counts["seats"] == sum(row["seats"] for row in run.mentors)
        assert counts["pairs"] == len(run.rows)
        for side in ("mentee", "mentor"):
            own, others = both.people(run, side), both.people(both.runs[1 - place], side)
            rows = told.only_in_one[told.only_in_one["table"] == f"{side}s"]
            only = rows[rows["change"] == ("gone", "new")[place]]
            assert sorted(only["id"]) == sorted(
                one if isinstance(one, str) else one[0] for one in own - others
            )
    used = [
        {both.key(run, "mentor", row["mentor_id"]): row["used"] for row in run.mentors} for run in both.runs
    ]
    changed = {one: (used[0][one], used[1][one]) for one in used[0].keys() & used[1].keys()}
    changed = {one: loads for one, loads in changed.items() if loads[0] != loads[1]}
    assert sorted(told.load_changes[["before", "after"]].itertuples(index=False, name=None)) == sorted(
        changed.values()
    )


def check_coverage(both):
    for table, column in ((both.told.regions, "region"), (both.told.groups, "component_group")):
        wanted = {}
        for place, run in enumerate(both.runs):
            for one in run.here:
                (main, *_) = items(run.season.mentee[one], column)
                counts = wanted.setdefault(fold_code(main), [0, 0, 0, 0])
                counts[2 * place] += one in run.eligible
                counts[2 * place + 1] += one in run.served
        found = counted(table, "code", "eligible_before", "served_before", "eligible_after", "served_after")
        assert {fold_code(code): list(counts) for code, counts in found.items()} == wanted


@settings(max_examples=40)
@given(two_seasons())
def test_changed_rows_are_those_of_people_on_both_lists_and_nothing_confidential_counts(seasons):
    both = Both(seasons)
    told = both.told.inputs.set_index("table")
    for side in ("mentee", "mentor"):
        keys = [
            {both.key(run, side, one): one for one in (run.here if side == "mentee" else run.shown)}
            for run in both.runs
        ]
        shared = keys[0].keys() & keys[1].keys()
        rows = [
            (
                getattr(both.runs[0].season, side)[keys[0][one]],
                getattr(both.runs[1].season, side)[keys[1][one]],
            )
            for one in shared
        ]
        changed = sum(
            any(differs(column, *pair) for column in pair[0].keys() | pair[1].keys()) for pair in rows
        )
        assert tuple(told.loc[f"{side}s", ["in_both", "changed"]]) == (len(shared), changed)
    assert not both.told.columns["column"].str.startswith("avoided_").any()
    for table in ("pairs",):
        before, after = ({tuple(sorted(row.items())) for row in run.season.pairs} for run in both.runs)
        assert tuple(told.loc[table]) == (len(before & after), 0, len(before - after), len(after - before))


def differs(column, one, other):
    if column.startswith("avoided_"):
        return False
    return meaning(column, one) != meaning(column, other)


def meaning(column, row):
    text = cell(row, column)
    if column in NUMBERS:
        return float(text) if text else None
    if column in CODES:
        return list(dict.fromkeys(fold_code(one) for one in items(row, column)))
    return items(row, column) if column in LISTS else text


@settings(max_examples=60)
@given(two_seasons())
def test_the_first_list_under_the_rules_of_the_second_reaches_what_the_oracle_says(seasons):
    both = Both(seasons)
    second = both.runs[1]
    goals = both.told.goals.dropna(subset=["place_after"]).sort_values("place_after")
    problem, mentees, mentors = problem_of(second.season)
    frame = second.matching.candidates
    problem.score = {
        (mentees.index(one), mentors.index(other)): round(score * 1_000_000)
        for one, other, score in zip(frame["mentee_id"], frame["mentor_id"], frame["score"], strict=True)
    }
    old, new = ({(row["mentee_id"], row["mentor_id"]) for row in run.rows} for run in both.runs)
    stands = second.season.listed_here("confirmed")
    known = all(one in mentees and other in mentors for one, other in old)
    possible = all(both.trusted.values()) and known and stands <= old
    if possible:
        lists = [
            {(mentees.index(one), mentors.index(other)) for one, other in pairs - stands}
            for pairs in (old, new)
        ]
        possible = lists[0] <= set(problem.cost) and problem.keeps_the_rules(lists[0])
    assert goals["under_after"].notna().any() == bool(possible)
    for goal in goals.dropna(subset=["under_after"]).to_dict("records"):
        unit = 1_000_000 if goal["goal"] in ("compatibility", "worst_off") else 1
        told = goal["under_after"] - goal["after"]
        values = [total(problem.value(goal["goal"], pairs)) for pairs in lists]
        sign = -1 if goal["goal"] in ("tiers", "balance") else 1
        assert told * unit == pytest.approx(sign * (values[0] - values[1]), abs=0.6)


def total(value):
    """Return a value as one number: of an order of requests, how many seats are filled."""
    return sum(value) if isinstance(value, tuple) else value


@settings(max_examples=40)
@given(two_seasons())
def test_goals_are_compared_where_both_lists_mean_the_same_by_them(seasons):
    both = Both(seasons)
    orders = [run.season.policy["objectives"]["order"] for run in both.runs]
    goals = both.told.goals.set_index("goal")
    assert set(goals.index) == set(orders[0]) | set(orders[1])
    for place, (when, run) in enumerate((("before", both.runs[0]), ("after", both.runs[1]))):
        assert goals[f"place_{when}"].dropna().to_dict() == {
            name: n for n, name in enumerate(orders[place], 1)
        }
        reached = {level.name: level.value for level in run.matching.levels if level.name != "tie_break"}
        assert goals[when].dropna().to_dict() == {
            name: value for name, value in reached.items() if value is not None
        }
    same_rules = both.runs[0].season.policy == both.runs[1].season.policy
    for name, row in goals.iterrows():
        if name not in orders[0] or name not in orders[1]:
            assert not row["comparable"]
        elif same_rules and name != "fewest_changes":
            assert row["comparable"]


@settings(max_examples=40)
@given(two_seasons())
def test_a_list_compared_with_itself_does_not_differ(seasons):
    matching = Run(seasons[0]).matching
    told = compare(matching, matching)
    assert not told.differs
    assert "Nothing differs" in str(told)
    assert set(told.pairs["change"]) <= {"kept"}
