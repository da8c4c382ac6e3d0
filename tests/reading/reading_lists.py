"""The usual people, and lists of them as text."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from matcher.reading import ColumnMap, load_map

MENTOR = {
    "mentor_id": "M1",
    "name": "Ann Lee",
    "email": "ann@example.org",
    "region": "R1",
    "component_group": "sup",
}
MENTEE = {
    "mentee_id": "P1",
    "name": "Bob Ray",
    "email": "bob@example.org",
    "region": "R1",
    "component_group": "sup",
}
BASE = {"mentors": MENTOR, "mentees": MENTEE}

Rows = Sequence[Sequence[Any]]


def rows_of(table: str, *people: Mapping[str, str]) -> list[list[str]]:
    """Return titles and rows; each person is the usual one with some cells changed."""
    full = [{**BASE.get(table, {}), **person} for person in people]
    titles = list(dict.fromkeys(title for person in full for title in person))
    return [titles, *([person.get(title, "") for title in titles] for person in full)]


def csv_text(rows: Rows) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def make_map(folder: Path, text: str) -> ColumnMap:
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return load_map(path)
