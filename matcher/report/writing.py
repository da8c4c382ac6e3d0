"""Write a result: every file of its folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from matcher.clock import Clock
from matcher.matching import Matching
from matcher.report.folder import CHANGES, WORKBOOK, write_folder
from matcher.report.page import report_html
from matcher.report.proof_file import proof_bytes
from matcher.report.summary import make_summary, summary_text
from matcher.report.tables import frame_csv, input_tables, result_tables
from matcher.report.workbook import workbook_bytes
from matcher.results import fits_workbook
from matcher.roster.canonical import canonical_json


def result_files(
    matching: Matching,
    *,
    candidates: bool = False,
    inputs: bool = True,
    report: bool = True,
    clock: Clock | None = None,
) -> dict[str, bytes]:
    """Return the files of a result by relative path, all but the summary.

    Parameters
    ----------
    candidates
        Whether to list every possible pair.
    inputs
        Whether to keep the canonical tables and the policy, so that the folder can be verified anywhere.
    report
        Whether to make ``report.html`` and ``matching.xlsx``; for very many people there is no workbook.
    clock
        Notes how long it takes.
    """
    clock = clock or Clock()
    tables = input_tables(matching.roster)
    files: dict[str, bytes] = {"proof.npz": proof_bytes(matching, tables)}
    clock.note("proof file")
    if matching.chosen is not None:
        _explain(matching)
        clock.note("explaining")
        for name, text in result_tables(matching, with_candidates=candidates).items():
            files[name] = text.encode()
        clock.note("tables")
        if report:
            files["report.html"] = report_html(matching).encode()
            clock.note("report")
        if report and fits_workbook(matching.prepared):
            files[WORKBOOK] = workbook_bytes(matching)
            clock.note("workbook")
    if inputs:
        for name, text in tables.items():
            files[f"inputs/{name}"] = text.encode()
        files["inputs/policy.json"] = canonical_json(matching.policy.canonical()).encode()
    return files


def _explain(matching: Matching) -> None:
    """Make what is kept once it is made: reasons, causes, counts."""
    _ = matching.pairs, matching.unserved, matching.counts


def write_result(
    matching: Matching,
    folder: str | Path,
    *,
    candidates: bool = False,
    inputs: bool = True,
    report: bool = True,
    changes: pd.DataFrame | None = None,
    seconds: Mapping[str, float] | None = None,
    command: Mapping[str, Any] | None = None,
    more: Mapping[str, Any] | None = None,
) -> None:
    """Write a result's folder, whole or not at all; an earlier result there is replaced.

    Parameters
    ----------
    changes
        What is otherwise than in an earlier list, for ``changes.csv``; see `matcher.rematching`.
    seconds
        Phases before `matching`, as reading.
    command
        What the run was asked for, for the summary.
    more
        What else the summary says.

    Raises
    ------
    OccupiedError
        The folder holds something that no run made.
    """
    clock = Clock()
    files = result_files(matching, candidates=candidates, inputs=inputs, report=report, clock=clock)
    if changes is not None:
        files[CHANGES] = frame_csv(changes).encode()
    all_seconds = {**(seconds or {}), **matching.seconds, **clock.seconds}
    summary = {**make_summary(matching, all_seconds, command or {}), **(more or {})}
    write_folder(Path(folder), {**files, "summary.json": summary_text(summary).encode()})
