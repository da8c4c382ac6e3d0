"""The page of the lists is held against the code."""

import re
from pathlib import Path

import pytest

from matcher.policy import load_policy
from matcher.policy.reference import EMPTY, MISTAKEN_LIST
from matcher.reading import load_map, read, read_roster
from matcher.reading.cells import NO, YES
from matcher.reading.mapping import TableMap
from matcher.reading.review import DECISION, LISTED
from matcher.roster.columns import PAIR_KINDS, TABLES
from matcher.roster.roster import texts

PAGE = (Path(__file__).parents[2] / "docs" / "lists.md").read_text(encoding="utf-8")
CSV = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
(MAP,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
PROSE = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)


def section(title: str) -> str:
    found = re.search(rf"^## {title}\n.*?(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[0]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_and_choice_is_on_the_page(table):
    text = section(table.capitalize())
    for name, column in TABLES[table].items():
        (row,) = re.findall(rf"^\| `{name}` \|.*$", text, re.MULTILINE)
        for choice in column.choices:
            assert f"`{choice}`" in row


@pytest.mark.parametrize("table", TABLES)
def test_no_column_on_the_page_is_unknown(table):
    listed = re.search(
        r"<!-- begin: generated columns.*?<!-- end -->", section(table.capitalize()), re.DOTALL
    )
    assert listed
    assert re.findall(r"^\| `(\w+)` \|", listed[0], re.MULTILINE) == list(TABLES[table])


def test_nothing_on_the_page_is_unknown_to_the_code():
    known = {name for table in TABLES.values() for name in table}
    known |= {choice for table in TABLES.values() for column in table.values() for choice in column.choices}
    known |= set(TableMap.model_fields) | YES | NO
    known |= {"default_capacity", "max_capacity", "first_come", "style_", "style_pace"}
    known |= {"fewest_changes", DECISION, LISTED}
    assert sorted(set(re.findall(r"`([a-z][a-z_]*)`", PROSE)) - known) == []


def test_what_empty_means_is_said_of_known_columns_only():
    assert set(EMPTY) <= {name for table in TABLES.values() for name in table}


def test_every_key_of_the_map_and_kind_of_pair_is_told():
    for name in (*TableMap.model_fields, *PAIR_KINDS):
        assert re.search(rf"^\| `{name}` \|", PAGE, re.MULTILINE)
    for table in TABLES:
        assert f"`[{table}]`" in PAGE


def test_every_spelling_of_yes_and_no_is_told():
    (row,) = re.findall(r"^\| yes or no \|.*$", PAGE.split("## Mentors")[0], re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", row)) == YES | NO


def test_the_two_small_lists_are_complete(tmp_path):
    mentors, mentees, faulty = CSV
    assert faulty == MISTAKEN_LIST
    (tmp_path / "mentors.csv").write_text(mentors, encoding="utf-8")
    (tmp_path / "mentees.csv").write_text(mentees, encoding="utf-8")
    reading = read(tmp_path, expectations=load_policy("masa").expectations)
    assert reading.problems == ()
    assert reading.roster is not None
    roster = reading.roster
    assert texts(roster.mentors, "region").tolist() == ["MASA-3", "MASA-9"]
    assert texts(roster.mentors, "strengths").tolist() == ["psel-4;psel-9", "psel-3"]
    assert texts(roster.mentees, "region").tolist() == ["MASA-3", "MASA-9"]
    assert texts(roster.mentees, "component_group").tolist() == ["curriculum", "curriculum"]
    assert texts(roster.mentees, "name").tolist() == ["Ada Berg", "Sam Ortiz"]
    assert texts(roster.mentees, "preferred_mentors").tolist() == ["M1", ""]


def test_the_map_reads_such_a_list(tmp_path):
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    (tmp_path / "mentors.csv").write_text(CSV[0], encoding="utf-8")
    (tmp_path / "new.csv").write_text(
        "New administrators 2026\n\nFirst,Last,Title,New to,E-mail\n"
        "Ada,Berg,Supt.,Role,ada@example.org\nSam,Ortiz,Technology,state,sam@example.org\nKim,Lo,Curriculum,,kim@example.org\n",
        encoding="utf-8",
    )
    files = {"mentors": tmp_path / "mentors.csv", "mentees": tmp_path / "new.csv"}
    expectations = load_policy("masa").expectations
    roster = read_roster(files=files, column_map=load_map(tmp_path / "map.toml"), expectations=expectations)
    people = {name: place for place, name in enumerate(texts(roster.mentees, "name"))}
    found = {
        name: (roster.mentees["new_to_role"].iloc[place], roster.mentees["new_to_state"].iloc[place])
        for name, place in people.items()
    }
    assert found == {"Ada Berg": ("yes", "no"), "Sam Ortiz": ("no", "yes"), "Kim Lo": ("no", "no")}
    assert set(texts(roster.mentees, "region")) == {"MASA-6"}
    assert sorted(roster.origins["mentees"].rows.tolist()) == [4, 5, 6]
