"""Rules in plain words, for pages and texts."""

from collections.abc import Mapping, Sequence

from matcher.policy.goals import Proximity
from matcher.policy.holding import HeldBack
from matcher.policy.internship import Internship
from matcher.policy.pairs import Limit, Tier
from matcher.policy.people import Money
from matcher.policy.relations import DEFAULT
from matcher.roster.text import few

MOST_NAMED = 12
"""So many values of a limit are named."""
GOALS = {
    "served": "People with a mentor",
    "home": "Home region",
    "first_come": "Order of requests",
    "fewest_changes": "Proposed pairs kept",
    "tiers": "Kinds of match",
    "worst_off": "Lowest fit",
    "compatibility": "Fit",
    "balance": "Even loads",
}
"""What a goal is called."""
MEASURED = {
    "served": "Seats filled, a person's first counting 2",
    "home": "Pairs within one region",
    "first_come": "Requests served",
    "fewest_changes": "Proposed pairs kept",
    "tiers": "Kinds of match, total cost (less is better)",
    "worst_off": "Lowest fit among new pairs",
    "compatibility": "Fit of all pairs together",
    "balance": "Unevenness of loads (less is better)",
}
"""What the number of a goal says."""
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
SHORT = {
    "preference": "wishes",
    "needs": "needs",
    "context": "alike districts",
    "style": "alike working styles",
    "proximity": "nearness",
    "meeting": "way of meeting",
    "group": "group",
    "years": "years",
}
"""What a part of the fit is called where there is little room."""
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


def plain(word: str) -> str:
    """Return a column or code as people read it."""
    return word.replace("_", " ")


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return words as English lists them: a, b and c."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def conditions(wanted: Mapping[str, str | list[str]], last: str = "and") -> str:
    """Return what is asked of somebody's columns."""
    said = []
    for column, values in sorted(wanted.items()):
        value = listed(
            [plain(one) or "empty" for one in ([values] if isinstance(values, str) else values)], "or"
        )
        said.append(ASKED.get(column, plain(column)) if value == "yes" else f"{plain(column)} {value}")
    return listed(said, last)


def tier_conditions(tier: Tier) -> str:
    """Return what a kind of match asks for, and who must approve it."""
    asked = [f"the same {plain(column)}" for column in tier.same]
    asked += [f"experience in the mentee’s {plain(tier.experienced_in)}"] if tier.experienced_in else []
    asked += [f"of the mentee: {conditions(tier.mentee)}"] if tier.mentee else []
    asked += [f"of the mentor: {conditions(tier.mentor)}"] if tier.mentor else []
    asked += ["agreed by both"] if tier.agreed else []
    approval = f"; the {tier.approval} must approve" if tier.approval else ""
    return f"{'; '.join(asked) or 'no condition'}{approval}"


def limit_amounts(limit: Limit) -> str:
    """Return how many a limit allows and asks for."""
    parts = [("at most", limit.max), ("at least", limit.min)]
    return " and ".join(f"{words} {_amount(one, limit.count)}" for words, one in parts if one is not None)


def _amount(amount: int | Mapping[str, int], what: str) -> str:
    if isinstance(amount, int):
        return f"{amount:,} {what}"
    named = [f"{number:,} {what} for {key}" for key, number in sorted(amount.items()) if key != DEFAULT]
    elsewhere = [f"{amount[DEFAULT]:,} elsewhere"] if DEFAULT in amount else []
    return listed([*([few(named, MOST_NAMED)] if named else []), *elsewhere])


def held_amount(held: HeldBack) -> str:
    """Return how many seats are held back, of whom, and until when."""
    of = (
        ""
        if held.by is None
        else f" of each {plain(held.by)}"
        if held.by == "region"
        else " of each main group"
    )
    if held.share is not None:
        many = f"{100 * held.share:.3g}% of the seats{of}"
    else:
        many = f"{_amount(held.seats or 0, 'seats')}{of if isinstance(held.seats, int) else ''}"
    return f"{many}, until {held.until}"


def internship(asked: Internship) -> str:
    """Return what an internship asks for, and what its certificate is worth."""
    return (
        f"{asked.hours} hours with one protégé over {counted(asked.months, 'month')} from each intern’s own start, after "
        f"{asked.preparation}; the certificate is valid for {counted(asked.certificate_years, 'year')}, renewed by {asked.renewal}"
    )


def counted(number: int, one: str) -> str:
    """Return a number with its noun: 1 year, 3 years."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def nearness(asked: Proximity) -> str:
    """Return what counts as near."""
    return f"fully up to {asked.full_km:g} km, not at all from {asked.zero_km:g} km on"


def stipend(money: Money) -> str:
    """Return how much is paid for what, and to whom."""
    return (
        f"${money.stipend:,.{0 if money.stipend == int(money.stipend) else 2}f} for {PER[money.per]}, "
        f"paid to {PAID_TO[money.paid_to]}; {PART_YEAR[money.part_year]}"
    )
