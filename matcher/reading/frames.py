"""From tables in memory to cells as text, as a sheet would hold them."""

import math

import numpy as np
import pandas as pd

from matcher.reading.files import RawTable
from matcher.roster.text import clean


def raw_frame(name: str, frame: pd.DataFrame) -> RawTable:
    """Return a table in memory as cells; rows count from 2, as if a row of titles stood above."""
    columns = [[cell_text(cell) for cell in frame.iloc[:, place]] for place in range(frame.shape[1])]
    titles = [clean(str(title)) for title in frame.columns]
    return RawTable(name, 1, titles, list(range(2, len(frame) + 2)), columns, {})


def cell_text(cell: object) -> str:
    """Return a value in memory as a person would write it into a cell; what is missing is empty."""
    if isinstance(cell, bool | np.bool_):
        return "yes" if cell else "no"
    if isinstance(cell, list | tuple | set | frozenset | np.ndarray):
        items = [cell_text(item) for item in cell]
        return ";".join(sorted(items) if isinstance(cell, set | frozenset) else items)
    if cell is None or cell is pd.NaT or cell is pd.NA:
        return ""
    if isinstance(cell, float | np.floating):
        return _number(float(cell))
    return clean(str(cell))


def _number(value: float) -> str:
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() else repr(value)
