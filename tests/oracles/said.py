"""The one change that a suggestion names, really made."""

import re

from oracles.changes import with_cell, with_policy


def changed_as_said(season, words, mentor):
    """Return the season with the one change that a suggestion names."""
    if words == "if they offered a seat (ask them)":
        return with_cell(season, "mentors", mentor, "capacity", 1)
    if found := re.fullmatch(r"if they had (.*) '(.*)' \(ask them\)", words):
        return with_cell(season, "mentors", mentor, found[1].replace(" ", "_"), found[2].split(" or ")[0])
    if found := re.fullmatch(r"if '(.*)' allowed mentors (.*)", words):
        return with_policy(season, lambda policy: relax_tier(policy, found[1], found[2]))
    if words == "without the rule 'the same person'":
        raise AssertionError("nobody can be their own mentor; it is no change to propose")
    if found := re.fullmatch(r"without the rule 'the same (.*)'", words):
        column = found[1].replace(" ", "_")
        return with_policy(season, lambda policy: policy["conflicts"]["same"].remove(column))
    if found := re.fullmatch(r"if the rule '(.*)' let them be served", words):
        key = "any_of" if found[1] == "who is served" else found[1]
        return with_policy(season, lambda policy: policy["mentees"].pop(key))
    found = re.fullmatch(r"if the rule '(.*)' let them serve", words)
    assert found, words
    if found[1] in ("membership", "training"):
        return with_policy(season, lambda policy: policy["mentors"].pop(found[1]))
    if found[1] == "certificate":
        return with_policy(season, lambda policy: policy["mentors"].pop("certified"))
    return with_cell(season, "mentors", mentor, found[1].replace(" ", "_"), "")


def relax_tier(policy, name, words):
    tier = next(one for one in policy["tiers"] if one["name"] == name)
    if words == "without that experience":
        del tier["experienced_in"]
    else:
        tier["same"].remove(words.removeprefix("of another ").replace(" ", "_"))
