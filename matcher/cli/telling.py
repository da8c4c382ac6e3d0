"""An answer on the screen: as text for people, or as JSON."""

import json
from typing import Any

import click
import pandas as pd

from matcher.cli.console import out


def tell(answer: object, *, as_json: bool) -> None:
    """Print an answer, a dataclass of tables and plain values."""
    if as_json:
        click.echo(json.dumps(plain(vars(answer)), indent=2, ensure_ascii=False))
    else:
        out.print(str(answer), markup=False)


def plain(value: Any) -> Any:
    """Return a value as JSON has it; a table is a list of its rows."""
    if isinstance(value, pd.DataFrame):
        return json.loads(value.to_json(orient="records"))
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items() if not name.startswith("_")}
    return value
