"""A customer who claims: a policy that has been in force for a while, files sent, what was pushed, what was paid."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import httpx

from tests.conversations import papers
from tests.conversations.buying import buy
from tests.conversations.claim_documents import File, somebody
from tests.conversations.customer import SOON, Customer
from tests.conversations.papers import SHANGHAI
from tests.documents.people import Person

FELL = (
    "昨天下楼梯把脚崴了，去医院看门诊花了1860",
    "I sprained my ankle on the stairs yesterday, the outpatient clinic cost 1860",
)
NAME = "王建国"  # whoever types English here has Chinese papers all the same
CHINESE = re.compile(r"[\u4e00-\u9fff]")
READ = 240.0  # seconds a handful of pages may take to be read on two busy cores


@dataclass(frozen=True)
class Holder:
    """Who is insured, under which policy."""

    policy: str
    who: Person
    phone: str = ""

    @property
    def identity(self) -> str:
        return self.who.id_number


def today() -> date:
    return datetime.now(SHANGHAI).date()


def days_ago(days: int) -> date:
    return today() - timedelta(days=days)


def tongue(customer: Customer, zh: str, en: str) -> str:
    """The words of the customer's language."""
    return en if customer.language == "en" else zh


def with_accident_cover(customer: Customer, days: int = 40) -> Holder:
    """Qinghe Daily Accident, Lite: accident medical up to 10,000, less 100 an accident, 80 % of the rest."""
    identity, phone = papers.id_number(40), papers.phone()
    customer.say(
        tongue(customer, "给我自己买意外险，40岁，坐办公室的", "accident insurance for me, I'm 40 with an office job")
    )
    number = buy(customer, {"applicant_id": identity, "applicant_name": NAME, "applicant_phone": phone})
    in_force_for(customer, number, days)
    return Holder(number, somebody(NAME, identity), phone)


def in_force_for(customer: Customer, number: str, days: int = 40) -> None:
    """Move a policy's period back: no test can wait for its first day."""
    database = sqlite3.connect(customer.system.var / "lingbao.db", timeout=30)
    with database:
        (doc,) = database.execute("SELECT doc FROM policies WHERE number = ?", (number,)).fetchone()
        policy = json.loads(doc)
        for name in ("effective", "expiry"):
            if policy.get(name):
                policy[name] = (date.fromisoformat(policy[name]) - timedelta(days=days)).isoformat()
        database.execute("UPDATE policies SET doc = ? WHERE number = ?", (json.dumps(policy), number))
    database.close()


def send(customer: Customer, *files: File) -> str:
    """Upload files in one go, as an integrator's channel does; the bot's answer."""
    parts = [("file", (name, content, kind)) for name, content, kind in files]
    address = f"{customer.system.url}/webhooks/rest/upload"
    answer = httpx.post(
        address, headers=customer.system.rest_headers, data={"sender": customer.sender}, files=parts, timeout=60,
        trust_env=False,
    )  # fmt: skip
    answer.raise_for_status()
    customer.last = answer.json()
    customer.log += [f"> {len(files)} files", *(f"  {m.get('text', '')}" for m in customer.last)]
    buttons = [(b["title"], b["payload"]) for m in customer.last for b in m.get("buttons") or ()]
    customer.offered = buttons or customer.offered
    return customer.text


def actions(customer: Customer) -> int:
    """How often the customer said, tapped or sent something so far."""
    return sum(line.startswith("> ") for line in customer.log)


def claims(customer: Customer) -> Sequence[Mapping[str, Any]]:
    """The newest one first."""
    return list(customer.record()["claims"])


def claim(customer: Customer, number: str = "") -> Mapping[str, Any]:
    """One claim, or the newest."""
    return next(one for one in claims(customer) if number in ("", one["number"]))


def kinds(of: Mapping[str, Any], state: str = "read") -> list[str]:
    return [one["kind"] for one in of["papers"] if one["state"] == state]


def wrong(of: Mapping[str, Any]) -> list[str]:
    """The contradictions found on its documents."""
    return [mismatch for one in of["papers"] for mismatch in one["mismatches"]]


def wait_for_claim(customer: Customer, status: str, seconds: float = 120.0, number: str = "") -> Mapping[str, Any]:
    """Until a claim, or the newest one, stands so."""

    def stands(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        found = [one for one in record["claims"] if number in ("", one["number"])][:1]
        return [one for one in found if one["status"] == status]

    return dict(customer.wait(stands, seconds)[0])


def wait_until_read(customer: Customer, count: int = 1, seconds: float = READ) -> Mapping[str, Any]:
    """Until the newest claim has so many documents, and none of them waits to be read."""

    def read(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        found = [one for one in record["claims"][:1] if len(one["papers"]) >= count]
        return [one for one in found if all(paper["state"] != "waiting" for paper in one["papers"])]

    return dict(customer.wait(read, seconds)[0])


def told(customer: Customer, words: str, seconds: float = SOON) -> str:
    """Until something with these words was pushed or said."""
    deadline = time.monotonic() + seconds
    while True:
        found = [line for line in texts(customer) if words in line]
        if found:
            return found[-1]
        assert time.monotonic() < deadline, f"{words!r} never came\n{customer.story}"
        customer.say(tongue(customer, "理赔到哪了", "how far is my claim"))
        time.sleep(0.5)


def texts(customer: Customer) -> list[str]:
    """Everything the bot told so far."""
    lines = customer.conversation()["transcript"]
    return [line.get("text") or "" for line in lines if line["author"] != "customer"]


def submit(customer: Customer) -> None:
    """From wherever the documents stand to a submitted claim."""
    customer.say(tongue(customer, "都传完了", "that's all of them"))
    assert customer.field == "claim_submit", customer.story
    customer.say(tongue(customer, "对，提交", "yes, submit it"))


def payouts(customer: Customer, number: str) -> list[Mapping[str, Any]]:
    """What the bank did for a claim."""
    answer = httpx.get(f"{customer.provider('payments')}/_sandbox/ledger", trust_env=False, timeout=30)
    return [row for row in answer.json()["payouts"] if row["claim_number"] == number]


def paid_once(customer: Customer, of: Mapping[str, Any], amount: str) -> None:
    """The record and the bank agree: this sum, one time."""
    assert [(one["status"], one["amount"]) for one in of["payouts"]] == [("settled", amount)]
    assert [(one["state"], one["amount"]) for one in payouts(customer, of["number"])] == [("settled", amount)]


def not_paid(customer: Customer, of: Mapping[str, Any]) -> None:
    assert list(of["payouts"]) == []
    assert payouts(customer, of["number"]) == []


def in_one_language(customer: Customer, *read: str, since: int = 0) -> None:
    """Whoever types English reads English; `read` are words that stand on documents and in the policy as they are."""
    if customer.language != "en":
        return
    for line in texts(customer)[since:]:
        line = re.sub(r"\b(?:Name|Hospital|Diagnosis|Bank|Cause): [^,\n]*", "", line)  # as it stands on a document
        for word in sorted(read, key=len, reverse=True):
            line = line.replace(word, "")
        assert not CHINESE.search(line), line


def nothing_of_it_logged(customer: Customer, *words: str) -> None:
    """No name, number or diagnosis stands in what the processes wrote down."""
    for path in customer.system.logs.glob("*.log"):
        text = path.read_text(errors="replace")
        assert not [word for word in words if word in text], path


def prove(customer: Customer, holder: Holder) -> None:
    """A policy bought in another conversation is opened by the identity number and the phone it was bought with."""
    assert customer.field == "claim_identity", customer.story
    customer.say(holder.identity)
    assert customer.field == "claim_phone", customer.story
    customer.say(holder.phone)


def report(customer: Customer, holder: Holder) -> str:
    """A claim under a policy bought in another conversation; its number."""
    customer.say(tongue(customer, *FELL))
    prove(customer, holder)
    assert customer.field == "claim_papers", customer.story
    return str(claim(customer)["number"])
