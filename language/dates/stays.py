"""A length said by itself is one of a stay: `前后得六天`, `gone for ten days`; not of a wait or an illness."""

from __future__ import annotations

import re

_CUE = re.compile(
    r"(?:前后|前前后后|一共|总共|全程|来回|往返|为期|历时|共计|拢共|统共|合计|加起来|满打满算|(?<![一公])共)"
    r"(?:加起来|也就|就|大概|大约|差不多|得|要|需要|是|去|走了?|有|玩|呆|待|个|:|\s)*$|"
    r"(?:待|呆|住|玩|耍)(?:上|满|个|够|了)?(?:大概|差不多|个)?$|\b(?:gone|away|there|out of town|out for|all in all|"
    r"a total of|lasting|lasts)(?: for)?(?: about| around| roughly| maybe| just| only)? $"
)
_CUE_BEHIND = re.compile(r" (?:in total|altogether|all told|in all|total|away|there|all together)\b")
_FILLER = re.compile(
    r"大概|大约|差不多|左右|就|吧|也|得|要|需要|的|呢|啊|我们?|应该|估计|前后|预计|打算|可能|整|[,。.!~\s]|"
    r"\b(?:just|about|around|maybe|roughly|for|i think|probably|only|it's|so|or so|more or less|will be|it|we)\b"
)
_OTHER = re.compile(
    r"住院|等|犹豫|冷静|观察|免赔|理赔|审|请假|隔离|怀|孕|出生|大|龄|岁|期|货|快递|退|病|疼|痛|烧|药|术|娃|孩子|"
    r"宝宝|报案|睡|没|"
    r"hospital|wait|refund|process|old|ago|pregnan|sick|ill|leave|baby|claim"
)


def is_stay(text: str, start: int, end: int) -> bool:
    """The length of days at these places of a normalised text can only be one of a journey."""
    if _OTHER.search(text):
        return False
    if re.search("[晚夜]", text[start:end]) or _CUE.search(text[:start]) or _CUE_BEHIND.match(text, end):
        return True
    return "月" not in text[start:end] and not _FILLER.sub("", text[:start] + text[end:])
