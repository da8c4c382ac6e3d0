"""Which answers to collect in whole seasons: what is claimed is tried with lists made from the rows."""

import random

import pandas as pd
import pytest

from matcher import load_policy, match, read_frames
from matcher.sample import invent, write

TOPICS = [f"psel-{number}" for number in range(1, 11)]


def tables_in(folder):
    names = ("mentors", "mentees", "conflicts")
    return {name: pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False) for name in names}


def mentors_of(tables):
    roster = read_frames(tables["mentors"], tables["mentees"], conflicts=tables["conflicts"])
    matching = match(roster, load_policy("masa"))
    return matching, matching.pairs.groupby("mentee_id")["mentor_id"].agg(set).to_dict()


def moved_by(tables, before, row, answer):
    """Return whose mentors are others once an answer stands in the rows."""
    key, name = f"{row['side']}_id", f"{row['side']}s"
    table = tables[name].copy()
    for column, value in answer.items():
        table.loc[table[key] == row["person_id"], column] = value
    _, after = mentors_of({**tables, name: table})
    return {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}


def some_answer(dice, tables, row):
    """Return an answer that somebody might give."""
    possible = {
        "needs": lambda: ";".join(dice.sample(TOPICS, dice.randint(1, 4))),
        "strengths": lambda: ";".join(dice.sample(TOPICS, dice.randint(1, 6))),
        "preferred_mentors": lambda: ";".join(dice.sample(tables["mentors"]["mentor_id"].tolist(), 2)),
        "years_experience": lambda: str(dice.choice([0, 3, 8, 15, 30])),
        "district_size": lambda: str(dice.choice([40, 300, 2500, 40000])),
        "locale": lambda: dice.choice(["city", "suburb", "town", "rural"]),
    }
    if row["fact"] == "position":
        return {"latitude": f"{dice.uniform(43, 49):.3f}", "longitude": f"{dice.uniform(-97, -90):.3f}"}
    if row["fact"] == "style":
        return {
            f"style_{number}": str(dice.randint(1, 5))
            for number in range(1, 5)
            if f"style_{number}" in tables[f"{row['side']}s"]
        }
    return {row["fact"]: possible[row["fact"]]()}


def holds(folder, most):
    """Check what is claimed of a season, of at most so many people of each status."""
    tables = tables_in(folder)
    matching, before = mentors_of(tables)
    questions = matching.answers_to_collect().questions
    dice = random.Random(len(questions))
    rows = {status: own.to_dict("records") for status, own in questions.groupby("status")}
    for row in dice.sample(rows["changes"], min(most, len(rows["changes"]))):
        answer = dict(one.split(" = ") for one in row["answer"].split(", "))
        assert moved_by(tables, before, row, answer) == set(row["mentees"].split(";"))
    for row in dice.sample(rows["cannot"], min(most, len(rows["cannot"]))):
        for _ in range(3):
            assert not moved_by(tables, before, row, some_answer(dice, tables, row)), row


@pytest.mark.parametrize("seed", [1, 5])
def test_claims_hold_in_an_invented_season(seed, tmp_path):
    write(invent("masa", seed, mentees=40, mentors=27), tmp_path / "season")
    holds(tmp_path / "season", 12)


def test_claims_hold_in_the_short_season(shared_data):
    holds(shared_data / "masa-2026-27-short", 15)


@pytest.mark.slow
def test_claims_hold_in_a_large_season(tmp_path):
    write(invent("masa", 2, mentees=350, mentors=250), tmp_path / "season")
    holds(tmp_path / "season", 12)
