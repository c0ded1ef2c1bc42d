"""The assessors' workbench on the desk, in a browser: documents beside what was read, calculation, decision."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from browser import DESKTOP, desk_page
from gateway_fakes import SECRET
from gateway_running import Running, running
from playwright.async_api import Browser, Page, expect

from bot.staff_token import staff_token
from insurance.claim_papers import Flaw, Mismatch, PaperField, PaperState, ReadField
from insurance.claim_ports import InsurerAnswer, InsurerAnswerStatus, OpenSubmission
from insurance.claims import Claim, ClaimStatus
from insurance.money import Money
from insurance.services.claims.insurers.handing_over import HandingOver
from tests.assessing import NUMBER, bought, change, claim_on_table, invoice, on_record, record
from tests.integration.adapters.drawing import as_bytes, draw
from tests.integration.risk_samples import case
from tests.unit.documents.layouts import Layout

pytestmark = [pytest.mark.browser, pytest.mark.server]
PICTURES = os.environ.get("LINGBAO_PICTURES")  # a folder to look at them in
WIDE = {"width": 1680, "height": 1000}
ROWS = (
    "市第一医院门诊收费票据", "票据号码 00012345", "姓名 王大山    性别 男", "就诊日期 2026年06月16日",
    "急诊诊查费       25.00", "X线摄片         180.00", "石膏固定        655.00", "药品费          1000.00",
    "合计(大写) 壹仟捌佰陆拾元整", "合计(小写) ¥1860.00", "医保支付 0.00   个人支付 1860.00",
)  # fmt: skip


@pytest.fixture
async def gateway(tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path) as it:
        await put_on_record(it)
        yield it


async def put_on_record(gateway: Running) -> None:
    parts = gateway.parts.services
    sha256 = await parts.files.put(picture(), "image/png")
    policy = replace(await bought(parts), sum_insured=Money.of("200000.00"))
    async with parts.work() as records:
        await records.save_policy(policy)
    for place, hours in enumerate((2, 30, 60, -1)):
        number = NUMBER if place == 0 else f"CL20260620OTHER{place:05}"
        claim = await claim_on_table(parts, number, policy=policy, route_reasons=("amount_over_limit",))
        weak = ReadField("市第一医烷", 0.46)
        bill = invoice(parts, sha256=sha256, number=f"000123{place:02}")
        bill = replace(bill, fields={**bill.fields, PaperField.HOSPITAL: weak}, media_type="image/png")
        card = await parts.vault.keep(claim.sender, "id_number", "11010519491231002X")
        sheet = replace(
            record(parts), sha256=sha256, pages=1, flaws=(Flaw.CUT_OFF,),
            mismatches=(Mismatch("other_person", "name", "王**"),),
        )  # fmt: skip
        sheet = replace(sheet, fields={**sheet.fields, PaperField.ID_NUMBER: ReadField(card, 0.93)})
        await change(parts, claim, papers=(bill, sheet), due=parts.clock.now() + timedelta(hours=hours))


def picture() -> bytes:
    return as_bytes(draw(Layout("invoice", "medical_invoice", [f"8 {row}" for row in ROWS])))


@asynccontextmanager
async def assessor(browser: Browser, gateway: Running, name: str, **options: object) -> AsyncIterator[Page]:
    token = staff_token(SECRET, name, "assessor", 1)
    async with desk_page(browser, f"{gateway.url}/desk#claims", token, **options) as page:
        await expect(page.locator("#claims-list li").first).to_be_visible()
        yield page


async def opens(page: Page, number: str = NUMBER) -> None:
    await page.locator(f"[data-claim={number}]").click()
    await expect(page.locator("#claim h2")).to_have_text(number)
    await expect(page.locator(".stage img[style*=rotate]")).to_be_visible()  # drawn and placed


async def done(page: Page) -> None:
    await expect(page.locator("#status")).to_contain_text("Recorded")


async def shoot(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png")


@pytest.mark.parametrize("size", [DESKTOP, WIDE], ids=["1280", "wide"])
async def test_that_documents_stand_beside_what_was_read(browser: Browser, gateway: Running, size) -> None:
    async with assessor(browser, gateway, "wei", viewport=size) as page:
        await shoot(page, f"claims-list-{size['width']}")
        await opens(page)
        await expect(page.locator(".read tbody tr")).to_have_count(7)
        await expect(page.locator("[data-field=hospital] .sure")).to_have_class("sure weak")
        stage, side = page.locator(".stage"), page.locator(".claim-side")
        picture, read = await stage.bounding_box(), await side.bounding_box()
        assert picture["x"] + picture["width"] <= read["x"]
        assert picture["height"] > 300
        assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth")
        await shoot(page, f"claims-claim-{size['width']}")


async def test_that_the_queue_counts_down_by_deadline(browser: Browser, gateway: Running) -> None:
    async with assessor(browser, gateway, "wei") as page:
        colours = await page.locator("#claims-list .due").evaluate_all("all => all.map((one) => one.className)")
        assert colours == ["due over", "due urgent", "due fine", "due fine"]
        await page.locator("#claims-filter [name=whose]").select_option("mine")
        await page.locator("#claims-filter button").click()
        await expect(page.locator("#status")).to_contain_text("No claims match")


async def test_that_documents_are_turned_zoomed_and_leafed_by_keyboard(browser: Browser, gateway: Running) -> None:
    async with assessor(browser, gateway, "wei") as page:
        await opens(page)
        picture = page.locator(".stage img")
        before = (await picture.bounding_box())["width"]
        await page.keyboard.press("+")
        assert (await picture.bounding_box())["width"] > before
        await page.keyboard.press("r")
        assert "rotate(90deg)" in await picture.get_attribute("style")
        await page.keyboard.press("ArrowRight")
        await expect(page.locator("[data-paper=record]")).to_have_attribute("aria-current", "true")
        await expect(page.locator(".warnings li")).to_have_count(2)
        await expect(page.locator("[data-field=id_number]")).to_contain_text("•••• 002X")
        assert "11010519491231002X" not in await page.content()
        await shoot(page, "claims-mismatch")
        await page.keyboard.press("j")
        await expect(page.locator("#claim h2")).not_to_have_text(NUMBER)


async def test_that_a_field_is_corrected_and_the_claim_calculated_again_and_approved(
    browser: Browser, gateway: Running
) -> None:
    async with assessor(browser, gateway, "wei") as page:
        await opens(page)
        await page.locator("[data-step=assign]").click()
        await done(page)
        await page.locator("[data-field=amount] input").fill("1680")
        await page.locator("[data-field=amount] input").press("Enter")
        await expect(page.locator("[data-field=amount] .corrected")).to_have_text("1680.00")
        await page.locator("[data-step=approve]").click()
        await expect(page.locator("#status")).to_contain_text("Calculate again first")
        await page.locator("[data-step=recalculate]").click()
        await expect(page.locator(".total")).to_have_text("¥740.00")
        await page.locator("[data-step=approve]").click()
        await expect(page.locator("#claim .status")).to_contain_text("Approved")
        await expect(page.locator(f"[data-claim={NUMBER}]")).to_have_count(0)
        await shoot(page, "claims-approved")
    assert (await on_record(gateway.parts.services)).status is ClaimStatus.APPROVED


async def test_that_a_line_is_cut_with_its_reason_and_the_clause_goes_to_the_customer(
    browser: Browser, gateway: Running
) -> None:
    async with assessor(browser, gateway, "wei") as page:
        await opens(page)
        line = page.locator("[data-line=accident_medical]")
        await line.locator("input").first.fill("500.00")
        await line.locator("[data-step=edit-line]").click()
        await expect(page.locator("#status")).to_contain_text("Say why")
        await line.locator("input").nth(1).fill("自费药")
        await line.locator("[data-step=edit-line]").click()
        await expect(page.locator(".total")).to_have_text("¥500.00")
        await page.locator("[data-move=approve_partly]").click()
        await page.locator("#claim-words").fill("自费药不在保障范围内")
        await page.locator("#claim-clause").select_option(index=4)
        await expect(page.locator("#claim-decision blockquote")).not_to_be_empty()
        await expect(page.locator("#claim-words")).to_have_value("自费药不在保障范围内")
        await page.locator("#claim-decision").scroll_into_view_if_needed()
        await shoot(page, "claims-partly")
        await page.locator("[data-step=approve-partly]").click()
        await expect(page.locator("#claim .status")).to_contain_text("Approved in part")


async def test_that_the_customer_is_asked_for_more(browser: Browser, gateway: Running) -> None:
    async with assessor(browser, gateway, "wei") as page:
        await opens(page)
        await page.locator("[data-move=ask_more]").click()
        await page.locator("#claim-documents input[value=itemised_bill]").check()
        await page.locator("#claim-words").fill("看不出哪些是自费药")
        await shoot(page, "claims-ask")
        await page.locator("[data-step=ask-more]").click()
        await expect(page.locator("#claim .status")).to_contain_text("With the customer")
    assert f"{NUMBER}-step-4" in gateway.parts.services.notifier.told


async def test_that_a_large_decision_takes_another_assessor(browser: Browser, gateway: Running) -> None:
    async with assessor(browser, gateway, "wei") as first, assessor(browser, gateway, "lan") as second:
        await opens(first)
        line = first.locator("[data-line=accident_medical]")
        await line.locator("input").first.fill("60000.00")
        await line.locator("input").nth(1).fill("按伤情核定")
        await line.locator("[data-step=edit-line]").click()
        await expect(first.locator(".total")).to_have_text("¥60000.00")
        await opens(second)
        await first.locator("[data-step=approve]").click()
        await expect(first.locator("[data-step=confirm]")).to_be_disabled()
        await second.locator("[data-step=approve]").click()  # on what she saw before
        await expect(second.locator("#status")).to_contain_text("Changed meanwhile")
        await opens(second)
        await expect(second.locator("[data-step=confirm]")).to_be_enabled()
        await second.locator("#claim-decision").scroll_into_view_if_needed()
        await shoot(second, "claims-proposal")
        await second.locator("[data-step=confirm]").click()
        await expect(second.locator("#claim .status")).to_contain_text("Approved")


async def test_that_a_claim_under_risk_review_can_not_be_approved(browser: Browser, gateway: Running) -> None:
    parts = gateway.parts.services
    async with parts.work() as records:
        await records.risk.add_case(case("RC1", NUMBER))
    await change(parts, await on_record(parts), risk_case="RC1")
    async with assessor(browser, gateway, "wei") as page:
        await opens(page)
        await expect(page.locator(".risk-open").first).to_contain_text("Risk review open: wait")
        await expect(page.locator("[data-step=approve]")).to_be_disabled()
        assert "RC1" not in await page.content()


async def test_that_a_claim_without_a_policy_gets_one(browser: Browser, gateway: Running) -> None:
    parts = gateway.parts.services
    claim: Claim = await on_record(parts)
    await change(parts, claim, policies=(), insured=None, adjudication=None, route_reasons=("no_policy",))
    async with assessor(browser, gateway, "wei") as page:
        await opens(page)
        await page.locator("[aria-label='保单号 Policy number']").fill(claim.policies[0])
        await shoot(page, "claims-no-policy")
        await page.locator("[data-step=attach-policy]").click()
        await expect(page.locator(".total")).to_have_text("¥830.00")


async def test_that_a_document_that_is_being_read_waits(browser: Browser, gateway: Running) -> None:
    parts = gateway.parts.services
    claim = await on_record(parts)
    bill = replace(claim.papers[0], state=PaperState.WAITING, fields={}, kind="")
    await change(parts, claim, papers=(bill, claim.papers[1]))
    async with assessor(browser, gateway, "wei") as page:
        await opens(page)
        await expect(page.locator("[data-step=accept-paper]")).to_be_disabled()
        await expect(page.locator(".claim-head")).to_contain_text("still being read")


async def test_that_a_fact_is_established_for_the_calculation(browser: Browser, gateway: Running) -> None:
    async with assessor(browser, gateway, "wei") as page:
        await opens(page)
        await page.locator("#claim-calculation summary").first.click()
        await page.locator("[aria-label='事实 Fact']").select_option("costs")
        await page.locator("[aria-label='认定 Value']").fill("ambulance 120.00")
        await page.locator("[data-step=establish]").click()
        await expect(page.locator("[data-fact=costs]")).to_contain_text("ambulance 120.00")
        await page.locator("#claim-calculation").scroll_into_view_if_needed()
        await shoot(page, "claims-facts")


async def test_that_the_insurers_figure_stands_beside_ours(browser: Browser, gateway: Running) -> None:
    parts = gateway.parts.services
    async with assessor(browser, gateway, "wei") as page:
        await opens(page)
        await page.locator("[data-step=hand-over]").click()
        await expect(page.locator("[data-insurer]")).to_contain_text("Waiting for the insurer")
        await expect(page.locator("[data-step=hand-over]")).to_be_disabled()
        claim = await on_record(parts)
        answer = InsurerAnswer(InsurerAnswerStatus.DIFFERS, Money.of("700.00"), "UNREASONABLE_CHARGES")
        await HandingOver(parts).record_answer(OpenSubmission(NUMBER, claim.policies[0]), answer, agreed=False)
        await opens(page)
        await expect(page.locator("[data-insurer].wrong")).to_contain_text("700.00")
        await expect(page.locator("[data-insurer]")).to_contain_text("UNREASONABLE_CHARGES")
        await expect(page.locator(".claim-head")).to_contain_text("Insurer differs")
        await page.locator(".jumps button").nth(4).click()
        await shoot(page, "claims-insurer")
