"""What holds for every list: order does not matter, and what is written is read back."""

import random
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_lists import csv_text

from matcher.reading import read, read_roster
from matcher.roster import Roster
from matcher.roster.canonical import canonical_columns
from matcher.roster.columns import TABLES

SOME = settings(max_examples=30, deadline=None)

ids = st.text("ABab01éß-_.", min_size=1, max_size=4)
plain = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=10)
formulas = st.tuples(st.sampled_from("'=+-@"), plain).map("".join)
texts = plain | formulas
names = st.text("AnnLeeö '-=+", min_size=1, max_size=8).filter(lambda text: bool(text.strip(" '")))
yes_no = st.sampled_from(["yes", "Y", "x", "no", "0", "", "TRUE"])
groups = st.lists(st.sampled_from(["sup", "Sup", "s-up", "tech"]), min_size=1, max_size=3).map(";".join)
moments = (
    st.datetimes()
    .filter(lambda one: one.year > 1900 and one.year < 2200)
    .map(lambda one: one.isoformat(timespec="minutes"))
)


def people(**columns: st.SearchStrategy[str]) -> st.SearchStrategy[list[dict[str, str]]]:
    person = st.fixed_dictionaries(
        {"name": names, "region": st.sampled_from(["R1", "r-1", "R 2"]), "component_group": groups, "district": texts,
         "phone": texts, "latitude": st.floats(-90, 90).map(repr) | st.just(""), **columns}
    )  # fmt: skip
    return st.lists(person, max_size=6)


mentors = people(
    capacity=st.integers(0, 9).map(str) | st.just(""), strengths=groups | st.just(""), other_regions=yes_no,
    available_from=moments | st.just(""), training=st.sampled_from(["", "LII", "none"]), style_1=st.sampled_from(["", "1", "4.5"]),
)  # fmt: skip
mentees = people(
    urgent=yes_no,
    urgent_reason=names,
    requested_at=moments | st.just(""),
    special_application=st.sampled_from(["yes", "no", ""]),
)


@st.composite
def lists(draw: st.DrawFn) -> dict[str, list[dict[str, str]]]:
    found = {"mentors": draw(mentors), "mentees": draw(mentees)}
    for table, rows in found.items():
        given_ids = draw(st.lists(ids, min_size=len(rows), max_size=len(rows), unique=True))
        for one, row in zip(given_ids, rows, strict=True):
            row[f"{table[:-1]}_id"] = one
    both = [(one["mentor_id"], other["mentee_id"]) for one in found["mentors"] for other in found["mentees"]]
    chosen = draw(st.lists(st.sampled_from(both), unique=True, max_size=3)) if both else []
    found["conflicts"] = [
        {"mentor_id": one, "mentee_id": other, "kind": "declared", "note": draw(texts)}
        for one, other in chosen
    ]
    return found


def write(
    folder: Path, tables: dict[str, list[dict[str, str]]], titles: dict[str, list[str]] | None = None
) -> Path:
    for table, rows in tables.items():
        columns = (titles or {}).get(table) or list(rows[0] if rows else TABLES[table])
        cells = [[row[column] for column in columns] for row in rows]
        (folder / f"{table}.csv").write_text(csv_text([columns, *cells]), encoding="utf-8", newline="")
    return folder


def assert_equal(one: Roster, other: Roster) -> None:
    for table in TABLES:
        first, second = one.table(table), other.table(table)
        pd.testing.assert_frame_equal(first, second[first.columns], check_column_type=False)
        assert set(first.columns) == set(second.columns)


@SOME
@given(tables=lists())
def test_what_is_written_canonically_is_read_back_the_same(
    tables: dict[str, list[dict[str, str]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    roster = read_roster(write(tmp_path_factory.mktemp("given"), tables))
    folder = tmp_path_factory.mktemp("written")
    for table in TABLES:
        columns = canonical_columns(table, roster.table(table))
        rows = list(zip(*columns.values(), strict=True))
        (folder / f"{table}.csv").write_text(csv_text([list(columns), *rows]), encoding="utf-8", newline="")
    again = read_roster(folder)
    for table in TABLES:
        missing = [column for column in roster.table(table) if column not in again.table(table)]
        assert roster.table(table)[missing].isna().all().all()  # working-style columns without any answer
        kept = roster.table(table).drop(columns=missing)
        pd.testing.assert_frame_equal(kept, again.table(table)[kept.columns])


@SOME
@given(tables=lists(), seed=st.integers(0, 1000))
def test_the_order_of_rows_and_columns_does_not_matter(
    tables: dict[str, list[dict[str, str]]], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    draw = random.Random(seed)
    titles = {table: draw.sample(list(rows[0]), len(rows[0])) for table, rows in tables.items() if rows}
    shuffled = {table: draw.sample(rows, len(rows)) for table, rows in tables.items()}
    first = read(write(tmp_path_factory.mktemp("given"), tables))
    second = read(write(tmp_path_factory.mktemp("shuffled"), shuffled, titles))
    assert first.roster is not None
    assert second.roster is not None
    assert_equal(first.roster, second.roster)


@SOME
@given(tables=lists(), seed=st.integers(0, 1000))
def test_ids_that_are_made_do_not_hang_on_the_order_of_rows(
    tables: dict[str, list[dict[str, str]]], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [
        {**row, "mentor_id": "", "email": f"{len(row['district']) % 3}@x.org"} for row in tables["mentors"]
    ]
    shuffled = random.Random(seed).sample(rows, len(rows))
    readings = [
        read(write(tmp_path_factory.mktemp("ids"), {"mentors": some, "mentees": []}))
        for some in (rows, shuffled)
    ]
    made = [None if one.roster is None else list(one.roster.mentors["mentor_id"]) for one in readings]
    assert made[0] == made[1]
