"""People who are not on the lists yet, read as the lists are: the same columns, the same checks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from matcher.reading.codes import known_codes, unify_codes
from matcher.reading.files import RawTable
from matcher.reading.frames import cell_text
from matcher.reading.mapping import TableMap
from matcher.reading.people import SINGULAR, Directory, resolve_people
from matcher.reading.reader import Expectations
from matcher.reading.relations import check_mentees, check_mentors, check_place, check_requests
from matcher.reading.tables import TypedTable, type_table
from matcher.reading.titles import is_sensitive, own_column
from matcher.roster.checked import nearest
from matcher.roster.columns import TABLES
from matcher.roster.problems import Problem
from matcher.roster.roster import Origin, Roster, texts

NAMES = ("name", "first_name", "last_name")
PEOPLE = {
    "mentees": (("preferred_mentors", True), ("avoided_mentors", False)),
    "mentors": (("avoided_mentees", False),),
}
"""Columns that name people of the other list, and whether somebody unknown there is an error."""


@dataclass(frozen=True)
class Newcomers:
    """People to be added to one list, and what was wrong with how they were given.

    Parameters
    ----------
    ids
        In the order in which they were given.
    made
        Those of the ids that were made up.
    roster
        With them; as it was where there are errors.
    """

    ids: tuple[str, ...]
    made: tuple[str, ...]
    problems: tuple[Problem, ...]
    roster: Roster


def add_people(
    roster: Roster, table: str, rows: Sequence[Mapping[str, object]], expectations: Expectations
) -> Newcomers:
    """Return the roster with more people.

    Parameters
    ----------
    table
        ``mentors`` or ``mentees``.
    rows
        For each of them the columns that are known; values as in `read_frames`. An id and a name are made up where they
        are left out; everything else is as if the cell were empty. Rows count from 1.
    expectations
        What the policy asks.
    """
    named = [_by_column(table, row) for row in rows]
    made = _name_the_nameless(roster, table, named)
    typed = type_table(table, _raw(table, named), TableMap())
    typed.problems += _unknown_columns(table, rows)
    _check(typed, roster, expectations)
    faults = tuple(sorted(typed.problems, key=lambda one: one.row or 0))
    ids = tuple(row[f"{SINGULAR[table]}_id"] for row in named)
    if any(one.is_error for one in faults):
        return Newcomers(ids, made, faults, roster)
    return Newcomers(ids, made, faults, _joined(roster, typed))


def _by_column(table: str, row: Mapping[str, object]) -> dict[str, str]:
    """Return a row's cells by the names of our columns; an unknown title stays as it is."""
    return {own_column(table, str(title)) or str(title): cell_text(cell) for title, cell in row.items()}


def _name_the_nameless(roster: Roster, table: str, rows: list[dict[str, str]]) -> tuple[str, ...]:
    """Give an id and a name to who has none; return the ids that were made up."""
    one = SINGULAR[table]
    key = f"{one}_id"
    used = {*texts(roster.table(table), key), *(row.get(key, "") for row in rows)}
    free = _free_ids(used)
    made = []
    for number, row in enumerate(rows, 1):
        if not row.get(key):
            row[key] = next(free)
            made.append(row[key])
        if not any(row.get(name) for name in NAMES):
            row["name"] = f"New {one}" if len(rows) == 1 else f"New {one} {number}"
    return tuple(made)


def _free_ids(used: set[str]) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        if f"NEW-{number}" not in used:
            yield f"NEW-{number}"


def _raw(table: str, rows: Sequence[Mapping[str, str]]) -> RawTable:
    """Return the rows as a table; columns that every row needs are there even if nobody gave them."""
    required = [column.name for column in TABLES[table].values() if column.required]
    titles = list(dict.fromkeys([*(title for row in rows for title in row), *required]))
    if any({"first_name", "last_name"} & set(row) for row in rows) and not any("name" in row for row in rows):
        titles.remove("name")
    columns = [[row.get(title, "") for row in rows] for title in titles]
    return RawTable(f"new {table}", 0, titles, list(range(1, len(rows) + 1)), columns, {})


def _unknown_columns(table: str, rows: Sequence[Mapping[str, object]]) -> Iterator[Problem]:
    for number, row in enumerate(rows, 1):
        for title in map(str, row):
            if own_column(table, title) is None and not is_sensitive(title):
                known = [name for name in TABLES[table] if name not in NAMES[1:]]
                hint = nearest(title.casefold(), known) or f"Columns: {', '.join(known)}, style_…."
                rule = f"{table} have no column '{title}'."
                yield Problem("error", table, number, title, str(row[title]), rule, hint)


def _check(typed: TypedTable, roster: Roster, expectations: Expectations) -> None:
    """Check the rows against each other, the other lists and the policy."""
    check_place(typed)
    lists = [_typed(roster, name) for name in SINGULAR]
    for column, wish in PEOPLE[typed.name]:
        if any(texts(typed.frame, column)):
            other = next(one for one in lists if one.name != typed.name)
            resolve_people(typed, column, Directory(other), wish=wish)
    if typed.name == "mentors":
        check_mentors(typed)
    else:
        check_mentees(typed)
        if expectations.requests_in_order:
            check_requests(typed)
    unify_codes([typed], known_codes(lists, typed, expectations.vocabularies))
    _check_ids(typed, roster)


def _typed(roster: Roster, name: str) -> TypedTable:
    return TypedTable(name, roster.origins[name], roster.table(name))


def _check_ids(typed: TypedTable, roster: Roster) -> None:
    key = f"{SINGULAR[typed.name]}_id"
    used = set(texts(roster.table(typed.name), key))
    for place, one in enumerate(texts(typed.frame, key)):
        if one in used:
            rule = f"There is a {SINGULAR[typed.name]} '{one}' already."
            typed.error(place, key, one, rule, "Another id, or leave it out.")
        used.add(one)


def _joined(roster: Roster, typed: TypedTable) -> Roster:
    """Return the roster with these rows, sorted by id."""
    name, key = typed.name, f"{SINGULAR[typed.name]}_id"
    before, origin = roster.table(name), roster.origins[name]
    frame = pd.concat([before, typed.frame], ignore_index=True)
    order = np.argsort(texts(frame, key), kind="stable")
    files = [origin.named(place) for place in range(len(before))] + [typed.origin.name] * len(typed.frame)
    rows = np.concatenate([origin.rows, typed.origin.rows])[order]
    placed = Origin(origin.name, rows, tuple(files[place] for place in order.tolist()))
    frame = frame.iloc[order].reset_index(drop=True)
    return roster.with_tables(**{name: frame}, origins={**roster.origins, name: placed})
