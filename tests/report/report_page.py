"""The report as a reader finds it: its tables, its texts, its structure."""

import csv
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "col", "br", "input", "link"}


@dataclass
class Table:
    """One table: its caption, the titles of its columns, the text of each cell."""

    caption: str = ""
    titles: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def column(self, title: str) -> list[str]:
        place = next(n for n, one in enumerate(self.titles) if one.startswith(title))
        return [row[place] for row in self.rows]


class Page(HTMLParser):
    """Tables by id, texts by section, and every tag with its attributes; what is in a picture is no text."""

    def __init__(self, html: str):
        super().__init__()
        self.tables: dict[str, Table] = {}
        self.texts: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.unclosed: list[str] = []
        self._table: Table | None = None
        self._section = "head"
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.unclosed.append(tag)
        if tag == "section":
            self._section = str(dict(attrs)["aria-labelledby"])
        elif tag in ("header", "footer", "nav", "main"):
            self._section = tag
        elif tag == "table":
            self._table = self.tables[str(dict(attrs)["id"])] = Table()
        elif tag == "tr" and self._table is not None and "tbody" in self.unclosed:
            self._table.rows.append([])
        elif tag in ("th", "td") and self._table is not None:
            (self._table.rows[-1] if "tbody" in self.unclosed else self._table.titles).append("")
        elif tag == "small":
            self.handle_data(" | ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed.pop() == tag, f"{tag} closes nothing"
        if tag == "table":
            self._table = None

    def handle_data(self, data: str) -> None:
        if "svg" in self.unclosed or {"script", "style"} & set(self.unclosed):
            return
        self.texts[self._section] = self.texts.get(self._section, "") + data
        if self._table is None:
            return
        if "caption" in self.unclosed:
            self._table.caption += data
        elif {"th", "td"} & set(self.unclosed):
            cells = self._table.rows[-1] if "tbody" in self.unclosed else self._table.titles
            cells[-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def number(text: str) -> int:
    return int(text.replace(",", ""))


def read_page(folder: Path) -> Page:
    return Page((folder / "report.html").read_text(encoding="utf-8"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Tables:
    """The tables of a result, and who is of which region."""

    def __init__(self, folder: Path):
        self.pairs, self.unserved, self.mentors = (
            rows(folder / f"{name}.csv") for name in ("assignments", "unserved", "mentors")
        )
        self.mentee = {row["mentee_id"]: row for row in rows(folder / "inputs" / "mentees.csv")}
        self.mentor = {row["mentor_id"]: row for row in rows(folder / "inputs" / "mentors.csv")}

    @property
    def served(self) -> set[str]:
        return {row["mentee_id"] for row in self.pairs}

    @property
    def eligible(self) -> set[str]:
        return self.served | {row["mentee_id"] for row in self.unserved if row["cause"] != "not_eligible"}

    def regions(self, pair: dict[str, str]) -> tuple[str, str]:
        """The regions of the mentee and of the mentor."""
        return self.mentee[pair["mentee_id"]]["region"], self.mentor[pair["mentor_id"]]["region"]

    def on_the_map(self) -> list[dict[str, str]]:
        """The pairs of which both have coordinates."""
        return [
            pair
            for pair in self.pairs
            if self.mentee[pair["mentee_id"]]["latitude"] and self.mentor[pair["mentor_id"]]["latitude"]
        ]

    def across(self) -> list[dict[str, str]]:
        return [pair for pair in self.pairs if len(set(self.regions(pair))) == 2]
