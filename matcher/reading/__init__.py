"""From spreadsheets to a checked roster."""

from matcher.reading.edits import read_edits
from matcher.reading.mapping import ColumnMap, TableMap, load_map
from matcher.reading.newcomers import Newcomers, add_people
from matcher.reading.people import made_id
from matcher.reading.reader import Expectations, Reading, conform, read, read_frames, read_roster, typed_rows

__all__ = [
    "ColumnMap",
    "Expectations",
    "Newcomers",
    "Reading",
    "TableMap",
    "add_people",
    "conform",
    "load_map",
    "made_id",
    "read",
    "read_edits",
    "read_frames",
    "read_roster",
    "typed_rows",
]
