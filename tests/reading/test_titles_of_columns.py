"""Which title is which column, and what becomes of the others."""

from collections.abc import Callable

import pytest
from reading_lists import MENTOR, rows_of

from matcher.reading import Reading

Read = Callable[..., Reading]


def renamed(**titles: str) -> list[list[str]]:
    first, *rest = rows_of("mentors", {})
    return [[titles.get(title, title) for title in first], *rest]


def errors(reading: Reading) -> list[tuple[int | None, str, str]]:
    return [
        (problem.row, problem.column, problem.problem) for problem in reading.problems if problem.is_error
    ]


@pytest.mark.parametrize(
    "title", ["Mentor ID", "mentor_id", "MENTOR-ID", "mentorid", " Mentor  Id ", "Mentor–ID"]
)
def test_titles_match_in_any_case_and_with_any_separator(read_lists: Read, title: str) -> None:
    reading = read_lists(mentors=renamed(mentor_id=title, email="E-Mail"))
    assert reading.roster is not None
    assert (reading.roster.mentors["mentor_id"][0], reading.roster.mentors["email"][0]) == (
        "M1",
        MENTOR["email"],
    )
    assert reading.notices == ()


def test_columns_stand_in_any_order(read_lists: Read) -> None:
    rows = rows_of("mentors", {})
    reading = read_lists(mentors=[row[::-1] for row in rows])
    assert reading.roster is not None
    assert reading.roster.mentors["name"][0] == MENTOR["name"]


def test_a_column_nobody_asked_for_is_named_and_not_kept(read_lists: Read) -> None:
    reading = read_lists(mentors=rows_of("mentors", {"Shirt size": "L", "regions": "R2"}))
    assert reading.roster is not None
    assert "Shirt size" not in reading.roster.mentors
    assert "mentors.csv: the column 'Shirt size' is not known and was not kept." in reading.notices
    assert (
        "mentors.csv: the column 'regions' is not known and was not kept. Did you mean 'region'?"
        in reading.notices
    )


def test_cells_below_no_title_are_named_and_not_kept(read_lists: Read) -> None:
    titles, person = rows_of("mentors", {})
    reading = read_lists(mentors=[[*titles, ""], [*person, "secret"]])
    assert reading.roster is not None
    assert reading.notices == ("mentors.csv: column F has no title and was not kept.",)


@pytest.mark.parametrize(
    "title",
    [
        "Race", "race/ethnicity", "Gender", "gender_identity", "Sex (M/F)", "AGE", "Age (years)", "mentorAge",
        "Date of Birth", "DOB", "Birthdate", "Ethnicity", "Pronouns", "style_age", "Style Gender", "date_of_birth",
    ],
)  # fmt: skip
def test_race_gender_and_age_are_errors_by_name(read_lists: Read, title: str) -> None:
    reading = read_lists(mentors=rows_of("mentors", {title: "3"}))
    rule = f"'{title}' looks like race, gender or age, which are never read nor used."
    assert errors(reading) == [(1, title, rule)]


@pytest.mark.parametrize("title", ["Language", "Agency", "Manager", "Stage", "Racetrack", "Essex county"])
def test_words_that_only_contain_such_a_word_are_no_errors(read_lists: Read, title: str) -> None:
    assert read_lists(mentors=rows_of("mentors", {title: "3"})).roster is not None


def test_a_map_does_not_smuggle_age_in(read_lists: Read) -> None:
    mentors = rows_of("mentors", {"Age": "44"})
    reading = read_lists('[mentors.columns]\nyears_experience = "Age"', mentors=mentors)
    assert [(row, column) for row, column, _ in errors(reading)] == [(1, "Age")]


def test_a_title_that_stands_twice_is_an_error_where_it_is_read(read_lists: Read) -> None:
    titles, person = rows_of("mentors", {})
    reading = read_lists(mentors=[[*titles, "E-Mail"], [*person, "other@example.org"]])
    assert errors(reading) == [(1, "E-Mail", "The title stands twice.")]


def test_a_title_that_stands_twice_is_no_matter_where_nobody_reads_it(read_lists: Read) -> None:
    titles, person = rows_of("mentors", {})
    reading = read_lists(mentors=[[*titles, "Notes", "Notes"], [*person, "a", "b"]])
    assert reading.roster is not None
    assert sum("'Notes'" in notice for notice in reading.notices) == 2


@pytest.mark.parametrize("column", ["name", "region", "component_group"])
def test_a_column_that_every_row_needs_is_missed_once(read_lists: Read, column: str) -> None:
    people = rows_of("mentors", {}, {"mentor_id": "M2"})
    place = people[0].index(column)
    reading = read_lists(mentors=[[*row[:place], *row[place + 1 :]] for row in people])
    assert errors(reading) == [(1, column, f"There is no column '{column}', which every row needs.")]


@pytest.mark.parametrize("column", ["name", "region", "component_group"])
@pytest.mark.parametrize("cell", ["", "  "])
def test_a_cell_that_every_row_needs_is_missed_in_its_row(read_lists: Read, column: str, cell: str) -> None:
    reading = read_lists(mentors=rows_of("mentors", {}, {"mentor_id": "M2", "email": "", column: cell}))
    assert errors(reading) == [(3, column, f"'{column}' is missing.")]


def test_a_list_of_nothing_is_missing(read_lists: Read) -> None:
    reading = read_lists(mentors=rows_of("mentors", {"component_group": " ; "}))
    assert errors(reading) == [(2, "component_group", "'component_group' is missing.")]


@pytest.mark.parametrize("title", ["style_1", "Style 1", "STYLE-1", "style1"])
def test_working_style_columns_match_like_others(read_lists: Read, title: str) -> None:
    reading = read_lists(
        mentors=rows_of("mentors", {title: "4"}), mentees=rows_of("mentees", {"style_1": "5"})
    )
    assert reading.roster is not None
    assert reading.roster.mentors["style_1"][0] == 4
    assert reading.roster.mentees["style_1"][0] == 5


def test_empty_cells_stand_for_what_the_design_says(read_lists: Read) -> None:
    roster = read_lists().roster
    assert roster is not None
    mentor, mentee = roster.mentors.iloc[0], roster.mentees.iloc[0]
    assert (mentor["membership"], mentor["training"], mentor["meeting"]) == ("active", "none", "either")
    assert (mentor["other_regions"], mentor["min_mentees"], mentor["lent_to"]) == ("no", 0.0, "")
    assert mentor[["capacity", "years_experience", "latitude", "certified_until"]].isna().all()
    assert (mentee["new_to_role"], mentee["new_to_state"], mentee["urgent"]) == ("no", "no", "no")
    assert (mentee["wants_mentor"], mentee["mentors_needed"], mentee["special_application"]) == (
        "yes",
        1.0,
        "",
    )


def test_names_are_joined_of_first_and_last(read_lists: Read) -> None:
    people = [
        ["First Name", "last_name", "region", "component_group"],
        ["Ann ", " Lee", "R1", "sup"],
        ["Cy", "", "R1", "sup"],
    ]
    reading = read_lists(mentors=people)
    assert reading.roster is not None
    assert sorted(reading.roster.mentors["name"]) == ["Ann Lee", "Cy"]


def test_a_name_goes_before_first_and_last_and_that_is_said(read_lists: Read) -> None:
    given = {"first_name": "Anna", "last_name": "Lee"}
    reading = read_lists(
        mentors=rows_of("mentors", given, {**given, "mentor_id": "M2", "name": "", "email": ""})
    )
    assert reading.roster is not None
    assert list(reading.roster.mentors["name"]) == ["Ann Lee", "Anna Lee"]
    assert any("'name' is taken as it is" in notice for notice in reading.notices)


@pytest.mark.parametrize(
    "title", ["New to role?", "New to role ?", "New to role:", "*New to role*", "[New to role]"]
)
def test_titles_match_without_signs_at_their_ends(read_lists: Read, title: str) -> None:
    reading = read_lists(mentees=rows_of("mentees", {title: "yes", "Style pace?": "4"}))
    assert reading.roster is not None
    assert reading.roster.mentees["new_to_role"][0] == "yes"
    assert reading.roster.mentees["style_pace"][0] == 4
    assert reading.notices == ()


@pytest.mark.parametrize("title", ["Language", "Mentee ID", "Notes"])
def test_no_column_is_suggested_that_is_far_from_the_title(read_lists: Read, title: str) -> None:
    reading = read_lists(mentors=rows_of("mentors", {title: "x"}))
    assert reading.notices == (f"mentors.csv: the column '{title}' is not known and was not kept.",)


def test_titles_below_a_heading_are_one_error(read_lists: Read) -> None:
    for heading in (["MASA list"], ["MASA list", "", "Region"]):
        reading = read_lists(mentors=[heading, [], *rows_of("mentors", {}, {"region": ""})])
        assert errors(reading) == [(3, "", "The titles seem to stand in row 3.")]
        (problem,) = reading.problems
        assert problem.suggestion == (
            "Write header = 3 in a map file (--map); `matcher check --guess-map` writes one."
        )
        assert reading.notices == ()


def test_titles_below_a_heading_are_seen_in_the_next_15_rows(read_lists: Read) -> None:
    reading = read_lists(mentors=[["MASA list"], *[["x"]] * 14, *rows_of("mentors", {})])
    assert errors(reading) == [(16, "", "The titles seem to stand in row 16.")]
    reading = read_lists(mentors=[["MASA list"], *[["x"]] * 15, *rows_of("mentors", {})])
    assert errors(reading)[0][:2] == (1, "name")


def test_titles_of_which_the_map_knows_two_are_the_titles(read_lists: Read) -> None:
    people = [["Who", "Area", "Job"], ["name", "region", "component_group"]]
    text = '[mentors.columns]\nname = "Who"\nregion = "Area"\ncomponent_group = "Job"'
    assert read_lists(text, mentors=people).roster is not None
