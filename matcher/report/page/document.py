"""The page as a whole: its sections in order, its style and its script, and what it may load (nothing)."""

import base64
import hashlib
from functools import cache
from html import escape
from importlib import resources

from matcher.matching import Matching
from matcher.report.page.drawing import patterns_svg
from matcher.report.page.fit import fit
from matcher.report.page.funding import funding
from matcher.report.page.headline import lead, proven
from matcher.report.page.kinds import kinds
from matcher.report.page.lending import lending
from matcher.report.page.line import line
from matcher.report.page.loads import loads
from matcher.report.page.maps import map_of_pairs
from matcher.report.page.markup import Section, section_html
from matcher.report.page.past import past_seasons_section
from matcher.report.page.people import pairs, unserved
from matcher.report.page.recruiting import recruiting
from matcher.report.page.remarks import remarks
from matcher.report.page.rules import rules

SECTIONS = (
    Section("proven", "What is proven", proven),
    Section("line", "The line of requests", line),
    Section("map", "Map of pairs", map_of_pairs),
    Section("kinds-of-match", "Kinds of match by region", kinds),
    Section("funding", "Funding", funding),
    Section("lending", "Lent and borrowed between regions", lending),
    Section("mentor-loads", "Loads of the mentors", loads),
    Section("fit", "Fit, and how much is known", fit),
    Section("unserved", "Without a mentor", unserved),
    Section("recruiting", "Where one more mentor would help", recruiting),
    Section("pairs", "Pairs with reasons", pairs),
    Section("past-seasons", "Past seasons", past_seasons_section),
    Section("rules", "Rules used", rules),
    Section("remarks", "Remarks", remarks),
)
"""The sections in order; one more needs one more line."""


def report_html(matching: Matching) -> str:
    """Return the report of a list as one HTML page that needs no network and works without its script."""
    program = matching.policy.program
    region = matching.prepared.rules.region
    title = f"{program.name} {program.season}" + (f", {region} only" if region else "")
    bodies = [(section, section.body(matching)) for section in SECTIONS]
    shown = [(section, body) for section, body in bodies if body]
    links = "".join(f'<li><a href="#{one.anchor}">{escape(one.title)}</a></li>' for one, _ in shown)
    content = "\n".join(section_html(one.anchor, one.title, body) for one, body in shown)
    return (
        f"{_head(title)}<body>\n{patterns_svg()}\n"
        '<a class="skip" href="#content">Skip to the content</a>\n'
        f"<header>\n<h1>{escape(title)}</h1>\n{lead(matching)}\n</header>\n"
        f'<nav aria-label="Contents"><ul>{links}</ul></nav>\n'
        f'<main id="content" tabindex="-1">\n{content}\n</main>\n'
        "<footer><p>Made by Mentor Matcher. All numbers are those of assignments.csv, unserved.csv and mentors.csv "
        f"of the same run.</p></footer>\n<script>{_asset('page.js')}</script>\n</body>\n</html>\n"
    )


def _head(title: str) -> str:
    style, script = _asset("page.css"), _asset("page.js")
    allowed = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{allowed}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}: list of pairs</title>\n<style>{style}</style>\n</head>\n"
    )


@cache
def _asset(name: str) -> str:
    return resources.files("matcher.report.page").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return what a browser compares an inline style or script with."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
