"""A customer who buys a policy on the real page, in Chinese or English, and keeps a picture of every stage if asked."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from browser import hears, last, offered, say, tap
from playwright.async_api import Locator, Page, expect

ANSWER_SECONDS = 30  # a turn takes well under a second; a machine busy with other things gets its time
SETTLE_MS = 500
PICTURES = os.environ.get("LINGBAO_PICTURES", "")  # a folder: pictures of every stage go there


@dataclass(frozen=True)
class Speech:
    """What the customer says and expects to read, in one language."""

    wish: str
    compared: str
    ask_plan: str
    question: str
    decision: str
    ask_quote: str
    accept: str
    names: tuple[str, str]
    ask_name: str
    ask_id: str
    ask_phone: str
    ask_insured_name: str
    ask_insured_id: str
    ask_start: str
    tomorrow: str
    ask_heirs: str
    heirs: str
    digression: str
    ask_summary: str
    edit_name: str
    corrected: str
    all_right: str
    agree: str
    notices: tuple[str, str, str]
    plain_words: str
    my_own_wish: str
    ask_payment: str
    document: str
    policies: str


CHINESE = Speech(
    wish="我爸65了，怕他摔跤，一年五百块以内",
    compared="同样的项目放在一起比",
    ask_plan="您想选哪一款",
    question="告知1",
    decision="核保结果",
    ask_quote="按这个报价投保吗",
    accept="投保",
    names=("王小民", "王建国"),
    ask_name="投保人（您）的姓名",
    ask_id="投保人的身份证号",
    ask_phone="您的手机号",
    ask_insured_name="您的父亲的姓名",
    ask_insured_id="您的父亲的身份证号",
    ask_start="希望哪天生效",
    tomorrow="明天",
    ask_heirs="身故受益人写谁",
    heirs="法定受益人",
    digression="免赔额是多少？",
    ask_summary="以上都对吗",
    edit_name="修改投保人姓名",
    corrected="王小明",
    all_right="都对，继续",
    agree="已阅读并同意",
    notices=("投保须知", "免责条款", "犹豫期"),
    plain_words="不是存款",
    my_own_wish="都明白，是我自己愿意买的",
    ask_payment="付款后会自动通知",
    document="下载电子保单",
    policies="我的保单",
)
ENGLISH = Speech(
    wish="My dad is 65, I worry he may fall, up to 500 yuan a year",
    compared="side by side",
    ask_plan="Which would you like",
    question="Question 1",
    decision="Underwriting:",
    ask_quote="Go ahead with this quote",
    accept="Apply",
    names=("Wang Xiaomin", "Wang Jianguo"),
    ask_name="Your name, as the applicant",
    ask_id="Your identity number",
    ask_phone="Your mobile number",
    ask_insured_name="The name of your father",
    ask_insured_id="The identity number of your father",
    ask_start="When should cover start",
    tomorrow="Tomorrow",
    ask_heirs="Who is the beneficiary",
    heirs="Legal heirs",
    digression="What is the deductible?",
    ask_summary="Is everything right",
    edit_name="Change applicant's name",
    corrected="Wang Xiaoming",
    all_right="All right",
    agree="Read and agreed",
    notices=("Notice to applicants", "Exclusions", "Cooling-off"),
    plain_words="not savings",
    my_own_wish="All clear, and my own wish",
    ask_payment="You'll hear automatically",
    document="Download the policy",
    policies="My policies",
)


@dataclass
class Shopper:
    """Steps of a purchase; each waits until the page shows what follows."""

    page: Page
    speech: Speech
    album: str
    taken: int = field(default=0)

    async def picture(self, name: str, path: Path | None = None) -> None:
        self.taken += 1
        if path is None and PICTURES:
            path = Path(PICTURES) / f"{self.album}-{self.taken:02d}-{name}.png"
        if path is not None:
            await self.page.wait_for_timeout(SETTLE_MS)
            await self.page.screenshot(path=path)

    async def hears(self, words: str) -> Locator:
        return await hears(self.page, words, ANSWER_SECONDS)

    async def is_asked(self, words: str) -> Locator:
        """The newest message asks this."""
        await expect(last(self.page)).to_contain_text(words, timeout=ANSWER_SECONDS * 1000)
        return last(self.page)

    async def consults(self) -> Locator:
        await say(self.page, self.speech.wish)
        await self.is_asked(self.speech.ask_plan)
        return (await self.hears(self.speech.compared)).locator("table")

    async def chooses(self, plan: int, name: str) -> None:
        """Tap the button below a plan, the first being 1; `name` is what the transcript then says."""
        button = self.page.locator("button.choose").nth(plan - 1)
        await button.scroll_into_view_if_needed()
        await button.click()
        await expect(self.page.locator(".user-message-text").last).to_contain_text(name)
        await self.hears(self.speech.question)

    async def discloses(self) -> int:
        """Say no to every disclosure question by its button; returns how many there were."""
        told = 0
        quote = self.page.locator("lb-message .quote")
        while True:
            answer = self.page.locator("lb-message").last.locator(".quick:enabled").first
            await expect(answer).to_be_visible(timeout=ANSWER_SECONDS * 1000)
            if await quote.count():
                return told
            asked = await last(self.page).text_content()
            await answer.click()
            told += 1
            await expect(last(self.page)).not_to_contain_text(asked or "", timeout=ANSWER_SECONDS * 1000)
            await expect(self.page.locator(".quick:enabled").first).to_be_visible(timeout=ANSWER_SECONDS * 1000)

    async def accepts(self) -> None:
        await self.is_asked(self.speech.ask_quote)
        await tap(self.page, self.speech.accept)
        await self.is_asked(self.speech.ask_name)

    async def types(self, text: str, asked_next: str) -> None:
        """With the keyboard alone: the field has the focus or gets it by a click, Enter sends."""
        await self.page.locator("#text-input").click()
        await self.page.keyboard.type(text)
        await self.page.keyboard.press("Enter")
        await self.is_asked(asked_next)

    async def edits_own_name(self) -> None:
        await self.page.get_by_role("button", name=self.speech.edit_name, exact=True).last.click()
        await self.is_asked(self.speech.ask_name)
        await self.types(self.speech.corrected, self.speech.ask_summary)

    async def agrees(self) -> None:
        await tap(self.page, self.speech.all_right)
        for notice in self.speech.notices:
            await self.hears(notice)
            await expect(offered(self.page, self.speech.agree)).to_be_visible(timeout=ANSWER_SECONDS * 1000)
            await self.picture(f"notice-{notice}")
            await tap(self.page, self.speech.agree)
        await self.hears(self.speech.plain_words)  # the father is old
        await tap(self.page, self.speech.my_own_wish)
        await self.is_asked(self.speech.ask_payment)

    async def pays(self) -> None:
        """On the payment page in its own tab, which is then closed."""
        async with self.page.context.expect_page() as opening:
            await self.page.locator(".payment a.primary").click()
        till = await opening.value
        await till.locator("button[value=pay]").click()
        await till.locator("[role=status]").wait_for()
        await till.close()

    async def opens_paper(self, card: Locator) -> bytes:
        """Tap the link to the policy document: a new tab opens. Returns what that address gives."""
        link = card.locator("a.action").first
        async with self.page.context.expect_page() as opening:
            await link.click()
        await (await opening.value).close()
        answer = await self.page.context.request.get(await link.get_attribute("href") or "")
        assert answer.ok
        return await answer.body()

    async def asks_for_policies(self) -> None:
        """By the button in the bar where it is shown, else in words."""
        button = self.page.locator("#policies")
        await button.click() if await button.is_visible() else await say(self.page, self.speech.policies)
