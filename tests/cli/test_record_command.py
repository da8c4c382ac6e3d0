"""What is recorded between batches: one event, several from a spreadsheet, or only what stands."""

import json
from datetime import datetime

import pytest
import xlsxwriter
from season_fixtures import matcher_command

from matcher.ledger import Ledger, Row, open_ledger, read_ledger

AT = "2026-10-05T09:00:00"
MENTORS = "mentor_id,name,email,region,component_group\nM1,Ada Holm,ada@example.org,A,x\nM2,Bo Ek,bo@example.org,A,x\n"
MENTEES = "mentee_id,name,email,region,component_group\nP1,Cy Dahl,cy@example.org,A,x\nP2,Di Moe,di@example.org,A,x\n"


@pytest.fixture
def lists(tmp_path):
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "mentors.csv").write_text(MENTORS)
    (folder / "mentees.csv").write_text(MENTEES)
    return folder


@pytest.fixture
def ledger(tmp_path):
    """A ledger with two pairs of one batch."""
    path = tmp_path / "ledger.csv"
    rows = [
        Row(1, AT, "batch", policy="p", lists="l"),
        Row(1, AT, "paired", "P1", "M1", "request", "p"),
        Row(1, AT, "paired", "P2", "M2", "request", "p"),
    ]
    with open_ledger(path) as held:
        held.write(Ledger().with_rows(rows))
    return path


def last(path):
    row = read_ledger(path).rows[-1]
    return row.moment, row.event, row.mentee_id, row.mentor_id, row.cause


def test_one_event_is_recorded_and_what_follows_is_said(ledger):
    done = matcher_command("record", ledger, "left", "--mentor", "M1", "--at", "2026-10-06T10:00")
    assert done.exit_code == 0, done.output
    assert last(ledger) == ("2026-10-06T10:00:00", "left", "", "M1", "")
    assert "Ended: P1 with M1." in done.output
    assert "First in line, as long as they wait: P1 (M1 left)." in done.output
    assert "were not looked up" in done.output


def test_without_a_moment_it_is_now(ledger):
    before = datetime.now().replace(microsecond=0)
    with open_ledger(ledger) as held:
        is_past = held.ledger.last_moment < before.isoformat()
    done = matcher_command("record", ledger, "urgent", "--mentee", "P3", "--reason", "a new school")
    if not is_past:
        pytest.skip("the clock stands before the season of this test")
    assert done.exit_code == 0, done.output
    moment = datetime.fromisoformat(last(ledger)[0])
    assert before <= moment <= datetime.now()


def test_people_are_found_on_the_lists_by_id_email_or_name(ledger, lists):
    for at, mentee, mentor in (("2026-10-06", "Cy Dahl", "ada@example.org"), ("2026-10-07", "P2", "M2")):
        done = matcher_command(
            *("record", ledger, "accepted", "--mentee", mentee, "--mentor", mentor, "--at", at),
            *("--roster", lists),
        )
        assert done.exit_code == 0, done.output
        assert "were not looked up" not in done.output
    assert [row.mentee_id for row in read_ledger(ledger).rows[-2:]] == ["P1", "P2"]
    assert "Cy Dahl" not in ledger.read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("withdrawn", "--mentee", "p1"), "There is no mentee 'p1' on the lists. Did you mean 'P1'?"),
        (("withdrawn", "--mentee", "P22"), "There is no mentee 'P22' on the lists. Did you mean 'P2'?"),
        (("left", "--mentor", "P1"), "There is no mentor 'P1' on the lists."),
        (("declined", "--mentee", "P1", "--mentor", "M2"), "no pair that stands"),
        (("withdrawn", "--mentee", "P1", "--at", "2026-10-01"), "before them"),
        (("withdrwan", "--mentee", "P1"), "Did you mean 'withdrawn'?"),
        (("withdrawn", "--mentee", "P1", "--at", "tomorrow"), "is no moment"),
        (("withdrawn",), "needs the mentee's id"),
        (("--mentee", "P1"), "Name what happened"),
        (("withdrawn", "--events", "x.csv"), "not both"),
        (("--events", "x.csv", "--mentee", "P1"), "stand in the file"),
        (("--events", "x.csv"), "There is no such file"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_the_ledger_stays(ledger, lists, arguments, said):
    before = ledger.read_bytes()
    at = () if "--at" in arguments or arguments[0].startswith("--") else ("--at", "2026-10-06")
    done = matcher_command("record", ledger, *arguments, *at, "--roster", lists)
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())
    assert ledger.read_bytes() == before


def test_faulty_lists_are_told_and_nothing_is_recorded(ledger, lists):
    (lists / "mentees.csv").write_text("mentee_id,name\nP1,\n")
    before = ledger.read_bytes()
    done = matcher_command("record", ledger, "withdrawn", "--mentee", "P1", "--roster", lists)
    assert done.exit_code == 2
    assert "Nothing was recorded" in done.output
    assert ledger.read_bytes() == before


EVENTS = (
    "Event,Mentor ID,Mentee-ID,Moment,Reason,Notes\n"
    "Withdrawn,,P2,10/7/2026 9:30 AM,,call her\n"
    "\n"
    "accepted,ada@example.org,Cy Dahl,2026-10-06,,\n"
    "urgent,,P2,2026-10-08,a new school,\n"
)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_several_events_of_a_spreadsheet_are_recorded_in_their_order(ledger, lists, tmp_path, kind):
    path = tmp_path / f"events.{kind}"
    if kind == "csv":
        path.write_text(EVENTS)
    else:
        with xlsxwriter.Workbook(path) as workbook:
            workbook.add_worksheet("Notes").write(0, 0, "hello")
            sheet = workbook.add_worksheet("Events")
            for place, line in enumerate(EVENTS.splitlines()):
                sheet.write_row(place, 0, line.split(","))
    done = matcher_command("record", ledger, "--events", path, "--roster", lists)
    assert done.exit_code == 0, done.output
    found = read_ledger(ledger).rows[3:]
    assert [(row.moment, row.event, row.mentee_id, row.mentor_id, row.cause) for row in found] == [
        ("2026-10-06T00:00:00", "accepted", "P1", "M1", ""),
        ("2026-10-07T09:30:00", "withdrawn", "P2", "", ""),
        ("2026-10-08T00:00:00", "urgent", "P2", "", "a new school"),
    ]
    assert "'Notes' is not known and was not kept" in done.output


def test_all_faulty_rows_of_a_spreadsheet_are_told_and_none_is_recorded(ledger, lists, tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(
        "event,mentee_id,mentor_id,moment,reason\n"
        "accepted,P1,M1,2026-10-06,\n"
        "declined,P1,M1,2026-10-07,\n"
        "frob,P1,,2026-10-07,\n"
        "withdrawn,P9,,2026-10-07,\n"
        "withdrawn,P2,,soon,\n"
        "urgent,P2,,2026-10-07,write to di@example.org\n"
        ",P2,,2026-10-07,\n"
        "left,,M2,2026-10-04,\n"
    )
    before = ledger.read_bytes()
    done = matcher_command("record", ledger, "--events", path, "--roster", lists)
    assert done.exit_code == 2
    for row in range(3, 10):
        assert f"row {row}: " in done.output, row
    assert "row 2: " not in done.output
    assert "7 errors" in done.output
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("titles", ["mentee_id,reason", "event,event", "event,mentee_id,gender"])
def test_titles_that_cannot_be_read_are_refused(ledger, tmp_path, titles):
    path = tmp_path / "events.csv"
    path.write_text(f"{titles}\nurgent,P1\n")
    done = matcher_command("record", ledger, "--events", path)
    assert done.exit_code == 2
    assert len(read_ledger(ledger)) == 3


def test_what_stands_is_said_and_nothing_is_written(ledger):
    matcher_command("record", ledger, "accepted", "--mentee", "P1", "--mentor", "M1", "--at", "2026-10-06")
    matcher_command("record", ledger, "declined", "--mentee", "P2", "--mentor", "M2", "--at", "2026-10-07")
    (ledger.parent / ".ledger.csv.lock").unlink()
    before = ledger.read_bytes()
    with open_ledger(ledger):
        done = matcher_command("record", ledger)
    assert done.exit_code == 0, done.output
    assert "5 rows, 1 batch." in done.output
    assert "1 pair stands: 1 accepted, 0 offered." in done.output
    assert "1 pair was declined" in done.output
    assert "declined P2 with M2" in done.output
    assert ledger.read_bytes() == before


def test_what_stands_as_json(ledger):
    matcher_command("record", ledger, "left", "--mentor", "M2", "--at", "2026-10-07")
    told = json.loads(matcher_command("record", ledger, "--json").stdout)
    assert told["pairs"] == [{"mentee_id": "P1", "mentor_id": "M1", "state": "offered"}]
    assert [(one["mentee_id"], one["event"], one["detail"]) for one in told["first"]] == [
        ("P2", "left", "M2")
    ]
    assert told["counts"]["rows"] == 4


def test_a_ledger_that_is_not_there_is_made_by_an_event_and_not_by_a_look(tmp_path):
    path = tmp_path / "ledger.csv"
    done = matcher_command("record", path)
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "no ledger" in done.output
    done = matcher_command("record", path, "withdrawn", "--mentee", "P1", "--at", "2026-10-06")
    assert done.exit_code == 0, done.output
    assert "which begins with it" in done.output
    assert len(read_ledger(path)) == 1


def test_a_moment_still_to_come_is_recorded_with_a_warning(ledger):
    done = matcher_command("record", ledger, "withdrawn", "--mentee", "P1", "--at", "2190-01-01")
    assert done.exit_code == 0
    assert "still to come" in done.stderr
