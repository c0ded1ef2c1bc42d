"""One claim through the real system on the real page: told in words, five pictures, checked, submitted, paid."""

from __future__ import annotations

import asyncio
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from browser import customer_page, hears, last, messages, overflows, ready, say, tap
from claim_screens import TOUCH
from playwright.async_api import Browser, Locator, Page, expect

from ops.system import System
from tests.conversations import papers
from tests.conversations.buying import buy
from tests.conversations.claim_documents import of_treatment, somebody
from tests.conversations.claiming import in_force_for, today
from tests.conversations.customer import Customer

pytestmark = [pytest.mark.browser, pytest.mark.server]
NAME = "王建国"
TURN_SECONDS, READ_SECONDS, PAY_SECONDS = 30, 120, 120
TO_THE_TOP = """one => {
  const list = document.querySelector("deep-chat").shadowRoot.querySelector("#messages");
  list.scrollTop += one.getBoundingClientRect().top - list.getBoundingClientRect().top - 24;
}"""
PICTURES = os.environ.get("LINGBAO_PICTURES", "")  # a folder: pictures of every stage go there


async def sender_of(page: Page) -> str:
    return str(await page.evaluate("localStorage.getItem('lingbao.session')")).rsplit(".", 1)[0]


def insured(customer: Customer) -> str:
    """Accident cover that has been in force for some weeks; the customer's identity number."""
    identity = papers.id_number(40)
    customer.say("给我自己买意外险，40岁，坐办公室的")
    in_force_for(customer, buy(customer, {"applicant_id": identity, "applicant_name": NAME}))
    return identity


async def keep(page: Page, name: str, top: Locator | None = None) -> None:
    """A picture of the page, with this at the top of the conversation."""
    if not PICTURES:
        return
    if top is not None:
        await top.evaluate(TO_THE_TOP)
    await page.mouse.move(0, 0)
    await page.wait_for_timeout(600)
    await page.screenshot(path=Path(PICTURES) / f"claim-{name}.png")


async def test_that_a_small_claim_is_paid_on_the_page(browser: Browser, system: System) -> None:
    """Once: the same pictures in a second claim are a risk hit, and go to an assessor."""
    async with customer_page(browser, system.url, **TOUCH, device_scale_factor=2) as page:
        customer = Customer(system, await sender_of(page))
        identity = await asyncio.to_thread(insured, customer)
        await page.reload()
        await ready(page)
        await reports(page)
        files = of_treatment(somebody(NAME, identity), today() - timedelta(days=1), "1860.00")
        await sends(page, files)
        await checks(page)
        await is_paid(page)
        claims = (await asyncio.to_thread(customer.record))["claims"]
        assert [claim["status"] for claim in claims] == ["paid"]
        before = await messages(page).count()
        await page.reload()
        await ready(page)
        await expect(messages(page)).to_have_count(before)
        assert not re.search(r"\d{16,}", await page.locator("deep-chat").inner_text())  # no card or identity number


async def test_that_a_tow_is_ordered_followed_and_rated_on_the_page(browser: Browser, system: System) -> None:
    async with customer_page(browser, system.url, **TOUCH) as page:
        customer = Customer(system, await sender_of(page))
        await asyncio.to_thread(customer.switch, "providers", pace={"seconds": 1})
        try:
            await say(page, "我在浦东张江抛锚了，叫个拖车")
            nearest = page.locator(".provider").first
            await expect(nearest).to_be_visible(timeout=TURN_SECONDS * 1000)
            assert not await overflows(page)
            await nearest.get_by_role("button", name=re.compile("找这家")).click()
            await hears(page, "手机号", TURN_SECONDS)
            await say(page, "13912345678")
            await tap(page, "确认")
            order = page.locator("details.provider-order[open]")
            await expect(order.locator("[aria-current=step]")).to_have_text("已完成", timeout=PAY_SECONDS * 1000)
            await expect(order).to_have_count(1)
            await keep(page, "order", order.locator("xpath=ancestor::lb-message"))
            await order.get_by_role("button", name="5星").click()
            await hears(page, "5星", TURN_SECONDS)
        finally:
            await asyncio.to_thread(customer.switch, "providers")


async def reports(page: Page) -> None:
    await say(page, "昨天切菜把手割了，去医院缝了三针，花了1860")
    given = page.locator(".receipt").last
    await expect(given).to_contain_text("理赔号", timeout=TURN_SECONDS * 1000)
    needed = page.locator("details.checklist").last
    await expect(needed.locator(".thread-side")).to_have_text("0/5")
    await expect(last(page).locator(".upload-tools")).to_be_visible()
    await keep(page, "checklist", needed.locator("xpath=ancestor::lb-message"))


async def sends(page: Page, files: list[tuple[str, bytes, str]]) -> None:
    names = ["身份证", "发票", "病历", "费用清单", "银行卡"]
    chosen = [{"name": f"{n}.jpg", "mimeType": kind, "buffer": b} for n, (_, b, kind) in zip(names, files, strict=True)]
    await page.locator("#file").set_input_files(chosen)  # type: ignore[arg-type]
    bubble = page.locator(".user-message-text").last
    await expect(bubble).to_contain_text("已上传文件 5", timeout=TURN_SECONDS * 1000)
    await expect(bubble.locator("img")).to_have_count(5)
    await keep(page, "files", bubble)
    newest = page.locator("details.checklist[open]")
    told = page.locator("lb-message:has(details.checklist) > p.text")
    await expect(told).to_have_count(6, timeout=READ_SECONDS * 1000)  # one for each document, after what is needed
    texts = await told.all_text_contents()
    assert all(text.startswith("收到") and "读到" in text for text in texts[1:]), texts
    assert "材料齐了" in texts[-1]
    await expect(newest).to_have_count(1)
    await expect(newest.locator(".paper.received")).to_have_count(5)
    await keep(page, "read", newest.locator("xpath=ancestor::lb-message"))


async def checks(page: Page) -> None:
    await say(page, "都传完了")
    summary = await hears(page, "您说的", TURN_SECONDS)
    await expect(summary.locator("dd.amount").first).to_contain_text("1,860元")
    assert await summary.locator("button.edit").count() >= 8
    await expect(summary.locator(".expected")).to_be_visible()
    await keep(page, "summary", summary)
    assert not await overflows(page)
    await tap(page, "对，提交")


async def is_paid(page: Page) -> None:
    """The receipt is pushed to the open page."""
    receipt = page.locator(".receipt.payout")
    await expect(receipt).to_be_visible(timeout=PAY_SECONDS * 1000)
    await expect(receipt.locator(".sums .total")).not_to_have_count(0)
    await keep(page, "paid", receipt.locator("xpath=ancestor::lb-message"))
    await say(page, "理赔到哪了")
    progress = page.locator("details.claim-status").last
    await expect(progress.locator("[aria-current=step]")).to_contain_text("已赔付", timeout=TURN_SECONDS * 1000)
    await keep(page, "progress", progress.locator("xpath=ancestor::lb-message"))
