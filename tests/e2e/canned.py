"""One reply of every kind, shaped as the gateway sends them.

The contract: `actions/speaking/{questions,plans,quotes,buying,clauses,comparing}.py` and
`insurance/services/receipts.py`.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

Reply = dict[str, Any]


def button(title: str, intent: str, **values: str) -> dict[str, str]:
    body = json.dumps(values, ensure_ascii=False, separators=(",", ":")) if values else ""
    return {"title": title, "payload": f"/{intent}{body}"}


def _plan(number: int, role: str, name: str, insurer: str, premium: str, cover: str, **more: Any) -> dict[str, Any]:
    return {
        "product_id": f"product-{number}",
        "plan_id": f"plan-{number}",
        "name": name,
        "role": ("cheapest", "balanced", "most_cover")[number - 1],
        "role_name": role,
        "insurer": insurer,
        "premium": premium,
        "premium_text": f"{premium.removesuffix('.00')}元/年",
        "period": "year",
        "currency": "CNY",
        "sum_insured": cover,
        "sum_insured_text": f"{int(float(cover)):,}元",
        "deductible": "0.00",
        "deductible_text": "无",
        "waiting_days": 0,
        "waiting_text": "无",
        "eligible": True,
        "over_budget": False,
        "decision": "standard",
        **more,
    }


PLANS = [
    _plan(
        1, "最省钱", "长青老年意外 · 基础计划", "海滨财产保险(虚构)", "128.00", "100000.00",
        deductible="100.00", deductible_text="每次100元,赔付比例80%",
        exclusions=["猝死", "参加高风险运动", "酒后驾驶", "既往骨折的后续治疗"],
        reasons=["65岁可投,最高可投到80岁", "含意外骨折津贴,摔伤住院每天50元"],
    ),
    _plan(
        2, "最均衡", "安步老人综合意外险 · 标准计划", "恒泰人寿保险(虚构)", "268.00", "200000.00",
        exclusions=["猝死", "参加高风险运动", "酒后驾驶"],
        reasons=["意外医疗0免赔,不限社保目录", "含骨折与关节脱位给付,最高2万元", "在每年500元的预算内"],
    ),
    _plan(
        3, "保得最多", "松鹤尊享老年意外险 · 尊享计划", "民信财产保险(虚构)", "538.00", "500000.00",
        over_budget=True, waiting_days=30, waiting_text="30天(仅疾病身故)",
        exclusions=["参加职业或高风险运动", "酒后驾驶"],
        reasons=["身故与伤残保额最高", "含住院护工,摔伤后有人照顾"],
    ),
]  # fmt: skip

ANSWERS = [
    {"key": "applicant_name", "label": "投保人姓名", "value": "王小明", "title": "修改投保人姓名",
     "payload": '/edit{"key":"applicant_name"}'},
    {"key": "applicant_id", "label": "投保人证件号", "value": "已填写并校验", "title": "修改投保人证件号",
     "payload": '/edit{"key":"applicant_id"}'},
    {"key": "effective", "label": "生效日期", "value": "2026-12-01", "title": "修改生效日期",
     "payload": '/edit{"key":"effective"}'},
]  # fmt: skip

CLAUSE = "第七条 因下列情形之一导致被保险人身故、伤残的,我们不承担给付责任:(一)投保人的故意行为;(二)被保险人醉酒。"


COMPARED = [
    {"product_id": f"product-{n}", "plan_id": f"plan-{n}", "name": PLANS[n - 1]["name"], "insurer": "虚构保险"}
    for n in (1, 2)
]
ROWS = [
    {"key": "premium", "label": "保费", "cells": ["每年128元", "每年268元"], "differs": True},
    {"key": "benefit", "label": "骨折津贴", "cells": ["✓ 最高5,000元", "✓ 最高20,000元"], "differs": True},
    {"key": "benefit", "label": "猝死", "cells": ["—", "✓ 最高100,000元"], "differs": True},
    {"key": "waiting", "label": "等待期", "cells": ["无", "无"], "differs": False},
    {"key": "exclusions", "label": "主要不保", "cells": ["酒后驾驶；高风险运动"] * 2, "differs": False},
]
FIGURES = "标准计划：意外医疗（最高20,000元，无免赔额，按90%赔付）"
WAITING = "保险生效后的一段时间，期间因疾病出险一般不赔。"


def question(kind: str, field: str, text: str, *choices: dict[str, str], why: str = "") -> Reply:
    custom = {
        "type": "question", "flow": "consult", "field": field, "kind": kind,
        "why": why or "不同的人能买的产品和价格不一样,先问清楚才不会白选。", "choices": list(choices),
    }  # fmt: skip
    return {"text": text, "buttons": list(choices), "custom": custom} if choices else {"text": text, "custom": custom}


def replies(origin: str) -> dict[str, list[Reply]]:
    """Replies by the word that asks for them."""
    until = datetime.now(UTC) + timedelta(minutes=30)
    sex = (button("男", "answer", f="sex", v="male"), button("女", "answer", f="sex", v="female"))
    return {
        "plans": [
            {
                "text": "符合条件的有14款,挑出差别最明显的三款放在一起给您比:\n\n1. 最省钱…\n\n2. 最均衡…",
                "buttons": [
                    button(f"{n}. {p['name']}", "choose", product=p["product_id"], plan=p["plan_id"])
                    for n, p in enumerate(PLANS, start=1)
                ],
                "custom": {"type": "plans", "plans": PLANS},
            },
            question("choice", "plan", "您看哪一款合适?也可以直接问我它们的区别。", button("都不合适", "none_fits")),
        ],
        "quote": [
            {
                "text": "报价好了:安步老人综合意外险 · 标准计划\n· 基础保费: 240元",
                "custom": {
                    "type": "quote", "quote_id": "q-1", "product_id": "product-2", "plan_id": "plan-2",
                    "name": "安步老人综合意外险 · 标准计划", "premium": "268.00", "premium_text": "268元/年",
                    "period": "year", "currency": "CNY", "sum_insured": "200000.00",
                    "cover": "2026-12-01 至 2027-11-30",
                    "breakdown": [
                        {"label": "基础保费(61至70岁)", "value": "240元"},
                        {"label": "职业类别系数", "value": "× 1.0"}, {"label": "意外医疗附加", "value": "28元"},
                    ],
                    "valid_until": "2026-12-06T15:59:00+00:00",
                },
            }
        ],
        "underwriting": [
            {
                "text": "核保结论:可以投保,保费加收25%。原因是血压偏高。",
                "custom": {
                    "type": "underwriting", "decision": "loading", "reasons": ["血压偏高"], "loading_percent": 25,
                },
            }
        ],
        "confirm": [
            {
                "text": "请核对下面的信息,每一项都可以改:\n· 产品: 安步\n· 投保人姓名: 王小明",
                "custom": {
                    "type": "confirm", "quote_id": "q-1",
                    "facts": [
                        {"label": "方案", "value": "安步老人综合意外险 · 标准计划"},
                        {"label": "保费", "value": "268元/年"},
                    ],
                    "answers": ANSWERS,
                },
            },
            question("choice", "summary", "信息都对吗?", button("都对,继续", "answer", f="summary", v="yes")),
        ],
        "payment": [
            {
                "text": f"请支付268元,30分钟内有效。\n付款链接:{origin}/pay/1",
                "custom": {
                    "type": "payment", "order_id": "o-1", "url": f"{origin}/pay/1", "amount": "268.00",
                    "currency": "CNY", "expires_at": until.isoformat(),
                },
            }
        ],
        "receipt": [
            {
                "text": "投保成功,保单号 HT202612010001。\n电子保单:/documents/abc",
                "attachment": "/documents/abc",
                "custom": {
                    "type": "receipt", "policy_number": "HT202612010001", "product": "安步老人综合意外险",
                    "plan": "标准计划", "premium": "268.00", "currency": "CNY", "effective": "2026-12-01",
                    "expiry": "2027-11-30", "order_id": "o-1", "document": "/documents/abc",
                    "next_step": "请在犹豫期内看一遍保单,有疑问随时问我。", "deadline": "2026-12-16",
                },
            }
        ],
        "policies": [
            {
                "text": "您有1份保单:\n安步…",
                "buttons": [button("退保 HT202612010001", "cancel_policy", number="HT202612010001")],
                "custom": {
                    "type": "policies",
                    "policies": [{
                        "policy_number": "HT202612010001", "name": "安步老人综合意外险 · 标准计划", "insured": "王建国",
                        "premium": "268.00", "sum_insured": "200000.00", "effective": "2026-12-01",
                        "expiry": "2027-11-30", "status": "生效中", "cooling_off_until": "2026-12-16",
                        "document": "/documents/abc",
                    }],
                },
            }
        ],
        "clause": [
            {
                "text": f"{FIGURES}\n《安步老人综合意外险》条款7【责任免除】\n{CLAUSE}\n"
                f"条款全文：{origin}/products/product-2/clauses#article-7",
                "custom": {
                    "type": "clause", "product_id": "product-2", "product": "安步老人综合意外险", "article": "7",
                    "title": "责任免除", "text": CLAUSE, "figures": [FIGURES],
                    "url": f"{origin}/products/product-2/clauses#article-7",
                },
            }
        ],
        "term": [
            {
                "text": f"【等待期】{WAITING}",
                "custom": {"type": "term", "term": "等待期", "meaning": WAITING},
            }
        ],
        "comparison": [
            {
                "text": "把这2款放在一起看：\n① 长青\n② 安步\n不同之处\n· 保费：① 每年128元 ② 每年268元",
                "custom": {
                    "type": "comparison", "columns": COMPARED, "rows": ROWS,
                    "summary": "一句话：①保费最低，少140元；只有②含猝死。",
                    "advice": ["您说过担心摔伤：② 安步老人综合意外险 · 标准计划的骨折津贴最高，20,000元。"],
                },
            }
        ],
        "sex": [question("choice", "sex", "被保险人是男是女?", *sex)],
        "date": [question("date", "effective", "希望从哪天开始保?", why="保单从这一天零时起生效,之前发生的事不赔。")],
        "phone": [question("phone", "phone", "您的手机号是多少?")],
        "unknown": [{"text": "一种新消息,只看文字也明白。", "custom": {"type": "hologram", "shape": "cube"}}],
        "script": [{"text": "<img src=x onerror=\"window.hacked=1\"> **不是粗体** [x](javascript:alert(1))"}],
        "badlink": [
            {
                "text": "请支付",
                "custom": {"type": "payment", "order_id": "o", "url": "javascript:window.hacked=1", "amount": "1.00"},
            }
        ],
    }  # fmt: skip
