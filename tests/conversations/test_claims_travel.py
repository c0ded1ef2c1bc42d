"""A flight that left late, proven by the airline's certificate and paid by the product's steps."""

from __future__ import annotations

from datetime import date

from tests.conversations import papers
from tests.conversations.buying import buy, go_on
from tests.conversations.claim_documents import FLIGHT, of_flight, somebody
from tests.conversations.claiming import (
    NAME,
    Holder,
    claims,
    days_ago,
    in_force_for,
    in_one_language,
    nothing_of_it_logged,
    paid_once,
    send,
    told,
    tongue,
    wait_for_claim,
    wait_until_read,
)
from tests.conversations.customer import Customer

PRODUCT = "hengtai-near-asia-hop"


def travelling(customer: Customer) -> Holder:
    """A journey to Asia that began two days ago, under the first plan of Hengtai Near Asia Hop."""
    identity = papers.id_number(40)
    customer.say(
        tongue(
            customer,
            "12月5号去泰国玩5天，就我一个人，40岁",
            "travel insurance for Thailand, 5 days from December 5, just me, I'm 40",
        )
    )
    go_on(customer, until="plan")
    place = next(n for n, plan in enumerate(customer.plans, 1) if plan["product_id"] == PRODUCT)
    number = buy(customer, {"plan": str(place), "applicant_id": identity, "applicant_name": NAME})
    (policy,) = customer.record()["policies"]
    begins = policy["effective"]
    in_force_for(customer, number, (date.fromisoformat(begins) - days_ago(2)).days)
    return Holder(number, somebody(NAME, identity))


# Up to 400 yuan; 2/5 of it from two hours on, all of it from twice as long on (clause 2.4)
STEPS = {"zh": (190, "160.00"), "en": (315, "400.00")}


def test_that_a_late_flight_is_paid_by_the_steps_of_the_product(either: Customer) -> None:
    minutes, amount = STEPS[tongue(either, "zh", "en")]
    holder = travelling(either)
    either.say(
        tongue(
            either,
            f"昨天的航班{FLIGHT}晚点了好几个小时，想理赔",
            f"my flight {FLIGHT} was delayed by several hours yesterday, I want to claim",
        )
    )
    (claim,) = claims(either)
    assert claim["type"] == "flight_delay"
    assert holder.policy in either.text
    assert FLIGHT in either.text
    send(either, *of_flight(holder.who, days_ago(1), minutes))
    wait_until_read(either, 4)
    either.say(tongue(either, "都传完了", "that's all"))
    assert either.field == "claim_submit", either.story
    either.tap("claim_submit")
    claim = wait_for_claim(either, "paid")
    assert claim["route"] == "fast_track"
    paid_once(either, claim, amount)
    receipt = told(either, tongue(either, "赔款到账", "Paid:"))
    assert amount in receipt
    assert "2.4" in receipt
    in_one_language(either, NAME, "中国工商银行")
    nothing_of_it_logged(either, NAME, holder.identity)
