"""Pictures and files of an answer: what an answer may carry, and how each is made from its question.

An answer carries addresses (`indsats.links`), never the bytes. `produced` makes the bytes when an address is
followed: the answer is worked out again, as on the day it was given, and drawn or written out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from msgspec import structs

from indsats.answers.model import Answer, Download
from indsats.answers.table_text import Told
from indsats.answers.together import together
from indsats.charts import drawing
from indsats.charts.chart import chart_of
from indsats.exports.calendar_file import calendar_file
from indsats.exports.delimited import csv_file
from indsats.exports.names import file_name
from indsats.exports.workbook import xlsx_file
from indsats.language.vocabulary import Vocabulary
from indsats.links import Links, Recipe
from indsats.obligations.deadlines import answer_deadlines, schedule
from indsats.obligations.rules import tell_rules
from indsats.statistics.figures import answer_figure
from indsats.statistics.store import Store
from indsats.statistics.whole import whole

MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}
PICTURES = ("svg", "png")
_FILES = {"csv": "CSV (semikolon, til Excel)", "xlsx": "Excel (med kilder og forbehold)"}
_CALENDAR = {"ics": "Kalender (frister som heldagsaftaler)"}


class NotDrawable(Exception):  # noqa: N818 - says what is the case
    """There is no such picture or file of this answer: what it would show is not there."""


def with_attachments(answer: Answer, recipe: Recipe, links: Links, vocabulary: Vocabulary) -> Answer:
    """The answer with the addresses of its picture and its files, as far as it can have them."""
    has_content = answer.rows or answer.computed or answer.facts or answer.deadlines
    if not has_content or answer.kind not in ("statistic", "obligation", "deadlines"):
        return answer
    token = links.token(recipe)
    files = _CALENDAR | _FILES if answer.kind == "deadlines" else _FILES
    downloads = tuple(
        Download(title, links.address(token, file_name(answer, vocabulary, suffix)), MEDIA_TYPES[suffix])
        for suffix, title in files.items()
    )
    return structs.replace(answer, chart=_chart(answer, token, links, vocabulary), downloads=downloads)


def _chart(answer: Answer, token: str, links: Links, vocabulary: Vocabulary) -> dict[str, Any] | None:
    """The reference to the picture, with the text that stands for it."""
    chart = chart_of(answer, vocabulary)
    if chart is None:
        return None
    addresses = {suffix: links.address(token, file_name(answer, vocabulary, suffix)) for suffix in PICTURES}
    expires = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=links.lifetime)
    return {
        "type": chart.kind,
        "title": chart.title,
        "alt": chart.alt,
        "url": addresses["svg"],
        "media_type": MEDIA_TYPES["svg"],
        **addresses,
        "expires": expires.isoformat(),
    }


def produced(recipe: Recipe, suffix: str, store: Store, vocabulary: Vocabulary) -> bytes:
    """The picture or file that a recipe and a file ending ask for.

    Raises:
        KeyError: for an ending that we do not make.
        NotDrawable: if the answer has no picture, or no dates for a calendar.
        StoreError: if the figures cannot be read.
        ValueError: if the recipe asks for what does not exist.
    """
    today = date.fromisoformat(recipe.today)
    if suffix in PICTURES:
        chart = chart_of(_told(recipe, store, vocabulary, today, complete=False).answer, vocabulary)
        if chart is None:
            raise NotDrawable
        return drawing.svg(chart) if suffix == "svg" else drawing.png(chart)
    if suffix == "ics":
        return _calendar(recipe, today)
    write: dict[str, Callable[[Told], bytes]] = {
        "csv": lambda told: csv_file(told.answer, vocabulary, told.layout),
        "xlsx": lambda told: xlsx_file(told.answer, vocabulary, today, told.layout),
    }
    return write[suffix](_told(recipe, store, vocabulary, today, complete=True))


def _calendar(recipe: Recipe, today: date) -> bytes:
    if recipe.rule is None or not recipe.start:
        raise NotDrawable
    due = schedule(recipe.rule, date.fromisoformat(recipe.start), today, pauses=recipe.pauses)
    if not due.answer.deadlines:
        raise NotDrawable
    return calendar_file(due, today)


def _told(recipe: Recipe, store: Store, vocabulary: Vocabulary, today: date, complete: bool) -> Told:
    """The answer again; ``complete`` with every figure, where the conversation showed only a part."""
    if recipe.rule is not None:
        if recipe.start:
            start = date.fromisoformat(recipe.start)
            return Told(answer_deadlines(recipe.rule, start, today, pauses=recipe.pauses))
        return tell_rules(recipe.rule, today)
    work = whole if complete else answer_figure
    return Told(together([work(question, store, vocabulary, today) for question in recipe.figures]))
