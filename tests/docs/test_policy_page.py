"""The page of the program rules is held against the code."""

import re
import tomllib
import typing
from pathlib import Path

import pytest

from matcher.compatibility.features import WISH_LEAST, WISH_STEP, YEARS_FULL
from matcher.policy import FEATURES, SHIPPED, load_policy, parse_policy, shipped_text
from matcher.policy.goals import NEED_SERVING_FIRST
from matcher.policy.load import extend
from matcher.policy.model import TABLES, Policy
from matcher.policy.reference import MISTAKEN
from matcher.policy.types import MOST, Level, VocabularyName
from matcher.roster import InputError, columns
from matcher.solving.levels import SUPPORTED

PAGE = (Path(__file__).parents[2] / "docs" / "policy.md").read_text(encoding="utf-8")
LEVELS = typing.get_args(Level)
CODE = {block: number for number, block in enumerate(re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))}
WORDS = set(re.findall(r"`([a-z][a-z_-]*)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)))
CHOICES = {
    choice
    for table in columns.TABLES.values()
    for column in table.values()
    for choice in (*column.choices, *(meant for _, meant in column.also))
}
VALUES = {
    "full",
    "none",
    "by_month",
    "mentor",
    "pair",
    "pairs",
    "mentors",
    "region",
    "always",
    "if_used",
    "any",
}
VALUES |= {
    "at_start",
    "through_season",
    "mentor_region",
    "mentee_region",
    "default",
    "false",
    *typing.get_args(VocabularyName),
}


def section(title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}.*?(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[0]


def rows(text: str, first: str) -> list[list[str]]:
    """Return the cells of the table whose head begins with `first`."""
    lines = text[text.index(f"| {first} |") :].splitlines()[2:]
    taken = lines[
        : next((number for number, line in enumerate(lines) if not line.startswith("|")), len(lines))
    ]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in taken]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_section_with_every_key(table):
    title = f"`[[{table}]]`" if table in ("tiers", "limits", "held_back") else f"`[{table}]`"
    listed = [row[0].strip("`") for row in rows(section(title), "key")]
    assert listed == list(TABLES[table].model_fields)
    assert all(cell for row in rows(section(title), "key") for cell in row)


def test_no_section_is_of_an_unknown_table():
    assert set(re.findall(r"^## `\[+(\w+)\]+`", PAGE, re.MULTILINE)) == set(Policy.model_fields)


def test_every_list_of_values_is_told():
    for name in typing.get_args(VocabularyName):
        assert f"`{name}`" in section("`[values]`")


def test_every_goal_is_told_in_order():
    listed = rows(section("`[objectives]`"), "goal")
    assert tuple(row[0].strip("`") for row in listed) == LEVELS
    assert set(LEVELS) == set(SUPPORTED)


def test_goals_that_need_serving_first_are_named():
    sentence = PAGE[PAGE.index("An order in which serving nobody") :].split("## ")[0]
    for name in NEED_SERVING_FIRST:
        assert f"`{name}`" in sentence


def test_every_feature_is_told_with_its_default_weight():
    listed = rows(section("`[compatibility]`"), "fact")
    assert tuple(row[0].strip("`") for row in listed) == FEATURES
    default = Policy.model_fields["compatibility"].default
    assert [float(row[3]) for row in listed] == [getattr(default, name) for name in FEATURES]


def test_the_formulas_have_the_numbers_of_the_code():
    formulas = {row[0].strip("`"): row[1] for row in rows(section("`[compatibility]`"), "fact")}
    assert f"/ {YEARS_FULL:g})" in formulas["years"]
    assert f"1, {1 - WISH_STEP:g}, {1 - 2 * WISH_STEP:g} …" in formulas["preference"]
    assert f"not below {WISH_LEAST:g}" in formulas["preference"]
    assert ", ".join(columns.LOCALES) in formulas["context"]
    assert f"No number may be above {MOST:,}" in re.sub(r"\s+", " ", PAGE)


def test_every_kind_of_conflict_and_every_shipped_policy_is_told():
    for kind in columns.CONFLICT_KINDS:
        assert f"`{kind}`" in section("`[conflicts]`")
    listed = rows(section("Start from a shipped policy"), "name")
    assert tuple(row[0].strip("`") for row in listed) == SHIPPED


@pytest.mark.parametrize(
    ("name", "words"), [("served", "everyone served"), ("first_come", "the order of requests")]
)
def test_the_first_goal_of_each_shipped_policy_is_told(name, words):
    for row in rows(section("Start from a shipped policy"), "name"):
        first = load_policy(row[0].strip("`")).objectives.order[0]
        assert row[2].startswith(words) == (first == name)


def test_nothing_on_the_page_is_unknown_to_the_code():
    keys = {key for table in TABLES.values() for key in table.model_fields}
    names = {name for table in columns.TABLES.values() for name in table}
    known = keys | names | CHOICES | VALUES | set(LEVELS) | set(FEATURES) | set(SHIPPED) | set(TABLES)
    assert sorted(WORDS - known - {"values", "extends", "problems", "model", "style_", "run"}) == []


def test_every_block_of_rules_loads_but_the_one_with_mistakes():
    assert MISTAKEN in CODE
    for block in CODE:
        changes = tomllib.loads(block)
        base = tomllib.loads(shipped_text(changes.pop("extends", "masa")))
        if block == MISTAKEN:
            with pytest.raises(InputError):
                parse_policy(extend(base, changes))
        else:
            assert parse_policy(extend(base, changes)) is not None, block


def worked(number: int, folder: Path) -> Policy:
    blocks = [block for block in CODE if block.startswith("extends") and block != MISTAKEN]
    (folder / "region-3.toml").write_text(blocks[number], encoding="utf-8")
    return load_policy(folder / "region-3.toml")


def test_the_worked_example_does_what_the_page_says(tmp_path):
    policy, base = worked(0, tmp_path), load_policy("masa")
    assert policy.mentors.max_capacity == 2
    assert policy.conflicts.ask == []
    assert policy.conflicts.same == base.conflicts.same
    assert policy.compatibility.proximity == 0.30
    assert policy.compatibility.needs == base.compatibility.needs
    assert policy.tiers == base.tiers


def test_the_second_example_adds_a_group_and_turns_the_kinds_of_match(tmp_path):
    policy = worked(1, tmp_path)
    assert policy.vocabularies["component_group"].find("ECFE coordinator") == "early_childhood"
    assert len(policy.values["component_group"]) == len(load_policy("masa").values["component_group"]) + 1
    assert [tier.name for tier in policy.tiers] == [
        "same group, home region",
        "willing colleague, home region",
        "same group, another region",
    ]


def test_the_kinds_of_match_on_the_page_are_those_of_masa():
    (block,) = (one for one in CODE if one.count("[[tiers]]") == 4)
    assert tomllib.loads(block)["tiers"] == tomllib.loads(shipped_text("masa"))["tiers"]
    costs = [row[2] for row in rows(section("`[[tiers]]`"), "mentor") if row[2] != "–"]
    assert costs == [str(cost) for cost in load_policy("masa").tier_costs]
