"""Ten what-ifs on a MASA season of 1,000 mentees, beside preparing and solving the season anew."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from matcher import load_policy, match, read_frames
from matcher.matching import Matching
from matcher.preparation import prepare
from matcher.sample import invent
from matcher.solving import find_best

ROUNDS = 5


def scenarios(matching: Matching) -> dict[str, dict[str, Any]]:
    """Return ten changes of all kinds."""
    mentors, mentees = matching.pairs["mentor_id"].unique(), matching.pairs["mentee_id"]
    return {
        "a seat more": {"seats": {mentors[5]: 1}},
        "a seat fewer": {"seats": {mentors[6]: -1}},
        "a mentor more": {"mentors": [{"region": "MASA-3", "component_group": "curriculum"}]},
        "a mentor withdraws": {"withdrawn": [mentors[7]]},
        "the same, with fewest changes": {"withdrawn": [mentors[7]], "fewest_changes": True},
        "a mentee withdraws": {"withdrawn": [mentees[3]]},
        "a pair is blocked": {"blocked": [(mentees[4], matching.pairs["mentor_id"][4])]},
        "a rule is lifted": {"lifted": ["district"]},
        "a limit more": {"limits": [{"by": ["mentee.region"], "max": 100}]},
        "another weight": {"weights": {"needs": 0.4}},
    }


def seconds(ask: Callable[[], object]) -> float:
    """Return what the processor spends: on a machine that does other things too, two runs differ by more than these."""
    started = time.process_time()
    ask()
    return time.process_time() - started


def print_what_ifs() -> None:
    """Print a table, with a row for each change, and the ten in all."""
    rules = load_policy("masa")
    frames = invent("masa", 1, mentees=1000, mentors=700)
    roster = read_frames(**frames, expectations=rules.expectations)
    matching = match(roster, rules)
    prepared = matching.prepared
    rounds = []
    for _ in range(ROUNDS):
        again = Matching(matching.prepared, matching.chosen, matching.proof)
        first = {"what is kept for all of them": seconds(lambda: again.shortlist)}  # noqa: B023
        asked = {
            words: seconds(lambda: again.what_if(**changes))  # noqa: B023
            for words, changes in scenarios(matching).items()
        }
        anew = seconds(lambda: find_best(prepare(roster, rules).instance, prepared.levels))
        rounds.append({**first, **asked, "anew": anew})
    found = {words: statistics.median(one[words] for one in rounds) for words in rounds[0]}
    anew = found.pop("anew")
    print(f"\nWhat if: 1,000 mentees, 700 mentors, {len(prepared.candidates):,} possible pairs\n")
    print("| what | seconds | of preparing and solving anew |\n|---|---|---|")
    for words, value in {**found, "all": sum(found.values()), "preparing and solving anew": anew}.items():
        print(f"| {words} | {value:.2f} | {value / anew:.2f} |")


if __name__ == "__main__":
    print_what_ifs()
