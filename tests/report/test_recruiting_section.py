"""What the report says about recruiting: priced at once, or left to a command of its own."""

from pathlib import Path

import pytest

from matcher import load_policy, match, read_roster
from matcher.matching import Matching
from matcher.report.page.recruiting import recruiting
from matcher.sample import invent, write

ASK = "ask matcher recruit"


def matched(folder: Path, goals: str, mentees: int) -> Matching:
    """Return the list of an invented season."""
    write(invent("masa", 1, mentees=mentees, mentors=110), folder)
    policy = folder / "policy.toml"
    policy.write_text(f'extends = "masa"\n[objectives]\norder = [{goals}]\n', encoding="utf-8")
    return match(read_roster(folder), load_policy(policy))


@pytest.mark.parametrize(
    ("goals", "mentees", "left"),
    [
        ('"served", "compatibility"', 300, False),
        ('"served", "worst_off"', 300, True),
        ('"served", "worst_off"', 20, True),
    ],
)
def test_what_would_have_to_be_solved_is_left_to_a_command(tmp_path, goals, mentees, left):
    said = recruiting(matched(tmp_path / "season", goals, mentees))
    assert (ASK in said) == left
