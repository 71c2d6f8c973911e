"""How a message begins: whether its words tie it to what was said before."""

from __future__ import annotations

import re

_OPENS = re.compile(
    r"\W*(?:hvor (?:mange|meget|stor|høj) så|og|ok og|hvad med|hvad så|samme|også|men|end|ligeledes|"
    r"tilsvarende|nu for)(?!\w)",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"(?<!\w)(?:i stedet|istedet|også)\W*$", re.IGNORECASE)
_REFERS = re.compile(
    r"(?<!\w)(?:kommunens|regionens|samme|dem|(?:svarer|udgør|giver|drejer) det|dér|den kommune)(?!\w)",
    re.IGNORECASE,
)
_LOOKED_AT = 300


def continues(text: str) -> bool:
    """Whether a message says by its form that it goes on: "Og ...", "Hvad med ...", "... i stedet"."""
    text = text[:_LOOKED_AT]
    return any(pattern.search(text) for pattern in (_INSTEAD, _REFERS)) or bool(_OPENS.match(text))
