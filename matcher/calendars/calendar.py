"""The calendar of a season, as tables and as text."""

from dataclasses import dataclass

import pandas as pd

from matcher.calendars.text import calendar_text


@dataclass(frozen=True)
class SeasonCalendar:
    """What a season asks of a program's staff, by date; `str()` of it is text for people.

    Dates are text as ISO has them; unknown ones are empty. Lists of ids are joined by ``;``.

    Parameters
    ----------
    program, season
        Names, as they are printed.
    day
        The day on which everything is told.
    starts, ends
        First and last day of the season.
    internship
        What an internship asks for, in words.
    dates
        `date`, `what`, `mentor_id`, `name`, `region`, `detail` (what is said of this mentor), `advice` (what is to be done):
        everything from `day` on. What is to be done now has no date and stands first; certificates that end are told up to the
        season's end, internships to their own.
    interns
        Everybody at the stages lii and intern: `stage`, `start` and `ends` (the last day), `target` (the hours that there should
        be by `day`, whole ones) `of` all, `valid_until` (of a certificate given on the last day), `proteges` (by agreed and
        confirmed pairs) and `protege_names`, `status` (planned, running, over; unknown: an intern without a start; no_date: not
        yet an intern, and none planned) and what is `open`: to_plan, stage (the list says lii, its start has come), no_start,
        no_protege, several_proteges, certification, ends_after_season.
    certificates
        Everybody certified: `until`, `status` (ended, due, valid to the season's end or longer, unknown), `mentees` (by agreed
        and confirmed pairs) and `mentee_names`.
    """

    program: str
    season: str
    day: str
    starts: str
    ends: str
    internship: str
    dates: pd.DataFrame
    interns: pd.DataFrame
    certificates: pd.DataFrame

    def __str__(self) -> str:
        """Return the text."""
        return calendar_text(self)
