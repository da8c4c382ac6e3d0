"""What must hold between cells, rows and tables."""

from collections.abc import Callable

import pytest
from reading_lists import rows_of

from matcher.reading import Expectations, Reading

Read = Callable[..., Reading]


def found(reading: Reading, severity: str = "error") -> list[tuple[str, int | None, str, str]]:
    return [
        (one.table, one.row, one.column, one.problem) for one in reading.problems if one.severity == severity
    ]


def link(kind: str, mentor: str = "M1", mentee: str = "P1", **cells: str) -> dict[str, str]:
    return {"mentor_id": mentor, "mentee_id": mentee, "kind": kind, **cells}


def test_conflicts_and_pairs_name_people_by_id_email_or_name(read_lists: Read) -> None:
    conflicts = rows_of("conflicts", link("Former Supervisor", "Ann Lee", "bob@example.org", note="quiet"))
    reading = read_lists(conflicts=conflicts, pairs=rows_of("pairs", link("Agreed")))
    assert reading.roster is not None
    assert reading.roster.conflicts.to_dict("records") == [link("former_supervisor", note="quiet")]
    assert reading.roster.pairs.to_dict("records") == [link("agreed")]


def test_conflicts_of_nobody_are_errors(read_lists: Read) -> None:
    conflicts = rows_of("conflicts", link("declared", "M9"), link("declared", "M1", "P9"), link("", "", "P1"))
    assert found(read_lists(conflicts=conflicts)) == [
        ("conflicts", 2, "mentor_id", "There is no mentor 'M9'."),
        ("conflicts", 3, "mentee_id", "There is no mentee 'P9'."),
        ("conflicts", 4, "mentor_id", "'mentor_id' is missing."),
        ("conflicts", 4, "kind", "'kind' is missing."),
    ]


def test_a_pair_that_stands_twice_is_an_error_at_the_later_row(read_lists: Read) -> None:
    mentees = rows_of("mentees", {}, {"mentee_id": "P2", "name": "Cy", "email": "cy@example.org"})
    pairs = rows_of("pairs", link("agreed"), link("agreed", mentee="P2"), link("confirmed", mentee="Bob Ray"))
    assert found(read_lists(mentees=mentees, pairs=pairs)) == [
        ("pairs", 4, "mentee_id", "M1 and P1 stand in row 2 already.")
    ]


def test_an_outcome_that_stands_twice_in_a_season_is_an_error(read_lists: Read) -> None:
    rows = [{"season": season, "mentor_id": "A", "mentee_id": "B"} for season in ("2024", "2025", "2025")]
    reading = read_lists(outcomes=rows_of("outcomes", *rows))
    assert found(reading) == [("outcomes", 4, "mentee_id", "2025 and A and B stand in row 3 already.")]


def test_outcomes_are_of_past_people_and_what_is_not_reported_is_unknown(read_lists: Read) -> None:
    row = {"season": "2024-25", "mentor_id": "M77", "mentee_id": "P77", "mentee_rating": "4", "continued": ""}
    reading = read_lists(outcomes=rows_of("outcomes", row))
    assert reading.roster is not None
    outcome = reading.roster.outcomes.iloc[0]
    assert (outcome["mentee_rating"], outcome["continued"], outcome["ended_early"]) == (4.0, "", "")
    assert outcome[["mentor_rating", "contact_hours", "target_hours"]].isna().all()


def test_who_is_available_until_before_from_is_an_error(read_lists: Read) -> None:
    dates = {"available_from": "2026-09-01", "available_until": "8/31/2026"}
    assert found(read_lists(mentors=rows_of("mentors", dates))) == [
        ("mentors", 2, "available_until", "This is before available_from.")
    ]


def test_the_urgent_say_why(read_lists: Read) -> None:
    people = [{"urgent": "x"}, {"mentee_id": "P2", "email": "", "urgent": "yes", "urgent_reason": "started"}]
    assert found(read_lists(mentees=rows_of("mentees", *people))) == [
        ("mentees", 2, "urgent_reason", "Someone urgent needs a reason.")
    ]


@pytest.mark.parametrize(("given", "missing"), [("latitude", "longitude"), ("longitude", "latitude")])
def test_half_a_position_is_a_warning(read_lists: Read, given: str, missing: str) -> None:
    reading = read_lists(mentors=rows_of("mentors", {given: "44"}))
    assert found(reading, "warning") == [
        ("mentors", 2, missing, f"There is no {missing}; the distance counts as unknown.")
    ]


def test_a_region_without_mentors_is_a_warning(read_lists: Read) -> None:
    people = [{}, {"mentee_id": "P2", "email": "c@example.org", "region": "R2"}]
    assert found(read_lists(mentees=rows_of("mentees", *people)), "warning") == [
        ("mentees", None, "region", "Nobody of 'R2' is a mentor; 1 mentee is there.")
    ]


def test_seats_are_not_counted_before_it_is_known_who_is_served(read_lists: Read) -> None:
    assert read_lists(mentees=rows_of("mentees", {"mentors_needed": "3"})).problems == ()
    assert not hasattr(Expectations(), "default_capacity")


def test_a_mentor_both_wished_for_and_avoided_is_a_warning(read_lists: Read) -> None:
    mentors = rows_of("mentors", {}, {"mentor_id": "M2", "name": "Cy", "email": "cy@example.org"})
    wishes = {"preferred_mentors": "M2; Ann Lee", "avoided_mentors": "ann@example.org"}
    reading = read_lists(mentors=mentors, mentees=rows_of("mentees", wishes))
    rule = "This mentor is both wished for and avoided; avoided counts."
    assert found(reading, "warning") == [("mentees", 2, "preferred_mentors", rule)]
    assert [problem.value for problem in reading.problems] == ["M1"]


def test_requests_need_a_moment_where_the_policy_is_first_come(read_lists: Read) -> None:
    people = [
        {"requested_at": "2026-08-01"},
        {"mentee_id": "P2", "email": ""},
        {"mentee_id": "P3", "email": "", "requested_at": "soon"},
    ]
    reading = read_lists(
        expectations=Expectations(requests_in_order=True), mentees=rows_of("mentees", *people)
    )
    assert [(row, column) for _, row, column, _ in found(reading)] == [
        (3, "requested_at"),
        (4, "requested_at"),
    ]
