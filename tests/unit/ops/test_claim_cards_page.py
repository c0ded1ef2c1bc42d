"""The cards of a claim are told to channels key by key: a claim is walked through, and what it sends is compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from actions.speaking import claim_speech  # noqa: F401 - teaches how claims are told
from actions.speaking.events import progress_messages
from actions.speaking.voice import Voice
from insurance import events as e
from insurance.claim_papers import Flaw
from insurance.lines import Language
from insurance.services.claims import papers, reporting, standing, submitting
from insurance.services.claims.paying import PayingClaims
from insurance.services.parts import Parts
from language import merge_loss
from ops.places import ROOT
from tests.fakes import CUSTOMER, fake_parts
from tests.unit.claims.claiming import claim_of, fall, insured, send, usual

ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
Keys = frozenset[str]


def told() -> list[tuple[str, Keys]]:
    """The documented cards in the order of the page: the type and its keys."""
    page = (ROOT / "docs" / "fields.md").read_text("utf-8")
    chapter = page.split("## Cards of a claim")[1].split("\n## ")[0]
    return [(kind, frozenset(re.findall(r"`(\w+)(?:\[\])?`", keys))) for kind, _, keys in ROW.findall(chapter)]


def keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from keys_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from keys_in(inner)


def cards(parts: Parts, *progresses: e.Progress) -> list[tuple[str, Keys]]:
    """What was said in these turns, questions left out."""
    voice = Voice(parts.wording, Language.ZH)
    said = [message for progress in progresses for message in progress_messages(parts, voice, progress)]
    return [card(one.custom) for one in said if one.custom and one.custom["type"] != "question"]


def card(custom: Mapping[str, Any]) -> tuple[str, Keys]:
    return custom["type"], frozenset(keys_in(custom)) - {"type"}


async def being_read(parts: Parts) -> Keys:
    """The checklist's keys while a document of a known kind waits for the reader."""
    sha256 = await parts.files.put(b"waiting", "image/jpeg")
    parts.reader.known[b"waiting"] = usual(parts)["record"]  # type: ignore[attr-defined]
    await papers.take_papers(parts, CUSTOMER, [papers.Upload(sha256, "image/jpeg", 7)])
    await papers.say_kind(parts, CUSTOMER, (await claim_of(parts)).papers[-1].id, "outpatient_record")
    return next(keys for kind, keys in cards(parts, await standing.take_up(parts, CUSTOMER)) if kind == "checklist")


@pytest.fixture
async def sent() -> list[tuple[str, Keys]]:
    """Every kind of card a paid claim sends, in the order of the page."""
    parts = fake_parts()
    await insured(parts)
    number = cards(parts, await reporting.report(parts, CUSTOMER, fall(parts), merge_loss))[0]
    documents = usual(parts)
    waiting = await being_read(parts)
    await send(parts, ("blurred", replace(documents["invoice"], flaws=(Flaw.BLURRED,))))
    pushed = [card(one.custom) for key, one in parts.notifier.told.items() if key.startswith("paper-")]
    await send(parts, *documents.items())
    summary = cards(parts, await submitting.show_summary(parts, CUSTOMER))
    submitted = cards(parts, await submitting.submit(parts, CUSTOMER))
    claim = await claim_of(parts)
    steps = PayingClaims(parts)
    for key in await steps.begin(claim.number, 1):
        await steps.record_settled(claim.number, key)
    await steps.finish(claim.number, 1)
    paid = next(message.custom for key, message in parts.notifier.told.items() if key.startswith("settled-"))
    stands = cards(parts, await standing.claim_stands(parts, CUSTOMER))
    list_keys = frozenset(waiting.union(*(keys for kind, keys in pushed if kind == "checklist")))
    return [number, ("checklist", list_keys), *summary, *submitted, card(paid), *stands]


async def test_that_the_cards_of_a_claim_have_the_keys_that_are_told(sent: list[tuple[str, Keys]]) -> None:
    assert sent == told()
