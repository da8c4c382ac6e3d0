"""Tables in memory are read like sheets."""

import datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from reading_lists import MENTEE, MENTOR

from matcher.reading import read_frames
from matcher.roster import InputError


def frame(base: dict[str, str], **columns: object) -> pd.DataFrame:
    return pd.DataFrame({**{name: [cell] for name, cell in base.items()}, **columns})


def test_cells_may_be_numbers_dates_lists_and_missing() -> None:
    mentors = frame(
        MENTOR, Capacity=[2.0], latitude=np.array([44.5], dtype=np.float32), available_from=[datetime.date(2026, 9, 1)],
        available_until=[pd.Timestamp("2027-05-01")], strengths=[["a", "b"]], years_experience=[Decimal("3.5")],
        other_regions=[np.bool_(True)], min_mentees=[np.int64(0)], phone=[6125550052.0], training=[None],
        certified_until=[pd.NaT], lent_to=[np.nan], school=[pd.NA], experience=[{"y", "x"}],
    )  # fmt: skip
    roster = read_frames(
        mentors, frame(MENTEE, new_to_role=[True], requested_at=[np.datetime64("2026-08-01T09:30")])
    )
    row = roster.mentors.iloc[0]
    assert (row["capacity"], row["latitude"], row["years_experience"], row["phone"]) == (
        2,
        44.5,
        3.5,
        "6125550052",
    )
    assert (row["strengths"], row["experience"], row["other_regions"], row["training"]) == (
        "a;b",
        "x;y",
        "yes",
        "none",
    )
    assert (str(row["available_from"])[:10], str(row["available_until"])[:10]) == ("2026-09-01", "2027-05-01")
    assert (row["lent_to"], row["school"]) == ("", "")
    assert roster.mentees["new_to_role"][0] == "yes"
    assert roster.mentees["requested_at"][0] == pd.Timestamp("2026-08-01T09:30")


def test_texts_are_composed_and_formulas_freed_as_in_files() -> None:
    roster = read_frames(frame({**MENTOR, "name": " Zoe\u0308 ", "phone": "'+1"}), frame(MENTEE))
    assert (roster.mentors["name"][0], roster.mentors["phone"][0]) == ("Zoë", "+1")


def test_titles_that_stand_twice_are_an_error() -> None:
    mentors = pd.concat([frame(MENTOR), frame({"name": "Other"})], axis=1)
    with pytest.raises(InputError, match="stands twice"):
        read_frames(mentors, frame(MENTEE))


def test_rows_count_from_two_whatever_the_index() -> None:
    mentors = pd.concat([frame(MENTOR), frame({**MENTOR, "mentor_id": "M2"}, capacity=["two"])]).set_index(
        pd.Index([7, 7])
    )
    with pytest.raises(InputError) as found:
        read_frames(mentors, frame(MENTEE))
    assert [problem.row for problem in found.value.problems if problem.is_error] == [3]


def test_a_rosters_own_tables_are_read_back_the_same() -> None:
    mentors = frame(MENTOR, capacity=["2"], strengths=["a;b"], available_from=["2026-09-01"], style_1=["3"])
    pairs = pd.DataFrame({"mentor_id": ["M1"], "mentee_id": ["P1"], "kind": ["agreed"]})
    first = read_frames(mentors, frame(MENTEE, preferred_mentors=["Ann Lee"]), pairs=pairs)
    second = read_frames(
        first.mentors, first.mentees, conflicts=first.conflicts, pairs=first.pairs, outcomes=first.outcomes
    )
    for name in ("mentors", "mentees", "conflicts", "pairs", "outcomes"):
        pd.testing.assert_frame_equal(first.table(name), second.table(name))
