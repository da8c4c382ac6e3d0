"""`matcher recruit`, and `matcher explain` about a mentor, on a folder that a run wrote."""

import csv
import json
import xml.etree.ElementTree as ET

from season_fixtures import matcher_command

from matcher import read_result
from matcher.report.pictures import recruiting_picture
from matcher.report.pictures.standalone import standalone
from matcher.scenarios.recruiting import place_of


def test_tells_the_best_places_first(result):
    done = matcher_command("recruit", result)
    assert done.exit_code == 0, done.output
    told = read_result(result).where_to_recruit()
    assert done.output.strip() == str(told)
    first = told.cells.iloc[0]
    assert f"{place_of(first, told.titles)}: {first['gain']}" in done.output


def test_json_has_both_tables_whole(result):
    told = json.loads(matcher_command("recruit", result, "--json").output)
    expected = read_result(result).where_to_recruit()
    assert len(told["cells"]) == len(expected.cells)
    assert [row["mentor_id"] for row in told["mentors"]] == expected.mentors["mentor_id"].tolist()


def test_a_picture_is_one_well_formed_file_that_loads_nothing(result, tmp_path):
    path = tmp_path / "recruit.svg"
    path.write_text("an earlier one", encoding="utf-8")
    done = matcher_command("recruit", result, "--picture", path)
    assert done.exit_code == 0, done.output
    assert f"Wrote {path}" in done.output
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".svg")] == ["recruit.svg"]
    text = path.read_text(encoding="utf-8")
    root = ET.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    assert root.find(f"{space}title").text == "Where one more mentor would help"
    assert "nothing" in root.find(f"{space}desc").text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "<script" not in text


def test_a_picture_for_a_folder_that_is_not_there_is_refused(result, tmp_path):
    done = matcher_command("recruit", result, "--picture", tmp_path / "nowhere" / "recruit.svg")
    assert done.exit_code == 2
    assert f"There is no folder {tmp_path / 'nowhere'}" in done.output
    assert not (tmp_path / "nowhere").exists()


def test_every_square_says_in_words_what_its_row_says(result):
    told = read_result(result).where_to_recruit()
    root = ET.fromstring(standalone(recruiting_picture(told)))
    titles = {one.text for one in root.iter("{http://www.w3.org/2000/svg}title")}
    for row in told.cells.to_dict("records"):
        said = row["gain"] or "nothing would be better"
        assert any(one.startswith(f"{place_of(row, told.titles)}: {said}") for one in titles)


def test_names_that_could_be_markup_are_harmless_in_a_picture(result):
    told = read_result(result).where_to_recruit()
    told.cells["component_group"] = "<script>&\"'"
    told.cells["region"] = [f"<b>{place}" for place in range(len(told.cells))]
    told.cells.drop_duplicates(["component_group", "region"], inplace=True)
    root = ET.fromstring(standalone(recruiting_picture(told)))
    assert "<script>&\"'" in {one.text for one in root.iter("{http://www.w3.org/2000/svg}title")}


def test_explains_a_mentor(result):
    with (result / "mentors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    idle = next(row["mentor_id"] for row in rows if not row["cause"] and row["used"] < row["seats"])
    done = matcher_command("explain", result, idle)
    assert done.exit_code == 0, done.output
    assert done.output.strip() == str(read_result(result).explain_mentor(idle))
    told = json.loads(matcher_command("explain", result, idle, "--json").output)
    assert told["mentor_id"] == idle
    assert told["idle"][0]["cause"] in ("enough", "no_candidate")


def test_a_folder_without_a_result_is_told(tmp_path):
    done = matcher_command("recruit", tmp_path)
    assert done.exit_code == 2
    assert "holds no result" in done.output
