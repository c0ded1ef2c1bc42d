"""One purchase through the real system on the real page: a phone in Chinese, a desktop in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import httpx
import pypdfium2
import pytest
from browser import DESKTOP, PHONE, customer_page, messages, overflows, ready
from playwright.async_api import Browser, Page, expect
from shopper import ANSWER_SECONDS, CHINESE, ENGLISH, Shopper, Speech

from ops.demo import answers
from ops.environment import free_ports
from ops.system import System

pytestmark = [pytest.mark.browser, pytest.mark.server]
BALANCED = 2  # the place of the balanced plan in the table


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    with System(tmp_path_factory.mktemp("purchase"), free_ports()) as running:
        yield running


@pytest.mark.parametrize(
    ("speech", "size", "locale"), [(CHINESE, PHONE, "zh-CN"), (ENGLISH, DESKTOP, "en-GB")], ids=["phone", "desktop"]
)
async def test_that_a_policy_can_be_bought_with_mouse_and_keyboard(
    browser: Browser, system: System, speech: Speech, size: dict[str, int], locale: str
) -> None:
    async with customer_page(browser, system.url, viewport=size, locale=locale) as page:
        shopper = Shopper(page, speech, f"{size['width']}")
        await compares(shopper)
        await applies(shopper)
        number = await pays(shopper)
        await keeps(shopper, number)
        record = await recorded(system, page)
    assert [policy["number"] for policy in record["policies"]] == [number]


async def compares(shopper: Shopper) -> None:
    await shopper.picture("start")
    table = await shopper.consults()
    await shopper.picture("plans")
    assert await table.locator("button.choose").count() == 3
    name = await table.locator(".plan-name").nth(BALANCED - 1).text_content()
    await shopper.chooses(BALANCED, name or "")
    await shopper.picture("question")
    assert await shopper.discloses() >= 1
    await shopper.hears(shopper.speech.decision)
    await shopper.picture("quote")


async def applies(shopper: Shopper) -> None:
    speech, given = shopper.speech, answers(date.today())  # noqa: DTZ011  # only an age of 65 comes from it
    await shopper.accepts()
    await shopper.types(speech.names[0], speech.ask_id)
    await shopper.types(speech.digression, speech.ask_id)
    await shopper.picture("digression")
    assert await shopper.page.locator("blockquote.clause").count() >= 1
    await shopper.types(given["applicant_id"], speech.ask_phone)
    await shopper.types(given["applicant_phone"], speech.ask_insured_name)
    await shopper.types(speech.names[1], speech.ask_insured_id)
    await shopper.types(given["insured_id"], speech.ask_start)
    await shopper.picture("start-date")
    await shopper.types(speech.tomorrow, speech.ask_heirs)
    await shopper.types(speech.heirs, speech.ask_summary)
    await shopper.picture("summary")
    await shopper.edits_own_name()
    await expect(shopper.page.locator(".confirm").last).to_contain_text(speech.corrected)
    await shopper.picture("corrected")


async def pays(shopper: Shopper) -> str:
    """Returns the policy's number, from the receipt that came by itself."""
    await shopper.agrees()
    await shopper.picture("payment")
    await shopper.pays()
    receipt = shopper.page.locator(".receipt").last
    await expect(receipt).to_be_visible(timeout=ANSWER_SECONDS * 1000)
    await receipt.scroll_into_view_if_needed()
    await shopper.picture("receipt")
    await expect(shopper.page.locator(".ai-message-text").last).to_contain_text(shopper.speech.document)
    await expect(shopper.page.locator(".payment a")).to_have_count(0)  # nothing left to pay
    number = (await receipt.locator("dd").first.text_content() or "").strip()
    paper = pypdfium2.PdfDocument(await shopper.opens_paper(receipt))
    assert number in "".join(page.get_textpage().get_text_range() for page in paper)
    return number


async def keeps(shopper: Shopper, number: str) -> None:
    """The policy is listed, and everything is still there after a reload."""
    page, listed = shopper.page, shopper.page.locator(".policy-list").last
    await shopper.asks_for_policies()
    await expect(listed).to_contain_text(number, timeout=ANSWER_SECONDS * 1000)
    await shopper.picture("policies")
    assert not re.search(r"/documents/|https?://", await page.locator("deep-chat").inner_text())
    assert not await overflows(page)
    before = await messages(page).count()
    await page.reload()
    await ready(page)
    await expect(messages(page)).to_have_count(before)
    await expect(listed).to_contain_text(number)
    assert not re.search(r"\d{17}[\dX]", await page.locator("deep-chat").inner_text())  # identity numbers are kept away
    await shopper.picture("reloaded")


async def recorded(system: System, page: Page) -> dict[str, Any]:
    token = str(await page.evaluate("localStorage.getItem('lingbao.session')"))
    async with httpx.AsyncClient(trust_env=False, headers=system.staff_headers) as client:
        answer = await client.get(f"{system.url}/api/v1/customers/{token.rsplit('.', 1)[0]}")
    return dict(answer.raise_for_status().json())
