"""Which answers to collect, as tables and as text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from matcher.explanation.answer import Names, called
from matcher.roster.text import few

SHOWN = 10
WISHES = "preferred_mentors"
TOPICS = ("needs", "strengths")
MOST_TITLES = 3


@dataclass(frozen=True)
class Answers:
    """The facts that nobody has told yet, and what telling them could do to the list; `str()` of it is text for people.

    Parameters
    ----------
    questions
        One row for each person and fact: `side` ("mentee" or "mentor"), `person_id`, `name`, `fact`, `words`, `possible`
        (of how many possible pairs the answer would say something), `status`, `pairs` (mentees whose mentors would be
        others), `answer` (the one that changes most of those that were tried) and `mentees` (their ids, joined by ``;``).
        The `status` is "changes": with that answer the best list is another one; "cannot": it is proven that no answer
        whatever changes the list; or "perhaps": no answer that was tried does, and nothing is proven.
    facts
        One row for each `side` and `fact`, with its `words`: how many are `asked` since they have not said, how many answers have each status, and the most pairs that
        one answer would change.
    names
        For ``mentors`` and ``topics``, by id and code, what people call those that stand in answers.
    """

    questions: pd.DataFrame
    facts: pd.DataFrame
    names: Names = field(default_factory=dict)

    def __str__(self) -> str:
        return "\n".join([*_of_facts(self.facts), *_whom_to_ask(self)])


def _of_facts(facts: pd.DataFrame) -> Iterator[str]:
    if not len(facts):
        yield "Every fact that counts in the fit of a possible pair is known."
    for row in facts.to_dict("records"):
        people = f"{_count(row['asked'], row['side'])} {'has' if row['asked'] == 1 else 'have'} not said"
        yield f"{row['words']}: {people}; {_outcome(row['asked'], row['changes'], row['perhaps'], row['most_pairs'])}."


def _outcome(asked: int, changes: int, perhaps: int, most: int) -> str:
    """Return what the answers of some people can do."""
    if changes:
        answers = "the answer" if asked == 1 else f"{changes:,} of these answers"
        others = f"; of {perhaps:,} it is open" if perhaps else ""
        return f"{answers} could change the list, up to {_count(most, 'pair')}{others}"
    if not perhaps:
        return f"whatever the {'answer is' if asked == 1 else 'answers are'}, the list stays"
    proven = f"is proven for {asked - perhaps:,} only" if perhaps < asked else "is not proven"
    return f"no answer that was tried changes the list; that none does {proven}"


def _whom_to_ask(found: Answers) -> Iterator[str]:
    """Yield whom to ask first: for what is missing, then for wishes."""
    asked = found.questions[found.questions["pairs"] > 0]
    if not len(asked):
        return
    is_wish = asked["fact"] == WISHES
    yield "Ask first:"
    shown = pd.concat([asked[~is_wish], asked[is_wish]]).head(SHOWN)
    for row in shown.to_dict("records"):
        words, told = _asked_for(row, found.names)
        yield (
            f"  Ask {row['name']} ({row['person_id']}) for {words}: with {told} "
            f"{_count(row['pairs'], 'pair')} would change."
        )
    if len(asked) > SHOWN:
        yield f"  … and {_count(len(asked) - SHOWN, 'answer')} more."
    if wishes := int(is_wish.sum()):
        yield (
            f"{_count(wishes, 'of these answers is a wish', 'of these answers are wishes')} for a mentor; a wish changes a list "
            "easily, and one form to all collects them."
        )


def _asked_for(row: Mapping[Any, Any], names: Names) -> tuple[str, str]:
    """Return what somebody is asked for, and the answer in words."""
    told = _told(row["answer"])
    if row["fact"] == WISHES:
        return row["words"], f"a wish for {called(names, 'mentors', told)}"
    if row["fact"] in TOPICS:
        titles = [names.get("topics", {}).get(one, one) for one in told.split(";")]
        return row["words"], f"'{few(titles, MOST_TITLES, '; ')}'"
    return row["words"], f"'{told}'"


def _told(answer: str) -> str:
    """Return an answer without the name of its column where it has but one."""
    return answer if ", " in answer else answer.partition(" = ")[2]


def _count(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"
