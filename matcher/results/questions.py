"""Questions about one pair or one person of a list, answered by the best list that would have it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.arrays import Ints
from matcher.compatibility import MICRO
from matcher.explanation import (
    Forced,
    Forcing,
    WhyNot,
    goals_table,
    in_units,
    moved,
    no_goals,
    no_moves,
    price_sentence,
)
from matcher.preparation import Prepared
from matcher.results.differences import moves_between
from matcher.results.listing import Listing
from matcher.roster import texts

MOST_ALTERNATIVES = 5
NOT_TRIED = "Not tried out: in a season of this size, under these goals, it would take long."
CHOICES = ["mentor_id", "tier", "score", "place", "full_with", "full_limits", "approval", "status", "price"]


def why_not(listing: Listing, forcing: Forcing, mentee: int, mentor: int) -> WhyNot:
    """Return why a list does not have a pair.

    Parameters
    ----------
    mentee, mentor
        Places in the roster.
    """
    prepared = listing.prepared
    ids = (
        str(texts(prepared.roster.mentees, "mentee_id")[mentee]),
        str(texts(prepared.roster.mentors, "mentor_id")[mentor]),
    )
    if np.any((listing.mentee == mentee) & (listing.mentor == mentor)):
        return WhyNot(*ids, (), "listed", "They are on the list.", no_goals(), no_moves())
    place = int(prepared.candidates.find(np.array([mentee]), np.array([mentor]))[0])
    if place < 0:
        rules = tuple(prepared.rules.broken_by(mentee, mentor))
        said = f"The rules forbid this pair: {'; '.join(rules)}."
        return WhyNot(*ids, rules, "forbidden", said, no_goals(), no_moves())
    forced = forcing.pair(place)
    status, sentence = price_sentence(prepared, forced, listing.chosen)
    if not forced.possible:
        return WhyNot(*ids, (), status, sentence, no_goals(), no_moves())
    moves = moves_between(listing, Listing.of(prepared, forced.chosen)).drop(columns="change")
    return WhyNot(*ids, (), status, sentence, goals_table(forced), moves, approval_of(prepared, place))


def approval_of(prepared: Prepared, pair: int) -> str:
    """Return who must approve a possible pair; empty where nobody must."""
    return "region" if prepared.needs_approval[pair] else ""


def kind_and_fit(prepared: Prepared, pair: int) -> tuple[str, float]:
    """Return the kind of match and the fit of a possible pair; an agreed pair may need no kind."""
    tier = int(prepared.candidates.tier[pair])
    return prepared.policy.tiers[tier].name if tier >= 0 else "", float(prepared.scores.micro[pair]) / MICRO


def cheapest(forced: Sequence[Forced]) -> list[int]:
    """Return the places of the few that cost all together least, the least first."""
    possible = [number for number, one in enumerate(forced) if one.possible]
    return sorted(possible, key=lambda number: forced[number].loss)[:MOST_ALTERNATIVES]


class Choices:
    """The possible mentors of one mentee, the best for the mentee alone first, and what having each would come to.

    Parameters
    ----------
    mentee
        Place in the roster.
    """

    def __init__(self, listing: Listing, forcing: Forcing, mentee: int):
        self._listing, self._forcing = listing, forcing
        candidates, scores = listing.prepared.candidates, listing.prepared.scores
        pairs = np.arange(*candidates.starts[[mentee, mentee + 1]].tolist())
        worth = np.column_stack([candidates.tier[pairs], -scores.micro[pairs]])
        order = np.lexsort([worth[:, 1], worth[:, 0]])
        self._pairs, worth = pairs[order], worth[order]
        steps = np.any(np.diff(worth, axis=0) != 0, axis=1)
        # Equal ones share the place of the first.
        starts = np.concatenate([[0], np.where(steps, np.arange(1, len(pairs)), 0)])[: len(pairs)]
        self._place: Ints = 1 + np.maximum.accumulate(starts).astype(np.int64)
        left_out = ~listing.chosen[self._pairs]
        self._others = self._pairs[left_out]
        self._forced = [] if forcing.takes_long else forcing.pairs(self._others)
        groups = listing.prepared.instance.groups
        self._full = groups.counts(listing.chosen) >= groups.upper

    def with_places(self, pairs: pd.DataFrame) -> pd.DataFrame:
        """Return the mentee's rows of the list with each mentor's `place`, how many are possible (`of`), and what is `fixed`."""
        ids = self._mentor_ids(self._pairs)
        place = pd.Series(self._place, index=ids, dtype="Int64").reindex(pairs["mentor_id"]).array
        locked = self._listing.prepared.instance.locked[self._pairs]
        return pairs.assign(
            place=place,
            of=pd.Series(len(ids), index=pairs.index, dtype="Int64").where(~place.isna()),
            fixed=pairs["mentor_id"].isin(ids[locked]) | (pairs["kind"] == "confirmed"),
        )

    def better(self) -> pd.DataFrame:
        """Return the possible mentors who would be better for the mentee than one on the list, best first.

        Better is a better kind of match, or the same with a better fit.
        """
        own = self._place[self._listing.chosen[self._pairs]]
        better = self._place_of(self._others) < (own.max() if len(own) else 0)
        return pd.DataFrame(
            [self._row(number) for number in np.flatnonzero(better).tolist()], columns=CHOICES
        )

    def alternatives(self) -> pd.DataFrame:
        """Return the few other possible mentors whom having would cost all together least, the least first.

        Returns
        -------
        pandas.DataFrame
            As of the better ones, with the value of each goal after (a column a goal, in its own unit) and `others`: the
            ids of the other mentees whose mentors would change, and `without`: of those who would have nobody any more,
            joined by ``;``.
        """
        goals = [one.level.name for one in self._forcing.best.goals]
        rows = [
            [
                *self._row(number),
                *map(in_units, self._forced[number].after),
                *others_moved(self._listing, self._forced[number]),
            ]
            for number in cheapest(self._forced)
        ]
        return pd.DataFrame(rows, columns=[*CHOICES, *goals, "others", "without"])

    def _row(self, number: int) -> list[object]:
        prepared, pair = self._listing.prepared, int(self._others[number])
        mentor = int(prepared.candidates.mentor[pair])
        status, price = "", NOT_TRIED
        if self._forced:
            status, price = price_sentence(prepared, self._forced[number], self._listing.chosen)
        return [
            texts(prepared.roster.mentors, "mentor_id")[mentor],
            *kind_and_fit(prepared, pair),
            int(self._place_of(np.array([pair]))[0]),
            full_with(self._listing, mentor),
            "; ".join(self._full_limits(pair)),
            approval_of(prepared, pair),
            status,
            price,
        ]

    def _full_limits(self, pair: int) -> list[str]:
        """Return the limits that a pair would be in and that allow no pair more, in words."""
        limits = self._listing.prepared.limits
        own = np.unique(limits.group[limits.pair == pair])
        return [limits.groups[one].words for one in own[self._full[own]].tolist()]

    def _place_of(self, pairs: Ints) -> Ints:
        order = np.argsort(self._pairs)
        found: Ints = self._place[order[np.searchsorted(self._pairs[order], pairs)]]
        return found

    def _mentor_ids(self, pairs: Ints) -> npt.NDArray[np.object_]:
        prepared = self._listing.prepared
        return texts(prepared.roster.mentors, "mentor_id")[prepared.candidates.mentor[pairs]]


def others_moved(listing: Listing, forced: Forced) -> tuple[str, str]:
    """Return the ids of the others who would have other mentors, and of those of them who would have none."""
    prepared, chosen = listing.prepared, forced.chosen
    people = moved(prepared, listing.chosen, chosen)
    others = people[people != prepared.candidates.mentee[forced.pair]]
    instance, ids = prepared.instance, texts(prepared.roster.mentees, "mentee_id")
    has = np.bincount(instance.mentee[chosen], minlength=len(ids)) + instance.seats_before > 0
    return ";".join(ids[others]), ";".join(ids[others[~has[others]]])


def full_with(listing: Listing, mentor: int) -> str:
    """Return whom a mentor without a free seat has, people of other regions too; empty where there is a seat."""
    prepared = listing.prepared
    own = listing.mentor == mentor
    if prepared.taken[mentor] + int((own & ~listing.stands).sum()) < prepared.candidates.seats[mentor]:
        return ""
    people = np.concatenate([listing.mentee[own], _had_elsewhere(listing, mentor)])
    return ";".join(texts(prepared.roster.mentees, "mentee_id")[people])


def _had_elsewhere(listing: Listing, mentor: int) -> Ints:
    """Return the people of other regions whom a mentor has for certain."""
    rules = listing.prepared.rules
    mentee, mentors = (np.concatenate(both) for both in zip(rules.confirmed, rules.elsewhere, strict=True))
    found: Ints = np.unique(mentee[(mentors == mentor) & ~rules.here[0][mentee]])
    return found
