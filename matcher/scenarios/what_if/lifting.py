"""Which rules can be lifted, by what names, and what is left without them."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from matcher.eligibility import CONFIDENTIAL
from matcher.policy.columns import CONFIDENTIAL as CONFIDENTIAL_COLUMNS
from matcher.roster import Problem, Roster
from matcher.roster.columns import CONFLICT_KINDS
from matcher.roster.text import fold_code

TABLE = "lifted"
CONFIDENTIAL_STAYS = (
    "Confidential restrictions stay as they are, even to try: what changes would tell whom they are about."
)
_SECRET = {
    fold_code(one) for one in (CONFIDENTIAL, "conflicts", "ask", *CONFIDENTIAL_COLUMNS, *CONFLICT_KINDS)
}
_ON_PEOPLE: Mapping[str, object] = {
    "mentees.membership": None,
    "mentees.category": None,
    "mentees.any_of": {},
    "mentors.membership": None,
    "mentors.training": None,
    "mentors.certified": "any",
    "mentors.max_capacity": None,
}
"""Rules on one person, and what the policy says without them."""
_ALSO = {"mentees.any_of": "who is served", "mentors.certified": "certificate"}
"""What explanations call a rule."""
_IN_LISTS: Mapping[str, Any] = {
    "mentors.available_from": np.datetime64("NaT"),
    "mentors.available_until": np.datetime64("NaT"),
    "mentors.min_mentees": 0.0,
}
"""Rules that rest on a column of the lists, and the cell without them."""


@dataclass(frozen=True)
class Lift:
    """One rule that can be lifted.

    Parameters
    ----------
    name, also
        What it is called; the name is of this rule alone, what it is called also may fit others.
    rules
        Changes the policy, as plain values.
    column
        Of the mentors' list, emptied; or empty.
    """

    name: str
    also: tuple[str, ...]
    rules: Callable[[dict[str, Any]], None] = lambda _: None
    column: str = ""

    def lists(self, roster: Roster) -> Roster:
        """Return the lists without what the rule rests on."""
        if not self.column:
            return roster
        emptied = _IN_LISTS[f"mentors.{self.column}"]
        return roster.with_tables(mentors=roster.mentors.assign(**{self.column: emptied}))


def can_be_lifted(rules: Mapping[str, Any]) -> list[Lift]:
    """Return every rule that can be lifted.

    Parameters
    ----------
    rules
        The policy as plain values; see `matcher.Policy.canonical`.
    """
    found = [
        Lift(f"{table}.{one['name']}", (one["name"],), partial(_without_named, table, one["name"]))
        for table in ("limits", "held_back", "tiers")
        for one in rules[table]
    ]
    for column in rules["conflicts"]["same"]:
        words = column.replace("_", " ")
        also = (column, f"the same {words}")
        found.append(Lift(f"conflicts.same.{column}", also, partial(_without_same, column)))
    for key, without in _ON_PEOPLE.items():
        table, name = key.split(".")
        if rules[table][name] != without:
            also = (name, _ALSO.get(key, name.replace("_", " ")))
            found.append(Lift(key, also, partial(_set, table, name, without)))
    for key in _IN_LISTS:
        name = key.partition(".")[2]
        found.append(Lift(key, (name, name.replace("_", " ")), column=name))
    return found


def find_lift(rules: Mapping[str, Any], name: str) -> Lift | Problem:
    """Return the rule that is meant, or what is wrong with the name."""
    known, folded = can_be_lifted(rules), fold_code(name)
    if folded in _SECRET or folded.startswith("conflicts.ask"):
        return Problem("error", TABLE, None, "", name, CONFIDENTIAL_STAYS)
    meant = [one for one in known if folded == fold_code(one.name)] or [
        one for one in known if folded in map(fold_code, one.also)
    ]
    if len(meant) == 1:
        return meant[0]
    if meant:
        rule = f"'{name}' fits {len(meant)} rules."
        return Problem("error", TABLE, None, "", name, rule, f"Write {_or([one.name for one in meant])}.")
    listed = ", ".join(f"'{one}'" for one in _nearest_first(folded, known))
    return Problem("error", TABLE, None, "", name, "There is no such rule to lift.", f"These are: {listed}.")


def _nearest_first(folded: str, known: Sequence[Lift]) -> list[str]:
    """Return what the rules are called in one word or by their own names, the nearest to what was written first."""
    counts = [sum(one.also[0] == other.also[0] for other in known) for one in known]
    names = [one.name if count > 1 else one.also[0] for one, count in zip(known, counts, strict=True)]

    def likeness(name: str) -> float:
        return difflib.SequenceMatcher(None, folded[:100], fold_code(name)).ratio()

    return sorted(names, key=lambda name: -likeness(name))


def _or(names: Sequence[str]) -> str:
    return " or ".join(f"'{one}'" for one in names)


def _set(table: str, name: str, value: object, rules: dict[str, Any]) -> None:
    rules[table] = {**rules[table], name: value}


def _without_same(column: str, rules: dict[str, Any]) -> None:
    _set("conflicts", "same", [one for one in rules["conflicts"]["same"] if one != column], rules)


def _without_named(table: str, name: str, rules: dict[str, Any]) -> None:
    rules[table] = [one for one in rules[table] if one["name"] != name]
