"""The ledger as a table, and what its rows come to."""

from datetime import UTC, datetime

import pytest

from matcher.ledger import BadLedger, FaultyEvent, FaultyEvents, Happening, Ledger, Row, record, record_all

AT = datetime(2026, 10, 5, 9, 0)
LATER = datetime(2026, 10, 6, 9, 0)


def with_pairs(*pairs, at=AT):
    moment = at.isoformat(timespec="seconds")
    rows = [Row(1, moment, "batch", policy="p", lists="l")]
    return Ledger().with_rows([*rows, *(Row(1, moment, "paired", *pair, "request", "p") for pair in pairs)])


def test_a_ledger_read_again_is_the_same():
    ledger = with_pairs(("P1", "M1"), ("=P2", "-M2"))
    ledger = record(ledger, "urgent", at=LATER, mentee="P3", reason='a "new" school; at once, please')
    again = Ledger.parse(ledger.text)
    assert again == ledger
    assert again.text == ledger.text
    assert "\n1,2026-10-05T09:00:00,paired,'=P2,'-M2," in ledger.text


def test_later_rows_leave_the_earlier_text_as_it_is():
    ledger = with_pairs(("P1", "M1"))
    more = record(ledger, "withdrawn", at=LATER, mentee="P1")
    assert more.text.startswith(ledger.text)
    assert Ledger().text == "batch,moment,event,mentee_id,mentor_id,cause,policy,lists,check\n"


@pytest.mark.parametrize("change", ["cell", "row", "order", "cut", "added", "title", "empty"])
def test_a_ledger_that_somebody_changed_is_refused(change):
    lines = with_pairs(("P1", "M1"), ("P2", "M2"), ("P3", "M3")).text.splitlines(keepends=True)
    if change == "cell":
        lines[2] = lines[2].replace("M1", "M9")
    elif change == "row":
        del lines[2]
    elif change == "order":
        lines[2], lines[3] = lines[3], lines[2]
    elif change == "cut":
        lines[-1] = lines[-1][:20]
    elif change == "added":
        lines.append("1,2026-10-05T09:00:00,paired,P4,M4,request,p,,0123456789abcdef\n")
    elif change == "title":
        lines[0] = lines[0].replace("mentee_id", "mentee")
    else:
        lines = []
    with pytest.raises(BadLedger):
        Ledger.parse("".join(lines))


def test_a_pair_that_is_declined_is_never_made_again_and_an_expired_one_may_be():
    ledger = with_pairs(("P1", "M1"), ("P2", "M2"))
    ledger = record(ledger, "declined", at=LATER, mentee="P1", mentor="M1")
    ledger = record(ledger, "expired", at=LATER, mentee="P2", mentor="M2")
    assert not ledger.decided.standing
    assert ledger.decided.declined == {("P1", "M1")}
    assert not ledger.decided.ended


def test_the_mentees_of_a_mentor_who_leaves_go_first():
    ledger = record(with_pairs(("P1", "M1"), ("P2", "M1"), ("P3", "M3")), "left", at=LATER, mentor="M1")
    assert set(ledger.decided.standing) == {("P3", "M3")}
    assert set(ledger.decided.first) == {"P1", "P2"}
    assert ledger.decided.ended == {("P1", "M1"): True, ("P2", "M1"): True}


def test_who_asks_for_another_mentor_asks_anew_and_stands_first_no_longer():
    ledger = record(with_pairs(("P1", "M1")), "left", at=LATER, mentor="M1")
    moment = LATER.isoformat()
    ledger = ledger.with_rows([Row(2, moment, "batch"), Row(2, moment, "paired", "P1", "M2", "left")])
    assert "P1" in ledger.decided.first
    ledger = record(ledger, "rematch", at=LATER, mentee="P1")
    assert ledger.decided.asked_again == {"P1": "2026-10-06T09:00:00"}
    assert not ledger.decided.first
    assert not ledger.decided.standing


def test_who_goes_first_still_does_when_an_offer_is_declined():
    ledger = record(with_pairs(("P1", "M1")), "left", at=LATER, mentor="M1")
    moment = LATER.isoformat()
    ledger = ledger.with_rows([Row(2, moment, "batch"), Row(2, moment, "paired", "P1", "M2", "left")])
    ledger = record(ledger, "declined", at=LATER, mentee="P1", mentor="M2")
    assert set(ledger.decided.first) == {"P1"}


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("declined", {"mentee": "P1", "mentor": "M2"}),
        ("declined", {"mentee": "P1"}),
        ("accepted", {"mentee": "P9", "mentor": "M1"}),
        ("withdrawn", {"mentee": "P1", "mentor": "M1"}),
        ("left", {"mentee": "P1"}),
        ("rematch", {"mentee": "P9"}),
        ("rematch", {"mentee": "P1", "mentor": "M2"}),
        ("urgent", {"mentee": "P1"}),
        ("urgent", {"mentee": "P1", "reason": "ask ann@example.org"}),
        ("batch", {}),
        ("declinde", {"mentee": "P1", "mentor": "M1"}),
    ],
)
def test_what_cannot_have_happened_is_refused(event, said):
    with pytest.raises(FaultyEvent):
        record(with_pairs(("P1", "M1")), event, at=LATER, **said)


def test_an_accepted_pair_cannot_be_declined_or_expire():
    ledger = record(with_pairs(("P1", "M1")), "accepted", at=LATER, mentee="P1", mentor="M1")
    for event in ("declined", "expired"):
        with pytest.raises(FaultyEvent, match="both said yes"):
            record(ledger, event, at=LATER, mentee="P1", mentor="M1")


def test_nothing_is_recorded_before_the_last_row():
    with pytest.raises(FaultyEvent, match="before them"):
        record(with_pairs(("P1", "M1"), at=LATER), "withdrawn", at=AT, mentee="P1")


def test_the_rows_before_a_batch_are_those_that_it_began_with():
    ledger = record(with_pairs(("P1", "M1")), "withdrawn", at=LATER, mentee="P1")
    more = ledger.with_rows(
        [Row(2, LATER.isoformat(), "batch"), Row(2, LATER.isoformat(), "paired", "P2", "M1")]
    )
    assert more.before_batch(2) == ledger
    assert more.before_batch(1) == Ledger()
    assert more.before_batch(2).text == ledger.text


def test_a_reason_is_kept_as_it_is_read_again():
    ledger = record(Ledger(), "urgent", at=AT, mentee=" P1 ", reason="  a new school\t")
    assert ledger.rows[0].mentee_id == "P1"
    assert Ledger.parse(ledger.text) == ledger


@pytest.mark.parametrize("reason", ["two\nlines", "two\u2028lines", "x" * 201, "\x07"])
def test_a_reason_that_is_no_short_line_is_refused(reason):
    with pytest.raises(FaultyEvent, match="one line"):
        record(Ledger(), "urgent", at=AT, mentee="P1", reason=reason)


def test_a_moment_elsewhere_on_earth_is_refused():
    with pytest.raises(FaultyEvent, match="local"):
        record(Ledger(), "withdrawn", at=AT.replace(tzinfo=UTC), mentee="P1")


def test_several_events_are_recorded_in_the_order_in_which_they_happened():
    ledger = with_pairs(("P1", "M1"), ("P2", "M2"))
    more = record_all(
        ledger,
        [
            Happening("rematch", LATER, "P1"),
            Happening("accepted", AT, "P1", "M1"),
            Happening("withdrawn", AT, "P2"),
        ],
    )
    assert [row.event for row in more.rows[3:]] == ["accepted", "withdrawn", "rematch"]
    one = record(ledger, "accepted", at=AT, mentee="P1", mentor="M1")
    one = record(one, "withdrawn", at=AT, mentee="P2")
    assert record(one, "rematch", at=LATER, mentee="P1") == more


def test_all_of_several_events_that_cannot_have_happened_are_told_and_none_is_recorded():
    ledger = with_pairs(("P1", "M1"), ("P2", "M2"))
    told = [
        Happening("declined", LATER, "P1", "M1"),
        Happening("accepted", AT, "P1", "M1"),
        Happening("withdrwan", AT, "P2"),
        Happening("withdrawn", AT, "P2"),
        Happening("accepted", LATER, "P2", "M2"),
    ]
    with pytest.raises(FaultyEvents) as caught:
        record_all(ledger, told)
    assert list(caught.value.faults) == [0, 2, 4]
    assert "both said yes" in caught.value.faults[0]
    assert "Did you mean 'withdrawn'?" in caught.value.faults[2]
    assert not ledger.decided.withdrawn


def test_every_row_says_which_rules_are_in_force():
    ledger = record(with_pairs(("P1", "M1")), "withdrawn", at=LATER, mentee="P1")
    assert ledger.rows[-1].policy == "p"
    assert record(Ledger(), "withdrawn", at=LATER, mentee="P1").rows[-1].policy == ""
