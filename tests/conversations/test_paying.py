"""Payment and issuing when something goes wrong: one charge, one policy, one receipt, or the money back."""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, datetime, timedelta

import httpx

from ops.system import System
from tests.conversations import papers
from tests.conversations.buying import buy, go_on
from tests.conversations.checks import bought_once, receipts
from tests.conversations.customer import Customer

FATHER = "我爸65了，怕他摔跤，一年五百块以内"


def until_paying(customer: Customer) -> str:
    """The address of the payment page."""
    customer.say(FATHER)
    go_on(customer, {"insured_id": papers.id_number(65)})
    return str(customer.has("payment")["url"])


def receipts_delivered(customer: Customer) -> int:
    """How many receipts the customer got, after asking a few times."""
    customer.wait_for_word(customer.wait_for_policy()["number"])
    for _ in range(3):
        customer.say("我的保单")
        time.sleep(0.3)
    return len(receipts(customer))


def test_that_paying_twice_and_a_double_callback_charge_once(switches: Customer) -> None:
    switches.switch("payments", callback_twice={"times": 1})
    url = until_paying(switches)
    first, second = switches.pay(url), switches.pay(url)
    assert first.status_code == 200
    assert second.status_code < 500
    assert receipts_delivered(switches) == 1
    bought_once(switches)


def test_that_a_used_and_a_given_up_link_say_so(zh: Customer) -> None:
    url = until_paying(zh)
    zh.say("取消订单")
    assert zh.record()["orders"][-1]["status"] == "closed"
    assert "action" not in httpx.get(url, trust_env=False).text  # nothing to press on it any more
    zh.pay(url)
    assert zh.ledger()["charges"] == []
    zh.tap("/pay_again")
    fresh = zh.has("payment")["url"]
    assert fresh != url
    zh.pay(fresh)
    zh.wait_for_policy()
    assert zh.pay(fresh).status_code < 500
    bought_once(zh)


def test_that_an_expired_link_is_replaced_when_asked(zh: Customer, system: System) -> None:
    url = until_paying(zh)
    order = zh.has("payment")["order_id"]
    expire_in_provider(system, order)
    assert zh.pay(url).status_code < 500
    assert zh.ledger()["charges"] == []
    assert zh.record()["policies"] == []
    zh.say("我要付款")
    fresh = zh.has("payment")["url"]
    assert fresh != url
    zh.pay(fresh)
    zh.wait_for_policy()
    bought_once(zh)


def expire_in_provider(system: System, order: str) -> None:
    """Set an order's end in the provider's books an hour back."""
    past = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    path = next((system.var / "sandbox").rglob("payments.sqlite"))
    with sqlite3.connect(path, timeout=10) as books:
        assert books.execute("UPDATE orders SET expires_at = ? WHERE id = ?", (past, order)).rowcount == 1


def test_that_a_quote_that_expired_in_a_pause_of_days_is_computed_again(zh: Customer, system: System) -> None:
    zh.say(FATHER)
    go_on(zh, {"insured_id": papers.id_number(65)}, until="summary")
    old = zh.record()["draft"]["quote_id"]
    with sqlite3.connect(system.var / "lingbao.db", timeout=10) as records:
        ago = (datetime.now(UTC) - timedelta(days=3)).isoformat()
        changed = records.execute("UPDATE quotes SET doc = json_set(doc, '$.valid_until', ?) WHERE id = ?", (ago, old))
        assert changed.rowcount == 1
    zh.say("确认无误")
    draft = zh.record()["draft"]
    assert draft["quote_id"] != old
    assert draft["answers"]["applicant_name"]
    assert "报价" in zh.text
    assert len(zh.questions) == 1
    buy(zh)
    bought_once(zh)


def test_that_an_insurer_that_times_out_after_the_work_issues_one_policy(switches: Customer) -> None:
    switches.switch("insurers", hang_after_work={"seconds": 20, "on": "issue", "times": 1})
    switches.pay(until_paying(switches))
    switches.say("付好了")
    assert switches.text
    switches.wait(lambda record: record["policies"], seconds=60)
    bought_once(switches)


def test_that_an_insurer_that_is_down_for_a_while_issues_in_the_end(switches: Customer) -> None:
    switches.switch("insurers", fail={"status": 503, "times": 2})
    switches.pay(until_paying(switches))
    switches.wait(lambda record: record["policies"], seconds=60)
    bought_once(switches)


def test_that_a_lost_callback_is_made_good(switches: Customer) -> None:
    switches.switch("payments", drop_callback={"times": 1})
    switches.pay(until_paying(switches))
    assert "已收到付款" in switches.say("我已经付款了")  # the provider is asked, not the missing callback
    switches.wait(lambda record: record["policies"], seconds=150)
    bought_once(switches)


def test_that_a_refused_policy_is_refunded_and_the_customer_told(switches: Customer) -> None:
    switches.switch("insurers", refuse={"reason": "RISK_DECLINED", "on": "issue"})
    switches.pay(until_paying(switches))
    order = switches.wait(lambda record: [o for o in record["orders"] if o["status"] == "refunded"])[0]
    books = switches.ledger()
    assert (
        [row["amount"] for row in books["refunds"]] == [row["amount"] for row in books["charges"]] == [order["amount"]]
    )
    assert switches.record()["policies"] == []
    switches.wait_for_word("退")


def test_that_actions_killed_during_payment_change_nothing(zh: Customer, system: System) -> None:
    url = until_paying(zh)
    system.kill("actions")
    zh.pay(url)
    system.wait_ready("actions")
    assert receipts_delivered(zh) == 1
    bought_once(zh)


def test_that_the_bot_killed_during_payment_finishes_the_purchase_once(switches: Customer, system: System) -> None:
    url = until_paying(switches)
    switches.switch("insurers", slow={"seconds": 3, "times": 1})
    switches.pay(url)
    time.sleep(1.0)  # the money has moved, the policy is being issued
    system.kill("bot")
    system.wait_ready("bot")
    assert receipts_delivered(switches) == 1
    bought_once(switches)
