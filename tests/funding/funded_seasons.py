"""Small random seasons with money for so many pairs, by region and in all, and an oracle that looks at all their lists."""

import random
from dataclasses import replace

from hypothesis import strategies as st
from oracles import hand
from oracles.problem import Group, problem_of

REGIONS = ["North", "South", "West"]
ORDERS = [
    ["first_come", "tiers", "compatibility"],
    ["served", "tiers", "compatibility"],
    ["served", "first_come", "compatibility"],
    ["served", "worst_off", "balance", "compatibility"],
]
UNLIMITED = 99


@st.composite
def funded_seasons(draw, *, orders=ORDERS):
    """Draw a season: a few people of three regions, caps by region, in all or both, pairs that stand or have ended.

    Where requests are served in order before all else, somebody may need two mentors.
    """
    dice = random.Random(draw(st.integers(0, 10**6)))
    mentors = [
        hand.mentor(f"M{one}", region=dice.choice(REGIONS), capacity=dice.choice(["1", "1", "2"]), component_group=dice.choice(["high", "middle"]))
        for one in range(dice.randint(1, 4))
    ]  # fmt: skip
    order = draw(st.sampled_from(orders))
    needed = ["1", "1", "1", "2"] if order[0] == "first_come" else ["1"]
    mentees = [
        hand.mentee(
            f"P{one}",
            mentors_needed=dice.choice(needed),
            region=dice.choice(REGIONS),
            component_group=dice.choice(["high", "middle"]),
            requested_at=f"2026-07-{dice.randint(1, 9):02}",
        )
        for one in range(dice.randint(1, 6))
    ]
    tiers = [{"name": "home", "same": ["region"]}, {"name": "job", "same": ["component_group"]}]
    limits = dice.choice([[by_region(dice)], [in_all(dice)], [by_region(dice), in_all(dice)]])
    money = {
        "stipend": 500,
        "per": dice.choice(["pair", "mentor"]),
        "part_year": dice.choice(["full", "none"]),
    }
    rules = hand.policy(
        tiers=tiers,
        limits=limits,
        money=money,
        compatibility={"preference": 1, "group": 1},
        objectives={"order": order},
    )
    return hand.season(mentors, mentees, rules, pairs=before(dice, mentees, mentors))


def by_region(dice):
    most = {one: dice.randint(0, 2) for one in dice.sample(REGIONS, dice.randint(1, 3))}
    default = {"default": dice.randint(0, 2)} if dice.random() < 0.6 else {}
    return {"name": "regions", "by": ["mentee.region"], "max": most | default, "funding": True}


def in_all(dice):
    return {"name": "all", "by": [], "max": dice.randint(0, 4), "funding": True}


def before(dice, mentees, mentors):
    """Return a few pairs that stand or have ended, no mentee with two that stand and no mentor beyond the seats."""
    pairs, taken, room = [], set(), {one["mentor_id"]: int(one["capacity"]) for one in mentors}
    for _ in range(dice.choice([0, 0, 1, 2])):
        mentee, mentor = dice.choice(mentees)["mentee_id"], dice.choice(mentors)["mentor_id"]
        kind = dice.choice(["confirmed", "ended"])
        if mentee not in taken and room[mentor] > 0:
            taken.add(mentee)
            room[mentor] -= kind == "confirmed"
            pairs.append((mentee, mentor, kind))
    return pairs


class Oracle:
    """All lists of a season with whatever caps; nothing of it is the program's."""

    def __init__(self, season):
        self.season, self.order = season, season.policy["objectives"]["order"]
        bare = season.with_parts(policy={**season.policy, "limits": []})
        self.problem, self.mentees, self.mentors = problem_of(bare)
        self.region = [season.mentee[one]["region"] for one in self.mentees]
        full = season.policy["money"]["part_year"] == "full"
        self.paid_before = [
            one for one, _ in sorted(season.listed("confirmed") | (season.listed("ended") if full else set()))
        ]
        self.ended = len(season.listed("ended")) if full else 0

    def caps(self):
        """Return the caps of the policy: by region (those without one are left out) and in all."""
        regions, whole = {}, None
        for limit in self.season.policy["limits"]:
            if limit["by"]:
                most = limit["max"]
                regions = {one: most.get(one, most.get("default")) for one in REGIONS}
            else:
                whole = limit["max"]
        return {one: most for one, most in regions.items() if most is not None}, whole

    def standing(self, region=None):
        own = [self.season.mentee[one]["region"] for one in self.paid_before]
        return len([one for one in own if region in (None, one)])

    def limited(self, regions, whole, pool=None):
        """Return the problem with these caps; `pool` is a cap on some regions together."""
        pairs = frozenset(self.problem.cost)

        def of(*names):
            return frozenset(pair for pair in pairs if self.region[pair[0]] in names)

        groups = [
            Group(of(one), 0, max(0, most - self.standing(one))) for one, most in sorted(regions.items())
        ]
        if whole is not None:
            groups.append(Group(pairs, 0, max(0, whole - self.standing())))
        if pool is not None:
            groups.append(Group(of(*pool[0]), 0, pool[1]))
        return replace(self.problem, groups=tuple(groups))

    def best(self, regions, whole, pool=None):
        """Return the best values at all goals, the number of new pairs, and with first come who has which seat newly: (mentee, seat)."""
        problem = self.limited(regions, whole, pool)
        values = problem.best(self.order)
        if "first_come" in self.order:
            turns = values[self.order.index("first_come")]
            served = {seat for seat, is_served in zip(problem.queue(), turns, strict=True) if is_served}
            return values, len(served), served
        seats = values[self.order.index("served")]
        assert seats % 2 == 0
        return values, seats // 2, None

    def count(self, served, region=None):
        """Return how many pairs are paid for, of one region or in all."""
        return self.standing(region) + len([one for one, _ in served if region in (None, self.region[one])])
