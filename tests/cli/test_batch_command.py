"""`matcher batch`, as an operator uses it."""

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from season_fixtures import matcher_command

from matcher.ledger import open_ledger, record
from matcher.sample import invent, write


@pytest.fixture(scope="module")
def requests(tmp_path_factory):
    folder = tmp_path_factory.mktemp("season") / "awsp"
    write(invent("awsp", 3, mentees=60, mentors=50), folder)
    return folder


def batch(lists: Path, folder: Path, at: str, *options: object):
    arguments = ("--policy", "awsp", "--roster", lists, "--ledger", folder / "ledger.csv", "--at", at)
    return matcher_command("batch", *arguments, "--out", folder / "out", *options)


def files(folder: Path) -> dict[str, bytes]:
    found = {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    return {name: content for name, content in found.items() if not name.endswith("summary.json")}


def test_batches_follow_each_other_and_their_results_are_verified(requests, tmp_path):
    for at in ("2026-08-01", "2026-09-01T09:00", "2026-10-01 09:00"):
        done = batch(requests, tmp_path, at)
        assert done.exit_code == 0, done.output
        assert "Requests were served in order" in done.output
        assert matcher_command("verify", tmp_path / "out").exit_code == 0
    rows = (tmp_path / "ledger.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in rows if ",batch," in row] == ["1", "2", "3"]
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["batch"]["number"] == 3
    assert summary["at"] == "2026-10-01T09:00:00"
    assert summary["promise"][0].startswith("Requests were served in order")


def test_run_twice_at_one_moment_nothing_changes(requests, tmp_path):
    assert batch(requests, tmp_path, "2026-09-01").exit_code == 0
    before = files(tmp_path)
    done = batch(requests, tmp_path, "2026-09-01")
    assert done.exit_code == 0
    assert "nothing changes" in done.output
    assert files(tmp_path) == before


def test_outputs_that_were_lost_come_again_and_the_ledger_stays(requests, tmp_path):
    assert batch(requests, tmp_path, "2026-09-01").exit_code == 0
    before = files(tmp_path)
    shutil.rmtree(tmp_path / "out")
    assert batch(requests, tmp_path, "2026-09-01").exit_code == 0
    assert files(tmp_path) == before


def test_what_happens_between_batches_decides_the_next(requests, tmp_path):
    assert batch(requests, tmp_path, "2026-09-01", "--quiet", "--no-report").exit_code == 0
    with open_ledger(tmp_path / "ledger.csv") as held:
        mentee, mentor = min(held.ledger.decided.standing)
        held.write(record(held.ledger, "declined", at=at_noon(), mentee=mentee, mentor=mentor))
    assert batch(requests, tmp_path, "2026-09-08", "--quiet", "--no-report").exit_code == 0
    listed = (tmp_path / "out" / "assignments.csv").read_text(encoding="utf-8")
    assert f"{mentee},{mentor}," not in listed


def at_noon():
    return datetime(2026, 9, 2, 12)


def test_bad_lists_decide_nothing(requests, tmp_path):
    lists = Path(shutil.copytree(requests, tmp_path / "lists"))
    table = (lists / "mentees.csv").read_text(encoding="utf-8")
    assert batch(requests, tmp_path, "2026-09-01", "--quiet").exit_code == 0
    ledger = (tmp_path / "ledger.csv").read_bytes()
    (lists / "mentees.csv").write_text(table.replace("2026-0", "soon-", 1), encoding="utf-8")
    done = batch(lists, tmp_path, "2026-09-08")
    assert done.exit_code == 2
    assert "requested_at" in done.output
    assert (tmp_path / "ledger.csv").read_bytes() == ledger
    assert (tmp_path / "out" / "problems.csv").is_file()
    done = batch(requests, tmp_path, "2026-08-01")
    assert done.exit_code == 2
    assert "no batch can be run before them" in done.output


def test_a_ledger_that_is_in_use_or_damaged_is_refused(requests, tmp_path):
    with open_ledger(tmp_path / "ledger.csv"):
        done = batch(requests, tmp_path, "2026-09-01")
    assert done.exit_code == 2
    assert "using" in done.output
    (tmp_path / "ledger.csv").write_text("batch,moment\n", encoding="utf-8")
    done = batch(requests, tmp_path, "2026-09-01")
    assert done.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_the_summary_is_printed_as_json(requests, tmp_path):
    done = batch(requests, tmp_path, "2026-09-01", "--json", "--no-report")
    assert json.loads(done.stdout)["batch"]["number"] == 1


@pytest.mark.parametrize("at", ["tomorrow", "2026-13-01", "1.9.2026"])
def test_a_moment_that_is_none_is_refused_in_words(requests, tmp_path, at):
    done = batch(requests, tmp_path, at)
    assert done.exit_code == 2
    assert "is no moment" in done.output


def test_the_list_of_a_batch_is_not_matched_again_beside_its_ledger(requests, tmp_path):
    assert batch(requests, tmp_path, "2026-09-01", "--quiet", "--no-report").exit_code == 0
    done = matcher_command("rematch", tmp_path / "out", "--withdraw", "M00001", "--out", tmp_path / "new")
    assert done.exit_code == 2
    assert "matcher record" in done.output
    assert not (tmp_path / "new").exists()
