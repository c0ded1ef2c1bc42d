"""Words that name a relative only in certain company: `我叔58`, `小女八岁`, `my MIL`; slips such as `我吗`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insurance.lines import Relation
from language.words.lexicon import Hit

_AGE_AHEAD = r"(?=\s?(?:今年|都|快|也|已经|刚|\d\d|[二三四五六七八九]十))"
_OURS = r"(?:(?<=\bmy )|(?<=\bour )|(?<=\bhis )|(?<=\bher )|(?<=^))"
_UNDER = r"(?:手底?下|店里|厂里|公司里?)(?:的|有)?(?:一?[个名位])"
_PATTERNS = (
    # 娘 alone; 老板娘, 姑娘 are others
    (Relation.PARENT, "female", rf"(?<![姑新板伴厨奶大婆丈老亲他她爹母伯婶姨后])娘{_AGE_AHEAD}"),
    (Relation.PARENT, "female", rf"我[吗嘛马玛]{_AGE_AHEAD}"),
    (Relation.PARENT, "male", rf"我[八巴霸]{_AGE_AHEAD}"),
    (Relation.PARENT, "male", r"(?<![里眼干可结嘴下尾泥])巴巴(?!地)"),
    (Relation.CHILD, "female", r"(?<!从)[大小细长次幺幼独阿乖]女(?![孩生子人士王婿巫友主儿娃性])"),
    (Relation.CHILD, "male", rf"小儿{_AGE_AHEAD}|小儿(?=[一二三四五六七八九\d])"),
    (Relation.PARENT_IN_LAW, "male", r"家公(?![主子司寓交园共安])"),
    (Relation.CHILD, "female", r"千金(?![难散方小要裘])"),
    (Relation.CHILD, "", r"(?<=[我咱家个的给])崽(?!崽)"),
    (Relation.CHILD, "male", r"(?<=[我咱])仔(?![细裤])"),
    (Relation.OTHER, "male", r"(?<=[我他她咱家给])[叔舅伯](?![叔舅伯妈母父公婆奶爷娘老])"),
    (Relation.OTHER, "female", r"(?<=[我他她咱家给])[姨姑婶](?![姨姑婶妈母父夫丈公婆奶爷娘表爹且息苏])"),
    (Relation.PARENT, "both", r"(?<![十老一二三四五六七八九])二老(?![二大])"),
    (Relation.PARENT, "female", r"马马(?!虎)"),
    (Relation.PARENT, "male", r"(?<=\bmy )pa\b"),
    (Relation.OTHER, "male", r"(?<=[我他她])大爷"),
    (Relation.CHILD, "", r"毛毛(?![雨虫躁糙])"),
    (Relation.CHILD, "", r"(?<![a-z])bb(?![a-z霜机])"),
    (Relation.SPOUSE, "female", rf"屋里头?的{_AGE_AHEAD}"),
    (Relation.EMPLOYEE, "male", rf"{_UNDER}小伙子?"),
    (Relation.EMPLOYEE, "", rf"{_UNDER}(?:员工|人|师傅|工人|兄弟)"),
    (Relation.OTHER, "", r"\bmy ex(?![-\w])"),
    (Relation.PARENT_IN_LAW, "female", rf"{_OURS}mil\b"),
    (Relation.PARENT_IN_LAW, "male", rf"{_OURS}fil\b"),
    (Relation.OTHER, "female", rf"{_OURS}(?:sil|dil)\b"),
    (Relation.OTHER, "male", rf"{_OURS}bil\b"),
)
_COMPILED = tuple((relation, sex, re.compile(pattern)) for relation, sex, pattern in _PATTERNS)


def in_context(text: str) -> Iterator[Hit[tuple[Relation, str]]]:
    """Such words of a normalised text with the relation and the sex they tell."""
    for relation, sex, pattern in _COMPILED:
        for found in pattern.finditer(text):
            yield Hit(found.start(), found.end(), found.group(), (relation, sex))
