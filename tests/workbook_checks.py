"""A workbook held against the tables beside it, cell by cell."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from workbooks import Cells, records, sheets

Row = dict[str, str]
HEAD = 4


def table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check_workbook(out: Path) -> None:
    """Check every sheet of a result's workbook; ids and names with apostrophes before formulas are not expected."""
    found = sheets(out / "matching.xlsx")
    mentees = {row["mentee_id"]: row for row in table(out / "inputs" / "mentees.csv")}
    mentors = {row["mentor_id"]: row for row in table(out / "inputs" / "mentors.csv")}
    pairs, left = table(out / "assignments.csv"), table(out / "unserved.csv")
    check_pairs(found["Pairs"], pairs, mentees, mentors)
    check_unserved(found["Unserved"], left, mentees)
    check_mentors(found["Mentors"], table(out / "mentors.csv"), pairs, mentors)
    money = json.loads((out / "inputs" / "policy.json").read_text(encoding="utf-8"))["money"]
    assert ("Stipends" in found) == (money is not None)
    if money is not None:
        check_stipends(found, money, pairs, mentees, mentors)
    check_call_sheets(found, pairs, left, mentees, mentors)


def check_pairs(cells: Cells, pairs: list[Row], mentees: dict[str, Row], mentors: dict[str, Row]) -> None:
    rows = records(cells)
    assert len(rows) == len(pairs)
    for row, pair in zip(rows, pairs, strict=True):
        mentee, mentor = mentees[pair["mentee_id"]], mentors[pair["mentor_id"]]
        known, of = pair["known"].split("/")
        wanted = {
            "Mentee ID": pair["mentee_id"],
            "Mentee": mentee["name"],
            "Mentee's district": mentee.get("district", ""),
            "Mentee's region": mentee["region"],
            "Decision *": pair["decision"],
            "Mentor ID *": pair["mentor_id"],
            "Mentor": mentor["name"],
            "Mentor's district": mentor.get("district", ""),
            "Mentor's region": mentor["region"],
            "Kind": pair["kind"],
            "Kind of match": pair["tier"],
            "Fit, 0 to 1": pytest.approx(float(pair["score"]), abs=6e-7),
            "Facts known": f"{known} of {of}",
            "To be approved by": pair["approval"],
            "Why": pair["reasons"],
            "Listed mentor ID": pair["listed_mentor_id"],
        }
        for place in ("1", "2"):
            backup = pair[f"backup_{place}"]
            wanted[f"Backup {place} ID"] = backup
            wanted[f"Backup {place}"] = mentors[backup]["name"] if backup else ""
        assert row == wanted


def check_unserved(cells: Cells, left: list[Row], mentees: dict[str, Row]) -> None:
    rows = records(cells)
    assert len(rows) == len(left)
    for row, one in zip(rows, left, strict=True):
        mentee = mentees[one["mentee_id"]]
        assert (row["Mentee ID"], row["Mentee"]) == (one["mentee_id"], mentee["name"])
        assert row["Seats missing"] == float(one["seats_missing"])
        assert (row["In detail"], row["What would help"]) == (one["detail"], one["suggestion"])
        assert (row["Phone"], row["E-mail"]) == tuple(mentee.get(column, "") for column in ("phone", "email"))
        assert row["Mentor ID *"] == ""


def check_mentors(cells: Cells, counted: list[Row], pairs: list[Row], mentors: dict[str, Row]) -> None:
    loads = Counter(pair["mentor_id"] for pair in pairs)
    rows = records(cells)
    assert len(rows) == len(counted)
    for row, one in zip(rows, counted, strict=True):
        seats, used = int(one["seats"]), int(one["used"])
        assert row["Mentor ID"] == one["mentor_id"]
        assert (row["Seats"], row["Used"], row["Left"]) == (seats, used, max(seats - used, 0))
        assert len(str(row["Has"]).split("\n")) * (row["Has"] != "") == loads[one["mentor_id"]]
        assert row["Cannot serve because"] == one["cause"]
        assert row["E-mail"] == mentors[one["mentor_id"]].get("email", "")


def check_stipends(
    found: dict[str, Cells],
    money: dict[str, object],
    pairs: list[Row],
    mentees: dict[str, Row],
    mentors: dict[str, Row],
) -> None:
    """Check the amounts where each mentor has one payee, or is paid by pairs; and all sums."""
    in_use = {pair["mentor_id"] for pair in pairs}
    rows = records(found["Stipends"])
    *payees, total = rows
    amount = float(str(money["stipend"]))
    assert total["Paid to"] == "Total"
    assert total["Pairs"] == len(pairs) == sum(float(row["Pairs"]) for row in payees)
    assert total["Stipend"] == pytest.approx(sum(float(row["Stipend"]) for row in payees), abs=1e-6)
    assert total["Stipend"] == amount * len(pairs if money["per"] == "pair" else in_use)
    if money["paid_to"] == "mentor":
        loads = Counter(pair["mentor_id"] for pair in pairs)
        paid = {row["Mentor ID"]: row["Stipend"] for row in payees}
        assert paid == {one: amount * (loads[one] if money["per"] == "pair" else 1) for one in loads}
        assert "Stipend details" not in found
        return
    details = records(found["Stipend details"])
    assert total["Mentors"] == len(in_use) == len({row["Mentor ID"] for row in details})
    for row in payees:
        own = [one for one in details if one["Paid to"] == row["Paid to"]]
        assert row["Stipend"] == pytest.approx(sum(float(one["Stipend"]) for one in own), abs=1e-6)
        assert row["Pairs"] == sum(float(one["Pairs"]) for one in own)
        assert row["Mentors"] == len(own)
    if money["paid_to"] == "mentor_region" and money["per"] == "mentor":
        by_region = Counter(mentors[one]["region"] for one in in_use)
        assert {str(row["Paid to"]).split(" ")[0]: row["Stipend"] for row in payees} == {
            region: amount * count for region, count in by_region.items()
        }


def check_call_sheets(
    found: dict[str, Cells],
    pairs: list[Row],
    left: list[Row],
    mentees: dict[str, Row],
    mentors: dict[str, Row],
) -> None:
    regions = {mentees[row["mentee_id"]]["region"] for row in (*pairs, *left)}
    assert {name for name in found if name.startswith("Call sheet")} == {
        f"Call sheet {one}" for one in regions
    }
    for region in regions:
        cells = found[f"Call sheet {region}"]
        own = [pair for pair in pairs if mentees[pair["mentee_id"]]["region"] == region]
        assert region in str(cells[1][0])
        for row, pair in zip(cells[HEAD:], own, strict=False):
            check_call(row, pair, mentees[pair["mentee_id"]], mentors)
        without = [one for one in left if mentees[one["mentee_id"]]["region"] == region]
        last = cells[HEAD + len(own) + 2 :] if without else cells[HEAD + len(own) :]
        assert len(last) == len(without)
        for row, one in zip(last, without, strict=True):
            check_person(row[0], mentees[one["mentee_id"]], "role", "school", "district", "phone", "email")
            assert row[1:3] == ["", ""]
            assert str(row[3]).endswith(one["detail"])
            assert row[4] == one["suggestion"]


def check_person(cell: object, person: Row, *columns: str) -> None:
    assert str(cell).split("\n")[0] == person["name"]
    for column in columns:
        assert person.get(column, "") in str(cell)


def check_call(row: list[str | float], pair: Row, mentee: Row, mentors: dict[str, Row]) -> None:
    mentor = mentors[pair["mentor_id"]]
    check_person(row[0], mentee, "role", "school", "district", "phone", "email")
    check_person(row[1], mentor, "district", "phone", "email")
    backups = [(rank, mentors[pair[f"backup_{rank}"]]) for rank in (1, 2) if pair[f"backup_{rank}"]]
    lines = [line for line in str(row[2]).split("\n") if line]
    assert len(lines) == len(backups)
    for line, (number, backup) in zip(lines, backups, strict=True):
        assert line.startswith(f"{number}. {backup['name']}")
        assert backup.get("phone", "") in line
    why, note = str(row[3]), str(row[4])
    reasons = [reason for reason in pair["reasons"].split("; ") if not reason.startswith("approval")]
    assert all(reason in why.casefold() for reason in map(str.casefold, reasons))
    assert sorted(re.findall(r"\d+", why)) == sorted(re.findall(r"\d+", pair["tier"] + " ".join(reasons)))
    assert ("approved by" in note) == (pair["approval"] != "")
    assert (f"The mentor is from {mentor['region']}." in note) == (mentor["region"] != mentee["region"])
    for kilometres in re.findall(r"Far: (\d+) km", note):
        assert f"{kilometres} km apart" in reasons
    assert row[5:9] == ["☐"] * 4
