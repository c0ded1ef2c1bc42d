"""A text that stands in both languages of the house."""

from __future__ import annotations

from dataclasses import dataclass

from insurance.lines import Language


@dataclass(frozen=True)
class Bilingual:
    zh: str
    en: str

    def in_(self, language: Language) -> str:
        return self.zh if language is Language.ZH else self.en
