"""Who may be paired with whom, in which kind of match, and what needs an approval."""

from oracles.people import cell, fold_code, fold_text, has, number, values


def is_of(region, row):
    return fold_code(cell(row, "region")) == fold_code(region)


def is_lent_to(policy, region, row):
    return bool(region) and fold_code(region) in values(policy, row, "lent_to")


def mentee_faults(policy, row, region=""):
    """Return the names of the rules that keep a mentee from being served."""
    rules = policy.get("mentees", {})
    faults = ["region"] if region and not is_of(region, row) else []
    if cell(row, "wants_mentor") == "no":
        faults.append("wishes")
    if "membership" in rules and cell(row, "membership") not in rules["membership"]:
        faults.append("membership")
    if "category" in rules and cell(row, "category") not in rules["category"]:
        faults.append("category")
    any_of = rules.get("any_of", {})
    if any_of and not any(has(policy, row, column, wanted) for column, wanted in any_of.items()):
        faults.append("who is served")
    return faults


def mentor_faults(policy, row, region=""):
    """Return the names of the rules that keep a mentor from serving."""
    rules = policy.get("mentors", {})
    starts, ends = (policy["program"][day].isoformat() for day in ("starts", "ends"))
    faults = ["region"] if region and not is_of(region, row) and not is_lent_to(policy, region, row) else []
    faults += [
        column
        for column in ("membership", "training")
        if column in rules and cell(row, column) not in rules[column]
    ]
    if cell(row, "available_from") and cell(row, "available_from") > starts:
        faults.append("available from")
    if cell(row, "available_until") and cell(row, "available_until") < ends:
        faults.append("available until")
    day = {"at_start": starts, "through_season": ends, "any": ""}[rules.get("certified", "any")]
    if day and cell(row, "training") == "certified" and cell(row, "certified_until") < day:
        faults.append("certificate")
    if seats(policy, row) == 0:
        faults.append("no seats")
    return faults


def seats(policy, row):
    """Return a mentor's seats: what they offer or the default, lowered to the most that the rules allow."""
    rules = policy.get("mentors", {})
    offered = number(row, "capacity")
    given = rules.get("default_capacity", 1) if offered is None else int(offered)
    return min(given, rules["max_capacity"]) if "max_capacity" in rules else given


def same_person(mentee, mentor):
    def equal(column):
        one, other = fold_text(cell(mentee, column)), fold_text(cell(mentor, column))
        return one != "" and one == other

    return equal("email") or (equal("name") and equal("district"))


def pair_faults(season, mentee_id, mentor_id):
    """Return the names of the restrictions that forbid a pair, whatever the kind of match."""
    policy, mentee, mentor = season.policy, season.mentee[mentee_id], season.mentor[mentor_id]
    rules = policy.get("conflicts", {})
    faults = []
    if same_person(mentee, mentor):
        faults.append("the same person")
    for column in rules.get("same", []):
        compared = column
        if column == "district" and cell(mentee, "district_id") and cell(mentor, "district_id"):
            compared = "district_id"
        if values(policy, mentee, compared) & values(policy, mentor, compared):
            faults.append(f"the same {column.replace('_', ' ')}")
    hard = any(
        (row["mentee_id"], row["mentor_id"]) == (mentee_id, mentor_id)
        and row["kind"] not in rules.get("ask", [])
        for row in season.conflicts
    )
    if hard or avoid_each_other(policy, mentee, mentor):
        faults.append("a confidential restriction")
    if (mentee_id, mentor_id) in season.listed("continuing"):
        faults.append("they go on together informally")
    if (mentee_id, mentor_id) in season.listed("block"):
        faults.append("the pair is blocked")
    if (mentee_id, mentor_id) in season.listed("ended"):
        faults.append("the pair has ended")
    return faults


def avoid_each_other(policy, mentee, mentor):
    if mentor["mentor_id"] in values(policy, mentee, "avoided_mentors"):
        return True
    if mentee["mentee_id"] in values(policy, mentor, "avoided_mentees"):
        return True
    for one, other in ((mentee, mentor), (mentor, mentee)):
        employers = values(policy, other, "district") | values(policy, other, "district_id")
        if values(policy, one, "avoided_districts") & employers:
            return True
    return False


def fits_tier(season, tier, mentee_id, mentor_id):
    policy, mentee, mentor = season.policy, season.mentee[mentee_id], season.mentor[mentor_id]
    if is_lent_to(policy, season.region, mentor):
        mentor = {**mentor, "other_regions": "yes"}
    for column in tier.get("same", []):
        if not values(policy, mentee, column) & values(policy, mentor, column):
            return False
    practised = tier.get("experienced_in")
    if practised and not values(policy, mentee, practised) & values(policy, mentor, "experience"):
        return False
    if not all(has(policy, mentor, column, wanted) for column, wanted in tier.get("mentor", {}).items()):
        return False
    if not all(has(policy, mentee, column, wanted) for column, wanted in tier.get("mentee", {}).items()):
        return False
    return not tier.get("agreed", False) or (mentee_id, mentor_id) in season.listed("agreed")


def tier_of(season, mentee_id, mentor_id):
    """Return the place of the first kind of match that a pair fits, or None; who agreed needs none (-1)."""
    for place, tier in enumerate(season.policy["tiers"]):
        if fits_tier(season, tier, mentee_id, mentor_id):
            return place
    return -1 if (mentee_id, mentor_id) in season.listed("agreed") else None


def candidates(season):
    """Return {(mentee_id, mentor_id): tier} of every possible pair; confirmed pairs stand already and are none."""
    found = {}
    policy, region = season.policy, season.region
    mentors = [one for one, row in season.mentor.items() if not mentor_faults(policy, row, region)]
    for mentee_id, mentee in season.mentee.items():
        if mentee_faults(policy, mentee, region):
            continue
        for mentor_id in mentors:
            tier = tier_of(season, mentee_id, mentor_id)
            if tier is None or (mentee_id, mentor_id) in season.listed("confirmed"):
                continue
            if not pair_faults(season, mentee_id, mentor_id):
                found[mentee_id, mentor_id] = tier
    return found


def needs_approval(season, mentee_id, mentor_id, tier):
    ask = season.policy.get("conflicts", {}).get("ask", [])
    asked = any(
        (row["mentee_id"], row["mentor_id"]) == (mentee_id, mentor_id) and row["kind"] in ask
        for row in season.conflicts
    )
    return asked or (tier >= 0 and "approval" in season.policy["tiers"][tier])


def tier_cost(policy, tier):
    return 0 if tier < 0 else policy["tiers"][tier].get("cost", tier)
