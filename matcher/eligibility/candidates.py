"""All possible pairs: every pair that every hard rule allows, with its kind of match."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints, Mask
from matcher.eligibility.restrictions import Restriction, listed_pairs, listed_people, restrictions
from matcher.eligibility.shared import Items, PairSet, join
from matcher.eligibility.standing import (
    Standing,
    has_value,
    mentee_standing,
    mentor_standing,
    seats,
    within,
)
from matcher.policy import Policy, Tier
from matcher.roster import Roster, numbers, texts

NO_TIER = "no kind of match fits"
CONFIRMED = "confirmed already"
SERVED = "the mentee has as many mentors as asked for, and those pairs stand"
NONE = -1


@dataclass(frozen=True)
class Removed:
    """How many otherwise eligible partners each rule removed, for each person.

    A pair that breaks several rules counts under the first of them, so that the counts add up.

    Parameters
    ----------
    rules
        Names of the rules, in order; the first is that no kind of match fits.
    by_mentee, by_mentor
        int64, rules × people.
    """

    rules: Sequence[str]
    by_mentee: Ints
    by_mentor: Ints


@dataclass(frozen=True)
class Candidates:
    """Every possible pair, sorted by mentee, then mentor.

    Parameters
    ----------
    mentee, mentor
        int64, the places of the two in the roster.
    tier
        int64, the kind of match: place in the policy's tiers, from 0; -1 for agreed pairs that fit none, which
        need none.
    asked
        bool, a conflict that needs an approval.
    mentees, mentors
        Who is eligible, and why not the others.
    seats
        int64 per mentor; 0 for who cannot serve.
    removed
        Counts by rule.
    """

    mentee: Ints
    mentor: Ints
    tier: Ints
    asked: Mask
    mentees: Standing
    mentors: Standing
    seats: Ints
    removed: Removed

    def __len__(self) -> int:
        return len(self.mentee)

    @cached_property
    def starts(self) -> Ints:
        """Return where each mentee's pairs begin; int64, one more than there are mentees."""
        return np.searchsorted(self.mentee, np.arange(len(self.mentees.eligible) + 1)).astype(np.int64)

    @cached_property
    def _keys(self) -> Ints:
        return self.mentee * max(len(self.seats), 1) + self.mentor

    def find(self, mentee: Ints, mentor: Ints) -> Ints:
        """Return the place of each pair among the candidates, or -1."""
        keys, wanted = self._keys, mentee * max(len(self.seats), 1) + mentor
        if not len(keys):
            return np.full(len(wanted), NONE, dtype=np.int64)
        places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[places] == wanted, places, NONE).astype(np.int64)


class Rules:
    """A policy's hard rules, ready to be asked about the people of one roster.

    Parameters
    ----------
    region
        The one region that is served, from its own mentors and those lent to it; empty for all.
    at
        The moment of matching, as ISO has it; empty for the season's first day.
    """

    def __init__(self, roster: Roster, policy: Policy, region: str = "", at: str = ""):
        self.roster, self.policy, self.region, self.at = roster, policy, region, at
        self.here = within(roster, region)
        self.mentees = mentee_standing(roster, policy, region)
        self.mentors = mentor_standing(roster, policy, region, self.day)
        self.seats = np.where(self.mentors.eligible, seats(roster, policy), 0)
        self._items: dict[tuple[str, str], Items] = {}
        self._listed: dict[str, PairSet] = {}
        self._having: dict[tuple[str, str, str | tuple[str, ...]], Mask] = {}

    @property
    def day(self) -> date:
        """Return the day of matching."""
        return datetime.fromisoformat(self.at).date() if self.at else self.policy.program.starts

    @cached_property
    def asking(self) -> Mask:
        """Return the mentees for whom somebody is looked for.

        Where a season is under way (`at` is said), most have what they asked for, and their pairs stand.
        """
        if not self.at:
            return self.mentees.eligible
        needed = numbers(self.roster.mentees, "mentors_needed")
        asking: Mask = self.mentees.eligible & (
            np.bincount(self.confirmed[0], minlength=len(needed)) < needed
        )
        return asking

    @cached_property
    def restrictions(self) -> list[Restriction]:
        """Return the rules on pairs, in the order in which they are counted."""
        return restrictions(self.roster, self.policy)

    def items(self, mentee_column: str, mentor_column: str) -> Items:
        """Return the coded values of two columns that are compared."""
        key = (mentee_column, mentor_column)
        if key not in self._items:
            self._items[key] = Items(self.roster, *key)
        return self._items[key]

    def keys(self, tier: Tier) -> list[Items]:
        """Return what the two must share for `tier`."""
        found = [self.items(column, column) for column in tier.same]
        if tier.experienced_in:
            found.append(self.items(tier.experienced_in, "experience"))
        return found

    def fits(self, tier: Tier, table: str) -> Mask:
        """Return who of `table` has what `tier` asks of that side."""
        wanted = tier.mentee if table == "mentees" else tier.mentor
        found = np.ones(len(self.roster.table(table)), dtype=bool)
        for column, values in wanted.items():
            found &= self.has(table, column, values)
        return found

    def has(self, table: str, column: str, values: str | Sequence[str]) -> Mask:
        """Return who of `table` has one of `values` in `column`."""
        key = (table, column, values if isinstance(values, str) else tuple(values))
        if key not in self._having:
            roster = self._as_lent if table == "mentors" and column == "other_regions" else self.roster
            self._having[key] = has_value(roster, table, column, values)
        return self._having[key]

    @property
    def at_home(self) -> Mask:
        """Return the mentors whose home region is the one that is served."""
        return has_value(self.roster, "mentors", "region", self.region)

    @cached_property
    def _as_lent(self) -> Roster:
        """Return the roster in which who is lent to the region is willing to serve another one."""
        if not self.region:
            return self.roster
        lent = has_value(self.roster, "mentors", "lent_to", self.region)
        willing = np.where(lent, "yes", texts(self.roster.mentors, "other_regions"))
        return self.roster.with_tables(mentors=self.roster.mentors.assign(other_regions=willing))

    @cached_property
    def agreed(self) -> tuple[Ints, Ints]:
        """Return mentee and mentor of the pairs that both chose."""
        return self.listed("agreed")

    @cached_property
    def confirmed(self) -> tuple[Ints, Ints]:
        """Return mentee and mentor of the pairs that stand."""
        return self.listed("confirmed")

    @cached_property
    def fixed(self) -> tuple[Ints, Ints]:
        """Return mentee and mentor of the pairs that must be in this list: agreed on, or locked."""
        return self._fixed(self.here[0])

    @cached_property
    def elsewhere(self) -> tuple[Ints, Ints]:
        """Return the pairs that must be in another region's list, and take their seats."""
        return self._fixed(~self.here[0])

    def _fixed(self, mentees: Mask) -> tuple[Ints, Ints]:
        mentee, mentor = (np.concatenate(both) for both in zip(self.agreed, self.listed("lock"), strict=True))
        own = mentees[mentee]
        return mentee[own], mentor[own]

    def listed(self, kind: str) -> tuple[Ints, Ints]:
        """Return mentee and mentor of the listed pairs of one kind."""
        return listed_people(self.roster, self.roster.pairs[texts(self.roster.pairs, "kind") == kind])

    def tier_pairs(self, tier: Tier) -> tuple[Ints, Ints]:
        """Return every pair of eligible people that `tier` fits."""
        mentees = self.asking & self.fits(tier, "mentees")
        mentors = self.mentors.eligible & (self.seats > 0) & self.fits(tier, "mentors")
        if not tier.agreed:
            return join(self.keys(tier), np.flatnonzero(mentees), np.flatnonzero(mentors))
        mentee, mentor = self.agreed_pairs()
        keep = mentees[mentee] & mentors[mentor]
        for key in self.keys(tier):
            keep &= key.shared_by(mentee, mentor)
        return mentee[keep], mentor[keep]

    def agreed_pairs(self) -> tuple[Ints, Ints]:
        """Return the pairs of eligible people who chose each other; they need to fit no tier."""
        mentee, mentor = self.agreed
        keep = self.asking[mentee] & (self.seats[mentor] > 0)
        return mentee[keep], mentor[keep]

    def are_listed(self, kind: str, mentee: Ints, mentor: Ints) -> Mask:
        """Return which pairs stand in the list of pairs as `kind`."""
        if kind not in self._listed:
            self._listed[kind] = PairSet(*self.listed(kind), len(self.roster.mentors))
        return self._listed[kind].contains(mentee, mentor)

    def tier_of(self, mentee: Ints, mentor: Ints) -> Ints:
        """Return the first tier that each pair fits, or -1, whether the two are eligible or not."""
        found = np.full(len(mentee), NONE, dtype=np.int64)
        for place, tier in reversed(list(enumerate(self.policy.tiers))):
            fits = self.fits(tier, "mentees")[mentee] & self.fits(tier, "mentors")[mentor]
            for key in self.keys(tier):
                fits &= key.shared_by(mentee, mentor)
            if tier.agreed:
                fits &= self.are_listed("agreed", mentee, mentor)
            found[fits] = place
        return found

    def broken_by(self, mentee: int, mentor: int) -> list[str]:
        """Return every hard rule that a pair breaks, in words; empty for a possible pair."""
        one, other = np.array([mentee]), np.array([mentor])
        broken = [f"the mentee: {cause}" for cause in self.mentees.causes(mentee)]
        stands = self.are_listed("confirmed", one, other)[0]
        if self.mentees.eligible[mentee] and not self.asking[mentee] and not stands:
            broken.append(SERVED)
        broken += [f"the mentor: {cause}" for cause in self.mentors.causes(mentor)]
        if self.tier_of(one, other)[0] == NONE and not self.are_listed("agreed", one, other)[0]:
            broken.append(NO_TIER)
        return broken + [rule.name for rule in self.restrictions if rule.forbids(one, other)[0]]


def find_candidates(rules: Rules) -> Candidates:
    """Return every possible pair under `rules`; each takes the first tier that it fits.

    Confirmed pairs are none: they stand already.
    """
    stride = max(len(rules.roster.mentors), 1)
    found = [*(rules.tier_pairs(tier) for tier in rules.policy.tiers), rules.agreed_pairs()]
    keys = np.concatenate([mentee * stride + mentor for mentee, mentor in found])
    tiers = np.repeat(np.arange(len(found)), [len(mentee) for mentee, _ in found])
    # np.unique keeps the first place of each key, and the tiers stand best first.
    keys, first = np.unique(keys, return_index=True)
    mentee, mentor, tier = keys // stride, keys % stride, tiers[first]
    tier[tier == len(rules.policy.tiers)] = NONE
    removed_by = _first_broken(rules.restrictions, mentee, mentor)
    confirmed = rules.are_listed("confirmed", mentee, mentor)
    removed_by[(removed_by == NONE) & confirmed] = len(rules.restrictions)
    keep = removed_by == NONE
    asked_kinds = np.isin(texts(rules.roster.conflicts, "kind"), rules.policy.conflicts.ask)
    asked = listed_pairs(rules.roster, "conflicts", asked_kinds)
    return Candidates(
        mentee=mentee[keep],
        mentor=mentor[keep],
        tier=tier[keep],
        asked=asked.contains(mentee[keep], mentor[keep]),
        mentees=rules.mentees,
        mentors=rules.mentors,
        seats=rules.seats,
        removed=_count_removed(rules, mentee, mentor, removed_by),
    )


def _first_broken(rules: Sequence[Restriction], mentee: Ints, mentor: Ints) -> Ints:
    """Return the place of the first rule that forbids each pair, or -1."""
    found = np.full(len(mentee), NONE, dtype=np.int64)
    for place, rule in reversed(list(enumerate(rules))):
        found[rule.forbids(mentee, mentor)] = place
    return found


def _count_removed(rules: Rules, mentee: Ints, mentor: Ints, removed_by: Ints) -> Removed:
    mentees, mentors = rules.asking, rules.mentors.eligible & (rules.seats > 0)
    by_mentee = [_counts(mentees, mentors, mentee)]
    by_mentor = [_counts(mentors, mentees, mentor)]
    for place in range(len(rules.restrictions) + 1):
        removed = removed_by == place
        by_mentee.append(np.bincount(mentee[removed], minlength=len(mentees)))
        by_mentor.append(np.bincount(mentor[removed], minlength=len(mentors)))
    names = [NO_TIER, *(rule.name for rule in rules.restrictions), CONFIRMED]
    return Removed(names, np.array(by_mentee, dtype=np.int64), np.array(by_mentor, dtype=np.int64))


def _counts(own: Mask, others: Mask, joined: Ints) -> npt.NDArray[np.int64]:
    """Return for each eligible person how many eligible partners no tier joins them with."""
    reached = np.bincount(joined, minlength=len(own))
    return np.where(own, others.sum() - reached, 0)
