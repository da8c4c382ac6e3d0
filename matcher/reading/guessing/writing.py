"""A map as TOML text, with remarks for who has to review it."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


@dataclass
class Line:
    """One line of a map: what it says, and what to look at."""

    value: str | Mapping[str, str]
    check: str = ""


@dataclass
class Section:
    """What a map says of one table."""

    table: str
    sheet: str = ""
    header: int | None = None
    columns: dict[str, Line] = field(default_factory=dict)
    constants: dict[str, Line] = field(default_factory=dict)
    values: dict[str, Line] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @property
    def says_something(self) -> bool:
        """Whether the reader would read otherwise without it."""
        return bool(self.sheet or self.header or self.columns or self.constants or self.values)


def quoted(text: str) -> str:
    """Return `text` as a TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def remark(text: str) -> str:
    """Return `text` as a comment on one line."""
    return f"# {_CONTROL.sub(' ', text)}"


def section_lines(section: Section) -> Iterable[str]:
    """Yield the lines of one table of the map."""
    if section.says_something:
        yield f"[{section.table}]"
    else:
        yield remark(f"{section.table}: nothing has to be mapped.")
    if section.sheet:
        yield f"sheet = {quoted(section.sheet)}"
    if section.header:
        yield f"header = {section.header}"
    yield from map(remark, section.remarks)
    for part in ("columns", "constants", "values"):
        lines: dict[str, Line] = getattr(section, part)
        if lines:
            yield ""
            yield f"[{section.table}.{part}]"
            yield from (_line(key, line) for key, line in lines.items())


def _line(key: str, line: Line) -> str:
    value = line.value
    text = quoted(value) if isinstance(value, str) else f"{{ {', '.join(_pairs(value))} }}"
    check = f"  {remark(f'CHECK: {line.check}')}" if line.check else ""
    return f"{_key(key)} = {text}{check}"


def _pairs(values: Mapping[str, str]) -> Iterable[str]:
    return (f"{_key(text)} = {quoted(value)}" for text, value in values.items())


def _key(text: str) -> str:
    return text if _BARE.fullmatch(text) else quoted(text)
