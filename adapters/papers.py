"""Typesets the e-policy with typst, in Chinese, on a machine without any Chinese font."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

TEMPLATE = Path(__file__).parent / "templates" / "policy.typ"


class PaperIncomplete(ValueError):
    """The content lacks a field; the text names fields only, never values."""


@dataclass(frozen=True)
class PaperPerson:
    """A person as printed. Identity numbers and phones come as the paper shall show them (masked where the law or
    the house wants it)."""

    name: str
    id_number: str
    id_type: str = "居民身份证"
    phone: str = ""
    relation: str = ""  # 本人 父母 …
    sex: str = ""
    birth: str = ""
    occupation_class: str = ""


@dataclass(frozen=True)
class PaperBenefit:
    name: str
    limit: str  # amount with thousands separators, or words (每天100元，最多90天)
    article: str
    deductible: str = ""
    ratio: str = ""
    note: str = ""


@dataclass(frozen=True)
class PaperExclusion:
    text: str
    article: str


@dataclass(frozen=True)
class PolicyPaperContent:
    """What `policy_pdf` takes, as a Mapping with these keys: everything as it is to be read, in Chinese.

    Dates and times are Asia/Shanghai, written out (2026年11月23日零时); amounts are decimal strings in `currency`.
    """

    policy_number: str
    insurer: str
    product: str
    product_version: str
    plan: str
    issued_at: str
    effective: str
    sum_insured: str
    premium: str
    waiting: str  # 90天 or 无
    applicant: PaperPerson
    insured: tuple[PaperPerson, ...]
    beneficiary: str  # 法定
    benefits: tuple[PaperBenefit, ...]
    exclusions: tuple[PaperExclusion, ...]
    cooling_off: str  # one sentence: how long, and how the refund is calculated
    claim_hotline: str
    expiry: str = ""  # empty: for life
    payment: str = ""  # 一次交清 or 20年交
    currency: str = "CNY"
    deductible_note: str = ""
    special_agreements: tuple[str, ...] = ()


class TypstPapers:
    """Implements ports.PolicyPapers from a template file anyone may edit.

    The fonts are Noto Sans SC and Noto Serif SC (SIL Open Font License 1.1) from a PyPI package; system fonts are
    ignored, so that a paper looks the same everywhere.
    """

    def __init__(self, template: Path = TEMPLATE) -> None:
        self._template = template

    @cached_property
    def _fonts(self) -> typst.Fonts:
        import pylopdf_fonts_zh_cn as chinese_fonts
        import typst

        folder = chinese_fonts.sans_path().parent
        return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])

    def policy_pdf(self, content: Mapping[str, object]) -> bytes:
        """Typeset a policy; takes about 0.2 s, so call it off the event loop.

        Args:
            content: the keys of PolicyPaperContent, with mappings for persons, benefits and exclusions.

        Raises:
            PaperIncomplete: a key is missing or unknown.
        """
        import typst  # a dozen MB with its fonts: not before a paper is typeset, and most processes never do

        data = asdict(_read(content))
        return typst.compile(
            self._template,
            root=self._template.parent,
            font_paths=self._fonts,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            format="pdf",
        )


def _read(content: Mapping[str, object]) -> PolicyPaperContent:
    values = dict(content)
    for name, shape in (("insured", PaperPerson), ("benefits", PaperBenefit), ("exclusions", PaperExclusion)):
        values[name] = tuple(_part(shape, each, name) for each in values.get(name, ()))  # type: ignore[attr-defined]
    values["applicant"] = _part(PaperPerson, values.get("applicant", {}), "applicant")
    return _part(PolicyPaperContent, values, "policy")


def _part(shape: type, values: object, where: str) -> object:
    """Build a part from a mapping; anything said twice or left out is a mistake worth stopping for."""
    if isinstance(values, shape):
        return values
    known = {field.name for field in fields(shape)}
    needed = {field.name for field in fields(shape) if field.default is MISSING}
    given = set(values)  # type: ignore[call-overload]
    if wrong := (needed - given) | (given - known):
        raise PaperIncomplete(f"{where}: missing or unknown {', '.join(sorted(wrong))}")
    return shape(**values)  # type: ignore[arg-type]
