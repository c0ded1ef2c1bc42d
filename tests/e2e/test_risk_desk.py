"""The review queue on the desk, in a browser: a held application is looked into, listed by two officers, or cleared."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from browser import DESKTOP, PHONE, desk_page
from gateway_fakes import SECRET
from gateway_running import Running, running
from playwright.async_api import Browser, Page, expect

from adapters.records import SqlUnitOfWork
from bot.staff_token import staff_token
from insurance.riskcontrol.entries import EntryKind
from insurance.riskcontrol.identifiers import IdentifierKind, Role
from insurance.riskcontrol.signals import Signal
from tests.integration.risk_samples import AT, PASSED, case, entry, key

pytestmark = [pytest.mark.browser, pytest.mark.server]
PICTURES = os.environ.get("LINGBAO_PICTURES")  # a folder to look at them in
SIGNALS = (
    Signal("risk_insurers", "v", "day_3", 60, {"insurers_1_days": 3, "insurers_7_days": 3}, ("A2", "A3")),
    Signal("risk_shared", "v", "phone_2", 40, {"kind": "phone", "unrelated_customers": 2}, ("A4", "A5")),
)


@pytest.fixture
async def gateway(tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path) as it:
        await put_on_record(it)
        yield it


async def put_on_record(gateway: Running) -> None:
    phone, device = key("a phone"), key("a browser", IdentifierKind.DEVICE)
    father = key("father", IdentifierKind.PERSON, Role.INSURED)
    async with SqlUnitOfWork(gateway.parts.database)() as records:
        for number, keys in enumerate(((phone, father, device), (father,), (father, device)), start=1):
            await records.risk.add_entry(entry(f"A{number}", *keys, hours=number), PASSED)
        for number in (4, 5):
            await records.risk.add_entry(entry(f"A{number}", phone, owner=f"stranger{number}", hours=50), PASSED)
        await records.risk.add_case(case("RC20260610AAAA0001", signals=SIGNALS, score=100))
        for number in range(2, 25):
            await records.risk.add_case(case(f"RC20260610AAAA{number:04}", due=AT + timedelta(days=number)))
        claim = case("RC20260610BBBB0001", "CL1", kind=EntryKind.CLAIM, due=AT + timedelta(days=90))
        await records.risk.add_case(claim)


@asynccontextmanager
async def officer(browser: Browser, gateway: Running, name: str, **options: object) -> AsyncIterator[Page]:
    token = staff_token(SECRET, name, "risk", 1)
    async with desk_page(browser, f"{gateway.url}/desk#risk", token, **options) as page:
        await expect(page.locator("#cases li").first).to_be_visible()
        yield page


async def opens(page: Page, number: str = "RC20260610AAAA0001") -> None:
    await page.locator(f"[data-case={number}]").click()
    await expect(page.locator("#case h2")).to_have_text(number)


async def does(page: Page, step: str, note: str = "") -> None:
    if note:
        await page.locator("#note").fill(note)
    await page.locator(f"[data-step={step}]").first.click()
    await expect(page.locator("#status")).to_contain_text("Recorded")


async def picture(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_that_a_case_shows_evidence_and_a_picture_at_any_width(browser: Browser, gateway: Running, size) -> None:
    async with officer(browser, gateway, "wei", viewport=size) as page:
        await picture(page, f"risk-list-{size['width']}")
        await opens(page)
        await expect(page.locator(".signals li")).to_have_count(2)
        await expect(page.locator(".graph svg .node")).to_have_count(9)
        await expect(page.locator(".graph svg .node.held")).to_have_count(1)
        await picture(page, f"risk-case-{size['width']}")
        assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert "stranger" not in await page.locator("#case").inner_html()


async def test_that_cases_are_filtered_and_paged(browser: Browser, gateway: Running) -> None:
    async with officer(browser, gateway, "wei") as page:
        await expect(page.locator("#cases li")).to_have_count(20)
        await page.locator("#later").click()
        await expect(page.locator("#cases li")).to_have_count(5)
        await page.locator("#risk-filter [name=signal]").select_option("risk_shared")
        await page.locator("#risk-filter button").click()
        await expect(page.locator("#cases li")).to_have_count(1)
        await page.locator("#risk-filter [name=status]").select_option("refused")
        await page.locator("#risk-filter button").click()
        await expect(page.locator("#status")).to_contain_text("No cases match")


async def test_that_an_officer_takes_a_case_notes_and_clears_it(browser: Browser, gateway: Running) -> None:
    async with officer(browser, gateway, "wei") as page:
        await opens(page)
        await page.locator("[data-step=clear]").click()
        await expect(page.locator("#status")).to_contain_text("say why")
        await does(page, "assign")
        await does(page, "notes", "已电话核实，本人在比价")
        await does(page, "clear", "没有异常")
        await expect(page.locator(".timeline li")).to_have_count(3)
        await expect(page.locator("#case dl")).to_contain_text("已放行 Cleared")
        await expect(page.locator("[data-step=refuse]")).to_have_count(0)
        await picture(page, "risk-cleared")


async def test_that_listing_takes_another_officer(browser: Browser, gateway: Running) -> None:
    async with officer(browser, gateway, "wei") as first, officer(browser, gateway, "lan") as second:
        await opens(first)
        await opens(second)
        await does(first, "list", "材料雷同")
        await expect(first.locator("[data-step=confirm-listing]")).to_be_disabled()
        await second.locator("#note").fill("没有异常")
        await second.locator("[data-step=clear]").click()  # on what she saw before
        await expect(second.locator("#status")).to_contain_text("changed meanwhile")
        await opens(second)
        await picture(second, "risk-listing")
        await does(second, "confirm-listing", "同意")
        await expect(second.locator("#case dl")).to_contain_text("已列入名单 Listed")
