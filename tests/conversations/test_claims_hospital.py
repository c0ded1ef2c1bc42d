"""A stay in hospital: documents over days and channels, waiting period, deductible."""

from __future__ import annotations

from collections.abc import Callable

from tests.conversations import papers
from tests.conversations.buying import buy, go_on
from tests.conversations.claim_documents import BRONCHITIS, of_stay, of_treatment, somebody
from tests.conversations.claiming import (
    NAME,
    Holder,
    claim,
    claims,
    days_ago,
    in_force_for,
    in_one_language,
    kinds,
    not_paid,
    nothing_of_it_logged,
    send,
    submit,
    told,
    tongue,
    wait_for_claim,
    wait_until_read,
    with_accident_cover,
)
from tests.conversations.customer import Customer

READ_OFF = (NAME, "南京市鼓楼区人民医院", "左侧桡骨远端骨折", "中国工商银行", "骨科")


def test_that_a_stay_is_told_with_one_document_and_the_rest_comes_from_another_channel(
    either: Customer, new_customer: Callable[..., Customer]
) -> None:
    holder = with_accident_cover(either)
    said = len(either.conversation()["transcript"])
    either.say(
        tongue(
            either,
            "上周在超市摔了一跤手腕骨折了，住院花了八千六",
            "I fell in the supermarket last week and broke my wrist, the hospital stay cost 8,600",
        )
    )
    if either.field == "claim_when":
        either.say(tongue(either, "7天前", "seven days ago"))
    of = claim(either)
    assert (of["type"], of["cause"], of["claimed"]) == ("hospital", "accident", "8600.00"), either.story
    first, *rest = of_stay(holder.who, days_ago(2), 4, "8600.00")
    send(either, first)
    wait_until_read(either, 1)
    either.say(tongue(either, "剩下的过两天再传", "I'll send the rest in two days"))
    assert of["number"] in either.text
    assert either.field == "", either.story

    phone = new_customer(either.language)  # the same person, two days later, from another channel
    phone.say(tongue(phone, f"理赔{of['number']}还要补材料", f"I have more documents for claim {of['number']}"))
    assert phone.field == "claim_join", phone.story
    phone.say(holder.identity)
    assert phone.field == "claim_papers", phone.story
    assert of["number"] in phone.text
    send(phone, *rest)
    of = wait_until_read(phone, len(rest) + 1)
    assert {one["number"] for one in claims(either)} == {one["number"] for one in claims(phone)}
    submit(phone)
    of = wait_for_claim(either, "assessing")
    # 8,600 less 100 an accident are 8,500; 80 % of it are 6,800
    assert (of["route"], of["route_reasons"], of["payable"]) == ("assessor", ["amount_over_limit"], "6800.00")
    assert sorted(kinds(of))[:4] == ["bank_card", "discharge_summary", "identity_card", "itemised_bill"]
    not_paid(either, of)
    line = either.say(tongue(either, "到哪了", "how far is it"))
    assert tongue(either, "审核中", "with an assessor") in line
    in_one_language(either, *READ_OFF, since=said)
    in_one_language(phone, *READ_OFF)
    nothing_of_it_logged(either, NAME, holder.identity, "骨折")


def test_that_an_illness_in_the_waiting_period_goes_to_an_assessor_and_is_never_refused(zh_or_en: Customer) -> None:
    """A boy's bronchitis five days after his cover began; no line of outpatient cover pays illnesses that early."""
    boy, identity = "王小明", papers.id_number(4)
    zh_or_en.say(tongue(zh_or_en, "给4岁的儿子买门诊险", "outpatient insurance for my son, he is 4"))
    go_on(zh_or_en, {"social_insurance": tongue(zh_or_en, "有", "yes")}, until="plan")
    waiting = int(zh_or_en.plans[0]["waiting_days"])
    assert waiting > 6
    number = buy(zh_or_en, {"insured_id": identity, "insured_name": boy, "applicant_name": NAME})
    (policy,) = zh_or_en.record()["policies"]
    from datetime import date

    in_force_for(zh_or_en, number, (date.fromisoformat(policy["effective"]) - days_ago(6)).days)
    answer = zh_or_en.say(
        tongue(
            zh_or_en,
            "儿子昨天咳嗽发烧，看门诊花了500",
            "my son had a cough and a fever yesterday, the outpatient visit cost 500",
        )
    )
    assert tongue(zh_or_en, f"{waiting}天等待期", f"waiting period of {waiting} days") in answer, zh_or_en.story
    who = somebody(boy, identity)
    send(zh_or_en, *of_treatment(who, days_ago(1), "500.00", BRONCHITIS))
    wait_until_read(zh_or_en, 5)
    submit(zh_or_en)
    of = wait_for_claim(zh_or_en, "assessing")
    assert of["route"] == "assessor"
    assert of["route_reasons"] in (["nothing_payable"], ["doubt"]), of
    assert not [one for one in of["steps"] if one["status"] == "refused"]
    not_paid(zh_or_en, of)
    assert tongue(zh_or_en, "专员", "assessor") in zh_or_en.text
    told(zh_or_en, tongue(zh_or_en, "审核中", "with an assessor"))
    in_one_language(zh_or_en, NAME, boy, "南京市鼓楼区人民医院", BRONCHITIS, "中国工商银行")
    nothing_of_it_logged(zh_or_en, boy, identity, BRONCHITIS)


__all__ = ["Holder"]
