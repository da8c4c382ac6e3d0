"""What a reader of the list should know besides."""

from matcher.matching import Matching
from matcher.report.page.markup import items

MOST_REMARKS = 200


def remarks(matching: Matching) -> str:
    """Return the remarks of the run; summary.json has all where they are very many."""
    said = matching.notices[:MOST_REMARKS]
    more = len(matching.notices) - len(said)
    return items([*said, *([f"… and {more:,} more in summary.json."] if more else [])]) if said else ""
