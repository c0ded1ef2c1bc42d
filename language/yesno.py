"""Yes or no, when the whole answer says only that."""

from __future__ import annotations

import re

from language.normal import normalise

_YES = (
    r"是的|是啊|是呀|是滴|是|对的|对啊|对呀|对头|对|没错|没问题|可以的|可以|行的|行吧|行啊|行|好的|"
    r"好吧|好啊|好呀|好嘞|好滴|好哒|好|嗯呢|嗯嗯|嗯|恩|哦|噢|"
    r"有的|有过|有|要的|要|需要的|需要|愿意|我?确认(?:无误|了)?|确定|我?同意|继续|没有异议|无误|正确|"
    r"当然|肯定的|肯定|必须的|必须|就这样|就这么办|没意见|中|成|得嘞|"
    r"ok的|okay|ok|okk|oki|"
    r"yes|yep|yup|yeah|ya|y|sure thing|sure|correct|right|that's right|that's correct|that is correct|"
    r"of course|absolutely|definitely|certainly|"
    r"i do|i am|i have|i agree|agreed|agree|confirmed|confirm|go ahead|sounds good|fine|alright|"
    r"all right|please do|it is|true|👌|👍|✅|🆗"
)
_NO = (
    r"不是的|不是|不用了|不用|不要了|不要|不需要|不了|不行|不可以|不对|不好|不同意|不愿意|不确认|不想|"
    r"不必了|不必|不买|不|没有的|没有过|没有了|没有|没得过|没得|没|"
    r"没有?(?:以上|上述|这些|任何|这种|那些)(?:的)?(?:情况|问题|症状|疾病|毛病|病)?|没有(?:情况|症状|"
    r"疾病)|都没有|都没|都不是|均无|全都没有|全没有|以上都没有|"
    r"以上都不是|以上均无|一个都没有|一个也没有|从来没有|从没有|从没|无|否|非|算了吧|算了|别了|免了|拒绝|不存在|"
    r"nope|nah|no way|no thank you|no thanks|no|not really|not at all|not now|none of (?:them|these|"
    r"those|the above)|none|never|n|negative|"
    r"i don't|i do not|i'm not|i am not|i haven't|don't|incorrect|wrong|not correct|that's wrong|"
    r"that's not right|false|neither|❌|🙅"
)
_PARTICLE = (
    r"(?:的|了|啊|呀|吧|呢|哦|噢|哈|啦|嘛|滴|哒|谢谢你?|多谢|thanks|thank you|please|that's right|"
    r"i think|then|it is|actually)"
)
_GAP = r"[\s,.!。;~、…]*"


def _only(words: str) -> re.Pattern[str]:
    return re.compile(rf"{_GAP}(?:(?:{words}){_GAP}){{1,4}}(?:{_PARTICLE}{_GAP}){{0,3}}")


_ALL_YES = _only(_YES)
_ALL_NO = _only(rf"(?:嗯{_GAP})?(?:我|我们|都)?(?:{_NO})")
_TWO_SIDED = re.compile(r"是不是|(?<!没)有没有|好不好|行不行|对不对|要不要|可不可以|[?]|(?:吗|么)$")


def read_yes_no(text: str) -> bool | None:
    """True or False; None when the text says more than that, or something else."""
    if len(text) > 40:
        return None
    text = normalise(text)
    if not text or _TWO_SIDED.search(text):
        return None
    if _ALL_NO.fullmatch(text):
        return False
    return True if _ALL_YES.fullmatch(text) else None


_AGREE = (
    r"都对|全对|都是对的|全部正确|信息正确|核对无误|核对过了|确认投保|(?:我要|我想|就)?投保|购买|下单|提交|下一步|"
    r"(?:那)?(?:我)?就?(?:买|投|要|选)(?:它|这个|这款|这份)|我?已?(?:阅读|看过|读过)(?:并)?(?:同意|了解|知道)?|"
    r"我?(?:都)?(?:知道|了解|明白|清楚|懂|看完|看过)|(?:去|马上)?付款|没毛病|走起|安排|"
    r"apply|buy it|buy|proceed|next|understood|i understand|got it|read and agreed|i have read (?:it|them|this)|"
    r"looks good|looks right|all correct|all right|everything is (?:right|correct)|let's do it|let's go|continue"
)
_DECLINE = r"不投保|不投|不买这个|换一个|换一款|看看?别的|看看?其他的?|其他方案|other plans?|something else|another one"
_ALL_AGREE = _only(rf"{_AGREE}|{_YES}")
_ALL_DECLINE = _only(rf"{_DECLINE}|{_NO}")


def read_agreement(text: str) -> bool | None:
    """Yes or no to something put before the customer (a quote, a summary, a notice); more words than a plain yes."""
    plain = read_yes_no(text)
    if plain is not None or len(text) > 40:
        return plain
    text = normalise(text)
    if not text or _TWO_SIDED.search(text):
        return None
    if _ALL_DECLINE.fullmatch(text):
        return False
    return True if _ALL_AGREE.fullmatch(text) else None
