"""The ledger's file after an error of the disk or a kill at any call: nothing that was decided is lost."""

import os
import re
import signal
from datetime import datetime
from functools import partial

import pytest
from faults import AFTER, BEFORE, CONTENT, HALF, content, failing, killed, points

from matcher.ledger import Ledger, LedgerInUse, open_ledger, read_ledger, record
from matcher.roster import MatcherError

AT = datetime(2026, 10, 5, 9, 0)
PEOPLE = ("P1", "P2")
LEDGER, LOCK = "ledger.csv", ".ledger.csv.lock"
CALLS = {"open", "flock", "listdir", "io.open", CONTENT, "fsync", "replace", "unlink", "close"}
FEWEST_POINTS = {"new": 80, "one row": 50, "remains": 54}
"""Hold the ledger, look for what was left; then for each row read, write aside, sync, rename, sync the folder."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")


def append(path, people=PEOPLE, tell=lambda: None, wait=0.0):
    """Add a row for each who has none yet, and tell whenever one lasts."""
    with open_ledger(path, wait=wait) as held:
        for one in people:
            if one not in held.ledger.decided.withdrawn:
                held.write(record(held.ledger, "withdrawn", at=AT, mentee=one))
            tell()


def ledgers(people=PEOPLE):
    """Return the ledgers that there may be, from the empty one on."""
    found = [Ledger()]
    for one in people:
        found.append(record(found[-1], "withdrawn", at=AT, mentee=one))
    return found


def laid(folder, files):
    """Make a folder's content what it is to be."""
    folder.mkdir(exist_ok=True)
    for one in folder.iterdir():
        one.unlink()
    for name, what in files.items():
        (folder / name).write_bytes(what)


def state(folder):
    """Return what is in a folder, whatever the random names are."""
    return frozenset((re.sub(r"[0-9a-f]{8}", "*", name), what) for name, what in content(folder).items())


def check(folder, at_least, where):
    """Check that the file is one of the ledgers, with what was told, and that the next one goes on from there."""
    path = folder / LEDGER
    found = read_ledger(path)
    assert found in ledgers()[at_least:], where
    assert path.read_bytes() == found.text.encode() if path.exists() else found == Ledger(), where


def goes_on(folder, where):
    """Check that the next one takes away what was left, and adds what is missing."""
    append(folder / LEDGER)
    assert content(folder) == {LEDGER: ledgers()[-1].text.encode(), LOCK: b""}, where


def starts():
    """Return the folders from which one may start: without a ledger, with one, and with all kinds of remains."""
    _, first, second = (one.text.encode() for one in ledgers())
    left = {".ledger.csv.0123abcd.new": second[:-9], ".ledger.csv.89ef0123.new": b""}
    return {"new": {}, "one row": {LEDGER: first}, "remains": {LEDGER: first, LOCK: b"", **left}}


@pytest.mark.parametrize("start", starts())
def test_an_error_at_any_call_is_told_and_leaves_the_old_ledger_or_the_new(tmp_path, start, record_property):
    folder, path = tmp_path / "season", tmp_path / "season" / LEDGER
    laid(folder, starts()[start])
    tried = points(partial(append, path), BEFORE, HALF, AFTER)
    for point in tried:
        laid(folder, starts()[start])
        before, told = len(read_ledger(path)), []
        raised = failing(lambda: append(path, tell=lambda: told.append(1)), point)  # noqa: B023
        assert raised is None or isinstance(raised, MatcherError), point
        assert raised is not None or len(told) == len(PEOPLE), point
        if "as it was" in str(raised) and point.when != AFTER:
            assert len(read_ledger(path)) == max(before, len(told)), point
        check(folder, max(before, len(told)), point)
        goes_on(folder, point)
    assert {point.name for point in tried} >= CALLS
    assert len(tried) >= FEWEST_POINTS[start]
    record_property("points", f"errors at {len(tried)} points ({start})")


def test_a_ledger_is_synced_before_it_takes_its_place_and_the_folder_after(tmp_path):
    calls = [point.name for point in points(partial(append, tmp_path / LEDGER), BEFORE)]
    lasting = [name for name in calls if name in (CONTENT, "fsync", "replace")]
    assert lasting == [CONTENT, "fsync", "replace", "fsync"] * len(PEOPLE)


@pytest.mark.parametrize("start", starts())
def test_a_kill_at_any_call_leaves_the_old_ledger_or_the_new(tmp_path, start, record_property):
    folder, path = tmp_path / "season", tmp_path / "season" / LEDGER
    laid(folder, starts()[start])
    tried = points(partial(append, path), BEFORE, HALF)
    for point in tried:
        laid(folder, starts()[start])
        before = len(read_ledger(path))
        died, often = killed(partial(append, path, PEOPLE), point)
        assert died, point
        check(folder, max(before, often), point)
        goes_on(folder, point)
    assert len(tried) >= FEWEST_POINTS[start] // 2
    record_property("points", f"kills at {len(tried)} points ({start})")


@pytest.mark.slow
def test_faults_while_recovering_from_faults_lose_no_decision(tmp_path, record_property):
    """From every state that a fault leaves, errors and kills are tried anew at every call, until no state is new."""
    folder, path = tmp_path / "season", tmp_path / "season" / LEDGER
    waiting = list(starts().values())
    seen, tried = set(), 0

    def look(before, often, point):
        check(folder, max(before, often), point)
        if (now := state(folder)) not in seen:
            seen.add(now)
            waiting.append(content(folder))
            goes_on(folder, point)

    while waiting:
        files = waiting.pop()
        laid(folder, files)
        before = len(read_ledger(path))
        for point in points(partial(append, path), BEFORE, HALF, AFTER):
            laid(folder, files)
            told = []
            failing(lambda: append(path, tell=lambda: told.append(1)), point)  # noqa: B023
            look(before, len(told), point)
            tried += 1
            if point.when != AFTER:
                laid(folder, files)
                died, often = killed(partial(append, path, PEOPLE), point)
                assert died, point
                look(before, often, point)
                tried += 1
    assert len(seen) >= 12
    assert tried > 1000
    record_property("points", f"errors and kills at {tried} points, from {len(seen)} states of the folder")


def test_who_is_killed_holds_the_ledger_no_longer(tmp_path):
    def hold(tell):
        with open_ledger(tmp_path / LEDGER):
            tell()
            os.kill(os.getpid(), signal.SIGKILL)

    died, often = killed(hold, None)
    assert (died, often) == (True, 1)
    append(tmp_path / LEDGER)
    assert read_ledger(tmp_path / LEDGER) == ledgers()[-1]


def in_processes(*actions):
    """Run each action in a process of its own, all at once; return how each ended."""
    children = []
    for action in actions:
        child = os.fork()
        if not child:
            ended = 3
            try:
                action()
                ended = 0
            except LedgerInUse:
                ended = 2
            finally:
                os._exit(ended)
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def test_processes_that_write_at_once_lose_no_row(tmp_path):
    path, rows = tmp_path / LEDGER, 25

    def keep_adding(who):
        for number in range(rows):
            append(path, [f"P{who}-{number}"], wait=300)

    assert in_processes(*(partial(keep_adding, who) for who in range(4))) == [0] * 4
    found = read_ledger(path)
    assert set(found.decided.withdrawn) == {f"P{who}-{number}" for who in range(4) for number in range(rows)}
    assert len(found) == 4 * rows
    for who in range(4):
        own = [row.mentee_id for row in found.rows if row.mentee_id.startswith(f"P{who}-")]
        assert own == [f"P{who}-{number}" for number in range(rows)]


def test_of_two_at_once_one_is_refused_and_what_the_other_decided_stands(tmp_path):
    path = tmp_path / LEDGER
    with open_ledger(path) as held:
        assert in_processes(partial(append, path)) == [2]
        held.write(ledgers()[1])
        assert in_processes(partial(append, path)) == [2]
    assert read_ledger(path) == ledgers()[1]
