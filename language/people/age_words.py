"""The patterns of an age said with a word for age: 65岁, 一岁零两个月, 满月, 3 years old, in her sixties."""

from __future__ import annotations

import re

NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十百零两]{1,5})"
_START = r"(?<![\d.-])"
# 65随, 58碎了: slips for 岁 at the end of a clause
_YEARS = r"(?:周岁|虚岁|岁|高龄|[随碎穗遂睡税髓绥祟](?=[了啦的]?(?:[,。!\s]|$)))"
_CHINESE = (
    rf"{_START}(?P<y>{NUMBER})\s?(?P<about1>多|来|几|出头|左右|好几|[啷郎]当)?\s?{_YEARS}"
    rf"(?:(?P<half>半)|[零又]?(?P<m>{NUMBER})个多?月)?(?P<about2>多|左右|出头|上下)?",
    # 差一个月满一岁: a month is lacking
    rf"(?:差|还有|再过|再有|还差|离)(?:不到)?(?P<lack>{NUMBER})个月(?:左右)?(?:[就才满到快要是的]|就要)*[一1]?周?岁(?:了|生日)?",
    rf"虚度(?P<spent>{NUMBER})[载年岁个]?",
    r"年[过近逾](?P<about_feast>半百)|(?<!不)(?:年[过近逾届])?(?P<about_feast2>而立|不惑|知天命|花甲|古稀|耄耋)(?:之年|老人)",
    r"(?P<about_tens>[五六七八九])旬",
    rf"{_START}(?P<weeks>{NUMBER})(?:周|个?星期|个?礼拜)(?:大|(?=了|[,。]|$))",
    rf"{_START}(?P<months>{NUMBER})(?:个(?P<about3>[多来])?半?月|个?月龄)(?:[零又加]?{NUMBER}天)?(?P<about4>多|左右)?大?",
    rf"(?:出生|刚出生|才|满)?{_START}(?P<days>{NUMBER})(?:天(?:大)?|(?<=百)日)",
    r"(?<![\d一二三两四五六七八九十岁])(?P<half_year>半岁)|(?<=个)(?P<half_year2>半岁)|"
    r"(?:出生|生下来|生下|才|刚)(?P<half_year4>半年)|(?P<half_year5>半年)大",
    r"(?P<full_month>(?<![没未不差])满月(?!酒))",
    r"(?P<full_year>(?<![没未不差])[满过]周岁|(?<![\d一二三四五六七八九十百没未不差满过就快])一?周岁(?=了|宴|[,。]|$))",
)
_ENGLISH = (
    rf"{_START}(?P<ey>\d{{1,3}})(?P<ehalf>\.5|[ -]and[ -]a[ -]half)?[ -]?"
    r"(?:years?,? (?:and )?(?P<em2>\d{1,2}) months?(?: old)?|"
    r"years?[ -](?:olds?|young)|y/?o|yrs? old|years?(?! ago| cover| term| plan)|yrs?)\b",
    rf"{_START}(?P<em>\d{{1,2}})(?:\.5| and a half)?[ -]?(?:months?(?: and a half)?|mths?|mos?)(?:[ -]olds?)?\b",
    rf"{_START}(?P<ew>\d{{1,2}})(?: and a half)?[ -]weeks?(?:[ -]olds?)?\b",
    rf"{_START}(?P<ed>\d{{1,3}})[ -]days?[ -]old\b",
    r"\b(?:aged?|ages|age is|age ?[:=-]) ?(?P<aged>\d{1,3})(?![\d.])",
    r"\b(?:early|mid|late)[ -](?P<about_decade>[2-9]0)s\b",
    r"\bin (?:their|his|her|my|our|the) (?:early |mid |late )?(?P<about_decade2>[2-9]0)s\b",
    r"(?P<half_year3>\bhalf a year old)|(?:(?<=is )|(?<='s ))(?P<half_year6>half a year)(?! in| trip| away| abroad)",
    r"\b(?P<one_year>a year old)\b",
    r"\b(?P<birthday>\d{1,3})(?:st|nd|rd|th) birthday\b",
    r"(?P<year_half>\b(?:a|1|one)(?: year)? and a half(?: years?(?: old)?)?(?=[\s,.]*(?:$|[,.]| now| and|old)))",
)
AGE = re.compile("|".join((*_CHINESE, *_ENGLISH)))
# 8个月 and 28天 say an age by themselves only with such a word
INFANT_WORD = re.compile(r"月大|天大|周大|星期大|礼拜大|出生|满月|old|才|满")
# she's six months, turns eight months: said of a person
INFANT_IS = re.compile(
    r"(?:\b(?:he|she|it|baby|bub)(?:'s| is)|"
    r"\bturn(?:s|ed|ing)?|\bwill be)(?: now| only| just| about)? $"
)
# 快一岁了,现在十一个月: the year is still to come
YEAR_TO_COME = re.compile(r"(?:快|马上|就要?|即将|将近|不到|还没|没到)(?:满|到)?$")
LENGTHS = ("months", "days", "em", "ew", "weeks")
YEARS_WORD = re.compile(r"old|young|y/?o")
