"""Put what answers would do into tables, the most useful first."""

from collections.abc import Sequence

import pandas as pd

from matcher.results import Listing
from matcher.roster import Roster, texts
from matcher.roster.text import split_list
from matcher.scenarios.answers.answer import TOPICS, WISHES, Answers
from matcher.scenarios.answers.asking import CANNOT, CHANGES, PERHAPS, Found, find_answers
from matcher.scenarios.answers.trying import said
from matcher.scenarios.tracking import Track
from matcher.solving import Best

STATUSES = (CHANGES, PERHAPS, CANNOT)
QUESTIONS = ["side", "person_id", "name", "fact", "words", "possible", "status", "pairs", "answer", "mentees"]
FACTS = ["side", "fact", "words", "asked", *STATUSES, "most_pairs"]


def answers_to_collect(listing: Listing, best: Best, track: Track) -> Answers:
    """Return which unknown facts could change a list, and by how many pairs.

    Parameters
    ----------
    best
        The list as the engine knows it.
    track
        Goes through the questions.
    """
    found = find_answers(listing, best, track)
    questions = _questions_table(listing.prepared.roster, found)
    return Answers(questions, _facts_table(questions), _names(listing, found))


def _names(listing: Listing, found: Sequence[Found]) -> dict[str, dict[str, str]]:
    """Return what people call the mentors and topics that stand in answers."""
    told = [(name, str(cell)) for one in found for name, cell in one.answer.items()]
    topics = {code for name, cell in told if name in TOPICS for code in split_list(cell)}
    wished = pd.Series([cell for name, cell in told if name == WISHES], dtype=object)
    titles = {code: listing.prepared.policy.title("topics", code) for code in sorted(topics)}
    return {"topics": titles, "mentors": listing.names_in("mentors", wished)}


def _questions_table(roster: Roster, found: Sequence[Found]) -> pd.DataFrame:
    rows = [_row(roster, one) for one in sorted(found, key=_usefulness)]
    return pd.DataFrame(rows, columns=QUESTIONS)


def _usefulness(one: Found) -> tuple[int, int, int, str, int, str]:
    return (
        -len(one.mentees),
        STATUSES.index(one.status),
        -one.possible,
        one.fact.table,
        one.person,
        one.fact.name,
    )


def _row(roster: Roster, one: Found) -> dict[str, str | int]:
    table, side = roster.table(one.fact.table), one.fact.table[:-1]
    return {
        "side": side,
        "person_id": str(texts(table, f"{side}_id")[one.person]),
        "name": str(texts(table, "name")[one.person]),
        "fact": one.fact.name,
        "words": one.fact.words,
        "possible": one.possible,
        "status": one.status,
        "pairs": len(one.mentees),
        "answer": said(one.answer),
        "mentees": ";".join(one.mentees),
    }


def _facts_table(questions: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for (side, fact, words), own in questions.groupby(["side", "fact", "words"], sort=True):
        counts = [int((own["status"] == status).sum()) for status in STATUSES]
        rows.append((side, fact, words, len(own), *counts, int(own["pairs"].max())))
    table = pd.DataFrame(rows, columns=FACTS)
    order = ["most_pairs", CHANGES, "asked"]
    return table.sort_values(order, ascending=False, kind="stable", ignore_index=True)
