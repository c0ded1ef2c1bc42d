"""Finds the labels of a form and what stands beside and below each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adapters.documents.text import GAP, Cell, Row, Sheet, Span

SURE_LABELS = frozenset(
    [
        "姓名",
        "性别",
        "年龄",
        "出生",
        "民族",
        "住址",
        "科室",
        "科别",
        "床号",
        "电话",
        "旅客姓名",
        "患者姓名",
        "病人姓名",
        "出生日期",
        "公民身份号码",
        "住院号",
        "门诊号",
        "交款人",
        "死者姓名",
        "报警人",
        "报案人",
        "证号",
        "国籍",
    ]
)  # known even between other characters, with no sign around them
LONG = 4  # Chinese characters from which a label is known without a sign around it
AFTER = re.compile(r"^\s*(?:[(\[][^()\[\]]{1,8}[)\]])?\s*(?:[:.;|]|-(?!\d))?\s*")
BELOW_ROWS, BELOW_FAR = 3, 4.2  # rows further down, and how many heights of the label
HALF_ROW = 1.5  # heights of the label between its middle and that of a value half a row off
TITLE = re.compile(
    r"(?:证明书?|病历|小结|记录|清单|票据|收据|登机牌|回执单?|认定书|驾驶证|身份证|发票|certificate|record|summary|report|bill|pass)\W*$",
    re.I,
)


@dataclass(frozen=True)
class Hit:
    """One label on the sheet.

    Attributes:
        beside: what follows it on its row up to the next label.
        below: what stands under it, the nearest first, each alone.
        row: its row's number.
    """

    label: str
    row: int
    beside: Span
    below: tuple[Span, ...]
    following: tuple[Span, ...]  # rows after it without labels: a text that goes on


@dataclass(frozen=True)
class _Mark:
    label: str
    cell: int
    start: int
    end: int  # of the label with its sign


class Labels:
    """All labels that may stand on a kind of document."""

    def __init__(self, labels: Iterable[str]) -> None:
        self._known = {_key(label): label for label in labels}
        ordered = sorted(set(self._known.values()), key=lambda label: -len(label))
        self._pattern = re.compile("|".join(_shape(label) for label in ordered), re.IGNORECASE)

    def find(self, sheet: Sheet) -> list[Hit]:
        marked = [self._marks(row) for row in sheet.rows]
        return [
            _hit(sheet.rows, marked, number, place)
            for number, marks in enumerate(marked)
            for place in range(len(marks))
        ]

    def _marks(self, row: Row) -> list[_Mark]:
        found = []
        for number, cell in enumerate(row):
            last = 0
            for match in self._pattern.finditer(cell.text):
                translated = (
                    bool(found) and found[-1].cell == number and not cell.text[last : match.start()].strip(" /|:(")
                )
                if translated or _is_label(cell.text, match):
                    last = match.end()
                    sign = AFTER.match(cell.text[match.end() :])
                    end = match.end() + (sign.end() if sign else 0)
                    found.append(_Mark(self._known[_key(match[0])], number, match.start(), end))
        return found


def _key(label: str) -> str:
    return re.sub(r"[\s.#]", "", label).lower()


def _shape(label: str) -> str:
    letters = [re.escape(c) for c in re.sub(r"\s", "", label)]
    inner = r"\.?\s*".join(letters) if label[0].isascii() and label[0].isalpha() else r"\s*".join(letters)
    before = r"(?<![A-Za-z])" if label[0].isascii() and label[0].isalpha() else ""
    after = r"(?![a-z])" if label[-1].isascii() and label[-1].isalpha() else ""
    return before + inner + after


def _is_label(text: str, match: re.Match[str]) -> bool:
    """A word of the form, not the same word in a sentence."""
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    if TITLE.search(text) and len(text) < 24 and ":" not in after:
        return False
    sign = re.match(r"\s*(?:[(\[/][^()\[\]]{1,12}[)\]]?)?\s*[:|#]", after)
    if sign:
        return True
    alone = not after.strip() or re.match(r"\s*[(\[/]", after) or after[0].isspace()
    name = re.sub(r"\s", "", match[0])
    chinese = ord(name[-1]) > 0x2E7F or name[-1] == ")"
    if name in SURE_LABELS:
        return True
    follows_word = (
        bool(before)
        and (ord(before[-1]) > 0x2E7F if chinese else before[-1].isalnum())
        and before == text[: match.start()]
    )
    if alone:
        return not follows_word or (chinese and len(name) >= LONG)
    if not before:
        if not chinese:
            return bool(re.match(r"[\s.]*[^A-Za-z\s]", after)) or len(name) > 7
        return ord(after.lstrip()[0]) < 0x2E7F or len(name) >= LONG
    return chinese and len(name) >= LONG and (ord(after.lstrip()[0]) < 0x2E7F or not follows_word)


def _hit(rows: Sequence[Row], marked: Sequence[Sequence[_Mark]], number: int, place: int) -> Hit:
    row, mark = rows[number], marked[number][place]
    after = marked[number][place + 1] if place + 1 < len(marked[number]) else None
    cell = row[mark.cell]
    stop = after.start if after and after.cell == mark.cell else None
    beside = cell.span.cut(mark.end, stop)
    if stop is None:
        for other in range(mark.cell + 1, len(row)):
            if after and other == after.cell:
                beside += Span(GAP, (1.0, 1.0)) + row[other].span.cut(0, after.start)
                break
            beside += Span(GAP, (1.0, 1.0)) + row[other].span
    left, right = cell.across(mark.start, mark.end)
    return Hit(
        mark.label, number, beside, _below(rows, marked, number, cell, left, right), _following(rows, marked, number)
    )


def _below(
    rows: Sequence[Row], marked: Sequence[Sequence[_Mark]], number: int, label: Cell, left: float, right: float
) -> tuple[Span, ...]:
    found: list[Span] = []
    for further in range(number + 1, min(len(rows), number + 1 + BELOW_ROWS)):
        labelled = {mark.cell for mark in marked[further]}
        for place, cell in enumerate(rows[further]):
            if cell.top - label.bottom > BELOW_FAR * label.height or cell.top < label.top:
                continue
            shared = min(cell.right, right) - max(cell.left, left)
            if shared > 0.3 * min(right - left, cell.right - cell.left) and place not in labelled:
                found.append(cell.span)
        if further == number + 1:
            found += _half_a_row_off(rows, marked, number, label, right)
    return tuple(found)


def _half_a_row_off(
    rows: Sequence[Row], marked: Sequence[Sequence[_Mark]], number: int, label: Cell, right: float
) -> list[Span]:
    """In a form with labels in two lines the value stands between both, right of the label."""
    found = []
    on_row = min((cell.left for cell in rows[number] if cell.left > right), default=float("inf"))
    for other in (number - 1, number + 1):
        if 0 <= other < len(rows):
            labelled = {mark.cell for mark in marked[other]}
            for place, cell in enumerate(rows[other]):
                near = abs(cell.middle - label.middle) < HALF_ROW * label.height
                if near and right < cell.left < on_row and place not in labelled:
                    found.append((cell.left, cell.span))
                    break
    return [span for _, span in sorted(found, key=lambda each: each[0])]


def _following(rows: Sequence[Row], marked: Sequence[Sequence[_Mark]], number: int) -> tuple[Span, ...]:
    found = []
    for further in range(number + 1, min(len(rows), number + 4)):
        if marked[further]:
            break
        whole = Span("", ())
        for cell in rows[further]:
            whole += cell.span + Span(" ", (1.0,))
        found.append(whole)
    return tuple(found)
