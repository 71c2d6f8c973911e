"""Counting days as limits are counted, and the Danish days on which offices are closed."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

LAST_PRAYER_DAY = 2023
"""The last year with store bededag as a holiday; it was abolished by act 214/2023."""
_FROM_EASTER = {
    -3: "skærtorsdag",
    -2: "langfredag",
    0: "påskedag",
    1: "2. påskedag",
    26: "store bededag",
    39: "Kristi himmelfartsdag",
    49: "pinsedag",
    50: "2. pinsedag",
}
_FIXED = {
    (1, 1): "nytårsdag",
    (6, 5): "grundlovsdag",
    (12, 24): "juleaftensdag",
    (12, 25): "1. juledag",
    (12, 26): "2. juledag",
    (12, 31): "nytårsaftensdag",
}
_WEEKEND = {5: "en lørdag", 6: "en søndag"}


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


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the computus of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)


def day_off(day: date) -> str:
    """What a day is when offices are closed on it: "en lørdag", "langfredag"; "" for a working day.

    Beside the public holidays it knows 5 June and 24 and 31 December.
    """
    if name := _FIXED.get((day.month, day.day)):
        return name
    name = _FROM_EASTER.get((day - easter(day.year)).days, "")
    if name and (name != "store bededag" or day.year <= LAST_PRAYER_DAY):
        return name
    return _WEEKEND.get(day.weekday(), "")
