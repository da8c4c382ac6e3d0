"""Who is who: ids made where missing, people named by id, e-mail or name."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import SupportsIndex

import numpy as np
import numpy.typing as npt

from matcher.reading.tables import TypedTable
from matcher.roster.columns import TABLES
from matcher.roster.roster import texts
from matcher.roster.text import fold_text, split_list
from matcher.roster.vocabulary import LONGEST

NO_COMMAS = "Separate several with ;, not with a comma."
SINGULAR = {"mentors": "mentor", "mentees": "mentee"}
MANY = 5_000
"""Among more texts than this the nearest is not looked for, which takes time by their number."""


def give_ids(table: TypedTable) -> None:
    """Fill empty ids from the e-mail, else from name and district, and report ids that stand twice.

    An e-mail that two people share, or that is an id already, makes no id: who would get it would hang on the
    order of rows.
    """
    column = f"{SINGULAR[table.name]}_id"
    ids = texts(table.frame, column).copy()
    missing = ids == ""
    emails = table.folded("email")
    shared = {email for email, count in Counter(emails).items() if count > 1} | set(ids[~missing])
    names, districts = texts(table.frame, "name"), texts(table.frame, "district")
    for place in np.flatnonzero(missing):
        usable = emails[place] and emails[place] not in shared
        ids[place] = emails[place] if usable else made_id(names[place], districts[place])
    table.frame[column] = ids
    made = int(missing.sum())
    if made:
        who = f"1 {SINGULAR[table.name]} has" if made == 1 else f"{made} {table.name} have"
        table.notices.append(
            f"{table.origin.name}: {who} no {column}; made from the e-mail, else from name and district."
        )
    _report_doubled(table, column, ids, missing)


def _report_doubled(
    table: TypedTable, column: str, ids: npt.NDArray[np.object_], made: npt.NDArray[np.bool_]
) -> None:
    first: dict[str, int] = {}
    for place, one in enumerate(ids):
        if not one or first.setdefault(one, place) == place:
            continue
        row = table.row(first[one])
        if made[place]:
            rule = f"The id made from name and district, '{one}', stands in row {row} already."
            table.error(
                place, column, "", rule, f"If they are two people, give each a {column} of their own."
            )
        else:
            table.error(place, column, one, f"This id stands in row {row} already.", "Each id once.")


def made_id(name: str, district: str) -> str:
    """Return the id of somebody who has none of their own, nor an e-mail; empty without a name."""
    if not name:
        return ""
    words = fold_text(f"{name} {district}").replace(";", " ").split()
    return "-".join(words)


def warn_about_contacts(table: TypedTable) -> None:
    """Warn of people without an e-mail, and of e-mails that two people share."""
    emails = table.folded("email")
    faulty = table.rows_with_errors("email")
    if emails and not any(emails) and not faulty:
        rule = f"None of the {len(emails)} {table.name} has an e-mail."
        if len(emails) == 1:
            rule = f"1 {SINGULAR[table.name]} has no e-mail."
        table.warn(None, "email", "", rule, "It is needed before an introduction.")
        return
    first: dict[str, int] = {}
    for place, email in enumerate(emails):
        if email and first.setdefault(email, place) != place:
            rule = f"The person in row {table.row(first[email])} has the same e-mail."
            table.warn(place, "email", email, rule, "If they are one person, keep one row.")
        elif not email and table.row(place) not in faulty:
            table.warn(place, "email", "", "There is no e-mail.", "It is needed before an introduction.")


class Directory:
    """Finds people of one table by id, e-mail or name."""

    def __init__(self, table: TypedTable):
        self.what = SINGULAR[table.name]
        ids = texts(table.frame, f"{self.what}_id")
        self._ids = set(ids) - {""}
        self._by_folded_id = {fold_text(one): one for one in sorted(self._ids)}
        self._districts = dict(zip(ids, texts(table.frame, "district"), strict=True))
        self._by_text: dict[str, set[str]] = defaultdict(set)
        self._written: dict[str, str] = {}
        for column in ("email", "name"):
            for one, text, folded in zip(ids, texts(table.frame, column), table.folded(column), strict=True):
                if text:
                    self._by_text[folded].add(one)
                    self._written[folded] = min(text, self._written.get(folded, text))

    def find(self, text: str) -> list[str]:
        """Return the ids that `text` fits: none, one or several."""
        if text in self._ids:
            return [text]
        return sorted(self._by_text.get(fold_text(text), ()))

    def described(self, one: str) -> str:
        """Return an id with the person's district, if there is one."""
        district = self._districts.get(one)
        return f"{one} ({district})" if district else one

    def turned(self, text: str) -> str:
        """Return the name, as it is written, that `text` is with the last name first; empty if there is none."""
        last, comma, first = text.partition(",")
        return self._written.get(fold_text(f"{first} {last}"), "") if comma else ""

    def nearest(self, text: str) -> str:
        """Return a suggestion that names who was probably meant."""
        folded = fold_text(text)[:LONGEST]
        if folded in self._by_folded_id:
            return f"Did you mean '{self._by_folded_id[folded]}'? "
        if len(self._by_text) > MANY:
            return ""
        close = difflib.get_close_matches(folded, self._by_text, n=1, cutoff=0.8)
        return f"Did you mean '{self._written[close[0]]}'? " if close else ""


def resolve_people(table: TypedTable, column: str, directory: Directory, *, wish: bool) -> None:
    """Replace ids, e-mails and names in a list column by ids.

    Parameters
    ----------
    wish
        A wish for somebody unknown is an error; whom one avoids may well be nobody of this season, which is
        only worth a warning.
    """
    values = texts(table.frame, column).copy()
    for place in np.flatnonzero(values != ""):
        found = [_resolve(table, column, place, item, directory, wish) for item in split_list(values[place])]
        values[place] = ";".join(dict.fromkeys(one for one in found if one))
    table.frame[column] = values


def _resolve(
    table: TypedTable, column: str, place: SupportsIndex, item: str, directory: Directory, wish: bool
) -> str:
    found = directory.find(item)
    if len(found) == 1:
        return found[0]
    value = texts(table.frame, column)[place]
    if found:
        people = ", ".join(map(directory.described, found))
        who = "This" if item == value else f"'{item}'"
        rule = f"{who} fits {len(found)} {directory.what}s: {people}."
        table.error(place, column, value, rule, "Write the id of the one who is meant.")
        return ""
    hint = _who_is_meant(item, directory, several=TABLES[table.name][column].kind.is_list)
    if wish:
        table.error(place, column, value, f"There is no {directory.what} '{item}'.", hint)
    else:
        rule = f"There is no {directory.what} '{item}'; nothing has to be avoided."
        table.warn(place, column, value, rule, hint)
    return ""


def _who_is_meant(item: str, directory: Directory, *, several: bool) -> str:
    turned = directory.turned(item)
    if turned:
        return f"Did you mean '{turned}'?"
    hint = f"{directory.nearest(item)}Write an id, an e-mail or the full name."
    return f"{hint} {NO_COMMAS}" if several and "," in item else hint


def resolve_ids(table: TypedTable, directories: Iterable[Directory]) -> None:
    """Replace ids, e-mails and names in conflicts or pairs by ids; who is unknown is an error."""
    for directory in directories:
        column = f"{directory.what}_id"
        values = texts(table.frame, column).copy()
        for place in np.flatnonzero(values != ""):
            values[place] = _resolve(table, column, place, values[place], directory, wish=True)
        table.frame[column] = values
