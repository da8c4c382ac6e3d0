"""Bad input is reported all at once, in the order of tables and rows, and never as a traceback."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_lists import csv_text, rows_of

from matcher.reading import Reading, read, read_roster
from matcher.roster import InputError

Read = Callable[..., Reading]


def test_faults_of_every_table_are_told_together(read_lists: Read) -> None:
    reading = read_lists(
        mentors=rows_of("mentors", {"capacity": "two", "email": "x"}, {"mentor_id": "M1", "region": ""}),
        mentees=rows_of("mentees", {"preferred_mentors": "M9", "new_to_role": "maybe", "Gender": "f"}),
        conflicts=rows_of("conflicts", {"mentor_id": "M1", "mentee_id": "P9", "kind": "enemy"}),
        pairs="mentor_id;mentee_id;kind\n",
    )
    assert reading.roster is None
    assert [(one.table, one.row, one.column) for one in reading.problems if one.is_error] == [
        ("files", None, ""),
        ("mentors", 2, "email"), ("mentors", 2, "capacity"), ("mentors", 3, "region"), ("mentors", 3, "mentor_id"),
        ("mentees", 1, "Gender"), ("mentees", 2, "new_to_role"), ("mentees", 2, "preferred_mentors"),
        ("conflicts", 2, "kind"), ("conflicts", 2, "mentee_id"),
    ]  # fmt: skip


def test_every_fault_states_a_rule_as_a_sentence(read_lists: Read) -> None:
    reading = read_lists(
        mentors=rows_of(
            "mentors",
            {"capacity": "-1", "email": "x", "region": "", "Race": "", "latitude": "99", "meeting": "?"},
        ),
        mentees=rows_of(
            "mentees",
            {"preferred_mentors": "M9", "requested_at": "soon", "urgent": "x", "mentors_needed": ".5"},
        ),
    )
    assert len(reading.problems) >= 10
    assert all(problem.problem.endswith(".") for problem in reading.problems)
    assert all(not problem.suggestion or problem.suggestion[-1] in ".?" for problem in reading.problems)


def test_the_error_has_every_problem_and_a_headline(
    read_lists: Read, write_folder: Callable[..., object]
) -> None:
    folder = write_folder(mentors=rows_of("mentors", {"capacity": "two", "email": "x"}))
    with pytest.raises(InputError) as found:
        read_roster(folder)  # type: ignore[arg-type]
    assert str(found.value) == "mentors, row 2, email: This is not an e-mail address. (and 1 more)"


def test_warnings_do_not_stop_and_stay_with_the_roster(read_lists: Read) -> None:
    reading = read_lists(mentors=rows_of("mentors", {"email": ""}, {"mentor_id": "M2"}))
    assert reading.roster is not None
    assert reading.roster.warnings == reading.problems
    assert [problem.severity for problem in reading.problems] == ["warning"]


cells = st.text(max_size=8) | st.sampled_from(
    ["yes", "1", "M1", "a@b.org", "2026-08-01", "#N/A", "'=1", ";", '"', "\n", "R1"]
)


@given(
    titles=st.lists(st.sampled_from(["mentor_id", "name", "email", "region", "component_group", "capacity", "strengths", "style_1", "Age", "", "x"]) | cells, max_size=8),
    rows=st.lists(st.lists(cells, max_size=9), max_size=5),
)  # fmt: skip
def test_no_table_makes_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str], rows: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    (folder / "mentors.csv").write_text(csv_text([titles, *rows]), encoding="utf-8", errors="replace")
    (folder / "mentees.csv").write_text(csv_text(rows_of("mentees", {})), encoding="utf-8")
    reading = read(folder)
    assert (reading.roster is None) == any(problem.is_error for problem in reading.problems)


@given(content=st.binary(max_size=200))
def test_no_bytes_make_a_traceback(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("lists")
    (folder / "mentors.csv").write_bytes(content)
    (folder / "mentees.csv").write_text(csv_text(rows_of("mentees", {})), encoding="utf-8")
    assert read(folder).roster is None
