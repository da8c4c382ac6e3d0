"""The sheets Stipends and Stipend details: who receives how much, as the rules' ``[money]`` says."""

from collections import Counter

from matcher.eligibility.limits import ENDED, INTERRUPTED
from matcher.matching import Matching
from matcher.policy.people import Money
from matcher.report.stipends import REGIONS, Share, stipends, totals
from matcher.report.workbook.book import Book, Column, Value, width_of
from matcher.report.workbook.people import People, column_of

STIPENDS_SHEET, DETAILS_SHEET = "Stipends", "Stipend details"
_WHOSE = {
    "mentor_region": "the mentor's region",
    "mentee_region": "the mentee's region",
    "mentor": "the mentor",
}


def add_stipends(book: Book, matching: Matching, people: People) -> None:
    """Add what each payee receives, with the sum, and for regions which mentors it is for; without ``[money]`` nothing."""
    money = matching.policy.money
    if money is None:
        return
    shares = stipends(matching)
    said = [*_rules(money, matching.prepared.rules.region), *_ended(matching)]
    _add_totals(book, money, said, people, shares)
    if money.paid_to in REGIONS:
        _add_details(book, people, shares)


def _add_totals(book: Book, money: Money, said: list[str], people: People, shares: list[Share]) -> None:
    """Add what each payee receives, the sums, and below them what is said of the rules."""
    by_payee = totals(shares)
    columns = [
        *_payees(money, people, list(by_payee)),
        *_counts(money, shares, list(by_payee)),
        Column("Stipend", 14, [cents / 100 for cents in by_payee.values()], "money"),
    ]
    sheet = book.table(STIPENDS_SHEET, columns)
    # A mentor can stand with several payees, and is one all the same.
    sums: dict[str, Value] = {
        "Paid to": "Total",
        "Mentors": len({share.mentor for share in shares}),
        "Pairs": sum(len(share.mentees) for share in shares),
        "Stipend": sum(by_payee.values()) / 100,
    }
    last = len(by_payee) + 1
    for place, column in enumerate(columns):
        style = f"total {column.style}" if column.style in ("count", "money") else "total"
        book.put(sheet, last, place, sums.get(column.title, ""), style)
    twice = sum(_by_name(columns, "Mentors")) - len({share.mentor for share in shares})
    for row, sentence in enumerate([*said, *_in_several(twice)], last + 2):
        sheet.write_string(row, 0, sentence)


def _by_name(columns: list[Column], title: str) -> list[int]:
    return [int(cell) for column in columns if column.title == title for cell in column.cells]


def _in_several(twice: int) -> list[str]:
    """Return why the mentors of all payees are more than there are."""
    if twice <= 0:
        return []
    return ["A mentor who stands with several of them is counted with each, and once in the total."]


def _payees(money: Money, people: People, payees: list[str]) -> list[Column]:
    if money.paid_to in REGIONS:
        return [Column("Paid to", 34, [people.region(one) for one in payees])]
    return [
        Column("Paid to", 34, column_of(people.mentors, payees, "name")),
        Column("Mentor ID", width_of(payees), payees),
        Column("District", 24, column_of(people.mentors, payees, "district")),
        Column("E-mail", 28, column_of(people.mentors, payees, "email")),
    ]


def _counts(money: Money, shares: list[Share], payees: list[str]) -> list[Column]:
    mentors = Counter(share.payee for share in shares)
    pairs: Counter[str] = Counter()
    for share in shares:
        pairs[share.payee] += len(share.mentees)
    counted = [Column("Mentors", 10, [mentors[one] for one in payees], "count")]
    return [
        *(counted if money.paid_to in REGIONS else []),
        Column("Pairs", 10, [pairs[one] for one in payees], "count"),
    ]


def _rules(money: Money, region: str) -> list[str]:
    """Return by which rules the amounts are what they are."""
    whole, whose = f"${money.cents / 100:,.2f}", _WHOSE[money.paid_to]
    each = "pair" if money.per == "pair" else "mentor who has somebody, however many"
    found = [f"{whole} for each {each}, paid to {whose}. Pairs that go on informally bring none."]
    if money.per == "mentor" and money.paid_to == "mentee_region":
        found.append(
            "Where a mentor has mentees of several regions, each region has its part by number of pairs, in whole cents."
        )
    if money.per == "mentor" and region:
        found.append(
            f"Only the list of {region} is counted; a mentor may stand on another region's list too."
        )
    part = {
        "full": "The whole stipend is paid for a part of the season too.",
        "none": "A pair that lasts only a part of the season brings nothing; take such pairs off here.",
        "by_month": "A pair that lasts only a part of the season brings its months' part; lower such pairs here.",
    }[money.part_year]
    return [*found, f"Every pair of the list is taken to last the whole season. {part}"]


def _ended(matching: Matching) -> list[str]:
    """Return that pairs which ended during the season are not counted, where there are any."""
    rules = matching.prepared.rules
    count = sum(int(rules.here[0][rules.listed(kind)[0]].sum()) for kind in (ENDED, INTERRUPTED))
    if not count:
        return []
    pairs = "1 pair ended" if count == 1 else f"{count} pairs ended"
    return [
        f"{pairs} during the season and {'is' if count == 1 else 'are'} not counted here; add what they bring."
    ]


def _add_details(book: Book, people: People, shares: list[Share]) -> None:
    """Add for which mentors, and for which of their pairs, a region receives what it does."""
    mentors = [share.mentor for share in shares]
    columns = [
        Column("Paid to", 34, [people.region(share.payee) for share in shares]),
        Column("Mentor ID", width_of(mentors), mentors),
        Column("Mentor", 24, column_of(people.mentors, mentors, "name")),
        Column("Mentor's region", 11, column_of(people.mentors, mentors, "region")),
        Column("For", 40, ["\n".join(_named(people, share)) for share in shares]),
        Column("Pairs", 8, [len(share.mentees) for share in shares], "count"),
        Column("Stipend", 14, [share.cents / 100 for share in shares], "money"),
    ]
    book.table(DETAILS_SHEET, columns)


def _named(people: People, share: Share) -> list[str]:
    return [f"{people.mentees[one]['name']} ({one})" for one in share.mentees]
