import csv
import io
import json
import shutil

import pandas as pd
import pytest
from season_fixtures import matcher_command

from matcher.sample import invent, write


@pytest.fixture(scope="module")
def naesp(tmp_path_factory):
    folder = tmp_path_factory.mktemp("naesp")
    write(invent("naesp", 6, mentees=60, mentors=80), folder)
    return folder


def calendar(roster, *options, policy="naesp"):
    return matcher_command("calendar", "--policy", policy, "--roster", roster, *options)


def test_the_table_and_the_file_for_calendars_hold_what_is_printed_as_json(naesp, tmp_path):
    table, ics = tmp_path / "to do.csv", tmp_path / "dates.ics"
    done = calendar(naesp, "--at", "2026-12-01", "--json", "--csv", table, "--ics", ics)
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)["dates"]
    with table.open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == told
    assert ics.read_bytes().count(b"BEGIN:VEVENT\r\n") == sum(bool(one["date"]) for one in told)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dates.ics", "to do.csv"]


def test_the_day_is_the_seasons_first_unless_at_says_another(naesp):
    assert calendar(naesp).output == calendar(naesp, "--at", "2026-08-15").output
    assert calendar(naesp).output != calendar(naesp, "--at", "2026-12-01").output


def test_rows_in_another_order_give_the_same_bytes(naesp, tmp_path):
    turned = tmp_path / "turned"
    shutil.copytree(naesp, turned)
    for path in turned.glob("*.csv"):
        pd.read_csv(path, dtype=str, keep_default_na=False).iloc[::-1].to_csv(path, index=False)
    (turned / "program.xlsx").unlink()
    for number, roster in enumerate((naesp, turned)):
        files = "--csv", tmp_path / f"{number}.csv", "--ics", tmp_path / f"{number}.ics"
        assert calendar(roster, *files).exit_code == 0
    for ending in ("csv", "ics"):
        assert (tmp_path / f"0.{ending}").read_bytes() == (tmp_path / f"1.{ending}").read_bytes()


def test_bad_lists_are_refused_with_every_problem_and_earlier_files_stay(naesp, tmp_path):
    bad = tmp_path / "bad"
    shutil.copytree(naesp, bad)
    (bad / "program.xlsx").unlink()
    mentors = pd.read_csv(bad / "mentors.csv", dtype=str, keep_default_na=False)
    mentors.loc[0, "internship_start"], mentors.loc[1, "certified_until"] = "soon", "2026-13-40"
    mentors.to_csv(bad / "mentors.csv", index=False)
    earlier = tmp_path / "dates.ics"
    earlier.write_text("earlier")
    done = calendar(bad, "--ics", earlier, policy="masa")
    assert done.exit_code == 2
    for word in ("internship_start", "certified_until", "policy · internship"):
        assert word in done.stderr
    assert earlier.read_text() == "earlier"
    told = json.loads(calendar(bad, "--json").stdout)
    assert told["status"] == "bad_input"
    assert {one["column"] for one in told["problems"]} >= {"internship_start", "certified_until"}


@pytest.mark.parametrize(
    ("option", "name", "sentence"),
    [
        ("--csv", "to_do.ics", "must end with .csv"),
        ("--ics", "dates.txt", "must end with .ics"),
        ("--ics", "nowhere/dates.ics", "There is no folder"),
    ],
)
def test_a_place_where_nothing_can_be_written_is_refused_before_anything_is(
    naesp, tmp_path, option, name, sentence
):
    other = ("--ics", tmp_path / "fine.ics") if option == "--csv" else ("--csv", tmp_path / "fine.csv")
    done = calendar(naesp, option, tmp_path / name, *other)
    assert done.exit_code == 2
    assert sentence in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_looks_like_a_formula_is_harmless_in_the_table(tmp_path):
    pd.DataFrame(
        {
            "mentor_id": ["M1"], "name": ["=HYPERLINK(1)"], "email": ["a@example.org"], "region": ["North"],
            "component_group": ["high"], "training": ["certified"],
        }
    ).to_csv(tmp_path / "mentors.csv", index=False)  # fmt: skip
    pd.DataFrame(columns=["mentee_id", "name", "email", "region", "component_group"]).to_csv(
        tmp_path / "mentees.csv", index=False
    )
    done = calendar(tmp_path, "--csv", tmp_path / "to_do.csv")
    assert done.exit_code == 0, done.output
    (row,) = csv.DictReader(io.StringIO((tmp_path / "to_do.csv").read_text(encoding="utf-8")))
    assert (row["name"], row["what"]) == ("'=HYPERLINK(1)", "certificate_unknown")


def test_a_column_that_is_not_read_is_told_beside_the_calendar(naesp, tmp_path):
    mentors = pd.read_csv(naesp / "mentors.csv", dtype=str, keep_default_na=False)
    shutil.copy(naesp / "mentees.csv", tmp_path)
    renamed = mentors.rename(columns={"internship_start": "first day with the protégé"})
    renamed.to_csv(tmp_path / "mentors.csv", index=False)
    done = calendar(tmp_path)
    assert "first day with the protégé" in done.stderr
    assert "Ask when the internship began" in done.stdout


def test_rules_that_this_version_cannot_match_by_have_a_calendar_all_the_same(naesp):
    assert matcher_command("check", "--policy", "naesp-cohorts", "--roster", naesp).exit_code == 2
    assert calendar(naesp, policy="naesp-cohorts").exit_code == 0


def test_no_confidential_fact_is_told(naesp):
    conflicts = pd.read_csv(naesp / "conflicts.csv", dtype=str, keep_default_na=False)
    assert len(conflicts)
    told = calendar(naesp, "--json").output
    assert not any(kind in told for kind in conflicts["kind"])


def test_the_seasons_of_others_tell_what_their_lists_know(shared_data):
    done = calendar(shared_data / "naesp-2026-27", "--json")
    told = json.loads(done.stdout)
    mentors = pd.read_csv(shared_data / "naesp-2026-27" / "mentors.csv", dtype=str, keep_default_na=False)
    pairs = pd.read_csv(shared_data / "naesp-2026-27" / "pairs.csv", dtype=str, keep_default_na=False)
    kinds = pd.Series([one["what"] for one in told["dates"]]).value_counts().to_dict()
    stage = mentors["training"].value_counts()
    interns = mentors.loc[mentors["training"] == "intern", "mentor_id"]
    certified = mentors.loc[mentors["training"] == "certified", "certified_until"]
    agreed = set(pairs.loc[pairs["kind"].isin(["agreed", "confirmed"]), "mentor_id"])
    assert kinds == {
        "to_plan": stage["lii"],
        "no_start": stage["intern"],
        "no_protege": sum(one not in agreed for one in interns),
        "certificate_ended": (certified < "2026-08-15").sum(),
        "renewal": ((certified >= "2026-08-15") & (certified < "2027-05-31")).sum(),
    }
    cohorts = calendar(shared_data / "naesp-2026-27-cohorts", policy="naesp-cohorts")
    assert cohorts.exit_code == 0, cohorts.output
