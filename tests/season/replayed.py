"""Seasons drawn to be replayed, and what their pairs are by id."""

import datetime

from hypothesis import assume
from hypothesis import strategies as st
from oracles.limited_seasons import goal_orders, limited_seasons
from oracles.seasons import policy_of, roster_of

from matcher import MatcherError
from matcher.season.planning import plan_season

ENDS = datetime.date(2027, 5, 31)
in_order = goal_orders.map(lambda order: ["first_come", *(one for one in order if one != "first_come")])
holds = st.fixed_dictionaries(
    {
        "name": st.just("for later"),
        "by": st.sampled_from(["region", "region", "component_group"]),
        "share": st.sampled_from([0.2, 0.5, 0.75]),
        "until": st.sampled_from([datetime.date(2026, 7, 2), datetime.date(2026, 8, 16), datetime.date(2027, 9, 1)]),
    }
)  # fmt: skip


@st.composite
def seasons_to_replay(draw, held=True):
    """Draw a season without minimums, whose confirmed pairs are of people who had asked before the first batch."""
    season = draw(limited_seasons(order=in_order, with_region=False, loose=True))
    first = {row["mentee_id"] for row in season.mentees if row["requested_at"] < "2026-07-01"}
    kept = [row for row in season.pairs if row["kind"] != "confirmed" or row["mentee_id"] in first]
    limits = [
        {key: value for key, value in one.items() if key != "min"} for one in season.policy.get("limits", [])
    ]
    policy = {**season.policy, "limits": [one for one in limits if "max" in one]}
    policy["held_back"] = draw(st.lists(holds, max_size=1)) if held else []
    return season.with_parts(pairs=kept, policy=policy)


def planned(season):
    """Return the plan of a season, and the ids of each possible pair; limits that cut each other are passed over."""
    roster = roster_of(season)
    prepared, plan = nesting(lambda: plan_season(roster, policy_of(season), {0.0: []}))
    mentees, mentors = (roster.table(table)[f"{table[:-1]}_id"] for table in ("mentees", "mentors"))
    candidates = prepared.candidates
    pairs = [
        (mentees[one], mentors[other])
        for one, other in zip(candidates.mentee, candidates.mentor, strict=True)
    ]
    return plan, pairs


def nesting(ask):
    """Return what is asked; a season whose limits cut through each other is passed over."""
    try:
        return ask()
    except MatcherError as error:
        assume("cut through each other" not in str(error) and "names columns of both sides" not in str(error))
        raise
