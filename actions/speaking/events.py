"""Every event in words, and the open question after them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from actions.speaking import buying, clauses, comparing, plans, providers, quotes
from actions.speaking.asked import detail_words, wording_of
from actions.speaking.questions import payload, question_message
from actions.speaking.voice import Message, Voice
from insurance import events as e
from insurance.changes import LEFT, Change
from insurance.journeys import Journey
from insurance.lines import Relation
from insurance.needs import InsuredPerson
from insurance.provider_events import ProviderEvent
from insurance.questions import Flow, Question
from insurance.services.parts import Parts

QUIET = {"birth", "places", "segment", "headcount", "adults", "children", "conditions_known", "budget_open"}


def progress_messages(parts: Parts, voice: Voice, progress: e.Progress) -> list[Message]:
    """What happened, then the one open question."""
    messages: list[Message] = []
    for event in progress.events:
        messages += speak(event, parts, voice, progress.journey)
    if progress.question is not None:
        messages.append(ask(parts, voice, progress.journey, progress.question))
    return messages


def ask(parts: Parts, voice: Voice, journey: Journey, question: Question, lead: str = "") -> Message:
    """The open question, with the notice or disclosure text it belongs to."""
    if question.flow is Flow.NOTICES and journey.purchase is not None:
        product = parts.catalogue.product(journey.purchase.product_id)
        text = buying.notice_text(voice, product, question.field)
        lead = f"{lead}\n{text}" if lead else text
    return question_message(voice, journey, question, wording_of(parts, voice, journey, question), lead)


@singledispatch
def speak(event: e.Event, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    raise NotImplementedError(type(event).__name__)


@speak.register
def _(event: e.NeedsNoted, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    corrected = [change for change in event.changes if _is_correction(change)]
    told = [change for change in event.changes if not _is_correction(change) and change.field not in QUIET]
    messages = []
    if corrected:
        lines = [
            _before_and_after(voice, journey, change)
            for change in corrected
            if change.field == LEFT or (change.field not in QUIET and change.after not in (None, ()))
        ]
        if lines:
            messages.append(Message(voice.say("changed", lines="\n".join(lines))))
    if len(told) > 1 or (told and event.asked is not None and event.asked == journey.open):
        facts = voice.join_sentences(_told(voice, journey, told))
        messages.append(Message(voice.say("noted", facts=facts)))
    return messages


@speak.register
def _(event: e.DetailsNoted, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    facts = [detail_words(parts, voice, event.condition, aspect, value) for aspect, value in event.details.items()]
    return [voice.message("noted", facts=voice.join_sentences(facts))]


@speak.register
def _(event: e.DayNeeded, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [voice.message("day_needed", example=voice.day(event.month.replace(day=8)))]


def _before_and_after(voice: Voice, journey: Journey, change: Change) -> str:
    """年龄：35 → 53; a relative's sex as who they are: 您的父亲 → 您的母亲."""
    if isinstance(change.before, InsuredPerson):
        return voice.say("left_line", who=voice.person(change.before.relation, change.before.sex))
    relation = journey.needs.person(change.person or 0).relation
    if change.field == "sex" and relation not in (None, Relation.SELF):
        before, after = (voice.person(relation, sex) for sex in (change.before, change.after))  # type: ignore[arg-type]
        return voice.say("changed_line", field=quotes.label(voice, "insured"), before=before, after=after)
    return voice.say(
        "changed_line",
        field=quotes.label(voice, change.field),
        before=voice.value(change.field, change.before),
        after=voice.value(change.field, change.after),
    )


def _is_correction(change: Change) -> bool:
    return change.before not in (None, (), False) and change.field not in ("concerns", "conditions", "activities")


def _told(voice: Voice, journey: Journey, changes: Sequence[Change]) -> list[str]:
    """What was told, a person in one breath: 您的父亲，65岁."""
    people: list[int] = []
    facts: list[str] = []
    for change in changes:
        if change.person is not None and change.field in ("relation", "sex", "age"):
            if change.person not in people:
                people.append(change.person)
                person = journey.needs.person(change.person)
                words = [voice.person(person.relation, person.sex)]
                words += [voice.age(person.age)] if person.age is not None else []
                facts.append(voice.say("noted_fact", field=quotes.label(voice, "insured"), value=voice.join(words)))
            continue
        facts.append(_fact(voice, change))
    return facts


def _fact(voice: Voice, change: Change) -> str:
    return voice.say(
        "noted_fact", field=quotes.label(voice, change.field), value=voice.value(change.field, change.after)
    )


@speak.register
def _(event: e.PlansOffered, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [plans.plans_message(voice, parts.catalogue, event)]


@speak.register
def _(event: e.AllPlansShown, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [voice.message("plans_all_shown", total=event.total)]


@speak.register
def _(event: e.PlanSuggested, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    choose = payload("choose", product=event.product.id, plan=event.plan.id)
    name = plans.plan_name(voice, event.product, event.plan)
    take = voice.button("take_it", choose, number=event.number)
    premium = voice.money(event.premium)
    return [voice.message("recommend_balanced", [take], number=event.number, name=name, premium=premium)]


@speak.register
def _(event: e.CoverAtLimit, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    key = "cover_most" if event.more else "cover_least"
    name = plans.plan_name(voice, event.product, event.plan)
    return [voice.message(key, number=event.number, name=name, sum_insured=voice.money(event.plan.default_sum()))]


@speak.register
def _(event: e.NothingFits, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [plans.nothing_fits_message(voice, parts.catalogue, event)]


@speak.register
def _(event: e.PlanChosen, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [quotes.chosen_message(voice, event)]


@speak.register
def _(event: e.AlreadyChosen, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [voice.message("already_chosen", name=plans.plan_name(voice, event.product, event.plan))]


@speak.register
def _(event: e.ProductWished, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    insurer = parts.catalogue.insurer_name(event.product.insurer, voice.language)
    return [voice.message("product_wished", name=event.product.name.in_(voice.language), insurer=insurer)]


@speak.register
def _(event: e.InsurerHasNone, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    line = voice.say(f"value_{event.line.value}") if event.line else ""
    return [
        voice.message(
            "insurer_has_none", insurer=parts.catalogue.insurer_name(event.insurer, voice.language), line=line
        )
    ]


@speak.register
def _(event: e.WishUnmet, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    why = plans.reasons_text(voice, event.reasons) or voice.say("wish_unmet_unfit")
    return [voice.message("wish_unmet", name=event.product.name.in_(voice.language), why=why)]


@speak.register
def _(event: e.Underwritten, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return quotes.underwritten_messages(voice, parts.catalogue, event)


@speak.register
def _(event: e.NotInsurable, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [quotes.not_insurable_message(voice, event)]


@speak.register
def _(event: e.QuoteReplaced, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [quotes.replaced_message(voice, parts.catalogue, event)]


@speak.register
def _(event: e.AnswerTaken, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    if event.before is None or event.before == event.value:
        return []  # the next question is the acknowledgement; the summary reads everything back
    return [buying.changed_message(voice, event)]


@speak.register
def _(event: e.SummaryReady, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [buying.summary_message(voice, event)]


@speak.register
def _(event: e.ApplicationClosed, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    ways = [voice.button("reading_other_plans", "/resume"), voice.button("human", "/ask_human")]
    return [voice.message("review_closed", ways, product=event.product.name.in_(voice.language))]


@speak.register
def _(event: e.PaymentOpened, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [buying.payment_message(voice, event)]


@speak.register
def _(event: e.PaymentUnavailable, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [voice.message("payment_unavailable", [voice.button("pay_again", "/pay_again")])]


@speak.register
def _(event: e.OrderStands, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [buying.order_message(voice, event)]


@speak.register
def _(event: e.PoliciesListed, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [buying.policies_message(voice, parts.links, parts.terms, event)]


@speak.register
def _(event: e.CancellationAsked, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [buying.cancellation_asked_message(voice, event)]


@speak.register
def _(event: e.CancellationStarted, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [voice.message("cancellation_started", number=event.policy.number)]


@speak.register
def _(event: e.CancellationRefused, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [buying.cancellation_refused_message(voice, event)]


@speak.register
def _(event: e.TermExplained, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [clauses.term_message(voice, event)]


@speak.register
def _(event: e.ClauseQuoted, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [clauses.clause_message(voice, parts.terms, event)]


@speak.register
def _(event: e.BenefitsListed, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [clauses.benefits_message(voice, parts.terms, event)]


@speak.register
def _(event: e.ExclusionsListed, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [clauses.exclusions_message(voice, parts.terms, event)]


@speak.register
def _(event: e.NoWaitingPeriod, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    names = [voice.say("product_quoted", name=one.name.in_(voice.language)) for one in event.products]
    return [voice.message("no_waiting_period", products=voice.join(names))]


@speak.register
def _(event: e.ClausesSilent, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [clauses.silent_message(voice, parts.terms, event)]


@speak.register
def _(event: e.ProductNeeded, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [voice.message("product_needed")]


@speak.register
def _(event: e.PlansCompared, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [comparing.comparison_message(voice, parts.catalogue, event)]


@speak.register
def _(event: e.TooFewToCompare, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    if event.found:
        return [voice.message("compare_needs_two")]
    return [voice.message("nothing_to_compare", [voice.button("start", "/seek_advice")])]


@speak.register
def _(event: e.StartedOver, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [voice.message("started_over", [voice.button("start", "/seek_advice")])]


@speak.register
def _(event: e.SteppedBack, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [voice.message("stepped_back" if event.question is not None else "nothing_to_go_back_to")]


@speak.register
def _(event: ProviderEvent, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return providers.provider_messages(event, voice)
