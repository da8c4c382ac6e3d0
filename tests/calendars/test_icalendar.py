"""The file for calendar programs, read back by a small reader of RFC 5545."""

from datetime import date

import pytest
from calendar_seasons import calendar_of
from hypothesis import given
from hypothesis import strategies as st

from matcher.calendars import icalendar
from matcher.calendars.icalendar import escaped, folded

DECEMBER = date(2026, 12, 1)
ROWS = [
    ("M1", "intern", "", "2026-06-15"),
    ("M2", "certified", "2027-01-31"),
    ("M3", "certified", "2026-03-01"),
    ("M4", "lii", "", "2027-01-15"),
]
TEXTS = st.text(max_size=200)


def content_lines(file):
    assert file.endswith("\r\n")
    assert "\n" not in file.replace("\r\n", "")
    raw = file.split("\r\n")[:-1]
    assert all(len(line.encode()) <= 75 for line in raw)
    return file.replace("\r\n ", "").split("\r\n")[:-1]


def unescaped(value):
    found, signs = "", iter(value)
    for sign in signs:
        after = next(signs) if sign == "\\" else ""
        found += {"n": "\n"}.get(after, after) or sign
    return found


def events(file):
    lines, found = content_lines(file), []
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in ("END", "BEGIN"):
            assert name not in found[-1]
            found[-1][name] = unescaped(value)
    assert lines.count("END:VEVENT") == len(found)
    return found


def test_every_matter_with_a_date_is_an_all_day_event_and_no_other():
    calendar = calendar_of(*ROWS, at=DECEMBER)
    dated = calendar.dates[calendar.dates["date"] != ""]
    found = events(icalendar(calendar))
    assert [one["DTSTART;VALUE=DATE"] for one in found] == [day.replace("-", "") for day in dated["date"]]
    assert 0 < len(dated) < len(calendar.dates)
    for one, row in zip(found, dated.itertuples(), strict=True):
        assert row.mentor_id in one["SUMMARY"]
        assert row.detail in one["DESCRIPTION"]
        assert one["DTSTAMP"] == "20261201T000000Z"


def test_every_event_has_an_id_of_its_own_that_stays_when_its_date_or_the_day_is_another():
    first = events(icalendar(calendar_of(*ROWS, at=DECEMBER)))
    moved = [ROWS[0], ("M2", "certified", "2027-02-15"), *ROWS[2:]]
    later = events(icalendar(calendar_of(*moved, at=date(2027, 1, 2))))
    ids = {one["UID"]: one["SUMMARY"] for one in first}
    assert len(ids) == len(first)
    assert {ids.get(one["UID"]) for one in later} == {one["SUMMARY"] for one in later}
    renewals = [
        next(one for one in found if "Certificate ends" in one["SUMMARY"]) for found in (first, later)
    ]
    assert renewals[0]["UID"] == renewals[1]["UID"]
    assert renewals[0]["DTSTART;VALUE=DATE"] != renewals[1]["DTSTART;VALUE=DATE"]


@given(TEXTS)
def test_a_folded_line_is_the_line_in_parts_that_are_not_too_long(text):
    line = escaped(text)
    parts = folded(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert all(part.startswith(" ") for part in parts[1:])


@given(TEXTS)
def test_an_escaped_text_is_one_line_that_reads_back_as_it_was(text):
    plain = "".join(sign for sign in text if sign.isprintable() or sign == "\n")
    line = escaped(plain)
    assert "\n" not in line
    assert "\r" not in line
    assert unescaped(line) == plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ødegård, Åse; retired", "Ødegård\\, Åse\\; retired"),
        ("a\\n", "a\\\\n"),
        ("two\r\nlines\rand\nmore", "two\\nlines\\nand\\nmore"),
        ("bell\x07tab\t", "bell tab "),
        ("END:VEVENT", "END:VEVENT"),
    ],
)
def test_signs_with_a_meaning_are_escaped(text, found):
    assert escaped(text) == found
