"""What the year asks of a program's staff: renewals, internships, hours, and who is still without a protégé."""

from matcher.calendars.calendar import SeasonCalendar
from matcher.calendars.icalendar import icalendar
from matcher.calendars.making import calendar_faults, season_calendar

__all__ = ["SeasonCalendar", "calendar_faults", "icalendar", "season_calendar"]
