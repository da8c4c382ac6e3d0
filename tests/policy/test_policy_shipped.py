"""The shipped policies say what the programs decide."""

import re
import typing

import pytest

from matcher.policy import FEATURES, SHIPPED, load_policy, shipped_text
from matcher.policy.goals import Compatibility
from matcher.policy.model import TABLES, Policy
from matcher.policy.types import Category, ConflictKind, Membership, Training, VocabularyName
from matcher.roster import columns
from matcher.solving.levels import SUPPORTED

EVIDENCE = {"preference": 0.25, "needs": 0.25, "context": 0.2, "style": 0.15, "proximity": 0.1, "years": 0.05}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_policy_loads(name):
    policy = load_policy(name)
    assert policy.program.starts < policy.program.ends
    assert policy.objectives.order
    assert policy.title("topics", "psel-1") == "Mission, vision and core values"
    assert len(policy.values["topics"]) == 10


@pytest.mark.parametrize("name", SHIPPED)
def test_goals_of_the_shipped_policies_are_all_there_in_this_version(name):
    assert set(load_policy(name).objectives.order) <= set(SUPPORTED)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_shipped_policy_has_an_active_limit(name):
    assert load_policy(name).limits == []


@pytest.mark.parametrize("name", SHIPPED)
def test_nobody_is_paired_within_a_district(name):
    assert load_policy(name).conflicts.same == ["district"]


def test_masa_serves_who_is_new_or_approved():
    policy = load_policy("masa")
    assert policy.mentees.membership == ["active", "pending"]
    assert policy.mentees.any_of == {
        "new_to_role": "yes",
        "new_to_state": "yes",
        "special_application": "approved",
    }
    assert policy.mentors.membership == ["active", "retired", "pending"]
    assert policy.mentors.training is None, "trained or to be trained"
    assert policy.conflicts.ask == ["former_supervisor"]
    assert len(policy.values["region"]) == 9
    assert sorted(policy.values["component_group"]) == [
        "central_office", "curriculum", "service_provider", "special_education", "superintendent", "technology",
    ]  # fmt: skip


def test_masa_prefers_the_group_then_experience_then_another_region_then_a_colleague():
    policy = load_policy("masa")
    same_group, practised, other_region, colleague = policy.tiers
    assert (same_group.same, same_group.approval) == (["component_group", "region"], None)
    assert (practised.same, practised.experienced_in) == (["region"], "component_group")
    assert (other_region.same, other_region.mentor) == (["component_group"], {"other_regions": "yes"})
    assert (colleague.same, colleague.approval) == (["region"], "region")
    assert policy.tier_costs == [0, 1, 2, 5]
    assert policy.objectives.order == ["served", "tiers", "compatibility"]


def test_masa_pays_500_a_mentor_to_the_region():
    money = load_policy("masa").money
    assert money is not None
    assert (money.stipend, money.per, money.paid_to, money.part_year) == (
        500,
        "mentor",
        "mentor_region",
        "full",
    )


def test_awsp_takes_members_and_trained_mentors_first_come():
    policy = load_policy("awsp")
    assert policy.mentees.membership is not None
    assert "none" not in policy.mentees.membership
    assert policy.mentees.any_of == {}
    assert policy.mentors.membership is not None
    assert "none" not in policy.mentors.membership
    assert policy.mentors.training == ["trained", "certified"]
    assert policy.objectives.order[0] == "first_come"
    assert policy.expectations.requests_in_order


def test_only_awsp_needs_the_moment_of_a_request():
    assert [name for name in SHIPPED if load_policy(name).expectations.requests_in_order] == ["awsp"]


def test_naesp_gives_an_intern_nobody_but_the_protege_who_agreed():
    policy = load_policy("naesp")
    assert policy.mentors.training == ["intern", "certified"]
    assert policy.mentors.certified == "at_start"
    assert policy.mentees.category == ["novice", "newly_hired", "aspiring", "turnaround"]
    first, *later = policy.tiers
    assert first.agreed
    assert len(later) >= 1
    for tier in later:
        assert not tier.agreed
        assert tier.mentor["training"] == "certified"


def test_cohorts_have_certified_coaches_who_lead_enough_interns_or_none():
    policy = load_policy("naesp-cohorts")
    assert policy.mentors.training == ["certified"]
    assert policy.mentors.min_mentees == "if_used"
    assert policy.compatibility.proximity == 0, "cohorts meet virtually"


@pytest.mark.parametrize("name", ["naesp", "naesp-cohorts"])
def test_naesps_internship_is_72_hours_over_nine_months_for_a_certificate_of_three_years(name):
    internship = load_policy(name).internship
    assert internship is not None
    assert (internship.hours, internship.months, internship.certificate_years) == (72, 9, 3)
    assert internship.renewal == "one day of training and a reference letter"


@pytest.mark.parametrize("name", ["masa", "awsp", "national"])
def test_other_programs_have_no_internship(name):
    assert load_policy(name).internship is None


def test_national_has_two_kinds_of_match_within_the_home_region():
    policy = load_policy("national")
    assert len(policy.tiers) == 2
    assert all("region" in tier.same for tier in policy.tiers)


@pytest.mark.parametrize("name", ["masa", "awsp", "naesp", "national"])
def test_the_weights_are_those_of_the_evidence(name):
    weights = load_policy(name).compatibility.weights
    assert weights == pytest.approx(EVIDENCE)
    assert list(weights) == [feature for feature in FEATURES if feature in weights]


def test_the_default_weights_are_those_of_the_evidence():
    assert Policy.model_fields["compatibility"].default.weights == pytest.approx(EVIDENCE)


def test_weights_are_divided_by_their_sum():
    assert Compatibility(needs=6, style=2).weights == {"needs": 0.75, "style": 0.25}


@pytest.mark.parametrize("name", ["masa", "awsp", "naesp"])
def test_the_example_in_remarks_is_a_valid_limit(name, tmp_path):
    text = shipped_text(name)
    path = tmp_path / "policy.toml"
    uncommented = re.sub(
        r"^# (?=\[\[limits\]\]|name = |by = |max = |funding = )", "", text, flags=re.MULTILINE
    )
    path.write_text(uncommented, encoding="utf-8")
    policy = load_policy(path)
    assert policy.limits
    assert all(limit.funding for limit in policy.limits) == (name == "awsp")
    assert policy.model_copy(update={"limits": []}) == load_policy(name)


def test_the_example_of_a_region_in_remarks_of_masa_is_valid(tmp_path):
    lines = shipped_text("masa").splitlines()
    example = [line.removeprefix("#     ") for line in lines if line.startswith("#     ")]
    (tmp_path / "region.toml").write_text("\n".join(example))
    assert load_policy(tmp_path / "region.toml").mentors.max_capacity == 2


def test_choices_are_those_of_the_lists():
    assert typing.get_args(Membership) == columns.MEMBERSHIPS
    assert typing.get_args(Training) == columns.TRAININGS
    assert typing.get_args(Category) == columns.CATEGORIES
    assert typing.get_args(ConflictKind) == columns.CONFLICT_KINDS
    used = {column.vocabulary for table in columns.TABLES.values() for column in table.values()} - {""}
    assert set(typing.get_args(VocabularyName)) == used


def test_features_are_the_weights():
    assert tuple(Compatibility.model_fields) == (*FEATURES, "model")


def test_the_tables_are_those_of_the_policy():
    assert {*TABLES, "values"} == set(Policy.model_fields)
