"""A real program's requests in weekly batches, each held against an independent clerk who serves in order."""

import csv
from collections import Counter
from datetime import datetime, timedelta

import pytest
from oracles.first_come import Desk, served_in_order
from oracles.people import Season
from oracles.rules import candidates

from matcher import load_policy, read_roster, verify, write_result
from matcher.batches import run_batch
from matcher.ledger import Ledger
from matcher.policy import parse_policy

FIRST, LAST = datetime(2026, 7, 8), datetime(2027, 5, 31)
UNTIL = datetime(2026, 10, 1)
MONEY = {"ESD-121": 30, "ESD-189": 6, "ESD-101": 8, "ESD-105": 9}
POLICIES = {
    "as the rules are": {},
    "money by region": {
        "limits": [
            {
                "name": "funded pairs, by region",
                "by": ["mentee.region"],
                "max": {**MONEY, "default": 12},
                "funding": True,
            }
        ]
    },
    "a fifth held back": {
        "held_back": [{"name": "for later", "by": "region", "share": 0.2, "until": UNTIL.date().isoformat()}]
    },
}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def moments():
    at = FIRST
    while at < LAST:
        yield at
        at += timedelta(days=7)


def offered(mentor):
    """Return a mentor's seats by the rules of AWSP: at most 3, and 1 where nothing is said."""
    return min(int(mentor["capacity"] or 1), 3)


@pytest.fixture(scope="module")
def lists(shared_data):
    folder = shared_data / "awsp-2026-27"
    return {name: rows(folder / f"{name}.csv") for name in ("mentors", "mentees", "conflicts")}


@pytest.fixture(scope="module")
def possible(lists):
    """Whom each mentee could have, by the oracle's reading of the rules."""
    season = Season(
        lists["mentors"],
        lists["mentees"],
        load_policy("awsp").model_dump(exclude_none=True),
        lists["conflicts"],
    )
    found = {}
    for mentee, mentor in candidates(season):
        found.setdefault(mentee, set()).add(mentor)
    return found


@pytest.mark.parametrize("name", POLICIES)
def test_every_weekly_batch_keeps_the_promise_over_everyone_waiting(
    shared_data, lists, possible, name, tmp_path
):
    policy = parse_policy({**load_policy("awsp").canonical(), **POLICIES[name]})
    roster = read_roster(shared_data / "awsp-2026-27", expectations=policy.expectations)
    mentee = {row["mentee_id"]: row for row in lists["mentees"]}
    home = {row["mentor_id"]: row["region"] for row in lists["mentors"]}
    seats = {row["mentor_id"]: offered(row) for row in lists["mentors"]}
    ledger, standing, batches = Ledger(), {}, 0
    for at in moments():
        batch = run_batch(roster, policy, ledger, at)
        line = sorted(
            (
                one
                for one, row in mentee.items()
                if one not in standing and datetime.fromisoformat(row["requested_at"]) <= at
            ),
            key=lambda one: (mentee[one]["requested_at"], one),
        )
        used = Counter(standing.values())
        free = {mentor: count - used[mentor] for mentor, count in seats.items()}
        room = {}
        if name == "a fifth held back" and at < UNTIL:
            for region in set(home.values()):
                all_seats = sum(seats[one] for one in seats if home[one] == region and serves(lists, one))
                back = (2 * all_seats + 5) // 10
                taken = sum(used[one] for one in used if home[one] == region)
                room[region] = max(0, all_seats - back - taken)
        money = None
        if name == "money by region":
            spent = Counter(mentee[one]["region"] for one in standing)
            regions = {row["region"] for row in lists["mentees"]}
            money = {region: MONEY.get(region, 12) - spent[region] for region in regions}
        desk = Desk(possible, free, home, room)
        regions_of = {one: row["region"] for one, row in mentee.items()}
        expected = served_in_order(line, desk, regions_of, money)
        made = dict(zip(batch.served["mentee_id"], batch.served["mentor_id"], strict=True))
        assert sorted(made) == sorted(expected), at
        before = dict(standing)
        standing |= made
        listed = dict(zip(batch.matching.pairs["mentee_id"], batch.matching.pairs["mentor_id"], strict=True))
        assert listed == standing
        assert before.items() <= listed.items()
        assert all(mentor in possible[one] for one, mentor in made.items())
        assert all(count <= seats[mentor] for mentor, count in Counter(standing.values()).items())
        assert batch.ledger.text.startswith(ledger.text)
        assert set(batch.ledger.decided.standing) == set(standing.items())
        eligible = [one for one in line if one in possible or batch_knows(batch, one)]
        assert batch.line["mentee_id"].tolist() == eligible
        assert_reasons_hold(batch, possible)
        if batches % 12 == 0:
            write_result(batch.matching, tmp_path / "out", report=False)
            assert verify(tmp_path / "out").holds
        ledger, batches = batch.ledger, batches + 1
    assert batches == 47
    assert len(standing) > 80


def serves(lists, mentor):
    row = next(one for one in lists["mentors"] if one["mentor_id"] == mentor)
    return row["training"] in ("trained", "certified") and row["membership"] in (
        "",
        "active",
        "retired",
        "pending",
    )


def batch_knows(batch, mentee):
    """Whether somebody for whom nobody is possible can be served by the rules on people."""
    return mentee in set(batch.line["mentee_id"])


def assert_reasons_hold(batch, possible):
    """Hold what is said to each who waits against whom they could have had."""
    line = batch.line
    served = line[line["mentor_id"] != ""]
    for row in line[line["mentor_id"] == ""].to_dict("records"):
        later = served[served["place"] > row["place"]]
        assert bool(len(later)) == ("though later" in row["why"])
        if "not possible here" in row["why"]:
            assert not set(later["mentor_id"]) & possible.get(row["mentee_id"], set())
        if row["why"].startswith("No mentor is possible"):
            assert not possible.get(row["mentee_id"])
