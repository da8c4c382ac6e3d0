"""Lists that keep people apart are never left out silently."""

import hashlib

import pytest
import xlsxwriter

from matcher import read_roster
from matcher.reading import read
from matcher.roster import InputError


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "book.xlsx"
    person = ["id", "name", "region", "component_group"]
    sheets = {
        "Mentors": [["mentor_id", *person[1:]], ["M1", "Ann A", "R1", "g"]],
        "Mentees": [["mentee_id", *person[1:]], ["P1", "Bo B", "R1", "g"]],
        "Conflicts": [["mentor_id", "mentee_id", "kind"], ["M1", "P1", "relative"]],
    }
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_conflicts_of_a_workbook_that_is_named_for_people_only_are_not_forgotten(book):
    with pytest.raises(InputError, match="has a sheet 'Conflicts', which was not read"):
        read_roster(files={"mentors": book, "mentees": book})
    found = read(files={"mentors": book, "mentees": book}).problems
    assert [problem.table for problem in found if problem.is_error] == ["conflicts"]
    roster = read_roster(files={"mentors": book, "mentees": book, "conflicts": book})
    assert len(roster.conflicts) == 1


def test_the_digest_of_a_file_is_of_what_was_read(book):
    roster = read_roster(book)
    assert roster.sources == {str(book): hashlib.sha256(book.read_bytes()).hexdigest()}
