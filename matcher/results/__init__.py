"""What a list comes to: its tables, its numbers, what it reaches, and what a reader should know."""

from matcher.results.counts import full_limits, pair_counts, people_counts
from matcher.results.differences import moves_between
from matcher.results.gains import SHORT_WORDS, gain_words
from matcher.results.levels import LevelResult, level_result, standing_value
from matcher.results.listing import Listing
from matcher.results.mentor_questions import could_have, idle_table
from matcher.results.notices import MOST_IN_WORKBOOK, fits_workbook, notices, urgent_notices
from matcher.results.questions import Choices, why_not
from matcher.results.tables import (
    CONFIRMED,
    candidates_table,
    contributions_table,
    mentors_table,
    pairs_table,
    unserved_table,
)
from matcher.results.waiting import has_line, place_words, promise, waiting_table

__all__ = [
    "CONFIRMED",
    "MOST_IN_WORKBOOK",
    "SHORT_WORDS",
    "Choices",
    "LevelResult",
    "Listing",
    "candidates_table",
    "contributions_table",
    "could_have",
    "fits_workbook",
    "full_limits",
    "gain_words",
    "has_line",
    "idle_table",
    "level_result",
    "mentors_table",
    "moves_between",
    "notices",
    "pair_counts",
    "pairs_table",
    "people_counts",
    "place_words",
    "promise",
    "standing_value",
    "unserved_table",
    "urgent_notices",
    "waiting_table",
    "why_not",
]
