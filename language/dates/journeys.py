"""Words for leaving, staying and coming back, which make a journey of a date."""

from __future__ import annotations

import re
from functools import cache

from language import vocabulary


def alternatives(*kinds: str) -> str:
    """A pattern of the words of these kinds in journeys.csv."""
    return vocabulary.alternatives("journeys", *kinds)


_BY_ITSELF = re.compile(
    r"(?:[天号日末早晚儿个初底旬中后一二三四五六]就?|[想要得]|先至)走(?!路|访|[势廊])|去(?!年|世|过|医|看|查|掉|"
    r"体检|上班|上学|提车|买|公司|单位|银行|办|取|领|学校|打针|复查|拿|交|面试|健身|吃|接|签|报|派出所|车管所|存|"
    r"做)|(?:[号日末早晚]|[明后]天|周[一二三四五六])(?:就|才)?[到回返](?=[,.;。!\s]|$)|(?<![带拿赶搬行跑])走(?=$|"
    r"[,。;!吧])|(?:早|晚|点|号|天)的(?:车|船|票|班)(?=$|[,。;!])"
)
_NO_JOURNEY = re.compile(
    r"(?:maternity|paternity|sick|annual|parental|on|medical|the|of) leave\b|left over|board(?:ing)? school|"
    r"回访|返还|返本|返现|返利|回本|返保费|飞行员|游泳|游戏|玩具|住院|\btravel(?:l?ing)? (?:insurance|cover|policy)"
)


def tells_journey(text: str) -> bool:
    """A word of going, being under way or staying stands in the normalised text."""
    text = _NO_JOURNEY.sub(" ", text)
    return bool(_BY_ITSELF.search(text) or _journey().search(text))


@cache
def _journey() -> re.Pattern[str]:
    return re.compile(alternatives("travel", "leave", "arrive"))


_HOUR = (
    r"\s?(?:之前|以前|前)?(?:大?清早|清晨|一早|晚上|早上|上午|下午|凌晨|中午|傍晚|半夜|夜里|深夜|午夜|早|晚)?"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})点(?:钟|半|多|左右)?)?"
    r"(?:左右|前后|就|才|得|要|必须|再|准备|肯定|一定|应该|大概){0,2}\s?"
)


@cache
def _beside() -> dict[str, re.Pattern[str]]:
    before, on = r"(?:那天|的?日子|的?时间|日期)?(?: date| day)?", r"(?: on| by| is| at)*(?: the)?[是在于系,:]?\s?$"
    return {
        "back": re.compile(rf"{_HOUR}(?:的?(?:航班|飞机|机票|高铁|火车|动车|大巴|车|船))?{alternatives('back')}"),
        "back before": re.compile(rf"{alternatives('back')}(?:的?(?:机票|航班|车票|票|高铁|火车))?{before}{on}"),
        "end": re.compile(rf"{_HOUR}(?:就?是)?{alternatives('end')}"),
        "end before": re.compile(rf"{alternatives('end')}{before}{on}"),
        "until": re.compile(
            rf"(?:到|至|until|\btill?|through|thru|up to)(?: and including| at least| about)?(?: the)?\s?$|"
            rf"{alternatives('stay')}[到至]?\s?$"
        ),
        "stays until": re.compile(rf"(?:{alternatives('stay')}到|\b(?:until|through|thru)(?: the)?)\s?$"),
        "left": re.compile(rf"{_HOUR}(?:走|飞走|leave)|.*\b(?:leav(?:e|ing)|depart\w*)(?: on)?(?: the)? ?$"),
        "arrived": re.compile(rf"{_HOUR}(?:到|{alternatives('arrive')})|.*{alternatives('arrive')}"),
    }


def comes_back(text: str, start: int, end: int) -> bool:
    """The date at these places is the day of return (`8号回来`, `back on the 8th`)."""
    return _says(text, start, end, "back")


def ends(text: str, first: int, start: int, end: int) -> bool:
    """The date is the last day, which counts: `待到8号`, `8号结束`, `remain there through the 9th`.

    Args:
        first: where the date of the first day ends.
    """
    before, after = text[first:start], text[end : end + 12]
    beside = _beside()
    if _says(text, start, end, "end") or beside["until"].search(text[:start]):
        return True
    left = beside["left"].match(after) or beside["left"].match(before)
    return bool(left and (beside["arrived"].match(before) or re.search(alternatives("arrive"), text[:first])))


def stays_until(text: str, start: int) -> bool:
    """A verb of staying leads up to the date: `玩到8号`, `staying until the 9th`."""
    return bool(_beside()["stays until"].search(text[:start]))


_HOMEWARD = re.compile(r"[^,。;]{0,4}回(?!来|程|返|$|[,。;])")  # 过年回老家: a journey of its own
_GOING_HOME = re.compile(
    r"\b(?:go|going|fly|flying|travell?ing|drive|driving) (?:back )?home(?: on| at| for|"
    r" by)?(?: the)? ?$"
)


def goes_home(text: str, start: int, end: int) -> bool:
    """A journey home begins that day, where no other day is told."""
    return bool(_HOMEWARD.match(text, end) or _GOING_HOME.search(text[:start]))


def names_end(text: str, start: int, end: int) -> bool:
    """The date is the last day or that of return, wherever it stands."""
    return comes_back(text, start, end) or _says(text, start, end, "end") or stays_until(text, start)


def _says(text: str, start: int, end: int, what: str) -> bool:
    beside = _beside()
    return bool(beside[what].match(text, end) or beside[f"{what} before"].search(text[:start]))
