"""What a program's season is made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.sample.places import Region

TOPICS = tuple(f"psel-{number}" for number in range(1, 11))


@dataclass(frozen=True, slots=True)
class Side:
    """The mentors or the mentees of a program; tables of words give weights.

    Both sides of a program list the groups in the same order.
    """

    size: int
    groups: Mapping[str, int]
    roles: Mapping[str, Mapping[str, int]]
    membership: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Program:
    """A program.

    `also` names the groups that small districts combine with each group. `by_size`: districts have people
    the more the larger they are. `schools` names the kind of school of each group that works in one. Empty
    tables stand for columns that the program does not have. `mentors_per_area` splits the regions into
    service areas; 0 leaves them whole.
    """

    state: str
    regions: tuple[Region, ...]
    mentees: Side
    mentors: Side
    people_per_district: float
    by_size: bool
    also: Mapping[str, tuple[str, ...]]
    schools: Mapping[str, str]
    training: Mapping[str, int]
    capacity: Mapping[str, int]
    styles: int = 0
    lends: bool = False
    urgent: bool = False
    categories: bool = False
    mentors_per_area: int = 0

    @property
    def any_size(self) -> bool:
        """Whether the program grows by service areas, and so has no size of its own."""
        return self.mentors_per_area > 0
