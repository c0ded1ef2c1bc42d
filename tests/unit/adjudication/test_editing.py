"""Lines changed by an assessor: still explained to the cent, never without a name and a reason."""

from dataclasses import replace

import pytest

from insurance.adjudication.editing import NotAllowed, exclude, set_payable, with_line
from insurance.catalogue import UnknownArticle
from insurance.money import ZERO
from tests.unit.adjudication.worked import assess, bill, catalogue, loss, only, steps, yuan

PRODUCT = catalogue().product("qinghe-daily-accident")
WORKED = assess("qinghe-daily-accident", "standard", loss("outpatient", bills=(bill(1860, social=400, own=60),)))
LINE = only(WORKED)  # 1,170.00


def adds_up(line):
    return line.claimed - sum((step.amount for step in line.steps), ZERO) == line.payable


def test_that_an_exclusion_refuses_the_line_by_its_article_and_uses_nothing_up():
    refused = exclude(LINE, PRODUCT, "3.1", "Li Lei", "酒后驾驶")
    assert (refused.payable, refused.refused_by, steps(refused)["exclusion"]) == (ZERO, "3.1", yuan(1170))
    assert (refused.deductible_used, refused.edited_by, refused.reason) == (ZERO, "Li Lei", "酒后驾驶")
    assert adds_up(refused)


def test_that_an_exclusion_needs_an_article_of_the_product():
    with pytest.raises(UnknownArticle):
        exclude(LINE, PRODUCT, "99.9", "Li Lei", "…")


@pytest.mark.parametrize(("sum_", "code", "amount"), [(1000, "assessor_less", 170), (1200, "assessor_more", -30)])
def test_that_another_sum_is_a_step_of_its_own(sum_, code, amount):
    edited = set_payable(LINE, yuan(sum_), "Li Lei", "复核发票")
    assert (edited.payable, steps(edited)[code]) == (yuan(sum_), yuan(amount))
    assert adds_up(edited)


def test_that_the_same_sum_leaves_no_step():
    edited = set_payable(LINE, LINE.payable, "Li Lei", "无误")
    assert (edited.steps, edited.edited_by) == (LINE.steps, "Li Lei")


@pytest.mark.parametrize(("by", "reason"), [("", "why"), ("Li Lei", " ")])
def test_that_nothing_is_changed_without_a_name_and_a_reason(by, reason):
    with pytest.raises(NotAllowed):
        set_payable(LINE, yuan(1), by, reason)
    with pytest.raises(NotAllowed):
        exclude(LINE, PRODUCT, "3.1", by, reason)


def test_that_no_sum_is_below_zero():
    with pytest.raises(NotAllowed):
        set_payable(LINE, yuan("-0.01"), "Li Lei", "why")


def test_that_the_edited_line_takes_the_place_of_the_old_one():
    edited = set_payable(LINE, yuan(1000), "Li Lei", "复核发票")
    assert with_line(WORKED, edited).total == yuan(1000)
    with pytest.raises(KeyError):
        with_line(WORKED, replace(edited, benefit="fracture"))
