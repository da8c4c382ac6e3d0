"""Whom a regional team calls: for each region the pairs, why, and what to mind; and who is without a mentor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from matcher.backups import RANKS
from matcher.compatibility import distances
from matcher.matching import Matching
from matcher.report.words import CAUSES
from matcher.results import CONFIRMED
from matcher.roster import texts

APPROVAL = "approval needed: "
"""Begins a reason that is none for the pair."""


@dataclass(frozen=True)
class Backup:
    """A mentor who could step in: first or second, id, and what to mind."""

    rank: int
    mentor: str
    cautions: tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """One pair to call.

    Parameters
    ----------
    backups
        Who could step in, in order.
    why
        One sentence.
    cautions
        Sentences.
    """

    mentee: str
    mentor: str
    backups: tuple[Backup, ...]
    why: str
    cautions: tuple[str, ...]


@dataclass(frozen=True)
class Left:
    """Somebody without a mentor, or with one too few, and why."""

    mentee: str
    why: str
    suggestion: str


@dataclass
class RegionCalls:
    """What a region's team has to do."""

    calls: list[Call] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def calls_by_region(matching: Matching) -> dict[str, RegionCalls]:
    """Return what there is to call by the mentee's region, in the order of codes and ids."""
    mentees = matching.roster.mentees
    region_of = dict(zip(texts(mentees, "mentee_id"), texts(mentees, "region"), strict=True))
    found: dict[str, RegionCalls] = {}
    for call in _calls(matching, region_of):
        found.setdefault(region_of[call.mentee], RegionCalls()).calls.append(call)
    for mentee, _, cause, detail, suggestion in matching.unserved.itertuples(index=False, name=None):
        words = CAUSES[cause]
        why = detail if words in detail else f"{words[:1].upper()}{words[1:]}. {detail}"
        left = Left(mentee, why, suggestion)
        found.setdefault(region_of[mentee], RegionCalls()).left.append(left)
    return dict(sorted(found.items()))


def _calls(matching: Matching, region_of: dict[str, str]) -> Iterator[Call]:
    mentors = matching.roster.mentors
    home_of = dict(zip(texts(mentors, "mentor_id"), texts(mentors, "region"), strict=True))
    kilometres = distances(matching.roster)(matching.listing.mentee, matching.listing.mentor).tolist()
    far = matching.policy.proximity.zero_km
    backups = _backups(matching, home_of, region_of)
    for row, km in zip(matching.pairs.to_dict("records"), kilometres, strict=True):
        home = home_of[row["mentor_id"]]
        cautions = [
            *_approvals(row),
            f"The mentor is from {home}." if home != region_of[row["mentee_id"]] else "",
            f"Far: {km:.0f} km apart." if km >= far else "",
        ]
        yield Call(
            row["mentee_id"],
            row["mentor_id"],
            tuple(
                backups[row["mentee_id"], row[f"backup_{rank}"]]
                for rank in range(1, RANKS + 1)
                if row[f"backup_{rank}"]
            ),
            why_sentence(row["tier"], row["reasons"].split("; ")),
            tuple(filter(None, cautions)),
        )


def _backups(
    matching: Matching, home_of: dict[str, str], region_of: dict[str, str]
) -> dict[tuple[str, str], Backup]:
    """Return each backup by mentee and mentor, with what to mind: an approval, another region, a long way."""
    prepared = matching.prepared
    mentees, mentors = (
        texts(matching.roster.table(name), f"{name[:-1]}_id") for name in ("mentees", "mentors")
    )
    approvals, far = prepared.needs_approval, matching.policy.proximity.zero_km
    found = {}
    for rank, one in enumerate(matching.backups, 1):
        mentee, mentor = prepared.candidates.mentee[one.places], prepared.candidates.mentor[one.places]
        kilometres = distances(matching.roster)(mentee, mentor)
        for place, who, other, km in zip(
            one.places, mentees[mentee], mentors[mentor], kilometres, strict=True
        ):
            home = home_of[other]
            cautions = (
                "to be approved by the region" if approvals[place] else "",
                f"from {home}" if home != region_of[who] else "",
                f"{km:.0f} km apart" if km >= far else "",
            )
            found[who, other] = Backup(rank, other, tuple(filter(None, cautions)))
    return found


def _approvals(row: dict[Any, Any]) -> Iterator[str]:
    """Yield that a pair stands already, or who has to approve it and because of what."""
    if row["kind"] == CONFIRMED:
        yield "Confirmed already."
    if row["approval"]:
        asked = [
            part.removeprefix(APPROVAL) for part in row["reasons"].split("; ") if part.startswith(APPROVAL)
        ]
        yield f"To be approved by the {row['approval']}: {', '.join(asked)}."


def why_sentence(tier: str, reasons: Sequence[str]) -> str:
    """Return one sentence on why two people fit, from the kind of match and the reasons that say more."""
    more = [one for one in reasons if one not in tier and not one.startswith(APPROVAL)]
    said = ": ".join(part for part in (tier, ", ".join(more)) if part)
    return f"{said[:1].upper()}{said[1:]}." if said else ""
