"""The fit of every pair, feature by feature, against plain arithmetic on the rows."""

import math

import numpy as np
import pytest
from hypothesis import given
from oracles import fit as oracle
from oracles.hand import mentee, mentor, season
from oracles.seasons import FEATURES, policy_of, roster_of, seasons

from matcher.compatibility import Scorecard
from matcher.compatibility.features import make_features
from matcher.reading import conform


def every_pair(season):
    """Return roster, policy, and the places of all pairs, possible or not."""
    policy = policy_of(season)
    roster = conform(roster_of(season), policy.expectations)
    sizes = len(roster.mentees), len(roster.mentors)
    mentee, mentor = (grid.ravel().astype(np.int64) for grid in np.indices(sizes))
    rows = [
        (season.mentee[roster.mentees["mentee_id"][one]], season.mentor[roster.mentors["mentor_id"][other]])
        for one, other in zip(mentee, mentor, strict=True)
    ]
    return roster, policy, mentee, mentor, rows


@given(seasons())
def test_every_feature_is_what_its_formula_says(season):
    roster, policy, mentee, mentor, rows = every_pair(season)
    made = make_features(roster, policy)
    assert sorted(made) == sorted(FEATURES)
    for name, feature in made.items():
        for value, (one, other) in zip(feature(mentee, mentor).tolist(), rows, strict=True):
            expected = oracle.features(season.policy, one, other)[name]
            assert math.isnan(value) == (expected is None), name
            if expected is not None:
                assert value == pytest.approx(expected, abs=1e-6), name
                assert 0 <= value <= 1


@given(seasons())
def test_score_is_the_weighted_mean_where_unknown_counts_one_half(season):
    roster, policy, mentee, mentor, rows = every_pair(season)
    scores = Scorecard(roster, policy).score(mentee, mentor)
    for micro, known, (one, other) in zip(scores.micro.tolist(), scores.known.tolist(), rows, strict=True):
        expected, count = oracle.score(season.policy, one, other)
        assert micro / 1_000_000 == pytest.approx(expected, abs=1.01e-6)
        assert known == count
        assert 0 <= micro <= 1_000_000


@given(seasons())
def test_contributions_add_up_to_the_score(season):
    roster, policy, mentee, mentor, rows = every_pair(season)
    card = Scorecard(roster, policy)
    parts = card.contributions(mentee, mentor)
    assert set(parts) == set(oracle.weights(season.policy))
    total = sum(parts.values())
    assert np.allclose(total, card.score(mentee, mentor).micro / 1_000_000, atol=1e-6, rtol=0)
    for name, share in oracle.weights(season.policy).items():
        for part, (one, other) in zip(parts[name].tolist(), rows, strict=True):
            value = oracle.features(season.policy, one, other)[name]
            assert part == pytest.approx(share * (0.5 if value is None else value), abs=1e-6)


@given(seasons(most=4))
def test_a_score_does_not_depend_on_who_else_is_scored(season):
    roster, policy, mentee, mentor, _ = every_pair(season)
    card = Scorecard(roster, policy)
    together = card.score(mentee, mentor).micro
    alone = [card.score(mentee[[place]], mentor[[place]]).micro[0] for place in range(len(mentee))]
    assert together.tolist() == alone


def test_wishes_count_less_from_place_to_place_but_never_less_than_half():
    ids = [f"M{number}" for number in range(9)]
    named = ids[:8]
    case = season(
        [mentor(one) for one in ids], [mentee("P1", preferred_mentors=";".join(named)), mentee("P2")]
    )
    roster, policy, one, other, _ = every_pair(case)
    found = make_features(roster, policy)["preference"](one, other)
    assert found[:9] == pytest.approx([1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.5, 0.5, 0])
    assert np.isnan(found[9:]).all()


@pytest.mark.parametrize(
    ("east", "value"),
    [("-93.0", 1), ("-92.75", 1), ("-92.2", 0.80646), ("-91.0", 0.25147), ("-90.0", 0), ("93.0", 0)],
)
def test_nearness_falls_from_30_km_to_200_km(east, value):
    """At 45 degrees north a degree of longitude is 78.6 km."""
    case = season(
        [mentor("M1", latitude="45", longitude=east)], [mentee("P1", latitude="45", longitude="-93.0")]
    )
    roster, policy, one, other, _ = every_pair(case)
    assert make_features(roster, policy)["proximity"](one, other)[0] == pytest.approx(value, abs=1e-4)
