"""What a program can change: a cell of the lists, a number of a limit, a fixed pair."""

from copy import deepcopy

from oracles.people import comparable

NO_LIMIT = 1_000_000


def with_cell(season, table, one, column, value):
    name = f"{table.removesuffix('s')}_id"
    rows = [{**row, column: str(value)} if row[name] == one else row for row in getattr(season, table)]
    return season.with_parts(**{table: rows})


def with_policy(season, change):
    policy = deepcopy(season.policy)
    change(policy)
    return season.with_parts(policy=policy)


def without_pairs(season, gone):
    kept = [row for row in season.pairs if (row["mentee_id"], row["mentor_id"]) not in gone]
    return season.with_parts(pairs=kept)


def with_bound(season, limit, bound, combination, amount):
    """Return the season in which a limit says another number ("min" or "max") for one combination of values.

    Parameters
    ----------
    limit
        Its place among the limits of the policy.
    combination
        Values as they are compared, one for each column of the limit.
    """

    def change(policy):
        rule = policy["limits"][limit]
        if not rule["by"]:
            rule[bound] = amount
            return
        said = rule.get(bound, {})
        said = said if isinstance(said, dict) else {"default": said}
        others = {key: number for key, number in said.items() if _folded(policy, rule, key) != combination}
        rule[bound] = {**others, "|".join(combination): amount}

    return with_policy(season, change)


def _folded(policy, rule, key):
    if key == "default":
        return None
    columns = [name.partition(".")[2] for name in rule["by"]]
    return tuple(comparable(policy, name, part) for name, part in zip(columns, key.split("|"), strict=True))


def group_called(groups, policy, words):
    """Return the group that a sentence calls "'one from each district' for M1 / Oak"."""
    for group in groups:
        rule = policy["limits"][group.limit]
        columns = [name.partition(".")[2] for name in rule["by"]]
        start = f"'{rule['name']}'"
        if not columns and words == start:
            return group
        parts = words.removeprefix(f"{start} for ").split(" / ")
        if words.startswith(f"{start} for ") and len(parts) == len(columns):
            known = ["" if part == "unknown" else part for part in parts]
            folded = tuple(comparable(policy, name, part) for name, part in zip(columns, known, strict=True))
            if folded == group.combination:
                return group
    raise AssertionError(f"there is no group {words}")
