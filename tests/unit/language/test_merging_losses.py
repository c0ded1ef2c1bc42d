"""A report told in several messages comes together; corrections count, and what they change is named."""

from __future__ import annotations

from datetime import date

import pytest
from tables import TODAY

from insurance.claims import ClaimType, Loss
from insurance.lines import Relation
from insurance.money import Money
from language import changed_fields, merge_loss, read_loss

FIRST = "我妈昨天在超市摔了一跤骨折了,住院花了八千六"


def told(*messages: str) -> tuple[Loss, tuple[str, ...]]:
    """The loss after all messages, and what the last of them changed."""
    loss, changed = Loss(), ()
    for message in messages:
        after = merge_loss(loss, read_loss(message, TODAY))
        loss, changed = after, changed_fields(loss, after)
    return loss, changed


def test_that_a_day_put_right_counts_and_is_named() -> None:
    loss, changed = told(FIRST, "不对,是前天")
    assert (loss.happened, changed) == (date(2026, 11, 16), ("happened",))


def test_that_another_person_counts_and_is_named() -> None:
    loss, changed = told(FIRST, "不是我妈是我岳母")
    assert (loss.relation, changed) == (Relation.PARENT_IN_LAW, ("relation",))


def test_that_another_amount_counts_and_is_named() -> None:
    loss, changed = told(FIRST, "其实花了9200")
    assert (loss.claimed, changed) == (Money.of(9200), ("claimed",))


def test_that_money_spent_since_is_added() -> None:
    assert told(FIRST, "后来又花了500")[0].claimed == Money.of(9100)


def test_that_what_is_new_is_no_change() -> None:
    loss, changed = told(FIRST, "医保报了三千")
    assert (loss.social_insurance, loss.claimed, changed) == (Money.of(3000), Money.of(8600), ())


def test_that_another_kind_of_claim_is_kept_beside_the_first() -> None:
    loss, _ = told("我撞了别人的车", "我腿骨折住院了")
    assert (loss.type, loss.also) == (ClaimType.HOSPITAL, (ClaimType.THIRD_PARTY, ClaimType.CAR_DAMAGE))


def test_that_a_kind_put_right_replaces_the_first() -> None:
    loss, changed = told(FIRST, "其实没住院,只看了门诊")
    assert (loss.type, loss.also, changed) == (ClaimType.OUTPATIENT, (), ("type",))


def test_that_an_empty_message_changes_nothing_but_the_words() -> None:
    loss, _ = told(FIRST)
    assert merge_loss(loss, Loss()) == loss


def test_that_all_words_and_flags_are_kept() -> None:
    loss, _ = told("喝了酒开车撞树上了", "我受伤了,有旧伤")
    assert loss.flags == ("drink_driving", "pre_existing")
    assert loss.words == ("喝了酒开车撞树上了", "我受伤了,有旧伤")


@pytest.mark.parametrize("number", ["110105194912310021", "13800138000", "6222021234567890128"])
def test_that_no_number_of_a_person_stands_in_the_words(number: str) -> None:
    assert number not in " ".join(read_loss(f"我昨天摔了,我的号码是{number}", TODAY).words)
