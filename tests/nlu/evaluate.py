"""How well the trained model reads the blind set. Rasa's environment (3.10): `python -m tests.nlu.evaluate`.

Prints figures per language as JSON lines, then the commonest confusions. A blind sentence that also stands in the
training data word for word is left out of every figure. Milliseconds are of the whole parse, on one thread.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import resource
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MODEL = ROOT / "models/rasa/lingbao.tar.gz"
FALLBACK = "nlu_fallback"
OUT = "out_of_scope"
LANGUAGES = ("zh", "en")
# The blind sets were written while these were one intent, so there each of them is a right reading of it.
SPLIT_SINCE = {
    "report_claim": {"claim_status", "claim_materials", "claim_done", "claim_withdraw", "claim_appeal"},
}
HEARD = {"affirm", "deny", "inform", "correct_answer", FALLBACK}  # one action takes all of these, by what they say


@dataclass(frozen=True)
class Reading:
    """One sentence, what it means and what the model took it for (`read`: `nlu_fallback` when unsure)."""

    text: str
    intent: str
    read: str
    milliseconds: float


def unseen_sentences(name: str, language: str) -> list[tuple[str, str]]:
    """(text, intent) of a set (`blind` or `dev`) in one language, without what stands in the training data."""
    known = training_sentences()
    stored: dict[str, list[str]] = yaml.safe_load((HERE / f"{name}_{language}.yml").read_text(encoding="utf-8"))
    return [(text, intent) for intent, texts in stored.items() for text in texts if plain(text) not in known]


def training_sentences() -> frozenset[str]:
    """Every example of `nlu_data/nlu`, as `plain` makes them."""
    found = []
    for path in (ROOT / "nlu_data/nlu").glob("*.yml"):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            found += [plain(line.removeprefix("- ")) for line in entry["examples"].splitlines()]
    return frozenset(found)


def plain(text: str) -> str:
    """A sentence without what hardly counts as a difference: case, spaces around it, closing punctuation."""
    return text.strip().casefold().rstrip("。.!！?？~ ")


async def read_all(sentences: Iterable[tuple[str, str]], model: Path = MODEL) -> list[Reading]:
    """What the model makes of each sentence."""
    import structlog
    from rasa.core.agent import Agent  # only in Rasa's environment

    # Rasa's own setting writes every sentence and its reading: a blind set that is read is no longer blind.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    agent = Agent.load(str(model))
    await agent.parse_message("你好")  # opens what is opened once
    readings = []
    for text, intent in sentences:
        began = time.perf_counter()
        parsed = (await agent.parse_message(text))["intent"]
        readings.append(Reading(text, intent, parsed["name"], (time.perf_counter() - began) * 1000))
    return readings


def as_written(reading: Reading) -> Reading:
    """The reading by the intents there were when the blind sets were written."""
    return replace(reading, read=reading.intent) if reading.read in SPLIT_SINCE.get(reading.intent, ()) else reading


def share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def figures(readings: Sequence[Reading]) -> dict[str, float]:
    """Shares between 0 and 1: of all sentences unless the name says otherwise.

    An unsure reading is never right, except of an out-of-scope sentence: the customer is asked what is meant,
    and nothing is done.
    """
    outside = [r for r in readings if r.intent == OUT]
    inside = [r for r in readings if r.intent != OUT]
    return {
        "sentences": len(readings),
        "accuracy": share(sum(r.read == r.intent for r in readings), len(readings)),
        "right_action": share(sum(r.read == r.intent or {r.read, r.intent} <= HEARD for r in readings), len(readings)),
        "macro_f1": macro_f1(readings),
        "unsure": share(sum(r.read == FALLBACK for r in readings), len(readings)),
        "misread": share(sum(r.read not in (r.intent, FALLBACK) for r in readings), len(readings)),
        "out_of_scope": len(outside),
        "out_of_scope_accepted": share(sum(r.read not in (OUT, FALLBACK) for r in outside), len(outside)),
        "in_scope_turned_away": share(sum(r.read == OUT for r in inside), len(inside)),
        "ms_p50": round(statistics.median(r.milliseconds for r in readings), 1),
        "ms_p95": round(statistics.quantiles((r.milliseconds for r in readings), n=20)[-1], 1),
    }


def macro_f1(readings: Sequence[Reading]) -> float:
    """The mean over the intents of the blind set; an unsure reading counts as missed."""
    scores = []
    for intent in {r.intent for r in readings}:
        right = sum(r.read == r.intent == intent for r in readings)
        meant, read = sum(r.intent == intent for r in readings), sum(r.read == intent for r in readings)
        scores.append(2 * right / (meant + read))
    return round(sum(scores) / len(scores), 3)


def confusions(readings: Sequence[Reading]) -> list[tuple[str, str, int, list[str]]]:
    """(meant, read, how often, the sentences), commonest first."""
    wrong = [r for r in readings if r.read != r.intent]
    count = Counter((r.intent, r.read) for r in wrong)
    texts = defaultdict(list)
    for r in wrong:
        texts[r.intent, r.read].append(r.text)
    return [(meant, read, number, texts[meant, read]) for (meant, read), number in count.most_common()]


def megabytes() -> int:
    """The most memory this process has held: Rasa with the model, without its server."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--set", choices=("blind", "dev"), default="blind")
    parser.add_argument("--show", action="store_true", help="the misread sentences too: they are no longer blind then")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    by_language = {language: unseen_sentences(options.set, language) for language in LANGUAGES}
    readings = asyncio.run(read_all([one for some in by_language.values() for one in some], options.model))
    if options.set == "blind":
        readings = [as_written(reading) for reading in readings]
    border = len(by_language["zh"])
    for name, some in (("zh", readings[:border]), ("en", readings[border:]), ("both", readings)):
        print(json.dumps({"language": name, **figures(some), "megabytes": megabytes()}))
    for meant, read, number, texts in confusions(readings):
        print(f"{number:3} {meant} -> {read}", *(texts if options.show else ()), sep="  ")


if __name__ == "__main__":
    main()
