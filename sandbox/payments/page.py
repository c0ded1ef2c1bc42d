"""The payment page: Chinese and English side by side, no JavaScript, fits a phone."""

from __future__ import annotations

from datetime import datetime
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

STYLE = (Path(__file__).parent / "page.css").read_text()

MESSAGES = {
    "paid": ("支付成功", "Payment received", "保单正在出具，请回到对话查看。",
             "Your policy is being issued. Go back to the chat to see it."),
    "already": ("这笔订单已经支付过了", "This order has already been paid", "没有重复扣款。请回到对话查看保单。",
                "You were not charged again. Go back to the chat to see your policy."),
    "refunded": ("这笔订单已退款", "This order has been refunded", "款项将按原路退回。",
                 "The money goes back the way it came."),
    "expired": ("支付链接已过期", "This payment link has expired", "没有扣款。请回到对话，我们会给您一个新的链接。",
                "You were not charged. Go back to the chat for a new link."),
    "closed": ("这笔订单已关闭", "This order has been closed", "没有扣款。如仍需投保，请回到对话。",
               "You were not charged. Go back to the chat if you still want the cover."),
    "declined": ("您已取消本次支付", "You cancelled this payment", "没有扣款。链接到期前可以再次支付。",
                 "You were not charged. You can still pay until the link expires."),
    "unknown": ("找不到这个支付链接", "We can't find this payment link", "请核对链接是否完整，或回到对话重新获取。",
                "Check that the link is complete, or go back to the chat for a new one."),
}  # fmt: skip


def pay_page(order: object, token: str) -> str:
    expires = datetime.fromisoformat(order["expires_at"]).astimezone(ZoneInfo("Asia/Shanghai"))
    return _page(
        "收银台 · Checkout",
        f"""<h1>收银台 <span class="en">Checkout</span></h1>
<p class="sum"><span aria-hidden="true">¥</span>{escape(order["amount"])} <small>{escape(order["currency"])}</small></p>
<dl><div><dt>商品<span class="en">For</span></dt><dd>{escape(order["subject"])}</dd></div>
<div><dt>订单号<span class="en">Order</span></dt><dd>{escape(order["id"])}</dd></div>
<div><dt>请于此前支付<span class="en">Pay before</span></dt><dd><time>{expires:%Y-%m-%d %H:%M:%S}</time>
<span class="en">北京时间 Beijing time</span></dd></div></dl>
<form method="post" action="/pay/{escape(token)}">
<button class="go" name="action" value="pay">确认支付 Pay</button>
<button name="action" value="decline">取消支付 Decline</button></form>
<p class="note">演示用收银台，不会发生真实扣款。
<span class="en">A demonstration checkout: no real money moves.</span></p>""",
    )


def result_page(kind: str, return_url: str | None, retry: str | None = None) -> str:
    """A page that says how it stands, with the way back to the merchant."""
    zh, en, more_zh, more_en = MESSAGES[kind]
    links = f'<a class="button" href="/pay/{escape(retry)}">重新支付 Pay again</a>' if retry else ""
    if return_url:
        links = f'<a class="button go" href="{escape(return_url)}">返回对话 Back to the chat</a>' + links
    head = f'<h1 role="status">{zh} <span class="en">{en}</span></h1>'
    body = f'{head}<p>{more_zh}<span class="en">{more_en}</span></p>{links}'
    return _page(f"{zh} · {en}", body)


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head>"
        f'<body><main><div class="card">{body}</div></main></body></html>'
    )
