"""The options that name lists and rules, and reading them with every fault told at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from matcher.eligibility import Rules, supply_warnings
from matcher.policy import Policy, load_policy
from matcher.preparation import unsupported
from matcher.reading import ColumnMap, Expectations, Reading, load_map, read, read_edits
from matcher.report.tables import csv_text
from matcher.roster import InputError, Problem, Roster
from matcher.roster.columns import TABLES
from matcher.roster.text import neutralise

Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(path_type=Path)


def roster_options(command: Command) -> Command:
    """Add the options that name the lists."""
    for name in reversed(list(TABLES)):
        help_text = f"File with the {name} (CSV, or a workbook with a sheet of that name)."
        command = click.option(f"--{name}", type=FILE, help=help_text)(command)
    command = click.option("--map", "map_file", type=FILE, help="Says what the lists call their columns.")(
        command
    )
    return click.option(
        "--roster",
        type=FILE,
        help="Workbook with sheets Mentors, Mentees, …, or a folder with mentors.csv, …",
    )(command)


def edits_option(command: Command) -> Command:
    """Add the option that names a reviewed list."""
    help_text = "A reviewed assignments.csv or matching.xlsx: locks, blocks and changed mentors."
    return click.option("--edits", type=FILE, help=help_text)(command)


@dataclass(frozen=True)
class Sources:
    """Where lists and rules come from."""

    roster: Path | None
    files: Mapping[str, Path]
    map_file: Path | None
    policy: str | None
    edits: Path | None = None

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> "Sources":
        """Return the sources that a command's options name."""
        files = {name: options[name] for name in TABLES if options.get(name) is not None}
        return cls(
            options.get("roster"), files, options.get("map_file"), options.get("policy"), options.get("edits")
        )

    @property
    def any_lists(self) -> bool:
        """Whether any list is named."""
        return self.roster is not None or bool(self.files)


@dataclass(frozen=True)
class Inputs:
    """What was read, and every problem of lists, map and rules together."""

    roster: Roster | None
    policy: Policy | None
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything stops a run."""
        return any(problem.is_error for problem in self.problems)

    def with_supply(self) -> "Inputs":
        """Return the inputs with what can be told of seats before anything is matched; a matching tells it itself."""
        if self.roster is None or self.policy is None:
            return self
        return self.with_problems(supply_warnings(Rules(self.roster, self.policy)))

    def with_problems(self, problems: Iterable[Problem]) -> "Inputs":
        """Return the inputs with more problems."""
        known = set(self.problems)
        return replace(self, problems=(*self.problems, *(one for one in problems if one not in known)))


def read_inputs(sources: Sources, *, matched: bool = True) -> Inputs:
    """Read rules, map and lists; faults of one do not hide those of the others.

    What the rules ask for and this version cannot do yet is a fault only where the lists are to be `matched`.
    """
    problems: list[Problem] = []
    policy = _attempt(lambda: load_policy(sources.policy) if sources.policy else None, problems)
    column_map = _attempt(lambda: load_map(sources.map_file) if sources.map_file else None, problems)
    reading = Reading(None, (_nothing_named(),), ())
    if sources.any_lists and sources.map_file is not None and column_map is None:
        reading = Reading(
            None, (), ()
        )  # read without its map, a list would seem to have faults that it has not
    elif sources.any_lists:
        reading = _read(sources, column_map, policy)
    problems.extend(reading.problems)
    if reading.roster is not None and sources.edits is not None:
        roster, edits = reading.roster, sources.edits
        edited = _attempt(lambda: read_edits(edits, roster), problems)
        reading = replace(reading, roster=edited, notices=edited.notices if edited else reading.notices)
    if reading.roster is not None and policy is not None and matched:
        problems.extend(unsupported(policy))
    return Inputs(reading.roster, policy, tuple(problems), reading.notices)


Result = TypeVar("Result")


def _attempt(load: Callable[[], Result], problems: list[Problem]) -> Result | None:
    try:
        return load()
    except InputError as error:
        problems.extend(error.problems)
        return None


def _read(sources: Sources, column_map: ColumnMap | None, policy: Policy | None) -> Reading:
    expectations = policy.expectations if policy else Expectations()
    return read(sources.roster, files=dict(sources.files), column_map=column_map, expectations=expectations)


def _nothing_named() -> Problem:
    hint = "Name a workbook or a folder with --roster, or files with --mentors and --mentees."
    return Problem("error", "files", None, "", "", "No list is named.", hint)


def problems_csv(problems: tuple[Problem, ...]) -> bytes:
    """Return the content of problems.csv."""
    columns: dict[str, list[str]] = {
        "severity": [str(problem.severity) for problem in problems],
        "table": [problem.table for problem in problems],
        "row": ["" if problem.row is None else str(problem.row) for problem in problems],
        "column": [neutralise(problem.column) for problem in problems],
        "value": [neutralise(problem.value) for problem in problems],
        "problem": [neutralise(problem.problem) for problem in problems],
        "suggestion": [neutralise(problem.suggestion) for problem in problems],
    }
    return csv_text(columns).encode()


def problems_json(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    """Return problems as plain values."""
    names = ("severity", "table", "row", "column", "value", "problem", "suggestion")
    return [{name: getattr(problem, name) for name in names} for problem in problems]
