"""From a cell's text to its value: one parser for each kind of column."""

import datetime
import difflib
import math
import re
from collections.abc import Callable

from matcher.roster.columns import Column, Kind
from matcher.roster.text import fold_code, split_list

YES = frozenset({"yes", "y", "true", "1", "x"})
NO = frozenset({"no", "n", "false", "0"})

_EMAIL = re.compile(r"[^@\s;:,<>()\"]+@[^@\s;:,<>()\".]+(\.[^@\s;:,<>()\".]+)+")
_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T]+(.+))?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\s*([AaPp])(?:\.?[Mm]\.?)?)?")
_EXCEL_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")
EXCEL_CELL_LIMIT = 32_767
MOST = 1_000_000

Value = str | float | datetime.datetime | None


class Fault(ValueError):
    """A cell breaks the rule that the message states; `suggestion` says what would be right."""

    def __init__(self, rule: str, suggestion: str = ""):
        self.suggestion = suggestion
        super().__init__(rule)


def parse(column: Column, text: str) -> Value:
    """Return the value of a filled-in cell.

    Returns
    -------
    str | float | datetime.datetime | None
        As `matcher.roster.Roster` keeps it.

    Raises
    ------
    Fault
        The text is no value of this column.
    """
    if len(text) > EXCEL_CELL_LIMIT:
        raise Fault(
            f"The cell holds {len(text):,} characters; Excel allows {EXCEL_CELL_LIMIT:,}.", "A shorter text."
        )
    if text.startswith("#") and _EXCEL_ERROR.fullmatch(text):
        raise Fault("A formula failed here.", "Mend the formula, or write the value itself.")
    return _PARSERS[column.kind](column, text)


def yes_or_no(text: str) -> str | None:
    """Return "yes" or "no" for any of their spellings, else None."""
    folded = fold_code(text)
    if folded in YES:
        return "yes"
    return "no" if folded in NO else None


def _as_is(_: Column, text: str) -> str:
    return text


def _id(_: Column, text: str) -> str:
    if ";" in text:
        raise Fault("An id cannot contain ';', which separates lists.", "Write it without ';'.")
    return text


def _list(_: Column, text: str) -> str:
    return ";".join(split_list(text))


def _email(_: Column, text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise Fault("This is not an e-mail address.", "One address like name@example.org, or an empty cell.")
    return text


def _choice(column: Column, text: str) -> str:
    folded = fold_code(text)
    for choice in column.choices:
        if fold_code(choice) == folded:
            return choice
    word = yes_or_no(text)
    for spelling, choice in column.also:
        if word == spelling:
            return choice
    if word in column.choices:
        return str(word)
    options = ", ".join(column.choices)
    close = difflib.get_close_matches(text.casefold()[:100], column.choices, n=1)
    near = f"Did you mean '{close[0]}'? " if close else ""
    raise Fault(
        f"Must be one of: {options}.", f"{near}An empty cell is allowed too." if not column.required else near
    )


def _yes_no(_: Column, text: str) -> str:
    word = yes_or_no(text)
    if word is None:
        raise Fault("Must be yes or no.", "yes, no, y, n, true, false, 1, 0, x, or an empty cell.")
    return word


def _number(column: Column, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or "_" in text:
        raise Fault("Must be a number.", "Digits with a decimal point, or an empty cell.")
    if column.kind is Kind.WHOLE and value != int(value):
        raise Fault("Must be a whole number.", f"{column.at_least or 0:g} or more, or an empty cell.")
    if column.kind is Kind.WHOLE and value > MOST:
        raise Fault(f"Must be at most {MOST:,}.")
    return _within(column, value)


def _whole(column: Column, text: str) -> float:
    try:
        return _number(column, text)
    except Fault as fault:
        if str(fault) == "Must be a number.":
            raise Fault("Must be a whole number.", "Digits only, or an empty cell.") from None
        raise


def _within(column: Column, value: float) -> float:
    low, high, above = column.at_least, column.at_most, column.above
    if low is not None and high is not None and not low <= value <= high:
        raise Fault(f"Must be between {low:g} and {high:g}.")
    if low is not None and value < low:
        raise Fault(f"Must be at least {low:g}.")
    if above is not None and value <= above:
        raise Fault(f"Must be above {above:g}.")
    return value


def _moment(column: Column, text: str) -> datetime.datetime:
    moment = _iso(text) or _american(text)
    if moment is None and _has_offset(text):
        raise Fault(
            "Times are local, without an offset.", "Write it like 2026-08-15T09:30, without what follows."
        )
    if moment is None:
        what = "date" if column.kind is Kind.DATE else "date and time"
        example = (
            "2026-08-15 or 8/15/2026" if column.kind is Kind.DATE else "2026-08-15T09:30 or 8/15/2026 9:30 AM"
        )
        raise Fault(f"This is not a {what}.", f"Write it like {example}, or leave the cell empty.")
    if not 1900 <= moment.year <= 2200:
        raise Fault("The year must be between 1900 and 2200.")
    moment = moment.replace(microsecond=0)
    return datetime.datetime.combine(moment.date(), datetime.time()) if column.kind is Kind.DATE else moment


def _iso(text: str) -> datetime.datetime | None:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    # Times are local: an offset would silently mean another hour than the one that was written.
    return None if moment.tzinfo is not None else moment


def _has_offset(text: str) -> bool:
    try:
        return datetime.datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _american(text: str) -> datetime.datetime | None:
    found = _US_DATE.fullmatch(text)
    if not found:
        return None
    month, day, year, clock = found.groups()
    time = _clock(clock) if clock else datetime.time()
    if time is None:
        return None
    try:
        return datetime.datetime.combine(datetime.date(int(year), int(month), int(day)), time)
    except ValueError:
        return None


def _clock(text: str) -> datetime.time | None:
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return None
    hour, minute, second, half = found.groups()
    value = int(hour)
    if half:
        if not 1 <= value <= 12:
            return None
        value = value % 12 + (12 if half in "pP" else 0)
    try:
        return datetime.time(value, int(minute), int(second or 0))
    except ValueError:
        return None


_PARSERS: dict[Kind, Callable[[Column, str], Value]] = {
    Kind.ID: _id,
    Kind.TEXT: _as_is,
    Kind.CODE: _as_is,
    Kind.EMAIL: _email,
    Kind.CODES: _list,
    Kind.PEOPLE: _list,
    Kind.TEXTS: _list,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.DATE: _moment,
    Kind.MOMENT: _moment,
}
