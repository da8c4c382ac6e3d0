"""Who could replace the pairs of a list, on the seats and within the limits that it leaves."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.by_node import spans
from matcher.solving.instance import Groups, Instance
from matcher.solving.nesting import CrossingGroups, nest


def spare(instance: Instance, chosen: Mask, before: Sequence[Ints]) -> tuple[Ints, Instance]:
    """Return the places of the pairs that could step in, and the problem of choosing among them.

    Whatever is chosen, any part of it can replace listed pairs of the same mentees, and seats and groups still hold. A
    mentor who loses a pair so is not held to `min_load`.

    Parameters
    ----------
    chosen
        bool per pair: the list.
    before
        The places of pairs that are taken already, int64 each.

    Raises
    ------
    CrossingGroups
        The groups of `instance` do not nest.
    """
    listed = np.bincount(instance.mentee[chosen], minlength=len(instance.demand))
    left = instance.capacity - np.bincount(instance.mentor[chosen], minlength=len(instance.capacity))
    possible = ~chosen & (listed[instance.mentee] > 0) & (left[instance.mentor] > 0)
    for places in before:
        possible[places] = False
    emptied = replace(
        instance,
        demand=listed,
        seats_before=np.zeros_like(listed),
        capacity=left,
        min_load=np.zeros_like(left),
        locked=np.zeros_like(chosen),
        proposed=np.zeros_like(chosen),
    )
    changes = _Changes(instance, chosen, possible)
    part = _part(emptied, possible, changes.precise)
    try:
        nest(part)
    except CrossingGroups:
        possible = possible & ~changes.leaving_too_much
        part = _part(emptied, possible, changes.cautious)
    return np.flatnonzero(possible), part


def _part(instance: Instance, kept: Mask, groups: Groups) -> Instance:
    """Return the problem with some of the pairs only, under other limits."""
    # Who has no pair left asks for nothing, which keeps the problem small.
    asks = np.bincount(instance.mentee[kept], minlength=len(instance.demand)) > 0
    return replace(instance, demand=instance.demand * asks, groups=groups).with_pairs(np.flatnonzero(kept))


class _Changes:
    """What a backup who steps in changes in the limits.

    Parameters
    ----------
    chosen, possible
        bool per pair: the list, and who could step in.
    """

    def __init__(self, instance: Instance, chosen: Mask, possible: Mask):
        self._instance, self._possible = instance, possible
        groups = instance.groups
        self._counts = groups.counts(chosen)
        people = len(instance.demand)
        # Per group and mentee: how many of the listed pairs are in it.
        inside = chosen[groups.pair]
        key = groups.group * people + instance.mentee[groups.pair]
        self._keys, self._listed_in = np.unique(key[inside], return_counts=True)
        self._listed = np.bincount(instance.mentee[chosen], minlength=people)

    def _inside(self, group: Ints, mentee: Ints) -> Ints:
        """Return how many of the listed pairs of each mentee are in each group."""
        if not len(self._keys):
            return np.zeros(len(group), dtype=np.int64)
        key = group * len(self._instance.demand) + mentee
        place = np.minimum(np.searchsorted(self._keys, key), len(self._keys) - 1)
        return np.where(self._keys[place] == key, self._listed_in[place], 0)

    @cached_property
    def _entering(self) -> tuple[Ints, Ints]:
        """Return pair and group where a backup would bring a pair into a group that the listed ones are not in."""
        groups = self._instance.groups
        mentee = self._instance.mentee[groups.pair]
        enters = self._inside(groups.group, mentee) < self._listed[mentee]
        enters &= self._possible[groups.pair]
        return groups.pair[enters], groups.group[enters]

    @cached_property
    def _leaving(self) -> tuple[Ints, Ints]:
        """Return pair and group where a backup would take a pair out of a group with a minimum."""
        groups, instance = self._instance.groups, self._instance
        people = len(instance.demand)
        kept = self._keys[groups.lower[self._keys // people] > 0]
        starts = np.searchsorted(instance.mentee, np.arange(people + 1))
        first, last = starts[kept % people], starts[kept % people + 1]
        pair, group = spans(first, last), np.repeat(kept // people, last - first)
        inside = np.isin(pair * len(groups) + group, groups.pair * len(groups) + groups.group)
        leaves = self._possible[pair] & ~inside
        return pair[leaves], group[leaves]

    @property
    def _room(self) -> Ints:
        return self._instance.groups.upper - self._counts

    @property
    def _spare(self) -> Ints:
        return self._counts - self._instance.groups.lower

    @property
    def precise(self) -> Groups:
        """Return limits on those that enter a group and on those that leave it, each counted once."""
        pair, group = (
            np.concatenate([one, other + shift])
            for one, other, shift in zip(self._entering, self._leaving, (0, len(self._counts)), strict=True)
        )
        upper = np.concatenate([self._room, self._spare])
        return Groups(pair, group, np.zeros_like(upper), upper)

    @property
    def cautious(self) -> Groups:
        """Return limits that nest as the policy's do: where backups could enter a group, all in it count."""
        groups = self._instance.groups
        counts = np.isin(groups.group, self._entering[1]) & self._possible[groups.pair]
        return Groups(groups.pair[counts], groups.group[counts], np.zeros_like(self._room), self._room)

    @property
    def leaving_too_much(self) -> Mask:
        """Return the pairs that would leave a group whose minimum does not hold if all leave that could."""
        pair, group = self._leaving
        people = len(self._instance.demand)
        keys = np.unique(group * people + self._instance.mentee[pair])
        could = np.bincount(keys // people, self._inside(keys // people, keys % people), len(self._counts))
        found = np.zeros(len(self._possible), dtype=bool)
        found[pair[could[group] > self._spare[group]]] = True
        return found
