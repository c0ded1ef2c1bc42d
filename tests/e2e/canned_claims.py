"""Replies about claims and service providers, shaped as the gateway sends them; the people in them are invented.

The contract: `actions/speaking/{claims,providers}.py`, `insurance/services/claims/{telling,receipts}.py`,
`insurance/services/providers/notices.py` and `bot/gateway/acknowledging.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

Reply = dict[str, Any]
NUMBER = "LP202611250007"
HOSTILE = '<img src=x onerror="window.hacked=1">'
PAPERS = {
    "identity_card": "身份证",
    "medical_invoice": "医疗收费票据",
    "outpatient_record": "门诊病历",
    "itemised_bill": "费用清单",
    "bank_card": "银行卡",
}
CALCULATION = [{
    "benefit": "意外医疗", "article": "5", "claimed": "1860.00", "steps": ["　免赔额 -100.00"], "payable": "1760.00",
}]  # fmt: skip
MISSING = dict.fromkeys(PAPERS, "missing")


def _button(title: str, payload: str) -> dict[str, str]:
    return {"title": title, "payload": payload}


def upload_question(text: str = "拍照发来就行，几张一起也可以。") -> Reply:
    choices = [
        _button("就这些", '/answer{"f":"claim_papers","v":"that_is_all"}'),
        _button("以后再传", '/answer{"f":"claim_papers","v":"later"}'),
    ]
    why = "有了这些才能算出该赔多少。"
    custom = {
        "type": "question", "flow": "claim", "field": "claim_papers", "kind": "upload", "why": why, "choices": choices,
    }  # fmt: skip
    return {"text": text, "buttons": choices, "custom": custom}


def checklist(text: str, statuses: Mapping[str, str], problem: str = "", reading: Sequence[str] = ()) -> Reply:
    items = []
    for kind, status in statuses.items():
        item: dict[str, Any] = {"kind": kind, "name": PAPERS[kind], "status": status, "why": f"用来核对{PAPERS[kind]}"}
        item["sample"] = f"/web/images/claims/{kind}.webp"
        if kind in reading:
            item["reading"] = True
        if status in ("unreadable", "mismatch"):
            item["problem"] = problem
        items.append(item)
    return {"text": text, "custom": {"type": "checklist", "claim_number": NUMBER, "items": items}}


def _needed() -> str:
    lines = [f"{n}. {name}【未交】用来核对{name}" for n, name in enumerate(PAPERS.values(), start=1)]
    return "\n".join(["需要这些材料：", *lines])


def pushes() -> list[Reply]:
    """What is pushed while five documents are read, one after the other; the fourth is blurred."""
    done = dict(MISSING)
    found = []
    for kind, read in (
        ("identity_card", "姓名：王建国"),
        ("medical_invoice", "金额：1860.00"),
        ("outpatient_record", "诊断：左手食指切割伤"),
    ):
        done[kind] = "received"
        found.append(checklist(f"收到{PAPERS[kind]}。读到：{read}", done))
    done["itemised_bill"] = "unreadable"
    blurred = "照片有点糊，看不清金额。请在亮一点的地方，把纸放平再拍一张。"
    found.append(checklist(f"费用清单：{blurred}\n还差：费用清单、银行卡。", done, blurred))
    return found


def acknowledged(files: Sequence[Any]) -> Reply:
    """As the gateway does: every file by its name, with its hash or with why it isn't taken."""
    told, refused = [], []
    for file in files:
        about = {"name": file.name, "sha256": hashlib.sha256(file.body).hexdigest(), "size": len(file.body)}
        if file.name.endswith((".txt", ".exe")):
            why = "不是照片或PDF"
            refused.append(f"{file.name}没有收下：{why}。")
            told.append(about | {"taken": False, "media_type": None, "reason": "type", "why": why})
        else:
            told.append(about | {"taken": True, "media_type": "image/jpeg", "pages": 1})
    taken = len(files) - len(refused)
    lines = ([f"收到{taken}个文件。"] if taken else []) + refused
    return {"text": "\n".join(lines), "custom": {"type": "files", "files": told}}


def _read(group: str, paper: str, field: str, label: str, value: str, kind: str = "text") -> dict[str, str]:
    payload = f'/claim_edit{{"paper":"{paper}","field":"{field}"}}'
    return {"group": group, "paper": paper, "label": label, "value": value, "kind": kind, "payload": payload}


def summary() -> Reply:
    answers = [
        _read("身份证", "p1", "name", "姓名", "王建国"),
        _read("身份证", "p1", "id_number", "证件号码", "已加密保存"),
        _read("医疗收费票据", "p2", "invoice_number", "票据号码", "0031597264"),
        _read("医疗收费票据", "p2", "hospital", "医院", HOSTILE + "青禾市第二人民医院"),
        _read("医疗收费票据", "p2", "date", "日期", "2026-11-24"),
        _read("医疗收费票据", "p2", "amount", "金额", "1860.00", "money"),
        _read("医疗收费票据", "p2", "social_insurance_paid", "医保支付", "0.00", "money"),
        _read("门诊病历", "p3", "diagnosis", "诊断", "左手食指切割伤"),
    ]
    return {
        "text": f"理赔 {NUMBER}，请核对：\n· 出险日期：2026-11-24\n按现有材料，预计赔付 1,760元：\n意外医疗…",
        "custom": {
            "type": "confirm", "claim_number": NUMBER,
            "facts": [
                {"label": "理赔类型", "value": "门诊"}, {"label": "出险日期", "value": "2026-11-24"},
                {"label": "花费", "value": "1,860元"},
            ],
            "answers": answers,
            "account": "收款：王建国 尾号3391的银行卡",
            "papers": [
                {"paper": "p1", "name": "身份证", "problem": ""},
                {"paper": "p2", "name": "医疗收费票据", "problem": ""},
                {"paper": "p3", "name": "门诊病历", "problem": "病历上的日期和报案的不一样。"},
            ],
            "left": "还差：费用清单。", "calculation": CALCULATION, "expected": "1760.00", "currency": "CNY",
        },
    }  # fmt: skip


def status(now: str = "assessing") -> Reply:
    days = [
        ("reported", 21),
        ("collecting", 21),
        ("submitted", 24),
        ("assessing", 24),
        ("approved", 25),
        ("paying", 25),
    ]
    names = [name for name, _ in days]
    steps = [{"status": name, "at": f"2026-11-{day}T02:1{i}:00+00:00"} for i, (name, day) in enumerate(days)]
    custom = {
        "type": "claim_status", "claim_number": NUMBER, "status": now, "with": "assessor",
        "due": "2026-11-27T18:00+08:00", "steps": steps[: names.index(now) + 1], "missing": [], "paid": [],
    }  # fmt: skip
    return {"text": f"理赔 {NUMBER}：理赔专员正在看，最迟11月27日18:00给您答复。", "custom": custom}


def receipt() -> Reply:
    return {
        "text": f"赔款到账：1,760元。理赔 {NUMBER}，打到尾号3391的卡。\n意外医疗（条款5）：申请 1860.00…",
        "custom": {
            "type": "receipt", "claim_number": NUMBER, "policy_number": "HT202610010042", "amount": "1760.00",
            "currency": "CNY", "account": "3391", "next_step": "对结果有疑问，随时说“我要申诉”。",
            "calculation": CALCULATION,
        },
    }  # fmt: skip


def _provider(number: int, name: str, distance: float, mean: str | None, ratings: int) -> dict[str, Any]:
    return {
        "provider_id": f"tow-{number}", "name": name, "kind": "roadside", "distance_km": distance,
        "phone": f"021-5550010{number}", "hours": "24小时", "services": ["拖车", "搭电"],
        "reasons": ["做拖车", "离您最近" if number == 1 else "现在营业"], "address": f"上海市浦东新区虚构路{number}号",
        "navigation": f"geo:31.2{number},121.6", "rating": mean, "ratings": ratings,
        "payload": f'/answer{{"f":"provider","v":"{number}"}}',
    }  # fmt: skip


def providers() -> list[Reply]:
    found = [
        _provider(1, "安捷道路救援上海站", 2.4, "4.6", 38),
        _provider(2, "迅达拖车", 5.1, "4.1", 12),
        _provider(3, "浦江汽车救援", 7.9, None, 0),
    ]
    lines = [
        f"{n}. {one['name']}，{one['distance_km']}公里，电话 {one['phone']}" for n, one in enumerate(found, start=1)
    ]
    buttons = [_button(one["name"], one["payload"]) for one in found]
    none = _button("都不要", '/answer{"f":"provider","v":"none"}')
    question = {
        "text": "要叫哪一家？", "buttons": [*buttons, none],
        "custom": {"type": "question", "flow": "provider", "field": "provider", "kind": "choice", "why": "",
                   "choices": [*buttons, none]},
    }  # fmt: skip
    text = "\n".join(["浦东张江附近能拖车的有3家：", *lines])
    return [{"text": text, "custom": {"type": "providers", "providers": found}}, question]


def order(now: str) -> Reply:
    texts = {
        "placed": "下单了。", "accepted": "接单了，预计25分钟到。", "on_the_way": "已经出发。",
        "done": "拖车已完成。满意吗？请打个分，1到5星。",
    }  # fmt: skip
    custom = {
        "type": "provider_order", "order_id": "PO-31", "claim_number": NUMBER, "status": now, "provider_id": "tow-1",
        "kind": "roadside", "name": "安捷道路救援上海站", "phone": "021-55500101", "service": "tow",
        "place": "浦东张江",
        "eta_minutes": 25 if now in ("accepted", "on_the_way") else None,
        "crew": "沪A·救007" if now != "placed" else "", "reason": "", "stars": None,
    }  # fmt: skip
    reply: Reply = {"text": texts[now], "custom": custom}
    if now == "done":
        reply["buttons"] = [_button(f"{n}星", f'/rate_provider{{"order":"PO-31","v":"{n}"}}') for n in range(5, 0, -1)]
    return reply


def replies() -> dict[str, list[Reply]]:
    registered = {
        "text": f"理赔号 {NUMBER}，记一下。",
        "custom": {"type": "receipt", "claim_number": NUMBER, "next_step": "把材料拍照发来。", "deadline": ""},
    }
    submitted = {
        "text": f"理赔 {NUMBER} 审核通过，1,760元马上打到您的卡。",
        "custom": {
            "type": "receipt", "claim_number": NUMBER, "next_step": "等银行到账。",
            "deadline": "2026-11-26T10:00+08:00", "amount": "1760.00", "currency": "CNY",
        },
    }  # fmt: skip
    submit = [_button("对，提交", '/answer{"f":"claim_submit","v":"yes"}')]
    asked = {
        "text": "以上都对吗？没问题就提交。", "buttons": submit,
        "custom": {"type": "question", "flow": "claim", "field": "claim_submit", "kind": "choice",
                   "why": "提交后就开始计算和审核。", "choices": submit},
    }  # fmt: skip
    partial = [*MISSING][:2]
    reading = checklist("正在识别。", MISSING | dict.fromkeys(partial, "received"), reading=partial[1:])
    return {
        "claim": [registered, checklist(_needed(), MISSING), upload_question()],
        "papers": pushes(),
        "reading": [reading],
        "claim confirm": [summary(), asked],
        "submitted": [submitted],
        "claim status": [status()],
        "claim paid": [receipt()],
        "hostile paper": [checklist(f"收到{HOSTILE}。读到：姓名：{HOSTILE}", {"medical_invoice": "mismatch"}, HOSTILE)],
        "tow": providers(),
        "order": [order("placed")],
        "order accepted": [order("accepted")],
        "order done": [order("done")],
    }
