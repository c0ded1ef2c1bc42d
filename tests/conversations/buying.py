"""How a willing customer answers whatever is asked, so that a test says only what is special about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.conversations import papers
from tests.conversations.customer import Customer

Answers = Mapping[str, str]  # by field, with the person's number where there is one: `insured_name.1`
MOST_STEPS = 60
AGREED = {
    "zh": {"disclosure": "没有", "quote_accept": "投保", "summary": "确认无误", "notice": "同意",
           "effective_date": "明天"},
    "en": {"disclosure": "no", "quote_accept": "yes", "summary": "all correct", "notice": "I agree",
           "effective_date": "tomorrow"},
}  # fmt: skip
NAMES = {"zh": ("王建国", "李秀英", "王小明", "赵丽"), "en": ("John Smith", "Mary Smith", "Tom Smith", "Ann Smith")}
HEIRS = {"zh": "法定受益人", "en": "legal heirs"}


def go_on(customer: Customer, answers: Answers | None = None, until: str = "payment") -> None:
    """Answer question after question until that field is asked; the first plan is taken unless `answers` says else."""
    given = {**usual(customer), **(answers or {})}
    for _ in range(MOST_STEPS):
        field = open_field(customer)
        if field.split(".")[0] == until:
            return
        answer = given.get(field) or given.get(field.split(".")[0])
        assert answer, f"{field!r} is asked, which the customer doesn't know\n{customer.story}"
        customer.say(answer)
    raise AssertionError(f"{until} never came\n{customer.story}")


def usual(customer: Customer) -> dict[str, str]:
    """The answers most tests don't care about."""
    tongue = "en" if customer.language == "en" else "zh"
    agreed = AGREED[tongue]
    return {
        **agreed,
        **dict.fromkeys(("notice_terms", "notice_exclusions", "notice_cooling_off", "notice_senior"), agreed["notice"]),
        "plan": "1",
        "budget": "no limit" if tongue == "en" else "不限",
        "applicant_name": NAMES[tongue][0],
        "applicant_id": papers.id_number(40),
        "applicant_phone": papers.phone(),
        "insured_name": NAMES[tongue][2],
        "beneficiary": HEIRS[tongue],
    }


def open_field(customer: Customer) -> str:
    """The field of the one open question, with the person's number: `insured_name.1`."""
    question = customer.has("question")
    person = question.get("person")
    return question["field"] if person is None else f"{question['field']}.{person}"


def buy(customer: Customer, answers: Answers | None = None, before_paying: Callable[[], object] | None = None) -> str:
    """From wherever it stands to the policy's number."""
    go_on(customer, answers)
    if before_paying:
        before_paying()
    assert customer.pay().status_code == 200
    return str(customer.wait_for_policy()["number"])
