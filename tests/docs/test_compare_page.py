"""The worked example on the page of comparisons is what the program says."""

import re
from pathlib import Path

from season_fixtures import matcher_command

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "compare.md").read_text(encoding="utf-8")


def test_the_worked_example_is_what_the_program_says(tmp_path, monkeypatch):
    (rules,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (output,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    commands = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)[1].replace("\\\n", "").splitlines()
    monkeypatch.chdir(tmp_path)
    Path("two-seats.toml").write_text(rules, encoding="utf-8")
    for command in commands:
        if command.startswith("grep"):
            without_rows(*re.fullmatch(r"grep -v '\^(\S+)' (\S+) > (\S+)", command).groups())
            continue
        done = matcher_command(*command.split()[1:])
        assert done.exit_code == 0, done.output
    assert done.output == output
    assert Path("compare.svg").read_bytes() == (DOCS / "compare.svg").read_bytes()


def without_rows(start, source, target):
    rows = Path(source).read_text(encoding="utf-8").splitlines(keepends=True)
    Path(target).write_text("".join(row for row in rows if not row.startswith(start)), encoding="utf-8")
