"""Which sheet probably is which table, and where its titles stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from matcher.reading.files import RawTable, Rows, Sheet, find_table, is_blank
from matcher.reading.guessing.words import SHEETS, TITLES, likeness
from matcher.reading.titles import own_column
from matcher.roster.columns import TABLES
from matcher.roster.text import clean, fold_code

LOOKED_AT = 20
BY_NAME = 60.0
NEEDED = 30.0
WEAK = 12.0

_ONLY_ONE_HAS = {
    table: set(TITLES[table]) - set(TITLES[other]) - {f"{table[:-1]}_id"}
    for table, other in (("mentors", "mentees"), ("mentees", "mentors"))
}


@dataclass(frozen=True)
class FoundTable:
    """A sheet taken for a table.

    Parameters
    ----------
    headings
        What stands above the titles.
    is_default
        Whether the reader takes the first row that is not blank for the titles, and is right.
    """

    table: str
    sheet: Sheet
    raw: RawTable
    headings: tuple[str, ...]
    is_default: bool


def find_tables(sheets: Sequence[Sheet], file_name: str) -> tuple[list[FoundTable], list[Sheet]]:
    """Return the sheets that are tables, and those that seem to be none."""
    filled = [sheet for sheet in sheets if not is_blank(sheet)]
    scored = [
        (_score(table, sheet, file_name), _season(sheet.name), -place, table)
        for place, sheet in enumerate(filled)
        for table in TABLES
    ]
    chosen: dict[str, int] = {}
    for score, _, place, table in sorted(scored, reverse=True):
        if score >= NEEDED and table not in chosen and -place not in chosen.values():
            chosen[table] = -place
    if len(filled) == 1 and not chosen:
        best = max(scored, default=(0.0, 0, 0, ""))
        chosen.update({best[3]: 0} if best[0] >= WEAK else {})
    if len(filled) == 2 and len(chosen) == 1:
        _complete(chosen, filled)
    tables = [_found(table, filled[chosen[table]]) for table in TABLES if table in chosen]
    return tables, [sheet for place, sheet in enumerate(filled) if place not in chosen.values()]


def _complete(chosen: dict[str, int], sheets: Sequence[Sheet]) -> None:
    """Of two lists of people one of which is known, take the other for the other."""
    table, place = next(iter(chosen.items()))
    other = {"mentors": "mentees", "mentees": "mentors"}.get(table)
    rest = sheets[1 - place]
    if other is not None and _named(other, _titles(rest)) >= 2:
        chosen[other] = 1 - place


def _season(name: str) -> int:
    """Return the last year in a sheet's name, so that of two the later is taken."""
    return max((int(number) % 100 for number in re.findall(r"\d{2,4}", name)), default=0)


def _score(table: str, sheet: Sheet, file_name: str) -> float:
    if fold_code(sheet.name or file_name) == fold_code(table):
        return 1000.0
    titles = _titles(sheet)
    if table not in SHEETS or _named(table, titles) < 2:
        return 0.0
    headings = " ".join(_headings(sheet))
    by_name = max(
        likeness(sheet.name, SHEETS[table]),
        0.8 * likeness(headings, SHEETS[table]),
        0.0 if sheet.name else likeness(file_name, SHEETS[table]),
    )
    if table not in _ONLY_ONE_HAS:
        both = all(_takes(table, f"{one}_id", titles) for one in ("mentor", "mentee"))
        return BY_NAME * by_name if by_name and both else 0.0
    own = sum(_takes(table, column, titles) for column in _ONLY_ONE_HAS[table])
    return BY_NAME * by_name + 12.0 * own + min(_named(table, titles), 10)


def _named(table: str, titles: Sequence[str]) -> int:
    """Return how many titles seem to be columns of `table`."""
    return sum(any(_is_titled(table, column, title) for column in TABLES[table]) for title in titles)


def _takes(table: str, column: str, titles: Sequence[str]) -> bool:
    return any(_is_titled(table, column, title) for title in titles)


def _is_titled(table: str, column: str, title: str) -> bool:
    return own_column(table, title) == column or likeness(title, TITLES[table].get(column, ())) >= 0.7


def _titles(sheet: Sheet) -> list[str]:
    return [clean(cell) for cell in sheet.rows[title_row(sheet.rows) - 1] if clean(cell)]


def _headings(sheet: Sheet) -> tuple[str, ...]:
    rows = sheet.rows[: title_row(sheet.rows) - 1]
    return tuple(clean(cell) for cells in rows for cell in cells if clean(cell))


def title_row(rows: Rows) -> int:
    """Return the number of the row that most likely holds the titles; 0 where all rows are blank."""
    filled = [(number, _texts(cells)) for number, cells in enumerate(rows, 1) if _texts(cells)][:LOOKED_AT]
    if not filled:
        return 0
    best, most = filled[0][0], 0.0
    for number, texts in filled:
        known = sum(_is_known(text) for text in texts)
        data = sum(bool(re.search(r"@|\d{3}", text)) for text in texts)
        score = known * known / len(texts) - data if len(texts) > 1 or known == len(texts) else 0.0
        if score > most:
            best, most = number, score
    if most > 0:
        return best
    widest = max(len(texts) for _, texts in filled)
    return next(number for number, texts in filled if 2 * len(texts) > widest)


def _texts(cells: Sequence[str]) -> list[str]:
    return [clean(cell) for cell in cells if clean(cell)]


@lru_cache(maxsize=10_000)
def _is_known(text: str) -> bool:
    return len(text) <= 60 and any(
        own_column(table, text) is not None
        or any(likeness(text, phrases) >= 0.7 for phrases in TITLES.get(table, {}).values())
        for table in TABLES
    )


def _found(table: str, sheet: Sheet) -> FoundTable:
    row = title_row(sheet.rows)
    first = next(number for number, cells in enumerate(sheet.rows, 1) if _texts(cells))
    return FoundTable(table, sheet, find_table(sheet, row), _headings(sheet), row == first)
