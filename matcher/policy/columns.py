"""What a policy may say about the columns of the lists: which can be compared, and with what."""

from collections.abc import Iterable, Iterator

from matcher.policy.findings import Finding, refuse
from matcher.roster.checked import nearest
from matcher.roster.columns import TABLES, Column, Kind, column_of
from matcher.roster.text import fold_code

SIDES = {"mentee": "mentees", "mentor": "mentors"}
COMPARED = frozenset({Kind.TEXT, Kind.CODE, Kind.CODES, Kind.CHOICE, Kind.YES_NO})
JOINED = ("first_name", "last_name")
PERSONAL = ("name", "email", "phone", "urgent_reason")
CONFIDENTIAL = ("avoided_mentors", "avoided_mentees", "avoided_districts")


def check_shared(name: str) -> str:
    """Return the name of a column that both tables have.

    Raises
    ------
    pydantic.ValidationError
        One of the tables has no such column, or its values cannot be compared.
    """
    known = [one for one in _comparable("mentees") if one in _comparable("mentors")]
    faults = {fault for table in SIDES.values() if (fault := _comparable_fault(table, name, known))}
    refuse(Finding((), name, rule, hint) for rule, hint in sorted(faults)[:1])
    return name


def check_experience(name: str) -> str:
    """Return the name of a column of groups, which can be compared with a mentor's experience.

    Raises
    ------
    pydantic.ValidationError
        It is another column.
    """
    column = column_of("mentees", name)
    if column is None or column.vocabulary != "component_group":
        rule = "Only component_group can be compared with a mentor's experience."
        refuse([Finding((), name, rule, "Write 'component_group'.")])
    return name


def check_side_and_column(name: str) -> str:
    """Return a name like ``mentee.region``.

    Raises
    ------
    pydantic.ValidationError
        There is no such side or column, or it is confidential.
    """
    side, _, column = name.partition(".")
    known = [f"{one}.{each}" for one, table in SIDES.items() for each in _kept(table)]
    if side not in SIDES or (column not in _kept(SIDES[side]) and column_of(SIDES[side], column) is None):
        hint = _nearest(name, known) or _nearest(f"mentee.{name}", known) or "Write mentee.region, say."
        refuse([Finding((), name, f"There is no column '{name}'.", hint)])
    elif fault := _kept_fault(column):
        refuse([Finding((), name, *fault)])
    elif column in PERSONAL:
        rule = f"'{column}' is personal; limits are told in reports, with the values that they are about."
        refuse([Finding((), name, rule, "Take an id, a place, a group or a kind.")])
    return name


def check_conditions(table: str, wanted: object) -> object:
    """Return `wanted`, a dict of columns and the value or values that someone of `table` must have.

    Raises
    ------
    pydantic.ValidationError
        With every column that cannot be compared, and every value that its column never has.
    """
    if isinstance(wanted, dict):
        refuse(one for name, values in wanted.items() for one in _condition_faults(table, name, values))
    return wanted


def options_of(column: Column) -> tuple[str, ...]:
    """Return the values that a column can have, as the lists are kept; empty where any text can be."""
    return ("yes", "no") if column.kind is Kind.YES_NO else column.choices


def meant(text: str, options: Iterable[str]) -> str:
    """Return a suggestion that names the option that `text` probably means; empty if none is near."""
    known = list(options)
    same = [option for option in known if fold_code(option) == fold_code(text)]
    return f"Did you mean '{same[0]}'?" if same else _nearest(text, known)


def _nearest(text: str, known: Iterable[str]) -> str:
    return nearest(text.casefold(), known) or nearest(text, known)


def _kept(table: str) -> list[str]:
    return [name for name in TABLES[table] if name not in (*JOINED, *CONFIDENTIAL)]


def _kept_fault(name: str) -> tuple[str, str] | None:
    """Return the rule and the hint where a column of the lists is not there to be compared."""
    if name in JOINED:
        return f"'{name}' is not kept; first and last names are joined.", "Write 'name'."
    if name in CONFIDENTIAL:
        return f"'{name}' is confidential, and always a conflict; no other rule can use it.", "Take it out."
    return None


def _comparable(table: str) -> list[str]:
    return [name for name in _kept(table) if TABLES[table][name].kind in COMPARED]


def _comparable_fault(table: str, name: str, known: list[str]) -> tuple[str, str] | None:
    """Return the rule and the hint, which names one of `known`, where `table` has no such column to compare."""
    column = column_of(table, name)
    if column is None:
        other = next((one for one in SIDES.values() if one != table and column_of(one, name)), None)
        also = f"; {other} have" if other else ""
        hint = _nearest(name, known) or f"Columns that can be compared: {', '.join(known)}."
        return f"{table} have no column '{name}'{also}.", hint
    if fault := _kept_fault(name):
        return fault
    if column.kind not in COMPARED:
        rule = f"'{name}' holds {column.kind.value}, which cannot be compared here."
        return rule, "Only texts, codes, choices and yes/no can."
    return None


def _condition_faults(table: str, name: object, values: object) -> Iterator[Finding]:
    if fault := _comparable_fault(table, str(name), _comparable(table)):
        yield Finding((str(name),), name, *fault)
        return
    column = column_of(table, str(name))
    assert column is not None
    if values == []:
        yield Finding((column.name,), values, "An empty list is never met.", "Write a value, or take it out.")
    for number, value in enumerate(values if isinstance(values, list) else [values]):
        place = (column.name, number) if isinstance(values, list) else (column.name,)
        options = options_of(column)
        if not isinstance(value, str):
            yield Finding(place, value, "The value must be text in quotes.", _quoted(value, options))
        elif options and value not in (*options, column.empty):
            rule = f"'{column.name}' is never '{value}'; it is one of: {', '.join(options)}."
            yield Finding(place, value, rule, meant(value, options))


def _quoted(value: object, options: tuple[str, ...]) -> str:
    if isinstance(value, bool) and "yes" in options:
        return 'Write "yes".' if value else 'Write "no".'
    return ""
