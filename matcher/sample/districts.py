"""Invented school districts."""

from dataclasses import dataclass

import numpy as np

from matcher.sample.draws import Draws, Floats, Ints, Texts, texts
from matcher.sample.places import DISTRICT_REACH, LOCALES, SIZES
from matcher.sample.program import Program
from matcher.sample.words import DISTRICT_BEFORE, DISTRICT_ENDINGS, DISTRICT_FIRST, DISTRICT_SECOND

_LEAST = 2
_PLAIN = len(DISTRICT_FIRST) * len(DISTRICT_SECOND)


@dataclass(frozen=True, slots=True)
class Districts:
    """Districts in the order of their regions: one entry a district, `ends` one a region."""

    ids: Texts
    names: Texts
    locale: Texts
    students: Ints
    latitude: Floats
    longitude: Floats
    weight: Ints
    ends: Ints

    def of_regions(self, draws: Draws, region: Ints) -> Ints:
        """Draw a district for each place in the list of regions, by weight."""
        sums = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(self.weight)])
        first = sums[np.concatenate([np.zeros(1, dtype=np.int64), self.ends])]
        inside = draws.below(first[region + 1] - first[region], len(region))
        found: Ints = np.searchsorted(sums[1:], first[region] + inside, side="right")
        return found

    def near(self, draws: Draws, district: Ints) -> tuple[Floats, Floats]:
        """Draw latitudes and longitudes about the districts, in degrees to four places."""
        north = self.latitude[district] + draws.bell(len(district)) * DISTRICT_REACH
        east = self.longitude[district] + draws.bell(len(district)) * DISTRICT_REACH
        return np.round(north, 4), np.round(east, 4)


def invent_districts(draws: Draws, program: Program, people: int) -> Districts:
    """Invent the districts for a number of people; two at least in each region."""
    counts = _counts(program, people)
    total = int(counts.sum())
    place = np.repeat(np.arange(len(counts)), counts)
    middle = np.array([(region.latitude, region.longitude) for region in program.regions])
    reach = np.array([(region.north, region.east) for region in program.regions])
    locale = np.concatenate(
        [
            draws.index(region.locales, int(count))
            for region, count in zip(program.regions, counts, strict=True)
        ]
    )
    students = _students(draws, locale)
    return Districts(
        ids=_ids(program.state, total),
        names=_names(draws, total),
        locale=texts(LOCALES)[locale],
        students=students,
        latitude=middle[place, 0] + draws.bell(total) * (reach[place, 0] - DISTRICT_REACH),
        longitude=middle[place, 1] + draws.bell(total) * (reach[place, 1] - DISTRICT_REACH),
        weight=np.floor(np.sqrt(students)).astype(np.int64)
        if program.by_size
        else np.ones(total, dtype=np.int64),
        ends=np.cumsum(counts),
    )


def _counts(program: Program, people: int) -> Ints:
    shares = np.array([region.mentees + region.mentors for region in program.regions], dtype=np.int64)
    least = _LEAST * len(shares)
    wanted = max(int(people / program.people_per_district) - least, 0)
    if not program.any_size:
        wanted = min(wanted, _PLAIN - least)
    counts: Ints = _LEAST + shares * wanted // shares.sum()
    return counts


def _students(draws: Draws, locale: Ints) -> Ints:
    quartiles = np.array([SIZES[word] for word in LOCALES], dtype=np.float64)
    place = draws.unit(len(locale)) * (quartiles.shape[1] - 1)
    below = np.floor(place).astype(np.int64)
    low, high = quartiles[locale, below], quartiles[locale, below + 1]
    students: Floats = np.rint(low + (high - low) * (place - below))
    return students.astype(np.int64)


def _ids(state: str, total: int) -> Texts:
    digits = max(4, len(str(total)))
    return texts([f"{state}-D{number:0{digits}}" for number in range(1, total + 1)])


def _names(draws: Draws, total: int) -> Texts:
    """Draw names, each once: two words where these suffice, else one before them, as in Upper Heron Glen."""
    pools = -(-total // _PLAIN)
    before, plain = np.divmod(draws.order(pools * _PLAIN)[:total], _PLAIN)
    first, second = np.divmod(plain, len(DISTRICT_SECOND))
    parts = (
        texts(["", *(f"{word} " for word in DISTRICT_BEFORE)])[before],
        texts([f"{word} " for word in DISTRICT_FIRST])[first],
        texts([f"{word} " for word in DISTRICT_SECOND])[second],
        draws.word(DISTRICT_ENDINGS, total),
    )
    names: Texts = parts[0] + parts[1] + parts[2] + parts[3]
    return names
