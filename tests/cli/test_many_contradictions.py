"""Very many fixed pairs that cannot hold together: the first are told, and the least that would do."""

import pytest
from click.testing import CliRunner

from matcher.cli import main
from matcher.solving import MOST


@pytest.fixture
def contradicting(tmp_path):
    """A season in which each of many mentors with one seat is locked to two people."""
    people = [f"P{number:03}" for number in range(2 * MOST + 10)]
    mentors = [f"M{number:03}" for number in range(MOST + 5)]
    write(tmp_path / "mentees.csv", "mentee_id", people, "new_to_role,district", "yes,Ash")
    write(tmp_path / "mentors.csv", "mentor_id", mentors, "capacity,district", "1,Birch")
    locks = [f"{mentors[number // 2]},{one},lock" for number, one in enumerate(people)]
    (tmp_path / "pairs.csv").write_text("\n".join(["mentor_id,mentee_id,kind", *locks]))
    return tmp_path


def write(path, key, ids, titles, values):
    rows = [f"{one},{one} {path.stem},{one}@example.org,MASA-1,superintendent,{values}" for one in ids]
    path.write_text("\n".join([f"{key},name,email,region,component_group,{titles}", *rows]))


def test_the_first_are_told_and_that_there_may_be_more(contradicting):
    done = CliRunner().invoke(
        main, ["run", "--policy", "masa", "--roster", str(contradicting), "--out", str(contradicting / "out")]
    )
    assert done.exit_code == 3
    assert done.stderr.count("These cannot all hold") == MOST
    assert f"These are the first {MOST}; there may be more" in done.stderr
    assert f"and {MOST + 5 - 50} more" in done.stderr
    checked = CliRunner().invoke(main, ["verify", str(contradicting / "out")])
    assert checked.exit_code == 0
