"""Backups where limits are full: a pair that is replaced leaves its place to the backup."""

import pandas as pd
import pytest

from matcher import load_policy, match
from matcher.reading import read_frames

POLICY = """
[program]
name = "Try"
season = "2026-27"
starts = 2026-08-15
ends = 2027-05-31
[[tiers]]
name = "whoever"
{limit}
[objectives]
order = ["served", "tiers", "compatibility"]
[compatibility]
needs = 1
"""


def backups(tmp_path, limit, regions):
    """Return the first backup of the one mentee, of whom A is listed: mentors A to C with these regions."""
    (tmp_path / "policy.toml").write_text(POLICY.format(limit=limit))
    mentors = pd.DataFrame(
        {
            "mentor_id": ["A", "B", "C"],
            "name": ["Ann", "Bo", "Cy"],
            "region": regions,
            "component_group": "x",
            "strengths": ["one;two", "one", "three"],
        }
    )
    mentees = pd.DataFrame(
        {"mentee_id": ["P"], "name": ["Pat"], "region": ["North"], "component_group": "x", "needs": "one;two"}
    )
    roster = read_frames(mentors=mentors, mentees=mentees)
    matching = match(roster, load_policy(tmp_path / "policy.toml"))
    assert matching.pairs["mentor_id"].tolist() == ["A"]
    return matching.pairs["backup_1"].tolist() + matching.pairs["backup_2"].tolist()


def limit(by, **bounds):
    numbers = "\n".join(f"{name} = {bound}" for name, bound in bounds.items())
    return f'[[limits]]\nname = "full"\nby = ["{by}"]\n{numbers}'


def test_the_better_one_is_first(tmp_path):
    assert backups(tmp_path, "", ["North", "North", "North"]) == ["B", "C"]


def test_a_full_limit_on_the_mentees_leaves_room_for_a_replacement(tmp_path):
    assert backups(tmp_path, limit("mentee.region", max=1), ["North", "North", "South"]) == ["B", "C"]


def test_a_full_limit_on_the_mentors_is_left_and_entered_by_its_own_only(tmp_path):
    assert backups(tmp_path, limit("mentor.region", max=1), ["North", "North", "North"]) == ["B", "C"]


@pytest.mark.parametrize("full", ["max = {South = 0}"])
def test_nobody_steps_in_from_where_a_limit_is_full(tmp_path, full):
    rule = f'[[limits]]\nname = "full"\nby = ["mentor.region"]\n{full}'
    assert backups(tmp_path, rule, ["North", "South", "North"]) == ["C", ""]


def test_nobody_steps_in_for_a_pair_that_a_minimum_needs(tmp_path):
    rule = '[[limits]]\nname = "few"\nby = ["mentor.region"]\nmin = {North = 1}'
    assert backups(tmp_path, rule, ["North", "South", "North"]) == ["C", ""]
