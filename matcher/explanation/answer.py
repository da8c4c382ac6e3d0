"""What a list says about one mentee, as tables and as text."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from matcher.explanation.causes import NOT_ELIGIBLE
from matcher.roster.text import few

SHOWN = 3
Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Explanation:
    """Why a mentee has whom, or nobody; `str()` of it is text for people.

    Parameters
    ----------
    mentee_id, name
        Who is asked about.
    pairs
        The mentee's rows of the list, with the `place` of each mentor among the mentee's possible ones, the best for the
        mentee alone first, and how many there are (`of`); confirmed pairs have none.
    contributions
        One row for each of these pairs and feature: value (NaN is unknown), weight, and what it adds to the fit.
    unserved
        The mentee's row among those with a seat missing, or no row.
    better
        The possible mentors who would be better for the mentee than one on the list, best first: kind of match, fit,
        place, whom they have if they are full, which limits are full, and what having each would come to (`status` and
        `price`).
    alternatives
        The few other possible mentors whom having would cost all together least, likewise, with what each goal would
        reach, the `others` whose mentors would change, and those of them who would be `without` any.
    names
        For ``mentees`` and ``mentors``, by id, the names of those who are spoken of.
    """

    mentee_id: str
    name: str
    pairs: pd.DataFrame
    contributions: pd.DataFrame
    unserved: pd.DataFrame
    better: pd.DataFrame
    alternatives: pd.DataFrame
    names: Names = field(default_factory=dict)

    def __str__(self) -> str:
        lines = [f"{self.name} ({self.mentee_id})"]
        for pair in self.pairs.to_dict("records"):
            kind = pair["tier"] or pair["kind"]
            known = pair["known"].replace("/", " of ")
            lines.append(
                f"has {called(self.names, 'mentors', pair['mentor_id'])}: {kind}; fit {pair['score']:.2f} from {known} facts{_nth(pair)}."
            )
            if pair["reasons"]:
                lines.append(f"  {pair['reasons']}.")
            if pair["approval"]:
                lines.append(f"  To be approved by the {pair['approval']}.")
            if pair["fixed"]:
                lines.append("  The pair is fixed: the lists say that it stands, or must be.")
            own = self.contributions[self.contributions["mentor_id"] == pair["mentor_id"]]
            lines.extend(_part(part) for part in own.to_dict("records"))
        if len(self.better):
            count = len(self.better)
            are = (
                " is a better kind of match, or the same with"
                if count == 1
                else "s are a better kind of match, or the same with"
            )
            lines.append(f"{count} possible mentor{are} a better fit:")
            lines.extend(_kept(row, self.names) for row in self.better.head(SHOWN).to_dict("records"))
            lines.extend([f"  and {count - SHOWN} more."] if count > SHOWN else [])
        lines.extend(_missing(row) for row in self.unserved.to_dict("records"))
        if len(self.alternatives):
            lines.append(f"{self._could}, at the least cost for all together:")
            lines.extend(
                _instead(row, self.names) for row in self.alternatives.head(SHOWN).to_dict("records")
            )
        return "\n".join(lines)

    @property
    def _could(self) -> str:
        if not len(self.pairs):
            return "Could have instead of somebody else"
        return "Could have as well, or instead" if len(self.unserved) else "Instead"


def _nth(pair: dict[Any, Any]) -> str:
    """Return the place of a listed mentor among the possible ones, in words."""
    if pd.isna(pair["place"]):
        return ""
    of = int(pair["of"])
    if of == 1:
        return "; the only possible mentor"
    place = int(pair["place"])
    return f"; {'the best' if place == 1 else f'number {place}'} of {of} possible mentors for them alone"


@dataclass(frozen=True)
class MentorExplanation:
    """Whom a mentor has, and why a seat is left; `str()` of it is text for people.

    Parameters
    ----------
    mentor_id, name
        Who is asked about.
    seats, used
        How many seats, and how many of them are filled.
    pairs
        The mentor's rows of the list.
    idle
        One row with the cause of seats that are left, a detail and a suggestion; no row where all are filled.
    possible
        How many people are possible for the mentor.
    alternatives
        The few possible people, not on the list with the mentor, whom having would cost all together least: kind of match,
        fit, whom they have, what it would come to (`status` and `price`), what each goal would reach, the `others` whose
        mentors would change, and those of them who would be `without` any.
    names
        For ``mentees`` and ``mentors``, by id, the names of those who are spoken of.
    """

    mentor_id: str
    name: str
    seats: int
    used: int
    pairs: pd.DataFrame
    idle: pd.DataFrame
    possible: int
    alternatives: pd.DataFrame
    names: Names = field(default_factory=dict)

    def __str__(self) -> str:
        people = "1 person is" if self.possible == 1 else f"{self.possible} people are"
        lines = [f"{self.name} ({self.mentor_id})", f"has {self._seats}; {people} possible."]
        for pair in self.pairs.to_dict("records"):
            mentee = called(self.names, "mentees", pair["mentee_id"])
            lines.append(f"has {mentee}: {pair['tier'] or pair['kind']}; fit {pair['score']:.2f}.")
            lines.extend([f"  {pair['reasons']}."] if pair["reasons"] else [])
        lines.extend(f"{row['detail']} {row['suggestion']}".rstrip() for row in self.idle.to_dict("records"))
        if len(self.alternatives):
            lines.append("Could have, at the least cost for all together:")
            lines.extend(
                _could_have(row, self.names) for row in self.alternatives.head(SHOWN).to_dict("records")
            )
        return "\n".join(lines)

    @property
    def _seats(self) -> str:
        seats = f"{self.seats} seat{'' if self.seats == 1 else 's'}"
        if self.used > self.seats:
            return f"{seats}, but {'1 person' if self.used == 1 else f'{self.used} people'} already"
        return f"{seats}, of which {self.used} {'is' if self.used == 1 else 'are'} filled"


def _could_have(row: dict[Any, Any], names: Names) -> str:
    """Return a person whom a mentor could have, what that costs, and who else would have others."""
    has = f"has {_all(names, 'mentors', row['has'])}" if row["has"] else "has nobody"
    return f"  {called(names, 'mentees', row['mentee_id'])}, who {has}: {_kind(row)}. {row['price']}{_changing(row, names)}"


def _missing(row: dict[Any, Any]) -> str:
    """Return how many mentors are missing and why; who is not served misses none."""
    seats = row["seats_missing"]
    said = "" if row["cause"] == NOT_ELIGIBLE else f"has {seats} mentor{'' if seats == 1 else 's'} too few. "
    return f"{said}{row['detail']} {row['suggestion']}"


def _kept(row: dict[Any, Any], names: Names) -> str:
    """Return a better possible mentor, and what kept the pair from the list."""
    full = (
        f"; full, with {_all(names, 'mentees', row['full_with'])}"
        if row["full_with"]
        else "; has a seat left"
    )
    limits = f"; no pair more is allowed by {row['full_limits']}" if row["full_limits"] else ""
    mentor = called(names, "mentors", row["mentor_id"])
    return f"  {mentor}: {_kind(row)}{full}{limits}. {row['price']}".rstrip()


def _instead(row: dict[Any, Any], names: Names) -> str:
    """Return another mentor, what having that one costs, and who else would have others."""
    return (
        f"  {called(names, 'mentors', row['mentor_id'])}: {_kind(row)}. {row['price']}{_changing(row, names)}"
    )


def _changing(row: dict[Any, Any], names: Names) -> str:
    """Return whose mentors would change too, and who would be without one."""
    if not row["others"]:
        return " Nobody else would change."
    without = f" Without a mentor then: {_all(names, 'mentees', row['without'])}." if row["without"] else ""
    return f" Others would change too: {_all(names, 'mentees', row['others'])}.{without}"


def _kind(row: dict[Any, Any]) -> str:
    kind = f"{row['tier']}; " if row["tier"] else ""
    approval = f"; to be approved by the {row['approval']}" if row["approval"] else ""
    return f"{kind}fit {row['score']:.2f}{approval}"


def called(names: Names, table: str, one: str) -> str:
    """Return somebody's name and id; the id alone where no name is known."""
    name = names.get(table, {}).get(one, "")
    return f"{name} ({one})" if name else one


def _all(names: Names, table: str, ids: str) -> str:
    """Return the first few of some people, whose ids are joined by ``;``."""
    return few([called(names, table, one) for one in ids.split(";")], SHOWN)


def _part(part: dict[Any, Any]) -> str:
    known = "not known, counts one half" if math.isnan(part["value"]) else f"{part['value']:.2f}"
    return f"  {part['feature']}: {known}; adds {part['contribution']:.3f} of at most {part['weight']:.3f}."
