"""What a result says besides the list: remarks, warnings, headline numbers."""

import json

from oracles.hand import mentee, mentor, policy, season
from oracles.seasons import policy_of, roster_of

from matcher import match, write_result

IN_ORDER = {"order": ["first_come", "tiers", "compatibility"]}


def matched(case):
    return match(roster_of(case), policy_of(case))


def test_confirmed_pairs_beyond_a_mentors_seats_are_listed_as_against_the_rules():
    matching = matched(
        season(
            [mentor("M1", capacity="1"), mentor("M2", capacity="2")],
            [mentee("P1"), mentee("P2")],
            pairs=[("P1", "M1", "confirmed"), ("P2", "M1", "confirmed")],
        )
    )
    assert "M1 has 2 confirmed pairs, and 1 seat by the rules." in matching.notices
    assert matching.counts["seats_left"] == 2


def test_more_confirmed_mentors_than_needed_are_listed_as_against_the_rules():
    pairs = [("P1", "M1", "confirmed"), ("P1", "M2", "confirmed")]
    matching = matched(season([mentor("M1"), mentor("M2")], [mentee("P1")], pairs=pairs))
    assert "P1 has 2 confirmed mentors, and needs 1." in matching.notices


def test_somebody_confirmed_counts_as_served_among_those_who_can_be():
    rules = policy(mentees={"membership": ["active"]})
    case = season([mentor("M1")], [mentee("P1", membership="none")], rules, pairs=[("P1", "M1", "confirmed")])
    counts = matched(case).counts
    assert (counts["mentees_served"], counts["mentees_eligible"]) == (1, 1)


def test_urgent_people_go_first_only_where_requests_are_served_in_order(tmp_path):
    people = [mentee("P1"), mentee("P2", urgent="yes", urgent_reason="sick leave")]
    in_order = matched(season([mentor("M1", capacity="1")], people, policy(objectives=IN_ORDER)))
    assert in_order.urgent == ["P2 goes first: sick leave"]
    assert in_order.pairs["mentee_id"].tolist() == ["P2"]
    otherwise = matched(season([mentor("M1", capacity="1")], people))
    assert otherwise.urgent == ["P2 is urgent, which changes nothing under these rules: sick leave"]
    write_result(in_order, tmp_path / "out")
    assert "sick leave" not in (tmp_path / "out" / "report.html").read_text()
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["urgent"] == in_order.urgent


def test_seats_are_compared_among_those_who_can_serve_and_be_served():
    rules = policy(mentors={"membership": ["active"]}, mentees={"membership": ["active"]})
    enough = season([mentor("M1")], [mentee("P1"), mentee("P2", membership="none")], rules)
    assert all(warning.column != "capacity" for warning in matched(enough).warnings)
    short = season([mentor("M1"), mentor("M2", membership="none")], [mentee("P1"), mentee("P2")], rules)
    warning = next(warning for warning in matched(short).warnings if warning.column == "capacity")
    assert warning.problem == "Those who can serve have 1 seat; those who can be served need 2."


def test_a_renewal_that_falls_due_is_told():
    rules = policy(mentors={"certified": "at_start"})
    case = season(
        [
            mentor("M1", training="certified", certified_until="2026-12-31"),
            mentor("M2", training="certified", certified_until="2027-06-30"),
        ],
        [mentee("P1")],
        rules,
    )
    assert matched(case).notices == [
        "M1's certificate ends on 2026-12-31, during the season; a renewal is due."
    ]


def test_a_warning_about_many_regions_names_the_first_and_counts_the_rest():
    people = [mentee(f"P{n:02}", region=f"R{n:02}") for n in range(13)]
    warnings = matched(season([mentor("M1", region="R00")], people)).warnings
    warning = next(warning for warning in warnings if warning.column == "capacity")
    assert warning.suggestion.endswith("R10 (0 for 1) and 2 more regions.")
