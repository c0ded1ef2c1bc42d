"""Claims from the first sentence to the money, against the running system with its reader and its bank."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conversations import papers
from tests.conversations.buying import buy
from tests.conversations.claim_documents import of_treatment, somebody
from tests.conversations.claiming import claims, in_force_for, send, today, told, wait_for_claim, wait_until_read
from tests.conversations.customer import Customer

NAME = "王建国"


def insured(customer: Customer) -> tuple[str, str]:
    """Accident cover that has been in force for some weeks: the policy's number and the customer's own."""
    identity = papers.id_number(40)
    customer.all(
        "给我自己买意外险，40岁，坐办公室的"
        if customer.language != "en"
        else "accident insurance for me, 40, office job"
    )
    number = buy(customer, {"applicant_id": identity, "applicant_name": NAME})
    in_force_for(customer, number)
    return number, identity


def test_that_a_small_treatment_is_paid_the_same_day(zh: Customer):
    _, identity = insured(zh)
    day = today() - timedelta(days=1)
    answer = zh.say("昨天切菜把手割了，去医院缝了三针，花了1860")
    number = claims(zh)[0]["number"]
    assert number in answer
    assert "意外医疗" in answer
    assert zh.field == "claim_papers"
    assert zh.has("checklist")["claim_number"] == number
    send(zh, *of_treatment(somebody(NAME, identity), day, "1860.00"))
    wait_until_read(zh)
    zh.say("都传完了")
    assert zh.field == "claim_submit", zh.story
    zh.say("对，提交")
    claim = wait_for_claim(zh, "paid")
    assert [one["status"] for one in claim["payouts"]] == ["settled"]
    assert claim["payouts"][0]["amount"] in told(zh, "赔款到账")


@pytest.mark.parametrize(("amount", "status"), [("1999.99", "paid"), ("2000.00", "paid"), ("2000.01", "assessing")])
def test_that_the_machine_pays_up_to_two_thousand(new_customer, amount, status):
    customer = new_customer()
    _, identity = insured(customer)
    customer.say("昨天摔了一跤，手腕肿了，去门诊看了")
    send(customer, *of_treatment(somebody(NAME, identity), today() - timedelta(days=1), amount))
    wait_until_read(customer)
    customer.all("就这些", "对，提交")
    claim = wait_for_claim(customer, status)
    assert claim["route"] == ("fast_track" if status == "paid" else "assessor")
