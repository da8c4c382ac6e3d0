"""`rematch(earlier, …) -> Rematch`: the list again, with the fewest changes, and why each of them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd

from matcher.matching import OPTIMAL, Matching, match
from matcher.policy import Policy
from matcher.rematching.answer import FEWER, LEFT, LOST, MORE, MOVED, NEW, REPLACED, Rematch
from matcher.rematching.chains import Chain, chains_between
from matcher.rematching.differences import OTHER_RULES, people_words
from matcher.rematching.facts import Facts
from matcher.rematching.headline import headline
from matcher.rematching.season import SeasonNow, season_now
from matcher.rematching.staying import Staying, staying, staying_table
from matcher.rematching.stories import Call, story, why
from matcher.results import moves_between
from matcher.roster import Roster
from matcher.scenarios.what_if import (
    FEWEST,
    Changes,
    both_counts,
    both_kinds,
    called,
    names_in,
    refuse_nonsense,
    unable,
)
from matcher.solving.levels import FIRST_COME

NO_LIST = "No list keeps all fixed pairs, minimums and limits."
IN_ORDER = (
    "These rules serve requests in their order before they keep pairs, so that somebody whose request came earlier can have the "
    "place of somebody who came later. Where all earlier pairs are to stand, confirm them (--confirmed)."
)
CHANGES = ["mentee_id", "before", "after", "change", "why", "staying"]


def rematch(
    earlier: Matching,
    *,
    roster: Roster | None = None,
    policy: Policy | None = None,
    seats: Mapping[str, int] | None = None,
    mentors: Sequence[Mapping[str, Any]] = (),
    mentees: Sequence[Mapping[str, Any]] = (),
    withdrawn: Sequence[str] = (),
    locked: Sequence[tuple[str, str]] = (),
    blocked: Sequence[tuple[str, str]] = (),
    at: date | datetime | None = None,
    confirmed: bool = False,
) -> Rematch:
    """Return the list after something happened: the best one with the fewest changes, who moves, and why.

    The pairs of the earlier list are proposed, and as many as possible are kept, as soon as serving people is settled.

    Parameters
    ----------
    earlier
        The earlier list, of `match` or `read_result`. Its region is served.
    roster, policy
        The lists and rules as they are now; left out, they are as they were. Who is on the lists no more has left.
    seats
        By the mentor's id: so many seats more, or fewer where it is below 0.
    mentors, mentees
        People more, each with the columns that are known; an id and a name are made up where they are left out.
    withdrawn
        Ids of mentors and mentees who do not take part any more; their pairs end.
    locked, blocked
        Pairs of mentee and mentor that must, and must not, be on the list; a fixed pair that is blocked ends.
    at
        The moment of matching, as `match` has it; left out, that of the earlier list.
    confirmed
        Whether every earlier pair that can still be stands as a confirmed one, so that only open seats are filled.

    Raises
    ------
    InputError
        With everything that is wrong with the changes, each under the name of the parameter.
    InfeasibleError
        There is no earlier list.
    """
    changes = Changes(
        seats=seats or {},
        mentors=mentors,
        mentees=mentees,
        withdrawn=[withdrawn] if isinstance(withdrawn, str) else withdrawn,
        locked=locked,
        blocked=blocked,
    )
    refuse_nonsense(changes)
    rules = earlier.prepared.rules
    if at is None and rules.at:
        at = datetime.fromisoformat(rules.at)
    season = season_now(earlier.listing, roster, policy, changes, at=at, confirmed=confirmed)
    matching = match(season.roster, season.policy, region=rules.region, at=at, earlier=earlier)
    happened = (*season.happened, *_differences(earlier, matching, season, policy))
    if matching.status != OPTIMAL:
        return _without_list(matching, happened, season)
    return _told(earlier, matching, season, happened)


def _differences(
    earlier: Matching, matching: Matching, season: SeasonNow, policy: Policy | None
) -> list[str]:
    """Return what is otherwise and was not asked for by the changes: of lists and rules as they are now."""
    said = {*season.withdrawn, *season.changes.seats, *season.added}
    found = list(people_words(earlier.prepared, matching.prepared, said))
    if policy is not None and _without_keeping(policy) != _without_keeping(earlier.policy):
        found.append(OTHER_RULES)
    return found


def _without_keeping(policy: Policy) -> dict[str, Any]:
    """Return the rules without the goal that every rematch has."""
    rules = policy.canonical()
    order = [one for one in policy.objectives.order if one != FEWEST]
    return {**rules, "objectives": {**rules["objectives"], "order": order}}


def _without_list(matching: Matching, happened: tuple[str, ...], season: SeasonNow) -> Rematch:
    nothing = pd.DataFrame()
    return Rematch(
        matching.status, happened, NO_LIST, pd.DataFrame(columns=CHANGES), nothing, nothing, nothing, nothing, nothing,
        nothing, (), season.remarks, {"mentees": {}, "mentors": {}}, matching,
    )  # fmt: skip


def _told(earlier: Matching, matching: Matching, season: SeasonNow, happened: tuple[str, ...]) -> Rematch:
    before, after = earlier.listing, matching.listing
    facts = Facts(before, after, season)
    chains = chains_between(*facts.pairs, facts.ended)
    prices = staying(matching, facts)
    waiting = matching.unserved[matching.unserved["cause"] != "not_eligible"].reset_index(drop=True)
    moves = moves_between(before, after)
    names = names_in(moves, [earlier.roster, matching.roster])
    told = staying_table(prices, by_id)
    names["mentees"] |= after.names_in("mentees", waiting["mentee_id"], told["instead"], told["without"])

    def by_name(table: str, one: str) -> str:
        return called(names[table], one)

    changes = _changes(moves, chains, prices, facts)
    kept = len(facts.pairs[0] & facts.pairs[1])
    return Rematch(
        status=matching.status,
        happened=happened,
        sentence=headline(changes, kept, len(facts.pairs[0]), by_name),
        changes=changes,
        chains=_chains_table(chains),
        prices=told,
        waiting=waiting,
        counts=both_counts(before, after),
        kinds=both_kinds(before, after),
        goals=pd.DataFrame(
            [(one.name, one.words, one.value) for one in matching.levels if one.name != "tie_break"],
            columns=["goal", "words", "value"],
        ),
        stories=tuple(_stories(chains, prices, facts, by_name)),
        remarks=tuple(_remarks(matching, season, prices)),
        names=names,
        matching=matching,
    )


def by_id(_: str, one: str) -> str:
    """Return what somebody is called in tables: the id."""
    return one


def _changes(
    moves: pd.DataFrame, chains: Sequence[Chain], prices: Sequence[Staying], facts: Facts
) -> pd.DataFrame:
    """Return everybody who has others than before, and why."""
    reasons: dict[str, list[str]] = {}
    for chain in chains:
        for place, step in enumerate(chain.steps):
            reasons.setdefault(step.mentee, []).append(why(chain, place, facts, by_id))
    cost: dict[str, list[str]] = {}
    for one in prices:
        cost.setdefault(one.mentee, []).append(one.said(by_id))
    rows = [
        (
            row["mentee_id"],
            row["before"],
            row["after"],
            _kind(str(row["mentee_id"]), row["before"].split(";"), row["after"].split(";"), facts),
            " ".join(dict.fromkeys(reasons[row["mentee_id"]])),
            " ".join(cost.get(row["mentee_id"], [])),
        )
        for row in moves.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=CHANGES, dtype=object)


def _kind(mentee: str, before: Sequence[str], after: Sequence[str], facts: Facts) -> str:
    had, has = {one for one in before if one}, {one for one in after if one}
    if not has:
        return LEFT if facts.gone("mentees", mentee) else LOST
    if not had:
        return NEW
    if len(had) != len(has):
        return FEWER if len(has) < len(had) else MORE
    given_up = {(mentee, one) for one in had - has}
    return REPLACED if given_up <= facts.ended else MOVED


def _chains_table(chains: Sequence[Chain]) -> pd.DataFrame:
    rows = [
        (number, place, step.mentee, step.before, step.after)
        for number, chain in enumerate(chains, 1)
        for place, step in enumerate(chain.steps, 1)
    ]
    return pd.DataFrame(rows, columns=["chain", "step", "mentee_id", "before", "after"])


def _stories(
    chains: Sequence[Chain], prices: Sequence[Staying], facts: Facts, call: Call
) -> list[tuple[str, ...]]:
    """Return each chain as a sentence, with what staying would cost its people."""
    cost = {(one.mentee, one.mentor): one.said(call) for one in prices}
    found = []
    for chain in chains:
        own = [(step.mentee, step.before) for step in chain.steps]
        found.append((story(chain, facts, call), *(cost[pair] for pair in own if pair in cost)))
    return found


def _remarks(matching: Matching, season: SeasonNow, prices: Sequence[Staying]) -> list[str]:
    found = [*season.remarks, *unable(matching.prepared, season.changes, season.listed)]
    if season.stand is not None:
        pairs = "1 earlier pair stands" if season.stand == 1 else f"{season.stand} earlier pairs stand"
        found.append(f"{pairs} as confirmed.")
    elif any(one.goal == FIRST_COME for one in prices):
        found.append(IN_ORDER)
    return found
