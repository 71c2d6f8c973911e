"""Whether a year without an offer or a mentor was, or is, lawful."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from indsats import paths
from indsats.answers.model import Row
from indsats.answers.table_text import Told
from indsats.answers.text import render
from indsats.language.vocabulary import load_vocabulary
from indsats.obligations.files import DataError
from indsats.obligations.index import load
from indsats.obligations.lawful_year import all_assessments, tell_year

TODAY = date(2026, 11, 22)
LETTER = date(2017, 9, 27)
OLD_SECTION_2 = [
    "dagpenge",
    "kth_jobparat",
    "kth_aktivitetsparat",
    "uddhj_aabenlyst",
    "uddhj_uddannelsesparat",
    "uddhj_aktivitetsparat",
    "integrationsydelse",
    "integrationsprogram",
    "sygedagpenge",
    "jobafklaring",
    "ressourceforloeb",
    "revalidering",
    "ledighedsydelse",
    "fleksjob",
    "foertidspension",
    "selvforsoergende",
]


def figures(measure: str, area: str) -> list[Row]:
    with (paths.knowledge() / "statistics" / "parliament.csv").open(encoding="utf-8") as file:
        return [
            Row(
                area=row["area"],
                area_name="hele landet",
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


def year(*groups: str, on: str | None = None) -> Told:
    return tell_year(groups, on, today=TODAY, figures=figures)


def ids(told: Told) -> list[str]:
    return [fact.id for fact in told.answer.facts]


def lead(told: Told) -> str:
    return "\n".join(told.layout.lead)


def said(told: Told) -> str:
    return "\n".join(told.answer.notes)


@pytest.mark.parametrize(
    ("group", "begins", "fact"),
    [
        ("kth_aktivitetsparat", "Nej, ikke efter loven, medmindre en undtagelse gjaldt.", "p17-akt-tilbud2"),
        ("kth_jobparat", "Nej, ikke efter loven, medmindre en undtagelse gjaldt.", "p17-job-tilbud2"),
        ("uddhj_aabenlyst", "Nej, ikke efter loven, medmindre en undtagelse gjaldt.", "p17-udd-tilbud"),
        (
            "uddhj_uddannelsesparat",
            "Nej, ikke efter loven, medmindre en undtagelse gjaldt.",
            "p17-udd-tilbud",
        ),
        ("uddhj_aktivitetsparat", "Nej, ikke efter loven, medmindre en undtagelse gjaldt.", "p17-udd-tilbud"),
        ("integrationsydelse", "Nej, ikke efter loven, medmindre en undtagelse gjaldt.", "p17-int-skift"),
        ("dagpenge", "Ikke det første år, men loven krævede ikke et nyt tilbud", "p17-dag-tilbud-gentag"),
        ("integrationsprogram", "Ikke det første år; om tiden derefter", "p17-int-program"),
        ("sygedagpenge", "Ja, for så vidt som loven ikke satte nogen frist", "p17-sdp-indsats"),
        ("jobafklaring", "Ja, for så vidt som loven ikke satte nogen frist", "p17-jaf-indsats"),
        ("ressourceforloeb", "Ja, for så vidt som loven ikke satte nogen frist", "p17-res-indsats"),
        ("revalidering", "Ja, for så vidt som loven ikke satte nogen frist", "p17-rev-indsats"),
        ("ledighedsydelse", "Ja, for så vidt som loven ikke satte nogen frist", "p17-led-tilbud"),
        ("foertidspension", "Ja, for så vidt som loven ikke satte nogen frist", "p17-foep"),
        ("fleksjob", "Det kan jeg ikke svare på.", "p17-fleks"),
    ],
)
def test_the_answer_for_one_group_in_2017(group: str, begins: str, fact: str) -> None:
    told = year(group)
    assert told.answer.kind == "obligation"
    assert told.answer.query.dates == ("2017-09-27",)
    assert lead(told).split(": ", 1)[1].startswith(begins)
    assert ids(told)[0] == fact
    text = render(told.answer, load_vocabulary(), TODAY, told.layout)
    assert text.startswith(lead(told))


def test_what_was_not_read_is_not_answered() -> None:
    told = year("selvforsoergende")
    assert told.answer.kind == "not_available"
    assert "er ikke læst" in lead(told)


@pytest.mark.parametrize("group", [*OLD_SECTION_2, ""])
def test_every_rule_used_is_in_force_on_the_day_of_the_letter(group: str) -> None:
    base = load().base.by_id
    told = year(*filter(None, [group])).answer
    assert bool(told.facts) is (told.kind == "obligation")
    for fact in told.facts:
        assert base[fact.id].in_force(LETTER, LETTER), fact.id


@pytest.mark.parametrize("group", ["dagpenge", "kth_jobparat", "kth_ny", "sygedagpenge", "arbejdspligt", ""])
def test_every_rule_of_today_is_in_force_today(group: str) -> None:
    base = load().base.by_id
    told = year(*filter(None, [group]), on="today")
    assert told.answer.facts
    for fact in told.answer.facts:
        assert base[fact.id].in_force(TODAY, TODAY), fact.id


def test_every_group_of_the_old_section_2_has_a_verdict_and_stands_in_the_list() -> None:
    then, _ = all_assessments(load(), paths.knowledge())
    assert set(OLD_SECTION_2) <= {group for each in then.groups for group in each.of}
    told = year()
    groups = load().groups
    for group in OLD_SECTION_2:
        assert groups[group].name.casefold() in lead(told).casefold(), group
    assert len(lead(told).splitlines()) == 5
    assert len(ids(told)) == len(set(ids(told)))


def test_a_rule_that_is_only_inferred_is_said_to_be() -> None:
    assert "er udledt af andre bestemmelser" in said(year("dagpenge"))
    assert "udledt" not in said(year("kth_aktivitetsparat"))


def test_the_exceptions_the_timeliness_and_the_letter_are_said() -> None:
    told = year("kth_aktivitetsparat")
    for words in (
        "ret og pligt til mentorstøtte",
        "Havde man haft rimelig grund (fx sygdom)",
        "i den kalenderuge, hvor ret og pligt indtrådte",
        "afhænger af dennes forhold",
        "Alle på offentlig forsørgelse skal have en indsats, uanset hvilke minimumskrav der findes.",
        "Vurderingen er vores egen og hviler på de regler, der er læst pr. 27. september 2017.",
    ):
        assert words in lead(told) + said(told)
    assert "j.nr. 2017-6269" in "".join(source.title for source in told.answer.sources)
    assert "rimelig grund" not in said(year("ressourceforloeb"))


def test_the_figures_of_parliament_stand_in_rows_where_there_are_any() -> None:
    assert [row.value for row in year("kth_aktivitetsparat").answer.rows] == [16565, 6332, 2791]
    assert year("dagpenge").answer.rows == ()
    assert year("kth_jobparat", on="today").answer.rows == ()
    assert "svar på spm. 378" in "".join(s.title for s in year("kth_jobparat").answer.sources)


def test_a_family_is_answered_by_its_members() -> None:
    told = year("aktivitetsparate")
    assert len(told.layout.lead) == 2
    assert {"p17-akt-tilbud2", "p17-udd-tilbud", "p17-udd-mentor"} <= set(ids(told))


def test_today_is_answered_from_the_rules_of_today_with_its_gaps() -> None:
    told = year("dagpenge", on="today")
    assert told.answer.query.dates == ("2026-11-22",)
    assert ids(told)[0] == "p26-tilbud"
    assert "mindst 75 pct." in lead(told)
    assert "ikke i selve loven" in said(told)
    assert "er ikke læst" in lead(year("kth_aktivitetsparat", on="today"))
    assert "er ikke bekræftet" in said(year("kth_aktivitetsparat", on="today"))
    assert "Ministerens brev" not in said(told)
    assert "Det afhænger af, hvad man er visiteret som." in lead(year("kth_ny", on="today"))
    assert len(year("kontanthjaelpsmodtagere", on="today").layout.lead) == 3
    assert all("i dag" in suggestion for suggestion in year(on="today").answer.suggestions)


@pytest.mark.parametrize("on", ["2016Y01", "2022Y01", "2026-03-01", "2025Y01"])
def test_a_time_that_is_not_assessed_is_said_not_to_be(on: str) -> None:
    answer = year("dagpenge", on=on).answer
    assert answer.kind == "not_available"
    assert "er ikke vurderet" in answer.notes[0]
    assert answer.facts == ()


@pytest.mark.parametrize("on", ["2017Y01", "2017Q04", "2018Y01", "2019-12-31"])
def test_the_years_of_the_old_law_are_assessed(on: str) -> None:
    told = year("kth_jobparat", on=on)
    assert told.answer.kind == "obligation"
    assert told.answer.query.dates == (on,)


def test_a_benefit_that_did_not_exist_is_not_assessed() -> None:
    answer = year("sho").answer
    assert answer.kind == "not_available"
    assert "SHO" in answer.notes[0]
    assert year("kontantydelse", on="2018Y01").answer.kind == "not_available"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("facts: [p17-res-indsats]", "facts: [p17-res-indsatser]", "ressourceforloeb: no such fact"),
        (
            "facts: [p17-res-indsats]",
            "facts: [p20-res]",
            "ressourceforloeb: not in force on all the days: p20-res",
        ),
        ("facts: [p17-res-indsats]", "facts: [p17-jaf-indsats]", "the rule that decides is for others"),
        ("facts: [p17-res-indsats]", "facts: []", "rests on no rule"),
        ("of: [ressourceforloeb]", "of: [ressourcer]", "no such group: ressourcer"),
        ("of: [ressourceforloeb]", "of: [jobafklaring]", "jobafklaring: the group stands twice"),
        ("no_limit: Ja, for så vidt som loven", "not_limit: Ja, for så vidt som loven", "not_limit"),
        (
            "groups: [kth_jobparat, kth_aktivitetsparat, integrationsydelse]\n",
            "groups: [sygedagpenge]\n",
            "is not for",
        ),
    ],
)
def test_an_assessment_that_rests_on_nothing_is_refused(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(paths.knowledge(), folder)
    file = folder / "obligations" / "year_without_offer.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=named):
        tell_year((), today=TODAY, figures=figures, folder=folder)


def test_the_query_holds_groups_and_no_families() -> None:
    known = load()
    groups = year("aktivitetsparate").answer.query.groups
    assert groups == ("kth_aktivitetsparat", "uddhj_aktivitetsparat")
    assert not known.groups["kth_aktivitetsparat"].means
