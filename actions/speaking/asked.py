"""The words of questions that stand in the product files and in the list of conditions rather than in domain.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from actions.speaking.voice import Voice
from insurance.bilingual import Bilingual
from insurance.catalogue import DisclosureQuestion
from insurance.follow_ups import aspect_of
from insurance.health import MEASURED, UNKNOWN, WHICH, Aspect, HealthCondition
from insurance.journeys import Journey
from insurance.lines import Relation
from insurance.needs import HYPERTENSION
from insurance.provider_orders import ProviderDraft
from insurance.providers import ProviderKind
from insurance.questions import Flow, Question
from insurance.services.parts import Parts

EXAMPLES = 2  # of the conditions a disclosure question names


@dataclass(frozen=True)
class AskedWords:
    """A question in words: as it is put, explained with an example, and the titles of its buttons.

    `hard`: a button offers to explain it.
    """

    ask: str
    explain: str
    titles: Mapping[str, str] = field(default_factory=dict)
    hard: bool = True


def disclosure_of(parts: Parts, journey: Journey, question: Question) -> DisclosureQuestion | None:
    """The product's question, where one of them is asked."""
    if question.field not in ("disclosure", WHICH) or journey.purchase is None:
        return None
    product = parts.catalogue.product(journey.purchase.product_id)
    return next((one for one in product.disclosure if one.id == question.detail), None)


def wording_of(parts: Parts, voice: Voice, journey: Journey, question: Question) -> AskedWords | None:
    """The words of a question about health, of the disclosure or about a service provider; None for every other."""
    if question.flow is Flow.PROVIDER and journey.provider is not None:
        return _about_provider(parts, voice, journey.provider, question)
    if aspect_of(question) is not None:
        return _about_condition(parts, voice, journey, question)
    disclosure = disclosure_of(parts, journey, question)
    if disclosure is None:
        return None
    explain = _explained(parts, voice, disclosure)
    asked = disclosure.question.in_(voice.language)
    if question.field == WHICH:
        titles = {code: voice.condition(code) for code in disclosure.conditions}
        return AskedWords(voice.say("ask_condition_which", question=asked), explain, titles)
    number = len(journey.purchase.disclosure) + 1 if journey.purchase else 1
    return AskedWords(voice.say("ask_disclosure", number=number, question=asked), explain)


def _about_condition(parts: Parts, voice: Voice, journey: Journey, question: Question) -> AskedWords | None:
    about, aspect = parts.conditions.get(question.detail), aspect_of(question)
    if about is None or aspect is None or aspect not in about.asks:
        return None
    words = about.asks[aspect]
    person = journey.needs.person(question.person or 0)
    self_ = person.relation in (None, Relation.SELF)
    who = voice.say("person_you") if self_ else voice.person(person.relation, person.sex)
    said = {"who": who, "condition": _in_a_sentence(about.name.in_(voice.language))}
    explain = f"{words.explain.in_(voice.language)} {_example(voice, words.example)}"
    titles = {code: title.in_(voice.language) for code, title in words.choices.items()}
    return AskedWords(words.ask.in_(voice.language).format(**said), explain, titles)


def detail_words(parts: Parts, voice: Voice, code: str, aspect: Aspect, value: str) -> str:
    """What is known of one aspect of a condition, for reading back: 糖尿病的类型：2型."""
    asks = parts.conditions[code].asks
    measured = aspect in MEASURED and value != UNKNOWN  # the title of a number names a whole range
    title = None if measured or aspect not in asks else asks[aspect].choices.get(value)
    said = title.in_(voice.language) if title else voice.try_say(f"unit_{aspect.value}", value=value)
    name = voice.say("value_hypertension") if code.startswith(HYPERTENSION) else voice.condition(code)
    about = voice.say("detail_of", condition=name, aspect=voice.say(f"aspect_{aspect.value}"))
    return voice.say("noted_fact", field=about, value=said or value)


def _in_a_sentence(name: str) -> str:
    """Breast nodule → breast nodule; HIV and COPD stay."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _explained(parts: Parts, voice: Voice, disclosure: DisclosureQuestion) -> str:
    """The product's explanation, and an example of the conditions it names."""
    known = [parts.conditions[code] for code in disclosure.conditions if code in parts.conditions]
    examples = [_of_condition(voice, one) for one in known[:EXAMPLES]]
    return " ".join([disclosure.explain.in_(voice.language), *examples])


def _of_condition(voice: Voice, condition: HealthCondition) -> str:
    name = condition.name.in_(voice.language)
    return voice.say("example_of_condition", condition=name, example=condition.example.in_(voice.language))


def _example(voice: Voice, example: Bilingual) -> str:
    return voice.say("example", example=example.in_(voice.language))


def _about_provider(parts: Parts, voice: Voice, draft: ProviderDraft, question: Question) -> AskedWords:
    """With the names of those shown on the buttons, and with everything that is being ordered in the confirmation."""
    explain = voice.try_say(f"why_{question.field}") or voice.say(f"why_{question.flow.value}")
    match question.field:
        case "provider" | "provider_hospital":
            names = [parts.directory.provider(one).name.in_(voice.language) for one in draft.offered]
            titles = {str(number): name for number, name in enumerate(names, start=1)}
            ask, titles = voice.say(f"ask_{question.field}"), {**titles, "none": voice.say("provider_pick_none")}
        case "provider_place" if question.choices:
            places = [(one, parts.directory.place(one)) for one in question.choices]
            titles = {one: place.name.in_(voice.language) for one, place in places if place is not None}
            ask = voice.say("ask_provider_place_which")
        case "provider_confirm":
            ask, titles = _confirmation(parts, voice, draft), {}
        case _:
            ask, titles = voice.say(f"ask_{question.field}"), {}
    return AskedWords(ask, explain, titles, hard=False)


def _confirmation(parts: Parts, voice: Voice, draft: ProviderDraft) -> str:
    hospital = draft.kind is ProviderKind.HOSPITAL
    name = parts.directory.provider(draft.provider_id).name if draft.provider_id else None
    return voice.say(
        "ask_provider_confirm_hospital" if hospital else "ask_provider_confirm",
        name=name.in_(voice.language) if name else "",
        service=voice.say(f"provider_service_{draft.service.value}") if draft.service else "",
        place=draft.place.name.in_(voice.language) if draft.place else "",
    )
