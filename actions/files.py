"""Serves the pictures and files that answers refer to. The bot passes them on (``bot/channels/files.py``)."""

from __future__ import annotations

import asyncio
import logging
from functools import lru_cache

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, raw, text

from actions.services import services
from indsats.answers.texts import TextKey, reply_texts
from indsats.attachments import MEDIA_TYPES, PICTURES, NotDrawable, produced
from indsats.links import BadLink, Expired, Recipe
from indsats.statistics.store import StoreError

logger = logging.getLogger(__name__)

MOST_KEPT = 128
"""Pictures and files kept for the next who asks. A picture is about 100 kB, a large file about 300 kB."""

HEADERS = {
    # What is drawn comes from the figures alone, but a picture format that can hold scripts is told not to.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, max-age=3600",
}


def blueprint() -> Blueprint:
    """The routes: ``/files/<token>/<name>``."""
    files = Blueprint("files")

    @files.get("/files/<token:str>/<name:str>")
    async def send(_request: Request, token: str, name: str) -> HTTPResponse:
        suffix = name.rpartition(".")[2]
        if suffix not in MEDIA_TYPES:
            return _refused("file_unknown", 404)
        try:
            content = await asyncio.to_thread(_content, token, suffix)
        except Expired:
            return _refused("file_expired", 410)
        except (BadLink, NotDrawable, ValueError) as problem:
            logger.info("No file: %s", problem)
            return _refused("file_unknown", 404)
        except StoreError as problem:
            logger.error("A file could not be made: %s", problem)
            return _refused("error_database_unreachable", 503)
        except Exception:
            logger.exception("A file could not be made.")
            return _refused("file_unavailable", 500)
        shown = "inline" if suffix in PICTURES else "attachment"
        disposition = {"Content-Disposition": f'{shown}; filename="{_safe(name)}"'}
        return raw(content, headers={**HEADERS, **disposition}, content_type=MEDIA_TYPES[suffix])

    return files


def _content(token: str, suffix: str) -> bytes:
    recipe = services().links.read(token)
    if recipe.rule is not None:
        # Rules are in the files, so they can be had without a database, and quickly made anew.
        return produced(recipe, suffix, services().store, services().vocabulary)
    return _made(recipe, suffix, services().store.loaded().content)


@lru_cache(maxsize=MOST_KEPT)
def _made(recipe: Recipe, suffix: str, content: str) -> bytes:
    """The bytes; kept for as long as the same ``content`` is loaded."""
    return produced(recipe, suffix, services().store, services().vocabulary)


def _refused(key: TextKey, status: int) -> HTTPResponse:
    return text(reply_texts().get(key), status=status, headers={"Cache-Control": "no-store"})


def _safe(name: str) -> str:
    """A file name that can stand in a header, whatever the address said."""
    return "".join(char for char in name if char.isascii() and (char.isalnum() or char in "-._"))[-120:]
