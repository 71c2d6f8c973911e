from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from indsats.conversation import figure_parts, figure_threads, figures
from indsats.conversation.clarify import Clarification
from indsats.conversation.frame import FigureParts
from indsats.language.mentions import Mention
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Day, Exact, Newest, Range
from indsats.statistics.question import FigureQuestion, Threshold

Read = Callable[[str], tuple[Mention, ...]]
Ask = Callable[[str], FigureQuestion]


@pytest.fixture
def ask(read: Read, vocabulary: Vocabulary) -> Ask:
    """The question that a sentence asks on its own."""

    def question(text: str) -> FigureQuestion:
        mentions = read(text)
        assert figures.needs_choice(mentions, vocabulary) is None
        complete = figures.complete(figure_parts.named(mentions, vocabulary), vocabulary)
        assert isinstance(complete, FigureQuestion)
        return complete

    return question


def fields(question: FigureQuestion, names: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(question, name) for name in names}


# One sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hvor mange ledige er der i Aarhus?",
            {"measure": "ledige_fuldtid", "benefit": "alle", "areas": ("751",), "operation": "value"},
        ),
        (
            "Hvor mange er på kontanthjælp i Aalborg i juli 2026?",
            {
                "measure": "modtagere_personer",
                "benefit": "kontanthjaelp",
                "areas": ("851",),
                "periods": (Exact("2026M07"),),
                "operation": "value",
            },
        ),
        (
            "Hvilke fem kommuner har den højeste ledighed?",
            {"operation": "rank", "limit": 5, "direction": "highest", "areas": (), "scope": ""},
        ),
        (
            "Hvilken kommune har den laveste ledighedsprocent?",
            {"measure": "ledighedsprocent", "operation": "extreme", "direction": "lowest", "limit": None},
        ),
        (
            "Hvilken kommune i Region Nordjylland har flest ledige?",
            {"operation": "extreme", "direction": "highest", "scope": "081", "areas": ()},
        ),
        (
            "Top 10 i Region Midtjylland for ledige",
            {"operation": "rank", "limit": 10, "scope": "082", "areas": ()},
        ),
        (
            "Hvor mange kommuner har en ledighedsprocent over 4?",
            {"measure": "ledighedsprocent", "operation": "count", "threshold": Threshold(">", 4.0)},
        ),
        (
            "Sammenlign ledigheden i Aarhus og Odense",
            {"operation": "compare", "areas": ("751", "461")},
        ),
        (
            "Hvordan har ledigheden i Aarhus udviklet sig siden januar 2024?",
            {"operation": "trend", "areas": ("751",), "periods": (Range("2024M01"),)},
        ),
        ("Ledige i landkommunerne", {"scope": "landkommuner", "areas": ()}),
        (
            "Ledige i hele landet uden København",
            {"operation": "sum", "areas": (), "scope": "kommuner", "excluded": ("101",)},
        ),
        ("Hvor mange ledige er der i Lillerød?", {"areas": ("201",)}),
    ],
)
def test_a_sentence_becomes_a_question(ask: Ask, text: str, expected: dict[str, Any]) -> None:
    assert fields(ask(text), expected) == expected


def test_areas_keep_the_order_in_which_they_are_named(ask: Ask) -> None:
    assert ask("Sammenlign ledigheden i Odense og Aarhus").areas == ("461", "751")


@pytest.mark.parametrize(
    ("words", "comparison"), [("over", ">"), ("under", "<"), ("mindst", ">="), ("højst", "<=")]
)
def test_bounds(ask: Ask, words: str, comparison: str) -> None:
    question = ask(f"Hvor mange kommuner har en ledighedsprocent på {words} 4?")
    assert question.threshold == Threshold(comparison, 4.0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Hvor mange er på kontanthjælp i Aalborg?", "modtagere_personer"),
        ("Hvor mange fuldtidspersoner er på kontanthjælp i Aalborg?", "modtagere_fuldtid"),
        ("Hvor mange ledige er der i Odense?", "ledige_fuldtid"),
        ("Hvor mange procent ledige er der i Odense?", "ledighedsprocent"),
    ],
)
def test_a_unit_chooses_among_the_measures_of_a_concept(ask: Ask, text: str, measure: str) -> None:
    assert ask(text).measure == measure


def test_a_benefit_alone_counts_its_recipients(ask: Ask) -> None:
    question = ask("kontanthjælp i Aarhus")
    assert (question.measure, question.benefit) == ("modtagere_personer", "kontanthjaelp")


def test_an_offer_type_alone_counts_the_persons_in_it(ask: Ask) -> None:
    question = ask("Hvor mange er i virksomhedspraktik?")
    assert (question.measure, question.category) == ("aktiverede_personer", "virksomhedspraktik")


def test_several_benefits_are_compared(ask: Ask) -> None:
    question = ask("Hvad er kontanthjælp og dagpenge i Aarhus?")
    assert question.benefits == ("kontanthjaelp", "dagpenge")
    assert question.operation == "compare"


def test_several_categories_are_compared(ask: Ask) -> None:
    question = ask("Jobparate og aktivitetsparate kontanthjælpsmodtagere i Aarhus")
    assert question.categories == ("jobparat", "aktivitetsparat")
    assert question.operation == "compare"


def test_several_periods_are_compared_and_a_span_is_a_trend(ask: Ask) -> None:
    two = ask("Ledige i Aarhus i januar 2024 og januar 2025")
    assert (two.operation, two.periods) == ("compare", (Exact("2024M01"), Exact("2025M01")))
    span = ask("Ledige i Aarhus fra januar 2024 til januar 2025")
    assert (span.operation, span.periods) == ("trend", (Range("2024M01", "2025M01"),))
    newest = ask("Ledige i Aarhus de seneste 12 måneder")
    assert (newest.operation, newest.periods) == ("trend", (Newest(12, "M"),))


def test_today_is_a_day(ask: Ask) -> None:
    assert ask("Hvor mange ledige er der i Aarhus i dag?").periods == (Day("2026-11-22"),)


# Defaults


def test_what_nobody_named_is_left_to_the_statistics(ask: Ask) -> None:
    question = ask("Hvor mange ledige er der?")
    assert (question.areas, question.scope, question.periods) == ((), "", ())
    assert question.operation == "value"


@pytest.mark.parametrize(
    ("text", "benefit"),
    [("Hvor mange ledige er der?", "alle"), ("Hvad er aktiveringsgraden?", "kontanthjaelp")],
)
def test_the_benefit_is_everybody_or_the_one_there_is(ask: Ask, text: str, benefit: str) -> None:
    assert ask(text).benefit == benefit


def test_a_benefit_that_is_named_is_never_replaced(ask: Ask) -> None:
    """Also when there are no figures for it: the statistics say so."""
    assert ask("Hvad er aktiveringsgraden for sygedagpenge?").benefit == "sygedagpenge"


def test_a_direction_without_a_place_looks_for_an_extreme(ask: Ask) -> None:
    question = ask("laveste ledighed")
    assert (question.operation, question.direction) == ("extreme", "lowest")


@pytest.mark.parametrize("text", ["i Aarhus", "i juli 2026", "i procent", "uden København", "sammenlign"])
def test_without_anything_to_count_the_user_is_asked(read: Read, vocabulary: Vocabulary, text: str) -> None:
    question = figures.complete(figure_parts.named(read(text), vocabulary), vocabulary)
    assert isinstance(question, Clarification)
    assert (question.text, question.missing) == ("clarify_measure", "measure")


def test_every_choice_of_measure_is_understood(read: Read, vocabulary: Vocabulary, ask: Ask) -> None:
    asked = figures.complete(FigureParts(), vocabulary)
    assert isinstance(asked, Clarification)
    assert len({ask(choice).measure for choice in asked.choices}) == len(asked.choices) > 1


# Divisions that the figures do not have


@pytest.mark.parametrize(
    ("text", "dimensions"),
    [
        ("Hvor mange kvinder er ledige i Aarhus?", ("sex",)),
        ("Hvor mange ledige under 30 år er der i Aarhus?", ("age",)),
        ("Hvor mange ledige er der i Aarhus?", ()),
    ],
)
def test_a_division_is_kept(
    read: Read, vocabulary: Vocabulary, text: str, dimensions: tuple[str, ...]
) -> None:
    assert figure_parts.named(read(text), vocabulary).dimensions == dimensions


# Places


def choice(read: Read, vocabulary: Vocabulary, text: str) -> Clarification | None:
    return figures.needs_choice(read(text), vocabulary)


def test_a_town_in_several_municipalities_is_asked_for(read: Read, vocabulary: Vocabulary) -> None:
    asked = choice(read, vocabulary, "Hvor mange ledige er der i Nykøbing?")
    assert asked == Clarification("clarify_municipality", "area", ("Odsherred", "Guldborgsund", "Morsø"))


def test_every_choice_of_place_is_understood(read: Read, vocabulary: Vocabulary) -> None:
    asked = choice(read, vocabulary, "Hvor mange ledige er der i Nykøbing?")
    assert asked is not None
    for name in asked.choices:
        assert choice(read, vocabulary, name) is None
        (area,) = figure_parts.named(read(name), vocabulary).areas
        assert vocabulary.name("area", area) == name


def test_an_unknown_place_gets_the_nearest_names_and_the_country(read: Read, vocabulary: Vocabulary) -> None:
    asked = choice(read, vocabulary, "Hvor mange ledige er der i Gotham City?")
    assert asked is not None
    assert (asked.text, asked.missing) == ("unknown_place", "area")
    assert asked.choices[-1] == "Hele landet"
    assert figure_parts.named(read("Hele landet"), vocabulary).areas == ("000",)


def test_the_user_s_own_words_are_not_repeated(read: Read, vocabulary: Vocabulary) -> None:
    asked = choice(read, vocabulary, "Hvor mange ledige er der i Herlufsholmby?")
    assert asked is not None
    assert not any("herlufsholmby" in text.lower() for text in (asked.lead, *asked.choices))


@pytest.mark.parametrize("text", ["Hvor mange ledige er der i Aarhus?", "Hvor mange ledige er der?", ""])
def test_clear_places_are_not_asked_for(read: Read, vocabulary: Vocabulary, text: str) -> None:
    assert choice(read, vocabulary, text) is None


# Follow-ups


class Thread:
    """A conversation about figures, without the figures: the latest period shown is given."""

    def __init__(self, read: Read, vocabulary: Vocabulary) -> None:
        self.read = read
        self.vocabulary = vocabulary
        self.parts = FigureParts()
        self.answered = ""

    def begin(self, text: str) -> FigureQuestion:
        self.parts = figure_parts.named(self.read(text), self.vocabulary)
        return self.question()

    def follow(self, text: str) -> FigureQuestion:
        new = figure_parts.named(self.read(text), self.vocabulary)
        self.parts = figure_threads.follow(self.parts, new, self.vocabulary, self.answered)
        return self.question()

    def question(self) -> FigureQuestion:
        question = figures.complete(self.parts, self.vocabulary)
        assert isinstance(question, FigureQuestion)
        return question


@pytest.fixture
def thread(read: Read, vocabulary: Vocabulary) -> Thread:
    return Thread(read, vocabulary)


def differences(before: FigureQuestion, after: FigureQuestion) -> dict[str, Any]:
    """What a follow-up changed, and to what."""
    return {
        name: getattr(after, name)
        for name in FigureQuestion.__struct_fields__
        if getattr(before, name) != getattr(after, name)
    }


def test_a_long_thread_changes_only_what_is_named(thread: Thread) -> None:
    thread.answered = "2026M07"
    question = thread.begin("Hvor mange ledige er der i Aarhus?")
    for text, changed, answered in [
        ("og i Odense?", {"areas": ("461",)}, "2026M07"),
        ("og i januar 2025?", {"periods": (Exact("2025M01"),)}, "2025M01"),
        ("og året før?", {"periods": (Exact("2024M01"),)}, "2024M01"),
        ("og måneden efter?", {"periods": (Exact("2024M02"),)}, "2024M02"),
        ("i procent", {"measure": "ledighedsprocent"}, "2024M02"),
        ("sammenlign med landet", {"areas": ("461", "000"), "operation": "compare"}, "2024M02"),
        ("hvad med København?", {"areas": ("101",), "operation": "value"}, "2024M02"),
        ("og siden januar 2024?", {"periods": (Range("2024M01"),), "operation": "trend"}, "2026M07"),
        (
            "og for aktiveringsgraden?",
            {"measure": "aktiveringsgrad", "benefit": "kontanthjaelp"},
            "2026M07",
        ),
        ("og i Vejle?", {"areas": ("630",)}, "2026M07"),
        ("ledige i stedet", {"measure": "ledige_fuldtid", "benefit": "alle"}, "2026M07"),
        ("for kontanthjælp", {"benefit": "kontanthjaelp"}, "2026M07"),
    ]:
        after = thread.follow(text)
        assert differences(question, after) == changed, text
        question, thread.answered = after, answered


def test_a_ranking_is_changed_a_piece_at_a_time(thread: Thread) -> None:
    question = thread.begin("Hvilke fem kommuner har flest ledige?")
    for text, changed in [
        ("de ti højeste", {"limit": 10}),
        ("og de laveste?", {"direction": "lowest"}),
        ("og de tre højeste?", {"limit": 3, "direction": "highest"}),
        ("uden København", {"excluded": ("101",), "defaults": ("Uden København.",)}),
        ("og uden Aarhus", {"excluded": ("101", "751"), "defaults": ("Uden København og Aarhus.",)}),
        ("i procent", {"measure": "ledighedsprocent"}),
        ("i januar 2025", {"periods": (Exact("2025M01"),)}),
    ]:
        after = thread.follow(text)
        assert differences(question, after) == changed, text
        question = after


def test_a_count_gets_another_bound(thread: Thread) -> None:
    question = thread.begin("Hvor mange kommuner har en ledighedsprocent over 4?")
    after = thread.follow("og over 5?")
    assert differences(question, after) == {"threshold": Threshold(">", 5.0)}
    assert differences(after, thread.follow("og under 3?")) == {"threshold": Threshold("<", 3.0)}


def test_another_category(thread: Thread) -> None:
    question = thread.begin("Hvor mange jobparate kontanthjælpsmodtagere er der i Aarhus?")
    assert question.category == "jobparat"
    after = thread.follow("og aktivitetsparate?")
    assert differences(question, after) == {"category": "aktivitetsparat"}


def test_a_category_does_not_go_with_another_measure(thread: Thread) -> None:
    thread.begin("Hvor mange jobparate kontanthjælpsmodtagere er der i Aarhus?")
    after = thread.follow("og ledighedsprocenten?")
    assert (after.measure, after.category, after.areas) == ("ledighedsprocent", "", ("751",))


def test_a_unit_does_not_go_with_another_measure(thread: Thread) -> None:
    thread.begin("Hvor mange fuldtidspersoner er på kontanthjælp i Aarhus?")
    after = thread.follow("og aktiverede?")
    assert after.measure == "aktiverede_personer"
    assert after.areas == ("751",)


def test_a_benefit_goes_with_another_measure_that_has_it(thread: Thread) -> None:
    thread.begin("Hvor mange ledige på kontanthjælp er der i Aarhus?")
    assert thread.follow("og aktiveringsgraden?").benefit == "kontanthjaelp"


def test_a_benefit_does_not_go_with_a_measure_that_does_not_have_it(
    thread: Thread, vocabulary: Vocabulary
) -> None:
    thread.begin("Hvor mange ledige på dagpenge er der i Aarhus?")
    after = thread.follow("og aktiveringsgraden?")
    assert "dagpenge" not in vocabulary.entry("measure", "aktiveringsgrad").data["benefits"]
    assert after.benefit == "kontanthjaelp"


def test_a_comparison_is_joined_by_one_more_area(thread: Thread) -> None:
    thread.begin("Sammenlign ledigheden i Aarhus og Odense")
    assert thread.follow("sammenlign også med Aalborg").areas == ("751", "461", "851")


def test_two_new_areas_replace_the_old(thread: Thread) -> None:
    thread.begin("Sammenlign ledigheden i Aarhus og Odense")
    after = thread.follow("og Esbjerg og Vejle?")
    assert (after.areas, after.operation) == (("561", "630"), "compare")


def test_another_operation(thread: Thread) -> None:
    question = thread.begin("Hvor mange ledige er der i Aarhus?")
    assert differences(question, thread.follow("vis udviklingen")) == {"operation": "trend"}


def test_a_place_after_a_ranking_is_one_figure(thread: Thread) -> None:
    thread.begin("Hvilke fem kommuner har den højeste ledighed?")
    after = thread.follow("og i Aarhus?")
    assert (after.areas, after.operation, after.limit) == (("751",), "value", None)


def test_the_country_is_an_area_like_another(thread: Thread) -> None:
    question = thread.begin("Hvor mange ledige er der i Aarhus?")
    assert differences(question, thread.follow("på landsplan")) == {"areas": ("000",)}


@pytest.mark.parametrize(
    ("answered", "text", "period"),
    [
        ("2026M07", "og året før?", "2025M07"),
        ("2025Q04", "og kvartalet før?", "2025Q03"),
        ("2025Y01", "og året før?", "2024Y01"),
        ("2025M01", "og måneden før?", "2024M12"),
    ],
)
def test_the_period_before_counts_from_the_last_answer(
    thread: Thread, answered: str, text: str, period: str
) -> None:
    thread.begin("Hvor mange ledige er der i Aarhus?")
    thread.answered = answered
    assert thread.follow(text).periods == (Exact(period),)


def test_a_division_is_not_quietly_dropped(thread: Thread) -> None:
    thread.begin("Hvor mange kvinder er ledige i Aarhus?")
    thread.follow("og i Odense?")
    assert thread.parts.dimensions == ("sex",)


def test_nothing_named_changes_nothing(thread: Thread) -> None:
    before = thread.begin("Sammenlign ledigheden i Aarhus og Odense i juli 2026")
    assert thread.follow("og hvad så?") == before


def test_the_period_shown_last_is_the_latest() -> None:
    assert figures.answered_period(["2025M12", "2026M07", "2026M01"]) == "2026M07"
    assert figures.answered_period([]) == ""


def test_a_question_in_words_is_understood(read: Read, vocabulary: Vocabulary, ask: Ask) -> None:
    for text in ("Hvor mange ledige er der i Aarhus?", "Hvad er ledighedsprocenten i hele landet?"):
        question = ask(text)
        again = ask(figures.in_words(question, vocabulary))
        assert (again.measure, again.areas) == (question.measure, question.areas)


def test_a_ranking_per_inhabitant_is_by_that_and_not_by_counts(ask: Ask) -> None:
    question = ask("Hvilke fem kommuner har flest ledige pr. 1.000 indbyggere?")
    assert isinstance(question, FigureQuestion)
    assert (question.operation, question.limit, question.per_1000) == ("rank", 5, True)
    alone = ask("Hvor mange ledige er der pr. 1.000 indbyggere i Aarhus?")
    assert isinstance(alone, FigureQuestion)
    assert (alone.operation, alone.per_1000) == ("per_capita", False)


def test_the_question_in_words_is_understood_as_itself(ask: Ask, vocabulary: Vocabulary) -> None:
    for text in ("aktiverede personer i Vejle", "ledige på dagpenge i Aarhus", "aktiveringsgraden i landet"):
        question = ask(text)
        assert isinstance(question, FigureQuestion)
        again = ask(figures.in_words(question, vocabulary))
        assert isinstance(again, FigureQuestion)
        assert (again.measure, again.benefit, again.areas) == (
            question.measure,
            question.benefit,
            question.areas,
        )


@pytest.mark.parametrize(
    ("text", "threshold"),
    [
        ("Hvilke kommuner har mellem 2 og 2,5 pct. ledige?", Threshold(">=", 2.0, "", "<=", 2.5)),
        ("Hvor mange kommuner har mere end 400 og mindre end 500 ledige?", Threshold(">", 400, "", "<", 500)),
        ("Hvor mange kommuner har højere ledighedsprocent end Odense?", Threshold(">", None, "461")),
        ("Hvilke kommuner ligger under landsgennemsnittet i aktiveringsgrad?", Threshold("<", None, "000")),
        ("Kommuner med over 4 procents ledighed", Threshold(">", 4.0)),
        ("Ledige i Vejle mellem 2023 og 2025", None),
    ],
)
def test_bounds_of_several_kinds(ask: Ask, text: str, threshold: Threshold | None) -> None:
    assert ask(text).threshold == threshold


@pytest.mark.parametrize(
    ("text", "share_of"),
    [
        ("Hvilken kommune har den højeste andel aktivitetsparate blandt kontanthjælpsmodtagere?", "category"),
        ("Hvilken kommune har flest aktivitetsparate?", ""),
        ("Hvilke kommuner har den højeste ledighedsprocent?", ""),
    ],
)
def test_an_order_by_share_is_of_the_total(ask: Ask, text: str, share_of: str) -> None:
    assert ask(text).share_of == share_of


@pytest.mark.parametrize(
    ("text", "direction", "by_change"),
    [
        ("Hvilken kommune har haft det største fald i ledigheden?", "lowest", "auto"),
        ("Hvilken kommune har haft den mindste stigning i ledigheden?", "lowest", "auto"),
        ("Hvor er antallet af ledige steget mest i procent det seneste år?", "highest", "percent"),
        ("De fem kommuner med størst fald i antal ledige i antal personer", "lowest", "absolute"),
        ("Hvor er ledigheden forbedret mest i kommunerne?", "lowest", "auto"),
    ],
)
def test_an_order_by_change(ask: Ask, text: str, direction: str, by_change: str) -> None:
    question = ask(text)
    assert (question.direction, question.by_change) == (direction, by_change)


def test_whether_a_rise_is_better_is_asked_where_it_is_a_judgement(
    read: Read, vocabulary: Vocabulary
) -> None:
    parts = figure_parts.named(read("Hvilke kommuner har forbedret aktiveringsgraden mest?"), vocabulary)
    asked = figures.complete(parts, vocabulary)
    assert isinstance(asked, Clarification)
    assert asked.text == "clarify_better"


def test_municipalities_and_groups_cannot_stand_side_by_side(read: Read, vocabulary: Vocabulary) -> None:
    parts = figure_parts.named(read("Ledige på Bornholm, Fyn og Lolland-Falster"), vocabulary)
    asked = figures.complete(parts, vocabulary)
    assert isinstance(asked, Clarification)
    assert set(asked.choices) == {"Bornholm", "Landsdel Fyn", "Lolland-Falster"}


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("Hvilken region har flest indbyggere?", "regions"),
        ("Regionerne ordnet efter folketal", "regions"),
        ("Hvor i Region Nordjylland bor der færrest mennesker?", ""),
        ("Hvilken tilbudstype har flest aktiverede personer i Favrskov?", "categories"),
        ("Det laveste antal ledige i Viborg i perioden januar 2022 til juli 2026", "periods"),
    ],
)
def test_what_is_put_in_order(ask: Ask, text: str, over: str) -> None:
    assert ask(text).over == over
