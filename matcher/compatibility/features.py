"""The features of a pair, each from 0 to 1, for many pairs at once; NaN where a fact is unknown.

Everything is float64, elementwise and in a fixed order, so that a score does not depend on the order of rows, on how
the pairs are cut into blocks, or on the machine. Sources: docs/policy.md.
"""

from collections.abc import Callable

import numpy as np

from matcher.arrays import Floats, Ints
from matcher.eligibility.shared import Items
from matcher.policy import Policy
from matcher.roster import Roster, numbers, texts
from matcher.roster.columns import LOCALES, STYLE_PREFIX
from matcher.roster.text import split_list

Feature = Callable[[Ints, Ints], Floats]

EARTH_KM = 6371.0088
"""Mean radius (IUGG)."""
YEARS_FULL = 15.0
WISH_STEP, WISH_LEAST = 0.1, 0.5


def make_features(roster: Roster, policy: Policy) -> dict[str, Feature]:
    """Return for each feature's name a function of mentee and mentor (int64 arrays) to its values."""
    return {
        "preference": _preference(roster),
        "needs": _needs(roster),
        "context": _context(roster),
        "style": _style(roster),
        "proximity": _proximity(roster, policy),
        "meeting": _meeting(roster),
        "group": _group(roster),
        "years": _years(roster),
    }


def _preference(roster: Roster) -> Feature:
    """1, .9, .8 … by the place on the mentee's list, not below .5; 0 for who is not on it."""
    place_of = {one: place for place, one in enumerate(texts(roster.mentors, "mentor_id"))}
    wishes = [split_list(cell) for cell in texts(roster.mentees, "preferred_mentors")]
    stride = max(len(roster.mentors), 1)
    listed = {
        mentee * stride + place_of[one]: max(WISH_LEAST, 1 - WISH_STEP * place)
        for mentee, ones in enumerate(wishes)
        for place, one in enumerate(ones)
    }
    keys = np.array(sorted(listed), dtype=np.int64)
    values = np.array([listed[key] for key in keys.tolist()], dtype=np.float64)
    unlisted = np.array([0.0 if ones else np.nan for ones in wishes], dtype=np.float64)

    def feature(mentee: Ints, mentor: Ints) -> Floats:
        found = unlisted[mentee]
        if len(keys):
            wanted = mentee * stride + mentor
            places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            found = np.where(keys[places] == wanted, values[places], found)
        return found

    return feature


def _needs(roster: Roster) -> Feature:
    """Share of the mentee's needs among the mentor's strengths."""
    needs, strengths = Items(roster, "needs", "strengths").bits
    asked = np.bitwise_count(needs).sum(axis=1)
    offered = np.bitwise_count(strengths).sum(axis=1)

    def feature(mentee: Ints, mentor: Ints) -> Floats:
        met = np.zeros(len(mentee), dtype=np.int64)
        for word in range(needs.shape[1]):
            met += np.bitwise_count(needs[mentee, word] & strengths[mentor, word])
        known = (asked[mentee] > 0) & (offered[mentor] > 0)
        return np.where(known, met / np.maximum(asked[mentee], 1), np.nan)

    return feature


def _context(roster: Roster) -> Feature:
    """Mean of: same locale 1, neighbouring .5; 1 - min(1, |log2(size ratio)| / 4)."""
    order = {code: place for place, code in enumerate(LOCALES)}
    locales = [
        np.array([order.get(code, -1) for code in texts(roster.table(table), "locale")], dtype=np.int64)
        for table in ("mentees", "mentors")
    ]
    # Rounded once a person, so that the last bit of a machine's log2 cannot show in a pair's score.
    sizes = [np.round(np.log2(numbers(roster.table(t), "district_size")), 9) for t in ("mentees", "mentors")]

    def feature(mentee: Ints, mentor: Ints) -> Floats:
        one, other = locales[0][mentee], locales[1][mentor]
        apart = np.abs(one - other)
        place = np.where(apart == 0, 1.0, np.where(apart == 1, 0.5, 0.0))
        place_known = (one >= 0) & (other >= 0)
        size = 1 - np.minimum(1.0, np.abs(sizes[0][mentee] - sizes[1][mentor]) / 4)
        size_known = ~np.isnan(size)
        total = np.where(place_known, place, 0.0) + np.where(size_known, size, 0.0)
        parts = place_known.astype(np.int64) + size_known
        return np.where(parts > 0, total / np.maximum(parts, 1), np.nan)

    return feature


def _style(roster: Roster) -> Feature:
    """1 - mean absolute difference / 4 over the answers that both gave."""
    shared = sorted(
        name
        for name in roster.mentees.columns
        if name.startswith(STYLE_PREFIX) and name in roster.mentors.columns
    )
    answers = [(numbers(roster.mentees, name), numbers(roster.mentors, name)) for name in shared]

    def feature(mentee: Ints, mentor: Ints) -> Floats:
        total, count = np.zeros(len(mentee)), np.zeros(len(mentee))
        for one, other in answers:
            apart = np.abs(one[mentee] - other[mentor])
            known = ~np.isnan(apart)
            total += np.where(known, apart, 0.0)
            count += known
        return np.where(count > 0, 1 - total / np.maximum(count, 1) / 4, np.nan)

    return feature


def distances(roster: Roster) -> Feature:
    """Return a function to great-circle distances in km; NaN where a position is unknown."""
    places = [_unit_vectors(roster, table) for table in ("mentees", "mentors")]

    def kilometres(mentee: Ints, mentor: Ints) -> Floats:
        chord = np.zeros(len(mentee))
        for axis in range(3):
            chord += np.square(places[0][mentee, axis] - places[1][mentor, axis])
        return 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(chord) / 2))

    return kilometres


def _unit_vectors(roster: Roster, table: str) -> Floats:
    """Return positions on the unit sphere, people × 3, rounded to some centimetres once a person."""
    latitude = np.radians(numbers(roster.table(table), "latitude"))
    longitude = np.radians(numbers(roster.table(table), "longitude"))
    axes = (np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude))
    return np.round(np.stack(axes, axis=1), 9)


def _proximity(roster: Roster, policy: Policy) -> Feature:
    """1 up to full_km, falling linearly to 0 at zero_km."""
    kilometres, asked = distances(roster), policy.proximity
    virtual = [texts(roster.table(table), "meeting") == "virtual" for table in ("mentees", "mentors")]

    def feature(mentee: Ints, mentor: Ints) -> Floats:
        near = (asked.zero_km - kilometres(mentee, mentor)) / (asked.zero_km - asked.full_km)
        near = np.minimum(1.0, np.maximum(0.0, near))
        if asked.virtual_is_near:
            near = np.where(virtual[0][mentee] | virtual[1][mentor], 1.0, near)
        return near

    return feature


def _meeting(roster: Roster) -> Feature:
    """1 if they can meet as both want."""
    wants = [texts(roster.table(table), "meeting") for table in ("mentees", "mentors")]
    codes = {"either": 0, "in_person": 1, "virtual": 2}
    ways = [np.array([codes[way] for way in side], dtype=np.int64) for side in wants]

    def feature(mentee: Ints, mentor: Ints) -> Floats:
        one, other = ways[0][mentee], ways[1][mentor]
        return np.where((one == other) | (one == 0) | (other == 0), 1.0, 0.0)

    return feature


def _group(roster: Roster) -> Feature:
    """Return the feature: same group 1, experienced in it .5."""
    same = Items(roster, "component_group", "component_group")
    practised = Items(roster, "component_group", "experience")

    def feature(mentee: Ints, mentor: Ints) -> Floats:
        experienced = np.where(practised.shared_by(mentee, mentor), 0.5, 0.0)
        return np.where(same.shared_by(mentee, mentor), 1.0, experienced)

    return feature


def _years(roster: Roster) -> Feature:
    """Return the feature: the mentor's years of experience, up to 15."""
    share = np.minimum(1.0, numbers(roster.mentors, "years_experience") / YEARS_FULL)

    def feature(mentee: Ints, mentor: Ints) -> Floats:
        return share[mentor]

    return feature
