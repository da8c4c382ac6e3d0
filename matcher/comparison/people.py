"""Who is on two lists, and who of the one is who of the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.arrays import Mask
from matcher.matching import Matching
from matcher.roster import numbers, texts
from matcher.roster.text import fold_text, split_list

NOT_ELIGIBLE, WAITING, SERVED = "not_eligible", "waiting", "served"
"""How a mentee stands: not served by the rules, without a mentor, or with one."""
SIDES = ("mentees", "mentors")
_APART = "\n"

Keys = npt.NDArray[np.object_]


@dataclass(frozen=True)
class People:
    """The people of one table of one list, by what tells them apart in both lists.

    Parameters
    ----------
    rows
        One row for each person whom the list is about, by key: `id`, `name`, `region`, `place` (in the roster). Of mentees
        also `group` (the main one) and `standing`; of mentors `seats`, `used` and `serves` (has a seat or somebody).
    """

    rows: pd.DataFrame

    @property
    def keys(self) -> "pd.Index[str]":
        """Return what tells these people apart."""
        return self.rows.index


@dataclass(frozen=True)
class Lists:
    """Two lists, with the people of each.

    An id stands for the same person in both, unless most of the ids that both have stand for other names: then the two
    number their people each in its own way, and only who has the same id and name is the same.

    Parameters
    ----------
    shared, renamed
        By table: how many ids both have, and those of them that stand for another name in the other list.
    """

    before: Matching
    after: Matching
    shared: dict[str, int]
    renamed: dict[str, list[str]]

    @classmethod
    def of(cls, before: Matching, after: Matching) -> "Lists":
        """Return the two lists with what their ids have in common."""
        shared, renamed = {}, {}
        for table in SIDES:
            names = [_names(one, table) for one in (before, after)]
            both = sorted(names[0].keys() & names[1].keys())
            shared[table] = len(both)
            renamed[table] = [one for one in both if names[0][one] != names[1][one]]
        return cls(before, after, shared, renamed)

    def __iter__(self) -> Iterator[Matching]:
        yield from (self.before, self.after)

    def trusts_ids(self, table: str) -> bool:
        """Whether an id stands for the same person in both."""
        return 2 * len(self.renamed[table]) <= self.shared[table]

    def keys(self, matching: Matching, table: str) -> Keys:
        """Return for everybody in a table of one list what tells them apart."""
        frame = matching.roster.table(table)
        ids = texts(frame, f"{table[:-1]}_id")
        if self.trusts_ids(table):
            return ids
        names = [fold_text(name) for name in texts(frame, "name")]
        joined = [f"{one}{_APART}{name}" for one, name in zip(ids, names, strict=True)]
        return np.array(joined, dtype=object)

    @cached_property
    def mentees(self) -> tuple[People, People]:
        """Return the mentees of both lists."""
        first, second = (mentees_of(one, self.keys(one, "mentees")) for one in self)
        return first, second

    @cached_property
    def mentors(self) -> tuple[People, People]:
        """Return the mentors of both lists."""
        first, second = (mentors_of(one, self.keys(one, "mentors")) for one in self)
        return first, second

    def people(self, table: str) -> tuple[People, People]:
        """Return the people of one table of both lists."""
        return self.mentees if table == "mentees" else self.mentors

    def in_both(self, table: str) -> "pd.Index[str]":
        """Return the keys of who is on both lists."""
        before, after = self.people(table)
        return before.keys.intersection(after.keys, sort=False)


def _names(matching: Matching, table: str) -> dict[str, str]:
    frame = matching.roster.table(table)
    ids, names = texts(frame, f"{table[:-1]}_id"), texts(frame, "name")
    return {one: fold_text(name) for one, name in zip(ids, names, strict=True)}


def mentees_of(matching: Matching, keys: Keys) -> People:
    """Return the mentees whom a list is about."""
    eligible, served = standing(matching)
    how = np.where(served, SERVED, np.where(eligible, WAITING, NOT_ELIGIBLE)).astype(object)
    places = np.flatnonzero(matching.prepared.rules.here[0])
    groups = [(split_list(one) or [""])[0] for one in texts(matching.roster.mentees, "component_group")]
    columns = {"group": np.array(groups, dtype=object), "standing": how}
    rows = _rows(matching, "mentees").assign(**columns).iloc[places]
    return People(rows.set_index(keys[places]))


def standing(matching: Matching) -> tuple[Mask, Mask]:
    """Return who can be served, and who is; bool per mentee of the roster.

    Who is confirmed is served, whatever the rules say now.
    """
    rules, listing = matching.prepared.rules, matching.listing
    served = np.zeros(len(matching.roster.mentees), dtype=bool)
    served[listing.mentee] = True
    return rules.here[0] & (rules.mentees.eligible | served), served


def mentors_of(matching: Matching, keys: Keys) -> People:
    """Return the mentors whom a list is about, or who are on it."""
    shown = matching.mentors
    place_of = {one: place for place, one in enumerate(texts(matching.roster.mentors, "mentor_id"))}
    places = np.array([place_of[one] for one in texts(shown, "mentor_id")], dtype=np.int64)
    seats, used = (numbers(shown, name).astype(np.int64) for name in ("seats", "used"))
    rows = _rows(matching, "mentors").iloc[places]
    rows = rows.assign(seats=seats, used=used, serves=(seats > 0) | (used > 0))
    return People(rows.set_index(keys[places]))


def _rows(matching: Matching, table: str) -> pd.DataFrame:
    frame = matching.roster.table(table)
    columns = {"id": f"{table[:-1]}_id", "name": "name", "region": "region"}
    rows = pd.DataFrame({name: texts(frame, column) for name, column in columns.items()}, dtype=object)
    return rows.assign(place=np.arange(len(rows)))


def people_table(lists: Lists) -> pd.DataFrame:
    """Return how many people and seats there are in each list: `what`, `before`, `after`."""
    counts = [_counts(one) for one in lists]
    rows = [(what, counts[0][what], counts[1][what]) for what in counts[0]]
    return pd.DataFrame(rows, columns=["what", "before", "after"])


def _counts(matching: Matching) -> dict[str, int]:
    counts = matching.counts
    can, have = counts["mentees_eligible"], counts["mentees_served"]
    used, seats = numbers(matching.mentors, "used"), numbers(matching.mentors, "seats")
    return {
        "mentees": counts["mentees"],
        "mentees_eligible": can,
        "mentees_served": have,
        "mentees_waiting": can - have,
        "mentors": counts["mentors"],
        "mentors_serving": int(((seats > 0) | (used > 0)).sum()),
        "mentors_used": counts["mentors_used"],
        "seats": int(seats.sum()),
        "seats_left": counts["seats_left"],
        "pairs": counts["pairs"],
    }


def only_in_one(lists: Lists) -> pd.DataFrame:
    """Return who is on one of the two lists only: `table`, `id`, `name`, `region` and `change` ("new" or "gone")."""
    parts = []
    for table in SIDES:
        before, after = lists.people(table)
        for change, own, other in (("new", after, before), ("gone", before, after)):
            rows = own.rows.loc[own.keys.difference(other.keys), ["id", "name", "region"]]
            parts.append(rows.assign(table=table, change=change))
    found = pd.concat(parts, ignore_index=True)
    return found[["table", "id", "name", "region", "change"]]
