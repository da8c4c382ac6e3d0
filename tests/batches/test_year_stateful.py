"""A year of batches, changes and crashes in any order, against a clerk who keeps it in plain dicts."""

import shutil
import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from faults import BEFORE, HALF, Point, killed
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from oracles.year import MOST_SEATS, Clerk

from matcher import load_policy, read_frames
from matcher.batches import run_batch
from matcher.ledger import FaultyEvent, Ledger, open_ledger, read_ledger, record
from matcher.policy import parse_policy

STARTS = datetime(2026, 9, 1, 8, 0)
REGIONS = ("ESD-121", "ESD-105")
MOST_PEOPLE = 9
AWSP = load_policy("awsp").canonical()
which = st.integers(0, 10_000)
some_things = st.lists(st.tuples(which, which), max_size=5)
caps = st.dictionaries(st.sampled_from(("", *REGIONS)), st.integers(2, 8))


def iso(at):
    return at.isoformat(timespec="seconds")


class Year(RuleBasedStateMachine):
    """The lists and the ledger's file on one side, the clerk on the other."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "ledger.csv"
        self.clerk, self.now, self.batches = Clerk(), STARTS, 0

    def teardown(self):
        shutil.rmtree(self.folder)

    # The lists.

    @initialize(
        mentees=st.lists(st.sampled_from(REGIONS), min_size=2, max_size=6),
        mentors=st.lists(st.sampled_from(REGIONS), min_size=2, max_size=5),
    )
    def begin(self, mentees, mentors):
        for place, region in enumerate(mentors):
            self.new_mentor(region, 1, 0, place % 2 == 1)
        for place, region in enumerate(mentees):
            self.new_mentee(region, -place, False)
        self.a_batch()

    @precondition(lambda self: len(self.clerk.mentees) < MOST_PEOPLE)
    @rule(region=st.sampled_from(REGIONS), hours=st.integers(-48, 48), avoids=st.booleans(), one=which)
    def new_request(self, region, hours, avoids, one):
        self.new_mentee(region, hours, avoids, one)

    def new_mentee(self, region, hours, avoids, one=0):
        mentors = sorted(self.clerk.mentors)
        self.clerk.mentees[f"P{len(self.clerk.mentees)}"] = {
            "region": region,
            "asked": self.now + timedelta(hours=hours),
            "avoids": {mentors[one % len(mentors)]} if avoids and mentors else set(),
        }

    @precondition(lambda self: len(self.clerk.mentors) < MOST_PEOPLE)
    @rule(
        region=st.sampled_from(REGIONS),
        seats=st.integers(0, 2),
        days=st.integers(-1, 3),
        anywhere=st.booleans(),
    )
    def new_mentor(self, region, seats, days, anywhere):
        self.clerk.mentors[f"M{len(self.clerk.mentors)}"] = {
            "region": region,
            "seats": seats,
            "since": (self.now + timedelta(days=days)).date(),
            "anywhere": anywhere,
        }

    @rule(one=which)
    def a_mentor_takes_one_more(self, one):
        self.clerk.mentors[self.pick(self.clerk.mentors, one)]["seats"] += 1

    @precondition(lambda self: self.without())
    @rule(one=which, hours=st.integers(0, 72))
    def who_withdrew_asks_after_all(self, one, hours):
        at = self.now + timedelta(hours=hours, minutes=1)
        self.clerk.mentees[self.pick(self.without(), one)]["asked"] = at

    def without(self):
        return [one for one in self.clerk.withdrew if not self.clerk.pairs_of(one)]

    @precondition(lambda self: self.clerk.left)
    @rule(one=which)
    def who_left_comes_back(self, one):
        mentor = self.pick(self.clerk.left, one)
        self.clerk.mentors[mentor]["since"] = self.clerk.left[mentor].date() + timedelta(days=1)

    @rule(money=caps)
    def other_money(self, money):
        self.clerk.money = money

    # What happens between batches.

    def happens(self, event, mentee="", mentor="", reason=""):
        with open_ledger(self.path, wait=0) as held:
            held.write(record(held.ledger, event, at=self.now, mentee=mentee, mentor=mentor, reason=reason))

    def after(self, hours, happenings):
        """Let things happen, and time go on."""
        for what, one in happenings:
            self.pick_method(what)(one)
        self.now += timedelta(hours=hours)

    def pick_method(self, what):
        """Return one of the things that can happen now."""
        offers = [self.an_acceptance, self.a_decline, self.an_expiry]
        pairs = [self.a_mentor_leaves, self.another_mentor_is_asked_for]
        found = offers * bool(self.offers()) + pairs * bool(self.clerk.standing)
        found += [self.urgency] * bool(self.clerk.line(self.now)) + [self.a_withdrawal]
        return found[what % len(found)]

    def a_withdrawal(self, one):
        mentee = self.pick(self.clerk.mentees, one)
        self.happens("withdrawn", mentee)
        self.clerk.withdraw(mentee, self.now)

    def an_acceptance(self, one):
        pair = self.pick(self.offers(), one)
        self.happens("accepted", *pair)
        self.clerk.accept(pair)

    def a_decline(self, one):
        pair = self.pick(self.offers(), one)
        self.happens("declined", *pair)
        self.clerk.decline(pair)

    def an_expiry(self, one):
        pair = self.pick(self.offers(), one)
        self.happens("expired", *pair)
        self.clerk.expire(pair)

    def a_mentor_leaves(self, one):
        _, mentor = self.pick(self.clerk.standing, one)
        self.happens("left", mentor=mentor)
        self.clerk.leave(mentor, self.now)

    def another_mentor_is_asked_for(self, one):
        mentee, mentor = self.pick(self.clerk.standing, one)
        self.happens("rematch", mentee, mentor if one % 3 else "")
        self.clerk.ask_again(mentee, self.now)

    def urgency(self, one):
        mentee = self.pick(self.clerk.line(self.now), one)
        self.happens("urgent", mentee, reason="a new school")
        self.clerk.hurry(mentee)

    @rule(one=which, other=which, event=st.sampled_from(["accepted", "declined", "expired", "rematch"]))
    def what_cannot_have_happened(self, one, other, event):
        pair = self.pick(self.clerk.mentees, one), self.pick(self.clerk.mentors, other)
        fits = self.clerk.standing.get(pair)
        if fits is None or (fits == "accepted" and event in ("declined", "expired")):
            before = self.path.read_bytes() if self.path.exists() else b""
            with pytest.raises(FaultyEvent):
                self.happens(event, *pair)
            assert (self.path.read_bytes() if self.path.exists() else b"") == before

    def offers(self):
        return [pair for pair, state in self.clerk.standing.items() if state == "offered"]

    @staticmethod
    def pick(some, one):
        listed = sorted(some)
        return listed[one % len(listed)]

    # Batches.

    @rule(hours=st.integers(1, 24 * 7), happenings=some_things)
    def the_next_batch(self, hours, happenings):
        self.after(hours, happenings)
        self.a_batch()

    def a_batch(self):
        self.take(self.batch())

    @rule(
        hours=st.integers(1, 48),
        happenings=some_things,
        number=st.integers(1, 45),
        when=st.sampled_from([BEFORE, HALF]),
    )
    def a_batch_that_is_killed_while_it_writes(self, hours, happenings, number, when):
        self.after(hours, happenings)
        batch, before = self.batch(), read_ledger(self.path)

        def write_and_tell(tell):
            self.write(batch.ledger)
            tell()

        _, told = killed(write_and_tell, Point(number, "", when))
        now = read_ledger(self.path)
        assert now in ((batch.ledger,) if told else (before, batch.ledger))
        self.take(self.batch(), repeated=now != before)

    def batch(self):
        clerk = self.clerk
        limits = [
            {"name": "money by region", "by": ["mentee.region"], "max": by_region, "funding": True}
            for by_region in [{one: clerk.money[one] for one in REGIONS if one in clerk.money}]
            if by_region
        ]
        if "" in clerk.money:
            limits.append({"name": "money in all", "by": [], "max": clerk.money[""], "funding": True})
        rules = parse_policy({**AWSP, "limits": limits})
        mentees = [
            {
                **self.person("mentee", one, row),
                "requested_at": iso(row["asked"]),
                "avoided_mentors": ";".join(row["avoids"]),
            }
            for one, row in clerk.mentees.items()
        ]
        mentors = [
            {
                **self.person("mentor", one, row),
                "training": "trained",
                "capacity": str(row["seats"]),
                "available_from": row["since"].isoformat(),
                "other_regions": "yes" if row["anywhere"] else "no",
            }
            for one, row in clerk.mentors.items()
        ]
        roster = read_frames(pd.DataFrame(mentors), pd.DataFrame(mentees), expectations=rules.expectations)
        return run_batch(roster, rules, read_ledger(self.path), self.now)

    @staticmethod
    def person(side, one, row):
        return {
            f"{side}_id": one,
            "name": f"Somebody {one}",
            "region": row["region"],
            "component_group": "high",
            "district": f"District of {one}",
        }

    def write(self, ledger):
        with open_ledger(self.path, wait=0) as held:
            held.write(ledger)

    def take(self, batch, *, repeated=False):
        """Write a batch, hold it against the clerk, and let the clerk know."""
        clerk, before = self.clerk, read_ledger(self.path)
        assert batch.repeated == repeated
        self.write(batch.ledger)
        after = read_ledger(self.path)
        assert after == batch.ledger
        assert after.text.startswith(before.text)
        again = self.batch()
        assert again.repeated
        assert again.ledger == after
        self.batches += 1
        assert batch.number == self.batches
        new = self.new(batch)
        assert batch.line["mentee_id"].tolist() == clerk.line(self.now)
        assert sorted(mentee for mentee, _ in new) == sorted(clerk.served(self.now))
        assert all(clerk.is_possible(*pair, self.now) for pair in new)
        listed = set(batch.matching.pairs[["mentee_id", "mentor_id"]].itertuples(index=False, name=None))
        assert listed == set(clerk.standing) | set(new)
        loads = Counter(mentor for _, mentor in listed)
        assert all(loads[one] <= min(clerk.mentors[one]["seats"], MOST_SEATS) for _, one in new)
        clerk.standing.update(dict.fromkeys(new, "offered"))

    @staticmethod
    def new(batch):
        return list(batch.served[["mentee_id", "mentor_id"]].itertuples(index=False, name=None))

    @invariant()
    def the_ledger_says_what_the_clerk_knows(self):
        clerk, ledger = self.clerk, read_ledger(self.path)
        decided = ledger.decided
        assert decided.standing == clerk.standing
        assert decided.declined == clerk.declined
        assert decided.ended == clerk.ended
        assert set(decided.first) == clerk.first
        assert decided.withdrawn == {one: iso(at) for one, at in clerk.withdrew.items()}
        assert decided.left == {one: iso(at) for one, at in clerk.left.items()}
        assert decided.asked_again == {one: iso(at) for one, at in clerk.again.items()}
        assert Ledger.parse(ledger.text) == ledger
        assert not [one.name for one in self.folder.iterdir() if one.suffix == ".new"]


class LongYear(Year):
    """The same, tried more often."""


TestAYear = Year.TestCase
TestAYear.settings = settings(max_examples=15, stateful_step_count=14)
TestManyYears = pytest.mark.slow(LongYear.TestCase)
TestManyYears.settings = settings(max_examples=60, stateful_step_count=20)
