"""Matching a MASA season of 1,000 mentees again after the start, beside matching it anew."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from matcher import Matching, Rematch, load_policy, match, read_frames, rematch
from matcher.sample import invent

ROUNDS = 5


def happenings(matching: Matching) -> dict[str, dict[str, Any]]:
    """Return what happens, of all kinds; the last makes many move."""
    mentors, mentees = matching.pairs["mentor_id"].unique(), matching.pairs["mentee_id"]
    step = len(mentors) // 10
    return {
        "a mentor withdraws": {"withdrawn": [mentors[0]]},
        "the same, all others confirmed": {"withdrawn": [mentors[0]], "confirmed": True},
        "ten mentors withdraw": {"withdrawn": list(mentors[::step][:10])},
        "a mentee withdraws": {"withdrawn": [mentees[3]]},
        "a seat opens": {"seats": {mentors[5]: 1}},
        "a mentee comes late": {
            "mentees": [{"region": "MASA-3", "component_group": "curriculum", "new_to_role": "yes"}]
        },
        "fifty pairs are swapped by hand": {"locked": swapped(matching, 50)},
    }


def swapped(matching: Matching, count: int) -> list[tuple[str, str]]:
    """Return possible pairs of people who have others now, nobody twice."""
    listed = set(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))
    free_mentees, free_mentors = set(matching.pairs["mentee_id"]), set(matching.pairs["mentor_id"])
    found: list[tuple[str, str]] = []
    for pair in zip(matching.candidates["mentee_id"], matching.candidates["mentor_id"], strict=True):
        if pair not in listed and pair[0] in free_mentees and pair[1] in free_mentors and len(found) < count:
            found.append(pair)
            free_mentees.discard(pair[0])
            free_mentors.discard(pair[1])
    return found


def seconds(ask: Callable[[], object]) -> tuple[float, Any]:
    """Return what the processor spends, and the answer."""
    started = time.process_time()
    answer = ask()
    return time.process_time() - started, answer


def print_rematches() -> None:
    """Print a table, with a row for each happening."""
    rules = load_policy("masa")
    frames = invent("masa", 1, mentees=1000, mentors=700)
    roster = read_frames(**frames, expectations=rules.expectations)
    matching = match(roster, rules)
    told: dict[str, Rematch] = {}
    rounds = []
    for _ in range(ROUNDS):
        spent = {"matching anew": seconds(lambda: match(roster, rules))[0]}
        for words, happened in happenings(matching).items():
            spent[words], told[words] = seconds(lambda: rematch(matching, **happened))  # noqa: B023
        rounds.append(spent)
    found = {words: statistics.median(one[words] for one in rounds) for words in rounds[0]}
    anew = found["matching anew"]
    print(
        f"\nMatching again: 1,000 mentees, 700 mentors, {len(matching.prepared.candidates):,} possible pairs\n"
    )
    print(
        "| what happened | people with others | of them priced | seconds | of matching anew |\n|---|---|---|---|---|"
    )
    for words, value in found.items():
        people, priced = (len(told[words].changes), len(told[words].prices)) if words in told else ("", "")
        print(f"| {words} | {people} | {priced} | {value:.2f} | {value / anew:.1f} |")


if __name__ == "__main__":
    print_rematches()
