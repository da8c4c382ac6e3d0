"""Read a list of pairs and check every hard rule on it."""

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.eligibility.shared import PairSet
from matcher.preparation import Prepared
from matcher.roster import texts
from matcher.roster.text import clean
from matcher.verification.finding import Finding, ResultFolder


class Listing:
    """Reads assignments.csv and checks every hard rule."""

    def __init__(self, prepared: Prepared, result: ResultFolder, found: Finding):
        self._prepared, self._result, self._found = prepared, result, found
        self._mentee_ids = texts(prepared.roster.mentees, "mentee_id")
        self._mentor_ids = texts(prepared.roster.mentors, "mentor_id")

    def read(self) -> Mask | None:
        """Return the list as a choice among the possible pairs, or None if a hard rule is broken."""
        pairs = self._pairs()
        if pairs is None:
            return None
        mentee, mentor = pairs
        place = self._prepared.candidates.find(mentee, mentor)
        stands = self._prepared.rules.are_listed("confirmed", mentee, mentor)
        self._check_possible(mentee, mentor, (place < 0) & ~stands)
        self._check_kept(mentee, mentor)
        chosen = np.zeros(len(self._prepared.candidates), dtype=bool)
        chosen[place[place >= 0]] = True
        self._check_seats(chosen)
        return chosen if self._found.holds else None

    def _refuse(self, sentence: str) -> None:
        self._found.refusals.append(sentence)

    def _name(self, mentee: int, mentor: int) -> str:
        return f"{self._mentee_ids[mentee]} with {self._mentor_ids[mentor]}"

    def _pairs(self) -> tuple[Ints, Ints] | None:
        try:
            rows = self._result.table("assignments.csv")
        except FileNotFoundError:
            self._refuse("There is no assignments.csv.")
            return None
        titles = rows[0] if rows else []
        if not {"mentee_id", "mentor_id"} <= set(titles):
            self._refuse("assignments.csv has no columns mentee_id and mentor_id.")
            return None
        places = ({one: n for n, one in enumerate(ids)} for ids in (self._mentee_ids, self._mentor_ids))
        columns = [
            self._column(rows, titles.index(title), place, title)
            for title, place in zip(("mentee_id", "mentor_id"), places, strict=True)
        ]
        if not self._found.holds:
            return None
        mentee, mentor = columns
        keys = mentee * max(len(self._mentor_ids), 1) + mentor
        unique, counts = np.unique(keys, return_counts=True)
        for key in unique[counts > 1]:
            self._refuse(f"{self._name(*divmod(int(key), len(self._mentor_ids)))} stands twice.")
        return (mentee, mentor) if self._found.holds else None

    def _column(self, rows: list[list[str]], column: int, place: dict[str, int], title: str) -> Ints:
        found = []
        for number, row in enumerate(rows[1:], 2):
            one = clean(row[column]) if column < len(row) else ""
            if one not in place:
                self._refuse(f"assignments.csv, row {number}: there is nobody '{one}' ({title}).")
            found.append(place.get(one, -1))
        return np.array(found, dtype=np.int64)

    def _check_possible(self, mentee: Ints, mentor: Ints, impossible: Mask) -> None:
        for one, other in zip(mentee[impossible].tolist(), mentor[impossible].tolist(), strict=True):
            broken = "; ".join(self._prepared.rules.broken_by(one, other))
            self._refuse(f"{self._name(one, other)} is no possible pair: {broken}.")

    def _check_kept(self, mentee: Ints, mentor: Ints) -> None:
        listed = PairSet(mentee, mentor, len(self._mentor_ids))
        for what, kept in (
            ("confirmed", self._prepared.confirmed_here),
            ("fixed", self._prepared.rules.fixed),
        ):
            missing = ~listed.contains(*kept)
            for one, other in zip(kept[0][missing].tolist(), kept[1][missing].tolist(), strict=True):
                self._refuse(f"{self._name(one, other)} is {what} and must be in the list.")

    def _check_seats(self, chosen: Mask) -> None:
        instance = self._prepared.instance
        loads = np.bincount(instance.mentor[chosen], minlength=len(instance.capacity))
        for mentor in np.flatnonzero(loads < instance.min_load):
            least = instance.min_load[mentor]
            self._refuse(
                f"{self._mentor_ids[mentor]} needs at least {least} more mentees, and has {loads[mentor]}."
            )
        for group, count in zip(
            self._prepared.limits.groups, instance.groups.counts(chosen).tolist(), strict=True
        ):
            total = count + group.standing
            # What confirmed pairs alone exceed is no fault of the list.
            if group.most is not None and count and total > group.most:
                self._refuse(f"{group.words} allows {group.most} pairs, and there are {total}.")
            if group.least is not None and total < group.least:
                self._refuse(f"{group.words} needs {group.least} pairs, and there are {total}.")
        for people, ids, most, sentence in (
            (
                instance.mentor,
                self._mentor_ids,
                instance.capacity,
                "{} has room for {}, and {} people are placed there.",
            ),
            (instance.mentee, self._mentee_ids, instance.demand, "{} needs {} mentors, and has {}."),
        ):
            count = np.bincount(people[chosen], minlength=len(ids))
            for person in np.flatnonzero(count > most):
                self._refuse(sentence.format(ids[person], most[person], count[person]))
