"""Claims from the first sentence to the money, against the running system with its reader and its bank."""

from __future__ import annotations

import pytest

from tests.conversations.claim_documents import SPRAIN, of_treatment
from tests.conversations.claiming import (
    NAME,
    actions,
    claims,
    days_ago,
    in_one_language,
    kinds,
    not_paid,
    nothing_of_it_logged,
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

READ_OFF = (NAME, SPRAIN, "中国工商银行", "急诊外科")
MOST_ACTIONS = 12  # from the first sentence to paid


def test_that_a_small_treatment_is_paid_the_same_day(either: Customer) -> None:
    holder = with_accident_cover(either)
    before, said = actions(either), len(either.conversation()["transcript"])
    answer = either.say(
        tongue(
            either,
            "昨天下楼梯把脚崴了，去医院看急诊花了1860",
            "I sprained my ankle on the stairs yesterday, the emergency room cost 1860",
        )
    )
    (claim,) = claims(either)
    assert claim["number"] in answer
    assert holder.policy in answer
    assert tongue(either, "意外医疗", "Accident medical") in answer
    assert "2.3" in answer
    assert either.field == "claim_papers"
    assert either.has("checklist")["claim_number"] == claim["number"]

    send(either, *of_treatment(holder.who, days_ago(1), "1860.00"))
    wait_until_read(either, 5)
    either.say(tongue(either, "都传完了", "that's all"))
    assert either.field == "claim_submit", either.story
    either.tap("claim_submit")
    claim = wait_for_claim(either, "paid")
    told(either, tongue(either, "赔款到账", "Paid:"))
    assert actions(either) - before <= MOST_ACTIONS

    # 1,860 less 100 an accident is 1,760; 80 % of it are 1,408
    assert (claim["route"], claim["claimed"], claim["payable"]) == ("fast_track", "1860.00", "1408.00")
    assert sorted(kinds(claim)) == [
        "bank_card", "identity_card", "itemised_bill", "medical_invoice", "outpatient_record"
    ]  # fmt: skip
    paid_once(either, claim, "1408.00")
    receipt = told(either, tongue(either, "赔款到账", "Paid:"))
    assert all(figure in receipt for figure in ("1860.00", "100.00", "352.00", "1408.00")), receipt
    in_one_language(either, *READ_OFF, since=said)
    nothing_of_it_logged(either, NAME, holder.identity, holder.phone, SPRAIN)


@pytest.mark.parametrize(
    ("amount", "status"),
    [pytest.param("1999.99", "paid", marks=pytest.mark.slow), ("2000.00", "paid"), ("2000.01", "assessing")],
)
def test_that_the_machine_pays_up_to_two_thousand(zh: Customer, amount: str, status: str) -> None:
    holder = with_accident_cover(zh)
    zh.say("昨天摔了一跤，手腕肿了，去门诊看了")
    send(zh, *of_treatment(holder.who, days_ago(1), amount))
    wait_until_read(zh, 5)
    submit(zh)
    claim = wait_for_claim(zh, status)
    if status == "paid":
        assert claim["route"] == "fast_track"
        # 80 % of 1,899.99 are 1,519.992, of 1,900.00 exactly 1,520.00
        paid_once(zh, claim, {"1999.99": "1519.99", "2000.00": "1520.00"}[amount])
    else:
        assert (claim["route"], claim["route_reasons"]) == ("assessor", ["amount_over_limit"])
        not_paid(zh, claim)
        assert claim["due"] in str(claim)
        assert "专员" in zh.text
