import csv
import json

from season_fixtures import matcher_command


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_explains_who_has_whom_and_who_has_nobody(result):
    listed, left = rows(result / "assignments.csv")[0], rows(result / "unserved.csv")[0]
    done = matcher_command("explain", result, listed["mentee_id"])
    assert done.exit_code == 0, done.output
    assert f"({listed['mentor_id']}): {listed['tier']}" in done.output
    told = " ".join(matcher_command("explain", result, left["mentee_id"]).output.split())
    assert left["detail"] in told
    assert left["suggestion"] in told


def test_every_possible_pair_has_a_price_or_is_listed(result):
    listed = {(row["mentee_id"], row["mentor_id"]) for row in rows(result / "assignments.csv")}
    for row in rows(result / "candidates.csv")[::40]:
        pair = row["mentee_id"], row["mentor_id"]
        told = json.loads(matcher_command("explain", result, *pair, "--json").output)
        assert (told["status"] == "listed") == (pair in listed)
        if pair not in listed:
            assert told["status"] in ("worse", "equal")
            assert row["mentee_id"] in {one["mentee_id"] for one in told["moves"]}


def test_unknown_people_are_told(result):
    done = matcher_command("explain", result, "P99999")
    assert done.exit_code == 2
    assert "There is no mentee 'P99999'." in done.output


def test_a_changed_list_is_not_explained(result):
    path = result / "assignments.csv"
    table = path.read_text().splitlines()
    path.write_text("\n".join([table[0], *table[2:]]) + "\n")
    done = matcher_command("explain", result, "P00001")
    assert done.exit_code == 5
    assert "This result is not what was proven." in done.output


def test_a_folder_without_a_result_is_told(tmp_path):
    done = matcher_command("explain", tmp_path, "P00001")
    assert done.exit_code == 2
    assert "holds no result" in done.output


def test_an_id_of_the_other_list_or_a_name_is_told_as_such(result):
    mentor = rows(result / "mentors.csv")[0]["mentor_id"]
    assert f"'{mentor}' is a mentor." in matcher_command("explain", result, mentor, mentor).output
    listed = rows(result / "inputs" / "mentees.csv")[0]
    for said in (listed["mentee_id"].lower(), listed["name"].upper()):
        assert f"Did you mean {listed['mentee_id']}?" in matcher_command("explain", result, said).output
