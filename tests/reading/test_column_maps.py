"""The file that says what a list calls its columns otherwise."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reading_lists import make_map, rows_of

from matcher.reading import Reading, load_map, read
from matcher.roster import InputError, Problem

Read = Callable[..., Reading]


def faults(tmp_path: Path, text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as found:
        make_map(tmp_path, text)
    return found.value.problems


def errors(reading: Reading) -> list[tuple[str, int | None, str, str]]:
    return [(one.table, one.row, one.column, one.problem) for one in reading.problems if one.is_error]


EXAMPLE = """
[mentees]
header = 3
columns = { first_name = "First", last_name = "Last", component_group = "Title", new_to_role = "New to", new_to_state = "New to" }
constants = { region = "MASA-6" }
[mentees.values]
new_to_role = { role = "yes", "*" = "no" }
new_to_state = { state = "yes", "*" = "no" }
"""


def test_the_example_of_the_design_is_read(read_lists: Read) -> None:
    people = [
        ["Newcomers of region 6"],
        [],
        ["First", "Last ", "Title", "New to"],
        ["Ann", "Lee", "sup", "Role"],
        ["Cy", "Orr", "sup", "state"],
        [],
        ["Di", "Poe", "sup", ""],
    ]
    reading = read_lists(EXAMPLE, mentees=people)
    assert reading.roster is not None
    frame = reading.roster.mentees.set_index("name")
    assert list(frame["region"]) == ["MASA-6"] * 3
    assert dict(frame["new_to_role"]) == {"Ann Lee": "yes", "Cy Orr": "no", "Di Poe": "no"}
    assert dict(frame["new_to_state"]) == {"Ann Lee": "no", "Cy Orr": "yes", "Di Poe": "no"}
    assert sorted(reading.roster.origins["mentees"].rows) == [4, 5, 7]


def test_values_match_like_codes_and_others_stay_as_they_are(read_lists: Read) -> None:
    people = rows_of("mentors", {"membership": "EMERI-TUS"}, {"mentor_id": "M2", "membership": "pending"})
    reading = read_lists('[mentors.values]\nmembership = { emeritus = "retired" }', mentors=people)
    assert reading.roster is not None
    assert list(reading.roster.mentors["membership"]) == ["retired", "pending"]


def test_the_star_is_any_other_value_empty_ones_included(read_lists: Read) -> None:
    people = rows_of("mentors", {"membership": ""}, {"mentor_id": "M2", "membership": "who knows"})
    reading = read_lists('[mentors.values]\nmembership = { "*" = "pending" }', mentors=people)
    assert reading.roster is not None
    assert list(reading.roster.mentors["membership"]) == ["pending", "pending"]


def test_values_may_be_numbers_dates_and_truths(read_lists: Read) -> None:
    text = "[mentors.constants]\ncapacity = 2\nother_regions = true\navailable_from = 2026-09-01\nlatitude = 44.5"
    reading = read_lists(text)
    assert reading.roster is not None
    row = reading.roster.mentors.iloc[0]
    assert (row["capacity"], row["other_regions"], row["latitude"]) == (2, "yes", 44.5)
    assert row["available_from"].isoformat() == "2026-09-01T00:00:00"


def test_a_title_that_the_map_names_in_vain_is_one_error(read_lists: Read) -> None:
    people = [["mentor_id", "name", "Regio", "component_group"], ["M1", "Ann", "R1", "sup"]]
    reading = read_lists('[mentors.columns]\nregion = "Regoin"', mentors=people)
    assert errors(reading) == [
        ("mentors", 1, "Regoin", "The map takes 'region' from 'Regoin', but there is no such title.")
    ]
    assert "Did you mean 'Regio'?" in [problem.suggestion for problem in reading.problems]


def test_titles_that_the_map_replaces_are_named(read_lists: Read) -> None:
    people = rows_of("mentors", {"Full": "Anna Lee", "Area": "R2"})
    text = '[mentors]\ncolumns = { name = "Full" }\nconstants = { region = "R1" }'
    reading = read_lists(text, mentors=people)
    assert reading.roster is not None
    assert reading.roster.mentors["name"][0] == "Anna Lee"
    assert "mentors.csv: the map takes 'name' from 'Full'; the column 'name' was not kept." in reading.notices
    assert (
        "mentors.csv: the map gives every row the same 'region'; the column 'region' was not kept."
        in reading.notices
    )


def test_values_of_a_column_that_the_list_has_not_are_named(read_lists: Read) -> None:
    reading = read_lists('[mentors.values]\nmembership = { Y = "retired" }')
    assert reading.roster is not None
    assert any("'membership'" in notice and "no such column" in notice for notice in reading.notices)


def test_a_header_below_the_list_is_an_error(read_lists: Read) -> None:
    reading = read_lists("[mentors]\nheader = 30")
    assert errors(reading)[0][:2] == ("mentors", None)
    assert errors(reading)[0][3] == "The map says that the titles are in row 30, but that row is blank."


def test_a_sheet_that_the_map_names_in_vain_is_an_error(
    write_book: Callable[..., Path], tmp_path: Path
) -> None:
    book = write_book({"Mentors": rows_of("mentors", {}), "Mentees": rows_of("mentees", {})})
    reading = read(book, column_map=make_map(tmp_path, '[mentees]\nsheet = "New admins"'))
    assert errors(reading) == [
        (
            "map",
            None,
            "mentees.sheet",
            "The map takes mentees from the sheet 'New admins', but there is none.",
        )
    ]


def test_every_fault_of_a_map_is_told_at_once(tmp_path: Path) -> None:
    text = """
[mentors]
sheets = "A"
header = 0
columns = { region = 5 }
constants = { capacity = [1] }
[menties]
"""
    found = {problem.column: problem for problem in faults(tmp_path, text)}
    assert set(found) == {
        "mentors.sheets", "mentors.header", "mentors.columns.region", "mentors.constants.capacity", "menties",
    }  # fmt: skip
    assert found["menties"].suggestion == "Did you mean 'mentees'?"
    assert found["mentors.columns.region"].problem == "The value must be text in quotes."
    assert found["mentors.constants.capacity"].problem.endswith(
        "must be text in quotes, a number, a date, or true or false."
    )


def test_columns_that_do_not_exist_are_named_with_the_nearest(tmp_path: Path) -> None:
    (problem,) = faults(tmp_path, '[mentors.columns]\ncapasity = "How many?"')
    assert (problem.column, problem.problem) == ("mentors.columns.capasity", "mentors have no such column.")
    assert problem.suggestion == "Did you mean 'capacity'?"


def test_what_the_map_itself_writes_must_be_a_value(tmp_path: Path) -> None:
    text = '[mentors.constants]\ncapacity = -1\n[mentors.values]\nmembership = { Y = "retird", N = "" }'
    found = faults(tmp_path, text)
    assert [(problem.column, problem.value) for problem in found] == [
        ("mentors.constants.capacity", "-1"),
        ("mentors.values.membership.Y", "retird"),
    ]


def test_a_column_with_a_constant_has_no_title(tmp_path: Path) -> None:
    (problem,) = faults(tmp_path, '[mentors]\ncolumns = { region = "A" }\nconstants = { region = "R1" }')
    assert problem.column == "mentors.columns.region"


@pytest.mark.parametrize("text", ["[mentors", "a = " + "1" * 5000, "a = " + "[" * 3000, "\x00"])
def test_what_is_no_toml_is_told(tmp_path: Path, text: str) -> None:
    (problem,) = faults(tmp_path, text)
    assert problem.problem.startswith("The file is not TOML")


def test_a_map_that_is_missing_or_not_utf_8_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_map(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes('[mentors]\nsheet = "Zoë"'.encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        load_map(tmp_path / "latin.toml")
    with pytest.raises(InputError, match="cannot be read"):
        load_map(tmp_path)


def test_values_that_no_cell_holds_are_named(read_lists: Read) -> None:
    text = (
        '[mentors.values]\nmembership = { Emeritus = "retired", Y = "active", "" = "none", "*" = "pending" }'
    )
    reading = read_lists(text, mentors=rows_of("mentors", {"membership": "emeritus?"}))
    assert reading.roster is not None
    assert reading.notices == (
        "mentors.csv: the map says what 'Y' in 'membership' stands for, but no cell holds it.",
    )


def test_a_value_of_a_sign_alone_does_not_stand_for_empty_cells(read_lists: Read) -> None:
    people = rows_of("mentors", {"membership": "?"}, {"mentor_id": "M2", "membership": ""})
    reading = read_lists('[mentors.values]\nmembership = { "?" = "pending" }', mentors=people)
    assert reading.roster is not None
    assert list(reading.roster.mentors["membership"]) == ["pending", "active"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('[mentors]\n\nsheet = "A"\nsheet = "B"', "line 4: this key stands twice."),
        ('[mentors]\nsheet = "A"\n[mentors]', "line 3: this key stands twice."),
        ("[mentors]\nsheet = New", "line 2: what stands after = is no value; text stands in quotes."),
        ('[mentors]\nsheet = "New\n', "line 2: a quote is not closed."),
        ("[mentors]\nsheet = “New”", "line 2: the quotes are curly."),
        ("[mentors\nheader = 3", "line 1: a name in [brackets] is not closed."),
        ("[mentors]\nheader 3", "line 2: after the key there is no =."),
    ],
)
def test_what_is_no_toml_is_told_in_plain_words(tmp_path: Path, text: str, rule: str) -> None:
    (problem,) = faults(tmp_path, text)
    assert problem.problem == f"The file is not TOML: {rule}"
    assert problem.suggestion == ('Use straight quotes: "…".' if "curly" in rule else "")
