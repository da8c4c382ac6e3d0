"""The matching problem without people, and its best lists by searching all of them."""

import math
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import combinations

Pair = tuple[int, int]


@dataclass(frozen=True)
class Group:
    """A limit: at least `lower` and at most `upper` of these pairs are in the list."""

    pairs: frozenset[Pair]
    lower: int
    upper: int

    def keeps(self, pairs):
        return self.lower <= len(self.pairs & pairs) <= self.upper

    @property
    def can_bind(self):
        return self.lower > 0 or self.upper < len(self.pairs)


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
    home, proposed
        Pairs that count for these goals.
    min_load, load_before
        Per mentor: fewest pairs that the list must give, pairs that stand already. Zeros if left out.
    groups
        Limits on sets of pairs.
    least
        Per mentee: fewest seats that the list must give. Zeros if left out.
    """

    demand: list[int]
    before: list[int]
    capacity: list[int]
    order: list[int]
    cost: dict[Pair, int]
    score: dict[Pair, int]
    locked: frozenset[Pair] = frozenset()
    home: frozenset[Pair] = frozenset()
    proposed: frozenset[Pair] = frozenset()
    min_load: list[int] | None = None
    load_before: list[int] | None = None
    groups: tuple[Group, ...] = ()
    least: list[int] | None = None

    def __post_init__(self):
        self.least = self.least or [0] * len(self.demand)
        self.min_load = self.min_load or [0] * len(self.capacity)
        self.load_before = self.load_before or [0] * len(self.capacity)

    @property
    def mentees(self):
        return range(len(self.demand))

    @property
    def new(self):
        """Return the pairs whose lowest score counts: neither fixed nor proposed."""
        return set(self.cost) - self.locked - self.proposed

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

    def loads(self, pairs):
        loads = [0] * len(self.capacity)
        for _, mentor in pairs:
            loads[mentor] += 1
        return loads

    def keeps_the_rules(self, pairs):
        pairs = frozenset(pairs)
        between = zip(self.min_load, self.loads(pairs), self.capacity, strict=True)
        return (
            self.locked <= pairs <= set(self.cost)
            and all(
                least <= one <= most
                for least, one, most in zip(self.least, self.counts(pairs), self.demand, strict=True)
            )
            and all(least <= load <= most for least, load, most in between)
            and all(group.keeps(pairs) for group in self.groups)
        )

    def value(self, level, pairs):
        """Return what a list reaches at a level; more is better."""
        served = self.counts(pairs)
        if level == "served":
            return sum(self.first_and_further(mentee, served[mentee]) for mentee in self.mentees)
        if level == "first_come":
            return tuple(int(seat < served[mentee]) for mentee, seat in self.queue())
        if level == "worst_off":
            return min((self.score[pair] for pair in self.new & set(pairs)), default=math.inf)
        if level == "balance":
            return -sum(map(self.square, range(len(self.capacity)), self.loads(pairs)))
        return sum(self.gain(level, pair) for pair in pairs)

    def gain(self, level, pair):
        """Return what a pair adds to a goal that is a sum over pairs."""
        return {
            "home": int(pair in self.home),
            "fewest_changes": int(pair in self.proposed),
            "tiers": -self.cost[pair],
            "compatibility": self.score[pair],
        }[level]

    def square(self, mentor, load):
        """Return how much a load adds to the sum of squares, beyond what stood before."""
        return (self.load_before[mentor] + load) ** 2 - self.load_before[mentor] ** 2

    def first_and_further(self, mentee, seats):
        return seats + (1 if seats and not self.before[mentee] else 0)

    def values(self, levels, pairs):
        return tuple(self.value(level, pairs) for level in levels)

    def all_lists(self):
        """Yield every list that keeps the hard rules, as a set of pairs."""

        def extend(mentee, left, pairs):
            if mentee == len(self.demand):
                if self.keeps_the_rules(pairs):
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
        for size in range(self.least[mentee], self.demand[mentee] + 1):
            for chosen in combinations(ways, size):
                if must <= set(chosen):
                    yield chosen

    def best(self, levels):
        """Return the best values that any list reaches, level after level; None if no list keeps the rules."""
        if "worst_off" not in levels:
            return self._best_of_sums(tuple(levels))
        place = list(levels).index("worst_off")
        before = self.best(levels[:place])
        if before is None:
            return None
        for lowest in self.lowest_scores():
            rest = self.without_new_below(lowest)
            if rest.best(levels[:place]) == before:
                found = rest.best([*levels[:place], *levels[place + 1 :]])
                return (*before, lowest, *found[place:])
        raise AssertionError("the lowest score of all forbids nothing")

    def lowest_scores(self):
        """Return what the lowest score among new pairs may be, best first; none at all is best."""
        return [math.inf, *sorted({self.score[pair] for pair in self.new}, reverse=True)]

    def without_new_below(self, lowest):
        kept = {pair for pair in self.cost if pair not in self.new or self.score[pair] >= lowest}
        return self.without(set(self.cost) - kept)

    def without(self, pairs):
        """Return the problem in which these pairs are not possible."""
        groups = [replace(group, pairs=group.pairs - pairs) for group in self.groups]
        cost = {pair: cost for pair, cost in self.cost.items() if pair not in pairs}
        return replace(self, cost=cost, groups=tuple(groups))

    def _best_of_sums(self, levels):
        """Return the best values of goals that are sums.

        Every list is looked at; what the mentees from some place on can reach with the same seats left, and the same
        room in the limits, is remembered. Of a sum of values, compared level after level, the best is the best part
        after the best part.
        """
        place = {seat: number for number, seat in enumerate(self.queue())}
        size = len(place)

        def gain(level, mentee, chosen):
            if level == "served":
                return self.first_and_further(mentee, len(chosen))
            if level == "first_come":
                return sum(1 << (size - 1 - place[mentee, seat]) for seat in range(len(chosen)))
            if level == "balance":
                return 0
            return sum(self.gain(level, (mentee, mentor)) for mentor in chosen)

        def at_the_end(left, used):
            loads = [most - free for most, free in zip(self.capacity, left, strict=True)]
            enough = all(load >= least for load, least in zip(loads, self.min_load, strict=True))
            if not enough or any(n < group.lower for n, group in zip(used, self.groups, strict=True)):
                return None
            squares = -sum(map(self.square, range(len(loads)), loads))
            return tuple(squares if level == "balance" else 0 for level in levels)

        @cache
        def from_mentee(mentee, left, used):
            if mentee == len(self.demand):
                return at_the_end(left, used)
            best = None
            for chosen in self.choices(mentee, left):
                own = {(mentee, mentor) for mentor in chosen}
                now = tuple(n + len(own & group.pairs) for n, group in zip(used, self.groups, strict=True))
                if any(n > group.upper for n, group in zip(now, self.groups, strict=True)):
                    continue
                free = tuple(n - (mentor in chosen) for mentor, n in enumerate(left))
                rest = from_mentee(mentee + 1, free, now)
                if rest is not None:
                    value = tuple(gain(level, mentee, chosen) + rest[n] for n, level in enumerate(levels))
                    best = value if best is None else max(best, value)
            return best

        if any(group.upper < 0 for group in self.groups):
            return None
        found = from_mentee(0, tuple(self.capacity), (0,) * len(self.groups))
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

    def relaxed_to(self, locked=(), min_loads=(), minimums=(), maximums=()):
        """Return the problem in which only these fixed pairs, minimums and limits hold."""
        groups = [
            Group(
                group.pairs,
                group.lower if number in minimums else 0,
                group.upper if number in maximums else max(len(group.pairs), group.lower),
            )
            for number, group in enumerate(self.groups)
        ]
        return replace(
            self,
            locked=frozenset(locked),
            min_load=[least if mentor in min_loads else 0 for mentor, least in enumerate(self.min_load)],
            groups=tuple(groups),
        )

    def can_serve(self, counts, capacity=None):
        """Return whether every mentee can have at least that many of the seats asked for, locked pairs among them.

        Without minimums and limits.
        """
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
        """Return how many seats each mentee has when the queue is served in order, each seat if it can be.

        Without minimums and limits.
        """
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

    Fixed pairs that are not possible are left out of `locked`.
    """
    from oracles.fit import score
    from oracles.people import cell, fold_code, number
    from oracles.rules import candidates, is_of, mentee_faults, mentor_faults, seats, tier_cost
    from oracles.season_limits import groups_of

    policy, region = season.policy, season.region
    mentees, mentors = sorted(season.mentee), sorted(season.mentor)
    confirmed, fixed = season.listed("confirmed"), ("agreed", "lock")
    before = [sum(one == mentee for one, _ in confirmed) for mentee in mentees]
    # Seats that stand, or are kept for the pairs of other regions, are not there to be given.
    taken = [*confirmed, *season.listed_elsewhere(*fixed)]
    used = [sum(one == mentor for _, one in taken) for mentor in mentors]
    needed = [
        0
        if mentee_faults(policy, season.mentee[one], region)
        else int(number(season.mentee[one], "mentors_needed"))
        for one in mentees
    ]
    room = [
        0 if mentor_faults(policy, season.mentor[one], region) else seats(policy, season.mentor[one])
        for one in mentors
    ]
    # Somebody who is lent is asked for a minimum at home.
    least = [
        int(number(season.mentor[one], "min_mentees"))
        if not region or is_of(region, season.mentor[one])
        else 0
        for one in mentors
    ]

    def turn(mentee):
        row = season.mentee[mentee]
        return (cell(row, "urgent") != "yes", cell(row, "requested_at") or "9999", mentee)

    possible = {
        (mentees.index(mentee), mentors.index(mentor)): tier
        for (mentee, mentor), tier in candidates(season).items()
    }

    def place(pairs):
        known = {(mentees.index(mentee), mentors.index(mentor)) for mentee, mentor in pairs}
        return frozenset(known) & frozenset(possible)

    def is_home(pair):
        rows = season.mentee[mentees[pair[0]]], season.mentor[mentors[pair[1]]]
        return len({fold_code(cell(row, "region")) for row in rows}) == 1

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
            locked=place(season.listed(*fixed)),
            home=frozenset(filter(is_home, possible)),
            proposed=place(season.listed("proposed")),
            min_load=[
                max(0, fewest - taken) if given else 0
                for fewest, taken, given in zip(least, used, room, strict=True)
            ],
            load_before=used,
            groups=tuple(
                Group(place(one.pairs), *one.bounds) for one in groups_of(season, candidates(season))
            ),
        ),
        mentees,
        mentors,
    )
