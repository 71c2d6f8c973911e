"""The Danish days on which offices are closed. A deadline on one of them is not moved, but it is said.

Apart from `days`, because the library of public holidays is there for the action server only.
"""

from __future__ import annotations

from datetime import date

from holidays import country_holidays

from indsats.answers.danish import uncapitalised

_WEEKEND = {5: "en lørdag", 6: "en søndag"}
_CLOSED = {(6, 5): "grundlovsdag", (12, 24): "juleaftensdag", (12, 31): "nytårsaftensdag"}
"""No public holidays, but days on which public offices are closed."""
_NAMES = ("Kristi",)
"""Names of holidays are written small, but not the names within them."""
# The library's own rules end store bededag with 2023 (act 214/2023). Years are filled in as they are met.
_PUBLIC = country_holidays("DK", language="da")


def day_off(day: date) -> str:
    """What a day is when offices are closed on it: "en lørdag", "langfredag"; "" for a working day.

    Beside the public holidays it knows 5 June and 24 and 31 December, told as days when offices are closed.
    """
    if name := _PUBLIC.get(day):
        return name if name.startswith(_NAMES) else uncapitalised(name)
    if name := _CLOSED.get((day.month, day.day)):
        return f"{name} (kontorerne holder lukket)"
    return _WEEKEND.get(day.weekday(), "")
