"""The rules used, in words."""

from collections.abc import Sequence
from html import escape

from matcher.matching import Matching
from matcher.policy.model import Policy
from matcher.policy.pairs import Tier
from matcher.policy.people import Money
from matcher.policy.words import (
    FEATURES,
    conditions,
    held_amount,
    internship,
    limit_amounts,
    listed,
    nearness,
    plain,
    stipend,
    tier_conditions,
)
from matcher.report.page.drawing import Part, bar
from matcher.report.page.markup import few, items
from matcher.report.page.tables import Column, Kind, table_html
from matcher.report.words import claims


def rules(matching: Matching) -> str:
    """Return who takes part, what is possible, what is best and what it costs, in words."""
    policy = matching.policy
    parts = [
        ("Who is served", items(_mentees(policy))),
        ("Who can be a mentor", items(_mentors(matching))),
        ("Who is never paired", items(_apart(policy))),
        ("Kinds of match, best first", items([_tier(tier) for tier in policy.tiers], "ol")),
        ("Limits", items(_limits(matching)) if policy.limits else "<p>None.</p>"),
        ("Seats held back", items(_held_back(matching)) if policy.held_back else ""),
        ("Goals, the most important first", items([claim.name for claim in claims(matching)], "ol")),
        ("What makes up the fit", _weights(policy)),
        ("Stipend", items(_money(policy.money)) if policy.money else ""),
        ("Internship", items([f"{internship(policy.internship)}."]) if policy.internship else ""),
    ]
    return "\n".join(f"<h3>{escape(title)}</h3>{body}" for title, body in parts if body)


def _mentees(policy: Policy) -> list[str]:
    asked = policy.mentees
    return [
        "People who want a mentor.",
        *_among("Membership", asked.membership),
        *_among("Kind of newcomer", asked.category),
        *([f"At least one of these holds: {conditions(asked.any_of, 'or')}."] if asked.any_of else []),
    ]


def _mentors(matching: Matching) -> list[str]:
    asked, program = matching.policy.mentors, matching.policy.program
    day = {"at_start": f"{program.starts}", "through_season": f"{program.ends}"}.get(asked.certified)
    most = f", and at most {asked.max_capacity}" if asked.max_capacity else ""
    seats = f"{asked.default_capacity} seat{'' if asked.default_capacity == 1 else 's'}"
    return [
        f"People who are there from {matching.prepared.rules.day} to {program.ends}.",
        *_among("Membership", asked.membership),
        *_among("Training", asked.training),
        *([f"A certified mentor’s certificate is valid on {day}."] if day else []),
        f"A mentor has {seats} unless the list says otherwise{most}.",
    ]


def _among(title: str, wanted: Sequence[str] | None) -> list[str]:
    return [] if wanted is None else [f"{title}: {listed([plain(one) for one in wanted], 'or')}."]


def _apart(policy: Policy) -> list[str]:
    same = listed([plain(column) for column in policy.conflicts.same], "or")
    return [
        *([f"Two of the same {same}."] if same else []),
        "Two whom a confidential restriction keeps apart"
        + ("; some need an approval instead." if policy.conflicts.ask else "."),
    ]


def _tier(tier: Tier) -> str:
    return f"{tier.name} ({tier_conditions(tier)})"


def _limits(matching: Matching) -> list[str]:
    """Return the limits, and for whom each is full."""
    said, all_full = [], matching.full_limits
    for place, limit in enumerate(matching.policy.limits, 1):
        full = [values or "all" for source, values in all_full if source == f"limits[{place}]"]
        said.append(
            f"{limit.name}: {limit_amounts(limit)}; {f'full for {few(full)}' if full else 'nowhere full'}."
        )
    return said


def _held_back(matching: Matching) -> list[str]:
    """Return which seats are held back, and where all others are given."""
    said, all_full, day = [], matching.full_limits, matching.prepared.rules.day
    for place, held in enumerate(matching.policy.held_back, 1):
        full = [values or "all" for source, values in all_full if source == f"held_back[{place}]"]
        now = "" if day < held.until else " They are given now."
        others = f" All others are given for {few(full)}." if full else ""
        said.append(f"{held.name}: {held_amount(held)}.{now}{others}")
    return said


def _weights(policy: Policy) -> str:
    weights = policy.compatibility.weights
    largest = max(round(weight * 1000) for weight in weights.values()) if weights else 1
    rows = [
        [
            escape(FEATURES[name] + f" ({nearness(policy.proximity)})" * (name == "proximity")),
            bar([Part(0, round(weight * 1000))], largest),
            f"{weight:.0%}",
        ]
        for name, weight in weights.items()
    ]
    heads = [Column("Part"), Column("Weight", Kind.PICTURE), Column("Weight", Kind.NUMBER)]
    return table_html("weights", "Parts of the fit", heads, rows) + (
        "<p>What is not known counts as one half. Race, gender and age are never used.</p>"
    )


def _money(money: Money) -> list[str]:
    return [f"{stipend(money)}."]
