import csv
import json
from xml.etree import ElementTree

import pytest
from season_fixtures import matcher_command

from matcher.policy import FEATURES
from matcher.policy.words import SHORT

SVG = "{http://www.w3.org/2000/svg}"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(result):
    return {(row["mentee_id"], row["mentor_id"]) for row in rows(result / "assignments.csv")}


def test_every_listed_pair_and_every_mentor_with_somebody_is_judged(result):
    told = json.loads(matcher_command("firm", result, "--json").output)
    assert {(row["mentee_id"], row["mentor_id"]) for row in told["pairs"]} == listed(result)
    assert [row["mentor_id"] for row in told["mentors"]] == sorted({mentor for _, mentor in listed(result)})
    assert len(told["weights"]) == 36


def test_the_text_counts_what_the_tables_hold(result):
    told = json.loads(matcher_command("firm", result, "--json").output)
    said = matcher_command("firm", result).output
    firm = sum(row["firm_up_to"] == 40 for row in told["pairs"])
    assert f"{firm} of them stay whichever weight is changed by up to 40%." in said
    at_risk = {row["mentee_id"] for row in told["at_risk"]}
    assert (f"{len(at_risk)} people are at risk in all" in said) == (len(at_risk) > 1)


def test_the_list_as_it_is_has_the_most_fit_of_both_frontiers(result):
    told = json.loads(matcher_command("fairness", result, "--json").output)
    total = sum(float(row["score"]) for row in rows(result / "assignments.csv"))
    lowest = min(float(row["score"]) for row in rows(result / "assignments.csv"))
    for goal in ("worst_off", "balance"):
        assert told[goal]["now"][0]["compatibility"] == pytest.approx(total, abs=1e-9)
        assert told[goal]["points"][0]["compatibility"] == pytest.approx(total, abs=1e-9)
        assert told[goal]["kept"] == ["served", "tiers"]
    assert told["worst_off"]["now"][0]["worst_off"] == lowest


@pytest.mark.parametrize("command", ["firm", "fairness"])
def test_the_picture_is_one_whole_file_with_its_words(command, result, tmp_path):
    path = tmp_path / "picture.svg"
    done = matcher_command(command, result, "--picture", path)
    assert done.exit_code == 0, done.output
    assert str(path) in done.output.replace("\n", "")
    drawn = ElementTree.parse(path).getroot()
    assert drawn.tag == f"{SVG}svg"
    assert drawn.find(f"{SVG}title").text
    assert drawn.find(f"{SVG}desc").text
    first = path.read_bytes()
    matcher_command(command, result, "--picture", path)
    assert path.read_bytes() == first


@pytest.mark.parametrize("command", ["firm", "fairness"])
def test_a_folder_without_a_result_is_told(command, tmp_path):
    done = matcher_command(command, tmp_path)
    assert done.exit_code == 2
    assert "holds no result" in done.output


def test_people_and_parts_of_the_fit_are_called_as_people_call_them(result):
    told = json.loads(matcher_command("firm", result, "--json").output)
    said = " ".join(matcher_command("firm", result).output.split())
    loose = min((row for row in told["pairs"] if row["breaks"]), key=lambda row: row["firm_up_to"])
    mentee, mentor = (told["names"][f"{side}s"][loose[f"{side}_id"]] for side in ("mentee", "mentor"))
    assert f"{mentee} ({loose['mentee_id']}) with {mentor} ({loose['mentor_id']}): {loose['breaks']}." in said
    assert all(
        "'preference'" not in row["breaks"] and "'context'" not in row["breaks"] for row in told["pairs"]
    )
    assert told["weights"][0]["feature"] in FEATURES
    assert set(SHORT) == set(FEATURES)
