"""Addresses: what was signed comes back, and nothing else does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeTimedSerializer

from indsats import links
from indsats.links import BadLink, Expired, Links, Recipe
from indsats.obligations.pauses import Pause
from indsats.obligations.question import RuleQuestion
from indsats.periods import Exact, Newest, Range
from indsats.statistics.question import FigureQuestion, Threshold

LINKS = Links("a secret of the tests", "https://bot.example/")

questions = st.builds(
    FigureQuestion,
    measure=st.sampled_from(["ledige_fuldtid", "folketal"]),
    areas=st.lists(st.sampled_from(["000", "751", "101"]), unique=True).map(tuple),
    periods=st.lists(
        st.sampled_from([Exact("2026M07"), Newest(2, "Y"), Range("2020M01", None), Range(None, "2019Y01")])
    ).map(tuple),
    operation=st.sampled_from(["value", "trend", "count"]),
    limit=st.one_of(st.none(), st.integers(1, 98)),
    threshold=st.sampled_from([None, Threshold(">", 0), Threshold("<", 4.5), Threshold(">=", None, "000")]),
    per_1000=st.booleans(),
    peers=st.booleans(),
    defaults=st.lists(st.text(max_size=20), max_size=2).map(tuple),
)
recipes = st.builds(
    Recipe,
    today=st.just("2026-11-22"),
    figures=st.lists(questions, max_size=3).map(tuple),
    rule=st.one_of(st.none(), st.builds(RuleQuestion, groups=st.just(("aktivitetsparate",)), age=st.just(0))),
    start=st.sampled_from(["", "2026-10-01"]),
    pauses=st.sampled_from([(), (Pause(date(2026, 10, 5), date(2026, 11, 1)),)]),
)


@given(recipes)
def test_a_recipe_comes_back_as_it_was(recipe: Recipe) -> None:
    assert LINKS.read(LINKS.token(recipe)) == recipe


def test_the_longest_question_fits_in_an_address() -> None:
    areas = tuple(str(code) for code in range(101, 199))
    token = LINKS.token(Recipe("2026-11-22", (FigureQuestion("ledige_fuldtid", areas=areas),) * 4))
    assert len(LINKS.address(token, "x" * 120 + ".xlsx")) < 2000


def test_the_address_is_under_the_public_one() -> None:
    assert LINKS.address("token", "a.svg") == "https://bot.example/webhooks/files/token/a.svg"


@given(st.text(max_size=200))
def test_what_we_did_not_sign_is_refused(text: str) -> None:
    with pytest.raises(BadLink):
        LINKS.read(text)


def test_a_changed_token_is_refused() -> None:
    token = LINKS.token(Recipe("2026-11-22", (FigureQuestion("ledige_fuldtid", areas=("751",)),)))
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        changed = token[:place] + other + token[place + 1 :]
        try:
            read = LINKS.read(changed)
        except BadLink:
            continue
        # The last character of a signature carries bits that mean nothing.
        assert read == LINKS.read(token)


def test_another_secret_is_another_bot() -> None:
    token = Links("another secret", "https://bot.example").token(Recipe("2026-11-22"))
    with pytest.raises(BadLink):
        LINKS.read(token)


def test_an_address_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    token = LINKS.token(Recipe("2026-11-22"))
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: 4_000_000_000)
    with pytest.raises(Expired):
        LINKS.read(token)


def test_something_else_signed_by_us_is_refused() -> None:
    serializer = URLSafeTimedSerializer("a secret of the tests", salt="indsats.links/1")
    for payload in ({"today": 7}, ["today"], {"today": "2026-11-22", "figures": [{"measure": 1}]}, None):
        with pytest.raises(BadLink):
            LINKS.read(str(serializer.dumps(payload)))


def test_too_long_a_token_is_not_even_looked_at() -> None:
    with pytest.raises(BadLink, match="too long"):
        LINKS.read("a" * (links.LONGEST_TOKEN + 1))


def test_the_environment_decides_secret_and_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(links.SECRET, "shared by two processes")
    monkeypatch.setenv(links.PUBLIC_ADDRESS, "https://indsats.example")
    token = links.from_environment().token(Recipe("2026-11-22"))
    assert links.from_environment().read(token) == Recipe("2026-11-22")
    assert links.from_environment().address(token, "a.csv").startswith("https://indsats.example/webhooks/")


def test_without_a_secret_each_process_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(links.SECRET, raising=False)
    monkeypatch.delenv(links.PUBLIC_ADDRESS, raising=False)
    monkeypatch.setenv(links.PORT, "5999")
    one, other = links.from_environment(), links.from_environment()
    assert one.address("t", "a.svg").startswith("http://127.0.0.1:5999/")
    with pytest.raises(BadLink):
        other.read(one.token(Recipe("2026-11-22")))
