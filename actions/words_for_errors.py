"""The one place where the domain's named errors become words."""

from __future__ import annotations

from actions.speaking.voice import Voice
from insurance.applications import SamePerson, TooYoungToApply, UnfitAnswer, WrongIdentity
from insurance.catalogue import UnknownPlan, UnknownProduct
from insurance.claims import ClaimChanged, IllegalMove
from insurance.needs import ImpossibleAge
from insurance.noting import BudgetTooSmall, DateInPast, ImpossibleCount, TripTooLong
from insurance.noting_people import AlreadyInsured
from insurance.records import UnknownRecord
from insurance.services.apply import NothingToApplyFor
from insurance.services.choosing import NoSuchChoice, NothingOffered
from insurance.services.claims.answering import DateInFuture, NotTogether
from insurance.services.claims.floor import NoClaim
from insurance.services.claims.papers import TooManyPapers
from insurance.services.claims.submitting import NotReady

_KEYS: dict[type[Exception], str] = {
    ImpossibleAge: "error_age",
    DateInPast: "error_date_in_past",
    BudgetTooSmall: "error_budget",
    TripTooLong: "error_trip_too_long",
    ImpossibleCount: "error_count",
    AlreadyInsured: "error_already_self",
    TooYoungToApply: "error_applicant_minor",
    SamePerson: "error_same_person",
    NothingOffered: "error_nothing_offered",
    NoSuchChoice: "error_no_such_choice",
    NothingToApplyFor: "error_nothing_bought",
    UnknownPlan: "error_unknown_plan",
    UnknownProduct: "error_unknown_plan",
    UnknownRecord: "error_unknown_policy",
    NotTogether: "error_claim_join",  # before NoClaim, of which it is one
    NoClaim: "error_no_claim",
    DateInFuture: "error_claim_in_future",
    TooManyPapers: "error_too_many_papers",
    NotReady: "error_claim_not_ready",
    IllegalMove: "error_claim_move",
    ClaimChanged: "error_claim_changed",
}
KNOWN_ERRORS = (*_KEYS, WrongIdentity, UnfitAnswer)


def words_for(voice: Voice, error: Exception) -> str:
    """What went wrong and what is expected, in the customer's language."""
    if isinstance(error, WrongIdentity):
        return voice.try_say(f"error_identity_{error.reason}") or voice.say("error_identity")
    if isinstance(error, UnfitAnswer):
        return voice.say(f"error_{error.reason}", **error.detail)
    for kind, key in _KEYS.items():
        if isinstance(error, kind):
            return voice.say(key, detail=str(error))
    raise error
