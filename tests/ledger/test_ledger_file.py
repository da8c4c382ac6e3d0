"""The ledger's file: who may write it, and what is said where that cannot be."""

import os
import stat
from datetime import datetime

import pytest

from matcher.ledger import (
    BadLedger,
    FaultyEvent,
    Ledger,
    LedgerInUse,
    Row,
    UnusableLedger,
    open_ledger,
    read_ledger,
    record,
)

AT = datetime(2026, 10, 5, 9, 0)
LOCK = ".ledger.csv.lock"
needs_permissions = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="whoever may do everything is refused nothing"
)


def withdrawn(ledger, mentee="P1", at=AT):
    return record(ledger, "withdrawn", at=at, mentee=mentee)


def written(path, mentee="P1"):
    """Write one row more and return the ledger."""
    with open_ledger(path, wait=0) as held:
        held.write(withdrawn(held.ledger, mentee))
        return held.ledger


def names(folder):
    return sorted(one.name for one in folder.iterdir())


def test_a_file_that_is_not_there_is_an_empty_ledger_and_stays_so_until_something_is_written(tmp_path):
    path = tmp_path / "ledger.csv"
    assert read_ledger(path) == Ledger()
    assert names(tmp_path) == []
    with open_ledger(path) as held:
        assert held.ledger == Ledger()
    assert names(tmp_path) == [LOCK]


def test_what_was_written_is_read_again_and_is_for_the_owner_only(tmp_path):
    path = tmp_path / "ledger.csv"
    ledger = written(path)
    assert read_ledger(path) == ledger
    assert path.read_bytes() == ledger.text.encode()
    assert names(tmp_path) == [LOCK, "ledger.csv"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 or os.name == "nt"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_permissions_that_somebody_gave_are_kept(tmp_path):
    path = tmp_path / "ledger.csv"
    written(path)
    path.chmod(0o660)
    written(path, "P2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o660


def test_a_second_one_is_refused_in_words_and_taken_when_the_first_is_done(tmp_path):
    path = tmp_path / "ledger.csv"
    with open_ledger(path) as held:
        with (
            pytest.raises(LedgerInUse, match=r"Another batch is using .*ledger\.csv"),
            open_ledger(path, wait=0),
        ):
            pass
        held.write(withdrawn(held.ledger))
    with open_ledger(path, wait=0) as held:
        assert len(held.ledger) == 1


def test_a_ledger_is_let_go_where_something_fails_while_it_is_held(tmp_path):
    path = tmp_path / "ledger.csv"
    with pytest.raises(FaultyEvent), open_ledger(path) as held:
        record(held.ledger, "accepted", at=AT, mentee="P1", mentor="M1")
    with pytest.raises(FileNotFoundError), open_ledger(path):
        (tmp_path / "other").read_text()
    assert len(written(path)) == 1


def test_rows_that_are_there_cannot_be_written_over(tmp_path):
    path = tmp_path / "ledger.csv"
    before = written(path)
    with open_ledger(path) as held:
        for other in (Ledger(), withdrawn(Ledger(), "P9"), withdrawn(withdrawn(Ledger(), "P9"))):
            with pytest.raises(ValueError, match="stay as they are"):
                held.write(other)
    assert read_ledger(path) == before


def test_nothing_is_written_that_cannot_have_happened_or_is_held_no_more(tmp_path):
    path = tmp_path / "ledger.csv"
    moment = AT.isoformat()
    twice = Ledger().with_rows([Row(1, moment, "paired", "P1", "M1"), Row(1, moment, "paired", "P1", "M1")])
    with open_ledger(path) as held, pytest.raises(FaultyEvent, match="a pair already"):
        held.write(twice)
    with pytest.raises(ValueError, match="while it is held"):
        held.write(withdrawn(Ledger()))
    assert names(tmp_path) == [LOCK]


def test_the_same_ledger_written_again_changes_nothing(tmp_path):
    path = tmp_path / "ledger.csv"
    ledger = written(path)
    before = path.stat()
    with open_ledger(path) as held:
        held.write(ledger)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_changed_the_file_while_it_was_held_is_not_written_over(tmp_path):
    path = tmp_path / "ledger.csv"
    with open_ledger(path) as held:
        path.write_text(withdrawn(Ledger(), "P9").text)
        with pytest.raises(ValueError, match="stay as they are"):
            held.write(withdrawn(Ledger()))
        path.write_text("something else\n")
        with pytest.raises(BadLedger, match=r"ledger\.csv: A ledger begins with"):
            held.write(withdrawn(Ledger()))
    assert path.read_text() == "something else\n"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"name,email\nAda,a@example.org\n", b"\0\0\0\0"])
def test_a_file_that_is_no_ledger_is_refused_and_stays(tmp_path, content):
    path = tmp_path / "ledger.csv"
    path.write_bytes(content)
    with pytest.raises(BadLedger, match=r"^[^:]*ledger\.csv: "), open_ledger(path):
        pass
    with pytest.raises(BadLedger):
        read_ledger(path)
    assert path.read_bytes() == content


def test_a_ledger_that_a_spreadsheet_saved_unchanged_is_read_and_goes_on(tmp_path):
    path = tmp_path / "ledger.csv"
    ledger = written(path)
    path.write_bytes(b"\xef\xbb\xbf" + ledger.text.replace("\n", "\r\n").encode())
    assert read_ledger(path) == ledger
    more = written(path, "P2")
    assert path.read_bytes() == more.text.encode()
    assert more.text.startswith(ledger.text)


def test_through_a_link_the_file_that_it_leads_to_is_held_and_written(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "links").mkdir()
    path, link = tmp_path / "real" / "ledger.csv", tmp_path / "links" / "season.csv"
    link.symlink_to(path)
    written(link)
    with open_ledger(link), pytest.raises(LedgerInUse), open_ledger(path, wait=0):
        pass
    more = written(link, "P2")
    assert link.is_symlink()
    assert read_ledger(path) == more
    assert names(tmp_path / "links") == ["season.csv"]


def test_what_somebody_who_was_killed_left_is_removed_by_the_next(tmp_path):
    path = tmp_path / "ledger.csv"
    for name in (".ledger.csv.0123abcd.new", ".ledger.csv.mine.new", ".other.csv.0123abcd.new", "[x].csv"):
        (tmp_path / name).write_text("half")
    with open_ledger(path):
        assert names(tmp_path) == sorted([LOCK, ".ledger.csv.mine.new", ".other.csv.0123abcd.new", "[x].csv"])


@pytest.mark.parametrize("place", ["folder", "missing", "file", "loop", "pipe"])
def test_where_no_ledger_can_be_it_is_said_in_a_sentence(tmp_path, place):
    path = tmp_path / "ledger.csv"
    if place == "folder":
        path.mkdir()
    elif place == "missing":
        path = tmp_path / "seson" / "ledger.csv"
    elif place == "file":
        (tmp_path / "season").write_text("")
        path = tmp_path / "season" / "ledger.csv"
    elif place == "loop":
        path.symlink_to(path)
    elif not hasattr(os, "mkfifo"):
        pytest.skip("there are no pipes")
    else:
        os.mkfifo(path)
    before = names(tmp_path)
    with pytest.raises(UnusableLedger, match=r"ledger\.csv"), open_ledger(path):
        pass
    assert names(tmp_path) == before


@needs_permissions
def test_a_folder_or_file_that_may_only_be_read_is_said_and_the_ledger_stays(tmp_path):
    path = tmp_path / "ledger.csv"
    before = written(path)
    path.chmod(0o400)
    with pytest.raises(UnusableLedger, match="may only be read"):
        written(path, "P2")
    (tmp_path / LOCK).unlink()
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UnusableLedger, match="cannot be held"):
            written(path, "P2")
        assert read_ledger(path) == before
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("text", ["a\0b", " a", "a\n", "'=a"])
def test_a_row_that_would_be_read_otherwise_is_not_taken(text):
    with pytest.raises(ValueError, match="other texts"):
        Ledger().with_rows([Row(0, AT.isoformat(), "withdrawn", text)])


@pytest.mark.parametrize(
    "moment", ["2026-10-05", "2026-10-05 09:00:00", "2026-10-05T09:00:00+01:00", "now", ""]
)
def test_a_row_of_a_moment_that_does_not_sort_is_not_taken(moment):
    with pytest.raises(ValueError, match="no moment"):
        Ledger().with_rows([Row(0, moment, "withdrawn", "P1")])
