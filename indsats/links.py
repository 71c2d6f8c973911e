"""Addresses of pictures and files: signed, of limited life, and with no file behind them.

An address carries the question itself. Whoever follows it gets the answer worked out anew from the database,
so that nothing is stored for a picture that nobody opens, and nobody can ask for what the bot did not offer.
"""

from __future__ import annotations

import os
import secrets
from typing import Any

import msgspec
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer
from msgspec import Struct

from indsats.obligations.pauses import Pause
from indsats.obligations.question import RuleQuestion
from indsats.statistics.question import FigureQuestion

SECRET = "INDSATS_LINK_SECRET"
PUBLIC_ADDRESS = "INDSATS_PUBLIC_URL"
PORT = "INDSATS_PORT"
LIFETIME_SECONDS = 24 * 3600
LONGEST_TOKEN = 6000
"""Characters. The longest question, all municipalities by name, takes about 700."""
_SALT = "indsats.links/1"


class BadLink(Exception):  # noqa: N818 - says what is the case
    """The address is not one of ours, or has been changed."""


class Expired(BadLink):
    """The address was ours and is too old."""


class Recipe(Struct, frozen=True, omit_defaults=True):
    """What an answer was made from: questions for figures, or one about rules, as they stood on ``today``.

    ``start`` is the ISO day from which a rule's deadlines were counted, ``pauses`` the interruptions since.
    """

    today: str
    figures: tuple[FigureQuestion, ...] = ()
    rule: RuleQuestion | None = None
    start: str = ""
    pauses: tuple[Pause, ...] = ()


class Links:
    """Signs recipes into addresses and reads them back. ``lifetime`` is in seconds."""

    def __init__(self, secret: str, base: str, lifetime: int = LIFETIME_SECONDS) -> None:
        self._serializer = URLSafeTimedSerializer(secret, salt=_SALT)
        self._base = base.rstrip("/")
        self.lifetime = lifetime

    def token(self, recipe: Recipe) -> str:
        """The recipe as signed text that can stand in an address."""
        signed = self._serializer.dumps(_sparse(msgspec.to_builtins(recipe)))
        return signed if isinstance(signed, str) else signed.decode("ascii")

    def address(self, token: str, name: str) -> str:
        """The public address of a token under a file name, whose ending says what is wanted."""
        return f"{self._base}/webhooks/files/{token}/{name}"

    def read(self, token: str) -> Recipe:
        """The recipe in a token.

        Raises:
            Expired: if it is older than the lifetime.
            BadLink: if it was not signed by us, or does not hold a recipe.
        """
        if len(token) > LONGEST_TOKEN:
            raise BadLink("too long")
        try:
            return msgspec.convert(self._serializer.loads(token, max_age=self.lifetime), Recipe)
        except SignatureExpired as problem:
            raise Expired(str(problem)) from None
        except (BadData, msgspec.ValidationError, ValueError) as problem:
            raise BadLink(str(problem)) from None


def from_environment() -> Links:
    """The links of this process, by ``INDSATS_LINK_SECRET`` and ``INDSATS_PUBLIC_URL``; else for one machine.

    Without a secret a new one is made, and addresses end with the process that gave them.
    """
    base = os.environ.get(PUBLIC_ADDRESS) or f"http://127.0.0.1:{os.environ.get(PORT) or 5005}"
    return Links(os.environ.get(SECRET) or secrets.token_urlsafe(32), base)


def _sparse(value: Any) -> Any:
    """Without what is empty, which is the default everywhere: it keeps addresses short."""
    if isinstance(value, dict):
        # Zero is a value: a bound may be 0.
        return {key: _sparse(part) for key, part in value.items() if part or type(part) in (int, float)}
    if isinstance(value, list | tuple):
        return [_sparse(part) for part in value]
    return value
