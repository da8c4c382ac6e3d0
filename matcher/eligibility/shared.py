"""What two people have in common, compared pair by pair or joined on keys."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.arrays import Ints, Mask
from matcher.roster import Roster, texts
from matcher.roster.canonical import canonical_cells
from matcher.roster.columns import Kind, column_of
from matcher.roster.text import fold_text, split_list

WORD = 64


class Items:
    """The values of one column of each side, coded alike on both; an empty cell has none.

    Parameters
    ----------
    mentee_column, mentor_column
        The columns that are compared, mostly the same one.
    """

    def __init__(self, roster: Roster, mentee_column: str, mentor_column: str):
        self._sizes = (len(roster.mentees), len(roster.mentors))
        sides = (_items(roster, "mentees", mentee_column), _items(roster, "mentors", mentor_column))
        codes, values = pd.factorize(np.concatenate([sides[0][1], sides[1][1]]), sort=True)
        self._words = max(1, -(-len(values) // WORD))
        split = len(sides[0][1])
        self.mentee_items = (sides[0][0], codes[:split].astype(np.int64))
        self.mentor_items = (sides[1][0], codes[split:].astype(np.int64))

    @property
    def can_match(self) -> bool:
        """Whether both sides have any values at all."""
        return len(self.mentee_items[0]) > 0 and len(self.mentor_items[0]) > 0

    @cached_property
    def bits(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
        """Return for mentees and mentors the set of values as bits, people × words of uint64."""
        both = (self.mentee_items, self.mentor_items)
        made = [_bitset(items, size, self._words) for items, size in zip(both, self._sizes, strict=True)]
        return made[0], made[1]

    @cached_property
    def _single(self) -> tuple[Ints, Ints] | None:
        """Return the code of each person's only value, -1 for none; None if anybody has several."""
        both = (self.mentee_items, self.mentor_items)
        if any(len(np.unique(owners)) < len(owners) for owners, _ in both):
            return None
        codes = [np.full(size, -1, dtype=np.int64) for size in self._sizes]
        for side, (owners, values) in zip(codes, both, strict=True):
            side[owners] = values
        return codes[0], codes[1]

    def shared_by(self, mentee: Ints, mentor: Ints) -> Mask:
        """Return for each pair whether the two have a value in common."""
        found: Mask = np.zeros(len(mentee), dtype=bool)
        if not self.can_match:
            return found
        if self._single is not None:
            one, other = self._single[0][mentee], self._single[1][mentor]
            return np.asarray((one == other) & (one >= 0))
        left, right = self.bits
        for word in range(left.shape[1]):
            found |= (left[mentee, word] & right[mentor, word]) != 0
        return found


def _items(roster: Roster, table: str, name: str) -> tuple[Ints, npt.NDArray[np.object_]]:
    """Return owner and folded value of every item in a column, by owner."""
    frame = roster.table(table)
    column = column_of(table, name)
    if column is None or name not in frame:
        return np.array([], dtype=np.int64), np.array([], dtype=object)
    cells = texts(frame, name)
    fold = column.kind in (Kind.TEXT, Kind.TEXTS)
    codes, uniques = pd.factorize(cells)
    split = [_split(str(cell), column.kind.is_list, fold) for cell in uniques]
    counts = np.array([len(items) for items in split], dtype=np.int64)[codes]
    owners = np.repeat(np.arange(len(cells), dtype=np.int64), counts)
    values = [item for code in codes for item in split[code]]
    return owners, np.array(values, dtype=object)


def column_items(
    roster: Roster, table: str, name: str, fold: Callable[[str], str]
) -> tuple[Ints, Ints, list[tuple[str, str]]]:
    """Return every value of a column: whose it is (sorted), which one, and the values folded and as they are spelled.

    An empty cell has one value, the empty one.
    """
    column, frame = column_of(table, name), roster.table(table)
    cells = canonical_cells(table, name, frame) if name in frame else [""] * len(frame)
    codes, uniques = pd.factorize(np.array(cells, dtype=object))
    is_list = column is not None and column.kind.is_list
    split = [(split_list(str(cell)) or [""]) if is_list else [str(cell)] for cell in uniques]
    spelled: dict[str, str] = {}
    for item in sorted(item for items in split for item in items):
        spelled.setdefault(fold(item), item)
    place = {folded: number for number, folded in enumerate(spelled)}
    own = [sorted({place[fold(item)] for item in items}) for items in split]
    counts = np.array([len(items) for items in own], dtype=np.int64)[codes]
    values = np.array([value for code in codes for value in own[code]], dtype=np.int64)
    return np.repeat(np.arange(len(cells)), counts), values, list(spelled.items())


def _split(cell: str, is_list: bool, fold: bool) -> list[str]:
    items = split_list(cell) if is_list else [cell] if cell else []
    return [fold_text(item) for item in items] if fold else items


def _bitset(items: tuple[Ints, Ints], size: int, words: int) -> npt.NDArray[np.uint64]:
    owners, codes = items
    bits = np.zeros((size, words), dtype=np.uint64)
    np.bitwise_or.at(
        bits, (owners, codes // WORD), np.left_shift(np.uint64(1), (codes % WORD).astype(np.uint64))
    )
    return bits


def join(keys: Sequence[Items], mentees: Ints, mentors: Ints) -> tuple[Ints, Ints]:
    """Return every pair of these mentees and mentors that have a value in common under each key.

    Parameters
    ----------
    keys
        Without any, all pairs are returned.
    mentees, mentors
        int64, who takes part.

    Returns
    -------
    tuple
        Two int64 arrays: mentee and mentor of each pair; a pair may stand several times.
    """
    if not keys:
        return np.repeat(mentees, len(mentors)), np.tile(mentors, len(mentees))
    left = _keyed(mentees, [key.mentee_items for key in keys], "mentee")
    right = _keyed(mentors, [key.mentor_items for key in keys], "mentor")
    pairs = left.merge(right, on=[f"key{number}" for number in range(len(keys))])
    return pairs["mentee"].to_numpy(np.int64), pairs["mentor"].to_numpy(np.int64)


def _keyed(people: Ints, items: Sequence[tuple[Ints, Ints]], side: str) -> pd.DataFrame:
    """Return one row for each combination of a person's values."""
    frame = pd.DataFrame({side: people})
    for number, (owners, codes) in enumerate(items):
        frame = frame.merge(pd.DataFrame({side: owners, f"key{number}": codes}), on=side)
    return frame


class PairSet:
    """A set of pairs of people, to look many pairs up in at once."""

    def __init__(self, mentee: Ints, mentor: Ints, mentors: int):
        self._stride = max(mentors, 1)
        self._keys = np.unique(mentee * self._stride + mentor)

    def __len__(self) -> int:
        return len(self._keys)

    def contains(self, mentee: Ints, mentor: Ints) -> Mask:
        """Return for each pair whether it is in the set."""
        if not len(self._keys):
            return np.zeros(len(mentee), dtype=bool)
        keys = mentee * self._stride + mentor
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        found: Mask = self._keys[places] == keys
        return found
