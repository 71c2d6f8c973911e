"""Danish text as the search compares it: words without case, their stems, and the words that say nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import local

import snowballstemmer  # type: ignore[import-untyped]  # it has no types

from indsats.language.text import LONGEST_TEXT, LONGEST_WORD

MOST_WORDS = 40
"""Words of a query that are looked up; nobody asks one question in more."""
SHORTEST_WORD = 2

_WORD = re.compile(r"[^\W_]+")
_DIGRAPHS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"), ("ä", "æ"), ("ö", "ø"), ("é", "e"), ("ü", "u"))

# Small words, and those with which any question at all can be asked.
_SMALL = (
    "ad af al aldrig alene alle alt altid altså anden andet andre at bare bed bede betyde betyder blev "
    "blevet blir blive bliver både bør da dag dage dagen dato de dem den denne der deres det dette dig "
    "din dine disse dit dog du efter egen eget egne eller en end endnu ens er et eventuelt faktisk fik "
    "find finde finder findes flere fleste for fordi forhold forklar forklare fortæl fortælle fra fx få "
    "får før først gang gennem gerne gik give giver gjort går gælde gældende gælder gør gøre gøres ham "
    "han handler har hav havde have hej heller helt hende hendes her hinanden hjalp hjælpe hos hun hvad "
    "hvem hver hverken hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i ifølge igen ikke imens "
    "imod ind information ingen intet især ja jeg jer jeres jo kan kender kom komme kommer krav kravet "
    "kunne lad lang langt lave lidt lige ligesom lov længe man mange med meget mellem men mener mens mere "
    "mest mht mig min mindre mine mit mod må måde måske navn ned nej nogen noget nogle nok nu når nær "
    "næste ofte og også om omkring op oplys oplysning oplysninger os over overhovedet par per pga pr prøv "
    "på regel reglen regler reglerne ret sagt samme samt se selv selvom ser siden sig sige siger sin sine "
    "sit skal ske sker skete skriv skrive skulle skylder slags slet snart som spørge sted stor store står "
    "synes så sådan tage tager taget tak tid tiden til tilbage ting tit tror ud uden under var ved vi via "
    "vide vigtig vil ville vis vist vores være været ønsker "
)
STOP_WORDS = frozenset(_SMALL.split())

_stemmers = local()


def words(text: str) -> list[str]:
    """The words and numbers of a text in order, in lower case and with å, æ, ø for aa, ae, oe."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).lower()
    for two, one in _DIGRAPHS:
        plain = plain.replace(two, one)
    return [word for word in _WORD.findall(plain) if len(word) <= LONGEST_WORD]


def asked(text: str) -> list[str]:
    """The words of a query that can tell documents apart, each once: at most `MOST_WORDS`."""
    telling = dict.fromkeys(
        word
        for word in words(text)
        if word not in STOP_WORDS and (len(word) >= SHORTEST_WORD or word.isdigit())
    )
    return list(telling)[:MOST_WORDS]


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """The stem of a word by the Danish Snowball rules, those that PostgreSQL has."""
    # A stemmer works in its own fields, so each thread has one.
    stemmer = getattr(_stemmers, "danish", None)
    if stemmer is None:
        stemmer = _stemmers.danish = snowballstemmer.stemmer("danish")
    return str(stemmer.stemWord(word))


def stemmed(text: str) -> str:
    """A text as its stems, in order."""
    return " ".join(stem(word) for word in words(text))
