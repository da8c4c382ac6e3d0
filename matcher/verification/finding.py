"""A result as it lies there, and what was found about it."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matcher.report.proof_file import StoredProof

SHOWN = 5


@dataclass
class Finding:
    """What the check of a folder found.

    Parameters
    ----------
    refusals
        What is wrong, as sentences; empty if the list is confirmed.
    confirmed
        What was confirmed, as sentences.
    """

    refusals: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether the list is confirmed."""
        return not self.refusals


@dataclass(frozen=True)
class ResultFolder:
    """A result's files."""

    path: Path
    summary: dict[str, Any]
    stored: StoredProof | None

    def table(self, name: str) -> list[list[str]]:
        """Return the rows of a table, the titles first."""
        text = (self.path / name).read_bytes().decode("utf-8-sig", errors="replace")
        return list(csv.reader(io.StringIO(text, newline="")))
