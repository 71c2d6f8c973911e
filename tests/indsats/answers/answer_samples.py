"""Display names and answers that the tests of the renderings share."""

from dataclasses import dataclass
from datetime import date

from indsats.answers.model import (
    Answer,
    Computed,
    Deadline,
    Fact,
    Kind,
    Number,
    Operation,
    Query,
    Row,
    Source,
    Status,
)

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class _Area:
    name: str
    official_name: str


@dataclass(frozen=True)
class _Measure:
    name: str
    statement: str
    decimals: int
    unit: str

    @property
    def data(self) -> dict[str, object]:
        return vars(self)


MEASURES = {
    "ledige_fuldtid": _Measure(
        "ledige fuldtidspersoner",
        "Der var {value} ledige fuldtidspersoner{benefit} i {area} i {period}",
        0,
        "fuldtidspersoner",
    ),
    "ledighedsprocent": _Measure(
        "ledighed i pct. af arbejdsstyrken",
        "Ledigheden{benefit} i {area} var {value} af arbejdsstyrken i {period}",
        1,
        "pct.",
    ),
    "modtagere_personer": _Measure(
        "modtagere", "{value} personer var{benefit}{category} i {area} i {period}", 0, "personer"
    ),
    "nettoledige": _Measure(
        "nettoledige kontanthjælpsmodtagere",
        "Der var {value} nettoledige kontanthjælpsmodtagere i {area} i {period}",
        0,
        "fuldtidsmodtagere",
    ),
    "folketal": _Measure("indbyggere", "Der boede {value} personer i {area} i {period}", 0, "personer"),
    "uden_indsats_antal": _Measure(
        "personer uden tilbud eller mentor",
        "{value} personer var uden tilbud eller mentor{category} i {area} i {period}",
        0,
        "personer",
    ),
}
AREAS = {
    "000": "hele landet",
    "085": "Region Sjælland",
    "101": "Københavns Kommune",
    "461": "Odense Kommune",
    "482": "Langeland Kommune",
    "561": "Esbjerg Kommune",
    "751": "Aarhus Kommune",
    "825": "Læsø Kommune",
}
NAMES = {
    ("benefit", "alle"): "alle ledige",
    ("benefit", "dagpenge"): "dagpenge",
    ("benefit", "kontanthjaelp"): "kontanthjælp",
    ("benefit", "uddannelseshjaelp"): "uddannelseshjælp",
    ("category", "aktivitetsparat"): "aktivitetsparate",
    ("category", "loentilskud"): "løntilskud",
}


class FakeNames:
    """A small vocabulary."""

    def name(self, kind: str, id: str) -> str:
        return NAMES[kind, id]

    def area(self, code: str) -> _Area:
        name = AREAS[code]
        return _Area(name.removesuffix(" Kommune"), name if name.endswith("Kommune") else "")

    def entry(self, kind: str, id: str) -> _Measure:
        return {"measure": MEASURES}[kind][id]


def row(
    area: str = "751",
    period: str = "2026M07",
    value: Number | None = 8656,
    measure: str = "ledige_fuldtid",
    benefit: str = "alle",
    category: str = "",
    status: Status = "ok",
) -> Row:
    """A row that is right but for what is given; a status other than ok takes the value away."""
    return Row(
        area=area,
        area_name=AREAS.get(area, area).removesuffix(" Kommune"),
        period=period,
        measure=measure,
        benefit=benefit,
        category=category,
        value=value if status == "ok" else None,
        unit=MEASURES[measure].unit,
        status=status,
    )


def statistic(
    *rows: Row, operation: Operation = "value", computed: tuple[Computed, ...] = (), kind: Kind = "statistic"
) -> Answer:
    """An answer with these rows."""
    return Answer(kind=kind, query=Query(operation=operation), rows=rows, computed=computed)


FACT_2017 = Fact(
    id="p17-mentor",
    text="Aktivitetsparate, der ikke kan deltage i tilbud, skal have en mentor.",
    legal_ref="gl. LAB § 87",
    valid_from="2017-09-27",
    valid_to="2019-12-31",
    confidence="verified_statute",
)
FACT_NOW = Fact(
    id="p26-mentor",
    text="Mentor er en mulighed og ikke et krav.",
    legal_ref="LAB § 102",
    valid_from="2026-07-01",
    valid_to=None,
    confidence="verified_statute",
)
LAW = Source(
    title="LBK nr. 1342 af 21/11/2016",
    publisher="Retsinformation",
    table="",
    url="https://www.retsinformation.dk/eli/lta/2016/1342",
    updated=None,
)
TABLE = Source(
    title="Ledige fuldtidspersoner",
    publisher="Jobindsats.dk (STAR)",
    table="y25i01",
    url="https://www.jobindsats.dk",
    updated="2026-08",
)

EVERY_KIND: dict[str, Answer] = {
    "statistic": Answer(
        kind="statistic",
        query=Query(
            measure="ledige_fuldtid",
            benefit="alle",
            category="",
            areas=("751", "825"),
            periods=("2026M07",),
            operation="compare",
        ),
        rows=(row(), row("825", status="suppressed")),
        computed=(Computed("difference", -12.5, "fuldtidspersoner", "Forskel"),),
        sources=(TABLE,),
        notes=("Den nyeste måned er foreløbig.",),
        chart={"type": "bar"},
        suggestions=("Og i Odense?",),
    ),
    "obligation": Answer(
        kind="obligation",
        query=Query(groups=("kth_aktpar",), topics=("mentor",), dates=("today",)),
        facts=(FACT_NOW,),
        sources=(LAW,),
    ),
    "deadlines": Answer(
        kind="deadlines",
        deadlines=(Deadline("2026-10-15", "Første samtale skal være holdt", "p26-mentor"),),
        facts=(FACT_NOW,),
    ),
    "definition": Answer(kind="definition", facts=(FACT_NOW,), notes=("En forklaring.",)),
    "case": Answer(kind="case", facts=(FACT_2017,), rows=(row(measure="uden_indsats_antal"),)),
    "clarify": Answer(kind="clarify", notes=("Hvilken kommune mener du?",), suggestions=("Vejle", "Vejen")),
    "not_available": Answer(kind="not_available", notes=("Tallet findes ikke.",)),
    "out_of_scope": Answer(kind="out_of_scope", notes=("Det kan jeg ikke.",), suggestions=("Hvor mange?",)),
    "privacy": Answer(kind="privacy", notes=("Jeg har fjernet et nummer.",)),
    "help": Answer(kind="help", notes=("Jeg svarer på to slags spørgsmål.",)),
    "smalltalk": Answer(kind="smalltalk", notes=("Hej.",)),
    "handoff": Answer(kind="handoff", notes=("Spørg din kommune.",)),
    "error": Answer(kind="error", notes=("Der skete en fejl.",)),
}
