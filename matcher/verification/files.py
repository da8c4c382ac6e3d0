"""Check that the tables and the summary say what follows from the list."""

import csv
import io
import json
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from matcher.matching import Matching
from matcher.report.page import report_html
from matcher.report.summary import make_summary, summary_text
from matcher.report.tables import result_tables
from matcher.verification.changes import CONFIRMED as CHANGES_CONFIRMED
from matcher.verification.changes import changes_differences, has_changes
from matcher.verification.finding import SHOWN, Finding, ResultFolder
from matcher.verification.workbook import workbook_differences

CHECKED = (
    "status", "program", "region", "at", "engine", "engine_why", "levels", "promise", "counts", "clashes", "loosening", "urgent",
    "notices", "past_seasons",
)  # fmt: skip
"""What the summary says and the list decides."""


def verify_files(matching: Matching, result: ResultFolder, found: Finding) -> None:
    """Check that the tables and the summary say what follows from the list."""
    has_candidates = (result.path / "candidates.csv").is_file()
    for name, text in result_tables(matching, with_candidates=has_candidates).items():
        wanted = list(csv.reader(io.StringIO(text, newline="")))
        try:
            rows = result.table(name)
        except FileNotFoundError:
            found.refusals.append(f"There is no {name}.")
            continue
        found.refusals.extend(_differences(name, rows, wanted))
    found.refusals.extend(summary_differences(matching, result.summary))
    found.refusals.extend(_report_differences(matching, result))
    found.refusals.extend(workbook_differences(matching, result))
    found.refusals.extend(changes_differences(matching, result))
    if found.holds and has_changes(result):
        found.confirmed.append(CHANGES_CONFIRMED)
    if found.holds:
        found.confirmed.append(
            "All tables, the report, the workbook and the summary say what follows from the list; remarks on how the lists were read "
            "cannot be checked."
        )


def summary_differences(matching: Matching, summary: Mapping[str, Any]) -> list[str]:
    """Return what the summary says otherwise.

    How long it took, versions, file hashes, the rows that clashes come from, and the first remarks, on how the lists
    were read, cannot be checked.
    """
    right = json.loads(summary_text(make_summary(matching, {}, {})))
    found = [
        f"summary.json says otherwise what follows from the list, at '{key}'."
        for key in CHECKED
        if _told(summary.get(key)) != _told(right[key])
    ]
    policy = summary.get("policy")
    if not isinstance(policy, dict) or policy.get("sha256") != right["policy"]["sha256"]:
        found.append("summary.json names other rules, at 'policy'.")
    return found


def _told(said: object) -> object:
    """Return what a summary says, without the sources: the inputs beside it have rows of their own."""
    if isinstance(said, list):
        return [one.get("sentence", one) if isinstance(one, dict) else one for one in said]
    return said


def _report_differences(matching: Matching, result: ResultFolder) -> list[str]:
    """Compare the report, where there is one, with what it would be."""
    path = result.path / "report.html"
    if not path.is_file() or path.read_text(encoding="utf-8") == report_html(matching):
        return []
    return ["report.html is not the report of this list."]


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
