"""Past seasons in the result, the report and the interface."""

import csv
import io
import json
import re
import stat

import pandas as pd
import pytest
from oracles.hand import mentee, mentor, policy
from oracles.outcomes import counted
from oracles.seasons import policy_of
from season_fixtures import matcher_command

from matcher import match, read_frames, verify, write_result
from matcher.outcomes import handover, handover_counts, past_seasons
from matcher.report.page.past import past_seasons_section

SEASONS = ["2023-24", "2024-25", "2025-26"]


def outcome(number, season="2025-26", mentor_id=None, **cells):
    return {"season": season, "mentor_id": mentor_id or f"M{number}", "mentee_id": f"P{number}", **cells}


def roster(outcomes, regions=("North",) * 12):
    mentors = [mentor(f"M{n}", region=region) for n, region in enumerate(regions)]
    mentees = [mentee(f"P{n}", region=region) for n, region in enumerate(regions)]
    found = pd.DataFrame(
        outcomes, columns=list(outcomes[0]) if outcomes else ["season", "mentor_id", "mentee_id"]
    )
    return read_frames(pd.DataFrame(mentors), pd.DataFrame(mentees), outcomes=found)


def matched(*arguments, region=""):
    return match(roster(*arguments), policy_of(policy()), region=region)


def test_no_outcomes_make_no_figures_and_no_section(tmp_path):
    matching = matched([])
    assert matching.past_seasons.empty
    assert matching.handover.empty
    assert past_seasons_section(matching) == ""
    write_result(matching, tmp_path / "out")
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["past_seasons"] == {}
    assert not (tmp_path / "out" / "handover.csv").exists()
    assert verify(tmp_path / "out").holds


def test_what_nobody_told_is_no_answer():
    (row, *_) = past_seasons(roster([outcome(n) for n in range(6)])).to_dict("records")
    assert (row["pairs"], row["continued_known"], row["hours_known"]) == (6, 0, 0)
    assert pd.isna(row["continued_share"])
    assert pd.isna(row["hours_median"])
    assert row["withheld"] == ""
    section = past_seasons_section(matched([outcome(n) for n in range(6)]))
    assert "2025-26, 6 pairs. Not told: the hours together of 6," in section


def test_one_pair_is_kept_back_from_everyone_but_its_region():
    (row, *_) = past_seasons(roster([outcome(0, continued="yes")])).to_dict("records")
    assert pd.isna(row["pairs"])
    assert "continued" in row["withheld"].split(";")
    rows = past_seasons(roster([outcome(0, continued="yes")]), "North").to_dict("records")
    assert [(row["by"], row["pairs"], row["continued_yes"]) for row in rows] == [
        ("season", 1, 1),
        ("region", 1, 1),
        ("component_group", 1, 1),
    ]


def test_people_on_no_list_are_counted_as_of_nowhere():
    rows = [outcome(n + 100, continued="yes" if n % 2 else "no") for n in range(6)]
    table = past_seasons(roster(rows))
    assert table[["by", "value"]].to_numpy().tolist() == [
        ["season", ""], ["region", ""], ["component_group", ""]
    ]  # fmt: skip
    assert table["continued_yes"].tolist() == [3, 3, 3]
    assert "2025-26</span>, not known" in past_seasons_section(matched(rows))


def test_five_answers_of_one_mentor_do_not_pass_for_five_mentors():
    rows = [outcome(n, mentor_id="M1", mentor_rating=4, mentee_rating=5 - n % 3) for n in range(6)]
    (row, *_) = past_seasons(roster(rows)).to_dict("records")
    assert row["withheld"] == "mentors;mentor_content"
    assert (row["mentee_content_known"], row["mentee_content_yes"]) == (6, 4)


def test_all_saying_the_same_is_kept_back_where_it_would_tell_of_a_few():
    regions = ["North"] * 9 + ["South"] * 3
    rows = [outcome(n, ended_early="no") for n in range(12)]
    shown = past_seasons(roster(rows, regions))
    assert shown["ended_early_yes"].isna().all()
    assert shown["ended_early_known"].isna().tolist() == [False, True, True, False]
    alone = past_seasons(roster(rows))
    assert alone["ended_early_known"].tolist() == [12, 12, 12]


def test_seasons_stand_in_the_order_of_their_numbers():
    rows = [outcome(0, season=name) for name in ("10", "9", "Fall", "2025-26", "2024-25")]
    table = past_seasons(roster(rows))
    assert list(dict.fromkeys(table["season"])) == ["Fall", "9", "10", "2024-25", "2025-26"]


def test_the_handover_tells_a_region_what_became_of_its_own_pairs_only():
    regions = ["North"] * 6 + ["South"] * 6
    rows = [
        outcome(n, continued="yes" if n % 2 else "", ended_early="no" if n % 2 else "yes") for n in range(12)
    ]
    table = handover(roster(rows, regions), "South")
    assert table["mentor_id"].tolist() == ["M10", "M11", "M6", "M7", "M8", "M9"]
    assert table["last_continued"].tolist() == ["", "P11", "", "P7", "", "P9"]
    assert table["last_ended_early"].tolist() == ["P10", "", "P6", "", "P8", ""]
    assert handover_counts(roster(rows, regions), "South") == {
        "last_season": "2025-26",
        "mentors": 6,
        "mentors_again": 6,
        "mentees_again": 6,
        "continued": 3,
        "ended_early": 3,
        "ended_early_again": 3,
    }
    outside = handover_counts(roster(rows, regions))
    assert [outside[name] for name in ("mentors", "continued", "ended_early", "ended_early_again")] == [
        12, None, None, None
    ]  # fmt: skip
    assert set(handover(roster(rows, regions))["last_continued"]) == {""}


def test_hostile_names_of_seasons_are_text(tmp_path):
    rows = [outcome(n, season=name) for n in range(6) for name in ("<script>alert(1)</script>", "=1+1")]
    write_result(matched(rows), tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert stat.S_IMODE((tmp_path / "out" / "handover.csv").stat().st_mode) == 0o600
    table = (tmp_path / "out" / "handover.csv").read_text()
    assert "=1+1" not in table.replace("'=1+1", "")
    assert verify(tmp_path / "out").holds


@pytest.mark.parametrize("region", ["", "North"])
def test_falsified_figures_are_refused(tmp_path, region):
    rows = [outcome(n, continued="yes" if n % 2 else "no", contact_hours=30 + n) for n in range(12)]
    write_result(matched(rows, region=region), tmp_path / "out")
    assert verify(tmp_path / "out").holds
    path = tmp_path / "out" / "summary.json"
    summary = json.loads(path.read_text())
    summary["past_seasons"]["rows"][0]["continued"]["yes"] += 1
    path.write_text(json.dumps(summary))
    assert any("at 'past_seasons'" in one for one in verify(tmp_path / "out").refusals)


def test_a_falsified_handover_is_refused(tmp_path):
    write_result(matched([outcome(n) for n in range(6)]), tmp_path / "out")
    path = tmp_path / "out" / "handover.csv"
    path.write_text(path.read_text().replace("P3", "P4"))
    assert any("handover.csv" in one for one in verify(tmp_path / "out").refusals)


@pytest.mark.parametrize("region", ["", "MASA-2"])
def test_three_seasons_of_others_are_told_as_they_are(shared_data, tmp_path, region):
    history = shared_data / "masa-history"
    tables = [
        list(csv.DictReader((history / one / "outcomes.csv").open(encoding="utf-8"))) for one in SEASONS
    ]
    rows = [{"in_post_next_fall": "", **row} for table in tables for row in table]
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    (tmp_path / "outcomes.csv").write_text(out.getvalue(), encoding="utf-8")
    last = history / "2025-26"
    lists = ["--mentors", last / "mentors.csv", "--mentees", last / "mentees.csv"]
    served = ["--region", region] if region else []
    done = matcher_command(
        "run", "--policy", "masa", *lists, "--outcomes", tmp_path / "outcomes.csv", *served,
        "--out", tmp_path / "out", "--quiet",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert verify(tmp_path / "out").holds
    told = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))["past_seasons"]
    totals = {row["season"]: row for row in told["rows"] if row["by"] == "season"}
    for season, table in zip(SEASONS, tables, strict=True):
        right = counted([{"in_post_next_fall": "", **row} for row in table])
        row = totals[season]
        assert row["hours"] == {"known": right["hours_known"], "median": right["hours_median"]}
        for name in ("continued", "reached_target", "mentee_content", "mentor_content", "in_post_next_fall"):
            assert (row[name]["known"], row[name]["yes"]) == (right[f"{name}_known"], right[f"{name}_yes"])
    small = [row for row in told["rows"] if row["pairs"] is None]
    assert all(row["withheld"]["continued"].startswith("fewer than 5 people") for row in small)
    section = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert re.search(r"52 of 110<small> who answered", section)
