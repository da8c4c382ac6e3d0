"""The ends of what can be asked."""

import dataclasses

import numpy as np
import pytest

from matcher.assignment import Assignment, LevelValue, assign

ORDERS = [
    ("served", "compatibility"),
    ("compatibility",),
    ("first_come", "tiers", "compatibility"),
    ("served", "worst_off", "balance", "compatibility"),
]


def ask(pairs, scores, demand, capacity, levels=("served", "compatibility"), **more):
    """Assign pairs of (mentee, mentor), the first rank and no tier costs unless given."""
    mentee, mentor = (np.array([pair[side] for pair in pairs], dtype=int) for side in (0, 1))
    more = {"rank": np.zeros(len(demand), dtype=int), "tier_cost": np.zeros(len(pairs), dtype=int), **more}
    return assign(mentee, mentor, scores, demand=demand, capacity=capacity, levels=levels, **more)


def values(found):
    return {one.name: one.value for one in found.levels}


@pytest.mark.parametrize("levels", ORDERS)
def test_nobody_at_all(levels):
    found = ask([], [], [], [], levels)
    assert found.status == "optimal"
    assert found.chosen.tolist() == []
    assert found.verify()
    assert not any(values(found).values())


@pytest.mark.parametrize("levels", ORDERS)
def test_no_candidates(levels):
    found = ask([], [], [1, 2], [1], levels)
    assert found.chosen.tolist() == []
    assert found.chosen.dtype == bool
    assert found.verify()


@pytest.mark.parametrize("levels", ORDERS)
def test_one_person_on_each_side(levels):
    found = ask([(0, 0)], [0.5], [1], [1], levels)
    assert found.chosen.tolist() == [True]
    assert found.verify()


@pytest.mark.parametrize("levels", ORDERS)
def test_no_seat_and_no_demand(levels):
    assert ask([(0, 0)], [0.5], [1], [0], levels).chosen.tolist() == [False]
    assert ask([(0, 0)], [0.5], [0], [1], levels).chosen.tolist() == [False]


@pytest.mark.parametrize("size", [1e-3, 1e-4, 1e-9, 5e-324])
def test_scores_of_a_thousandth_and_below_decide_as_large_ones_do(size):
    scores = np.array([1, 3, 2, 1]) * size
    found = ask([(0, 0), (0, 1), (1, 0), (1, 1)], scores, [1, 1], [1, 1])
    assert found.chosen.tolist() == [False, True, True, False]
    assert values(found)["compatibility"] == scores[1] + scores[2]


@pytest.mark.parametrize("score", [0.0, 1e-12, 1.0, 1e300])
def test_all_scores_equal_serve_all_alike(score):
    pairs = [(mentee, mentor) for mentee in range(5) for mentor in range(4)]
    for levels in ORDERS:
        found = ask(pairs, [score] * 20, [1] * 5, [1, 1, 1, 1], levels)
        assert found.chosen.sum() == 4
        assert found.verify()


def test_equal_scores_below_zero_are_worth_nothing_alone_but_serve_where_that_comes_first():
    assert not ask([(0, 0)], [-1e300], [1], [1], ("compatibility",)).chosen.any()
    assert ask([(0, 0)], [-1e300], [1], [1]).chosen.all()


def test_a_thousand_mentees_who_want_one_mentor():
    pairs = [(mentee, 0) for mentee in range(1000)]
    scores = np.random.default_rng(5).random(1000)
    found = ask(pairs, scores, [1] * 1000, [2])
    assert np.flatnonzero(found.chosen).tolist() == np.sort(np.argsort(scores)[-2:]).tolist()
    rank = np.arange(1000)[::-1]
    found = ask(pairs, scores, [1] * 1000, [3], ("first_come", "compatibility"), rank=rank)
    assert np.flatnonzero(found.chosen).tolist() == [997, 998, 999]
    assert values(found)["first_come"] == 3


def test_lowest_rank_goes_first_and_equal_ranks_go_by_index():
    found = ask([(0, 0), (1, 0), (2, 0)], [9, 5, 1], [1] * 3, [1], ("first_come",), rank=[7, -3, -3])
    assert found.chosen.tolist() == [False, True, False]


def test_more_seats_than_there_are_arcs():
    most = np.iinfo(np.int64).max
    for levels in ORDERS:
        found = ask([(0, 0), (1, 0)], [0.1, 0.2], [most, most], [most], levels)
        assert found.chosen.all()


def test_values_are_in_the_units_of_what_was_given():
    pairs, scores = [(0, 0), (0, 1), (1, 0)], [0.25, 1.5, -0.125]
    levels = ("served", "tiers", "worst_off", "compatibility", "balance")
    found = ask(pairs, scores, [2, 1], [2, 1], levels, tier_cost=[3, 5, 7])
    assert found.chosen.all()
    assert values(found) == {
        "served": 5,
        "tiers": 15,
        "worst_off": -0.125,
        "compatibility": 1.625,
        "balance": 5,
    }
    assert found.levels[0] == LevelValue("served", 5, 5, proven=True)


def test_the_lowest_score_looks_at_no_locked_arc():
    pairs, scores = [(0, 0), (1, 1)], [-5.0, 2.0]
    found = ask(pairs, scores, [1, 1], [1, 1], ("served", "worst_off"), locked=[True, False])
    assert values(found)["worst_off"] == 2.0
    found = ask(pairs, scores, [1, 1], [1, 1], ("served", "worst_off"), locked=[True, True])
    assert values(found)["worst_off"] is None


def test_scores_whose_sum_no_float_holds():
    found = ask([(0, 0), (1, 1)], [1.5e308, 1.5e308], [1, 1], [1, 1])
    assert values(found)["compatibility"] == np.inf
    found = ask([(0, 0), (1, 1), (2, 2)], [1.5e308, 1.5e308, -1.5e308], [1] * 3, [1] * 3)
    assert values(found)["compatibility"] == 1.5e308


def test_a_lock_is_kept_against_all_levels():
    found = ask([(0, 0), (0, 1)], [-1e9, 1.0], [1], [1, 1], ("compatibility",), locked=[True, False])
    assert found.chosen.tolist() == [True, False]


def test_a_minimum_load_draws_mentees_away_from_better_pairs():
    pairs, scores = [(0, 0), (0, 1), (1, 0), (1, 1)], [0.9, 0.1, 0.9, 0.2]
    assert ask(pairs, scores, [1, 1], [2, 1]).chosen.tolist() == [True, False, True, False]
    assert ask(pairs, scores, [1, 1], [2, 1], min_load=[0, 1]).chosen.tolist() == [True, False, False, True]
    assert ask(pairs, scores, [1, 1], [2, 1], min_load=1).chosen.tolist() == [True, False, False, True]


def test_overfull_locks_cannot_be_kept():
    found = ask([(1, 0), (0, 0)], [1.0, 1.0], [1, 1], [1], locked=[True, True])
    assert found.status == "infeasible"
    assert found.chosen is None
    assert found.proof is None
    assert found.levels == ()
    assert [one.locked.tolist() for one in found.conflicts] == [[0, 1]]
    assert found.loosening.total == 1
    assert found.verify()


def test_conflicts_name_arcs_as_the_caller_numbers_them():
    pairs = [(2, 1), (0, 0), (1, 1), (0, 1)]
    found = ask(pairs, [1.0] * 4, [1, 1, 1], [1, 1], locked=[True, False, True, False])
    assert [one.locked.tolist() for one in found.conflicts] == [[0, 2]]
    (freed,) = found.loosening.locked.tolist()
    assert freed in (0, 2)
    assert found.loosening.chosen[2 - freed]
    assert not found.loosening.chosen[freed]


def test_locks_without_demand_cannot_be_kept():
    assert ask([(0, 0)], [1.0], [0], [1], locked=[True]).status == "infeasible"
    assert ask([(0, 0)], [1.0], [1], [0], locked=[True]).status == "infeasible"


@pytest.mark.parametrize("capacity", [2, 3])
def test_a_minimum_above_what_can_be_reached_is_infeasible_and_no_error(capacity):
    found = ask([(0, 0), (1, 0)], [1.0, 1.0], [1, 1], [capacity], min_load=3)
    assert found.status == "infeasible"
    assert [one.min_loads.tolist() for one in found.conflicts] == [[0]]
    assert found.loosening.min_loads.tolist() == [1]
    assert found.verify()


def test_minimums_that_share_one_mentee_are_in_conflict():
    found = ask([(0, 0), (0, 1), (0, 2)], [1.0] * 3, [1], [1, 1, 1], min_load=[1, 0, 1])
    assert [one.min_loads.tolist() for one in found.conflicts] == [[0, 2]]


def test_a_list_or_proof_that_was_changed_is_not_verified():
    found = ask([(0, 1), (0, 0), (1, 1)], [0.9, 0.2, 0.5], [1, 1], [1, 1])
    assert found.verify()
    for chosen in ([False, False, True], [True, True, True], [True, False, False], [True]):
        assert not dataclasses.replace(found, chosen=np.array(chosen)).verify()
    prices = found.proof.prices + 1_000_000 * np.arange(5)
    assert not dataclasses.replace(found, proof=dataclasses.replace(found.proof, prices=prices)).verify()
    assert not dataclasses.replace(found, proof=None).verify()


def test_a_conflict_that_was_changed_is_not_verified():
    found = ask([(1, 0), (0, 0), (0, 1)], [1.0] * 3, [1, 1], [1, 1], locked=[True, True, False])
    assert found.verify()
    one = dataclasses.replace(found.conflicts[0], locked=np.array([0, 2]))
    for conflicts in ((), (one,)):
        changed = dataclasses.replace(found.infeasible, conflicts=conflicts)
        assert not dataclasses.replace(found, infeasible=changed).verify()
    nothing = np.zeros(3, dtype=bool)
    for eased in (
        dataclasses.replace(found.loosening, locked=np.array([0, 1]), chosen=nothing),
        dataclasses.replace(found.loosening, locked=np.array([], dtype=int)),
    ):
        changed = dataclasses.replace(found.infeasible, loosening=eased)
        assert not dataclasses.replace(found, infeasible=changed).verify()


def test_can_be_shown_compared_and_put_into_a_set():
    found = ask([(0, 0)], [1.0], [1], [1])
    assert "optimal" in repr(found)
    assert "Instance" not in repr(found)
    assert found == found
    assert found != ask([(0, 0)], [1.0], [1], [1])
    assert {found}
    assert isinstance(found, Assignment)


def test_seconds_are_told_by_phase_and_level():
    found = ask([(0, 0)], [1.0], [1], [1], ("first_come", "tiers", "compatibility"))
    assert list(found.seconds) == [
        "arrays",
        "start",
        "first_come",
        "tiers",
        "compatibility",
        "tie_break",
        "proof",
    ]
    assert all(seconds >= 0 for seconds in found.seconds.values())
