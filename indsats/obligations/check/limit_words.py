"""What the loader says of a limit, in Danish for the check."""

from __future__ import annotations

import re

_DANISH: tuple[tuple[str, str], ...] = (
    (r"both with and without a date", "reglen har både limits og without_date"),
    (
        r"a limit lies ahead",
        "amount skal være over 0, og times, after, lasts og window mindst 0",
    ),
    (r"end_of_week is for .*", "counting: end_of_week er kun for frister i uger (unit: W)"),
    (r"neither number nor says", "skriv number (en nøgle i numbers) eller says (ord fra teksten)"),
    (r"the fact's (\w+) is not (.+)", r"\1 i numbers er ikke \2"),
    (r"(\w+) is not in ([WMY])", r"\1 er ikke i enheden \2"),
    (r"the fact does not say (.+)", r"teksten siger ikke \1"),
    (r"the fact has no number of (\d+) months", r"numbers har intet tal på \1 måneder"),
    (r"the fact has no number (\w+)", r"numbers har ikke et helt tal, der hedder \1"),
    (r"count and \{count\} belong together", "count og {count} i what hører sammen"),
    (r"no such aspect of the fact: (.+)", r"reglens aspects har ikke \1"),
    (r"no such group: (.+)", r"ukendt målgruppe: \1"),
    (r"no such fact: (.+)", r"ukendt regel: \1"),
    (r"the fact is not in force on (.+)", r"reglen gælder ikke \1"),
    (r"no aspects", "aspects er tom"),
)


def danish(problem: str) -> str:
    """A problem of ``limits.problems`` in Danish; as it is when no translation is known."""
    for pattern, words in _DANISH:
        if match := re.fullmatch(pattern, problem):
            return match.expand(words)
    return problem
