"""The rules used, in words."""

from collections.abc import Mapping, Sequence
from html import escape

from matcher.matching import Matching
from matcher.policy.goals import Proximity
from matcher.policy.model import Policy
from matcher.policy.pairs import Limit, Tier
from matcher.policy.people import Money
from matcher.policy.relations import DEFAULT
from matcher.report.page.drawing import Part, bar
from matcher.report.page.markup import few, items, listed
from matcher.report.page.tables import Column, Kind, table_html
from matcher.report.words import claims

FEATURES = {
    "preference": "the mentee named this mentor",
    "needs": "the mentor’s strengths cover the mentee’s needs",
    "context": "districts alike in kind of place and in size",
    "style": "alike working styles",
    "proximity": "near each other",
    "meeting": "both want to meet in the same way",
    "group": "the same group, or experience in it",
    "years": "the mentor’s years of experience",
}
ASKED = {"other_regions": "willing to serve other regions"}
"""What it means where a column says yes."""
PER = {"mentor": "each mentor who has a mentee", "pair": "each pair"}
PAID_TO = {
    "mentor_region": "the mentor’s region",
    "mentee_region": "the mentee’s region",
    "mentor": "the mentor",
}
PART_YEAR = {
    "full": "all of it also for a part of the season",
    "none": "nothing for a part of the season",
    "by_month": "for a part of the season its share by month",
}


def rules(matching: Matching) -> str:
    """Return who takes part, what is possible, what is best and what it costs, in words."""
    policy = matching.policy
    parts = [
        ("Who is served", items(_mentees(policy))),
        ("Who can be a mentor", items(_mentors(policy))),
        ("Who is never paired", items(_apart(policy))),
        ("Kinds of match, best first", items([_tier(tier) for tier in policy.tiers], "ol")),
        ("Limits", items(_limits(matching)) if policy.limits else "<p>None.</p>"),
        ("Goals, the most important first", items([claim.name for claim in claims(matching)], "ol")),
        ("What makes up the fit", _weights(policy)),
        ("Stipend", items(_money(policy.money)) if policy.money else ""),
    ]
    return "\n".join(f"<h3>{escape(title)}</h3>{body}" for title, body in parts if body)


def _mentees(policy: Policy) -> list[str]:
    asked = policy.mentees
    return [
        "People who want a mentor.",
        *_among("Membership", asked.membership),
        *_among("Kind of newcomer", asked.category),
        *([f"At least one of these holds: {_conditions(asked.any_of, 'or')}."] if asked.any_of else []),
    ]


def _mentors(policy: Policy) -> list[str]:
    asked, program = policy.mentors, policy.program
    day = {"at_start": f"{program.starts}", "through_season": f"{program.ends}"}.get(asked.certified)
    most = f", and at most {asked.max_capacity}" if asked.max_capacity else ""
    seats = f"{asked.default_capacity} seat{'' if asked.default_capacity == 1 else 's'}"
    return [
        f"People who are there from {program.starts} to {program.ends}.",
        *_among("Membership", asked.membership),
        *_among("Training", asked.training),
        *([f"A certified mentor’s certificate is valid on {day}."] if day else []),
        f"A mentor has {seats} unless the list says otherwise{most}.",
    ]


def _among(title: str, wanted: Sequence[str] | None) -> list[str]:
    return [] if wanted is None else [f"{title}: {listed([_plain(one) for one in wanted], 'or')}."]


def _apart(policy: Policy) -> list[str]:
    same = listed([_plain(column) for column in policy.conflicts.same], "or")
    return [
        *([f"Two of the same {same}."] if same else []),
        "Two whom a confidential restriction keeps apart"
        + ("; some need an approval instead." if policy.conflicts.ask else "."),
    ]


def _tier(tier: Tier) -> str:
    asked = [f"the same {_plain(column)}" for column in tier.same]
    asked += [f"experience in the mentee’s {_plain(tier.experienced_in)}"] if tier.experienced_in else []
    asked += [f"of the mentee: {_conditions(tier.mentee)}"] if tier.mentee else []
    asked += [f"of the mentor: {_conditions(tier.mentor)}"] if tier.mentor else []
    asked += ["agreed by both"] if tier.agreed else []
    approval = f"; the {tier.approval} must approve" if tier.approval else ""
    return f"{tier.name} ({'; '.join(asked) or 'no condition'}{approval})"


def _limits(matching: Matching) -> list[str]:
    """Return the limits, and for whom each is full."""
    said, all_full = [], matching.full_limits
    for place, limit in enumerate(matching.policy.limits):
        full = [values or "all" for number, values in all_full if number == place]
        said.append(
            f"{limit.name}: {_amounts(limit)}; {f'full for {few(full)}' if full else 'nowhere full'}."
        )
    return said


def _amounts(limit: Limit) -> str:
    parts = [("at most", limit.max), ("at least", limit.min)]
    return " and ".join(f"{words} {_amount(one, limit.count)}" for words, one in parts if one is not None)


def _amount(amount: int | Mapping[str, int], what: str) -> str:
    if isinstance(amount, int):
        return f"{amount:,} {what}"
    named = [f"{number:,} {what} for {key}" for key, number in sorted(amount.items()) if key != DEFAULT]
    elsewhere = [f"{amount[DEFAULT]:,} elsewhere"] if DEFAULT in amount else []
    return listed([*([few(named)] if named else []), *elsewhere])


def _conditions(wanted: Mapping[str, str | list[str]], last: str = "and") -> str:
    said = []
    for column, values in sorted(wanted.items()):
        value = listed(
            [_plain(one) or "empty" for one in ([values] if isinstance(values, str) else values)], "or"
        )
        said.append(ASKED.get(column, _plain(column)) if value == "yes" else f"{_plain(column)} {value}")
    return listed(said, last)


def _weights(policy: Policy) -> str:
    weights = policy.compatibility.weights
    largest = max(round(weight * 1000) for weight in weights.values()) if weights else 1
    rows = [
        [
            escape(FEATURES[name] + _nearness(policy.proximity) * (name == "proximity")),
            bar([Part(0, round(weight * 1000))], largest),
            f"{weight:.0%}",
        ]
        for name, weight in weights.items()
    ]
    heads = [Column("Part"), Column("Weight", Kind.PICTURE), Column("Weight", Kind.NUMBER)]
    return table_html("weights", "Parts of the fit", heads, rows) + (
        "<p>What is not known counts as one half. Race, gender and age are never used.</p>"
    )


def _nearness(asked: Proximity) -> str:
    return f" (fully up to {asked.full_km:g} km, not at all from {asked.zero_km:g} km on)"


def _money(money: Money) -> list[str]:
    return [
        f"${money.stipend:,.{0 if money.stipend == int(money.stipend) else 2}f} for {PER[money.per]}, "
        f"paid to {PAID_TO[money.paid_to]}; {PART_YEAR[money.part_year]}."
    ]


def _plain(word: str) -> str:
    return word.replace("_", " ")
