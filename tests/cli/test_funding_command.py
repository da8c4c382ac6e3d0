"""`matcher funding` on a folder that a run wrote."""

import csv
import json
import xml.etree.ElementTree as ET

import pytest
from season_fixtures import matcher_command

from matcher import funding_of, read_result
from matcher.report.pictures import funding_picture
from matcher.report.pictures.standalone import standalone

RULES = """
extends = "masa"
[values.region]
MASA-1 = "=Southeast & <b>"
[[limits]]
name = "funded pairs, by region"
by = ["mentee.region"]
max = { MASA-9 = 6, default = 3 }
funding = true
[[limits]]
name = "funded pairs"
by = []
max = 20
funding = true
"""
SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def funded(season, tmp_path_factory):
    folder = tmp_path_factory.mktemp("funded")
    (folder / "rules.toml").write_text(RULES, encoding="utf-8")
    done = matcher_command(
        "run", "--policy", folder / "rules.toml", "--roster", season, "--out", folder / "out", "--quiet"
    )
    assert done.exit_code == 0, done.output
    return folder / "out"


def test_prints_the_page(funded):
    done = matcher_command("funding", funded)
    assert done.exit_code == 0, done.output
    assert done.output.strip() == str(funding_of(read_result(funded)))
    assert "One funded pair more, each taken alone:" in done.output


def test_a_result_with_funding_is_verified_with_its_section_in_the_report(funded):
    assert matcher_command("verify", funded).exit_code == 0
    assert "Pairs served against pairs funded" in (funded / "report.html").read_text(encoding="utf-8")


def test_json_has_the_rows_and_the_pairs_that_are_bought(funded):
    told = json.loads(matcher_command("funding", funded, "--json").output)
    expected = funding_of(read_result(funded))
    assert [row["paid"] for row in told["rows"]] == expected.rows["paid"].tolist()
    assert len(told["bought"]) == len(expected.bought)


def test_the_table_is_written_neutralised_and_replaces_an_earlier_one(funded, tmp_path):
    path = tmp_path / "funding.csv"
    path.write_text("an earlier one", encoding="utf-8")
    done = matcher_command("funding", funded, "--csv", path)
    assert done.exit_code == 0, done.output
    assert f"Wrote {path}" in done.output
    assert [one.name for one in tmp_path.iterdir()] == ["funding.csv"]
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = funding_of(read_result(funded)).rows
    assert [int(row["paid"]) for row in rows] == expected["paid"].tolist()
    assert rows[-1]["dollars"] == f"{expected['dollars'].iloc[-1]:.2f}"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


@pytest.mark.parametrize(("option", "name"), [("--csv", "table.txt"), ("--csv", "no/table.csv"), ("--picture", "no/one.svg")])  # fmt: skip
def test_what_cannot_be_written_is_refused_and_nothing_is_made(funded, tmp_path, option, name):
    done = matcher_command("funding", funded, option, tmp_path / name)
    assert done.exit_code == 2, done.output
    assert not [*tmp_path.iterdir()]


def test_the_picture_is_one_file_that_loads_nothing_and_names_nobody(funded, tmp_path):
    path = tmp_path / "funding.svg"
    assert matcher_command("funding", funded, "--picture", path).exit_code == 0
    text = path.read_text(encoding="utf-8")
    root = ET.fromstring(text)
    assert root.find(f"{SPACE}title").text == "Pairs served against pairs funded"
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    matching = read_result(funded)
    for table in (matching.roster.mentees, matching.roster.mentors):
        assert not any(one in text for one in [*table["name"], *table.iloc[:, 0]])


def test_every_bar_says_in_words_what_its_row_says(funded):
    told = funding_of(read_result(funded))
    root = ET.fromstring(standalone(funding_picture(told)))
    titles = [one.text for one in root.iter(f"{SPACE}title")]
    for row in told.rows.to_dict("records"):
        said = f"{row['title']}: {row['asked']:,} asked, {row['paid']:,} served, {row['funded']:,} funded, "
        assert any(one.startswith(said + f"{row['for_money']:,} wait for money") for one in titles)


def test_the_sign_of_the_next_dollar_stands_only_where_somebody_of_the_region_is_served(funded):
    told = funding_of(read_result(funded))
    own = told.bought[told.bought["kind"] == "region"]
    marked = len(own.loc[own["code"] == own["region"], "code"].unique())
    root = ET.fromstring(standalone(funding_picture(told)))
    signs = [one for one in root.iter(f"{SPACE}text") if one.text == "$"]
    whole = 1 if told.rows.iloc[-1]["serves"] else 0
    assert len(signs) == 2 + marked + whole  # two of them in the key


def test_a_folder_without_a_result_is_told(tmp_path):
    done = matcher_command("funding", tmp_path)
    assert done.exit_code == 2
    assert "holds no result" in done.output
