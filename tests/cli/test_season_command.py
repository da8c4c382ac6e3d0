"""`matcher season`: the text, the tables, the picture, and what is refused."""

import csv
import json
from xml.etree import ElementTree

import pytest
from season_fixtures import matcher_command

from matcher.sample import invent, write

SVG = "{http://www.w3.org/2000/svg}"
HELD = ("--hold", "0,20%", "--until", "2026-10-01")


@pytest.fixture(scope="module")
def awsp(tmp_path_factory):
    folder = tmp_path_factory.mktemp("season") / "awsp"
    write(invent("awsp", 4, mentees=40, mentors=25), folder)
    return folder


def ask(roster, *options, policy="awsp"):
    return matcher_command("season", "--policy", policy, "--roster", roster, "--jobs", 1, *options)


def test_the_text_answers_both_questions(awsp):
    done = ask(awsp, "--seeds", 3, *HELD)
    assert done.exit_code == 0, done.output
    for words in (
        "How often should we run?",
        "What should we hold back?",
        "hindsight",
        "By month of request",
    ):
        assert words in done.output
    assert "Weekly instead: " in done.output
    assert "seats is held back until 2026-10-01" in done.output
    assert done.output.count("In short: ") == 2
    assert done.output == ask(awsp, "--seeds", 3, *HELD).output


def test_one_season_alone_claims_nothing_of_others(awsp):
    said = ask(awsp, "--seeds", 1, "--every", "weekly,monthly").output
    assert "it cannot tell what would be so in any season" in said
    assert "Monthly instead: " in said
    assert "Daily" not in said
    assert "--hold 0.1 --until DATE" in said


def test_json_and_csv_hold_the_tables(awsp, tmp_path):
    path = tmp_path / "season.csv"
    done = ask(awsp, "--seeds", 2, "--declines", 0.2, "--csv", path, "--json")
    told = json.loads(done.output)
    assert len(told["scenarios"]) == 2 * 4
    assert {row["every"] for row in told["at_once"]} == {"hindsight", "first come, at once"}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["served"] for row in rows] == [str(row["served"]) for row in told["scenarios"]]
    assert told["facts"]["seeds"] == 2


@pytest.mark.parametrize(
    "options", [("--every", "daily,monthly", *HELD), ("--every", "weekly", "--seeds", 1)]
)
def test_the_picture_is_one_whole_file_with_its_words(awsp, tmp_path, options):
    path = tmp_path / "season.svg"
    done = ask(awsp, "--seeds", 2, *options, "--picture", path)
    assert done.exit_code == 0, done.output
    assert str(path) in done.output.replace("\n", "")
    root = ElementTree.parse(path).getroot()
    said = root.find(f"{SVG}desc").text
    told = json.loads(ask(awsp, "--seeds", 2, *options, "--json").output)
    every = {row["every"] for row in told["scenarios"]}
    assert root.find(f"{SVG}title").text == "How often to run, and what to hold back"
    assert all(one in said for one in every)
    assert "http" not in path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    first = path.read_bytes()
    ask(awsp, "--seeds", 2, *options, "--picture", path)
    assert path.read_bytes() == first


def test_the_bars_of_waits_are_as_long_as_there_are_people(awsp, tmp_path):
    path = tmp_path / "season.svg"
    ask(awsp, "--seeds", 1, "--every", "daily,monthly", "--picture", path)
    told = json.loads(ask(awsp, "--seeds", 1, "--every", "daily,monthly", "--json").output)
    root = ElementTree.parse(path).getroot()
    bars = [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}rect") is not None]
    rows = [group for group in bars if group.find(f"{SVG}title") is not None]
    widths = [[float(rect.get("width")) for rect in group.findall(f"{SVG}rect")] for group in rows]
    assert len(rows) == 2
    for row, bar in zip(told["scenarios"], widths, strict=True):
        spans = [one["people"] for one in told["waits"] if one["every"] == row["every"]]
        people = [one for one in [*spans, row["never"]] if one]
        assert bar == pytest.approx([sum(bar) * one / row["asked"] for one in people], abs=0.1)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--hold", "0.1"), "until which day"),
        (("--hold", "a tenth"), "A share is written as 0.1 or 10%, not 'a tenth'."),
        (("--hold", "110%", "--until", "2026-11-01"), "a share from 0 to 1, not 1.1"),
        (("--until", "November"), "A day is written as 2026-11-01, not 'November'."),
        (("--every", "daily,hourly"), "not 'hourly'"),
        (("--seeds", 0), "at least 1, not 0"),
        (("--declines", 2), "a share from 0 to 1, not 2"),
    ],
)
def test_what_cannot_be_meant_is_refused(awsp, options, said):
    done = ask(awsp, *options)
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())


def test_rules_of_another_kind_are_refused(awsp):
    done = ask(awsp, policy="masa")
    assert done.exit_code == 2


def test_a_policy_that_serves_in_no_order_is_refused_in_words(awsp, tmp_path):
    path = tmp_path / "rules.toml"
    path.write_text('extends = "awsp"\n[objectives]\norder = ["served", "tiers"]\n', encoding="utf-8")
    done = ask(awsp, policy=path)
    assert done.exit_code == 2
    assert "the first goal must be 'first_come'" in " ".join(done.output.split())


def test_lists_with_faults_are_told_and_nothing_is_replayed(awsp, tmp_path):
    text = (awsp / "mentees.csv").read_text(encoding="utf-8").replace("2026-07", "never", 1)
    (tmp_path / "mentees.csv").write_text(text, encoding="utf-8")
    (tmp_path / "mentors.csv").write_bytes((awsp / "mentors.csv").read_bytes())
    done = ask(tmp_path)
    assert done.exit_code == 2
    assert "requested_at" in done.output


def test_a_picture_that_cannot_be_written_is_refused(awsp, tmp_path):
    done = ask(awsp, "--seeds", 1, "--every", "monthly", "--picture", tmp_path / "season.png")
    assert done.exit_code == 2
    assert "must end with .svg" in " ".join(done.output.split())
