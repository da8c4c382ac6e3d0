"""Results of several programs, each with its report."""

from pathlib import Path

import pytest
from season_fixtures import matcher_command

from matcher.sample import invent, write

LIMITED = """
extends = "masa"
[[limits]]
name = "pairs by region"
by = ["mentee.region"]
max = { MASA-9 = 3, default = 6 }
funding = true
[objectives]
order = ["home", "served", "tiers", "compatibility"]
"""
NOBODY = """
extends = "masa"
[mentees]
membership = ["retired"]
"""
SEASONS = {
    "masa": ("masa", 3, 60, 45, "masa", []),
    "ten": ("masa", 1, 10, 12, "masa", []),
    "awsp": ("awsp", 2, 70, 40, "awsp", []),
    "naesp": ("naesp", 4, 50, 60, "naesp", []),
    "one region": ("masa", 3, 60, 45, "masa", ["--region", "MASA-3"]),
    "limited": ("masa", 5, 60, 45, LIMITED, []),
    "service areas": ("national", 1, 1500, 1300, "national", []),
    "nation": ("masa", 1, 4200, 4400, "masa", []),
    "nobody": ("masa", 1, 4, 5, NOBODY, []),
}
"""Program, seed, mentees, mentors, policy, options."""


SLOW = ("nation",)


@pytest.fixture(
    scope="session",
    params=[pytest.param(one, marks=[pytest.mark.slow] * (one in SLOW)) for one in SEASONS],
)
def finished(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a result."""
    program, seed, mentees, mentors, policy, options = SEASONS[request.param]
    folder = tmp_path_factory.mktemp("report")
    write(invent(program, seed, mentees=mentees, mentors=mentors), folder / "season")
    if "\n" in policy:
        (folder / "policy.toml").write_text(policy, encoding="utf-8")
        policy = folder / "policy.toml"
    done = matcher_command(
        "run", "--policy", policy, "--roster", folder / "season", "--out", folder / "out", "--quiet", *options
    )
    assert done.exit_code == 0, done.output
    return folder / "out"
