"""The command of a batch after an error or a kill at any call by which it writes: the ledger first, then the outputs."""

import json
import os
import shutil
from functools import partial

import pytest
from faults import BEFORE, CONTENT, HALF, WRITING, content, failing, killed, points
from season_fixtures import matcher_command

from matcher.ledger import read_ledger

MENTORS = "mentor_id,name,region,component_group,training\nM1,Ada Holm,ESD-121,high,trained\nM2,Bo Ek,ESD-121,high,trained\n"
MENTEES = (
    "mentee_id,name,region,component_group,requested_at\n"
    "P1,Cy Dahl,ESD-121,high,2026-10-01\nP2,Di Moe,ESD-121,high,2026-10-06\nP3,Eli Aas,ESD-121,high,2026-10-07\n"
)
MONDAY, FRIDAY = "2026-10-05", "2026-10-09"
FEWEST_POINTS = 50

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork"),
]


def batch(folder, at):
    options = (
        "--ledger",
        folder / "ledger.csv",
        "--out",
        folder / "out",
        "--at",
        at,
        "--no-report",
        "--quiet",
    )
    return matcher_command("batch", "--policy", "awsp", "--roster", folder.parent / "lists", *options)


def outputs(folder):
    """Return the outputs, without how long it took."""
    found = content(folder / "out") if (folder / "out").exists() else {}
    if "summary.json" in found:
        summary = json.loads(found["summary.json"])
        found["summary.json"] = {name: one for name, one in summary.items() if name != "seconds"}
    return found


@pytest.fixture
def seasons(tmp_path):
    """A season before its second batch, and after it."""
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "mentors.csv").write_text(MENTORS)
    (lists / "mentees.csv").write_text(MENTEES)
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    assert batch(before, MONDAY).exit_code == 0
    shutil.copytree(before, after)
    assert batch(after, FRIDAY).exit_code == 0
    assert len(read_ledger(after / "ledger.csv")) == 4
    return before, after


def test_a_batch_that_fails_or_is_killed_anywhere_is_whole_when_it_is_run_again(
    seasons, tmp_path, record_property
):
    before, after = seasons
    old, new = (read_ledger(season / "ledger.csv") for season in seasons)
    was, will_be = outputs(before), outputs(after)
    season = tmp_path / "season"

    def anew():
        shutil.rmtree(season, ignore_errors=True)
        shutil.copytree(before, season)

    def look(point):
        found = read_ledger(season / "ledger.csv")
        assert found in (old, new), point
        assert outputs(season) in ((was, will_be) if found == new else (was,)), point
        again = batch(season, FRIDAY)
        assert again.exit_code == 0, (point, again.output)
        assert read_ledger(season / "ledger.csv") == new, point
        assert outputs(season) == will_be, point
        assert not list(season.glob(".ledger.csv.*.new")), point

    anew()
    tried = points(partial(batch, season, FRIDAY), BEFORE, HALF, names=WRITING)
    for point in tried:
        anew()
        done = []
        failing(lambda: done.append(batch(season, FRIDAY)), point, WRITING)  # noqa: B023
        assert done[0].exit_code in (0, 2), (point, done[0].output)
        look(point)
        anew()
        died, _ = killed(lambda tell: batch(season, FRIDAY), point, WRITING)
        assert died, point
        look(point)
    assert {point.name for point in tried} >= {CONTENT, "open", "fsync", "replace", "mkdir", "unlink"}
    assert len(tried) >= FEWEST_POINTS
    record_property("points", f"errors and kills at {len(tried)} points of a whole batch")
