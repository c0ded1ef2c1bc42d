"""What was measured of the understanding, as a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.nlu.facts import MAIN_KINDS, FactCase, exact_by_kind, rates_by_type

WORDS = {
    "product": "**this product**: meaning and characters, least-squares kernel machine (`config.yml`)",
    "both_logistic": "meaning and characters, logistic regression",
    "meaning_logistic": "meaning, logistic regression",
    "characters_logistic": "characters, logistic regression",
    "characters_diet": "characters, DIET",
}
ABOUT = """# How well Lingbao understands

`make eval-nlu` writes this page. The blind sets (`tests/nlu/blind_*.yml`) were written from the intents' descriptions
([intents](intents.md)) and from the fact types, by others than the training data and the readers, and are never read by
who writes those. They are older than the intents for the progress, materials, end, withdrawal and appeal of a
claim: each of these is a right reading of what was `report_claim` then. Sentences that stand in the training data word
for word are left out. The development set
(`tests/nlu/dev_*.yml`) is what thresholds were chosen on and what may be looked at.

Aims: intent accuracy at least 92 % in each language, at most 5 % of out-of-scope accepted, 97 % of the sentences about
dates, money, ages and relations read exactly; 15 ms p50 and 25 ms p95 a message on one thread; training within 90 s.

## Intents

An unsure reading (asked back) counts as wrong, except of an out-of-scope sentence. "Misread" is surely wrong. Training
seconds are from nothing, on two cores; megabytes are the most that Rasa with the NLU model held.

"""


@dataclass(frozen=True)
class Measured:
    """One pipeline: its figures by language (`zh`, `en`, `both`), and who was taken for whom, commonest first."""

    name: str
    training_seconds: float
    figures: Mapping[str, Mapping[str, float]]
    confused: tuple[str, ...]


def table(measured: Sequence[Measured]) -> str:
    rows = [
        "| pipeline | zh | en | macro-F1 | misread | unsure | out-of-scope accepted | ms p50 · p95 | training s | MB |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for one in measured:
        both = one.figures["both"]
        rows.append(
            f"| {WORDS.get(one.name, one.name)} | {_percent(one.figures['zh']['accuracy'])} | "
            f"{_percent(one.figures['en']['accuracy'])} | {both['macro_f1']:.3f} | {_percent(both['misread'])} | "
            f"{_percent(both['unsure'])} | {_percent(both['out_of_scope_accepted'])} | "
            f"{both['ms_p50']:.0f} · {both['ms_p95']:.0f} | {one.training_seconds:.0f} | {both['megabytes']:.0f} |"
        )
    return "\n".join(rows)


def page(measured: Sequence[Measured]) -> str:
    """The intents' part of the page; `facts` is the other."""
    own = measured[-1]
    sentences = {name: int(one["sentences"]) for name, one in own.figures.items()}
    counted = f"{sentences['zh']} Chinese and {sentences['en']} English sentences.\n\n"
    confused = "\n".join(f"- {line}" for line in own.confused[:25])
    return ABOUT + counted + table(measured) + "\n\n### The confusions that remain\n\n" + confused + "\n\n"


FACTS = "## Facts\n\n"
ABOUT_FACTS = """A sentence counts when every fact of it and no other is read. Two blind sets: of the misses of the
first, the readers' developers were once told the classes, in the abstract and without a sentence; of the later one,
written afterwards by somebody else, nothing. So the later set says what to expect of new customers.

"""


def facts(first: Sequence[FactCase], later: Sequence[FactCase]) -> str:
    """The part of the page about facts, from its heading."""
    rows = ["| about | first set | exact | later set | exact |", "|---|---|---|---|---|"]
    known, new = exact_by_kind(first), exact_by_kind(later)
    for kind, (number, right) in known.items():
        again = f"{new[kind][0]} | {_percent(new[kind][1])}" if kind in new else " | "
        rows.append(f"| {kind} | {number} | {_percent(right)} | {again} |")
    mains = [[case for case in cases if case.kind in MAIN_KINDS] for cases in (first, later)]
    cells = " | ".join(f"{len(main)} | **{_percent(exact(main))}**" for main in mains)
    rows.append(f"| **dates, money, ages, relations** | {cells} |")
    rows += ["", "Of the first set:", "", "| fact | wanted | precision | recall |", "|---|---|---|---|"]
    for kind, rates in rates_by_type(first).items():
        rows.append(f"| {kind} | {rates.wanted} | {_percent(rates.precision)} | {_percent(rates.recall)} |")
    return FACTS + ABOUT_FACTS + "\n".join(rows) + "\n"


def exact(cases: Sequence[FactCase]) -> float:
    """Share between 0 and 1."""
    return sum(case.exact for case in cases) / len(cases) if cases else 0.0


def _percent(value: float) -> str:
    return f"{value * 100:.1f} %"
