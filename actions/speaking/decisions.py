"""An underwriting decision in plain words: the outcome, why, what it costs or leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from actions.speaking.voice import Message, Voice
from insurance.money import Money
from insurance.rate_table import PremiumPeriod
from insurance.underwriting import Decision, Finding, Outcome


def exclusion_name(voice: Voice, code: str) -> str:
    return voice.try_say(f"exclusion_{code}") or voice.condition(code)


def exclusion_names(voice: Voice, codes: Iterable[str]) -> list[str]:
    """What a decision or a quote leaves out."""
    return [exclusion_name(voice, code) for code in codes]


def reasons_of(voice: Voice, decision: Decision) -> list[str]:
    """Why, each with the condition it is about; the worst first, nothing that doesn't bear on the outcome."""
    telling = [one for one in decision.findings if one.outcome is not Outcome.STANDARD] or decision.findings[-1:]
    telling = sorted(telling, key=lambda one: -one.outcome.severity)
    found = [text for text in (_reason(voice, one) for one in telling) if text]
    return list(dict.fromkeys(found))


def _reason(voice: Voice, finding: Finding) -> str:
    rule = voice.try_say(f"rule_{finding.reason}")
    about = voice.condition(finding.subject) if finding.subject in voice.conditions else ""
    if not about or not rule:
        return rule
    return voice.say("reason_about", condition=about, reason=voice.try_say(f"short_{finding.reason}") or rule)


def in_short(voice: Voice, decision: Decision, dearer: str = "") -> str:
    """One line for a plan among others: the outcome with what it costs or leaves out, and why."""
    return voice.say(
        f"outcome_{decision.outcome.value}",
        percent=decision.loading_percent,
        exclusions=voice.join(exclusion_names(voice, decision.exclusions)),
        reasons=voice.join_sentences(reasons_of(voice, decision)),
        dearer=dearer,
    )


def bears_on_health(voice: Voice, decision: Decision) -> bool:
    """Whether there is something to tell: a condition that was named, or an outcome other than standard."""
    named = any(one.subject in voice.conditions for one in decision.findings)
    return named or decision.outcome is not Outcome.STANDARD


def with_and_without(voice: Voice, premium: Money, standard: Money, period: PremiumPeriod) -> str:
    """What a loading makes of the premium: 每年500元 → 每年625元."""
    before, after = voice.per_period(standard, period), voice.per_period(premium, period)
    return voice.say("premium_loaded", before=before, after=after)


def decision_message(voice: Voice, decision: Decision, dearer: str = "") -> Message:
    text = voice.say(
        f"decision_{decision.outcome.value}",
        reasons=voice.join_sentences(reasons_of(voice, decision)),
        percent=decision.loading_percent,
        exclusions=voice.join(exclusion_names(voice, decision.exclusions)),
    )
    return Message(text + dearer, custom=decision_custom(voice, decision))


def decision_custom(voice: Voice, decision: Decision) -> dict[str, Any]:
    """Contract section 4; `rule_ids` are for staff and only in the stored record."""
    return {
        "type": "underwriting",
        "decision": decision.outcome.value,
        "reasons": reasons_of(voice, decision),
        "loading_percent": decision.loading_percent,
        "exclusions": exclusion_names(voice, decision.exclusions),
    }
