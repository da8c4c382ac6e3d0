import json

import pytest
from season_fixtures import matcher_command

TIGHT = 'extends = "masa"\n[mentors]\nmax_capacity = 1\n[conflicts]\nask = []\n'


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
