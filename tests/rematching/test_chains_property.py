"""Chains of any two lists: every pair that differs is in one step, and each step leads to whose place it was."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.rematching.chains import chains_between

pairs = st.frozensets(st.tuples(st.sampled_from("pqrstu"), st.sampled_from("ABCDE")), max_size=12)


def steps_of(chains):
    return [step for chain in chains for step in chain.steps]


@settings(max_examples=400)
@given(pairs, pairs, pairs)
def test_every_pair_that_differs_is_given_up_or_had_in_exactly_one_step(before, after, ended):
    steps = steps_of(chains_between(before, after, ended))
    given_up = Counter((step.mentee, step.before) for step in steps if step.before)
    had = Counter((step.mentee, step.after) for step in steps if step.after)
    assert given_up == Counter(before - after)
    assert had == Counter(after - before)


@settings(max_examples=400)
@given(pairs, pairs, pairs)
def test_the_mentor_of_a_step_is_given_up_by_the_next_one(before, after, ended):
    for chain in chains_between(before, after, ended):
        following = [*chain.steps[1:], *chain.steps[:1]] if chain.closed else chain.steps[1:]
        for step, other in zip(chain.steps, following, strict=False):
            assert step.after == other.before != ""
            assert (other.mentee, step.after) in before
            assert (other.mentee, step.after) not in after


@settings(max_examples=400)
@given(pairs, pairs, pairs)
def test_a_chain_ends_where_nobody_gives_up_the_place_and_begins_where_nobody_takes_it(before, after, ended):
    chains = [chain for chain in chains_between(before, after, ended) if not chain.closed]
    taken = {chain.steps[-1].after for chain in chains} - {""}
    left = {chain.steps[0].before for chain in chains} - {""}
    assert not taken & left


@settings(max_examples=200)
@given(pairs, pairs, pairs)
def test_somebody_changes_a_mentor_for_another_as_often_as_can_be(before, after, ended):
    steps = steps_of(chains_between(before, after, ended))
    for mentee in {step.mentee for step in steps}:
        own = [step for step in steps if step.mentee == mentee]
        assert not (any(not step.before for step in own) and any(not step.after for step in own))


def test_the_place_of_who_could_have_stayed_is_the_first_to_be_told():
    """Two leave A, one of whom cannot be with A any more; one comes: the other one made room."""
    before, after = {("p", "A"), ("q", "A")}, {("p", "B"), ("q", "C"), ("r", "A")}
    chains = chains_between(before, after, {("p", "A")})
    assert [[step.mentee for step in chain.steps] for chain in chains] == [["p"], ["r", "q"]]
