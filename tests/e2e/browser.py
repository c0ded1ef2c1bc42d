"""Driving the customer page in Debian's chromium: launch, say, tap, read. For the stub and the real system alike."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
NO_CHROMIUM = "chromium isn't installed (apt-get install chromium fonts-noto-cjk)"
PHONE = {"width": 375, "height": 740}
DESKTOP = {"width": 1280, "height": 860}
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def customer_page(browser: Browser, address: str, **options: Any) -> AsyncIterator[Page]:
    """The customer page at `address`, ready to type in. `options` go to the browser's context (viewport, …)."""
    context = await browser.new_context(**{"viewport": DESKTOP, "locale": "zh-CN", **options})
    page = await context.new_page()
    try:
        await page.goto(address)
        await ready(page)
        yield page
    finally:
        await context.close()


@asynccontextmanager
async def desk_page(browser: Browser, address: str, token: str, **options: Any) -> AsyncIterator[Page]:
    """The desk at `address`, signed in with `token`; no error may come up but of a refused step."""
    context = await browser.new_context(**{"viewport": DESKTOP, "locale": "zh-CN", **options})
    page = await context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        await page.goto(address)
        await page.locator("#token").fill(token)
        await page.locator("#sign-in button").click()
        yield page
    finally:
        await context.close()
    assert not [one for one in errors if "409" not in one and "400" not in one]


async def ready(page: Page) -> None:
    """Wait until the page is connected."""
    await page.locator("body[data-status=online]").wait_for(timeout=15_000)


def field(page: Page) -> Locator:
    return page.locator("#text-input")


async def say(page: Page, text: str) -> None:
    """Type a text and send it with Enter."""
    await field(page).fill(text)
    await field(page).press("Enter")


def messages(page: Page) -> Locator:
    return page.locator("lb-message")


def last(page: Page) -> Locator:
    return messages(page).last


async def hears(page: Page, words: str | re.Pattern[str], seconds: float = 10) -> Locator:
    """Wait until the bot has said something with these words. Returns the newest such message; waits `seconds`."""
    found = page.locator(".ai-message-text lb-message").filter(has_text=words).last
    await expect(found).to_be_visible(timeout=seconds * 1000)
    return found


def offered(page: Page, title: str) -> Locator:
    """The newest button of a message that can be tapped and is called so, or chooses the plan of that name."""
    own = page.locator("lb-message button:enabled")
    return own.filter(has_text=title).or_(page.locator(f'lb-message button:enabled[aria-label*="{title}"]')).last


async def tap(page: Page, title: str) -> None:
    button = offered(page, title)
    await button.scroll_into_view_if_needed()
    await button.click()


async def overflows(page: Page) -> bool:
    """Whether the page itself, rather than a table in it, is wider than the window."""
    script = """() => {
      const list = document.querySelector('deep-chat').shadowRoot.querySelector('#messages');
      return document.documentElement.scrollWidth > innerWidth || list.scrollWidth > list.clientWidth + 1;
    }"""
    return bool(await page.evaluate(script))
