import csv
import json
from collections import Counter

import pytest
from season_fixtures import matcher_command

TIGHT = 'extends = "masa"\n[mentors]\nmax_capacity = 1\n[conflicts]\nask = []\n'


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def tight(season, tmp_path):
    """The result of matching `season` with one seat a mentor."""
    (tmp_path / "tight.toml").write_text(TIGHT, encoding="utf-8")
    folder = tmp_path / "tight"
    done = matcher_command(
        "run", "--policy", tmp_path / "tight.toml", "--roster", season, "--out", folder, "--quiet"
    )
    assert done.exit_code == 0, done.output
    return folder


def test_a_list_compared_with_itself_does_not_differ(result):
    done = matcher_command("compare", result, result)
    assert done.exit_code == 0, done.output
    assert "Nothing differs" in done.output
    assert "Goals" not in done.output


def test_says_which_rule_changed_and_who_has_another_mentor(result, tight):
    done = matcher_command("compare", result, tight)
    assert done.exit_code == 0, done.output
    assert "most seats of one mentor: 3 → 1" in done.output
    told = json.loads(matcher_command("compare", result, tight, "--json").output)
    assert {row["key"] for row in told["rules"]} == {"mentors.max_capacity", "conflicts.ask"}
    for row in [row for row in told["pairs"] if row["change"] == "moved"][:12]:
        assert f"{row['name']} ({row['mentee_id']}, {row['region']}): " in done.output


def test_no_kind_of_confidential_restriction_is_named(result, tight):
    for options in ([], ["--json"]):
        assert "supervisor" not in matcher_command("compare", result, tight, *options).output


def test_a_folder_without_a_result_is_told(result, tmp_path):
    done = matcher_command("compare", result, tmp_path)
    assert done.exit_code == 2
    assert "holds no result" in done.output


def test_a_result_without_its_inputs_is_told(season, result, tmp_path):
    bare = tmp_path / "bare"
    arguments = ["run", "--policy", "masa", "--roster", season, "--out", bare, "--no-inputs", "--quiet"]
    assert matcher_command(*arguments).exit_code == 0
    done = matcher_command("compare", bare, result)
    assert done.exit_code == 2
    assert "bare was written without its inputs, so that" in done.output


def test_a_changed_list_is_refused_and_named(result, tight):
    path = tight / "assignments.csv"
    table = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([table[0], *table[2:]]) + "\n", encoding="utf-8")
    done = matcher_command("compare", result, tight)
    assert done.exit_code == 5
    assert f"This result is not what was proven. It is in {tight}." in done.output


def test_a_run_without_a_list_is_told(season, result, tmp_path):
    pairs = tmp_path / "pairs.csv"
    mentor = rows(season / "mentors.csv")[0]["mentor_id"]
    lines = [f"{mentor},{row['mentee_id']},agreed" for row in rows(season / "mentees.csv")[:6]]
    pairs.write_text("\n".join(["mentor_id,mentee_id,kind", *lines]) + "\n", encoding="utf-8")
    none = tmp_path / "none"
    files = [value for side in ("mentors", "mentees") for value in (f"--{side}", season / f"{side}.csv")]
    assert matcher_command("run", "--policy", "masa", *files, "--pairs", pairs, "--out", none).exit_code == 3
    done = matcher_command("compare", result, none)
    assert done.exit_code == 2
    assert f"{none} holds no list, since none was possible" in done.output


@pytest.fixture(scope="module")
def shared_runs(shared_data, tmp_path_factory):
    """Runs of the seasons made by someone else: all of it, too few mentors, and those with one seat each."""
    folder = tmp_path_factory.mktemp("shared")
    (folder / "tight.toml").write_text(TIGHT, encoding="utf-8")
    for name, policy, season in (
        ("full", "masa", "masa-2026-27"),
        ("short", "masa", "masa-2026-27-short"),
        ("tight", folder / "tight.toml", "masa-2026-27-short"),
    ):
        done = matcher_command(
            "run", "--policy", policy, "--roster", shared_data / season, "--out", folder / name, "--no-report"
        )
        assert done.exit_code == 0, done.output
    return folder


def told_and_rows(folder, before, after):
    told = json.loads(matcher_command("compare", folder / before, folder / after, "--json").output)
    return told, rows(folder / before / "assignments.csv"), rows(folder / after / "assignments.csv")


def test_two_shared_seasons_have_the_same_ids_but_other_people(shared_runs):
    told, before, after = told_and_rows(shared_runs, "short", "full")
    assert [told["counts"][change] for change in ("kept", "moved")] == [0, 0]
    assert (told["counts"]["lost"], told["counts"]["new"]) == (
        len({row["mentee_id"] for row in before}),
        len({row["mentee_id"] for row in after}),
    )
    assert "stand for other names" in told["remarks"][0]
    regions = {
        row["mentee_id"]: row["region"] for row in rows(shared_runs / "full" / "inputs" / "mentees.csv")
    }
    served = Counter(regions[one] for one in {row["mentee_id"] for row in after})
    assert {row["code"]: row["served_after"] for row in told["regions"] if row["served_after"]} == served


def test_a_shared_season_under_other_rules(shared_runs):
    told, before, after = told_and_rows(shared_runs, "short", "tight")
    had, has = ({row["mentee_id"]: row["mentor_id"] for row in table} for table in (before, after))
    kept = {one for one in had if has.get(one) == had[one]}
    assert told["counts"]["kept"] == len(kept)
    assert told["counts"]["moved"] == len(had.keys() & has.keys()) - len(kept)
    assert told["counts"]["lost_waiting"] == told["counts"]["lost"] == len(had.keys() - has.keys())
    assert [row["changed"] for row in told["inputs"]] == [0, 0, 0, 0]
    assert [row["load"] for row in told["loads"] if row["after"]] == [0, 1]
