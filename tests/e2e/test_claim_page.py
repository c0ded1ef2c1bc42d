"""Claims and service providers on the customer page, against a gateway that gives canned replies."""

from __future__ import annotations

import asyncio
import hashlib
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from browser import customer_page, hears, last, offered, overflows, ready, say
from canned_claims import HOSTILE, NUMBER
from claim_screens import TOUCH, photo
from conftest import Stub
from playwright.async_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser
AWAY_FROM_ITS_END = "list => list.scrollHeight - list.scrollTop - list.clientHeight > 160"
SLOW_BYTES_PER_SECOND = 200_000
PUT_FILES = """async ([kind, files, text]) => {
  const data = new DataTransfer();
  for (const [name, type, size] of files) data.items.add(new File([new Uint8Array(size)], name, { type }));
  if (text) data.setData("text/plain", text);
  const options = { bubbles: true, cancelable: true, composed: true };
  if (kind === "paste") {
    const field = document.querySelector("deep-chat").shadowRoot.querySelector("#text-input");
    field.focus();
    field.dispatchEvent(new ClipboardEvent("paste", { ...options, clipboardData: data }));
  } else {
    document.querySelector(".bar").dispatchEvent(new DragEvent(kind, { ...options, dataTransfer: data }));
  }
}"""


def picture(name: str, colour: str = "#6d5a48") -> dict[str, Any]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": photo(colour)}


def raw(name: str, kind: str, size: int = 2000) -> dict[str, Any]:
    return {"name": name, "mimeType": kind, "buffer": b"%" * size}


async def choose(page: Page, *files: dict[str, Any]) -> Locator:
    """Choose files in the file chooser; the bubble they are shown in."""
    await page.locator("#file").set_input_files(list(files))  # type: ignore[arg-type]
    return page.locator(".user-message-text").last


async def asked(stub: Stub, path: str) -> list[Any]:
    async with httpx.AsyncClient(trust_env=False) as client:
        return list((await client.get(stub.address + path)).json())


async def push(stub: Stub, word: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        (await client.post(f"{stub.address}/push/{word}")).raise_for_status()


async def test_that_the_checklist_says_what_is_needed_and_why_with_a_sample(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, **TOUCH) as page:
        await say(page, "claim")
        needed = await hears(page, "需要这些材料")
        assert await needed.locator(".paper").count() == 5
        await expect(needed).to_contain_text("用来核对医疗收费票据")
        await expect(needed.locator("> p.text")).to_have_text("需要这些材料：")  # the list isn't said twice
        await needed.get_by_text("看样张").nth(1).click()
        shown = needed.locator(".sample img").nth(1)
        await expect(shown).to_be_visible()
        await expect(shown).to_have_attribute("alt", "看样张: 医疗收费票据")
        assert await shown.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 100
        assert not await overflows(page)


async def test_that_only_the_newest_checklist_is_open_and_the_others_are_one_line(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, **TOUCH) as page:
        await say(page, "claim")
        await hears(page, "拍照发来就行")
        await say(page, "papers")
        newest = await hears(page, "照片有点糊")
        cards = page.locator("details.checklist")
        assert [await card.evaluate("one => one.open") for card in await cards.all()] == [False] * 4 + [True]
        boxes = [await card.bounding_box() for card in await cards.all()]
        assert all(box is not None and box["height"] < 60 for box in boxes[:-1])
        assert await cards.locator(".thread-side").all_text_contents() == ["0/5", "1/5", "2/5", "3/5", "3/5"]
        await expect(newest.locator(".paper.unreadable .problem")).to_contain_text("再拍一张")
        words = await page.locator(".ai-message-text lb-message > p.text").all_text_contents()
        told = [text for text in words if text.startswith(("收到", "费用清单"))]
        assert [text[:4] for text in told] == ["收到身份", "收到医疗", "收到门诊", "费用清单"]
        await cards.first.locator("summary").first.click()
        await expect(cards.first.locator(".paper").first).to_be_visible()
        await page.reload()
        await ready(page)
        assert [await card.evaluate("one => one.open") for card in await cards.all()] == [False] * 4 + [True]


async def test_that_a_list_being_read_stays_where_it_is_while_news_arrive(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, **TOUCH) as page:
        for word, reply in (("claim", "拍照发来就行"), ("claim status", "理赔专员正在看"), ("tow", "要叫哪一家")):
            await say(page, word)
            await hears(page, reply)
        first = page.locator("details.checklist").first
        await page.wait_for_timeout(1700)  # what comes sooner belongs to the answer and is scrolled to with it
        await page.locator("#messages").evaluate("list => { list.scrollTop = 300 }")
        before = await first.bounding_box()
        await push(stub, "papers")
        await expect(page.locator("details.checklist")).to_have_count(5)
        await page.wait_for_timeout(200)
        assert await first.bounding_box() == before
        await page.locator("#messages").evaluate("list => { list.scrollTop = list.scrollHeight }")
        await push(stub, "reading")
        await hears(page, "正在识别")
        cards = page.locator("details.checklist")
        assert [await card.evaluate("one => one.open") for card in await cards.all()] == [False] * 5 + [True]


async def test_that_a_list_only_the_page_scrolled_to_folds_when_a_newer_one_comes(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, **(TOUCH | {"viewport": {"width": 390, "height": 500}})) as page:
        await say(page, "claim")
        await hears(page, "拍照发来就行")
        for number in range(2):
            await page.wait_for_timeout(1700)  # no part of the answer before
            assert await page.locator("#messages").evaluate(AWAY_FROM_ITS_END) or number
            await push(stub, "papers")
            cards = page.locator("details.checklist")
            await expect(cards).to_have_count(5 + 4 * number)
            await expect(page.locator("details.checklist[open]")).to_have_count(1)


async def test_that_files_are_asked_for_in_one_place_only_the_newest(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        tools = page.locator(".upload-tools:visible")
        await say(page, "claim")
        question = await hears(page, "拍照发来就行")
        await expect(tools).to_have_count(1)
        await expect(question.locator(".upload-tools")).to_be_visible()
        await say(page, "papers")
        newest = await hears(page, "照片有点糊")
        await expect(tools).to_have_count(1)
        await expect(newest.locator(".upload-tools")).to_be_visible()
        async with page.expect_file_chooser() as choosing:
            await tools.get_by_role("button", name="选照片或文件").click()
        assert (await choosing.value).is_multiple()


async def test_that_a_phone_offers_its_camera_and_its_photos(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, **TOUCH) as page:
        await say(page, "claim")
        question = await hears(page, "拍照发来就行")
        async with page.expect_file_chooser() as choosing:
            await question.get_by_role("button", name="拍照").click()
        await (await choosing.value).set_files([picture("camera.jpg")])  # type: ignore[list-item]
        await hears(page, "收到1个文件")
        assert (await asked(stub, "/uploads"))[-1][0][0] == "camera.jpg"
        assert await page.locator("#camera").get_attribute("capture") == "environment"
        gallery = page.locator("#file")
        assert await gallery.get_attribute("capture") is None
        assert "image/*,application/pdf" in (await gallery.get_attribute("accept") or "")


async def test_that_what_was_sent_is_shown_small_with_its_name_and_fate(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, **TOUCH) as page:
        bubble = await choose(
            page, picture("发票.jpg"), raw("IMG_4711.HEIC", "image/heic"), raw("清单.pdf", "application/pdf"),
            raw("说明.txt", "text/plain"),
        )  # fmt: skip
        await hears(page, "收到3个文件")
        await expect(bubble).to_contain_text("已上传文件 3 · 没有收下 1")
        small = bubble.locator("img")
        await expect(small).to_have_count(1)
        assert (await small.get_attribute("src") or "").startswith("blob:")
        assert await bubble.locator(".ending").all_text_contents() == ["HEIC", "PDF", "TXT"]
        assert await bubble.locator(".sent-file.taken").count() == 3
        assert "不是照片或PDF" in (await bubble.locator(".sent-file.refused").text_content() or "")
        fates = await page.locator("lb-message .fate").all_inner_texts()
        assert [" ".join(one.split()) for one in fates] == [
            "✓ 发票.jpg 已收到", "✓ IMG_4711.HEIC 已收到", "✓ 清单.pdf 已收到", "✕ 说明.txt 不是照片或PDF",
        ]  # fmt: skip
        assert not await overflows(page)


async def test_that_files_taken_are_proven_by_their_hash(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await choose(page, raw("a.pdf", "application/pdf"))
        taken = await hears(page, "收到1个文件")
        await taken.get_by_text("文件凭证").click()
        await expect(taken.locator("code")).to_have_text(hashlib.sha256(b"%" * 2000).hexdigest())


async def test_that_each_file_shows_how_much_of_it_is_on_its_way(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        session = await page.context.new_cdp_session(page)
        slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": SLOW_BYTES_PER_SECOND}
        await session.send("Network.emulateNetworkConditions", slow)
        bubble = await choose(page, *(raw(f"{n}.pdf", "application/pdf", 300_000) for n in (1, 2)))
        bars = bubble.locator("progress")
        await expect(bars.first).to_have_attribute("aria-label", "正在上传 1.pdf")
        await page.wait_for_function(
            """() => {
              const list = document.querySelector('deep-chat').shadowRoot.querySelectorAll('.sent-file progress');
              return list[0].value === 1 && list[1].value > 0 && list[1].value < 1;
            }""",
            timeout=15_000,
        )
        await hears(page, "收到2个文件", 20)
        await expect(page.locator(".sent-file progress:visible")).to_have_count(0)


async def test_that_more_files_than_go_together_are_sent_one_request_after_the_other(
    browser: Browser, stub: Stub
) -> None:
    async with customer_page(browser, stub.address) as page:
        before = len(await asked(stub, "/uploads"))
        bubble = await choose(page, *(raw(f"{n:02d}.pdf", "application/pdf") for n in range(12)))
        await expect(bubble).to_contain_text("已上传文件 12")
        sent = (await asked(stub, "/uploads"))[before:]
        assert [[name for name, _ in one] for one in sent] == [
            [f"{n:02d}.pdf" for n in range(9)], [f"{n:02d}.pdf" for n in range(9, 12)],
        ]  # fmt: skip


async def test_that_what_did_not_get_through_is_sent_again_with_one_tap(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await page.route("**/api/web/upload", lambda route: route.abort())
        bubble = await choose(page, picture("id.jpg"))
        await expect(bubble).to_contain_text("没传上去")
        ids: list[str] = []

        async def note(route: Any) -> None:
            ids.append(route.request.post_data_buffer.split(b'name="message_id"\r\n\r\n')[1][:32].decode())
            await (route.abort() if len(ids) == 1 else route.continue_())

        await page.unroute("**/api/web/upload")
        await page.route("**/api/web/upload", note)
        for _ in range(2):
            await bubble.get_by_role("button", name="再传一次").click()
        await hears(page, "收到1个文件")
        await expect(bubble).to_contain_text("已上传文件 1")
        assert len(set(ids)) == 1  # the gateway can tell that it is the same


async def test_that_files_dropped_anywhere_on_the_page_are_sent(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        files = [["a.pdf", "application/pdf", 10], ["b.pdf", "application/pdf", 20]]
        await page.evaluate(PUT_FILES, ["dragenter", files, ""])
        await expect(page.locator("#drop")).to_be_visible()
        await page.evaluate(PUT_FILES, ["drop", files, ""])
        await expect(page.locator("#drop")).to_be_hidden()
        await hears(page, "收到2个文件")
        assert (await asked(stub, "/uploads"))[-1] == [["a.pdf", 10], ["b.pdf", 20]]


async def test_that_a_pasted_picture_is_sent_once_the_customer_says_so(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        before = len(await asked(stub, "/uploads"))
        await page.evaluate(PUT_FILES, ["paste", [["image.png", "image/png", 30]], ""])
        dialog = page.get_by_role("dialog", name="发送剪贴板里的内容？")
        await dialog.get_by_role("button", name="取消").click()
        await expect(dialog).to_have_count(0)
        await page.evaluate(PUT_FILES, ["paste", [["image.png", "image/png", 30]], ""])
        await page.keyboard.press("Enter")
        await hears(page, "收到1个文件")
        assert (await asked(stub, "/uploads"))[before:] == [[["截图.png", 30]]]


async def test_that_text_copied_with_its_picture_is_pasted_as_text(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await page.evaluate(PUT_FILES, ["paste", [["image.png", "image/png", 30]], "1860"])
        await asyncio.sleep(0.3)
        await expect(page.locator("dialog")).to_have_count(0)
        await expect(page.locator(".sent-files")).to_have_count(0)


async def test_that_what_was_read_comes_after_the_receipt_of_the_file(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await choose(page, picture("early.jpg"))
        await hears(page, "读到")
        texts = await page.locator(".ai-message-text").all_text_contents()
        (acknowledged,) = [i for i, text in enumerate(texts) if "收到1个文件" in text]
        (read,) = [i for i, text in enumerate(texts) if "收到身份证" in text]
        assert acknowledged < read


async def test_that_every_value_that_was_read_can_be_edited_document_by_document(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, **TOUCH) as page:
        await say(page, "claim confirm")
        summary = await hears(page, "请核对")
        parts = summary.locator(".summary-part")
        assert await parts.locator("h4").all_text_contents() == [
            "您说的",
            "身份证",
            "医疗收费票据",
            "门诊病历",
            "收款账户",
        ]
        assert await summary.locator("button.edit").count() == 8
        amounts = summary.locator("dd.amount")
        assert await amounts.all_text_contents() == ["1,860元", "0元"]
        rights = [await one.evaluate("one => getComputedStyle(one).textAlign") for one in await amounts.all()]
        assert set(rights) == {"end"}
        await expect(summary.locator(".expected")).to_contain_text("1,760元")
        await expect(parts.nth(3).locator(".problem")).to_contain_text("和报案的不一样")
        await expect(summary).to_contain_text("还差：费用清单")
        await expect(summary.locator("> p.text")).to_have_text(f"理赔 {NUMBER}，请核对：")
        await summary.get_by_text("怎么算的").click()
        await expect(summary.locator(".sums .total")).to_contain_text("1,760元")
        await summary.get_by_role("button", name="修改: 医疗收费票据 · 金额").click()
        await hears(page, "收到:/claim_edit")
        assert (await asked(stub, "/heard"))[-1]["message"] == '/claim_edit{"paper":"p2","field":"amount"}'
        assert not await overflows(page)


async def test_that_progress_shows_the_step_who_has_it_and_when_it_is_due(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, **TOUCH) as page:
        await say(page, "claim status")
        shown = await hears(page, "理赔进度")
        names = await shown.locator(".step-name").all_text_contents()
        assert names == ["已报案", "收材料", "已提交", "审核中", "赔款到账"]
        now = shown.locator("[aria-current=step]")
        for words in ("审核中", "理赔专员", "2026-11-27 18:00"):
            await expect(now).to_contain_text(words)
        await expect(shown.locator(".step.ahead")).to_contain_text("接下来")
        assert not await overflows(page)


async def test_that_the_claim_number_can_be_copied(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, permissions=["clipboard-read", "clipboard-write"]) as page:
        await say(page, "claim")
        given = await hears(page, "已报案")
        await given.get_by_role("button", name=f"复制: 理赔号 {NUMBER}").click()
        await expect(given.locator(".copy")).to_have_text("已复制")
        await expect(page.locator("#announce")).to_have_text("已复制")
        assert await page.evaluate("navigator.clipboard.readText()") == NUMBER


async def test_that_the_receipt_shows_what_was_taken_off(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, **TOUCH) as page:
        await say(page, "payment")
        await hears(page, "去支付")
        await say(page, "claim paid")
        shown = await hears(page, "赔款到账")
        rows = [" ".join(one.split()) for one in await shown.locator(".sums > div").all_inner_texts()]
        assert rows == ["申请 1,860元", "免赔额 −100元", "赔付 1,760元"]
        await expect(shown.locator(".headline")).to_have_text("1,760元")
        await expect(shown).to_contain_text("银行卡尾号 3391")
        await expect(page.locator(".payment a")).to_be_visible()  # it is the receipt of something else


async def test_that_providers_can_be_called_and_ordered(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, **TOUCH) as page:
        await say(page, "tow")
        shown = await hears(page, "浦东张江附近")
        await hears(page, "要叫哪一家")
        assert await shown.locator(".provider").count() == 3
        nearest = shown.locator(".provider").first
        for words in ("2.4 公里", "24小时", "离您最近", "4.6", "38 人评分"):
            await expect(nearest).to_contain_text(words)
        assert await nearest.locator("a[href^='tel:']").get_attribute("href") == "tel:02155500101"
        assert await shown.locator(".provider").nth(2).locator(".rating").count() == 0
        assert not await overflows(page)
        await shown.get_by_role("button", name="找这家: 迅达拖车").click()
        await hears(page, "收到:/answer")
        assert (await asked(stub, "/heard"))[-1]["message"] == '/answer{"f":"provider","v":"2"}'
        await expect(page.locator(".user-message-text").last).to_contain_text("迅达拖车")
        await expect(page.locator(".choose.chosen")).to_have_count(1)


async def test_that_an_order_is_followed_and_rated_with_stars(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, **TOUCH) as page:
        for word, now in (("order", "已下单"), ("order accepted", "已接单"), ("order done", "已完成")):
            await say(page, word)
            await expect(last(page).locator("[aria-current=step]")).to_have_text(now)
        cards = page.locator("details.provider-order")
        assert [await card.evaluate("one => one.open") for card in await cards.all()] == [False, False, True]
        stars = last(page).locator(".star")
        names = [await star.get_attribute("aria-label") for star in await stars.all()]
        assert names == ["1星", "2星", "3星", "4星", "5星"]
        assert await last(page).locator(".quick").count() == 0
        rated = last(page)
        await stars.nth(3).click()
        await hears(page, "收到:/rate_provider")
        assert json.loads((await asked(stub, "/heard"))[-1]["message"].removeprefix("/rate_provider"))["v"] == "4"
        await expect(page.locator(".star.lit")).to_have_count(4)
        assert rated is not None


async def test_that_names_of_files_and_what_was_read_are_never_markup(browser: Browser, stub: Stub) -> None:
    name = "<img src=x onerror=window.hacked=1>.txt"
    async with customer_page(browser, stub.address) as page:
        bubble = await choose(page, raw(name, "text/plain"), raw('"><script>window.hacked=1</script>.pdf', "text/html"))
        await hears(page, "不是照片或PDF")
        assert name in await bubble.locator(".file-name").all_text_contents()
        for word, reply in {"hostile paper": "读到", "claim confirm": "青禾市"}.items():
            await say(page, word)
            await expect(await hears(page, reply)).to_contain_text(HOSTILE)
        await page.reload()
        await ready(page)
        await hears(page, "青禾市")
        assert await page.locator("lb-message img:not([src^='blob:']):not([src*='/web/images/'])").count() == 0
        assert await page.locator("lb-message script, lb-message a[href^='blob:']").count() == 0
        assert await page.evaluate("window.hacked") is None


async def test_that_a_picture_with_a_script_in_it_is_never_opened(browser: Browser, stub: Stub) -> None:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>parent.hacked=1</script></svg>'
    async with customer_page(browser, stub.address) as page:
        bubble = await choose(page, {"name": "a.svg", "mimeType": "image/svg+xml", "buffer": drawn})
        await hears(page, "收到1个文件")
        assert await bubble.locator("a, object, iframe, embed").count() == 0
        assert await page.evaluate("window.hacked") is None


async def test_that_no_policy_is_broken_while_files_are_shown(browser: Browser, stub: Stub) -> None:
    complaints: list[str] = []
    async with customer_page(browser, stub.address) as page:
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await choose(page, picture("a.jpg"), raw("b.heic", "image/heic"))
        await hears(page, "收到2个文件")
        for word in ("claim", "papers", "claim confirm", "claim status", "claim paid", "tow", "order done"):
            await say(page, word)
            await page.wait_for_timeout(200)
    assert complaints == []


async def test_that_a_claim_needs_no_mouse(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address) as page:
        await say(page, "papers")
        await hears(page, "照片有点糊")
        async with page.expect_file_chooser():
            await _back_to(page, ".upload-tools button:focus-visible")
            await page.keyboard.press("Enter")
        await page.locator("#text-input").focus()
        await say(page, "order done")
        await hears(page, "请打个分")
        await _back_to(page, ".star:focus-visible")
        await page.keyboard.press("Space")
        await hears(page, "收到:/rate_provider")
        assert '"v":"5"' in (await asked(stub, "/heard"))[-1]["message"]


async def _back_to(page: Page, focused: str) -> None:
    """From the text field towards the newest message, until this has the focus."""
    for _ in range(12):
        await page.keyboard.press("Shift+Tab")
        if await page.locator(focused).count():
            return
    raise AssertionError(focused)


async def test_that_a_claim_is_told_in_english_too(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, **TOUCH) as page:
        await page.locator("#language").click()
        await say(page, "papers")
        newest = await hears(page, "照片有点糊")
        for words in ("Documents", "received", "unreadable", "Take a photo", "Choose photos or files"):
            await expect(newest).to_contain_text(words)
        await say(page, "claim status")
        await expect(await hears(page, "being assessed")).to_contain_text("Now with")
        chinese = newest.locator(".thread-title, .state, .upload-tools button, .copy")
        assert all(text.isascii() for text in await chinese.all_text_contents())


async def test_that_buttons_a_customer_can_press_have_names(browser: Browser, stub: Stub) -> None:
    async with customer_page(browser, stub.address, **TOUCH) as page:
        for word in ("papers", "claim confirm", "tow", "order done"):
            await say(page, word)
            await page.wait_for_timeout(200)
        await expect(offered(page, "5星")).to_be_visible()
        for control in await page.locator("lb-message :is(button, a, progress)").all():
            assert (await control.get_attribute("aria-label")) or (await control.text_content() or "").strip()
        sizes = [await one.bounding_box() for one in await page.locator("lb-message .star, .upload-tools button").all()]
        assert all(size is None or size["height"] >= 44 for size in sizes)  # a finger's width


def test_that_nothing_on_the_page_is_built_from_markup() -> None:
    sources = Path(__file__).parents[2].joinpath("bot", "web").glob("*.js")
    for source in sources:
        text = source.read_text("utf-8")
        assert not any(word in text for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write")), (
            source
        )
