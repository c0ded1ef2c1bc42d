"""The amount of an invoice or bill. It is sure only where a second reading says the same.

Second readings: the amount in words (大写), the sum of the items, the parts it was paid in, another place with the
same total.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from adapters.documents.extracting import Read
from adapters.documents.forms import FieldForm
from adapters.documents.labels import Hit
from adapters.documents.money import Figure, capitals, figures
from adapters.documents.text import Cell, Sheet, Span

IN_WORDS, BY_PARTS, TWICE, TYPED, VERY_CLEAR = 0.98, 0.96, 0.93, 0.95, 0.9
UNCONFIRMED = 0.85  # most for a single reading
CLEAR = 0.995  # certainty of its least certain character that needs no second reading
GUESSED = 0.6  # most for a figure whose decimals or marks weren't all there
CONTRADICTED = 0.5
PAID_BY = (
    r"医保统筹基金支付|医保统筹支付|统筹基金支付|统筹支付|医保基金支付|医保支付|基金支付",
    r"其他支付|其它支付|大病支付|补充支付",
    r"个人账户支付|个人帐户支付|账户支付|帐户支付|个人账户",
    r"个人现金支付|现金支付|个人支付|自费现金|现金",
)
MONEY_CELL = re.compile(r"^[¥Y]?\s?-?[\d,]+[.,]\d\d\s?元?$")
NEAR = 1.6  # heights of a line within which right edges or middles stand in one column


@dataclass(frozen=True)
class _Total:
    amount: Decimal
    seen: float
    clean: bool
    row: int


def read_amount(field: FieldForm, hits: Sequence[Hit], sheet: Sheet, *, sharp: bool) -> Read | None:
    totals = list(_totals(field, hits))
    worded = {figure.amount for figure in capitals(sheet.flow.text)}
    if not totals:
        return Read(f"{min(worded):.2f}", 0.8) if len(worded) == 1 else None
    agreed = next((total for total in totals if total.amount in worded), None)
    if agreed:
        return Read(f"{agreed.amount:.2f}", IN_WORDS)
    sums = _sums(sheet) | _parts(sheet)
    if worded:
        return _contradicted(totals, worded, sums)
    for total in totals:
        if total.amount in sums:
            return Read(f"{total.amount:.2f}", BY_PARTS)
    return _single(totals, sheet, sharp)


def _single(totals: Sequence[_Total], sheet: Sheet, sharp: bool) -> Read:
    first = totals[0]
    if any(other.amount == first.amount and other.row != first.row for other in totals):
        return Read(f"{first.amount:.2f}", TWICE if first.clean else GUESSED)
    if not first.clean:
        return Read(f"{first.amount:.2f}", min(GUESSED, first.seen))
    if sheet.typed:
        return Read(f"{first.amount:.2f}", TYPED)
    if sharp and first.seen >= CLEAR and len({total.amount for total in totals}) == 1:
        return Read(f"{first.amount:.2f}", VERY_CLEAR)
    return Read(f"{first.amount:.2f}", round(min(UNCONFIRMED, first.seen), 3))


def _contradicted(totals: Sequence[_Total], worded: set[Decimal], sums: set[Decimal]) -> Read:
    """Words and figures differ: one was misread, or somebody changed it. Nobody is told it was sure."""
    summed = [amount for amount in (*worded, *(total.amount for total in totals)) if amount in sums]
    best = summed[0] if summed else totals[0].amount
    return Read(f"{best:.2f}", CONTRADICTED)


def _totals(field: FieldForm, hits: Sequence[Hit]) -> Iterator[_Total]:
    """What stands at the labels of a total, the better label first."""
    for label in field.labels:
        for hit in reversed([hit for hit in hits if hit.label == label]):  # the last of several is the whole
            found = _figure_in(hit.beside)
            for span in () if found or capitals(hit.beside.text) else hit.below:
                if found := _figure_in(span):
                    break
            if found:
                figure, seen = found
                yield _Total(figure.amount, seen, figure.clean, hit.row)


def _figure_in(span: Span) -> tuple[Figure, float] | None:
    every = [figure for figure in figures(span.text) if figure.amount > 0]
    if not every:
        return None
    marked = [figure for figure in every if figure.clean] or every
    figure = marked[0] if len(marked) == 1 or marked[0].marked else max(marked, key=lambda each: each.amount)
    return figure, span.weakest(figure.start, figure.end)


def _parts(sheet: Sheet) -> set[Decimal]:
    """What was paid by insurance, account and in cash, together."""
    found = []
    for names in PAID_BY:
        match = re.search(rf"(?:{names})(?:金额)?[^\d\-]{{0,4}}(?P<v>[\d,]+\.\d\d)", sheet.flow.text)
        found.append(Decimal(match["v"].replace(",", "")) if match else None)
    told = [amount for amount in found if amount is not None]
    return {sum(told, Decimal(0))} if len(told) > 1 else set()


def _sums(sheet: Sheet) -> set[Decimal]:
    """Sums of each column of amounts and of each two of them, up to every row."""
    cells = [
        (number, cell) for number, row in enumerate(sheet.rows) for cell in row if MONEY_CELL.match(cell.text.strip())
    ]
    columns = [_column(cells, of) for of in range(len(cells))]
    distinct = {tuple(column): column for column in columns if len(column) > 1}
    runs = [list(_runs(column)) for column in distinct.values()]
    found = {amount for run in runs for _, amount in run}
    for one, other in itertools.combinations(runs[:8], 2):
        found |= {first + second for row, first in one for at, second in other if abs(row - at) <= 1}
    return found


def _column(cells: Sequence[tuple[int, Cell]], of: int) -> list[tuple[int, Decimal]]:
    _, lead = cells[of]
    return [
        (number, _amount(cell)) for number, cell in cells
        if abs(cell.right - lead.right) < NEAR * lead.height or abs(cell.left - lead.left) < NEAR * lead.height / 2
    ]  # fmt: skip


def _runs(column: Sequence[tuple[int, Decimal]]) -> Iterator[tuple[int, Decimal]]:
    """The sums from the first amount on, at least two of them."""
    total = Decimal(0)
    for place, (row, amount) in enumerate(column):
        total += amount
        if place:
            yield row, total


def _amount(cell: Cell) -> Decimal:
    whole = re.sub(r"[^\d.,\-]", "", cell.text).replace(",", ".")
    head, _, cents = whole.rpartition(".")
    return Decimal(f"{head.replace('.', '')}.{cents}")
