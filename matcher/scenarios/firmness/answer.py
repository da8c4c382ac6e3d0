"""How firm a list is, as tables and as text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from matcher.explanation.answer import Names, called
from matcher.roster.text import few
from matcher.scenarios.firmness.weights import STEPS

SHOWN = 5
NAMED = 6


@dataclass(frozen=True)
class Firmness:
    """How firm a list is; `str()` of it is text for people.

    Parameters
    ----------
    pairs
        Each listed pair: whether it is fixed (it stands, or must be in the list, whatever the weights), up to how many
        per cent any one weight may be greater or smaller with the pair in every best list (0, 10, 20 or 40), and the
        smallest change without it, in words.
    weights
        Each change of a weight: the feature, per cent, how many listed pairs are not in the best list then, and what
        that list reaches at each goal, the fit counted by the changed weights.
    mentors
        Each mentor with somebody, as if stepped out: the own mentees, who of all would be without a mentor and is not
        now (ids joined by ``;``), how many other people's mentees would have others than now, whether there would be a
        list at all, and what it reaches at each goal.
    at_risk
        Who would be without a mentor if a single one stepped out, which one, and whether that is the own mentor.
    regions
        Per region of the mentees: how many have a mentor, and how many of them are at risk.
    names
        For ``mentees`` and ``mentors``, by id, the names of those who have somebody or are listed.
    """

    pairs: pd.DataFrame
    weights: pd.DataFrame
    mentors: pd.DataFrame
    at_risk: pd.DataFrame
    regions: pd.DataFrame
    names: Names = field(default_factory=dict)

    def __str__(self) -> str:
        return "\n".join([*_of_pairs(self), *_of_mentors(self)])

    @property
    def open_pairs(self) -> pd.DataFrame:
        """Return the pairs that are not fixed."""
        return self.pairs[~self.pairs["fixed"]].reset_index(drop=True)


def _of_pairs(found: Firmness) -> Iterator[str]:
    """Yield what other weights change."""
    open_pairs = found.open_pairs
    fixed = len(found.pairs) - len(open_pairs)
    stand = f" {_count(fixed, 'pair is', 'pairs are')} fixed and would stay in any case." if fixed else ""
    yield f"The list has {_count(len(found.pairs), 'pair')}.{stand}"
    if not len(open_pairs):
        return
    if not len(found.weights):
        yield "No goal of these rules looks at the fit, so that other weights change nothing."
        return
    whole = "them" if not fixed else f"the other {len(open_pairs):,}"
    stay = {step: int((open_pairs["firm_up_to"] >= step).sum()) for step in reversed(STEPS)}
    for step, count in stay.items():
        yield f"{count:,} of {whole} {'stays' if count == 1 else 'stay'} whichever weight is changed by up to {step}%."
        if count == len(open_pairs):
            break
    yield from _first_to_change(open_pairs, found.names)


def _first_to_change(open_pairs: pd.DataFrame, names: Names) -> Iterator[str]:
    loose = open_pairs[open_pairs["firm_up_to"] < STEPS[-1]].sort_values("firm_up_to", kind="stable")
    if not len(loose):
        return
    yield "The first to change:"
    for row in loose.head(SHOWN).to_dict("records"):
        mentee, mentor = (called(names, f"{side}s", row[f"{side}_id"]) for side in ("mentee", "mentor"))
        yield f"  {mentee} with {mentor}: {row['breaks']}."
    if len(loose) > SHOWN:
        yield f"  … and {len(loose) - SHOWN:,} more."


def _of_mentors(found: Firmness) -> Iterator[str]:
    """Yield what becomes of people if a mentor steps out."""
    mentors = found.mentors
    if not len(mentors):
        return
    risky = mentors[mentors["without"] != ""]
    if len(risky):
        yield from _at_risk(found, risky)
    else:
        yield f"Whichever of the {_count(len(mentors), 'mentor')} stepped out, everybody would still have a mentor."
    for one in mentors.loc[~mentors["possible"], "mentor_id"].tolist():
        yield f"Without {called(found.names, 'mentors', one)} no list would keep all fixed pairs, minimums and limits."


def _at_risk(found: Firmness, risky: pd.DataFrame) -> Iterator[str]:
    """Yield which mentors matter most, and who is the most exposed."""
    by_person = found.at_risk.groupby("mentee_id").size().sort_values(ascending=False, kind="stable")
    yield (
        f"For {len(risky):,} of the {_count(len(found.mentors), 'mentor')} with somebody: if that one stepped out, somebody "
        f"would be without a mentor. {_count(len(by_person), 'person is', 'people are')} at risk in all."
    )
    lost = [text.split(";") for text in risky["without"]]
    order = sorted(range(len(risky)), key=lambda place: -len(lost[place]))
    for place in order[:SHOWN]:
        row = risky.iloc[place]
        moved = f"; {_count(row['moved'], 'other', 'others')} would move" if row["moved"] else ""
        yield (
            f"  If {called(found.names, 'mentors', row['mentor_id'])} stepped out, "
            f"{_count(len(lost[place]), 'person', 'people')} would be without: "
            f"{few([called(found.names, 'mentees', one) for one in lost[place]], NAMED)}{moved}."
        )
    if len(order) > SHOWN:
        yield f"  … and {_count(len(order) - SHOWN, 'mentor')} more."
    said = [
        f"{called(found.names, 'mentees', str(one))}, {_exposed(found, str(one), count)}"
        for one, count in by_person.head(SHOWN).items()
    ]
    yield f"The most exposed: {few(said, SHOWN, '; ')}."


def _exposed(found: Firmness, mentee: str, mentors: int) -> str:
    """Return on whom it depends that a person has somebody."""
    if mentors > 1:
        return f"with any one of {mentors:,} mentors gone"
    of_person = found.at_risk["mentee_id"] == mentee
    return f"with {called(found.names, 'mentors', found.at_risk.loc[of_person, 'mentor_id'].iloc[0])} gone"


def _count(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"
