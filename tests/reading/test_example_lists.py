"""The example lists that came with the brief; skipped where they are not."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from reading_lists import make_map

from matcher.policy import load_policy
from matcher.reading import Expectations, Reading, load_map, read, read_roster
from matcher.reading.guess import guess_map
from matcher.roster.columns import TABLES


@pytest.fixture(scope="module")
def masa() -> Expectations:
    return load_policy("masa").expectations


def test_exactly_the_planted_faults_are_found(data: Path, masa: Expectations) -> None:
    folder = data / "masa-2026-27-faulty"
    with (folder / "planted_faults.csv").open(encoding="utf-8") as file:
        planted = [
            (row["table"], int(row["row"]), row["column"], row["value"]) for row in csv.DictReader(file)
        ]
    reading = read(folder, expectations=masa)
    assert len(planted) == 14
    assert [(one.table, one.row, one.column, one.value) for one in reading.problems] == planted


def test_the_workbook_and_the_csv_files_hold_the_same_people(data: Path, masa: Expectations) -> None:
    book = read_roster(data / "masa-2026-27" / "program.xlsx", expectations=masa)
    files = read_roster(data / "masa-2026-27", expectations=masa)
    for table in TABLES:
        pd.testing.assert_frame_equal(book.table(table), files.table(table))
        assert list(book.origins[table].rows) == list(files.origins[table].rows)


@pytest.mark.parametrize(
    ("folder", "policy"),
    [
        ("masa-2026-27", "masa"), ("masa-2026-27-short", "masa"), ("masa-history/2024-25", "masa"),
        ("awsp-2026-27", "awsp"), ("naesp-2026-27", "naesp"), ("naesp-2026-27-cohorts", "naesp-cohorts"),
    ],
)  # fmt: skip
def test_the_prepared_lists_have_no_errors(data: Path, folder: str, policy: str) -> None:
    reading = read(data / folder, expectations=load_policy(policy).expectations)
    assert reading.roster is not None, reading.problems[:3]


BY_HAND = """
[mentees]
sheet = "New admins"
columns = { first_name = "First", last_name = "Last", component_group = "Title", phone = "Cell", new_to_role = "New to", new_to_state = "New to", preferred_mentors = "Would like" }
constants = { region = "MASA-6" }
[mentees.values]
new_to_role = { role = "yes", "*" = "no" }
new_to_state = { state = "yes", "*" = "no" }
[mentors]
sheet = "Mentors 26-27"
columns = { first_name = "First", last_name = "Last", component_group = "Title", phone = "Cell", membership = "Retired?", capacity = "How many?", other_regions = "OK outside region" }
constants = { region = "MASA-6" }
[mentors.values]
membership = { Y = "retired", "*" = "active" }
"""


def check_region_6(reading: Reading) -> None:
    roster = reading.roster
    assert roster is not None, reading.problems
    mentees, mentors = roster.mentees.set_index("name"), roster.mentors.set_index("name")
    assert (len(mentees), len(mentors)) == (10, 13)
    assert set(mentees["region"]) | set(mentors["region"]) == {"MASA-6"}
    assert mentees["component_group"].value_counts().to_dict() == {
        "superintendent": 5,
        "curriculum": 4,
        "technology": 1,
    }
    assert mentors.loc[["Eli Cole", "Tess O'Neil", "Zoë Stone", "Hal Nygaard", "José Stone"], "component_group"].to_list() == [
        "technology", "special_education", "curriculum", "central_office", "superintendent",
    ]  # fmt: skip
    assert mentees.loc["Anaïs Wold", ["new_to_role", "new_to_state"]].to_list() == ["no", "no"]
    assert mentees.drop("Anaïs Wold")[
        ["new_to_role", "new_to_state"]
    ].drop_duplicates().to_numpy().tolist() == [["yes", "no"]]
    assert mentees.loc["Ned Tran", ["district", "email", "phone", "preferred_mentors"]].to_list() == [
        "Sauk Rapids-Rice Schools", "p00007@example.org", "612-555-0052", "m00000@example.org",
    ]  # fmt: skip
    assert set(mentees["preferred_mentors"]) == {"", "m00000@example.org"}
    assert mentors.loc["Val Berg", ["membership", "other_regions"]].to_list() == ["retired", "yes"]
    assert (mentors["membership"] == "retired").sum() == 1
    assert (mentors["other_regions"] == "yes").sum() == 7
    assert mentors.loc[["Dee Aas", "Hal Nygaard", "Eli Cole"], "capacity"].to_list() == [2, 3, 1]
    assert sorted(roster.origins["mentees"].rows) == [4, 5, 6, 8, 9, 10, 11, 12, 13, 14]


def region_6(data: Path) -> Path:
    return data / "region-6" / "Region 6 mentors 2026.xlsx"


def test_a_regions_own_workbook_is_read_with_a_map(data: Path, masa: Expectations, tmp_path: Path) -> None:
    column_map = make_map(tmp_path, BY_HAND)
    check_region_6(read(region_6(data), column_map=column_map, expectations=masa))


def test_a_regions_own_workbook_is_read_with_the_guessed_map(
    data: Path, masa: Expectations, tmp_path: Path
) -> None:
    path = tmp_path / "guessed.toml"
    path.write_text(guess_map(region_6(data), masa.vocabularies), encoding="utf-8")
    reading = read(region_6(data), column_map=load_map(path), expectations=masa)
    check_region_6(reading)
    assert not any("not kept" in notice for notice in reading.notices)


@pytest.mark.parametrize(
    "name", ["masa-2026-27/program.xlsx", "masa-2026-27/mentees.csv", "masa-2026-27", "naesp-2026-27"]
)
def test_nothing_is_mapped_where_titles_match(data: Path, masa: Expectations, name: str) -> None:
    text = guess_map(data / name, {} if "naesp" in name else masa.vocabularies)
    assert [line for line in text.splitlines() if line and not line.startswith("#")] == []
    assert "Nothing has to be mapped" in text
