"""Which title probably is which column: by its words, and by what stands below it."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from matcher.reading.files import RawTable
from matcher.reading.guessing.values import Vocabularies, is_value, meaning
from matcher.reading.guessing.words import TITLES, likeness, words
from matcher.reading.titles import is_sensitive, own_column
from matcher.roster.columns import TABLES, Column, Kind
from matcher.roster.text import fold_text, split_list

ENOUGH = 50.0
SURE = 95.0
LOOKED_AT = 60

_PHONE = re.compile(r"[+(]?[\d(][\d\s().+/x-]{5,}\d")
_NAME = re.compile(r"[^\W\d_][^\d@_/;]*")
_TYPED = (Kind.YES_NO, Kind.WHOLE, Kind.NUMBER, Kind.DATE, Kind.MOMENT, Kind.EMAIL, Kind.CHOICE)
_BY_CONTENT_ALONE = {
    "email": 0.8,
    "phone": 0.8,
    "preferred_mentors": 0.6,
    "component_group": 0.7,
    "region": 0.8,
}
_JOB_WORDS = {"title", "job", "position", "post", "role"}


@dataclass(frozen=True)
class Choice:
    """A title taken for a column.

    Parameters
    ----------
    place
        The title's place in the row, from 0.
    is_own
        Whether the reader takes it so without any map.
    is_sure
        Whether title and cells leave little doubt.
    """

    place: int
    is_own: bool
    is_sure: bool


def choose_columns(
    table: str, raw: RawTable, vocabularies: Vocabularies, others: Collection[str]
) -> dict[str, Choice]:
    """Return for each column of `table` the title that it probably has in the list.

    Parameters
    ----------
    others
        The people of the other table as wishes may name them: ids, e-mails and names, folded.
    """
    chosen: dict[str, Choice] = {}
    taken: set[int] = set()
    for score, place, column in _ranked(table, raw, vocabularies, others):
        if place in taken or column in chosen or _is_covered(column, chosen):
            continue
        taken.add(place)
        is_own = own_column(table, raw.titles[place]) == column
        chosen[column] = Choice(place, is_own, is_own or score >= SURE)
    if table == "mentees":
        _take_new_to(raw, chosen, taken)
    if table in ("mentors", "mentees"):
        _share_job_title(table, raw, vocabularies, chosen)
        _take_names(raw, chosen, taken)
    return chosen


def _is_covered(column: str, chosen: dict[str, Choice]) -> bool:
    """Return whether the name stands in other columns already."""
    if column == "name":
        return "last_name" in chosen or "first_name" in chosen
    return column in ("first_name", "last_name") and "name" in chosen


def _ranked(
    table: str, raw: RawTable, vocabularies: Vocabularies, others: Collection[str]
) -> list[tuple[float, int, str]]:
    scores = []
    for place, title in enumerate(raw.titles):
        if not title or is_sensitive(title):
            continue
        cells = [cell for cell in raw.columns[place] if cell]
        own = own_column(table, title)
        for name, column in TABLES[table].items():
            score = _score(table, column, title, cells, own == name, vocabularies, others)
            if score >= ENOUGH:
                scores.append((score, place, name))
    return sorted(scores, key=lambda one: (-one[0], one[1]))


def _score(
    table: str,
    column: Column,
    title: str,
    cells: Sequence[str],
    is_own: bool,
    vocabularies: Vocabularies,
    others: Collection[str],
) -> float:
    by_title = 1.2 if is_own else likeness(title, TITLES.get(table, {}).get(column.name, ()))
    alone = _BY_CONTENT_ALONE.get(column.name)
    if by_title == 0 and alone is None:
        return 0.0
    looked_at = list(dict.fromkeys(cells))[:LOOKED_AT]
    share = _share(column, title, looked_at, vocabularies, others)
    if column.name == f"{table[:-1]}_id" and cells and not is_own:
        share = _mean(len(cell.split()) == 1 for cell in cells) if len(set(cells)) == len(cells) else 0.0
    if column.kind is Kind.PEOPLE and by_title >= 1 and share is not None:
        share = max(share, 0.5)  # a wish for somebody unknown is told by the reader
    if by_title == 0:
        fits = alone is not None and share is not None and share >= alone and len(cells) > 1
        return ENOUGH + 5 * share if fits and share is not None else 0.0
    if share is None:
        return 100 * by_title
    if share < 0.3:
        return 0.0
    return 100 * by_title + 40 * (share - 0.7)


def _share(
    column: Column, title: str, cells: Sequence[str], vocabularies: Vocabularies, others: Collection[str]
) -> float | None:
    """Return which share of the cells fits the column; None where cells tell nothing."""
    if not cells:
        return None
    if column.name == "phone":
        return _mean(bool(_PHONE.fullmatch(cell)) for cell in cells)
    if column.name in ("name", "first_name", "last_name"):
        most = 6 if column.name == "name" else 3
        return _mean(bool(_NAME.fullmatch(cell)) and len(cell.split()) <= most for cell in cells)
    if column.kind is Kind.PEOPLE:
        known = [fold_text(item) in others for cell in cells for item in split_list(cell)]
        return _mean(known) if others and known else None
    if column.kind in (Kind.CODE, Kind.CODES):
        if column.vocabulary not in vocabularies:
            return None if not all(map(_is_number, cells)) or column.name == "region" else 0.0
        return _mean(_is_understood(column, title, cell, vocabularies) for cell in cells)
    if column.kind in _TYPED:
        return _mean(_is_understood(column, title, cell, vocabularies) for cell in cells)
    if column.kind is Kind.ID:
        return None
    return 0.0 if any("@" in cell for cell in cells) else None


def _is_understood(column: Column, title: str, cell: str, vocabularies: Vocabularies) -> bool:
    return is_value(column, cell, vocabularies) or meaning(column, title, cell, vocabularies) is not None


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _mean(found: Iterable[bool]) -> float:
    listed = list(found)
    return sum(listed) / len(listed) if listed else 0.0


def _take_new_to(raw: RawTable, chosen: dict[str, Choice], taken: set[int]) -> None:
    """Take one column that says what somebody is new to for both columns that ask it."""
    for place, title in enumerate(raw.titles):
        said = {word for cell in raw.columns[place] for word in words(cell)}
        if words(title)[:2] != ("new", "to") or not said & {
            "role",
            "position",
            "job",
            "post",
            "state",
            "both",
        }:
            continue
        for name in ("new_to_role", "new_to_state"):
            if name not in chosen or chosen[name].place == place:
                taken.add(place)
                chosen[name] = Choice(place, False, True)


def _share_job_title(
    table: str, raw: RawTable, vocabularies: Vocabularies, chosen: dict[str, Choice]
) -> None:
    """Read a column of job titles as the group and as the role, where there is only one of both."""
    group, role = chosen.get("component_group"), chosen.get("role")
    if group is not None and role is None and _JOB_WORDS & set(words(raw.titles[group.place])):
        chosen["role"] = Choice(group.place, False, True)
    elif group is None and role is not None:
        cells = [cell for cell in raw.columns[role.place] if cell]
        column = TABLES[table]["component_group"]
        share = _share(column, "", cells, vocabularies, ())
        if share is not None and share >= 0.5:
            chosen["component_group"] = Choice(role.place, False, False)
            chosen["role"] = Choice(role.place, False, True)


def _take_names(raw: RawTable, chosen: dict[str, Choice], taken: set[int]) -> None:
    """Take a column of different texts of two or three words for the names, where no title says it."""
    if {"name", "first_name", "last_name"} & set(chosen):
        return
    for place, title in enumerate(raw.titles):
        cells = [cell for cell in raw.columns[place] if cell]
        if place in taken or not cells or is_sensitive(title) or not title:
            continue
        looks = _mean(bool(_NAME.fullmatch(cell)) and 2 <= len(cell.split()) <= 3 for cell in cells)
        if looks > 0.8 and len(set(cells)) > 0.9 * len(cells):
            taken.add(place)
            chosen["name"] = Choice(place, False, False)
            return


def people_of(raw: RawTable, chosen: dict[str, Choice]) -> set[str]:
    """Return how the people of a list may be named in wishes: ids, e-mails and names, folded."""
    cells = {name: raw.columns[choice.place] for name, choice in chosen.items()}
    named: set[str] = set()
    for name in ("mentor_id", "mentee_id", "name", "email"):
        named.update(map(fold_text, cells.get(name, ())))
    if "first_name" in cells and "last_name" in cells:
        both = zip(cells["first_name"], cells["last_name"], strict=True)
        named.update(fold_text(f"{first} {last}") for first, last in both)
    return named - {""}
