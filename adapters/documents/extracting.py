"""Reads the fields of a form: beside their labels, below them, or in the running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from adapters.documents import dates, money, numbers, words
from adapters.documents.forms import FieldForm
from adapters.documents.found import Reader, Value
from adapters.documents.labels import Hit
from adapters.documents.text import Sheet, Span
from insurance.claim_papers import PaperField

BESIDE, BELOW, IN_TEXT = 1.0, 0.96, 0.95  # how far a place is trusted
ALONE, LONE = 0.85, 6  # a date without a label; so many other letters may stand with it (a time, 日期)
CUT_NAME = 0.85
AGREED = 0.5  # by how much of what is missing a second place with the same value makes it surer
LONGER_WEAK = 0.5  # of a text of words its mean certainty counts so much, its weakest character the rest

READERS: Mapping[str, Reader] = {
    "name": words.read_name,
    "sex": words.read_sex,
    "words": words.read_words,
    "hospital": words.read_hospital,
    "bank": words.read_bank,
    "date": dates.read_date,
    "period_end": dates.read_date,
    "until": dates.read_until,
    "month": dates.read_month,
    "money": money.read_money,
    "id_number": numbers.read_id_number,
    "card_number": numbers.read_card_number,
    "invoice_number": numbers.read_invoice_number,
    "flight": numbers.read_flight,
    "baggage_tag": numbers.read_baggage_tag,
    "report_number": numbers.read_report_number,
    "licence_class": numbers.read_licence_class,
}
PERIODS = ("住院日期", "住院时间", "住院起止", "起止日期", "费用期间")  # labels of a first and a last day
SCANNED_TYPES = frozenset({"words", "name"})  # their letters are judged together, not by the worst one
WRAPPED = frozenset({"date", "period_end", "until"})
WHOLE_TEXT = frozenset(
    {"id_number", "card_number", "bank", "hospital"}
)  # looked for everywhere when no label leads to one


@dataclass(frozen=True)
class Read:
    value: str
    sure: float
    checked: bool = False


def read_field(field: FieldForm, hits: Sequence[Hit], sheet: Sheet) -> Read | None:
    """The best-placed value; surer where another place says the same, less where an equal one says something else."""
    reader = _reader(field)
    found = [read for read in _candidates(field, reader, hits, sheet) if read]
    if not found and field.name == PaperField.DATE:
        found = _lone_dates(sheet)
    if not found:
        return None
    checked = [read for read in found if read.checked]
    best = checked[0] if checked else found[0]
    if field.type == "name":
        best = _whole_name(best, found)
    again = sum(read.value == best.value for read in found) - 1
    sure = best.sure + (1 - best.sure) * AGREED * min(1, again)
    return Read(best.value, round(min(0.99, sure), 3), best.checked)


def _candidates(field: FieldForm, reader: Reader, hits: Sequence[Hit], sheet: Sheet) -> Iterator[Read | None]:
    for label in field.labels:
        for hit in hits:
            if hit.label == label:
                yield _at(field, reader, hit)
    for pattern in field.patterns:
        for match in pattern.finditer(sheet.flow.text):
            start, end = match.span("v")
            yield _read(field, reader, sheet.flow.cut(start, end), IN_TEXT)
            break
    if field.type in WHOLE_TEXT:
        yield _read(field, reader, sheet.flow, BELOW)


def _whole_name(best: Read, found: Sequence[Read]) -> Read:
    """Of a name and a longer one that begins with it the longer: a character was lost at the border of the first."""
    longer = [read for read in found if read.value.startswith(best.value) and len(best.value) < len(read.value) < 5]
    return Read(longer[0].value, min(longer[0].sure, CUT_NAME)) if longer and not best.value.isascii() else best


def _lone_dates(sheet: Sheet) -> list[Read]:
    """Dates that stand alone, the last first: a signature's, mostly."""
    found = []
    for row in reversed(sheet.rows):
        for cell in row:
            value = dates.read_date(cell.text)
            if value and len(re.sub(r"[\W_]", "", cell.text[: value.start] + cell.text[value.end :])) <= LONE:
                found.append(Read(value.value, round(ALONE * cell.span.weakest(value.start, value.end), 3)))
    return found[:1]


def _at(field: FieldForm, reader: Reader, hit: Hit) -> Read | None:
    if field.type == "period_end" and any(period in hit.label for period in PERIODS):
        reader = dates.read_period_end
    if field.type == "date" and any(period in hit.label for period in PERIODS):
        reader = dates.read_period_start
    beside = hit.beside
    if field.type == "words":
        beside = _going_on(hit)
    found = _read(field, reader, beside, BESIDE)
    if found:
        return found
    if field.type in SCANNED_TYPES and beside.text.strip(" :._-"):
        return None  # something stands there that couldn't be made out
    if field.type in WRAPPED and hit.below and (found := _read(field, reader, beside + hit.below[0], BELOW)):
        return found
    for span in (*hit.below, *_wrapped(field, hit)):
        if (found := _read(field, reader, span, BELOW)) and (field.type != "name" or _alone(found, span)):
            return found
    return None


def _wrapped(field: FieldForm, hit: Hit) -> Sequence[Span]:
    """A cell of a table whose text goes on in a second line."""
    return [one + other for one, other in combinations(hit.below[:4], 2)] if field.type in WRAPPED else []


def _alone(read: Read, span: Span) -> bool:
    """A name in a table fills its cell, but for its Latin form; one that begins a sentence doesn't."""
    rest = re.sub(r"[A-Za-z/\s.,]", "", span.text.replace(read.value, "", 1))
    return len(rest) < max(2, 0.6 * len(read.value))


def _going_on(hit: Hit) -> Span:
    """A list or a long sentence goes on below."""
    text = hit.beside
    for more in hit.following:
        listed = more.text.lstrip()[:1].isdigit() and more.text.lstrip()[1:2] in ".、,)"
        if not (listed or not text.text.strip()):
            break
        text += Span(" ", (1.0,)) + more
    return text


def _read(field: FieldForm, reader: Reader, span: Span, placed: float) -> Read | None:
    value: Value | None = reader(span.text)
    if value is None:
        return None
    seen = span.weakest(value.start, value.end)
    if field.type in SCANNED_TYPES:
        seen = LONGER_WEAK * span.mean(value.start, value.end) + (1 - LONGER_WEAK) * seen
    if value.checked:
        seen = 1.0
    return Read(value.value, round(value.sure * placed * seen, 3), value.checked)


def _reader(field: FieldForm) -> Reader:
    return READERS[field.type]
