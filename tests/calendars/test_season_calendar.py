"""What a calendar says of each mentor."""

from datetime import date, datetime

import pytest
from calendar_seasons import MENTEES, calendar_of, mentors

import matcher
from matcher.eligibility.standing import renewals_due

DECEMBER = date(2026, 12, 1)


def statuses(table):
    return dict(zip(table["mentor_id"], table["status"], strict=True))


def matters(calendar, mentor):
    """Return the dates and kinds of what is to be done for a mentor, hours apart."""
    rows = calendar.dates[(calendar.dates["mentor_id"] == mentor) & (calendar.dates["what"] != "hours")]
    return list(zip(rows["date"], rows["what"], strict=True))


def the_intern(*row, pairs=(), at=DECEMBER):
    calendar = calendar_of(row, pairs=pairs, at=at)
    (found,) = calendar.interns.to_dict("records")
    return found


CERTIFIED = [
    ("M1", "certified", "2026-08-14"),
    ("M2", "certified", "2026-08-15"),
    ("M3", "certified", "2027-05-30"),
    ("M4", "certified", "2027-05-31"),
    ("M5", "certified", ""),
    ("M6", "trained", "2026-12-01"),
]


def test_a_certificate_ends_in_the_season_or_did_or_does_not_or_nobody_knows():
    found = calendar_of(*CERTIFIED)
    assert statuses(found.certificates) == {
        "M1": "ended", "M2": "due", "M3": "due", "M4": "valid", "M5": "unknown",
    }  # fmt: skip
    assert [matters(found, f"M{number}") for number in range(1, 7)] == [
        [("", "certificate_ended")],
        [("2026-08-15", "renewal")],
        [("2027-05-30", "renewal")],
        [],
        [("", "certificate_unknown")],
        [],
    ]


def test_renewals_are_those_of_the_notices_of_a_list():
    roster, policy = matcher.read_frames(mentors(*CERTIFIED), MENTEES), matcher.load_policy("naesp")
    due = roster.mentors["mentor_id"].to_numpy()[renewals_due(roster, policy)]
    found = statuses(matcher.season_calendar(roster, policy).certificates)
    assert due.tolist() == [one for one, status in found.items() if status == "due"]


def test_a_certificate_that_ended_during_the_season_has_ended_the_day_after():
    for at, status in ((date(2026, 9, 1), "due"), (date(2026, 9, 2), "ended")):
        assert statuses(calendar_of(("M1", "certified", "2026-09-01"), at=at).certificates) == {"M1": status}


def test_mentees_by_agreed_and_confirmed_pairs_are_told_and_no_others():
    pairs = [
        ("M1", "B", "confirmed"), ("M1", "A", "agreed"), ("M1", "C", "proposed"), ("M1", "D", "ended"), ("M1", "E", "block"),
    ]  # fmt: skip
    found = calendar_of(("M1", "certified", "2027-01-01"), pairs=pairs)
    assert found.certificates["mentees"].tolist() == ["A;B"]
    (detail,) = found.dates["detail"]
    assert detail == "Has Mentee A (A), Mentee B (B)."


@pytest.mark.parametrize(
    ("training", "start", "status", "matters_open"),
    [
        ("lii", "", "no_date", "to_plan"),
        ("lii", "2026-12-02", "planned", "ends_after_season"),
        ("lii", "2026-12-01", "running", "ends_after_season"),
        ("lii", "2026-09-01", "running", "stage"),
        ("intern", "", "unknown", "no_start;no_protege"),
        ("intern", "2027-01-15", "planned", "no_protege;ends_after_season"),
        ("intern", "2026-09-01", "running", "no_protege"),
        ("intern", "2026-09-02", "running", "no_protege;ends_after_season"),
        ("intern", "2026-03-01", "over", "no_protege;certification"),
        ("intern", "2026-03-02", "running", "no_protege"),
    ],
)
def test_what_is_open_on_the_first_of_december(training, start, status, matters_open):
    found = the_intern("M1", training, "", start)
    assert (found["status"], found["open"]) == (status, matters_open)


def test_an_intern_has_one_protege_and_a_second_is_told():
    one, two = [("M1", "A", "agreed")], [("M1", "A", "agreed"), ("M1", "B", "confirmed")]
    assert the_intern("M1", "intern", "", "2026-09-01", pairs=one)["open"] == ""
    found = the_intern("M1", "intern", "", "2026-09-01", pairs=two)
    assert (found["open"], found["proteges"]) == ("several_proteges", "A;B")


def test_hours_and_the_end_count_from_the_interns_own_start():
    found = the_intern("M1", "intern", "", "2026-09-01")
    assert (found["target"], found["of"]) == (24, 72)
    assert (found["ends"], found["valid_until"]) == ("2027-05-31", "2030-05-31")


def test_without_a_start_nothing_is_counted():
    found = calendar_of(("M1", "intern", ""), at=DECEMBER)
    assert found.interns["target"].isna().all()
    assert found.interns[["start", "ends", "valid_until"]].to_numpy().tolist() == [["", "", ""]]
    assert found.dates["date"].tolist() == ["", ""]


def test_hours_are_told_after_each_month_from_the_day_on():
    found = calendar_of(("M1", "intern", "", "2026-08-31"), pairs=[("M1", "A", "agreed")], at=DECEMBER)
    hours = found.dates[found.dates["what"] == "hours"]
    assert hours["date"].tolist() == ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]
    assert hours["detail"].iloc[0] == "32 of 72 hours: 4 of 9 months are over."
    assert matters(found, "M1") == [("2027-05-30", "ends")]


def test_the_day_is_the_seasons_first_unless_another_is_asked_for():
    rows = ("M1", "intern", "", "2026-03-01")
    assert calendar_of(rows).day == "2026-08-15"
    moment = datetime(2026, 12, 1, 17, 30)
    assert str(calendar_of(rows, at=moment)) == str(calendar_of(rows, at=DECEMBER))


def test_rules_without_an_internship_are_refused_by_the_key():
    roster = matcher.read_frames(mentors(("M1", "certified", "")), MENTEES)
    rules = matcher.load_policy("naesp").model_copy(update={"internship": None})
    with pytest.raises(matcher.InputError) as caught:
        matcher.season_calendar(roster, rules)
    (problem,) = caught.value.problems
    assert (problem.table, problem.column) == ("policy", "internship")


def test_nobody_to_tell_of_is_said_so():
    found = calendar_of(("M1", "trained", ""), ("M2", "none", ""))
    assert len(found.dates) == len(found.interns) == len(found.certificates) == 0
    assert "Nobody on the list is certified or on the way to a certificate" in str(found)


def test_the_text_names_everybody_of_whom_something_is_to_be_done_by_date():
    rows = [(f"M{number:02}", "certified", f"2026-10-{number:02}") for number in range(1, 31)]
    text = str(calendar_of(*rows))
    assert all(
        f"2026-10-{number:02}  Certificate ends: Mentor M{number:02}" in text for number in range(1, 31)
    )
    assert "30 to be renewed before it" in text


def test_of_many_without_a_date_the_text_says_how_many_more_there_are():
    text = str(calendar_of(*((f"M{number:02}", "lii", "") for number in range(20))))
    assert "Plan the internship (20)." in text
    assert "Mentor M11 (M11, North) and 8 more" in text
    ended = calendar_of(*((f"M{number:02}", "certified", "2026-01-31") for number in range(15)))
    assert "Mentor M11 (M11, North). Ended on 2026-01-31.\n    and 3 more, in the tables" in str(ended)
    assert len(ended.dates) == 15
