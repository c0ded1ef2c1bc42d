"""What is asked about plans and products: the price, what sets them apart, what one is like, what is covered."""

from __future__ import annotations

import re

_PRICE = re.compile(
    r"(?<![赔报给领补退拿付得扣])(?:多少钱|多钱|几块钱|几多钱)|什么价|价格|保费(?:是|要|大概|一年|每年)?多少|贵不贵|贵吗|怎么收费|"
    r"(?:一年|一个月|每年|每月|要|得)交多少(?!年|期|次)|^一[年个]月?(?:要|大概)?多少|"
    r"how much (?:is|does|would|will|do)(?!.*\b(?:pay|pays|paid|cover|reimburse|get|refund|deduct))|"
    r"what.{0,20}(?:cost|price|premium)|how much (?:per|a|each) (?:year|month)|^(?:is it )?expensive|price\??$",
    re.IGNORECASE,
)
_APART = re.compile(
    r"区别|差别|差异|差距|不同|不一样|差在|差多少|哪一?[个款种](?:更|最|比较)?(?:好|划算|合适|值|便宜|贵|保|赔|适合)|选哪|更好|"
    r"为[什啥]么?.{0,8}(?:贵|便宜)|差(?:了)?(?:什么|啥)|多了(?:什么|啥|哪些)|少了(?:什么|啥|哪些)|推荐哪|"
    r"differen|differ\b|versus|\bvs\b|better|best|"
    r"which (?:one|of|plan|should|would|do|is|covers|has)|worth|cheaper than",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"哪一?[个款种](?:更|最|比较)?(?:好|划算|合适|值|适合)|选哪|更好|推荐|性价比|适合我|值不值|值得?吗|better|best|recommend|"
    r"which (?:one |plan )?(?:should|would|do you|is)|worth|decide",
    re.IGNORECASE,
)
_WHAT_ABOUT = re.compile(
    r"(?:那|换成|要是|如果|和|跟|比起|那么|\s)*(?:的|那[个款]|这[个款]|\s)*(?:呢|怎么样|咋样|如何|好不好|好吗|行吗)[\s?？]*|"
    r"(?:and )?(?:what|how) about (?:the )?(?: ?one| ?plan)?[\s?]*"
)
_OVERVIEW = re.compile(
    r"(?:想|我想|请|能|帮我)*(?:问问?|了解|看看|介绍|说说|讲讲)?(?:一下|下)?\s*(?:的|这款|这个|那款)*\s*"
    r"(?:怎么样|咋样|如何|好不好|好吗|靠谱吗|靠不靠谱|值得买吗|值不值得买|可以吗|行不行|呢)?[\s?？。.!]*|"
    r"(?:is|how is|how about|what about|what is|tell me about|anything about)? ?(?:the )? ?"
    r"(?:any good|good|worth (?:it|buying)|like|ok|okay)?[\s?.!]*"
)
_MERIT = re.compile(
    r"(?:有|到底|究竟)?(?:什么|啥|哪里|哪儿|哪)(?:地方|点)?(?:好|强|优势|特别|过人)|(?:好|强|贵)在(?:哪|什么|啥)|"
    r"凭(?:什么|啥).{0,4}贵|"
    r"值不值|(?<!价)值(?:得)?(?:吗|么|这个价|那个价)|值得(?:买)?[吗么不]|划不划算|划算吗|有(?:什么|啥)(?:优势|优点|亮点|长处)|"
    r"what(?:'s| is| makes)?.{0,12}\b(?:so )?(?:good|great|special|better)\b.{0,12}(?:about|with|in|one|plan)|"
    r"\bworth (?:it|the (?:money|price|extra|difference)|that much|buying|having|paying)\b|"
    r"why (?:should|would) (?:i|anyone) (?:take|buy|choose|pick|pay)",
    re.IGNORECASE,
)
_THESE = re.compile(
    r"[这那][两三2-3][个款种]|两款|三款|它们|他们|几款|these|those|them|the (?:two|three)|between", re.IGNORECASE
)
_COVERED = re.compile(
    r"啥|[赔保报管]不(?!了)|(?:能|可以|给|会)[赔报保]|\b(?:covered|coverage|meaning|means?)\b", re.IGNORECASE
)


def asks_the_price(text: str) -> bool:
    """多少钱, how much is it; not how much it pays."""
    return bool(_PRICE.search(text))


def asks_the_difference(text: str) -> bool:
    """有什么区别, 哪个好: several are told apart."""
    return bool(_APART.search(text))


def asks_for_advice(text: str) -> bool:
    """哪个适合我, which should I take: one of several shall be named."""
    return bool(_WHICH.search(text))


def asks_what_about(text: str) -> bool:
    """Whether all that is said beside a name is 那……呢, what about."""
    return bool(_WHAT_ABOUT.fullmatch(text))


def asks_for_an_overview(text: str) -> bool:
    """Whether all that is said beside a name is 怎么样, is it any good; or nothing."""
    return bool(_OVERVIEW.fullmatch(text))


def asks_what_is_good(text: str) -> bool:
    """有啥好, 值不值, what's so good about it: one plan is weighed against the others."""
    return bool(_MERIT.search(text))


def means_several(text: str) -> bool:
    """这两款, them."""
    return bool(_THESE.search(text))


def asks_what_is_covered(text: str) -> bool:
    """潜水赔不, 骨折能报: asks where a question is expected, though it would tell a worry elsewhere."""
    return bool(_COVERED.search(text))
