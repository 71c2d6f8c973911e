"""What is asked about rules: the question as others put it, and as read with the fact base at hand."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from indsats.answers.model import Query
from indsats.obligations.index import Obligations
from indsats.obligations.laws import law_dates
from indsats.obligations.rule_files import Children, Education, Residence
from indsats.obligations.selection import TODAY, Span, Wanted, wanted

View = Literal["", "timeline", "side_by_side", "overview"]
"""How the rules are wanted: as they are; each with what came before and after it; dates or groups beside each
other; or all topics of a group at once."""


class RuleQuestion(Struct, frozen=True, omit_defaults=True):
    """A question about rules, in canonical ids.

    ``dates`` are ISO dates, period ids (``2017Y01``) or ``today``; none means today, and several ask for a
    comparison. ``laws`` are documents ("LBK 1342/2016"), which stand for their dates, or acts (``las``), and
    ``sections`` are sections of them ("96 c"). ``text_terms`` are words to look for in the rules themselves.
    Ids that the vocabulary does not hold are ignored; a family's id stands for its members.

    ``age`` in years, ``months`` on the benefit, ``education`` (``with`` or ``without`` one that qualifies for
    a job), ``residence`` (``met`` or ``unmet``: the demands of residence and work) and ``children`` (``with``
    or ``without`` any living at home) narrow rules that depend on them; None or "" is not known. ``begins``:
    of what the day that deadlines are counted from is the day, where that is not the start of the benefit.
    """

    groups: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    age: int | None = None
    text_terms: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    view: View = ""
    months: int | None = None
    education: Education = ""
    residence: Residence = ""
    children: Children = ""
    begins: Literal["", "offer_end", "mentor"] = ""


class Asked(Struct, frozen=True):
    """A question resolved. ``dated``: a date was named; ``by_law``: laws stand for dates."""

    obligations: Obligations
    wanted: Wanted
    spans: tuple[Span, ...]
    today: date
    dated: bool
    by_law: bool

    @property
    def compares(self) -> bool:
        """Whether rules of several times are asked for."""
        return len(self.spans) > 1

    @property
    def first(self) -> Span:
        """The earliest span."""
        return self.spans[0]

    @property
    def last(self) -> Span:
        """The latest span."""
        return self.spans[-1]

    @property
    def query(self) -> Query:
        """The question as the answer carries it."""
        return Query(
            groups=self.wanted.groups,
            topics=self.wanted.topics,
            dates=tuple(span.id for span in self.spans),
        )


def read(question: RuleQuestion, today: date, obligations: Obligations) -> Asked:
    """The question with its ids resolved and its dates as days; ValueError for a date of no known form."""
    dates = question.dates + law_dates(obligations, question.laws)
    return Asked(
        obligations=obligations,
        wanted=wanted(
            obligations,
            question.groups,
            question.topics,
            question.aspects,
            question.age,
            question.text_terms,
            question.months,
            question.education,
            question.residence,
            question.children,
        ),
        spans=tuple(sorted({Span.parse(text, today) for text in dates or (TODAY,)})),
        today=today,
        dated=bool(dates),
        by_law=bool(question.laws),
    )
