"""The words of dates: days, weekdays, months, holidays."""

from __future__ import annotations

DAY_WORDS = {
    "大前天": -3, "前天": -2, "昨天": -1, "昨晚": -1, "今天": 0, "今晚": 0,
    "今日": 0, "即日": 0, "明天": 1, "明日": 1, "明儿": 1, "明朝": 1, "今儿": 0, "明早": 1, "明晚": 1,
    "后天": 2, "明后天": 1, "明后两天": 1, "大后天": 3, "明个": 1, "明儿个": 1, "赶明儿": 1,
    "赶明儿个": 1, "明儿早上": 1,
    "后儿": 2, "后儿个": 2, "后个儿": 2, "大后儿": 3, "大后儿个": 3, "今儿个": 0, "昨儿": -1, "昨儿个": -1,
    "前儿": -2, "前儿个": -2,
    "听日": 1, "听晚": 1, "后日": 2, "大后日": 3, "大后天儿": 3, "寻日": -1, "琴日": -1, "今朝": 0,
    "听朝": 1, "后朝": 2, "大后朝": 3, "外后天": 3, "外后日": 3, "外后儿": 3, "过明儿": 2, "赶明天": 1, "昨日": -1,
    "the day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0,
    "the day after tomorrow": 2, "day after tomorrow": 2, "tomorrow": 1, "tmr": 1, "tmrw": 1, "tmw": 1,
}  # fmt: skip
WEEKDAYS = {
    "一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5, "六日": 5, "1": 0,
    "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6,
}  # fmt: skip
ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
UNIT_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "day": 1, "week": 7, "fortnight": 14}
COUNT_WORDS = {"a": 1, "an": 1, "the": 1, "a couple of": 2}
# Statutory days off in a row, State Council calendar since 2025
HOLIDAY_DAYS = {
    "国庆": 7, "十一": 7, "黄金周": 7, "national day": 7, "golden week": 7, "五一": 5, "劳动节": 5,
}  # fmt: skip
YEARS = {"今年": 0, "明年": 1, "后年": 2, "去年": -1, "前年": -2}
ENGLISH_YEARS = {"this year": 0, "next year": 1}
FESTIVAL_DAYS = {
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "xmas": (12, 25),
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "nye": (12, 31),
    "跨年夜": (12, 31),
    "跨年": (12, 31),
    "new years": (1, 1),
    "new year": (1, 1),
    "national day": (10, 1),
    "圣诞": (12, 25),
    "圣诞节": (12, 25),
    "平安夜": (12, 24),
    "圣诞夜": (12, 24),
    "新年前夜": (12, 31),
    "新年前夕": (12, 31),
    "元旦节": (1, 1),
    "元旦": (1, 1),
    "六一": (6, 1),
    "儿童节": (6, 1),
    "情人节": (2, 14),
    "妇女节": (3, 8),
    "教师节": (9, 10),
    "boxing day": (12, 26),
    "valentine": (2, 14),
    "halloween": (10, 31),
    "万圣节": (10, 31),
    "labour day": (5, 1),
    "labor day": (5, 1),
    "may day": (5, 1),
    "golden week": (10, 1),
}
# English names of festivals whose day another calendar sets, by the name jionlp knows
LUNAR = {
    "chinese new year": "春节", "lunar new year": "春节", "spring festival": "春节", "mid-autumn festival": "中秋节",
    "mid-autumn": "中秋节", "mid autumn festival": "中秋节", "dragon boat festival": "端午节", "qingming": "清明节",
    "qingming festival": "清明节", "tomb sweeping": "清明节", "lantern festival": "元宵节",
    "easter": "easter", "good friday": "good friday", "thanksgiving": "thanksgiving",
}  # fmt: skip
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NO_DAY = (
    r"(?!sat (?:at|in|on|down|with|by)\b|sun (?:ourselves|exposure)|mon ami|wed (?:prefer|like|love|be|rather|"
    r"want|need))"
)
ENGLISH_DAY = (
    rf"(?:(?:this )?(?P<wprefix>next|this|last|coming|following) )?{_NO_DAY}(?P<wday>mon|tues?|wed(?:nes|s)?|"
    rf"thu(?:rs?)?|"
    r"fri|satur|sat|(?<!the )(?<!we )sun)(?:day)?\b"
)
FESTIVALS = (
    r"国庆节?|元旦节?|正月(?:十[一二三四五六七八九]|二十)|春节|过年|(?:大年|正月)初[一二三四五六七八九十]|初[一二三四五六七八九十](?=回|走|返|出发|去|"
    r"到|至|-|动身|启程|飞)|"
    r"(?<=[到至-])(?<!学到)初[一二三四五六七八九十](?!中|级|毕业|的|学|年级|[上下])|大?年三十儿?|"
    r"腊月(?:二?十[一二三四五六七八九]?|三十|[一二三四五六七八九])|"
    r"大?年(?:二十|廿)[七八九]|除夕夜?|大年夜|跨年夜?|新年前[夜夕]|圣诞夜|"
    r"(?<![十百千万两\d块元点])五一(?!年|个|天)|劳动节|清明节?|端午节?|中秋节?|"
    r"圣诞节?|平安夜|元宵节?|情人节|七夕|六一(?:儿童节)?(?!路)|儿童节|重阳节?|妇女节|教师节|感恩节|复活节|万圣节"
)


def longest_first(words: dict[str, object], *, english: bool) -> str:
    """An alternation of the English or the other words."""
    return "|".join(sorted((word for word in words if word.isascii() is english), key=len, reverse=True))
