"""Which answers to collect, against lists made from the rows with the answers in them."""

import random
from itertools import chain, combinations, permutations, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from oracles import fit, hand
from oracles.limited_seasons import goal_orders, limited_seasons, regional_seasons
from oracles.people import cell
from oracles.rules import candidates
from oracles.seasons import TOPICS, policy_of, roster_of, seasons

from matcher import InputError, match
from matcher.scenarios.answers.facts import find_asked
from matcher.scenarios.answers.fits import Fits
from matcher.scenarios.answers.rules import rules_look_at
from matcher.scenarios.answers.trying import answers_to, value_in_words

FACTS = {
    ("mentee", "preferred_mentors"): ("preference", ["preferred_mentors"]),
    ("mentee", "needs"): ("needs", ["needs"]),
    ("mentor", "strengths"): ("needs", ["strengths"]),
    ("mentor", "years_experience"): ("years", ["years_experience"]),
    **{
        (side, name): (feature, columns)
        for side in ("mentee", "mentor")
        for name, feature, columns in (
            ("locale", "context", ["locale"]),
            ("district_size", "context", ["district_size"]),
            ("position", "proximity", ["latitude", "longitude"]),
            ("style", "style", ["style_1", "style_2"]),
        )
    },
}
NUMBERS = {
    "years_experience": ["0", "2", "7.5", "11", "15", "60"],
    "district_size": ["1", "60", "350", "2000", "9000", "300000"],
    "latitude": ["45.0", "45.7", "46.25", "47.5", "-20"],
    "longitude": ["-93.0", "-94.1", "-95.125", "10"],
    "style_1": ["", "1", "2.5", "4", "5"],
    "style_2": ["", "1", "3", "5"],
    "locale": fit.LOCALES,
}

by_fit = goal_orders.filter(lambda order: {"compatibility", "worst_off"} & set(order))
SEASONS = (
    limited_seasons(most=6, order=by_fit, loose=True)
    | regional_seasons(most=6, order=by_fit)
    | seasons(most=6, keepable=True, order=["served", "tiers", "compatibility"])
)
"""With many facts that are not known, as most columns may be empty."""


def matched(season):
    try:
        return match(roster_of(season), policy_of(season), region=season.region)
    except InputError:  # its limits cut through each other
        return None


def mentors_of(matching):
    """Return whom everybody has; None where there is no list."""
    if matching is None or matching.status != "optimal":
        return None
    pairs = zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True)
    found = {}
    for mentee, mentor in pairs:
        found.setdefault(mentee, set()).add(mentor)
    return found


def moved(before, after):
    return {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}


def with_answer(season, side, person, answer):
    """Return the season in whose rows somebody has said something."""
    key, table = f"{side}_id", f"{side}s"
    rows = [{**row, **answer} if row[key] == person else row for row in getattr(season, table)]
    return season.with_parts(**{table: rows})


def parsed(answer):
    return dict(one.split(" = ") for one in answer.split(", "))


def possible_answers(season, side, person, columns):
    """Return many answers to one question; only what is empty is told."""
    row = getattr(season, side)[person]
    empty = [name for name in columns if not cell(row, name)]
    options = {
        "needs": lists_of(TOPICS),
        "strengths": lists_of(TOPICS),
        "preferred_mentors": lists_of([one["mentor_id"] for one in season.mentors]),
        **NUMBERS,
    }
    return [
        dict(zip(empty, told, strict=True))
        for told in product(*(options[name] for name in empty))
        if any(told)
    ]


def lists_of(options):
    return [";".join(one) for one in chain(*(permutations(options, size) for size in (1, 2)))] + [
        ";".join(one) for one in combinations(options, 3)
    ]


def asked(season):
    matching = matched(season)
    assume(matching is not None and matching.status == "optimal")
    return matching, matching.answers_to_collect().questions


def has_column(season, side, name):
    return any(name in row for row in getattr(season, f"{side}s"))


@settings(max_examples=25)
@given(SEASONS)
def test_asked_is_whatever_could_say_something_of_a_possible_pair(season):
    _, questions = asked(season)
    weights, possible = fit.weights(season.policy), candidates(season)
    found = {(row["side"], row["person_id"], row["fact"]): row for row in questions.to_dict("records")}
    for (side, fact), (feature, columns) in FACTS.items():
        if fact == "style":
            columns = [
                one for one in columns if all(has_column(season, s, one) for s in ("mentee", "mentor"))
            ]
        for person in getattr(season, side):
            answers = possible_answers(season, side, person, columns)
            pairs = {
                pair
                for answer in answers
                for pair in possible
                if pair[side == "mentor"] == person
                and says_something(season, side, person, answer, feature, pair)
            }
            row = found.pop((side, person, fact), None)
            assert (row is not None) == (feature in weights and bool(pairs))
            if row is not None:
                assert row["possible"] == len(pairs)
                assert row["name"] == " ".join(getattr(season, side)[person]["name"].split()) or row["name"]
    assert not found


def says_something(season, side, person, answer, feature, pair):
    told = with_answer(season, side, person, answer)
    before, after = (
        fit.features(one.policy, one.mentee[pair[0]], one.mentor[pair[1]])[feature] for one in (season, told)
    )
    return before != after


@settings(max_examples=40)
@given(SEASONS)
def test_an_answer_that_changes_the_list_moves_just_those_who_are_told(season):
    matching, questions = asked(season)
    before = mentors_of(matching)
    for row in questions[questions["status"] == "changes"].to_dict("records"):
        answer = parsed(row["answer"])
        after = mentors_of(matched(with_answer(season, row["side"], row["person_id"], answer)))
        assert moved(before, after) == set(row["mentees"].split(";"))
        assert row["pairs"] == len(row["mentees"].split(";")) > 0


@settings(max_examples=40)
@given(SEASONS)
def test_where_no_answer_can_change_the_list_none_does(season):
    matching, questions = asked(season)
    before = mentors_of(matching)
    dice = random.Random(len(questions))
    rows = questions[questions["status"] == "cannot"].to_dict("records")
    for row in dice.sample(rows, min(4, len(rows))):
        _, columns = FACTS[row["side"], row["fact"]]
        columns = [name for name in columns if has_column(season, row["side"], name)]
        answers = possible_answers(season, row["side"], row["person_id"], columns)
        for answer in dice.sample(answers, min(12, len(answers))):
            told = with_answer(season, row["side"], row["person_id"], answer)
            assert mentors_of(matched(told)) == before, (row, answer)


def tried_in(matching, asked, number):
    """Return what is tried of one person; in a small season every possible partner is asked."""
    candidates, place = matching.prepared.candidates, int(asked.people[number])
    pairs = asked.pair[asked.of(number)]
    partners = (candidates.mentor if asked.fact.table == "mentees" else candidates.mentee)[pairs]
    return answers_to(matching.prepared, asked.fact, place, partners)


def as_rows(season, asked, number, answer):
    """Return side, id and cells of an answer, as the rows of a season have them."""
    side = asked.fact.table[:-1]
    person = sorted(getattr(season, side))[asked.people[number]]
    return side, person, {name: value_in_words(value) for name, value in answer.items()}


@settings(max_examples=25)
@given(SEASONS)
def test_of_all_answers_that_are_tried_the_one_is_told_that_changes_most(season):
    matching, questions = asked(season)
    before, dice = mentors_of(matching), random.Random(len(questions))
    found = {(row["side"], row["person_id"], row["fact"]): row for row in questions.to_dict("records")}
    everything = [(one, number) for one in find_asked(matching.prepared) for number in range(len(one.people))]
    for one, number in dice.sample(everything, min(4, len(everything))):
        sizes = [0]
        for answer in tried_in(matching, one, number):
            side, person, cells = as_rows(season, one, number, answer)
            after = mentors_of(matched(with_answer(season, side, person, cells)))
            sizes.append(0 if after is None else len(moved(before, after)))
        side, person, _ = as_rows(season, one, number, {})
        assert found[side, person, one.fact.name]["pairs"] == max(sizes)


def partial_limit(side):
    """Return a season in which whom somebody has can be exchanged within a limit on a part of their pairs.

    One of side has two seats, and at the most one pair with each region; two of the other side are of one region.
    """
    other = {"mentor": "mentee", "mentee": "mentor"}[side]
    needs, make = {"mentor": "strengths", "mentee": "needs"}, {"mentor": hand.mentor, "mentee": hand.mentee}
    seats = {"mentor": {"capacity": "2"}, "mentee": {"mentors_needed": "2"}}
    own = [
        make[side]("A", **seats[side]),
        make[side]("B", **{needs[side]: "t2"}),
    ]
    others = [
        make[other]("C", **{needs[other]: "t1"}),
        make[other]("D", **{needs[other]: "t2;t3" if side == "mentor" else "t2"}),
        make[other]("E", region="South"),
    ]
    limit = {"name": "one of each region", "by": [f"{side}.{side}_id", f"{other}.region"], "max": 1}
    rules = hand.policy(
        objectives={"order": ["served", "compatibility"]}, compatibility={"needs": 1}, limits=[limit]
    )
    tables = {f"{side}s": own, f"{other}s": others}
    return hand.season(tables["mentors"], tables["mentees"], rules)


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_who_is_behind_a_limit_on_a_part_of_their_pairs_can_exchange_one_within_it(side):
    season = partial_limit(side)
    matching = matched(season)
    questions = matching.answers_to_collect().questions
    row = questions[(questions["side"] == side) & (questions["person_id"] == "A")].to_dict("records")[0]
    assert (row["status"], row["pairs"]) == ("changes", 2)
    after = mentors_of(matched(with_answer(season, side, "A", parsed(row["answer"]))))
    assert moved(mentors_of(matching), after) == set(row["mentees"].split(";"))


def test_a_partner_behind_a_full_limit_on_a_part_of_their_pairs_can_be_exchanged_for():
    """A mentor has one mentee of the North, and may have no more of them: either of two, as soon as one tells the needs."""
    mentors = [hand.mentor("M1", strengths="t1;t2", capacity="2"), hand.mentor("M2", region="South")]
    mentees = [
        hand.mentee("P1"),
        hand.mentee("P2", needs="t1;t2;t3"),
        hand.mentee("P3", region="South", needs="t1"),
    ]
    limit = {"name": "one of each region", "by": ["mentor.mentor_id", "mentee.region"], "max": 1}
    rules = hand.policy(objectives={"order": ["compatibility"]}, compatibility={"needs": 1}, limits=[limit])
    season = hand.season(mentors, mentees, rules)
    matching = matched(season)
    found = matching.answers_to_collect().questions
    after = mentors_of(matched(with_answer(season, "mentee", "P1", {"needs": "t1"})))
    assert moved(mentors_of(matching), after)
    assert found.loc[found["person_id"] == "P1", "status"].tolist() == ["changes"]


@settings(max_examples=25)
@given(SEASONS)
def test_fits_under_an_answer_are_in_every_bit_those_of_the_lists_with_it(season):
    matching, _ = asked(season)
    for one in find_asked(matching.prepared):
        if rules_look_at(matching.policy, one.fact):
            continue
        fits = Fits(matching.prepared, one)
        low, high = fits.bounds
        answers = [
            (number, answer)
            for number in range(len(one.people))
            for answer in tried_in(matching, one, number)
        ]
        feature = fits.feature_with(answers)
        for row, (number, answer) in random.Random(len(answers)).sample(
            list(enumerate(answers)), min(2, len(answers))
        ):
            side, person, cells = as_rows(season, one, number, answer)
            told = matched(with_answer(season, side, person, cells))
            right = told.prepared.scores.micro[one.pair[one.of(number)]]
            assert fits.under(feature, row, number).tobytes() == right.tobytes()
            assert np.all((low[one.of(number)] <= right) & (right <= high[one.of(number)]))


@settings(max_examples=25)
@given(SEASONS)
def test_the_rows_are_counted_and_the_most_useful_come_first(season):
    matching, questions = asked(season)
    found = matching.answers_to_collect()
    assert questions["pairs"].is_monotonic_decreasing
    for row in found.facts.to_dict("records"):
        own = questions[(questions["side"] == row["side"]) & (questions["fact"] == row["fact"])]
        assert row["asked"] == len(own) == row["changes"] + row["perhaps"] + row["cannot"]
        assert row["most_pairs"] == own["pairs"].max()
        assert row["changes"] == (own["pairs"] > 0).sum()
    assert found.facts["asked"].sum() == len(questions)
