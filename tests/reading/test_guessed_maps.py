"""A map guessed for lists in other words."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_lists import csv_text, rows_of

from matcher.reading import ColumnMap, Expectations, Reading, load_map, read
from matcher.reading.guess import guess_map
from matcher.reading.guessing.values import find_code
from matcher.roster import InputError, Vocabulary

Write = Callable[..., Path]
GROUPS = {
    "superintendent": ("Superintendent", "Supt."),
    "central_office": ("Central office", "Assistant superintendent"),
    "special_education": ("Special education",),
    "technology": ("Technology",),
}
REGIONS = {
    "MASA-1": ("Southeast", "Region 1"),
    "MASA-3": ("Southwest", "Region 3"),
    "MASA-6": ("Central", "Region 6"),
}
TOPICS = {"psel-1": ("Mission",), "psel-9": ("Operations and management", "Operations")}
MASA = {
    "component_group": Vocabulary("component group", GROUPS),
    "region": Vocabulary("region", REGIONS),
    "topics": Vocabulary("topic", TOPICS),
}


def guess_and_read(path: Path, vocabularies: dict[str, Vocabulary]) -> tuple[str, Reading]:
    text = guess_map(path, vocabularies)
    written = path.with_name("guessed.toml")
    written.write_text(text, encoding="utf-8")
    return text, read(path, column_map=load_map(written), expectations=Expectations(vocabularies))


def test_a_heading_above_the_titles_gives_region_and_group(write_book: Write) -> None:
    mentees = [
        ["Region 3 — new superintendents 2026"],
        [],
        [
            "Name",
            "Dist.",
            "Email address",
            "Mobile",
            "First year?",
            "New to Minnesota?",
            "Date requested",
            "Needs help with",
        ],
        ["Ann Lee", "Austin", "ann@x.org", "507-555-0101", "Y", "", "8/1/2026", "operations; Mission"],
        ["Bob Ray", "Byron", "bob@x.org", "507-555-0102", "", "Yes", "8/2/2026", ""],
    ]
    mentors = [
        ["Mentor name", "Employer", "Mail", "Phone #", "Active or retired", "Max. mentees", "Other regions?", "Years", "Trained?", "Grade level"],
        ["Cal Orr", "Albany", "cal@x.org", "507-555-0103", "Emeritus", 2, "only if needed", 12, "Y", "Superintendent of schools"],
        ["Dot Poe", "Foley", "dot@x.org", "507-555-0104", "Active", 1, "no", 7, "N", "Tech Director"],
    ]  # fmt: skip
    text, reading = guess_and_read(write_book({"Newcomers": mentees, "Region 3 veterans": mentors}), MASA)
    roster = reading.roster
    assert roster is not None, (text, reading.problems)
    first = roster.mentees.iloc[0]
    assert (first["region"], first["component_group"], first["needs"]) == (
        "MASA-3",
        "superintendent",
        "psel-9;psel-1",
    )
    assert list(roster.mentees["new_to_role"]) == ["yes", "no"]
    assert list(roster.mentees["new_to_state"]) == ["no", "yes"]
    assert list(roster.mentees["requested_at"].astype(str)) == ["2026-08-01", "2026-08-02"]
    assert list(roster.mentors["component_group"]) == ["superintendent", "technology"]
    assert list(roster.mentors["membership"]) == ["retired", "active"]
    assert list(roster.mentors["training"]) == ["trained", "none"]
    assert list(roster.mentors["other_regions"]) == ["yes", "no"]
    assert list(roster.mentors["years_experience"]) == [12, 7]
    assert "header = 3" in text
    assert 'component_group = "superintendent"  # CHECK' in text


def test_own_titles_that_hold_something_else_are_seen(write_book: Write) -> None:
    mentors = rows_of(
        "mentors", {"region": "6", "component_group": "Supt / Tech Director", "experience": "12"}
    )
    mentees = rows_of("mentees", {"region": "Region 3", "component_group": "Asst Supt", "Gender": "f"})
    text, reading = guess_and_read(write_book({"Mentors": mentors, "Mentees": mentees}), MASA)
    assert 'years_experience = "experience"' in text
    assert 'region = { 6 = "MASA-6" }' in text
    assert '"Supt / Tech Director" = "superintendent;technology"' in text
    assert '"Asst Supt" = "central_office"' in text
    assert "# CHECK: take out 'Gender'" in text
    assert [problem.column for problem in reading.problems if problem.is_error] == ["Gender"]


def test_wishes_are_seen_by_the_names_of_the_other_list(write_book: Write) -> None:
    mentors = rows_of(
        "mentors", {"name": "Cal Orr"}, {"mentor_id": "M2", "name": "Dot Poe", "email": "d@x.org"}
    )
    mentees = rows_of(
        "mentees", {"Anyone in mind?": "dot poe"}, {"mentee_id": "P2", "Anyone in mind?": "Cal Orr"}
    )
    path = write_book({"Mentors": mentors, "Mentees": mentees})
    text, reading = guess_and_read(path, {})
    assert reading.roster is not None
    assert list(reading.roster.mentees["preferred_mentors"]) == ["M2", "M1"]
    assert 'preferred_mentors = "Anyone in mind?"  # CHECK' in text


def test_conflicts_and_pairs_are_found_by_their_sheets_names(write_book: Write) -> None:
    sheets = {
        "Mentors": rows_of("mentors", {}),
        "Mentees": rows_of("mentees", {}),
        "Do not match": [["Mentor", "New admin", "Why"], ["Ann Lee", "Bob Ray", "used to be his boss"]],
        "Confirmed pairs": [["Mentor", "Mentee"], ["Ann Lee", "Bob Ray"]],
        "Shirt sizes": [["Who", "Size"], ["Ann Lee", "L"]],
    }
    text, reading = guess_and_read(write_book(sheets), {})
    assert reading.roster is not None, (text, reading.problems)
    assert list(reading.roster.conflicts["kind"]) == ["former_supervisor"]
    assert list(reading.roster.pairs["kind"]) == ["confirmed"]
    assert "# Not used: 'Shirt sizes'." in text


def test_of_two_seasons_the_later_is_taken(write_book: Write) -> None:
    sheets = {
        "Mentors 25-26": rows_of("mentors", {}),
        "Mentors 26-27": rows_of("mentors", {}),
        "New": rows_of("mentees", {}),
    }
    text, _ = guess_and_read(write_book(sheets), {})
    assert 'sheet = "Mentors 26-27"' in text
    assert "'Mentors 25-26'" in text


def test_one_column_says_what_somebody_is_new_to(write_book: Write) -> None:
    people = [
        {"New to": text, "mentee_id": f"P{n}", "email": f"{n}@x.org"}
        for n, text in enumerate(["State", "both", "position", ""])
    ]
    path = write_book({"Mentors": rows_of("mentors", {}), "Mentees": rows_of("mentees", *people)})
    _, reading = guess_and_read(path, {})
    assert reading.roster is not None
    assert list(reading.roster.mentees["new_to_role"]) == ["no", "yes", "yes", "no"]
    assert list(reading.roster.mentees["new_to_state"]) == ["yes", "yes", "no", "no"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Superintendent of Schools", "superintendent"), ("Asst. Supt.", "central_office"),
        ("Assistant Superintendent for Operations", "central_office"), ("SPED coordinator", "special_education"),
        ("Dir. of Technology", "technology"), ("IT Director", "technology"), ("superintendant", "superintendent"),
        ("Bus driver", None), ("", None),
    ],
)  # fmt: skip
def test_titles_in_other_words_are_led_to_codes(text: str, code: str | None) -> None:
    assert find_code(text, MASA["component_group"]) == code


@pytest.mark.parametrize(
    ("text", "code"), [("6", "MASA-6"), ("Reg. 3", "MASA-3"), ("R1", "MASA-1"), ("7", None)]
)
def test_numbers_are_led_to_regions(text: str, code: str | None) -> None:
    assert find_code(text, MASA["region"]) == code


def test_what_is_missing_is_said_with_what_may_stand_there(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Who,Where,Mail,How many?\nAnn Lee,Austin,a@x.org,2\nBob Ray,Byron,b@x.org,1\n")
    text = guess_map(path, MASA)
    assert tomllib.loads(text) == {
        "mentors": {"columns": {"name": "Who", "email": "Mail", "capacity": "How many?"}}
    }
    assert "# CHECK: no column is the region, which every row needs. Known: MASA-1, MASA-3, MASA-6." in text
    assert "# CHECK: no list of mentees was found." in text


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        guess_map(tmp_path / "none.xlsx")


words = st.sampled_from(
    ["First", "Last", "Title", "Cell", "E-Mail", "New to", "Retired?", "How many?", "Region", "Would like", "Name", "mentor", "kind", "Y", "x", "role", "a@x.org", "6", "*", "2026-08-01", 'q"uo\\te', "é\u0085\u2028", "a\nb", "\x7f"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(
    name=st.sampled_from(["mentors", "New admins", "pairs", "do not match", "x"]),
    rows=st.lists(st.lists(words | st.text(max_size=6), max_size=7), max_size=6),
)
def test_every_guess_is_a_map_without_faults(
    name: str, rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("guess")
    (folder / f"{name}.csv").write_text(
        csv_text(rows).replace("\0", ""), encoding="utf-8", errors="ignore", newline=""
    )
    try:
        text = guess_map(folder / f"{name}.csv", MASA)
    except InputError:
        return
    (folder / "map.toml").write_text(text, encoding="utf-8", newline="")
    assert isinstance(load_map(folder / "map.toml"), ColumnMap)
