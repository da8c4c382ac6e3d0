"""Which title is which column: by name, or by the map; what is not kept is said."""

import difflib
import re
from collections.abc import Sequence
from functools import lru_cache

from matcher.reading.files import RawTable, Sheet, Unreadable
from matcher.reading.mapping import TableMap
from matcher.roster.checked import nearest
from matcher.roster.columns import STYLE_PREFIX, TABLES, column_of
from matcher.roster.problems import Problem
from matcher.roster.text import clean, fold_code, without_signs
from matcher.roster.vocabulary import LONGEST

# fmt: off
SENSITIVE = frozenset((
    "race", "races", "racial", "ethnicity", "ethnicities", "ethnic", "hispanic", "latino", "latina", "latinx",
    "gender", "genders", "sex", "pronoun", "pronouns", "age", "ages", "birth", "birthdate", "birthday", "birthyear",
    "dateofbirth", "yearofbirth", "born", "dob", "religion", "religious", "disability", "disabilities", "disabled",
    "nationality", "nationalorigin",
))
# fmt: on
"""Words that make a title look like what must never enter a score."""

_WORDS = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_STYLE = re.compile(r"^style[\s_\-‐-―]*")
FIRST_ROWS = 16
"""Below what stands above the titles, these are looked for in so many rows, the first filled one included."""
NEAR = 0.8
"""How like a column's name a title must be for the name to be suggested."""
_NOISE = re.compile(r"[\s_\-‐-―]+")


def is_sensitive(title: str) -> bool:
    """Return whether a title looks like race, gender or age."""
    words = {word.casefold() for word in _WORDS.findall(_CAMEL.sub(" ", title))}
    return bool(words & SENSITIVE) or fold_code(title) in SENSITIVE


@lru_cache(maxsize=10_000)
def own_column(table: str, title: str) -> str | None:
    """Return the column of `table` that `title` names without any map, or None."""
    folded = fold_code(title)
    found = next((name for name in TABLES[table] if fold_code(name) == folded), None)
    if found is not None or table not in ("mentors", "mentees"):
        return found
    style = fold_code(STYLE_PREFIX)
    if not folded.startswith(style) or not (
        rest := without_signs(_STYLE.sub("", without_signs(title.casefold())).strip())
    ):
        return None
    name = STYLE_PREFIX + _NOISE.sub("_", rest).strip("_")
    return name if column_of(table, name) is not None else None


def check_first_row(name: str, sheet: Sheet, table_map: TableMap) -> None:
    """Check that the first filled row holds the titles, where the map does not say which row does.

    Raises
    ------
    Unreadable
        The titles seem to stand in a later row.
    """
    filled = ((number, cells) for number, cells in enumerate(sheet.rows, 1) if any(map(clean, cells)))
    first = next(filled, None)
    if table_map.header is not None or first is None:
        return
    mapped = {fold_code(title): column for column, title in table_map.columns.items()}

    def known(cells: Sequence[str]) -> int:
        titles = [clean(cell) for cell in cells if len(cell) <= LONGEST]
        return len({mapped.get(fold_code(title)) or own_column(name, title) for title in titles} - {None})

    if known(first[1]) >= 2:
        return
    for row in range(first[0] + 1, min(first[0] + FIRST_ROWS, len(sheet.rows) + 1)):
        if known(sheet.rows[row - 1]) >= 3:
            rule = f"The titles seem to stand in row {row}."
            hint = f"Write header = {row} in a map file (--map); `matcher check --guess-map` writes one."
            raise Unreadable(Problem("error", name, row, "", "", rule, hint))


def known_columns(
    name: str, raw: RawTable, table_map: TableMap, problems: list[Problem], notices: list[str]
) -> dict[str, list[str]]:
    """Return the cells of each column of table `name` that the list has, as what they stand for.

    Titles that are unknown are named in `notices`; those that are doubled or forbidden, and those that the map
    names in vain, are errors in `problems`.
    """
    places = _places(name, raw, table_map, problems)
    problems += [_sensitive(name, raw, title) for title in raw.titles if is_sensitive(title)]
    problems += _doubled(name, raw, set(places.values()))
    notices += _not_kept(name, raw, table_map, places)
    cells = {column: table_map.translate(column, raw.columns[place]) for column, place in places.items()}
    for column in table_map.values:
        if column in places:
            unused = table_map.unused_values(column, raw.columns[places[column]])
            if unused and raw.numbers:
                listed = ", ".join(f"'{text}'" for text in unused)
                notices.append(
                    f"{raw.label}: the map says what {listed} in '{column}' stands for, but no cell holds it."
                    if len(unused) == 1
                    else f"{raw.label}: the map says what {listed} in '{column}' stand for, but no cell holds them."
                )
        else:
            notices.append(
                f"{raw.label}: the map says what values of '{column}' stand for, but there is no such column."
            )
    for column in table_map.constants:
        cells[column] = [table_map.constant(column) or ""] * len(raw.numbers)
    return cells


def _places(name: str, raw: RawTable, table_map: TableMap, problems: list[Problem]) -> dict[str, int]:
    """Return in which column of the list each of ours stands."""
    by_title: dict[str, int] = {}
    for place, title in enumerate(raw.titles):
        by_title.setdefault(fold_code(title), place)
    places: dict[str, int] = {}
    for column, title in table_map.columns.items():
        if title and fold_code(title) in by_title:
            places[column] = by_title[fold_code(title)]
        else:
            hint = nearest(title, raw.titles) or f"Titles found: {', '.join(filter(None, raw.titles))}."
            rule = f"The map takes '{column}' from '{title}', but there is no such title."
            problems.append(Problem("error", name, raw.header_row, title, title, rule, hint))
    mapped = set(places.values())
    for place, title in enumerate(raw.titles):
        own = own_column(name, title)
        if own is not None and place not in mapped and own not in table_map.constants:
            places.setdefault(own, place)
    return {column: place for column, place in places.items() if not is_sensitive(raw.titles[place])}


def _sensitive(name: str, raw: RawTable, title: str) -> Problem:
    rule = f"'{title}' looks like race, gender or age, which are never read nor used."
    return Problem("error", name, raw.header_row, title, title, rule, "Take the column out of the list.")


def _doubled(name: str, raw: RawTable, used: set[int]) -> list[Problem]:
    """Return an error for each title that stands twice, where one of the two is read."""
    wanted = {fold_code(raw.titles[place]): place for place in used}
    return [
        Problem(
            "error",
            name,
            raw.header_row,
            title,
            title,
            "The title stands twice.",
            "Give each column a title of its own.",
        )
        for place, title in enumerate(raw.titles)
        if title and wanted.get(fold_code(title), place) != place
    ]


def _not_kept(name: str, raw: RawTable, table_map: TableMap, places: dict[str, int]) -> list[str]:
    used = {fold_code(raw.titles[place]) for place in places.values()}
    notices = []
    for place, title in enumerate(raw.titles):
        if not title:
            if any(raw.columns[place]):
                letter = column_letter(place)
                notices.append(f"{raw.label}: column {letter} has no title and was not kept.")
        elif fold_code(title) not in used and not is_sensitive(title):
            notices.append(f"{raw.label}: {_why_not_kept(name, title, table_map)}".strip())
    return notices


def _why_not_kept(name: str, title: str, table_map: TableMap) -> str:
    own = own_column(name, title)
    if own in table_map.constants:
        return f"the map gives every row the same '{own}'; the column '{title}' was not kept."
    if own in table_map.columns:
        return f"the map takes '{own}' from '{table_map.columns[own]}'; the column '{title}' was not kept."
    own_names = {fold_code(column): column for column in TABLES[name]}
    close = difflib.get_close_matches(fold_code(title)[:LONGEST], own_names, n=1, cutoff=NEAR)
    hint = f"Did you mean '{own_names[close[0]]}'?" if close else ""
    return f"the column '{title}' is not known and was not kept. {hint}"


def column_letter(place: int) -> str:
    """Return what a spreadsheet calls the column at `place` (from 0): A, B, …, Z, AA."""
    letters, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
