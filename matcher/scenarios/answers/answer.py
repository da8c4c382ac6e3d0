"""Which answers to collect, as tables and as text."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

SHOWN = 10


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
    """

    questions: pd.DataFrame
    facts: pd.DataFrame

    def __str__(self) -> str:
        return "\n".join([*_of_facts(self.facts), *_whom_to_ask(self.questions)])


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


def _whom_to_ask(questions: pd.DataFrame) -> Iterator[str]:
    asked = questions[questions["pairs"] > 0]
    if not len(asked):
        return
    yield "Ask first:"
    for row in asked.head(SHOWN).to_dict("records"):
        yield (
            f"  Ask {row['person_id']} ({row['name']}) for {row['words']}: with '{_told(row['answer'])}' "
            f"{_count(row['pairs'], 'pair')} would change."
        )
    if len(asked) > SHOWN:
        yield f"  … and {_count(len(asked) - SHOWN, 'answer')} more."


def _told(answer: str) -> str:
    """Return an answer without the name of its column where it has but one."""
    return answer if ", " in answer else answer.partition(" = ")[2]


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
