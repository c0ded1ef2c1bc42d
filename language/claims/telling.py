"""What of a text is told as having happened: suppositions, questions about cover, denials and plans are blanked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from insurance.lines import Relation
from language.identifiers.sensitive import find_sensitive
from language.people.kinship import find_kin
from language.words.sentence import TAKEN, Sentence

LONGEST = 2_000  # as of language.facts
_IF = re.compile(
    r"如果|要是|假如|假设|假使|(?<![一二两三四五六七八九十百千\d])万一|倘若|若是|会不会|比如|例如|譬如|以后(?=[^,。;]{0,6}(?:摔|病|住院|出事|出险|撞))|"
    r"\b(?:if|what if|in case|suppose|supposing|would it|should i ever|when i die|were to)\b"
)
_SUPPOSED = re.compile(r"的话")
_ENDS = re.compile(r"[。;!?\n]|\.(?=\s|$)")
_CLAUSE = re.compile(r"[^,。;!?\n]+")
_COVER_ASKED = re.compile(
    r"(?<![要来想该])(?:赔|报销?|保|管|理赔|给付|配)(?:不(?:赔|报|保|管)|付|钱)?(?:多少|几|什么|啥|得了)?(?:吗|么|嘛|不|呀|呢|啊|钱)*\s*$|"
    r"(?:怎么|咋|如何|能|可以|会|给|管不管|赔不赔|算不算)(?:给|不能)?(?:赔|报|保|管|算)(?!了)|"
    r"(?:有没有|给不给|管不管|报不报)[^,。;!?]{0,6}(?:赔|报|钱|管)?|(?:能|可以)[^,。;!?]{0,6}(?:垫付|直付|[吗么])|有[^,。;!?了]{1,8}吗|"
    r"(?:还能|能|可以)拿到|给谁|认吗|给不给|报不|能不能走|"
    r"(?:需要|要|准备|交)(?:什么|哪些|啥|哪几)|什么(?:手续|材料|条件|情况)|(?:怎么|如何|咋)(?:证明|开)|"
    r"^\s*(?:and |so |hi |hello )?(?:am|is|are|does|do|would|will|can|could|what|how|which)\b.*"
    r"\b(?:cover\w*|pa(?:y|id|ys)|insured|includ\w*|reimburs\w*|compensat\w*|claim\w*)\b"
)
# A question about a product or its clauses, whatever event it names
_GENERAL = re.compile(
    r"条款|保障(?:范围|里|内)|在(?:不在)?(?:承保|保障)?范围|范围里|这种(?:情况)?[^,。;!?]{0,8}(?:赔|管|保|包|算|有)|算不算|"
    r"算[^,。;!?]{1,10}(?:[吗不么]\s*$|还是)|属于|这款|这个(?:险|产品|方案)|第[一二三123]个|方案|哪款|定义|什么叫|区别|怎么分|怎么个给法|"
    r"给几成|给多少|限额|额度|直付|保单里|包不包|(?:保(?!险)|包|含)[^,。;!?]{1,8}(?:吗|么|不)\s*$|你说"
)
_HAPPENED = re.compile(
    r"昨|前天|前儿|刚|今早|今天早|上个?[周月]|上星期|上礼拜|\d天前|\d[日号]|已经|花了|抢救|"
    r"\b(?:yesterday|ago|last|this morning|just)\b"
)
# Insurances are named after what they pay for
_PRODUCT = re.compile(
    r"(?:意外|重疾|重大疾病|医疗|百万医疗|住院|住院医疗|门诊|防癌|旅行|旅游|延误|航延|车损|三者|家财|猝死|身故|伤残|寿|定期寿|终身寿|团体|"
    r"团体意外|意外医疗|雇主)(?:责任)?(?:险|保险|津贴|保障|责任)|(?:团体?|买的?|买过|少儿|老人)意外(?!受|伤|摔|离)|团意|意外(?=和|跟|或)|"
    r"身故金|延误费|住院金|"
    r"\b(?:accident|cancer(?:-only)?|critical illness|medical|travel|life|disability|outpatient|sudden death|hospital|"
    r"trip|flight delay|baggage|death)[ -](?:policy|policies|insurance|cover(?:age)?|plans?|benefits?|list|cash|"
    r"claim)\b|"
    r"\bcritical illness\b"
)
_TOLD = re.compile(
    r"了[^,。;!?]{0,3}(?:咋|怎么|如何|要(?!交什|准备)|找谁|来)|昨|前天|前儿|刚|今早|今天|上个?[周月]|上星期|上礼拜|\d[天日号]|\d点|已经|了一跤|[\d百千万]+(?:块|元)|"
    r"(?:我们?|俺|咱)(?!想|要|问|们?想|买|这个|这边|能|可以|如果|就是|是|再|先|该|怎)|"
    r"\b(?:yesterday|ago|last|this morning|just|my|our|i've|i (?:had|have|was|fell|broke|hit|got|lost|cut|hurt))\b"
)
_HISTORY = re.compile(
    r"(?:前年|去年|以前|之前|早年|从前|\d+年前)[^,。;!?]{0,4}(?:做|得|有|患|住|查出|摔)过[^,。;!?]{0,10}"
)  # 前年做过支架: not what is reported
_FEARED = re.compile(
    r"(?<!恐)(?:怕(?!是)|担心|害怕|生怕|以防|防(?=摔|癌|跌|病))[^,。;!?]{1,12}|"
    r"\b(?:worr(?:y|ied)|afraid|scared|concerned|fear) (?:about|of|for|that)\b[^,.;!?]{1,30}"
)
_SUSPECTED = re.compile(
    r"(?:怀疑|疑似|可能是|担心是|怕是|排除)[^,。;!?]{1,10}|\b(?:suspects?|suspected|might be|may be|"
    r"could be)\b[^,.;!?]{1,30}"
)
_ONLY_ASKING = re.compile(
    r"\bno accident\b|\bnothing (?:has )?happened\b|\bjust (?:want(?:ed)? to know|asking|curious)\b|"
    r"(?:没有?|没)(?:出|发生)(?:什么)?(?:事|险|事故)[^。;!?]{0,6}(?:就是|只是|随便|先)?[^。;!?]{0,4}问"
)
_WORDS = (
    r"住院|入院|骨折|受伤|伤着|伤到|大碍|喝酒|饮酒|酒驾|醉驾|手术|开刀|确诊|花(?!了?没)|看病|看医生|去医院|上医院|出院|逃逸|"
    r"打架|动手|门诊|急诊|取消|延误|晚点|撞|摔|自杀|怀孕|断|死|生病|得病|病|癌|打针|缝针|抢救|追尾"
)
_DENIED = re.compile(
    rf"(?:还没有?|从没有?|没有?|并?未|不曾|从未|不用|不需要|无需|不必|不是|用不着|不要)(?:被|去|有|怎么|什么|任何|真的|算|再|"
    rf"出现|导致|造成|喝|过|发生|必要|给|办|[他她我]|把|人)*(?:{_WORDS})[了过的]*|"
    r"(?:从来?|也|还)?没有?(?:住过院|做过手术|生过病|摔过|得过[^,。;!?]{0,6}|看过(?:病|医生))|"
    r"\b(?:nobody|no 1|no one) (?:has |was )?(?:died|dead|killed)\b|"
    r"\b(?:not|never|without|nobody|no 1|no one|none of us|no|\w+n't|neither)\b(?: \w+){0,3}? (?:admitted|"
    r"hospitali[sz]ed|hurt|injured|injur(?:y|ies)|surgery|operation|drink\w*|drunk|dead|diagnosed|in hospital|"
    r"broken|in the hospital|warded)\b"
)
_DENIAL_THAT_TELLS = re.compile(r"(?:抢救|救|挺|熬)过来")
_PLANNED = re.compile(
    r"(?:准备|打算|计划|要去?|得|需要|建议|让|安排|等着|约了|下(?:周|个?月|星期|礼拜)|明天|后天|过几天)(?:我|他|她|去|马上|尽快|再|先)*(?:住院|做?手术|开刀|入院)(?!费)|"
    r"\b(?:going to (?:have|need)|need(?:s)?|will have|scheduled for|waiting for|booked for) (?:an? |the )?"
    r"(?:\w+ )?(?:surgery|operation)"
)

_SPACED_FLIGHT = re.compile(r"\b([A-Z]{2}|[A-Z]\d|\d[A-Z])[ -](\d{3,4})\b")


@dataclass(frozen=True)
class Telling:
    """A text prepared for reading.

    Attributes:
        raw: as typed, numbers of persons and the like blanked.
        whole: normalised, with what it takes back.
        told: as `whole`, at the same positions, without what isn't told as having happened.
    """

    raw: str
    whole: str
    told: str

    @classmethod
    def of(cls, text: str) -> Telling:
        raw = text[:LONGEST]
        for found in reversed(find_sensitive(raw)):
            raw = raw[: found.start] + " " * (found.end - found.start) + raw[found.end :]
        sentence = Sentence.of(_SPACED_FLIGHT.sub(r"\1\2", raw))
        return cls(raw, sentence.text, _without_untold(sentence.kept))


def _without_untold(text: str) -> str:
    if _ONLY_ASKING.search(text) or _asks_only(text):
        return _blank(text, 0, len(text))
    for found in _PRODUCT.finditer(text):
        text = _blank(text, *found.span())
    for found in _IF.finditer(text):
        text = _blank(text, found.start(), _end_of_sentence(text, found.end()))
    for found in _SUPPOSED.finditer(text):
        start = max(text.rfind(sign, 0, found.start()) for sign in ",。;!?") + 1
        text = _blank(text, start, _end_of_sentence(text, found.end()))
    for clause in _CLAUSE.finditer(text):
        if _only_asks_about_cover(clause.group()):
            text = _blank(text, *clause.span())
    for pattern in (_DENIED, _PLANNED, _HISTORY, _SUSPECTED, _FEARED):
        for found in pattern.finditer(text):
            if not _DENIAL_THAT_TELLS.match(text, found.end() - 2):
                text = _blank(text, *found.span())
    return text


def _asks_only(text: str) -> bool:
    if _GENERAL.search(text) and not _HAPPENED.search(text):
        return True
    return bool(_BARE_QUESTION.fullmatch(text.strip())) and not _TOLD.search(text) and not _names_own(text)


def _only_asks_about_cover(clause: str) -> bool:
    """`骨折赔吗`: nobody it happened to, no day, nothing that says it did."""
    return bool(_COVER_ASKED.search(clause)) and not _TOLD.search(clause) and not _names_own(clause)


_BARE_QUESTION = re.compile(
    r"[^,。;!?了]{0,14}呢[?]?|(?:and |so |what about |how about |is |are |does |do |must |how |what |what's |"
    r"meaning of |"
    r"deadline |say i |hi, )[^;!]{0,120}|[^,。;!?了]{0,24}(?:吗|不|几天|多少|几次|几多钱|哪块的?|"
    r"还是[^,。;!?]{1,6})[?]?|[^.,;!]{0,60}\?"
)
_OURS = re.compile(r"(?:我|俺|咱|家|\bmy |\bour )$")
_ANYBODY = (Relation.CHILD, Relation.EMPLOYEE, Relation.OTHER, Relation.SELF)


def _names_own(clause: str) -> bool:
    """Somebody of the family; 孩子 alone may be any child."""
    return any(
        hit.word.startswith(("我", "咱")) or hit.value.relation not in _ANYBODY or _OURS.search(clause[: hit.start])
        for hit in find_kin(clause)
    )


def _end_of_sentence(text: str, start: int) -> int:
    end = _ENDS.search(text, start)
    return end.start() if end else len(text)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + TAKEN * (end - start) + text[end:]
