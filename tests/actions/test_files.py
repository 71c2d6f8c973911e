"""Pictures and files as the action server gives them out: only what was signed, and never a stack trace."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest

from actions import files
from actions.server import Application
from actions.services import services
from indsats.attachments import MEDIA_TYPES
from indsats.links import Links, Recipe
from indsats.obligations.pauses import Pause
from indsats.obligations.question import RuleQuestion
from indsats.periods import Exact, Range
from indsats.statistics.question import FigureQuestion
from tests.actions.served import get
from tests.actions.tracker import Conversation

pytestmark = pytest.mark.filterwarnings("ignore:Your versions of rasa and rasa_sdk")

TREND = FigureQuestion(
    "ledige_fuldtid",
    "alle",
    areas=("479",),
    periods=(Range("2025M01", "2026M07"),),
    operation="trend",
)
ONE = FigureQuestion("ledige_fuldtid", "alle", areas=("751",), periods=(Exact("2026M07"),))


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """What other tests made is forgotten."""
    files._made.cache_clear()


def token(*questions: FigureQuestion, **parts: object) -> str:
    return services().links.token(Recipe("2026-11-22", questions, **parts))


def test_a_development_as_a_picture(app: Application) -> None:
    for suffix, begins in (("svg", b"<svg"), ("png", b"\x89PNG")):
        status, headers, body = get(app, f"/files/{token(TREND)}/graf.{suffix}")
        assert (status, body[: len(begins)]) == (200, begins)
        assert headers["content-type"] == MEDIA_TYPES[suffix]
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["content-disposition"] == f'inline; filename="graf.{suffix}"'


def test_the_figures_as_files(app: Application) -> None:
    _, headers, body = get(app, f"/files/{token(TREND)}/tal.csv")
    lines = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))
    assert "attachment" in headers["content-disposition"]
    assert len([line for line in lines if "Svendborg" in line]) == 19
    _, _, body = get(app, f"/files/{token(TREND)}/tal.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(body))
    assert "Tal" in book.sheetnames
    assert "Kilder" in book.sheetnames


def test_rules_as_a_file(app: Application) -> None:
    rule = RuleQuestion(groups=("dagpenge",), topics=("contact",))
    status, _, body = get(app, f"/files/{token(rule=rule)}/regler.csv")
    assert status == 200
    assert "§" in body.decode("utf-8-sig")


def test_deadlines_as_a_calendar(app: Application) -> None:
    rule = RuleQuestion(groups=("kth_jobparat",))
    pause = Pause(date(2018, 4, 1), date(2018, 4, 30))
    status, headers, body = get(
        app, f"/files/{token(rule=rule, start='2018-03-05', pauses=(pause,))}/frister.ics"
    )
    assert (status, headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert headers["content-disposition"] == 'attachment; filename="frister.ics"'
    assert b"DTSTART;VALUE=DATE:20180801\r\n" in body
    assert get(app, f"/files/{token(rule=rule)}/frister.ics")[0] == 404


def test_a_single_figure_has_no_picture(app: Application) -> None:
    assert get(app, f"/files/{token(ONE)}/graf.svg")[0] == 404


@pytest.mark.parametrize("name", ["graf.exe", "graf", "graf.svg.html", ".svg.", "graf.SVG"])
def test_only_what_we_make_is_given_out(app: Application, name: str) -> None:
    status, _, body = get(app, f"/files/{token(TREND)}/{name}")
    assert status == 404
    assert "ikke gyldig" in body.decode()


def test_a_forged_address_is_refused(app: Application) -> None:
    forged = Links("somebody else's secret", "http://127.0.0.1").token(Recipe("2026-11-22", (TREND,)))
    for refused in (forged, "x", token(TREND)[:-3], token(TREND) + "aaa", "%00", "x" * 7000):
        assert get(app, f"/files/{refused}/graf.svg")[0] == 404


def test_an_old_address_says_so(app: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    old = token(TREND)
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: 4_000_000_000)
    status, _, body = get(app, f"/files/{old}/graf.svg")
    assert status == 410
    assert "udløbet" in body.decode()


@pytest.mark.parametrize(
    "question",
    [
        FigureQuestion("no_such_measure"),
        FigureQuestion("ledige_fuldtid", areas=("999",)),
        FigureQuestion("ledige_fuldtid", scope="nowhere"),
    ],
)
def test_a_question_that_no_longer_makes_sense(app: Application, question: FigureQuestion) -> None:
    assert get(app, f"/files/{token(question)}/tal.csv")[0] == 404


@pytest.mark.usefixtures("missing_database")
def test_without_a_database_it_says_so(app: Application) -> None:
    status, _, body = get(app, f"/files/{token(TREND)}/tal.csv")
    assert status == 503
    assert "databasen" in body.decode()


def test_a_name_from_outside_does_not_get_into_the_headers(app: Application) -> None:
    _, headers, _ = get(app, f"/files/{token(TREND)}/%22%0d%0aX-Evil:1%3b.csv")
    assert headers["content-disposition"] == 'attachment; filename="220d0aX-Evil13b.csv"'
    assert "x-evil" not in headers


def test_the_same_is_made_once(app: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(files, "produced", lambda recipe, suffix, *_: made.append(suffix) or b"x")
    for _ in range(3):
        get(app, f"/files/{token(TREND)}/tal.csv")
    get(app, f"/files/{token(ONE)}/tal.csv")
    assert made == ["csv", "csv"]


def test_an_answer_refers_to_what_can_be_fetched(app: Application) -> None:
    said = Conversation().say("figure", "Udviklingen i ledige i Svendborg siden januar 2025")
    chart, downloads = said.answer["chart"], said.answer["downloads"]
    assert chart["type"] == "line"
    assert "Svendborg" in chart["alt"]
    addresses = [chart["svg"], chart["png"], *(file["url"] for file in downloads)]
    assert len(set(addresses)) == 4
    for address in addresses:
        path = address.partition("/webhooks")[2]
        assert get(app, path)[0] == 200
    assert "base64" not in str(said.answer)
    assert len(str(said.frame)) < 1500


def test_the_address_stands_in_the_text_only_when_asked_for() -> None:
    thread = Conversation()
    assert "/webhooks/files/" not in thread.say("figure", "Udviklingen i ledige i Svendborg siden 2025").text
    assert ".png" in thread.say("follow_up", "vis det som graf").text
    text = thread.say("follow_up", "som excel").text
    assert ".xlsx" in text
    assert ".csv" in text
