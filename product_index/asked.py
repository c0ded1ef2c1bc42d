"""What a question asks about: its things, and what is left of it once the asking itself is taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from product_index.customer_words import Thing, things_said

# How one asks, whatever one asks about. Longest first; what stays is what is asked about.
_ASKING = """
这款产品 这个产品 这份保险 这个保险 这款保险 这种保险 这款 这个 这种 这份 这张 该产品 产品 保险公司 保险 保单 你们 我们 咱们 您们 他们 人家 别人
能不能 可不可以 会不会 有没有 是不是 要不要 赔不赔 保不保 报不报 管不管 给不给 算不算 行不行 包不包括 包不包 含不含 用不用 需不需要
赔多少 报多少 能赔 能报 可以赔 可以报 给报 给赔 会赔 都赔 赔付 理赔 赔偿 赔钱 赔款 报销 赔 报 保障 承保 在保障范围内 保障范围 范围 覆盖 包括 包含 涵盖
是什么意思 什么意思 是啥意思 啥意思 是什么 什么是 什么叫 是啥 啥是 啥叫 怎么样 怎么办 怎么算 怎么 如何 为什么 为啥 什么 哪些 哪个 哪种 多少钱 多少 多久 多长时间 几天 几年 几个 几次 几岁
多大 吗 呢 吧 啊 呀 嘛 不 没 了 的 得 地 着 过 和 与 或 以及 还是 还 也 都 就 才 再 又 很 太 最 最多 最少 最高 如果 要是 假如 的话 万一 因为 所以 但是 而且 然后 以后 之后 以前 时候 期间
我家 我爸 我妈 我的 我 你 您 他 她 它 自己 孩子 小孩 宝宝 娃 老人 爸妈 父母 爸爸 妈妈 老公 老婆 家人 家里 家 人 员工 客户 朋友
请问 想问 问一下 一下 帮我 告诉 知道 了解 看看 想 要 会 能 可以 可能 应该 需要 算 是 有 给 用 去 来 到 在 从 对 把 被 让 做 出 买 投保 花 钱 费用 费 部分 东西 情况 问题 事情 事
出事 出险 发生 受伤 生病 得病 得了 生了 患上 突然 不小心 意外 事故 负责 规定 写 条款 里面 里 上 下 中 内 外 前 后 时 比如 那种 那个 那 这 一个 一次 一天 一年 每次 每年 每天 天 年 次 元 块
""".split()
_STOPS_EN = frozenset("""
a an and any are as at be been being but by can could did do does doing during each for from get give given go got had has have
having how i if in included include includes including is it its just may me much many must my of off on once one only or our
out over own pay pays paid payable paying please policy plan product insurance insurer insured cover covers covered coverage
claim claims claimed claiming compensation compensate reimburse reimbursed reimbursement say says should so some such take
tell than that the their them then there they thing things this those to too under up us use used using want was way we what
when where whether which while who whom why will with would you your yours yes no not about after again all am also because
before below between both cost costs covering money amount benefit benefits much happens happen happened mean means meaning
need needed long still i'm i've it's what's does't don't doesn't can't get gets know like really ever ok
first second third something anything someone person people family child children kid kids son daughter wife husband mother
father parent parents year years day days month months three two time times
""".split())  # fmt: skip
_ASKED_ZH = re.compile("|".join(sorted(map(re.escape, _ASKING), key=len, reverse=True)))
_RUNS = re.compile(r"[a-z][a-z'-]+|[\u3400-\u9fff]{2,}")
_STEM = 5


@dataclass(frozen=True)
class Asked:
    """`things` are known ones, in groups that stand for the same words; `words` are what else was said."""

    things: tuple[tuple[Thing, ...], ...]
    words: tuple[str, ...]


def asked(question: str, unsaid: Sequence[str] = ()) -> Asked:
    """Read a question. `unsaid` are names (of the product, of its plans) that only say which product is meant."""
    text = question.lower()
    for name in sorted(unsaid, key=len, reverse=True):
        text = text.replace(name.lower(), " ")
    found = things_said(text)
    spans = dict.fromkeys((one.start, one.end) for one in found)
    groups = tuple(tuple(one.thing for one in found if (one.start, one.end) == span) for span in spans)
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    left = _ASKED_ZH.sub(" ", "".join(rest))
    return Asked(groups, tuple(dict.fromkeys(run for run in _RUNS.findall(left) if run not in _STOPS_EN)))


def stem(word: str) -> str:
    """Enough of an English word to find its other forms."""
    return word[:_STEM]


def pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]
