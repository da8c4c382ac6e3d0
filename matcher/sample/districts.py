"""Invented school districts."""

from dataclasses import dataclass

import numpy as np

from matcher.sample.draws import Draws, Floats, Ints, Texts, texts
from matcher.sample.places import LOCALES, SIZES
from matcher.sample.programs import Program
from matcher.sample.words import DISTRICT_ENDINGS, DISTRICT_FIRST, DISTRICT_SECOND

_LEAST = 2
_JITTER = 0.03


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
        north = self.latitude[district] + draws.bell(len(district)) * _JITTER
        east = self.longitude[district] + draws.bell(len(district)) * _JITTER
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
        ids=texts([f"{program.state}-D{number:04}" for number in range(1, total + 1)]),
        names=_names(draws, total),
        locale=texts(LOCALES)[locale],
        students=students,
        latitude=middle[place, 0] + draws.bell(total) * (reach[place, 0] - _JITTER),
        longitude=middle[place, 1] + draws.bell(total) * (reach[place, 1] - _JITTER),
        weight=np.floor(np.sqrt(students)).astype(np.int64)
        if program.by_size
        else np.ones(total, dtype=np.int64),
        ends=np.cumsum(counts),
    )


def _counts(program: Program, people: int) -> Ints:
    shares = np.array([region.mentees + region.mentors for region in program.regions], dtype=np.int64)
    least = _LEAST * len(shares)
    most = len(DISTRICT_FIRST) * len(DISTRICT_SECOND) - least
    wanted = min(max(int(people / program.people_per_district) - least, 0), most)
    counts: Ints = _LEAST + shares * wanted // shares.sum()
    return counts


def _students(draws: Draws, locale: Ints) -> Ints:
    quartiles = np.array([SIZES[word] for word in LOCALES], dtype=np.float64)
    place = draws.unit(len(locale)) * (quartiles.shape[1] - 1)
    below = np.floor(place).astype(np.int64)
    low, high = quartiles[locale, below], quartiles[locale, below + 1]
    students: Floats = np.rint(low + (high - low) * (place - below))
    return students.astype(np.int64)


def _names(draws: Draws, total: int) -> Texts:
    pairs = draws.order(len(DISTRICT_FIRST) * len(DISTRICT_SECOND))[:total]
    first, second = np.divmod(pairs, len(DISTRICT_SECOND))
    words = (
        texts(DISTRICT_FIRST)[first],
        texts(DISTRICT_SECOND)[second],
        draws.word(DISTRICT_ENDINGS, total),
    )
    return texts([" ".join(parts) for parts in zip(*words, strict=True)])
