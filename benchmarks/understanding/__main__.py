"""Measure engines and print how well they understand: ``make evaluate``, or

.venv/actions/bin/python -m benchmarks.understanding [--engines all] [--set dev] [--seeds 3] [--write]
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

TODAY = "2026-11-22"
# Before anything asks for the day: what is expected was worked out for this one.
os.environ["INDSATS_TODAY"] = TODAY

import yaml  # noqa: E402

from benchmarks.understanding import (  # noqa: E402
    conversations,
    engines,
    folds,
    metrics,
    questions,
    report,
    slots,
    verdicts,
)
from benchmarks.understanding.engines import FALLBACK, OURS, Engine, EngineError, Prediction, Trained  # noqa: E402
from benchmarks.understanding.metrics import Guess, Judged, Runs  # noqa: E402
from benchmarks.understanding.questions import Question  # noqa: E402
from deploy.environments import ACTIONS, ROOT, run, say  # noqa: E402
from indsats import clock  # noqa: E402
from indsats.answers.texts import reply_texts  # noqa: E402
from indsats.language.mentions import to_entity  # noqa: E402
from indsats.language.resolver import load_resolver  # noqa: E402
from tests.e2e.grading import Result, Verdict, failures, one_answer  # noqa: E402

FOLDS, HELD_OUT = "folds", "held-out"
HELD_OUT_FILE = ROOT / "tests" / "held_out" / "intents.yml"
SECRET = frozenset({"test"})
"""Sets whose failures are not to be looked at."""
PARTS = ("style", "feature", "intent", "author")
PART_RESAMPLES = 400
TIMED = 200
"""Training sentences that are predicted in any case, for the time that a message takes."""


Told = Result[Question]


def guess(expected: str, prediction: Prediction) -> Guess:
    """The intent predicted; the likeliest is the one behind the fallback, where the engine was unsure."""
    said = prediction["intent"]
    ranking = [one for one in prediction["intent_ranking"] or [said] if one["name"] != FALLBACK] or [said]
    top = ranking[0]
    return Guess(expected, str(top["name"] or ""), float(top["confidence"] or 0), str(said["name"] or ""))


@cache
def looked_up(text: str) -> list[dict[str, Any]]:
    """The entities that our vocabulary finds in a message, for engines that find none or only some."""
    return [to_entity(mention) for mention in load_resolver().resolve(text, clock.today())]


def answered(
    question: Question, predictions: Mapping[str, Prediction], engine: Engine
) -> tuple[Judged, Told]:
    """Have the conversation that an engine's predictions lead to, and judge its last answer."""
    messages = [predictions[turn] for turn in question.turns]
    entities = messages[-1]["entities"] or []
    if engine is not OURS:
        messages = [{**message, "entities": looked_up(message["text"])} for message in messages]
    reply = conversations.last_reply(messages)
    verdict = verdicts.verdict_on(question, reply)
    answer, text = one_answer(reply)
    answer = answer or verdicts.NO_ANSWER
    judged = Judged(
        verdict=verdict.name,
        states=verdicts.states(answer),
        kind=answer["kind"],
        has_an_answer=question.has_an_answer,
        out_of_scope=question.intent == "out_of_scope",
        slots=slots.slots_found(question, answer),
        frame_right=slots.frame_right(question, answer),
        entities=slots.entities_found(question, entities) if engine.own_entities else slots.Found(),
    )
    # For those who look at failures: what it was taken for, and the text without what every first reply says.
    why = (f"taken for {messages[-1]['intent']['name']}", *verdict.why)
    said = text.removeprefix(reply_texts().get("disclosure"))
    return judged, Told(question, Verdict(verdict.name, why), said)


def measured(
    runs: Runs[Any], wanted: Mapping[str, Callable[[Sequence[Any]], float | None]], resamples: int
) -> dict[str, Any]:
    """Each metric with its interval, those that say nothing left out."""
    found = {name: metrics.interval(runs, metric, resamples) for name, metric in wanted.items()}
    return {name: value for name, value in found.items() if value is not None}


def on_questions(asked: Sequence[Question], trained: Sequence[Trained]) -> tuple[dict[str, Any], list[Told]]:
    """An engine's results on a set, over its trainings; and what became of each question in the first."""
    each: list[tuple[list[Judged], list[Guess]]] = []
    told: list[Told] = []
    for one in trained:
        predictions = one.predict(turn for question in asked for turn in question.turns)
        done = [answered(question, predictions, one.engine) for question in asked]
        read = [guess(question.intent, predictions[question.turns[-1]]) for question in asked]
        each.append(([judged for judged, _ in done], read))
        told = told or [why for _, why in done]
    judged = Runs(tuple(tuple(run) for run, _ in each))
    guesses = Runs(tuple(tuple(run) for _, run in each))

    def results(judged: Runs[Judged], guesses: Runs[Guess] | None, resamples: int) -> dict[str, Any]:
        overall = measured(judged, metrics.ANSWER_METRICS, resamples)
        if guesses:
            overall |= measured(guesses, metrics.INTENT_METRICS, resamples)
        return overall

    known = guesses.parts([bool(question.intent) for question in asked]).get(True)
    parts: dict[str, Any] = {}
    for part in PARTS:
        keys = [getattr(question, part) for question in asked]
        guessed = guesses.parts(keys)
        parts[part] = {
            key: {
                "count": len(of.each[0]),
                **results(of, guessed[key] if known else None, PART_RESAMPLES),
            }
            for key, of in judged.parts(keys).items()
        }
    found = {
        "count": len(asked),
        "overall": results(judged, known, metrics.RESAMPLES),
        "parts": {part: each for part, each in parts.items() if each},
        "curve": metrics.curve([one for run in known.each for one in run]) if known else [],
    }
    return found, told


def on_sentences(intents: Sequence[str], styles: Sequence[str], runs: Runs[Guess]) -> dict[str, Any]:
    """An engine's results on sentences of which only the intent is known."""
    parts = {"style": runs.parts(styles), "intent": runs.parts(intents)}
    return {
        "count": len(intents),
        "overall": measured(runs, metrics.INTENT_METRICS, metrics.RESAMPLES),
        "parts": {
            part: {
                key: {"count": len(of.each[0]), **measured(of, metrics.INTENT_METRICS, PART_RESAMPLES)}
                for key, of in each.items()
            }
            for part, each in parts.items()
            if each
        },
        "curve": metrics.curve([one for run in runs.each for one in run]),
    }


def on_folds(engine: Engine, seeds: Sequence[int | None], epochs: int | None) -> dict[str, Any]:
    """An engine's intents on the training sentences, each predicted by a training without its fold."""
    intents, fold = folds.sentences(), folds.read()
    runs = []
    for seed in seeds:
        predictions: dict[str, Prediction] = {}
        for out in range(folds.FOLDS):
            examples = [(text, intent) for text, intent in intents.items() if fold[text] != out]
            trained = engines.train(engine, examples, seed=seed, epochs=epochs)
            predictions |= trained.predict(text for text in intents if fold[text] == out)
        runs.append(tuple(guess(intent, predictions[text]) for text, intent in intents.items()))
    return on_sentences(list(intents.values()), [], Runs(tuple(runs)))


def on_held_out(trained: Sequence[Trained]) -> dict[str, Any]:
    """An engine's intents on the sentences in ``tests/held_out/intents.yml``."""
    sentences = yaml.safe_load(HELD_OUT_FILE.read_text(encoding="utf-8"))
    runs = []
    for one in trained:
        predictions = one.predict(sentence["text"] for sentence in sentences)
        runs.append(tuple(guess(said["intent"], predictions[said["text"]]) for said in sentences))
    intents, styles = ([sentence[part] for sentence in sentences] for part in ("intent", "style"))
    return on_sentences(intents, styles, Runs(tuple(runs)))


def seeds_of(engine: Engine, count: int) -> list[int | None]:
    """The seeds to train with. Ours begins with the one in config.yml, which is the bot that runs."""
    if not engine.seeded:
        return [None]
    return [None, *range(1, count)] if engine is OURS else list(range(1, count + 1))


def evaluate(
    engine: Engine, chosen: argparse.Namespace, sets: Mapping[str, Sequence[Question]]
) -> dict[str, Any]:
    """One engine's results. Failures are printed when they are wanted."""
    seeds = seeds_of(engine, chosen.seeds)
    examples = list(folds.sentences().items())
    trained = [engines.train(engine, examples, seed=seed, epochs=chosen.epochs) for seed in seeds]
    found: dict[str, Any] = {}
    for name, asked in sets.items():
        say(f"{engine.title}: {name}")
        found[name], told = on_questions(asked, trained)
        if chosen.show and (name not in SECRET or chosen.spoil):
            print(failures(told))
    if HELD_OUT in chosen.sets:
        found[HELD_OUT] = on_held_out(trained)
    if FOLDS in chosen.sets:
        say(f"{engine.title}: {FOLDS}")
        found[FOLDS] = on_folds(engine, seeds, chosen.epochs)
    trained[0].predict(text for text, _ in examples[:TIMED])
    cost = {**trained[0].cost, "milliseconds": trained[0].milliseconds()}
    return {"title": engine.title, "seeds": seeds, "cost": cost, "sets": found}


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding", description=__doc__)
    parser.add_argument(
        "--engines", default=OURS.name, help="all, or names with commas: ours,diet,logistic,nlpjs"
    )
    parser.add_argument(
        "--set",
        dest="sets",
        action="append",
        choices=[*questions.SETS, FOLDS, HELD_OUT],
        help="may be repeated",
    )
    parser.add_argument("--seeds", type=int, default=1, help="trainings with different seeds")
    parser.add_argument("--epochs", type=int, help="fewer than an engine's own, while developing")
    parser.add_argument("--show", action="store_true", help="print what was not right")
    parser.add_argument("--spoil", action="store_true", help="with --show also for the test set: spends it")
    parser.add_argument("--parts", action="store_true", help="print by style, feature, intent and author")
    parser.add_argument("--write", action="store_true", help="write results.json and docs/understanding.md")
    chosen = parser.parse_args(arguments)
    chosen.sets = chosen.sets or ["dev", "test", FOLDS]
    if chosen.show and SECRET & set(chosen.sets) and not chosen.spoil:
        parser.error("--show would spoil the test set; leave it out with --set dev, or add --spoil")
    if chosen.write and chosen.epochs:
        parser.error("results with fewer epochs are not to be written down")
    names = list(engines.ENGINES) if chosen.engines == "all" else chosen.engines.split(",")
    if unknown := [name for name in names if name not in engines.ENGINES]:
        parser.error(f"no such engine: {', '.join(unknown)}")
    chosen.engines = [engines.ENGINES[name] for name in names]
    return chosen


def load(names: Sequence[str]) -> dict[str, list[Question]]:
    """The sets of questions among some names; one without a file is said aloud."""
    found = {}
    for name in names:
        if name in questions.SETS:
            try:
                found[name] = questions.load(name)
            except FileNotFoundError as problem:
                say(f"springer over: {problem}")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. The exit code is 1 when an engine failed."""
    chosen = options(arguments)
    if folds.read() != folds.current():
        say("folds.json er forældet: kør python -m benchmarks.understanding.folds --write")
        return 1
    run(ACTIONS.python, "-m", "indsats.statistics.load", cwd=ROOT)
    sets = load(chosen.sets)
    results: dict[str, Any] = {}
    failed = False
    for engine in chosen.engines:
        if lacking := engine.missing():
            say(f"springer over {engine.title}: {lacking}")
            continue
        try:
            results[engine.name] = evaluate(engine, chosen, sets)
        except EngineError as problem:
            say(f"{engine.title} kunne ikke måles: {problem}")
            failed = True
    if results:
        print(report.tables({"engines": results}))
    if chosen.parts:
        for name, found in results.items():
            for part, of in found["sets"].items():
                print(f"\n{name}: {part}\n{report.parts(of)}")
    if chosen.write:
        data = engines.digest(sorted(folds.sentences()))
        new = {"training": {"sentences": len(folds.sentences()), "fingerprint": data}, "engines": results}
        report.write(report.merged(report.read(), new))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
