"""Train the language model when, and only when, something it depends on has changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from deploy.environments import ROOT, say

MODELS = ROOT / "models"
DEPENDS_ON = (
    "config.yml",
    "domain.yml",
    "data/**/*.yml",
    "bot/nlu/*.py",
    "indsats/language/*.py",
    "indsats/periods.py",
    "knowledge/areas/*",
    "knowledge/terms/*",
    "knowledge/glossary.yaml",
    "knowledge/case.yaml",
    "knowledge/obligations/sources.yaml",
    "knowledge/statistics/catalogue.yaml",
    "knowledge/writing/*.yaml",
    "requirements/bot.txt",
)
"""What the trained model is made from: the examples, the code that reads them and the vocabulary."""


class TrainingError(Exception):
    """Training failed; the message is one line."""


def fingerprint(root: Path = ROOT) -> str:
    """A short digest of everything in `DEPENDS_ON`."""
    digest = hashlib.sha256()
    for pattern in DEPENDS_ON:
        for path in sorted(root.glob(pattern)):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def ensure_trained(python: Path, environment: Mapping[str, str]) -> Path:
    """The model for the project as it is now, trained if there is none yet.

    Raises:
        TrainingError: if Rasa could not train; its output is in ``var/log/training.log``.
    """
    name = f"indsatsbot-{fingerprint()}"
    trained = MODELS / f"{name}.tar.gz"
    if trained.exists():
        return trained
    say("træner sprogmodellen (ca. et minut)")
    MODELS.mkdir(exist_ok=True)
    log = ROOT / "var" / "log" / "training.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    # Rasa keeps trained parts by the sentences alone, and would give back what learnt from forms that are no
    # more.
    command = [str(python), "-m", "rasa", "train", "--force"]
    command += ["--fixed-model-name", name, "--out", str(MODELS)]
    with log.open("wb") as output:
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=output, stderr=output, check=False
        )
    if done.returncode or not trained.exists():
        raise TrainingError(f"Sprogmodellen kunne ikke trænes; se {log.relative_to(ROOT)}.")
    for old in MODELS.glob("indsatsbot-*.tar.gz"):
        if old != trained:
            old.unlink()
    return trained
