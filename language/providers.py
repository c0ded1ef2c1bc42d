"""What kind of service provider a sentence asks for, and whether people are hurt on the road right now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from insurance.providers import ProviderKind, Service
from language.vocabulary import rows, words
from language.words.lexicon import Lexicon
from language.words.normal import normalise

_LONGEST = 500
# Help on the road first: 拖车到4S店,公估的人也叫一个 waits with the rest.
_ORDER = (ProviderKind.ROADSIDE, ProviderKind.LOSS_ADJUSTER, ProviderKind.LEGAL_AID, ProviderKind.HOSPITAL)
_TOW_TRUCK = re.compile(r"拖车|拖走|拖到|拖去|\btow")
_HOME = re.compile(r"家|房|楼上|楼下|漏水|水管|屋|\b(?:home|house|flat|apartment|leak|pipe|roof)\b")

_RUN_OVER = re.compile(
    r"撞[了到倒伤死]{1,2}[一两几个位名]{0,2}(?:人|行人|老人|孩子|小孩|骑车的|骑电动车的|大爷|大妈|路人)|撞人了|"
    r"(?:被|让)(?:车|汽车|卡车|货车|轿车|电动车|摩托车?)撞|"
    r"\b(?:hit|knocked (?:down|over)|ran over|run over) (?:a |an |the |some |two |my )?"
    r"(?:person|pedestrian|people|man|woman|child|kid|boy|girl|cyclist|someone|somebody)\b"
)
_HURT = re.compile(
    r"流血|流了?(?:好多|很多|一地|不少)血|出血|满.{0,3}血|昏迷|昏过去|晕过去|不省人事|没有?意识|叫不醒|没有?呼吸|不动了|"
    r"被困|卡在车里|夹在车里|起不来|受伤|伤了|伤得|伤者|有伤亡|骨头|断了(?:腿|胳膊)|(?:腿|胳膊|手)断|"
    r"\b(?:bleed\w*|blood|unconscious|passed out|not (?:moving|breathing|responding)|isn't (?:moving|breathing)|"
    r"trapped|injured|badly hurt|is hurt|are hurt|got hurt|seriously hurt|can't move (?:his|her|my|their) legs?)\b"
)
_UNHURT = re.compile(
    r"(?:没|没有|无|不|未)(?:人|有人|有|大碍|造成|一个人|一个)?\s?(?:人员)?(?:受伤|伤亡|流血|出血|伤着|伤到|昏迷|被困)|人没事|人没伤|都没伤|"
    r"\b(?:no(?:body|\sone)?|not|isn't|aren't|wasn't|nobody's|no one's) (?:is |are |was |got |been )?"
    r"(?:injured|hurt|bleeding|trapped|badly hurt)\b|\bno injuries\b"
)
_ROAD = re.compile(
    r"车祸|撞|追尾|翻车|路上|高速|马路|路口|十字路|隧道|桥上|交通事故|开车|骑车|电动车|摩托|货车|轿车|"
    r"\b(?:crash|accident|collision|collided|road|highway|motorway|street|junction|car|truck|motorbike|scooter|van)\b"
)
_NOT_NOW = re.compile(
    r"如果|万一|要是|假如|假设|比如|会不会|的话|担心|怕|去年|前年|上个?月|上周|以前|之前|曾经|[前后]天|昨天|昨晚|年前|"
    r"已经(?:出院|好了)|出院|"
    r"\b(?:if|in case|suppose|what happens when|would|last (?:year|month|week|night)|ago|yesterday|used to|worried|"
    r"afraid)\b"
)


@dataclass(frozen=True)
class ProviderWish:
    """`service` is None where only the kind was named."""

    kind: ProviderKind
    service: Service | None = None


@cache
def _lexicon() -> Lexicon[ProviderWish]:
    return Lexicon(
        (word, ProviderWish(ProviderKind(kind), Service(service) if service else None))
        for kind, service, cell in rows("providers")
        for word in words(cell)
    )


def read_provider_wish(text: str) -> ProviderWish | None:
    """The kind of provider the words ask for, with the service where they name it; None when they name none."""
    plain = normalise(text[:_LONGEST])
    found = [hit.value for hit in _lexicon().find(plain)]
    kind = next((kind for kind in _ORDER if any(wish.kind is kind for wish in found)), None)
    if kind is None:
        return None
    services = [wish.service for wish in found if wish.kind is kind and wish.service is not None]
    if kind is ProviderKind.LOSS_ADJUSTER and not services and _HOME.search(plain):
        services = [Service.HOME_SURVEY]
    # 没电了打不着火: what is wrong says more than that it doesn't go; who asks for a tow truck by name gets one.
    exact = [service for service in services if service is not Service.TOW]
    if _TOW_TRUCK.search(plain):
        exact = [Service.TOW]
    return ProviderWish(kind, next(iter([*exact, *services]), None))


def read_road_emergency(text: str) -> bool:
    """People are hurt on the road now: told as happening, neither supposed nor long past."""
    plain = normalise(text[:_LONGEST])
    if _NOT_NOW.search(plain):
        return False
    hurt = _HURT.search(_UNHURT.sub(" ", plain))
    return bool(_RUN_OVER.search(plain)) or bool(hurt and _ROAD.search(plain))


_STARS = re.compile(r"(?P<number>[1-5一二三四五两]|one|two|three|four|five)\s?(?:颗|个)?(?:星|stars?\b|分(?!钟))")
_BARE = re.compile(r"^\W*([1-5])\W*$")
_BEST, _WORST = re.compile(r"满分|满星|全五星|\bfull marks\b"), re.compile(r"零分|0\s?[分星]|\bzero stars?\b")
_NUMBERS = {word: value for value, word in enumerate(("one", "two", "three", "four", "five"), 1)} | {
    char: value for value, char in enumerate("一二三四五", 1)} | {"两": 2}  # fmt: skip
_FILLER = re.compile(
    r"我|给|打|评|评价|评分|个|就|吧|好评|的|rate|rating|give|them|it|him|her|i|i'd|would|out of (?:5|five)|"
    r"\ba\b|\bfor\b|\bthe\b|\W"
)


def read_stars(text: str) -> int | None:
    """Stars from 1 to 5, None where none are named."""
    plain = normalise(text[:_LONGEST])
    found = _STARS.search(plain) or _BARE.search(plain)
    if found is None:
        return 5 if _BEST.search(plain) else 1 if _WORST.search(plain) else None
    number = found[1]
    return int(number) if number.isdigit() else _NUMBERS[number]


def says_more_than_stars(text: str) -> bool:
    """Whether there are words beside the stars that are worth keeping."""
    return len(_FILLER.sub("", _STARS.sub("", normalise(text)))) > 1
