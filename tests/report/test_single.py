"""A file that somebody asked for is the old or the new one after an error or a kill at any call of its writing."""

import os
from functools import partial

import pytest
from faults import AFTER, BEFORE, HALF, WRITING, content, failing, killed, points

from matcher.report.single import write_single

OLD, NEW = b"the earlier file\n", b"the new one, longer than the earlier\n"
KIND = (".ics", "a calendar is written as iCalendar")


@pytest.fixture(params=[None, OLD], ids=["none before", "one before"])
def earlier(request):
    return request.param


def laid(folder, earlier):
    for one in folder.iterdir():
        one.unlink()
    if earlier is not None:
        (folder / "dates.ics").write_bytes(earlier)
    return {} if earlier is None else {"dates.ics": earlier}


def faults(folder, earlier):
    laid(folder, earlier)
    found = points(
        partial(write_single, folder / "dates.ics", NEW, *KIND), BEFORE, HALF, AFTER, names=WRITING
    )
    assert {"open", "content", "fsync", "replace"} <= {one.name for one in found}
    return found


def test_an_error_of_the_disk_leaves_one_of_the_two_and_nothing_beside_it(tmp_path, earlier):
    for point in faults(tmp_path, earlier):
        before = laid(tmp_path, earlier)
        error = failing(partial(write_single, tmp_path / "dates.ics", NEW, *KIND), point, WRITING)
        left = content(tmp_path)
        assert left.get("dates.ics") in (NEW, before.get("dates.ics")), point
        if error is None:
            assert left["dates.ics"] == NEW, point
        if point.name != "unlink":
            assert set(left) <= {"dates.ics"}, (point, left)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_a_kill_leaves_one_of_the_two(tmp_path, earlier):
    for point in faults(tmp_path, earlier):
        before = laid(tmp_path, earlier)
        done, _ = killed(lambda _: write_single(tmp_path / "dates.ics", NEW, *KIND), point, WRITING)
        assert done, point
        assert content(tmp_path).get("dates.ics") in (NEW, before.get("dates.ics")), point
