"""What the fallback's threshold costs and saves, over whole answers on the development sets.

    .venv/actions/bin/python -m benchmarks.understanding.threshold

Each line has the questions answered right and wrong if a reading below that confidence were taken for unsure.
The threshold stands in ``config.yml``; it is chosen here, on the development sets and never on the test sets.
"""

from __future__ import annotations

from benchmarks.understanding import conversations, engines, folds, questions, verdicts
from benchmarks.understanding.engines import FALLBACK, OURS, Prediction

THRESHOLDS = (0.0, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85)


def above(prediction: Prediction, threshold: float) -> Prediction:
    """A prediction as the bot would take it with another threshold."""
    sure = [one for one in prediction["intent_ranking"] or [] if one["name"] != FALLBACK]
    if not sure:
        return prediction
    if float(sure[0]["confidence"]) >= threshold:
        return {**prediction, "intent": sure[0], "intent_ranking": sure}
    unsure = {"name": FALLBACK, "confidence": threshold}
    return {**prediction, "intent": unsure, "intent_ranking": [unsure, *sure]}


def main() -> None:
    """Measure and print."""
    asked = questions.load("dev")
    trained = engines.train(OURS, list(folds.sentences().items()))
    predictions = trained.predict(turn for question in asked for turn in question.turns)
    print("threshold  right  declined  wrong")
    for threshold in THRESHOLDS:
        counts = {"right": 0, "declined": 0, "wrong": 0}
        for question in asked:
            messages = [above(predictions[turn], threshold) for turn in question.turns]
            counts[verdicts.verdict_on(question, conversations.last_reply(messages)).name] += 1
        shares = (f"{count / len(asked):7.1%}" for count in counts.values())
        print(f"{threshold:9.2f}", *shares, flush=True)


if __name__ == "__main__":
    main()
