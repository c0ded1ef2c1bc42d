"""Words for customers from domain.yml: implements ports.Wording. Rasa reads the same file and the same conditions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from insurance.lines import Language


class MissingValue(LookupError):
    """The words for a key need a value that wasn't given."""


class DomainWording:
    """Reads the responses once, at construction.

    Of a response's variants the one without a condition is Chinese; `condition: language = en` marks the English one.
    """

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8") as file:
            responses = yaml.load(file, Loader=yaml.CSafeLoader)["responses"]
        self._texts = {key: _by_language(variants) for key, variants in responses.items()}

    def say(self, key: str, language: Language, **values: object) -> str:
        """The words for a key with its {names} filled in.

        Raises:
            KeyError: no such key. MissingValue: a name has no value.
        """
        texts = self._texts[key]
        text = texts.get(language) or texts[Language.ZH]
        try:
            return text.format_map(values)
        except KeyError as error:
            raise MissingValue(f"{key}: {error}") from error


def _by_language(variants: list[Mapping[str, object]]) -> dict[Language, str]:
    texts = {}
    for variant in variants:
        english = any(one.get("value") == "en" for one in variant.get("condition") or ())  # type: ignore[attr-defined]
        texts[Language.EN if english else Language.ZH] = str(variant["text"])
    return texts
