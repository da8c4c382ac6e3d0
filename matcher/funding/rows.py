"""The rows of the table of funding: each region of mentees, other limits on what is paid for, and all together."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Mask
from matcher.eligibility import UNKNOWN, Group, LimitGroups, funding_groups
from matcher.preparation import Prepared, known_region
from matcher.roster import texts

REGION, LIMIT, ALL = "region", "limit", "all"
"""What a row is about."""
IN_ALL = "In all"
BY_REGION: list[str] = ["mentee.region"]


@dataclass(frozen=True)
class Row:
    """One row.

    Parameters
    ----------
    kind
        "region", "limit" or "all".
    code
        The region's code; of another limit its name; empty for all.
    title
        What people call it.
    groups
        Places among the groups of limits on what is paid for.
    funded
        How many pairs there is money for, by the tightest of these limits; None where there is none.
    """

    kind: str
    code: str
    title: str
    groups: tuple[int, ...]
    funded: int | None


@dataclass(frozen=True)
class Rows:
    """All rows, and the groups that they are about.

    Parameters
    ----------
    groups
        The groups of all limits on what is paid for, with the possible pairs in each.
    """

    groups: LimitGroups
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, prepared: Prepared) -> "Rows":
        """Return the rows of a season: the regions in the policy's order, other limits, all."""
        groups = funding_groups(prepared.rules, prepared.candidates)
        found = [*_regions(prepared, groups), *_others(prepared, groups), _all(prepared, groups)]
        return cls(groups, tuple(found))

    @property
    def regions(self) -> list[Row]:
        """Return the rows of regions."""
        return [row for row in self.rows if row.kind == REGION]

    @property
    def all(self) -> Row:
        """Return the row of all together, which is the last."""
        return self.rows[-1]

    def funded(self, row: Row) -> int | None:
        """Return for how many pairs of a row there is money; without a cap in all, the sum where every region has one."""
        caps = [one.funded for one in self.regions]
        if row.kind != ALL or row.funded is not None or not caps or None in caps:
            return row.funded
        return sum(one or 0 for one in caps)

    @property
    def is_limited(self) -> bool:
        """Whether the policy says anywhere how many pairs there is money for."""
        return bool(self.groups.groups)


def region_title(prepared: Prepared, code: str) -> str:
    """Return a region's code with what people call it."""
    title = prepared.policy.title("region", code)
    return code if title == code else f"{code} {title}"


def _by(prepared: Prepared, group: Group) -> list[str]:
    """Return the columns of the limit that a group is of."""
    place = int(group.source.removeprefix("limits[").removesuffix("]")) - 1
    return prepared.policy.limits[place].by


def _row(kind: str, code: str, title: str, groups: LimitGroups, places: list[int]) -> Row:
    most = [one.most for one in (groups.groups[place] for place in places) if one.most is not None]
    return Row(kind, code, title, tuple(places), min(most, default=None))


def _regions(prepared: Prepared, groups: LimitGroups) -> Iterator[Row]:
    """Yield the row of each region that somebody who can be served is of, and of those with a number of their own."""
    places: dict[str, list[int]] = {str(one): [] for one in _present(prepared)}
    for place, group in enumerate(groups.groups):
        if _by(prepared, group) == BY_REGION:
            places.setdefault(_code(prepared, group.values), []).append(place)
    vocabulary = prepared.policy.vocabularies.get("region")
    order = {code: place for place, code in enumerate(vocabulary.titles if vocabulary else ())}
    own = prepared.rules.region
    for code in sorted(places, key=lambda code: (order.get(code, len(order)), code)):
        if not own or code == own:
            yield _row(REGION, code, region_title(prepared, code), groups, places[code])


def _present(prepared: Prepared) -> list[str]:
    """Return the regions of mentees who can be served, or have somebody."""
    asks = (prepared.needed > 0) | (prepared.instance.seats_before > 0)
    regions = texts(prepared.roster.mentees, "region")[asks & prepared.rules.here[0]]
    return sorted({str(one) for one in regions})


def _code(prepared: Prepared, value: str) -> str:
    """Return a region as the lists spell it, else as the rules do."""
    vocabulary = prepared.policy.vocabularies.get("region")
    code = (vocabulary.find(value) if vocabulary else None) or value
    return known_region(prepared.roster, prepared.policy, code) or code


def _others(prepared: Prepared, groups: LimitGroups) -> Iterator[Row]:
    """Yield a row for each value of the limits that are neither for all together nor by the mentee's region."""
    for place, group in enumerate(groups.groups):
        if _by(prepared, group) not in ([], BY_REGION):
            title = f"{group.name}: {group.values or UNKNOWN}"
            yield _row(LIMIT, group.name, title, groups, [place])


def _all(prepared: Prepared, groups: LimitGroups) -> Row:
    places = [place for place, group in enumerate(groups.groups) if not _by(prepared, group)]
    return _row(ALL, "", IN_ALL, groups, places)


def group_numbers(prepared: Prepared, groups: LimitGroups) -> list[int]:
    """Return the place of each group among those of the problem, or -1 where it is too small ever to be full."""
    known = {(one.source, one.values): place for place, one in enumerate(prepared.limits.groups)}
    return [known.get((one.source, one.values), -1) for one in groups.groups]


def counts_in(groups: LimitGroups, chosen: Mask) -> list[int]:
    """Return how many pairs of a list, and of those that stand, are in each group."""
    new = np.bincount(groups.group[chosen[groups.pair]], minlength=len(groups.groups))
    return [one.standing + int(more) for one, more in zip(groups.groups, new.tolist(), strict=True)]
