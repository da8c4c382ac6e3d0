"""Moments on the command line."""

from datetime import datetime
from typing import Any

import click

FORMATS = ("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")


class Moment(click.ParamType[datetime]):
    """A local date and time; a date alone is its 00:00."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the moment."""
        if isinstance(value, datetime):
            return value
        for one in FORMATS:
            try:
                return datetime.strptime(value.strip(), one)
            except ValueError:
                continue
        rule = f"'{value}' is no moment. Write 2026-10-05T09:00, or a date for its 00:00."
        raise click.BadParameter(rule, ctx=ctx, param=param)


MOMENT = Moment()
