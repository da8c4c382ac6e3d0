"""The policy under other circumstances: rules lifted, laid over, added, checked as strictly as a file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from matcher.policy import Policy, parse_policy
from matcher.policy.load import extend
from matcher.policy.types import Level
from matcher.preparation import unsupported
from matcher.roster import InputError, Problem
from matcher.scenarios.what_if.changes import Changes
from matcher.scenarios.what_if.lifting import CONFIDENTIAL_STAYS, TABLE, Lift, find_lift

FEWEST: Level = "fewest_changes"
SERVING = ("served", "first_come")


def lifts(policy: Policy, changes: Changes, problems: list[Problem]) -> list[Lift]:
    """Return the rules that are lifted; names that fit none are noted."""
    if not changes.lifted:
        return []
    rules = policy.canonical()
    found = [find_lift(rules, str(name)) for name in changes.lifted]
    problems += [one for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Lift)]


def changed_policy(
    policy: Policy, changes: Changes, lifted: Iterable[Lift], problems: list[Problem]
) -> Policy:
    """Return the policy with all changes, or as it was, with everything that is wrong noted."""
    lifted = list(lifted)
    if not (lifted or changes.rules or changes.limits or changes.weights):
        return policy
    rules = policy.canonical()
    for one in lifted:
        one.rules(rules)
    if not rules["tiers"]:
        rule = "A list needs a kind of match; these were all there are."
        problems.append(Problem("error", TABLE, None, "", "; ".join(changes.lifted), rule))
        return policy
    rules = extend(_with_costs_kept(rules, policy), changes.rules)
    rules = _with_weights(_with_limits(rules, changes), changes)
    made = _parsed(rules, policy, changes, problems)
    if made is None:
        return policy
    if made.conflicts.ask != policy.conflicts.ask:
        problems.append(Problem("error", "rules", None, "conflicts.ask", "", CONFIDENTIAL_STAYS))
    problems += [replace(one, table="rules") for one in unsupported(made)]
    return made


def _parsed(
    rules: Mapping[str, Any], policy: Policy, changes: Changes, problems: list[Problem]
) -> Policy | None:
    try:
        return parse_policy(rules)
    except InputError as error:
        problems += [replace(one, table=_source(one, policy, changes)) for one in error.problems]
        return None


def _source(problem: Problem, policy: Policy, changes: Changes) -> str:
    """Return which of the changes a fault of the rules comes from."""
    key = problem.column
    if key.startswith("compatibility") and changes.weights:
        return "weights"
    if key.startswith("limits") and changes.limits and "limits" not in changes.rules:
        return "limits"
    return "rules"


def _with_costs_kept(rules: dict[str, Any], policy: Policy) -> dict[str, Any]:
    """Return the rules in which kinds of match cost what they did, whichever of the others are gone."""
    if len(rules["tiers"]) == len(policy.tiers):
        return rules
    costs = {tier.name: cost for tier, cost in zip(policy.tiers, policy.tier_costs, strict=True)}
    return {**rules, "tiers": [{**tier, "cost": costs[tier["name"]]} for tier in rules["tiers"]]}


def _with_limits(rules: dict[str, Any], changes: Changes) -> dict[str, Any]:
    """Return the rules with more limits; one without a name has a number."""
    standing = rules.get("limits", [])
    if not changes.limits or not isinstance(
        standing, list
    ):  # what is no list is refused with the other rules
        return rules
    added = [
        {"name": f"added limit {number}" if len(changes.limits) > 1 else "added limit", **limit}
        for number, limit in enumerate(changes.limits, 1)
    ]
    return {**rules, "limits": [*standing, *added]}


def _with_weights(rules: dict[str, Any], changes: Changes) -> dict[str, Any]:
    return extend(rules, {"compatibility": dict(changes.weights)}) if changes.weights else rules


def with_fewest_changes(policy: Policy) -> Policy:
    """Return the policy in which keeping pairs counts as soon as serving people is settled.

    The goal stands after the last goal about serving people that is before the kinds of match, and after ``home`` where
    that comes next; it stays where it is if that is earlier.
    """
    order = list(policy.objectives.order)
    place = _after_serving([one for one in order if one != FEWEST])
    if FEWEST in order and order.index(FEWEST) <= place:
        return policy
    order = [one for one in order if one != FEWEST]
    order.insert(place, FEWEST)
    return policy.model_copy(update={"objectives": policy.objectives.model_copy(update={"order": order})})


def _after_serving(order: Sequence[str]) -> int:
    before = order[: order.index("tiers")] if "tiers" in order else order
    place = max((before.index(one) + 1 for one in SERVING if one in before), default=0)
    return place + 1 if order[place : place + 1] == ["home"] else place
