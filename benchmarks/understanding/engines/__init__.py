"""The engines: each is trained on the same sentences and predicts the same messages, in processes of its own.

What has been trained and predicted once is kept in ``var/evaluation``, under a fingerprint of the engine, its
settings and its training sentences, so that a run that was broken off goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml

from benchmarks.understanding import annotation
from bot.channels.intake import take_in
from deploy import model
from deploy.environments import BOT, ROOT, say
from deploy.launch import QUIET

HERE = Path(__file__).parent
CACHE = ROOT / "var" / "evaluation"
FALLBACK = "nlu_fallback"
Prediction = dict[str, Any]
Examples = Sequence[tuple[str, str]]
"""Training sentences, each with its intent."""


class EngineError(Exception):
    """An engine could not be trained or could not predict; the message is one line."""


class Engine(Protocol):
    """One way to understand messages. ``own_entities``: it finds names itself, learnt or looked up."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def seeded(self) -> bool: ...
    @property
    def own_entities(self) -> bool: ...

    def missing(self) -> str:
        """What this machine lacks to run it, "" for nothing."""

    def prepare(self, folder: Path, examples: Examples, seed: int | None, epochs: int | None) -> None:
        """Write everything that training depends on into an empty folder."""

    def command(self, action: str, folder: Path) -> list[str]:
        """The command that does ``train`` or ``predict`` in a folder."""

    def depends_on(self) -> str:
        """A digest of what the result depends on besides the folder's content."""


@dataclass(frozen=True)
class RasaEngine:
    """A pipeline of Rasa's. ``seed`` is a component and its setting; ``annotated`` teaches it entities."""

    name: str
    title: str
    config: Path
    seed: tuple[str, str]
    annotated: bool = False
    own_entities: bool = False
    ours: bool = False
    seeded: bool = True

    def missing(self) -> str:
        """Nothing: the bot's environment is always there."""
        return ""

    def prepare(self, folder: Path, examples: Examples, seed: int | None, epochs: int | None) -> None:
        """The config with seed and epochs, and the examples."""
        config = yaml.safe_load(self.config.read_text(encoding="utf-8"))
        config.pop("policies", None)
        component, setting = self.seed
        for part in config["pipeline"]:
            if part["name"] == component and seed is not None:
                part[setting] = seed
            if "epochs" in part and epochs is not None:
                part["epochs"] = epochs
        (folder / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
        by_intent: dict[str, list[str]] = {}
        for text, intent in examples:
            marked = annotation.annotated(text) if self.annotated else text
            by_intent.setdefault(intent, []).append(f"- {marked}\n")
        nlu = [{"intent": intent, "examples": "".join(lines)} for intent, lines in by_intent.items()]
        text = yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True, sort_keys=False)
        (folder / "nlu.yml").write_text(text, encoding="utf-8")

    def command(self, action: str, folder: Path) -> list[str]:
        """In the bot's environment."""
        return [str(BOT.python), "-m", "benchmarks.understanding.rasa_process", action, str(folder)]

    def depends_on(self) -> str:
        """Our components and their vocabulary, for ours; Rasa's stand still."""
        return model.fingerprint() if self.ours else ""


@dataclass(frozen=True)
class NlpJs:
    """nlp.js, from ``engines/nlpjs``. It has no seed and says "None" below its own threshold."""

    name: str = "nlpjs"
    title: str = "nlp.js (neural, lang-da)"
    seeded: bool = False
    own_entities: bool = False

    def missing(self) -> str:
        """Node, or its packages where they cannot be fetched."""
        if not (shutil.which("node") and shutil.which("npm")):
            return "node og npm mangler"
        folder = HERE / "nlpjs"
        if not (folder / "node_modules").exists():
            say("henter nlp.js (npm ci)")
            done = subprocess.run(
                ["npm", "ci", "--no-audit", "--no-fund"], cwd=folder, capture_output=True, check=False
            )
            if done.returncode:
                return f"npm ci: fejlkode {done.returncode}"
        return ""

    def prepare(self, folder: Path, examples: Examples, seed: int | None, epochs: int | None) -> None:
        """The examples and how long to train."""
        settings = {"epochs": epochs, "examples": list(examples)}
        (folder / "training-data.json").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")

    def command(self, action: str, folder: Path) -> list[str]:
        """With Node."""
        return ["node", str(HERE / "nlpjs" / "engine.js"), action, str(folder)]

    def depends_on(self) -> str:
        """The script and its packages."""
        files = (HERE / "nlpjs" / "engine.js", HERE / "nlpjs" / "package-lock.json")
        return digest(file.read_text(encoding="utf-8") for file in files)


OURS: Engine = RasaEngine(
    "ours",
    "Indsatsbot",
    ROOT / "config.yml",
    ("bot.nlu.classifier.QuestionClassifier", "seed"),
    own_entities=True,
    ours=True,
)
ENGINES: dict[str, Engine] = {
    engine.name: engine
    for engine in (
        OURS,
        RasaEngine(
            "diet",
            "Rasa's suggested pipeline (DIET)",
            HERE / "diet.yml",
            ("DIETClassifier", "random_seed"),
            annotated=True,
            own_entities=True,
        ),
        RasaEngine(
            "logistic",
            "Rasa LogisticRegressionClassifier",
            HERE / "logistic.yml",
            ("LogisticRegressionClassifier", "random_state"),
        ),
        NlpJs(),
    )
}


def digest(texts: Iterable[str]) -> str:
    """A short fingerprint of some texts in their order."""
    found = hashlib.sha256()
    for text in texts:
        found.update(text.encode() + b"\0")
    return found.hexdigest()[:12]


@dataclass(frozen=True)
class Trained:
    """An engine trained on some sentences. ``cost`` holds ``seconds``, ``peak_mb`` and ``model_mb``."""

    engine: Engine
    folder: Path
    cost: Mapping[str, float]

    def predict(self, messages: Iterable[str]) -> dict[str, Prediction]:
        """What it makes of each message as the channel takes it in.

        Raises:
            EngineError: if it fails.
        """
        kept = self.folder / "predictions.json"
        known: dict[str, Prediction] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
        said = {message: take_in(message).text for message in messages}
        wanted = [text for text in dict.fromkeys(said.values()) if text not in known and text[0] != "/"]
        if wanted:
            command = self.engine.command("predict", self.folder)
            output = _run(command, self.folder / "predict.log", json.dumps(wanted))[0]
            known |= {found["text"]: found for found in json.loads(output)}
            _write(kept, json.dumps(known, ensure_ascii=False))
        return {message: _command(text) if text[0] == "/" else known[text] for message, text in said.items()}

    def milliseconds(self) -> float:
        """The median of a message, over all that it has predicted."""
        known = json.loads((self.folder / "predictions.json").read_text(encoding="utf-8"))
        return float(statistics.median(found["milliseconds"] for found in known.values()))


def _command(text: str) -> Prediction:
    """What Rasa makes of one of the intake's own commands, whatever the engine."""
    intent = {"name": text[1:], "confidence": 1.0}
    return {"text": text, "intent": intent, "intent_ranking": [intent], "entities": [], "milliseconds": 0.0}


def train(
    engine: Engine,
    examples: Examples,
    *,
    seed: int | None = None,
    epochs: int | None = None,
    cache: Path = CACHE,
) -> Trained:
    """The engine trained on the examples, from the cache when it has been before.

    Raises:
        EngineError: if it cannot be trained.
    """
    new = cache / f"{engine.name}-new-{os.getpid()}"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        engine.prepare(new, examples, seed, epochs)
        content = (file.read_text(encoding="utf-8") for file in sorted(new.iterdir()))
        folder = cache / f"{engine.name}-{digest([engine.depends_on(), *content])}"
        if not (folder / "cost.json").exists():
            shutil.rmtree(folder, ignore_errors=True)
            new.rename(folder)
            say(f"træner {engine.title} på {len(examples)} sætninger")
            peak = _run(engine.command("train", folder), folder / "train.log")[1]
            cost = json.loads((folder / "training.json").read_text(encoding="utf-8"))
            size = sum(file.stat().st_size for file in folder.glob("model.*"))
            cost |= {"peak_mb": peak, "model_mb": size / 2**20}
            _write(folder / "cost.json", json.dumps(cost))
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return Trained(engine, folder, json.loads((folder / "cost.json").read_text(encoding="utf-8")))


def _run(command: Sequence[str], log: Path, given: str = "") -> tuple[str, float]:
    """Run a command to its end. Returns what it writes, and the most memory that it held, in MB."""
    source, target = log.with_suffix(".in"), log.with_suffix(".out")
    source.write_text(given, encoding="utf-8")
    with source.open("rb") as reading, target.open("wb") as writing, log.open("wb") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **QUIET}, stdin=reading, stdout=writing, stderr=errors
        )
        try:
            # wait4 and not getrusage: the latter tells the most of all children so far.
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise EngineError(f"{log}: fejlkode {process.returncode}: {lines[-1] if lines else 'ingen log'}")
    output = target.read_text(encoding="utf-8")
    source.unlink()
    target.unlink()
    return output, used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def _write(file: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = file.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(file)
