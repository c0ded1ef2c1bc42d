"""Claims decided by assessors: a refusal with its clause and the appeal; a deductible that was used up."""

from __future__ import annotations

from datetime import date

from tests.conversations import papers
from tests.conversations.assessors import claim_seen, take_step
from tests.conversations.buying import buy, go_on
from tests.conversations.claim_documents import BROKEN_WRIST, of_stay, of_treatment, somebody
from tests.conversations.claiming import (
    NAME,
    Holder,
    claim,
    days_ago,
    in_force_for,
    in_one_language,
    not_paid,
    paid_once,
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

PRODUCT = "qinghe-lowstart-million"


def test_that_a_refusal_names_its_clause_and_an_appeal_brings_another_assessor(zh_or_en: Customer) -> None:
    holder = with_accident_cover(zh_or_en)
    said = len(zh_or_en.conversation()["transcript"])
    zh_or_en.say(
        tongue(zh_or_en, "昨天摔了一跤，手腕肿了，去门诊看了", "I fell yesterday, my wrist is swollen, I saw a doctor")
    )
    send(zh_or_en, *of_treatment(holder.who, days_ago(1), "2600.00"))
    wait_until_read(zh_or_en, 5)
    submit(zh_or_en)
    of = wait_for_claim(zh_or_en, "assessing")
    number = of["number"]
    reason = tongue(zh_or_en, "打架受的伤不在保障范围内", "an injury from a fight isn't covered")
    clause = {"policy": holder.policy, "article": "3.2"}
    take_step(zh_or_en, number, "refuse", who="wei", words=reason, clause=clause)
    line = told(zh_or_en, reason)
    assert "3.2" in line
    assert number in line
    assert tongue(zh_or_en, "申诉", "appeal") in line
    not_paid(zh_or_en, claim(zh_or_en))

    zh_or_en.say(tongue(zh_or_en, "我不服，要申诉", "I disagree, I want to appeal"))
    assert zh_or_en.field == "claim_appeal", zh_or_en.story
    words = tongue(
        zh_or_en, "我是自己摔的，没有打架，有监控", "I fell by myself, there was no fight, a camera shows it"
    )
    answer = zh_or_en.say(words)
    assert number in answer
    assert claim(zh_or_en)["status"] == "appealed"
    assert len(zh_or_en.handoffs()) == 1
    assert words in str(claim_seen(zh_or_en, number, "lan"))
    take_step(zh_or_en, number, "recalculate", who="lan")
    take_step(zh_or_en, number, "approve", who="lan", words=tongue(zh_or_en, "复核通过", "approved on appeal"))
    of = wait_for_claim(zh_or_en, "paid")
    # 2,600 less 100 an accident are 2,500; 80 % of it are 2,000
    paid_once(zh_or_en, of, "2000.00")
    told(zh_or_en, tongue(zh_or_en, "赔款到账", "Paid:"))
    in_one_language(zh_or_en, *READ_OFF, since=said)


def with_medical_cover(customer: Customer) -> Holder:
    """Qinghe Low-start Million: stays in hospital, less 10,000 a policy year; in force for months."""
    identity = papers.id_number(32)
    customer.say("想给自己买百万医疗，32岁，男，有医保，程序员，身体健康，最便宜的")
    go_on(customer, {"insured_occupation": "程序员", "conditions": "没有", "social_insurance": "有"}, until="plan")
    place = next(n for n, plan in enumerate(customer.plans, 1) if plan["product_id"] == PRODUCT)
    number = buy(customer, {"plan": str(place), "applicant_id": identity, "applicant_name": NAME})
    (policy,) = customer.record()["policies"]
    in_force_for(customer, number, (date.fromisoformat(policy["effective"]) - days_ago(120)).days)
    return Holder(number, somebody(NAME, identity))


def test_that_a_deductible_an_earlier_claim_used_up_isnt_taken_again(zh: Customer) -> None:
    holder = with_medical_cover(zh)
    zh.say("20天前摔了一跤手腕骨折，住院花了一万二")
    send(zh, *of_stay(holder.who, days_ago(15), 4, "12000.00"))
    wait_until_read(zh, 5)
    zh.all("都传完了", "对，提交")
    first = wait_for_claim(zh, "assessing")
    take_step(zh, first["number"], "approve", words="核对无误")
    first = wait_for_claim(zh, "paid")
    # 12,000 less the year's 10,000 are 2,000; 60 % of it, as the public insurance settled nothing (clause 2.1)
    paid_once(zh, first, "1200.00")

    zh.say("6天前又摔了一跤，手腕骨折住院，花了1500，另报一笔")
    send(zh, *of_stay(holder.who, days_ago(2), 3, "1500.00", BROKEN_WRIST))
    wait_until_read(zh, 5)
    zh.all("都传完了", "对，提交")
    second = claim(zh)
    assert second["number"] != first["number"]
    assert second["payable"] == "900.00"  # nothing of the deductible is left: 60 % of 1,500
