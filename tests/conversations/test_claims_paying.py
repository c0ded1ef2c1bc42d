"""Money of claims: once, whatever dies, and to another card where the bank sends it back."""

from __future__ import annotations

import httpx
import pytest

from ops.system import System
from tests.conversations.claim_documents import card_number_of, of_treatment, other_card
from tests.conversations.claiming import (
    Holder,
    actions,
    claim,
    days_ago,
    in_one_language,
    nothing_of_it_logged,
    paid_once,
    payouts,
    send,
    submit,
    told,
    tongue,
    wait_for_claim,
    wait_until_read,
    with_accident_cover,
)
from tests.conversations.customer import Customer
from tests.conversations.test_claims import READ_OFF


def until_submitted(customer: Customer, amount: str) -> Holder:
    holder = with_accident_cover(customer)
    customer.say(
        tongue(
            customer,
            "昨天摔了一跤，手腕肿了，去门诊看了",
            "I fell yesterday and hurt my wrist, I saw a doctor at the outpatient clinic",
        )
    )
    send(customer, *of_treatment(holder.who, days_ago(1), amount))
    wait_until_read(customer, 5)
    return holder


def test_that_money_the_bank_returns_is_paid_to_another_card(zh_or_en: Customer) -> None:
    holder = until_submitted(zh_or_en, "600.00")
    accounts = [{"number": card_number_of(holder.who), "returns": "ACCOUNT_CLOSED"}]
    httpx.put(f"{zh_or_en.provider('payments')}/_sandbox/accounts", json=accounts, trust_env=False).raise_for_status()
    submit(zh_or_en)
    zh_or_en.wait(lambda r: [one for one in r["claims"][0]["payouts"] if one["status"] == "returned"])
    line = told(zh_or_en, tongue(zh_or_en, "银行把款退回来了", "the bank sent the money back"))
    assert tongue(zh_or_en, "注销", "closed") in line
    assert card_number_of(holder.who)[-4:] in line
    zh_or_en.wait(lambda r: r["claims"][0]["status"] == "approved")
    before = actions(zh_or_en)
    zh_or_en.say(other_card())
    of = wait_for_claim(zh_or_en, "paid")
    assert actions(zh_or_en) - before == 1
    # 600 less 100 are 500; 80 % of it are 400
    assert [(one["status"], one["amount"]) for one in of["payouts"]] == [("returned", "400.00"), ("settled", "400.00")]
    bank = payouts(zh_or_en, of["number"])
    assert [(one["state"], one["account_tail"]) for one in bank] == [
        ("returned", card_number_of(holder.who)[-4:]), ("settled", other_card()[-4:])
    ]  # fmt: skip
    assert other_card()[-4:] in told(zh_or_en, tongue(zh_or_en, "赔款到账", "Paid:"))
    in_one_language(zh_or_en, *READ_OFF)
    nothing_of_it_logged(zh_or_en, card_number_of(holder.who), other_card(), holder.identity)


@pytest.mark.parametrize("deaths", [1, pytest.param(3, marks=pytest.mark.slow)])
def test_that_a_bot_killed_while_paying_pays_once(zh: Customer, system: System, deaths: int) -> None:
    holder = until_submitted(zh, "350.00")
    submit(zh)
    for _ in range(deaths):
        zh.wait(lambda r: r["claims"][0]["status"] in ("approved", "paying", "paid"))
        system.kill("bot")
        system.wait_ready("bot")
    of = wait_for_claim(zh, "paid")
    paid_once(zh, of, "200.00")  # 350 less 100 are 250; 80 % of it are 200
    assert len([line for line in [told(zh, "赔款到账")] if line]) == 1
    receipts = [one for one in zh.conversation()["transcript"] if "赔款到账" in (one.get("text") or "")]
    assert len(receipts) == 1
    assert claim(zh)["number"] in receipts[0]["text"]
    nothing_of_it_logged(zh, holder.identity, card_number_of(holder.who))
