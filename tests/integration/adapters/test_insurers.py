"""HttpInsurer against the real insurers' stand-in and its failure switches."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from adapters.insurers import HttpInsurer
from insurance.money import Money
from insurance.ports import InsurerRefused, InsurerUnavailable
from insurance.refs import OrderId, PolicyNumber
from tests.integration.issue_requests import FATHER, SON, issue_request
from tests.integration.providers import INSURERS_SECRET, Provider

pytestmark = pytest.mark.server


@pytest.fixture
def order() -> str:
    return f"o-{uuid.uuid4().hex}"


def policies(insurers: Provider, order: str) -> list[dict[str, object]]:
    return [policy for policy in insurers.ledger()["policies"] if policy["key"] == order]


async def test_that_asking_twice_gives_one_policy(insurer: HttpInsurer, insurers: Provider, order: str) -> None:
    first, second = await insurer.issue(issue_request(order)), await insurer.issue(issue_request(order))
    assert first == second
    assert first.policy_number.startswith("HT")
    assert [p["policy_number"] for p in policies(insurers, order)] == [first.policy_number]


async def test_that_a_slow_insurer_is_unavailable(insurer: HttpInsurer, insurers: Provider, order: str) -> None:
    insurers.switch(slow={"seconds": 1.5, "times": 1})
    with pytest.raises(InsurerUnavailable):
        await insurer.issue(issue_request(order))
    assert await insurer.issue(issue_request(order))
    assert len(policies(insurers, order)) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 429])
async def test_that_a_failing_insurer_is_unavailable(
    insurer: HttpInsurer, insurers: Provider, order: str, status: int
) -> None:
    insurers.switch(fail={"status": status, "times": 1})
    with pytest.raises(InsurerUnavailable):
        await insurer.issue(issue_request(order))
    assert policies(insurers, order) == []


async def test_that_a_time_out_after_the_work_leads_to_the_same_policy(
    insurer: HttpInsurer, insurers: Provider, order: str
) -> None:
    insurers.switch(hang_after_work={"seconds": 2, "times": 1})
    with pytest.raises(InsurerUnavailable):
        await insurer.issue(issue_request(order))
    issued = await insurer.issue(issue_request(order))
    assert [p["policy_number"] for p in policies(insurers, order)] == [issued.policy_number]


async def test_that_a_second_unasked_answer_is_not_taken_for_the_next_one(
    insurer: HttpInsurer, insurers: Provider, order: str
) -> None:
    insurers.switch(answer_twice={"times": 1})
    first, other = await insurer.issue(issue_request(order)), await insurer.issue(issue_request(f"{order}-b"))
    assert first.policy_number != other.policy_number
    assert len(policies(insurers, order)) == 1


async def test_that_a_refusal_gives_the_reason_code(insurer: HttpInsurer, insurers: Provider, order: str) -> None:
    insurers.switch(refuse={"reason": "RISK_DECLINED", "times": 1})
    with pytest.raises(InsurerRefused) as refused:
        await insurer.issue(issue_request(order))
    assert refused.value.reason == "RISK_DECLINED"


async def test_that_a_reason_that_could_hold_personal_data_is_not_passed_on(
    insurer: HttpInsurer, insurers: Provider, order: str
) -> None:
    insurers.switch(refuse={"reason": f"applicant {SON} is on a list", "times": 1})
    with pytest.raises(InsurerRefused) as refused:
        await insurer.issue(issue_request(order))
    assert refused.value.reason == "UNSPECIFIED"


async def test_that_a_changed_request_under_a_used_key_returns_the_policy_already_issued(
    insurer: HttpInsurer, insurers: Provider, order: str
) -> None:
    first = await insurer.issue(issue_request(order))
    assert await insurer.issue(replace(issue_request(order), premium=Money.of("200"))) == first
    assert len(policies(insurers, order)) == 1


WRONG_DIGIT = SON[:-1] + ("1" if SON[-1] != "1" else "2")
AGED = {"name": "某", "id_type": "passport", "id_number": "E1", "birth": "1800-01-01"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"premium": "0"}, "PREMIUM_NOT_POSITIVE"),
        ({"insured": ()}, "MISSING_FIELD"),
        ({"applicant": {"name": "李明", "id_number": SON}}, "MISSING_FIELD"),
        ({"applicant": {"name": "李明", "id_number": WRONG_DIGIT, "phone": "1"}}, "IDENTITY_CHECK_DIGIT"),
        ({"insured": ({"name": "某", "id_number": FATHER, "birth": "1962-01-01"},)}, "BIRTH_DATE_MISMATCH"),
        ({"insured": ({"name": "某", "id_number": FATHER, "sex": "female"},)}, "SEX_MISMATCH"),
        ({"insured": (AGED,)}, "AGE_IMPLAUSIBLE"),
        ({"insurer_id": "nobody"}, "UNKNOWN_INSURER"),
    ],
)
async def test_that_an_insurer_really_checks(
    insurer: HttpInsurer, insurers: Provider, order: str, changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(InsurerRefused) as refused:
        await insurer.issue(issue_request(order, **changes))
    assert refused.value.reason == reason
    assert policies(insurers, order) == []


async def test_that_an_unknown_line_is_refused(insurers: Provider, order: str) -> None:
    other = HttpInsurer(insurers.url, INSURERS_SECRET, lambda product_id: "pets")
    with pytest.raises(InsurerRefused, match="UNKNOWN_LINE"):
        await other.issue(issue_request(order))


async def test_that_a_wrong_secret_issues_nothing(insurers: Provider, order: str) -> None:
    other = HttpInsurer(insurers.url, "guessed", lambda product_id: "accident")
    with pytest.raises(InsurerUnavailable):
        await other.issue(issue_request(order))
    assert policies(insurers, order) == []


async def test_that_nobody_listening_is_unavailable(order: str) -> None:
    with pytest.raises(InsurerUnavailable):
        await HttpInsurer("http://127.0.0.1:9", "s", lambda product_id: "accident").issue(issue_request(order))


async def test_that_a_policy_is_cancelled_once_and_only_by_its_key(
    insurer: HttpInsurer, insurers: Provider, order: str
) -> None:
    issued = await insurer.issue(issue_request(order))
    await insurer.cancel("hengtai", issued.policy_number, f"c-{order}")
    await insurer.cancel("hengtai", issued.policy_number, f"c-{order}")
    assert policies(insurers, order)[0]["status"] == "cancelled"
    with pytest.raises(InsurerRefused, match="NOT_IN_FORCE"):
        await insurer.cancel("hengtai", issued.policy_number, "another")
    with pytest.raises(InsurerRefused, match="UNKNOWN_POLICY"):
        await insurer.cancel("hengtai", PolicyNumber("HT0"), "third")


async def test_that_a_voided_order_can_never_be_issued_afterwards(
    insurer: HttpInsurer, insurers: Provider, order: str
) -> None:
    assert await insurer.find("hengtai", OrderId(order)) is None
    await insurer.void("hengtai", OrderId(order))
    with pytest.raises(InsurerRefused, match="KEY_VOIDED"):
        await insurer.issue(issue_request(order))
    assert policies(insurers, order) == []


async def test_that_the_books_survive_a_restart(insurer: HttpInsurer, insurers: Provider, order: str) -> None:
    first = await insurer.issue(issue_request(order))
    insurers.stop()
    insurers.start()
    assert await insurer.find("hengtai", OrderId(order)) == first
