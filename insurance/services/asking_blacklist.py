"""What a partner is told: listed or not and why, never who listed, and what is kept of the question."""

from __future__ import annotations

from collections.abc import Sequence

from insurance.blacklist import ReasonClass
from insurance.blacklist_books import Books
from insurance.identifiers import HashedIdentifier
from insurance.partners import Partner, Period, QuotaUsedUp
from insurance.services.blacklist_parts import BlacklistParts
from insurance.services.matching import check_versions, keys_in_force

Subject = Sequence[HashedIdentifier]  # one person, vehicle or company, by any of its numbers
GRAVITY = list(ReasonClass)


class TooManySubjects(ValueError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"one query may ask about {limit} subjects at most; please split it")


async def ask(parts: BlacklistParts, partner: Partner, subjects: Sequence[Subject]) -> Sequence[ReasonClass | None]:
    """The gravest reason each subject is listed for, None when it isn't; in the order asked.

    The audit log and the usage report keep who asked and how many, not about whom.

    Raises:
        TooManySubjects, UnknownKeyVersion, QuotaUsedUp.
    """
    most = min(parts.terms.subjects, partner.per_minute, partner.per_day)
    if len(subjects) > most:
        raise TooManySubjects(most)
    await keys_in_force(parts)
    now = parts.clock.now()
    everything = [each for subject in subjects for each in subject]
    async with parts.work() as books:
        await check_versions(books, everything)
        await _charge(parts, books, partner, len(subjects))
        reasons: dict[HashedIdentifier, list[ReasonClass]] = {}
        for hit in await books.hits(everything, now):
            reasons.setdefault(hit.identifier, []).append(hit.reason)
        answers = [_gravest([r for each in subject for r in reasons.get(each, [])]) for subject in subjects]
        listed = sum(answer is not None for answer in answers)
        await books.count_listed(partner.id, Period.DAY.began(now), listed)
        asked = {"asked": str(len(subjects)), "listed": str(listed)}
        await books.note(f"partner:{partner.id}", "blacklist.queried", f"partner:{partner.id}", asked)
    return answers


async def charge(parts: BlacklistParts, partner: Partner) -> None:
    """Any request but a query counts as one. Raises QuotaUsedUp."""
    async with parts.work() as books:
        await _charge(parts, books, partner, 1)


async def _charge(parts: BlacklistParts, books: Books, partner: Partner, units: int) -> None:
    now = parts.clock.now()
    for period, limit in ((Period.MINUTE, partner.per_minute), (Period.DAY, partner.per_day)):
        if not await books.spend(partner.id, period, period.began(now), units, limit):
            raise QuotaUsedUp(period, limit, period.seconds_left(now))


def _gravest(reasons: Sequence[ReasonClass]) -> ReasonClass | None:
    return min(reasons, key=GRAVITY.index) if reasons else None
