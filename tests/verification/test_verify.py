import csv
import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from season_fixtures import matcher_command
from workbooks import edited, sheets

from matcher import verify

Table = list[list[str]]


def read(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path: Path, table: Table) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)


def refusals(folder: Path) -> str:
    finding = verify(folder)
    assert not finding.holds
    return "\n".join(finding.refusals)


def test_confirms_what_a_run_wrote(result):
    finding = verify(result)
    assert finding.holds, finding.refusals
    assert any("tiers" in sentence for sentence in finding.confirmed)


def test_no_solver_is_loaded(result):
    script = (
        "import sys, matcher; assert matcher.verify(sys.argv[1]).holds; assert 'ortools' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script, str(result)], check=True)


def test_every_swap_of_two_mentors_is_refused_with_its_reason(result):
    """Swaps with the first pair: each names an impossible pair of the two, or a goal that is not reached."""
    table = read(result / "assignments.csv")
    kinds = set()
    for other in range(2, 24):
        if table[other][1] == table[1][1]:
            continue
        changed = [list(row) for row in table]
        changed[1][1], changed[other][1] = table[other][1], table[1][1]
        write(result / "assignments.csv", changed)
        said = refusals(result)
        swapped = [f"{changed[row][0]} with {changed[row][1]} is no possible pair: " for row in (1, other)]
        if any(pair in said for pair in swapped):
            kinds.add("pair")
        else:
            assert said.startswith(
                ("Goal 'tiers'", "Goal 'compatibility'", "The list is as good as the best")
            ), said
            kinds.add("goal")
    assert kinds == {"pair", "goal"}


def test_command_refuses_with_5_and_says_what_is_wrong(result):
    table = read(result / "assignments.csv")
    one, other = next(
        (a, b) for a in range(1, len(table)) for b in range(a + 1, len(table)) if table[a][1] != table[b][1]
    )
    table[one][1], table[other][1] = table[other][1], table[one][1]
    write(result / "assignments.csv", table)
    done = matcher_command("verify", result)
    assert done.exit_code == 5
    pair = f"{table[one][0]} with {table[one][1]} is no possible pair"
    assert pair in done.output or "Goal '" in done.output
    assert "Refused" in done.output


def test_a_dropped_pair_is_refused_for_the_seats_it_leaves_empty(result):
    table = read(result / "assignments.csv")
    write(result / "assignments.csv", table[:-1])
    assert "Goal 'served'" in refusals(result)


def test_a_pair_with_somebody_full_is_refused(result):
    table = read(result / "assignments.csv")
    possible = {(row[0], row[1]) for row in read(result / "candidates.csv")[1:]}
    full = {row[0] for row in read(result / "mentors.csv")[1:] if row[1] == row[2] != "0"}
    row = next(row for row in table[1:] if any((row[0], one) in possible and one != row[1] for one in full))
    row[1] = next(one for one in sorted(full) if (row[0], one) in possible and one != row[1])
    write(result / "assignments.csv", table)
    assert f"{row[1]} has" in refusals(result)


def test_a_pair_that_stands_twice_is_refused(result):
    table = read(result / "assignments.csv")
    write(result / "assignments.csv", [*table, table[1]])
    assert "stands twice" in refusals(result)


def test_somebody_unknown_is_refused(result):
    table = read(result / "assignments.csv")
    table[1][1] = "M-nobody"
    write(result / "assignments.csv", table)
    assert "row 2: there is nobody 'M-nobody'" in refusals(result)


@pytest.mark.parametrize(
    ("file", "column"),
    [("assignments.csv", n) for n in range(2, 9)]
    + [("unserved.csv", n) for n in range(1, 5)]
    + [("mentors.csv", 2)],
)
def test_any_other_changed_cell_is_refused(result, file, column):
    table = read(result / file)
    table[1][column] = "9"
    write(result / file, table)
    assert f"{file}, row 2: {table[0][column]} says '9'" in refusals(result)


def test_changed_inputs_are_refused(result):
    path = result / "inputs" / "mentors.csv"
    table = read(path)
    column = table[0].index("years_experience")
    table[1][column] = "1" if table[1][column] != "1" else "2"
    write(path, table)
    assert "not those that the proof is about" in refusals(result)


def test_a_changed_policy_is_refused(result):
    path = result / "inputs" / "policy.json"
    policy = json.loads(path.read_text())
    policy["mentors"]["max_capacity"] = 1
    path.write_text(json.dumps(policy))
    assert "not those that the proof is about" in refusals(result)


def test_a_summary_that_claims_more_is_refused(result):
    path = result / "summary.json"
    summary = json.loads(path.read_text())
    summary["levels"][0]["value"] += 2
    path.write_text(json.dumps(summary))
    assert "at 'levels'" in refusals(result)


def rewrite_proof(folder: Path, **changes: np.ndarray) -> None:
    with np.load(folder / "proof.npz") as file:
        arrays = {name: file[name] for name in file.files}
    np.savez(folder / "proof.npz", **{**arrays, **changes})


def test_prices_of_nothing_prove_nothing(result):
    with np.load(result / "proof.npz") as file:
        prices = np.zeros_like(file["prices"])
    rewrite_proof(result, prices=prices)
    assert "Goal 'served'" in refusals(result) or "Goal 'tiers'" in refusals(result)


def test_a_proof_of_fewer_goals_is_refused(result):
    with np.load(result / "proof.npz") as file:
        levels, prices = file["levels"][1:], file["prices"][1:]
    rewrite_proof(result, levels=levels, prices=prices)
    assert "other goals" in refusals(result)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_a_damaged_proof_is_refused_without_a_traceback(result, content):
    (result / "proof.npz").write_bytes(content)
    assert "proof.npz cannot be used" in refusals(result)


def test_a_pickle_in_the_proof_is_never_loaded(result, tmp_path):
    evil = io.BytesIO()
    np.save(evil, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with zipfile.ZipFile(result / "proof.npz", "w") as archive:
        archive.writestr("version.npy", evil.getvalue())
    assert "proof.npz cannot be used" in refusals(result)


def test_a_missing_table_is_refused(result):
    (result / "mentors.csv").unlink()
    assert "There is no mentors.csv" in refusals(result)


def test_without_inputs_the_lists_must_be_named(season, result):
    shutil.rmtree(result / "inputs")
    bare = matcher_command("verify", result)
    assert bare.exit_code == 2
    assert "--roster" in bare.output
    assert matcher_command("verify", result, "--policy", "masa", "--roster", season).exit_code == 0


def test_a_folder_that_is_no_result_is_told_so(tmp_path):
    done = matcher_command("verify", tmp_path)
    assert done.exit_code == 2
    assert "no result" in done.output
    assert "Traceback" not in done.output


def test_prices_too_large_to_add_up_are_refused_in_words(result):
    with np.load(result / "proof.npz") as file:
        prices = file["prices"].copy()
    prices[1, :] = np.iinfo(np.int64).max
    rewrite_proof(result, prices=prices)
    assert "too large to mean anything" in refusals(result)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("levels", None),
        ("levels", ["x"]),
        ("levels", "x"),
        ("counts", {"mentees_served": 999}),
        ("status", "perfect"),
        ("program", {}),
        ("engine", "guess"),
        ("policy", {"name": "masa", "sha256": "0"}),
        ("notices", None),
        ("notices", "x"),
    ],
)
def test_a_falsified_summary_is_refused(result, key, value):
    path = result / "summary.json"
    summary = json.loads(path.read_text(encoding="utf-8"))
    summary[key] = value
    path.write_text(json.dumps(summary), encoding="utf-8")
    assert f"at '{key}'" in refusals(result)


def test_a_falsified_report_is_refused(result):
    path = result / "report.html"
    path.write_text(path.read_text(encoding="utf-8").replace("have a mentor", "have two"), encoding="utf-8")
    assert "report.html is not the report of this list" in refusals(result)


def test_a_changed_name_in_the_inputs_is_refused(result):
    path = result / "inputs" / "mentees.csv"
    table = read(path)
    table[1][table[0].index("name")] = "Somebody Else"
    write(path, table)
    assert "not those that the proof is about" in refusals(result)


@pytest.mark.parametrize(
    ("sheet", "title"),
    [("Pairs", "Decision *"), ("Pairs", "Mentee"), ("Mentors", "Phone"), ("Stipends", "Stipend")],
)
def test_a_changed_workbook_is_refused_with_the_cell_and_what_edits_are_for(result, sheet, title):
    book = result / "matching.xlsx"
    place = sheets(book)[sheet][0].index(title)
    edited(book, book, {(sheet, 3, title): "lock"})
    said = refusals(result)
    assert f"{sheet}, {chr(ord('A') + place)}3 says 'lock'" in said
    assert "--edits" in said


def test_a_workbook_of_another_list_is_refused(result, tmp_path):
    lists = result / "inputs"
    run = ("run", "--policy", "masa", "--roster", lists, "--region", "MASA-3", "--out", tmp_path / "other")
    assert matcher_command(*run).exit_code == 0
    shutil.copy(tmp_path / "other" / "matching.xlsx", result / "matching.xlsx")
    assert "matching.xlsx is not the workbook of this list: About, A1 says" in refusals(result)


def test_a_workbook_packed_otherwise_with_the_same_cells_is_confirmed(result):
    book = result / "matching.xlsx"
    before = book.read_bytes()
    edited(book, book, {})
    assert book.read_bytes() != before
    assert verify(result).holds


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_a_damaged_workbook_is_refused(result, content):
    (result / "matching.xlsx").write_bytes(content)
    assert "The workbook cannot be opened." in refusals(result)


def test_without_its_workbook_and_report_a_list_is_confirmed(result):
    (result / "matching.xlsx").unlink()
    (result / "report.html").unlink()
    assert verify(result).holds


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("version", np.array([np.inf])),
        ("backup_1", np.array([[0]])),
        ("backup_1", np.array([-1])),
        ("backup_1", np.array([10**9])),
        ("backup_1_prices", np.zeros((1, 1))),
        ("prices", np.zeros((2, 2), dtype="<i8")),
        ("marks", np.zeros(3, dtype="<i8")),
        ("mentees", np.array(["P1"])),
    ],
)
def test_a_proof_with_another_array_is_refused(result, name, array):
    with np.load(result / "proof.npz") as file:
        arrays = {one: file[one] for one in file.files}
    assert name in arrays
    np.savez(result / "proof.npz", **{**arrays, name: array})
    assert refusals(result)


@pytest.mark.parametrize("place", [30, 200, 2000, -40])
def test_a_proof_with_a_changed_byte_is_refused_or_says_the_same(result, place):
    content = bytearray((result / "proof.npz").read_bytes())
    content[place] ^= 0xFF
    (result / "proof.npz").write_bytes(bytes(content))
    finding = verify(result)
    assert finding.holds or finding.refusals


def test_backups_that_change_places_are_refused(result):
    table = read(result / "assignments.csv")
    first = table[0].index("backup_1")
    row = next(one for one in table[1:] if one[first])
    row[first], row[first + 1] = row[first + 1], row[first]
    write(result / "assignments.csv", table)
    assert "backup_1 says" in refusals(result)
