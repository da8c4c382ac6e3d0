"""A policy changes another one: tables key by key, lists whole; and the files themselves."""

import json

import pytest

from matcher.policy import load_policy, parse_policy, shipped_text
from matcher.roster import InputError


def refused(path):
    with pytest.raises(InputError) as error:
        load_policy(path)
    assert len(error.value.problems) == 1
    one = error.value.problems[0]
    assert one.is_error
    assert one.table == "policy"
    return one


def test_tables_are_changed_key_by_key(load):
    base, policy = (
        load_policy("masa"),
        load('extends = "masa"\n[mentors]\nmax_capacity = 2\n[money]\nstipend = 300'),
    )
    assert policy.mentors == base.mentors.model_copy(update={"max_capacity": 2})
    assert policy.money == base.money.model_copy(update={"stipend": 300.0})
    assert policy.model_copy(update={"mentors": base.mentors, "money": base.money}) == base


def test_conditions_and_codes_are_tables_too(load):
    policy = load(
        'extends = "masa"\n[mentees.any_of]\nnew_to_role = "no"\n[values.region]\nMASA-10 = "North"\nMASA-9 = "Metro"'
    )
    assert policy.mentees.any_of == {
        "new_to_role": "no",
        "new_to_state": "yes",
        "special_application": "approved",
    }
    assert len(policy.values["region"]) == 10
    assert policy.values["region"]["MASA-9"] == "Metro"
    assert policy.vocabularies["region"].find("Region 9") is None


def test_lists_tiers_and_limits_are_replaced_whole(load):
    policy = load(
        'extends = "masa"\n[conflicts]\nsame = ["school"]\n[[tiers]]\nname = "anyone"\n'
        + '[[limits]]\nname = "all"\nby = []\nmax = 5'
    )
    assert policy.conflicts.same == ["school"]
    assert policy.conflicts.ask == ["former_supervisor"]
    assert [tier.name for tier in policy.tiers] == ["anyone"]
    assert policy.tier_costs == [0]
    assert len(policy.limits) == 1


def test_limits_of_the_base_can_be_taken_out(tmp_path):
    (tmp_path / "state.toml").write_text('extends = "masa"\n[[limits]]\nname = "all"\nby = []\nmax = 5')
    (tmp_path / "region.toml").write_text('extends = "state.toml"\nlimits = []')
    assert len(load_policy(tmp_path / "state.toml").limits) == 1
    assert load_policy(tmp_path / "region.toml") == load_policy("masa")


def test_a_file_beside_is_found_from_any_folder(tmp_path, monkeypatch):
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "state.toml").write_text('extends = "masa"\n[mentors]\nmax_capacity = 9')
    (folder / "region.toml").write_text('extends = "state.toml"\n[mentors]\ndefault_capacity = 2')
    monkeypatch.chdir(tmp_path)
    policy = load_policy("rules/region.toml")
    assert (policy.mentors.max_capacity, policy.mentors.default_capacity) == (9, 2)
    assert policy == load_policy(folder / "region.toml")


def test_a_base_is_not_looked_for_in_the_working_folder(tmp_path, monkeypatch):
    (tmp_path / "rules").mkdir()
    (tmp_path / "state.toml").write_text('extends = "masa"')
    (tmp_path / "rules" / "region.toml").write_text('extends = "state.toml"')
    monkeypatch.chdir(tmp_path)
    assert refused("rules/region.toml").column == "extends"


@pytest.mark.parametrize(
    ("base", "suggestion"),
    [
        ("massa", "Did you mean 'masa'?"),
        ("state", "Did you mean 'state.toml'?"),
        ("zz.toml", "Shipped: masa, awsp, naesp, naesp-cohorts, national; or the path of a file."),
    ],
)
def test_a_missing_base_is_told_at_its_key(tmp_path, base, suggestion):
    (tmp_path / "state.toml").write_text('extends = "masa"')
    (tmp_path / "region.toml").write_text(f'extends = "{base}"')
    one = refused(tmp_path / "region.toml")
    assert (one.column, one.value) == ("extends", base)
    assert one.problem == "region.toml extends a policy that is neither shipped nor beside it."
    assert one.suggestion == suggestion


@pytest.mark.parametrize("base", ["3", "['masa']", "''"])
def test_a_base_that_is_no_name_is_refused(tmp_path, base):
    (tmp_path / "region.toml").write_text(f"extends = {base}")
    assert refused(tmp_path / "region.toml").problem == (
        "Must be the name of a policy, or of a file beside this one."
    )


def test_circles_are_refused_and_shown(tmp_path):
    for name, base in (("start", "a"), ("a", "b"), ("b", "c"), ("c", "a"), ("self", "self")):
        (tmp_path / f"{name}.toml").write_text(f'extends = "{base}.toml"')
    one = refused(tmp_path / "start.toml")
    assert one.problem == "The policies extend each other in a circle: a.toml → b.toml → c.toml → a.toml."
    assert refused(tmp_path / "self.toml").problem.endswith("circle: self.toml → self.toml.")


def test_a_file_named_like_a_shipped_policy_can_extend_it(tmp_path):
    (tmp_path / "masa.toml").write_text('extends = "masa"\n[mentors]\nmax_capacity = 1')
    assert load_policy(tmp_path / "masa.toml").mentors.max_capacity == 1


def test_an_extended_policy_is_the_one_written_out(tmp_path, load):
    whole = shipped_text("masa").replace("max_capacity = 3", "max_capacity = 2")
    (tmp_path / "whole.toml").write_text(whole, encoding="utf-8")
    extended = load('extends = "masa"\n[mentors]\nmax_capacity = 2')
    assert load_policy(tmp_path / "whole.toml") == extended
    assert load_policy(tmp_path / "whole.toml").digest == extended.digest


def test_a_missing_file_is_told_with_what_there_is(tmp_path):
    assert refused("mas").suggestion == "Did you mean 'masa'?"
    assert refused("MASA").suggestion == "Did you mean 'masa'?"
    assert refused(tmp_path / "zz.toml").problem == "There is no such policy."
    assert refused(tmp_path).problem == "There is no such policy."


def test_a_byte_order_mark_is_no_fault(tmp_path):
    path = tmp_path / "region.toml"
    path.write_bytes(b'\xef\xbb\xbfextends = "masa"\r\n')
    assert load_policy(path) == load_policy("masa")
    path = tmp_path / "region.json"
    path.write_bytes(b'\xef\xbb\xbf{"extends": "masa"}')
    assert load_policy(path) == load_policy("masa")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.toml", b"[mentors\n", "The file is not TOML: "),
        ("a.toml", b"[mentors]\n[mentors]\n", "The file is not TOML: "),
        ("a.toml", b"a = " + b"[" * 100_000, "The file is not TOML: "),
        ("a.toml", b"a = " + b"9" * 5_000, "The file is not TOML: "),
        ("a.json", b"[" * 100_000, "The file is not JSON: "),
        ("a.toml", "name = 'Régions'".encode("latin-1"), "The file is not UTF-8."),
        ("a.json", b"{", "The file is not JSON: "),
        ("a.json", b"\xff", "The file is not JSON: "),
        ("a.json", b"[]", "The file must hold one JSON object."),
        ("a.JSON", b"3", "The file must hold one JSON object."),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, name, content, problem):
    path = tmp_path / name
    path.write_bytes(content)
    one = refused(path)
    assert one.value == name
    assert one.problem.startswith(problem)


def test_dates_may_stand_in_quotes(load):
    quoted = load('extends = "masa"\n[program]\nstarts = "2026-08-15"\nends = "2027-05-31"')
    assert quoted == load_policy("masa")


def test_rules_in_memory_are_checked_alike():
    rules = json.loads(json.dumps(load_policy("awsp").canonical()))
    assert parse_policy(rules) == load_policy("awsp")
    rules["mentors"]["max_capacty"] = 3
    rules["tiers"][1]["name"] = rules["tiers"][0]["name"]
    with pytest.raises(InputError) as error:
        parse_policy(rules)
    assert [one.column for one in error.value.problems] == ["mentors.max_capacty", "tiers[2].name"]
