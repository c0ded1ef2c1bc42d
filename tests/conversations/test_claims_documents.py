"""Documents of claims as they really come: too early, of the wrong thing, blurred, of somebody else, twice."""

from __future__ import annotations

from tests.conversations import papers
from tests.conversations.claim_documents import (
    blank_page,
    identity_card,
    invoice,
    of_treatment,
    other_card,
    selfie,
    shaken,
    somebody,
    sticker,
)
from tests.conversations.claiming import (
    FELL,
    NAME,
    Holder,
    claim,
    claims,
    days_ago,
    in_one_language,
    kinds,
    not_paid,
    nothing_of_it_logged,
    paid_once,
    prove,
    report,
    send,
    submit,
    texts,
    told,
    tongue,
    wait_for_claim,
    wait_until_read,
    with_accident_cover,
    wrong,
)
from tests.conversations.customer import Customer


def test_that_files_sent_before_anything_was_told_belong_to_the_claim(either: Customer, covered: Holder) -> None:
    either.say(tongue(either, "你好", "hello"))
    answer = send(either, identity_card(covered.who), invoice(covered.who, days_ago(1), "1860.00"))
    assert "2" in answer
    assert not claims(either)
    either.tap("report_claim")
    assert either.field == "claim_event", either.story
    either.say(tongue(either, *FELL))
    prove(either, covered)
    of = wait_until_read(either, 2)
    assert sorted(kinds(of)) == ["identity_card", "medical_invoice"]
    assert len(claims(either)) == 1
    told(either, tongue(either, "收到医疗收费票据", "Received: medical invoice"))
    in_one_language(either, NAME)


def test_that_a_sticker_a_blank_page_and_a_selfie_are_named_and_harm_nothing(zh: Customer, covered: Holder) -> None:
    report(zh, covered)
    send(zh, sticker(), blank_page(), selfie(), identity_card(covered.who))
    of = wait_until_read(zh, 4)
    zh.say("到哪了")
    assert told(zh, "空白")
    assert told(zh, "收到身份证")
    assert len([line for line in texts(zh) if "没能读出来" in line]) == 3
    assert kinds(of).count("identity_card") == 1
    items = {one["kind"]: one["status"] for one in zh.has("checklist")["items"]}
    assert items == {
        "identity_card": "received", "medical_invoice": "missing", "outpatient_record": "missing",
        "itemised_bill": "missing", "bank_card": "missing",
    }  # fmt: skip


def test_that_a_blurred_picture_is_asked_for_again_and_the_clear_one_counts(either: Customer, covered: Holder) -> None:
    report(either, covered)
    clear = invoice(covered.who, days_ago(1), "1860.00")
    send(either, shaken(clear))
    wait_until_read(either, 1)
    told(either, tongue(either, "糊", "blurred"))
    items = {one["kind"]: one["status"] for one in either.has("checklist")["items"]}
    assert items["medical_invoice"] in ("missing", "unreadable")
    send(either, clear)
    wait_until_read(either, 2)
    told(either, tongue(either, "收到医疗收费票据", "Received: medical invoice"))
    items = {one["kind"]: one["status"] for one in either.has("checklist")["items"]}
    assert items["medical_invoice"] == "received"


def test_that_somebody_elses_invoice_is_told_at_once_with_how_to_mend_it(either: Customer, covered: Holder) -> None:
    report(either, covered)
    other = somebody("赵丽华", papers.id_number(35, "female"))
    send(either, invoice(other, days_ago(1), "640.00"))
    of = wait_until_read(either, 1)
    assert "other_person" in wrong(of)
    line = told(either, tongue(either, "对不上", "isn't that of"))
    assert "赵丽华" in line
    assert tongue(either, "发错", "somebody else") in line
    assert NAME not in line  # whoever has the wrong papers needn't learn the whole name of the insured
    items = {one["kind"]: one["status"] for one in either.has("checklist")["items"]}
    assert items["medical_invoice"] == "mismatch"
    send(either, invoice(covered.who, days_ago(1), "1860.00"))
    wait_until_read(either, 2)
    either.say(tongue(either, "到哪了", "how far is it"))
    items = {one["kind"]: one["status"] for one in either.has("checklist")["items"]}
    assert items["medical_invoice"] == "received"
    nothing_of_it_logged(either, "赵丽华", other.id_number, covered.identity)


def test_that_a_value_corrected_in_words_counts_and_a_person_looks_at_it(zh_or_en: Customer, covered: Holder) -> None:
    report(zh_or_en, covered)
    send(zh_or_en, *of_treatment(covered.who, days_ago(1), "1680.00"))
    wait_until_read(zh_or_en, 5)
    zh_or_en.say(tongue(zh_or_en, "都传完了", "that's all"))
    answer = zh_or_en.say(tongue(zh_or_en, "发票金额应该是1860", "the invoice amount should be 1860"))
    assert "1860" in answer
    assert zh_or_en.field == "claim_submit", zh_or_en.story
    zh_or_en.say(tongue(zh_or_en, "对，提交", "yes, submit it"))
    of = wait_for_claim(zh_or_en, "assessing")
    assert of["route"] == "assessor"
    not_paid(zh_or_en, of)


def test_that_the_same_invoice_counts_once_and_is_never_paid_in_another_claim(zh: Customer) -> None:
    holder = with_accident_cover(zh)
    zh.say("昨天下楼梯把脚崴了，去医院看门诊")
    first = invoice(holder.who, days_ago(1), "900.00")
    again = (first[0], first[1] + b"\0", first[2])  # another file of the same picture
    identity, _, *rest = of_treatment(holder.who, days_ago(1), "900.00")
    send(zh, first, again, identity, *rest)
    of = wait_until_read(zh, 6)
    assert wrong(of) == ["invoice_twice"]
    assert "只算一次" in told(zh, "只算一次")
    submit(zh)
    of = wait_for_claim(zh, "paid" if claim(zh)["route"] == "fast_track" else "assessing")
    # what came twice is counted once: 900 less 100 are 800, 80 % of it are 640
    assert of["payable"] == "640.00"
    paid_once(zh, of, "640.00")

    zh.say("今天上午又摔了一跤，手肘擦伤了，看门诊花了900，另报一笔")
    assert len(claims(zh)) == 2, zh.story
    send(zh, first)
    second = wait_until_read(zh, 1)
    assert second["number"] != of["number"]
    assert "invoice_claimed" in wrong(second)
    told(zh, "另一笔理赔")
    zh.all("就这些", other_card(), "对，提交")
    second = wait_for_claim(zh, "assessing")
    not_paid(zh, second)
