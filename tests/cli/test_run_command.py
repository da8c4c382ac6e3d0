import csv
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from season_fixtures import matcher_command
from workbooks import unpacked

from matcher.placing import exchange

FILES = {
    "assignments.csv",
    "unserved.csv",
    "mentors.csv",
    "summary.json",
    "proof.npz",
    "report.html",
    "matching.xlsx",
    "inputs",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, table: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0])
        writer.writeheader()
        writer.writerows(table)


def run(roster: Path, out: Path, *options: object, policy: str = "masa"):
    return matcher_command("run", "--policy", policy, "--roster", roster, "--out", out, *options)


def test_writes_every_file_and_nothing_else(season, tmp_path):
    done = run(season, tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    assert {path.name for path in tmp_path.iterdir()} == {"out"}


def test_every_eligible_mentee_is_either_listed_or_told_why_not(result):
    listed = {row["mentee_id"] for row in rows(result / "assignments.csv")}
    left = {row["mentee_id"] for row in rows(result / "unserved.csv")}
    everyone = {row["mentee_id"] for row in rows(result / "inputs" / "mentees.csv")}
    assert listed | left == everyone
    assert not listed & left
    assert all(row["detail"] and row["suggestion"] for row in rows(result / "unserved.csv"))


def test_workbook_and_csv_files_give_the_same_bytes(season, result, tmp_path):
    assert run(season / "program.xlsx", tmp_path / "book", "--candidates").exit_code == 0
    for name in ("assignments.csv", "unserved.csv", "mentors.csv", "candidates.csv", "proof.npz"):
        assert (tmp_path / "book" / name).read_bytes() == (result / name).read_bytes(), name


def test_shuffled_rows_give_the_same_bytes(season, result, tmp_path):
    shuffled = tmp_path / "shuffled"
    shuffled.mkdir()
    for path in season.glob("*.csv"):
        table = rows(path)
        write_rows(shuffled / path.name, [dict(reversed(row.items())) for row in reversed(table)])
    assert run(shuffled, tmp_path / "out", "--candidates").exit_code == 0
    for name in ("assignments.csv", "unserved.csv", "mentors.csv", "candidates.csv", "proof.npz"):
        assert (tmp_path / "out" / name).read_bytes() == (result / name).read_bytes(), name


def test_the_kept_inputs_give_the_same_result_again(result, tmp_path):
    again = run(
        result / "inputs", tmp_path / "again", "--candidates", policy=str(result / "inputs" / "policy.json")
    )
    assert again.exit_code == 0, again.output
    for name in ("assignments.csv", "unserved.csv", "mentors.csv", "candidates.csv", "proof.npz"):
        assert (tmp_path / "again" / name).read_bytes() == (result / name).read_bytes(), name


def test_inputs_are_readable_by_the_owner_only(result, season, tmp_path):
    assert run(season, tmp_path / "out").exit_code == 0
    inputs = tmp_path / "out" / "inputs"
    assert stat.S_IMODE(inputs.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in inputs.iterdir())


def test_options_leave_files_out(season, tmp_path):
    assert run(season, tmp_path / "out", "--no-report", "--no-inputs").exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES - {
        "report.html",
        "matching.xlsx",
        "inputs",
    }


def test_json_prints_the_summary_alone(season, tmp_path):
    done = run(season, tmp_path / "out", "--json")
    printed = json.loads(done.stdout)
    assert printed == json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert printed["status"] == "optimal"
    assert all(level["proven"] and level["value"] == level["bound"] for level in printed["levels"])


def test_quiet_prints_nothing(season, tmp_path):
    done = run(season, tmp_path / "out", "--quiet")
    assert done.exit_code == 0
    assert done.output == ""


def test_summary_counts_agree_with_the_tables(result):
    summary = json.loads((result / "summary.json").read_text(encoding="utf-8"))
    pairs, left, mentors = (rows(result / f"{name}.csv") for name in ("assignments", "unserved", "mentors"))
    counts = summary["counts"]
    assert counts["pairs"] == len(pairs)
    assert counts["mentees_served"] == len({row["mentee_id"] for row in pairs})
    assert counts["mentors_used"] == sum(int(row["used"]) > 0 for row in mentors)
    assert sum(counts["by_tier"].values()) == len(pairs)
    assert sum(counts["unserved_by_cause"].values()) == len(left)
    assert sum(row["mentees_served"] for row in counts["by_region"].values()) == counts["mentees_served"]
    levels = {level["name"]: level["value"] for level in summary["levels"]}
    assert levels["compatibility"] == pytest.approx(sum(float(row["score"]) for row in pairs), abs=1e-9)
    costs = {"1": 0, "2": 1, "3": 2, "4": 5}
    assert levels["tiers"] == sum(costs[row["tier_rank"]] for row in pairs)


def test_bad_lists_leave_an_earlier_result_untouched_beside_problems_csv(season, result, tmp_path):
    bad = tmp_path / "bad"
    bad.mkdir()
    for path in season.glob("*.csv"):
        (bad / path.name).write_bytes(path.read_bytes())
    table = rows(bad / "mentees.csv")
    table[0]["region"], table[3]["new_to_role"] = "", "perhaps"
    write_rows(bad / "mentees.csv", table)
    before = {path: path.read_bytes() for path in result.rglob("*") if path.is_file()}
    done = run(bad, result)
    assert done.exit_code == 2
    assert {(row["table"], row["row"], row["column"]) for row in rows(result / "problems.csv")} == {
        ("mentees", "2", "region"),
        ("mentees", "5", "new_to_role"),
    }
    assert {path: path.read_bytes() for path in before} == before


def test_a_good_run_takes_the_problems_of_an_earlier_one_away(season, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "problems.csv").write_text("severity\n")
    assert run(season, out).exit_code == 0
    assert not (out / "problems.csv").exists()


def test_faults_of_rules_and_lists_are_told_together(season, tmp_path):
    policy = tmp_path / "own.toml"
    policy.write_text('extends = "masa"\n[mentors]\nmax_capcity = 2\n')
    bad = tmp_path / "bad"
    bad.mkdir()
    for path in season.glob("*.csv"):
        (bad / path.name).write_bytes(path.read_bytes())
    table = rows(bad / "mentors.csv")
    table[0]["email"] = "nowhere"
    write_rows(bad / "mentors.csv", table)
    done = run(bad, tmp_path / "out", policy=str(policy))
    assert done.exit_code == 2
    found = {(row["table"], row["column"]) for row in rows(tmp_path / "out" / "problems.csv")}
    assert found == {("policy", "mentors.max_capcity"), ("mentors", "email")}
    assert "max_capacity" in done.output


@pytest.mark.parametrize(
    "content", [{"notes.txt": "mine"}, {"summary.json": "{}"}, {"assignments.csv": "a,b\n"}]
)
def test_a_folder_that_no_run_made_is_not_touched(season, tmp_path, content):
    out = tmp_path / "out"
    out.mkdir()
    for name, text in content.items():
        (out / name).write_text(text)
    done = run(season, out)
    assert done.exit_code == 2
    assert {path.name: path.read_text() for path in out.iterdir()} == content


def test_a_note_put_into_a_result_keeps_it_from_being_replaced(season, result):
    (result / "my notes.docx").write_text("mine")
    before = (result / "summary.json").read_bytes()
    assert run(season, result).exit_code == 2
    assert (result / "summary.json").read_bytes() == before


def test_an_earlier_result_is_replaced_whole(season, result, tmp_path):
    assert (result / "candidates.csv").exists()
    assert run(season, result).exit_code == 0
    assert not (result / "candidates.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--policy", "msaa"], "Did you mean 'masa'?"),
        (["--policy", "masa", "--roster", "nowhere.xlsx"], "There is no such file"),
        (["--policy", "masa"], "No list is named"),
    ],
)
def test_wrong_names_are_told_plainly(tmp_path, arguments, told):
    done = matcher_command("run", *arguments, "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert told in done.output
    assert "Traceback" not in done.output


def test_what_is_not_supported_is_refused_by_name(season, tmp_path):
    policy = tmp_path / "own.toml"
    policy.write_text(
        'extends = "masa"\n[mentors]\nmin_mentees = "if_used"\n'
        '[[limits]]\nname = "paid mentors"\nby = []\ncount = "mentors"\nmax = 20\n'
    )
    done = run(season, tmp_path / "out", policy=str(policy))
    assert done.exit_code == 2
    assert "if_used" in done.output
    assert "paid mentors" in done.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"problems.csv"}


def agreed_pair_of_one_district(season: Path, folder: Path) -> tuple[str, str]:
    folder.mkdir()
    for path in season.glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    mentors, mentees = rows(folder / "mentors.csv"), rows(folder / "mentees.csv")
    mentees[0]["district"], mentees[0]["district_id"] = (
        mentors[0]["district"],
        mentors[0].get("district_id", ""),
    )
    write_rows(folder / "mentees.csv", mentees)
    pair = {"mentor_id": mentors[0]["mentor_id"], "mentee_id": mentees[0]["mentee_id"], "kind": "agreed"}
    write_rows(folder / "pairs.csv", [pair])
    return pair["mentor_id"], pair["mentee_id"]


def test_an_agreed_pair_that_breaks_a_rule_stops_with_3_and_names_pair_and_rule(season, tmp_path):
    mentor, mentee = agreed_pair_of_one_district(season, tmp_path / "lists")
    done = run(tmp_path / "lists", tmp_path / "out")
    assert done.exit_code == 3
    for word in (mentor, mentee, "the same district", "pairs.csv, row 2"):
        assert word in done.output
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["status"] == "infeasible"
    assert not (tmp_path / "out" / "assignments.csv").exists()
    assert matcher_command("verify", tmp_path / "out").exit_code == 0


def test_confidential_facts_show_nowhere_but_in_the_inputs(season, tmp_path):
    lists = tmp_path / "lists"
    lists.mkdir()
    for path in season.glob("*.csv"):
        (lists / path.name).write_bytes(path.read_bytes())
    mentees, conflicts = rows(lists / "mentees.csv"), rows(lists / "conflicts.csv")
    mentees[5]["avoided_mentors"] = "Canary Avoided"
    for place, row in enumerate(mentees):
        row["avoided_districts"] = "Canary District" if place == 6 else ""
    conflicts[0]["note"] = "canary note"
    mentors = rows(lists / "mentors.csv")
    for place, row in enumerate(mentors):
        row["avoided_districts"] = "Canary District" if place == 3 else ""
        row["avoided_mentees"] = "Canary Mentee" if place == 4 else ""
    write_rows(lists / "mentors.csv", mentors)
    write_rows(lists / "mentees.csv", mentees)
    write_rows(lists / "conflicts.csv", conflicts)
    done = run(lists, tmp_path / "out", "--candidates")
    assert done.exit_code == 0
    contents = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file()}
    contents |= unpacked(tmp_path / "out" / "matching.xlsx")
    assert any("sheet9" in name for name in contents)
    for name, content in contents.items():
        text = content.decode("utf-8", errors="replace").casefold()
        for secret in ("canary", "former_supervisor", "past_mismatch", "past mismatch", "avoided"):
            assert secret not in text, (name, secret)


def test_formulas_in_cells_are_neutralised_and_read_back(season, tmp_path):
    lists = tmp_path / "lists"
    lists.mkdir()
    for path in season.glob("*.csv"):
        (lists / path.name).write_bytes(path.read_bytes())
    mentees = rows(lists / "mentees.csv")
    old = mentees[0]["mentee_id"]
    mentees[0]["mentee_id"], mentees[0]["name"] = "=HYPERLINK(1)", "@SUM(A1)"
    write_rows(lists / "mentees.csv", mentees)
    conflicts = [row for row in rows(lists / "conflicts.csv") if row["mentee_id"] != old]
    write_rows(lists / "conflicts.csv", conflicts)
    assert run(lists, tmp_path / "out").exit_code == 0
    for path in (tmp_path / "out").rglob("*.csv"):
        for row in csv.reader(path.open(encoding="utf-8", newline="")):
            assert not any(cell.startswith(("=", "@", "\t")) for cell in row), path.name
    assert matcher_command("verify", tmp_path / "out").exit_code == 0


def test_a_failed_write_leaves_the_earlier_result(season, result, monkeypatch):
    before = {path: path.read_bytes() for path in result.rglob("*") if path.is_file()}
    real, calls = os.fsync, []

    def failing(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 4:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", failing)
    done = run(season, result)
    assert done.exit_code == 2
    assert "No space left on device" in done.output
    assert {path: path.read_bytes() for path in result.rglob("*") if path.is_file()} == before
    assert [path.name for path in result.parent.iterdir()] == ["out"]


def test_runs_as_a_command_of_its_own(season, tmp_path):
    command = [
        sys.executable,
        "-m",
        "matcher",
        "run",
        "--policy",
        "masa",
        "--roster",
        season,
        "--out",
        tmp_path / "o",
    ]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "have a mentor" in done.stdout
    assert "no list under these rules gives more people a mentor" in done.stdout


def test_an_impossible_agreed_pair_leaves_the_earlier_list(season, result, tmp_path):
    before = {path: path.read_bytes() for path in result.rglob("*") if path.is_file()}
    agreed_pair_of_one_district(season, tmp_path / "lists")
    done = run(tmp_path / "lists", result)
    assert done.exit_code == 3
    assert "was left as it is" in done.output
    assert {path: path.read_bytes() for path in result.rglob("*") if path.is_file()} == before


def test_a_closed_folder_stays_closed(season, result):
    result.chmod(0o700)
    assert run(season, result).exit_code == 0
    assert stat.S_IMODE(result.stat().st_mode) == 0o700


def test_a_foreign_file_among_the_inputs_is_not_deleted(season, result):
    (result / "inputs" / "mine.txt").write_text("mine")
    done = run(season, result)
    assert done.exit_code == 2
    assert "inputs/mine.txt" in done.output
    assert (result / "inputs" / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("lock", ["~$matching.xlsx", ".~lock.matching.xlsx#"])
def test_a_workbook_that_is_still_open_is_told_as_such(season, result, lock):
    (result / lock).write_text("somebody")
    done = run(season, result)
    assert done.exit_code == 2
    assert "matching.xlsx is open" in " ".join(done.output.split())


def test_the_folder_one_is_in_cannot_be_the_result(season, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(season, Path()).exit_code == 2
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, sys
from matcher.cli import main
point, calls = int(sys.argv.pop(1)), 0
def at(function):
    def called(*arguments, **options):
        global calls
        calls += 1
        if calls == point:
            os._exit(9)
        return function(*arguments, **options)
    return called
import matcher.placing as placing, matcher.report.folder as folder
from pathlib import Path
os.fsync, Path.rename, Path.mkdir = at(os.fsync), at(Path.rename), at(Path.mkdir)
folder.exchange = at(placing.exchange)
main(prog_name="matcher")
"""


@pytest.mark.slow
def test_a_run_killed_at_any_write_leaves_the_old_result_or_the_new(season, result, tmp_path):
    old = {path.name: path.read_bytes() for path in result.iterdir() if path.suffix == ".csv"}
    arguments = ["run", "--policy", "masa", "--roster", season, "--out", result, "--quiet"]
    points = 0
    while True:
        points += 1
        command = [sys.executable, "-c", KILLED, points, *arguments]
        done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
        assert matcher_command("verify", result).exit_code == 0, f"killed at write {points}"
        now = {path.name: path.read_bytes() for path in result.iterdir() if path.suffix == ".csv"}
        assert now in (old, {name: old[name] for name in old if name != "candidates.csv"})
        if done.returncode == 0:
            break
    assert points > 10


def test_folders_change_places_without_exchange_too(result, tmp_path, monkeypatch):
    monkeypatch.setattr("matcher.placing._exchange_at_once", lambda *_: False)
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "name").write_text(folder.name)
    exchange(one, other)
    assert ((one / "name").read_text(), (other / "name").read_text()) == ("other", "one")
    assert {path.name for path in tmp_path.iterdir()} == {"one", "other", "out"}


def test_check_refuses_what_run_refuses(season, tmp_path):
    policy = tmp_path / "own.toml"
    policy.write_text(
        'extends = "masa"\n[[limits]]\nname = "one"\nby = ["mentee.region", "mentor.membership"]\nmax = 1\n'
        '[[limits]]\nname = "other"\nby = ["mentee.district", "mentor.district"]\nmax = 1\n'
    )
    for command in (["check"], ["run", "--out", tmp_path / "out"]):
        done = matcher_command(*command, "--policy", policy, "--roster", season)
        assert done.exit_code == 2
        assert "'one'" in done.output


def test_faults_of_a_map_are_told_without_faults_that_the_list_has_not(season, tmp_path):
    column_map = tmp_path / "map.toml"
    column_map.write_text('[mentor]\nsheet = "People"\n')
    done = matcher_command(
        "check", "--policy", "masa", "--roster", season / "program.xlsx", "--map", column_map
    )
    assert done.exit_code == 2
    assert "1 error, 0 warnings" in done.output


@pytest.mark.parametrize("called", ["MASA-9", "masa9", "Metro", " metro "])
def test_a_region_is_called_as_lists_may_call_it(season, tmp_path, called):
    done = matcher_command(
        "run",
        "--policy",
        "masa",
        "--roster",
        season,
        "--region",
        called,
        "--out",
        tmp_path / "out",
        "--quiet",
    )
    assert done.exit_code == 0, done.output
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["region"] == "MASA-9"


def test_an_empty_region_is_no_wish_for_all(season, tmp_path):
    done = matcher_command(
        "run", "--policy", "masa", "--roster", season, "--region", "", "--out", tmp_path / "out"
    )
    assert done.exit_code == 2
    assert "--region names no region" in done.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("left", [".DS_Store", "Thumbs.db", "desktop.ini"])
def test_what_a_file_manager_leaves_in_a_result_does_not_stand_in_the_way(result, season, left):
    (result / left).write_text("")
    done = matcher_command("run", "--policy", "masa", "--roster", season, "--out", result, "--quiet")
    assert done.exit_code == 0, done.output
    assert not (result / left).exists()


def test_beside_forbidden_pairs_the_least_that_would_do_is_told_as_such(season, tmp_path):
    """M1 and M2 have one seat each: two locks for M1 and one that a rule forbids."""
    write_lists(
        tmp_path,
        mentors=[("M1", "MASA-1", "Oak"), ("M2", "MASA-1", "Elm")],
        mentees=[("P1", "MASA-1", "Ash"), ("P2", "MASA-1", "Ash"), ("P3", "MASA-1", "Elm")],
        locks=[("M1", "P1"), ("M1", "P2"), ("M2", "P3")],
    )
    done = matcher_command("run", "--policy", "masa", "--roster", tmp_path, "--out", tmp_path / "out")
    assert done.exit_code == 3
    said = " ".join(done.output.split())
    assert (
        "The least that would do for all of this together, beside the pairs that a rule forbids: set " in said
    )


def write_lists(folder, *, mentors, mentees, locks):
    for name, key, rows, more in (
        ("mentors", "mentor_id", mentors, ("capacity", "1")),
        ("mentees", "mentee_id", mentees, ("new_to_role", "yes")),
    ):
        lines = [f"{key},name,email,region,district,component_group,{more[0]}"]
        lines += [
            f"{one},{one},{one}@x.org,{region},{town},superintendent,{more[1]}" for one, region, town in rows
        ]
        (folder / f"{name}.csv").write_text("\n".join(lines))
    pairs = [f"{mentor},{mentee},lock" for mentor, mentee in locks]
    (folder / "pairs.csv").write_text("\n".join(["mentor_id,mentee_id,kind", *pairs]))
