"""A policy written out and read again is the same one; its digest changes with every rule."""

import json
import tomllib

import pytest

from matcher.policy import SHIPPED, Policy, load_policy, parse_policy
from matcher.policy.model import TABLES

EXAMPLES = [
    (table, name, example)
    for table, model in TABLES.items()
    for name, info in model.model_fields.items()
    for example in info.examples or ()
]

OTHER = {
    "program": 'name = "x"\nseason = "2027-28"\nstarts = 2026-08-16\nends = 2027-06-01',
    "mentees": 'membership = ["active"]\ncategory = ["novice"]\nany_of = { new_to_role = "yes" }',
    "mentors": 'membership = ["active"]\ntraining = ["trained"]\ncertified = "through_season"\ndefault_capacity = 2\n'
    'max_capacity = 4\nmin_mentees = "if_used"',
    "conflicts": 'same = ["school"]\nask = ["business"]',
    "tiers": 'name = "x"\nsame = ["school"]\nexperienced_in = "component_group"\nmentor = { role = "x" }\n'
    'mentee = { role = "x" }\nagreed = true\napproval = "region"\ncost = 7',
    "limits": 'name = "x"\nby = ["mentor.region"]\ncount = "mentors"\nmax = 4\nmin = 1\nfunding = true',
    "held_back": 'name = "x"\nby = "component_group"\nseats = 9\nuntil = 2026-12-01',
    "objectives": 'order = ["served", "compatibility"]',
    "compatibility": "preference = 9\nneeds = 9\ncontext = 9\nstyle = 9\nproximity = 9\nmeeting = 9\ngroup = 9\nyears = 9",
    "proximity": "full_km = 9\nzero_km = 99\nvirtual_is_near = true",
    "money": 'stipend = 9\nper = "pair"\npaid_to = "mentor"\npart_year = "none"',
    "internship": 'preparation = "x"\nhours = 9\nmonths = 4\ncertificate_years = 2\nrenewal = "x"',
}


def rules() -> dict:
    base = load_policy("masa").model_dump(exclude_none=True)
    base["limits"] = [{"name": "l", "by": ["mentee.region"], "max": 20}]
    base["held_back"] = [{"name": "h", "by": "region", "seats": 1, "until": "2026-11-01"}]
    base["internship"] = load_policy("naesp").model_dump()["internship"]
    return base


def changed(table: str, change: dict) -> Policy:
    base = rules()
    if "share" in change:  # instead of a number
        change = {**change, "seats": None}
    old = base.get(table)
    base[table] = [{**old[0], **change}, *old[1:]] if isinstance(old, list) else {**(old or {}), **change}
    return parse_policy(base)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_policy_written_as_json_is_the_same_policy(name, tmp_path):
    policy = load_policy(name)
    path = tmp_path / "policy.json"
    path.write_text(json.dumps(policy.canonical()), encoding="utf-8")
    again = load_policy(path)
    assert again == policy
    assert again.digest == policy.digest
    assert again.canonical() == policy.canonical()
    assert Policy.model_validate_json(path.read_text(encoding="utf-8")) == policy


def test_the_canonical_form_extends_nothing_and_names_defaults_too(load):
    canonical = load('extends = "masa"\n[proximity]\nfull_km = 30\n[mentors]\nmax_capacity = 2').canonical()
    assert "extends" not in canonical
    assert canonical["proximity"]["zero_km"] == 200
    assert canonical["mentors"]["min_mentees"] == "always"
    assert canonical["program"]["starts"] == "2026-08-15"


def test_minus_zero_is_zero(load):
    policy = load('extends = "masa"\n[compatibility]\nmeeting = -0.0')
    assert policy.digest == load_policy("masa").digest
    assert parse_policy(policy.canonical()).digest == policy.digest


def test_whole_numbers_are_numbers_too(load):
    assert load('extends = "masa"\n[money]\nstipend = 500.0').digest == load_policy("masa").digest


@pytest.mark.parametrize("table", TABLES)
def test_the_digest_changes_with_every_key(table):
    base = parse_policy(rules()).digest
    changes = tomllib.loads(OTHER[table])
    assert set(changes) == set(TABLES[table].model_fields) - {"model", "share"}
    digests = {changed(table, {key: value}).digest for key, value in changes.items()}
    assert len(digests) == len(changes)
    assert base not in digests


def test_the_digest_changes_with_the_share_that_is_held_back(load):
    held = 'extends = "masa"\n[[held_back]]\nname = "h"\nuntil = 2026-11-01\nshare = '
    assert load(f"{held}0.1").digest != load(f"{held}0.2").digest


def test_the_digest_changes_with_values_and_a_learned_model(load):
    digests = [
        load('extends = "masa"').digest,
        load('extends = "masa"\n[values.region]\nMASA-1 = "South"').digest,
        load('extends = "masa"\n[values.region]\nMASA-10 = "South"').digest,
    ]
    weightless = {**rules(), "compatibility": {"model": "m"}}
    digests.append(parse_policy(weightless).digest)
    weightless["compatibility"] = {"model": "n"}
    digests.append(parse_policy(weightless).digest)
    assert len(set(digests)) == len(digests)


def test_the_digest_does_not_depend_on_the_order_of_keys():
    base = rules()
    turned = dict(reversed([(key, base[key]) for key in base]))
    turned["values"] = {name: dict(reversed(codes.items())) for name, codes in base["values"].items()}
    assert parse_policy(turned).digest == parse_policy(base).digest


def test_a_policy_cannot_be_changed_afterwards():
    policy = load_policy("masa")
    with pytest.raises(ValueError, match="frozen"):
        policy.mentors.max_capacity = 7


@pytest.mark.parametrize(("table", "name", "example"), EXAMPLES)
def test_the_example_of_every_key_is_valid(table, name, example):
    change = tomllib.loads(example)
    assert list(change) == [name]
    assert changed(table, change)


def test_every_key_but_model_has_an_example_and_a_description():
    keys = {(table, name) for table, model in TABLES.items() for name in model.model_fields}
    assert keys - {(table, name) for table, name, _ in EXAMPLES} == {("compatibility", "model")}
    assert all(info.description for model in TABLES.values() for info in model.model_fields.values())
