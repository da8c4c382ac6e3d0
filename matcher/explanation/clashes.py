"""Why no list is possible, in words: which fixed pairs, minimums and limits cannot hold together, and what would do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.eligibility import Group
from matcher.preparation import Prepared
from matcher.roster import Problem, numbers, texts
from matcher.solving import Borders, Conflict, CrossingGroups, Infeasible, nest

SHOWN = 5


@dataclass(frozen=True)
class Clash:
    """What cannot hold together, or not at all.

    Parameters
    ----------
    sentence
        What cannot be, with people and rules.
    sources
        Where it says so: file and row, or the policy's key.
    """

    sentence: str
    sources: tuple[str, ...]


def impossible_pairs(prepared: Prepared) -> list[Clash]:
    """Return each fixed pair that a rule forbids."""
    said = _Words(prepared)
    mentee, mentor = prepared.rules.fixed
    possible = prepared.candidates.find(mentee, mentor) >= 0
    clashes = []
    for place in np.flatnonzero(~possible).tolist():
        pair = int(mentee[place]), int(mentor[place])
        broken = prepared.rules.broken_by(*pair) or ["they are confirmed already"]
        sentence = f"{said.fixed(*pair)}, but a rule forbids the pair: {'; '.join(broken)}."
        clashes.append(Clash(sentence, (said.row_of_pair(*pair),)))
    return clashes


def clashes_of(prepared: Prepared, infeasible: Infeasible) -> list[Clash]:
    """Return each set that cannot hold together; without any one of it, the others of the set can."""
    said = _Words(prepared)
    return [_clash(said, conflict) for conflict in infeasible.conflicts]


def loosening_of(prepared: Prepared, infeasible: Infeasible) -> list[str]:
    """Return what would have to give way, at the least, for there to be a list."""
    said, loosening = _Words(prepared), infeasible.loosening
    instance, groups = prepared.instance, prepared.limits.groups
    found = [
        f"set {said.pair(int(instance.mentee[place]), int(instance.mentor[place]))} free"
        for place in loosening.locked
    ]
    for mentor in np.flatnonzero(loosening.min_loads).tolist():
        least = said.least(mentor)
        found.append(
            f"lower min_mentees of {said.mentors[mentor]} from {least} to {least - loosening.min_loads[mentor]}"
        )
    for place in np.flatnonzero(loosening.minimums).tolist():
        least = groups[place].least or 0
        found.append(
            f"lower {groups[place].words} from at least {least} to {least - loosening.minimums[place]}"
        )
    for place in np.flatnonzero(loosening.maximums).tolist():
        group = groups[place]
        if group.until is not None:
            found.append(f"hold back {loosening.maximums[place]} fewer of {group.words}")
            continue
        most = group.most or 0
        raised = max(most, group.standing) + loosening.maximums[place]
        found.append(f"raise {group.words} from at most {most} to {raised}")
    return found


def crossing_limits(prepared: Prepared) -> list[Problem]:
    """Return a problem for each two limits that cannot be kept together by this version."""
    try:
        nest(prepared.instance)
    except CrossingGroups as error:
        return _crossing(prepared, error.crossing)
    return []


def _crossing(prepared: Prepared, crossing: Sequence[tuple[int, int | None]]) -> list[Problem]:
    groups = prepared.limits.groups
    found: dict[tuple[tuple[str, str], ...], str] = {}
    for one, other in crossing:
        places = list(
            dict.fromkeys((groups[each].source, groups[each].name) for each in _in_order(one, other))
        )
        named = " and ".join(f"'{name}'" for _, name in places)
        if other is None:
            rule = (
                f"{named} names columns of both sides, and its pairs for {groups[one].values or 'all'} are neither all "
                "pairs of some mentees nor all of some mentors."
            )
        else:
            values = " and ".join(groups[group].values or "all" for group in (one, other))
            rule = f"{named} cut through each other, at {values}; only limits that nest can be kept."
        found.setdefault(tuple(places), rule)
    return [
        Problem(
            "error", "policy", None, places[-1][0], places[-1][1], rule,
            _NEST_HELD
            if all(source.startswith("held_back") for source, _ in places)
            else "Let one contain the other, or let the one name columns of mentees only and the other of mentors only.",
        )
        for places, rule in found.items()
    ]  # fmt: skip


_NEST_HELD = "Hold seats back by region or by main group, not by both."


def _in_order(one: int, other: int | None) -> list[int]:
    return [one] if other is None else sorted([one, other])


def _clash(said: "_Words", conflict: Conflict) -> Clash:
    members = list(said.members(conflict))
    parts = "; ".join(sentence for sentence, _ in members)
    background = said.background(conflict)
    where = f" {background}" if background else ""
    cannot = "This cannot be" if len(members) == 1 else "These cannot all hold"
    return Clash(f"{cannot}: {parts}.{where}", tuple(source for _, source in members))


class _Words:
    """People, limits and places as people call them."""

    def __init__(self, prepared: Prepared):
        self._prepared = prepared
        self.mentees = texts(prepared.roster.mentees, "mentee_id")
        self.mentors = texts(prepared.roster.mentors, "mentor_id")

    @cached_property
    def _borders(self) -> Borders:
        return Borders(self._prepared.instance)

    def pair(self, mentee: int, mentor: int) -> str:
        """Return both ids."""
        return f"{self.mentees[mentee]} and {self.mentors[mentor]}"

    def fixed(self, mentee: int, mentor: int) -> str:
        """Return that a pair is fixed, and why."""
        agreed = self._prepared.rules.are_listed("agreed", np.array([mentee]), np.array([mentor]))[0]
        return f"{self.pair(mentee, mentor)} {'agreed on each other' if agreed else 'are locked'}"

    def row_of_pair(self, mentee: int, mentor: int) -> str:
        """Return where a pair is listed."""
        roster = self._prepared.roster
        own = (roster.pairs["mentee_id"] == self.mentees[mentee]) & (
            roster.pairs["mentor_id"] == self.mentors[mentor]
        )
        return roster.origins["pairs"].place(int(np.flatnonzero(own.to_numpy())[0]))

    def least(self, mentor: int) -> int:
        """Return the fewest mentees that a mentor's row asks for."""
        return int(numbers(self._prepared.roster.mentors, "min_mentees")[mentor])

    def members(self, conflict: Conflict) -> Iterator[tuple[str, str]]:
        """Yield each member of a conflict as words, and where it says so."""
        instance, groups = self._prepared.instance, self._prepared.limits.groups
        for place in conflict.locked.tolist():
            pair = int(instance.mentee[place]), int(instance.mentor[place])
            yield self.fixed(*pair), self.row_of_pair(*pair)
        for mentor in conflict.min_loads.tolist():
            origin = self._prepared.roster.origins["mentors"]
            yield f"{self.mentors[mentor]} needs at least {people(self.least(mentor))}", origin.place(mentor)
        for place in conflict.minimums.tolist():
            group = groups[place]
            key = _key(group.source, "min", group.key_of_least)
            yield f"{group.words} needs at least {group.least}{_standing(group)}", key
        for place in conflict.maximums.tolist():
            group = groups[place]
            bound = "max" if group.until is None else "seats" if group.key_of_most else "until"
            key = _key(group.source, bound, group.key_of_most)
            held = "" if group.until is None else f", as {group.allowed}"
            yield f"{group.words} allows at most {group.most}{held}{_standing(group)}", key

    def background(self, conflict: Conflict) -> str:
        """Return the seats and possible pairs that leave no more room, where they are few."""
        instance = self._prepared.instance
        mentees, mentors = len(instance.demand), len(instance.capacity)
        if not conflict.cut.any():
            mentor = conflict.min_loads[0] if len(conflict.min_loads) else None
            return "" if mentor is None else f"{_seats(self.mentors[mentor], instance.capacity[mentor])}."
        inside = conflict.cut
        touched_mentors = {*instance.mentor[conflict.locked].tolist(), *conflict.min_loads.tolist()}
        touched_mentees = set(instance.mentee[conflict.locked].tolist())
        said = [
            _seats(self.mentors[mentor], instance.capacity[mentor])
            for mentor in sorted(touched_mentors)
            if inside[mentees + mentor] and not inside[mentees + mentors]
        ]
        said += [
            f"{self.mentees[mentee]} asks for {instance.demand[mentee]} more"
            for mentee in sorted(touched_mentees)
            if not inside[mentee] and inside[mentees + mentors]
        ]
        needed, room = self._borders.room_at(conflict)
        count = sum(map(len, (conflict.locked, conflict.min_loads, conflict.minimums, conflict.maximums)))
        who = "it needs" if count == 1 else "together they need"
        # Ids are told as they are written, also at the beginning.
        who = who if said else who.capitalize()
        said.append(f"{who} {needed}, and there is room for {room}")
        more = f"; and {len(said) - SHOWN} more such facts" if len(said) > SHOWN else ""
        return f"{'; '.join(said[-SHOWN:])}{more}."


def people(count: int) -> str:
    """Return a number of mentees."""
    return f"{count} mentee{'' if count == 1 else 's'}"


def _seats(mentor: str, seats: int) -> str:
    return f"{mentor} has {seats} seat{'' if seats == 1 else 's'} left"


def _standing(group: Group) -> str:
    return f" ({group.standing} counted already)" if group.standing else ""


def _key(source: str, bound: str, value: str) -> str:
    return ".".join(part for part in (f"policy, {source}", bound, value) if part)
