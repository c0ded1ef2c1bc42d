"""Load the slow libraries and word lists ahead of the first customer."""

from __future__ import annotations

from datetime import date

from language.answers.yesno import read_agreement
from language.claims.losses import read_loss
from language.claims.papers import read_paper_kind
from language.cover.naming import read_names
from language.facts import read_facts
from language.identifiers.identity import check_phone
from language.people.names import read_person_name


def warm_up() -> None:
    """Call once when a process starts; takes about a second. Without it the first sentences pay."""
    today = date(2026, 1, 1)
    read_facts("國慶去日本七天,我爸六十五岁,预算两万五,去年查出高血压2级", today)
    read_facts("my dad is 65, to Japan on March 5 for two weeks, under 5k a year", today)
    read_loss("我妈昨天在超市摔了一跤骨折了,住院花了八千六", today)
    read_paper_kind("这是出院小结")
    read_person_name("张三")
    read_names("孝心安", {"孝心安": "", "evergreen": ""})
    read_agreement("好的")
    check_phone("13800138000")
