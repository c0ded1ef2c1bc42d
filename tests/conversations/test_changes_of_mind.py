"""Corrections, questions in between, steps back, and everything else a customer does instead of answering."""

from __future__ import annotations

from decimal import Decimal

from tests.conversations import papers
from tests.conversations.buying import buy, go_on, open_field
from tests.conversations.checks import bought_once, rate_cell
from tests.conversations.customer import Customer

FATHER = "我爸65了，怕他摔跤，一年五百块以内"


def test_that_name_and_start_can_be_changed_at_the_summary(zh: Customer) -> None:
    zh.say(FATHER)
    go_on(zh, {"insured_id": papers.id_number(65)}, until="summary")
    assert {"applicant_name", "effective_date", "insured_id.0"} <= {row["key"] for row in zh.has("confirm")["answers"]}
    zh.tap("修改") if any(title == "修改" for title, _ in zh.offered) else zh.say("改一下投保人姓名")
    if zh.field == "summary" or zh.card("question") is None:
        zh.tap('"applicant_name"')
    assert zh.field == "applicant_name"
    zh.say("欧阳明月")
    rows = {row["key"]: row["value"] for row in zh.has("confirm")["answers"]}
    assert rows["applicant_name"] == "欧阳明月"
    assert len(rows) == 7
    zh.say("生效日期改成12月20号")
    assert (zh.field == "summary" and "2026-12-20" in zh.text) or zh.record()["draft"]["answers"]["effective_date"][
        5:
    ] == "12-20"
    buy(zh)
    assert bought_once(zh)["effective"][5:] == "12-20"


def test_that_a_corrected_age_is_shown_before_and_after_and_priced_anew(zh: Customer) -> None:
    zh.say(FATHER)
    senior = next(n for n, plan in enumerate(zh.plans, 1) if plan["product_id"] == "hengtai-senior-guard")
    go_on(zh, {"plan": str(senior)}, until="applicant_phone")
    before = zh.record()["draft"]["quote_id"]
    zh.say("年龄错了，我爸是68岁")
    assert "65" in zh.text
    assert "68" in zh.text
    draft, quotes = zh.record()["draft"], {quote["id"]: quote for quote in zh.record()["quotes"]}
    assert quotes[before]["status"] == "void"
    plan = quotes[before]["plan_id"]
    assert Decimal(quotes[draft["quote_id"]]["premium"]) == rate_cell("hengtai-senior-guard", plan=plan, age=68)
    assert draft["answers"]["applicant_name"]  # nothing already given is lost
    buy(zh, {"insured_id": papers.id_number(68)})
    bought_once(zh)


def test_that_an_identity_number_of_another_age_changes_the_premium_openly(zh: Customer) -> None:
    zh.say(FATHER)
    senior = next(n for n, plan in enumerate(zh.plans, 1) if plan["product_id"] == "hengtai-senior-guard")
    go_on(zh, {"plan": str(senior)}, until="insured_id")
    zh.say(papers.id_number(68))
    assert zh.record()["needs"]["insured"][0]["age"] == 68
    assert "65岁 → 68岁" in zh.text
    assert "198元 → 每年318元" in zh.text


def test_that_a_question_in_a_form_is_answered_from_the_clauses_and_the_form_goes_on(zh: Customer) -> None:
    zh.say(FATHER)
    for field in ("applicant_name", "applicant_phone", "effective_date"):
        go_on(zh, {"insured_id": papers.id_number(65)}, until=field)
        draft = zh.record()["draft"]
        zh.say("犹豫期多久？")
        assert "条款" in zh.text
        assert "“" in zh.text
        assert zh.questions == [field]
        assert zh.record()["draft"] == draft


def test_that_why_is_answered_at_every_question_of_the_way(zh: Customer) -> None:
    zh.say("想买意外险")
    seen = set()
    answers = {"insured_relation": "我爸", "insured_age": "65", "insured_id": papers.id_number(65)}
    for field in (
        "insured_relation",
        "insured_age",
        "budget",
        "plan",
        "disclosure",
        "applicant_id",
        "beneficiary",
        "notice_terms",
    ):
        go_on(zh, answers, until=field)
        zh.say("为什么问这个？")
        assert open_field(zh).split(".")[0] == field
        assert len(zh.questions) == 1
        seen.add(zh.last[0]["text"])
    assert len(seen) == 8  # each its own reason


def test_that_a_refused_plan_can_not_be_bought_by_an_old_button(zh: Customer) -> None:
    zh.say(FATHER)
    old = {"product_id": zh.plans[0]["product_id"], "plan_id": zh.plans[0]["plan_id"]}
    payload = zh.plans[0]["payload"]
    zh.say("1")
    zh.say("有")  # he is bedridden: nothing more is asked for a plan he can't have
    assert zh.has("underwriting")["decision"] == "decline"
    assert zh.has("underwriting")["reasons"]
    assert all((plan["product_id"], plan["plan_id"]) != tuple(old.values()) for plan in zh.plans)
    zh.say(payload)
    assert zh.record()["draft"] is None


def test_that_ok_is_no_answer_to_a_disclosure(zh: Customer, en: Customer) -> None:
    zh.say(FATHER)
    go_on(zh, until="disclosure")
    for vague in ("好的", "ok", "没问题", "算了吧", "同意"):
        zh.say(vague)
        assert not zh.record()["draft"] or zh.record()["draft"]["disclosure"] == {}, vague
        if zh.record()["draft"] is None:
            zh.say("继续")
            go_on(zh, until="disclosure")
    en.say("accident insurance for my father, he is 65, under 500 a year")
    go_on(en, until="disclosure")
    en.say("ok")
    assert en.field == "disclosure"
    assert en.record()["draft"]["disclosure"] == {}


def test_that_fewer_than_three_plans_are_explained(zh: Customer) -> None:
    zh.say("给我90岁的爷爷买意外险，不限预算")
    plans = zh.card("plans")
    count = len(plans["plans"]) if plans else 0
    assert count < 3
    assert "岁" in zh.text or "年龄" in zh.text


def test_that_another_line_of_business_keeps_the_person(zh: Customer) -> None:
    zh.say(FATHER)
    zh.say("算了，还是给他看看防癌险吧")
    needs = zh.record()["needs"]
    assert needs["line"] == "cancer"
    assert needs["insured"][0]["age"] == 65
    assert not zh.record()["offer"] or zh.field == "plan"


def test_that_back_goes_step_by_step(zh: Customer) -> None:
    zh.say("想买意外险")
    zh.all("给我爸", "65岁")
    assert zh.field == "budget"
    zh.say("返回")
    assert zh.field == "insured_age"
    zh.say("上一步")
    assert zh.field == "insured_relation"
    zh.all("给我妈", "66", "不限")
    assert (zh.record()["needs"]["insured"][0]["age"], zh.field) == (66, "plan")
    go_on(zh, until="applicant_id")
    zh.say("返回")
    assert zh.field == "applicant_name"


def test_that_cancelled_is_kept_and_goes_on_when_asked(zh: Customer) -> None:
    zh.say(FATHER)
    go_on(zh, until="applicant_name")
    zh.say("取消")
    assert zh.record()["draft"] is None
    assert not zh.questions
    zh.tap("/resume")
    assert zh.record()["needs"]["insured"][0]["age"] == 65
    assert zh.field == "plan"


def test_that_starting_over_is_confirmed_first(zh: Customer) -> None:
    zh.say(FATHER)
    zh.say("重新开始")
    assert zh.field == "restart"
    zh.say("不要")
    assert zh.field == "plan"
    assert zh.record()["needs"]["line"] == "accident"
    zh.say("重新开始")
    zh.say("是的")
    assert "line" not in zh.record()["needs"]
    assert zh.record()["offer"] == []


def test_that_a_human_can_be_asked_for_at_any_step_and_the_form_goes_on(zh: Customer) -> None:
    zh.say(FATHER)
    for field in ("plan", "disclosure", "applicant_id", "summary"):
        go_on(zh, {"insured_id": papers.id_number(65)}, until=field)
        zh.say("转人工")
        assert zh.has("handoff")["queue_position"] >= 1
        assert len(zh.handoffs()) == 1
        zh.say("继续")
        assert zh.field == field
    buy(zh)
    bought_once(zh)


def test_that_the_language_can_be_switched_in_the_middle(zh: Customer) -> None:
    zh.say(FATHER)
    go_on(zh, until="applicant_name")
    zh.say("can we speak English please")
    assert "name" in zh.text
    assert zh.field == "applicant_name"
    zh.say("Zhang Wei")
    assert "identity number" in zh.text
    assert zh.conversation()["language"] == "en"
    zh.say("说中文吧")
    assert "身份证" in zh.text
    assert zh.field == "applicant_id"


def test_that_buttons_work_by_title_and_by_payload(zh: Customer) -> None:
    zh.say("想买意外险")
    zh.say("父母")
    zh.say("65")
    zh.tap('"any_budget"')
    zh.say("第2款")
    assert zh.field == "disclosure"
    zh.say("没有/否")
    assert len(zh.record()["draft"]["disclosure"]) == 1


def test_that_several_facts_out_of_order_and_with_typos_are_all_taken(zh: Customer, en: Customer) -> None:
    zh.say("预算八百以内，我老婆，33岁，想买个意外现，她是护士")
    needs = zh.record()["needs"]
    assert (needs["insured"][0]["relation"], needs["insured"][0]["age"], needs["budget"]) == ("spouse", 33, "800.00")
    en.say("budget under 800 a yr, my wife is 33, a nurse, acident insurance pls")
    needs = en.record()["needs"]
    assert (needs["insured"][0]["relation"], needs["insured"][0]["age"], needs["budget"]) == ("spouse", 33, "800.00")


def test_that_an_open_cancellation_does_not_swallow_the_purchase(zh: Customer) -> None:
    zh.say(FATHER)
    go_on(zh, until="applicant_name")
    zh.say("退保")  # there is nothing to return
    assert zh.questions == ["applicant_name"]


def test_that_a_slip_said_right_after_the_answer_is_put_right(zh: Customer) -> None:
    zh.say(FATHER)
    go_on(zh, {"applicant_name": "我叫张伟"}, until="applicant_id")
    zh.say("不对，我叫张玮")
    assert "张伟 → 张玮" in zh.text
    assert zh.questions == ["applicant_id"]


def test_that_the_other_parent_is_another_person(zh: Customer) -> None:
    zh.say(FATHER)
    go_on(zh, until="insured_name")
    zh.say("还是给我妈买吧")
    person = zh.record()["needs"]["insured"][0]
    assert (person["sex"], person["age"]) == ("female", None)
    assert zh.record()["draft"] is None  # what was quoted was for the father
    assert zh.field == "insured_age"


def test_that_a_worry_leads_to_its_line_of_business(zh: Customer) -> None:
    zh.say("我想买保险")
    zh.say("不知道买什么好")
    assert zh.field == "line"
    zh.say("就是怕生病住院")
    assert zh.record()["needs"]["line"] == "medical"


def test_that_choices_can_be_pointed_at_by_number(zh: Customer) -> None:
    zh.say("我想买保险")
    zh.say("2")
    assert zh.record()["needs"]["line"] == "medical"


def test_that_only_a_month_is_no_day_to_insure_from(zh: Customer) -> None:
    zh.say("下个月去泰国玩5天，就我一个人，32岁")
    assert zh.field == "trip"
    assert zh.record()["needs"]["trip_days"] == 5
    zh.say("10号")
    assert zh.record()["needs"]["trip_start"][8:] == "10"


def test_that_another_plan_keeps_what_was_typed(zh: Customer) -> None:
    zh.say(FATHER)
    go_on(zh, {"insured_id": papers.id_number(65)}, until="effective_date")
    zh.say("看其他方案")
    assert zh.field == "plan"
    go_on(zh, {"plan": "2"}, until="effective_date")
    typed = {"applicant_name", "applicant_id", "applicant_phone", "insured_name.0", "insured_id.0"}
    assert set(zh.record()["draft"]["answers"]) == typed
    assert not [line for line in zh.log[-12:] if "姓名" in line]  # none of it was asked again
    buy(zh)
    bought_once(zh)


def test_that_a_name_changed_at_the_payment_page_leads_back_to_it(zh: Customer) -> None:
    zh.say(FATHER)
    go_on(zh, {"insured_id": papers.id_number(65)})
    old = zh.has("payment")["url"]
    zh.say("投保人姓名填错了")
    assert zh.field == "applicant_name"
    zh.say("王大力")
    zh.say("确认无误")
    assert zh.has("payment")["url"] != old
    zh.pay(old)
    assert zh.ledger()["charges"] == []
    buy(zh)
    bought_once(zh)
