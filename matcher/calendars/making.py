"""`season_calendar(roster, policy) -> SeasonCalendar`."""

from datetime import date, datetime

import numpy as np

from matcher.calendars.calendar import SeasonCalendar
from matcher.calendars.certificates import certificates_table
from matcher.calendars.dates import dates_table
from matcher.calendars.interns import interns_table
from matcher.calendars.people import Mentors
from matcher.policy import Policy
from matcher.policy.words import internship
from matcher.reading import conform
from matcher.roster import InputError, Problem, Roster


def season_calendar(roster: Roster, policy: Policy, at: date | datetime | None = None) -> SeasonCalendar:
    """Return what a season asks of a program's staff: renewals, internships, hours, who is without a protégé.

    Nothing is matched: it rests on the columns training, certified_until and internship_start, and on pairs that are agreed
    or confirmed.

    Parameters
    ----------
    at
        The day on which everything is told; a time of the day makes no difference. Left out: the season's first day.

    Raises
    ------
    InputError
        The policy has no table ``[internship]``, or the roster has codes that it does not know.
    """
    asked, program = policy.internship, policy.program
    if asked is None:
        raise InputError(calendar_faults(policy))
    people = Mentors.of(conform(roster, policy.expectations))
    day = np.datetime64(program.starts if at is None else at, "D")
    held = certificates_table(people, program, day)
    internships = interns_table(people, policy, day)
    return SeasonCalendar(
        program=program.name,
        season=program.season,
        day=str(day),
        starts=str(program.starts),
        ends=str(program.ends),
        internship=internship(asked),
        dates=dates_table(held, internships, asked, day),
        interns=internships,
        certificates=held,
    )


def calendar_faults(policy: Policy) -> list[Problem]:
    """Return why there is no calendar under a policy."""
    if policy.internship is not None:
        return []
    rule = f"The rules of {policy.program.name} do not say how long internships and certificates last."
    hint = "Write a table [internship], as the policy naesp has it."
    return [Problem("error", "policy", None, "internship", "", rule, hint)]
