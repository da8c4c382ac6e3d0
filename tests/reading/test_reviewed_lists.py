"""A list of pairs that somebody has gone through, read again as locks and blocks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from oracles.hand import mentee, mentor, season
from oracles.seasons import roster_of
from reading_lists import csv_text

from matcher import InputError
from matcher.reading import read_edits

TITLES = ["mentee_id", "mentor_id", "decision", "listed_mentor_id"]
MENTORS = [
    mentor(f"M{n}", name=name, email=f"m{n}@x.org")
    for n, name in enumerate(("Ann Lee", "Bo Ek", "Cy Dahl"), 1)
]
MENTEES = [mentee(f"P{n}", name=name, email=f"p{n}@x.org") for n, name in enumerate(("Di Moe", "Ed Poe"), 1)]


def reviewed(folder: Path, *rows: list[str], pairs=(), titles=TITLES, mentors=MENTORS, mentees=MENTEES):
    path = folder / "assignments.csv"
    path.write_text(csv_text([titles, *rows]), encoding="utf-8")
    return read_edits(path, roster_of(season(mentors, mentees, pairs=pairs)))


def fixed(roster) -> list[tuple[str, str, str]]:
    frame = roster.pairs[["mentee_id", "mentor_id", "kind"]]
    return [tuple(row) for row in frame.to_numpy().tolist()]


def refused(folder: Path, *rows: list[str], **given) -> list[tuple[int | None, str, str]]:
    with pytest.raises(InputError) as error:
        reviewed(folder, *rows, **given)
    assert {problem.table for problem in error.value.problems} <= {"edits", "files"}
    return [(problem.row, problem.column, problem.problem) for problem in error.value.problems]


LOCKED, BLOCKED = ("P1", "M1", "lock"), ("P1", "M1", "block")
DONE = {
    "nothing": (["P1", "M1", "", "M1"], []),
    "lock": (["P1", "M1", "lock", "M1"], [LOCKED]),
    "block": (["P1", "M1", "block", "M1"], [BLOCKED]),
    "another mentor": (["P1", "M2", "", "M1"], [BLOCKED, ("P1", "M2", "lock")]),
    "another mentor, and lock": (["P1", "M2", "lock", "M1"], [BLOCKED, ("P1", "M2", "lock")]),
    "the mentor emptied": (["P1", "", "", "M1"], [BLOCKED]),
    "the mentor emptied, and block": (["P1", "", "block", "M1"], [BLOCKED]),
    "a new row": (["P1", "M1", "", ""], [LOCKED]),
    "a new row, and lock": (["P1", "M1", "lock", ""], [LOCKED]),
    "a new row, and block": (["P1", "M1", "block", ""], [BLOCKED]),
    "nobody before and after": (["P1", "", "", ""], []),
}


@pytest.mark.parametrize("what", DONE)
def test_each_way_to_change_a_row_asks_for_what_the_page_says(tmp_path, what):
    row, expected = DONE[what]
    assert fixed(reviewed(tmp_path, row)) == expected


@pytest.mark.parametrize("old", ["M1", "m1@x.org", "M1@X.org", "Ann Lee", " ann  lee "])
@pytest.mark.parametrize("new", ["M2", "m2@x.org", "bo ek"])
def test_people_are_named_by_id_email_or_name(tmp_path, old, new):
    roster = reviewed(tmp_path, ["Di Moe", new, "", old], ["p2@x.org", old, " LOCK ", old])
    assert fixed(roster) == [BLOCKED, ("P1", "M2", "lock"), ("P2", "M1", "lock")]


def test_rows_that_are_taken_out_ask_for_nothing(tmp_path):
    assert fixed(reviewed(tmp_path)) == []


def test_the_same_person_by_another_name_is_no_change(tmp_path):
    assert fixed(reviewed(tmp_path, ["P1", "Ann Lee", "", "M1"])) == []


def test_one_of_several_mentors_is_changed_and_the_others_are_left(tmp_path):
    roster = reviewed(tmp_path, ["P1", "M1", "", "M1"], ["P1", "M3", "", "M2"], ["P2", "M1", "lock", "M1"])
    assert fixed(roster) == [("P1", "M2", "block"), ("P1", "M3", "lock"), ("P2", "M1", "lock")]


def test_two_who_change_places_are_two_locks_and_two_blocks(tmp_path):
    roster = reviewed(tmp_path, ["P1", "M2", "", "M1"], ["P2", "M1", "", "M2"])
    assert fixed(roster) == [BLOCKED, ("P1", "M2", "lock"), ("P2", "M1", "lock"), ("P2", "M2", "block")]


def test_columns_may_stand_in_any_order_with_others_between_them(tmp_path):
    titles = ["Decision", "reasons", "Listed Mentor ID", "Mentee ID", "mentor-id"]
    assert fixed(reviewed(tmp_path, ["lock", "why", "M1", "P1", "M1"], titles=titles)) == [LOCKED]


def test_the_column_decision_may_be_missing(tmp_path):
    titles = ["mentee_id", "mentor_id", "listed_mentor_id"]
    assert fixed(reviewed(tmp_path, ["P1", "M1", "M1"], ["P2", "M2", ""], titles=titles)) == [
        ("P2", "M2", "lock")
    ]


def test_missing_columns_are_told_together(tmp_path):
    assert [(row, column) for row, column, _ in refused(tmp_path, ["lock"], titles=["decision"])] == [
        (1, "mentee_id"),
        (1, "mentor_id"),
        (1, "listed_mentor_id"),
    ]


def test_all_errors_are_told_at_once_with_their_rows(tmp_path):
    rows = [
        ["P9", "M1", "", "M1"],
        ["", "", "", ""],
        ["P1", "M9", "", "M8"],
        ["P2", "M1", "blok", "M1"],
        ["", "M1", "lock", "M1"],
        ["P2", "", "lock", "M2"],
    ]
    assert refused(tmp_path, *rows) == [
        (2, "mentee_id", "There is no mentee 'P9'."),
        (4, "mentor_id", "There is no mentor 'M9'."),
        (4, "listed_mentor_id", "There is no mentor 'M8'."),
        (5, "decision", "A decision is lock, block or empty."),
        (6, "mentee_id", "There is no mentee ''."),
        (7, "decision", "There is nobody to lock: the mentor was taken out."),
    ]


@pytest.mark.parametrize(
    ("said", "hint"),
    [("blok", "Did you mean 'block'?"), ("locked", "Did you mean 'lock'?"), ("yes", "Write lock or block")],
)
def test_a_decision_that_is_none_comes_with_a_suggestion(tmp_path, said, hint):
    with pytest.raises(InputError) as error:
        reviewed(tmp_path, ["P1", "M1", said, "M1"])
    [problem] = error.value.problems
    assert (problem.row, problem.column, problem.value) == (2, "decision", said)
    assert problem.suggestion.startswith(hint)


def test_a_name_that_fits_two_people_is_an_error(tmp_path):
    mentors = [*MENTORS, mentor("M4", name="ann lee", district="Oak")]
    assert refused(tmp_path, ["P1", "Ann Lee", "lock", "M1"], mentors=mentors) == [
        (2, "mentor_id", "This fits 2 mentors: M1, M4 (Oak).")
    ]


def test_a_changed_mentor_with_block_is_an_error(tmp_path):
    [(row, column, _)] = refused(tmp_path, ["P1", "M2", "block", "M1"])
    assert (row, column) == (2, "decision")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["P1", "M1", "lock", "M1"], ["P1", "M1", "block", "M1"]),
        (["P1", "M2", "", "M1"], ["P1", "M1", "lock", "M1"]),
        (["P1", "M1", "", ""], ["P1", "", "", "M1"]),
    ],
)
def test_rows_that_ask_for_the_opposite_are_told_with_both_rows(tmp_path, one, other):
    [(row, column, rule)] = refused(tmp_path, one, other)
    assert (row, column) == (3, "decision")
    assert "Row 2" in rule
    assert "P1 and M1" in rule


@pytest.mark.parametrize("row", [["P1", "M1", "block", "M1"], ["P1", "", "", "M1"], ["P1", "M2", "", "M1"]])
@pytest.mark.parametrize("kind", ["confirmed", "agreed", "lock"])
def test_what_is_fixed_in_the_lists_cannot_be_blocked(tmp_path, kind, row):
    [(number, _, rule)] = refused(tmp_path, row, pairs=[("P2", "M3", "proposed"), ("P1", "M1", kind)])
    assert number == 2
    assert rule == f"P1 and M1 are listed as {kind} (pairs, row 3)."


@pytest.mark.parametrize("kind", ["continuing", "block"])
def test_what_the_lists_rule_out_cannot_be_locked(tmp_path, kind):
    [(number, _, rule)] = refused(tmp_path, ["P1", "M1", "", ""], pairs=[("P1", "M1", kind)])
    assert (number, rule) == (2, f"P1 and M1 are listed as {kind} (pairs, row 2).")


@pytest.mark.parametrize(
    ("kind", "decision"),
    [
        ("confirmed", "lock"),
        ("agreed", "lock"),
        ("lock", "lock"),
        ("block", "block"),
        ("continuing", "block"),
    ],
)
def test_what_the_lists_say_already_stays_as_it_is_listed(tmp_path, kind, decision):
    roster = reviewed(tmp_path, ["P1", "M1", decision, "M1"], pairs=[("P1", "M1", kind)])
    assert fixed(roster) == [("P1", "M1", kind)]


@pytest.mark.parametrize("decision", ["lock", "block"])
def test_a_proposed_pair_is_locked_or_blocked_instead(tmp_path, decision):
    pairs = [("P1", "M1", "proposed"), ("P2", "M2", "proposed")]
    roster = reviewed(tmp_path, ["P1", "M1", decision, "M1"], ["P2", "M2", "", "M2"], pairs=pairs)
    assert fixed(roster) == [("P1", "M1", decision), ("P2", "M2", "proposed")]


def test_each_pair_comes_from_its_own_file_and_row(tmp_path):
    roster = reviewed(
        tmp_path, ["P2", "M1", "", "M1"], ["P1", "M2", "", "M3"], pairs=[("P2", "M2", "confirmed")]
    )
    places = [roster.origins["pairs"].place(row) for row in range(len(roster.pairs))]
    assert dict(zip(fixed(roster), places, strict=True)) == {
        ("P1", "M2", "lock"): "assignments.csv, row 3",
        ("P1", "M3", "block"): "assignments.csv, row 3",
        ("P2", "M2", "confirmed"): "pairs, row 2",
    }
    assert roster.notices[-1] == "assignments.csv: 1 locked, 1 blocked."


def test_ids_like_formulas_are_found_with_the_apostrophe_of_a_result(tmp_path):
    mentors = [*MENTORS, mentor("=1+2"), mentor("-x")]
    roster = reviewed(tmp_path, ["P1", "'=1+2", "lock", "'=1+2"], ["P2", "'-x", "", ""], mentors=mentors)
    assert fixed(roster) == [("P1", "=1+2", "lock"), ("P2", "-x", "lock")]


def test_a_workbook_can_be_given_back_too(tmp_path, write_book: Callable[..., Path]):
    book = write_book({"Reviewed": [TITLES, ["P1", "M2", "", "M1"], ["P2", "M3", "block", "M3"]]})
    roster = read_edits(book, roster_of(season(MENTORS, MENTEES)))
    assert fixed(roster) == [BLOCKED, ("P1", "M2", "lock"), ("P2", "M3", "block")]
    assert roster.origins["pairs"].place(0) == "book.xlsx (Reviewed), row 2"


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_a_file_without_titles_is_told(tmp_path, content):
    path = tmp_path / "assignments.csv"
    path.write_text(content)
    with pytest.raises(InputError, match="no row of titles"):
        read_edits(path, roster_of(season(MENTORS, MENTEES)))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_edits(tmp_path / "nowhere.csv", roster_of(season(MENTORS, MENTEES)))
