"""Workbooks as Excel writes them."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from reading_lists import make_map, rows_of

from matcher.reading import Reading, read

Write = Callable[..., Path]


def usual(**sheets: object) -> dict[str, object]:
    return {"Mentors": rows_of("mentors", {}), "Mentees": rows_of("mentees", {}), **sheets}


def errors(reading: Reading) -> list[tuple[int | None, str, str]]:
    return [(problem.row, problem.column, problem.value) for problem in reading.problems if problem.is_error]


def test_a_workbook_is_found_by_its_sheets_names_in_any_order_and_case(write_book: Write) -> None:
    sheets = {"MENTEES": rows_of("mentees", {}), "Notes": [["x"]], " mentors": rows_of("mentors", {})}
    reading = read(write_book(sheets))
    assert reading.roster is not None
    assert reading.roster.origins["mentors"].name == "book.xlsx ( mentors)"
    assert "book.xlsx: not read: Notes." in reading.notices


def test_every_missing_sheet_is_named_with_those_that_are_there(write_book: Write) -> None:
    reading = read(write_book({"New admins": rows_of("mentees", {})}))
    assert [problem.problem for problem in reading.problems] == [
        "book.xlsx has no sheet 'Mentors'.",
        "book.xlsx has no sheet 'Mentees'.",
    ]
    assert "'New admins'" in reading.problems[0].suggestion


def test_two_sheets_that_could_be_one_table_are_an_error(write_book: Write) -> None:
    reading = read(write_book(usual(**{"Men tors": rows_of("mentors", {})})))
    assert [problem.problem for problem in reading.problems] == [
        "book.xlsx has 2 sheets for mentors: 'Mentors' and 'Men tors'."
    ]


def test_the_map_can_say_which_of_two_sheets(write_book: Write, tmp_path: Path) -> None:
    book = write_book(usual(**{"Men tors": rows_of("mentors", {"mentor_id": "M9"})}))
    reading = read(book, column_map=make_map(tmp_path, '[mentors]\nsheet = "Men tors"'))
    assert reading.roster is not None
    assert list(reading.roster.mentors["mentor_id"]) == ["M9"]


def test_numbers_are_read_without_a_point(write_book: Write) -> None:
    titles = [
        "Mentor ID",
        "Name",
        "Region",
        "Component Group",
        "Phone",
        "Capacity",
        "Latitude",
        "District ID",
    ]
    people = [titles, [12.0, "Ann Lee", 6, "sup", 6125550052, 2, 44.5, 1e15]]
    reading = read(write_book(usual(Mentors=people)))
    assert reading.roster is not None
    row = reading.roster.mentors.iloc[0]
    assert (row["mentor_id"], row["region"], row["phone"]) == ("12", "6", "6125550052")
    assert (row["capacity"], row["latitude"], row["district_id"]) == (2.0, 44.5, "1000000000000000")


def test_booleans_and_dates_are_excels_own(write_book: Write) -> None:
    titles = [*rows_of("mentees", {})[0], "new_to_role", "new_to_state", "requested_at"]
    person = rows_of("mentees", {})[1]
    moments = [
        datetime.datetime(2026, 8, 15, hour, minute, 59) for hour in range(0, 24, 5) for minute in (0, 59)
    ]
    rows = [[f"P{n}", *person[1:], True, False, moment] for n, moment in enumerate(moments)]
    reading = read(write_book(usual(Mentees=[titles, *rows])))
    assert reading.roster is not None
    frame = reading.roster.mentees
    assert set(frame["new_to_role"]) == {"yes"}
    assert set(frame["new_to_state"]) == {"no"}
    assert [moment.to_pydatetime() for moment in frame["requested_at"]] == moments


def test_a_date_without_a_time_is_a_date(write_book: Write) -> None:
    titles, person = rows_of("mentors", {})
    people = [[*titles, "available_from"], [*person, datetime.datetime(2026, 8, 15)]]
    reading = read(write_book(usual(Mentors=people)))
    assert reading.roster is not None
    assert reading.roster.mentors["available_from"][0].isoformat() == "2026-08-15T00:00:00"


def test_rows_count_as_the_spreadsheet_does(write_book: Write) -> None:
    titles, good, bad = rows_of("mentors", {"capacity": "1"}, {"mentor_id": "M2", "capacity": "two"})
    reading = read(write_book(usual(Mentors=[[], [], titles, [], good, [], bad])))
    assert errors(reading) == [(7, "capacity", "two")]


def test_a_table_need_not_begin_in_the_first_column(write_book: Write) -> None:
    reading = read(write_book(usual(Mentors=[["", "", *row] for row in rows_of("mentors", {})])))
    assert reading.roster is not None


def test_what_stands_beside_the_table_is_named_and_not_kept(write_book: Write) -> None:
    titles, person = rows_of("mentors", {})
    reading = read(write_book(usual(Mentors=[titles, [*person, "", "call her first"]])))
    assert reading.roster is not None
    assert "book.xlsx (Mentors): column G has no title and was not kept." in reading.notices


def test_blank_sheets_of_other_tables_are_empty_and_of_people_are_errors(write_book: Write) -> None:
    assert read(write_book(usual(Conflicts=[], Pairs=[[], [" "]]))).roster is not None
    reading = read(write_book(usual(Mentors=[])))
    assert [(problem.table, problem.problem) for problem in reading.problems] == [
        ("mentors", "There is no row of titles.")
    ]


def test_a_failed_formula_is_an_error_in_its_cell(tmp_path: Path, write_book: Write) -> None:
    path = tmp_path / "formulas.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, rows in usual(Mentors=rows_of("mentors", {"capacity": "1", "district": "A"})).items():
        sheet = book.add_worksheet(str(name))
        for place, cells in enumerate(rows):  # type: ignore[arg-type]
            sheet.write_row(place, 0, cells)
    mentors = book.worksheets()[0]
    mentors.write_formula("F2", "=VLOOKUP(1,A:B,9)", None, "#N/A")
    mentors.write_formula("G2", "=1/0", None, "#DIV/0!")
    book.close()
    assert sorted(errors(read(path))) == [(2, "capacity", "#N/A"), (2, "district", "#DIV/0!")]


def test_a_formula_counts_by_its_result(tmp_path: Path) -> None:
    path = tmp_path / "formulas.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, rows in usual().items():
        sheet = book.add_worksheet(str(name))
        for place, cells in enumerate(rows):  # type: ignore[arg-type]
            sheet.write_row(place, 0, cells)
    book.worksheets()[0].write_formula("B2", '="Cy "&"Orr"', None, "Cy Orr")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Mentors!$A$1:$A$2"})
    book.add_chartsheet("Chart").set_chart(chart)
    book.close()
    reading = read(path)
    assert reading.roster is not None
    assert list(reading.roster.mentors["name"]) == ["Cy Orr"]


def test_styled_but_empty_cells_far_below_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "styled.xlsx"
    book = xlsxwriter.Workbook(str(path))
    bold = book.add_format({"bold": True})
    for name, rows in usual().items():
        sheet = book.add_worksheet(str(name))
        for place, cells in enumerate(rows):  # type: ignore[arg-type]
            sheet.write_row(place, 0, cells)
        sheet.write_blank(1_048_575, 200, None, bold)
    book.close()
    assert read(path).roster is not None


def test_a_workbook_with_one_sheet_serves_for_one_table_whatever_its_name(write_book: Write) -> None:
    mentors = write_book({"Sheet1": rows_of("mentors", {})}, "a.xlsx")
    mentees = write_book({"Sheet1": rows_of("mentees", {}), "Mentees": rows_of("mentees", {})}, "b.XLSX")
    assert read(files={"mentors": mentors, "mentees": mentees}).roster is not None


@pytest.mark.parametrize(
    "content", [b"", b"mentor_id,name\n", b"PK\x03\x04 nothing", b"\xd0\xcf\x11\xe0" + b"\0" * 600]
)
def test_what_is_no_workbook_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content)
    (problem,) = read(path).problems
    assert problem.problem == "The workbook cannot be opened."
    assert problem.suggestion == "Open it in Excel and save it anew."


LINK = [["mentor_id", "mentee_id", "kind"], ["M1", "P1", "declared"]]


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("Conflict", "conflicts"), ("Conflicts of interest", "conflicts"), ("ConflictsOfInterest", "conflicts"),
        ("Pair", "pairs"), ("Fixed pairs", "pairs"),
    ],
)  # fmt: skip
def test_a_sheet_that_seems_to_keep_people_apart_or_together_is_not_passed_over(
    write_book: Write, title: str, table: str
) -> None:
    reading = read(write_book(usual(**{title: LINK})))
    assert reading.roster is None
    (problem,) = reading.problems
    assert (problem.severity, problem.table) == ("error", table)
    assert problem.problem == f"The sheet '{title}' looks like the list of {table} and was not read."
    assert problem.suggestion == f"Rename it '{table.capitalize()}', or say so in a map file (--map)."


@pytest.mark.parametrize("title", ["Repairs", "Conflicto", "Notes"])
def test_sheets_that_are_called_otherwise_are_only_named(write_book: Write, title: str) -> None:
    assert read(write_book(usual(**{title: LINK}))).notices == (f"book.xlsx: not read: {title}.",)


def test_a_blank_sheet_keeps_nobody_apart(write_book: Write) -> None:
    assert read(write_book(usual(Conflict=[]))).roster is not None


def test_such_a_sheet_is_read_where_the_map_says_so(write_book: Write, tmp_path: Path) -> None:
    book = write_book(usual(**{"Conflicts of interest": LINK}))
    roster = read(book, column_map=make_map(tmp_path, '[conflicts]\nsheet = "Conflicts of interest"')).roster
    assert roster is not None
    assert list(roster.conflicts["kind"]) == ["declared"]


def test_a_list_of_people_that_is_missing_is_named_beside_such_a_sheet(write_book: Write) -> None:
    reading = read(write_book({"Mentors": rows_of("mentors", {}), "Conflict": LINK}))
    assert {problem.table for problem in reading.problems} == {"mentees", "conflicts"}


def test_a_map_with_one_sheet_for_two_tables_is_one_error(write_book: Write, tmp_path: Path) -> None:
    text = '[mentors]\nsheet = "People"\n[mentees]\nsheet = "People"'
    book = write_book({"People": rows_of("mentors", {})})
    (problem,) = read(book, column_map=make_map(tmp_path, text)).problems
    assert (problem.table, problem.column) == ("map", "mentors.sheet")
    assert problem.problem == "book.xlsx: mentors and mentees are taken from one sheet, 'People'."


def test_a_workbook_of_one_sheet_named_for_two_tables_is_one_error(write_book: Write) -> None:
    book = write_book({"People": rows_of("mentors", {})})
    (problem,) = read(files={"mentors": book, "mentees": book}).problems
    assert problem.problem == "The same list is named for mentors and mentees."


def test_a_workbook_with_both_sheets_may_be_named_twice(write_book: Write) -> None:
    book = write_book(usual())
    assert read(files={"mentors": book, "mentees": book}).roster is not None
