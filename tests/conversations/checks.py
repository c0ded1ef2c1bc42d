"""What must hold of every purchase, read from the records, the provider's books and the policy itself."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pypdfium2
import yaml

from ops.places import ROOT
from tests.conversations.customer import Customer


def bought_once(customer: Customer) -> Mapping[str, Any]:
    """One policy, one order, one charge, all of the same premium; the policy."""
    record, books = customer.record(), customer.ledger()
    assert len(record["policies"]) == 1, record["policies"]
    policy = record["policies"][0]
    paid = [order for order in record["orders"] if order["status"] == "issued"]
    assert len(paid) == 1, record["orders"]
    quote = next(quote for quote in record["quotes"] if quote["id"] == paid[0]["quote_id"])
    assert Decimal(policy["premium"]) == Decimal(quote["premium"]) == Decimal(paid[0]["amount"])
    assert [Decimal(charge["amount"]) for charge in books["charges"]] == [Decimal(paid[0]["amount"])]
    assert not books["refunds"]
    return policy


def policy_text(customer: Customer, path: str) -> str:
    """Download the e-policy and read it."""
    answer = httpx.get(customer.system.url + path, trust_env=False, timeout=30)
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    pages = pypdfium2.PdfDocument(answer.content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def receipts(customer: Customer) -> list[Mapping[str, Any]]:
    """Every receipt of a policy that was delivered."""
    lines = customer.conversation()["transcript"]
    found = [line.get("custom") or {} for line in lines]
    return [card for card in found if card.get("type") == "receipt" and card.get("policy_number")]


def plain_numbers_in(folder: Path, *numbers: str) -> list[str]:
    """Files below a folder that hold one of these numbers in plain text."""
    wanted = [number.encode() for number in numbers]
    files = [path for path in folder.rglob("*") if path.is_file() and "sandbox" not in path.parts]
    return [str(path) for path in files if any(number in path.read_bytes() for number in wanted)]


def rate_cell(product: str, **keys: object) -> Decimal:
    """The figure in a product file's rate table for these keys, read without any of the product's own code."""
    rating = yaml.safe_load((ROOT / "product_index" / "catalogue" / f"{product}.yaml").read_text("utf-8"))["rating"]
    *names, _ = rating["columns"]
    found = [row[-1] for row in rating["rows"] if all(_fits(row[names.index(n)], keys.get(n)) for n in names)]
    assert len(found) == 1, (product, keys, found)
    return Decimal(str(found[0]))


def _fits(cell: object, value: object) -> bool:
    low, dash, high = str(cell).partition("-")
    if dash and low.isdigit() and high.isdigit():
        return int(low) <= int(str(value)) <= int(high)
    return str(cell) in ("*", str(value))
