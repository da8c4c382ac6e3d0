"""What a rematch comes to, in a few sentences: who is without, who has somebody anew, who moves."""

from collections.abc import Iterator

import pandas as pd

from matcher.rematching.answer import FEWER, LOST, MORE, MOVED, NEW, REPLACED
from matcher.rematching.stories import Call
from matcher.roster.text import few

SHOWN = 6
SAID = {
    LOST: ("loses their mentor and has nobody now", "lose their mentor and have nobody now"),
    FEWER: ("has fewer mentors than before", "have fewer mentors than before"),
    NEW: ("has a mentor who had none", "have a mentor who had none"),
    MORE: ("has more mentors than before", "have more mentors than before"),
    REPLACED: (
        "has another mentor, as the earlier pair cannot go on",
        "have another mentor, as the earlier pairs cannot go on",
    ),
    MOVED: (
        "moves to another mentor, though the earlier pair could go on",
        "move to another mentor, though the earlier pairs could go on",
    ),
}
OF_THEIR_OWN = (LOST, FEWER, REPLACED)


def headline(changes: pd.DataFrame, kept: int, earlier: int, call: Call) -> str:
    """Return what a rematch comes to.

    Parameters
    ----------
    kept, earlier
        How many of the earlier pairs stay, and how many there were.
    """
    return " ".join(_sentences(changes, kept, earlier, call))


def _sentences(changes: pd.DataFrame, kept: int, earlier: int, call: Call) -> Iterator[str]:
    if not len(changes):
        yield "Nobody needs to move: the list stays as it is."
        return
    for change, (one, several) in SAID.items():
        people = changes["mentee_id"][changes["change"] == change].tolist()
        if people:
            said = f"1 person {one}" if len(people) == 1 else f"{len(people)} people {several}"
            yield f"{said}: {few([call('mentees', mentee) for mentee in people], SHOWN)}."
    if not (changes["change"] == MOVED).any():
        others = changes["change"].isin(OF_THEIR_OWN).any()
        yield f"Nobody{' else' if others else ''} needs to move."
    yield f"{kept} of {earlier} {'pair stays' if earlier == 1 else 'pairs stay'}."
