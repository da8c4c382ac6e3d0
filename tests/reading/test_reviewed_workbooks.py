"""`matching.xlsx` given back: the same as `assignments.csv` with the same changes."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.hand import mentee, mentor, policy, season
from oracles.seasons import policy_of, roster_of
from workbooks import edited, records, sheets

from matcher import InputError, match
from matcher.reading import read_edits
from matcher.report import write_result

SOFFICE = shutil.which("soffice")
WAYS = ("nothing", "lock", "block", "swap", "empty", "remove", "nonsense", "swap and block", "empty and lock")
Row = dict[str, str]


def people(name, count, **cells):
    make = mentor if name == "M" else mentee
    return [
        make(f"{name}{n}", name=f"{name} Number{n}", email=f"{name}{n}@x.org".lower(), **cells)
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory):
    """A result with people left over on both sides, some fixed pairs, and odd ids."""
    mentors = [*people("M", 6), mentor("=1+2", name="@Odd"), mentor("007"), mentor("M9", capacity="0")]
    mentees = [*people("P", 10), mentee("'x"), mentee("-P"), mentee("3-4")]
    pairs = [
        ("P1", "M2", "confirmed"),
        ("P2", "M3", "lock"),
        ("P3", "M4", "block"),
        ("P4", "M9", "continuing"),
    ]
    rules = policy(money={"stipend": 500, "part_year": "full"})
    case = season(mentors, mentees, rules, pairs=pairs)
    folder = tmp_path_factory.mktemp("reviewed") / "out"
    roster = roster_of(case)
    write_result(match(roster, policy_of(case)), folder)
    return folder, roster


def table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fixed(roster) -> list[tuple[str, ...]]:
    return [tuple(row) for row in roster.pairs[["mentee_id", "mentor_id", "kind"]].to_numpy().tolist()]


def asked(path: Path, roster):
    """What a review comes to: the fixed pairs, or what is wrong, without the place."""
    try:
        return fixed(read_edits(path, roster))
    except InputError as error:
        return sorted((problem.column, problem.value) for problem in error.problems)


def test_an_untouched_workbook_changes_nothing(reviewed):
    folder, roster = reviewed
    again = read_edits(folder / "matching.xlsx", roster)
    assert fixed(again) == fixed(roster)
    assert again.notices[-1] == "matching.xlsx: 0 locked, 0 blocked."


def change(row: Row, way: str, other: str) -> Row:
    cells = {
        "lock": {"decision": "lock"},
        "block": {"decision": "block"},
        "swap": {"mentor_id": other},
        "empty": {"mentor_id": ""},
        "nonsense": {"decision": "perhaps"},
        "swap and block": {"mentor_id": other, "decision": "block"},
        "empty and lock": {"mentor_id": "", "decision": "lock"},
    }
    return {**row, **cells.get(way, {})}


@st.composite
def reviews(draw, most=15):
    """For each place of a list what is done to it, and with which mentor; and mentors for those without one."""
    mentors = st.sampled_from(["M0", "M5", "m1@x.org", "M Number4", "'=1+2", "007", "M9"])
    ways = draw(st.lists(st.tuples(st.sampled_from(WAYS[:6] * 4 + WAYS), mentors), max_size=most))
    by_hand = draw(st.lists(st.one_of(st.none(), mentors), max_size=most))
    return ways, by_hand


@settings(max_examples=40)
@given(reviews())
def test_the_same_changes_ask_for_the_same_in_both_files(reviewed, tmp_path_factory, review):
    folder, roster = reviewed
    ways, by_hand = review
    where = tmp_path_factory.mktemp("edits")
    rows, cells, removed = [], {}, []
    listed = table(folder / "assignments.csv")
    for number, row in enumerate(listed, 2):
        way, other = ways[number - 2] if number - 2 < len(ways) else ("nothing", "")
        new = change(row, way, other)
        if way == "remove":
            removed.append(("Pairs", number))
            continue
        rows.append(new)
        for column, title in (("decision", "Decision *"), ("mentor_id", "Mentor ID *")):
            if new[column] != row[column]:
                cells["Pairs", number, title] = new[column]
    for number, (one, other) in enumerate(zip(table(folder / "unserved.csv"), by_hand, strict=False), 2):
        if other is not None:
            rows.append({**dict.fromkeys(listed[0], ""), "mentee_id": one["mentee_id"], "mentor_id": other})
            cells["Unserved", number, "Mentor ID *"] = other
    with (where / "assignments.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, listed[0])
        writer.writeheader()
        writer.writerows(rows)
    book = edited(folder / "matching.xlsx", where / "matching.xlsx", cells, removed=removed)
    assert asked(book, roster) == asked(where / "assignments.csv", roster)


def test_a_row_added_to_the_pairs_locks_them(reviewed, tmp_path):
    folder, roster = reviewed
    end = len(sheets(folder / "matching.xlsx")["Pairs"])
    cells = {("Pairs", end + 3, "Mentee ID"): "P9", ("Pairs", end + 3, "Mentor ID *"): "M9"}
    again = read_edits(edited(folder / "matching.xlsx", tmp_path / "book.xlsx", cells), roster)
    assert set(fixed(again)) - set(fixed(roster)) == {("P9", "M9", "lock")}
    place = fixed(again).index(("P9", "M9", "lock"))
    assert again.origins["pairs"].place(place) == f"book.xlsx (Pairs), row {end + 3}"


def test_a_name_written_over_the_mentor_is_remarked_on_for_only_ids_are_read(reviewed, tmp_path):
    folder, roster = reviewed
    third = table(folder / "assignments.csv")[2]["mentor_id"]
    cells = {
        ("Pairs", 2, "Mentor"): "Somebody Else",
        ("Pairs", 3, "Mentor"): "",
        ("Pairs", 4, "Mentor"): "Another",
        ("Pairs", 4, "Mentor ID *"): "M5" if third != "M5" else "M0",
    }
    again = read_edits(edited(folder / "matching.xlsx", tmp_path / "book.xlsx", cells), roster)
    remarks = [notice for notice in again.notices if "name was changed" in notice]
    assert [notice.split(":")[0] for notice in remarks] == ["book.xlsx (Pairs), row 2"]


def test_errors_name_the_sheet_and_the_row(reviewed, tmp_path):
    folder, roster = reviewed
    cells = {
        ("Unserved", 2, "Mentor ID *"): "Nobody",
        ("Pairs", 3, "Decision *"): "maybe",
        ("Pairs", 2, "Mentor ID *"): "M77",
    }
    with pytest.raises(InputError) as error:
        read_edits(edited(folder / "matching.xlsx", tmp_path / "book.xlsx", cells), roster)
    assert [(one.table, one.row, one.column, one.value) for one in error.value.problems] == [
        ("edits (Pairs)", 2, "mentor_id", "M77"),
        ("edits (Pairs)", 3, "decision", "maybe"),
        ("edits (Unserved)", 2, "mentor_id", "Nobody"),
    ]


def test_opposites_on_two_sheets_are_told_with_both_places(reviewed, tmp_path):
    folder, roster = reviewed
    left = table(folder / "unserved.csv")[0]["mentee_id"]
    end = len(sheets(folder / "matching.xlsx")["Pairs"]) + 1
    cells = {
        ("Pairs", end, "Mentee ID"): left,
        ("Pairs", end, "Mentor ID *"): "M5",
        ("Pairs", end, "Decision *"): "block",
        ("Unserved", 2, "Mentor ID *"): "M5",
    }
    with pytest.raises(InputError, match=f"Row {end} of Pairs asks for the opposite"):
        read_edits(edited(folder / "matching.xlsx", tmp_path / "book.xlsx", cells), roster)


def renamed(path: Path, out: Path, old: str, new: str) -> Path:
    """Write a copy with another name of a sheet."""
    import zipfile

    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, content.replace(f'name="{old}"'.encode(), f'name="{new}"'.encode()))
    return out


def test_sheets_under_other_names_are_not_passed_over(reviewed, tmp_path):
    folder, roster = reviewed
    book = renamed(folder / "matching.xlsx", tmp_path / "book.xlsx", "Pairs", "Pairs (old)")
    with pytest.raises(InputError, match="no sheet 'Pairs'"):
        read_edits(book, roster)


def test_a_column_that_is_gone_is_told(reviewed, tmp_path):
    folder, roster = reviewed
    cells = {("Pairs", 1, "Listed mentor ID"): "Was"}
    with pytest.raises(InputError, match="no column 'listed_mentor_id'") as error:
        read_edits(edited(folder / "matching.xlsx", tmp_path / "book.xlsx", cells), roster)
    assert [(one.table, one.row) for one in error.value.problems] == [("edits (Pairs)", 1)]


@pytest.mark.slow
@pytest.mark.skipif(
    SOFFICE is None, reason="!!! LibreOffice is not installed: the workbook was NOT saved by a real program"
)
def test_a_workbook_saved_by_libreoffice_reads_the_same(reviewed, tmp_path):
    folder, roster = reviewed
    cells = {
        ("Pairs", 4, "Decision *"): "block",
        ("Pairs", 5, "Mentor ID *"): "007",
        ("Unserved", 2, "Mentor ID *"): "=1+2",
    }
    book = edited(folder / "matching.xlsx", tmp_path / "matching.xlsx", cells)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for source in (folder / "matching.xlsx", book):
        command = [
            str(SOFFICE),
            profile,
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            tmp_path / "saved",
        ]
        subprocess.run([*map(str, command), str(source)], check=True, capture_output=True, timeout=120)
        saved = tmp_path / "saved" / "matching.xlsx"
        assert saved.read_bytes() != source.read_bytes()
        assert asked(saved, roster) == asked(source, roster)
        assert {name: records(rows) for name, rows in sheets(saved).items()} == {
            name: records(rows) for name, rows in sheets(source).items()
        }
