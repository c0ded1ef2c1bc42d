"""Whether somebody who sends documents says that these are all."""

from __future__ import annotations

import re

from language.words.normal import normalise

_ALL = re.compile(
    r"(?:就|只有?|仅)(?:是)?(?:这些|这个|这几(?:张|份|样)|这么多|这样|一张|那些|这点|呢啲)|"
    r"(?:都|全|全部|均|已经?|统统)(?:部)?(?:传|发|交|给|上传|提交|拍|递|寄|搞|弄|齐|补)(?:完|好|齐|了|给你|过去|过来|上去|毕)*|"
    r"(?:传|发|交|上传|提交|拍|弄|搞|补)(?:完|好|齐|毕|晒)(?:了|啦|咯|喽)?|齐了|齐全了?|齐晒|搞掂|完事|"
    r"没(?:有)?(?:别的|其他的?|其它的?|更多的?|什么|要补|了|啥|材料|东西|单据|发票|票)[^,。;!?]{0,6}(?:了|啦)?|冇(?:其他|喇|啦)|"
    r"可以(?:审|提交|送审|开始)|提交(?:吧|审核|理赔)?$|送审|^(?:提交|完了|好了|完成|结束|没了|没有了|完毕|ok了?|搞定了?)$|"
    r"\b(?:that'?s (?:all|everything|it|the lot|the last)|all (?:done|sent|uploaded|of them|submitted)|"
    r"nothing (?:else|more)|"
    r"no more|done|finished|complete|submit|everything(?:'s| is)? (?:uploaded|sent|there|in)|that is (?:all|"
    r"everything|it)|"
    r"i have no other|no other (?:documents|papers|bills)|sent (?:you )?everything)\b"
)
_NOT_YET = re.compile(
    r"还(?:没|差|缺|有(?!别的吗)|要|得)|没(?:传|发|交|拍|弄|搞|补)(?:完|好|齐)|没(?:有)?(?:都|全|全部)|(?:不|没)齐|未(?:传|交|齐)|等(?:一|会|等|下)|稍等|"
    r"[吗么嘛?]|怎么|是不是|明天|后天|过几天|晚点|再(?:发|传|补|交)|"
    r"\b(?:not (?:yet|all|done|finished|everything|complete)|isn't|aren't|haven't|there(?:'s| is| are) more|"
    r"one more|wait|"
    r"more to come|more (?:coming|tomorrow)|later|tomorrow|still|how|what|is that all|are you)\b"
)
_LONGEST = 60


def says_that_is_all(text: str) -> bool:
    """`就这些了`, `都传完了`, `that's everything`: an answer while documents are being sent, not a question."""
    words = normalise(text).strip(" ,。.!~")
    if not words or len(words) > _LONGEST or _NOT_YET.search(words):
        return False
    return bool(_ALL.search(words))
