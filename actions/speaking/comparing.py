"""A comparison in words: a table for whoever can show one, lines that read well everywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.speaking.clauses import benefit_words, percent
from actions.speaking.plans import deductible, plan_name, waiting
from actions.speaking.voice import Message, Voice
from insurance import events as e
from insurance.catalogue import Benefit
from insurance.comparing import Advice, Column, Comparison, Point, Row, RowKind
from insurance.ports import Catalogue

NAMED = 3  # benefits named in one sentence
MARKS = "①②③④⑤⑥⑦⑧⑨"
ABSENT = "—"


def comparison_message(voice: Voice, catalogue: Catalogue, event: e.PlansCompared) -> Message:
    found = event.comparison
    names = [plan_name(voice, one.product, one.plan) for one in found.columns]
    rows = [_row(voice, found, row) for row in found.rows]
    summary = voice.say(
        "compare_summary", points=voice.join_sentences(_point(voice, found, one) for one in found.points)
    )
    advice = [_advice(voice, found, one) for one in found.advice]
    lines = [f"{MARKS[at]} {name}" for at, name in enumerate(names)]
    differing = [_line(voice, row) for row in rows if row["differs"]]
    alike = [_line(voice, row) for row in rows if not row["differs"]]
    text = [voice.say("compare_intro", count=len(names)), *lines]
    text += [voice.say("compare_differing"), *differing] if differing else []
    text += [voice.say("compare_alike"), *alike] if alike else []
    custom: dict[str, Any] = {
        "type": "comparison",
        "columns": [
            {
                "product_id": one.product.id,
                "plan_id": one.plan.id,
                "name": name,
                "insurer": catalogue.insurer_name(one.product.insurer, voice.language),
            }
            for one, name in zip(found.columns, names, strict=True)
        ],
        "rows": rows,
        "summary": summary,
        "advice": advice,
    }
    return Message("\n".join([*text, summary, *advice]), custom=custom)


def _row(voice: Voice, found: Comparison, row: Row) -> dict[str, Any]:
    label = row.name.in_(voice.language) if row.name else voice.say(f"compare_row_{row.kind.value}")
    if row.kind is RowKind.BENEFIT:
        cells = [_benefit(voice, one) for one in row.benefits]
    else:
        cells = [_cell(voice, row.kind, one) for one in found.columns]
    return {"key": row.kind.value, "label": label, "cells": cells, "differs": row.differs}


def _cell(voice: Voice, kind: RowKind, column: Column) -> str:
    match kind:
        case RowKind.PREMIUM:
            return voice.per_period(column.premium.total, column.premium.period) if column.premium else ABSENT
        case RowKind.SUM_INSURED:
            return voice.money(column.sum_insured)
        case RowKind.DEDUCTIBLE:
            return deductible(voice, column.product, column.plan)
        case RowKind.RATIO:
            return percent(column.plan.ratio) if column.plan.ratio is not None else ABSENT
        case RowKind.WAITING:
            return waiting(voice, column.product)
        case RowKind.EXCLUSIONS:
            return voice.join_sentences(one.text.in_(voice.language) for one in column.product.main_exclusions())
        case _:
            return column.product.term.renewal.in_(voice.language)


def _benefit(voice: Voice, benefit: Benefit | None) -> str:
    return f"✓ {benefit_words(voice, benefit)}" if benefit else ABSENT


def _line(voice: Voice, row: dict[str, Any]) -> str:
    """A row for a channel without tables; said once where all columns agree."""
    cells: list[str] = row["cells"]
    same = len(set(cells)) == 1
    value = cells[0] if same else " ".join(f"{MARKS[at]} {cell}" for at, cell in enumerate(cells))
    return voice.say("compare_line", label=row["label"], value=value)


def _point(voice: Voice, found: Comparison, point: Point) -> str:
    return voice.say(
        f"compare_point_{point.code.value}",
        name=MARKS[point.column],
        amount=voice.money(point.amount) if point.amount else "",
        benefits=_names(voice, point.benefits),
    )


def _names(voice: Voice, benefits: Sequence[Benefit]) -> str:
    names = voice.join([one.name.in_(voice.language) for one in benefits[:NAMED]])
    return voice.say("compare_and_more", names=names) if len(benefits) > NAMED else names


def _advice(voice: Voice, found: Comparison, advice: Advice) -> str:
    column = found.columns[advice.column] if advice.column is not None else None
    mark = f"{MARKS[advice.column]} " if advice.column is not None else ""
    return voice.say(
        f"compare_advice_{advice.code.value}",
        name=mark + plan_name(voice, column.product, column.plan) if column else "",
        concern=voice.say(f"concern_{advice.concern.value}") if advice.concern else "",
        benefit=advice.benefit.name.in_(voice.language) if advice.benefit else "",
        amount=voice.money(advice.amount) if advice.amount else "",
    )
