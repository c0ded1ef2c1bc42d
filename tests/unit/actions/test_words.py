"""Every word the code asks for stands in domain.yml, in both languages, and takes the values it is given."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
import yaml

from actions.repairing import SAYABLE
from actions.speaking import claim_speech  # noqa: F401 - teaches `speak` how claims are told
from actions.speaking.buying import answer_words
from actions.speaking.events import speak
from actions.speaking.voice import Voice
from actions.tone import MET
from actions.words_for_errors import _KEYS
from insurance import events as e
from insurance.applications import questions_for
from insurance.asked import _ASK, next_question
from insurance.changes import Change, changes_between
from insurance.comparing import AdviceCode, PointCode, RowKind
from insurance.doubts import Doubt, DoubtKind
from insurance.facts import Age, Feeling, Period
from insurance.health import Aspect
from insurance.journeys import NOTICES, Journey, Purchase, Role
from insurance.lines import Activity, Concern, Destination, Language, Line, Relation, Sex
from insurance.money import Money
from insurance.needs import Budget, Home, InsuredPerson, KnownCondition, Needs, Vehicle
from insurance.policies import OrderStatus, PolicyStatus
from insurance.provider_orders import STARS, DeclineReason, ServiceStatus
from insurance.provider_search import Why
from insurance.providers import HospitalLevel, ProviderKind, Service
from insurance.questions import AnswerKind, Flow, Question
from insurance.rate_table import PremiumPeriod
from insurance.recommending import ReasonCode
from insurance.refs import PlanId, PolicyNumber, ProductId, QuoteId
from insurance.underwriting import BUYABLE, Outcome
from tests.fakes import CUSTOMER, ROOT, catalogue, health_conditions, wording

DOMAIN = yaml.load((ROOT / "domain.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
RESPONSES = DOMAIN["responses"]
SPEAKERS = sorted((ROOT / "actions").rglob("*.py"))
SENDERS = [ROOT / "insurance" / "services" / name for name in ("receipts.py", "fulfil.py", "providers/notices.py")]
VOICES = [Voice(wording(), language, health_conditions()) for language in Language]


def texts(key: str) -> list[str]:
    return [str(variant["text"]) for variant in RESPONSES[f"utter_{key}"]]


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def calls() -> Iterator[tuple[str, set[str] | None, str]]:
    """(key, names given or None when not known, where) of every literal key in the actions."""
    for path in SPEAKERS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                continue
            first = node.args[0]
            if node.func.attr not in ("say", "try_say", "message", "button"):
                continue
            given = {one.arg for one in node.keywords if one.arg} if all(one.arg for one in node.keywords) else None
            literals = [first] if isinstance(first, ast.Constant) else []
            if isinstance(first, ast.IfExp):
                literals = [first.body, first.orelse]
            for literal in literals:
                if isinstance(literal, ast.Constant) and isinstance(literal.value, str):
                    key = f"button_{literal.value}" if node.func.attr == "button" else literal.value
                    yield key, given, f"{path.name}:{node.lineno}"


CALLS = list(
    dict.fromkeys((key, tuple(sorted(given)) if given is not None else None, at) for key, given, at in calls())
)


def test_that_there_are_calls_to_check():
    assert len(CALLS) > 60


@pytest.mark.parametrize(("key", "given", "where"), CALLS)
def test_that_a_key_has_words_that_take_its_values(key: str, given: tuple[str, ...] | None, where: str):
    assert f"utter_{key}" in RESPONSES, where
    if given is not None:
        for text in texts(key):
            assert names_in(text) <= set(given), where


def test_that_messages_sent_without_being_asked_have_words():
    for path in SENDERS:
        for key in re.findall(r'"utter_(\w+)"', path.read_text("utf-8")):
            assert texts(key), key


# a clause is Chinese: English adds its summary
BY_LANGUAGE = {"utter_money", "utter_clause", "utter_clause_brief", "utter_day", "utter_due"}
WITH_CHINESE = {"utter_expected_plate"}  # an example in Chinese


@pytest.mark.parametrize("key", RESPONSES)
def test_that_both_languages_say_it_with_the_same_values(key: str):
    chinese, english = RESPONSES[key]
    assert "condition" not in chinese
    assert "condition" in english
    if key not in BY_LANGUAGE:
        assert names_in(chinese["text"]) == names_in(english["text"])
    if key not in WITH_CHINESE:
        assert not re.search(r"[\u4e00-\u9fff]", english["text"])


# --- families of keys, over all the values they can have


def all_questions() -> list[Question]:
    """Every question the journey can ask."""
    found = {next_question(Needs()).field: next_question(Needs())}
    for ask in _ASK.values():
        for needs in (Needs(), Needs(line=Line.OUTPATIENT), Needs(segment="damage"), Needs(trip_start=date(2026, 7, 1)),
                      Needs(line=Line.TRAVEL, insured=(InsuredPerson(),)),
                      Needs(line=Line.GROUP, insured=(InsuredPerson(),)),
                      Needs(insured=(InsuredPerson(Relation.SELF, age=Age(30)),))):  # fmt: skip
            question = ask(needs)
            if question is not None:
                found[f"{question.field}{question.choices}"] = question
    people = (InsuredPerson(Relation.SELF), InsuredPerson(Relation.CHILD))
    for line in Line:
        for question in questions_for(Needs(line=line, insured=people)):
            found[f"{line}{question.field}"] = question
    bought = Purchase(ProductId("p"), PlanId("x"), QuoteId("q"))
    journeys = [
        Journey(CUSTOMER, cancelling=PolicyNumber("P1")), Journey(CUSTOMER, restarting=True),
        Journey(CUSTOMER, started=True, purchase=bought),
        Journey(CUSTOMER, Language.ZH, Needs(), (None, None, None), started=True),  # type: ignore[arg-type]
    ]  # fmt: skip
    found |= {str(index): one.next_question() for index, one in enumerate(journeys)}
    found |= {kind.value: Doubt(kind).question() for kind in DoubtKind}
    for notice in NOTICES:
        found[notice] = Question(Flow.NOTICES, notice, AnswerKind.YES_NO, ("agree",))
    found["summary"] = Question(Flow.SUMMARY, "summary", AnswerKind.YES_NO, ("yes", "edit"))
    found["payment"] = Question(Flow.PAYMENT, "payment", AnswerKind.CHOICE, ("paid", "cancel_order"))
    return list(found.values())


QUESTIONS = all_questions()


def doubting(question: Question) -> Journey | None:
    """A journey on which that is asked back."""
    if question.flow is not Flow.DOUBT:
        return None
    kind = DoubtKind(question.field.removeprefix("confirm_"))
    needs = Needs(trip_start=date(2026, 12, 1), trip_days=8)
    return Journey(CUSTOMER, needs=needs, doubt=Doubt(kind, line=Line.MEDICAL, relation=Relation.PARENT))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: f"{one.flow}-{one.field}")
@pytest.mark.parametrize("voice", VOICES, ids=list(Language))
def test_that_every_question_has_its_words_its_why_and_its_buttons(voice: Voice, question: Question):
    from actions.speaking.questions import question_message, why

    message = question_message(voice, doubting(question) or Journey(CUSTOMER), question)
    assert message.text
    assert why(voice, question)
    for choice, button in zip(question.choices, message.buttons, strict=True):
        assert button["title"] != choice or choice.isdigit(), choice
    assert voice.say(f"expected_{question.kind.value}")
    assert {"type", "flow", "field", "kind", "why", "choices"} <= message.custom.keys()


@pytest.mark.parametrize("question", [one for one in QUESTIONS if one.flow is Flow.APPLY], ids=lambda one: one.field)
def test_that_every_answer_of_the_application_has_a_label(question: Question):
    assert texts(f"label_{question.field}")
    for voice in VOICES:
        assert answer_words(voice, question.kind, "legal" if question.field == "beneficiary" else "x")


def rule_codes() -> set[str]:
    """Every reason a table can give."""
    codes: set[str] = set()
    for path in (ROOT / "underwriting").glob("*.json"):
        content = json.loads(path.read_text("utf-8"))
        for node in content["nodes"]:
            table = node.get("content", {})
            if node.get("type") != "decisionTableNode":
                continue
            columns = [one["id"] for one in table["outputs"] if one.get("field") == "reason"]
            codes |= {str(row[one]).strip('"') for row in table["rules"] for one in columns if row.get(one)}
    return {code for code in codes if re.fullmatch(r"\w+", code)} | {"declined_before", "missing_fact"}


@pytest.mark.parametrize("code", sorted(rule_codes()))
def test_that_every_reason_of_a_table_has_words(code: str):
    assert texts(f"rule_{code}")


def exclusion_codes() -> set[str]:
    text = "".join(path.read_text("utf-8") for path in (ROOT / "underwriting").glob("*.json"))
    return set(re.findall(r'"exclusion": "(\w+)"', text))


@pytest.mark.parametrize("code", sorted(exclusion_codes()))
def test_that_every_exclusion_has_a_name(code: str):
    from actions.speaking.decisions import exclusion_name

    for voice in VOICES:
        assert exclusion_name(voice, code) != code or texts(f"exclusion_{code}")


FAMILIES = {
    "role": list(Role), "reason": list(ReasonCode), "concern": list(Concern), "order": list(OrderStatus),
    "policy": list(PolicyStatus), "per": list(PremiumPeriod), "budget": list(Period), "decision": sorted(BUYABLE),
    "not_insurable": [Outcome.REFER, Outcome.POSTPONE, Outcome.DECLINE], "person": list(Relation),
    "value": [*Line, *Relation, *Sex, *Destination, *Activity, "office", "service", "driver", "worker", "concrete",
              "brick", "wood", "compulsory", "third_party", "damage", "private", "business"],
    "cancellation": ["cooling_off_over", "not_in_force"], "why": list(Flow), "expected": list(AnswerKind),
    "compare_row": [one for one in RowKind if one is not RowKind.BENEFIT], "compare_point": list(PointCode),
    "compare_advice": list(AdviceCode), "smalltalk": ["thank", "goodbye", "ask_identity"], "button_reading": SAYABLE,
    "feeling": [*Feeling, "other"], "tone": MET, "aspect": list(Aspect),
    "error_identity": ["wrong_length", "wrong_check_digit", "impossible_birth_date", "not_an_id", "wrong_phone",
                       "wrong_company"],
    "provider_told": [*ServiceStatus, "accepted_hospital", "done_hospital", "late"],
    "provider_status": [*ServiceStatus],
    "provider_decline": list(DeclineReason), "provider_reason": list(Why), "provider_service": list(Service),
    "providers_found": list(ProviderKind), "provider_nobody": list(ProviderKind), "provider_day": list(range(7)),
    "provider_standing": [f"{level}_{owner}" for level in HospitalLevel for owner in ("public", "private")],
    "provider_asked": [f"{level}_{owner}" for level in HospitalLevel for owner in ("public", "any")],
    "choice_provider_stars": list(STARS), "choice_provider_kind": list(ProviderKind),
    "error": ["length", "start_window", "unknown_field", "roster_count", "roster_line"],
}  # fmt: skip
MEMBERS = [(family, str(member)) for family, members in FAMILIES.items() for member in members]


@pytest.mark.parametrize(("family", "member"), MEMBERS)
def test_that_a_family_of_keys_is_complete(family: str, member: str):
    assert texts(f"{family}_{member}")


@pytest.mark.parametrize("key", sorted(set(_KEYS.values())))
def test_that_every_error_has_words_that_need_nothing_but_a_detail(key: str):
    assert all(names_in(text) <= {"detail"} for text in texts(key))


@pytest.mark.parametrize("kind", get_args(e.Event))
def test_that_every_event_has_a_speaker(kind: type):
    assert speak.dispatch(kind) is not speak.dispatch(object)


# --- facts read back

FACTS = Needs(
    line=Line.TRAVEL, segment="asia", budget=Budget(Money.of(500)), concerns=tuple(Concern),
    destinations=tuple(Destination), places=("日本",), activities=tuple(Activity), trip_start=date(2026, 7, 1),
    trip_days=7, sum_insured=Money.of(1), term_years=20, to_age=60, pay_years=10, social_insurance=True,
    vehicle=Vehicle(5, Money.of(1), 2, 1, "private", "京A12345"), home=Home(Money.of(1), "brick", Money.of(1).amount),
    insured=(InsuredPerson(Relation.CHILD, Sex.MALE, Age(0, 8), date(2025, 10, 1), "office", 1, False,
                           (KnownCondition("diabetes", "糖尿病", "2"),), True, 8),),
)  # fmt: skip
CHANGES = changes_between(Needs(), FACTS)


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.field)
@pytest.mark.parametrize("voice", VOICES, ids=list(Language))
def test_that_every_fact_is_read_back_in_plain_words(voice: Voice, change: Change):
    from actions.speaking.events import QUIET
    from actions.speaking.quotes import label

    said = voice.value(change.field, change.after)
    assert "(" not in said.replace("(s)", "") or change.field in ("conditions", "concerns"), said
    if change.field not in QUIET:
        assert label(voice, change.field)
        assert f"utter_label_{change.field}" in RESPONSES
        codes = {one.value for family in (Concern, Destination, Activity, Line) for one in family if "_" in one}
        assert not [code for code in codes if code in said]


def test_that_every_field_of_the_needs_can_be_changed():
    told = {change.field for change in CHANGES}
    quiet = {"headcount", "adults", "children", "budget_open"}
    assert {one.name for one in fields(Needs)} - {"insured", "vehicle", "home"} - quiet <= told


def test_that_a_worry_is_never_read_back_as_a_line_of_business():
    for voice in VOICES:
        assert voice.value("concerns", (Concern.CANCER,)) == voice.say("concern_cancer")


def test_that_every_condition_has_a_name_in_both_languages():
    for voice in VOICES:
        assert all(voice.condition(code) != code for code in health_conditions())


def test_that_every_disclosure_question_is_bilingual():
    for product in catalogue().all():
        for question in product.disclosure:
            assert question.question.zh
            assert question.explain.en


def test_that_every_action_of_the_domain_is_served():
    from actions.__main__ import ALL

    assert sorted(action.action for action in ALL) == sorted(DOMAIN["actions"])


def test_that_every_rule_names_an_action_that_exists():
    named: set[str] = set()
    for path in Path(ROOT / "nlu_data").rglob("*.yml"):
        named |= set(re.findall(r"action: (action_\w+)", path.read_text("utf-8")))
    assert {one for one in named if not one.startswith(("action_listen", "action_default"))} <= set(DOMAIN["actions"])
