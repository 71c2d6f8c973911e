"""``make review``: what is shown, marked as done and written as a draft."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from indsats.review.__main__ import DONE, NO_DATABASE, NO_GROUP, WRONG_USE, main
from indsats.review.groups import group
from indsats.review.store import MOST_DAYS, Store
from tests.indsats.review.conftest import TODAY
from tests.indsats.review.samples import unanswered

FORM = "hvor er _measure_ nedbragt i _area_"


@pytest.fixture(autouse=True)
def settings(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDSATS_REVIEW_URL", url)
    monkeypatch.setenv("INDSATS_TODAY", TODAY.isoformat())
    monkeypatch.delenv("INDSATS_REVIEW_DAYS", raising=False)


@pytest.fixture
def filled(store: Store) -> Store:
    """Two groups: one asked four times on two days, one that lacks words and was out of scope."""
    store.add(
        [
            unanswered("hvor er ledigheden nedbragt i vejle", form=FORM, times=3),
            unanswered("hvor er ledigheden nedbragt i _sted_ _dato_", TODAY - timedelta(days=9), form=FORM),
            unanswered("hvad er _ord_", kind="out_of_scope", action="action_out_of_scope", intent="ask_rule"),
        ],
        TODAY,
    )
    return store


def test_the_groups_are_shown_with_why_and_with_lines_for_the_training_data(
    filled: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([]) == DONE
    (first, second) = group(filled.read())
    shown = capsys.readouterr().out
    assert shown.startswith("Ubesvarede spørgsmål: 5. Grupper: 2, vist: 2.\n")
    assert f"Gruppe {first.ids[0]}: 4 gange, 13. november 2026 - 22. november 2026\n" in shown
    assert "Opfattet som: ask_figure 0,40, ask_rule 0,30\n" in shown
    assert "spurgte tilbage (action_ask_back) x 4\n" in shown
    assert "Nævner:       measure:ledige_fuldtid\n" in shown
    assert (
        "# data/nlu/figures.yml\n- intent: ask_figure\n  examples: |\n"
        "    - hvor er ledigheden nedbragt i vejle\n\n"
    ) in shown
    # The other wording of the same form would teach nothing more.
    assert "Aarhus" not in shown
    assert "# data/nlu/rules.yml\n# mangler ord: - hvad er _ord_\n" in shown
    assert shown.index(first.ids[0]) < shown.index(second.ids[0])


def test_choosing_what_is_shown(filled: Store, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--kind", "out_of_scope"])
    assert "spørgsmål: 1. Grupper: 1," in capsys.readouterr().out
    main(["--since", TODAY.isoformat()])
    assert "spørgsmål: 4. Grupper: 2," in capsys.readouterr().out
    main(["--limit", "1"])
    shown = capsys.readouterr().out
    assert "Grupper: 2, vist: 1" in shown
    assert shown.count("Gruppe ") == 1


def test_what_is_done_is_shown_no_more_unless_it_is_asked_again(
    filled: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    id = group(filled.read())[0].ids[0]
    assert main(["--done", id]) == DONE
    assert f"Gruppe {id} er klaret: 4 spørgsmål slettet." in capsys.readouterr().out
    main([])
    assert id not in capsys.readouterr().out
    assert main(["--done", id]) == NO_GROUP
    assert capsys.readouterr().err == f"Der er ingen gruppe {id}.\n"
    filled.add([unanswered("hvor er ledigheden nedbragt i skive", form=FORM)], TODAY)
    main([])
    assert f"Gruppe {id}: 1 gang, 22. november 2026\n" in capsys.readouterr().out


def test_nothing_is_done_when_one_of_the_groups_is_unknown(filled: Store) -> None:
    id = group(filled.read())[0].ids[0]
    before = filled.read()
    assert main(["--done", id, "--done", "00000000"]) == NO_GROUP
    assert filled.read() == before


def test_the_draft_is_training_data_without_a_placeholder(
    filled: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = [
        unanswered("sig noget: [hej]{x}", intent="", second_intent="", kind="error"),
        unanswered("hvor er det nedbragt i _sted_ _dato_ over _tal_"),
    ]
    filled.add(others, TODAY)
    draft = tmp_path / "kladde.yml"
    assert main(["--yaml", str(draft)]) == DONE
    assert str(draft) in capsys.readouterr().out
    text = draft.read_text(encoding="utf-8")
    read = yaml.safe_load(text)
    assert read["version"] == "3.1"
    examples = {entry["intent"]: entry["examples"].splitlines() for entry in read["nlu"]}
    assert examples == {
        "ukendt": ["- sig noget: hejx"],
        "ask_figure": [
            "- hvor er ledigheden nedbragt i vejle",
            "- hvor er det nedbragt i Aarhus 1. marts 2026 over 10",
        ],
    }
    assert "# mangler ord: - hvad er _ord_" in text


def test_an_empty_draft_can_be_read(tmp_path: Path) -> None:
    draft = tmp_path / "kladde.yml"
    assert main(["--yaml", str(draft)]) == DONE
    assert yaml.safe_load(draft.read_text(encoding="utf-8"))["nlu"] == []


def test_there_is_nothing_to_show(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == DONE
    assert capsys.readouterr().out == "Ingen ubesvarede spørgsmål.\n"


def test_what_is_too_old_is_removed_before_it_is_shown(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add([unanswered()], TODAY)
    monkeypatch.setenv("INDSATS_TODAY", (TODAY + timedelta(days=MOST_DAYS)).isoformat())
    main([])
    assert capsys.readouterr().out == "Ingen ubesvarede spørgsmål.\n"
    assert store.read() == []


def test_what_cannot_be_used_is_said_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDSATS_REVIEW_URL", "off")
    assert main([]) == WRONG_USE
    assert capsys.readouterr().err == "Der gemmes ingen spørgsmål: INDSATS_REVIEW_URL er off.\n"
    monkeypatch.setenv("INDSATS_REVIEW_URL", "postgres:hunter2")
    assert main([]) == WRONG_USE
    assert "hunter2" not in capsys.readouterr().err
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database\n" * 100)
    monkeypatch.setenv("INDSATS_REVIEW_URL", f"sqlite:///{broken}")
    assert main([]) == NO_DATABASE
    assert capsys.readouterr().err == "Databasen med spørgsmål kan ikke bruges: DatabaseError\n"


@pytest.mark.parametrize("wrong", [["--since", "i går"], ["--limit", "0"], ["--kind", "help"]])
def test_wrong_use(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(wrong)
    assert ended.value.code == WRONG_USE
