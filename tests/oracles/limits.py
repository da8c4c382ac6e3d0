"""Small random problems with limits, minimums, fixed and proposed pairs, and loads that stand already."""

import random
from dataclasses import replace

from hypothesis import strategies as st
from oracles.instances import COSTS, SCORES, random_problem
from oracles.problem import Group

GOALS = [
    "served",
    "home",
    "first_come",
    "fewest_changes",
    "tiers",
    "worst_off",
    "compatibility",
    "balance",
]
goal_orders = st.lists(st.sampled_from(GOALS), min_size=1, max_size=5, unique=True).map(tuple)
UNLIMITED = 10**9
MOODS = ["loose", "tight", "broken", "wild"]
"""How hard limits are to keep: easily, hardly, perhaps not, probably not."""
NESTED = {
    "all": lambda place: ("all",),
    "mentee region": lambda place: (place.mentee_region,),
    "mentee district": lambda place: (place.mentee_region, place.mentee_district),
    "mentee, mentor district": lambda place: (place.mentee, place.mentor_region, place.mentor_district),
    "mentor region": lambda place: (place.mentor_region,),
    "mentor district": lambda place: (place.mentor_region, place.mentor_district),
    "mentor, mentee district": lambda place: (place.mentor, place.mentee_region, place.mentee_district),
    "mentor, mentee region": lambda place: (place.mentor, place.mentee_region),
}
"""What the pairs of one limit have in common; any of these nest together."""
ON_MENTORS_SIDE = ["all", *(name for name in NESTED if name.startswith("mentor"))]
CROSSING = {
    "regions": lambda place: (place.mentee_region, place.mentor_region),
    "district, region": lambda place: (place.mentee_region, place.mentee_district, place.mentor_region),
    "mentor district alone": lambda place: (place.mentor_district,),
    "mentee district alone": lambda place: (place.mentee_district,),
}


class Place:
    """Where the two people of a pair are."""

    def __init__(self, dice, mentees, mentors):
        self.mentees = [(dice.randrange(2), dice.randrange(2)) for _ in range(mentees)]
        self.mentors = [(dice.randrange(2), dice.randrange(2)) for _ in range(mentors)]

    def of(self, pair):
        self.mentee, self.mentor = pair
        self.mentee_region, self.mentee_district = self.mentees[self.mentee]
        self.mentor_region, self.mentor_district = self.mentors[self.mentor]
        return self


def hidden_list(dice, problem):
    """Return a list that keeps seats and demands, for limits to be put around."""
    left, room, found = list(problem.demand), list(problem.capacity), set()
    share = dice.choice([0.5, 0.8, 1.0])
    for mentee, mentor in dice.sample(sorted(problem.cost), len(problem.cost)):
        if left[mentee] > 0 and room[mentor] > 0 and dice.random() < share:
            found.add((mentee, mentor))
            left[mentee] -= 1
            room[mentor] -= 1
    return frozenset(found)


def bounds(dice, mood, size, count):
    """Return a lower and an upper limit for a set of `size` pairs of which the hidden list has `count`.

    The hidden list keeps them in the moods "loose" and "tight".
    """
    if mood == "wild":
        lower = dice.choice([0, 0, dice.randint(0, size + 1)])
        return lower, dice.choice([UNLIMITED, dice.randint(0, size), dice.randint(0, size)])
    if mood == "loose":
        return dice.choice([0, 0, max(0, count - 1)]), dice.choice([UNLIMITED, count + 1, count + 2])
    return dice.choice([0, 0, count, max(0, count - 1)]), dice.choice([UNLIMITED, count, count, count + 1])


def nested_groups(dice, mood, problem, hidden, kinds):
    """Return limits on the pairs that have something in common."""
    place = Place(dice, len(problem.demand), len(problem.capacity))
    groups = []
    for kind in kinds:
        sets = {}
        for pair in sorted(problem.cost):
            sets.setdefault((NESTED | CROSSING)[kind](place.of(pair)), set()).add(pair)
        for pairs in sets.values():
            if dice.random() < 0.8:
                groups.append(Group(frozenset(pairs), *bounds(dice, mood, len(pairs), len(pairs & hidden))))
    return tuple(dice.sample(groups, len(groups)))


def random_groups(dice, mood, problem, hidden):
    """Return limits on sets that have nothing in common but chance."""
    pairs, groups = sorted(problem.cost), []
    for _ in range(dice.randint(1, 4)):
        among = dice.choice(
            [
                pairs,
                [pair for pair in pairs if pair[0] == 0],
                [pair for pair in pairs if pair[1] == 0],
                [pair for pair in pairs if pair[0] < 2],
                [pair for pair in pairs if pair[1] < 2],
            ]
        )
        share = dice.choice([0.15, 0.5, 1.0])
        own = frozenset(pair for pair in among if dice.random() < share)
        groups.append(Group(own, *bounds(dice, mood, len(own), len(own & hidden))))
    return tuple(groups)


def with_limits(problem, seed, *, mood, kinds=()):
    """Return the problem with everything that lists must keep, as a number has it.

    Parameters
    ----------
    kinds
        What the limits are about, of `NESTED` and `CROSSING`; None for sets at random.
    """
    dice = random.Random(f"limits {seed}")
    hidden = hidden_list(dice, problem)
    if mood == "wild":
        locked = [pair for pair in problem.cost if dice.random() < 0.15]
        min_load = [dice.choice([0, 0, 0, 1, 2]) for _ in problem.capacity]
    else:
        locked = [pair for pair in hidden if dice.random() < dice.choice([0, 0.1, 0.3])]
        slack = [0, 0, 1] if mood == "loose" else [0, 1, 1]
        min_load = [
            max(0, dice.choice(slack) * load - dice.choice([0, 0, 1])) for load in problem.loads(hidden)
        ]
    if kinds is None:
        groups = random_groups(dice, mood, problem, hidden)
    else:
        groups = nested_groups(dice, mood, problem, hidden, kinds)
    if mood == "broken":
        groups, min_load = broken(dice, groups, min_load)
    share = dice.choice([0.2, 0.5, 0.8])
    return replace(
        problem,
        locked=frozenset(locked),
        home=frozenset(pair for pair in problem.cost if dice.random() < share),
        proposed=frozenset(pair for pair in problem.cost if dice.random() < dice.choice([0, 0.3])),
        min_load=min_load,
        load_before=[dice.choice([0, 0, 1, 3]) for _ in problem.capacity],
        groups=groups,
    )


def broken(dice, groups, min_load):
    """Return limits and minimums of which one is a little harder to keep."""
    groups, min_load = list(groups), list(min_load)
    if groups and dice.random() < 0.7:
        place = dice.randrange(len(groups))
        group = groups[place]
        if dice.random() < 0.5:
            groups[place] = replace(group, lower=group.lower + 1)
        elif 0 < group.upper < UNLIMITED:
            groups[place] = replace(group, upper=group.upper - 1)
    else:
        min_load[dice.randrange(len(min_load))] += 1
    return tuple(groups), min_load


@st.composite
def limited_problems(draw, most=5, *, least=1, moods=MOODS, kinds=NESTED, at_random=False):
    """Draw a problem with limits that nest, or with sets at random."""
    seed = draw(st.integers(0, 10**6))
    problem = random_problem(
        seed,
        draw(st.integers(least, most)),
        draw(st.integers(max(1, least // 2), most)),
        costs=draw(st.sampled_from(sorted(COSTS))),
        scores=draw(st.sampled_from(sorted(SCORES))),
        most_needed=draw(st.sampled_from([1, 2, 3])),
        most_seats=draw(st.sampled_from([1, 2, 3])),
        dense=draw(st.sampled_from([0.3, 0.6, 1.0])),
        dead_ends=draw(st.booleans()),
    )
    mood = draw(st.sampled_from(list(moods)))
    chosen = None if at_random else draw(st.lists(st.sampled_from(list(kinds)), max_size=3, unique=True))
    return with_limits(problem, seed, mood=mood, kinds=chosen)


def feasible_problems(most=5, **choices):
    """Draw a problem that has a list, with limits that nest."""
    return limited_problems(most, moods=["loose", "tight"], **choices)
