"""A journey: one customer's way from a need to a policy, with every draft on it.

It is what a restart, a pause of days or a change of channel finds again. Steps are derived from the facts: there is no
stored "current step" that could disagree with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from insurance.applications import ApplicationDraft
from insurance.asked import next_question
from insurance.catalogue import UnknownPlan
from insurance.doubts import Doubt
from insurance.lines import Language
from insurance.money import Money
from insurance.needs import Needs
from insurance.provider_orders import ProviderDraft
from insurance.questions import AnswerKind, Flow, Question
from insurance.refs import ApplicationId, ClaimNumber, OrderId, PlanId, PolicyNumber, ProductId, QuoteId, Sender

NOTICES = ("notice_terms", "notice_exclusions", "notice_cooling_off")  # 投保须知, 免责条款, 犹豫期
SENIOR_NOTICE = "notice_senior"  # 老年人再次确认: the same in plain words, once more

WHO_FIRST = ("line", "insured_relation", "insured_age", "travellers")  # before anything is asked about a health
BOUND_TO_PLAN = ("effective_date", "roster")  # answers that another plan or another headcount may not take


class Role(StrEnum):
    """Why a plan is one of the three."""

    CHEAPEST = "cheapest"
    BALANCED = "balanced"
    MOST_COVER = "most_cover"
    OTHER = "other"  # the cheapest also has the most cover: another way to the same end
    WISHED = "wished"  # named by the customer
    SAME_TERMS = "same_terms"  # price and cover are set by law: only the service differs


def plan_key(product_id: ProductId, plan_id: PlanId) -> str:
    """A plan among those declined or seen: `product/plan`."""
    return f"{product_id}/{plan_id}"


@dataclass(frozen=True)
class Offered:
    """One of the plans shown side by side."""

    product_id: ProductId
    plan_id: PlanId
    role: Role
    premium: Money
    over_budget: bool = False


@dataclass(frozen=True)
class Review:
    """A submitted application that people look at first: until they have decided nothing is paid or changed.

    `due` is when the customer was promised to hear.
    """

    application_id: ApplicationId
    due: datetime


@dataclass(frozen=True)
class Purchase:
    """The drafts of buying one chosen plan."""

    product_id: ProductId
    plan_id: PlanId
    quote_id: QuoteId
    disclosure: Mapping[str, str] = field(
        default_factory=dict
    )  # question id → yes | no | other: a yes, but no condition named
    decided: bool = False  # underwritten with every disclosure answer
    accepted: bool = False
    application: ApplicationDraft = ApplicationDraft()
    confirmed: bool = False
    notices: Mapping[str, str] = field(default_factory=dict)  # notice → ISO time
    order_id: OrderId | None = None
    review: Review | None = None


@dataclass(frozen=True)
class Claiming:
    """The claim that has the floor, with what is asked in it: the claim itself stands in the records of claims.

    `people`: masked name and relation by choice, where it is asked whom the claim is about.
    """

    number: ClaimNumber
    question: Question
    people: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Journey:
    """Everything drafted in one conversation.

    Attributes:
        open: the one question waiting for an answer, as last asked.
        misses: how often in a row the customer wasn't understood.
        cancelling: the policy whose cancellation waits for a yes.
        doubt: what waits for a yes before it is taken.
        shelved: needs by line of business, as they were when the customer turned to another line.
        feelings: those already met with a word.
        declined: the plans refused to these people, by `plan_key`: never offered again.
        seen: the plans shown before those now on the table, by `plan_key`.
        provider: a service that is being looked for or ordered; what was open before waits for it.
        wished: the product that was named before plans were shown.
        claiming: a claim is asked about before whatever else is under way.
        loose_papers: files that came while no claim was open; the next one that is reported takes them.
    """

    sender: Sender
    language: Language = Language.ZH
    needs: Needs = Needs()
    offer: tuple[Offered, ...] = ()
    purchase: Purchase | None = None
    open: Question | None = None
    misses: int = 0
    complaints: int = 0
    cancelling: PolicyNumber | None = None
    restarting: bool = False
    declined: tuple[str, ...] = ()
    started: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)  # application answers of a purchase that was given up
    doubt: Doubt | None = None
    shelved: Mapping[str, Needs] = field(default_factory=dict)
    feelings: tuple[str, ...] = ()
    applicant_birth: date | None = None  # as the identity number says
    wished: ProductId | None = None
    seen: tuple[str, ...] = ()
    claiming: Claiming | None = None
    loose_papers: tuple[str, ...] = ()
    provider: ProviderDraft | None = None

    def without_purchase(self, **changes: object) -> Journey:
        """Nothing is being bought any more; what was typed for it waits for the next plan."""
        answers = self.purchase.application.answers if self.purchase else {}
        kept = {key: value for key, value in {**self.kept, **answers}.items() if key not in BOUND_TO_PLAN}
        return replace(self, purchase=None, kept=kept, **changes)  # type: ignore[arg-type]

    def next_question(
        self,
        disclosure_ids: tuple[str, ...] = (),
        health: Question | None = None,
        notices: tuple[str, ...] = NOTICES,
    ) -> Question | None:
        """The question that brings this journey on, None when nothing has been started or all is done.

        Args:
            disclosure_ids: the disclosure questions of the chosen product, in its order.
            health: what is still to be asked about a condition that was told, before anything depends on it.
            notices: what has to be agreed to before payment.
        """
        if self.cancelling:
            return Question(Flow.COOLING_OFF, "cancel_policy", AnswerKind.YES_NO, ("yes", "no"))
        if self.restarting:
            return Question(Flow.RESTART, "restart", AnswerKind.YES_NO, ("yes", "no"))
        if self.doubt is not None:
            return self.doubt.question()
        if self.provider is not None and (asked := self.provider.question()) is not None:
            return asked
        if self.claiming is not None:
            return self.claiming.question
        if not self.started:
            return None
        if self.purchase is not None:
            return health or _purchase_question(self.needs, self.purchase, disclosure_ids, notices)
        if self.offer:
            return Question(Flow.OFFER, "plan", AnswerKind.PLAN, tuple(str(n + 1) for n in range(len(self.offer))))
        question = next_question(self.needs)
        if health is not None and (question is None or question.field not in WHO_FIRST):
            return health
        return question

    def chosen(self) -> Purchase:
        """What is being bought. Raises UnknownPlan when nothing is."""
        if self.purchase is None:
            raise UnknownPlan("nothing chosen")
        return self.purchase

    def with_purchase(self, **changes: object) -> Journey:
        assert self.purchase is not None  # noqa: S101 - callers hold it
        return replace(self, purchase=replace(self.purchase, **changes))  # type: ignore[arg-type]

    def undecided(self) -> Journey:
        """What is being bought, if anything, has to be decided and agreed to once more."""
        if self.purchase is None:
            return self
        return self.with_purchase(decided=False, accepted=False, confirmed=False)


def _purchase_question(
    needs: Needs, purchase: Purchase, disclosure_ids: tuple[str, ...], notices: tuple[str, ...]
) -> Question | None:
    if purchase.review is not None:
        return Question(Flow.REVIEW, "review", AnswerKind.CHOICE, ("check", "withdraw"))
    for identifier in disclosure_ids:
        if identifier not in purchase.disclosure:
            return Question(Flow.DISCLOSURE, "disclosure", AnswerKind.YES_NO, ("no", "yes"), detail=identifier)
    if not purchase.accepted:
        return Question(Flow.QUOTE, "quote_accept", AnswerKind.YES_NO, ("yes", "other_plan"))
    question = purchase.application.next_question(needs)
    if question is not None:
        return question
    if not purchase.confirmed:
        return Question(Flow.SUMMARY, "summary", AnswerKind.YES_NO, ("yes", "edit"))
    for notice in notices:
        if notice not in purchase.notices:
            return Question(Flow.NOTICES, notice, AnswerKind.YES_NO, ("agree",))
    return Question(Flow.PAYMENT, "payment", AnswerKind.CHOICE, ("paid", "cancel_order"))
