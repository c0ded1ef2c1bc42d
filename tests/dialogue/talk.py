"""What was said in one conversation: all the judge gets to see, next to the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Message = Mapping[str, Any]


@dataclass(frozen=True)
class Turn:
    """One message of the customer and what came back.

    Attributes:
        purpose: opening | answer | aside | change | task | nudge.
        asked: the key of the question that was open when this was said, empty if none.
        tells: names of facts this message gives away.
        now: the whole truth from here on, where a change of mind was said.
        expect: what must be found in the reply, where something was asked.
        kind: of an aside: why | clause | smalltalk | complaint.
        chose: the plans, `product/plan`, any of which is what was meant.
        disclosed: the true answer to the disclosure question `asked` was about.
    """

    said: str
    purpose: str
    replies: Sequence[Message]
    asked: str = ""
    tells: tuple[str, ...] = ()
    now: Mapping[str, Any] | None = None
    expect: str = ""
    kind: str = ""
    chose: tuple[str, ...] = ()
    disclosed: bool | None = None

    @property
    def text(self) -> str:
        return "\n".join(str(message.get("text") or "") for message in self.replies)

    @property
    def asks(self) -> str:
        """The key of the question the reply leaves open."""
        card = open_question(self.replies)
        return key_of(card) if card else ""

    def card(self, kind: str) -> Mapping[str, Any] | None:
        found = [m["custom"] for m in self.replies if (m.get("custom") or {}).get("type") == kind]
        return found[-1] if found else None


def open_question(replies: Sequence[Message]) -> Mapping[str, Any] | None:
    """The question the last of these messages leaves open; a summary carries it inside."""
    cards = [message.get("custom") or {} for message in replies]
    found = [card if card.get("type") == "question" else card.get("question") for card in cards]
    return next((card for card in reversed(found) if card), None)


def key_of(question: Mapping[str, Any]) -> str:
    """`insured_age.1`; a disclosure carries its own name: `disclosure.bedridden`."""
    field_name, person, detail = question["field"], question.get("person"), question.get("detail")
    if detail:
        return f"{field_name}.{detail}"
    return f"{field_name}.{person}" if person else str(field_name)


@dataclass
class Talk:
    """A whole conversation.

    Attributes:
        before_paying: the record when the payment page was open, for those who came that far.
        record: the record at the end.
        ended: why the person stopped: `done`, or in words.
    """

    turns: list[Turn] = field(default_factory=list)
    before_paying: Mapping[str, Any] | None = None
    record: Mapping[str, Any] = field(default_factory=dict)
    ended: str = ""

    def card(self, kind: str) -> Mapping[str, Any] | None:
        """The newest of that type."""
        return next((card for turn in reversed(self.turns) if (card := turn.card(kind))), None)

    def lines(self) -> list[str]:
        """The conversation to read."""
        found = []
        for turn in self.turns:
            mark = "" if turn.purpose == "answer" else f"({turn.purpose}) "
            found.append(f"> {mark}{turn.said}")
            found += [f"  {message.get('text') or ''}" for message in turn.replies]
        return found
