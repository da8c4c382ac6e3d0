"""Every command on a page of the documentation prints what the page says."""

import os
import re
import shlex
from pathlib import Path

import pytest
from season_fixtures import matcher_command

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
PAGES = sorted(path.name for path in DOCS.glob("*.md") if BLOCK.search(path.read_text(encoding="utf-8")))
FILE = re.compile(r"```toml\n# (\S+\.toml)\n(.*?)```", re.DOTALL)
"""A file that the commands of a page read; its name stands in the first line."""
LEFT_OUT = "…"


def steps(text):
    """Return each command with the output that stands below it."""
    found = []
    for line in "\n".join(BLOCK.findall(text)).splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_the_worked_example_of_a_page_prints_what_it_says(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (DOCS / page).read_text(encoding="utf-8")
    for name, content in FILE.findall(text):
        (tmp_path / name).write_text(content, encoding="utf-8")
    for command, expected in steps(text):
        program, *arguments = shlex.split(command)
        assert program == "matcher"
        done = matcher_command(*arguments)
        assert done.exit_code == 0, done.output
        pattern = ".*".join(map(re.escape, "\n".join(expected).strip().split(LEFT_OUT + "\n")))
        printed = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
        assert re.fullmatch(pattern, printed, re.DOTALL), os.linesep.join(["", printed])
