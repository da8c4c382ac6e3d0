"""Who receives how much by the rules' ``[money]``, in whole cents."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.matching import Matching
from matcher.policy.people import Money
from matcher.roster import texts

REGIONS = ("mentor_region", "mentee_region")


@dataclass(frozen=True)
class Share:
    """What one payee receives for one mentor.

    Parameters
    ----------
    payee
        A region's code, or the mentor's id.
    mentees
        Ids; once for each pair.
    cents
        Of a dollar.
    """

    payee: str
    mentor: str
    mentees: tuple[str, ...]
    cents: int


def stipends(matching: Matching) -> list[Share]:
    """Return what is paid for the listed pairs, by payee and mentor; nothing without ``[money]``.

    Every listed pair counts as lasting the whole season, the confirmed ones too; pairs that only go on informally are
    not on the list, and bring none. Per pair each brings the stipend. Per mentor whoever has somebody brings it once;
    where it goes to the regions of several mentees, each receives its part by pairs, in whole cents that add up.
    """
    money = matching.policy.money
    if money is None:
        return []
    pairs = _by_mentor_and_payee(matching, money)
    found = []
    for mentor, by_payee in pairs.items():
        counts = [len(mentees) for mentees in by_payee.values()]
        amounts = _amounts(money.cents, money.per, counts)
        for (payee, mentees), cents in zip(by_payee.items(), amounts, strict=True):
            found.append(Share(payee, mentor, tuple(mentees), cents))
    return sorted(found, key=lambda share: (share.payee, share.mentor))


def totals(shares: Sequence[Share]) -> dict[str, int]:
    """Return the cents of each payee."""
    found: Counter[str] = Counter()
    for share in shares:
        found[share.payee] += share.cents
    return dict(sorted(found.items()))


def _by_mentor_and_payee(matching: Matching, money: Money) -> dict[str, dict[str, list[str]]]:
    """Return the mentees of each mentor by who is paid for them, all in the order of ids."""
    roster = matching.roster
    mentee, mentor = matching.listing.mentee, matching.listing.mentor
    mentees, mentors = texts(roster.mentees, "mentee_id")[mentee], texts(roster.mentors, "mentor_id")[mentor]
    payees = {
        "mentor_region": lambda: texts(roster.mentors, "region")[mentor],
        "mentee_region": lambda: texts(roster.mentees, "region")[mentee],
        "mentor": lambda: mentors,
    }[money.paid_to]()
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one, payee, other in sorted(zip(mentors, payees, mentees, strict=True)):
        found[one][payee].append(other)
    return found


def _amounts(cents: int, per: str, counts: Sequence[int]) -> list[int]:
    """Return what each payee of one mentor receives, by its number of pairs."""
    if per == "pair":
        return [cents * count for count in counts]
    total, before, found = sum(counts), 0, []
    for count in counts:
        found.append(cents * (before + count) // total - cents * before // total)
        before += count
    return found
