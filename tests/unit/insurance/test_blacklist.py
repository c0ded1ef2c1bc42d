"""Which step follows which, and when an entry is served."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.blacklist import (
    ENDED,
    Entry,
    Evidence,
    NothingNew,
    NotTheSubmitter,
    ReasonClass,
    SameOfficer,
    Status,
    WrongStep,
    appeal,
    decide,
    expire,
    is_served,
    look,
    reject,
    submitted,
    withdraw,
)

NOW = datetime(2026, 6, 10, 4, tzinfo=UTC)
TERMS = {reason: timedelta(days=100) for reason in ReasonClass}
PAPER, OTHER = Evidence("letter", "a" * 64), Evidence("receipt", "b" * 64)


def entry(submitter: str = "partner:p1") -> Entry:
    return submitted(Entry("BL1", submitter, "case-1", ReasonClass.FORGED_DOCUMENTS, (PAPER,), NOW))


def verified() -> Entry:
    return look(look(entry(), "wei", NOW, TERMS), "lan", NOW, TERMS)


def appealed() -> Entry:
    return appeal(verified(), "officer:wei", "it wasn't me", (PAPER,), NOW)


def test_that_a_partners_entry_is_served_after_two_officers():
    once = look(entry(), "wei", NOW, TERMS)
    assert (once.status, is_served(once, NOW)) == (Status.CHECKED, False)
    twice = look(once, "lan", NOW, TERMS)
    assert (twice.status, is_served(twice, NOW)) == (Status.VERIFIED, True)


def test_that_the_same_officer_is_no_second_pair_of_eyes():
    with pytest.raises(SameOfficer):
        look(look(entry(), "wei", NOW, TERMS), "wei", NOW, TERMS)


def test_that_an_officers_own_entry_needs_another_officer():
    ours = entry("officer:wei")
    with pytest.raises(SameOfficer):
        look(ours, "wei", NOW, TERMS)
    assert is_served(look(ours, "lan", NOW, TERMS), NOW)


def test_that_an_entry_is_served_until_its_time_is_over():
    last = NOW + timedelta(days=100)
    assert is_served(verified(), last - timedelta(seconds=1))
    assert not is_served(verified(), last)
    with pytest.raises(WrongStep):
        expire(verified(), last - timedelta(seconds=1))
    assert expire(verified(), last).status is Status.EXPIRED


def test_that_nothing_is_served_while_an_appeal_is_open():
    assert not is_served(appealed(), NOW)
    assert is_served(decide(appealed(), "mei", True, "the letter is forged", NOW), NOW)
    gone = decide(appealed(), "mei", False, "mistaken identity", NOW)
    assert (gone.status, is_served(gone, NOW)) == (Status.REMOVED, False)


def test_that_who_verified_doesnt_judge_the_appeal():
    with pytest.raises(SameOfficer):
        decide(appealed(), "lan", True, "", NOW)


def test_that_a_second_appeal_needs_something_new():
    upheld = decide(appealed(), "mei", True, "", NOW)
    for evidence in ((), (PAPER,)):
        with pytest.raises(NothingNew):
            appeal(upheld, "officer:wei", "again", evidence, NOW)
    assert appeal(upheld, "officer:wei", "again", (PAPER, OTHER), NOW).status is Status.APPEALED


def test_that_only_the_submitter_withdraws():
    for by in ("partner:p2", "officer:wei"):
        with pytest.raises(NotTheSubmitter):
            withdraw(verified(), by, "", NOW)
    assert withdraw(verified(), "partner:p1", "settled", NOW).status is Status.WITHDRAWN
    assert withdraw(entry("officer:wei"), "officer:lan", "settled", NOW).status is Status.WITHDRAWN


STEPS = st.sampled_from(["look", "reject", "appeal", "uphold", "remove", "withdraw", "expire"])


def step(now_: Entry, name: str, officer: str, paper: str, at: datetime) -> Entry:
    match name:
        case "look":
            return look(now_, officer, at, TERMS)
        case "reject":
            return reject(now_, "unfounded", at)
        case "appeal":
            return appeal(now_, f"officer:{officer}", "no", (Evidence("x", paper * 64),), at)
        case "uphold" | "remove":
            return decide(now_, officer, name == "uphold", "because", at)
        case "withdraw":
            return withdraw(now_, now_.submitter, "settled", at)
        case _:
            return expire(now_, at)


@given(
    st.sampled_from(["partner:p1", "officer:wei"]),
    st.lists(st.tuples(STEPS, st.sampled_from(["wei", "lan", "mei"]), st.sampled_from("abcd"), st.integers(0, 40))),
)
def test_that_whatever_is_tried_in_whatever_order_the_promises_hold(submitter, tried):
    it, at = entry(submitter), NOW
    for name, officer, paper, days in tried:
        before, at = it, at + timedelta(days=days)
        try:
            it = step(before, name, officer, paper, at)
        except (WrongStep, SameOfficer, NothingNew):
            it = before
        assert before.status not in ENDED or it == before  # what has ended stays as it is
        assert (it.status in ENDED) == (it.ended is not None)
        assert replace(it, status=before.status) != before or it == before  # no silent step
        if is_served(it, at):
            assert len({each.officer for each in it.looks}) == 2
            assert all(each.decided and each.upheld for each in it.appeals)
            assert at < it.looks[-1].at + TERMS[it.reason]
        judged = {each.decided_by for each in it.appeals if each.decided_by}
        assert not judged & {each.officer for each in it.looks}
