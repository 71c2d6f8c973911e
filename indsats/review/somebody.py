"""The words of a message that its surroundings show to be about somebody, however ordinary they are.

"Jeg hedder august mark", "/skov", "Vestergade 12", "tlf. 2015 2030", "født i 1992": words that the dictionary
has and numbers that pass for years. All the rules err on the side of taking too much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indsats.language.sentence import words as word_set
from indsats.periods import MONTH_NAMES
from indsats.review.words import Words

NAME, NUMBER, DATE, ADDRESS, PLACE, WORD = "_navn_", "_tal_", "_dato_", "_adresse_", "_sted_", "_ord_"
"""What stands in the place of what is not kept."""

STOPS = word_set(
    "og i på er har havde vil kan skal med som der jeg han hun det den fra til for hvad hvor hvornår "
    "hvordan hvilke hvilken hvilket hvem når hvis om af at men eller samt bor så mit min vi du var blev "
    "får fik"
)
"""Words that no name goes on over."""
PREPOSITIONS = word_set("i på hos fra for mod til om af ved med og")

_TOKEN = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*(?:['’´`][^\W_]+)?")
_CONTACT = re.compile(
    r"\S+\s?(?:@|\(a\)|\(at\)|\[at\]|\bsnabela\b)\s?\S+|(?:https?:|www\.)\S*|"
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:dk|com|net|org|eu|se|no|de|pl|nu|io|info)\b\S*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+(?:[ \t.\-/_+()–]{1,3}\d+)*")
_MANY_DIGITS = 6
_YEARS = re.compile(r"(?:19|20)\d\d ?[-–/] ?(?:19|20)\d\d|(?:19|20)\d\d[-/]\d\d?|\d\d?[-/](?:19|20)\d\d")
_END = re.compile(r"[.?!\n;]")
_PAUSE = re.compile(r"[.?!\n;,]")
_SIGNED = re.compile(r"(?:^|\s)[/~–—-]\s?[^\W\d_]+(?:[\s-][^\W\d_]+){0,2}\W*$")

_PERSONS = word_set(
    "jeg han hun hen vedkommende borger borgeren personen mand manden kvinde kvinden kone konen søn "
    "sønnen datter datteren mor moren far faren bror broren søster søsteren kæreste kæresten ven vennen "
    "veninde veninden kollega kollegaen klient klienten chef chefen sagsbehandler sagsbehandleren læge "
    "lægen nabo naboen barn barnet samlever samleveren ægtefælle onkel tante fætter kusine mentoren "
    "pige pigen dreng drengen fyr fyren mig ham hende"
)
_MINE = word_set("min mit mine sin sit sine")
_CALLED = word_set("hedder hedde hed hettes heter kaldes kalder kaldt kaldet")
_NAMED = word_set(
    "navn navnet fornavn efternavn navne underskrevet undertegnede hilser name imię nazwisko namn"
)
_TITLES = word_set("hr herr fru frk frøken dr att cc kære")
_GREETINGS = word_set("hej hejsa halløj goddag davs")
_SIGN_OFFS = word_set(
    "mvh vh kh vhl hilsen hilsner hilsenen hälsningar hälsning pozdrawiam regards sincerely undertegnet"
)
_LIVING = word_set("bor boende bopæl bosat bosiddende adresse adressen adr c/o")
_BORN = word_set("født fødte fødselsdag fødselsdato fødselsår fødselsdagen årgang föd urodzony")
_NUMBERED = word_set(
    "nr nummer nummeret tlf tlfnr telefon telefonnummer mobil mobilnr mobilnummer mob konto kontonr "
    "kontonummer reg regnr sagsnr sagsnummer journal journalnr journalnummer jnr sag sagen id cpr cvr "
    "ring sms postnr kode pin lønnr medlemsnr kundenr iban"
)
_STREET = tuple(
    word_set(
        "gade gaden vej vejen allé alle alléen stræde strædet vænget boulevard boulevarden toften parken "
        "haven brogade torv torvet plads pladsen gyde gyden stien bakken kaj kajen ager ageren lunden "
        "marken"
    )
)
_COUNTED = word_set(
    "nul to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten "
    "nitten tyve tredive fyrre halvtreds tres halvfjerds firs halvfems hundrede tusind"
)
_TENS = re.compile(r"\w+og(?:tyve|tredive|fyrre|halvtreds|tres|halvfjerds|firs|halvfems)")
_ORDINAL = re.compile(r"første|anden|tredje|fjerde|femte|sjette|\w{2,}ende|\w+hundrede?")
_MOST_COUNTED = 2
_LONGEST_NAME = 4
_LONGEST_SIGNATURE = 3
_NEAR = 6


class Token(NamedTuple):
    """A word or number of a message; ``low`` is it in lower case, without an ending behind an apostrophe."""

    text: str
    start: int
    end: int
    low: str

    @property
    def has_digit(self) -> bool:
        return any(char.isdigit() for char in self.text)


def tokens_of(text: str) -> list[Token]:
    """The words and numbers of a text. Other than the language's, they keep whatever has a digit whole."""
    return [
        Token(m[0], m.start(), m.end(), re.split(r"['’´`]", m[0])[0].lower()) for m in _TOKEN.finditer(text)
    ]


class Passage:
    """A message with what is known of its words, ready to be searched for somebody."""

    def __init__(self, text: str, words: Words) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self.knowledge = [words.knowledge(token.low) for token in self.tokens]
        self.may_be_name = [words.may_be_name(token.low) for token in self.tokens]

    def between(self, i: int, j: int) -> str:
        """What stands between two neighbouring tokens; a full stop at the ends of the text."""
        if i < 0 or j >= len(self.tokens):
            return "."
        return self.text[self.tokens[i].end : self.tokens[j].start]

    def begins(self, i: int) -> bool:
        """Whether a token is the first of its sentence."""
        return i == 0 or _END.search(self.between(i - 1, i)) is not None

    def segments(self) -> list[range]:
        """The sentences, as ranges of tokens."""
        if not self.tokens:
            return []
        starts = [i for i in range(len(self.tokens)) if self.begins(i)]
        return [range(a, b) for a, b in zip(starts, [*starts[1:], len(self.tokens)], strict=True)]

    def within(self, start: int, end: int) -> Iterator[int]:
        """The tokens that a span of the text touches."""
        return (i for i, token in enumerate(self.tokens) if token.start < end and start < token.end)


def tells_of_one(passage: Passage) -> bool:
    """Whether a message speaks of somebody in particular, be it who writes."""
    return any(token.low in _PERSONS or token.low in _MINE for token in passage.tokens)


def about_somebody(passage: Passage, mentioned: set[int], acts: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Which tokens tell of somebody, and what is to stand there.

    ``mentioned`` are the tokens that lie on something the vocabulary knows, ``acts`` the spans of laws and
    paragraphs, whose numbers are nobody's.
    """
    found: dict[int, str] = {}
    for rule in (_contacts, _numbers, _counted, _signatures, _addresses, _names):
        for i, placeholder in rule(passage, mentioned, acts):
            found.setdefault(i, placeholder)
    return found


_Found = Iterator[tuple[int, str]]
_Acts = Sequence[tuple[int, int]]


def _contacts(passage: Passage, _mentioned: set[int], _acts: _Acts) -> _Found:
    for match in _CONTACT.finditer(passage.text):
        yield from ((i, ADDRESS) for i in passage.within(*match.span()))


def _numbers(passage: Passage, _mentioned: set[int], acts: _Acts) -> _Found:
    """Long numbers, numbers of something, birthdays."""
    for match in _DIGITS.finditer(passage.text):
        long = sum(char.isdigit() for char in match[0]) >= _MANY_DIGITS
        if long and not _YEARS.fullmatch(match[0].strip()):
            of_acts = {i for start, end in acts for i in passage.within(start, end)}
            yield from ((i, NUMBER) for i in passage.within(*match.span()) if i not in of_acts)
    for i, token in enumerate(passage.tokens):
        if token.low in _NUMBERED:
            for j in range(i + 1, min(i + 4, len(passage.tokens))):
                follows = passage.tokens[j]
                if follows.has_digit and not any(a < follows.end and follows.start < b for a, b in acts):
                    yield j, NUMBER
        if token.low in _BORN or (token.text in ("f", "F") and passage.between(i, i + 1).startswith(".")):
            near = range(i + 1, min(i + 1 + _NEAR, len(passage.tokens)))
            yield from ((j, DATE) for j in near if _is_of_a_date(passage.tokens[j]))


def _is_of_a_date(token: Token) -> bool:
    if token.has_digit or token.low in MONTH_NAMES or token.low in _COUNTED:
        return True
    return _TENS.fullmatch(token.low) is not None or _ORDINAL.fullmatch(token.low) is not None


def _counted(passage: Passage, _mentioned: set[int], _acts: _Acts) -> _Found:
    """A telephone or personal number spelt out: more numbers in words than any question has in a row."""
    run: list[int] = []
    for i, token in enumerate([*passage.tokens, Token("", 0, 0, "")]):
        if token.low in _COUNTED or _TENS.fullmatch(token.low):
            run.append(i)
        elif not (run and token.low in ("en", "et", "og")):
            if len(run) > _MOST_COUNTED:
                yield from ((j, NUMBER) for j in range(run[0], i))
            run = []


def _signatures(passage: Passage, mentioned: set[int], _acts: _Acts) -> _Found:
    """Everything after a greeting at the end, a name behind a stroke, a last line of nothing but a name."""
    for i, token in enumerate(passage.tokens):
        if token.low in _SIGN_OFFS:
            yield from ((j, NAME) for j in range(i + 1, len(passage.tokens)))
    if match := _SIGNED.search(passage.text):
        yield from ((i, NAME) for i in passage.within(*match.span()))
    segments = passage.segments()
    if len(segments) > 1 and len(segments[-1]) <= _LONGEST_SIGNATURE:
        last = segments[-1]
        signed = all(passage.tokens[i].text[0].isupper() for i in last)
        if not any(i in mentioned or (passage.knowledge[i] == "ours" and not signed) for i in last):
            yield from ((i, NAME) for i in last)


def _addresses(passage: Passage, mentioned: set[int], _acts: _Acts) -> _Found:
    tokens = passage.tokens
    for i, token in enumerate(tokens):
        numbered = i + 1 < len(tokens) and re.fullmatch(r"\d{1,3}\w?", tokens[i + 1].text)
        if token.low.endswith(_STREET) and (numbered or passage.knowledge[i] != "ours"):
            yield i, ADDRESS
            if numbered:
                yield i + 1, ADDRESS
            for j in (i - 1, i - 2):
                if j < 0 or tokens[j].low in STOPS or _END.search(passage.between(j, j + 1).lstrip(".")):
                    break
                if passage.knowledge[j] == "ours" and not tokens[j].text[0].isupper():
                    break
                yield j, ADDRESS
        if token.low in _LIVING:
            yield from _following(passage, i, ADDRESS, mentioned, hard=False, over_stops=True)


def _names(passage: Passage, mentioned: set[int], _acts: _Acts) -> _Found:
    for i, token in enumerate(passage.tokens):
        before = passage.tokens[i - 1].low if i else ""
        if token.low in _CALLED:
            # "Hvad hedder loven" asks, "jeg hedder august" tells.
            yield from _following(passage, i, NAME, mentioned, hard=before in _PERSONS or before == "der")
            if i + 1 < len(passage.tokens) and passage.tokens[i + 1].low in _PERSONS:
                yield from _following(passage, i + 1, NAME, mentioned, hard=True)
        elif token.low in _NAMED:
            yield from _following(passage, i, NAME, mentioned, hard=True, over_stops=True)
        elif token.low in _TITLES:
            yield from _following(passage, i, NAME, mentioned, hard=True)
        elif token.low in _PERSONS or token.low in _GREETINGS:
            yield from _following(passage, i, NAME, mentioned, hard=False, most=2)


def _following(
    passage: Passage,
    cue: int,
    placeholder: str,
    mentioned: set[int],
    *,
    hard: bool,
    over_stops: bool = False,
    most: int = _LONGEST_NAME,
) -> _Found:
    """The words after a cue, up to the end of the sentence or the first word that no name goes on over.

    All of them if the cue is ``hard``; else those that are neither ours nor mentioned, and no further than
    they go without a break. ``over_stops`` lets the words begin after "er", "på" and the like.
    """
    begun = False
    for i in range(cue + 1, min(cue + 1 + most + (2 if over_stops else 0), len(passage.tokens))):
        token, gap = passage.tokens[i], passage.between(i - 1, i)
        if _PAUSE.search(gap) and not (hard and i == cue + 1 and gap.strip() in (".", ",", ".:")):
            return
        if token.low in STOPS:
            if over_stops and not begun:
                continue
            return
        if not hard and (i in mentioned or passage.knowledge[i] == "ours") and not passage.may_be_name[i]:
            return
        begun = True
        yield i, placeholder
