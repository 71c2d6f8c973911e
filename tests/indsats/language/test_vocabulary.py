from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from indsats import paths
from indsats.language.vocabulary import (
    Vocabulary,
    VocabularyError,
    form_words,
    glossary_forms,
    load_vocabulary,
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(paths.ROOT / "knowledge")


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A copy of what the vocabulary reads, to break."""
    source = paths.ROOT / "knowledge"
    for part in ("areas", "terms"):
        shutil.copytree(source / part, tmp_path / part)
    for file in (
        "statistics/catalogue.yaml",
        "glossary.yaml",
        "case.yaml",
        "obligations/sources.yaml",
    ):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        shutil.copy(source / file, tmp_path / file)
    return tmp_path


def test_areas(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.members("000")) == 98
    assert [vocabulary.name("area", code) for code in ("000", "081", "082", "083", "084", "085")] == [
        "hele landet",
        "Region Nordjylland",
        "Region Midtjylland",
        "Region Syddanmark",
        "Region Hovedstaden",
        "Region Sjælland",
    ]
    assert vocabulary.name("area", "751") == "Aarhus"
    assert vocabulary.area("751").level == "municipality"
    assert vocabulary.area("400").official_name == "Bornholms Regionskommune"


def test_the_regions_share_out_the_municipalities(vocabulary: Vocabulary) -> None:
    shared = [code for region in ("081", "082", "083", "084", "085") for code in vocabulary.members(region)]
    assert sorted(shared) == sorted(vocabulary.members("000"))


@pytest.mark.parametrize(
    "groups",
    [
        [f"landsdel:{number}" for number in range(1, 12)],
        ["hovedstadskommuner", "storbykommuner", "provinsbykommuner", "oplandskommuner", "landkommuner"],
    ],
)
def test_the_groups_share_out_the_municipalities(vocabulary: Vocabulary, groups: list[str]) -> None:
    shared = [code for group in groups for code in vocabulary.members(group)]
    assert sorted(shared) == sorted(vocabulary.members("kommuner"))


def test_a_municipality_is_its_own_member(vocabulary: Vocabulary) -> None:
    assert vocabulary.members("825") == ("825",)


def test_every_benefit_of_the_figures_has_a_name(vocabulary: Vocabulary) -> None:
    for measure in vocabulary.entries("measure"):
        for benefit in measure.data.get("benefits") or ():
            assert vocabulary.name("benefit", benefit)
        for category in measure.data.get("categories") or ():
            assert vocabulary.name("category", category)


def test_benefits_that_are_not_loaded_say_where_they_are(vocabulary: Vocabulary) -> None:
    tables = {entry.id: entry.data.get("jobindsats_table") for entry in vocabulary.entries("benefit")}
    assert tables["sygedagpenge"] == "y07"
    assert tables["kontanthjaelp"] == "y60"
    assert tables["foertidspension"] == "y10"


def test_unknown_ids(vocabulary: Vocabulary) -> None:
    assert not vocabulary.has("area", "999")
    assert not vocabulary.has("benefit", "<b>")
    assert not vocabulary.has("nonsense", "x")
    assert not vocabulary.has("town", "085")
    assert vocabulary.entries("nonsense") == ()
    with pytest.raises(KeyError):
        vocabulary.name("area", "999")
    with pytest.raises(KeyError):
        vocabulary.members("999")


def test_offer_types_are_categories(vocabulary: Vocabulary) -> None:
    assert vocabulary.has("category", "loentilskud")
    assert vocabulary.name("category", "loentilskud") == "løntilskud"
    assert not vocabulary.has("offer_type", "jobparat")


def test_families_stand_for_their_members(vocabulary: Vocabulary) -> None:
    assert vocabulary.means("event", "reformen") == ("kontanthjaelpsreform2025", "beskaeftigelsesreform2026")
    assert vocabulary.means("benefit", "dagpenge") == ("dagpenge",)


def test_nearest(vocabulary: Vocabulary) -> None:
    assert vocabulary.nearest("area", "Ålbrog", 1) == ["851"]
    assert vocabulary.nearest("measure", "ledihedsprosent", 1) == ["ledighedsprocent"]
    assert vocabulary.nearest("area", "€€€") == []
    assert len(set(vocabulary.nearest("area", "Vejlen", 3))) == 3


def test_the_vocabulary_is_kept_until_a_file_changes(knowledge: Path) -> None:
    first = load_vocabulary(knowledge)
    assert load_vocabulary(knowledge) is first
    file = knowledge / "terms" / "units.yaml"
    file.write_text(file.read_text("utf-8").replace("name: personer", "name: folk"), "utf-8")
    os.utime(file, (1, 1))
    second = load_vocabulary(knowledge)
    assert second is not first
    assert second.name("unit", "persons") == "folk"


def test_a_new_file_of_terms_needs_no_code(knowledge: Path) -> None:
    (knowledge / "terms" / "colours.yaml").write_text(
        "kind: colour\nentries:\n- {id: red, name: rød, forms: [rød, røde]}\n", "utf-8"
    )
    assert load_vocabulary(knowledge).name("colour", "red") == "rød"


def entries(knowledge: Path, text: str) -> None:
    (knowledge / "terms" / "zz.yaml").write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("kind: x\nentries:\n- {id: a, name: A}\n- {id: a, name: B}\n", "'a' stands twice"),
        (
            "kind: x\nentries:\n- {id: a, name: A, forms: [Bil]}\n- {id: b, name: B, forms: [bil]}\n",
            "'bil' stands for x 'a' and 'b'",
        ),
        ("kind: x\nentries:\n- {id: a}\n", "needs `id` and `name`"),
        ("entries: []\n", "needs `kind`"),
        ("[]\n", "not a mapping"),
        ("kind: [\n", "zz.yaml"),
        ("kind: x\nentries:\n- {id: a, name: A, means: [b]}\n", "means 'b', which does not exist"),
        ("kind: x\nentries:\n- {id: a, name: A, forms: ['...']}\n", "not a form"),
        ("kind: x\nrecipients_measure: none\nentries: []\n", "no measure 'none'"),
    ],
)
def test_mistakes_in_a_file_are_named(knowledge: Path, text: str, complaint: str) -> None:
    entries(knowledge, text)
    with pytest.raises(VocabularyError, match=r"zz\.yaml|means") as error:
        load_vocabulary(knowledge)
    assert complaint in str(error.value)


def test_a_declared_form_may_stand_for_several(knowledge: Path) -> None:
    entries(
        knowledge,
        "kind: x\nambiguous: [bil]\nentries:\n"
        "- {id: a, name: A, forms: [Bil]}\n- {id: b, name: B, forms: [bil]}\n",
    )
    found = [p for p in load_vocabulary(knowledge).patterns if p.kind == "x"]
    assert [(p.id, p.alternatives) for p in found] == [("a", ("b",))]


def test_a_missing_file_is_named(knowledge: Path) -> None:
    (knowledge / "glossary.yaml").unlink()
    with pytest.raises(VocabularyError, match=r"glossary\.yaml"):
        load_vocabulary(knowledge)


def test_a_municipality_that_stands_twice_is_named(knowledge: Path) -> None:
    file = knowledge / "areas" / "municipalities.csv"
    file.write_text(file.read_text("utf-8") + file.read_text("utf-8").splitlines()[1] + "\n", "utf-8")
    with pytest.raises(VocabularyError, match="municipality 101 stands twice"):
        load_vocabulary(knowledge)


def test_a_group_must_have_municipalities(knowledge: Path) -> None:
    file = knowledge / "areas" / "areas.yaml"
    file.write_text(
        file.read_text("utf-8").replace('municipalities: ["706", "707"]', 'municipalities: ["999"]'), "utf-8"
    )
    with pytest.raises(VocabularyError, match="djursland"):
        load_vocabulary(knowledge)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("not_typos:", "not_typo:", "not_typo"),
        ('ids: ["084", "101"]', 'ids: ["084", "999"]', "'Hovedstaden' stands for the area '999'"),
        ('code: "081"', 'code: "091"', "'091' has no municipalities"),
        ("form: Gladsakse", "form: Køge", "'Køge' stands for area '259' and '159'"),
    ],
)
def test_mistakes_in_the_areas_are_named(knowledge: Path, old: str, new: str, complaint: str) -> None:
    file = knowledge / "areas" / "areas.yaml"
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(VocabularyError, match=r"areas\.yaml") as error:
        load_vocabulary(knowledge)
    assert complaint in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("name: Brørup", "name: Vejen", "Vejen Kommune stands twice, or is one of today's"),
        ('code: "559"', 'code: "557"', "stands twice"),
        (
            'name: Brørup, successors: ["575"]',
            'name: Brørup, successors: ["999"]',
            "'Brørup Kommune' stands for",
        ),
        (
            'name: Brørup, successors: ["575"]',
            "name: Brørup, successors: []",
            "Brørup Kommune has no successor",
        ),
        ('instead: ["400"]', 'instead: ["landsdel:99"]', "'landsdel:99' instead, which does not exist"),
        ("counties:", "amter:", "merged_2007.yaml"),
        ("2003-01-01", "2003-13-01", "merged_2007.yaml"),
    ],
)
def test_mistakes_in_the_former_places_are_named(knowledge: Path, old: str, new: str, complaint: str) -> None:
    file = knowledge / "areas" / "merged_2007.yaml"
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(VocabularyError, match=r"merged_2007\.yaml") as error:
        load_vocabulary(knowledge)
    assert complaint in str(error.value)


def test_form_words() -> None:
    assert form_words("hverken ... eller mentor") == ("hverken", "...", "eller", "mentor")
    assert form_words("de # kommuner") == ("de", "#", "kommuner")
    assert form_words("pr. 1.000 indbyggere") == ("pr", "1000", "indbyggere")


@pytest.mark.parametrize(
    ("raw", "forms"),
    [
        ("dagpengemodtager(e)", ["dagpengemodtager", "dagpengemodtagere"]),
        ('"parkeret"', ["parkeret"]),
        ("ALMP (eng.)", ["ALMP"]),
        ("aktivloven (upræcist)", ["aktivloven"]),
        ("øvrig vejledning og opkvalificering (ØVO)", ["øvrig vejledning og opkvalificering", "ØVO"]),
        ("gl.)", []),
        ("", []),
    ],
)
def test_glossary_forms(raw: str, forms: list[str]) -> None:
    assert glossary_forms(raw) == forms
