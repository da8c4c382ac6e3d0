"""The lists under other circumstances: seats more or fewer, people more, people withdrawn, pairs locked and blocked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.eligibility.standing import seats as seats_given
from matcher.policy import Policy
from matcher.reading import add_people
from matcher.reading.cells import MOST
from matcher.roster import Origin, Problem, Roster, texts
from matcher.roster.checked import nearest
from matcher.scenarios.what_if.changes import Changes

ENDING = ("confirmed", "agreed", "lock", "proposed")
"""Kinds of fixed pairs that end with one of the two."""
LOCK, BLOCK, PROPOSED, CONFIRMED, ENDED = "lock", "block", "proposed", "confirmed", "ended"
SAYS_AS_MUCH = {
    (CONFIRMED, LOCK),
    ("agreed", LOCK),
    (LOCK, LOCK),
    (BLOCK, BLOCK),
    ("continuing", BLOCK),
    (ENDED, BLOCK),
}
Pair = tuple[str, str]


@dataclass
class People:
    """Lists that are changed step by step.

    Parameters
    ----------
    happened
        Whether the changes are facts, as after a season's start, and not only imagined: then a pair that is to end may be a
        fixed one.

    Attributes
    ----------
    said
        Each change in words.
    remarks
        What else a reader should know.
    ended
        Mentee, mentor and kind of the fixed pairs that end.
    problems
        What cannot be done, and why.
    """

    roster: Roster
    policy: Policy
    happened: bool = False
    said: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    ended: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def change(self, changes: Changes) -> None:
        """Make all changes of people and pairs."""
        for table, rows in (("mentors", changes.mentors), ("mentees", changes.mentees)):
            if rows:
                self._add(table, rows)
        if changes.seats:
            self._give_seats(changes)
        if changes.withdrawn:
            self._withdraw(changes.withdrawn)
        for kind, pairs in ((LOCK, changes.locked), (BLOCK, changes.blocked)):
            for mentee, mentor in pairs:
                self._fix(kind, mentee, mentor)

    def propose(self, pairs: Sequence[Pair]) -> None:
        """Take these pairs for the proposed ones, instead of those that the lists have; fixed pairs stay what they are."""
        frame = self.roster.pairs
        frame = frame[texts(frame, "kind") != PROPOSED]
        listed = set(zip(frame["mentee_id"], frame["mentor_id"], strict=True))
        self._set_pairs(frame, [(*pair, PROPOSED) for pair in pairs if pair not in listed])

    def confirm(self, pairs: Sequence[Pair]) -> None:
        """Take these pairs for confirmed ones."""
        frame, wanted = self.roster.pairs, set(pairs)
        listed = zip(frame["mentee_id"], frame["mentor_id"], strict=True)
        others = np.array([pair not in wanted for pair in listed], dtype=bool)
        self._set_pairs(frame[others], [(*pair, CONFIRMED) for pair in pairs])

    def _verb(self, imagined: str, happened: str) -> str:
        return happened if self.happened else imagined

    def _refuse(self, table: str, value: object, rule: str, hint: str = "") -> None:
        self.problems.append(Problem("error", table, None, "", str(value), rule, hint))

    def _find(self, source: str, table: str, one: str) -> int | None:
        """Return the place of somebody; who is unknown is noted."""
        ids = texts(self.roster.table(table), f"{table[:-1]}_id")
        found = np.flatnonzero(ids == one)
        if len(found):
            return int(found[0])
        hint = nearest(str(one), ids.tolist()) if len(ids) < 10_000 else ""
        self._refuse(source, one, f"There is no {table[:-1]} '{one}'.", hint)
        return None

    def _named(self, table: str, place: int) -> str:
        frame = self.roster.table(table)
        return f"{texts(frame, 'name')[place]} ({texts(frame, f'{table[:-1]}_id')[place]})"

    def _add(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        found = add_people(self.roster, table, rows, self.policy.expectations)
        self.problems += [one for one in found.problems if one.is_error]
        if any(one.is_error for one in found.problems):
            return
        self.roster = found.roster
        for one in found.ids:
            place = self._find(table, table, one)
            assert place is not None
            there = self._verb("would be there too", "is there too")
            self.said.append(f"{self._named(table, place)} {there}, {self._described(table, place)}.")
        if found.made:
            called = ", ".join(found.made)
            self.remarks.append(f"Who was given no id is called {called}.")

    def _described(self, table: str, place: int) -> str:
        row = self.roster.table(table).iloc[place]
        groups = " and ".join(
            self.policy.title("component_group", one) for one in row["component_group"].split(";")
        )
        role = "a mentor" if table == "mentors" else "a mentee"
        return (
            f"{role} for {groups} in {row['region']}"
            if table == "mentors"
            else f"{role} of {groups} in {row['region']}"
        )

    def _give_seats(self, changes: Changes) -> None:
        given = seats_given(self.roster, self.policy)
        capacity = self.roster.mentors["capacity"].to_numpy(np.float64).copy()
        for one, more in changes.seats.items():
            place = self._find("seats", "mentors", one)
            has = 0 if place is None else int(given[place])
            if isinstance(more, bool) or not isinstance(more, int | np.integer):
                self._refuse("seats", more, f"The seats of {one} must be more or fewer by a whole number.")
            elif place is None:
                continue
            elif has + more < 0:
                self._refuse("seats", more, f"{one} has {_seats(has)}, and cannot have {-more} fewer.")
            elif has + more > MOST:
                self._refuse("seats", more, f"{one} cannot have more than {MOST:,} seats.")
            else:
                capacity[place] = has + more
                self._say_seats(place, has, int(more))
        self.roster = self.roster.with_tables(mentors=self.roster.mentors.assign(capacity=capacity))

    def _say_seats(self, place: int, before: int, more: int) -> None:
        who, most = self._named("mentors", place), self.policy.mentors.max_capacity
        offered = before + more
        self.said.append(f"{who} {self._verb('would have', 'has')} {_seats(offered)} instead of {before}.")
        if most is not None and offered > most:
            self.remarks.append(
                f"{who} {self._verb('would offer', 'offers')} {_seats(offered)}, but the rules allow {most} (max_capacity of [mentors]): the "
                "seats above count for nothing, unless that rule is changed too."
            )

    def _withdraw(self, ids: Sequence[str]) -> None:
        gone: dict[str, list[int]] = {"mentors": [], "mentees": []}
        for one in dict.fromkeys(ids):
            found = [
                (table, place)
                for table in gone
                for place in np.flatnonzero(
                    texts(self.roster.table(table), f"{table[:-1]}_id") == one
                ).tolist()
            ]
            if len(found) == 1:
                table, place = found[0]
                gone[table].append(place)
                self.said.append(f"{self._named(table, place)} {self._verb('would withdraw', 'withdrew')}.")
            elif found:
                self._refuse("withdrawn", one, f"Both a mentor and a mentee are called '{one}'.")
            else:
                self._nobody(one)
        self._end_pairs(
            {table: texts(self.roster.table(table), f"{table[:-1]}_id")[gone[table]] for table in gone}
        )
        mentors, mentees = self.roster.mentors.copy(), self.roster.mentees.copy()
        mentors.loc[gone["mentors"], "capacity"] = 0.0
        if self.happened:  # nobody is to be told to ask for a seat who has just withdrawn
            mentors.loc[gone["mentors"], "available_until"] = pd.Timestamp(self.policy.program.starts)
        mentees.loc[gone["mentees"], "wants_mentor"] = "no"
        self.roster = self.roster.with_tables(mentors=mentors, mentees=mentees)

    def _nobody(self, one: str) -> None:
        ids = [
            *texts(self.roster.mentors, "mentor_id").tolist(),
            *texts(self.roster.mentees, "mentee_id").tolist(),
        ]
        hint = nearest(str(one), ids) if len(ids) < 10_000 else ""
        self._refuse("withdrawn", one, f"There is neither a mentor nor a mentee '{one}'.", hint)

    def _end_pairs(self, gone: Mapping[str, npt.NDArray[np.object_]]) -> None:
        """Take out the fixed pairs of who withdraws; that two do not meet or go on informally stays.

        Where it really happened, a pair that stood is kept as one that ended: it may be paid for all the same.
        """
        frame = self.roster.pairs
        touched = np.isin(texts(frame, "mentor_id"), gone["mentors"]) | np.isin(
            texts(frame, "mentee_id"), gone["mentees"]
        )
        ending = touched & np.isin(texts(frame, "kind"), ENDING)
        for row in frame[ending].to_dict("records"):
            self.ended.append((row["mentee_id"], row["mentor_id"], row["kind"]))
            if row["kind"] != PROPOSED:
                self._say_ended(row["mentee_id"], row["mentor_id"], row["kind"])
        stood = frame[ending & (texts(frame, "kind") == CONFIRMED) & self.happened]
        ended = [(row["mentee_id"], row["mentor_id"], ENDED) for row in stood.to_dict("records")]
        self._set_pairs(frame[~ending], ended)

    def _fix(self, kind: str, mentee: str, mentor: str) -> None:
        source = "locked" if kind == LOCK else "blocked"
        places = self._find(source, "mentees", mentee), self._find(source, "mentors", mentor)
        if None in places:
            return
        frame = self.roster.pairs
        own = (texts(frame, "mentee_id") == mentee) & (texts(frame, "mentor_id") == mentor)
        listed = str(texts(frame, "kind")[own][0]) if own.any() else ""
        both = f"{mentee} and {mentor}"
        if (listed, kind) in SAYS_AS_MUCH:
            are = self._verb("would be", "are to be")
            self.said.append(f"{both} {are} {kind}ed, which they are already ({listed}).")
        elif listed and listed != PROPOSED and not self._ends(kind, listed):
            self._refuse(
                source, f"{mentee}={mentor}", f"{both} are listed as {listed}.", "Change it in the lists."
            )
        else:
            must = {
                LOCK: self._verb("would have to be", "have to be"),
                BLOCK: self._verb("would not be allowed", "must not be"),
            }
            self.said.append(f"{both} {must[kind]} on the list.")
            if listed and listed != PROPOSED:
                self._say_ended(mentee, mentor, listed)
            self._set_pairs(frame[~own], [(mentee, mentor, ENDED if listed == CONFIRMED else kind)])

    def _ends(self, kind: str, listed: str) -> bool:
        """Whether a fixed pair really ends by being blocked."""
        return self.happened and kind == BLOCK and listed in ENDING

    def _say_ended(self, mentee: str, mentor: str, kind: str) -> None:
        both, ends = f"{mentee} and {mentor}", self._verb("would end", "ends")
        said = {
            CONFIRMED: f"The confirmed pair {both} {ends}.",
            "agreed": f"{both} agreed on each other; that {ends}.",
            LOCK: f"The locked pair {both} {ends}.",
        }
        self.remarks.append(said[kind])

    def _set_pairs(self, kept: pd.DataFrame, more: Sequence[tuple[str, str, str]]) -> None:
        """Take these rows, and more of them, for the fixed pairs."""
        columns = {"mentee_id": 0, "mentor_id": 1, "kind": 2}
        added = pd.DataFrame(
            {name: [row[place] for row in more] for name, place in columns.items()}, dtype=object
        )
        frame = pd.concat([kept, added[list(kept.columns)]], ignore_index=True) if more else kept
        origin, places = self.roster.origins["pairs"], kept.index.to_numpy()
        files = [origin.named(place) for place in places.tolist()] + ["the changes"] * len(more)
        rows = np.concatenate([origin.rows[places], np.arange(1, len(more) + 1)])
        order = np.lexsort([texts(frame, key) for key in ("kind", "mentor_id", "mentee_id")])
        placed = Origin(origin.name, rows[order], tuple(files[place] for place in order.tolist()))
        self.roster = self.roster.with_tables(
            pairs=frame.iloc[order].reset_index(drop=True), origins={**self.roster.origins, "pairs": placed}
        )


def _seats(count: int) -> str:
    return f"{count} seat{'' if count == 1 else 's'}"
