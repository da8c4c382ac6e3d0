"""What the sheets say of people, by id."""

from collections.abc import Callable, Sequence

from matcher.matching import Matching
from matcher.roster import Roster, texts

COLUMNS = ("name", "region", "district", "school", "role", "phone", "email")

Person = dict[str, str]


class People:
    """The people of a list by id, and regions by code."""

    def __init__(self, matching: Matching):
        self.mentees = _people(matching.roster, "mentees", "mentee_id")
        self.mentors = _people(matching.roster, "mentors", "mentor_id")
        self._title: Callable[[str, str], str] = matching.policy.title

    def region(self, code: str) -> str:
        """Return a region's code, with its name where that is another."""
        name = self._title("region", code)
        return code if name == code else f"{code} {name}"


def _people(roster: Roster, table: str, key: str) -> dict[str, Person]:
    frame = roster.table(table)
    rows = zip(*(texts(frame, column) for column in COLUMNS), strict=True)
    return {
        one: dict(zip(COLUMNS, row, strict=True)) for one, row in zip(texts(frame, key), rows, strict=True)
    }


def column_of(people: dict[str, Person], ids: Sequence[str], column: str) -> list[str]:
    """Return a column for people in the order of `ids`; an empty id has nothing."""
    return [people[one][column] if one else "" for one in ids]
