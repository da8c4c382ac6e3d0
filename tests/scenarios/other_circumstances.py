"""Changes as `Matching.what_if` takes them, each with the rows and rules that somebody would write for it."""

import random

from oracles.rules import seats
from oracles.seasons import without_nothing

ENDING = ("confirmed", "agreed", "lock", "proposed")
DEFAULT_WEIGHTS = {
    "preference": 0.25,
    "needs": 0.25,
    "context": 0.2,
    "style": 0.15,
    "proximity": 0.1,
    "years": 0.05,
}


def seat(season, dice):
    row = dice.choice(season.mentors)
    given = seats(season.policy, row)
    more = dice.choice([one for one in (-2, -1, 1, 1, 2) if given + one >= 0])
    changed = [{**one, "capacity": str(given + more)} if one is row else one for one in season.mentors]
    return {"seats": {row["mentor_id"]: more}}, season.with_parts(mentors=changed)


def mentor_gone(season, dice):
    one = dice.choice(season.mentors)["mentor_id"]
    return {"withdrawn": [one]}, without_mentor(season, one)


def without_mentor(season, one):
    gone = {"capacity": "0", "min_mentees": "0"}
    mentors = [{**row, **gone} if row["mentor_id"] == one else row for row in season.mentors]
    return without_pairs(season, "mentor_id", one).with_parts(mentors=mentors)


def mentee_gone(season, dice):
    one = dice.choice(season.mentees)["mentee_id"]
    mentees = [{**row, "wants_mentor": "no"} if row["mentee_id"] == one else row for row in season.mentees]
    return {"withdrawn": [one]}, without_pairs(season, "mentee_id", one).with_parts(mentees=mentees)


def without_pairs(season, column, one):
    kept = [row for row in season.pairs if row[column] != one or row["kind"] not in ENDING]
    return season.with_parts(pairs=kept)


def mentor_more(season, dice):
    row = {
        "region": dice.choice(["North", "south", "West"]),
        "component_group": dice.choice(["high", "middle", "high;middle"]),
        **without_nothing(
            {
                "capacity": dice.choice([None, None, "2"]),
                "other_regions": dice.choice([None, "yes"]),
                "strengths": dice.choice([None, "t1;t2"]),
                "district": dice.choice([None, "Oak"]),
                "training": dice.choice([None, "certified"]),
                "style_1": dice.choice([None, "4"]),
            }
        ),
    }
    more = {"mentor_id": "NEW-1", "name": "New mentor", **row}
    return {"mentors": [row]}, season.with_parts(mentors=[*season.mentors, more])


def mentee_more(season, dice):
    row = {
        "region": dice.choice(["North", "South"]),
        "component_group": "high",
        "requested_at": "2026-07-01T12:00",
    }
    row |= without_nothing({"mentors_needed": dice.choice([None, "2"]), "needs": dice.choice([None, "t1"])})
    more = {"mentee_id": "NEW-1", "name": "New mentee", **row}
    return {"mentees": [row]}, season.with_parts(mentees=[*season.mentees, more])


def limit_lifted(season, dice):
    limits = season.policy["limits"]
    if not limits:
        return None
    gone = dice.choice(limits)["name"]
    kept = [one for one in limits if one["name"] != gone]
    return {"lifted": [gone]}, season.with_parts(policy={**season.policy, "limits": kept})


def limit_more(season, dice):
    more = {"by": dice.choice([[], ["mentee.region"], ["mentor.region"]]), "max": dice.randint(0, 3)}
    limits = [*season.policy["limits"], {"name": "added limit", **more}]
    return {"limits": [more]}, season.with_parts(policy={**season.policy, "limits": limits})


def same_lifted(season, dice):
    same = season.policy["conflicts"]["same"]
    if not same:
        return None
    gone = dice.choice(same)
    conflicts = {**season.policy["conflicts"], "same": [one for one in same if one != gone]}
    return {"lifted": [gone]}, season.with_parts(policy={**season.policy, "conflicts": conflicts})


def kind_lifted(season, dice):
    tiers = season.policy["tiers"]
    if len(tiers) == 1:
        return None
    gone = dice.choice(tiers)["name"]
    costs = [{"cost": place, **one} for place, one in enumerate(tiers)]
    kept = [one for one in costs if one["name"] != gone]
    return {"lifted": [gone]}, season.with_parts(policy={**season.policy, "tiers": kept})


def least_lifted(season, dice):
    mentors = [{**row, "min_mentees": "0"} for row in season.mentors]
    return {"lifted": ["min_mentees"]}, season.with_parts(mentors=mentors)


def days_lifted(season, dice):
    mentors = [{**row, "available_until": ""} for row in season.mentors]
    return {"lifted": ["available until"]}, season.with_parts(mentors=mentors)


def weight(season, dice):
    name, value = dice.choice(list(DEFAULT_WEIGHTS)), dice.choice([0.5, 2])
    weights = {**season.policy.get("compatibility", DEFAULT_WEIGHTS), name: value}
    return {"weights": {name: value}}, season.with_parts(policy={**season.policy, "compatibility": weights})


def other_goals(season, dice):
    order = dice.choice(
        [["served", "compatibility"], ["served", "balance", "tiers"], ["served", "tiers", "worst_off"]]
    )
    changed = season.with_parts(policy={**season.policy, "objectives": {"order": order}})
    return {"rules": {"objectives": {"order": order}}}, changed


def fewer_seats_allowed(season, dice):
    mentors = {**season.policy["mentors"], "default_capacity": 1, "max_capacity": 1}
    changes = {"mentors": {"default_capacity": 1, "max_capacity": 1}}
    return {"rules": changes}, season.with_parts(policy={**season.policy, "mentors": mentors})


def fixed(season, dice):
    kind = dice.choice(["lock", "block"])
    listed = {(row["mentee_id"], row["mentor_id"]): row["kind"] for row in season.pairs}
    free = [
        (mentee, mentor)
        for mentee in sorted(season.mentee)
        for mentor in sorted(season.mentor)
        if listed.get((mentee, mentor), "proposed") == "proposed"
    ]
    if not free:
        return None
    pair = dice.choice(free)
    kept = [row for row in season.pairs if (row["mentee_id"], row["mentor_id"]) != pair]
    row = {"mentee_id": pair[0], "mentor_id": pair[1], "kind": kind}
    return {f"{kind}ed": [pair]}, season.with_parts(pairs=[*kept, row])


PEOPLE = [seat, seat, mentor_gone, mentor_gone, mentee_gone, mentor_more, mentee_more, fixed]
RULES = [limit_lifted, limit_more, same_lifted, kind_lifted, least_lifted, days_lifted, fewer_seats_allowed]
GOALS = [weight, other_goals]


def some_changes(season, number):
    """Return the arguments of one scenario, of one kind or two, and the season as somebody would write it."""
    dice = random.Random(f"{number} {len(season.mentors)} {len(season.pairs)}")
    rules, people = dice.choice(RULES + GOALS), dice.choice(PEOPLE)
    chosen = dice.choice([[people], [people], [rules], [rules, people]])
    arguments = {}
    for change in chosen:
        made = change(season, dice)
        if made is not None:
            arguments |= made[0]
            season = made[1]
    return arguments, season


def keeping(season, pairs):
    """Return the season in which as many of these pairs as possible are kept, as soon as serving is settled."""
    order = [one for one in season.policy["objectives"]["order"] if one != "fewest_changes"]
    place = after_serving(order)
    said = season.policy["objectives"]["order"]
    if "fewest_changes" in said and said.index("fewest_changes") <= place:
        order = said
    else:
        order = [*order[:place], "fewest_changes", *order[place:]]
    rows = [row for row in season.pairs if row["kind"] != "proposed"]
    listed = {(row["mentee_id"], row["mentor_id"]) for row in rows}
    proposed = [
        {"mentee_id": mentee, "mentor_id": mentor, "kind": "proposed"}
        for mentee, mentor in pairs
        if (mentee, mentor) not in listed
    ]
    policy = {**season.policy, "objectives": {"order": order}}
    return season.with_parts(pairs=[*rows, *proposed], policy=policy)


def after_serving(order):
    if "tiers" in order:
        order = order[: order.index("tiers")]
    place = 0
    for count, one in enumerate(order, 1):
        if one in ("served", "first_come"):
            place = count
    return place + (order[place : place + 1] == ["home"])
