"""What is printed: problems grouped by where they are mended, progress, results."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TypeVar

from rich import progress
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from matcher.roster import Problem
from matcher.scenarios.tracking import Track, plainly

T = TypeVar("T")

SHOWN_ROWS = 12

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def say_error(text: str) -> None:
    """Print one sentence on what went wrong."""
    err.print(f"[bold red]Error:[/] {escape(text)}")


@contextmanager
def phase(words: str, *, quiet: bool) -> Iterator[None]:
    """Show what is being done, where somebody is looking."""
    if quiet or not err.is_terminal:
        yield
        return
    with err.status(words):
        yield


def tracked(*, quiet: bool, what: str = "lists") -> Track:
    """Return what shows how far a long piece of work is, where somebody is looking; `what` its steps are."""
    if quiet or not err.is_terminal:
        return plainly

    def track(steps: Sequence[T], words: str) -> Iterable[T]:
        return progress.track(steps, f"{words}: {len(steps):,} {what}", console=err, transient=True)

    return track


def print_problems(problems: Sequence[Problem], console: Console = err) -> None:
    """Print problems: errors first, then by table and column, each with its rows."""
    ordered = sorted(problems, key=_place)
    for (severity, table, column), group in groupby(
        ordered, key=lambda one: (one.severity, one.table, one.column)
    ):
        colour = "red" if severity == "error" else "yellow"
        where = f"{table} · {column}" if column else table
        console.print(f"[bold {colour}]{severity.capitalize()}[/] [bold]{escape(where)}[/]")
        _print_group(list(group), console)
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    console.print(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}.")


def _print_group(group: Sequence[Problem], console: Console) -> None:
    for problem in group[:SHOWN_ROWS]:
        row = f"row {problem.row}: " if problem.row else ""
        value = f"'{problem.value}' – " if problem.value else ""
        hint = f" {problem.suggestion}" if problem.suggestion else ""
        console.print(f"  {escape(f'{row}{value}{problem.problem}{hint}')}")
    if len(group) > SHOWN_ROWS:
        console.print(f"  … and {len(group) - SHOWN_ROWS} more rows.")


def _place(problem: Problem) -> tuple[bool, str, str, int]:
    return (not problem.is_error, problem.table, problem.column, problem.row or 0)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a small table."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for place, column in enumerate(columns):
        table.add_column(column, justify="left" if place == 0 else "right")
    for row in rows:
        table.add_row(*map(escape, row))
    out.print(table)
