"""The fields of each kind and how they are labelled, from adapters/documents/fields.yaml."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from adapters.documents.labels import Labels
from adapters.documents.text import normal

FILE = Path(__file__).parent / "fields.yaml"

MACROS = {  # in patterns
    "<date>": r"(?:\d{4}\s?[年\-./]\s?\d{1,2}\s?[月\-./]\s?\d{1,2}日?)",
    "<day>": r"(?:\d{1,2}\s*[A-Z][a-z]{2,8},?\s*\d{4}|[A-Z][a-z]{2,8}\s*\d{1,2},?\s*\d{4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}\s?[A-Z]{3}\s?\d{2,4})",
}


@dataclass(frozen=True)
class FieldForm:
    name: str
    type: str
    labels: Sequence[str]
    patterns: Sequence[re.Pattern[str]]


@dataclass(frozen=True)
class Form:
    fields: Sequence[FieldForm]
    labels: Labels


class Forms:
    def __init__(self, told: Mapping[str, Any]) -> None:
        self._common: Mapping[str, Any] = told["common"]
        self._others: Sequence[str] = [str(label) for label in told["other_labels"]]
        self._kinds: Mapping[str, Any] = told["kinds"]

    @functools.cache  # noqa: B019 - one for the process
    def of(self, kind: str) -> Form:
        fields = [_field(name, told or self._common[name]) for name, told in self._kinds[kind].items()]
        others = [_field(name, told) for name, told in self._common.items()]
        labels = {label for field in (*fields, *others) for label in field.labels} | {
            normal(label) for label in self._others
        }
        return Form(fields, Labels(labels))


def load_forms(file: Path = FILE) -> Forms:
    return Forms(yaml.safe_load(file.read_text(encoding="utf-8")))


def _spelt_out(pattern: str) -> str:
    for name, meant in MACROS.items():
        pattern = pattern.replace(name, meant)
    return pattern


def _field(name: str, told: Mapping[str, Any]) -> FieldForm:
    patterns = [re.compile(_spelt_out(pattern)) for pattern in told.get("patterns", ())]
    return FieldForm(name, told["type"], [normal(label) for label in told.get("labels", ())], patterns)
