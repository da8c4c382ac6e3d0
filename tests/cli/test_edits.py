"""`matcher run --edits`: a list is gone through by people, given back, matched again and verified."""

import csv
import json
import shutil
from pathlib import Path

import pytest
import xlsxwriter
from season_fixtures import matcher_command
from workbooks import edited

MENTORS = """mentor_id,name,email,region,component_group,district,capacity,avoided_districts
M1,Ann Lee,ann@x.org,MASA-1,superintendent,Oak,1,
M2,Bo Ek,bo@x.org,MASA-1,superintendent,Elm,1,
M3,Cy Dahl,cy@x.org,MASA-1,superintendent,Fir,2,Canary
"""
MENTEES = """mentee_id,name,email,region,component_group,district,new_to_role,avoided_mentors
P1,Di Moe,di@x.org,MASA-1,superintendent,Ash,yes,
P2,Ed Poe,ed@x.org,MASA-1,superintendent,Yew,yes,
P3,Flo Ray,flo@x.org,MASA-1,superintendent,Canary,yes,
P4,Gus Orr,gus@x.org,MASA-1,superintendent,Elm,no,
"""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, table: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0])
        writer.writeheader()
        writer.writerows(table)


def pairs(out: Path) -> set[tuple[str, str]]:
    return {(row["mentee_id"], row["mentor_id"]) for row in rows(out / "assignments.csv")}


def kept(out: Path) -> set[tuple[str, str, str]]:
    path = out / "inputs" / "pairs.csv"
    return (
        {(row["mentee_id"], row["mentor_id"], row["kind"]) for row in rows(path)} if path.exists() else set()
    )


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "mentors.csv").write_text(MENTORS)
    (folder / "mentees.csv").write_text(MENTEES)
    return folder


@pytest.fixture
def out(lists: Path, tmp_path: Path) -> Path:
    """The result of matching the lists, which is to be reviewed."""
    assert run(lists, tmp_path / "out").exit_code == 0
    return tmp_path / "out"


def run(lists: Path, out: Path, *options: object):
    return matcher_command("run", "--policy", "masa", "--roster", lists, "--out", out, "--quiet", *options)


def change(out: Path, mentee: str, **cells: str) -> Path:
    """Change the row of a mentee in the list, or add one."""
    path = out / "assignments.csv"
    table = rows(path)
    own = [row for row in table if row["mentee_id"] == mentee]
    if not own:
        own = [dict.fromkeys(table[0], "") | {"mentee_id": mentee}]
        table += own
    own[0].update(cells)
    write_rows(path, table)
    return path


def listed(out: Path, mentee: str) -> str:
    return next(row["mentor_id"] for row in rows(out / "assignments.csv") if row["mentee_id"] == mentee)


def other_than(*mentors: str) -> str:
    return next(one for one in ("M1", "M2", "M3") if one not in mentors)


def test_an_untouched_list_given_back_asks_for_nothing(lists, out):
    before = (out / "assignments.csv").read_bytes()
    assert run(lists, out, "--edits", out / "assignments.csv").exit_code == 0
    assert (out / "assignments.csv").read_bytes() == before
    assert kept(out) == set()
    assert matcher_command("verify", out).exit_code == 0


def test_a_swap_made_in_the_result_itself_is_kept_and_verified(lists, out):
    old = listed(out, "P1")
    new = other_than(old)
    edits = change(out, "P1", mentor_id=new)
    assert run(lists, out, "--edits", edits).exit_code == 0
    assert ("P1", new) in pairs(out)
    assert kept(out) == {("P1", new, "lock"), ("P1", old, "block")}
    assert (
        "assignments.csv: 1 locked, 1 blocked." in json.loads((out / "summary.json").read_text())["notices"]
    )
    assert matcher_command("verify", out).exit_code == 0


def test_a_blocked_pair_does_not_come_again(lists, out):
    old = listed(out, "P1")
    assert run(lists, out, "--edits", change(out, "P1", decision="block")).exit_code == 0
    assert ("P1", old) not in pairs(out)
    assert matcher_command("verify", out).exit_code == 0


def test_the_new_list_has_lock_filled_in_and_given_back_asks_for_the_same(lists, out):
    edits = change(out, "P1", decision="lock")
    assert run(lists, out, "--edits", edits).exit_code == 0
    decisions = {row["mentee_id"]: row["decision"] for row in rows(out / "assignments.csv")}
    assert decisions == {"P1": "lock", "P2": "", "P3": ""}
    tables = {path.name: path.read_bytes() for path in out.glob("*.csv")}
    assert run(lists, out, "--edits", edits).exit_code == 0
    assert {path.name: path.read_bytes() for path in out.glob("*.csv")} == tables


def test_a_list_elsewhere_is_not_touched_and_needs_no_result_beside_it(lists, out, tmp_path):
    mine = Path(shutil.copy(change(out, "P1", decision="lock"), tmp_path / "mine.csv"))
    before = mine.read_bytes()
    assert run(lists, tmp_path / "anew", "--edits", mine).exit_code == 0
    assert mine.read_bytes() == before
    assert ("P1", listed(out, "P1"), "lock") in kept(tmp_path / "anew")


def test_a_workbook_of_the_reviewed_table(lists, out, tmp_path):
    table = rows(change(out, "P2", decision="block"))
    book = xlsxwriter.Workbook(str(tmp_path / "reviewed.xlsx"))
    sheet = book.add_worksheet("assignments")
    for place, row in enumerate([list(table[0]), *(list(row.values()) for row in table)]):
        sheet.write_row(place, 0, row)
    book.close()
    old = listed(out, "P2")
    assert run(lists, tmp_path / "anew", "--edits", tmp_path / "reviewed.xlsx").exit_code == 0
    assert kept(tmp_path / "anew") == {("P2", old, "block")}
    assert matcher_command("verify", tmp_path / "anew").exit_code == 0


def test_without_inputs_verify_needs_the_same_review(lists, out, tmp_path):
    edits = Path(shutil.copy(change(out, "P1", decision="lock"), tmp_path / "mine.csv"))
    anew = tmp_path / "anew"
    assert run(lists, anew, "--edits", edits, "--no-inputs").exit_code == 0
    asked = ("verify", anew, "--policy", "masa", "--roster", lists)
    assert matcher_command(*asked, "--edits", edits).exit_code == 0
    assert matcher_command(*asked).exit_code == 5


RULES = {
    "a confidential restriction": ("P3", "M3"),
    "the same district": ("P4", "M2"),
    "none of these holds: new to role": ("P4", "M1"),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_lock_that_breaks_a_rule_leaves_no_list_and_the_rule_is_named(lists, out, tmp_path, rule):
    who, whom = RULES[rule]
    edits = change(out, who, mentor_id=whom)
    row = 2 + [row["mentee_id"] for row in rows(edits)].index(who)
    done = run(lists, tmp_path / "anew", "--edits", edits)
    assert done.exit_code == 3
    for word in (f"{who} and {whom} are locked", rule, f"assignments.csv, row {row}"):
        assert word in done.output
    assert "Canary" not in done.output
    assert "avoid" not in done.output
    assert matcher_command("verify", tmp_path / "anew").exit_code == 0


def test_locks_that_exceed_the_seats_together_are_named_with_their_rows(lists, out, tmp_path):
    for who in ("P1", "P2", "P3"):
        edits = change(out, who, mentor_id="M1", decision="lock", listed_mentor_id="")
    done = run(lists, tmp_path / "anew", "--edits", edits)
    assert done.exit_code == 3
    clashes = json.loads((tmp_path / "anew" / "summary.json").read_text())["clashes"]
    sources = [source for clash in clashes for source in clash["sources"]]
    assert len(sources) == len(set(sources)) == 2
    assert set(sources) <= {f"assignments.csv, row {row}" for row in (2, 3, 4)}
    assert "M1 has 1 seat left" in clashes[0]["sentence"]
    assert matcher_command("verify", tmp_path / "anew").exit_code == 0


def test_the_workbook_of_the_result_untouched_asks_for_nothing(lists, out):
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.suffix in (".csv", ".xlsx")}
    assert run(lists, out, "--edits", out / "matching.xlsx").exit_code == 0
    assert {name: (out / name).read_bytes() for name in before} == before
    assert kept(out) == set()


def test_a_swap_in_the_workbook_is_kept_shown_as_locked_and_verified(lists, out):
    table = rows(out / "assignments.csv")
    old = table[0]["mentor_id"]
    new = other_than(old)
    book = out / "matching.xlsx"
    edited(book, book, {("Pairs", 2, "Mentor ID *"): new})
    assert run(lists, out, "--edits", book).exit_code == 0
    assert kept(out) == {("P1", new, "lock"), ("P1", old, "block")}
    assert rows(out / "assignments.csv")[0]["decision"] == "lock"
    assert matcher_command("verify", out).exit_code == 0
    assert run(lists, out, "--edits", book).exit_code == 0
    assert kept(out) == {("P1", new, "lock")}


def test_a_mentor_given_by_hand_on_the_sheet_of_the_unserved_is_held_to_the_rules(lists, out):
    book = out / "matching.xlsx"
    edited(book, book, {("Unserved", 2, "Mentor ID *"): "Bo Ek"})
    done = run(lists, out, "--edits", book)
    assert done.exit_code == 3
    assert "matching.xlsx (Unserved), row 2" in done.output


def test_where_there_is_no_list_the_reviewed_result_stays(lists, out):
    edits = change(out, "P4", mentor_id="M2")
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    done = run(lists, out, "--edits", edits)
    assert done.exit_code == 3
    assert "was left as it is" in done.output
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_faults_of_the_review_are_told_with_those_of_the_rules_and_nothing_is_touched(lists, out, tmp_path):
    change(out, "P1", decision="maybe")
    edits = change(out, "P2", mentor_id="Zoe")
    policy = tmp_path / "own.toml"
    policy.write_text('extends = "masa"\n[mentors]\nmax_capcity = 2\n')
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    done = matcher_command("run", "--policy", policy, "--roster", lists, "--edits", edits, "--out", out)
    assert done.exit_code == 2
    found = {
        (row["table"], row["column"]) for row in rows(out / "problems.csv") if row["severity"] == "error"
    }
    assert found == {("edits", "decision"), ("edits", "mentor_id"), ("policy", "mentors.max_capcity")}
    assert {path: path.read_bytes() for path in before} == before


def test_an_id_like_a_formula_goes_through_a_review(lists, out):
    for name in ("mentors", "mentees"):
        path = lists / f"{name}.csv"
        path.write_text(path.read_text().replace("M1,", "=1+2,").replace("P1,", "@P1,"))
    assert run(lists, out).exit_code == 0
    given = {row["mentee_id"]: row["listed_mentor_id"] for row in rows(out / "assignments.csv")}
    edits = change(out, "'@P1", decision="lock")
    assert run(lists, out, "--edits", edits).exit_code == 0
    assert kept(out) == {("'@P1", given["'@P1"], "lock")}
    assert matcher_command("verify", out).exit_code == 0


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_a_review_that_cannot_be_read_is_told_plainly(lists, out, tmp_path, name):
    done = run(lists, out, "--edits", tmp_path / name)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
