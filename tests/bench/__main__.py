"""`make bench`: figures for docs/performance.md, each beside what it is to be compared with in the same run.

`python tests/bench --only assign --million` measures one part, here with the largest problem too, which takes long.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from arrays import print_tables
from batches import print_batches
from changes import print_changes
from firmness import print_firmness
from national import print_national
from questions import print_questions
from rematching import print_rematches
from season_year import print_season_year
from what_if import print_what_ifs

from matcher.sample import invent, write

ROUNDS = 7
PARTS = (
    "season",
    "assign",
    "changes",
    "questions",
    "firmness",
    "national",
    "what-if",
    "batches",
    "rematch",
    "season-year",
)
SIZES, MILLION = [10_000, 100_000], 1_000_000
NATIONAL = [10_000, 30_000, 100_000, 300_000]
IMPORTS = (
    "import numpy, pandas, pydantic, click, rich.console; from ortools.graph.python import min_cost_flow"
)


def seconds(command: list[str]) -> float:
    """Return how long a command takes from its start to its end."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def medians(*commands: list[str]) -> list[float]:
    """Return the median seconds of each command; the rounds alternate, so that a noisy machine is fair to all."""
    for command in commands:
        seconds(command)
    rounds = [[seconds(command) for command in commands] for _ in range(ROUNDS)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def masa_season(folder: Path) -> None:
    """Measure a MASA season: from the start of Python to everything written, beside the bare imports."""
    write(invent("masa", 1), folder / "season")
    run = [
        sys.executable,
        "-m",
        "matcher",
        "run",
        "--policy",
        "masa",
        "--out",
        str(folder / "out"),
        "--quiet",
    ]
    csv, book = ["--roster", str(folder / "season")], ["--roster", str(folder / "season" / "program.xlsx")]
    verify = [sys.executable, "-m", "matcher", "verify", str(folder / "out"), "--quiet"]
    imports, from_csv, from_book, with_report, verified = medians(
        [sys.executable, "-c", IMPORTS],
        [*run, *csv, "--no-report"],
        [*run, *book, "--no-report"],
        [*run, *book],
        verify,
    )
    phases = json.loads((folder / "out" / "summary.json").read_text(encoding="utf-8"))["seconds"]
    print(f"\nA MASA season, median of {ROUNDS} runs\n")
    print("| what | seconds | times the bare imports |\n|---|---|---|")
    for words, value in (
        ("starting Python and importing the libraries alone", imports),
        ("`matcher run --no-report`, CSV files", from_csv),
        ("`matcher run --no-report`, workbook", from_book),
        ("`matcher run`, workbook, with report.html and matching.xlsx", with_report),
        ("`matcher verify`", verified),
    ):
        print(f"| {words} | {value:.2f} | {value / imports:.1f} |")
    print(f"\nPhases of the last run, in seconds: {phases}")


def main() -> None:
    """Print every figure with machine and date."""
    asked = argparse.ArgumentParser(prog="python tests/bench")
    asked.add_argument("--only", choices=PARTS, help="measure this part alone")
    asked.add_argument(
        "--million", action="store_true", help="assign a million mentees too: long, and much memory"
    )
    options = asked.parse_args()
    print(f"{date.today()}, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    if options.only in (None, "season"):
        with tempfile.TemporaryDirectory() as folder:
            masa_season(Path(folder))
    if options.only in (None, "assign"):
        print_tables([*SIZES, MILLION] if options.million else SIZES)
    if options.only in (None, "changes"):
        print_changes([1_000, *SIZES])
    if options.only in (None, "questions"):
        print_questions()
    if options.only in (None, "firmness"):
        print_firmness()
    if options.only in (None, "national"):
        print_national(NATIONAL)
    if options.only in (None, "what-if"):
        print_what_ifs()
    if options.only in (None, "batches"):
        print_batches(daily=options.million)
    if options.only in (None, "season-year"):
        print_season_year()
    if options.only in (None, "rematch"):
        print_rematches()


if __name__ == "__main__":
    main()
