"""After one change in the lists, the list found from the earlier one is the same in every file."""

import pandas as pd
import pytest

import matcher
from matcher.matching import making
from matcher.report.writing import result_files
from matcher.sample import invent


def one_person_fewer(tables, listed):
    return {**tables, "mentees": tables["mentees"].iloc[1:]}


def one_seat_more(tables, listed):
    seats = ["3", *tables["mentors"]["capacity"].iloc[1:]]
    return {**tables, "mentors": tables["mentors"].assign(capacity=seats)}


def fixed(kind):
    def change(tables, listed):
        row = {"mentor_id": listed["mentor_id"][0], "mentee_id": listed["mentee_id"][0], "kind": kind}
        return {**tables, "pairs": pd.DataFrame([row])}

    return change


@pytest.mark.parametrize("policy", ["masa", "awsp"])
@pytest.mark.parametrize("change", [one_person_fewer, one_seat_more, fixed("block"), fixed("lock")])
def test_every_file_is_the_same_as_without_the_earlier_list(monkeypatch, policy, change):
    monkeypatch.setattr(making, "LARGE", 0)
    rules = matcher.load_policy(policy)
    tables = {name: frame for name, frame in invent(policy, 5).items() if name != "pairs"}
    earlier = matcher.match(matcher.read_frames(**tables, expectations=rules.expectations), rules)
    after = matcher.read_frames(**change(tables, earlier.pairs), expectations=rules.expectations)
    anew, again = matcher.match(after, rules), matcher.match(after, rules, earlier=earlier)
    assert anew.status == "optimal"
    assert result_files(again) == result_files(anew)
