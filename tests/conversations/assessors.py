"""Assessors at their desk: what they do to a claim goes through the staff API, as the page does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from bot.staff_token import staff_token
from tests.conversations.customer import Customer


def claim_seen(customer: Customer, number: str, who: str = "wei") -> Mapping[str, Any]:
    """Everything of a claim, as an assessor sees it."""
    return dict(_call(customer, "GET", number, who))


def take_step(customer: Customer, number: str, step: str, who: str = "wei", **body: object) -> Mapping[str, Any]:
    """One step on the version that stands now."""
    version = claim_seen(customer, number, who)["version"]
    return dict(_call(customer, "POST", f"{number}/{step}", who, json={"version": version, **body}))


def _call(customer: Customer, method: str, path: str, who: str, **more: Any) -> Any:
    token = staff_token(customer.system.environment["LINGBAO_SECRET_KEY"], who, "assessor", 1)
    address = f"{customer.system.url}/api/v1/claims/{path}"
    headers = {"authorization": f"Bearer {token}"}
    answer = httpx.request(method, address, headers=headers, trust_env=False, timeout=30, **more)
    assert answer.is_success, answer.text
    return answer.json()
