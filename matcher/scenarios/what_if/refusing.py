"""Changes that cannot be meant: things of another kind than is asked for, and changes that contradict each other."""

from collections.abc import Iterator, Mapping

from matcher.roster import InputError, Problem
from matcher.scenarios.what_if.changes import Changes

MAPPINGS = {
    "seats": "Say by the mentor's id how many seats more: {'M00044': 1}.",
    "rules": "Say what differs of the rules, as in a policy: {'mentors': {'max_capacity': 2}}.",
    "weights": "Say by fact what it weighs: {'needs': 0.4}.",
}
ROWS = {
    "mentors": "Give a list of people: [{'region': 'MASA-3', 'component_group': 'curriculum'}].",
    "mentees": "Give a list of people: [{'region': 'MASA-3', 'component_group': 'curriculum'}].",
    "limits": "Give a list of limits: [{'by': ['mentee.region'], 'max': 12}].",
}
LISTS = {"withdrawn": "Give a list of ids.", "lifted": "Give a list of names of rules."}
PAIRS = dict.fromkeys(
    ("locked", "blocked"), "Give a list of pairs, the mentee first: [('P00012', 'M00044')]."
)


def refuse_nonsense(changes: Changes) -> None:
    """Refuse changes that cannot be meant.

    Raises
    ------
    InputError
        With all of them, each under the name of the change.
    """
    found = list(_kinds(changes))
    if not found:
        found = list(_contradictions(changes))
    if found:
        raise InputError(found)


def _kinds(changes: Changes) -> Iterator[Problem]:
    for names, is_right in ((MAPPINGS, _is_mapping), (ROWS, _is_rows), (LISTS, _is_list), (PAIRS, _is_pairs)):
        for name, hint in names.items():
            value = getattr(changes, name)
            if not is_right(value):
                yield Problem(
                    "error", name, None, "", str(value), "This is not what can be asked for here.", hint
                )


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def _is_rows(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, Mapping) for one in value)


def _is_pairs(value: object) -> bool:
    return isinstance(value, list | tuple) and all(
        isinstance(one, list | tuple) and len(one) == 2 for one in value
    )


def _contradictions(changes: Changes) -> Iterator[Problem]:
    """Yield what is asked for and its opposite."""
    blocked = {tuple(one) for one in changes.blocked}
    for pair in changes.locked:
        if tuple(pair) in blocked:
            rule = "The same pair must be and must not be on the list."
            yield Problem(
                "error", "locked", None, "", " and ".join(map(str, pair)), rule, "Leave out one of the two."
            )
    for mentor in changes.seats:
        if mentor in changes.withdrawn:
            rule = "Who withdraws has no seats that could be more or fewer."
            yield Problem("error", "seats", None, "", str(mentor), rule, "Leave out one of the two.")
