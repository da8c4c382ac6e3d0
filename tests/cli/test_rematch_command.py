import csv
import json
import shutil

import pytest
from season_fixtures import matcher_command

from matcher import read_result, verify


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def mentor(result):
    return rows(result / "assignments.csv")[0]["mentor_id"]


@pytest.fixture
def new(tmp_path):
    return tmp_path / "new"


def done(*arguments):
    ended = matcher_command("rematch", *arguments)
    assert ended.exit_code == 0, ended.output
    return ended


def test_writes_a_full_result_that_verify_confirms_and_leaves_the_earlier_one(result, new, mentor):
    before = contents(result)
    printed = done(result, "--withdraw", mentor, "--out", new).output
    assert f"({mentor}) withdrew." in printed
    assert contents(result) == before
    finding = verify(new)
    assert finding.holds, finding.refusals
    assert any("changes.csv names everybody" in sentence for sentence in finding.confirmed)
    assert {path.name for path in result.iterdir()} - {"candidates.csv"} | {"changes.csv"} == {
        path.name for path in new.iterdir()
    }
    assert mentor not in {row["mentor_id"] for row in rows(new / "assignments.csv")}


def test_changes_are_those_between_the_two_lists(result, new, mentor):
    done(result, "--withdraw", mentor, "--out", new)
    had, has = (
        {row["mentee_id"]: row["mentor_id"] for row in rows(folder / "assignments.csv")}
        for folder in (result, new)
    )
    told = {row["mentee_id"]: (row["before"], row["after"]) for row in rows(new / "changes.csv")}
    people = {*had, *has}
    assert told == {
        one: (had.get(one, ""), has.get(one, "")) for one in people if had.get(one) != has.get(one)
    }
    assert all(row["why"] for row in rows(new / "changes.csv"))


def test_json_has_every_table(result, new, mentor):
    told = json.loads(done(result, "--withdraw", mentor, "--out", new, "--json").output)
    assert told["changes"] == rows(new / "changes.csv")
    assert told["status"] == "optimal"
    assert set(told) >= {
        "happened",
        "sentence",
        "chains",
        "prices",
        "waiting",
        "counts",
        "kinds",
        "goals",
        "stories",
    }


def test_the_same_bytes_again(result, new, mentor, tmp_path):
    for folder in (new, tmp_path / "other"):
        done(result, "--withdraw", mentor, "--out", folder, "--quiet")
    one, other = (contents(folder) for folder in (new, tmp_path / "other"))
    different = {str(name) for name in one if one[name] != other[name]}
    assert different <= {"summary.json"}


def test_the_lists_as_they_are_now(season, result, new, tmp_path, mentor):
    now = tmp_path / "now"
    shutil.copytree(season, now)
    text = (now / "mentors.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (now / "mentors.csv").write_text(
        "".join(line for line in text if not line.startswith(f"{mentor},")), encoding="utf-8"
    )
    (now / "program.xlsx").unlink()
    for name in ("mentees.csv", "conflicts.csv"):
        text = (now / name).read_text(encoding="utf-8")
        (now / name).write_text(text.replace(mentor, ""), encoding="utf-8")
    (now / "conflicts.csv").unlink()
    printed = done(result, "--roster", now, "--out", new).output
    assert f"({mentor}) is not on the lists any more." in printed
    assert verify(new).holds


def test_faults_of_the_lists_are_told_by_their_rows_and_nothing_is_written(season, result, new, tmp_path):
    now = tmp_path / "now"
    shutil.copytree(season, now)
    (now / "program.xlsx").unlink()
    with (now / "mentees.csv").open("a", encoding="utf-8") as file:
        file.write("P00000,Somebody\n")
    ended = matcher_command("rematch", result, "--roster", now, "--out", new)
    assert ended.exit_code == 2
    assert [path.name for path in new.iterdir()] == ["problems.csv"]


def test_a_reviewed_list_of_the_earlier_result_blocks_pairs(result, new):
    path = result / "assignments.csv"
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    table[1][table[0].index("decision")] = "block"
    reviewed = new.with_name("reviewed.csv")
    with reviewed.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    done(result, "--edits", reviewed, "--out", new, "--quiet")
    assert (table[1][0], table[1][1]) not in {
        (row["mentee_id"], row["mentor_id"]) for row in rows(new / "assignments.csv")
    }
    assert any("the pair is blocked" in row["why"] for row in rows(new / "changes.csv"))


def test_confirmed_pairs_all_stand(result, new, mentor):
    done(result, "--withdraw", mentor, "--confirmed", "--out", new, "--quiet")
    had = [row for row in rows(result / "assignments.csv") if row["mentor_id"] != mentor]
    stand = {
        (row["mentee_id"], row["mentor_id"])
        for row in rows(new / "assignments.csv")
        if row["kind"] == "confirmed"
    }
    assert stand == {(row["mentee_id"], row["mentor_id"]) for row in had}
    assert verify(new).holds


def test_a_later_run_replaces_the_folder_and_another_rematch_goes_on_from_it(
    season, result, new, mentor, tmp_path
):
    done(result, "--withdraw", mentor, "--out", new, "--quiet")
    second = rows(new / "assignments.csv")[0]["mentor_id"]
    done(new, "--withdraw", second, "--out", tmp_path / "third", "--quiet")
    assert {mentor, second}.isdisjoint(
        row["mentor_id"] for row in rows(tmp_path / "third" / "assignments.csv")
    )
    done(result, "--withdraw", second, "--out", new, "--quiet")
    again = matcher_command("run", "--policy", "masa", "--roster", season, "--out", new, "--quiet")
    assert again.exit_code == 0
    assert not (new / "changes.csv").exists()


def test_the_earlier_folder_is_not_written_over(result, mentor):
    before = contents(result)
    for name in (result, result / ".." / result.name):
        ended = matcher_command("rematch", result, "--withdraw", mentor, "--out", name)
        assert ended.exit_code == 2
        assert "holds the earlier list, which is to stay" in ended.output
    assert contents(result) == before


def test_something_must_have_happened(result, new):
    ended = matcher_command("rematch", result, "--out", new)
    assert ended.exit_code == 2
    assert "Say what happened" in ended.output
    assert not new.exists()


def test_every_fault_is_told_with_its_option(result, new):
    ended = matcher_command(
        "rematch",
        result,
        "--withdraw",
        "Q",
        "--seat",
        "M7",
        "--lock",
        "P=M",
        "--mentor",
        "regoin=3",
        "--out",
        new,
    )
    assert ended.exit_code == 2
    told = " ".join(ended.output.split())
    for words in ("Error --withdraw 'Q'", "Error --seat 'M7'", "Error --lock 'P'", "Error --mentor · regoin"):
        assert words in told
    assert not new.exists()


def test_no_list_ends_with_3_and_names_what_cannot_hold(result, new):
    seats = {row["mentor_id"]: int(row["seats"]) for row in rows(result / "mentors.csv")}
    possible = rows(result / "candidates.csv")
    mentor = next(row["mentor_id"] for row in possible if seats[row["mentor_id"]] == 1)
    mentees = [row["mentee_id"] for row in possible if row["mentor_id"] == mentor][:2]
    locks = [part for one in mentees for part in ("--lock", f"{one}={mentor}")]
    ended = matcher_command("rematch", result, *locks, "--out", new)
    assert ended.exit_code == 3
    assert "are locked" in ended.output
    assert verify(new).holds
    assert not (new / "changes.csv").exists()
    told = json.loads(matcher_command("rematch", result, *locks, "--out", new, "--json").stdout)
    assert told["status"] == "infeasible"


def test_no_list_leaves_a_list_that_is_there(result, new, mentor):
    done(result, "--withdraw", mentor, "--out", new, "--quiet")
    before = contents(new)
    mentees = [row["mentee_id"] for row in rows(result / "candidates.csv")]
    one = rows(result / "assignments.csv")[5]["mentor_id"]
    locks = [part for mentee in dict.fromkeys(mentees) for part in ("--lock", f"{mentee}={one}")]
    ended = matcher_command("rematch", result, *locks, "--out", new)
    assert ended.exit_code == 3
    assert "was left as it is" in ended.output
    assert contents(new) == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda table: table[1].__setitem__(2, "M-nobody"), "row 2: after says 'M-nobody'"),
        (lambda table: table[1].__setitem__(3, "new"), "row 2: change says 'new'"),
        (lambda table: table.pop(1), "who has others than those that were proposed"),
        (lambda table: table.append(table[1]), "names somebody twice"),
        (lambda table: table[0].__setitem__(1, "was"), "does not have the columns"),
    ],
)
def test_changes_that_are_not_those_of_the_list_are_refused(result, new, mentor, change, words):
    done(result, "--withdraw", mentor, "--out", new, "--quiet")
    with (new / "changes.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    change(table)
    with (new / "changes.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)
    assert words in "\n".join(verify(new).refusals)


def test_seasons_of_others_are_matched_again(shared_data, tmp_path):
    for policy, name in (
        ("masa", "masa-2026-27-short"),
        ("naesp", "naesp-2026-27"),
        ("awsp", "awsp-2026-27"),
    ):
        out = tmp_path / name
        run = matcher_command(
            "run", "--policy", policy, "--roster", shared_data / name, "--out", out, "--quiet"
        )
        assert run.exit_code == 0
        mentor = rows(out / "assignments.csv")[0]["mentor_id"]
        done(out, "--withdraw", mentor, "--out", tmp_path / f"{name}-now", "--quiet", "--no-report")
        assert verify(tmp_path / f"{name}-now").holds
        assert read_result(tmp_path / f"{name}-now").prepared.policy.objectives.order[1] == "fewest_changes"
