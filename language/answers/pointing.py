"""One of the options shown, named by its place inside a longer sentence: `还是头一个好`, `I'd go for number three`."""

from __future__ import annotations

import re
from collections.abc import Callable

from insurance.facts import ChoiceFact, Ranked
from language.answers.places import ANY_ORDINAL, place_of
from language.words.normal import is_question, normalise
from language.words.sentence import Sentence

_PIECE = r"(?:个|款|份|种|项|套|档)"
_NOT_SHOWN = r"(?!孩|小孩|娃|宝|月|年|问题|人|儿|女|星期|周|被保|受益|保单|理赔|老婆|老公|房|车|疗程|季度|字|步)"
_NOUN = r"(?:one|option|plan|choice|product|offer|quote|version|package)"
_TELLS = r"(?! (?:i |we |he |she |they |my |that |was |is my|expired|had |of |ended|lapsed|time|year|month))"
_CHOOSE = (
    r"(?:go(?:ing)? (?:for|with)|take|pick|choose|prefer|want|like|have|do|select|sign up for|buy|give me|it's|"
    r"make it) "
)
_LAST = re.compile(
    rf"(?<!第)最后(?:那|一|的|这){{0,2}}{_PIECE}{_NOT_SHOWN}|(?:最末|末尾|最底下|最下面|最下边|最下头|垫底|压轴|"
    rf"排最后|倒数第一)(?:的|那|一|这)*{_PIECE}?|"
    rf"\bthe (?:last|final|bottom) {_NOUN}\b{_TELLS}|\b{_CHOOSE}(?:the )?(?:last|final|bottom)\b(?! \w)|"
    rf"^(?:the )?(?:last|final|bottom) {_NOUN}\b{_TELLS}"
)
_FIRST = re.compile(
    rf"(?:头一|打头|为首|最前面|最前头|最上面|最上边|最上头|顶上|排头|排第一|开头)(?:的|那|一|这)*{_PIECE}{_NOT_SHOWN}|"
    rf"(?<![\u4e00-\u9fff])首(?:{_PIECE}){_NOT_SHOWN}|"
    rf"(?:要|选|就|是|定)首{_PIECE}|\b(?:the )?top (?:one|option|plan)\b|\bthe one (?:at|on) (?:the )?top\b"
)
_NUMBERED = re.compile(
    rf"(?<!倒数)第(?P<a>[1-9一二三四五六七八九]){_PIECE}{_NOT_SHOWN}|(?:方案|plan |option |"
    rf"choice )(?P<b>[1-9a-f一二三四](?![a-z\d])|one|two|three|four)|"
    rf"(?P<c>[1-9一二三四五六])号(?:方案|产品|计划|套餐|那[款份种])|^(?:我|就|那|"
    rf"还是)*选(?P<d>[1-9一二三四五六])号(?:吧|了|哈)?$|"
    rf"\bthe (?P<e>{ANY_ORDINAL}) {_NOUN}\b{_TELLS}|"
    rf"\b{_CHOOSE}(?:the )?(?P<f>{ANY_ORDINAL})(?: {_NOUN})?(?=$|[,.;!]| please| then| for| and)|"
    rf"^(?:the )?(?P<g>{ANY_ORDINAL}) {_NOUN}\b{_TELLS}|"
    r"(?:^|\b(?:for|with|take|pick|choose|want|prefer|select|like|yes|ok|okay|do|me|is|,) ?)(?:number|no\.?|"
    r"#) ?(?P<h>[1-9]|one|two|three|four|five|six)(?![\w.%]| (?:concern|priority|reason|thing|question|worry|"
    r"rule|issue))"
)


def take_choice(sentence: Sentence) -> None:
    """Add a position named as such (`第二个`); qualities are wishes unless they answer a question."""
    if is_question(sentence.text):
        return
    for pattern, fact in _READERS:
        found = pattern.search(sentence.rest)
        if found:
            start = found.start() + len(found.group()) - len(found.group().lstrip(" ,"))
            sentence.add(start, found.end(), fact(found))
            return


def _numbered(found: re.Match[str]) -> ChoiceFact:
    position = place_of(next(found[name] for name in "abcdefgh" if found[name]))
    return ChoiceFact(position, None, normalise(found.group()))


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], ChoiceFact]], ...] = (
    (_NUMBERED, _numbered),
    (_LAST, lambda found: ChoiceFact(None, Ranked.LAST, found.group())),
    (_FIRST, lambda found: ChoiceFact(1, None, found.group())),
)
