"""A map guessed for a list as it really comes: a start for who has to review it, never used by itself."""

from collections.abc import Mapping
from pathlib import Path

from matcher.reading.files import Sheet, Unreadable, read_sheets
from matcher.reading.guessing.columns import Choice, choose_columns, people_of
from matcher.reading.guessing.sheets import FoundTable, find_tables
from matcher.reading.guessing.values import Meanings, code_in, find_meanings
from matcher.reading.guessing.words import words
from matcher.reading.guessing.writing import Line, Section, remark, section_lines
from matcher.reading.titles import is_sensitive, own_column
from matcher.roster.columns import STYLE_PREFIX, TABLES, Kind, column_of
from matcher.roster.problems import InputError
from matcher.roster.text import fold_code
from matcher.roster.vocabulary import Vocabulary

SHOWN_VALUES = 8

Vocabularies = Mapping[str, Vocabulary]
Columns = dict[str, Choice]


def guess_map(path: str | Path, vocabularies: Vocabularies | None = None) -> str:
    """Return the text of a map file for a workbook, a CSV file or a folder of CSV files.

    Parameters
    ----------
    vocabularies
        The policy's ``[values]`` lists by name; see `matcher.Policy.vocabularies`.

    Raises
    ------
    InputError
        The file cannot be read.
    """
    source = Path(path)
    sheets, vocabularies = _read(source), vocabularies or {}
    tables, rest = find_tables(sheets, source.stem)
    chosen = _choose_all(tables, vocabularies)
    sections = [_section(found, chosen[found.table], vocabularies, source) for found in tables]
    lines = _opening(source, sections, rest, {found.table for found in tables})
    for section in sections:
        lines += ["", *section_lines(section)]
    return "\n".join(lines) + "\n"


def _read(source: Path) -> list[Sheet]:
    files = sorted(source.glob("*.csv")) if source.is_dir() else [source]
    try:
        sheets = [sheet for file in files for sheet in read_sheets(file)]
    except Unreadable as error:
        raise InputError([error.problem]) from None
    if source.is_dir():
        return [Sheet(sheet.file, Path(sheet.file).stem, sheet.rows) for sheet in sheets]
    return sheets


def _choose_all(tables: list[FoundTable], vocabularies: Vocabularies) -> dict[str, Columns]:
    """Return each table's columns; who wishes for whom is seen once the names of both lists are known."""
    first = {found.table: choose_columns(found.table, found.raw, vocabularies, ()) for found in tables}
    people = {found.table: people_of(found.raw, first[found.table]) for found in tables}
    other = {"mentors": "mentees", "mentees": "mentors"}
    return {
        found.table: choose_columns(
            found.table, found.raw, vocabularies, people.get(other.get(found.table, ""), set())
        )
        if found.table in other
        else first[found.table]
        for found in tables
    }


def _opening(source: Path, sections: list[Section], rest: list[Sheet], tables: set[str]) -> list[str]:
    lines = [remark(f"A guess for {source.name}. Review it, mend it, and give it with --map.")]
    if any(section.says_something for section in sections):
        lines.append(remark("Lines that say CHECK are uncertain."))
    elif sections:
        lines.append(remark("Nothing has to be mapped: sheets and titles are called as they should be."))
    if rest:
        lines.append(remark(f"Not used: {', '.join(repr(sheet.name or sheet.file) for sheet in rest)}."))
    for name in ("mentors", "mentees"):
        if name not in tables:
            lines.append(remark(f"CHECK: no list of {name} was found."))
    return lines


def _section(found: FoundTable, chosen: Columns, vocabularies: Vocabularies, source: Path) -> Section:
    section = Section(found.table)
    if found.sheet.name and not source.is_dir() and fold_code(found.sheet.name) != fold_code(found.table):
        section.sheet = found.sheet.name
    if not found.is_default:
        section.header = found.raw.header_row
    _write_columns(section, found, chosen, vocabularies)
    _write_constants(section, found, chosen, vocabularies, source)
    _remark_on_titles(section, found, chosen)
    return section


def _write_columns(section: Section, found: FoundTable, chosen: Columns, vocabularies: Vocabularies) -> None:
    mapped = {choice.place for choice in chosen.values() if not choice.is_own}
    for name in TABLES[found.table]:
        choice = chosen.get(name)
        if choice is None:
            continue
        title = found.raw.titles[choice.place]
        if not choice.is_own or choice.place in mapped:
            section.columns[name] = Line(title, "" if choice.is_sure else _sample(found, choice))
        meanings = _meanings(name, found, choice, vocabularies)
        if meanings.values:
            doubt = "" if meanings.is_sure else "what these stand for is guessed."
            section.values[name] = Line(meanings.values, doubt)
        if meanings.unknown:
            section.remarks.append(
                f"CHECK: '{title}' has values that {name} does not know: {_listed(meanings.unknown)}."
            )


def _sample(found: FoundTable, choice: Choice) -> str:
    cells = list(dict.fromkeys(cell for cell in found.raw.columns[choice.place] if cell))
    return f"holds {_listed(cells, 3)}." if cells else "the column is empty."


def _listed(texts: list[str], most: int = SHOWN_VALUES) -> str:
    listed = ", ".join(repr(text[:60]) for text in texts[:most])
    return listed + (", …" if len(texts) > most else "")


def _meanings(name: str, found: FoundTable, choice: Choice, vocabularies: Vocabularies) -> Meanings:
    title, cells = found.raw.titles[choice.place], found.raw.columns[choice.place]
    if name in ("new_to_role", "new_to_state"):
        special = _new_to(name, title, cells)
        if special is not None:
            return special
    column = column_of(found.table, name)
    assert column is not None
    if column.kind not in (Kind.CODE, Kind.CODES, Kind.CHOICE, Kind.YES_NO):
        return Meanings()
    return find_meanings(column, title, cells, vocabularies)


_NEW_TO = {"new_to_role": ("role", "position", "job", "post"), "new_to_state": ("state",)}


def _new_to(name: str, title: str, cells: list[str]) -> Meanings | None:
    """Return which answers to "new to" mean this column, or None where the cells are no such answers."""
    texts = list({fold_code(cell): cell for cell in reversed(cells) if cell and cell != "*"}.values())
    if name == "new_to_role" and texts and all(text.isdigit() for text in texts) and set(texts) - {"0", "1"}:
        return Meanings({"1": "yes", "*": "no"}, is_sure=False)
    said = {word for text in texts for word in words(text)}
    if not said & {"role", "position", "job", "post", "state", "both"} or words(title)[:1] != ("new",):
        return None
    wanted = {text for text in texts if {"both", *_NEW_TO[name]} & set(words(text))}
    if not wanted:
        wanted = {_NEW_TO[name][0]}
    return Meanings(dict.fromkeys(sorted(wanted), "yes") | {"*": "no"})


def _write_constants(
    section: Section, found: FoundTable, chosen: Columns, vocabularies: Vocabularies, source: Path
) -> None:
    places = (*found.headings, found.sheet.name, source.stem)
    if found.table in ("mentors", "mentees"):
        for name in ("region", "component_group"):
            if name in chosen:
                continue
            vocabulary = vocabularies.get(name)
            codes = [code_in(text, vocabulary) for text in places if text] if vocabulary else []
            code = next((code for code in codes if code), None)
            if code is not None:
                section.constants[name] = Line(code, "from the name of the file or sheet, or the heading.")
            else:
                known = f" Known: {', '.join(vocabulary.titles)}." if vocabulary else ""
                section.remarks.append(f"CHECK: no column is the {name}, which every row needs.{known}")
    elif "kind" in TABLES[found.table] and "kind" not in chosen:
        kind = "declared" if found.table == "conflicts" else _kind_of_pairs(places)
        section.constants["kind"] = Line(kind, "no column says the kind.")


def _kind_of_pairs(places: tuple[str, ...]) -> str:
    said = {word for text in places for word in words(text)}
    return next((kind for kind in ("confirmed", "continuing", "agreed") if kind in said), "proposed")


def _remark_on_titles(section: Section, found: FoundTable, chosen: Columns) -> None:
    used = {fold_code(found.raw.titles[choice.place]) for choice in chosen.values()}
    unused = [
        title
        for title in found.raw.titles
        if title and fold_code(title) not in used and not _is_style(found.table, title)
    ]
    forbidden = [title for title in unused if is_sensitive(title)]
    if forbidden:
        section.remarks.append(
            f"CHECK: take out {_listed(forbidden)}: race, gender and age are never read nor used."
        )
    kept = [title for title in unused if own_column(found.table, title) in section.constants]
    wrong = [title for title in unused if own_column(found.table, title) is not None and title not in kept]
    if wrong:
        section.remarks.append(f"CHECK: these hold something else than their titles say: {_listed(wrong)}.")
    plain = [title for title in unused if title not in (*forbidden, *wrong)]
    if plain:
        section.remarks.append(f"Not used: {_listed(plain, 50)}.")


def _is_style(table: str, title: str) -> bool:
    own = own_column(table, title)
    return own is not None and own.startswith(STYLE_PREFIX) and not is_sensitive(title)
