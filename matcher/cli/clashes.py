"""What is said where fixed pairs, minimums and limits cannot hold together."""

import json

from matcher.cli.console import err, say_error
from matcher.explanation import impossible_pairs
from matcher.matching import Matching
from matcher.report.summary import clash_records
from matcher.roster.text import few
from matcher.solving import MOST

INFEASIBLE = 3
MOST_CHANGES = 50


def clashes_json(matching: Matching) -> str:
    """Return what cannot hold together as JSON."""
    told = {"status": matching.status, "clashes": clash_records(matching), "loosening": matching.loosening}
    return json.dumps(told, indent=2, ensure_ascii=False)


def print_clashes(matching: Matching) -> None:
    """Print what cannot hold together, and the least that would do."""
    say_error("No list keeps all fixed pairs, minimums and limits:")
    for clash in matching.clashes:
        err.print(f"  {clash.sentence} ({', '.join(dict.fromkeys(clash.sources))})", markup=False)
    if matching.infeasible is not None and len(matching.infeasible.conflicts) == MOST:
        err.print(f"These are the first {MOST}; there may be more when they are mended.", markup=False)
    if matching.loosening:
        said = few(matching.loosening, MOST_CHANGES, "; ")
        beside = ", beside the pairs that a rule forbids" if impossible_pairs(matching.prepared) else ""
        err.print(f"The least that would do for all of this together{beside}: {said}.", markup=False)
