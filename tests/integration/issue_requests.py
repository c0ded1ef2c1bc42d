"""Issue requests as a customer's confirmed application would give them; all persons are made up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from insurance.money import Money
from insurance.ports import IssueRequest
from insurance.refs import OrderId, PlanId, ProductId

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(birth: str, sequence: str) -> str:
    """A number with the right check digit; an odd sequence is male."""
    digits = f"110101{birth}{sequence}"
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11]


FATHER, SON = id_number("19610305", "003"), id_number("19900101", "011")


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
