"""What a report in free words tells of a loss."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from insurance.claims import ClaimType, Loss
from insurance.lines import Language
from language.claims.amounts import read_costs
from language.claims.blame import read_grade, read_liability
from language.claims.days import read_days, without_dates
from language.claims.diagnoses import Diagnosis, read_diagnosis
from language.claims.flights import FLIGHT, is_cancelled, read_delay, read_flight
from language.claims.kinds import OF_THINGS, Kinds, read_circumstances, read_flags, read_kinds
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
    told_of = _told_of(text)
    if told_of is None:
        return Loss()
    telling, diagnosis, kinds = told_of
    told = telling.told
    costs = read_costs(FLIGHT.sub(lambda found: TAKEN * len(found.group()), without_dates(told, today)))
    days = read_days(told, today)
    of_things = kinds.cause is None and kinds.type in OF_THINGS
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


def _told_of(text: str) -> tuple[Telling, Diagnosis, Kinds] | None:
    """What kind of event is told; None where nothing is."""
    telling = Telling.of(text)
    if text.lstrip().startswith("/") or not telling.told.replace(TAKEN, "").strip():
        return None
    diagnosis = read_diagnosis(telling.told, english=read_language(text) is Language.EN)
    kinds = read_kinds(telling.told, critical=bool(diagnosis.grade), cause_of_diagnosis=diagnosis.cause)
    return telling, diagnosis, kinds


def _with_words(loss: Loss, raw: str) -> Loss:
    return replace(loss, words=(" ".join(raw.split()),))


def tells_loss(text: str) -> bool:
    """Whether an event is told: `我要理赔` asks for a claim and tells none."""
    told_of = _told_of(text)
    if told_of is None:
        return False
    _, _, kinds = told_of
    return kinds.type is not None or kinds.cause is not None
