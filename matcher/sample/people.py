"""What mentors and mentees have in common."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.sample.districts import Districts
from matcher.sample.draws import Draws, Floats, Ints, Texts, blanked, texts, written
from matcher.sample.program import Program, Side
from matcher.sample.words import FIRST_NAMES, LAST_NAMES, SCHOOLS

_COMBINING = {"rural": 0.25, "town": 0.10, "suburb": 0.0, "city": 0.0}


@dataclass(frozen=True, slots=True)
class People:
    """The mentors or the mentees, one entry a person.

    `region`, `group` (the main one) and `district` are places in the lists of the program and its districts.
    """

    ids: Texts
    region: Ints
    group: Ints
    district: Ints
    columns: dict[str, Texts]

    def __len__(self) -> int:
        return len(self.ids)


def invent_people(
    draws: Draws,
    program: Program,
    side: Side,
    weights: Sequence[int],
    districts: Districts,
    size: int,
    *,
    key: str,
) -> People:
    """Invent the columns that both tables have; `key` is mentor_id or mentee_id, `weights` are the regions'."""
    region = draws.dealt(weights, size)
    group = draws.index(list(side.groups.values()), size)
    district = districts.of_regions(draws, region)
    ids = _ids("M" if key == "mentor_id" else "P", size)
    columns = {
        key: ids,
        **_contact(draws, program, ids, region),
        "region": texts([place.code for place in program.regions])[region],
        "district": districts.names[district],
        "district_id": districts.ids[district],
        **_schools(draws, program, side, group),
        "component_group": _groups(draws, program, side, group, _combining(districts)[district]),
        "role": _roles(draws, side, group),
        "membership": draws.word(side.membership, size),
        **_surroundings(draws, districts, district),
    }
    return People(ids, region, group, district, columns)


def style_answers(draws: Draws, program: Program, size: int, unknown: float) -> dict[str, Texts]:
    """Invent the answers on working style, from 1 to 5; a share of them is empty."""
    return {
        f"style_{number}": blanked(written(draws.below(5, size) + 1), draws.few(unknown, size))
        for number in range(1, program.styles + 1)
    }


def _ids(letter: str, size: int) -> Texts:
    digits = max(5, len(str(size - 1)))
    return texts([f"{letter}{number:0{digits}}" for number in range(size)])


def _contact(draws: Draws, program: Program, ids: Texts, region: Ints) -> dict[str, Texts]:
    size = len(ids)
    names = texts([f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES])
    name = draws.below(len(FIRST_NAMES), size) * len(LAST_NAMES) + draws.below(len(LAST_NAMES), size)
    exchanges = texts([f"{place.area_code}-555-01" for place in program.regions])
    lines = texts([f"{line:02}" for line in range(100)])
    return {
        "name": names[name],
        "email": texts([f"{one.lower()}@example.org" for one in ids.tolist()]),
        "phone": exchanges[region] + lines[draws.below(len(lines), size)],
    }


def _schools(draws: Draws, program: Program, side: Side, group: Ints) -> dict[str, Texts]:
    if not program.schools:
        return {}
    kinds = [program.schools.get(name, "") for name in side.groups]
    schools = texts([f"{word} {kind}" if kind else "" for kind in kinds for word in SCHOOLS])
    return {"school": schools[group * len(SCHOOLS) + draws.below(len(SCHOOLS), len(group))]}


def _combining(districts: Districts) -> Floats:
    """Give for each district the share of its people who have two jobs."""
    return np.array([_COMBINING[word] for word in districts.locale.tolist()], dtype=np.float64)


def _groups(draws: Draws, program: Program, side: Side, group: Ints, combining: Floats) -> Texts:
    names = list(side.groups)
    choices = [[f"{name};{more}" for more in program.also.get(name, ())] or [name] for name in names]
    widest = max(len(choice) for choice in choices)
    table = texts([choice[place % len(choice)] for choice in choices for place in range(widest)])
    both = table[group * widest + draws.below(widest, len(group))]
    return np.where(draws.chance(combining, len(group)), both, texts(names)[group])


def _roles(draws: Draws, side: Side, group: Ints) -> Texts:
    roles = texts([""] * len(group))
    for place, name in enumerate(side.groups):
        inside = group == place
        roles[inside] = draws.word(side.roles[name], int(inside.sum()))
    return roles


def _surroundings(draws: Draws, districts: Districts, district: Ints) -> dict[str, Texts]:
    size = len(district)
    latitude, longitude = districts.near(draws, district)
    nowhere = draws.few(0.015, size)
    return {
        "latitude": blanked(written(latitude), nowhere),
        "longitude": blanked(written(longitude), nowhere),
        "locale": blanked(districts.locale[district], draws.few(0.01, size)),
        "district_size": blanked(written(districts.students[district]), draws.few(0.02, size)),
    }
