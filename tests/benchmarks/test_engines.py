"""What engines are given, what is kept of them, and what the other ecosystem's lock file may not say."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from benchmarks.understanding import engines
from benchmarks.understanding.annotation import annotated
from benchmarks.understanding.engines import ENGINES, EngineError, Examples, RasaEngine, train

EXAMPLES = [("hvor mange ledige er der i Aarhus", "ask_figure"), ("hej", "greet")]
SCRIPT = """
import json, sys
from pathlib import Path
action, folder = sys.argv[1], Path(sys.argv[2])
with (folder.parent / "calls").open("a") as calls: calls.write(action + "\\n")
if action == "train":
    (folder / "model.json").write_text("x" * 1000)
    (folder / "training.json").write_text(json.dumps({"seconds": 2.5}))
else:
    one = {"name": "greet", "confidence": 0.5}
    texts = json.load(sys.stdin)
    json.dump([{"text": t, "intent": one, "intent_ranking": [one], "entities": [], "milliseconds": 3.0}
               for t in texts], sys.stdout)
"""


@dataclass(frozen=True)
class Stub:
    """An engine of a few lines, in a process like any other."""

    script: str = SCRIPT
    name: str = "stub"
    title: str = "a stub"
    seeded: bool = True
    own_entities: bool = False

    def missing(self) -> str:
        """Nothing."""
        return ""

    def prepare(self, folder: Path, examples: Examples, seed: int | None, epochs: int | None) -> None:
        """All that it is given."""
        (folder / "given.json").write_text(json.dumps([list(examples), seed, epochs]), encoding="utf-8")

    def command(self, action: str, folder: Path) -> list[str]:
        """The script."""
        return [sys.executable, "-c", self.script, action, str(folder)]

    def depends_on(self) -> str:
        """Nothing else."""
        return ""


def calls(cache: Path) -> Sequence[str]:
    """What was run so far."""
    return (cache / "calls").read_text(encoding="utf-8").split()


def test_what_was_trained_and_predicted_once_is_kept(tmp_path: Path) -> None:
    first = train(Stub(), EXAMPLES, seed=1, cache=tmp_path)
    assert first.predict(["hej", "farvel"])["hej"]["intent"]["name"] == "greet"
    again = train(Stub(), EXAMPLES, seed=1, cache=tmp_path)
    assert again == first
    again.predict(["hej"])
    assert calls(tmp_path) == ["train", "predict"]
    assert set(again.predict(["hej", "goddag"])) == {"hej", "goddag"}
    assert calls(tmp_path) == ["train", "predict", "predict"]


def test_another_seed_or_sentence_is_another_training(tmp_path: Path) -> None:
    train(Stub(), EXAMPLES, seed=1, cache=tmp_path)
    train(Stub(), EXAMPLES, seed=2, cache=tmp_path)
    train(Stub(), EXAMPLES[:1], seed=2, cache=tmp_path)
    assert calls(tmp_path) == ["train"] * 3


def test_what_it_costs_is_noted(tmp_path: Path) -> None:
    trained = train(Stub(), EXAMPLES, cache=tmp_path)
    assert trained.cost["seconds"] == 2.5
    assert trained.cost["model_mb"] == 1000 / 2**20
    # A Python process holds some megabytes, and not a gigabyte.
    assert 3 < trained.cost["peak_mb"] < 1000
    trained.predict(["hej"])
    assert trained.milliseconds() == 3


def test_a_training_that_fails_is_told_and_tried_again(tmp_path: Path) -> None:
    broken = Stub(script="raise SystemExit('out of luck')")
    for _ in range(2):
        with pytest.raises(EngineError, match="out of luck"):
            train(broken, EXAMPLES, cache=tmp_path)
    train(Stub(), EXAMPLES, cache=tmp_path)


def test_commands_and_empty_messages_are_settled_before_any_engine(tmp_path: Path) -> None:
    found = train(Stub(), EXAMPLES, cache=tmp_path).predict(["/hjælp", "  ", "hej\u0000"])
    assert [found[said]["intent"]["name"] for said in ("/hjælp", "  ")] == ["help", "empty_message"]
    assert found["hej\u0000"]["text"] == "hej"


@pytest.mark.parametrize("engine", [one for one in ENGINES.values() if isinstance(one, RasaEngine)])
def test_a_pipeline_of_rasas_gets_seed_and_sentences(engine: RasaEngine, tmp_path: Path) -> None:
    engine.prepare(tmp_path, EXAMPLES, seed=7, epochs=None)
    config = yaml.safe_load((tmp_path / "config.yml").read_text(encoding="utf-8"))
    component, setting = engine.seed
    assert [part[setting] for part in config["pipeline"] if part["name"] == component] == [7]
    nlu = yaml.safe_load((tmp_path / "nlu.yml").read_text(encoding="utf-8"))["nlu"]
    assert [entry["intent"] for entry in nlu] == ["ask_figure", "greet"]
    marked = '[ledige]{"entity": "measure"' in nlu[0]["examples"]
    assert marked == engine.annotated
    assert nlu[1]["examples"] == "- hej\n"


def test_fewer_epochs_are_for_engines_that_have_them(tmp_path: Path) -> None:
    ENGINES["diet"].prepare(tmp_path, EXAMPLES, seed=1, epochs=2)
    config = yaml.safe_load((tmp_path / "config.yml").read_text(encoding="utf-8"))
    assert [part["epochs"] for part in config["pipeline"] if "epochs" in part] == [2]


def test_names_are_marked_with_their_ids() -> None:
    assert annotated("folketal i Aarhus, juli 2026") == (
        '[folketal]{"entity": "measure", "value": "folketal"} i [Aarhus]{"entity": "area", "value": "751"}, '
        '[juli 2026]{"entity": "period", "value": "2026M07"}'
    )
    # The longest of what overlaps, and nothing in a sentence that has brackets of its own.
    assert annotated("jobparate kontanthjælpsmodtagere").count("entity") == 1
    assert annotated("ledige [i Aarhus]") == "ledige [i Aarhus]"


def test_the_lock_file_names_no_registry() -> None:
    folder = Path(engines.__file__).parent / "nlpjs"
    lock = (folder / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(lock)["packages"]
    assert len(packages) > 10
    assert all("integrity" in package for name, package in packages.items() if name)
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert "registry" not in lock
    assert (folder / ".npmrc").read_text(encoding="utf-8").split() == ["omit-lockfile-registry-resolved=true"]
