"""The rules that forbid a pair of eligible people, whatever the kind of match."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.arrays import Ints, Mask
from matcher.eligibility.shared import Items, PairSet, join
from matcher.policy import Policy
from matcher.roster import Roster, texts
from matcher.roster.text import fold_text, split_list

CONFIDENTIAL = "a confidential restriction"


@dataclass(frozen=True)
class Restriction:
    """One rule on pairs.

    Parameters
    ----------
    name
        What outputs call it. Conflicts and avoided people all read "a confidential restriction".
    forbids
        Maps mentee and mentor (int64 arrays) to bool: which pairs it forbids.
    by_choice
        Whether the program could decide otherwise; nobody can mentor himself, and a conflict is not up for debate.
    """

    name: str
    forbids: Callable[[Ints, Ints], Mask]
    by_choice: bool = False


def restrictions(roster: Roster, policy: Policy) -> list[Restriction]:
    """Return the rules on pairs in the order in which they are counted."""
    hard = texts(roster.conflicts, "kind")
    forbidden = listed_pairs(roster, "conflicts", ~np.isin(hard, policy.conflicts.ask))
    continuing, blocked, ended = (
        listed_pairs(roster, "pairs", texts(roster.pairs, "kind") == kind)
        for kind in ("continuing", "block", "ended")
    )
    found = [Restriction("the same person", _same_person(roster))]
    found.extend(
        Restriction(f"the same {column.replace('_', ' ')}", _same(roster, column), by_choice=True)
        for column in policy.conflicts.same
    )
    found.append(Restriction(CONFIDENTIAL, _any_of([forbidden.contains, *_avoided(roster)])))
    found.append(Restriction("they go on together informally", continuing.contains))
    found.append(Restriction("the pair is blocked", blocked.contains))
    found.append(Restriction("the pair has ended", ended.contains))
    return found


def listed_pairs(roster: Roster, table: str, rows: Mask) -> PairSet:
    """Return the pairs in these rows of the conflicts or pairs."""
    frame = roster.table(table)
    return PairSet(*listed_people(roster, frame[rows]), len(roster.mentors))


def listed_people(roster: Roster, rows: pd.DataFrame) -> tuple[Ints, Ints]:
    """Return the places of mentee and mentor of each row of a table with their ids."""
    mentee = pd.Index(roster.mentees["mentee_id"]).get_indexer(pd.Index(rows["mentee_id"]))
    mentor = pd.Index(roster.mentors["mentor_id"]).get_indexer(pd.Index(rows["mentor_id"]))
    return mentee.astype(np.int64), mentor.astype(np.int64)


def _any_of(tests: Sequence[Callable[[Ints, Ints], Mask]]) -> Callable[[Ints, Ints], Mask]:
    def forbids(mentee: Ints, mentor: Ints) -> Mask:
        found = np.zeros(len(mentee), dtype=bool)
        for test in tests:
            found |= test(mentee, mentor)
        return found

    return forbids


def _same_person(roster: Roster) -> Callable[[Ints, Ints], Mask]:
    """Nobody mentors himself: one e-mail, or one name in one district."""
    codes = []
    for columns in (["email"], ["name", "district"]):
        sides = [_joined(roster.table(table), columns) for table in ("mentees", "mentors")]
        both = pd.factorize(np.concatenate(sides))[0].astype(np.int64)
        filled = np.concatenate(sides) != ""
        both[~filled] = -1
        codes.append((both[: len(sides[0])], both[len(sides[0]) :]))

    def forbids(mentee: Ints, mentor: Ints) -> Mask:
        return _any_of([partial(_equal, left, right) for left, right in codes])(mentee, mentor)

    return forbids


def _joined(frame: pd.DataFrame, columns: list[str]) -> npt.NDArray[np.object_]:
    cells = [[fold_text(cell) for cell in texts(frame, column)] for column in columns]
    return np.array(["\n".join(row) if all(row) else "" for row in zip(*cells, strict=True)], dtype=object)


def _equal(left: Ints, right: Ints, mentee: Ints, mentor: Ints) -> Mask:
    found: Mask = (left[mentee] == right[mentor]) & (left[mentee] >= 0)
    return found


def _same(roster: Roster, column: str) -> Callable[[Ints, Ints], Mask]:
    items = Items(roster, column, column)
    if column != "district":
        return items.shared_by
    ids = Items(roster, "district_id", "district_id")
    with_id = [texts(roster.table(table), "district_id") != "" for table in ("mentees", "mentors")]

    def forbids(mentee: Ints, mentor: Ints) -> Mask:
        """District ids decide where both have one, else the names."""
        both = with_id[0][mentee] & with_id[1][mentor]
        return np.where(both, ids.shared_by(mentee, mentor), items.shared_by(mentee, mentor))

    return forbids


def _avoided(roster: Roster) -> list[Callable[[Ints, Ints], Mask]]:
    found: list[Callable[[Ints, Ints], Mask]] = []
    mentor_place = {one: place for place, one in enumerate(texts(roster.mentors, "mentor_id"))}
    mentee_place = {one: place for place, one in enumerate(texts(roster.mentees, "mentee_id"))}
    pairs = [
        (mentee, mentor_place[one])
        for mentee, cell in enumerate(texts(roster.mentees, "avoided_mentors"))
        for one in split_list(cell)
    ]
    pairs += [
        (mentee_place[one], mentor)
        for mentor, cell in enumerate(texts(roster.mentors, "avoided_mentees"))
        for one in split_list(cell)
    ]
    if pairs:
        both = np.array(pairs, dtype=np.int64)
        found.append(PairSet(both[:, 0], both[:, 1], len(roster.mentors)).contains)
    for other in ("district", "district_id"):
        for columns in (("avoided_districts", other), (other, "avoided_districts")):
            found.extend(_sharing(Items(roster, *columns), len(roster.mentors)))
    return found


def _sharing(items: Items, mentors: int) -> list[Callable[[Ints, Ints], Mask]]:
    """Return the test for a value in common; few people avoid a district, so their pairs are listed."""
    if not items.can_match:
        return []
    people = [np.unique(owners) for owners, _ in (items.mentee_items, items.mentor_items)]
    return [PairSet(*join([items], people[0], people[1]), mentors).contains]
