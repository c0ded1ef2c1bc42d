"""The shared blacklist: what an entry is, which step follows which, and when it is served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from insurance.identifiers import HashedIdentifier
from insurance.refs import EntryId

OFFICER = "officer:"
PARTNER = "partner:"


class ReasonClass(StrEnum):
    """Why somebody is listed; the gravest first. A partner learns no more than this."""

    FRAUDULENT_CLAIM = "fraudulent_claim"
    STAGED_ACCIDENT = "staged_accident"
    FORGED_DOCUMENTS = "forged_documents"
    IDENTITY_MISUSE = "identity_misuse"
    PAYMENT_FRAUD = "payment_fraud"
    REPEATED_NON_DISCLOSURE = "repeated_non_disclosure"


class Status(StrEnum):
    SUBMITTED = "submitted"
    CHECKED = "checked"  # one officer has; another must
    VERIFIED = "verified"
    APPEALED = "appealed"
    REJECTED = "rejected"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


ENDED = frozenset({Status.REJECTED, Status.REMOVED, Status.WITHDRAWN, Status.EXPIRED})


class WrongStep(Exception):
    """This step doesn't follow from where the entry stands."""

    def __init__(self, step: str, status: Status) -> None:
        super().__init__(f"an entry that is {status.value} can't be {step}")


class SameOfficer(Exception):
    """A second pair of eyes is needed, and these are the first."""


class NotTheSubmitter(Exception):
    """Only who submitted an entry may do this."""


class NothingNew(Exception):
    """The appeal was decided before; another one needs evidence not seen then."""


@dataclass(frozen=True)
class Evidence:
    """`reference`: the submitter's own name for the paper; `sha256`: the stored file, for staff only."""

    reference: str
    sha256: str


@dataclass(frozen=True)
class Look:
    """An officer has read the evidence and stands by the entry."""

    officer: str
    at: datetime


@dataclass(frozen=True)
class Appeal:
    by: str
    grounds: str
    evidence: tuple[Evidence, ...]
    opened: datetime
    decided_by: str | None = None
    decided: datetime | None = None
    upheld: bool | None = None  # the entry stays
    why: str = ""


@dataclass(frozen=True)
class Entry:
    """Whom it lists is kept apart, as hashes; `submitter` is `partner:<id>` or `officer:<name>`."""

    id: EntryId
    submitter: str
    reference: str
    reason: ReasonClass
    evidence: tuple[Evidence, ...]
    submitted: datetime
    status: Status = Status.SUBMITTED
    looks: tuple[Look, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    expires: datetime | None = None
    ended: datetime | None = None
    why: str = ""  # it was rejected or withdrawn


@dataclass(frozen=True)
class BlacklistHit:
    """A served entry that lists what was asked for."""

    identifier: HashedIdentifier
    entry_id: EntryId
    reason: ReasonClass
    since: datetime


Terms = Mapping[ReasonClass, timedelta]  # how long an entry is served after it was verified


def is_served(entry: Entry, now: datetime) -> bool:
    """Only verified entries whose time isn't over. While an appeal is open, the doubt is the listed person's."""
    return entry.status is Status.VERIFIED and entry.expires is not None and now < entry.expires


def submitted(entry: Entry) -> Entry:
    """As it enters the list: an officer who submits has read the evidence, a partner's entry awaits two officers."""
    if not entry.submitter.startswith(OFFICER):
        return entry
    look = Look(entry.submitter.removeprefix(OFFICER), entry.submitted)
    return replace(entry, status=Status.CHECKED, looks=(look,))


def look(entry: Entry, officer: str, now: datetime, terms: Terms) -> Entry:
    """An officer verifies; the second, another one, makes it served. Raises WrongStep, SameOfficer."""
    _must(entry, "verified", Status.SUBMITTED, Status.CHECKED)
    if officer in [before.officer for before in entry.looks]:
        raise SameOfficer("you have checked this entry; another officer has to verify it as well")
    looks = (*entry.looks, Look(officer, now))
    if len(looks) == 1:
        return replace(entry, status=Status.CHECKED, looks=looks)
    return replace(entry, status=Status.VERIFIED, looks=looks, expires=now + terms[entry.reason])


def reject(entry: Entry, why: str, now: datetime) -> Entry:
    """Raises WrongStep."""
    _must(entry, "rejected", Status.SUBMITTED, Status.CHECKED)
    return replace(entry, status=Status.REJECTED, ended=now, why=why)


def appeal(entry: Entry, by: str, grounds: str, evidence: tuple[Evidence, ...], now: datetime) -> Entry:
    """Raises WrongStep, NothingNew."""
    _must(entry, "appealed", Status.VERIFIED)
    seen = {paper.sha256 for before in entry.appeals for paper in before.evidence}
    if entry.appeals and not {paper.sha256 for paper in evidence} - seen:
        raise NothingNew("an appeal was decided before; please add evidence that wasn't seen then")
    return replace(entry, status=Status.APPEALED, appeals=(*entry.appeals, Appeal(by, grounds, evidence, now)))


def decide(entry: Entry, officer: str, upheld: bool, why: str, now: datetime) -> Entry:
    """Uphold the entry or remove it. Raises WrongStep, SameOfficer: who verified an entry doesn't judge it."""
    _must(entry, "decided", Status.APPEALED)
    if officer in [before.officer for before in entry.looks]:
        raise SameOfficer("you verified this entry; an officer who didn't has to decide the appeal")
    last = replace(entry.appeals[-1], decided_by=officer, decided=now, upheld=upheld, why=why)
    appeals = (*entry.appeals[:-1], last)
    if upheld:
        return replace(entry, status=Status.VERIFIED, appeals=appeals)
    return replace(entry, status=Status.REMOVED, appeals=appeals, ended=now)


def withdraw(entry: Entry, by: str, why: str, now: datetime) -> Entry:
    """The submitter takes it back; any officer may for the house. Raises WrongStep, NotTheSubmitter."""
    ours = entry.submitter.startswith(OFFICER) and by.startswith(OFFICER)
    if by != entry.submitter and not ours:
        raise NotTheSubmitter("only the submitter may withdraw an entry; it can be appealed instead")
    _must(entry, "withdrawn", Status.SUBMITTED, Status.CHECKED, Status.VERIFIED, Status.APPEALED)
    return replace(entry, status=Status.WITHDRAWN, ended=now, why=why)


def expire(entry: Entry, now: datetime) -> Entry:
    """Raises WrongStep, also while its time isn't over."""
    _must(entry, "expired", Status.VERIFIED, Status.APPEALED)
    if entry.expires is None or now < entry.expires:
        raise WrongStep("expired before its time", entry.status)
    return replace(entry, status=Status.EXPIRED, ended=now)


def _must(entry: Entry, step: str, *statuses: Status) -> None:
    if entry.status not in statuses:
        raise WrongStep(step, entry.status)
