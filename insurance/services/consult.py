"""Taking in what the customer says about their need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from insurance import events as e
from insurance import facts as f
from insurance.asked import next_question
from insurance.changes import LEFT, Change, changes_between
from insurance.doubts import Doubt, DoubtKind
from insurance.journeys import Journey
from insurance.lines import Language, Line, Relation
from insurance.needs import Needs
from insurance.noting import is_only_a_month, note_facts
from insurance.noting_lines import taken_up_again
from insurance.questions import Question
from insurance.records import Records
from insurance.refs import ProductId, Sender
from insurance.services.advancing import advance
from insurance.services.giving_up import free_to_change
from insurance.services.offering import offer_plans
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts
from insurance.services.quoting import void_quote
from insurance.services.requoting import requote

# Changes that leave a computed premium as it is.
FREE_OF_CHARGE = {"concerns", "places", "occupation", "budget", "budget_open", "conditions_known"}


async def note_needs(
    parts: Parts, sender: Sender, found: Sequence[f.Fact], wished: ProductId | None = None
) -> e.Progress:
    """Take the facts of one sentence, then ask, offer or compute again, whatever they lead to.

    Args:
        wished: a product that was named; it is offered where these people may buy it.

    Raises:
        ImpossibleAge, DateInPast, TripTooLong, ImpossibleCount: nothing was taken.
    """
    if await _touches_an_order(parts, sender, found):
        standing = await free_to_change(parts, sender)
        if standing is not None:
            return standing
    async with parts.work() as records:
        journey = await records.journey(sender)
        before = journey.needs
        needs, changes = _noted(parts, journey, found)
        journey = replace(journey, needs=needs, started=True, restarting=False, cancelling=None)
        if before.line is not None and before.line is not needs.line:
            journey = replace(journey, shelved={**journey.shelved, before.line.value: before})
        doubt = _doubted(found, needs)
        journey, events = _wishing(parts, journey, wished)
        events += _day_needed(found, needs)
        if not changes:
            return await advance(parts, records, journey, events, doubt=doubt)
        return await after_change(parts, records, journey, changes, events, doubt=doubt)


def _day_needed(found: Sequence[f.Fact], needs: Needs) -> tuple[e.Event, ...]:
    """明年3月 leaves the day open, and that is said."""
    months = [fact.start for fact in found if isinstance(fact, f.TripFact) and fact.start and is_only_a_month(fact)]
    return (e.DayNeeded(months[0]),) if months and needs.line is Line.TRAVEL and needs.trip_start is None else ()


def _wishing(parts: Parts, journey: Journey, wished: ProductId | None) -> tuple[Journey, tuple[e.Event, ...]]:
    """With the product that was named; plans shown without it are chosen anew."""
    if wished is None:
        return journey, ()
    shown = any(one.product_id == wished for one in journey.offer)
    journey = replace(journey, wished=wished, offer=journey.offer if shown else ())
    asked = next_question(journey.needs) is not None
    return journey, (e.ProductWished(parts.catalogue.product(wished)),) if asked else ()


def _noted(parts: Parts, journey: Journey, found: Sequence[f.Fact]) -> tuple[Needs, tuple[Change, ...]]:
    person = journey.open.person if journey.open and journey.open.person is not None else 0
    needs = note_facts(journey.needs, found, parts.clock.today(), person)
    if needs.line is not None and needs.line is not journey.needs.line and needs.line.value in journey.shelved:
        needs = taken_up_again(needs, journey.shelved[needs.line.value])
    return needs, changes_between(journey.needs, needs)


def _doubted(found: Sequence[f.Fact], needs: Needs) -> Doubt | None:
    """Dates of a trip that can be counted in two ways are read back once."""
    unclear = any(isinstance(fact, f.TripFact) and fact.ambiguous and fact.days is not None for fact in found)
    if unclear and needs.trip_start is not None and needs.trip_days is not None:
        return Doubt(DoubtKind.TRIP)
    return None


def doubt_about(parts: Parts, journey: Journey, found: Sequence[f.Fact], text: str) -> Doubt | None:
    """What these facts would put away: a purchase belongs to one line and to certain people, answers to one person."""
    known = journey.needs.person()
    if journey.purchase is None and (known.relation is None or known.age is None):
        return None
    needs, changes = _noted(parts, journey, found)
    if journey.purchase is not None and any(change.field in ("line", "segment") for change in changes):
        return Doubt(DoubtKind.OTHER_LINE, text, line=needs.line)
    related = any(change.field == "relation" for change in changes) and not joins(changes, needs)
    if someone_else(changes) or related:
        person = needs.person()
        return Doubt(DoubtKind.OTHER_PERSON, text, relation=person.relation, sex=person.sex)
    return None


def someone_else(changes: Sequence[Change]) -> bool:
    """The insured changed: nothing is known of the new one."""
    return any(change.field == "age" and change.after is None for change in changes)


async def ask_back(parts: Parts, sender: Sender, doubt: Doubt) -> e.Progress:
    """Ask before taking it: nothing changes until the answer."""
    async with parts.work() as records:
        return await advance(parts, records, await records.journey(sender), doubt=doubt, undoable=False)


async def leave_as_it_was(parts: Parts, sender: Sender) -> e.Progress:
    """A no to what was asked back. Dates that were read wrongly are forgotten and asked."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        if journey.doubt is not None and journey.doubt.kind is DoubtKind.TRIP:
            journey = replace(journey, needs=replace(journey.needs, trip_start=None, trip_days=None), offer=())
        return await advance(parts, records, journey)


async def _touches_an_order(parts: Parts, sender: Sender, found: Sequence[f.Fact]) -> bool:
    async with parts.work.reading() as records:
        journey = await records.journey(sender)
    if journey.purchase is None or (journey.purchase.order_id is None and journey.purchase.review is None):
        return False
    _, changes = _noted(parts, journey, found)
    return bool({change.field for change in changes} - FREE_OF_CHARGE)


async def after_change(
    parts: Parts,
    records: Records,
    journey: Journey,
    changes: tuple[Change, ...],
    events: tuple[e.Event, ...] = (),
    *,
    doubt: Doubt | None = None,
) -> e.Progress:
    """Compute again only what depends on the changed facts."""
    events += (e.NeedsNoted(changes, journey.open),)
    changed = {change.field for change in changes}
    another = someone_else(changes)
    joined = joins(changes, journey.needs)
    if another or changed & {"line", "segment"} or ("relation" in changed and not joined):
        # Another cover or another person: what was chosen for the first doesn't hold.
        await void_quote(records, journey)
        journey = journey.without_purchase(offer=(), declined=())
        if another or "relation" in changed:
            own = {key: value for key, value in journey.kept.items() if not key.startswith("insured_")}
            journey = replace(journey, kept=own)
    elif journey.purchase is not None and changed - FREE_OF_CHARGE:
        why = next(change.field for change in changes if change.field not in FREE_OF_CHARGE)
        journey = _without_leaving(_without_identity(journey, changes), changes)
        if joined:  # what was disclosed doesn't hold for who came later
            journey = journey.with_purchase(disclosure={}, decided=False)
        journey, events = await requote(parts, records, journey, why, events)
    elif journey.offer and journey.purchase is None:
        journey = replace(journey, offer=())
        if open_question(parts, journey) is None:
            journey, events = offer_plans(parts, journey, events, again=True)
    return await advance(parts, records, journey, events, doubt=doubt)


def joins(changes: Sequence[Change], needs: Needs) -> bool:
    """Whether the only relations told are of people who weren't in the party before."""
    told = [change for change in changes if change.field == "relation"]
    return len(needs.insured) > 1 and bool(told) and all(one.before is None and one.person for one in told)


def _without_leaving(journey: Journey, changes: tuple[Change, ...]) -> Journey:
    assert journey.purchase is not None  # noqa: S101 - checked by the caller
    draft = journey.purchase.application
    for change in changes:
        if change.field == LEFT and change.person is not None:
            draft = draft.without_person(change.person)
    return journey.with_purchase(application=draft)


def _without_identity(journey: Journey, changes: tuple[Change, ...]) -> Journey:
    """Who is said to be of another age or sex isn't the one whose identity number was given: it is asked again."""
    assert journey.purchase is not None  # noqa: S101 - checked by the caller
    draft = journey.purchase.application
    for change in changes:
        if change.person is not None and change.field in ("age", "sex", "birth"):
            self_insured = journey.needs.person(change.person).relation is Relation.SELF
            draft = draft.without("applicant_id" if self_insured else f"insured_id.{change.person}")
    return journey.with_purchase(application=draft)


async def open_state(parts: Parts, sender: Sender) -> tuple[Journey, Question | None]:
    """The journey and its open question, unchanged."""
    async with parts.work.reading() as records:
        journey = await records.journey(sender)
    return journey, open_question(parts, journey)


async def start_again(parts: Parts, sender: Sender) -> e.Progress:
    """Go on where the journey stands (a return after days): an expired quote is computed again."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        return await advance(parts, records, replace(journey, started=True, restarting=False))


async def set_language(parts: Parts, sender: Sender, language: Language) -> Journey:
    return await _noted_aside(parts, sender, lambda journey: replace(journey, language=language))


async def note_miss(parts: Parts, sender: Sender) -> Journey:
    """Count a message that wasn't understood."""
    return await _noted_aside(parts, sender, lambda journey: replace(journey, misses=journey.misses + 1))


async def note_complaint(parts: Parts, sender: Sender) -> Journey:
    """Count an expression of dissatisfaction."""
    return await _noted_aside(parts, sender, lambda journey: replace(journey, complaints=journey.complaints + 1))


async def note_feeling(parts: Parts, sender: Sender, feeling: f.Feeling) -> bool:
    """Whether this feeling wasn't met before; from now on it has been."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        if feeling.value in journey.feelings:
            return False
        met = replace(journey, feelings=(*journey.feelings, feeling.value))
        await records.save_journey(met, undoable=False)
        return True


async def _noted_aside(parts: Parts, sender: Sender, change: Callable[[Journey], Journey]) -> Journey:
    """Store a change that is no step of the way: going back doesn't undo it."""
    async with parts.work() as records:
        journey = change(await records.journey(sender))
        await records.save_journey(journey, undoable=False)
    return journey
