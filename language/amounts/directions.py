"""Another sum insured: an amount, or only more or less of it."""

from __future__ import annotations

import re

from insurance.facts import SumInsuredFact
from language.amounts.money import read_money
from language.vocabulary import alternatives
from language.words.normal import is_question
from language.words.sentence import plain

SUM_WORD = alternatives("amounts", "sum")
_TOO = r"(?:太|有点|有些|偏|过|too |a bit )"
_CHANGE = r"\b(?:bring|bump|push|turn|take|move|put|scale|get|make|set|want|like) "
_NEEDLESS = r"(?:不用|不必|不要|别|没必要|无需|用不着|不需要)"
# 保额太低 asks for more; so the complaints come first
_MORE = re.compile(
    rf"{SUM_WORD}(?:是|也|还| is |'s | seems | looks )?{_TOO}(?:低|少|小|low|small)(?:了)?|"
    rf"{SUM_WORD}(?!.{{0,3}}{_NEEDLESS})[^,。;太偏]{{0,6}}(?:高|(?<!不)多|大|提高|加|增)(?!少)|(?:提高|增加|加|高|"
    rf"多|调高)(?:一|点|"
    rf"些|大)*保额|多保(?:一?点|一?些)|"
    rf"(?:more|higher|bigger|(?:increase|raise|bump up|boost|up|push up)(?: the| my)?) ?{SUM_WORD}|"
    rf"{_CHANGE}(?:the |my )?{SUM_WORD} (?:up|higher)\b|"
    rf"(?:上调|拉高|调高|抬高|加大|提一?提|往上调?)一?[点些下]?儿?{SUM_WORD}|{SUM_WORD}[^,。;]{{0,4}}(?:上调|拉高|"
    rf"往上|抬)"
)
_LESS = re.compile(
    rf"{SUM_WORD}.{{0,3}}{_NEEDLESS}(?:那么|这么|太|要|弄|做)*(?:高|多|大)|"
    rf"{SUM_WORD}(?:是|也|还| is |'s | seems | looks )?{_TOO}(?:高|多|大|high|big)(?:了)?|"
    rf"{SUM_WORD}[^,。;太偏]{{0,6}}(?:(?<![写说填报])低|(?<![多写说填报])少|小|降|减)|(?<!多)(?:降低|减少|减|降|低|少|"
    rf"调低)(?:一|点|些)*保额|"
    rf"少保(?:一?点|一?些)|"
    rf"(?:less|smaller|(?:reduce|lower|cut|drop|trim|decrease|bring down|scale back)(?: the| my| down)*) ?{SUM_WORD}|"
    rf"{_CHANGE}(?:the |my )?{SUM_WORD} (?:down|lower)\b|"
    rf"(?:砍|压|缩|下调|调低|削|缩减|往下调?)一?[点些下]?儿?{SUM_WORD}|{SUM_WORD}[^,。;]{{0,4}}(?:砍|压|缩|下调|"
    rf"往下|削)"
)
# as the whole answer to a question about the sum
_JUST_MORE = re.compile(
    r"(?:想|要|再|能|可以|调|稍微)*(?:高|多|大|加)(?:一?点儿?|一?些|了)(?:吧|的)?|(?:a (?:bit|"
    r"little) )?(?:more|higher|bigger)|increase(?: it)?|go higher"
)
_JUST_LESS = re.compile(
    r"(?:想|要|再|能|可以|调|稍微)*(?:低|少|小|减|降)(?:一?点儿?|一?些|了)(?:吧|的)?|(?:a (?:bit|"
    r"little) )?(?:less|lower|smaller)|reduce(?: it)?|go lower"
)
_POLITE = re.compile(r"(?:,? please|谢谢)$")


def find_direction(text: str) -> tuple[int, int, int] | None:
    """(start, end, direction) where a normalised text asks for more (+1) or less (-1) cover by name."""
    more, less = _MORE.search(text), _LESS.search(text)
    if not more and not less:
        return None
    if more and (not less or more.start() < less.start() or _complains(more)):
        return more.start(), more.end(), 1
    return less.start(), less.end(), -1  # type: ignore[union-attr]


def _complains(found: re.Match[str]) -> bool:
    return bool(re.search(_TOO, found.group()))


def read_sum_insured(text: str, *, bare_unit: int = 1) -> SumInsuredFact | None:
    """A sum insured or a direction; a bare amount counts (`bare_unit` as in read_money)."""
    text = plain(text)
    amount = read_money(text, bare_unit=bare_unit)
    if amount:
        return SumInsuredFact(amount, 0, text)
    if is_question(text) or len(text) > 40:
        return None
    found = find_direction(text)
    direction = found[2] if found else _just(_POLITE.sub("", text))
    return SumInsuredFact(None, direction, text) if direction else None


def _just(text: str) -> int:
    return 1 if _JUST_MORE.fullmatch(text) else -1 if _JUST_LESS.fullmatch(text) else 0
