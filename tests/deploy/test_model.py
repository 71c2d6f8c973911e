from __future__ import annotations

from pathlib import Path

import pytest

from deploy import model
from deploy.environments import ROOT

TRAINED_FROM = (
    "config.yml",
    "domain.yml",
    "data/nlu/figures.yml",
    "data/rules/figures.yml",
    "bot/nlu/classifier.py",
    "indsats/language/resolver.py",
    "indsats/periods.py",
    "knowledge/areas/areas.yaml",
    "knowledge/terms/topics.yaml",
    "knowledge/glossary.yaml",
    "knowledge/statistics/catalogue.yaml",
    "requirements/bot.txt",
)
NOT_TRAINED_FROM = (
    "README.md",
    "actions/figure.py",
    "indsats/statistics/store.py",
    "knowledge/statistics/y25i01.csv",
    "knowledge/texts.yaml",
    "tests/test_something.py",
    "var/indsats.db",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with a file of each kind."""
    for name in (*TRAINED_FROM, *NOT_TRAINED_FROM):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"the content of {name}\n")
    return tmp_path


@pytest.mark.parametrize("name", TRAINED_FROM)
def test_a_changed_file_that_the_model_is_made_from_changes_the_fingerprint(project: Path, name: str) -> None:
    before = model.fingerprint(project)
    with (project / name).open("a") as file:
        file.write("more\n")
    assert model.fingerprint(project) != before


@pytest.mark.parametrize("name", NOT_TRAINED_FROM)
def test_a_change_elsewhere_does_not(project: Path, name: str) -> None:
    before = model.fingerprint(project)
    (project / name).write_text("something else\n")
    assert model.fingerprint(project) == before


def test_new_removed_and_renamed_training_files_change_the_fingerprint(project: Path) -> None:
    seen = {model.fingerprint(project)}
    new = project / "data" / "nlu" / "new.yml"
    new.write_text("examples\n")
    seen.add(model.fingerprint(project))
    new.rename(new.with_name("renamed.yml"))
    seen.add(model.fingerprint(project))
    (project / "data" / "nlu" / "figures.yml").unlink()
    seen.add(model.fingerprint(project))
    assert len(seen) == 4


def test_touching_a_file_does_not_change_the_fingerprint(project: Path) -> None:
    before = model.fingerprint(project)
    for name in TRAINED_FROM:
        (project / name).touch()
    assert model.fingerprint(project) == before


def test_every_pattern_finds_something_in_the_project() -> None:
    """A file that has moved would leave a pattern that never notices a change."""
    assert [pattern for pattern in model.DEPENDS_ON if not any(ROOT.glob(pattern))] == []


# Training


@pytest.fixture
def in_project(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The model is trained in the small project."""
    monkeypatch.setattr(model, "ROOT", project)
    monkeypatch.setattr(model, "MODELS", project / "models")
    monkeypatch.setattr(model, "fingerprint", lambda: "abc")
    return project


def trainer(folder: Path, body: str) -> Path:
    """A stand-in for Python with Rasa: $6 is the model's name, $8 the folder."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_a_model_is_trained_once_and_the_old_ones_go(in_project: Path) -> None:
    models = in_project / "models"
    models.mkdir()
    (models / "indsatsbot-old.tar.gz").touch()
    (models / ".gitkeep").touch()
    python = trainer(in_project, 'echo "$TELL" >> calls; touch "$8/$6.tar.gz"')
    trained = model.ensure_trained(python, {"TELL": "told"})
    assert model.ensure_trained(python, {"TELL": "told"}) == trained
    assert trained == models / "indsatsbot-abc.tar.gz"
    assert sorted(path.name for path in models.iterdir()) == [".gitkeep", trained.name]
    assert (in_project / "calls").read_text() == "told\n"


@pytest.mark.parametrize("body", ["echo 'no such intent'; exit 1", "exit 0"])
def test_failed_training_names_the_log_and_keeps_the_old_model(in_project: Path, body: str) -> None:
    models = in_project / "models"
    models.mkdir()
    (models / "indsatsbot-old.tar.gz").touch()
    with pytest.raises(model.TrainingError, match=r"kunne ikke trænes; se var/log/training\.log") as problem:
        model.ensure_trained(trainer(in_project, body), {})
    assert "\n" not in str(problem.value)
    assert (models / "indsatsbot-old.tar.gz").exists()


def test_what_the_trainer_says_goes_to_the_log(in_project: Path, capfd: pytest.CaptureFixture) -> None:
    with pytest.raises(model.TrainingError):
        model.ensure_trained(trainer(in_project, "echo 'no such intent' >&2; exit 1"), {})
    assert (in_project / "var" / "log" / "training.log").read_text() == "no such intent\n"
    assert "no such intent" not in "".join(capfd.readouterr())
