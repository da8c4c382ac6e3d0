"""Seasons of the real size: each goal's value against an independent integer program, level by level."""

import csv
import tomllib
from pathlib import Path

import numpy as np
import pytest
from oracles.instances import instance_of, pairs_of, random_problem
from oracles.people import Season
from oracles.problem import problem_of
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

import matcher
from matcher.policy import load_policy, shipped_text
from matcher.reading import read_roster
from matcher.solving import solve

DATA = Path(__file__).parents[2].parent / "shared" / "data"
here = pytest.mark.skipif(not DATA.is_dir(), reason="the shared seasons are not here")


class Program:
    """An integer program over a problem's pairs and first seats; goals already reached become constraints."""

    def __init__(self, problem):
        self.problem, self.pairs = problem, sorted(problem.cost)
        self.size = len(self.pairs) + len(problem.demand)
        self.rows, self.low, self.high = [], [], []
        for mentee, most in enumerate(problem.demand):
            own = [place for place, pair in enumerate(self.pairs) if pair[0] == mentee]
            self.add(dict.fromkeys(own, 1), 0, most)
            first = len(self.pairs) + mentee
            self.add({**dict.fromkeys(own, 1), first: -1}, 0, np.inf)
        by_mentor = {}
        for place, (_, mentor) in enumerate(self.pairs):
            by_mentor.setdefault(mentor, {})[place] = 1
        for mentor, own in by_mentor.items():
            self.add(own, 0, problem.capacity[mentor])
        self.lower = np.array(
            [pair in problem.locked for pair in self.pairs] + [0] * len(problem.demand), dtype=float
        )
        self.upper = np.array([1.0] * len(self.pairs) + [float(not stands) for stands in problem.before])

    def add(self, row, low, high):
        values = np.zeros(self.size)
        values[list(row)] = list(row.values())
        self.rows.append(csr_array(values[None, :]))
        self.low.append(low)
        self.high.append(high)

    def gains(self, level):
        if level == "served":
            return np.ones(self.size)
        of = {
            "tiers": lambda pair: -self.problem.cost[pair],
            "compatibility": lambda pair: self.problem.score[pair],
        }
        return np.array(
            [*(of[level](pair) for pair in self.pairs), *[0] * len(self.problem.demand)], dtype=float
        )

    def best(self, level):
        """Return the best value of a goal with all earlier ones kept."""
        gains = self.gains(level)
        result = milp(
            -gains,
            integrality=np.ones(self.size),
            bounds=Bounds(self.lower, self.upper),
            constraints=LinearConstraint(vstack(self.rows), self.low, self.high),
            options={"mip_rel_gap": 0},
        )
        assert result.success, result.message
        value = round(-result.fun)
        self.add({place: gain for place, gain in enumerate(gains) if gain}, value - 0.5, np.inf)
        return value

    def fix_seats(self, counts):
        for mentee, count in enumerate(counts):
            own = [place for place, pair in enumerate(self.pairs) if pair[0] == mentee]
            self.add(dict.fromkeys(own, 1), count, count)


def best_values(problem, order):
    program, values = Program(problem), {}
    for level in order:
        if level == "first_come":
            counts = problem.first_come()
            program.fix_seats(counts)
            values[level] = sum(counts)
        else:
            values[level] = program.best(level)
    return values


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("first", ["served", "first_come"])
def test_forty_people_reach_what_an_integer_program_reaches(seed, first):
    problem = random_problem(seed, 40, 30, dense=0.25, most_needed=2, most_seats=2)
    order = [first, "tiers", "compatibility"]
    pairs = pairs_of(problem, solve(instance_of(problem), order).chosen)
    assert problem.keeps_the_rules(pairs)
    reached = {level: problem.value(level, pairs) for level in order}
    if first == "first_come":
        assert problem.counts(pairs) == problem.first_come()
        reached["first_come"] = len(pairs)
    assert reached == best_values(problem, order)


def season_from(folder, policy):
    tables = {}
    for name in ("mentors", "mentees", "conflicts", "pairs"):
        path = folder / f"{name}.csv"
        if path.is_file():
            with path.open(encoding="utf-8-sig", newline="") as file:
                tables[name] = list(csv.DictReader(file))
    return Season(policy=tomllib.loads(shipped_text(policy)), **tables)


@here
@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("masa-2026-27", "masa"),
        ("masa-2026-27-short", "masa"),
        ("awsp-2026-27", "awsp"),
        ("naesp-2026-27", "naesp"),
    ],
)
def test_a_shared_season_reaches_what_an_integer_program_reaches_from_the_same_files(folder, name):
    season = season_from(DATA / folder, name)
    matching = matcher.match(read_roster(DATA / folder), load_policy(name))
    problem, mentees, mentors = problem_of(season)
    frame = matching.candidates
    found = {
        (mentees.index(mentee), mentors.index(mentor)): round(score * 1_000_000)
        for mentee, mentor, score in zip(frame["mentee_id"], frame["mentor_id"], frame["score"], strict=True)
    }
    assert set(found) == set(problem.cost)
    assert max(abs(found[pair] - score) for pair, score in problem.score.items()) <= 1
    problem.score = found
    pairs = frozenset(
        (mentees.index(mentee), mentors.index(mentor))
        for mentee, mentor in zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True)
    )
    assert problem.keeps_the_rules(pairs)
    order = season.policy["objectives"]["order"]
    reached = {level: problem.value(level, pairs) for level in order}
    if "first_come" in order:
        assert problem.counts(pairs) == problem.first_come()
        reached["first_come"] = len(pairs)
    assert reached == best_values(problem, order)
    assert all(level.proven for level in matching.levels)


@here
def test_csv_files_and_a_workbook_of_one_season_give_the_same_list():
    policy = load_policy("masa")
    one = matcher.match(read_roster(DATA / "masa-2026-27"), policy)
    other = matcher.match(read_roster(DATA / "masa-2026-27" / "program.xlsx"), policy)
    assert one.pairs.equals(other.pairs)
    assert one.unserved.equals(other.unserved)
    assert np.array_equal(one.proof.prices, other.proof.prices)
