"""A table's cells as canonical text: what our own readers read back to the same values."""

import json

import numpy as np
import pandas as pd

from matcher.arrays import Floats
from matcher.roster.columns import Kind, column_of
from matcher.roster.roster import texts
from matcher.roster.text import harmless

_NEVER_FORMULAS = frozenset({Kind.WHOLE, Kind.NUMBER, Kind.DATE, Kind.MOMENT})


def canonical_columns(table: str, frame: pd.DataFrame) -> dict[str, list[str]]:
    """Return each column's cells as text, formulas neutralised; columns that are empty throughout are left out."""
    cells = {str(name): _harmless(table, str(name), frame) for name in frame.columns}
    return {name: column for name, column in cells.items() if any(column) or _is_required(table, name)}


def _is_required(table: str, name: str) -> bool:
    column = column_of(table, name)
    return column is not None and column.required


def _harmless(table: str, name: str, frame: pd.DataFrame) -> list[str]:
    cells = canonical_cells(table, name, frame)
    return cells if _kind(table, name) in _NEVER_FORMULAS else harmless(cells)


def _kind(table: str, name: str) -> Kind:
    column = column_of(table, name)
    return Kind.TEXT if column is None else column.kind


def canonical_cells(table: str, name: str, frame: pd.DataFrame) -> list[str]:
    """Return one column's cells as text: 12 for 12.0, dates as ISO has them, empty for what is unknown."""
    kind, values = _kind(table, name), frame[name]
    if kind in (Kind.WHOLE, Kind.NUMBER):
        return number_texts(values.to_numpy(np.float64))
    if kind in (Kind.DATE, Kind.MOMENT):
        return _dates(values, kind)
    return list(texts(frame, name))


def number_texts(values: Floats) -> list[str]:
    """Return the text of each number, made once for equal ones."""
    different, place = np.unique(values, return_inverse=True)
    return list(np.array([number_text(value) for value in different], dtype=object)[place])


def number_text(value: float) -> str:
    """Return the shortest text of a number: 12 for 12.0, empty for NaN."""
    if np.isnan(value):
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def _dates(values: "pd.Series[pd.Timestamp]", kind: Kind) -> list[str]:
    unit = "D" if kind is Kind.DATE else "s"
    moments = values.to_numpy().astype(f"datetime64[{unit}]")
    return list(np.where(np.isnat(moments), "", np.datetime_as_string(moments)).astype(object))


def canonical_json(values: object) -> str:
    """Return plain values as JSON that depends on nothing but them."""
    return json.dumps(values, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
