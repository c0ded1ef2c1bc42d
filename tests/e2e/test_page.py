"""The customer page in a real browser, against a gateway that gives canned replies of every kind."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from browser import (
    DESKTOP,
    PHONE,
    customer_page,
    field,
    hears,
    last,
    messages,
    offered,
    overflows,
    ready,
    say,
    tap,
)
from conftest import Stub
from playwright.async_api import Browser, Page, expect

pytestmark = pytest.mark.browser
CHOOSES = "我爸65了，怕他摔跤，一年五百块以内"


async def heard(stub: Stub) -> list[dict[str, Any]]:
    async with httpx.AsyncClient(trust_env=False) as client:
        return (await client.get(stub.address + "/heard")).json()


async def test_that_a_tapped_button_shows_its_title_and_sends_its_payload(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await say(page, "sex")
        await hears(page, "是男是女")
        await tap(page, "女")
        await hears(page, "收到:/answer")
        assert (await heard(stub))[-1]["message"] == '/answer{"f":"sex","v":"female"}'
        await expect(page.locator(".user-message-text").last).to_contain_text("女")


async def test_that_the_buttons_of_an_answered_question_can_no_longer_be_tapped(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await say(page, "sex")
        await hears(page, "是男是女")
        await tap(page, "男")
        await hears(page, "收到:/answer")
        assert await page.locator(".quick:enabled").count() == 0
        await expect(page.locator(".quick.chosen")).to_have_text("男")


async def test_that_typing_an_answer_closes_the_old_question_when_the_next_one_comes(
    browser: Browser, stub: Stub
) -> None:
    async with customer_page(browser, stub.address) as page:
        await say(page, "sex")
        await hears(page, "是男是女")
        await say(page, "你们是谁")
        await hears(page, "收到:你们是谁")
        await expect(offered(page, "女")).to_be_enabled()
        await say(page, "date")
        await hears(page, "哪天开始")
        assert await page.locator(".quick:enabled").count() == 0


async def test_that_history_is_kept_over_a_reload(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await say(page, "sex")
        await hears(page, "是男是女")
        before = await messages(page).count()
        await page.reload()
        await ready(page)
        await expect(messages(page)).to_have_count(before)
        await tap(page, "男")
        await hears(page, "收到:/answer")


async def test_that_a_session_nobody_knows_begins_a_new_one(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await say(page, "你好")
        await hears(page, "收到:你好")
        await page.evaluate("localStorage.setItem('lingbao.session', 'web-forged.0000')")
        await page.reload()
        await ready(page)
        await expect(messages(page)).to_have_count(1)
        assert await page.evaluate("localStorage.getItem('lingbao.session')") != "web-forged.0000"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_that_plans_stand_side_by_side_in_the_same_rows(
    browser: Browser, stub: Stub, size: dict[str, int]
) -> None:
    async with customer_page(browser, stub.address, viewport=size) as page:
        await say(page, "plans")
        table = (await hears(page, "最省钱")).locator("table")
        heads = await table.locator("tbody th[scope=row]").all_text_contents()
        assert heads == ["保费", "保额", "免赔额", "等待期", "主要不保", "保险公司", "推荐理由"]
        assert await table.locator("thead th[scope=col]").count() == 3
        assert {await row.locator("td").count() for row in await table.locator("tbody tr").all()} == {3}
        assert not await overflows(page)
        await tap(page, "安步老人综合意外险")
        await hears(page, "收到:/choose")
        assert '"plan-2"' in (await heard(stub))[-1]["message"]


async def test_that_on_a_phone_the_row_names_stay_while_the_plans_are_swiped(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, viewport=PHONE) as page:
        await say(page, "plans")
        table = (await hears(page, "最省钱")).locator("table")
        name, plan = table.locator("tbody th").first, table.locator("tbody td").nth(2)
        before = [(await one.bounding_box())["x"] for one in (name, plan)]
        await page.locator(".plans-scroll").evaluate("box => box.scrollLeft = 400")
        after = [(await one.bounding_box())["x"] for one in (name, plan)]
        assert after[0] == pytest.approx(before[0], abs=1)
        assert after[1] < before[1] - 50


async def test_that_every_rich_message_is_drawn_and_an_unknown_one_is_its_text(browser: Browser, stub: Stub) -> None:
    shown = {
        "quote": ("268元/年", "基础保费", "2026-12-06 23:59"),
        "underwriting": ("加费承保", "血压偏高"),
        "payment": ("268元", "去支付", "剩余时间"),
        "receipt": ("HT202612010001", "2026-12-16", "请在犹豫期内看一遍保单"),
        "policies": ("生效中", "王建国", "退保"),
        "clause": ("条款 7", "投保人的故意行为", "按90%赔付", "看条款全文"),
        "term": ("等待期", "因疾病出险一般不赔"),
        "unknown": ("一种新消息",),
    }
    async with customer_page(browser, stub.address) as page:
        for word, expected in shown.items():
            await say(page, word)
            drawn = await hears(page, expected[0])
            for words in expected:
                await expect(drawn).to_contain_text(words)


async def test_that_a_comparison_is_a_table_that_fits_a_phone(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, viewport=PHONE) as page:
        await say(page, "comparison")
        drawn = await hears(page, "一句话")
        table = drawn.locator("table")
        assert await table.locator("thead th[scope=col]").count() == 2
        assert await table.locator("tr.differs").count() == 3
        assert (await table.locator("tbody.alike td").first.get_attribute("colspan")) == "2"
        assert not await overflows(page)
        box = await table.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= PHONE["width"]


async def test_that_each_answer_of_the_summary_can_be_edited(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await say(page, "confirm")
        summary = await hears(page, "请核对下面的信息")
        assert await summary.locator("button.edit").count() == 3
        await summary.get_by_role("button", name="修改生效日期").click()
        await hears(page, "收到:/edit")
        assert (await heard(stub))[-1]["message"] == '/edit{"key":"effective"}'


async def test_that_payment_and_policy_open_beside_the_chat(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await say(page, "payment")
        link = (await hears(page, "去支付")).locator("a")
        assert await link.get_attribute("rel") == "noopener"
        async with page.context.expect_page() as opened:
            await link.click()
        assert (await opened.value).url.endswith("/pay/1")
        await say(page, "receipt")
        link = (await hears(page, "下载电子保单")).locator("a.primary")
        assert await link.get_attribute("href") == stub.address + "/documents/abc"


async def test_that_what_is_said_is_never_markup(browser: Browser, stub: Stub) -> None:
    typed = '<img src=x onerror="window.hacked=1">**a** <script>window.hacked=1</script>'
    async with customer_page(browser, stub.address) as page:
        await say(page, typed)
        await expect(page.locator(".user-message-text").last.locator(".text")).to_have_text(typed)
        await hears(page, "收到:<img src=x")
        await say(page, "script")
        await expect(await hears(page, "onerror")).to_contain_text("**不是粗体** [x](javascript:alert(1))")
        await say(page, "badlink")
        paying = await hears(page, "请支付")
        assert await paying.locator("a").count() == 0
        await page.reload()
        await ready(page)
        await hears(page, "onerror")
        assert await page.locator("lb-message img, lb-message script").count() == 0
        assert await page.evaluate("window.hacked") is None


async def test_that_the_language_switch_relabels_the_page_and_is_told_to_the_gateway(
    browser: Browser, stub: Stub
) -> None:
    async with customer_page(browser, stub.address) as page:
        await say(page, "plans")
        await hears(page, "最省钱")
        await page.get_by_role("button", name="Switch to English").click()
        await expect(page.locator("html")).to_have_attribute("lang", "en")
        await expect(page.locator("tbody th").first).to_have_text("Premium")
        await expect(field(page)).to_have_attribute("aria-label", "Type a message…")
        await say(page, "hello")
        await hears(page, "收到:hello")
        said = await heard(stub)
        assert "language" not in said[-2]["metadata"]
        assert said[-1]["metadata"]["language"] == "en"
        await page.reload()
        await ready(page)
        await expect(page.locator("h1")).to_have_text("Lingbao")


async def test_that_a_reply_in_flight_shows_that_the_bot_is_typing_and_text_can_still_be_sent(
    browser: Browser, stub: Stub
) -> None:
    async with customer_page(browser, stub.address) as page:
        await say(page, "slow")
        await expect(page.get_by_label("灵保正在回复")).to_be_visible()
        await say(page, "还有一句")
        await hears(page, "收到:slow")
        await hears(page, "收到:还有一句")
        await expect(page.locator(".loading-message-dots")).to_have_count(0)


async def test_that_files_are_uploaded_over_http(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        async with page.expect_file_chooser() as choosing:
            await page.get_by_role("button", name="上传照片或PDF").click()
        files = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": b"12345"} for n in "ab"]
        await (await choosing.value).set_files(files)  # type: ignore[arg-type]
        await hears(page, "收到2个文件")
        sent = page.locator(".user-message-text").last
        await expect(sent).to_contain_text("已上传文件 2")
        assert await sent.locator(".file-name").all_text_contents() == ["a.png", "b.png"]


async def test_that_a_lost_connection_is_told_and_nothing_typed_meanwhile_is_lost(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await say(page, "sex")
        await hears(page, "是男是女")
        stub.stop()
        notice = page.locator("#notice")
        await expect(notice).to_contain_text("连接断开了", timeout=30_000)
        await say(page, "断线时说的")
        await expect(last(page)).to_contain_text("等待连接")
        stub.start()
        await expect(notice).to_contain_text("已重新连接", timeout=30_000)
        await hears(page, "收到:断线时说的")
        await expect(page.locator(".waiting")).to_have_count(0)
        assert [one["message"] for one in await heard(stub)] == ["断线时说的"]
        await expect(page.get_by_text("是男是女")).to_have_count(1)


async def test_that_no_request_leaves_for_another_host_and_no_policy_is_broken(browser: Browser, stub: Stub) -> None:
    seen: set[str] = set()
    complaints: list[str] = []

    def listen(page: Page) -> None:
        page.on("request", lambda request: seen.add(request.url))
        page.on("websocket", lambda socket: seen.add(socket.url))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))

    async with customer_page(browser, stub.address) as page:
        listen(page)
        await page.reload()
        await ready(page)
        for word in ("plans", "quote", "date", "policies"):
            await say(page, word)
            await page.wait_for_timeout(200)
    own = re.compile(rf"^(https?|ws)://127\.0\.0\.1:{stub.port}/|^(data|blob):")
    assert seen
    assert [url for url in seen if not own.match(url)] == []
    assert complaints == []


async def test_that_everything_can_be_done_with_the_keyboard(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await page.locator("#examples button").first.focus()
        await page.keyboard.press("Enter")
        await hears(page, "收到:" + CHOOSES)
        assert await page.evaluate("document.activeElement.shadowRoot?.activeElement?.id") == "text-input"
        await page.keyboard.type("第一行")
        await page.keyboard.press("Shift+Enter")
        await page.keyboard.type("第二行")
        await page.keyboard.press("Enter")
        await hears(page, "第一行")
        assert (await heard(stub))[-1]["message"] == "第一行\n第二行"
        await page.keyboard.type("sex")
        await page.keyboard.press("Enter")
        await hears(page, "是男是女")
        for _ in range(12):  # back from the text field to the newest button
            await page.keyboard.press("Shift+Tab")
            if await page.locator(".quick:focus-visible").count():
                break
        await page.keyboard.press("Enter")
        await hears(page, "收到:/answer")


async def test_that_a_screen_reader_meets_names_everywhere(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        log = page.get_by_role("log", name="消息")
        await expect(log).to_have_attribute("aria-live", "polite")
        await expect(page.get_by_role("textbox", name="说点什么…")).to_be_visible()
        await expect(page.get_by_role("button", name="发送")).to_be_visible()
        await say(page, "plans")
        await hears(page, "最省钱")
        await expect(page.get_by_role("table", name="方案对比")).to_be_visible()
        await expect(page.get_by_role("rowheader", name="保费")).to_be_visible()
        await expect(page.get_by_role("columnheader", name="最均衡")).to_be_visible()
        for button in await page.get_by_role("button").all():
            assert (await button.get_attribute("aria-label")) or (await button.text_content()).strip()


async def test_that_the_text_field_fits_the_question(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await say(page, "phone")
        await hears(page, "手机号")
        await expect(field(page)).to_have_attribute("inputmode", "tel")
        await expect(field(page)).to_have_attribute("aria-label", "11位手机号")
        await say(page, "date")
        asked = await hears(page, "哪天开始")
        await asked.get_by_text("为什么问").click()
        await expect(asked).to_contain_text("之前发生的事不赔")
        await asked.get_by_label("日期").fill("2026-12-01")
        await asked.get_by_role("button", name="用这个日期").click()
        await hears(page, "收到:2026-12-01")
        await expect(field(page)).to_have_attribute("inputmode", "text")


async def test_that_a_number_in_the_vault_is_shown_as_its_kind(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await say(page, "号码是⟦phone:f8c9968d03fa⟧")
        said = await hears(page, "收到")
        await expect(said).to_contain_text("手机号（已加密）")
        assert "f8c9968d03fa" not in await said.inner_text()


async def test_that_asking_for_a_human_needs_one_tap(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, viewport=PHONE) as page:
        await page.get_by_role("button", name="转人工").click()
        await hears(page, "收到:/gateway_handoff")
        await page.reload()
        await ready(page)
        await expect(page.locator(".user-message-text")).to_contain_text("转人工")


async def test_that_the_widget_opens_the_chat_in_another_page_and_counts_what_wasnt_read(
    browser: Browser, stub: Stub
) -> None:
    page = await browser.new_page(viewport=PHONE)
    await page.goto(stub.address + "/host")
    launcher = page.get_by_role("button", name="咨询保险")
    await launcher.click()
    frame = page.frame_locator("iframe")
    await frame.locator("body[data-status=online]").wait_for()
    await frame.locator("#text-input").fill("slow")
    await frame.locator("#text-input").press("Enter")
    await page.get_by_role("button", name="关闭对话").click()
    await expect(page.locator(".badge")).to_have_text("1", timeout=10_000)
    await page.get_by_role("button", name="咨询保险").click()
    await expect(page.locator(".badge")).to_be_hidden()
