"""Read a roster: find its tables, parse them, join them, and tell every fault at once."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd

from matcher.reading.codes import unify_codes
from matcher.reading.files import RawTable, Unreadable, find_table, is_blank
from matcher.reading.frames import raw_frame
from matcher.reading.mapping import ColumnMap, TableMap
from matcher.reading.people import Directory, give_ids, resolve_ids, resolve_people, warn_about_contacts
from matcher.reading.relations import (
    check_mentees,
    check_mentors,
    check_once,
    check_place,
    check_requests,
    warn_about_contradictory_wishes,
    warn_about_nobody,
    warn_about_regions,
)
from matcher.reading.sources import LOOKALIKES, PEOPLE, find_sheets
from matcher.reading.tables import TypedTable, empty_table, type_table
from matcher.reading.titles import check_first_row
from matcher.roster.columns import TABLES
from matcher.roster.problems import InputError, Problem
from matcher.roster.roster import Origin, Roster, texts
from matcher.roster.vocabulary import Vocabulary


@dataclass(frozen=True)
class Expectations:
    """What a policy asks of a roster beyond its form.

    Parameters
    ----------
    vocabularies
        The ``[values]`` lists by name; a list left out takes any value.
    requests_in_order
        Whether every mentee needs a moment of request.
    """

    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    requests_in_order: bool = False


@dataclass(frozen=True)
class Reading:
    """What was read: the roster, or None where there are errors, and every problem found."""

    roster: Roster | None
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]


def read_roster(
    source: str | Path | None = None,
    *,
    files: Mapping[str, str | Path] | None = None,
    column_map: ColumnMap | None = None,
    expectations: Expectations | None = None,
) -> Roster:
    """Read the people, conflicts and fixed pairs of one program and season.

    Parameters
    ----------
    source
        An Excel workbook with sheets Mentors, Mentees, Conflicts, Pairs, or a folder with ``mentors.csv``,
        ``mentees.csv`` and so on.
    files
        By table (mentors, mentees, conflicts, pairs, outcomes) a file of its own; goes before `source`.
    column_map
        What the list calls its sheets and columns otherwise; see `matcher.load_map`.
    expectations
        What the policy asks; see `matcher.Policy.expectations`. Codes are checked against a policy's lists in
        `matcher.match` too.

    Raises
    ------
    InputError
        With every error and warning of every table.
    """
    reading = read(source, files=files, column_map=column_map, expectations=expectations)
    if reading.roster is None:
        raise InputError(reading.problems)
    return reading.roster


def read_frames(
    mentors: pd.DataFrame,
    mentees: pd.DataFrame,
    *,
    conflicts: pd.DataFrame | None = None,
    pairs: pd.DataFrame | None = None,
    outcomes: pd.DataFrame | None = None,
    expectations: Expectations | None = None,
) -> Roster:
    """Make a roster of tables in memory; cells may be texts, numbers, dates or missing.

    Raises
    ------
    InputError
        With every error and warning; rows count from 2, as if a row of titles stood above.
    """
    given = {
        "mentors": mentors,
        "mentees": mentees,
        "conflicts": conflicts,
        "pairs": pairs,
        "outcomes": outcomes,
    }
    raw = {name: raw_frame(name, frame) for name, frame in given.items() if frame is not None}
    reading = _assemble(raw, ColumnMap(), expectations or Expectations(), [], [], {})
    if reading.roster is None:
        raise InputError(reading.problems)
    return reading.roster


def typed_rows(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows of one table in memory, parsed as in a roster; columns that are not there are empty.

    Raises
    ------
    InputError
        With every cell that cannot be parsed.
    """
    table = type_table(name, raw_frame(name, frame), TableMap())
    if table.problems:
        raise InputError(table.problems)
    return table.frame


def read(
    source: str | Path | None = None,
    *,
    files: Mapping[str, str | Path] | None = None,
    column_map: ColumnMap | None = None,
    expectations: Expectations | None = None,
) -> Reading:
    """Read as `read_roster` does, but return the problems instead of raising."""
    with _without_collections():
        return _read(source, files, column_map, expectations)


@contextmanager
def _without_collections() -> Iterator[None]:
    """Keep Python from searching millions of cells for cycles again and again, a third of the time; there are none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(
    source: str | Path | None,
    files: Mapping[str, str | Path] | None,
    column_map: ColumnMap | None,
    expectations: Expectations | None,
) -> Reading:
    column_map = column_map or ColumnMap()
    unknown = sorted(set(files or {}) - set(TABLES))
    if unknown:
        raise ValueError(f"files must be of the tables {', '.join(TABLES)}; not {', '.join(unknown)}.")
    found = find_sheets(source, files or {}, column_map)
    problems, notices = list(found.problems), list(found.notices)
    raw: dict[str, RawTable] = {}
    for name, sheet in found.sheets.items():
        try:
            if name in PEOPLE or not is_blank(sheet):
                check_first_row(name, sheet, column_map.table(name))
                raw[name] = find_table(sheet, column_map.table(name).header)
        except Unreadable as error:
            problems.append(replace(error.problem, table=name))
    if all(problem.table in LOOKALIKES for problem in found.problems):
        problems += [_no_table(name) for name in PEOPLE if name not in found.sheets]
    return _assemble(raw, column_map, expectations or Expectations(), problems, notices, found.sources)


def conform(roster: Roster, expectations: Expectations) -> Roster:
    """Return the roster with its codes as the policy spells them.

    Raises
    ------
    InputError
        With every code that the policy does not know, and every request without a moment.
    """
    tables = {name: TypedTable(name, roster.origins[name], roster.table(name).copy()) for name in TABLES}
    _meet_expectations(tables, expectations)
    problems = [problem for table in tables.values() for problem in table.problems]
    if any(problem.is_error for problem in problems):
        raise InputError(problems)
    known = set(roster.warnings)
    warnings = roster.warnings + tuple(problem for problem in problems if problem not in known)
    return roster.with_tables(**{name: table.frame for name, table in tables.items()}, warnings=warnings)


def _no_table(name: str) -> Problem:
    hint = f"A workbook with a sheet '{name.capitalize()}', a folder with {name}.csv, or --{name} FILE."
    return Problem("error", name, None, "", "", f"There is no list of {name}.", hint)


def _assemble(
    raw: Mapping[str, RawTable],
    column_map: ColumnMap,
    expectations: Expectations,
    problems: list[Problem],
    notices: list[str],
    sources: Mapping[str, str],
) -> Reading:
    tables = {
        name: type_table(name, raw[name], column_map.table(name)) if name in raw else empty_table(name)
        for name in TABLES
    }
    complete = all(name in raw for name in PEOPLE)
    if complete:
        _relate(tables)
        _meet_expectations(tables, expectations)
    else:
        unify_codes([tables[name] for name in PEOPLE if name in raw], expectations.vocabularies)
    for table in tables.values():
        notices.extend(table.notices)
    found = [*problems, *(problem for table in tables.values() for problem in _in_row_order(table))]
    if not complete or any(problem.is_error for problem in found):
        return Reading(None, tuple(found), tuple(notices))
    roster = _sorted_roster(tables, tuple(found), tuple(notices), sources)
    return Reading(roster, tuple(found), tuple(notices))


def _relate(tables: Mapping[str, TypedTable]) -> None:
    """Make ids, find people by name, and check what must hold between cells and tables."""
    mentors, mentees = tables["mentors"], tables["mentees"]
    for table in (mentors, mentees):
        give_ids(table)
        check_place(table)
        warn_about_contacts(table)
        warn_about_nobody(table)
    check_mentors(mentors)
    check_mentees(mentees)
    mentor_directory, mentee_directory = Directory(mentors), Directory(mentees)
    resolve_people(mentees, "preferred_mentors", mentor_directory, wish=True)
    resolve_people(mentees, "avoided_mentors", mentor_directory, wish=False)
    resolve_people(mentors, "avoided_mentees", mentee_directory, wish=False)
    warn_about_contradictory_wishes(mentees)
    for name in ("conflicts", "pairs"):
        resolve_ids(tables[name], (mentor_directory, mentee_directory))
    check_once(tables["pairs"], ("mentor_id", "mentee_id"), "Keep one row, with the kind that holds.")
    check_once(tables["outcomes"], ("season", "mentor_id", "mentee_id"), "Keep one row a season.")


def _meet_expectations(tables: Mapping[str, TypedTable], expectations: Expectations) -> None:
    mentors, mentees = tables["mentors"], tables["mentees"]
    unify_codes([mentors, mentees], expectations.vocabularies)
    warn_about_regions(mentors, mentees)
    if expectations.requests_in_order:
        check_requests(mentees)


def _in_row_order(table: TypedTable) -> list[Problem]:
    return sorted(table.problems, key=lambda problem: (problem.row or 0, not problem.is_error))


def _sorted_roster(
    tables: Mapping[str, TypedTable],
    warnings: tuple[Problem, ...],
    notices: tuple[str, ...],
    sources: Mapping[str, str],
) -> Roster:
    keys = {
        "mentors": ["mentor_id"],
        "mentees": ["mentee_id"],
        "conflicts": ["mentee_id", "mentor_id", "kind", "note"],
        "pairs": ["mentee_id", "mentor_id", "kind"],
        "outcomes": ["season", "mentee_id", "mentor_id"],
    }
    frames: dict[str, pd.DataFrame] = {}
    origins: dict[str, Origin] = {}
    for name, table in tables.items():
        order = np.lexsort([texts(table.frame, key) for key in reversed(keys[name])])
        frames[name] = table.frame.iloc[order].reset_index(drop=True)
        origins[name] = Origin(table.origin.name, table.origin.rows[order])
    return Roster(
        mentors=frames["mentors"],
        mentees=frames["mentees"],
        conflicts=frames["conflicts"],
        pairs=frames["pairs"],
        outcomes=frames["outcomes"],
        origins=origins,
        warnings=warnings,
        notices=notices,
        sources=dict(sources),
    )
