"""Check that the tables and the summary say what follows from the list."""

import csv
import io
from itertools import zip_longest
from typing import Any

from matcher.matching import Matching
from matcher.report.tables import result_tables
from matcher.verification.finding import SHOWN, Finding, ResultFolder


def verify_files(matching: Matching, result: ResultFolder, found: Finding) -> None:
    """Check that the tables and the summary say what follows from the list."""
    has_candidates = (result.path / "candidates.csv").is_file()
    for name, text in result_tables(matching, with_candidates=has_candidates).items():
        wanted = list(csv.reader(io.StringIO(text, newline="")))
        try:
            rows = result.table(name)
        except OSError:
            found.refusals.append(f"There is no {name}.")
            continue
        found.refusals.extend(_differences(name, rows, wanted))
    said = result.summary.get("levels")
    levels = [(one.name, one.value, one.bound, one.proven) for one in matching.levels]
    if said is not None and [_said(one) for one in said] != levels:
        found.refusals.append("summary.json says other values of the goals than the list has.")
    if result.summary.get("status") != matching.status:
        found.refusals.append(f"summary.json does not say that the list is {matching.status}.")
    if found.holds:
        found.confirmed.append("All tables say what follows from the list.")


def _said(level: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(level.get(key) for key in ("name", "value", "bound", "proven"))


def _differences(name: str, rows: list[list[str]], wanted: list[list[str]]) -> list[str]:
    found = []
    nothing: list[str] = []
    for number, (row, right) in enumerate(zip_longest(rows, wanted, fillvalue=nothing), 1):
        if row == right:
            continue
        if len(row) != len(right):
            found.append(
                f"{name}, row {number}: there are {len(row)} cells, and there should be {len(right)}."
            )
            continue
        cells = [
            f"{title} says '{cell}', and should say '{other}'"
            for title, cell, other in zip(wanted[0], row, right, strict=True)
            if cell != other
        ]
        found.append(f"{name}, row {number}: {'; '.join(cells)}.")
    more = len(found) - SHOWN
    return found if more <= 0 else [*found[:SHOWN], f"{name}: {more} more rows differ."]
