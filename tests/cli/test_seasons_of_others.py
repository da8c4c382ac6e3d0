"""Whole seasons made by someone else, from the lists to a verified result; only where they lie beside the project."""

import csv
import shutil
from pathlib import Path

import pytest
from season_fixtures import matcher_command
from workbook_checks import check_workbook

SEASONS = {
    "masa-2026-27/program.xlsx": "masa",
    "masa-2026-27": "masa",
    "masa-2026-27-short": "masa",
    "awsp-2026-27": "awsp",
    "naesp-2026-27": "naesp",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def matched(roster: Path, policy: str, out: Path, *options: object) -> Path:
    done = matcher_command("run", "--policy", policy, "--roster", roster, "--out", out, "--quiet", *options)
    assert done.exit_code == 0, done.output
    return out


@pytest.mark.parametrize(("season", "policy"), SEASONS.items())
def test_each_season_is_matched_and_verified_and_a_swap_is_refused(shared_data, tmp_path, season, policy):
    out = matched(shared_data / season, policy, tmp_path / "out")
    assert matcher_command("verify", out).exit_code == 0
    check_workbook(out)
    swap_two_mentors(out / "assignments.csv")
    done = matcher_command("verify", out)
    assert done.exit_code == 5
    assert "no possible pair" in done.output or "Goal" in done.output or "not the one" in done.output


def swap_two_mentors(path: Path) -> None:
    table = rows(path)
    other = next(row for row in table if row["mentor_id"] != table[0]["mentor_id"])
    table[0]["mentor_id"], other["mentor_id"] = other["mentor_id"], table[0]["mentor_id"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def test_workbook_and_csv_files_of_masa_give_the_same_list(shared_data, tmp_path):
    book = matched(shared_data / "masa-2026-27" / "program.xlsx", "masa", tmp_path / "book")
    files = matched(shared_data / "masa-2026-27", "masa", tmp_path / "files")
    for name in ("assignments.csv", "unserved.csv", "mentors.csv", "proof.npz", "matching.xlsx"):
        assert (book / name).read_bytes() == (files / name).read_bytes(), name


def test_region_6_goes_through_with_the_guessed_map(shared_data, tmp_path):
    book = shared_data / "region-6" / "Region 6 mentors 2026.xlsx"
    column_map = tmp_path / "map.toml"
    done = matcher_command("check", "--policy", "masa", "--roster", book, "--guess-map", column_map)
    assert done.exit_code == 0, done.output
    out = matched(book, "masa", tmp_path / "out", "--map", column_map)
    assert matcher_command("verify", out).exit_code == 0
    check_workbook(out)
    pairs = {row["mentee_id"]: row for row in rows(out / "assignments.csv")}
    assert len(pairs) == 9
    assert "named first" in pairs["p00007@example.org"]["reasons"]
    assert [row["cause"] for row in rows(out / "unserved.csv")] == ["not_eligible"]


def test_interns_have_only_the_protege_who_agreed(shared_data, tmp_path):
    out = matched(shared_data / "naesp-2026-27", "naesp", tmp_path / "out")
    interns = {
        row["mentor_id"]
        for row in rows(shared_data / "naesp-2026-27" / "mentors.csv")
        if row["training"] == "intern"
    }
    agreed = {
        (row["mentee_id"], row["mentor_id"]) for row in rows(shared_data / "naesp-2026-27" / "pairs.csv")
    }
    listed = {(row["mentee_id"], row["mentor_id"]) for row in rows(out / "assignments.csv")}
    assert agreed <= listed
    assert {pair for pair in listed if pair[1] in interns} == {pair for pair in agreed if pair[1] in interns}


def test_an_agreed_pair_of_one_district_stops_the_naesp_season(shared_data, tmp_path):
    lists = Path(shutil.copytree(shared_data / "naesp-2026-27", tmp_path / "lists"))
    lists.chmod(0o755)
    pair = rows(lists / "pairs.csv")[0]
    district = next(
        row["district"] for row in rows(lists / "mentors.csv") if row["mentor_id"] == pair["mentor_id"]
    )
    mentees = rows(lists / "mentees.csv")
    for row in mentees:
        if row["mentee_id"] == pair["mentee_id"]:
            row["district"] = district
    (lists / "mentees.csv").unlink()
    with (lists / "mentees.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, mentees[0])
        writer.writeheader()
        writer.writerows(mentees)
    done = matcher_command("run", "--policy", "naesp", "--roster", lists, "--out", tmp_path / "out")
    assert done.exit_code == 3
    for word in (pair["mentor_id"], pair["mentee_id"], "the same district", "pairs.csv, row 2"):
        assert word in done.output


def test_first_come_leaves_nobody_earlier_without_a_seat_that_somebody_later_of_the_same_kind_has(
    shared_data, tmp_path
):
    """Two requests of one level, region and district, without wishes to avoid anybody, have the same mentors."""
    out = matched(shared_data / "awsp-2026-27", "awsp", tmp_path / "out")
    conflicts = {row["mentee_id"] for row in rows(shared_data / "awsp-2026-27" / "conflicts.csv")}
    served = {row["mentee_id"] for row in rows(out / "assignments.csv")}
    latest: dict[tuple[str, ...], str] = {}
    people = [
        row
        for row in rows(shared_data / "awsp-2026-27" / "mentees.csv")
        if row["membership"] == "active" and not row["avoided_mentors"] and row["mentee_id"] not in conflicts
    ]
    for row in people:
        kind = (row["component_group"], row["region"], row["district"])
        if row["mentee_id"] in served:
            latest[kind] = max(latest.get(kind, ""), row["requested_at"])
    compared = 0
    for row in people:
        kind = (row["component_group"], row["region"], row["district"])
        if row["mentee_id"] not in served and kind in latest:
            compared += 1
            assert row["requested_at"] >= latest[kind]
    assert compared > 5


def test_everybody_of_the_short_season_is_listed_or_has_a_cause(shared_data, tmp_path):
    out = matched(shared_data / "masa-2026-27-short", "masa", tmp_path / "out")
    listed = {row["mentee_id"] for row in rows(out / "assignments.csv")}
    left = {row["mentee_id"]: row for row in rows(out / "unserved.csv")}
    everyone = {row["mentee_id"] for row in rows(shared_data / "masa-2026-27-short" / "mentees.csv")}
    assert listed | left.keys() == everyone
    assert not listed & left.keys()
    assert {row["cause"] for row in left.values()} == {"not_eligible", "shortage"}
