"""One spelling for everything: half-width, simplified, lower case, pinyin as characters."""

from __future__ import annotations

import re
from functools import cache

from language.words.pinyin import from_pinyin

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIGNS = {"\u3000": " ", "\xa0": " ", "\t": " ", "\n": " ", "\r": " ", "’": "'", "‘": "'", "–": "-", "—": "-", "−": "-",
          "～": "~", "〜": "~", "￥": "¥", "〇": "零", "、": "、"}  # fmt: skip
_TABLE = {**_WIDTH, **{ord(key): value for key, value in _SIGNS.items()}}
_TRADITIONAL_MAYBE = re.compile(r"[\u4e00-\u9fff]")
_REFERENCE = re.compile(r"⟦[^⟧]*⟧?")
# 俺 is 我; capital figures of cheques are plain ones; 廿五 is 二十五, 八十有三 is 八十三; Cantonese 冇 and 嘅 stay
_SAME = str.maketrans("俺壹贰叁肆伍陆柒捌玖拾佰仟", "我一二三四五六七八九十百千")
_SPELT = (
    (re.compile("软妹币"), "人民币"),
    (re.compile("一大早"), "一早"),
    (re.compile("自个儿?|自各儿?|字几"), "自己"),
    (re.compile("(?<![兄表堂小老])弟(?=[一二三四五六七八九][个款种只])"), "第"),
    (re.compile("(?<=[百千万\\d])一下(?=$|[,。的])"), "以下"),
    (re.compile("冇所谓"), "无所谓"),
    (re.compile("(?<=[车,]\\d)做"), "座"),
    (re.compile("(?<=\\d)人座"), "座"),
    (re.compile("千儿八百"), "八百到一千"),
    (
        re.compile("([一二两三四五六七八九]|\\d{1,3})个?半([wWkK万千百亿])(?!年)"),
        lambda found: _and_a_half(*found.groups()),
    ),
    (re.compile("(?<=[\\d一二两三四五六七八九十百千万来多])个(?=大洋|[wWkK](?![a-zA-Z])|块|美刀|刀|达不溜)"), ""),
    (re.compile("达不溜"), "万"),
    (re.compile("(?<=[一二两三四五六七八九十百千])[wW](?![a-zA-Z])"), "万"),
    (re.compile("(?<=[一二两三四五六七八九])[kK](?![a-zA-Z])"), "千"),
    (re.compile("(?<=[\\d十百千万来多])大洋(?!洲)"), "块钱"),
    (re.compile("(?<![一二两三四五六七八九十百千\\d])半百万"), "五十万"),
    (re.compile("(?<![一二两三四五六七八九十百千\\d])半个?亿"), "五千万"),
    (re.compile("(?<![一二两三四五六七八九十百千\\d])万儿?八千的?"), "八千到一万"),
    (re.compile("(?<![一二两三四五六七八九十百千\\d])百儿?八十(?=块|元|一|每|左右)"), "八十到一百"),
    (re.compile("廿(?=[一二三四五六七八九日号天岁])"), "二十"),
    (re.compile("卅(?=[一二三四五六七八九岁])"), "三十"),
    (re.compile("(?<=[二三四五六七八九]十)有(?=[一二三四五六七八九](?![个位名]))"), ""),
)


def _and_a_half(count: str, unit: str) -> str:
    """两个半w is 2.5w."""
    return f"{'零一二三四五六七八九'.find(count.replace('两', '二')) if not count.isdigit() else count}.5{unit}"


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as half-width; the length stays the same."""
    return text.translate(_TABLE)


def normalise(text: str) -> str:
    """Half-width, simplified Chinese, lower case, pinyin as characters, vault references blanked."""
    plain = _REFERENCE.sub(lambda found: " " * len(found.group()), half_width(text))
    if plain.isascii():
        plain = from_pinyin(plain.lower())
    if _TRADITIONAL_MAYBE.search(plain):
        plain = _to_simplified().convert(plain)
        plain = plain.translate(_SAME)
        for pattern, usual in _SPELT:
            plain = pattern.sub(usual, plain)
    return plain.lower().strip()


@cache
def _to_simplified():
    from opencc import OpenCC

    return OpenCC("t2s")


_QUESTION = re.compile(r"[?吗呢]|什么|为何|怎么|多少|几[个天岁时]|哪|谁|区别|\b(?:what|why|how|which|when|who)\b")


def is_question(text: str) -> bool:
    """A question back is no answer, whatever it mentions."""
    return bool(_QUESTION.search(text))
