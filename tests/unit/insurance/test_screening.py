"""Screening: what is held, and that the customer can't tell why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from insurance import events as e
from insurance import facts as f
from insurance.lines import Relation
from insurance.money import Money
from insurance.policies import SHANGHAI
from insurance.questions import Flow
from insurance.refs import ProductId, Sender
from insurance.riskcontrol.cases import CaseStatus, RiskCase
from insurance.riskcontrol.entries import Entry, EntryKind
from insurance.riskcontrol.identifiers import IdentifierKind, Key, KeyedHash, Role
from insurance.riskcontrol.signals import Found, Screening, Verdict, assess
from insurance.services import apply, choosing, consult, navigating, paying
from insurance.services.parts import Parts
from insurance.services.screening import ClaimToScreen, screen_claim
from tests.buying import APPLICANT_BORN, PHONE, kinds, the, until_order, until_payment
from tests.fakes import CUSTOMER, NOON, id_number, journey_of, rules

APPLICANT = KeyedHash(f"person:{id_number(APPLICANT_BORN)}")
STRANGER = KeyedHash("person:stranger")


def risk_of(parts: Parts):
    return parts.work.store.risk  # type: ignore[attr-defined]


def the_case(parts: Parts) -> RiskCase:
    (case,) = risk_of(parts).cases.values()
    return case


def earlier(parts: Parts, subject: str, insurer: str, *keys: Key, **changes: object) -> None:
    """An application (or claim) from an hour ago that is on record."""
    hour_ago = NOON - timedelta(hours=1)
    entry = Entry(subject, EntryKind.APPLICATION, Sender("web:other"), APPLICANT, insurer, hour_ago, keys)
    entry = replace(entry, **changes)
    risk_of(parts).entries[subject] = entry, Screening(Verdict.PASS, 0, (), "v")


def myself(role: Role = Role.APPLICANT) -> Key:
    return Key(IdentifierKind.PERSON, APPLICANT, role)


async def three_insurers(parts: Parts) -> e.Progress:
    """The third insurer in one day: everything agreed to, then the payment page is asked for."""
    earlier(parts, "A1", "one", myself())
    earlier(parts, "A2", "two", myself())
    await until_payment(parts)
    return await paying.open_payment(parts, CUSTOMER)


async def test_that_an_ordinary_application_goes_on_to_payment_and_is_kept_for_later_ones(parts: Parts):
    await until_order(parts)
    (entry, screening), *_ = risk_of(parts).entries.values()
    assert screening.verdict is Verdict.PASS
    assert entry.owner == APPLICANT
    assert not risk_of(parts).cases


async def test_that_three_insurers_in_one_day_are_held_before_payment(parts: Parts):
    progress = await three_insurers(parts)
    assert kinds(progress) == []
    assert progress.question.flow is Flow.REVIEW
    assert not parts.work.store.orders
    (signal,) = the_case(parts).signals
    assert (signal.table, signal.row, signal.subjects) == ("risk_insurers", "day_3", ("A1", "A2"))


async def test_that_a_blacklist_hit_is_held(parts: Parts):
    parts.blacklist.listed.add(PHONE)
    await until_payment(parts)
    progress = await paying.open_payment(parts, CUSTOMER)
    assert progress.question.flow is Flow.REVIEW
    assert [one.table for one in the_case(parts).signals] == ["risk_blacklist"]


async def test_that_two_insurers_in_one_day_are_not_held(parts: Parts):
    earlier(parts, "A1", "one", myself())
    await until_order(parts)


async def test_that_insurers_long_ago_do_not_count(parts: Parts):
    for n in range(4):
        earlier(parts, f"A{n}", f"insurer{n}", myself(), at=NOON - timedelta(days=31))
    await until_order(parts)


async def test_that_a_phone_shared_with_strangers_is_held_and_one_shared_in_the_family_is_not(parts: Parts):
    phone = Key(IdentifierKind.PHONE, KeyedHash(f"phone:{PHONE}"), Role.APPLICANT)
    for n in range(4):
        spouse = KeyedHash(f"person:relative{n}")
        insured = Key(IdentifierKind.PERSON, spouse, Role.INSURED)
        earlier(parts, f"F{n}", "one", myself(), insured, at=NOON - timedelta(300))
        earlier(parts, f"R{n}", "one", phone, Key(IdentifierKind.PERSON, spouse, Role.APPLICANT), owner=spouse)
    await until_order(parts)
    for n in range(4):
        earlier(parts, f"S{n}", "one", phone, owner=KeyedHash(f"person:stranger{n}"))
    await choosing_again(parts)
    assert [(one.table, one.row) for one in the_case(parts).signals] == [("risk_shared", "phone_4")]


async def choosing_again(parts: Parts) -> e.Progress:
    """The same customer buys once more."""
    store = parts.work.store
    store.journeys.clear()
    await until_payment(parts)
    return await paying.open_payment(parts, CUSTOMER)


WAYS = ("pay_again", "notice", "summary", "accept", "answer", "choose", "back", "order", "needs")


@pytest.mark.parametrize("way", WAYS)
async def test_that_every_way_leads_to_the_same_state_while_it_is_held(parts: Parts, way: str):
    held = await three_insurers(parts)
    before = journey_of(parts)
    offer = before.offer[1]
    ways = {
        "pay_again": lambda: paying.open_payment(parts, CUSTOMER),
        "notice": lambda: apply.acknowledge(parts, CUSTOMER, "notice_terms"),
        "summary": lambda: apply.confirm_summary(parts, CUSTOMER),
        "accept": lambda: choosing.accept_quote(parts, CUSTOMER),
        "answer": lambda: apply.edit_answer(parts, CUSTOMER, "applicant_name"),
        "choose": lambda: choosing.choose_product(parts, CUSTOMER, offer.product_id, offer.plan_id),
        "back": lambda: navigating.step_back(parts, CUSTOMER),
        "order": lambda: paying.order_state(parts, CUSTOMER),
        "needs": lambda: consult.note_needs(parts, CUSTOMER, [f.PersonFact(Relation.PARENT, f.Age(70))]),
    }
    progress = await ways[way]()
    assert kinds(progress) == []
    assert progress.question == held.question
    assert journey_of(parts).purchase == before.purchase
    assert not parts.work.store.orders
    assert len(risk_of(parts).cases) == 1


async def test_that_an_application_given_up_and_made_again_is_the_same_case(parts: Parts):
    await three_insurers(parts)
    await navigating.drop_purchase(parts, CUSTOMER)
    progress = await choosing_again(parts)
    assert progress.question.flow is Flow.REVIEW
    assert len(risk_of(parts).cases) == 1


async def test_that_what_was_refused_stays_refused_by_any_way(parts: Parts):
    await three_insurers(parts)
    case = the_case(parts)
    risk_of(parts).cases[case.number] = replace(case, status=CaseStatus.REFUSED)
    progress = await choosing_again(parts)
    the(e.ApplicationClosed, progress)
    assert journey_of(parts).purchase is None
    assert not parts.work.store.orders


# --- claims


async def claim(parts: Parts, **changes: object) -> ClaimToScreen:
    claimant = await parts.vault.keep(CUSTOMER, "id_number", id_number(APPLICANT_BORN))
    one = ClaimToScreen("CL1", CUSTOMER, ProductId("p"), "one", claimant, (claimant,), date(2026, 6, 1),
                        area="上海市浦东新区", institution="仁和医院")  # fmt: skip
    return replace(one, **changes)


async def test_that_an_ordinary_claim_passes(parts: Parts):
    screening, case = await screen_claim(parts, await claim(parts))
    assert (screening.verdict, case) == (Verdict.PASS, None)


async def test_that_a_claim_right_after_the_waiting_period_is_held(parts: Parts):
    screening, case = await screen_claim(parts, await claim(parts, waiting_ends=date(2026, 5, 28)))
    assert [one.row for one in screening.signals] == ["week"]
    assert case is not None
    assert case.kind is EntryKind.CLAIM


async def test_that_several_claims_at_one_institution_are_held(parts: Parts):
    there = Key(IdentifierKind.INSTITUTION, KeyedHash("institution:仁和医院"))
    for n in range(3):
        earlier(parts, f"CL-{n}", "one", myself(), there, kind=EntryKind.CLAIM)
    screening, _ = await screen_claim(parts, await claim(parts))
    assert [one.row for one in screening.signals] == ["own_institution_4"]


@pytest.mark.parametrize(("flipped", "row"), [(0, "same"), (6, "same"), (24, "near"), (25, None)])
async def test_that_a_document_seen_in_another_claim_is_held(parts: Parts, flipped: int, row: str | None):
    sha256 = await parts.files.put(b"receipt", "image/png")
    parts.prints.known[b"receipt"] = f"{(1 << 200) - 1:064x}"
    earlier(parts, "CL0", "one", kind=EntryKind.CLAIM, owner=STRANGER,
            prints=(f"{((1 << 200) - 1) ^ ((1 << flipped) - 1):064x}",))  # fmt: skip
    screening, _ = await screen_claim(parts, await claim(parts, documents=(sha256,)))
    assert [one.row for one in screening.signals] == ([row] if row else [])


async def test_that_screening_a_claim_again_gives_the_same_case(parts: Parts):
    told = await claim(parts, waiting_ends=date(2026, 5, 28))
    assert await screen_claim(parts, told) == await screen_claim(parts, told)


async def test_that_a_sum_far_above_income_counts_and_an_unknown_income_does_not(parts: Parts):
    entry = Entry("A", EntryKind.APPLICATION, CUSTOMER, APPLICANT, "one", NOON, (myself(),),
                  sum_insured=Money.of(6_000_000), annual_income=Money.of(100_000))  # fmt: skip
    assert [one.row for one in assess(entry, Found(), rules()).signals] == ["times_50"]
    assert assess(replace(entry, annual_income=None), Found(), rules()).score == 0


async def test_that_an_early_start_counts_only_with_more_than_two_claims(parts: Parts):
    claims = [Key(IdentifierKind.PERSON, APPLICANT)]
    for n in range(3):
        earlier(parts, f"CL-{n}", "one", *claims, kind=EntryKind.CLAIM, at=NOON - timedelta(days=100))
    await until_payment(parts)
    await paying.open_payment(parts, CUSTOMER)
    assert [one.row for one in the_case(parts).signals] == ["week_3"]


async def test_that_nobody_is_promised_an_answer_at_night(parts: Parts):
    earlier(parts, "A1", "one", myself())
    earlier(parts, "A2", "two", myself())
    await until_payment(parts)
    parts.clock.pass_(hours=12)  # 00:00 in Shanghai  # type: ignore[attr-defined]
    await paying.open_payment(parts, CUSTOMER)
    due = the_case(parts).due.astimezone(SHANGHAI)
    assert (due.hour, due.minute) == (9, 0)
    assert due - parts.clock.now() >= timedelta(hours=24)
