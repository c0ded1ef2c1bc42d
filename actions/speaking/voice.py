"""Finding words: every text a customer reads is a response of domain.yml, in their language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from insurance.facts import Age
from insurance.health import Conditions
from insurance.lines import Concern, Language, Relation, Sex
from insurance.money import Money
from insurance.needs import HYPERTENSION, Budget, KnownCondition
from insurance.policies import SHANGHAI
from insurance.ports import Wording
from insurance.rate_table import PremiumPeriod

Button = Mapping[str, str]
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass
class Message:
    """One message to the customer; `text` stands alone on any channel."""

    text: str
    buttons: Sequence[Button] = ()
    custom: Mapping[str, Any] | None = None
    attachment: str | None = None


@dataclass(frozen=True)
class Voice:
    """The words in one language."""

    wording: Wording
    language: Language
    conditions: Conditions = field(default_factory=dict)

    def say(self, key: str, **values: object) -> str:
        """The words for `utter_<key>`. Raises KeyError."""
        return self.wording.say(f"utter_{key}", self.language, **values)

    def try_say(self, key: str, **values: object) -> str:
        """The words for `utter_<key>`, or nothing where there are none."""
        try:
            return self.say(key, **values)
        except KeyError:
            return ""

    def message(self, key: str, buttons: Sequence[Button] = (), **values: object) -> Message:
        return Message(self.say(key, **values), buttons)

    def button(self, key: str, payload: str, **values: object) -> Button:
        return {"title": self.say(f"button_{key}", **values), "payload": payload}

    def money(self, money: Money) -> str:
        """1,234.50 with its currency; whole yuan without decimals."""
        number = f"{money.amount:,.2f}".removesuffix(".00")
        return self.say("money", amount=number, currency=money.currency)

    def day(self, day: date) -> str:
        """12月1日, 1 December."""
        return self.say("day", month=day.month, month_name=MONTHS[day.month - 1], day=day.day)

    def moment(self, at: datetime) -> str:
        """12月1日 15:00, 15:00 on 1 December; in Asia/Shanghai."""
        there = at.astimezone(SHANGHAI)
        name = MONTHS[there.month - 1]
        return self.say("due", month=there.month, month_name=name, day=there.day, time=f"{there:%H:%M}")

    def per_period(self, money: Money, period: PremiumPeriod) -> str:
        return self.say(f"per_{period.value}", amount=self.money(money))

    def join(self, items: Sequence[str]) -> str:
        return ("、" if self.language is Language.ZH else ", ").join(items)

    def join_sentences(self, texts: Iterable[str]) -> str:
        """Parts that are longer than words; a comma may stand in them."""
        return self.say("figure_break").join(texts)

    def value(self, field_name: str, value: object) -> str:
        """A fact's value in words, for reading back."""
        match value:
            case None:
                return self.say("unknown")
            case bool():
                return self.say("yes" if value else "no")
            case Age():
                return self.age(value)
            case Money():
                return self.money(value)
            case Budget():
                return self.say(f"budget_{value.period.value}", amount=self.money(value.at_most))
            case date():
                return value.isoformat()
            case Concern():
                return self.say(f"concern_{value.value}")
            case Decimal() | int():
                return self.try_say(f"unit_{field_name}", value=value) or str(value)
            case tuple():
                return self.join([self.value(field_name, item) for item in value]) or self.say("none")
            case KnownCondition():
                return self._known(value)
            case str():
                return self.try_say(f"value_{value}") or value
            case _:
                return self.try_say(f"{field_name}_summary") or str(value)

    def _known(self, condition: KnownCondition) -> str:
        """A condition with its grade, as far as it was told: 高血压 alone is of no grade yet."""
        grade = condition.grade
        if condition.code.startswith(HYPERTENSION):
            return self.condition(condition.code) if grade else self.say("value_hypertension")
        graded = grade and grade[0].isdigit() and condition.code != "pregnancy"
        return f"{self.condition(condition.code)} {grade}" if graded else self.condition(condition.code)

    def age(self, age: Age) -> str:
        if age.years == 0 and (age.months or age.days):
            return self.say("age_months", months=age.months, days=age.days)
        return self.say("age_years", years=age.years)

    def person(self, relation: Relation | None, sex: Sex | None) -> str:
        """Your father, your daughter …; the insured where the relation isn't known."""
        if relation is None:
            return self.say("person_insured")
        return (sex and self.try_say(f"person_{relation.value}_{sex.value}")) or self.say(f"person_{relation.value}")

    def condition(self, code: str) -> str:
        known = self.conditions.get(code)
        return known.name.in_(self.language) if known else code
