import csv
import json

import pytest
from season_fixtures import matcher_command

from matcher import read_result


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def asked(result, *options):
    done = matcher_command("what-if", result, *options, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def refused(result, *options):
    done = matcher_command("what-if", result, *options)
    assert done.exit_code == 2
    return " ".join(done.output.split())


@pytest.fixture
def mentor(result):
    return rows(result / "assignments.csv")[0]["mentor_id"]


def test_says_what_a_seat_more_would_change_and_leaves_the_folder_as_it_is(result, mentor):
    before = {path: path.read_bytes() for path in result.rglob("*") if path.is_file()}
    done = matcher_command("what-if", result, "--seat", mentor)
    assert done.exit_code == 0, done.output
    assert f"({mentor}) would have" in done.output
    assert "Fit of all pairs together:" in done.output
    assert {path: path.read_bytes() for path in result.rglob("*") if path.is_file()} == before


def test_seats_are_counted_together(result, mentor):
    answer = asked(result, "--seat", mentor, "--seat", f"{mentor}=+2", "--seat", f"{mentor}=-1")
    again = read_result(result).what_if(seats={mentor: 2})
    assert answer["changes"] == list(again.changes)
    assert [row["after"] for row in answer["goals"]] == again.goals["after"].tolist()


def test_columns_of_a_new_mentor_are_separated_by_commas_and_lists_by_semicolons(result):
    text = "Name=Sjöberg, Ann, region = MASA-3,component_group=curriculum;Supt., district=Oak, Elm and Ash,capacity=2"
    answer = asked(result, "--mentor", text)
    assert answer["changes"] == [
        "Sjöberg, Ann (NEW-1) would be there too, a mentor for Curriculum leader and Superintendent in MASA-3."
    ]
    counts = {row["count"]: row for row in answer["counts"]}
    assert counts["seats"]["after"] == counts["seats"]["before"] + 2


def test_who_withdraws_is_gone_and_fewest_changes_keeps_the_others(result, mentor):
    answer = asked(result, "--withdraw", mentor, "--fewest-changes")
    own = [row["mentee_id"] for row in rows(result / "assignments.csv") if row["mentor_id"] == mentor]
    moved = {row["mentee_id"] for row in answer["moves"]}
    assert set(own) <= moved
    freely = asked(result, "--withdraw", mentor)
    assert len(moved) <= len(freely["moves"])
    assert "fewest_changes" in {row["goal"] for row in answer["goals"]}


def test_rules_are_lifted_set_and_laid_over(result, tmp_path):
    file = tmp_path / "other.toml"
    file.write_text("[mentors]\nmax_capacity = 2\n", encoding="utf-8")
    answer = asked(
        result, "--lift", "district", "--rules", file, "--set", "mentors.certified=any", "--set",
        "mentors.max_capacity=1", "--weight", "needs=0.4", "--limit", 'by = ["mentee.region"], max = 5',
    )  # fmt: skip
    assert answer["changes"] == [
        "max_capacity of [mentors] would be 1 instead of 3.",
        "Two people with the same district could be paired.",
        "With the limit 'added limit': at most 5 for each region of the mentee.",
        "The weight of needs would be 0.4 instead of 0.25.",
    ]


def test_a_whole_policy_file_is_laid_over_with_what_it_extends(result, tmp_path):
    file = tmp_path / "region-3.toml"
    file.write_text('extends = "masa"\n[mentors]\nmax_capacity = 2\n', encoding="utf-8")
    assert asked(result, "--rules", file)["changes"] == ["max_capacity of [mentors] would be 2 instead of 3."]


def test_a_pair_is_blocked(result):
    listed = rows(result / "assignments.csv")[0]
    pair = f"{listed['mentee_id']}={listed['mentor_id']}"
    answer = asked(result, "--block", pair)
    assert listed["mentee_id"] in {row["mentee_id"] for row in answer["moves"]}


def test_every_fault_is_told_with_the_option_that_has_it(result):
    told = refused(
        result, "--seat", "M7", "--withdraw", "Q", "--lift", "distrct", "--set", "mentors.max_capacty=2", "--weight",
        "neds=1", "--limit", 'by = ["mentee.regin"], max = 1', "--lock", "P=M", "--mentor", "regoin=3",
    )  # fmt: skip
    for words in (
        "Error --seat 'M7' – There is no mentor 'M7'.",
        "Error --withdraw 'Q' – There is neither a mentor nor a mentee 'Q'.",
        "Error --lift 'distrct' – There is no such rule to lift. These are: 'district',",
        "Error --set, --rules · mentors.max_capacty 'max_capacty' – There is no such key. Did you mean 'max_capacity'?",
        "Error --weight · compatibility.neds 'neds' – There is no such key. Did you mean 'needs'?",
        "Error --limit · limits[1].by[1] 'mentee.regin' – There is no column 'mentee.regin'. Did you mean 'mentee.region'?",
        "Error --lock 'P' – There is no mentee 'P'.",
        "Error --mentor · regoin row 1: '3' – mentors have no column 'regoin'. Did you mean 'region'?",
    ):
        assert words in told


def test_options_that_cannot_be_read_are_told_all_at_once(result):
    told = refused(
        result, "--mentor", "MASA-3", "--mentor", "region=a,region=b", "--set", "max=", "--set", "a=[1", "--limit", "max",
        "--weight", "needs", "--lock", "P1", "--rules", "missing.toml",
    )  # fmt: skip
    for words in (
        "Error --mentor 'MASA-3' – Columns are written as name=value, separated by commas.",
        "'region=a,region=b' – 'region' stands twice.",
        "'max=' – A rule is set as key=value, the value as in a policy file.",
        "'a=[1' – A rule is set as key=value",
        "Error --limit 'max' – A limit is written as in a policy file",
        "Error --weight 'needs' – A weight is written as fact=number.",
        "Error --lock 'P1' – A pair is written as MENTEE=MENTOR.",
        "'missing.toml' – There is no such file.",
    ):
        assert words in told


def test_seats_are_a_whole_number_that_changes_something(result, mentor):
    told = refused(result, "--seat", f"{mentor}=abc", "--seat", f"{mentor}=1.5", "--seat", f"{mentor}=0")
    for wrong in ("abc", "1.5"):
        assert f"'{mentor}={wrong}' – After = a whole number is expected." in told
    assert f"'{mentor}=0' – 0 seats more or fewer change nothing." in told


def test_a_question_without_a_change_is_none(result):
    assert "Name a change" in refused(result)


def test_no_list_is_an_answer_too(result):
    seats = {row["mentor_id"]: int(row["seats"]) for row in rows(result / "mentors.csv")}
    possible = rows(result / "candidates.csv")
    mentor = next(row["mentor_id"] for row in possible if seats[row["mentor_id"]] == 1)
    mentees = [row["mentee_id"] for row in possible if row["mentor_id"] == mentor][:2]
    answer = asked(result, *(part for one in mentees for part in ("--lock", f"{one}={mentor}")))
    assert answer["status"] == "impossible"
    assert "are locked" in answer["clashes"][0]
