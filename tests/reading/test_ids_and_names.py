"""Who is who: ids that are there, ids that are made, and people named in wishes."""

from collections.abc import Callable

import pytest
from reading_lists import rows_of

from matcher.reading import Reading

Read = Callable[..., Reading]


def found(reading: Reading, severity: str = "error") -> list[tuple[str, int | None, str, str]]:
    return [
        (one.table, one.row, one.column, one.problem) for one in reading.problems if one.severity == severity
    ]


def mentor(one: str, name: str = "", **cells: str) -> dict[str, str]:
    return {
        "mentor_id": one,
        "name": name or f"Name {one}",
        "email": f"{one or name}@example.org".replace(" ", "."),
        **cells,
    }


def test_ids_are_case_sensitive_and_sorted_by_code_point(read_lists: Read) -> None:
    ids = ["m1", "M10", "M1", "é", "z", "Z", "M2"]
    emails = [f"{n}@example.org" for n in range(7)]
    people = [{"mentor_id": one, "email": email} for one, email in zip(ids, emails, strict=True)]
    reading = read_lists(mentors=rows_of("mentors", *people))
    assert reading.roster is not None
    assert list(reading.roster.mentors["mentor_id"]) == ["M1", "M10", "M2", "Z", "m1", "z", "é"]
    assert list(reading.roster.origins["mentors"].rows) == [4, 3, 8, 7, 2, 6, 5]


def test_a_doubled_id_is_told_once_at_each_later_row(read_lists: Read) -> None:
    people = rows_of(
        "mentors", mentor("A"), mentor("B"), mentor("A", email="x@y.org"), mentor("A", email="z@y.org")
    )
    assert found(read_lists(mentors=people)) == [
        ("mentors", 4, "mentor_id", "This id stands in row 2 already."),
        ("mentors", 5, "mentor_id", "This id stands in row 2 already."),
    ]


def test_ids_are_made_from_the_email_else_from_name_and_district(read_lists: Read) -> None:
    people = rows_of(
        "mentors",
        mentor("", "Ann Lee", email="Ann.Lee@Example.org"),
        mentor("", "Zoë  O'Neil", email="", district="St. Cloud; South"),
    )
    reading = read_lists(mentors=people)
    assert reading.roster is not None
    assert list(reading.roster.mentors["mentor_id"]) == ["ann.lee@example.org", "zoë-o'neil-st.-cloud-south"]
    assert reading.notices == (
        "mentors.csv: 2 mentors have no mentor_id; made from the e-mail, else from name and district.",
    )


def test_the_ids_of_people_who_share_an_email_do_not_hang_on_the_order_of_rows(read_lists: Read) -> None:
    people = [mentor("", "Ann Lee", email="office@x.org"), mentor("", "Cy Orr", email="OFFICE@x.org")]
    for rows in (people, people[::-1]):
        reading = read_lists(mentors=rows_of("mentors", *rows))
        assert reading.roster is not None
        assert list(reading.roster.mentors["mentor_id"]) == ["ann-lee", "cy-orr"]
        assert [(row, column) for _, row, column, _ in found(reading, "warning")] == [(3, "email")]


def test_an_email_that_is_somebodys_id_makes_no_other_id(read_lists: Read) -> None:
    people = rows_of("mentors", mentor("a@x.org", email=""), mentor("", "Cy Orr", email="a@x.org"))
    reading = read_lists(mentors=people)
    assert reading.roster is not None
    assert list(reading.roster.mentors["mentor_id"]) == ["a@x.org", "cy-orr"]


def test_two_of_one_name_and_district_without_emails_are_an_error(read_lists: Read) -> None:
    people = rows_of("mentors", *[mentor("", "Ann Lee", email="", district="A")] * 2)
    assert found(read_lists(mentors=people)) == [
        (
            "mentors",
            3,
            "mentor_id",
            "The id made from name and district, 'ann-lee-a', stands in row 2 already.",
        )
    ]


def test_a_missing_email_is_a_warning_and_a_malformed_one_only_an_error(read_lists: Read) -> None:
    reading = read_lists(
        mentors=rows_of("mentors", mentor("A", email=""), mentor("B", email="nobody"), mentor("C"))
    )
    assert found(reading, "warning") == [("mentors", 2, "email", "There is no e-mail.")]
    assert found(reading) == [("mentors", 3, "email", "This is not an e-mail address.")]


def test_a_list_without_any_email_is_one_warning(read_lists: Read) -> None:
    reading = read_lists(mentors=rows_of("mentors", mentor("A", email=""), mentor("B", email="")))
    assert found(reading, "warning") == [("mentors", None, "email", "None of the 2 mentors has an e-mail.")]


@pytest.mark.parametrize(
    "wish", ["M1", "ANN@example.org", "ann  LEE", "Ann Lee; M1;ann@example.org", "Zo\u0308e; M1"]
)
def test_wishes_are_ids_emails_or_names(read_lists: Read, wish: str) -> None:
    people = rows_of("mentors", mentor("M1", "Ann Lee", email="ann@example.org"), mentor("M2", "Zöe"))
    reading = read_lists(mentors=people, mentees=rows_of("mentees", {"preferred_mentors": wish}))
    assert reading.roster is not None
    assert reading.roster.mentees["preferred_mentors"][0] in ("M1", "M2;M1")


def test_wishes_keep_their_order(read_lists: Read) -> None:
    people = rows_of("mentors", mentor("M1"), mentor("M2"), mentor("M3"))
    reading = read_lists(mentors=people, mentees=rows_of("mentees", {"preferred_mentors": "M3;M1;M2;M3"}))
    assert reading.roster is not None
    assert reading.roster.mentees["preferred_mentors"][0] == "M3;M1;M2"


def test_a_wish_that_fits_two_people_is_an_error_with_both(read_lists: Read) -> None:
    people = rows_of(
        "mentors",
        mentor("M1", "Ann Lee", email="a@x.org", district="D1"),
        mentor("M2", "ann lee", email="b@x.org", district=""),
    )
    wishes = [{"preferred_mentors": "Ann Lee"}, {"mentee_id": "P2", "preferred_mentors": "M2;ann lee"}]
    reading = read_lists(mentors=people, mentees=rows_of("mentees", *wishes))
    assert found(reading) == [
        ("mentees", 2, "preferred_mentors", "This fits 2 mentors: M1 (D1), M2."),
        ("mentees", 3, "preferred_mentors", "'ann lee' fits 2 mentors: M1 (D1), M2."),
    ]


@pytest.mark.parametrize(
    ("wish", "hint"),
    [("m1", "'M1'"), ("Ann Le", "'Ann Lee'"), ("M99", "Write an id"), ("x" * 40_000, "shorter")],
)
def test_a_wish_for_nobody_is_an_error_that_names_the_nearest(read_lists: Read, wish: str, hint: str) -> None:
    people = rows_of("mentors", mentor("M1", "Ann Lee"))
    reading = read_lists(mentors=people, mentees=rows_of("mentees", {"preferred_mentors": wish}))
    (problem,) = [one for one in reading.problems if one.is_error]
    assert hint in problem.suggestion
    assert len(problem.value) < 600


def test_avoiding_somebody_unknown_is_only_a_warning(read_lists: Read) -> None:
    mentors = rows_of("mentors", mentor("M1", avoided_mentees="Bob Ray; Nobody", avoided_districts="A; B"))
    mentees = rows_of("mentees", {"name": "Bob Ray", "avoided_mentors": "Someone"})
    reading = read_lists(mentors=mentors, mentees=mentees)
    assert reading.roster is not None
    assert reading.roster.mentors["avoided_mentees"][0] == "P1"
    assert reading.roster.mentors["avoided_districts"][0] == "A;B"
    assert [(table, row, column) for table, row, column, _ in found(reading, "warning")] == [
        ("mentors", 2, "avoided_mentees"),
        ("mentees", 2, "avoided_mentors"),
    ]


def test_a_list_of_one_without_email_is_said_in_the_singular(read_lists: Read) -> None:
    reading = read_lists(mentors=rows_of("mentors", mentor("A", email="")))
    assert found(reading, "warning") == [("mentors", None, "email", "1 mentor has no e-mail.")]


def test_one_id_that_is_made_is_said_in_the_singular(read_lists: Read) -> None:
    reading = read_lists(mentors=rows_of("mentors", mentor("")))
    assert any("1 mentor has no mentor_id;" in notice for notice in reading.notices)


@pytest.mark.parametrize(
    ("wish", "hint"),
    [
        ("Lee, Ann", "Did you mean 'Ann Lee'?"),
        ("M1, M2", "Write an id, an e-mail or the full name. Separate several with ;, not with a comma."),
        ("M8", "Write an id, an e-mail or the full name."),
    ],
)
def test_commas_in_a_wish_are_explained(read_lists: Read, wish: str, hint: str) -> None:
    people = rows_of("mentors", mentor("M1", "Ann Lee"), mentor("M2", "Di Poe"))
    reading = read_lists(mentors=people, mentees=rows_of("mentees", {"preferred_mentors": wish}))
    assert [one.suggestion for one in reading.problems if one.is_error] == [hint]


def test_a_comma_in_an_id_of_a_conflict_is_no_list(read_lists: Read) -> None:
    conflicts = [["mentor_id", "mentee_id", "kind"], ["M1, M2", "P1", "declared"]]
    (problem,) = [one for one in read_lists(conflicts=conflicts).problems if one.is_error]
    assert "comma" not in problem.suggestion
