"""The case of 2017 as answers."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from indsats import paths
from indsats.answers.model import Answer, Row
from indsats.obligations.case import all_parts, told_case
from indsats.obligations.files import DataError
from indsats.obligations.index import load


def figures(measure: str, area: str) -> list[Row]:
    with (paths.knowledge() / "statistics" / "parliament.csv").open(encoding="utf-8") as file:
        return [
            Row(
                area=row["area"],
                area_name=row["area"],
                period=row["period"],
                measure=row["measure"],
                benefit=row["benefit"],
                category=row["category"],
                value=int(row["value"]),
                unit=row["unit"],
                status="ok",
            )
            for row in csv.DictReader(file)
            if (row["measure"], row["area"]) == (measure, area)
        ]


def case(*ids: str, groups: tuple[str, ...] = ()) -> Answer:
    return told_case(ids, figures=figures, groups=groups).answer


def values(answer: Answer) -> list[object]:
    return [row.value for row in answer.rows]


def said(answer: Answer) -> str:
    return "\n".join(answer.notes)


def test_every_entry_is_carried_and_answered() -> None:
    parts = all_parts(load(), paths.knowledge())
    assert len(parts) == 14
    for id, part in parts.items():
        answer = case(id)
        assert answer.kind == "case"
        assert [fact.id for fact in answer.facts] == [id]
        assert answer.facts[0].text == part.entry.text_da
        assert answer.sources, id


def test_the_letter_has_its_date_number_people_and_points() -> None:
    answer = case("brev2017")
    assert answer.facts[0].valid_from == "2017-09-27"
    assert answer.facts[0].legal_ref == "j.nr. 2017-6269"
    text = said(answer)
    for part in (
        "27. september 2017",
        "2017-6269",
        "Troels Lund Poulsen",
        "Kirstine Bille (Syddjurs)",
        "90.000",
    ):
        assert part in text
    assert answer.sources[0].publisher == "Beskæftigelsesministeriet"


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("spm378-tal", [16565, 6332, 2791]),
        ("bilag311", [30]),
        ("femkommuner", [475, 386, 50, 43]),
        ("brev2017", []),
        ("ressource2790", []),
    ],
)
def test_the_figures_stated_stand_in_rows(id: str, expected: list[int]) -> None:
    assert values(case(id)) == expected


def lead(*ids: str, areas: dict[str, str] | None = None) -> str:
    told = told_case(ids, figures=figures, areas=areas)
    assert set(told.layout.lead) <= set(told.answer.notes)
    return "\n".join(told.layout.lead)


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        (
            "spm378",
            "Spørgsmål 378: Stillet 4. april 2017 af Leif Lahn Jensen (S). Besvaret 2. maj 2017. "
            "J.nr. 17/05245.",
        ),
        (
            "spm551",
            "Spørgsmål 551: Stillet 30. august 2017 af Lennart Damsbo-Andersen (S). Besvaret 9. april 2018. "
            "J.nr. 2017-6946.",
        ),
        ("spm641", "Spørgsmål 641: Stillet 22. september 2017. Besvaret 9. april 2018."),
        (
            "bilag311",
            "Bilag 311 (brevet til Horsens): Sendt 18. august 2017. Til borgmester Peter Sørensen. "
            "Frist for kommunens redegørelse til STAR: 20. september 2017.",
        ),
        ("samraad", "Samrådet CE-CH: Holdt 4. oktober 2017. Talepapiret er dateret 25. september 2017."),
        (
            "brev2017",
            "Ministerens brev til KL af 27. september 2017: Dateret 27. september 2017. Afsender: "
            "Beskæftigelsesminister Troels Lund Poulsen. Modtagere: Martin Damm (Kalundborg), Jacob "
            "Bundsgaard (Aarhus), Carl Christian Ebbesen (København), Kirstine Bille (Syddjurs) og Anna Mee "
            "Allerslev (København). J.nr. 2017-6269.",
        ),
        ("spm552-555", ""),
    ],
)
def test_dates_people_and_numbers_come_first(id: str, expected: str) -> None:
    assert lead(id) == expected


@pytest.mark.parametrize(
    ("id", "entry", "begins"),
    [
        ("samraad_ce", "samraad", "Samrådsspørgsmål CE: antallet uden indsats"),
        ("samraad_cf", "samraad", "Samrådsspørgsmål CF: om over 16.000 er acceptabelt"),
        ("samraad_cg", "samraad", "Samrådsspørgsmål CG: virkningen af besparelsen på 400 mio. kr."),
        ("samraad_ch", "samraad", "Samrådsspørgsmål CH: hvad der gøres for de mest udsatte."),
        ("leif_lahn_jensen", "spm378", "Leif Lahn Jensen (S) stillede spørgsmål 378."),
        (
            "navngivne_kommuner",
            "femkommuner",
            "Fem kommuner er navngivet: Horsens, Helsingør, Holbæk, Odense og",
        ),
        ("brev2017_moede", "brev2017", "Ministeren indkaldte KL's formandskab til et møde"),
    ],
)
def test_a_part_of_an_entry_leads_its_answer(id: str, entry: str, begins: str) -> None:
    assert [fact.id for fact in case(id).facts] == [entry]
    assert lead(id).startswith(begins)


@pytest.mark.parametrize(
    ("ids", "areas", "entries", "words"),
    [
        ((), {"461": "Odense"}, ["femkommuner"], "Odense var en af de fem kommuner"),
        (("brev2017",), {"461": "Odense"}, ["femkommuner"], "Odense var en af de fem kommuner"),
        (("brev2017",), {"751": "Aarhus"}, ["brev2017"], "Jacob Bundsgaard (Aarhus) var en af modtagerne"),
        (("bilag311",), {"615": "Horsens"}, ["bilag311"], "I Horsens havde 30 pct."),
        (
            ("brev2017",),
            {"479": "Svendborg"},
            ["brev2017"],
            "Svendborg er ikke nævnt i det, der er læst om sagen.",
        ),
    ],
)
def test_a_municipality_finds_what_is_said_of_it(
    ids: tuple[str, ...], areas: dict[str, str], entries: list[str], words: str
) -> None:
    told = told_case(ids, figures=figures, areas=areas)
    assert [fact.id for fact in told.answer.facts] == entries
    assert words in lead(*ids, areas=areas)


def test_a_municipality_that_nothing_is_read_about_gives_the_case_and_says_so() -> None:
    told = told_case((), figures=figures, areas={"479": "Svendborg"})
    assert [fact.id for fact in told.answer.facts] == ["brev2017", "spm378-tal", "femkommuner", "samraad"]
    assert told.layout.lead == ("Svendborg er ikke nævnt i det, der er læst om sagen.",)


def test_what_an_index_says_of_a_municipality_names_it_as_the_entry_does() -> None:
    names = {"615": "Horsens", "217": "Helsingør", "316": "Holbæk", "461": "Odense", "376": "Guldborgsund"}
    names |= {"326": "Kalundborg", "751": "Aarhus", "101": "København", "706": "Syddjurs"}
    for part in all_parts(load(), paths.knowledge()).values():
        details = part.entry.details
        own = part.entry.text_da + (" ".join(details.to) if details else "")
        for code, text in part.index.municipalities.items():
            assert names[code] in text
            assert names[code] in own


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("spm552-555", "Hvem der stillede spørgsmålene, datoerne og svarenes journalnumre er ikke læst"),
        ("spm641", "Hvem der stillede spørgsmålet"),
        (
            "samraad",
            "Hvem der kaldte ministeren i samråd, og hvad han svarede på hvert spørgsmål, er ikke læst.",
        ),
        ("brev2017", "Hvad KL svarede på brevet, og om mødet blev holdt, er ikke læst."),
        ("bilag311", "Brevets journalnummer, og hvad kommunen svarede, er ikke læst."),
    ],
)
def test_who_and_when_that_was_not_read_is_said(id: str, words: str) -> None:
    assert words in said(case(id))


@pytest.mark.parametrize(
    ("id", "entries"),
    [
        ("efterspillet", ["femkommuner", "spm551", "forenkling2018", "statsrev2022"]),
        ("forhistorien", ["jp-april", "spm378", "bilag311", "spm552-555"]),
        ("det_ulaeste", ["spm552-555", "spm551", "bilag311"]),
    ],
)
def test_what_came_before_and_after_and_what_is_not_known(id: str, entries: list[str]) -> None:
    assert [fact.id for fact in case(id).facts] == entries


def test_what_is_not_known_is_said() -> None:
    answer = case("spm552-555")
    assert answer.facts[0].confidence == "unverified"
    assert "ikke bekræftet" in said(answer)
    assert "ikke læst" in said(answer)
    assert "sn.dk" in said(case("femkommuner"))
    assert "De præcise andele for Helsingør, Holbæk og Odense er ikke læst." in case("femkommuner").notes


def test_a_month_is_not_made_a_day() -> None:
    answer = case("forenkling2018")
    assert answer.facts[0].valid_from is None
    assert "Aftalen om en forenklet indsats i 2018 er fra august 2018." in answer.notes


@pytest.mark.parametrize("ids", [(), ("sagen2017",)])
def test_the_whole_case_is_told_in_four_entries_with_few_notes(ids: tuple[str, ...]) -> None:
    answer = case(*ids)
    assert [fact.id for fact in answer.facts] == ["brev2017", "spm378-tal", "femkommuner", "samraad"]
    assert 16565 in values(answer)
    assert len(answer.rows) == len(set(answer.rows))
    assert answer.notes == (
        "De præcise andele for Helsingør, Holbæk og Odense er ikke læst.",
        "De 50 pct. for Guldborgsund i marts 2017 er et omtrentligt tal.",
        "Pressen er kilde til en del af oplysningerne om de fem kommuner, der skulle redegøre; "
        "læst hos sn.dk.",
    )


def test_a_group_finds_its_part_of_the_case() -> None:
    assert [fact.id for fact in case(groups=("ressourceforloeb",)).facts] == ["ressource2790"]
    assert "spm378-tal" in [fact.id for fact in case(groups=("uddannelseshjaelpsmodtagere",)).facts]


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (("jp-april",), "Pressen er eneste kilde til oplysningerne; læst hos Børsen."),
        (("femkommuner",), "Pressen er kilde til en del af oplysningerne; læst hos sn.dk."),
        (
            ("jp-april", "flereskalmed", "spm378"),
            "Pressen er eneste kilde til oplysningerne om avisomtalen i april 2017 og Flere skal med; "
            "læst hos Børsen og JydskeVestkysten.",
        ),
    ],
)
def test_what_only_newspapers_tell_is_said_once(ids: tuple[str, ...], expected: str) -> None:
    assert [note for note in case(*ids).notes if "Pressen" in note] == [expected]


@pytest.mark.parametrize("id", ["spm378", "samraad", "spm551", "statsrev2022", "brev2017"])
def test_documents_of_parliament_are_no_press(id: str) -> None:
    assert "læst hos" not in said(case(id))


def test_unknown_ids_are_left_out() -> None:
    assert [fact.id for fact in case("nope", "spm551").facts] == ["spm551"]
    answer = case("nope")
    assert answer.kind == "not_available"
    assert answer.suggestions


def test_suggestions_are_other_entries() -> None:
    answer = case("brev2017")
    assert len(answer.suggestions) == 3
    assert not any("ministerens brev" in suggestion for suggestion in answer.suggestions)


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("case.yaml", "- id: spm641", "- id: spm642", "spm641: stands in only one"),
        ("case.yaml", "  - SPM641", "  - SPM999", "spm641: no such source: SPM999"),
        ("obligations/case_index.yaml", "press: [SNHOLB,", "press: [SN,", "no such source: SN"),
        ("terms/cases.yaml", "- id: spm641", "- id: spm642", "spm641: has no entry"),
        ("case.yaml", "confidence: unverified", "confidence: maybe", "spm552-555"),
        (
            "obligations/case_index.yaml",
            "journal_no: 17/05245",
            "journal_no: 17/05246",
            "spm378: does not say",
        ),
        (
            "obligations/case_index.yaml",
            'asked: "2017-04-04"',
            'asked: "2017-04-05"',
            "does not say .*5/4-2017",
        ),
        ("obligations/case_index.yaml", "      samraad_ce:", "      samraad_ci:", "no such part"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, file: str, old: str, new: str, named: str) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(paths.knowledge(), folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=named):
        told_case((), figures=figures, folder=folder)
