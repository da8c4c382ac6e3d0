"""Where a season has no list: every sentence is read again and tried out on the lists and rules that it is about."""

import re

from hypothesis import assume, given, settings
from oracles import hand
from oracles.changes import NO_LIMIT, group_called, with_bound, with_cell, without_pairs
from oracles.limited_seasons import clashing_seasons
from oracles.milp import least_loosening
from oracles.people import comparable, number
from oracles.problem import problem_of
from oracles.rules import candidates
from oracles.season_limits import groups_of
from oracles.seasons import policy_of, roster_of

from matcher import match
from matcher.roster import InputError

CLASH = re.compile(r"(This cannot be|These cannot all hold): (?P<members>.*?)\.(?: (?P<background>.*)\.)?")
FORBIDDEN = re.compile(r"(?P<pair>.*), but a rule forbids the pair: .+\.")
FIXED = re.compile(r"(?P<mentee>\S+) and (?P<mentor>\S+) (?P<how>agreed on each other|are locked)")
LEAST = re.compile(r"(?P<mentor>\S+) needs at least (?P<amount>\d+) mentees?")
BOUND = re.compile(
    r"(?P<words>'limit \d+'(?: for .+)?) (?P<bound>needs at least|allows at most) (?P<amount>\d+)"
    r"(?: \((?P<stand>\d+) counted already\))?"
)
SEATS = re.compile(r"(?P<mentor>\S+) has (?P<amount>\d+) seats? left")
ASKS = re.compile(r"(?P<mentee>\S+) asks for (?P<amount>\d+) more")
ROOM = re.compile(
    r"(?P<who>[iI]t needs|[tT]ogether they need) (?P<needed>\d+), and there is room for (?P<room>\d+)"
)
KEY = re.compile(r"policy, limits\[(?P<limit>\d+)\]\.(?P<bound>min|max)(?:\.(?P<key>.*))?")
FREE = re.compile(r"set (?P<mentee>\S+) and (?P<mentor>\S+) free")
FEWER = re.compile(r"lower min_mentees of (?P<mentor>\S+) from (?P<now>\d+) to (?P<then>\d+)")
LOWER = re.compile(r"lower (?P<words>'limit \d+'(?: for .+)?) from at least (?P<now>\d+) to (?P<then>\d+)")
RAISE = re.compile(r"raise (?P<words>'limit \d+'(?: for .+)?) from at most (?P<now>\d+) to (?P<then>\d+)")
BOUNDS = {"needs at least": "min", "allows at most": "max"}


def matched(season):
    return match(roster_of(season), policy_of(season), region=season.region)


def has_list(season):
    return matched(season).status == "optimal"


def groups_by_name(season):
    groups = groups_of(season, candidates(season))
    return lambda words: group_called(groups, season.policy, words)


def without_list(season):
    try:
        matching = matched(season)
    except InputError:  # limits that cut through each other
        assume(False)
    assume(matching.status == "infeasible")
    return matching


def conflicts_of(season, matching):
    """Return the members of each clash that is about more than one forbidden pair; all are read, with their sources."""
    return [
        see_members(season, CLASH.fullmatch(clash.sentence), clash.sources)
        for clash in matching.clashes
        if not FORBIDDEN.fullmatch(clash.sentence)
    ]


def forbidden_by(season, matching):
    """Return the fixed pairs that a rule forbids, as they are told, each with its row."""
    found = []
    for clash in matching.clashes:
        if told := FORBIDDEN.fullmatch(clash.sentence):
            [source] = clash.sources
            found.append(see_fixed(season, FIXED.fullmatch(told["pair"]), source)[1])
    return found


def see_members(season, said, sources):
    parts = said["members"].split("; ")
    members = [see_member(season, *both) for both in zip(parts, sources, strict=True)]
    assert len(set(members)) == len(members)
    assert (said[1] == "This cannot be") == (len(members) == 1)
    see_background(season, said["background"])
    return members


def see_member(season, words, source):
    if found := FIXED.fullmatch(words):
        return see_fixed(season, found, source)
    if found := BOUND.fullmatch(words):
        return see_bound(season, found, source)
    found = LEAST.fullmatch(words)
    assert source == place_of("mentors", season.mentors.index(season.mentor[found["mentor"]]))
    assert number(season.mentor[found["mentor"]], "min_mentees") == int(found["amount"])
    return "least", found["mentor"]


def see_fixed(season, found, source):
    pair = found["mentee"], found["mentor"]
    kind = "agreed" if found["how"].startswith("agreed") else "lock"
    assert pair in season.listed_here(kind)
    [row] = [n for n, one in enumerate(season.pairs) if (one["mentee_id"], one["mentor_id"]) == pair]
    assert source == place_of("pairs", row)
    return "fixed", pair


def place_of(table, row):
    """Return where a row stands in a table that begins with its titles."""
    return f"{table}, row {row + 2}"


def see_bound(season, found, source):
    group, bound = groups_by_name(season)(found["words"]), BOUNDS[found["bound"]]
    assert int(found["amount"]) == (group.least if bound == "min" else group.most)
    assert int(found["stand"] or 0) == group.standing
    key = KEY.fullmatch(source.replace('.""', "."))
    assert (int(key["limit"]) - 1, key["bound"]) == (group.limit, bound)
    limit = season.policy["limits"][group.limit]
    assert amount_at(season.policy, limit, bound, key["key"], group.combination) == int(found["amount"])
    return bound, (group.limit, group.combination)


def amount_at(policy, limit, bound, key, combination):
    """Return the number that stands at a key of the policy, after seeing that it is the one for these values."""
    said = limit[bound]
    if not isinstance(said, dict):
        assert key is None
        return said
    columns = [name.partition(".")[2] for name in limit["by"]]
    folded = {
        one: tuple(
            comparable(policy, column, part) for column, part in zip(columns, one.split("|"), strict=True)
        )
        for one in said
        if one != "default"
    }
    assert folded[key] == combination if key != "default" else combination not in folded.values()
    return said[key]


def see_background(season, background):
    problem, mentees, mentors = problem_of(season)
    for part in re.split("; ", background or ""):
        if found := SEATS.fullmatch(part):
            assert problem.capacity[mentors.index(found["mentor"])] == int(found["amount"])
        elif found := ASKS.fullmatch(part):
            assert problem.demand[mentees.index(found["mentee"])] == int(found["amount"])
        elif found := ROOM.fullmatch(part):
            assert int(found["needed"]) > int(found["room"])
        else:
            assert re.fullmatch(r"|and \d+ more such facts", part)


def only(season, members):
    """Return the season in which nothing but these is asked for, beside what stands or is fixed for other regions."""
    asked = {
        kind: {which for one, which in members if one == kind} for kind in ("fixed", "least", "min", "max")
    }
    gone = season.listed_here("agreed", "lock") - asked["fixed"]
    limits = [
        {"name": f"only {place}", "by": limit["by"], **bounds}
        for place, limit in enumerate(season.policy["limits"])
        if (
            bounds := {
                one: table
                for one in ("min", "max")
                if (table := only_bound(season, asked[one], one, place)) is not None
            }
        )
    ]
    rested = season.with_parts(
        mentors=[
            {**row, "min_mentees": row["min_mentees"] if row["mentor_id"] in asked["least"] else ""}
            if "min_mentees" in row
            else row
            for row in season.mentors
        ],
        policy={**season.policy, "limits": limits},
    )
    return without_pairs(rested, gone)


def only_bound(season, asked, bound, place):
    """Return what a limit says if it speaks of these values only; None for nothing."""
    groups = {(one.limit, one.combination): one for one in groups_of(season, candidates(season))}
    named = {
        "|".join(combination): groups[limit, combination].least
        if bound == "min"
        else groups[limit, combination].most
        for limit, combination in asked
        if limit == place
    }
    if not named:
        return None
    return named if season.policy["limits"][place]["by"] else named[""]


def without(season, members):
    """Return the season in which these are not asked for."""
    for kind, which in members:
        if kind == "fixed":
            season = without_pairs(season, {which})
        elif kind == "least":
            season = with_cell(season, "mentors", which, "min_mentees", "")
        else:
            season = with_bound(season, which[0], kind, which[1], 0 if kind == "min" else NO_LIMIT)
    return season


@settings(max_examples=60)
@given(clashing_seasons())
def test_what_is_named_cannot_hold_together_and_leaving_out_any_one_of_it_the_rest_can(season):
    for members in conflicts_of(season, without_list(season)):
        assert not has_list(only(season, members))
        for member in members:
            assert has_list(only(season, [one for one in members if one != member]))


@settings(max_examples=40)
@given(clashing_seasons())
def test_forbidden_pairs_are_all_told_and_without_all_that_is_told_there_is_a_list(season):
    matching = without_list(season)
    forbidden = forbidden_by(season, matching)
    assert sorted(forbidden) == sorted(season.listed_here("agreed", "lock") - set(candidates(season)))
    members = [member for found in conflicts_of(season, matching) for member in found]
    assert len(set(members)) == len(members)
    assert has_list(without(without_pairs(season, set(forbidden)), members))


def loosened(season, words):
    """Return the season in which one thing gives way as it is told, and by how many pairs it does."""
    if found := FREE.fullmatch(words):
        pair = found["mentee"], found["mentor"]
        assert pair in season.listed_here("agreed", "lock")
        return without_pairs(season, {pair}), 1
    if found := FEWER.fullmatch(words):
        assert number(season.mentor[found["mentor"]], "min_mentees") == int(found["now"])
        changed = with_cell(season, "mentors", found["mentor"], "min_mentees", found["then"])
        return changed, int(found["now"]) - int(found["then"])
    bound, found = (
        ("min", LOWER.fullmatch(words)) if words.startswith("lower") else ("max", RAISE.fullmatch(words))
    )
    group, then = groups_by_name(season)(found["words"]), int(found["then"])
    assert int(found["now"]) == (group.least if bound == "min" else group.most)
    changed = with_bound(season, group.limit, bound, group.combination, then)
    return changed, group.least - then if bound == "min" else then - max(group.most, group.standing)


@settings(max_examples=50)
@given(clashing_seasons())
def test_what_would_have_to_give_way_suffices_and_is_the_least(season):
    matching = without_list(season)
    amount, changed = 0, without_pairs(season, set(forbidden_by(season, matching)))
    for words in matching.loosening:
        changed, more = loosened(changed, words)
        assert more > 0
        amount += more
    assert amount == least_loosening(problem_of(season)[0])
    assert has_list(changed)


def test_an_id_is_told_as_it_is_written():
    season = hand.season(
        [hand.mentor("m1"), hand.mentor("M1", capacity="2")],
        [hand.mentee("P1"), hand.mentee("P2")],
        pairs=[("P1", "m1", "lock"), ("P2", "m1", "lock")],
    )
    [clash] = matched(season).clashes
    assert "m1 has 1 seat left" in clash.sentence
    assert "M1" not in clash.sentence


def test_a_minimum_for_who_has_no_value_is_told_with_its_words_and_key():
    limits = [{"name": "limit 0", "by": ["mentee.district"], "min": {"": 1, "OAK Hill": 1}}]
    season = hand.season([hand.mentor("M1")], [hand.mentee("P1", district="Elm")], hand.policy(limits=limits))
    told = {clash.sentence.split(" needs")[0]: clash.sources for clash in matched(season).clashes}
    assert told == {
        "This cannot be: 'limit 0' for unknown": ('policy, limits[1].min.""',),
        "This cannot be: 'limit 0' for OAK Hill": ("policy, limits[1].min.OAK Hill",),
    }


def test_a_limit_that_is_exceeded_already_is_raised_above_what_stands():
    """Two things ask for one pair more, so that it is less to raise the limit than to let both go."""
    season = hand.season(
        [hand.mentor("M1", min_mentees="1"), hand.mentor("M2"), hand.mentor("M3")],
        [hand.mentee("P1"), hand.mentee("P2"), hand.mentee("P3")],
        hand.policy(limits=[{"name": "limit 0", "by": [], "max": 1}]),
        pairs=[("P1", "M1", "lock"), ("P2", "M2", "confirmed"), ("P3", "M3", "confirmed")],
    )
    [words] = matched(season).loosening
    assert words == "raise 'limit 0' from at most 1 to 3"
    changed, amount = loosened(season, words)
    assert amount == 1
    assert has_list(changed)
