"""The result's tables as CSV text: the same bytes for the same list."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from matcher.matching import Matching
from matcher.reading.review import DECISION, LISTED, LOCK
from matcher.report.single import write_single
from matcher.results import has_line
from matcher.roster import Roster
from matcher.roster.canonical import canonical_columns
from matcher.roster.columns import TABLES
from matcher.roster.text import harmless


def csv_text(columns: Mapping[str, Sequence[str]]) -> str:
    """Return columns of text as a CSV table with line feeds as line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return out.getvalue()


def frame_csv(frame: pd.DataFrame) -> str:
    """Return a result's table as CSV; texts are neutralised, scores have six digits."""
    return csv_text({str(name): _cells(frame[name]) for name in frame.columns})


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as a CSV file, texts neutralised, whole or not at all; it replaces one that is there.

    Raises
    ------
    MatcherError
        The file's name says that it is something else, or there is no such folder.
    """
    write_single(path, frame_csv(frame).encode(), ".csv", "a table is written as CSV")


def _cells(column: "pd.Series[str]") -> list[str]:
    if pd.api.types.is_float_dtype(column.dtype):
        values = column.to_numpy(dtype=np.float64, na_value=np.nan)
        return ["" if value != value else f"{value:.6f}" for value in values.tolist()]
    if pd.api.types.is_integer_dtype(column.dtype):
        return [
            "" if unknown else str(value)
            for value, unknown in zip(column.tolist(), column.isna(), strict=True)
        ]
    return harmless(column.to_numpy(dtype=object).tolist())


def result_tables(matching: Matching, *, with_candidates: bool) -> dict[str, str]:
    """Return the text of each table of a result by its file name."""
    tables = {
        "assignments.csv": frame_csv(to_review(matching)),
        "unserved.csv": frame_csv(matching.unserved),
        "mentors.csv": frame_csv(matching.mentors),
    }
    if len(matching.roster.outcomes):
        tables["handover.csv"] = frame_csv(matching.handover)
    if has_line(matching.prepared):
        tables["waiting.csv"] = frame_csv(matching.waiting)
    if with_candidates:
        tables["candidates.csv"] = frame_csv(matching.candidates)
    return tables


def to_review(matching: Matching) -> pd.DataFrame:
    """Return the pairs with the columns that a review fills in and is compared with."""
    locked = matching.prepared.rules.are_listed(LOCK, matching.listing.mentee, matching.listing.mentor)
    decided = np.where(locked, LOCK, "").astype(object)
    table = matching.pairs.copy()
    table[DECISION], table[LISTED] = decided, table["mentor_id"]
    return table


def input_tables(roster: Roster) -> dict[str, str]:
    """Return the canonical text of each table of a roster by its file name; tables without rows are left out."""
    return {
        f"{name}.csv": csv_text(canonical_columns(name, roster.table(name)))
        for name in TABLES
        if len(roster.table(name)) or name in ("mentors", "mentees")
    }
