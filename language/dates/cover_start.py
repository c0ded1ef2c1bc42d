"""The day a cover is to begin: `明天生效`, `月底起保`, `cover from the start of March`."""

from __future__ import annotations

import re

from language.dates.date_spans import Span

_BEHIND = re.compile(
    r"(?:就|才|再|起|之后|那天|零点|零时|早上|晚上|当天|能|要|开始|可以|\s)*(?:生效|起保|起效|开始保|开保|起算|投保|"
    r"保起|承保|保障开始|在保)"
)
_AHEAD = re.compile(
    r"(?:(?:生效|起保|起效)(?:日期?|时间)?(?:就|改|定|写|选|放|设|推|要|想|能不能|可以|最好)*[到成为是在从于:]*|"
    r"(?:保险|保单|保障|合同|险)(?:就|要|想|得|最好|能)*[从自在于]|"
    r"\b(?:cover(?:age)?|policy|insurance|insured|protection)\b[^,.;]{0,20}\b(?:start|begin|kick|from|effective|"
    r"active|force|valid|commenc)\w*(?: date)?:?"
    r"(?: in)?(?: from| on| at| as of| by| in)*(?: the)? |"
    r"\b(?:start|begin|activate|commence)(?:s|ing)? (?:the |my |our )?(?:cover(?:age)?|policy|insurance|"
    r"it)(?: from| on| at| as of| in)*(?: the)? |"
    r"\b(?:effective|in force|valid|insured|covered)(?: from| on| as of| at| by| starting)+(?: the)? )$"
)


def starts_cover(span: Span, text: str) -> bool:
    """The words beside a date say that the cover begins then."""
    return bool(_BEHIND.match(text, span.end) or _AHEAD.search(text[: span.start]))
