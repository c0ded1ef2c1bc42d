"""What the bank knows about accounts. Every refusal is a reason code without personal data."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS account (
  number TEXT PRIMARY KEY, holder TEXT NOT NULL, status TEXT NOT NULL, returns TEXT NOT NULL);
"""
STATUSES = {"open": "", "closed": "ACCOUNT_CLOSED", "frozen": "ACCOUNT_FROZEN"}


@dataclass(frozen=True)
class Bank:
    """Attributes: names: what its name may contain, in capitals; prefixes: of its cards' numbers; lengths: of those."""

    names: tuple[str, ...]
    prefixes: tuple[str, ...]
    lengths: tuple[int, ...] = (19,)


BANKS = (
    Bank(("工商银行", "工行", "ICBC"), ("620200", "620302", "621226", "622200", "622202", "622203", "622208")),
    Bank(("农业银行", "农行", "ABC"), ("620059", "621336", "622821", "622822", "622845", "622848")),
    Bank(("中国银行", "中行", "BOC", "BANK OF CHINA"), ("620061", "621660", "621661", "621785", "621790")),
    Bank(("建设银行", "建行", "CCB"), ("621081", "621284", "621700", "622280", "622700"), (16, 19)),
    Bank(("交通银行", "交行", "BOCOM"), ("622258", "622260", "622261", "622262"), (17, 19)),
    Bank(("招商银行", "招行", "CMB"), ("621286", "621483", "622580", "622588", "622609"), (16,)),
    Bank(("邮政储蓄", "邮储", "PSBC"), ("621095", "621096", "622150", "622151", "622188")),
    Bank(("中信银行", "中信", "CITIC"), ("621771", "622690", "622691", "622696"), (16,)),
    Bank(("浦发", "浦东发展", "SPDB"), ("621791", "622516", "622518", "622521"), (16,)),
    Bank(("民生银行", "民生", "CMBC"), ("621691", "622615", "622617", "622622"), (16,)),
)


def luhn_holds(number: str) -> bool:
    """ISO/IEC 7812: the last digit checks the others."""
    digits = [int(digit) for digit in reversed(number)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0


def why_not(store: Store, number: str, holder: str, bank: str) -> str:
    """The code of what is wrong with an account as it was named; empty: money can be sent there."""
    if not re.fullmatch(r"\d{12,19}", number, re.ASCII) or not luhn_holds(number):
        return "ACCOUNT_INVALID"
    owner = next((each for each in BANKS if number.startswith(each.prefixes)), None)
    if owner is None:
        return "BANK_UNKNOWN"
    if len(number) not in owner.lengths:
        return "ACCOUNT_INVALID"
    if bank.strip() and not any(name in bank.upper() for name in owner.names):
        return "BANK_MISMATCH"
    known = store.row("SELECT * FROM account WHERE number = ?", number)
    if known is None:
        return ""
    if known["holder"] and _plain(known["holder"]) != _plain(holder):
        return "NAME_MISMATCH"
    return STATUSES[known["status"]]


def returns(store: Store, number: str) -> str:
    """Why a transfer to this account comes back after it was accepted; empty: it arrives."""
    known = store.row("SELECT returns FROM account WHERE number = ?", number)
    return known["returns"] if known else ""


def configure(store: Store, account: dict[str, str]) -> None:
    """Say who holds an account (empty: whoever is named), its status and why transfers to it come back.

    Raises:
        ValueError: a status that there isn't.
    """
    status = account.get("status", "open")
    if status not in STATUSES:
        raise ValueError(status)
    store.write(
        "INSERT OR REPLACE INTO account VALUES (?, ?, ?, ?)",
        str(account["number"]), account.get("holder", ""), status, account.get("returns", ""),
    )  # fmt: skip


def _plain(name: str) -> str:
    return re.sub(r"[\s·•・.]", "", name).upper()
