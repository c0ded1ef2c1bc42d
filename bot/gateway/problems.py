"""What the blacklist's services refuse, as a status and a code integrators can rely on."""

from __future__ import annotations

from sanic.exceptions import SanicException

from insurance.blacklist import NothingNew, NotTheSubmitter, SameOfficer, WrongStep
from insurance.blacklist_books import EntryChanged, UnknownEntry
from insurance.partners import ClockSkew, NotAuthenticated, QuotaUsedUp, Replayed, UnknownPartner
from insurance.services.appeals import TooManyAppeals
from insurance.services.asking_blacklist import TooManySubjects
from insurance.services.blacklist import EvidenceUnknown, ListedAlready, NotTheSameIdentifiers, ReferenceTaken
from insurance.services.matching import OldKeyOnly, UnknownKeyVersion


class Problem(SanicException):
    """`code` stays the same when the words change."""

    def __init__(self, status: int, code: str, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail, status_code=status, headers=headers or {})
        self.code = code


CODES: dict[type[Exception], tuple[int, str]] = {
    NotAuthenticated: (401, "not_authenticated"),
    UnknownPartner: (401, "not_authenticated"),
    ClockSkew: (401, "clock_skew"),
    Replayed: (401, "replayed"),
    QuotaUsedUp: (429, "quota_used_up"),
    TooManyAppeals: (429, "too_many_appeals"),
    TooManySubjects: (400, "too_many_subjects"),
    UnknownKeyVersion: (400, "unknown_key_version"),
    OldKeyOnly: (400, "old_key_only"),
    EvidenceUnknown: (400, "evidence_unknown"),
    NotTheSameIdentifiers: (400, "not_the_same_identifiers"),
    UnknownEntry: (404, "unknown_entry"),
    NotTheSubmitter: (403, "not_the_submitter"),
    WrongStep: (409, "wrong_step"),
    SameOfficer: (409, "same_officer"),
    NothingNew: (409, "nothing_new"),
    EntryChanged: (409, "entry_changed"),
    ReferenceTaken: (409, "reference_taken"),
    ListedAlready: (409, "listed_already"),
}


def as_problem(error: Exception) -> Exception:
    """A refusal as a problem; any other error as it is."""
    known = CODES.get(type(error))
    if known is None:
        return error
    retry = getattr(error, "retry_after", None)
    return Problem(*known, str(error), {"retry-after": str(retry)} if retry else None)
