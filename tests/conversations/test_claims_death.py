"""After a death: a human first, few questions, nothing about money until the family wants to."""

from __future__ import annotations

from tests.conversations import papers
from tests.conversations.buying import buy, go_on
from tests.conversations.claim_documents import of_death, somebody
from tests.conversations.claiming import (
    Holder,
    actions,
    claims,
    days_ago,
    in_force_for,
    in_one_language,
    not_paid,
    nothing_of_it_logged,
    send,
    texts,
    told,
    tongue,
    wait_until_read,
)
from tests.conversations.customer import Customer

FATHER = "王德山"
MONEY = ("银行卡", "卡号", "账户", "bank card", "account", "card number")


def with_cover_for_father(customer: Customer) -> Holder:
    identity = papers.id_number(65)
    customer.say(
        tongue(
            customer,
            "我爸65了，怕他摔跤，一年五百块以内",
            "accident insurance for my father, he is 65 and retired, up to 500 a year",
        )
    )
    go_on(customer, until="plan")
    number = buy(customer, {"insured_id": identity, "insured_name": FATHER})
    in_force_for(customer, number)
    customer.say(tongue(customer, "我的保单", "my policies"))  # what the purchase still had to tell has been told
    return Holder(number, somebody(FATHER, identity))


def test_that_after_a_death_a_human_comes_first_and_little_is_asked(either: Customer) -> None:
    holder = with_cover_for_father(either)
    before, said = actions(either), len(texts(either))
    answer = either.say(tongue(either, "我爸上周三出车祸走了", "my father died in a car accident last Wednesday"))
    (claim,) = claims(either)
    assert claim["type"] == "death"
    assert claim["number"] in answer
    first = either.last[0]["text"]
    assert tongue(either, "节哀", "sorry") in first
    assert len(either.handoffs()) == 1
    assert not [word for word in MONEY if word in answer.casefold()], answer
    assert len(either.questions) <= 1

    either.say(tongue(either, "他是在老家出的事", "it happened in his home town"))
    either.say(tongue(either, "我现在心里很乱", "I can't think straight right now"))
    assert len(either.handoffs()) == 1  # asked for once
    assert not [word for line in texts(either)[said:] for word in MONEY if word in line.casefold()]
    assert len(claims(either)) == 1

    send(either, of_death(holder.who, days_ago(5)))
    wait_until_read(either, 1)
    assert actions(either) - before <= 6
    told(either, tongue(either, "死亡医学证明", "death certificate"))
    claim = claims(either)[0]
    not_paid(either, claim)
    in_one_language(either, FATHER, since=said)
    nothing_of_it_logged(either, FATHER, holder.identity)
