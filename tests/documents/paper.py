"""A paper before it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SHEET, CARD, SCREEN = "sheet", "card", "screen"


@dataclass(frozen=True)
class Paper:
    """What a template is filled with and what can be read from it then.

    Attributes:
        kind: one of truth.KINDS or truth.UNKNOWN.
        layout: together with the kind the template's name.
        contents: what the template prints.
        fields: truth, as in truth.Document.
        shape: SHEET of paper, CARD on a table, or a phone's SCREEN.
        ppi: pixels an inch it is drawn with.
    """

    kind: str
    layout: str
    contents: Mapping[str, Any]
    fields: Mapping[str, str] = field(default_factory=dict)
    shape: str = SHEET
    ppi: int = 150

    @property
    def template(self) -> str:
        return f"{self.kind}_{self.layout}.typ"
