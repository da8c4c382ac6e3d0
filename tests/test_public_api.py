import subprocess
import sys

import pandas as pd
import pytest

import matcher

MENTORS = pd.DataFrame(
    {
        "Mentor ID": ["M2", "M1"],
        "Name": ["Ada Holm", "Bo Ek"],
        "E-mail": ["ada@example.org", "bo@example.org"],
        "Region": ["MASA-1", "region 1"],
        "Component Group": ["Superintendent", "superintendent"],
        "Capacity": [1, 2],
        "Years Experience": [12, None],
    }
)
MENTEES = pd.DataFrame(
    {
        "mentee_id": ["P1", "P2"],
        "name": ["Cy Dahl", "Di Moe"],
        "email": ["cy@example.org", "di@example.org"],
        "region": ["Southeast", "MASA-1"],
        "component_group": ["Supt.", "superintendent"],
        "new_to_role": [True, True],
        "preferred_mentors": ["Ada Holm", ""],
    }
)


def test_three_nouns_and_a_verb():
    matching = matcher.match(matcher.read_frames(MENTORS, MENTEES), matcher.load_policy("masa"))
    assert isinstance(matching, matcher.Matching)
    assert isinstance(matching.roster, matcher.Roster)
    assert isinstance(matching.policy, matcher.Policy)
    assert matching.status == "optimal"
    assert matching.pairs[["mentee_id", "mentor_id"]].to_numpy().tolist() == [["P1", "M2"], ["P2", "M1"]]
    assert matching.pairs["tier"].unique().tolist() == ["same group, home region"]
    assert matching.unserved.empty
    assert matching.mentors["used"].tolist() == [1, 1]
    assert [level.name for level in matching.levels][:3] == ["served", "tiers", "compatibility"]


def test_contributions_of_the_features_add_up_to_the_fit(season):
    matching = matcher.match(matcher.read_roster(season), matcher.load_policy("masa"))
    parts = matching.contributions.groupby(["mentee_id", "mentor_id"])["contribution"].sum()
    assert parts.to_numpy() == pytest.approx(matching.pairs["score"].to_numpy(), abs=1e-6)
    known = matching.contributions.groupby(["mentee_id", "mentor_id"])["value"].count()
    assert [f"{count}/6" for count in known] == matching.pairs["known"].tolist()


def test_explains_who_has_a_mentor_and_who_has_none():
    mentees = MENTEES.assign(new_to_role=[True, False])
    matching = matcher.match(matcher.read_frames(MENTORS, mentees), matcher.load_policy("masa"))
    told = str(matching.explain("P1"))
    assert told.startswith("Cy Dahl (P1)\nhas Ada Holm (M2): same group, home region; fit ")
    assert "preference: 1.00; adds 0.250 of at most 0.250." in told
    assert "needs: not known, counts one half; adds 0.125 of at most 0.250." in told
    assert matching.explain("P1").pairs["mentor_id"].tolist() == ["M2"]
    assert "Is not served by these rules" in str(matching.explain("P2"))
    assert "too few" not in str(matching.explain("P2"))
    with pytest.raises(matcher.MatcherError, match="no mentee 'P9'"):
        matching.explain("P9")


def test_frames_and_a_workbook_give_the_same_list(season):
    policy = matcher.load_policy("masa")
    frames = [pd.read_csv(season / f"{name}.csv") for name in ("mentors", "mentees", "conflicts")]
    one = matcher.match(matcher.read_frames(frames[0], frames[1], conflicts=frames[2]), policy)
    other = matcher.match(matcher.read_roster(season / "program.xlsx"), policy)
    pd.testing.assert_frame_equal(one.pairs, other.pairs)


def test_unknown_codes_are_told_when_matching():
    mentees = MENTEES.assign(component_group=["superintendant", "superintendent"])
    with pytest.raises(matcher.InputError, match="superintendant") as caught:
        matcher.match(matcher.read_frames(MENTORS, mentees), matcher.load_policy("masa"))
    assert [(problem.table, problem.row) for problem in caught.value.problems if problem.is_error] == [
        ("mentees", 2)
    ]


def test_an_infeasible_matching_has_no_tables_and_says_why():
    pairs = pd.DataFrame({"mentor_id": ["M2", "M2"], "mentee_id": ["P1", "P2"], "kind": ["agreed", "agreed"]})
    matching = matcher.match(matcher.read_frames(MENTORS, MENTEES, pairs=pairs), matcher.load_policy("masa"))
    assert matching.status == "infeasible"
    assert "M2" in matching.clashes[0].sentence
    with pytest.raises(matcher.InfeasibleError, match="M2"):
        _ = matching.pairs


def test_a_written_result_is_verified(tmp_path):
    matching = matcher.match(matcher.read_frames(MENTORS, MENTEES), matcher.load_policy("masa"))
    matcher.write_result(matching, tmp_path / "out")
    assert matcher.verify(tmp_path / "out").holds


def test_importing_loads_no_heavy_part():
    heavy = "ortools", "sklearn", "scipy", "matplotlib", "flask", "python_calamine", "xlsxwriter"
    script = f"import sys, matcher; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there_and_documented():
    for name in matcher.__all__:
        assert getattr(matcher, name).__doc__, name


def test_matches_again_with_the_fewest_changes():
    matching = matcher.match(matcher.read_frames(MENTORS, MENTEES), matcher.load_policy("masa"))
    answer = matcher.rematch(matching, withdrawn=["M2"])
    assert isinstance(answer, matcher.Rematch)
    assert answer.changes[["mentee_id", "before", "after", "change"]].to_numpy().tolist() == [
        ["P1", "M2", "M1", "replaced"]
    ]
    assert answer.matching.pairs["kind"].tolist() == ["new", "proposed"]
