"""Which file and which sheet each table comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from matcher.reading.files import EXCEL_SUFFIXES, Sheet, Unreadable, read_sheets, unreadable
from matcher.reading.mapping import ColumnMap
from matcher.roster.columns import TABLES
from matcher.roster.problems import Problem
from matcher.roster.text import fold_code

PEOPLE = ("mentors", "mentees")


@dataclass
class Found:
    """The sheet of each table, and what was found on the way.

    Parameters
    ----------
    sources
        By the file's name its path, of every file that was read.
    """

    sheets: dict[str, Sheet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)


def find_sheets(source: str | Path | None, files: Mapping[str, str | Path], column_map: ColumnMap) -> Found:
    """Return the sheet of each table: from its own file, else from the workbook or folder `source`."""
    found = Found()
    wanted = {name: Path(path) for name, path in files.items()}
    if source is not None and Path(source).is_dir():
        for name, path in _in_folder(Path(source), found, bool(files)).items():
            wanted.setdefault(name, path)
    elif source is not None:
        _choose(
            _open(Path(source), found), column_map, found, [name for name in TABLES if name not in wanted]
        )
    for name, path in wanted.items():
        sheets = _open(path, found)
        if len(sheets) == 1:
            found.sheets[name] = sheets[0]
        else:
            _choose(sheets, column_map, found, [name], is_own=True)
    return found


def _in_folder(folder: Path, found: Found, others: bool) -> dict[str, Path]:
    """Return each table's file in a folder, by its name."""
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".csv", *EXCEL_SUFFIXES))
    wanted: dict[str, Path] = {}
    unused = []
    for path in files:
        name = next((name for name in TABLES if fold_code(name) == fold_code(path.stem)), None)
        if name is None or path.suffix.lower() != ".csv":
            unused.append(path.name)
        elif name in wanted:
            rule = f"'{wanted[name].name}' and '{path.name}' are both lists of {name}."
            found.problems.append(unreadable(str(folder), rule, "Keep one of them in the folder.").problem)
        else:
            wanted[name] = path
    if not others and not any(name in wanted for name in PEOPLE):
        hint = f"Name a workbook. Files found: {', '.join(unused)}." if unused else "Name a workbook."
        rule = "The folder has no mentors.csv and mentees.csv."
        found.problems.append(unreadable(str(folder), rule, hint).problem)
    elif unused:
        found.notices.append(f"{folder.name}: not read: {', '.join(unused)}.")
    return wanted


def _open(path: Path, found: Found) -> list[Sheet]:
    try:
        sheets = read_sheets(path)
    except Unreadable as error:
        found.problems.append(error.problem)
        return []
    name = path.name if found.sources.get(path.name, str(path)) == str(path) else str(path)
    found.sources[name] = str(path)
    return sheets


def _choose(
    sheets: list[Sheet], column_map: ColumnMap, found: Found, tables: Iterable[str], *, is_own: bool = False
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
            found.sheets[name] = sheet
    unused = [sheet.name for sheet in sheets if sheet not in found.sheets.values()]
    if unused and not is_own:
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
