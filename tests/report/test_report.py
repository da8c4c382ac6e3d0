import csv
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


class Text(HTMLParser):
    """The text of each table cell, and of the page."""

    def __init__(self, page: str):
        super().__init__()
        self.cells: list[str] = []
        self.links: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "td":
            self._inside = True
            self.cells.append("")
        self.links.extend(value or "" for name, value in attrs if name in ("href", "src", "action"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.cells[-1] += data


def page(result: Path) -> str:
    return (result / "report.html").read_text(encoding="utf-8")


def test_every_pair_stands_in_the_report_with_its_reasons(result):
    cells = Text(page(result)).cells
    with (result / "assignments.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            start = next(n for n, cell in enumerate(cells) if f" {row['mentee_id']}" in cell)
            assert row["mentor_id"] in cells[start + 1]
            assert cells[start + 2] == row["tier"]
            assert cells[start + 3].startswith(f"{float(row['score']):.2f}")
            assert cells[start + 4].startswith(row["reasons"])


def test_everyone_without_a_mentor_stands_there_with_the_cause(result):
    cells = Text(page(result)).cells
    with (result / "unserved.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            start = next(n for n, cell in enumerate(cells) if f" {row['mentee_id']}" in cell)
            assert cells[start + 2] == row["detail"]


def test_the_report_needs_no_network_and_runs_no_script(result):
    text = page(result)
    assert Text(text).links == []
    assert "<script" not in text
    assert "default-src 'none'" in text


def test_hostile_names_are_shown_as_text(tmp_path, season):
    from season_fixtures import matcher_command

    lists = tmp_path / "lists"
    shutil.copytree(season, lists)
    (lists / "program.xlsx").unlink()
    table = (lists / "mentees.csv").read_text(encoding="utf-8")
    name = table.splitlines()[1].split(",")[1]
    (lists / "mentees.csv").write_text(table.replace(name, "<script>alert(1)</script>"), encoding="utf-8")
    done = matcher_command("run", "--policy", "masa", "--roster", lists, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    text = page(tmp_path / "out")
    assert "<script" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.skipif(
    CHROMIUM is None, reason="!!! Chromium is not installed: the report was NOT looked at in a browser"
)
def test_a_real_browser_shows_the_report(result, tmp_path):
    picture = tmp_path / "report.png"
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1200,900"]
    address = (result / "report.html").as_uri()
    subprocess.run(
        [*command, f"--screenshot={picture}", address], check=True, capture_output=True, timeout=120
    )
    assert picture.stat().st_size > 20_000
    shown = subprocess.run([*command, "--dump-dom", address], check=True, capture_output=True, timeout=120)
    dom = shown.stdout.decode()
    assert len(re.findall("<tr>", dom)) == len(re.findall("<tr>", page(result)))
