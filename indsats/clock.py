"""The one clock. Everything that needs "today" asks here, so that tests and operators can set it."""

from __future__ import annotations

import os
from datetime import date

VARIABLE = "INDSATS_TODAY"


def today() -> date:
    """Today's date, or the date in the environment variable ``INDSATS_TODAY`` (``YYYY-MM-DD``).

    Raises:
        ValueError: if ``INDSATS_TODAY`` is set to something that is not such a date.
    """
    fixed = os.environ.get(VARIABLE)
    if not fixed:
        return date.today()
    try:
        return date.fromisoformat(fixed)
    except ValueError:
        raise ValueError(f"{VARIABLE} must be YYYY-MM-DD, not {fixed!r}") from None
