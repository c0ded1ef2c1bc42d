"""What a report in free words tells of a loss."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from insurance.claims import ClaimType, Loss
from insurance.lines import Language
from language.claims.amounts import read_costs
from language.claims.blame import read_grade, read_liability
from language.claims.days import read_days, without_dates
from language.claims.diagnoses import read_diagnosis
from language.claims.flights import FLIGHT, is_cancelled, read_delay, read_flight
from language.claims.kinds import read_circumstances, read_flags, read_kinds
from language.claims.places import read_hospital, read_place
from language.claims.telling import Telling
from language.claims.who import read_relation_of
from language.words.script import read_language
from language.words.sentence import TAKEN

_DELAYABLE = {ClaimType.FLIGHT_DELAY, ClaimType.BAGGAGE_DELAY, ClaimType.BAGGAGE_LOSS}


def read_loss(text: str, today: date) -> Loss:
    """What is told as having happened; a supposition, a question about cover or a denial tells nothing.

    Args:
        text: as typed, or masked; at most the first 2,000 characters are read.
        today: the calendar day in Asia/Shanghai. No day after it is read.
    """
    telling = Telling.of(text)
    told = telling.told
    if text.lstrip().startswith("/") or not told.replace(TAKEN, "").strip():
        return Loss()
    diagnosis = read_diagnosis(told, english=read_language(text) is Language.EN)
    kinds = read_kinds(told, critical=bool(diagnosis.grade), cause_of_diagnosis=diagnosis.cause)
    costs = read_costs(FLIGHT.sub(lambda found: TAKEN * len(found.group()), without_dates(told, today)))
    days = read_days(told, today)
    of_things = kinds.type is not None and kinds.cause is None and kinds.type in _THINGS
    loss = Loss(
        type=kinds.type,
        cause=kinds.cause,
        happened=days.happened,
        place="" if kinds.type is ClaimType.HOME_DAMAGE else read_place(told, telling.raw),
        relation=read_relation_of(told, kinds.type),
        claimed=costs.claimed,
        hospital=read_hospital(told, telling.raw),
        diagnosis="" if of_things else diagnosis.name,
        flight=read_flight(told),
        delay_minutes=read_delay(told) if kinds.type in _DELAYABLE else None,
        cancelled=ClaimType.FLIGHT_DELAY in (kinds.type, *kinds.also) and is_cancelled(told),
        liability_share=read_liability(telling.whole),
        severity=diagnosis.grade if ClaimType.CRITICAL_ILLNESS in (kinds.type, *kinds.also) else "",
        circumstances=read_circumstances(told, travelled=kinds.type is not ClaimType.TRIP_CANCELLATION),
        flags=read_flags(told),
        also=kinds.also,
        social_insurance=costs.social_insurance,
        disability_grade=read_grade(told),
        admitted=days.admitted,
        discharged=days.discharged,
    )
    return loss if loss == Loss() else _with_words(loss, telling.raw)


_THINGS = {
    ClaimType.CAR_DAMAGE, ClaimType.THIRD_PARTY, ClaimType.HOME_DAMAGE, ClaimType.FLIGHT_DELAY, ClaimType.BAGGAGE_LOSS,
    ClaimType.BAGGAGE_DELAY,
}  # fmt: skip


def _with_words(loss: Loss, raw: str) -> Loss:
    return replace(loss, words=(" ".join(raw.split()),))


def tells_loss(text: str, today: date | None = None) -> bool:
    """Whether an event is told: `我要理赔` asks for a claim and tells none."""
    loss = read_loss(text, today or date(2026, 1, 1))
    return loss.type is not None or loss.cause is not None
