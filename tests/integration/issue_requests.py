"""Issue requests as a customer's confirmed application would give them; all persons are made up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from insurance.money import Money
from insurance.ports import IssueRequest
from insurance.refs import OrderId, PlanId, ProductId
from tests.conversations.papers import with_check_digit

FATHER, SON = with_check_digit("11010119610305003"), with_check_digit("11010119900101011")


def issue_request(
    order_id: str, premium: str = "168.00", insurer_id: str = "hengtai", **changes: object
) -> IssueRequest:
    effective = datetime.now(UTC).replace(hour=16, minute=0, second=0, microsecond=0) + timedelta(days=1)
    values: dict[str, object] = {
        "order_id": OrderId(order_id),
        "insurer_id": insurer_id,
        "product_id": ProductId("hengtai-senior-guard"),
        "product_version": "2026.1",
        "plan_id": PlanId("basic"),
        "premium": Money.of(premium),
        "sum_insured": Money.of("100000"),
        "effective": effective,
        "expiry": effective + timedelta(days=365),
        "applicant": {"name": "李明", "id_number": SON, "phone": "13800138000"},
        "insured": (
            {"name": "李建国", "id_number": FATHER, "relation": "parent", "birth": "1961-03-05", "sex": "male"},
        ),
        "beneficiary": "statutory",
    }
    return IssueRequest(**(values | changes))  # type: ignore[arg-type]
