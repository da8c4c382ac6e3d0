"""What a reader of the list should know: what was lowered, is due, stands against the rules, or has no weight."""

import numpy as np

from matcher.eligibility import renewals_due
from matcher.eligibility.limits import BY_REGION
from matcher.eligibility.standing import seats as seats_given
from matcher.preparation import PROPOSED, Prepared, unused
from matcher.roster import numbers, texts
from matcher.solving.levels import FIRST_COME

MOST_IN_WORKBOOK = 10_000
"""With more rows of people than this there is no workbook: nobody goes through them by hand."""


def notices(prepared: Prepared) -> list[str]:
    """Return what was lowered, is due, stands against the rules, or has no weight."""
    return [
        *_lowered(prepared),
        *_renewals(prepared),
        *_confirmed_against_rules(prepared),
        *_proposed(prepared),
        *_resting(prepared),
        *_elsewhere(prepared),
        *unused(prepared.roster, prepared.rules.region),
        *_without_workbook(prepared),
    ]


def fits_workbook(prepared: Prepared) -> bool:
    """Whether the people are few enough for a workbook."""
    mentees, mentors = prepared.rules.here
    rows = np.maximum(prepared.needed, 1)[mentees].sum() + len(prepared.confirmed_here[0]) + mentors.sum()
    return int(rows) <= MOST_IN_WORKBOOK


def _without_workbook(prepared: Prepared) -> list[str]:
    if fits_workbook(prepared):
        return []
    return ["There is no matching.xlsx for so many people; assignments.csv can be reviewed instead."]


def _lowered(prepared: Prepared) -> list[str]:
    capacity = numbers(prepared.roster.mentors, "capacity")
    mentors, most = texts(prepared.roster.mentors, "mentor_id"), prepared.policy.mentors.max_capacity
    return [
        f"{mentors[place]} offers {capacity[place]:.0f} seats; the rules allow {most}."
        for place in np.flatnonzero(
            (capacity > seats_given(prepared.roster, prepared.policy)) & prepared.rules.here[1]
        )
    ]


def _renewals(prepared: Prepared) -> list[str]:
    mentors = texts(prepared.roster.mentors, "mentor_id")
    until = prepared.roster.mentors["certified_until"].to_numpy().astype("datetime64[D]")
    return [
        f"{mentors[place]}'s certificate ends on {until[place]}, during the season; a renewal is due."
        for place in renewals_due(prepared.roster, prepared.policy)
        if prepared.rules.here[1][place]
    ]


def _confirmed_against_rules(prepared: Prepared) -> list[str]:
    """Return every rule that the confirmed pairs break: those on the pair, seats, and how many are needed."""
    rules, (mentee, mentor) = prepared.rules, prepared.confirmed_here
    mentors, mentees = (
        texts(prepared.roster.mentors, "mentor_id"),
        texts(prepared.roster.mentees, "mentee_id"),
    )
    found = []
    for one, other in zip(mentee.tolist(), mentor.tolist(), strict=True):
        broken = rules.broken_by(one, other)
        if broken:
            found.append(
                f"{mentees[one]} and {mentors[other]} are confirmed and stand, although a rule is against it: {'; '.join(broken)}."
            )
    given = seats_given(prepared.roster, prepared.policy)
    count = np.bincount(prepared.confirmed[1], minlength=len(given))
    for one in np.flatnonzero((count > given) & rules.here[1]):
        seats = f"{given[one]} seat{'' if given[one] == 1 else 's'}"
        found.append(f"{mentors[one]} has {count[one]} confirmed pairs, and {seats} by the rules.")
    elsewhere = " or fixed for another region" if rules.region else ""
    found += [
        f"{'1 pair is' if group.standing == 1 else f'{group.standing} pairs are'} confirmed{elsewhere}, "
        f"against the limit {group.words}: at most {group.most}."
        for group in prepared.limits.groups
        if group.most is not None and group.standing > group.most
    ]
    wanted = numbers(prepared.roster.mentees, "mentors_needed").astype(np.int64)
    count = prepared.instance.seats_before
    for one in np.flatnonzero((count > wanted) & rules.here[0]):
        found.append(f"{mentees[one]} has {count[one]} confirmed mentors, and needs {wanted[one]}.")
    return found


def _proposed(prepared: Prepared) -> list[str]:
    """Return that proposed pairs are given no preference, or which of them no list can keep."""
    mentee, mentor = prepared.rules.listed(PROPOSED)
    if not len(mentee):
        return []
    if "fewest_changes" not in prepared.levels:
        pairs = "1 proposed pair was" if len(mentee) == 1 else f"{len(mentee)} proposed pairs were"
        return [f"{pairs} given no preference; these rules do not ask for it."]
    mentors, mentees = (
        texts(prepared.roster.mentors, "mentor_id"),
        texts(prepared.roster.mentees, "mentee_id"),
    )
    lost = (prepared.candidates.find(mentee, mentor) < 0) & prepared.rules.here[0][mentee]
    return [
        f"Proposed pair {mentees[one]} and {mentors[other]} cannot be kept: "
        f"{'; '.join(prepared.rules.broken_by(one, other))}."
        for one, other in zip(mentee[lost].tolist(), mentor[lost].tolist(), strict=True)
    ]


def _resting(prepared: Prepared) -> list[str]:
    """Return which minimums one region alone cannot keep, and does not try to."""
    if not prepared.rules.region:
        return []
    return [
        f"The minimum of '{limit.name}' is about all regions together and was not asked of this one."
        for limit in prepared.policy.limits
        if limit.min is not None and not set(limit.by) & set(BY_REGION)
    ]


def _elsewhere(prepared: Prepared) -> list[str]:
    """Return how many fixed pairs are for the lists of other regions, so that nobody misses them in this one."""
    count = len(prepared.rules.elsewhere[0])
    if not count:
        return []
    pairs = "1 pair that is" if count == 1 else f"{count} pairs that are"
    return [
        f"{pairs} agreed or locked with mentees of other regions: not in this list, but the seats are kept."
    ]


def urgent_notices(prepared: Prepared) -> list[str]:
    """Return who goes first and why, or that it changes nothing; for the coordinator only."""
    mentees, reasons = (texts(prepared.roster.mentees, name) for name in ("mentee_id", "urgent_reason"))
    urgent = texts(prepared.roster.mentees, "urgent") == "yes"
    in_order = FIRST_COME in prepared.levels
    says = "goes first" if in_order else "is urgent, which changes nothing under these rules"
    return [
        f"{mentees[place]} {says}: {reasons[place]}"
        for place in np.flatnonzero(urgent & prepared.rules.mentees.eligible)
    ]
