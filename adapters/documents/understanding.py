"""From the pages of a document to its kind, its fields and its flaws."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from adapters.documents import flights
from adapters.documents.amounts import read_amount
from adapters.documents.extracting import Read, read_field
from adapters.documents.forms import FieldForm, Forms, load_forms
from adapters.documents.kinds import Kinds, load_kinds
from adapters.documents.labels import Hit
from adapters.documents.numbers import birth_in, sex_in
from adapters.documents.pages import Page
from adapters.documents.text import Sheet, sheet
from adapters.documents.words import hospitals
from insurance.claim_papers import UNKNOWN_KIND, Flaw, PaperField, ReadableKind

MUST_HAVE = {  # without one of these the document is of no use: most of it isn't on the picture
    ReadableKind.IDENTITY_CARD: (PaperField.ID_NUMBER, PaperField.VALID_UNTIL),
    ReadableKind.MEDICAL_INVOICE: (PaperField.AMOUNT,),
    ReadableKind.ITEMISED_BILL: (PaperField.AMOUNT,),
    ReadableKind.BANK_CARD: (PaperField.CARD_NUMBER,),
    ReadableKind.DELAY_CERTIFICATE: (PaperField.FLIGHT,),
    ReadableKind.BOARDING_PASS: (PaperField.FLIGHT,),
}
ALWAYS = {ReadableKind.OUTPATIENT_RECORD.value: "outpatient", ReadableKind.DISCHARGE_SUMMARY.value: "inpatient"}
DOUBTED = 0.55  # most that a value is sure which contradicts another
NOT_PAST = frozenset({PaperField.VALID_UNTIL})
IN_STAMP = 0.7  # a hospital named in red only
WITH_FLAW = 0.8  # most that an amount is sure on a blurred, small or dark picture
CURRENCIES = (
    ("USD", r"US\$|\bUSD\b"), ("EUR", r"€|\bEUR\b"), ("GBP", r"£|\bGBP\b"), ("HKD", r"HK\$|\bHKD\b|港币"),
    ("SGD", r"S\$|\bSGD\b"), ("THB", r"฿|\bTHB\b"), ("JPY", r"\bJPY\b|円"), ("AUD", r"A\$|\bAUD\b"),
    ("CAD", r"C\$|\bCAD\b"), ("KRW", r"₩|\bKRW\b"), ("MYR", r"\bMYR\b|\bRM\s?\d"), ("USD", r"(?<![A-Z])\$"),
    ("CNY", r"¥|\bCNY\b|\bRMB\b|人民币|元|圆"),
)  # fmt: skip


def understand(pages: Sequence[Page]) -> dict[str, Any]:
    """A ReadDocument as JSON."""
    text = sheet(pages)
    flaws = {Flaw(flaw) for page in pages for flaw in page.flaws}
    if any(page.lines for page in pages):
        flaws.discard(Flaw.BLANK)  # the back of a sheet
    kind, sure = _kinds().tell(text)
    fields: dict[str, Read] = {}
    if kind != UNKNOWN_KIND:
        fields = _fields(kind, text, sharp=not flaws)
        flaws |= _missing(kind, fields, pages)
    elif not flaws and sum(len(line.text) for page in pages for line in page.lines) < 8:
        flaws.add(Flaw.UNREADABLE)
    return {
        "kind": kind,
        "kind_sure": sure,
        "fields": {name: (read.value, read.sure) for name, read in fields.items()},
        "flaws": [flaw.value for flaw in Flaw if flaw in flaws],
        "turned": pages[0].turned if pages else 0,
        "pages": len(pages),
    }


@functools.cache
def _kinds() -> Kinds:
    return load_kinds()


@functools.cache
def _forms() -> Forms:
    return load_forms()


def _fields(kind: str, text: Sheet, *, sharp: bool) -> dict[str, Read]:
    form = _forms().of(kind)
    hits = form.labels.find(text)
    found = {field.name: read for field in form.fields if (read := _field(kind, field, hits, text, sharp))}
    if PaperField.AMOUNT in found:
        found[PaperField.CURRENCY] = Read(*_currency(text))
        if not sharp:
            found[PaperField.AMOUNT] = _at_most(found[PaperField.AMOUNT], WITH_FLAW)
    _against_each_other(found)
    return found


def _field(kind: str, field: FieldForm, hits: Sequence[Hit], text: Sheet, sharp: bool) -> Read | None:
    match field.type:
        case "amount":
            return read_amount(field, hits, text, sharp=sharp)
        case "delay":
            return flights.read_delay(field, hits, text)
        case "cancelled":
            return flights.read_cancelled(field, hits, text)
        case "matter":
            return flights.read_matter(field, hits, text)
        case "visit":
            return _visit(kind, text)
        case "hospital":
            return _hospital(read_field(field, hits, text), text)
        case _:
            return read_field(field, hits, text)


def _visit(kind: str, text: Sheet) -> Read | None:
    if kind in ALWAYS:
        return Read(ALWAYS[kind], 0.97)
    inpatient = len(re.findall(r"(?i)住院|入院|出院|inpatient|admission|discharge", text.flow.text))
    outpatient = len(re.findall(r"(?i)门诊|急诊|outpatient|out-patient|emergency|clinic", text.flow.text))
    if not inpatient and not outpatient:
        return Read("outpatient", 0.7)  # who was in hospital finds it on every line
    less, more = sorted((inpatient, outpatient))
    return Read("inpatient" if inpatient > outpatient else "outpatient", round(0.97 - 0.45 * less / more, 3))


def _hospital(read: Read | None, text: Sheet) -> Read | None:
    """The name most often on the document; one at a label counts for two."""
    named = Counter(value.value for row in text.rows for cell in row for value in hospitals(cell.text))
    if not read:
        stamped = hospitals(text.stamps)
        return Read(stamped[0].value, IN_STAMP) if stamped else None
    named[read.value] += 2
    best, count = max(named.items(), key=lambda each: (each[1], each[0] == read.value))
    return Read(best, 0.97 if count > 3 else read.sure)


def _currency(text: Sheet) -> tuple[str, float]:
    if len(re.findall("[一-鿿]", text.flow.text)) > len(re.findall("[A-Za-z]", text.flow.text)):
        return ("HKD", 0.8) if re.search("港[币元]", text.flow.text) else ("CNY", 0.95)
    for code, sign in CURRENCIES:
        if re.search(sign, text.flow.text):
            return code, 0.95 if code == "CNY" else 0.9
    return "CNY", 0.3


def _against_each_other(found: dict[str, Read]) -> None:
    """An identity number knows birth and sex; days come in their order and none is still to come."""
    number = found.get(PaperField.ID_NUMBER)
    if number and number.checked:
        for name, told in ((PaperField.BIRTH, birth_in(number.value)), (PaperField.SEX, sex_in(number.value))):
            if name in found:
                found[name] = Read(told, 0.99) if found[name].value == told else _at_most(found[name], DOUBTED)
    latest = (date.today() + timedelta(days=1)).isoformat()  # noqa: DTZ011 - a day more covers every time zone
    for name, read in list(found.items()):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", read.value) and read.value > latest and name not in NOT_PAST:
            found[name] = _at_most(read, DOUBTED)
    first, last = found.get(PaperField.ADMISSION_DATE), found.get(PaperField.DISCHARGE_DATE)
    if first and last and first.value > last.value:
        found[PaperField.ADMISSION_DATE], found[PaperField.DISCHARGE_DATE] = (
            _at_most(first, DOUBTED),
            _at_most(last, DOUBTED),
        )
    birth, day = found.get(PaperField.BIRTH), found.get(PaperField.DATE)
    if birth and day and birth.value == day.value:
        found[PaperField.DATE] = _at_most(day, DOUBTED)


def _at_most(read: Read, most: float) -> Read:
    return Read(read.value, min(read.sure, most), read.checked)


def _missing(kind: str, fields: dict[str, Read], pages: Sequence[Page]) -> set[Flaw]:
    """What the kind must have isn't there and text runs into the border: the rest isn't on the picture.
    An invoice without its total is a part of one."""
    needed = MUST_HAVE.get(ReadableKind(kind), ())
    if not needed or any(name in fields for name in needed):
        return set()
    told = any(page.flaws for page in pages)
    return {Flaw.CUT_OFF} if any(page.edges for page in pages) or (PaperField.AMOUNT in needed and not told) else set()
