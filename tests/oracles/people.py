"""What an oracle works on: rows of text as they stand in a spreadsheet, and rules as plain values.

Nothing here, nor in its neighbours, imports the package that is tested. They follow the words of the design with loops
over rows, as slowly as they like.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import cache

Row = dict[str, str]

EMPTY = {
    "membership": "active",
    "training": "none",
    "meeting": "either",
    "new_to_role": "no",
    "new_to_state": "no",
    "wants_mentor": "yes",
    "urgent": "no",
    "other_regions": "no",
    "mentors_needed": "1",
    "min_mentees": "0",
}
LISTS = {
    "component_group",
    "experience",
    "strengths",
    "needs",
    "lent_to",
    "preferred_mentors",
    "avoided_mentors",
    "avoided_mentees",
    "avoided_districts",
}
CODES = {
    "region": "region",
    "component_group": "component_group",
    "experience": "component_group",
    "needs": "topics",
    "strengths": "topics",
    "lent_to": "region",
}
PEOPLE = {"preferred_mentors", "avoided_mentors", "avoided_mentees", "mentor_id", "mentee_id"}


@dataclass
class Season:
    """One program's tables and rules, and the one region that is served; all of them where it is empty."""

    mentors: list[Row]
    mentees: list[Row]
    policy: dict
    conflicts: list[Row] = field(default_factory=list)
    pairs: list[Row] = field(default_factory=list)
    region: str = ""

    def __post_init__(self):
        self.mentor = {row["mentor_id"]: row for row in self.mentors}
        self.mentee = {row["mentee_id"]: row for row in self.mentees}
        self._listed = {}
        for row in self.pairs:
            self._listed.setdefault(row["kind"], set()).add((row["mentee_id"], row["mentor_id"]))

    def listed(self, *kinds):
        return set().union(*(self._listed.get(kind, set()) for kind in kinds))

    def is_here(self, mentee_id):
        """Return whether a mentee is of the region that is served."""
        return not self.region or fold_code(self.mentee[mentee_id]["region"]) == fold_code(self.region)

    def listed_here(self, *kinds):
        return {pair for pair in self.listed(*kinds) if self.is_here(pair[0])}

    def listed_elsewhere(self, *kinds):
        return {pair for pair in self.listed(*kinds) if not self.is_here(pair[0])}

    def with_parts(self, **changes):
        """Return the season with other tables, rules or region."""
        names = ("mentors", "mentees", "policy", "conflicts", "pairs", "region")
        return Season(**{**{name: getattr(self, name) for name in names}, **changes})


@cache
def fold_code(text):
    return "".join(one for one in text.casefold() if not one.isspace() and one not in "_-")


@cache
def fold_text(text):
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


MEANT = {("special_application", "yes"): "approved", ("special_application", "no"): ""}


def cell(row, column):
    text = row.get(column, "").strip() or EMPTY.get(column, "")
    return MEANT.get((column, text), text)


def items(row, column):
    text = cell(row, column)
    if column not in LISTS:
        return [text] if text else []
    return [part.strip() for part in text.split(";") if part.strip()]


def number(row, column):
    text = cell(row, column)
    return float(text) if text else None


def comparable(policy, column, text):
    """Return the form of a value in which two of them are compared."""
    if column in PEOPLE:
        return text
    if column not in CODES:
        return fold_text(text)
    for code, titles in policy.get("values", {}).get(CODES[column], {}).items():
        known = [code, *([titles] if isinstance(titles, str) else titles)]
        if fold_code(text) in [fold_code(one) for one in known]:
            return fold_code(code)
    return fold_code(text)


def values(policy, row, column):
    """Return the set of a person's values in a column, comparable; empty if nothing is filled in."""
    return {comparable(policy, column, one) for one in items(row, column)}


def has(policy, row, column, wanted):
    """Return whether a condition of the rules holds for a person."""
    asked = [wanted] if isinstance(wanted, str) else wanted
    found = values(policy, row, column) or {""}
    return bool(found & {comparable(policy, column, one) for one in asked})
