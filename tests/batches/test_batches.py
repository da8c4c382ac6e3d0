"""One batch after another: what stands, who goes when, and what is refused."""

from datetime import datetime

import pandas as pd
import pytest

from matcher import InputError, load_policy, read_frames, verify, write_result
from matcher.batches import run_batch
from matcher.ledger import Ledger, record
from matcher.matching import InfeasibleError
from matcher.policy import parse_policy
from matcher.report.page import report_html

MONDAY, TUESDAY, FRIDAY = (datetime(2026, 10, day, 9, 0) for day in (5, 6, 9))


def policy(**more):
    return parse_policy({**load_policy("awsp").canonical(), **more})


def mentor(one, **cells):
    plain = {
        "name": f"Mentor {one}",
        "email": f"{one.lower()}@example.org",
        "region": "ESD-121",
        "district": f"D{one}",
    }
    return {
        "mentor_id": one,
        **plain,
        "component_group": "high",
        "training": "trained",
        "capacity": "1",
        **cells,
    }


def mentee(one, asked, **cells):
    plain = {
        "name": f"Mentee {one}",
        "email": f"{one.lower()}@example.org",
        "region": "ESD-121",
        "district": f"D{one}",
    }
    return {"mentee_id": one, **plain, "component_group": "high", "requested_at": asked, **cells}


def lists(mentors, mentees, rules=None, **tables):
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    rules = rules or policy()
    return read_frames(
        pd.DataFrame(mentors), pd.DataFrame(mentees), **frames, expectations=rules.expectations
    )


def three_for_one(**cells):
    return lists(
        [mentor("M1", **cells)],
        [mentee("P1", "2026-10-03"), mentee("P2", "2026-10-01"), mentee("P3", "2026-10-02")],
    )


def made(batch):
    return dict(zip(batch.served["mentee_id"], batch.served["mentor_id"], strict=True))


def test_the_earliest_request_is_served_and_the_others_wait_in_order():
    batch = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    assert made(batch) == {"P2": "M1"}
    line = batch.line
    assert line["mentee_id"].tolist() == ["P2", "P3", "P1"]
    assert line["place"].tolist() == [1, 2, 3]
    assert line["days_waited"].tolist() == [4, 3, 2]
    assert line["why"].tolist() == [
        "",
        "1 request before it holds the seat that can be had from the 1 mentor possible for that or for this one.",
        "1 request before it holds the seat that can be had from the 1 mentor possible for that or for this one.",
    ]


def test_a_request_that_comes_later_is_not_there_yet():
    roster = lists([mentor("M1")], [mentee("P1", "2026-10-06T08:00"), mentee("P2", "2026-10-05T09:00")])
    batch = run_batch(roster, policy(), Ledger(), MONDAY)
    assert batch.line["mentee_id"].tolist() == ["P2"]
    assert "P1" not in set(batch.matching.roster.mentees["mentee_id"])


def test_an_earlier_request_never_takes_the_mentor_of_a_pair_that_stands():
    first = run_batch(lists([mentor("M1")], [mentee("P2", "2026-10-02")]), policy(), Ledger(), MONDAY)
    late = lists([mentor("M1")], [mentee("P2", "2026-10-02"), mentee("P1", "2026-09-01")])
    second = run_batch(late, policy(), first.ledger, FRIDAY)
    assert made(second) == {}
    assert second.line["why"].tolist() == ["The only mentor possible for this request has no seat left."]
    assert second.matching.pairs["kind"].tolist() == ["confirmed"]


def test_a_batch_run_twice_at_one_moment_changes_nothing():
    roster = three_for_one()
    first = run_batch(roster, policy(), Ledger(), MONDAY)
    again = run_batch(roster, policy(), first.ledger, MONDAY)
    assert again.repeated
    assert again.ledger == first.ledger
    assert again.number == first.number == 1
    assert again.matching.pairs.equals(first.matching.pairs)
    assert again.line.equals(first.line)


def test_requests_that_come_after_a_batch_do_not_change_it():
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    rows = [mentee("P1", "2026-10-03"), mentee("P2", "2026-10-01"), mentee("P3", "2026-10-02")]
    roster = lists([mentor("M1")], [*rows, mentee("P4", "2026-10-07")])
    assert run_batch(roster, policy(), first.ledger, MONDAY).repeated


@pytest.mark.parametrize("change", ["a seat", "an event", "a rule"])
def test_the_same_moment_with_something_new_is_another_batch(change):
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    roster, rules, ledger = three_for_one(), policy(), first.ledger
    if change == "a seat":
        roster = three_for_one(capacity="2")
    elif change == "an event":
        ledger = record(ledger, "withdrawn", at=MONDAY, mentee="P2")
    else:
        rules = policy(mentors={**load_policy("awsp").canonical()["mentors"], "max_capacity": 2})
    second = run_batch(roster, rules, ledger, MONDAY)
    assert not second.repeated
    assert second.number == 2
    assert made(second) == ({} if change == "a rule" else {"P3": "M1"})


def test_a_declined_pair_is_not_made_again_and_the_mentee_keeps_the_place():
    roster = lists([mentor("M1"), mentor("M2")], [mentee("P1", "2026-10-01", preferred_mentors="M1")])
    first = run_batch(roster, policy(), Ledger(), MONDAY)
    assert made(first) == {"P1": "M1"}
    ledger = record(first.ledger, "declined", at=TUESDAY, mentee="P1", mentor="M1")
    second = run_batch(roster, policy(), ledger, FRIDAY)
    assert made(second) == {"P1": "M2"}
    assert second.line["days_waited"].tolist() == [8]


def test_an_offer_that_expired_may_be_made_again():
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    ledger = record(first.ledger, "expired", at=TUESDAY, mentee="P2", mentor="M1")
    assert made(run_batch(three_for_one(), policy(), ledger, FRIDAY)) == {"P2": "M1"}


def test_the_seat_of_who_withdraws_goes_to_the_next_and_a_new_request_brings_back():
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    ledger = record(first.ledger, "withdrawn", at=TUESDAY, mentee="P2")
    second = run_batch(three_for_one(), policy(), ledger, FRIDAY)
    assert made(second) == {"P3": "M1"}
    assert second.line["mentee_id"].tolist() == ["P3", "P1"]
    roster = lists(
        [mentor("M1"), mentor("M2")],
        [mentee("P1", "2026-10-03"), mentee("P2", "2026-10-08"), mentee("P3", "2026-10-02")],
    )
    third = run_batch(roster, policy(), ledger, FRIDAY)
    assert third.line["mentee_id"].tolist() == ["P3", "P1", "P2"]


def test_the_mentees_of_a_mentor_who_left_go_first():
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    ledger = record(first.ledger, "left", at=TUESDAY, mentor="M1")
    rows = [mentee("P1", "2026-09-01"), mentee("P2", "2026-10-01"), mentee("P3", "2026-10-02")]
    second = run_batch(lists([mentor("M1"), mentor("M2")], rows), policy(), ledger, FRIDAY)
    assert made(second) == {"P2": "M2"}
    assert second.line["mentee_id"].tolist() == ["P2", "P1", "P3"]
    assert second.line["first"].tolist() == ["yes", "", ""]
    assert second.matching.urgent == ["P2 goes first: M1 left on 2026-10-06."]
    assert [row.cause for row in second.ledger.rows if row.event == "paired"] == ["request", "left"]
    assert "leaves before" in second.matching.mentors.set_index("mentor_id").loc["M1", "cause"]


def test_a_mentor_who_comes_back_has_seats_again():
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    ledger = record(first.ledger, "left", at=TUESDAY, mentor="M1")
    roster = three_for_one(available_from="2026-10-08")
    assert made(run_batch(roster, policy(), ledger, FRIDAY)) == {"P2": "M1"}


def test_who_withdrew_and_asks_again_may_have_the_same_mentor():
    first = run_batch(lists([mentor("M1")], [mentee("P1", "2026-10-01")]), policy(), Ledger(), MONDAY)
    ledger = record(first.ledger, "withdrawn", at=TUESDAY, mentee="P1")
    roster = lists([mentor("M1")], [mentee("P1", "2026-10-08")])
    assert made(run_batch(roster, policy(), ledger, FRIDAY)) == {"P1": "M1"}


def test_with_somebody_urgent_the_promise_speaks_of_the_line():
    ledger = record(Ledger(), "urgent", at=MONDAY, mentee="P1", reason="a new school opens")
    batch = run_batch(three_for_one(), policy(), ledger, MONDAY)
    assert batch.matching.promise[0] == (
        "Requests were served in order, after those who go first: nobody who waits was passed over for a request behind it in "
        "the line, and nobody who waits could be added."
    )
    assert batch.line["why"][1].startswith("1 request before it holds the seat")


def test_a_second_mentor_is_told_of_other_mentors_than_the_first():
    rows = [mentee("P1", "2026-10-01", mentors_needed="2"), mentee("P2", "2026-10-02")]
    batch = run_batch(lists([mentor("M1"), mentor("M2")], rows), policy(), Ledger(), MONDAY)
    assert batch.line["mentee_id"].tolist() == ["P1", "P2", "P1"]
    assert batch.line["why"][2] == "The only other mentor possible for this request has no seat left."
    alone = run_batch(lists([mentor("M1")], rows), policy(), Ledger(), MONDAY)
    assert alone.line["why"].tolist() == [
        "",
        "1 request before it holds the seat that can be had from the 1 mentor possible for that or for this one.",
        "No other mentor is possible for this request.",
    ]


def test_who_needs_more_mentors_than_are_possible_is_not_told_that_none_is():
    rows = [mentee("P1", "2026-10-01"), mentee("P2", "2026-10-02", mentors_needed="2")]
    batch = run_batch(lists([mentor("M1")], rows), policy(), Ledger(), MONDAY)
    assert batch.line["why"][1] == "The only mentor possible for this request has no seat left."


def test_pairs_that_stand_are_no_remark_but_where_a_rule_is_against_them():
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    second = run_batch(three_for_one(), policy(), first.ledger, FRIDAY)
    assert not [one for one in second.matching.notices if "although a rule is against it" in one]


def test_who_asks_for_another_mentor_stands_where_the_new_request_stands():
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    ledger = record(first.ledger, "rematch", at=TUESDAY, mentee="P2")
    second = run_batch(three_for_one(), policy(), ledger, FRIDAY)
    assert made(second) == {"P3": "M1"}
    assert second.line["mentee_id"].tolist() == ["P3", "P1", "P2"]


def test_an_urgent_request_goes_first_with_its_reason():
    ledger = record(Ledger(), "urgent", at=MONDAY, mentee="P1", reason="a new school opens")
    batch = run_batch(three_for_one(), policy(), ledger, MONDAY)
    assert made(batch) == {"P1": "M1"}
    assert batch.matching.urgent == ["P1 goes first: a new school opens"]
    assert batch.ledger.rows[-1].cause == "urgent"


def test_money_by_region_is_kept_over_the_batches_and_counts_what_ended():
    limit = {"name": "funded", "by": ["mentee.region"], "max": 1, "funding": True}
    rules = policy(limits=[limit])
    rows = [
        mentee("P1", "2026-10-01"),
        mentee("P2", "2026-10-02"),
        mentee("P3", "2026-10-03", region="ESD-101"),
    ]
    mentors = [mentor("M1", capacity="3", other_regions="yes"), mentor("M2", region="ESD-101", capacity="3")]
    roster = lists(mentors, rows, rules)
    first = run_batch(roster, rules, Ledger(), MONDAY)
    assert set(made(first)) == {"P1", "P3"}
    assert "place 3, though later, has a place outside of that limit" in first.line["why"][1]
    ledger = record(first.ledger, "withdrawn", at=TUESDAY, mentee="P1")
    assert made(run_batch(roster, rules, ledger, FRIDAY)) == {}
    by_month = policy(
        limits=[limit], money={**load_policy("awsp").canonical()["money"], "part_year": "by_month"}
    )
    assert set(made(run_batch(roster, by_month, ledger, FRIDAY))) == {"P2"}


def test_what_seats_held_back_mean_for_those_who_wait_is_said():
    rules = policy(held_back=[{"name": "winter", "seats": 1, "until": "2026-12-01"}])
    roster = lists(
        [mentor("M1", capacity="2")], [mentee("P1", "2026-10-01"), mentee("P2", "2026-10-02")], rules
    )
    batch = run_batch(roster, rules, Ledger(), MONDAY)
    assert made(batch) == {"P1": "M1"}
    assert batch.held_back == (
        "1 seat is held back until 2026-12-01 ('winter').",
        "1 person who waits could have a mentor now if none were: place 2 of the line.",
        "From that day on such seats are given too, to those who have waited longest first.",
    )
    assert batch.matching.promise[0].endswith("could be added, within the seats that are given now.")
    assert (
        batch.matching.promise[1]
        == "No list that keeps the pairs that stand and all of that serves more people."
    )
    later = run_batch(roster, rules, batch.ledger, datetime(2026, 12, 1))
    assert made(later) == {"P2": "M1"}
    assert later.held_back == ()


def test_a_list_of_a_batch_is_verified_anywhere(tmp_path):
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    ledger = record(first.ledger, "left", at=TUESDAY, mentor="M1")
    batch = run_batch(three_for_one(), policy(), ledger, FRIDAY)
    write_result(batch.matching, tmp_path / "out")
    assert verify(tmp_path / "out").holds
    line = (tmp_path / "out" / "waiting.csv").read_text(encoding="utf-8")
    (tmp_path / "out" / "waiting.csv").write_text(line.replace("P3", "P1"), encoding="utf-8")
    assert not verify(tmp_path / "out").holds


@pytest.mark.parametrize("name", ["masa", "an order"])
def test_rules_that_do_not_serve_in_order_are_refused(name):
    rules = load_policy("masa") if name == "masa" else policy(objectives={"order": ["served", "first_come"]})
    with pytest.raises(InputError, match="first come, first served"):
        run_batch(three_for_one(), rules, Ledger(), MONDAY)


def test_ids_that_say_who_somebody_is_are_refused():
    roster = lists([mentor("M1")], [{**mentee("P1", "2026-10-01"), "mentee_id": ""}])
    with pytest.raises(InputError, match="no id of their own"):
        run_batch(roster, policy(), Ledger(), MONDAY)


def test_a_pair_that_stands_and_is_not_on_the_lists_any_more_is_refused():
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    roster = lists([mentor("M1")], [mentee("P3", "2026-10-02")])
    with pytest.raises(InputError, match="P2 and M1"):
        run_batch(roster, policy(), first.ledger, FRIDAY)
    ledger = record(first.ledger, "withdrawn", at=TUESDAY, mentee="P2")
    batch = run_batch(roster, policy(), ledger, FRIDAY)
    assert made(batch) == {"P3": "M1"}
    assert batch.remarks == ("The ledger names 1 person who is on no list: P2.",)


def test_a_confirmed_pair_of_the_lists_that_is_over_by_the_ledger_is_refused_unless_both_agree():
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    ledger = record(first.ledger, "rematch", at=TUESDAY, mentee="P2")
    rows = [mentee("P1", "2026-10-03"), mentee("P2", "2026-10-01"), mentee("P3", "2026-10-02")]
    for kind in ("confirmed", "agreed"):
        pairs = [{"mentor_id": "M1", "mentee_id": "P2", "kind": kind}]
        roster = lists([mentor("M1")], rows, pairs=pairs)
        if kind == "confirmed":
            with pytest.raises(InputError, match="the pair has ended"):
                run_batch(roster, policy(), ledger, FRIDAY)
        else:
            assert made(run_batch(roster, policy(), ledger, FRIDAY)) == {"P2": "M1"}


@pytest.mark.parametrize("at", [datetime(2026, 10, 4), datetime(2027, 6, 1)])
def test_a_moment_before_the_ledger_or_after_the_season_is_refused(at):
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    with pytest.raises(InputError, match=r"before them|ends on"):
        run_batch(three_for_one(), policy(), first.ledger, at)


def test_what_cannot_hold_together_decides_nothing():
    rows = [mentee("P1", "2026-10-01"), mentee("P2", "2026-10-02")]
    pairs = [{"mentor_id": "M1", "mentee_id": one, "kind": "agreed"} for one in ("P1", "P2")]
    with pytest.raises(InfeasibleError):
        run_batch(lists([mentor("M1")], rows, pairs=pairs), policy(), Ledger(), MONDAY)


def test_the_text_tells_the_line_in_order():
    text = str(run_batch(three_for_one(), policy(), Ledger(), MONDAY)).splitlines()
    assert text[0] == "Batch 1, 2026-10-05 09:00"
    assert text[1] == "0 pairs stand from before. 3 requests in line: 1 has a mentor now, 2 wait."
    assert text[2].startswith("Requests were served in order: nobody who waits was passed over")
    assert text[4] == "   1. Mentee P2 (P2), asked 4 days ago: has Mentor M1 (M1)."
    assert text[5].startswith("   2. Mentee P3 (P3), asked 3 days ago: waits. 1 request before it holds")


def test_people_whom_a_mentor_avoids_and_who_have_not_asked_yet_are_no_trouble(tmp_path):
    roster = lists(
        [mentor("M1", avoided_mentees="P1;P2")],
        [mentee("P1", "2026-11-03"), mentee("P2", "2026-10-01"), mentee("P3", "2026-10-02")],
        conflicts=[{"mentor_id": "M1", "mentee_id": "P1", "kind": "declared"}],
        pairs=[{"mentor_id": "M1", "mentee_id": "P1", "kind": "block"}],
    )
    batch = run_batch(roster, policy(), Ledger(), MONDAY)
    assert made(batch) == {"P3": "M1"}
    write_result(batch.matching, tmp_path / "out")
    assert verify(tmp_path / "out").holds


def test_the_report_of_a_batch_tells_the_line_and_who_goes_first_is_nobody_elses_business():
    ledger = record(Ledger(), "urgent", at=MONDAY, mentee="P1", reason="a new school opens")
    page = report_html(run_batch(three_for_one(), policy(), ledger, MONDAY).matching)
    assert "The line on 2026-10-05: 1 served, 2 waiting" in page
    assert "nobody who waits was passed over for a request behind it in the line" in page
    assert "a new school opens" not in page
    assert "goes first" not in page


def test_pairs_that_the_lists_call_confirmed_stand_in_the_ledger_from_then_on():
    rows = [mentee("P1", "2026-10-01"), mentee("P2", "2026-10-02")]
    pairs = [{"mentor_id": "M1", "mentee_id": "P2", "kind": "confirmed"}]
    roster = lists([mentor("M1"), mentor("M2")], rows, pairs=pairs)
    first = run_batch(roster, policy(), Ledger(), MONDAY)
    assert made(first) == {"P1": "M2"}
    assert set(first.ledger.decided.standing) == {("P2", "M1"), ("P1", "M2")}
    assert run_batch(roster, policy(), first.ledger, MONDAY).repeated
    without = lists([mentor("M1"), mentor("M2")], rows)
    ledger = record(first.ledger, "left", at=TUESDAY, mentor="M1")
    assert run_batch(without, policy(), ledger, FRIDAY).line["mentee_id"].tolist() == ["P2"]


def test_a_pair_that_stands_cannot_be_blocked_by_the_lists():
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    rows = [mentee("P1", "2026-10-03"), mentee("P2", "2026-10-01"), mentee("P3", "2026-10-02")]
    roster = lists([mentor("M1")], rows, pairs=[{"mentor_id": "M1", "mentee_id": "P2", "kind": "block"}])
    with pytest.raises(InputError, match="are blocked here"):
        run_batch(roster, policy(), first.ledger, FRIDAY)


def test_what_if_a_mentor_of_a_pair_that_stands_withdrew():
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    rows = [mentee("P2", "2026-10-01"), mentee("P3", "2026-10-09")]
    roster = lists([mentor("M1"), mentor("M2")], rows)
    batch = run_batch(roster, policy(), first.ledger, FRIDAY)
    assert made(batch) == {"P3": "M2"}
    answer = batch.matching.what_if(withdrawn=["M1"])
    assert answer.moves[["mentee_id", "before", "after"]].to_numpy().tolist() == [
        ["P2", "M1", "M2"],
        ["P3", "M2", ""],
    ]


def test_a_pair_that_ended_is_paid_for_also_while_the_mentee_has_not_come_back_yet():
    money = [{"name": "money", "by": ["mentee.region"], "max": 1, "funding": True}]
    rules = policy(limits=money)
    mentors = [mentor("M1"), mentor("M2")]
    first = run_batch(lists(mentors, [mentee("P1", "2026-10-01")], rules), rules, Ledger(), MONDAY)
    ledger = record(first.ledger, "withdrawn", at=TUESDAY, mentee="P1")
    back_later = [mentee("P1", "2026-10-20"), mentee("P2", "2026-10-02")]
    second = run_batch(lists(mentors, back_later, rules), rules, ledger, FRIDAY)
    assert made(second) == {}
    assert second.line["mentee_id"].tolist() == ["P2"]


def test_nobody_is_told_to_ask_a_mentor_who_left():
    first = run_batch(three_for_one(), policy(), Ledger(), MONDAY)
    ledger = record(first.ledger, "left", at=TUESDAY, mentor="M1")
    told = run_batch(three_for_one(), policy(), ledger, FRIDAY).matching.unserved
    assert len(told) == 3
    assert not told["suggestion"].str.contains("M1").any()


def test_a_pair_that_is_made_again_and_declined_is_paid_for_and_never_made_again():
    limit = {"name": "funded", "by": [], "max": 2, "funding": True}
    rules = policy(limits=[limit])
    roster = lists([mentor("M1")], [mentee("P1", "2026-10-01")], rules)
    ledger = record(run_batch(roster, rules, Ledger(), MONDAY).ledger, "withdrawn", at=TUESDAY, mentee="P1")
    roster = lists([mentor("M1")], [mentee("P1", "2026-10-08")], rules)
    again = run_batch(roster, rules, ledger, FRIDAY)
    assert made(again) == {"P1": "M1"}
    ledger = record(again.ledger, "declined", at=FRIDAY, mentee="P1", mentor="M1")
    others = [mentee("P2", "2026-10-10"), mentee("P3", "2026-10-11")]
    roster = lists([mentor("M1", capacity="3")], [mentee("P1", "2026-10-08"), *others], rules)
    assert made(run_batch(roster, rules, ledger, datetime(2026, 10, 12))) == {"P2": "M1"}
