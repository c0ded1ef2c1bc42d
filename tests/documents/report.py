"""The figures of an evaluation as a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from tests.documents.evaluate import SURE, Outcome, page_seconds, readable, share
from tests.documents.truth import DATES, FIELDS, NUMBERS, READABLE, UNKNOWN

_GROUPS: Mapping[str, Sequence[str]] = {"amount": ("amount",), "date": DATES, "name": ("name",), "number": NUMBERS}
_ABOUT = """# How well claim documents are read

`make eval-documents` writes this page: it makes two sets of documents in `tests/documents/` with contents nobody has
and known truth, hands each to the reader, and compares. The first set is looked at while the reader is worked on; of
the held-out set, with other contents and other damage, only sums are told.

Kind, amount, date, name and number are counted over documents a person can read; a field that wasn't found counts as
wrong. Date: every field with a day; number: identity, card, invoice and flight. Amount: the total of an invoice or
bill. Wrong and certain: told with at least {sure:.0%} certainty but not what the paper says, or told although it
can't be seen; silent: such an amount without any flaw found in the picture. What each
field means: `tests/documents/truth.py`.

Aims: kind at least 97 %; amount, date, name and number at least 95 %; silent wrong amounts 0; a page within 3 s (p50).
"""


def page(sets: Mapping[str, Sequence[Outcome]], reader: str) -> str:
    """A chapter of sums, then the first set in detail."""
    first = next(iter(sets.values()))
    return "\n\n".join(
        [
            _ABOUT.format(sure=SURE).rstrip(),
            f"Reader: `{reader}`.",
            "## Both sets" if len(sets) > 1 else "## All",
            sums(sets),
            "## By kind\n\n" + table(first, "kind", lambda one: [one.document.kind]),
            "## By damage\n\n" + table(first, "damage", lambda one: one.document.damage or ("clean",)),
            "## By form\n\n" + table(first, "form", lambda one: [one.document.form]),
            "## By field\n\n" + by_field(first),
            "## Pictures nobody can read\n\n" + by_quality(first),
            "## What went wrong\n\n" + faults(first),
            "",
        ]
    )


def sums(sets: Mapping[str, Sequence[Outcome]]) -> str:
    """One row a set."""
    heads = (
        "set",
        "documents",
        "kind",
        *_GROUPS,
        "amounts wrong and certain",
        "silent",
        "s a page p50",
        "p95",
        "failed",
    )
    rows = []
    for name, outcomes in sets.items():
        wrong = sum(one.wrong_amount is not None for one in outcomes)
        silent = sum(one.silently_wrong for one in outcomes)
        seconds = [f"{page_seconds(outcomes, percent):.2f}" for percent in (50, 95)]
        failed = sum(bool(one.failure) for one in outcomes)
        rows.append([name, len(outcomes), *_figures(readable(outcomes)), wrong, silent, *seconds, failed])
    return _table(heads, rows)


def table(outcomes: Sequence[Outcome], head: str, sorts: Callable[[Outcome], Iterable[str]]) -> str:
    """One row for each sort, of the documents a person can read; a document may be of several sorts."""
    rows: dict[str, list[Outcome]] = {}
    for one in readable(outcomes):
        for sort in sorts(one):
            rows.setdefault(sort, []).append(one)
    lines = [_row(sort, rows[sort]) for sort in sorted(rows)]
    return _table((head, "documents", "kind", *_GROUPS, "silent"), [*lines, _row("**all**", readable(outcomes))])


def by_field(outcomes: Sequence[Outcome]) -> str:
    rows = []
    for code in FIELDS:
        there = [one for one in readable(outcomes) if code in one.document.fields]
        missing = sum(one.said(code) is None for one in there)
        wrong = [said for one in there if (said := one.said(code)) and not one.right(code)]
        certain = sum(said.sure >= SURE for said in wrong)
        if there:
            rows.append([code, len(there), _percent(*share(there, (code,))), missing, len(wrong), certain])
    return _table(("field", "to read", "right", "not found", "wrong", "wrong and certain"), rows)


def by_quality(outcomes: Sequence[Outcome]) -> str:
    """How many spoilt pictures were noticed, and how many good ones were blamed."""
    rows = []
    for quality, why in sorted({(one.document.quality, _why(one)) for one in outcomes}):
        these = [one for one in outcomes if (one.document.quality, _why(one)) == (quality, why)]
        silent = sum(one.silently_wrong for one in these)
        rows.append([quality, why, len(these), sum(one.flagged for one in these), silent])
    return _table(("quality", "how", "documents", "called flawed", "silent wrong amounts"), rows)


def faults(outcomes: Sequence[Outcome]) -> str:
    """Each document with something wrong, and what."""
    lines = [f"- {_title(one)}: {'; '.join(wrong)}" for one in outcomes if (wrong := list(_wrong(one)))]
    return "\n".join(lines) or "Nothing."


def _wrong(one: Outcome) -> Iterable[str]:
    if one.failure:
        yield f"failed with {one.failure}"
        return
    if one.document.quality == READABLE and not one.kind_right:
        yield f"taken for {one.read.kind if one.read else 'nothing'}"
    if one.document.quality == READABLE and one.document.kind != UNKNOWN and one.flagged and one.read:
        yield f"called {', '.join(one.read.flaws)}"
    if one.document.quality != READABLE and not one.flagged:
        yield "not called flawed"
    if one.silently_wrong and one.wrong_amount and "amount" not in one.document.fields:
        yield f"amount {one.wrong_amount.value} which isn't there"
    for code, true in one.document.fields.items():
        said = one.said(code)
        if one.document.quality == READABLE and not one.right(code):
            yield f"{code} {f'{said.value} ({said.sure:.2f})' if said else 'not found'} instead of {true}"


def _why(one: Outcome) -> str:
    """Of a readable one only whether it is anything: a blank page may well be called blank."""
    if one.document.quality == READABLE:
        return "of no kind" if one.document.kind == UNKNOWN else "of a kind"
    return ", ".join(one.document.damage)


def _title(one: Outcome) -> str:
    return f"**{one.document.file}** ({', '.join(one.document.damage) or 'clean'})"


def _row(title: str, outcomes: Sequence[Outcome]) -> list[object]:
    return [title, len(outcomes), *_figures(outcomes), sum(one.silently_wrong for one in outcomes)]


def _figures(outcomes: Sequence[Outcome]) -> list[str]:
    kind = _percent(sum(one.kind_right for one in outcomes), len(outcomes))
    return [kind, *(_percent(*share(outcomes, codes)) for codes in _GROUPS.values())]


def _percent(right: int, there: int) -> str:
    """Cut, not rounded, so that 100 % means all."""
    return f"{1000 * right // there / 10:.1f} %" if there else "–"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
