"""Who can be served and who can serve: the rules on one person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.arrays import Mask
from matcher.policy import Policy
from matcher.roster import Roster, numbers, texts
from matcher.roster.columns import Kind, column_of
from matcher.roster.text import fold_code, fold_text, split_list

NO_SEATS = "no seats"
_FOLDS = {Kind.CODE: fold_code, Kind.CODES: fold_code, Kind.TEXT: fold_text, Kind.TEXTS: fold_text}


@dataclass(frozen=True)
class Rule:
    """One rule on a person and whom it excludes.

    Parameters
    ----------
    name
        The rule in a few words, for counts ("membership").
    sentence
        What is so with those whom it excludes ("not an active or pending member").
    broken
        bool, one per person.
    """

    name: str
    sentence: str
    broken: Mask


@dataclass(frozen=True)
class Standing:
    """The rules on the people of one table, in order."""

    rules: Sequence[Rule]
    eligible: Mask

    @classmethod
    def of(cls, rules: Sequence[Rule], size: int) -> "Standing":
        """Return the standing of `size` people under `rules`."""
        eligible = np.ones(size, dtype=bool)
        for rule in rules:
            eligible &= ~rule.broken
        return cls(rules, eligible)

    def causes(self, person: int) -> list[str]:
        """Return what is so with `person` that excludes them; empty for who is eligible."""
        return [rule.sentence for rule in self.rules if rule.broken[person]]


def folding(table: str, column: str) -> Callable[[str], str]:
    """Return the form in which the values of a column are compared."""
    known = column_of(table, column)
    return _FOLDS.get(Kind.TEXT if known is None else known.kind, str)


def has_value(roster: Roster, table: str, column: str, wanted: str | Sequence[str]) -> Mask:
    """Return who has one of the wanted values in `column`; in a list, any of its items counts.

    Values compare as they do everywhere: codes without case, spaces and hyphens, other text without case.
    """
    known = column_of(table, column)
    kind = Kind.TEXT if known is None else known.kind
    fold = folding(table, column)
    accepted = {fold(value) for value in ([wanted] if isinstance(wanted, str) else wanted)}
    frame = roster.table(table)
    if column not in frame:
        return np.full(len(frame), "" in accepted)
    codes, uniques = pd.factorize(texts(frame, column))
    items = [(split_list(cell) or [""]) if kind.is_list else [cell] for cell in uniques]
    found = np.array([not accepted.isdisjoint(map(fold, values)) for values in items], dtype=bool)
    return found[codes]


def within(roster: Roster, region: str) -> tuple[Mask, Mask]:
    """Return the mentees of a region, and the mentors of it or lent to it; everybody where no region is named."""
    if not region:
        return np.ones(len(roster.mentees), dtype=bool), np.ones(len(roster.mentors), dtype=bool)
    lent = has_value(roster, "mentors", "lent_to", region)
    return has_value(roster, "mentees", "region", region), has_value(
        roster, "mentors", "region", region
    ) | lent


def mentee_standing(roster: Roster, policy: Policy, region: str = "") -> Standing:
    """Return which mentees the policy serves, and why not the others."""
    rules = []
    if region:
        rules.append(Rule("region", f"is not of {region}", ~within(roster, region)[0]))
    rules += [Rule("wishes", "does not want a mentor", has_value(roster, "mentees", "wants_mentor", "no"))]
    asked = policy.mentees
    if asked.membership is not None:
        broken = ~has_value(roster, "mentees", "membership", asked.membership)
        rules.append(Rule("membership", f"membership is not {_any(asked.membership)}", broken))
    if asked.category is not None:
        broken = ~has_value(roster, "mentees", "category", asked.category)
        rules.append(Rule("category", f"is not {_any(asked.category)}", broken))
    if asked.any_of:
        met = np.zeros(len(roster.mentees), dtype=bool)
        for column, wanted in asked.any_of.items():
            met |= has_value(roster, "mentees", column, wanted)
        rules.append(Rule("who is served", f"none of these holds: {_conditions(asked.any_of)}", ~met))
    return Standing.of(rules, len(roster.mentees))


def mentor_standing(roster: Roster, policy: Policy, region: str = "", day: date | None = None) -> Standing:
    """Return which mentors can serve on the day of matching (the season's first, if not said), and why not the others."""
    asked = policy.mentors
    rules = []
    if region:
        rules.append(Rule("region", f"is neither of {region} nor lent to it", ~within(roster, region)[1]))
    for column in ("membership", "training"):
        wanted = getattr(asked, column)
        if wanted is not None:
            broken = ~has_value(roster, "mentors", column, wanted)
            rules.append(Rule(column, f"{column} is not {_any(wanted)}", broken))
    rules.extend(_date_rules(roster, policy, day or policy.program.starts))
    rules.append(Rule(NO_SEATS, "has no seats", seats(roster, policy) == 0))
    return Standing.of(rules, len(roster.mentors))


def _date_rules(roster: Roster, policy: Policy, matched_on: date) -> list[Rule]:
    starts, ends = (np.datetime64(day) for day in (policy.program.starts, policy.program.ends))
    mentors = roster.mentors
    until = mentors["certified_until"].to_numpy()
    certified = texts(mentors, "training") == "certified"
    rules = [
        Rule(
            "available from",
            f"is not there yet on {matched_on}",
            mentors["available_from"].to_numpy() > np.datetime64(matched_on),
        ),
        Rule("available until", f"leaves before {ends}", mentors["available_until"].to_numpy() < ends),
    ]
    if policy.mentors.certified != "any":
        day = starts if policy.mentors.certified == "at_start" else ends
        expired = certified & ~(until >= day)
        rules.append(Rule("certificate", f"has no certificate known to be valid on {day}", expired))
    return rules


def renewals_due(roster: Roster, policy: Policy) -> npt.NDArray[np.intp]:
    """Return the certified mentors whose certificate is valid at the start but ends during the season."""
    if policy.mentors.certified != "at_start":
        return np.array([], dtype=np.intp)
    starts, ends = (np.datetime64(day) for day in (policy.program.starts, policy.program.ends))
    until = roster.mentors["certified_until"].to_numpy()
    certified = texts(roster.mentors, "training") == "certified"
    return np.flatnonzero(certified & (until >= starts) & (until < ends))


def seats(roster: Roster, policy: Policy) -> npt.NDArray[np.int64]:
    """Return every mentor's seats: the capacity or the policy's default, not above its maximum."""
    capacity = numbers(roster.mentors, "capacity")
    given = np.where(np.isnan(capacity), policy.mentors.default_capacity, capacity)
    most = policy.mentors.max_capacity
    return (given if most is None else np.minimum(given, most)).astype(np.int64)


def _any(wanted: Sequence[str]) -> str:
    return " or ".join(value.replace("_", " ") or "empty" for value in wanted)


def _conditions(wanted: dict[str, str | list[str]]) -> str:
    said = []
    for column, values in wanted.items():
        words = column.replace("_", " ")
        value = _any([values] if isinstance(values, str) else values)
        said.append(words if value == "yes" else f"{words} {value}")
    return ", ".join(said)
