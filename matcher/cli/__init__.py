"""The command line: parse, call, print."""

import signal
import sys
import threading
import traceback
from importlib import import_module

import click

from matcher.cli.console import say_error
from matcher.roster import MatcherError

DEFECT = 1
UNREADABLE = 2
STOPPED = 143
COMMANDS = (
    "run",
    "batch",
    "rematch",
    "check",
    "verify",
    "explain",
    "answers",
    "what-if",
    "compare",
    "firm",
    "fairness",
    "recruit",
    "funding",
    "record",
    "season",
    "calendar",
    "sample",
)
"""Each is a module of this package with a command of the same name (_ for -), loaded when it is called."""


class _Commands(click.Group):
    """Loads commands late, and turns errors into sentences and exit codes for every command alike."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, or None."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        found = getattr(import_module(f"matcher.cli.{name}"), name)
        assert isinstance(found, click.Command)
        return found

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except MatcherError as error:
            say_error(str(error))
            ctx.exit(error.exit_code)
        except OSError as error:
            say_error(f"{error.strerror or error}: {error.filename or 'a file'}.")
            ctx.exit(UNREADABLE)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:  # noqa: BLE001 - a defect of ours is said as such, with what is needed to mend it
            traceback.print_exc()
            say_error("This is a defect of the program, not of your lists. Please report the lines above.")
            ctx.exit(DEFECT)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mentor-matcher", prog_name="matcher")
def main() -> None:
    """Mentor–mentee lists that are provably the best under a program's own rules."""
    # A run that is told to stop takes away what it wrote aside.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED))
    # Names of people go out as they are, also where the system's encoding cannot show them.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
