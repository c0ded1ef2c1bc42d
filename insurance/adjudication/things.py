"""Things lost or spoilt, repairs of a car or a home, and what is owed to others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from insurance.adjudication.explaining import Calculation, StepCode, share_of
from insurance.adjudication.loss import Damage, LostItem
from insurance.adjudication.terms import Debt, RepairTerms
from insurance.adjudication.working import Case, Worked
from insurance.money import ZERO, Money

CODE = StepCode


def items(case: Case) -> Worked | None:
    """Each thing at its worth on the day of the loss, then the limits for a kind and for all."""
    lost = {f"item:{n}": one for n, one in enumerate(case.loss.items) if f"item:{n}" not in case.taken.sources}
    if not lost:
        return None
    worked, parts = Worked(Calculation(ZERO)), []
    by_kind: dict[str, Money] = {}
    for source, one in lost.items():
        part = _one_item(case, one, worked)
        worked.sources[source] = part.rest
        part.take(CODE.OTHER_POLICY, case.elsewhere.draw(source, part.rest))
        limit = _kind_limit(case, one.kind)
        if limit is not None:
            left = limit - by_kind.get(one.kind, ZERO)
            part.cap(CODE.KIND_LIMIT, left, kind=one.kind)
            by_kind[one.kind] = by_kind.get(one.kind, ZERO) + part.rest
        part.keep(CODE.RATIO, case.terms.items.ratio, ratio=str(case.terms.items.ratio))
        parts.append(part)
    worked.calculation = Calculation.together(parts)
    if case.terms.items.lower_of_repair and case.loss.repair_cost > ZERO:
        most = share_of(case.loss.repair_cost, case.terms.items.ratio)
        worked.calculation.cap(CODE.REPAIR_IS_LESS, most, repair=str(case.loss.repair_cost))
    return worked


def _one_item(case: Case, item: LostItem, worked: Worked) -> Calculation:
    terms, part = case.terms.items, Calculation(item.value)
    if item.kind in terms.not_covered:
        part.take(CODE.NOT_COVERED, part.rest, kind=item.kind)
        worked.doubts.append("item_not_covered")
        return part
    worked.doubts += _depreciate(part, item.bought, case.loss.happened, terms.depreciation, terms.depreciation_most)
    if terms.per_item is not None:
        part.cap(CODE.ITEM_LIMIT, terms.per_item)
    return part


def _kind_limit(case: Case, kind: str) -> Money | None:
    terms = case.terms.items
    if kind in terms.kind_shares:
        return share_of(case.most, terms.kind_shares[kind])
    return terms.kind_limits.get(kind)


def _depreciate(
    part: Calculation, since: date | None, on: date, a_year: Decimal | None, most: Decimal
) -> Iterator[str]:
    """A share for each full year of use; when nobody knows the day, a person looks."""
    if a_year is None:
        return
    if since is None:
        yield "age_of_thing_unknown"
        return
    years = on.year - since.year - (1 if (on.month, on.day) < (since.month, since.day) else 0)
    share = min(a_year * max(years, 0), most)
    part.keep(CODE.DEPRECIATION, 1 - share, years=str(years), share=str(share))


def repair(case: Case) -> Worked | None:
    """Repair of the car, or of one part of a home."""
    damages = dict(_damages(case))
    if not damages:
        return None
    terms, worked, parts = case.terms.repair, Worked(Calculation(ZERO)), []
    for source, damage in damages.items():
        part = Calculation(damage.cost)
        worked.doubts += _depreciate(
            part, damage.installed, case.loss.happened, terms.depreciation, terms.depreciation_most
        )
        worked.doubts += _liable_share(case, part, source, damage, worked)
        parts.append(part)
    worked.calculation = Calculation.together(parts)
    worked.event_deductible = _event_deductible(case, worked.calculation, terms)
    worked.doubts += _repair_doubts(case, damages)
    return worked


def _damages(case: Case) -> Iterator[tuple[str, Damage]]:
    part, loss = case.terms.repair.part, case.loss
    if not part and loss.repair_cost > ZERO and "repair" not in case.taken.sources:
        yield "repair", Damage("", loss.repair_cost)
    for n, damage in enumerate(loss.damages):
        if damage.part == part and f"damage:{n}" not in case.taken.sources:
            yield f"damage:{n}", damage


def _liable_share(case: Case, part: Calculation, source: str, damage: Damage, worked: Worked) -> Iterator[str]:
    """The liable share and what others paid, in the order of the clause."""
    terms = case.terms.repair

    def others() -> None:
        part.take(CODE.OTHER_PAID, damage.other_paid)
        worked.sources[source] = part.rest
        part.take(CODE.OTHER_POLICY, case.elsewhere.draw(source, part.rest))

    if not terms.share_first:
        others()
    if terms.share:
        share = case.loss.liability_share
        if share is None:
            yield "liability_unknown"
        else:
            part.keep(CODE.LIABILITY_SHARE, share, share=str(share))
    if terms.share_first:
        others()


def _event_deductible(case: Case, calculation: Calculation, terms: RepairTerms) -> Money:
    """Once for all parts of one event: what an earlier part of it bore isn't borne again."""
    full = terms.deductible if terms.deductible is not None else case.benefit.deductible
    if full is None and terms.plan_terms:
        full = case.cover.plan.deductible
    taken = ZERO
    if full is not None:
        left = max(full - case.taken.event_deductible, ZERO)
        taken = calculation.take(CODE.DEDUCTIBLE, left, deductible=str(full), per="event")
    nth = case.used.losses((case.benefit.code,)) + 1
    if terms.repeat_from is not None and terms.repeat_deductible is not None and nth >= terms.repeat_from:
        calculation.take(CODE.REPEATED_LOSS, terms.repeat_deductible, nth=str(nth))
    return taken


def _repair_doubts(case: Case, damages: dict[str, Damage]) -> Iterator[str]:
    total_loss = case.terms.repair.total_loss
    cost = sum((one.cost for one in damages.values()), ZERO)
    if total_loss is not None and cost > share_of(case.cover.sum_insured, total_loss):
        yield "maybe_total_loss"


def liability(case: Case) -> Worked | None:
    """What the insured owes others: injury, treatment, property."""
    debts = {source: amount for source, amount in _debts(case).items() if amount > ZERO}
    if not debts:
        return None
    terms, share, worked, parts = case.terms.liability, case.loss.liability_share, Worked(Calculation(ZERO)), []
    for source, amount in debts.items():
        part = Calculation(amount)
        worked.sources[source] = amount
        part.take(CODE.OTHER_POLICY, case.elsewhere.draw(source, part.rest))
        if terms.share and share is not None:
            part.keep(CODE.LIABILITY_SHARE, share, share=str(share))
        if source == Debt.PROPERTY and terms.property_deductible is not None:
            part.take(
                CODE.DEDUCTIBLE, terms.property_deductible, deductible=str(terms.property_deductible), per="event"
            )
        if source == Debt.PROPERTY and terms.property_limit is not None:
            part.cap(CODE.PROPERTY_LIMIT, terms.property_limit)
        parts.append(part)
    worked.calculation = Calculation.together(parts)
    if terms.deductible is not None:
        worked.calculation.take(CODE.DEDUCTIBLE, terms.deductible, deductible=str(terms.deductible), per="event")
    if terms.no_fault is not None and share == 0:
        worked.calculation.cap(CODE.NO_FAULT_LIMIT, terms.no_fault)
    if share is None and (terms.share or terms.no_fault is not None):
        worked.doubts.append("liability_unknown")
    return worked


def _debts(case: Case) -> dict[str, Money]:
    """By source; treatment is part of the injury, so policies see the two parts of it apart."""
    loss, of = case.loss, case.terms.liability.of
    medical = min(loss.third_party_medical, loss.third_party_injury)
    found = {}
    if Debt.INJURY in of or Debt.MEDICAL in of:
        found[str(Debt.MEDICAL)] = medical
    if Debt.INJURY in of or Debt.INJURY_OTHER in of:
        found[str(Debt.INJURY_OTHER)] = loss.third_party_injury - medical
    if Debt.PROPERTY in of:
        found[str(Debt.PROPERTY)] = loss.third_party_property
    return found
