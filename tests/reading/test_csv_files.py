"""CSV files as people save them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reading_lists import BASE, MENTEE, MENTOR, csv_text, rows_of

from matcher.reading import Reading, read

Read = Callable[..., Reading]


def only_error(reading: Reading) -> tuple[str, str]:
    errors = [problem for problem in reading.problems if problem.is_error]
    assert len(errors) == 1, errors
    return errors[0].problem, errors[0].suggestion


def test_a_byte_order_mark_is_no_part_of_the_first_title(read_lists: Read) -> None:
    reading = read_lists(mentors=b"\xef\xbb\xbf" + csv_text(rows_of("mentors", {})).encode())
    assert reading.roster is not None
    assert list(reading.roster.mentors["mentor_id"]) == ["M1"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way(read_lists: Read, end: str) -> None:
    reading = read_lists(mentors=csv_text(rows_of("mentors", {}, {"mentor_id": "M2"})).replace("\n", end))
    assert reading.roster is not None
    assert list(reading.roster.mentors["mentor_id"]) == ["M1", "M2"]


def test_blank_rows_count_and_are_skipped(read_lists: Read) -> None:
    titles, first, second = rows_of("mentors", {}, {"mentor_id": "M2", "capacity": "two"})
    reading = read_lists(mentors=csv_text([[], titles, [], first, ["", " "], second]))
    assert [(problem.row, problem.column) for problem in reading.problems if problem.is_error] == [
        (6, "capacity")
    ]


def test_a_line_break_inside_quotes_does_not_count_as_a_row(read_lists: Read) -> None:
    people = rows_of(
        "mentors", {"district": "Two\nlines", "capacity": "1"}, {"mentor_id": "M2", "capacity": "two"}
    )
    reading = read_lists(mentors=people)
    assert [problem.row for problem in reading.problems if problem.is_error] == [3]


def test_text_is_trimmed_and_composed(read_lists: Read) -> None:
    reading = read_lists(mentors=rows_of("mentors", {"name": "  Zoe\u0308 Lee\u200b \u00a0"}))
    assert reading.roster is not None
    assert list(reading.roster.mentors["name"]) == ["Zo\u00eb Lee"]


def test_the_apostrophe_before_a_formula_is_taken_off(read_lists: Read) -> None:
    reading = read_lists(
        mentors=rows_of("mentors", {"district": "'=1+1", "phone": "'+1 612", "school": "'Tis"})
    )
    assert reading.roster is not None
    row = reading.roster.mentors.iloc[0]
    assert (row["district"], row["phone"], row["school"]) == ("=1+1", "+1 612", "'Tis")


def test_a_file_that_is_not_utf_8_says_how_to_save_it(read_lists: Read) -> None:
    rule, hint = only_error(
        read_lists(mentors=csv_text(rows_of("mentors", {"name": "Zoë"})).encode("latin-1"))
    )
    assert rule.startswith("The file is not UTF-8 (byte ")
    assert "CSV UTF-8" in hint


def test_a_workbook_named_csv_is_recognised(read_lists: Read) -> None:
    rule, hint = only_error(read_lists(mentors=b"PK\x03\x04\x14\x00\x06\x00"))
    assert rule == "This is an Excel workbook with another ending."
    assert ".xlsx" in hint


def test_a_quotation_mark_that_never_closes_does_not_swallow_the_rest(read_lists: Read) -> None:
    text = (
        csv_text(rows_of("mentors", {})) + '"M2,Cy Orr,c@example.org,R1,sup\nM3,Di Poe,d@example.org,R1,sup\n'
    )
    rule, _ = only_error(read_lists(mentors=text))
    assert rule.startswith("The table breaks off in row 3")


@pytest.mark.parametrize(("separator", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_separator_is_named(read_lists: Read, separator: str, name: str) -> None:
    rule, hint = only_error(read_lists(mentors=csv_text(rows_of("mentors", {})).replace(",", separator)))
    assert rule == f"The columns are separated by {name}, not by commas."
    assert "Comma" in hint


def test_a_row_with_more_cells_than_titles_is_an_error_with_what_is_too_much(read_lists: Read) -> None:
    titles, person = rows_of("mentors", {})
    reading = read_lists(mentors=[titles, [*person, "", "stray"]])
    errors = [problem for problem in reading.problems if problem.is_error]
    assert [(problem.row, problem.value) for problem in errors] == [(2, "stray")]


def test_a_row_with_fewer_cells_than_titles_has_empty_ones(read_lists: Read) -> None:
    reading = read_lists(mentors=csv_text(rows_of("mentors", {"district": "X"})).replace(",X", ""))
    assert reading.roster is not None
    assert list(reading.roster.mentors["district"]) == [""]


@pytest.mark.parametrize("text", ["", "\n\n", " , ,\n", "\ufeff"])
def test_a_file_without_anything_is_an_error(read_lists: Read, text: str) -> None:
    assert only_error(read_lists(mentors=text))[0] == "There is no row of titles."


@pytest.mark.parametrize("text", ["", "\n", "mentor_id,mentee_id,kind\n"])
def test_an_empty_list_of_conflicts_is_none(read_lists: Read, text: str) -> None:
    reading = read_lists(conflicts=text)
    assert reading.roster is not None
    assert reading.roster.conflicts.empty


def test_titles_without_people_are_a_warning(read_lists: Read) -> None:
    reading = read_lists(mentees=csv_text(rows_of("mentees", {})[:1]))
    assert reading.roster is not None
    assert "There is nobody in the list of mentees." in [problem.problem for problem in reading.problems]


def test_missing_files_are_all_named(tmp_path: Path) -> None:
    reading = read(files={"mentors": tmp_path / "a.csv", "mentees": tmp_path / "b.csv"})
    assert [problem.problem for problem in reading.problems] == ["There is no such file."] * 2
    assert reading.roster is None


def test_both_lists_are_asked_for_at_once() -> None:
    assert [problem.table for problem in read().problems] == ["mentors", "mentees"]


def test_one_list_that_is_missing_is_asked_for(write_folder: Callable[..., Path]) -> None:
    reading = read(files={"mentors": write_folder() / "mentors.csv"})
    assert [problem.problem for problem in reading.problems] == ["There is no list of mentees."]


def test_a_csv_file_as_the_whole_roster_says_what_to_do(write_folder: Callable[..., Path]) -> None:
    rule, hint = only_error(read(write_folder() / "mentors.csv"))
    assert rule == "A CSV file holds one list, and it is not said which."
    assert "--mentors" in hint


def test_a_folder_in_place_of_a_file_is_an_error(write_folder: Callable[..., Path]) -> None:
    folder = write_folder()
    reading = read(files={"mentors": folder, "mentees": folder / "mentees.csv"})
    assert only_error(reading)[0] == "This is not a file."


@pytest.mark.parametrize("name", ["a\0b.csv", "a" * 5000 + ".csv"])
def test_an_impossible_name_is_an_error(name: str) -> None:
    reading = read(files={"mentors": name, "mentees": name})
    assert reading.roster is None


def test_files_of_a_folder_are_found_in_any_case_and_others_are_named(
    write_folder: Callable[..., Path],
) -> None:
    folder = write_folder(**{"notes": "a,b\n"})
    (folder / "mentors.csv").rename(folder / "Mentors.CSV")
    reading = read(folder)
    assert reading.roster is not None
    assert "lists: not read: notes.csv." in reading.notices


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("conflict.csv", "conflicts"), ("Conflicts of interest.csv", "conflicts"), ("conflicts.xlsx", "conflicts"),
        ("Fixed_Pairs.csv", "pairs"), ("pair.csv", "pairs"),
    ],
)  # fmt: skip
def test_a_file_that_seems_to_keep_people_apart_or_together_is_not_passed_over(
    write_folder: Callable[..., Path], name: str, table: str
) -> None:
    folder = write_folder()
    (folder / name).write_text("mentor_id,mentee_id,kind\nM1,P1,declared\n")
    assert only_error(read(folder)) == (
        f"The file '{name}' looks like the list of {table} and was not read.",
        f"Rename it '{table}.csv', or name it with --{table}.",
    )


@pytest.mark.parametrize("name", ["conflicts", "other"])
def test_such_a_file_is_no_matter_where_the_right_one_is_there(
    write_folder: Callable[..., Path], tmp_path: Path, name: str
) -> None:
    folder = write_folder(conflict="mentor_id,mentee_id,kind\nM1,P1,declared\n")
    right = (folder if name == "conflicts" else tmp_path) / f"{name}.csv"
    right.write_text("mentor_id,mentee_id,kind\nM1,P1,relative\n")
    roster = read(folder, files={} if name == "conflicts" else {"conflicts": right}).roster
    assert roster is not None
    assert list(roster.conflicts["kind"]) == ["relative"]


def test_such_a_file_may_be_named_itself(write_folder: Callable[..., Path]) -> None:
    folder = write_folder(conflict="mentor_id,mentee_id,kind\nM1,P1,declared\n")
    roster = read(folder, files={"conflicts": folder / "conflict.csv"}).roster
    assert roster is not None
    assert list(roster.conflicts["kind"]) == ["declared"]


def test_one_file_named_for_two_tables_is_one_error(write_folder: Callable[..., Path]) -> None:
    path = write_folder() / "mentors.csv"
    reading = read(files={"mentors": path, "mentees": path.parent / "." / ".." / "lists" / "mentors.csv"})
    assert only_error(reading) == (
        "The same list is named for mentors and mentees.",
        "Give each a list of its own.",
    )


def test_files_of_one_name_in_two_folders_are_two_sources(tmp_path: Path) -> None:
    paths = {name: tmp_path / name / "list.csv" for name in BASE}
    for name, path in paths.items():
        path.parent.mkdir()
        path.write_text(csv_text(rows_of(name, {})))
    roster = read(files=paths).roster
    assert roster is not None
    assert set(roster.sources) == {str(path) for path in paths.values()}


def test_a_folder_without_lists_names_what_it_has(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("a\n")
    rule, hint = only_error(read(tmp_path))
    assert rule == "The folder has no mentors.csv and mentees.csv."
    assert "people.csv" in hint


def test_a_file_of_its_own_goes_before_the_folder(write_folder: Callable[..., Path], tmp_path: Path) -> None:
    other = tmp_path / "others.csv"
    other.write_text(csv_text(rows_of("mentors", {"mentor_id": "M9"})))
    reading = read(write_folder(), files={"mentors": other})
    assert reading.roster is not None
    assert list(reading.roster.mentors["mentor_id"]) == ["M9"]
    assert reading.roster.origins["mentors"].name == "others.csv"


def test_a_table_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="files must be of the tables"):
        read(files={"mentor": tmp_path})


def test_usual_people_are_read_whole(read_lists: Read) -> None:
    roster = read_lists().roster
    assert roster is not None
    assert {name: roster.mentors[name][0] for name in MENTOR} == MENTOR
    assert {name: roster.mentees[name][0] for name in MENTEE} == MENTEE
