"""What is asked back in one line before it is taken, because two readings are likely or much would be lost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from insurance.lines import Line, Relation, Sex
from insurance.questions import AnswerKind, Flow, Question


class DoubtKind(StrEnum):
    """Wording is `utter_ask_confirm_<kind>`."""

    TRIP = "trip"  # the dates were noted, but they can be counted otherwise
    OTHER_LINE = "other_line"  # another kind of cover: what is being bought would be put away
    OTHER_PERSON = "other_person"  # somebody else insured: likewise
    GIVE_UP = "give_up"  # an order waits for payment, and it isn't sure that it shall be closed
    STEP_BACK = "step_back"  # likewise


@dataclass(frozen=True)
class Doubt:
    """`text` is the message to take in after a yes, masked as every text; the rest is for the wording."""

    kind: DoubtKind
    text: str = ""
    line: Line | None = None
    relation: Relation | None = None
    sex: Sex | None = None

    def question(self) -> Question:
        return Question(Flow.DOUBT, f"confirm_{self.kind.value}", AnswerKind.YES_NO, ("yes", "no"))
