"""The matching problem without people, and its best lists by searching all of them."""

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations


@dataclass
class Problem:
    """Who asks for how many seats, who has how many, and which pairs are possible.

    Parameters
    ----------
    demand, before
        Per mentee: seats still asked for, seats that stand already.
    capacity
        Per mentor: free seats.
    order
        Per mentee: place in the order of requests, lowest first, all different.
    cost, score
        Per possible pair (mentee, mentor): tier cost and millionths.
    locked
        Pairs that must be in the list.
    """

    demand: list[int]
    before: list[int]
    capacity: list[int]
    order: list[int]
    cost: dict[tuple[int, int], int]
    score: dict[tuple[int, int], int]
    locked: frozenset[tuple[int, int]] = frozenset()

    @property
    def mentees(self):
        return range(len(self.demand))

    @cached_property
    def possible(self):
        found = {mentee: [] for mentee in self.mentees}
        for mentee, mentor in sorted(self.cost):
            found[mentee].append(mentor)
        return found

    def ways(self, mentee):
        return self.possible[mentee]

    def queue(self):
        """Return (mentee, number of the seat) in the order of the queue: first seats, then second ones, and so on."""
        seats = [(mentee, seat) for mentee in self.mentees for seat in range(self.demand[mentee])]
        return sorted(seats, key=lambda one: (self.before[one[0]] + one[1], self.order[one[0]]))

    def counts(self, pairs):
        served = [0] * len(self.demand)
        for mentee, _ in pairs:
            served[mentee] += 1
        return served

    def keeps_the_rules(self, pairs):
        pairs = set(pairs)
        loads = [0] * len(self.capacity)
        for _, mentor in pairs:
            loads[mentor] += 1
        return (
            self.locked <= pairs <= set(self.cost)
            and all(one <= most for one, most in zip(self.counts(pairs), self.demand, strict=True))
            and all(one <= most for one, most in zip(loads, self.capacity, strict=True))
        )

    def value(self, level, pairs):
        """Return what a list reaches at a level; more is better."""
        served = self.counts(pairs)
        if level == "served":
            return sum(self.first_and_further(mentee, served[mentee]) for mentee in self.mentees)
        if level == "first_come":
            return tuple(int(seat < served[mentee]) for mentee, seat in self.queue())
        if level == "tiers":
            return -sum(self.cost[pair] for pair in pairs)
        return sum(self.score[pair] for pair in pairs)

    def first_and_further(self, mentee, seats):
        return seats + (1 if seats and not self.before[mentee] else 0)

    def values(self, levels, pairs):
        return tuple(self.value(level, pairs) for level in levels)

    def all_lists(self):
        """Yield every list that keeps the hard rules, as a set of pairs."""

        def extend(mentee, left, pairs):
            if mentee == len(self.demand):
                yield frozenset(pairs)
                return
            for chosen in self.choices(mentee, left):
                after = [seats - (mentor in chosen) for mentor, seats in enumerate(left)]
                yield from extend(mentee + 1, after, [*pairs, *((mentee, mentor) for mentor in chosen)])

        yield from extend(0, self.capacity, [])

    def choices(self, mentee, left):
        """Yield every set of mentors that a mentee can have, with these seats left."""
        must = {mentor for one, mentor in self.locked if one == mentee}
        ways = [mentor for mentor in self.ways(mentee) if left[mentor] > 0]
        for size in range(self.demand[mentee] + 1):
            for chosen in combinations(ways, size):
                if must <= set(chosen):
                    yield chosen

    def best(self, levels):
        """Return the best values that any list reaches, level after level; None if no list keeps the rules.

        Every list is looked at; what the mentees from some place on can reach with the same seats left is remembered.
        Of a sum of values, compared level after level, the best is the best part after the best part.
        """
        place = {seat: number for number, seat in enumerate(self.queue())}
        size = len(place)

        def gain(level, mentee, chosen):
            if level == "served":
                return self.first_and_further(mentee, len(chosen))
            if level == "first_come":
                return sum(1 << (size - 1 - place[mentee, seat]) for seat in range(len(chosen)))
            if level == "tiers":
                return -sum(self.cost[mentee, mentor] for mentor in chosen)
            return sum(self.score[mentee, mentor] for mentor in chosen)

        @cache
        def from_mentee(mentee, left):
            if mentee == len(self.demand):
                return (0,) * len(levels)
            best = None
            for chosen in self.choices(mentee, left):
                rest = from_mentee(mentee + 1, tuple(n - (mentor in chosen) for mentor, n in enumerate(left)))
                if rest is not None:
                    own = tuple(gain(level, mentee, chosen) + rest[n] for n, level in enumerate(levels))
                    best = own if best is None else max(best, own)
            return best

        found = from_mentee(0, tuple(self.capacity))
        if found is None:
            return None
        return tuple(
            tuple(int(bit) for bit in f"{value:0{size}b}"[:size])
            if level == "first_come" and size
            else ()
            if level == "first_come"
            else value
            for level, value in zip(levels, found, strict=True)
        )

    def can_serve(self, counts, capacity=None):
        """Return whether every mentee can have at least that many of the seats asked for, locked pairs among them."""
        room = list(self.capacity if capacity is None else capacity)
        held = {mentor: set() for mentor in range(len(room))}
        for _, mentor in self.locked:
            room[mentor] -= 1
        for mentee in self.mentees:
            kept = sum(one == mentee for one, _ in self.locked)
            for _ in range(counts[mentee] - kept):
                if not self._augment(mentee, room, held):
                    return False
        return True

    def first_come(self):
        """Return how many seats each mentee has when the queue is served in order, each seat if it can be."""
        served = [sum(one == mentee for one, _ in self.locked) for mentee in self.mentees]
        room, held = list(self.capacity), {mentor: set() for mentor in range(len(self.capacity))}
        for _, mentor in self.locked:
            room[mentor] -= 1
        for mentee, seat in self.queue():
            if seat >= served[mentee] and self._augment(mentee, room, held):
                served[mentee] += 1
        return served

    def _augment(self, mentee, room, held):
        """Give a mentee one more seat by moving others to other mentors; nobody loses a seat."""
        before, todo = {}, [mentee]
        seen = {mentee}
        while todo:
            here = todo.pop(0)
            for mentor in self.ways(here):
                if mentor in before or here in held[mentor] or (here, mentor) in self.locked:
                    continue
                before[mentor] = here
                if room[mentor] > 0:
                    room[mentor] -= 1
                    self._turn(mentee, mentor, before, held)
                    return True
                for other in held[mentor] - seen:
                    seen.add(other)
                    before["of", other] = mentor
                    todo.append(other)
        return False

    def _turn(self, start, mentor, before, held):
        while True:
            here = before[mentor]
            held[mentor].add(here)
            if here == start:
                return
            mentor = before["of", here]
            held[mentor].discard(here)


def problem_of(season):
    """Return the problem that a season poses, with the ids of mentees and mentors by place.

    Agreed pairs that are not possible are left out of `locked`.
    """
    from oracles.fit import score
    from oracles.people import cell, number
    from oracles.rules import candidates, mentee_faults, mentor_faults, seats, tier_cost

    policy = season.policy
    mentees, mentors = sorted(season.mentee), sorted(season.mentor)
    confirmed = season.listed("confirmed")
    before = [sum(one == mentee for one, _ in confirmed) for mentee in mentees]
    used = [sum(one == mentor for _, one in confirmed) for mentor in mentors]
    needed = [
        0 if mentee_faults(policy, season.mentee[one]) else int(number(season.mentee[one], "mentors_needed"))
        for one in mentees
    ]
    room = [
        0 if mentor_faults(policy, season.mentor[one]) else seats(policy, season.mentor[one])
        for one in mentors
    ]

    def turn(mentee):
        row = season.mentee[mentee]
        return (cell(row, "urgent") != "yes", cell(row, "requested_at") or "9999", mentee)

    possible = {
        (mentees.index(mentee), mentors.index(mentor)): tier
        for (mentee, mentor), tier in candidates(season).items()
    }
    return (
        Problem(
            demand=[max(0, asked - stands) for asked, stands in zip(needed, before, strict=True)],
            before=before,
            capacity=[max(0, given - taken) for given, taken in zip(room, used, strict=True)],
            order=[sorted(mentees, key=turn).index(one) for one in mentees],
            cost={pair: tier_cost(policy, tier) for pair, tier in possible.items()},
            score={
                (mentee, mentor): round(
                    score(policy, season.mentee[mentees[mentee]], season.mentor[mentors[mentor]])[0]
                    * 1_000_000
                )
                for mentee, mentor in possible
            },
            locked=frozenset(
                (mentees.index(mentee), mentors.index(mentor)) for mentee, mentor in season.listed("agreed")
            )
            & frozenset(possible),
        ),
        mentees,
        mentors,
    )
