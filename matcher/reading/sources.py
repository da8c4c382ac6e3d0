"""Which file and which sheet each table comes from."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from matcher.reading.files import EXCEL_SUFFIXES, Sheet, Unreadable, is_blank, read_sheets, unreadable
from matcher.reading.mapping import ColumnMap
from matcher.roster.columns import TABLES
from matcher.roster.problems import Problem
from matcher.roster.text import fold_code

PEOPLE = ("mentors", "mentees")
LOOKALIKES = {
    "conflicts": frozenset(("conflict", "conflicts", "conflicted", "conflicting", "coi")),
    "pairs": frozenset(("pair", "pairs", "paired", "pairing", "pairings")),
}
"""Words in a sheet's or file's name that say what it is: a list left unread would pair whom it keeps apart."""

_WORDS = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass
class Found:
    """The sheet of each table, and what was found on the way.

    Parameters
    ----------
    sources
        The sha256 of every file that was read, by its path as it was given.
    places
        For each table of `sheets` the file and the sheet's name.
    """

    sheets: dict[str, Sheet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[Path, str]] = field(default_factory=dict)

    def take(self, name: str, path: Path, sheet: Sheet) -> None:
        """Note that table `name` is `sheet` of the file `path`."""
        self.sheets[name] = sheet
        self.places[name] = (path.resolve(), sheet.name)


def find_sheets(source: str | Path | None, files: Mapping[str, str | Path], column_map: ColumnMap) -> Found:
    """Return the sheet of each table: from its own file, else from the workbook or folder `source`."""
    found = Found()
    wanted = {name: Path(path) for name, path in files.items()}
    if source is not None and Path(source).is_dir():
        for name, path in _in_folder(Path(source), found, files).items():
            wanted.setdefault(name, path)
    elif source is not None:
        tables = [name for name in TABLES if name not in wanted]
        _choose(Path(source), _open(Path(source), found), column_map, found, tables)
    for name, path in wanted.items():
        sheets = _open(path, found)
        if len(sheets) == 1:
            found.take(name, path, sheets[0])
        else:
            _choose(path, sheets, column_map, found, [name], is_own=True)
            _refuse_forgotten(path, sheets, found, wanted)
    _refuse_shared_sheets(found, files, column_map)
    return found


def _refuse_forgotten(path: Path, sheets: list[Sheet], found: Found, wanted: Mapping[str, Path]) -> None:
    """Report a list of conflicts or pairs in a workbook that was named for another table only."""
    for name in LOOKALIKES:
        there = any(fold_code(sheet.name) == fold_code(name) and not is_blank(sheet) for sheet in sheets)
        told = any(problem.table == name for problem in found.problems)
        if there and name not in wanted and name not in found.sheets and not told:
            rule = f"{path.name} has a sheet '{name.capitalize()}', which was not read."
            found.problems.append(
                Problem("error", name, None, "", "", rule, f"Name it too: --{name} {path.name}")
            )


def _refuse_shared_sheets(found: Found, files: Mapping[str, str | Path], column_map: ColumnMap) -> None:
    """Report each sheet that is taken for two tables, and leave it out."""
    tables_of: dict[tuple[Path, str], list[str]] = defaultdict(list)
    for name, place in found.places.items():
        tables_of[place].append(name)
    for (path, sheet), names in tables_of.items():
        if len(names) == 1:
            continue
        both = " and ".join(names)
        title = next((title for name in names if (title := column_map.table(name).sheet)), None)
        if title is not None and sheet:
            rule = f"{path.name}: {both} are taken from one sheet, '{sheet}'."
            key = next(f"{name}.sheet" for name in names if column_map.table(name).sheet)
            problem = Problem("error", "map", None, key, title, rule, "Give each table a sheet of its own.")
        else:
            rule, hint = f"The same list is named for {both}.", "Give each a list of its own."
            problem = unreadable(
                str(files[names[-1]]) if names[-1] in files else path.name, rule, hint
            ).problem
        found.problems.append(problem)
        for name in names:
            del found.sheets[name]


def _lookalike(title: str, tables: Iterable[str]) -> str | None:
    """Return which of `tables`, of those that keep people apart or together, `title` seems to name."""
    words = _WORDS.findall(_CAMEL.sub(" ", title).casefold())
    return next((name for name in tables if name in LOOKALIKES and LOOKALIKES[name] & set(words)), None)


def _in_folder(folder: Path, found: Found, own: Mapping[str, str | Path]) -> dict[str, Path]:
    """Return each table's file in a folder, by its name."""
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".csv", *EXCEL_SUFFIXES))
    wanted: dict[str, Path] = {}
    unused: list[Path] = []
    for path in files:
        name = next((name for name in TABLES if fold_code(name) == fold_code(path.stem)), None)
        if name is None or path.suffix.lower() != ".csv":
            unused.append(path)
        elif name in wanted:
            rule = f"'{wanted[name].name}' and '{path.name}' are both lists of {name}."
            found.problems.append(unreadable(str(folder), rule, "Keep one of them in the folder.").problem)
        else:
            wanted[name] = path
    for path in list(unused):
        table = _lookalike(path.stem, (name for name in TABLES if name not in wanted and name not in own))
        if table is not None and not _is_among(path, own.values()):
            rule = f"The file '{path.name}' looks like the list of {table} and was not read."
            hint = f"Rename it '{table}.csv', or name it with --{table}."
            found.problems.append(Problem("error", table, None, "", "", rule, hint))
            unused.remove(path)
    names = [path.name for path in unused]
    if not own and not any(name in wanted for name in PEOPLE):
        hint = f"Name a workbook. Files found: {', '.join(names)}." if names else "Name a workbook."
        rule = "The folder has no mentors.csv and mentees.csv."
        found.problems.append(unreadable(str(folder), rule, hint).problem)
    elif names:
        found.notices.append(f"{folder.name}: not read: {', '.join(names)}.")
    return wanted


def _is_among(path: Path, others: Iterable[str | Path]) -> bool:
    return path.resolve() in {Path(other).resolve() for other in others}


def _open(path: Path, found: Found) -> list[Sheet]:
    try:
        sheets = read_sheets(path)
    except Unreadable as error:
        found.problems.append(error.problem)
        return []
    with path.open("rb") as file:
        found.sources[str(path)] = hashlib.file_digest(file, "sha256").hexdigest()
    return sheets


def _choose(
    path: Path,
    sheets: list[Sheet],
    column_map: ColumnMap,
    found: Found,
    tables: Sequence[str],
    *,
    is_own: bool = False,
) -> None:
    """Find the sheet of each of `tables` by its name, or by the name that the map gives it.

    Parameters
    ----------
    is_own
        Whether the file was named for this table alone; then it must be there, and other sheets are no matter.
    """
    if not sheets:
        return
    if not sheets[0].name:
        rule = "A CSV file holds one list, and it is not said which."
        hint = "Name it with --mentors, --mentees, …; or name a workbook, or the folder with the lists."
        found.problems.append(unreadable(sheets[0].file, rule, hint).problem)
        return
    for name in tables:
        sheet = _sheet_of(
            name, sheets, column_map.table(name).sheet, found, is_needed=is_own or name in PEOPLE
        )
        if sheet is not None:
            found.take(name, path, sheet)
    if is_own:
        return
    used = {sheet for _, sheet in found.places.values()}
    faulty = {problem.table for problem in found.problems}
    unused = [sheet.name for sheet in sheets if sheet.name not in used]
    for sheet in [sheet for sheet in sheets if sheet.name in unused and not is_blank(sheet)]:
        table = _lookalike(
            sheet.name, (name for name in tables if name not in found.sheets and name not in faulty)
        )
        if table is not None:
            rule = f"The sheet '{sheet.name}' looks like the list of {table} and was not read."
            hint = f"Rename it '{table.capitalize()}', or say so in a map file (--map)."
            found.problems.append(Problem("error", table, None, "", "", rule, hint))
            unused.remove(sheet.name)
    if unused:
        found.notices.append(f"{sheets[0].file}: not read: {', '.join(unused)}.")


def _sheet_of(
    name: str, sheets: list[Sheet], title: str | None, found: Found, *, is_needed: bool
) -> Sheet | None:
    fitting = [sheet for sheet in sheets if fold_code(sheet.name) == fold_code(title or name)]
    exact = [sheet for sheet in fitting if sheet.name == title]
    listed = ", ".join(f"'{sheet.name}'" for sheet in sheets)
    if len(fitting) == 1 or exact:
        return (exact or fitting)[0]
    if fitting:
        both = " and ".join(f"'{sheet.name}'" for sheet in fitting)
        rule = f"{sheets[0].file} has {len(fitting)} sheets for {name}: {both}."
        hint = "Rename one, or write its exact name in a map file (--map)."
        found.problems.append(Problem("error", name, None, "", "", rule, hint))
    elif title is not None:
        rule = f"The map takes {name} from the sheet '{title}', but there is none."
        hint = f"Sheets found: {listed}."
        found.problems.append(Problem("error", "map", None, f"{name}.sheet", title, rule, hint))
    elif is_needed:
        rule = f"{sheets[0].file} has no sheet '{name.capitalize()}'."
        hint = f"Sheets found: {listed}. Rename one, or say in a map file (--map) which it is; `matcher check --guess-map` writes one."
        found.problems.append(Problem("error", name, None, "", "", rule, hint))
    return None
