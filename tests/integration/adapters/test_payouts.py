"""HttpPayouts against the bank's stand-in: who gets money, who doesn't and why, and one transfer for a key for ever."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator

import pytest

from adapters.payouts import HttpPayouts
from insurance.claim_ports import PayoutKey, PayoutRefused, PayoutStatus, PayoutsUnavailable
from insurance.money import Money
from tests.integration.claim_samples import HOLDER, card, payout
from tests.integration.providers import PAYMENTS_SECRET, Provider

pytestmark = pytest.mark.server


@pytest.fixture
async def bank(payments: Provider) -> AsyncIterator[HttpPayouts]:
    payments.switch()
    client = HttpPayouts(payments.url, PAYMENTS_SECRET, timeout_seconds=1)
    yield client
    await client.close_connections()


@pytest.fixture
def key() -> str:
    return f"payout-{uuid.uuid4().hex}-P1-1"


def booked(payments: Provider, key: str) -> list[dict[str, object]]:
    return [row for row in payments.ledger()["payouts"] if row["key"] == key]


async def ended(bank: HttpPayouts, key: str) -> tuple[PayoutStatus, str]:
    for _ in range(60):
        state = await bank.state(PayoutKey(key))
        assert state is not None
        if state.status is not PayoutStatus.ACCEPTED:
            return state.status, state.reason
        await asyncio.sleep(0.05)
    raise TimeoutError(key)


async def test_that_a_transfer_is_accepted_then_settled(bank: HttpPayouts, payments: Provider, key: str) -> None:
    assert await bank.state(PayoutKey(key)) is None
    state = await bank.pay(payout(key, card()))
    assert (state.status, state.amount) == (PayoutStatus.ACCEPTED, Money.of("1860.00"))
    assert await ended(bank, key) == (PayoutStatus.SETTLED, "")
    assert [(row["amount"], row["state"]) for row in booked(payments, key)] == [("1860.00", "settled")]


async def test_that_one_key_pays_once_however_often_and_however_many_at_once(
    bank: HttpPayouts, payments: Provider, key: str
) -> None:
    request = payout(key, card())
    await asyncio.gather(*(bank.pay(request) for _ in range(8)))
    await ended(bank, key)
    assert (await bank.pay(request)).status is PayoutStatus.SETTLED
    assert len(booked(payments, key)) == 1


async def test_that_a_key_with_another_account_is_settled_by_the_books(
    bank: HttpPayouts, payments: Provider, key: str
) -> None:
    first, second = card(), card()
    await bank.pay(payout(key, first))
    assert (await bank.pay(payout(key, second))).key == key
    assert [row["account_tail"] for row in booked(payments, key)] == [first[-4:]]


async def test_that_another_amount_under_the_key_is_never_a_reason_to_pay_again(
    bank: HttpPayouts, payments: Provider, key: str
) -> None:
    number = card()
    await bank.pay(payout(key, number))
    with pytest.raises(PayoutsUnavailable, match="another amount"):
        await bank.pay(payout(key, number, amount="2000.00"))
    assert [row["amount"] for row in booked(payments, key)] == ["1860.00"]


@pytest.mark.parametrize(
    ("number", "bank_name", "reason"),
    [
        (card()[:-1] + "x", "", "ACCOUNT_INVALID"),
        (card("622848", 16), "", "ACCOUNT_INVALID"),  # this bank's cards have 19 digits
        (card("999999"), "", "BANK_UNKNOWN"),
        (card("622588", 16), "中国农业银行", "BANK_MISMATCH"),
    ],
)
async def test_that_an_account_that_cannot_be_is_refused(
    bank: HttpPayouts, payments: Provider, key: str, number: str, bank_name: str, reason: str
) -> None:
    with pytest.raises(PayoutRefused, match=f"^{reason}$"):
        await bank.pay(payout(key, number, bank=bank_name))
    assert [row["state"] for row in booked(payments, key)] == ["refused"]


@pytest.mark.parametrize("place", range(0, 18, 3))
async def test_that_one_wrong_digit_is_found(bank: HttpPayouts, key: str, place: int) -> None:
    number = card()
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    with pytest.raises(PayoutRefused, match="ACCOUNT_INVALID"):
        await bank.pay(payout(key, wrong))


@pytest.mark.parametrize(
    ("account", "reason"),
    [
        ({"holder": "王小红"}, "NAME_MISMATCH"),
        ({"status": "closed"}, "ACCOUNT_CLOSED"),
        ({"status": "frozen"}, "ACCOUNT_FROZEN"),
    ],
)
async def test_that_the_bank_knows_holders_and_closed_accounts(
    bank: HttpPayouts, payments: Provider, key: str, account: dict[str, str], reason: str
) -> None:
    number = card()
    payments.configure("accounts", [{"number": number, **account}])
    with pytest.raises(PayoutRefused, match=reason):
        await bank.pay(payout(key, number))


async def test_that_a_holder_written_with_spaces_is_the_same(bank: HttpPayouts, payments: Provider, key: str) -> None:
    number = card()
    payments.configure("accounts", [{"number": number, "holder": f" {HOLDER[0]} {HOLDER[1:]}"}])
    assert (await bank.pay(payout(key, number))).status is PayoutStatus.ACCEPTED


async def test_that_a_refusal_stays_under_its_key(bank: HttpPayouts, payments: Provider, key: str) -> None:
    """Or a request that was still on its way would be accepted beside the next round."""
    number = card()
    payments.configure("accounts", [{"number": number, "status": "closed"}])
    with pytest.raises(PayoutRefused, match="ACCOUNT_CLOSED"):
        await bank.pay(payout(key, number))
    payments.configure("accounts", [{"number": number}])
    for again in (payout(key, number), payout(key, card())):
        with pytest.raises(PayoutRefused, match="ACCOUNT_CLOSED"):
            await bank.pay(again)
    assert await bank.state(PayoutKey(key)) is None


async def test_that_a_transfer_may_come_back_a_while_after_it_was_accepted(
    bank: HttpPayouts, payments: Provider, key: str
) -> None:
    number = card()
    payments.configure("accounts", [{"number": number, "returns": "ACCOUNT_CLOSED"}])
    assert (await bank.pay(payout(key, number))).status is PayoutStatus.ACCEPTED
    assert await ended(bank, key) == (PayoutStatus.RETURNED, "ACCOUNT_CLOSED")


@pytest.mark.parametrize(
    "switch",
    [
        {"slow": {"seconds": 1.5, "times": 1}},
        {"fail": {"status": 500, "times": 1}},
        {"fail": {"status": 429, "times": 1}},
        {"hang_after_work": {"seconds": 2, "times": 1}},
        {"nonsense": {"times": 1}},
        {"nonsense": {"times": 1, "status": 400}},
    ],
)
async def test_that_a_bank_in_trouble_is_unavailable_and_a_second_try_pays_once(
    bank: HttpPayouts, payments: Provider, key: str, switch: dict[str, dict[str, object]]
) -> None:
    request = payout(key, card())
    payments.switch(**switch)
    with pytest.raises(PayoutsUnavailable):
        await bank.pay(request)
    await bank.pay(request)
    assert len(booked(payments, key)) == 1


async def test_that_a_bank_that_is_down_is_unavailable() -> None:
    client = HttpPayouts("http://127.0.0.1:9", PAYMENTS_SECRET, timeout_seconds=1)
    with pytest.raises(PayoutsUnavailable) as error:
        await client.pay(payout("payout-C1-P1-1", number := card()))
    assert number not in str(error.value)
    await client.close_connections()


async def test_that_an_unsigned_transfer_is_not_made(payments: Provider, key: str) -> None:
    stranger = HttpPayouts(payments.url, "another secret", timeout_seconds=1)
    with pytest.raises(PayoutsUnavailable, match="401"):
        await stranger.pay(payout(key, card()))
    await stranger.close_connections()
    assert booked(payments, key) == []


async def test_that_the_ledger_keeps_no_name_and_no_whole_number(
    bank: HttpPayouts, payments: Provider, key: str
) -> None:
    number = card()
    await bank.pay(payout(key, number))
    assert number not in str(payments.ledger())
    assert HOLDER not in str(payments.ledger())
