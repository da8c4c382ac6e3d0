"""What a cell's text may be in each kind of column."""

import datetime
import math

import pytest

from matcher.reading.cells import Fault, parse
from matcher.roster.columns import column_of


def value(table: str, column: str, text: str) -> object:
    known = column_of(table, column)
    assert known is not None
    return parse(known, text)


def fault(table: str, column: str, text: str) -> Fault:
    with pytest.raises(Fault) as found:
        value(table, column, text)
    return found.value


@pytest.mark.parametrize("text", ["yes", "Yes", "Y", "true", "TRUE", "1", "x", "X", "Y e s"])
def test_yes_has_many_spellings(text: str) -> None:
    assert value("mentees", "urgent", text) == "yes"


@pytest.mark.parametrize("text", ["no", "N", "false", "0", "No "])
def test_no_has_many_spellings(text: str) -> None:
    assert value("mentees", "urgent", text) == "no"


@pytest.mark.parametrize("text", ["maybe", "2", "ja", "-", "1.0"])
def test_what_is_neither_yes_nor_no_is_a_fault(text: str) -> None:
    assert str(fault("mentees", "urgent", text)) == "Must be yes or no."


@pytest.mark.parametrize("text", ["2026-08-15", "8/15/2026", "08/15/2026", "20260815", "2026-08-15T09:30"])
def test_dates_are_iso_or_american(text: str) -> None:
    assert value("mentors", "available_from", text) == datetime.datetime(2026, 8, 15)


@pytest.mark.parametrize(
    "text",
    ["2026-08-15T09:30", "2026-08-15 09:30", "8/15/2026 9:30", "8/15/2026 9:30 AM", "8/15/2026 9:30:00 a.m."],
)
def test_moments_are_iso_or_american(text: str) -> None:
    assert value("mentees", "requested_at", text) == datetime.datetime(2026, 8, 15, 9, 30)


def test_a_date_alone_is_midnight() -> None:
    assert value("mentees", "requested_at", "8/15/2026") == datetime.datetime(2026, 8, 15, 0, 0)


@pytest.mark.parametrize(
    ("text", "hour"), [("12:05 AM", 0), ("12:05 PM", 12), ("1:05 p.m.", 13), ("23:05", 23)]
)
def test_american_clocks_have_two_halves(text: str, hour: int) -> None:
    assert value("mentees", "requested_at", f"8/15/2026 {text}") == datetime.datetime(2026, 8, 15, hour, 5)


@pytest.mark.parametrize(
    "text",
    ["31/31/2026", "2/30/2026", "soon", "8/15/26", "2026-13-01", "8/15/2026 25:00", "8/15/2026 13:00 PM"],
)
def test_what_is_no_date_is_a_fault(text: str) -> None:
    assert str(fault("mentees", "requested_at", text)).startswith("This is not a date")


@pytest.mark.parametrize("text", ["2026-08-15T09:30Z", "2026-08-15T09:30+02:00"])
def test_an_offset_is_refused_rather_than_dropped(text: str) -> None:
    assert str(fault("mentees", "requested_at", text)) == "Times are local, without an offset."


def test_a_year_far_off_is_a_fault() -> None:
    assert str(fault("mentors", "available_from", "0202-08-15")) == "The year must be between 1900 and 2200."


@pytest.mark.parametrize(("text", "number"), [("2", 2.0), ("2.0", 2.0), ("0", 0.0)])
def test_whole_numbers_may_have_a_zero_behind_the_point(text: str, number: float) -> None:
    assert value("mentors", "capacity", text) == number


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("two", "Must be a whole number."),
        ("1.5", "Must be a whole number."),
        ("-1", "Must be at least 0."),
        ("nan", "Must be a whole number."),
        ("inf", "Must be a whole number."),
        ("1_0", "Must be a whole number."),
        ("1e300", "Must be at most 1,000,000."),
    ],
)
def test_what_is_no_whole_number_is_a_fault(text: str, rule: str) -> None:
    assert str(fault("mentors", "capacity", text)) == rule


def test_numbers_stay_within_their_bounds() -> None:
    assert str(fault("mentors", "latitude", "444.1")) == "Must be between -90 and 90."
    assert str(fault("mentees", "mentors_needed", "0")) == "Must be between 1 and 1000."
    assert str(fault("mentees", "district_size", "0")) == "Must be above 0."
    assert str(fault("mentees", "style_1", "6")) == "Must be between 1 and 5."
    assert math.isclose(float(str(value("mentors", "latitude", "-90"))), -90)


@pytest.mark.parametrize(
    "text", ["a@b.org", "first.last+tag@sub.example.org", "o'neil@example.org", "jö@exämple.org"]
)
def test_an_email_is_kept_as_it_is(text: str) -> None:
    assert value("mentors", "email", text) == text


@pytest.mark.parametrize(
    "text",
    ["not-an-address", "a@b", "a b@c.org", "a@b.org, c@d.org", "Ann <a@b.org>", "mailto:a@b.org", "a@b..org"],
)
def test_a_malformed_email_is_a_fault(text: str) -> None:
    assert str(fault("mentors", "email", text)) == "This is not an e-mail address."


@pytest.mark.parametrize(
    ("column", "text", "wanted"),
    [
        ("meeting", "In Person", "in_person"),
        ("meeting", "in-person", "in_person"),
        ("wants_mentor", "Not asked", "not_asked"),
        ("wants_mentor", "N", "no"),
        ("special_application", "yes", "approved"),
        ("special_application", "No", ""),
        ("special_application", "Refused", "refused"),
        ("category", "Newly hired", "newly_hired"),
    ],
)
def test_choices_are_found_in_any_spelling(column: str, text: str, wanted: str) -> None:
    assert value("mentees", column, text) == wanted


def test_a_choice_that_is_none_names_the_choices_and_the_nearest() -> None:
    found = fault("mentors", "membership", "Retird")
    assert str(found) == "Must be one of: active, retired, pending, none."
    assert "Did you mean 'retired'?" in found.suggestion


def test_lists_are_separated_by_semicolons() -> None:
    assert value("mentees", "needs", " a ; b;; c ;") == "a;b;c"


def test_an_id_cannot_hold_what_separates_lists() -> None:
    assert str(fault("mentors", "mentor_id", "M1;M2")) == "An id cannot contain ';', which separates lists."


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?"])
@pytest.mark.parametrize("column", ["name", "capacity", "region", "district"])
def test_a_failed_formula_is_a_fault_in_every_column(text: str, column: str) -> None:
    assert str(fault("mentors", column, text)) == "A formula failed here."


def test_a_cell_longer_than_excel_allows_is_a_fault() -> None:
    assert value("mentees", "urgent_reason", "a" * 32_767) == "a" * 32_767
    assert "32,768 characters" in str(fault("mentees", "urgent_reason", "a" * 32_768))
