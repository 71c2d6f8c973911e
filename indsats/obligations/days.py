"""Counting days as limits are counted."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def weeks_after(start: date, weeks: int) -> date:
    """The same weekday so many weeks later; the starting day itself is not counted."""
    return start + timedelta(weeks=weeks)


def months_after(start: date, months: int) -> date:
    """The same date so many months later, or that month's last day when it has no such date."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def end_of_week_after(start: date, weeks: int) -> date:
    """The end of the n'th week when the starting day is the first day of the first ("udgangen af 8. uge")."""
    return weeks_after(start, weeks) - timedelta(days=1)
