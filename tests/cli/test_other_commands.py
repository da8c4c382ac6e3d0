import csv
import json

import pytest
from season_fixtures import matcher_command


def test_check_of_good_lists_says_how_many_people_there_are(season):
    done = matcher_command("check", "--roster", season, "--policy", "masa")
    assert done.exit_code == 0
    assert "53 of 60 mentees can be served, and 44 of 45 mentors can serve, with 63 seats" in done.output


def test_check_writes_problems_only_where_asked(season, tmp_path):
    bad = tmp_path / "mentees.csv"
    bad.write_text("mentee_id,name,region,component_group\nP1,,MASA-1,superintendent\n")
    arguments = ["check", "--policy", "masa", "--mentors", season / "mentors.csv", "--mentees", bad]
    assert matcher_command(*arguments).exit_code == 2
    assert {path.name for path in tmp_path.iterdir()} == {"mentees.csv"}
    assert matcher_command(*arguments, "--out", tmp_path / "out").exit_code == 2
    with (tmp_path / "out" / "problems.csv").open(newline="") as file:
        found = [(row["row"], row["column"]) for row in csv.DictReader(file) if row["severity"] == "error"]
    assert found == [("2", "name")]


def test_check_as_json(season):
    done = matcher_command("check", "--roster", season, "--policy", "masa", "--json")
    assert {"problems", "notices"} == json.loads(done.stdout).keys()


def test_check_never_writes_a_guessed_map_over_one_that_is_there(season, tmp_path):
    book, guessed = season / "program.xlsx", tmp_path / "map.toml"
    guessed.write_text("# corrected by hand\n")
    done = matcher_command("check", "--roster", book, "--policy", "masa", "--guess-map", guessed)
    assert done.exit_code == 2
    assert guessed.read_text() == "# corrected by hand\n"


@pytest.mark.parametrize("program", ["masa", "awsp", "naesp", "national"])
def test_a_sample_can_be_matched_and_verified(program, tmp_path):
    assert matcher_command("sample", program, "--seed", 2, "--out", tmp_path / "season").exit_code == 0
    roster = tmp_path / "season" / "program.xlsx"
    done = matcher_command(
        "run", "--policy", program, "--roster", roster, "--out", tmp_path / "out", "--quiet"
    )
    assert done.exit_code == 0, done.output
    assert matcher_command("verify", tmp_path / "out").exit_code == 0


def test_a_sample_is_not_written_over_other_files(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    done = matcher_command("sample", "masa", "--out", tmp_path)
    assert done.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_large_sample_is_csv_files_only_which_is_said_and_read_without_a_remark(tmp_path):
    sizes = ("--mentees", 14_000, "--mentors", 7_000)
    done = matcher_command("sample", "national", *sizes, "--out", tmp_path)
    assert done.exit_code == 0
    assert "There is no workbook, since it would hold more than 20,000 people." in done.output
    assert "More than 20,000 people are written as CSV files only" in " ".join(
        matcher_command("sample", "--help").output.split()
    )
    done = matcher_command("check", "--policy", "national", "--roster", tmp_path)
    assert done.exit_code == 0
    assert len(done.output.splitlines()) == 1
    assert "of 14000 mentees can be served" in done.output


def test_help_names_every_command():
    done = matcher_command("--help")
    assert done.exit_code == 0
    assert all(name in done.output for name in ("run", "check", "verify", "sample"))
