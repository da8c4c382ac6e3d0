"""The people, conflicts and fixed pairs of one program and season, as columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.roster.problems import Problem


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table came from, so that every row can be named as its owner knows it.

    Parameters
    ----------
    name
        The file, with the sheet where it is one of several.
    rows
        int, one per row of the table: the spreadsheet's row number.
    names
        The file of each row, where they come from several; else empty.
    """

    name: str
    rows: npt.NDArray[np.int64]
    names: tuple[str, ...] = ()

    def named(self, row: int) -> str:
        """Return the file that the table's row number `row` (from 0) comes from."""
        return self.names[row] if self.names else self.name

    def place(self, row: int) -> str:
        """Return where the table's row number `row` (from 0) stands."""
        return f"{self.named(row)}, row {self.rows[row]}"


@dataclass(frozen=True)
class Roster:
    """Checked tables: every column is there, typed, and people are sorted by id (by code point).

    Text, codes and yes/no are str ("" is unknown), lists are their items joined by ``;``, numbers are
    float64 (NaN is unknown), dates are datetime64 (NaT is unknown).

    Parameters
    ----------
    mentors, mentees
        One row a person; see `matcher.roster.columns` for the columns.
    conflicts, pairs, outcomes
        One row a pair of ids.
    origins
        For each table where it came from.
    warnings
        What is doubtful but does not stop a run.
    notices
        What was done on the reader's own account: ids made, columns not kept.
    sources
        The sha256 of each file that was read, by its path as it was given.
    """

    mentors: pd.DataFrame
    mentees: pd.DataFrame
    conflicts: pd.DataFrame
    pairs: pd.DataFrame
    outcomes: pd.DataFrame
    origins: Mapping[str, Origin]
    warnings: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    def table(self, name: str) -> pd.DataFrame:
        """Return the table called `name` (mentors, mentees, conflicts, pairs, outcomes)."""
        frame = getattr(self, name)
        assert isinstance(frame, pd.DataFrame)
        return frame

    def with_tables(self, **changes: Any) -> "Roster":
        """Return a roster with some of its fields replaced."""
        return replace(self, **changes)


def texts(frame: pd.DataFrame, column: str) -> npt.NDArray[np.object_]:
    """Return a text column as an object array of str."""
    return frame[column].to_numpy(dtype=object)


def numbers(frame: pd.DataFrame, column: str) -> npt.NDArray[np.float64]:
    """Return a number column as float64; NaN is unknown."""
    return frame[column].to_numpy(dtype=np.float64)
