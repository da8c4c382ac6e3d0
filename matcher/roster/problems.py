"""Faults in what people hand in, gathered and told all at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what was found, and what would be right.

    Parameters
    ----------
    severity
        An error stops the run, a warning does not.
    table
        ``mentors``, ``mentees``, ``conflicts``, ``pairs``, ``outcomes``, ``map``, ``policy``, or ``files`` where a
        file as a whole cannot be read.
    row
        The spreadsheet's row number, or None where the fault is not in one row.
    column
        The column, or a policy's key; empty where the fault is not in one column.
    value
        What was found there, as it stands in the cell.
    problem
        The rule that is broken, as a sentence.
    suggestion
        What would be right, as a sentence; may be empty.
    """

    severity: Severity
    table: str
    row: int | None
    column: str
    value: str
    problem: str
    suggestion: str = ""

    @property
    def is_error(self) -> bool:
        """Whether this fault stops the run."""
        return self.severity == "error"


class MatcherError(Exception):
    """Anything a user can mend; it is shown without a traceback."""

    exit_code = 2


class InputError(MatcherError):
    """The tables, the map or the policy have errors; `problems` holds every one of them, warnings too."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__(_headline(self.problems))


def _headline(problems: tuple[Problem, ...]) -> str:
    errors = [problem for problem in problems if problem.is_error]
    first = errors[0] if errors else problems[0]
    row = "" if first.row is None else f"row {first.row}"
    place = ", ".join(filter(None, [first.table, row, first.column]))
    rest = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return f"{place}: {first.problem}{rest}"
